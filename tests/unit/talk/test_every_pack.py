"""What must hold in any district: each pack is talked about in every language."""

from datetime import datetime, time, timedelta
from pathlib import Path

import pytest

from bot.actions.direct import DirectPlanner
from bot.actions.talk import Talk
from knowledge.places.pack import load_pack
from knowledge.places.script import foreign_characters
from knowledge.places.text import LOCALES

from .conftest import ROOT, NamesOnly, Visitor

PACKS = sorted(path.parent for path in (ROOT / "knowledge" / "districts").glob("*/district.yaml"))
QUESTIONS = {
    "zh-Hans": ("{place}几点开门", "介绍一下{place}", "怎么去{place}", "{place}还开着吗"),
    "zh-Hant": ("{place}幾點開門", "介紹一下{place}", "怎麼去{place}", "{place}還開著嗎"),
    "en": ("When does {place} open?", "Tell me about {place}", "How do I get to {place}?", "Is {place} still open?"),
}


@pytest.fixture(scope="module", params=PACKS, ids=lambda path: path.name)
def visitor(request) -> Visitor:
    folder: Path = request.param
    gazetteer = load_pack(folder).gazetteer()
    world = lambda: gazetteer  # noqa: E731
    morning = datetime.combine(datetime(2026, 4, 22), time(8), gazetteer.district.zone)
    return Visitor(Talk(world, NamesOnly(world), DirectPlanner(world)), now=morning.isoformat())


def places_of(visitor: Visitor):
    gazetteer = visitor.talk._world()
    return list(gazetteer.places.values())


@pytest.mark.parametrize("locale", LOCALES)
def test_every_place_can_be_asked_about_by_its_name(visitor, locale):
    missed = []
    for index, place in enumerate(places_of(visitor)):
        question = QUESTIONS[locale][index % 4].format(place=place.called(locale))
        visitor.slots = {}
        visitor.says(question, "place_info", locale=locale)
        if place.id not in visitor.understood["places"]:
            missed.append((place.id, question, visitor.understood["places"]))
    assert missed == []


def test_questions_that_a_fact_is_written_for_get_that_fact(visitor):
    missed = []
    for place in places_of(visitor):
        for fact in place.facts:
            for question in fact.questions:
                visitor.slots = {}
                visitor.says(question, "recommend")
                if not any(text in visitor.text for text in fact.text.values()):
                    missed.append((question, visitor.text))
    assert missed == []


@pytest.mark.parametrize("locale", ["zh-Hans", "zh-Hant"])
def test_no_answer_mixes_scripts(visitor, locale):
    mixed = []
    for place in places_of(visitor)[::3]:
        visitor.slots = {}
        visitor.says(QUESTIONS[locale][1].format(place=place.called(locale)), "place_info", locale=locale)
        if foreign := foreign_characters(visitor.text, locale):
            mixed.append((place.id, foreign))
    assert mixed == []


def test_what_is_not_open_is_never_recommended_nor_planned(visitor):
    states = {place.id: place.status for place in places_of(visitor)}
    for text, intent in (
        ("推荐", "recommend"),
        ("有什么好吃的", "food"),
        ("下雨去哪", "recommend"),
        ("买特产", "shopping"),
    ):
        visitor.says(text, intent)
        assert {states[place["id"]] for place in visitor.message["places"]} <= {"open"}, text


def test_planned_places_are_told_as_planned(visitor):
    for place in places_of(visitor):
        if place.status == "planned":
            visitor.says(f"Tell me about {place.name['en']}", "place_info", locale="en")
            assert "planned" in visitor.text, place.id


def test_every_lookalike_is_told_apart_by_each_of_its_names(visitor):
    district = visitor.talk._world().district
    for other in district.lookalikes:
        for name in {*other.name.values(), *other.aliases}:
            visitor.slots = {}
            visitor.says(f"{name}?", "place_info", locale="en")
            assert other.explanation["en"] in visitor.text, name


def test_an_afternoon_is_planned_in_the_districts_own_time(visitor):
    visitor.slots = {}
    visitor.says("明天下午半日游，不打车", "plan")
    itinerary = visitor.message["itinerary"]
    assert itinerary["stops"]
    begin = datetime.fromisoformat(itinerary["start"])
    assert begin.utcoffset() == datetime.fromisoformat(visitor.now).utcoffset()
    assert begin.date() == datetime.fromisoformat(visitor.now).date() + timedelta(1)

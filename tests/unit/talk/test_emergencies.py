"""Cries for help: which number comes first, what the operator is told, and what never leaks into wishes."""

from dataclasses import replace

import pytest

from bot.actions.direct import DirectPlanner
from bot.actions.talk import Talk
from tests.unit.talk.conftest import NamesOnly, Visitor

POLICE, FIRE, AMBULANCE, HOTLINE = "1001", "1002", "1003", "1004"


@pytest.fixture
def visitor(toytown, noted):
    """Somebody in a town with a number for each service, and one that none comes by."""
    one = toytown.district.emergencies[0]
    contacts = tuple(
        one.model_copy(update={"phone": phone, "services": services})
        for phone, services in ((POLICE, ("police",)), (FIRE, ("fire",)), (AMBULANCE, ("ambulance",)), (HOTLINE, ()))
    )
    district = toytown.district.model_copy(update={"emergencies": contacts})
    world = replace(toytown, district=district, revision="with four numbers")
    return Visitor(Talk(lambda: world, NamesOnly(lambda: world), DirectPlanner(lambda: world), noted))


def numbers(visitor):
    """The numbers told, in their order."""
    found = {phone: visitor.text.find(phone) for phone in (POLICE, FIRE, AMBULANCE, HOTLINE)}
    return sorted((phone for phone, at in found.items() if at >= 0), key=lambda phone: found[phone])


@pytest.mark.parametrize(
    "text",
    [
        "我不想活了",
        "活着没意思",
        "我想自杀",
        "不如死了算了",
        "唔想做人",
        "我唔想生存落去喇",
        "我真係想死",
        "做人冇意思，明天去老城有什麼用",
        "I want to kill myself",
        "I don't want to live anymore",
        "plan nothing, I just want to die",
        "i'm suicidal",
    ],
)
@pytest.mark.parametrize("guess", ["deny", "plan", "nlu_fallback"])
def test_who_wants_to_die_is_answered_warmly_with_the_numbers_of_those_who_come(visitor, noted, text, guess):
    visitor.says(text, guess)
    assert visitor.understood["intent"] == "emergency"
    assert numbers(visitor) == [AMBULANCE, POLICE]
    assert any(warm in visitor.text for warm in ("我很担心你", "我很擔心你", "I'm worried about you"))
    assert visitor.message["itinerary"] is None
    assert not visitor.message["suggestions"]
    assert not noted.notes


@pytest.mark.parametrize("text", ["有人要跳楼", "我朋友話佢想自殺", "my friend wants to kill herself"])
def test_who_fears_for_another_is_told_to_stay_with_them(visitor, text):
    visitor.says(text, "plan")
    assert numbers(visitor) == [AMBULANCE, POLICE]
    assert any(stay in visitor.text for stay in ("陪在旁邊", "陪在旁边", "stay with them"))


@pytest.mark.parametrize(
    "text",
    [
        "想死你啦",
        "热死了",
        "熱死人喇",
        "笑死",
        "a view to die for",
        "死海在哪里",
        "想死那边的面条了",
        "餓得我想死",
        "跳楼价的衣服哪里有",
        "不想活动太多",
        "I don't want to live in a hostel",
        "this heat makes me want to die",
        "买活鱼",
        "freezing to death here",
    ],
)
def test_dying_as_a_manner_of_speaking_is_no_emergency(visitor, text):
    visitor.says(text, "smalltalk")
    assert visitor.understood["intent"] != "emergency"


@pytest.mark.parametrize("text", ["热死了", "熱死人喇", "快要笑死", "餓得要死", "freezing to death here"])
def test_who_exaggerates_is_not_taken_for_one_in_need_by_the_classifier(visitor, text):
    visitor.says(text, "emergency")
    assert visitor.understood["intent"] != "emergency"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("饭店着火了", FIRE),
        ("間餐廳著火呀", FIRE),
        ("there's a fire in the kitchen", FIRE),
        ("我老公暈低咗", AMBULANCE),
        ("有人溺水", AMBULANCE),
        ("我老婆羊水破了", AMBULANCE),
        ("my friend fainted on the beach", AMBULANCE),
        ("her waters broke", AMBULANCE),
        ("I broke my ankle", AMBULANCE),
        ("钱包被偷了", POLICE),
        ("細路唔見咗", POLICE),
        ("有人非禮我", POLICE),
        ("I can't find my son", POLICE),
        ("someone stole my phone", POLICE),
    ],
)
def test_the_number_needed_first_comes_first(visitor, text, first):
    visitor.says(text, "smalltalk")
    assert visitor.understood["intent"] == "emergency"
    assert numbers(visitor)[0] == first
    assert numbers(visitor)[-1] == HOTLINE
    assert len(numbers(visitor)) == 4


def test_who_is_beaten_and_bleeds_needs_the_ambulance_before_the_police(visitor):
    visitor.says("我被人打了，在流血", "smalltalk")
    assert numbers(visitor)[:2] == [AMBULANCE, POLICE]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("孩子在钟表博物馆走丢了", "钟表博物馆"),
        ("細路喺鐘錶博物館唔見咗", "鐘錶博物館"),
        ("my son went missing at the Clock Museum", "Clock Museum"),
    ],
)
def test_the_place_named_is_given_back_with_its_address(visitor, toytown, text, name):
    visitor.says(text, "emergency")
    told = next(line for line in visitor.text.splitlines() if name in line)
    place = toytown.places["clock-museum"]
    assert any(written in told for written in place.address.values())
    assert [one["id"] for one in visitor.message["places"]] == ["clock-museum"]


@pytest.mark.parametrize(
    "text",
    [
        "孩子在大理石海滩走丢了",
        "我老公暈低咗",
        "我老婆同兩個細路喺海灘遇溺",
        "my friend fainted on the beach",
        "明天早上九点我钱包被偷了",
        "我不想活了，两个孩子也不管了",
    ],
)
def test_an_emergency_leaves_no_wishes_behind(visitor, text):
    visitor.says(text, "emergency")
    assert visitor.understood["intent"] == "emergency"
    assert visitor.understood["constraints"] == {}
    assert not visitor.slots.get("constraints")


def test_wishes_told_before_an_emergency_stay_as_they_were(visitor):
    visitor.says("明天从钟表博物馆开始玩一天", "plan")
    before = visitor.slots["constraints"]
    visitor.says("孩子在大理石海滩走丢了", "change_plan")
    assert visitor.slots["constraints"] == before
    assert visitor.understood["constraints"] == before


@pytest.mark.parametrize("text", ["说中文！孩子走丢了", "speak English please, I can't find my son"])
def test_an_emergency_wins_over_a_change_of_language(visitor, text):
    visitor.says(text, "smalltalk")
    assert numbers(visitor)[0] == POLICE

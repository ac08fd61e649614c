"""What the dashboard counts."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from flask import Flask

from knowledge.places.gazetteer import Gazetteer
from knowledge.places.place import Place
from tests.unit.office.conftest import Desk
from tests.unit.web.doubles import Toys, toy_gazetteer
from web.context import EXTENSION
from web.notebook import Notebook
from web.office.gaps import gaps, ready
from web.records import open_records

TODAY = date(2026, 5, 1)


def with_place(**changes: object) -> Gazetteer:
    toys = toy_gazetteer()
    return replace(toys, places={"castle": _changed(toys.places["castle"], **changes)})


def _changed(place: Place, **changes: object) -> Place:
    return Place.model_validate({**place.model_dump(), **changes})


def test_what_a_plan_needs_is_missed_by_name() -> None:
    """A place without hours is found under that gap alone, and isn't ready."""
    whole = with_place()
    assert ready(whole) == 1
    lacking = with_place(opening_hours=None, last_entry=())
    found = gaps(lacking, TODAY)
    assert ready(lacking) == 0
    assert [gap.place.id for gap in found["opening_hours"]] == ["castle"]
    assert found["position"] == found["visit_minutes"] == ()


def test_closed_places_lack_nothing() -> None:
    """Nobody has to find out when a place that doesn't exist any more is open."""
    assert gaps(with_place(status="closed", opening_hours=None, last_entry=()), TODAY)["opening_hours"] == ()


def test_fields_grow_old_by_their_check_date() -> None:
    """Past the date they are stale, within thirty days they are announced, later they are no matter."""
    said = toy_gazetteer().places["castle"].provenance["ticket"].model_dump()
    for until, wanted in (("2026-04-30", "stale"), ("2026-05-01", "soon"), ("2026-05-30", "soon"), ("2026-06-01", "")):
        found = gaps(with_place(provenance={"ticket": {**said, "check_by": until}}), TODAY)
        assert {name for name in ("stale", "soon") if found[name]} == ({wanted} if wanted else set())


def test_a_text_in_some_languages_lacks_the_others() -> None:
    """A visitor who reads another language is told nothing there."""
    found = gaps(with_place(address={"en": "1 Hill"}), TODAY)["translation"]
    assert [(gap.field, gap.detail) for gap in found] == [("address", "zh-Hans, zh-Hant")]


def test_questions_are_grouped_and_lead_to_forms(app: Flask, toys: Toys, desk_of: Callable[[str | None], Desk]) -> None:
    """What was asked in either script is one question with its count, the most frequent first."""
    engine = open_records(app.extensions[EXTENSION].settings.records())
    notebook = Notebook(engine, toys.clock)
    notebook.record("question", "Is there a lift?", (), "en")
    notebook.record("question", "城堡有电梯吗？", ("castle",), "zh-Hans")
    notebook.record("question", "城堡有電梯嗎", ("castle",), "zh-Hant")
    notebook.record("complaint", "The <b>door</b> was shut", ("castle",), "en")
    page = desk_of("ed").get("/?lang=en").text
    engine.dispose()
    assert page.index("<td>2</td>") < page.index("Is there a lift?")
    assert "电梯" not in page
    assert "The &lt;b&gt;door&lt;/b&gt; was shut" in page
    assert page.count('href="/office/places/castle"') == 2

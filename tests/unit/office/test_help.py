"""What helps while a form is filled in: alike names, positions read, faults in the person's language."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from knowledge.places.faults import Fault
from tests.unit.office.conftest import Desk, field
from tests.unit.web.doubles import toy_gazetteer
from web.office import pages
from web.office.faults import said_in
from web.office.namesakes import namesakes
from web.office.office import Office

DeskOf = Callable[[str | None], Desk]
TOYS = toy_gazetteer()
ROOT = Path(__file__).parents[3]


def named(*names: str, but: str = "") -> list[str]:
    return [one.place_id for one in namesakes(list(names), TOYS, but)]


def test_a_place_that_is_there_already_is_noticed() -> None:
    """In either script, with a slip, with its town before it; another place is not taken for it."""
    castle = TOYS.places["castle"].name
    assert named(castle["zh-Hans"]) == ["castle"]
    assert named(castle["zh-Hant"]) == ["castle"]
    assert named(castle["en"].upper()) == ["castle"]
    assert named(f"Toytown {castle['en']}") == ["castle"]
    assert named(castle["en"], but="castle") == []
    assert named("Hall of Winds", "风之厅", "") == []


def test_a_new_place_with_a_known_name_is_asked_about(office: Office, desk_of: DeskOf) -> None:
    """The same name is no accident to pass over, but can be meant."""
    ed = desk_of("ed")
    fields = {"id": "second-castle", "name": TOYS.places["castle"].name["zh-Hans"], "kind": "museum"}
    asked = ed.post("/new", **fields)
    assert asked.status_code == 422
    assert 'href="/office/places/castle"' in asked.text
    assert "second-castle" not in {row.place_id for row in office.store.places().rows}
    assert ed.post("/new", another="yes", **fields).status_code == 303
    alike = ed.client.get("/office/help/names", query_string={"name": fields["name"], "but": "second-castle"})
    assert alike.get_json()["count"] == 1


@pytest.mark.parametrize(
    ("text", "datum", "found"),
    [
        ("38.71, -9.14", "WGS84", (38.71, -9.14)),
        ("https://www.openstreetmap.org/?mlat=38.71&mlon=-9.14#map=19/38/9", "", (38.71, -9.14)),
        ("38.71, -9.14", "", None),
        ("https://www.openstreetmap.org/#map=19/38.71/-9.14", "BD-09", None),
        ("https://surl.amap.com/x", "", None),
        ("somewhere", "WGS84", None),
    ],
)
def test_a_position_is_read_while_typing(desk_of: DeskOf, text: str, datum: str, found: Any) -> None:
    """As the saving would read it, and what can't be is told in the person's language."""
    ed = desk_of("ed")
    ed.get("/?lang=zh-Hans")
    ask = {"position.text": text, "position.datum": datum, "position.was": ""}
    answer = ed.client.get("/office/help/point", query_string=ask).get_json()
    if found:
        assert (answer["position"]["lat"], answer["position"]["lon"]) == found
    else:
        assert answer["position"] is None
        assert re.search("[一-鿿]", answer["faults"][0])


def test_a_datum_is_asked_for_only_when_a_position_is_given(office: Office, desk_of: DeskOf) -> None:
    """What nobody touched needs no datum; a link tells its own, and what was converted is noted."""
    ed = desk_of("ed")
    page = ed.get("/places/castle").text
    same = {"position.text": field(page, "position.text"), "position.was": field(page, "position.was")}
    rest = {
        "position.datum": "",
        "position.precision": "exact",
        "position.uncertainty_m": "10",
        "position.origin": "map",
    }
    base = str(office.store.entry("place:castle").base)
    before = office.store.entry("place:castle").live.document["position"]  # type: ignore[union-attr]
    assert ed.post("/places/castle", base=base, action="save", why="x", **same, **rest).status_code == 303
    draft = office.store.entry("place:castle").draft
    assert draft is not None
    assert (draft.document["position"]["lat"], draft.document["position"]["lon"]) == (before["lat"], before["lon"])
    link = {"position.text": "https://www.google.com/maps/@38.72,-9.13,17z", "position.was": same["position.was"]}
    assert ed.post("/places/castle", base=str(draft.number), action="save", why="x", **link, **rest).status_code == 303
    moved = office.store.entry("place:castle").draft.document["position"]  # type: ignore[union-attr]
    assert (moved["lat"], moved["lon"]) == (38.72, -9.13)
    assert "Google" in moved["origin"]


SENTENCES = re.compile(r"""Fault\(\s*f?"[^"]*",\s*f?"([^"]+)"\s*\)""")


def test_every_sentence_of_the_rules_is_said_in_chinese() -> None:
    """No fault that the rules or the form can find reaches a Chinese reader in English."""
    files = ("knowledge/places/rules.py", "web/office/form.py", "web/office/hours_grid.py", "web/office/pictures.py")
    found = [text for name in files for text in SENTENCES.findall((ROOT / name).read_text())]
    assert len(found) > 25
    untold = []
    for text in found:
        message = re.sub(r"\{[^{}]*\}", "7", text).replace("is no 7", "is no amount")
        for locale in ("zh-Hans", "zh-Hant"):
            (said,) = said_in([Fault("", message)], locale, pages.wording())  # type: ignore[arg-type]
            if said.message == message:
                untold.append(message)
    # These are faults of the district's description, which has no form here.
    district = ("lies outside the box", "has no position", "must be later", "is no time", "needs")
    assert [text for text in untold if not any(part in text for part in district)] == []


def test_faults_name_their_field_as_people_call_it(office: Office, desk_of: DeskOf) -> None:
    """Also a part of a row, and a day of the week."""
    ed = desk_of("ed")
    ed.get("/?lang=zh-Hans")
    base = str(office.store.entry("place:castle").base)
    fields = {
        "facts.rows": "1",
        "facts.0.text.en": "Old.",
        "hours.grid": "yes",
        "hours.Mo.0.begin": "9",
        "opening_hours": "",
    }
    page = ed.post("/places/castle", base=base, action="save", why="x", **fields).text
    assert "开放时间 · 周一" in page
    assert "时段缺开始或结束时间" in page
    page = ed.post("/places/castle", base=base, action="save", why="x", **{k: fields[k] for k in list(fields)[:2]}).text
    assert "事实 · 1 · 来源" in page
    assert "不能是空的" in page or "必须填写" in page


def test_all_that_a_place_can_carry_can_be_edited() -> None:
    """Every field of a place but its id is on the form."""
    from knowledge.places.place import Place

    template = (ROOT / "web/templates/office/place.html").read_text()
    untouched = {name for name in Place.model_fields if f'"{name}"' not in template and f'name="{name}' not in template}
    assert untouched <= {"id", "provenance"}

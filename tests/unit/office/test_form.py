"""A place's form: out of a document and back."""

from pathlib import Path

import pytest
from werkzeug.datastructures import MultiDict

from knowledge.places.datum import from_wgs84
from knowledge.places.faults import Faults
from knowledge.places.pack import load_pack
from knowledge.places.place import Place
from knowledge.store.documents import document_of
from web.office.form import Typed, document_of_form, missing_locales, typed_of

ROOT = Path(__file__).parents[3]
PACKS = sorted(
    file.parent for folder in ("knowledge/districts", "tests/data") for file in (ROOT / folder).glob("*/district.yaml")
)


def typed(**fields: str) -> Typed:
    return MultiDict({name.replace("__", "."): value for name, value in fields.items()})


@pytest.mark.parametrize("folder", PACKS, ids=lambda folder: folder.name)
def test_what_nobody_touched_stays(folder: Path) -> None:
    """Saving a form as it was filled changes nothing in any place of any pack."""
    for place in load_pack(folder).places.values():
        document = document_of(place)
        same = document_of_form(typed_of(document), document)
        assert Place.model_validate_json(_json(same)) == place


def test_a_form_that_lacks_fields_leaves_them() -> None:
    """A page from before a field existed can't empty it."""
    before = {"id": "mill", "phone": ["1"], "provenance": {"phone": {"source": "s"}}, "facts": [1]}
    assert document_of_form(typed(status="open"), before) == {**before, "status": "open"}


def test_a_position_is_converted_from_its_datum() -> None:
    """A point copied from a Chinese map lands where it was, and the entry tells what was given."""
    lat, lon = from_wgs84(21.27, 110.36, "GCJ-02")
    given = typed(
        position__text=f"{lat}，{lon}", position__datum="GCJ-02", position__precision="exact",
        position__uncertainty_m="20", position__origin="a map",
    )  # fmt: skip
    position = document_of_form(given, {})["position"]
    assert (position["lat"], position["lon"]) == pytest.approx((21.27, 110.36), abs=1e-6)
    assert position["origin"] == f"a map; GCJ-02 {lat}, {lon}, converted"


def test_every_figure_that_cannot_be_read_is_named() -> None:
    """All at once, so that they are mended at once; nothing is guessed."""
    given = typed(
        ticket__adult="ten", visit_minutes__min="1.5", visit_minutes__max="-3", position__text="here",
        position__uncertainty_m="1",
    )  # fmt: skip
    with pytest.raises(Faults) as found:
        document_of_form(given, {})
    assert {fault.field for fault in found.value.faults} == {
        "ticket.adult", "visit_minutes.min", "visit_minutes.max", "position",
    }  # fmt: skip


def test_missing_languages_are_told() -> None:
    """A text in some languages lacks the others; a name lacks all when it has none."""
    given = typed(**{"name__zh-Hans": "磨坊", "address__en": ""})
    assert missing_locales(given, "name") == ["zh-Hant", "en"]
    assert missing_locales(given, "summary") == ["zh-Hans", "zh-Hant", "en"]
    assert missing_locales(given, "address") == []


def _json(document: object) -> str:
    import json

    return json.dumps(document)

"""What is drawn of a district besides its places."""

from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import ValidationError
from shapely.geometry import Point, Polygon

from knowledge.places.district import Area, Line
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.geography import METRES_A_DEGREE, shapes
from knowledge.places.pack import load_pack
from knowledge.places.rules import district_faults

TOYTOWN = Path(__file__).parents[2] / "data" / "toytown"
SAID = {"source": "editor estimate", "as_of": "undated", "confidence": "estimate"}
NAME = {"zh-Hans": "湖", "zh-Hant": "湖", "en": "Lake"}


@pytest.fixture(scope="module")
def town() -> Gazetteer:
    return load_pack(TOYTOWN).gazetteer()


def test_water_lies_under_quarters_and_these_under_streets(town: Gazetteer) -> None:
    sorts = [shape.sort for shape in shapes(town)]
    assert sorts == sorted(sorts, key=("water", "quarter", "river", "street").index)
    assert set(sorts) == {"water", "quarter", "street"}


def test_a_circle_is_as_wide_as_it_is_said_to_be(town: Gazetteer) -> None:
    harbour = next(shape for shape in shapes(town) if shape.name["en"] == "Inner Harbour")
    lats = [lat for lat, _ in harbour.spots]
    assert (max(lats) - min(lats)) * METRES_A_DEGREE == pytest.approx(1000, rel=0.01)


def test_water_between_places_at_its_edge_is_as_soft_as_they_are_uncertain(town: Gazetteer) -> None:
    """The ring stays within its places, without corners; the places' own doubts are its doubt."""
    bay = next(shape for shape in shapes(town) if shape.name["en"] == "The Bay")
    edge = [town.places[name].position for name in ("sun-pier", "marble-beach", "night-market")]
    corners = Polygon([(one.lon, one.lat) for one in edge if one])
    assert corners.buffer(1e-9).contains(Polygon([(lon, lat) for lat, lon in bay.spots]))
    assert len(bay.spots) > 12
    assert bay.soft_m == sorted(one.uncertainty_m for one in edge if one)[1]


def test_a_street_leads_through_its_places(town: Gazetteer) -> None:
    street = next(shape for shape in shapes(town) if shape.sort == "street")
    chapel = town.places["fish-chapel"].position
    assert chapel is not None
    assert street.spots[0] == (chapel.lat, chapel.lon)


def test_what_has_lost_its_places_is_not_drawn(town: Gazetteer) -> None:
    """An edit that takes positions away leaves a map that is emptier, not broken."""
    lost = {name: place.model_copy(update={"position": None}) for name, place in town.places.items()}
    assert {shape.name["en"] for shape in shapes(replace(town, places=lost))} == {"Old town", "Inner Harbour"}


@pytest.mark.parametrize(
    "shape",
    [
        {},
        {"center": {"lat": 1.0, "lon": 1.0}},
        {"radius_m": 5},
        {"edge": ("a", "b")},
        {"center": {"lat": 1.0, "lon": 1.0}, "radius_m": 5, "edge": ("a", "b", "c")},
    ],
)
def test_an_area_has_one_shape(shape: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Area.model_validate({"name": NAME, "provenance": SAID, **shape})


def test_faults_name_what_nothing_can_be_drawn_through(town: Gazetteer) -> None:
    area = Area.model_validate({"name": NAME, "provenance": SAID, "edge": ("castle", "nowhere", "lost-fountain")})
    line = Line.model_validate({"name": NAME, "provenance": SAID, "kind": "river", "through": ("castle", "nowhere")})
    broken = town.district.model_copy(update={"areas": (area,), "lines": (line,)})
    fields = {fault.field for fault in district_faults(broken, town.places)}
    assert fields == {"areas[0].edge[1]", "areas[0].edge[2]", "lines[0].through[1]"}


def test_the_bay_leaves_dry_what_is_known_to_stand_on_land() -> None:
    """Of every pack: no building whose position is exact stands in water that is drawn through places."""
    for folder in (Path(__file__).parents[3] / "knowledge" / "districts").iterdir():
        gazetteer = load_pack(folder).gazetteer()
        seas = [
            Polygon([(lon, lat) for lat, lon in shape.spots]) for shape in shapes(gazetteer) if shape.sort == "water"
        ]
        for place in gazetteer.places.values():
            if place.position and place.position.precision == "exact" and place.indoor:
                spot = Point(place.position.lon, place.position.lat)
                assert not any(sea.contains(spot) for sea in seas), place.id

"""A plan leaves for other programs: each format is opened by a reader that had no part in writing it."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import gpxpy
import pytest
import vobject
from fastkml import KML, Placemark
from fastkml.utils import find_all
from shapely.geometry import shape

from itinerary.exports import to_geojson, to_gpx, to_ics, to_kml
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.pack import load_pack

LINK = "https://guide.example/plans/p1"
WISHES = {"start": {"place_id": "central-station"}, "end": {"lat": 38.71, "lon": -9.13}}
TOTALS = ("score", "visit", "meal", "rest", "travel", "wait", "walk", "distance", "cost")


@pytest.fixture(scope="module")
def town() -> Gazetteer:
    return load_pack(Path(__file__).parents[2] / "data" / "toytown").gazetteer()


def stop(place_id: str | None, name: str, begin: str, leave: str, **more: Any) -> dict[str, Any]:
    filled = {"wait": 0, "open": "unknown", "score": 1.0, "cost": 0.0, "reasons": [], "warnings": []}
    return (
        {"kind": "visit", "place_id": place_id, "name": name, "arrive": begin, "begin": begin, "leave": leave}
        | filled
        | more
    )


@pytest.fixture
def plan() -> dict[str, Any]:
    day = "2026-07-01"
    return {
        "id": "p1",
        "date": day,
        "timezone": "Europe/Lisbon",
        "start": f"{day}T09:00:00+01:00",
        "end": f"{day}T18:00:00+01:00",
        "stops": [
            stop("river-park", "河滨公园", f"{day}T09:00:00+01:00", f"{day}T10:00:00+01:00", reasons=["早上好。"]),
            stop(None, "午休", f"{day}T12:00:00+01:00", f"{day}T12:45:00+01:00", kind="rest"),
            stop("castle", "城堡", f"{day}T14:00:00+01:00", f"{day}T15:30:00+01:00"),
        ],
        "legs": [],
        "totals": dict.fromkeys(TOTALS, 0) | {"cost_unknown": []},
        "optimality": {"status": "optimal", "bound": 2, "gap": 0, "solve_seconds": 0.1, "cut_by_clock": False},
        "excluded": [],
        "certificate": {"data_revision": "r", "checks": []},
    }  # fmt: skip


def test_gpx_has_a_waypoint_a_stop_and_a_route(plan: dict[str, Any], town: Gazetteer) -> None:
    """Positions go out in WGS84 as they are, in the order of the day."""
    root = ElementTree.fromstring(to_gpx(plan, "zh-Hans", town))
    space = {"g": "http://www.topografix.com/GPX/1/1"}
    points = root.findall("g:wpt", space)
    assert [point.findtext("g:name", namespaces=space) for point in points] == ["1. 河滨公园", "3. 城堡"]
    park = town.places["river-park"].position
    assert park is not None
    assert (float(points[0].get("lat", 0)), float(points[0].get("lon", 0))) == (park.lat, park.lon)
    assert len(root.findall("g:rte/g:rtept", space)) == 2


def test_kml_draws_a_circle_where_the_position_is_an_estimate(plan: dict[str, Any], town: Gazetteer) -> None:
    """An estimated position never looks like a door."""
    root = ElementTree.fromstring(to_kml(plan, "en", town))
    space = {"k": "http://www.opengis.net/kml/2.2"}
    estimates = [
        place_id for place_id in ("river-park", "castle")
        if (position := town.places[place_id].position) and position.precision != "exact"
    ]  # fmt: skip
    assert len(root.findall(".//k:Point", space)) == 2
    assert len(root.findall(".//k:Polygon", space)) == len(estimates)
    assert len(root.findall(".//k:LineString", space)) == 1


def test_ics_keeps_the_districts_clock(plan: dict[str, Any], town: Gazetteer) -> None:
    """Each stop is an event whose instant another calendar program understands."""
    calendar = vobject.readOne(to_ics(plan, "zh-Hant", town).decode())
    events = calendar.vevent_list
    assert [event.summary.value for event in events] == ["河滨公园", "午休", "城堡"]
    assert events[0].dtstart.value.utcoffset().total_seconds() == 3600
    assert events[0].dtstart.value.isoformat() == "2026-07-01T09:00:00+01:00"
    assert calendar.vtimezone.tzid.value == "Europe/Lisbon"


def test_geojson_puts_longitude_first_and_tells_estimates(plan: dict[str, Any], town: Gazetteer) -> None:
    """RFC 7946's order of coordinates, and the precision of each."""
    collection = json.loads(to_geojson(plan, "en", town))
    points = [feature for feature in collection["features"] if feature["geometry"]["type"] == "Point"]
    castle = town.places["castle"].position
    assert castle is not None
    assert points[1]["geometry"]["coordinates"] == [castle.lon, castle.lat]
    assert points[1]["properties"]["precision"] == castle.precision
    assert points[1]["properties"]["uncertainty_m"] == castle.uncertainty_m


def test_the_same_plan_gives_the_same_files(plan: dict[str, Any], town: Gazetteer) -> None:
    """Nothing of the clock gets into a file, so that a link's content doesn't change."""
    for writer in (to_geojson, to_gpx, to_ics, to_kml):
        assert writer(plan, "en", town) == writer(plan, "en", town)


def test_another_reader_of_kml_understands_it(plan: dict[str, Any], town: Gazetteer) -> None:
    """As Google's format is read by a library of its own: points, times, and the way as a line."""
    document = KML.parse(BytesIO(to_kml(plan, "en", town).encode()), strict=True)
    placemarks = list(find_all(document, of_type=Placemark))
    points = [mark for mark in placemarks if mark.geometry and mark.geometry.geom_type == "Point"]
    assert [mark.name for mark in points] == ["1. 河滨公园", "3. 城堡"]
    castle = town.places["castle"].position
    assert castle is not None
    assert points[1].geometry.coords[0] == pytest.approx((castle.lon, castle.lat), abs=1e-6)


def test_another_reader_of_geojson_understands_it(plan: dict[str, Any], town: Gazetteer) -> None:
    """Shapes are sound, and the way passes through the stops in their order."""
    collection = json.loads(to_geojson(plan, "en", town))
    shapes = [shape(feature["geometry"]) for feature in collection["features"]]
    assert all(one.is_valid for one in shapes)
    points = [one.coords[0] for one in shapes if one.geom_type == "Point"]
    (way,) = [list(one.coords) for one in shapes if one.geom_type == "LineString"]
    assert way == points


def test_gpx_goes_from_end_to_end_and_links_to_the_plan(plan: dict[str, Any], town: Gazetteer) -> None:
    """Where the day begins and ends is a waypoint and part of the route; the plan's page is the file's own link."""
    document = gpxpy.parse(to_gpx(plan, "en", town, WISHES, LINK))
    station = town.places["central-station"]
    assert document.link == LINK
    assert station.position is not None
    points = [(point.latitude, point.longitude) for point in document.routes[0].points]
    assert points[0] == (station.position.lat, station.position.lon)
    assert points[-1] == (38.71, -9.13)
    assert document.waypoints[0].name == f"Start: {station.name['en']}"
    assert document.waypoints[-1].name == "End of the day"
    assert gpxpy.parse(to_gpx(plan, "en", town)).link is None


def test_kml_goes_from_end_to_end_and_links_to_the_plan(plan: dict[str, Any], town: Gazetteer) -> None:
    text = to_kml(plan, "zh-Hans", town, WISHES, LINK)
    placemarks = list(find_all(KML.parse(BytesIO(text.encode()), strict=True), of_type=Placemark))
    named = [mark.name for mark in placemarks if mark.geometry and mark.geometry.geom_type == "Point"]
    assert named == ["出发：" + town.places["central-station"].name["zh-Hans"], "1. 河滨公园", "3. 城堡", "终点"]
    (way,) = [mark.geometry for mark in placemarks if mark.geometry and mark.geometry.geom_type == "LineString"]
    assert way.coords[-1] == pytest.approx((-9.13, 38.71))
    link = ElementTree.fromstring(text).find(".//{http://www.w3.org/2005/Atom}link")
    assert link is not None
    assert link.get("href") == LINK


def test_geojson_goes_from_end_to_end_and_links_to_the_plan(plan: dict[str, Any], town: Gazetteer) -> None:
    features = json.loads(to_geojson(plan, "zh-Hant", town, WISHES, LINK))["features"]
    assert [feature["properties"].get("end") for feature in features] == ["start", None, None, "end", None]
    assert features[-1]["properties"]["url"] == LINK
    assert features[-1]["geometry"]["coordinates"][-1] == [-9.13, 38.71]


def test_every_event_links_to_the_plan_and_the_first_and_last_tell_the_ends(
    plan: dict[str, Any], town: Gazetteer
) -> None:
    calendar = vobject.readOne(to_ics(plan, "en", town, WISHES, LINK).decode())
    events = calendar.vevent_list
    assert [event.url.value for event in events] == [LINK] * 3
    assert events[0].description.value == f"Start: {town.places['central-station'].name['en']}\n早上好。"
    assert events[-1].description.value.endswith("End of the day")

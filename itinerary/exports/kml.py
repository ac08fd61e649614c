"""KML 2.2: a placemark a stop, a circle where the position is an estimate, a line for the way,
and a link to the plan's page."""

from collections.abc import Mapping
from math import cos, pi, radians, sin
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from itinerary.exports.located import WORDS, LocatedEnd, located_stops, named_ends, read, title
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.place import Position
from knowledge.places.text import Locale

METRES_A_DEGREE = 111_195
CORNERS = 36


def to_kml(
    itinerary: Mapping[str, Any],
    locale: Locale,
    gazetteer: Gazetteer,
    wishes: Mapping[str, Any] | None = None,
    link: str | None = None,
) -> str:
    plan = read(itinerary)
    root = Element("kml", {"xmlns": "http://www.opengis.net/kml/2.2", "xmlns:atom": "http://www.w3.org/2005/Atom"})
    document = SubElement(root, "Document")
    SubElement(document, "name").text = title(plan, locale, gazetteer)
    if link:
        SubElement(document, "atom:link", href=link)
    _style(document)
    start, end = named_ends(wishes or {}, locale, gazetteer)
    way = _pass_end(document, start)
    for stop in located_stops(plan, locale, gazetteer):
        if stop.position is None:
            continue
        where = (stop.position.lon, stop.position.lat)
        way.append(where)
        name = f"{stop.number}. {stop.name}"
        point = _placemark(document, name, "\n".join(stop.lines))
        span = SubElement(point, "TimeSpan")
        SubElement(span, "begin").text, SubElement(span, "end").text = stop.begin, stop.leave
        SubElement(SubElement(point, "Point"), "coordinates").text = _coordinates([where])
        if stop.position.precision != "exact":
            circle = _placemark(document, name)
            SubElement(circle, "styleUrl").text = "#estimate"
            ring = SubElement(SubElement(SubElement(circle, "Polygon"), "outerBoundaryIs"), "LinearRing")
            SubElement(ring, "coordinates").text = _coordinates(_circle(stop.position))
    way += _pass_end(document, end)
    if len(way) > 1:
        line = _placemark(document, WORDS.say(locale, "way"))
        SubElement(SubElement(line, "LineString"), "coordinates").text = _coordinates(way)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode")


def _pass_end(document: Element, end: LocatedEnd | None) -> list[tuple[float, float]]:
    """Marks it; answers with the way's points there."""
    if end is None:
        return []
    where = [(end.position.lon, end.position.lat)]
    SubElement(SubElement(_placemark(document, end.name), "Point"), "coordinates").text = _coordinates(where)
    return where


def _style(document: Element) -> None:
    style = SubElement(document, "Style", id="estimate")
    SubElement(SubElement(style, "LineStyle"), "color").text = "80ff8800"
    SubElement(SubElement(style, "PolyStyle"), "color").text = "40ff8800"


def _placemark(document: Element, name: str, description: str = "") -> Element:
    placemark = SubElement(document, "Placemark")
    SubElement(placemark, "name").text = name
    if description:
        SubElement(placemark, "description").text = description
    return placemark


def _coordinates(points: list[tuple[float, float]]) -> str:
    return " ".join(f"{lon:.6f},{lat:.6f}" for lon, lat in points)


def _circle(position: Position) -> list[tuple[float, float]]:
    """The outline within which the place lies, as longitude and latitude."""
    north = position.uncertainty_m / METRES_A_DEGREE
    east = north / cos(radians(position.lat))
    turns = [2 * pi * corner / CORNERS for corner in range(CORNERS + 1)]
    return [(position.lon + east * sin(turn), position.lat + north * cos(turn)) for turn in turns]

"""GeoJSON (RFC 7946): a point a stop and an end, and a line for the way, which carries the link to the plan's page."""

import json
from collections.abc import Mapping
from typing import Any

from itinerary.exports.located import LocatedEnd, located_stops, named_ends, read, title
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.text import Locale


def to_geojson(
    itinerary: Mapping[str, Any],
    locale: Locale,
    gazetteer: Gazetteer,
    wishes: Mapping[str, Any] | None = None,
    link: str | None = None,
) -> str:
    plan = read(itinerary)
    stops = [stop for stop in located_stops(plan, locale, gazetteer) if stop.position is not None]
    start, end = named_ends(wishes or {}, locale, gazetteer)
    features = [_end("start", start)] if start else []
    for stop in stops:
        assert stop.position is not None
        features.append(
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [stop.position.lon, stop.position.lat]},
                "properties": {
                    "number": stop.number,
                    "name": stop.name,
                    "place_id": stop.place.id if stop.place else None,
                    "begin": stop.begin,
                    "leave": stop.leave,
                    "precision": stop.position.precision,
                    "uncertainty_m": stop.position.uncertainty_m,
                    "description": "\n".join(stop.lines),
                },
            }
        )
    if end:
        features.append(_end("end", end))
    way = [feature["geometry"]["coordinates"] for feature in features]
    if len(way) > 1:
        features.append(
            {
                "type": "Feature",
                "geometry": {"type": "LineString", "coordinates": way},
                # Straight from stop to stop: no street map stands behind it.
                "properties": {"name": title(plan, locale, gazetteer), "straight_lines": True, "url": link},
            }
        )
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)


def _end(which: str, end: LocatedEnd) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [end.position.lon, end.position.lat]},
        "properties": {
            "end": which,
            "name": end.name,
            "precision": end.position.precision,
            "uncertainty_m": end.position.uncertainty_m,
        },
    }

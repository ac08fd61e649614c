"""GeoJSON (RFC 7946): a point a stop, and a line for the way."""

import json
from collections.abc import Mapping
from typing import Any

from itinerary.exports.located import located_stops, read, title
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.text import Locale


def to_geojson(itinerary: Mapping[str, Any], locale: Locale, gazetteer: Gazetteer) -> str:
    plan = read(itinerary)
    stops = [stop for stop in located_stops(plan, locale, gazetteer) if stop.position is not None]
    features: list[dict[str, Any]] = []
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
    if len(stops) > 1:
        way = [[stop.position.lon, stop.position.lat] for stop in stops if stop.position]
        features.append(
            {
                "type": "Feature",
                "geometry": {"type": "LineString", "coordinates": way},
                # Straight from stop to stop: no street map stands behind it.
                "properties": {"name": title(plan, locale, gazetteer), "straight_lines": True},
            }
        )
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)

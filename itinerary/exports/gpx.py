"""GPX 1.1: a waypoint a stop, and a route through them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from itinerary.exports.located import located_stops, read, title
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.text import Locale


def to_gpx(itinerary: Mapping[str, Any], locale: Locale, gazetteer: Gazetteer) -> str:
    from gpxpy import gpx

    plan = read(itinerary)
    document = gpx.GPX()
    document.name = title(plan, locale, gazetteer)
    route = gpx.GPXRoute(name=document.name)
    for stop in located_stops(plan, locale, gazetteer):
        if stop.position is None:
            continue
        where = (stop.position.lat, stop.position.lon)
        name = f"{stop.number}. {stop.name}"
        text = "\n".join(stop.lines)
        document.waypoints.append(
            gpx.GPXWaypoint(*where, name=name, description=text, time=datetime.fromisoformat(stop.begin))
        )
        route.points.append(gpx.GPXRoutePoint(*where, name=name))
    document.routes.append(route)
    content: str = document.to_xml()
    return content

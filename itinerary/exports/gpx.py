"""GPX 1.1: a waypoint a stop and an end, a route through them, and a link to the plan's page."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from itinerary.exports.located import LocatedEnd, located_stops, named_ends, read, title
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.text import Locale


def to_gpx(
    itinerary: Mapping[str, Any],
    locale: Locale,
    gazetteer: Gazetteer,
    wishes: Mapping[str, Any] | None = None,
    link: str | None = None,
) -> str:
    from gpxpy import gpx

    plan = read(itinerary)
    document = gpx.GPX()
    document.name = title(plan, locale, gazetteer)
    document.link = link
    route = gpx.GPXRoute(name=document.name)

    def pass_end(end: LocatedEnd | None) -> None:
        if end:
            where = (end.position.lat, end.position.lon)
            document.waypoints.append(gpx.GPXWaypoint(*where, name=end.name))
            route.points.append(gpx.GPXRoutePoint(*where, name=end.name))

    start, end = named_ends(wishes or {}, locale, gazetteer)
    pass_end(start)
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
    pass_end(end)
    document.routes.append(route)
    content: str = document.to_xml()
    return content

"""iCalendar (RFC 5545): an event a stop, in the district's time zone, with a link to the plan's page."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from itinerary.exports.located import located_stops, named_ends, read, title
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.text import Locale


def to_ics(
    itinerary: Mapping[str, Any],
    locale: Locale,
    gazetteer: Gazetteer,
    wishes: Mapping[str, Any] | None = None,
    link: str | None = None,
) -> bytes:
    from icalendar import Calendar, Event

    plan = read(itinerary)
    zone = gazetteer.district.zone
    calendar = Calendar()
    calendar.add("prodid", f"-//{gazetteer.district.id}//day plan//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", title(plan, locale, gazetteer))
    start, end = named_ends(wishes or {}, locale, gazetteer)
    for stop in located_stops(plan, locale, gazetteer):
        lines = [
            *([start.name] if start and stop.number == 1 else []),
            *stop.lines,
            *([end.name] if end and stop.number == len(plan.stops) else []),
        ]
        event = Event()
        event.add("uid", f"{plan.id}-{stop.number}@{gazetteer.district.id}")
        # The plan's own day, so that the same plan gives the same file.
        event.add("dtstamp", datetime.fromisoformat(plan.start))
        event.add("dtstart", datetime.fromisoformat(stop.begin).astimezone(zone))
        event.add("dtend", datetime.fromisoformat(stop.leave).astimezone(zone))
        event.add("summary", stop.name)
        event.add("description", "\n".join(lines))
        if link:
            event.add("url", link)
        if stop.place:
            event.add("location", stop.place.name["zh-Hans"])
        if stop.position:
            event.add("geo", (stop.position.lat, stop.position.lon))
        calendar.add_component(event)
    calendar.add_missing_timezones()
    content: bytes = calendar.to_ical()
    return content

"""A tiny town for the planner's tests: every place is written where a test needs it."""

import random
from typing import Any

from knowledge.places.calendar import HolidayCalendar
from knowledge.places.district import District
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.place import Place

CENTER = (47.0, 8.0)
METRE_NORTH = 1 / 111_195
"""Degrees of latitude."""


def named(text: str) -> dict[str, str]:
    return {"zh-Hans": text, "zh-Hant": text, "en": text}


PROVENANCE = {"source": "the tests", "as_of": "2026", "confidence": "good"}


def district(**changes: Any) -> District:
    kinds = {
        "museum": {"name": named("museum"), "quality": 4.0},
        "park": {"name": named("park"), "quality": 3.0},
        "hall": {"name": named("hall"), "quality": 3.0},
        "eatery": {"name": named("eatery"), "quality": 1.0, "serves_meals": True},
        "station": {"name": named("station"), "quality": 0.0},
    }
    fields: dict[str, Any] = {
        "id": "toytown",
        "name": named("Toytown"),
        "city": named("Toy City"),
        "timezone": "Europe/Zurich",
        "country": "CH",
        "currency": "CHF",
        "center": {"lat": CENTER[0], "lon": CENTER[1]},
        "box": {"south": 46.8, "west": 7.8, "north": 47.2, "east": 8.2},
        "compiled": "2026",
        "kinds": kinds,
        "themes": {theme: {"name": named(theme)} for theme in ("red", "food", "nature", "night")},
        "travel": {
            "walk_kmh": 4.8,
            "walk_slow_kmh": 3.0,
            "ebike_kmh": 12.0,
            "bus_kmh": 15.0,
            "taxi_kmh": 30.0,
            "taxi_far_kmh": 60.0,
            "detour": 1.25,
            "ebike_overhead": 3,
            "ebike_fare": 1.0,
            "ebike_fare_minutes": 15,
            "bus_overhead": 8,
            "bus_access_m": 300,
            "bus_fare": 2.0,
            "taxi_overhead": 5,
            "taxi_flagfall": 8.0,
            "taxi_flagfall_m": 2000,
            "taxi_per_km": 3.0,
            "provenance": {},
        },
    }
    return District.model_validate_json(_json({**fields, **changes}))


def place(place_id: str, metres: float = 0, *, kind: str = "museum", **fields: Any) -> Place:
    """An open place so many metres north of the centre, exact, 60 minutes, open 8 to 20 unless told otherwise."""
    entry: dict[str, Any] = {
        "id": place_id,
        "name": named(place_id.title()),
        "kind": kind,
        "status": "open",
        "summary": named("."),
        "position": {
            "lat": CENTER[0] + metres * METRE_NORTH,
            "lon": CENTER[1],
            "precision": "exact",
            "uncertainty_m": 0,
        },
        "opening_hours": "08:00-20:00",
        "ticket": {"adult": 0},
        "visit_minutes": {"min": 45, "typical": 60, "max": 90},
        "indoor": True,
        "provenance": {"status": PROVENANCE},
    }
    return Place.model_validate_json(_json({**entry, **fields}))


def town(*places: Place, **changes: Any) -> Gazetteer:
    calendar = HolidayCalendar(holidays={}, workdays=frozenset(), years=frozenset({2026, 2027}))
    return Gazetteer(district(**changes), {entry.id: entry for entry in places}, calendar, "rev-1")


def spread_town(count: int, seed: int) -> Gazetteer:
    """A town of so many places here and there within 4 km of the centre, of different kinds, lengths and prices."""
    luck = random.Random(seed)
    return town(
        *(
            place(
                f"p{number:04d}",
                kind=luck.choice(["park", "museum", "hall"]),
                position={
                    "lat": CENTER[0] + luck.uniform(-0.03, 0.03),
                    "lon": CENTER[1] + luck.uniform(-0.05, 0.05),
                    "precision": "exact",
                    "uncertainty_m": 0,
                },
                visit_minutes={"min": 30, "typical": luck.choice([40, 60, 90]), "max": 120},
                ticket={"adult": luck.choice([0, 5, 10])},
            )
            for number in range(count)
        )
    )


def _json(value: object) -> str:
    import json

    return json.dumps(value)

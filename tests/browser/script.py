"""What the assistant says in these tests, and the plan it shows: by heart, so that only the page is on trial."""

# ruff: noqa: ARG002

from collections.abc import Collection, Mapping
from typing import Any

from knowledge.places.gazetteer import Gazetteer
from knowledge.places.text import pick
from web.shelf import PlanShelf

DAY = "2026-05-05"
QUESTION = {
    "zh-Hans": "钟表博物馆几点开门？",
    "zh-Hant": "鐘錶博物館幾點開門？",
    "en": "When does the Clock Museum open?",
}
WISH = {"zh-Hans": "排一天", "zh-Hant": "幫我排一天", "en": "Plan a day for me"}
HELLO = {"zh-Hans": "十点开门。", "zh-Hant": "十點開門。", "en": "It opens at ten."}
READY = {"zh-Hans": "排好了。", "zh-Hant": "排好了。", "en": "Here is your day."}

# place, kind, begins, leaves, waits, way there, metres, opening hours
_STOPS = (
    ("old-town-hall", "visit", "10:00", "11:00", 0, None, 0, ["09:00-17:00"]),
    ("fish-chapel", "visit", "11:10", "11:40", 0, "walk", 520, "unknown"),
    ("noodle-corner", "meal", "12:00", "12:45", 5, "walk", 310, ["11:00-21:00"]),
    ("clock-museum", "visit", "14:00", "15:20", 55, "bus", 2100, ["10:00-12:30", "14:00-18:00"]),
    ("marble-beach", "visit", "15:50", "17:20", 0, "taxi", 3400, ["00:00-24:00"]),
)


class Script:
    """An assistant for the web side: plans when asked for a day, else tells of the museum."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self.plans: PlanShelf | None = None
        self.heard: list[str] = []

    def send(self, session_id: str, text: str, metadata: Mapping[str, Any]) -> list[dict[str, Any]]:
        self.heard.append(text)
        locale = metadata["locale"] or _locale(text)
        wished = text in WISH.values() or text in {
            name for list_ in self._gazetteer.district.lists for name in list_.name.values()
        }
        without = {
            place.id for place in self._gazetteer.places.values() if pick(place.name, locale) in text and not wished
        }
        if wished or "leave out" in text or "不去" in text:
            message = self._planned(locale, without)
        else:
            message = self._told(locale)
        return [
            {"custom": {"locale": locale, "messages": [message], "understood": {"intent": "script", "confidence": 1.0}}}
        ]

    def health(self) -> bool:
        return True

    def _told(self, locale: Any) -> dict[str, Any]:
        museum = self._gazetteer.places["clock-museum"]
        origin = museum.provenance["status"]
        source = {"place_id": museum.id, "field": "opening_hours", "source": origin.source, "as_of": origin.as_of}
        return {
            "text": HELLO[locale],
            "places": [{"id": museum.id, "name": museum.called(locale)}],
            "itinerary": None,
            "suggestions": [WISH[locale]],
            "sources": [source],
        }

    def _planned(self, locale: Any, without: Collection[str]) -> dict[str, Any]:
        plan = itinerary(self._gazetteer, locale, without)
        assert self.plans is not None
        self.plans.keep(plan, {"date": DAY, "locale": locale})
        return {"text": READY[locale], "places": [], "itinerary": plan, "suggestions": [], "sources": []}


def itinerary(gazetteer: Gazetteer, locale: Any, without: Collection[str] = ()) -> dict[str, Any]:
    """A day in the toy district with every thing a timeline shows."""
    rows = [row for row in _STOPS if row[0] not in without]
    stops, legs = [], []
    for number, (place_id, kind, begin, leave, wait, mode, metres, hours) in enumerate(rows):
        hour, minute = divmod(int(begin[:2]) * 60 + int(begin[3:]) - wait, 60)
        stops.append(
            {
                "kind": kind,
                "meal": "lunch" if kind == "meal" else None,
                "place_id": place_id,
                "name": gazetteer.places[place_id].called(locale),
                "arrive": _at(f"{hour:02}:{minute:02}"),
                "begin": _at(begin),
                "leave": _at(leave),
                "wait": wait,
                "open": hours,
                "score": 3.0,
                "cost": 8.0 if place_id == "clock-museum" else 0.0,
                "reasons": ["It suits the wish."],
                "warnings": ["Hours not known."] if hours == "unknown" else [],
            }
        )
        if number:
            legs.append(
                {
                    "from": number - 1,
                    "to": number,
                    "mode": mode or "walk",
                    "distance": metres,
                    "duration": 8,
                    "walk": metres if mode == "walk" else 200,
                    "buffer": 3,
                    "cost": 1.5 if mode == "bus" else 0.0,
                    "estimated": True,
                }
            )
    left_out = [("puzzle-mall", "time", "The day is full."), ("castle", "too_far", "Too far away.")]
    return {
        "id": "-".join(["day", locale.lower(), *sorted(without)]),
        "date": DAY,
        "timezone": gazetteer.district.timezone,
        "start": _at("10:00"),
        "end": _at("17:20"),
        "stops": stops,
        "legs": legs,
        "totals": {
            "score": 12.0,
            "visit": 260,
            "meal": 45,
            "rest": 0,
            "travel": 45,
            "wait": 60,
            "walk": 830,
            "distance": 6330,
            "cost": 9.5,
            "cost_unknown": ["noodle-corner"],
        },
        "optimality": {"status": "optimal", "bound": 12.0, "gap": 0.0, "solve_seconds": 0.2, "cut_by_clock": False},
        "excluded": [{"place_id": place_id, "code": code, "reason": reason} for place_id, code, reason in left_out],
        "certificate": {"data_revision": gazetteer.revision, "checks": [{"rule": "hours", "ok": True, "detail": ""}]},
    }


def _at(clock: str) -> str:
    return f"{DAY}T{clock}:00+01:00"


def _locale(text: str) -> str:
    if text.isascii():
        return "en"
    return "zh-Hant" if any(sign in text for sign in "鐘錶館幾點開門幫紅遊") else "zh-Hans"

"""A day in the toy town for the tests of exports."""

from typing import Any

DAY = "2026-07-01"
TOTALS = ("score", "visit", "meal", "rest", "travel", "wait", "walk", "distance", "cost")


def plan_of_a_day() -> dict[str, Any]:
    return {
        "id": "p1",
        "date": DAY,
        "timezone": "Europe/Lisbon",
        "start": f"{DAY}T09:00:00+01:00",
        "end": "2026-07-02T00:30:00+01:00",
        "stops": [
            stop("river-park", "Riverside Park", "09:00", "10:00", open="unknown", warnings=["Ask <b>before</b>."]),
            stop(None, "Rest", "12:00", "12:45", kind="rest"),
            stop("castle", "Brick Castle", "14:00", "15:30", open=["09:00-19:00"], cost=15.0, wait=10),
        ],
        "legs": [
            leg("start", 0, "walk"),
            leg(0, 2, "taxi", distance=2300, duration=12, buffer=5, cost=4.5),
        ],
        "totals": dict.fromkeys(TOTALS, 0) | {"cost_unknown": ["river-park"]},
        "optimality": {"status": "feasible", "bound": 2, "gap": 0.031, "solve_seconds": 0.1, "cut_by_clock": True},
        "excluded": [],
        "certificate": {"data_revision": "another", "checks": [{"rule": "hours", "ok": True, "detail": ""}]},
    }  # fmt: skip


def stop(place_id: str | None, name: str, begin: str, leave: str, **more: Any) -> dict[str, Any]:
    begin, leave = (f"{DAY}T{time}:00+01:00" for time in (begin, leave))
    filled = {"kind": "visit", "wait": 0, "open": "unknown", "score": 1.0, "cost": 0.0}
    return {**filled, "place_id": place_id, "name": name, "arrive": begin, "begin": begin, "leave": leave} | more


def leg(origin: int | str, goal: int | str, mode: str, **more: Any) -> dict[str, Any]:
    filled = {"distance": 400, "duration": 6, "walk": 0, "buffer": 0, "cost": 0.0, "estimated": True}
    return {"from": origin, "to": goal, "mode": mode, **filled} | more

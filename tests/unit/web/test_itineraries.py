import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from itinerary.refusals import OutOfTime, Unsound
from tests.unit.web.conftest import faults
from tests.unit.web.doubles import Toys

PLANS = "/api/v1/itineraries"
WISH = {"date": "2026-05-02", "meals": {"lunch": False, "dinner": False}}


def planned(client: FlaskClient, **more: Any) -> Any:
    answer = client.post(PLANS, json={**WISH, **more})
    assert answer.status_code == 200, answer.text
    return answer.get_json()


def test_an_answer_repeats_the_request_with_its_defaults(client: FlaskClient, toys: Toys) -> None:
    answer = planned(client, pace="relaxed")
    assert answer.keys() == {"request", "itineraries", "data_revision"}
    assert answer["data_revision"] == toys.world.gazetteer.revision
    assert answer["request"]["pace"] == "relaxed"
    assert answer["request"]["modes"] == ["walk", "ebike", "bus", "taxi"]


def test_a_visit_has_no_meal_member_and_a_leg_would_say_from(client: FlaskClient) -> None:
    (stop,) = planned(client)["itineraries"][0]["stops"]
    assert "meal" not in stop


def test_all_faults_of_a_request_are_named_by_path(client: FlaskClient) -> None:
    body = {"date": "2026-05-02", "themes": {"red": -1}, "must_visit": ["atlantis"], "party": {"dogs": 1}, "odd": 1}
    assert faults(client.post(PLANS, json=body)).keys() == {"themes.red", "must_visit[0]", "party.dogs", "odd"}


def test_today_is_that_of_the_district_and_of_the_clock_given(client: FlaskClient) -> None:
    """At 23:30 UTC the town's summer clocks show the next day already."""
    late = {"X-Guide-Now": "2026-05-02T23:30:00Z"}
    assert "date" in faults(client.post(PLANS, json=WISH, headers=late))
    early = {"X-Guide-Now": "2026-05-02T22:30:00Z"}
    assert client.post(PLANS, json=WISH, headers=early).status_code == 200


@pytest.mark.parametrize("instant", ["yesterday", "2026-05-01", "2026-05-01T09:00:00", "2026-13-01T00:00:00Z", ""])
def test_a_clock_that_is_none_is_refused(client: FlaskClient, instant: str) -> None:
    answer = client.post(PLANS, json=WISH, headers={"X-Guide-Now": instant})
    assert faults(answer).keys() == {"X-Guide-Now"}


def test_the_clock_cannot_be_replaced_where_that_is_off(make_client: Callable[..., FlaskClient]) -> None:
    client = make_client(GUIDE_ALLOW_CLOCK_HEADER="off")
    answer = client.post(PLANS, json=WISH, headers={"X-Guide-Now": "2027-01-01T00:00:00Z"})
    assert answer.status_code == 200


def test_a_request_that_cannot_be_met_tells_conflicts_and_the_best_part(client: FlaskClient) -> None:
    answer = client.post(PLANS, json={**WISH, "must_visit": ["castle", "old-mill"], "max_places": 1})
    assert faults(answer, 422) == {}
    document = answer.get_json()
    (conflict,) = document["conflicts"]
    assert conflict["relaxations"] == [{"change": {"max_places": 2}, "message": "Allow more places."}]
    assert client.get(f"{PLANS}/{document['partial']['id']}").get_json() == document["partial"]


def test_a_plan_given_out_stays_even_when_the_facts_change(client: FlaskClient, toys: Toys) -> None:
    plan = planned(client)["itineraries"][0]
    toys.edit("castle", status="closed")
    assert client.get(f"{PLANS}/{plan['id']}").get_json() == plan


def test_a_plan_is_exported_in_the_formats_there_are(client: FlaskClient) -> None:
    plan = planned(client)["itineraries"][0]
    answer = client.get(f"{PLANS}/{plan['id']}.txt")
    assert (answer.text, answer.content_type) == (plan["id"], "text/plain; charset=utf-8")
    assert 'filename="plan-2026-05-02.txt"' in answer.headers["Content-Disposition"]
    assert faults(client.get(f"{PLANS}/{plan['id']}.docx"), 404).keys() == {"format"}


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/nothing", None),
        ("GET", "/nothing.txt", None),
        ("POST", "/nothing/why-not", {"place_id": "castle"}),
        ("POST", "/nothing/repair", {"at": "2026-05-02T10:00:00+01:00"}),
    ],
)
def test_a_plan_never_given_out_is_a_problem(client: FlaskClient, method: str, path: str, body: Any) -> None:
    assert faults(client.open(f"{PLANS}{path}", method=method, json=body), 404).keys() == {"id"}


def test_any_plan_is_judged_and_figures_in_it_are_not_believed(client: FlaskClient) -> None:
    answer = planned(client)
    plan, request = answer["itineraries"][0], answer["request"]
    sound = client.post(f"{PLANS}/verify", json={"itinerary": plan, "request": request}).get_json()
    assert (sound["valid"], sound["violations"]) == (True, [])
    night = {"place_id": "castle", "begin": "2026-05-02T03:00:00+01:00", "leave": "2026-05-02T04:00:00+01:00"}
    bare = {"itinerary": {"date": "2026-05-02", "stops": [night, {**night, "place_id": "atlantis"}]}}
    judged = client.post(f"{PLANS}/verify", json=bare).get_json()
    assert judged["valid"] is False
    assert {(found["code"], found["stop"]) for found in judged["violations"]} >= {("unknown_place", 1)}
    assert all(found.keys() == {"code", "stop", "message"} for found in judged["violations"])


def test_a_plan_of_a_day_gone_by_can_still_be_judged(client: FlaskClient, toys: Toys) -> None:
    answer = planned(client)
    toys.clock.pass_(days=30)
    body = {"itinerary": answer["itineraries"][0], "request": answer["request"]}
    assert client.post(f"{PLANS}/verify", json=body).get_json()["valid"] is True


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, {"itinerary"}),
        ({"itinerary": {}}, {"itinerary"}),
        ({"itinerary": [], "odd": 1}, {"itinerary", "odd"}),
        (
            {"itinerary": {"date": "x", "stops": [{"place_id": "castle"}]}, "request": {**WISH, "odd": 1}},
            {"itinerary.date", "itinerary.stops[0].begin", "itinerary.stops[0].leave", "request.odd"},
        ),
        ({"itinerary": {"date": "2026-05-02", "stops": []}, "request": 3}, {"request"}),
    ],
)
def test_what_is_no_plan_is_refused_by_field(client: FlaskClient, body: Any, fields: set[str]) -> None:
    assert faults(client.post(f"{PLANS}/verify", json=body)).keys() == fields


def test_why_not_takes_a_known_place(client: FlaskClient) -> None:
    plan = planned(client)["itineraries"][0]["id"]
    answer = client.post(f"{PLANS}/{plan}/why-not", json={"place_id": "old-mill"}).get_json()
    assert answer.keys() == {"place_id", "code", "message", "binding", "loss", "drops", "relaxations"}
    assert faults(client.post(f"{PLANS}/{plan}/why-not", json={"place_id": "atlantis"})).keys() == {"place_id"}
    assert faults(client.post(f"{PLANS}/{plan}/why-not", json={"place": "castle"})).keys() == {"place_id", "place"}


def test_a_repaired_day_is_another_plan_that_lasts(client: FlaskClient) -> None:
    plan = planned(client)["itineraries"][0]["id"]
    body = {
        "at": "2026-05-02T10:00:00+01:00",
        "position": {"lat": 38.71, "lon": -9.14},
        "done": ["castle"],
        "locked": [],
        "changes": {"pace": "relaxed"},
    }
    answer = client.post(f"{PLANS}/{plan}/repair", json=body).get_json()
    assert answer["changed"] == ["Nothing had to change."]
    assert answer["itinerary"]["id"] != plan
    assert client.get(f"{PLANS}/{answer['itinerary']['id']}").get_json() == answer["itinerary"]


def test_every_fault_of_a_repair_is_named(client: FlaskClient) -> None:
    plan = planned(client)["itineraries"][0]["id"]
    body = {
        "at": "10:00",
        "position": {"lat": 95, "lon": "x", "alt": 1},
        "done": ["castle", "atlantis"],
        "locked": "castle",
        "changes": {"pace": "mad", "party": {"dogs": 1}},
        "odd": 1,
    }
    names = {
        "at", "position.lat", "position.lon", "position.alt", "done[1]", "locked", "changes.pace", "changes.party.dogs",
        "odd",
    }  # fmt: skip
    assert faults(client.post(f"{PLANS}/{plan}/repair", json=body)).keys() == names


def test_a_change_that_contradicts_an_earlier_wish_is_the_fault(client: FlaskClient) -> None:
    plan = client.post(PLANS, json={**WISH, "must_visit": ["castle"]}).get_json()["itineraries"][0]["id"]
    body = {"at": "2026-05-02T10:00:00+01:00", "changes": {"avoid": ["castle"]}}
    assert faults(client.post(f"{PLANS}/{plan}/repair", json=body)).keys() == {"changes.avoid[0]"}


def test_a_repair_without_its_time_is_refused(client: FlaskClient) -> None:
    plan = planned(client)["itineraries"][0]["id"]
    assert faults(client.post(f"{PLANS}/{plan}/repair", json={})).keys() == {"at"}


def test_many_plans_at_once_wait_in_line_and_the_rest_are_told_when_to_come_back(
    make_client: Callable[..., FlaskClient], toys: Toys
) -> None:
    client = make_client(GUIDE_PLAN_SLOTS="1", GUIDE_PLAN_QUEUE="2")
    go_on = threading.Event()
    toys.planner.pause = lambda: go_on.wait(10) and None
    app = client.application
    with ThreadPoolExecutor(10) as visitors:
        asked = [visitors.submit(lambda: app.test_client().post(PLANS, json=WISH)) for _ in range(10)]
        while sum(answer.done() for answer in asked) < 7:
            threading.Event().wait(0.01)
        go_on.set()
        answers = [answer.result() for answer in asked]
    refused = [answer for answer in answers if answer.status_code == 503]
    assert len(refused) == 7
    assert all(int(answer.headers["Retry-After"]) >= 1 and faults(answer, 503) == {} for answer in refused)
    assert [answer.status_code for answer in answers].count(200) == 3


def test_a_time_limit_counts_from_when_the_request_came(make_client: Callable[..., FlaskClient], toys: Toys) -> None:
    """One that waits in line loses the time of it, and one whose limit is over by then is put off."""
    client = make_client(GUIDE_PLAN_SLOTS="1")
    app, go_on = client.application, threading.Event()
    toys.planner.pause = lambda: go_on.wait(10) and None
    with ThreadPoolExecutor(3) as visitors:
        first = visitors.submit(lambda: app.test_client().post(PLANS, json=WISH))
        while not toys.planner.waited:
            threading.Event().wait(0.01)
        patient = visitors.submit(lambda: app.test_client().post(PLANS, json={**WISH, "time_limit": 9}))
        hurried = app.test_client().post(PLANS, json={**WISH, "time_limit": 0.2})
        go_on.set()
        assert (first.result().status_code, patient.result().status_code) == (200, 200)
    assert faults(hurried, 503) == {}
    assert int(hurried.headers["Retry-After"]) >= 1
    assert toys.planner.waited[0] < 0.1 < toys.planner.waited[1] < 9


def failing(reason: Exception) -> Callable[[], None]:
    def fail() -> None:
        raise reason

    return fail


def test_a_limit_that_is_over_before_any_day_is_found_is_no_clash(client: FlaskClient, toys: Toys) -> None:
    toys.planner.pause = failing(OutOfTime(0.1))
    answer = client.post(PLANS, json={**WISH, "time_limit": 0.1})
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "1"
    assert "says nothing about the wishes" in answer.get_json()["detail"]


def test_a_plan_that_fails_our_own_check_is_an_error_that_names_the_kept_instance(
    client: FlaskClient, toys: Toys
) -> None:
    toys.planner.pause = failing(Unsound(["travel at 1: too short"], Path("unsound-1234.json")))
    answer = client.post(PLANS, json=WISH)
    assert answer.status_code == 500
    assert answer.content_type == "application/problem+json"
    assert "unsound-1234" in answer.get_json()["detail"]
    assert "too short" not in answer.text

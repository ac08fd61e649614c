"""Plans changed by one touch, with the real planner and the real verifier over the toy district."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient

from itinerary.plan import Conflicted, plan_day, repair, why_not
from itinerary.request import read_request
from itinerary.verify import verify
from tests.unit.web.conftest import faults
from tests.unit.web.doubles import Toys
from web.app import create_app
from web.planner import Engine
from web.services import assemble
from web.settings import read_settings

PLANS = "/api/v1/itineraries"
DAY = "2026-05-05"
MORNING = {"X-Guide-Now": "2026-05-01T08:00:00Z"}


@pytest.fixture
def client(tmp_path: Any, toys: Toys) -> FlaskClient:
    """The web side with the planner that it serves with."""
    parts = replace(toys.parts(), engine=Engine(read_request, plan_day, why_not, repair, verify, Conflicted))
    given = {"GUIDE_STATE": str(tmp_path), "GUIDE_DISTRICT": "", "GUIDE_ALLOW_CLOCK_HEADER": "on"}
    return create_app(assemble(read_settings(given), parts)).test_client()


@pytest.fixture
def plan(client: FlaskClient) -> Any:
    """A short day, so that there is room to move things about."""
    wish = {"date": DAY, "start_time": "09:00", "end_time": "18:00", "max_places": 4, "locale": "en"}
    answer = client.post(PLANS, json=wish, headers=MORNING)
    assert answer.status_code == 200, answer.text
    made = answer.get_json()["itineraries"][0]
    assert len(made["stops"]) >= 4
    return made


@pytest.fixture
def edit(client: FlaskClient, plan: Any) -> Callable[..., Any]:
    def send(**body: Any) -> Any:
        headers = {"X-Guide-Now": body.pop("now", MORNING["X-Guide-Now"])}
        answer = client.post(f"{PLANS}/{body.pop('id', plan['id'])}/edits", json=body, headers=headers)
        assert answer.status_code == 200, answer.text
        told = answer.get_json()
        verdict = client.post(
            f"{PLANS}/verify", json={"itinerary": told["itinerary"], "request": told["request"]}, headers=headers
        ).get_json()
        assert verdict == {"valid": True, "violations": []}
        assert client.get(f"{PLANS}/{told['itinerary']['id']}").get_json()["stops"] == told["itinerary"]["stops"]
        return told

    return send


def visits(plan: Any) -> list[int]:
    return [number for number, stop in enumerate(plan["stops"]) if stop["kind"] == "visit"]


def meals(plan: Any) -> list[int]:
    return [number for number, stop in enumerate(plan["stops"]) if stop["kind"] == "meal" and stop["place_id"]]


def at(plan: Any, place_id: str) -> Any:
    return next(stop for stop in plan["stops"] if stop["place_id"] == place_id)


def places(plan: Any) -> list[str]:
    return [stop["place_id"] for stop in plan["stops"]]


def test_a_stop_left_out_leaves_the_others_where_they_are(plan: Any, edit: Callable[..., Any]) -> None:
    number = visits(plan)[1]
    gone = plan["stops"][number]["place_id"]
    told = edit(remove={"stop": number})
    assert gone not in places(told["itinerary"])
    for stop in plan["stops"]:
        if stop["place_id"] not in (gone, None):
            assert at(told["itinerary"], stop["place_id"])["begin"] == stop["begin"]
    assert any("left out" in sentence for sentence in told["changed"])
    assert gone in told["request"]["avoid"]


def test_a_meal_left_out_is_not_had(plan: Any, edit: Callable[..., Any]) -> None:
    number = next(number for number, stop in enumerate(plan["stops"]) if stop["kind"] == "meal")
    told = edit(remove={"stop": number})
    assert [stop for stop in told["itinerary"]["stops"] if stop["kind"] == "meal"] == []
    assert told["request"]["meals"]["lunch"] is False


@pytest.mark.parametrize("minutes", [30, -15])
def test_a_stop_moves_by_so_many_minutes_and_is_still_a_visit(
    plan: Any, edit: Callable[..., Any], minutes: int
) -> None:
    number = visits(plan)[-1]
    before = plan["stops"][number]
    told = edit(move={"stop": number, "minutes": minutes})
    after = at(told["itinerary"], before["place_id"])
    assert after["kind"] == "visit"
    assert minutes_of(after["begin"]) - minutes_of(before["begin"]) == minutes


def test_the_first_stop_earlier_begins_the_day_earlier(plan: Any, edit: Callable[..., Any]) -> None:
    number = visits(plan)[0]
    told = edit(move={"stop": number, "minutes": -30})
    assert told["request"]["start_time"] == "08:30" or told["request"]["start_time"] == "09:00"
    after = at(told["itinerary"], plan["stops"][number]["place_id"])
    assert minutes_of(after["begin"]) == minutes_of(plan["stops"][number]["begin"]) - 30


def test_who_stays_longer_stays_longer(plan: Any, edit: Callable[..., Any]) -> None:
    number = visits(plan)[0]
    before = plan["stops"][number]
    after = at(edit(stay={"stop": number, "minutes": 20})["itinerary"], before["place_id"])
    assert after["begin"] == before["begin"]
    assert minutes_of(after["leave"]) == minutes_of(before["leave"]) + 20


def test_a_meal_moves_too_and_stays_a_meal_afterwards(plan: Any, edit: Callable[..., Any]) -> None:
    number = meals(plan)[0]
    before = plan["stops"][number]
    minutes = 15 if minutes_of(before["begin"]) < 13 * 60 else -15
    told = edit(move={"stop": number, "minutes": minutes})
    after = at(told["itinerary"], before["place_id"])
    assert after["kind"] == "meal"
    assert minutes_of(after["begin"]) == minutes_of(before["begin"]) + minutes
    assert told["locked"] == [before["place_id"]]


def test_a_meal_at_no_eating_time_is_refused_with_the_reason(client: FlaskClient, plan: Any) -> None:
    number = meals(plan)[0]
    body = {"move": {"stop": number, "minutes": 240}}
    answer = client.post(f"{PLANS}/{plan['id']}/edits", json=body, headers=MORNING)
    assert faults(answer, 422) == {}
    assert plan["stops"][number]["name"] in answer.get_json()["conflicts"][0]["message"]


def test_what_is_locked_stays_through_a_change_of_the_day(plan: Any, edit: Callable[..., Any]) -> None:
    kept = plan["stops"][visits(plan)[0]]["place_id"]
    told = edit(changes={"weather": "rain", "max_places": 2}, locked=[kept])
    assert kept in places(told["itinerary"])
    assert told["locked"] == [kept]
    assert told["request"]["weather"] == "rain"


def test_another_date_is_planned_by_its_own_hours(edit: Callable[..., Any]) -> None:
    told = edit(changes={"date": "2026-05-07"})
    assert told["itinerary"]["date"] == "2026-05-07"


def test_a_time_set_by_hand_can_be_given_free(plan: Any, edit: Callable[..., Any]) -> None:
    number = visits(plan)[-1]
    moved = edit(move={"stop": number, "minutes": -15})
    stops = places(moved["itinerary"])
    number = stops.index(plan["stops"][number]["place_id"])
    told = edit(id=moved["itinerary"]["id"], release={"stop": number})
    assert told["request"]["fixed"] == []
    assert places(told["itinerary"]) == stops


def test_a_day_is_told_in_the_language_asked_for(plan: Any, edit: Callable[..., Any]) -> None:
    told = edit(remove={"stop": visits(plan)[0]}, locale="zh-Hans")
    assert told["request"]["locale"] == "zh-Hans"
    assert not told["changed"][0].isascii()


def test_what_cannot_be_tells_ways_out_that_then_work(client: FlaskClient, plan: Any, edit: Callable[..., Any]) -> None:
    number = visits(plan)[0]
    body = {"stay": {"stop": number, "minutes": 240}, "locked": [], "changes": {"end_time": "12:00"}}
    answer = client.post(f"{PLANS}/{plan['id']}/edits", json=body, headers=MORNING)
    if answer.status_code == 200:
        pytest.fail("the toy day has become too easy for this test")
    assert answer.status_code == 422, answer.text
    document = answer.get_json()
    ways = [way for conflict in document["conflicts"] for way in conflict["relaxations"]]
    assert ways
    for way in ways:
        edit(changes={**document["changes"], **way["change"]})


def test_the_ways_to_have_a_place_all_the_same_work(client: FlaskClient, plan: Any, edit: Callable[..., Any]) -> None:
    tried = 0
    for left_out in plan["excluded"][:4]:
        url = f"{PLANS}/{plan['id']}/why-not"
        told = client.post(url, json={"place_id": left_out["place_id"]}, headers=MORNING).get_json()
        for way in told["relaxations"][:1]:
            assert left_out["place_id"] in places(edit(changes=way["change"])["itinerary"])
            tried += 1
    assert tried


def test_swaps_are_real_days_with_the_other_place_in_them(client: FlaskClient, plan: Any) -> None:
    number = visits(plan)[0]
    before = plan["stops"][number]["place_id"]
    answer = client.post(f"{PLANS}/{plan['id']}/swaps", json={"stop": number}, headers=MORNING)
    assert answer.status_code == 200, answer.text
    offers = answer.get_json()["swaps"]
    assert offers
    for offer in offers:
        assert offer["place_id"] in places(offer["itinerary"])
        assert before not in places(offer["itinerary"])
        assert offer["place_id"] not in places(plan)
        kept = client.get(f"{PLANS}/{offer['itinerary']['id']}").get_json()
        body = {"itinerary": kept, "request": offer["request"]}
        assert client.post(f"{PLANS}/verify", json=body, headers=MORNING).get_json()["valid"]


def test_a_meal_is_swapped_for_another_table(client: FlaskClient, plan: Any) -> None:
    number = meals(plan)[0]
    offers = client.post(f"{PLANS}/{plan['id']}/swaps", json={"stop": number}, headers=MORNING).get_json()["swaps"]
    for offer in offers:
        assert at(offer["itinerary"], offer["place_id"])["kind"] == "meal"


def test_a_plan_tells_what_it_was_asked_for(client: FlaskClient, plan: Any) -> None:
    told = client.get(f"{PLANS}/{plan['id']}/request").get_json()
    assert told["request"]["max_places"] == 4
    assert faults(client.get(f"{PLANS}/no-such-plan/request"), 404).keys() == {"id"}


def test_a_plan_with_a_place_that_closed_says_so_and_is_mended(
    client: FlaskClient, toys: Toys, plan: Any, edit: Callable[..., Any]
) -> None:
    fresh = client.get(f"{PLANS}/{plan['id']}/standing").get_json()
    assert (fresh["valid"], fresh["as_made"], fresh["problems"]) == (True, True, [])
    number = visits(plan)[1]
    shut = plan["stops"][number]
    toys.edit(shut["place_id"], status="closed")
    stale = client.get(f"{PLANS}/{plan['id']}/standing?locale=en").get_json()
    assert (stale["valid"], stale["as_made"]) == (False, False)
    assert {"stop": number, "code": "status"}.items() <= stale["problems"][0].items()
    assert shut["name"] in stale["problems"][0]["message"]
    assert stale["successor"] is None
    told = edit(mend=True)
    assert shut["place_id"] not in places(told["itinerary"])
    assert any(shut["name"] in sentence for sentence in told["changed"])


def test_who_holds_a_broken_plan_is_led_to_the_one_that_the_office_mended(
    client: FlaskClient, toys: Toys, plan: Any, edit: Callable[..., Any]
) -> None:
    shelf = client.application.extensions["guide"].plans
    toys.edit(plan["stops"][visits(plan)[1]]["place_id"], status="closed")
    mended = edit(mend=True)["itinerary"]["id"]
    link = f'href="/plans/{mended}'
    assert link not in client.get(f"/plans/{plan['id']}").text
    shelf.succeed(plan["id"], mended, "ed", toys.clock())
    assert client.get(f"{PLANS}/{plan['id']}/standing").get_json()["successor"] == mended
    assert link in client.get(f"/plans/{plan['id']}").text
    # A mended plan may be mended in turn, and the day of before come back.
    shelf.succeed(mended, "third", "ed", toys.clock())
    assert shelf.successor(plan["id"]) == "third"
    shelf.succeed("third", plan["id"], "ed", toys.clock())
    assert shelf.successor(plan["id"]) == "third"


def test_a_must_that_closed_is_no_must_of_the_mended_plan(toys: Toys, plan: Any, edit: Callable[..., Any]) -> None:
    shut = plan["stops"][visits(plan)[0]]["place_id"]
    wished = edit(changes={"must_visit": [shut]})
    toys.edit(shut, status="renovating")
    told = edit(id=wished["itinerary"]["id"], mend=True)
    assert told["request"]["must_visit"] == []
    assert shut not in places(told["itinerary"])


def test_what_has_begun_is_not_changed(client: FlaskClient, plan: Any, edit: Callable[..., Any]) -> None:
    later = plan["stops"][visits(plan)[1]]["begin"]
    first = visits(plan)[0]
    answer = client.post(
        f"{PLANS}/{plan['id']}/edits", json={"remove": {"stop": first}}, headers={"X-Guide-Now": later}
    )
    assert faults(answer) == {"remove.stop": "has begun already"} or "stop" in faults(answer)
    told = edit(remove={"stop": visits(plan)[-1]}, now=later)
    assert told["itinerary"]["stops"][0] == plan["stops"][0]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "body"),
        ({"remove": {"stop": 0}, "mend": True}, "body"),
        ({"remove": {"stop": 99}}, "stop"),
        ({"remove": {}}, "stop"),
        ({"remove": 3}, "remove"),
        ({"move": {"stop": 0}}, "minutes"),
        ({"move": {"stop": 0, "minutes": 0}}, "minutes"),
        ({"move": {"stop": 0, "minutes": 30.5}}, "minutes"),
        ({"mend": False}, "mend"),
        ({"changes": {"weather": "snow"}}, "weather"),
        ({"changes": []}, "changes"),
        ({"mend": True, "locked": "castle"}, "locked"),
        ({"mend": True, "locale": "fr"}, "locale"),
        ({"mend": True, "odd": 1}, "odd"),
        ({"move": {"stop": 0, "minutes": 15}, "changes": {"weather": "snow"}}, "weather"),
    ],
)
def test_faults_are_named(client: FlaskClient, plan: Any, body: Any, field: str) -> None:
    told = faults(client.post(f"{PLANS}/{plan['id']}/edits", json=body, headers=MORNING))
    assert any(field in name for name in told), told


def minutes_of(instant: str) -> int:
    return int(instant[11:13]) * 60 + int(instant[14:16])

"""What the contract says of plans, asked over HTTP of the planner itself."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations
from math import ceil
from typing import Any

import pytest
from flask.testing import FlaskClient

from itinerary.plan import Conflicted, plan_day, repair, why_not
from itinerary.request import read_request
from itinerary.verify import verify
from tests.unit.web.doubles import Toys
from web.planner import Engine

PLANS = "/api/v1/itineraries"
WISH = {"date": "2026-05-02", "meals": {"lunch": False, "dinner": False}, "locale": "en", "seed": 1}


@dataclass
class TruePlanner:
    def engine(self) -> Engine:
        return Engine(read_request, plan_day, why_not, repair, verify, Conflicted)


@pytest.fixture
def toys() -> Toys:
    toys = Toys()
    toys.planner = TruePlanner()  # type: ignore[assignment]
    return toys


@pytest.fixture
def planner(make_client: Callable[..., FlaskClient]) -> Iterator[FlaskClient]:
    with make_client() as client:
        yield client


def planned(client: FlaskClient, **more: Any) -> Any:
    answer = client.post(PLANS, json={**WISH, **more})
    assert answer.status_code == 200, answer.text
    return answer.get_json()


def visits(day: Any) -> set[str]:
    return {stop["place_id"] for stop in day["stops"] if stop["kind"] == "visit"}


def test_no_two_of_five_days_share_more_than_half_of_their_visits(planner: FlaskClient) -> None:
    answer = planned(planner, alternatives=5, end_time="15:00")
    days = answer["itineraries"]
    assert ("note" in answer) == (len(days) < 5)
    assert len(days) > 1
    for one, other in combinations(days, 2):
        assert 2 * len(visits(one) & visits(other)) <= min(len(visits(one)), len(visits(other)))
    losses = [day["loss"] for day in days]
    assert losses == sorted(losses)
    assert losses == [days[0]["totals"]["score"] - day["totals"]["score"] for day in days]


def test_where_there_are_no_such_days_a_note_says_so(planner: FlaskClient) -> None:
    answer = planned(planner, alternatives=3, must_visit=["castle"], max_places=1)
    assert [visits(day) for day in answer["itineraries"]] == [{"castle"}]
    assert answer["note"] == "There is only one day to offer: any other shares more than half of its visits with it."


@pytest.mark.parametrize(
    ("party", "each"),
    [
        ({"adults": 1}, 15.0),
        ({"adults": 2, "children": 2}, 7.5),
        ({"adults": 1, "seniors": 1}, 11.25),
        ({"adults": 1, "children": 1, "seniors": 1}, 7.5),
    ],
)
def test_tickets_are_averaged_over_the_party(planner: FlaskClient, party: dict[str, int], each: float) -> None:
    day = planned(planner, party=party, must_visit=["castle"], max_places=1)["itineraries"][0]
    (stop,) = day["stops"]
    assert stop["cost"] == pytest.approx(each)
    assert day["totals"]["cost"] == pytest.approx(each)


@pytest.mark.parametrize("people", [1, 4, 5, 8, 9, 60])
def test_a_taxi_is_shared_by_up_to_four(planner: FlaskClient, people: int) -> None:
    """Each taxi of the party costs its fare; all pay alike."""
    day = planned(
        planner, party={"adults": people}, modes=["taxi"], start={"place_id": "castle"}, end={"place_id": "castle"},
        must_visit=["sun-pier"], max_places=1,
    )["itineraries"][0]  # fmt: skip
    legs = [leg for leg in day["legs"] if leg["mode"] == "taxi"]
    assert legs
    for leg in legs:
        fare = 3.5 + max(0, leg["distance"] - 1500) / 1000 * 0.9
        assert leg["cost"] == pytest.approx(fare * ceil(people / 4) / people, abs=0.005)


def test_an_answer_says_whether_the_clock_cut_it(planner: FlaskClient) -> None:
    at_leisure = planned(planner)["itineraries"][0]["optimality"]
    assert at_leisure["cut_by_clock"] is False
    hurried = planned(planner, time_limit=0.1, end_time="23:00")["itineraries"][0]["optimality"]
    assert hurried["cut_by_clock"] is (hurried["status"] != "optimal")


def test_the_same_request_seed_and_data_give_the_same_plan(planner: FlaskClient) -> None:
    first, second = (planned(planner, alternatives=2) for _ in range(2))
    for answer in (first, second):
        for day in answer["itineraries"]:
            del day["optimality"]["solve_seconds"]
    assert first == second

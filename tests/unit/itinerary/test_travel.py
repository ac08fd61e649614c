"""Legs are estimates that keep the rules on modes, count all walking, and share fares."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itinerary.itinerary import Mode
from itinerary.request import Party
from itinerary.travel import MODES, LegEstimate, Spot, Travel, may_use, spot_of
from tests.unit.itinerary import toy

TRAVEL = Travel(toy.district())


def spot(metres: float, uncertainty: int = 0, *, slow: bool = False) -> Spot:
    return Spot(toy.CENTER[0] + metres * toy.METRE_NORTH, toy.CENTER[1], uncertainty, slow)


HERE = spot(0)


def by(mode: Mode, there: Spot, party: Party | None = None, here: Spot = HERE) -> LegEstimate:
    (way,) = (way for way in TRAVEL.between(here, there, party or Party(), (mode,)) if way.mode == mode)
    return way


def test_walking_takes_the_road_at_walking_speed() -> None:
    """1000 m straight are 1250 m of road, at 4.8 km/h 15.6 minutes."""
    assert by("walk", spot(1000)) == LegEstimate("walk", 16, 0, 1250, 1250, 0.0, estimated=True)


def test_an_ebike_is_paid_by_begun_quarters_of_an_hour() -> None:
    assert by("ebike", spot(3000)) == LegEstimate("ebike", 3 + 19, 0, 3750, 0, 2.0, estimated=True)


def test_a_bus_leg_tells_the_walk_within_it() -> None:
    assert by("bus", spot(4000)) == LegEstimate("bus", 8 + 4 + 20, 0, 5000, 300, 2.0, estimated=True)


def test_a_taxi_is_shared_by_up_to_four() -> None:
    """5 km cost 8 + 3 x 3 = 17; five people need two cars."""
    assert by("taxi", spot(4000)).cost == 17.0
    assert by("taxi", spot(4000), Party(adults=4)).cost == 4.25
    assert by("taxi", spot(4000), Party(adults=5)).cost == 6.8


def test_a_taxi_leaves_town_at_full_speed() -> None:
    assert by("taxi", spot(16_000)).minutes == 5 + 20 + 10


def test_uncertain_positions_give_slack_apart_from_the_duration() -> None:
    sure, unsure = by("walk", spot(1000)), by("walk", spot(1000, 640))
    assert (unsure.minutes, unsure.buffer) == (sure.minutes, 5)


def test_two_places_at_one_estimated_point_have_slack_between_them_and_one_place_has_none() -> None:
    vague = {"lat": 47.0, "lon": 8.0, "precision": "area", "uncertainty_m": 640}
    one, other = (spot_of(toy.place(name, position=vague), toy.district()) for name in ("one", "other"))
    (way,) = TRAVEL.between(one, other, Party(), ("walk",))
    assert (way.minutes, way.distance) == (0, 0)
    assert way.buffer >= by("walk", spot(1000, 640)).buffer > 0
    (stay,) = TRAVEL.between(one, one, Party(), ("walk",))
    assert (stay.minutes, stay.buffer) == (0, 0)


def test_a_place_with_steps_is_walked_slowly() -> None:
    steps = toy.place("steps", accessibility={"wheelchair": "limited"})
    level = toy.place("level", accessibility={"wheelchair": "yes"})
    assert spot_of(steps, toy.district()).slow
    assert not spot_of(level, toy.district()).slow
    assert by("walk", spot(1000, slow=True), here=spot(0, slow=True)).minutes == 25


def test_no_ebike_is_ridden_farther_than_the_district_says() -> None:
    rules = toy.district().travel.model_copy(update={"ebike_max_m": 5000})
    travel = Travel(toy.district().model_copy(update={"travel": rules}))
    near, far = spot(4000), spot(4001)
    for there, ridden in ((near, True), (far, False)):
        assert ("ebike" in {way.mode for way in travel.between(HERE, there, Party(), MODES)}) == ridden
        assert ("ebike" in {way.mode for way in travel.each(HERE, there, Party())}) == ridden
    assert travel.between(HERE, far, Party(), ["ebike"]) == ()
    assert "ebike" in {way.mode for way in TRAVEL.between(HERE, far, Party(), MODES)}


@pytest.mark.parametrize("party", [Party(children=1), Party(seniors=1), Party(wheelchair=True), Party(stroller=True)])
def test_children_seniors_and_wheels_walk_slowly(party: Party) -> None:
    assert by("walk", spot(1000), party).minutes == 25


@pytest.mark.parametrize("party", [Party(children=1), Party(wheelchair=True), Party(stroller=True)])
def test_no_ebike_with_children_stroller_or_wheelchair(party: Party) -> None:
    assert TRAVEL.between(HERE, spot(3000), party, ["ebike"]) == ()
    assert "ebike" not in {way.mode for way in TRAVEL.between(HERE, spot(3000), party, MODES)}


def test_seniors_may_ride() -> None:
    assert by("ebike", spot(3000), Party(seniors=1)).mode == "ebike"


def test_only_legs_of_at_most_200_m_may_be_walked_unasked() -> None:
    near, far = spot(160), spot(161)
    assert [way.distance for way in TRAVEL.between(HERE, near, Party(), ["taxi"]) if way.mode == "walk"] == [200]
    assert [way.mode for way in TRAVEL.between(HERE, far, Party(), ["taxi"])] == ["taxi"]


def test_nothing_is_travelled_to_where_one_is() -> None:
    here = spot(0, 500)
    assert TRAVEL.between(here, here, Party(), MODES) == (LegEstimate("walk", 0, 0, 0, 0, 0.0, estimated=True),)


SPOTS = st.builds(spot, st.floats(-30_000, 30_000), st.integers(0, 3000), slow=st.booleans())


@given(SPOTS, SPOTS, st.integers(1, 9), st.sets(st.sampled_from(MODES)))
def test_no_way_offered_is_worse_than_another_in_everything(a: Spot, b: Spot, size: int, modes: set[Mode]) -> None:
    ways = TRAVEL.between(a, b, Party(adults=size), modes)
    for way in ways:
        for other in ways:
            if way is not other:
                assert (
                    way.minutes + way.buffer < other.minutes + other.buffer
                    or way.walk < other.walk
                    or way.cost < other.cost
                )


@given(st.lists(SPOTS, min_size=2, max_size=5, unique=True))
def test_a_table_tells_of_each_pair_what_the_pair_alone_would(spots: list[Spot]) -> None:
    table = TRAVEL.table(spots, Party(), MODES)
    ways = [table.leg(mode, 0, 1) for mode in range(len(MODES)) if table.possible[mode, 0, 1]]
    assert set(ways) == set(TRAVEL.between(spots[0], spots[1], Party(), MODES))


@given(SPOTS, SPOTS, st.builds(Party, children=st.integers(0, 2), stroller=st.booleans()))
def test_each_way_is_told_once_and_as_between_tells_it(a: Spot, b: Spot, party: Party) -> None:
    each = TRAVEL.each(a, b, party)
    assert [way.mode for way in each] == [mode for mode in MODES if may_use(mode, party)]
    assert set(TRAVEL.between(a, b, party, MODES)) <= set(each)

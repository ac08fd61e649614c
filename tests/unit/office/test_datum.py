"""Positions between the datums that Chinese maps use."""

from math import cos, hypot, radians

import pytest

from knowledge.places.datum import DATUMS, Datum, from_wgs84, to_wgs84


def metres(one: tuple[float, float], other: tuple[float, float]) -> float:
    north = (one[0] - other[0]) * 111_195
    return hypot(north, (one[1] - other[1]) * 111_195 * cos(radians(one[0])))


@pytest.mark.parametrize("datum", DATUMS)
@pytest.mark.parametrize("point", [(21.27, 110.36), (39.9087, 116.3975), (43.8, 87.6), (18.25, 109.5), (30.0, 105.0)])
def test_there_and_back_is_the_same_place(point: tuple[float, float], datum: Datum) -> None:
    """A position converted to a datum and back lies less than a metre from where it was."""
    assert metres(to_wgs84(*from_wgs84(*point, datum), datum), point) < 0.01


@pytest.mark.parametrize(
    ("point", "shifted"),
    [
        ((31.1774276, 121.5272106), (31.17530398364597, 121.531541859215)),
        ((22.543847, 113.912316), (22.540796131694766, 113.9171764808363)),
        ((39.911954, 116.377817), (39.91334545536069, 116.38404722455657)),
    ],
)
def test_the_shift_is_the_published_one(point: tuple[float, float], shifted: tuple[float, float]) -> None:
    """Known pairs of the published reconstruction hold: otherwise every pin would be off by hundreds of metres."""
    assert from_wgs84(*point, "GCJ-02") == pytest.approx(shifted, abs=1e-9)


def test_the_second_shift_is_the_published_one() -> None:
    """GCJ-02 to BD-09 agrees with a published pair."""
    between = to_wgs84(39.915, 116.404, "GCJ-02")
    assert from_wgs84(*between, "BD-09") == pytest.approx((39.92133699351021, 116.41036949371029), abs=1e-8)


def test_outside_china_gcj_02_is_wgs84() -> None:
    """Where the shift isn't applied, nothing is shifted."""
    assert to_wgs84(38.7, -9.1, "GCJ-02") == (38.7, -9.1)

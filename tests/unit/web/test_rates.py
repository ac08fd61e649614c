import pytest

from web.problems import Problem
from web.rates import Rate


class Seconds:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_half_a_minutes_requests_may_come_at_once_and_then_as_the_bucket_refills() -> None:
    clock = Seconds()
    rate = Rate(6, clock)
    assert [rate.spend("a").remaining for _ in range(3)] == [2, 1, 0]
    with pytest.raises(Problem) as refused:
        rate.spend("a")
    assert refused.value.status == 429
    assert refused.value.headers["Retry-After"] == "10"
    clock.now = 10.0
    assert rate.spend("a").remaining == 0


def test_senders_do_not_share_a_bucket() -> None:
    rate = Rate(2, Seconds())
    assert rate.spend("a").remaining == rate.spend("b").remaining == 0


def test_where_a_minutes_requests_may_come_at_once_the_first_leaves_one_less_than_the_limit() -> None:
    clock = Seconds()
    rate = Rate(60, clock, at_once=60)
    first = rate.spend("a").headers()
    assert first == {"RateLimit-Limit": "60", "RateLimit-Remaining": "59", "RateLimit-Reset": "1"}
    assert [rate.spend("a").remaining for _ in range(59)][-1] == 0
    with pytest.raises(Problem) as refused:
        rate.spend("a")
    assert refused.value.headers["RateLimit-Remaining"] == "0"

"""Recall follows the facts while the guide serves."""

import threading

import pytest

from knowledge.places.gazetteer import Gazetteer
from knowledge.search.encoder import EncoderUnavailable
from tests.unit.web.doubles import Toys, ToySearch
from web.follow import Follower


class Noting(ToySearch):
    """Notes which revisions it was told to follow, and fails when it is told to."""

    def __init__(self, gazetteer: Gazetteer, fault: Exception | None = None) -> None:
        super().__init__(gazetteer)
        self.followed: list[str] = []
        self.fault = fault
        self.news = threading.Event()

    def follow(self, gazetteer: Gazetteer) -> None:
        self.followed.append(gazetteer.revision)
        self.news.set()
        if self.fault:
            raise self.fault


def test_every_revision_is_followed_once(toys: Toys) -> None:
    search = Noting(toys.world.gazetteer)
    follower = Follower(toys.world, search, every=0.01)
    follower.start()
    assert follower.caught_up(5)
    first = toys.world.gazetteer.revision
    search.news.clear()
    toys.edit("castle", status="closed")
    assert search.news.wait(5)
    follower.stop()
    assert search.followed == [first, f"{first}+"]


def test_it_looks_for_changes_itself(toys: Toys) -> None:
    looked = threading.Event()
    toys.world.look = looked.set  # type: ignore[method-assign]
    follower = Follower(toys.world, Noting(toys.world.gazetteer), every=0.01)
    follower.start()
    assert follower.caught_up(5)
    looked.clear()
    assert looked.wait(5)
    follower.stop()


def test_a_model_that_cannot_be_had_is_told_at_the_start(toys: Toys) -> None:
    follower = Follower(toys.world, Noting(toys.world.gazetteer, EncoderUnavailable("no such model")), every=0.01)
    follower.start()
    with pytest.raises(EncoderUnavailable, match="no such model"):
        follower.caught_up(5)
    follower.stop()


def test_a_failed_update_does_not_end_the_following(toys: Toys, caplog: pytest.LogCaptureFixture) -> None:
    search = Noting(toys.world.gazetteer, RuntimeError("disk full"))
    follower = Follower(toys.world, search, every=0.01)
    follower.start()
    assert follower.caught_up(5)
    search.news.clear()
    search.fault = None
    toys.edit("castle", status="closed")
    assert search.news.wait(5)
    follower.stop()
    assert "disk full" in caplog.text

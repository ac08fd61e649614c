import time

import pytest

from knowledge.search.live import LiveSearch


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("积木城堡", "castle"),
        ("積木城堡幾點開門", "castle"),
        ("Clock Museum", "clock-museum"),
        ("有三百座古钟的地方", "clock-museum"),
        ("where can I see old clocks", "clock-museum"),
        ("zhong biao bo wu guan", "clock-museum"),
        ("钟表博务馆", "clock-museum"),
        ("骑楼巷喺邊度", "arcade-lane"),
    ],
)
def test_the_place_meant_comes_first(served: LiveSearch, query: str, meant: str) -> None:
    """By name, by misspelt name, by pinyin and by description, in three languages."""
    assert served.search(query, "zh-Hans")[0].place_id == meant


@pytest.mark.parametrize(
    "query",
    [
        "quantum chromodynamics",
        "附近的滑雪场",
        "asdfgh",
        "北京故宫门票",
        "",
        "   ",
        "？！",
        "😀",
        "请问怎么去",
        "玩具村在哪里",
    ],
)
def test_what_fits_nothing_gets_nothing(served: LiveSearch, query: str) -> None:
    """An empty list, never a far-fetched one; a place of a like name elsewhere is none of ours."""
    assert served.search(query, "zh-Hans") == []


def test_hits_come_best_first_each_place_once_and_within_the_limit(served: LiveSearch) -> None:
    """Scores are likelihoods from 0 to 1."""
    hits = served.search("museum", "en", limit=3)
    scores = [hit.score for hit in hits]
    assert 0 < len(hits) <= 3
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    assert len({hit.place_id for hit in hits}) == len(hits)


@pytest.mark.parametrize(
    ("locale", "name"), [("zh-Hans", "钟表博物馆"), ("zh-Hant", "鐘錶博物館"), ("en", "Clock Museum")]
)
def test_the_passage_is_in_the_language_asked_for(served: LiveSearch, locale: str, name: str) -> None:
    """Whatever language the question was in, name and passage follow the reader."""
    hit = served.search("Clock Museum", locale)[0]  # type: ignore[arg-type]
    assert (hit.name, hit.locale) == (name, locale)
    assert name in hit.passage


def test_the_passage_answers_what_was_asked(served: LiveSearch) -> None:
    """A question for hours shows hours; a bare name shows what the place is."""
    assert "开放时间" in served.search("钟表博物馆几点开放时间", "zh-Hans")[0].passage
    assert "三百座古钟" in served.search("钟表博物馆", "zh-Hans")[0].passage


def test_what_is_only_planned_is_found_by_name_and_not_for_a_wish(served: LiveSearch) -> None:
    """A plan is explained when asked for, never recommended."""
    assert served.search("玻璃塔", "zh-Hans")[0].place_id == "glass-tower"
    assert "glass-tower" not in [hit.place_id for hit in served.search("适合拍照的地方", "zh-Hans")]


def test_a_very_long_query_is_answered_in_time(served: LiveSearch) -> None:
    """Ten thousand characters are no way to stop the search."""
    begin = time.perf_counter()
    served.search("城堡" * 5000, "zh-Hans")
    assert time.perf_counter() - begin < 2

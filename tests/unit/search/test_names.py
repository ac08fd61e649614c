from collections.abc import Callable

import pytest

from knowledge.places.gazetteer import Gazetteer
from knowledge.places.place import Place
from knowledge.search.names import Names

Matches = list[tuple[str, str]]


@pytest.fixture(scope="module")
def names(make_place: Callable[..., Place], with_places: Callable[..., Gazetteer]) -> Names:
    return Names(
        with_places(
            make_place("jinshawan", "金沙湾", "金沙灣", "Jinsha Bay"),
            make_place("changlang", "金沙湾观海长廊", "金沙灣觀海長廊", "Jinsha Bay Promenade"),
            make_place("datong-jie", "大通街", "大通街", "Datong Street"),
            make_place("datong-lu", "大同路", "大同路", "Datong Road"),
            make_place("nanqiao", "南桥公园", "南橋公園", "Nanqiao Park"),
            make_place("beiqiao", "北桥公园", "北橋公園", "Beiqiao Park"),
            make_place("ruiyunhu", "瑞云湖公园", "瑞雲湖公園", "Ruiyun Lake Park"),
            make_place("bowuguan", "海洋生物博物馆", "海洋生物博物館", "Marine Museum", aliases=("三江片区",)),
            make_place("laojie", "玩具镇老街", "玩具鎮老街", "Toytown Old Street", aliases=("三江片区",)),
            make_place("heping-lu", "和平路", "和平路", "Heping Road"),
        )
    )


def found(names: Names, text: str) -> Matches:
    return [(m.place_id or f"elsewhere:{m.lookalike_id}", text[m.start : m.end]) for m in names.match(text)]


@pytest.mark.parametrize(
    "written",
    [
        "金沙湾",
        "金沙灣",
        "Jinsha Bay",
        "JINSHA BAY",
        "jinshawan",
        "jin sha wan",
        "Jīn shā wān",
        "jin1 sha1 wan1",
        "jsw",
    ],
)
def test_a_name_is_found_in_every_script_and_spelling(names: Names, written: str) -> None:
    """One place, however it is written."""
    assert found(names, written) == [("jinshawan", written)]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("今沙湾", "jinshawan"),
        ("瑞芸湖公园", "ruiyunhu"),
        ("瑞雲糊公園", "ruiyunhu"),
        ("海洋生务博物馆", "bowuguan"),
        ("海洋生物博务馆", "bowuguan"),
        ("Jinsha Bey", "jinshawan"),
        ("Datong Steet", "datong-jie"),
        ("ruiyunhu gongyaun", "ruiyunhu"),
    ],
)
def test_homophones_and_typing_errors_are_understood(names: Names, written: str, meant: str) -> None:
    """A slip of the keyboard doesn't lose the place."""
    assert found(names, written) == [(meant, written)]


def test_a_slip_in_the_longer_name_does_not_give_the_shorter(names: Names) -> None:
    """金沙灣觀海長郎 is the promenade misspelt, not the bay with something behind it."""
    assert found(names, "金沙灣觀海長郎") == [("changlang", "金沙灣觀海長郎")]
    assert found(names, "Jinsha Bay Promenede") == [("changlang", "Jinsha Bay Promenede")]
    assert found(names, "Jinsha Bay parking") == [("jinshawan", "Jinsha Bay")]


def test_the_longest_name_wins_and_all_mentions_come_in_order(names: Names) -> None:
    """A sentence may name several places, and one name may begin with another."""
    text = "先去金沙灣觀海長廊，再到大通街，最后 Ruiyun Lake Park"
    assert found(names, text) == [
        ("changlang", "金沙灣觀海長廊"),
        ("datong-jie", "大通街"),
        ("ruiyunhu", "Ruiyun Lake Park"),
    ]


def test_streets_of_nearly_one_name_are_told_apart(names: Names) -> None:
    """大通街 is not 大同路: exact beats likely, and the kind of road decides for a homophone."""
    assert found(names, "大通街") == [("datong-jie", "大通街")]
    assert found(names, "大同路") == [("datong-lu", "大同路")]
    assert found(names, "大同街") == [("datong-jie", "大同街")]
    assert found(names, "Datong Road") == [("datong-lu", "Datong Road")]


@pytest.mark.parametrize("written", ["东桥公园", "西桥公园", "大连路", "太平路", "海底世界"])
def test_another_places_name_is_no_typing_error(names: Names, written: str) -> None:
    """In a short name one other character makes another place, which must not be passed off as ours."""
    assert found(names, written) == []


def test_a_name_does_not_cross_a_comma(names: Names) -> None:
    """「去和平，路上」 names no road."""
    assert found(names, "去和平，路上买水") == []


def test_a_latin_name_is_no_part_of_a_longer_word(names: Names) -> None:
    """Words are matched whole."""
    assert found(names, "xjinshawans") == []


def test_the_name_without_its_common_ending_is_understood(
    make_place: Callable[..., Place], with_places: Callable[..., Gazetteer]
) -> None:
    """People say 瑞云湖 for 瑞云湖公园, where nothing else is called so."""
    parks = [
        make_place(f"park-{n}", f"{head}公园", f"{head}公園", f"{n}")
        for n, head in enumerate(["瑞云湖", "松林", "柳岸"])
    ]
    assert found(Names(with_places(*parks)), "瑞雲湖") == [("park-0", "瑞雲湖")]


def test_a_name_of_two_places_gives_both(names: Names) -> None:
    """Whoever asks decides; the search doesn't pick one silently."""
    assert found(names, "三江片区") == [("bowuguan", "三江片区"), ("laojie", "三江片区")]


def test_a_place_of_a_like_name_elsewhere_is_told_as_such(names: Names) -> None:
    """The district's namesakes are recognised under their own ids and never taken for a place of ours."""
    assert found(names, "玩偶村怎么走") == [("elsewhere:toy-village", "玩偶村")]


def test_the_districts_own_name_is_no_place(names: Names) -> None:
    """Naming the district asks for no place in it, nor for its namesake."""
    assert found(names, "玩具镇") == []
    assert found(names, "wanjuzhen Toytown") == []


def test_the_proper_name_is_surer_than_a_guess(names: Names) -> None:
    """Certainty falls from the proper name over pinyin to typing errors."""
    scores = [names.match(text)[0].score for text in ("金沙湾", "jinshawan", "今沙湾", "Jinsha Bey")]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] == 1.0


def test_a_very_long_text_is_read_quickly(names: Names) -> None:
    """Ten thousand characters of nonsense cost no noticeable time."""
    import time

    begin = time.perf_counter()
    assert found(names, "啊" * 9990 + "金沙湾") == [("jinshawan", "金沙湾")]
    assert time.perf_counter() - begin < 1


def test_what_a_caller_does_to_its_matches_changes_nothing_for_the_next(names: Names) -> None:
    first = names.match("大通街和南桥公园")
    kept = list(first)
    first.clear()
    assert names.match("大通街和南桥公园") == kept != []

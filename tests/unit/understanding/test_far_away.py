"""A stay in a far city, or a question about its sights, is told from coming from there and from going home."""

import pytest

from bot.understanding.far_away import Destinations, far_city_before, namesake
from bot.understanding.folding import fold
from knowledge.places.district import Beyond
from knowledge.places.place import Provenance

SAID = Provenance(source="a test", as_of="undated", confidence="fair")
ISLAND = Beyond(
    where={"zh-Hans": "湛江经开区", "zh-Hant": "湛江經開區", "en": "the development zone of Zhanjiang"},
    sights=("硇洲岛", "Naozhou"),
    provenance=SAID,
)
KNOWN = Destinations([ISLAND])


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("plan me a weekend in guilin", "guilin"),
        ("best hotel in guilin for my wife's birthday?", "guilin"),
        ("kuala lumpur itinerary", "kuala lumpur"),
        ("我想去桂林玩两天", "桂林"),
        ("三亚三日游攻略", "三亚"),
        ("在上海有什么好玩的", "上海"),
        ("北海两天一夜帮我排一下", "北海"),
        ("贵州的景点哪些值得去", "贵州"),
        ("大阪有咩好玩", "大阪"),
    ],
)
def test_a_stay_elsewhere_is_named(text: str, city: str) -> None:
    there = KNOWN.headed_for(text)
    assert there
    assert there.named == city


@pytest.mark.parametrize(
    "text",
    [
        "从广州过来玩一天",
        "我们从北京来",
        "去广州的高铁几点",
        "广州鸡在哪吃",
        "明天去北京路逛逛",
        "back to hong kong at six",
        "去广州湾商会馆",
        "我们在大理石台阶上等",
        "something for my auntie in manila",
        "we live in singapore",
    ],
)
def test_coming_from_a_city_or_going_home_is_no_stay_there(text: str) -> None:
    assert KNOWN.headed_for(text) is None


@pytest.mark.parametrize(
    ("text", "named", "where"),
    [
        ("明天想上涠洲岛 船票一张多少", "涠洲岛", "广西北海"),
        ("帮我排北海银滩两天一夜", "北海银滩", "广西北海"),
        ("长隆野生动物园这周末人多不多", "长隆野生动物园", "广州"),
        ("硇洲岛灯塔收不收门票", "硇洲岛", "湛江经开区"),
        ("how much is chimelong", "chimelong", "广州"),
    ],
)
def test_what_lies_elsewhere_is_known_to_lie_there(text: str, named: str, where: str) -> None:
    there = KNOWN.sight_in(text)
    assert there
    assert there.where
    assert (there.named, there.where["zh-Hans"]) == (named, where)


@pytest.mark.parametrize("text", ["刚从涠洲岛回来，想歇一天", "we just left weizhou", "长隆玩完过来，今晚吃什么"])
def test_who_comes_from_there_doesnt_ask_about_it(text: str) -> None:
    assert KNOWN.sight_in(text) is None


def test_what_lies_about_one_district_is_not_known_to_another() -> None:
    assert KNOWN.sight_in("naozhou lighthouse fare")
    assert Destinations().sight_in("naozhou lighthouse fare") is None


@pytest.mark.parametrize(("text", "city"), [("重庆的赤坎街怎么样", "重庆"), ("廣州市的赤坎有什麼", "广州")])
def test_something_of_our_name_in_a_far_city_lies_there(text: str, city: str) -> None:
    there = namesake(fold(text), {"赤坎"})
    assert there
    assert there.named == city


@pytest.mark.parametrize("text", ["广州到赤坎怎么走", "我从重庆来赤坎", "湛江的赤坎", "广州人喜欢赤坎街吗"])
def test_coming_to_our_place_from_a_far_city_means_ours(text: str) -> None:
    assert namesake(fold(text), {"赤坎"}) is None


def test_the_station_of_a_far_city_is_known_by_the_city_before_it() -> None:
    assert far_city_before("由广州南站", 3) == "广州"
    assert far_city_before("到了南站", 2) is None

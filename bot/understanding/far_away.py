"""Well-known destinations that are no part of any district here: a day in Guilin can't be planned from our places."""

# A pattern broken over lines is harder to read than a long one.
# ruff: noqa: E501

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from bot.understanding.folding import compiled, fold, is_han
from knowledge.places.district import Beyond
from knowledge.places.text import AllTexts

_DAYS = r"[一二两三四五六七半\d]+(?:[天日](?:[一二两三四五六\d]+[夜晚])?|[夜晚])"
_NOT_MEANT = r"(?!路|街|菜|人|话|饭|鸡|湾|石|炒|烤|早茶|南站|北站|西站|东站|南路|北路|西路|东路|站|机场|大学|大厦|银行)"
_ORIGIN = r"(?!\s*(?:市|那边|这边)?(?:出发|来|过来|嚟|坐|搭|返|回))"
_OF_A_STAY = (
    r"景点|酒店|宾馆|民宿|住宿|客栈|美食|小吃|特产|沙滩|海滩|天气|台风|气温|门票|夜市|古城|古镇|海岛|温泉|好玩|有什么|有啥|有咩|有乜"
    r"|有冇|有没有|边度好|哪里好|哪儿好|怎么玩|点玩|值得|几月去|哪个月去"
)
_NAMED_AFTER = r"[^来的想要去在过到回是有,，.\s]{0,6}(?:公园|塔|寺|庙|祠|古城|博物馆|动物园|植物园|文化城|景区|海滩|沙滩|灯塔|乐园|影视城|古村|步行街)"
_OF_A_STAY_EN = (
    r"hotels?|hostels?|weather|itinerary|tours?|trips?|weekend|beach(?:es)?|nightlife|restaurants?|sights?|attractions?"
)
_COMING_FROM = compiled(r"(?:从|由|自|打|\b(?:from|left|leaving|back from|just (?:did|visited|saw))\b)\s*(?:the )?$")
_COME = compiled(r"\s*(?:那边|这边)?(?:出发|过来|来的|来嘅|回来|返嚟|玩完|逛完|坐船来|坐车来)")
_LEAVING = compiled(
    r"回|返|赶|高铁|火车|飞机|航班|\b(?:back|train|flight|fly|flying|return|home|bus|ticket|get|from)\b"
)


_PEOPLE_THERE = compiled(
    r"\b(?:aunt(?:ie|y)?|uncle|cousins?|friends?|family|relatives|sister|brother|mother|father|mum|mom|dad|parents|gran\w*|colleagues?|boss|office|people|folks|home|house|lives?|living|working|works?|born|based|study|studying) $"
)
"""Somebody who lives there and for whom something is sought here."""


@dataclass(frozen=True)
class Destination:
    """Something that lies elsewhere."""

    named: str
    """As the folded text has it."""
    start: int
    where: AllTexts | None
    """What it belongs to; None for what needs no telling."""


class Destinations:
    """The far cities and sights that are known, and how people speak of going there. Safe to share between threads."""

    def __init__(self, beyond: Iterable[Beyond] = ()) -> None:
        """``beyond`` is what lies about a district, known besides what all the country knows."""
        cities: dict[str, AllTexts | None] = {}
        sights: dict[str, AllTexts | None] = {}
        for where, named_cities, named_sights in [
            *_of_the_country(),
            *((one.where, one.cities, one.sights) for one in beyond),
        ]:
            cities |= {fold(name): where for name in named_cities}
            sights |= {fold(name): where for name in named_sights}
        self._cities, self._sights = cities, sights
        han, latin = _alternatives(filter(_in_han, cities)), _alternatives(_bounded(cities))
        self._stay = compiled(
            rf"(?<!怎么)(?:去|到|上|在|喺|玩|游|飞|排个?|安排|规划|计划)\s*(?:一下|下)?(?P<zh>{han}){_NOT_MEANT}{_ORIGIN}"
            rf"|(?P<zh2>{han})(?:市|省)?(?:{_DAYS}|周末|自由行|跟团|深度)*(?:游|行程|攻略|{_DAYS})"
            rf"|(?P<zh3>{han})(?:市|省)?(?:那边|当地|本地)?(?:的|嘅)?(?:{_OF_A_STAY}|{_NOT_MEANT}{_NAMED_AFTER})"
            rf"|\b(?:in|to|around|visit|visiting|for|near) (?P<en>{latin})(?! (?:station|airport|road|food|style|time))"
            rf"|\b(?P<en2>{latin})(?:'s)? (?:{_OF_A_STAY_EN})\b"
        )
        self._after = compiled(
            rf"到(?:了|咗)?(?P<zh>{han})(?!之?前|以前){_NOT_MEANT}[^?？]{{0,12}}(?:有咩|有什么|有啥|有乜|有冇)"
            rf"|\b(?:eat|dinner|supper|stay|sleep|shopping|restaurants?|hotels?|bars?) (?:\w+ ){{0,2}}in (?P<en>{latin})(?! (?:road|food|style))"
        )
        """Of what there is to do once one has come there, be it home."""
        self._sight = compiled("|".join((_alternatives(filter(_in_han, sights)), _alternatives(_bounded(sights)))))

    def headed_for(self, folded: str) -> Destination | None:
        """The far city in which a folded text wants to spend time, or about which it asks what a stay needs.

        None for one that is left or gone home to.
        """
        match = self._after.search(folded) or (None if _LEAVING.search(folded) else self._stay.search(folded))
        if match is None or _PEOPLE_THERE.search(folded[: match.start()]):
            return None
        group = next(group for group in match.groupdict() if match[group])
        return Destination(match[group], match.start(group), self._cities[match[group]])

    def sight_in(self, folded: str) -> Destination | None:
        """The island, park or sight that a folded text speaks of; None for one that somebody comes from."""
        for match in self._sight.finditer(folded):
            if not _COMING_FROM.search(folded[: match.start()]) and not _COME.match(folded, match.end()):
                return Destination(match[0], match.start(), self._sights[match[0]])
        return None


def far_city_before(folded: str, end: int) -> str | None:
    """The far city named right before a position of a folded text: the south station of Guangzhou is none of ours."""
    before = folded[:end].rstrip()
    return next((name for name in _far_cities() if before.endswith(name)), None)


def namesake(folded: str, ours: Collection[str]) -> Destination | None:
    """The far city in which a folded text places something that has our name, such as a street.

    Args:
        ours: folded Chinese names of the district.
    """
    for name in sorted(ours, key=len, reverse=True):
        for match in re.finditer(rf"(?P<of>市?的|市)?{re.escape(name)}(?P<called>[街镇村路])?", folded):
            city = far_city_before(folded, match.start()) if match["of"] or match["called"] else None
            if city and _in_han(city):
                return Destination(city, match.start() - len(city), None)
    return None


@lru_cache(maxsize=1)
def _far_cities() -> tuple[str, ...]:
    """Cities of the country, the longest names first."""
    return tuple(sorted({fold(name) for _, cities, _ in _of_the_country() for name in cities}, key=len, reverse=True))


@lru_cache(maxsize=1)
def _of_the_country() -> list[tuple[AllTexts | None, list[str], list[str]]]:
    """What each region belongs to, its cities and its sights."""
    regions = yaml.safe_load((Path(__file__).parent / "destinations.yaml").read_text(encoding="utf-8"))
    return [(region.get("where"), region.get("cities", []), region.get("sights", [])) for region in regions]


def _in_han(name: str) -> bool:
    return is_han(name[0])


def _bounded(names: Iterable[str]) -> Iterable[str]:
    return (name for name in names if not _in_han(name))


def _alternatives(names: Iterable[str]) -> str:
    """A pattern for any of the names, the longest first."""
    escaped = (re.escape(name) for name in sorted(names, key=len, reverse=True))
    return "|".join(name if _in_han(name) else rf"\b{name}\b" for name in escaped)

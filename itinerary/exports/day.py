"""A plan told in one language: what a page for people says, whether it is HTML or paper."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from string import ascii_uppercase
from typing import Any

from babel.dates import format_date
from babel.numbers import format_currency, get_currency_symbol

from itinerary.exports.located import WORDS, LocatedStop, ends_of, located_stops, read
from itinerary.exports.map_links import map_links
from itinerary.exports.sketch import Sketch, sketch
from itinerary.itinerary import Itinerary, Leg, Stop
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.geography import shapes
from knowledge.places.place import Place
from knowledge.places.text import Locale, Texts, pick

_GAP_WORTH_TELLING = 0.5
"""A bound farther off says nothing about the day."""


@dataclass(frozen=True)
class Entry:
    """A stop with all that is said about it and the way there."""

    number: int
    stop: Stop
    place: Place | None
    way: Leg | None
    price_known: bool
    address: str | None
    """In simplified Chinese, as drivers read it."""
    links: Mapping[str, str]


class Day:
    """The plan, its words and its figures as they are written in a locale.

    Args:
        plan: As the contract shows it.
        wishes: The request that it answers, in the contract's JSON; tells where the day begins and ends.
        link: The page that it is shared by, or None.
    """

    def __init__(
        self,
        plan: Mapping[str, Any],
        locale: Locale,
        gazetteer: Gazetteer,
        wishes: Mapping[str, Any] | None = None,
        link: str | None = None,
    ) -> None:
        self.plan: Itinerary = read(plan)
        self.locale = locale
        self.gazetteer = gazetteer
        self.district = gazetteer.district
        self.link = link
        self._wishes = wishes or {}

    def say(self, message: str, **values: Any) -> str:
        return WORDS.say(self.locale, message, **values)

    def to_driver(self, message: str, **values: Any) -> str:
        return WORDS.say("zh-Hans", message, **values)

    def pick(self, texts: Texts) -> str:
        return pick(texts, self.locale)

    @property
    def date(self) -> str:
        return format_date(date.fromisoformat(self.plan.date), "full", locale=self.locale.replace("-", "_"))

    @cached_property
    def entries(self) -> list[Entry]:
        return [self._entry(stop) for stop in self._located]

    @property
    def way_home(self) -> Leg | None:
        return self._way("end")

    @property
    def map(self) -> Sketch | None:
        return sketch(
            [stop.position for stop in self._located], self.plan.legs, shapes(self.gazetteer), self.locale,
            ends_of(self._wishes, self.gazetteer),
        )  # fmt: skip

    @property
    def unpriced(self) -> list[str]:
        """Names of the places whose price nobody knows."""
        return [self._name(place_id) for place_id in self.plan.totals.cost_unknown]

    @property
    def outdated(self) -> bool:
        """Whether the facts have changed since the plan was made."""
        return self.plan.certificate.data_revision != self.gazetteer.revision

    @property
    def checked(self) -> int | None:
        """How many rules hold, when all do."""
        checks = self.plan.certificate.checks
        return len(checks) if checks and all(check.ok for check in checks) else None

    @property
    def proof(self) -> str:
        optimality = self.plan.optimality
        if optimality.status == "optimal":
            return self.say("proof-best")
        if optimality.gap is None or optimality.gap > _GAP_WORTH_TELLING:
            return self.say("proof-found")
        message = "proof-cut" if optimality.cut_by_clock else "proof-gap"
        return self.say(message, percent=max(1, round(100 * optimality.gap)))

    def hours(self, stop: Stop) -> str:
        if stop.open == "unknown":
            return self.say("pocket-hours-unknown")
        if stop.open == ["00:00-24:00"]:
            return self.say("pocket-open-always")
        if not stop.open:
            return self.say("pocket-shut")
        return self.say("pocket-open", hours=self.say("pocket-separator").join(stop.open).replace("-", "–"))

    def price(self, entry: Entry) -> str:
        if not entry.price_known:
            return self.say("pocket-price-unknown")
        if entry.stop.cost:
            return self.say("pocket-each", cost=self.money(entry.stop.cost))
        return self.say("pocket-free")

    def travel(self, leg: Leg) -> str:
        """How one gets there, how far it is, and what it takes."""
        time = self.duration(leg.duration)
        parts = [
            self.say("pocket-about", value=time) if leg.estimated else time,
            self.length(leg.distance),
        ]
        if leg.mode != "walk" and leg.walk:
            parts.append(self.say("pocket-leg-walk", walk=self.length(leg.walk)))
        if leg.cost:
            parts.append(self.money(leg.cost))
        if leg.buffer:
            parts.append(self.say("pocket-buffer", time=self.duration(leg.buffer)))
        return " · ".join(parts)

    def clock(self, instant: str) -> str:
        """The district's time of day, with a word when it is past midnight."""
        moment = datetime.fromisoformat(instant)
        time = f"{moment:%H:%M}"
        return time if moment.date().isoformat() == self.plan.date else self.say("pocket-next-day", time=time)

    def length(self, metres: int) -> str:
        if metres < 1000:
            return self.say("pocket-metres", n=metres)
        return self.say("pocket-kilometres", n=f"{metres / 1000:.1f}".removesuffix(".0"))

    def duration(self, minutes: int) -> str:
        hours, rest = divmod(minutes, 60)
        if not hours:
            return self.say("pocket-minutes", n=rest)
        return self.say("pocket-hours", hours=hours, n=rest)

    def money(self, amount: float) -> str:
        pattern = "¤#,##0" if amount == int(amount) else "¤#,##0.00"
        tongue = self.locale.replace("-", "_")
        text = format_currency(amount, self.district.currency, pattern, locale=tongue, currency_digits=False)
        # Who stands in the country doesn't need its name before the sign: CN¥ is ¥.
        symbol = get_currency_symbol(self.district.currency, tongue)
        return text.replace(symbol, symbol.lstrip(ascii_uppercase) or symbol)

    @cached_property
    def _located(self) -> tuple[LocatedStop, ...]:
        return located_stops(self.plan, self.locale, self.gazetteer)

    def _entry(self, located: LocatedStop) -> Entry:
        place, city = located.place, self.district.city["zh-Hans"]
        return Entry(
            located.number,
            self.plan.stops[located.number - 1],
            place,
            self._way(located.number - 1),
            place is None or place.id not in self.plan.totals.cost_unknown,
            _address(place, city),
            map_links(place, city, self.district.id) if place else {},
        )

    def _way(self, to: int | str) -> Leg | None:
        return next((leg for leg in self.plan.legs if leg.to == to), None)

    def _name(self, place_id: str) -> str:
        place = self.gazetteer.places.get(place_id)
        if place:
            return place.called(self.locale)
        return next((stop.name for stop in self.plan.stops if stop.place_id == place_id), place_id)


def dial(phone: str) -> str:
    """The number as a telephone takes it."""
    return re.sub(r"[^0-9+]", "", phone)


def _address(place: Place | None, city: str) -> str | None:
    """With the city in front, which drivers from elsewhere need."""
    if place is None or place.address is None:
        return None
    address = pick(place.address, "zh-Hans")
    return address if city in address else f"{city} {address}"

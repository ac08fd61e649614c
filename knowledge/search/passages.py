"""What can be found: short texts about one side of one place in one language, made from the curated facts only."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from knowledge.places.district import District
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.place import Place
from knowledge.places.text import LOCALES, Locale, pick
from knowledge.places.wording import Wording
from knowledge.search.script import plain

_WORDING = Wording(Path(__file__).parent / "wording")


@dataclass(frozen=True)
class Passage:
    place_id: str
    facet: str
    """Which side of the place: ``description``, ``fact``, ``ticket`` ..."""
    number: int
    """Tells several passages of one facet apart."""
    locale: Locale
    text: str
    """What a reader is shown."""
    indexed: str
    """What is searched: the text in folded spelling, with the place's name, which a fact by itself may not say."""


def passages_of(gazetteer: Gazetteer) -> tuple[Passage, ...]:
    """Every passage of every place, in the order of the places' ids."""
    return tuple(
        passage
        for place_id in sorted(gazetteer.places)
        for passage in place_passages(gazetteer.places[place_id], gazetteer.district)
    )


def place_passages(place: Place, district: District) -> Iterator[Passage]:
    """A place's passages; a language in which a side was not written down has none for it."""
    for locale in LOCALES:
        for facet, number, text in _sides(place, district, locale):
            name = place.called(locale)
            # What visitors asked is found by the words they asked it in.
            asked = " ".join(place.facts[number].questions) if facet == "fact" else ""
            indexed = plain(f"{text if name in text else f'{name}: {text}'} {asked}".rstrip())
            yield Passage(place.id, facet, number, locale, text, indexed)


def _sides(place: Place, district: District, locale: Locale) -> Iterator[tuple[str, int, str]]:
    name = place.called(locale)

    def say(message: str, **values: str) -> str:
        return _WORDING.say(locale, f"passage-{message}", name=name, **values)

    yield "description", 0, say("description", text=place.summary[locale])
    yield "kind", 0, say("kind", kind=_kind(place, district, locale), themes=_themes(place, district, locale))
    for number, fact in enumerate(place.facts):
        if locale in fact.text:
            yield "fact", number, fact.text[locale]
    if place.address and locale in place.address:
        yield "address", 0, say("address", text=place.address[locale])
    for number, way in enumerate(place.transport):
        if locale in way:
            yield "transport", number, say("transport", text=way[locale])
    if place.opening_hours:
        yield "opening_hours", 0, say("opening-hours", hours=place.opening_hours)
    if place.phone:
        yield "phone", 0, say("phone", phone=", ".join(place.phone))
    if place.ticket and place.ticket.adult is not None:
        price = place.ticket.adult
        yield "ticket", 0, say("ticket-price", price=f"{price:g}") if price else say("ticket-free")
    if place.ticket and place.ticket.note and locale in place.ticket.note:
        yield "ticket", 1, say("ticket-note", text=place.ticket.note[locale])
    if place.price_per_person:
        spend = place.price_per_person
        yield "price", 0, say("price", low=f"{spend.min:g}", high=f"{spend.max:g}")
    if place.visit_minutes:
        visit = place.visit_minutes
        minutes = {"low": str(visit.min), "typical": str(visit.typical), "high": str(visit.max)}
        yield "visit_minutes", 0, say("visit-minutes", **minutes)
    access = place.accessibility.note if place.accessibility else None
    remarks = (("status", place.status_note), ("accessibility", access), ("event_dates", place.event_dates))
    for facet, texts in remarks:
        if texts and locale in texts:
            yield facet, 0, say(facet.replace("_", "-"), text=texts[locale])


def _kind(place: Place, district: District, locale: Locale) -> str:
    return pick(district.kinds[place.kind].name, locale) if place.kind in district.kinds else place.kind


def _themes(place: Place, district: District, locale: Locale) -> str:
    separator = ", " if locale == "en" else "、"
    return separator.join(
        pick(district.themes[theme].name, locale) for theme in place.themes if theme in district.themes
    )

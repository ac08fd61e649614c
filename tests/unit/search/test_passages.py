from collections.abc import Callable

from knowledge.places.gazetteer import Gazetteer
from knowledge.places.place import Fact, Place, Ticket, VisitMinutes
from knowledge.places.text import LOCALES
from knowledge.search.passages import passages_of, place_passages


def test_every_place_has_a_description_in_every_language(toytown: Gazetteer) -> None:
    """Whatever is asked, a place can be shown in the visitor's language."""
    described = {(p.place_id, p.locale) for p in passages_of(toytown) if p.facet == "description"}
    assert described == {(place_id, locale) for place_id in toytown.places for locale in LOCALES}


def test_unknown_facts_make_no_passage(make_place: Callable[..., Place], toytown: Gazetteer) -> None:
    """Nothing is said about what nobody knows."""
    place = make_place("bare", "空地", "空地", "Bare Ground")
    assert {p.facet for p in place_passages(place, toytown.district)} == {"description", "kind"}


def test_each_side_is_said_from_the_facts(make_place: Callable[..., Place], toytown: Gazetteer) -> None:
    """Hours, ticket, length of visit and facts appear with the place's own figures, and free is not unknown."""
    place = make_place(
        "mill",
        "磨坊",
        "磨坊",
        "Mill",
        opening_hours="Tu-Su 09:00-17:00",
        ticket=Ticket(adult=0),
        visit_minutes=VisitMinutes(min=10, typical=20, max=30),
        facts=(Fact(text={"en": "Built in 1901."}, source="book"),),
    )
    english = {p.facet: p.text for p in place_passages(place, toytown.district) if p.locale == "en"}
    assert english["opening_hours"] == "Opening hours of Mill: Tu-Su 09:00-17:00"
    assert english["ticket"] == "Mill is free to enter."
    assert english["visit_minutes"] == "A visit to Mill usually takes 20 minutes (10 to 30)."
    assert english["fact"] == "Built in 1901."


def test_a_fact_is_searched_with_the_places_name(make_place: Callable[..., Place], toytown: Gazetteer) -> None:
    """A fact alone often doesn't say whose it is."""
    place = make_place("mill", "磨坊", "磨坊", "Mill", facts=(Fact(text={"en": "Built in 1901."}, source="book"),))
    fact = next(p for p in place_passages(place, toytown.district) if p.facet == "fact")
    assert fact.indexed == "mill: built in 1901."

"""What a place costs each person of a party, on average."""

from dataclasses import dataclass

from itinerary.request import Party
from knowledge.places.place import Place


@dataclass(frozen=True)
class Price:
    cost: float
    """Per person; what is unknown counts as 0."""
    known: bool
    """Whether every part of it is."""


def visit_price(place: Place, party: Party) -> Price:
    """Entry tickets by person type, averaged over the party."""
    if place.ticket is None:
        return Price(0.0, known=False)
    ticket = place.ticket
    heads = ((party.adults, ticket.adult), (party.children, ticket.child), (party.seniors, ticket.senior))
    total = sum(count * price for count, price in heads if price is not None)
    known = all(price is not None for count, price in heads if count)
    return Price(round(total / party.size, 2), known)


def meal_price(place: Place) -> Price:
    """The middle of what a meal there costs."""
    if place.price_per_person is None:
        return Price(0.0, known=False)
    return Price(round((place.price_per_person.min + place.price_per_person.max) / 2, 2), known=True)

"""What a stop costs a person, as the facts give it."""

from itinerary.itinerary import StopKind
from itinerary.request import Party
from knowledge.places.place import Place


def price_of(place: Place, kind: StopKind, party: Party) -> float | None:
    """The price per person: a visit's ticket averaged over the party, a meal's middle price; None when unknown.

    A person type whose price is unknown counts as 0.
    """
    if kind == "meal":
        price = place.price_per_person
        return None if price is None else (price.min + price.max) / 2
    if place.ticket is None:
        return None
    ticket = place.ticket
    heads = ((party.adults, ticket.adult), (party.children, ticket.child), (party.seniors, ticket.senior))
    known = [(count, price) for count, price in heads if count and price is not None]
    if not known:
        return None
    return sum(count * price for count, price in known) / sum(count for count, _ in heads)

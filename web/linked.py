"""What machines read of a page: schema.org data, with only what is known."""

from collections.abc import Mapping
from typing import Any

from flask import request

from knowledge.places.gazetteer import Gazetteer
from knowledge.places.place import Place
from knowledge.places.text import pick
from web.page import locale_of_request


def attraction(place: Place, gazetteer: Gazetteer) -> dict[str, Any]:
    """The place; an estimated position is an area, not a point."""
    locale = locale_of_request()
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "TouristAttraction",
        "@id": f"{request.host_url}places/{place.id}",
        "url": f"{request.host_url}places/{place.id}?lang={locale}",
        "name": place.called(locale),
        "alternateName": sorted({*place.name.values(), *place.aliases} - {place.called(locale)}),
        "description": pick(place.summary, locale),
        "inLanguage": locale,
        "containedInPlace": {"@type": "AdministrativeArea", "name": pick(gazetteer.district.name, locale)},
    }
    if place.address:
        data["address"] = pick(place.address, locale)
    if place.phone:
        data["telephone"] = list(place.phone)
    if place.ticket is not None and place.ticket.adult is not None:
        data["isAccessibleForFree"] = place.ticket.adult == 0
    if place.position is not None:
        point = {"@type": "GeoCoordinates", "latitude": place.position.lat, "longitude": place.position.lon}
        data["geo"] = (
            point
            if place.position.precision == "exact"
            else {"@type": "GeoCircle", "geoMidpoint": point, "geoRadius": place.position.uncertainty_m}
        )
    return data


def trip(plan: Mapping[str, Any], name: str | None = None, about: str | None = None) -> dict[str, Any]:
    """A plan as a trip with its stops in order."""
    visits = [stop for stop in plan["stops"] if stop["place_id"]]
    items = [
        {
            "@type": "ListItem",
            "position": number,
            "item": {
                "@type": "TouristAttraction",
                "name": stop["name"],
                "@id": f"{request.host_url}places/{stop['place_id']}",
            },
        }
        for number, stop in enumerate(visits, start=1)
    ]
    said = {"name": name, "description": about or " → ".join(stop["name"] for stop in visits)}
    return {
        "@context": "https://schema.org",
        "@type": "TouristTrip",
        **{field: text for field, text in said.items() if text},
        "inLanguage": locale_of_request(),
        "departureTime": plan["start"],
        "arrivalTime": plan["end"],
        "itinerary": {"@type": "ItemList", "numberOfItems": len(items), "itemListElement": items},
    }

"""A plan in the formats of other programs: GeoJSON, GPX, KML (all WGS84) and iCalendar; and for people, as one file
of HTML to carry and on paper.

Each writer takes the plan as the contract shows it, the request's locale, the gazetteer with the places' positions, the
request itself (for where the day begins and ends) and the address of the plan's page.
Positions that are estimates say so and carry their uncertainty.
"""

from itinerary.exports.calendar import to_ics
from itinerary.exports.geojson import to_geojson
from itinerary.exports.gpx import to_gpx
from itinerary.exports.kml import to_kml
from itinerary.exports.pdf import NoLetters, cut_letters, to_pdf
from itinerary.exports.pocket import to_pocket

__all__ = ["NoLetters", "cut_letters", "to_geojson", "to_gpx", "to_ics", "to_kml", "to_pdf", "to_pocket"]

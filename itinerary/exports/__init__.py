"""A plan in the formats of other programs: GeoJSON, GPX, KML (all WGS84) and iCalendar; and as one HTML file to carry.

Each writer takes the plan as the contract shows it, the request's locale and the gazetteer with the places' positions.
Positions that are estimates say so and carry their uncertainty.
"""

from itinerary.exports.calendar import to_ics
from itinerary.exports.geojson import to_geojson
from itinerary.exports.gpx import to_gpx
from itinerary.exports.kml import to_kml
from itinerary.exports.pocket import to_pocket

__all__ = ["to_geojson", "to_gpx", "to_ics", "to_kml", "to_pocket"]

"""Where a place is shown in the map programs that visitors have, each asked in the datum that it draws in.

A position that names only a quarter is never handed over as a pin: there the program is asked to look for the place's
name around it.
"""

from urllib.parse import quote, urlencode

from knowledge.places.datum import from_wgs84
from knowledge.places.place import Place, Position

MAPS = ("amap", "baidu", "tencent", "google")
"""In the order of how many people in China have them."""
_SEARCH_ZOOM = 16


def map_links(place: Place, city: str, asker: str) -> dict[str, str]:
    """The address for each map, by its name; none when nobody knows where the place is.

    Args:
        place: Named to the maps in simplified Chinese, which is what they know it by.
        city: Where to look for a name.
        asker: Who sends the visitor, which some of the maps want to know.
    """
    if place.position is None:
        return {}
    name = place.name["zh-Hans"]
    if place.position.precision == "area":
        return _searches(place.position, name, city, asker)
    return _markers(place.position, name, asker)


def _markers(position: Position, name: str, asker: str) -> dict[str, str]:
    wgs84, gcj02, bd09 = _points(position)
    title = name.replace(";", " ").replace(":", " ")  # they divide the marker's fields
    return {
        "amap": _address(
            "https://uri.amap.com/marker",
            position=_pair(gcj02, longitude_first=True), name=name, coordinate="gaode", callnative="1", src=asker,
        ),
        "baidu": _address(
            "https://api.map.baidu.com/marker",
            location=_pair(bd09), title=name, content=name, coord_type="bd09ll", output="html", src=_baidu(asker),
        ),
        "tencent": _address(
            "https://apis.map.qq.com/uri/v1/marker",
            marker=f"coord:{_pair(gcj02)};title:{title};addr:{title}", referer=asker,
        ),
        "google": _address("https://www.google.com/maps/search/", api="1", query=_pair(wgs84)),
    }  # fmt: skip


def _searches(position: Position, name: str, city: str, asker: str) -> dict[str, str]:
    wgs84, gcj02, bd09 = _points(position)
    radius = str(max(1000, 2 * position.uncertainty_m))
    return {
        "amap": _address(
            "https://uri.amap.com/search",
            keyword=name, center=_pair(gcj02, longitude_first=True), city=city, view="map", callnative="1", src=asker,
        ),
        "baidu": _address(
            "https://api.map.baidu.com/place/search",
            query=name, location=_pair(bd09), radius=radius, coord_type="bd09ll", region=city, output="html",
            src=_baidu(asker),
        ),
        "tencent": _address(
            "https://apis.map.qq.com/uri/v1/search",
            keyword=name, center=_pair(gcj02), radius=radius, region=city, referer=asker,
        ),
        "google": f"https://www.google.com/maps/search/{quote(name, safe='')}/@{_pair(wgs84)},{_SEARCH_ZOOM}z",
    }  # fmt: skip


def _points(position: Position) -> tuple[tuple[float, float], ...]:
    lat, lon = position.lat, position.lon
    return (lat, lon), from_wgs84(lat, lon, "GCJ-02"), from_wgs84(lat, lon, "BD-09")


def _pair(point: tuple[float, float], longitude_first: bool = False) -> str:
    """To a tenth of a metre."""
    lat, lon = (f"{degrees:.6f}" for degrees in point)
    return f"{lon},{lat}" if longitude_first else f"{lat},{lon}"


def _baidu(asker: str) -> str:
    return f"webapp.guide.{asker}"


def _address(base: str, **fields: str) -> str:
    return f"{base}?{urlencode(fields, safe=',:;')}"

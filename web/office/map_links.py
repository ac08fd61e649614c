"""The point that a link from a map service leads to, with the datum that the service counts in.

Formats as the services document them: Amap lbs.amap.com/api/uri-api, Baidu lbsyun.baidu.com "URI API", Tencent
lbs.qq.com "uri v1", Google developers.google.com/maps/documentation/urls, OpenStreetMap wiki "Browsing", RFC 5870 for
``geo:``. Google's maps of mainland China are drawn in GCJ-02. Baidu's page counts in metres of its own
projection, which is turned into degrees by its published polynomials.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, urlsplit

from knowledge.places.datum import Datum


@dataclass(frozen=True)
class Found:
    lat: float
    lon: float
    datum: Datum
    service: str
    """Its name, for the note on where the position comes from."""


class Unreadable(Exception):
    """The link holds no position: ``short`` when only its service knows where it leads, ``pointless`` otherwise."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


_NUMBER = r"-?\d{1,3}(?:\.\d+)?"
_PAIR = re.compile(rf"(?:coord:)?({_NUMBER})\s*,\s*({_NUMBER})(?![\d.])")
_AT = re.compile(rf"@({_NUMBER}),({_NUMBER})")
_PIN = re.compile(rf"!3d({_NUMBER})!4d({_NUMBER})")
_HASH_MAP = re.compile(rf"map=\d+(?:\.\d+)?/({_NUMBER})/({_NUMBER})")
_METRES = re.compile(r"@(\d+(?:\.\d+)?),(\d+(?:\.\d+)?)")
_SHORT = ("surl.amap.com", "j.map.baidu.com", "maps.app.goo.gl", "goo.gl", "osm.org", "map.qq.com/m", "u.map.qq.com")

_Query = Mapping[str, str]


def read_link(text: str) -> Found | None:
    """The point of a link; None when the text is no link at all.

    Raises:
        Unreadable: when it is a link without a position, or of a service that isn't known here.
    """
    address = re.search(r"(?:https?://|geo:)\S+", text.strip())
    if address is None:
        return None
    if address.group().startswith("geo:"):
        return _point(address.group().removeprefix("geo:"), "WGS84", "geo:")
    parts = urlsplit(address.group())
    host = (parts.hostname or "").removeprefix("www.")
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    for ending, read in _SERVICES:
        if re.fullmatch(ending, host):
            found = read(parts, query)
            if found is not None:
                return found
    short = any(f"{host}{parts.path}".startswith(one) for one in _SHORT)
    raise Unreadable("short" if short else "pointless")


def _amap(_parts: SplitResult, query: _Query) -> Found | None:
    datum: Datum = "WGS84" if query.get("coordinate") == "wgs84" else "GCJ-02"
    for name in ("position", "to", "from", "center", "location"):
        if name in query:
            return _point(query[name], datum, "Amap", lon_first=True)
    if {"lng", "lat"} <= query.keys():
        return _point(f"{query['lat']},{query['lng']}", datum, "Amap")
    for name in ("q", "p"):
        # p=<id>,<lat>,<lon>,<name>: the id may be digits, so that the pair is sought after it.
        if name in query:
            value = query[name].partition(",")[2] if name == "p" else query[name]
            return _point(value, datum, "Amap")
    return None


def _baidu(parts: SplitResult, query: _Query) -> Found | None:
    datums: dict[str, Datum] = {"gcj02": "GCJ-02", "wgs84": "WGS84"}
    datum = datums.get(query.get("coord_type", ""), "BD-09")
    for name in ("location", "latlng", "center", "destination", "origin"):
        if name in query and (found := _point(query[name].rpartition(":")[2], datum, "Baidu")):
            return found
    if metres := _METRES.search(f"{parts.path}{parts.fragment}"):
        lat, lon = _from_baidu_metres(float(metres[1]), float(metres[2]))
        return Found(round(lat, 7), round(lon, 7), "BD-09", "Baidu")
    return None


def _tencent(_parts: SplitResult, query: _Query) -> Found | None:
    if {"pointx", "pointy"} <= query.keys():
        return _point(f"{query['pointy']},{query['pointx']}", "GCJ-02", "Tencent")
    for name in ("marker", "coord", "center", "tocoord", "fromcoord", "c"):
        if name in query:
            return _point(query[name], "GCJ-02", "Tencent")
    return None


def _google(parts: SplitResult, query: _Query) -> Found | None:
    # The pin goes before the middle of the view.
    for pattern in (_PIN, _AT):
        if match := pattern.search(f"{parts.path}{parts.fragment}"):
            return _point(f"{match[1]},{match[2]}", "GCJ-02", "Google")
    for name in ("q", "query", "ll", "destination", "center", "daddr"):
        if name in query and (found := _point(query[name], "GCJ-02", "Google")):
            return found
    return None


def _openstreetmap(parts: SplitResult, query: _Query) -> Found | None:
    if {"mlat", "mlon"} <= query.keys():
        return _point(f"{query['mlat']},{query['mlon']}", "WGS84", "OpenStreetMap")
    match = _HASH_MAP.search(parts.fragment)
    return _point(f"{match[1]},{match[2]}", "WGS84", "OpenStreetMap") if match else None


_SERVICES: tuple[tuple[str, Callable[[SplitResult, _Query], Found | None]], ...] = (
    (r"(.+\.)?amap\.com|(.+\.)?gaode\.com", _amap),
    (r"(api\.)?map\.baidu\.com|api\.map\.baidu\.com", _baidu),
    (r"(apis\.)?map\.qq\.com", _tencent),
    (r"(maps\.)?google\.[a-z.]{2,6}", _google),
    (r"openstreetmap\.org", _openstreetmap),
)


def _point(text: str, datum: Datum, service: str, lon_first: bool = False) -> Found | None:
    match = _PAIR.search(text)
    if match is None:
        return None
    lat, lon = float(match[1]), float(match[2])
    if lon_first:
        lat, lon = lon, lat
    return Found(lat, lon, datum, service) if abs(lat) <= 90 and abs(lon) <= 180 else None


# Baidu's own polynomials by bands of northing, as its map script has them: a constant and a factor for the longitude,
# seven coefficients for the latitude, and the northing that scales them.
_BANDS = (
    (
        12890594.86,
        (1.410526172116255e-8, 8.98305509648872e-6, -1.9939833816331, 200.9824383106796, -187.2403703815547,
         91.6087516669843, -23.38765649603339, 2.57121317296198, -0.03801003308653, 17337981.2),
    ),
    (
        8362377.87,
        (-7.435856389565537e-9, 8.983055097726239e-6, -0.78625201886289, 96.32687599759846, -1.85204757529826,
         -59.36935905485877, 47.40033549296737, -16.50741931063887, 2.28786674699375, 10260144.86),
    ),
    (
        5591021.0,
        (-3.030883460898826e-8, 8.98305509983578e-6, 0.30071316287616, 59.74293618442277, 7.357984074871,
         -25.38371002664745, 13.45380521110908, -3.29883767235584, 0.32710905363475, 6856817.37),
    ),
    (
        3481989.83,
        (-1.981981304930552e-8, 8.983055099779535e-6, 0.03278182852591, 40.31678527705744, 0.65659298677277,
         -4.44255534477492, 0.85341911805263, 0.12923347998204, -0.04625736007561, 4482777.06),
    ),
    (
        1678043.12,
        (3.09191371068437e-9, 8.983055096812155e-6, 6.995724062e-5, 23.10934304144901, -0.00023663490511,
         -0.6321817810242, -0.00663494467273, 0.03430082397953, -0.00466043876332, 2555164.4),
    ),
    (
        0.0,
        (2.890871144776878e-9, 8.983055095805407e-6, -3.068298e-8, 7.47137025468032, -3.53937994e-6,
         -0.02145144861037, -1.234426596e-5, 0.00010322952773, -3.23890364e-6, 826088.5),
    ),
)  # fmt: skip


def _from_baidu_metres(easting: float, northing: float) -> tuple[float, float]:
    """BD-09 degrees, latitude first, of a point in Baidu's projection north and east of zero."""
    factors = next(factors for least, factors in _BANDS if northing >= least)
    share = northing / factors[9]
    lat = sum(factor * share**power for power, factor in enumerate(factors[2:9]))
    return lat, factors[0] + factors[1] * easting

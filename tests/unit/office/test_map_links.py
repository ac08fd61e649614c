"""Positions from the links that people paste."""

import pytest

from knowledge.places.datum import from_wgs84
from web.office.map_links import Found, Unreadable, read_link

HERE = (21.27, 110.36)


@pytest.mark.parametrize(
    ("link", "found"),
    [
        ("https://uri.amap.com/marker?position=110.36,21.27&name=x", Found(*HERE, "GCJ-02", "Amap")),
        ("https://uri.amap.com/marker?position=110.36,21.27&coordinate=wgs84", Found(*HERE, "WGS84", "Amap")),
        ("https://www.amap.com/?p=B0FFG12345,21.27,110.36,%E4%B9%A6", Found(*HERE, "GCJ-02", "Amap")),
        ("https://ditu.amap.com/regeo?lng=110.36&lat=21.27&name=x", Found(*HERE, "GCJ-02", "Amap")),
        ("http://api.map.baidu.com/marker?location=21.27,110.36&output=html", Found(*HERE, "BD-09", "Baidu")),
        ("http://api.map.baidu.com/marker?location=21.27,110.36&coord_type=gcj02", Found(*HERE, "GCJ-02", "Baidu")),
        ("http://api.map.baidu.com/direction?destination=name:x|latlng:21.27,110.36", Found(*HERE, "BD-09", "Baidu")),
        ("https://apis.map.qq.com/uri/v1/marker?marker=coord:21.27,110.36;title:x", Found(*HERE, "GCJ-02", "Tencent")),
        ("https://map.qq.com/?type=marker&pointx=110.36&pointy=21.27", Found(*HERE, "GCJ-02", "Tencent")),
        ("https://google.com/maps/place/@21.2,110.3,17z/data=!3d21.27!4d110.36", Found(*HERE, "GCJ-02", "Google")),
        ("https://www.google.com/maps/@21.27,110.36,17z", Found(*HERE, "GCJ-02", "Google")),
        ("看这里 https://maps.google.cn/maps?q=21.27,110.36", Found(*HERE, "GCJ-02", "Google")),
        ("https://openstreetmap.org/?mlat=21.27&mlon=110.36#map=9/21.3/110.4", Found(*HERE, "WGS84", "OpenStreetMap")),
        ("https://www.openstreetmap.org/#map=19/21.27/110.36", Found(*HERE, "WGS84", "OpenStreetMap")),
        ("geo:21.27,110.36;u=35", Found(*HERE, "WGS84", "geo:")),
    ],
)  # fmt: skip
def test_each_service_is_read_in_its_own_datum(link: str, found: Found) -> None:
    """Order of the figures and datum are the service's; a pin goes before the middle of the view."""
    assert read_link(link) == found


def test_baidus_metres_are_degrees_again() -> None:
    """Tian'anmen as Baidu's page shows it in metres, held against its published BD-09 degrees."""
    found = read_link("https://map.baidu.com/@12958175,4825923.77,19z")
    assert found is not None
    assert (found.lat, found.lon, found.datum) == (
        pytest.approx(39.915, abs=1e-5), pytest.approx(116.404, abs=1e-5), "BD-09",
    )  # fmt: skip
    assert from_wgs84(found.lat, found.lon, "WGS84") == (found.lat, found.lon)


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        ("https://surl.amap.com/abc123", "short"),
        ("https://maps.app.goo.gl/xyz", "short"),
        ("https://j.map.baidu.com/ab/cd", "short"),
        ("https://www.amap.com/place/B0FFG12345", "pointless"),
        ("https://evil.example/?q=21.27,110.36", "pointless"),
        ("https://amap.com.evil.example/?q=21.27,110.36", "pointless"),
        ("https://maps.google.com/?q=95,200", "pointless"),
    ],
)
def test_a_link_without_a_point_says_why(link: str, reason: str) -> None:
    """Nothing is fetched and nothing guessed."""
    with pytest.raises(Unreadable) as found:
        read_link(link)
    assert found.value.reason == reason


def test_figures_are_no_link() -> None:
    assert read_link("21.27, 110.36") is None

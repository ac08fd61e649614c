"""The pocket plan: one file that needs nothing else, hides nothing, and leads each map to the right spot."""

from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from math import cos, hypot, radians
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from itinerary.exports import to_pocket
from itinerary.exports.map_links import map_links
from itinerary.exports.sketch import sketch
from knowledge.places.datum import to_wgs84
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.pack import load_pack
from knowledge.places.place import Place, Position
from knowledge.places.text import LOCALES, Locale
from tests.unit.exports.days import plan_of_a_day

IN_CHINA = Position(lat=21.27116, lon=110.35906, precision="exact", uncertainty_m=30)


@pytest.fixture(scope="module")
def town() -> Gazetteer:
    return load_pack(Path(__file__).parents[2] / "data" / "toytown").gazetteer()


@pytest.fixture
def plan() -> dict[str, Any]:
    return plan_of_a_day()


class _Page(HTMLParser):
    """The tags of a page and the text between them."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(source)
        self.text = " ".join(self.text.split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def having(self, tag: str, style: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag and style in (attrs.get("class") or "").split()]


@pytest.mark.parametrize("locale", LOCALES)
def test_it_needs_nothing_from_elsewhere(plan: dict[str, Any], town: Gazetteer, locale: Locale) -> None:
    """In flight mode it is all there: no file but itself is fetched, and no script has to run."""
    page = _Page(to_pocket(plan, locale, town))
    assert not {name for name, _ in page.tags} & {"script", "link", "img", "iframe", "object", "image", "use"}
    assert all("src" not in attrs for _, attrs in page.tags)
    assert "url(" not in page.text
    assert "@import" not in page.text


def test_what_editors_and_planners_write_stays_text(plan: dict[str, Any], town: Gazetteer) -> None:
    """A place named like a tag is shown by that name and does nothing."""
    evil = "<script>alert(1)</script>"
    castle = town.places["castle"]
    named = castle.model_copy(update={"name": dict.fromkeys(LOCALES, evil), "phone": ('12"><img src=x>34',)})
    plan["stops"][2]["name"] = evil
    page = _Page(to_pocket(plan, "en", replace(town, places={**town.places, "castle": named})))
    assert not {"script", "img", "b><"} & {name for name, _ in page.tags}
    assert page.text.count(evil) == 2
    assert "Ask <b>before</b>." in page.text
    assert "tel:1234" in [attrs.get("href") for _, attrs in page.tags]


def test_the_day_is_told_in_full(plan: dict[str, Any], town: Gazetteer) -> None:
    """Times, the way with its minutes, hours, prices and what is not known can be read."""
    text = _Page(to_pocket(plan, "en", town)).text
    for said in (
        "Wednesday, July 1, 2026", "09:00–00:30 (next day)", "3 14:00–15:30 Brick Castle",
        "Open 09:00–19:00", "€15 per person", "Taxi about 12 min · 2.3 km · €4.50 · 5 min to spare",
        "There at 14:00, 10 min to spare", "Opening hours not known", "Price not known",
        "at most 3 % more", "The facts have changed since", "Data revision another",
    ):  # fmt: skip
        assert said in text, said


def test_a_place_that_left_the_list_is_said_to(plan: dict[str, Any], town: Gazetteer) -> None:
    """An old plan still opens, and says what is no longer known."""
    fewer = {name: place for name, place in town.places.items() if name != "castle"}
    text = _Page(to_pocket(plan, "en", replace(town, places=fewer))).text
    assert "Brick Castle" in text
    assert "No longer in our list" in text


def test_estimates_look_like_estimates(plan: dict[str, Any], town: Gazetteer) -> None:
    """A circle is drawn around just those positions that are no door."""
    guessed = town.places["castle"].model_copy(
        update={"position": Position(lat=38.714, lon=-9.1335, precision="area", uncertainty_m=400)}
    )
    exact = town.places["river-park"].model_copy(
        update={"position": Position(lat=38.710, lon=-9.1335, precision="exact", uncertainty_m=30)}
    )
    page = _Page(to_pocket(plan, "en", replace(town, places={**town.places, "castle": guessed, "river-park": exact})))
    assert len(page.having("g", "mark")) == 2
    assert len(page.having("circle", "estimate")) == len(page.having("g", "guessed")) == 1
    assert len(page.having("line", "taxi")) == 1


def test_the_drawing_is_to_scale() -> None:
    """The bar measures what lies between two stops, whichever way they lie, and north is up."""
    south = Position(lat=21.27, lon=110.36, precision="exact", uncertainty_m=30)
    north = Position(lat=21.28, lon=110.37, precision="exact", uncertainty_m=30)
    drawn = sketch([south, north], [], [], "en")
    assert drawn is not None
    first, second = drawn.marks
    metres = hypot(0.01 * 111_195, 0.01 * 111_195 * cos(radians(21.27)))
    units = hypot(second.point_x - first.point_x, second.point_y - first.point_y)
    assert units * drawn.bar_metres / drawn.bar == pytest.approx(metres, rel=1e-3)
    assert second.point_y < first.point_y
    assert second.point_x > first.point_x


def test_where_the_day_begins_is_drawn_with_its_way(plan: dict[str, Any], town: Gazetteer) -> None:
    """A wish for a start gives a mark and a leg to the first stop; without one there is neither."""
    with_start = _Page(to_pocket(plan, "en", town, {"start": {"place_id": "central-station"}}))
    without = _Page(to_pocket(plan, "en", town))
    assert (len(with_start.having("g", "end")), len(with_start.having("line", "walk"))) == (1, 1)
    assert (len(without.having("g", "end")), len(without.having("line", "walk"))) == (0, 0)


def test_a_start_far_away_stands_at_the_border() -> None:
    """The stops keep their room on the map, and the way there still points to where it comes from."""
    near = [IN_CHINA, IN_CHINA.model_copy(update={"lat": 21.28})]
    far = IN_CHINA.model_copy(update={"lon": 110.9})
    drawn = sketch(near, [], [], "en", (far, None))
    assert drawn is not None
    assert drawn.ends[0].x == pytest.approx(drawn.width - 13)
    assert drawn.bar_metres < 1000


def test_water_quarters_and_streets_are_drawn_and_named(plan: dict[str, Any], town: Gazetteer) -> None:
    """What the pack knows of the district lies under the stops, softly; no name covers a stop or another name."""
    page = _Page(to_pocket(plan, "en", town))
    assert page.having("path", "quarter")
    assert page.having("path", "street")
    assert "Old town" in page.text


def test_the_code_and_the_link_lead_to_the_plan_s_page(plan: dict[str, Any], town: Gazetteer) -> None:
    page = _Page(to_pocket(plan, "en", town, link="https://guide.example/plans/p1"))
    assert len(page.having("svg", "code")) == 1
    assert "https://guide.example/plans/p1" in [attrs.get("href") for _, attrs in page.tags]


def test_numbers_on_the_map_do_not_hide_each_other() -> None:
    """Stops at the same spot stand side by side within the picture."""
    drawn = sketch([IN_CHINA] * 8, [], [], "en")
    assert drawn is not None
    spots = [(mark.x, mark.y) for mark in drawn.marks]
    assert all(hypot(a - c, b - d) > 26 for n, (a, b) in enumerate(spots) for c, d in spots[:n])
    assert all(0 < x < drawn.width and 0 < y < drawn.height for x, y in spots)


def test_a_plan_without_any_position_has_no_map() -> None:
    """Nothing is drawn where nothing is known."""
    assert sketch([None, None], [], [], "en") is None


def test_each_map_gets_the_spot_in_its_own_datum(town: Gazetteer) -> None:
    """Taken back by its datum, every link leads to within a metre of the place."""
    place = _moved(town, IN_CHINA)
    for name, (lat, lon) in _asked(map_links(place, "某市", "toytown")):
        datum = {"google": "WGS84", "baidu": "BD-09"}.get(name, "GCJ-02")
        back = to_wgs84(lat, lon, datum)  # type: ignore[arg-type]
        assert hypot(back[0] - IN_CHINA.lat, back[1] - IN_CHINA.lon) * 111_195 < 1, name


def test_a_quarter_is_looked_up_by_name_not_pinned(town: Gazetteer) -> None:
    """Where only the quarter is known, no map is given a marker."""
    place = _moved(town, IN_CHINA.model_copy(update={"precision": "area", "uncertainty_m": 500}))
    links = map_links(place, "某市", "toytown")
    assert len(links) == 4
    assert all("marker" not in link and "%E7%A7%AF%E6%9C%A8" in link for link in links.values())


def test_a_place_without_position_is_linked_nowhere(town: Gazetteer) -> None:
    """No link is better than one to a wrong spot."""
    assert map_links(town.places["castle"].model_copy(update={"position": None}), "某市", "toytown") == {}


def _moved(town: Gazetteer, position: Position) -> Place:
    return town.places["castle"].model_copy(update={"position": position})


def _asked(links: dict[str, str]) -> Iterator[tuple[str, tuple[float, float]]]:
    """Latitude and longitude that each link asks for."""
    fields = {name: dict(parse_qsl(urlsplit(link).query)) for name, link in links.items()}
    lon, lat = fields["amap"]["position"].split(",")
    yield "amap", (float(lat), float(lon))
    for name, pair in (
        ("baidu", fields["baidu"]["location"]),
        ("tencent", fields["tencent"]["marker"].split(";")[0].removeprefix("coord:")),
        ("google", fields["google"]["query"]),
    ):
        lat, lon = pair.split(",")
        yield name, (float(lat), float(lon))

"""The pages to look around in, as they are served to whoever runs no scripts."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

from knowledge.places.text import LOCALES
from tests.unit.web.doubles import Toys
from web.app import create_app
from web.looking.saying import SPOKEN, say, wording
from web.saying import wording as site_wording

NAMED = re.compile(r"""\bsay\("([a-z0-9-]+)"[,)]""")
ALL = ["/places", "/night", "/lists", "/lists/red-day", "/places/castle", "/places/castle/report"]


class Page(HTMLParser):
    """The parts of a page that tests ask for."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.source = source
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(source)
        self.text = " ".join(self.text.split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1][0] not in ("script", "style"):
            self.text += f" {data}"

    def ids(self) -> list[str]:
        return [attrs["data-id"] or "" for _, attrs in self.tags if "data-id" in attrs]

    def linked(self) -> dict[str, Any]:
        found = re.search(r'<script type="application/ld\+json">(.*?)</script>', self.source, re.S)
        assert found
        data: dict[str, Any] = json.loads(found[1])
        return data


def get(client: FlaskClient, path: str, status: int = 200) -> Page:
    answer = client.get(path, headers={"X-Guide-Now": "2026-05-05T14:00:00+01:00"})
    assert answer.status_code == status, answer.text[:300]
    return Page(answer.text)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_language_says_the_same(locale: str) -> None:
    assert wording().messages(locale) == wording().messages("en")


def test_no_sentence_is_in_two_places() -> None:
    assert not wording().messages("en") & site_wording().messages("en")


@pytest.mark.parametrize("path", ALL)
@pytest.mark.parametrize("locale", LOCALES)
def test_every_page_has_title_description_and_its_other_languages(client: FlaskClient, path: str, locale: str) -> None:
    page = get(client, f"{path}?lang={locale}")
    metas = {
        attrs.get("name") or attrs.get("property"): attrs.get("content") for tag, attrs in page.tags if tag == "meta"
    }
    assert metas["description"]
    assert metas["og:title"]
    assert metas["og:description"]
    others = [attrs["hreflang"] for tag, attrs in page.tags if tag == "link" and attrs.get("rel") == "alternate"]
    assert others == [*LOCALES, "x-default"]
    assert sum(1 for tag, _ in page.tags if tag == "h1") == 1


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("theme=seaside&kind=beach", {"marble-beach"}),
        ("status=renovating", {"tram-yard"}),
        ("kind=museum&when=now", {"clock-museum", "map-library"}),
        ("kind=museum&when=day&day=2026-05-04", {"map-library"}),
        ("indoor=1&kind=mall", {"puzzle-mall"}),
        ("free=1&theme=red", {"old-town-hall"}),
        ("q=museum", {"clock-museum", "tram-yard"}),
    ],
)
def test_filters_leave_what_fits_and_what_may_fit(client: FlaskClient, query: str, expected: set[str]) -> None:
    """The museum is closed on Mondays, 4 May among them; nobody knows the library's hours."""
    assert set(get(client, f"/places?{query}&lang=en").ids()) == expected


def test_what_nobody_knows_is_kept_apart(client: FlaskClient) -> None:
    page = get(client, "/places?kind=museum&when=now&lang=en")
    assert "One place" in page.text
    assert "Perhaps: one more, of which nobody has told us all" in page.text


def test_a_name_comes_before_what_is_about_it(client: FlaskClient, toys: Toys) -> None:
    toys.edit("river-park", aliases=("keep",))
    toys.edit("castle", name={"zh-Hans": "塔", "zh-Hant": "塔", "en": "Keep"})
    assert get(client, "/places?q=keep&lang=en").ids()[:3] == ["castle", "castle-keep", "river-park"]


def test_near_sorts_by_distance(client: FlaskClient) -> None:
    page = get(client, "/places?near=castle&lang=en")
    assert page.ids()[:2] == ["castle", "castle-keep"]
    assert "30 m away" in page.text
    assert page.ids()[-1] in {"kite-festival", "lost-fountain"}


def test_filters_that_make_no_sense_are_named_and_left_out(client: FlaskClient, toys: Toys) -> None:
    page = get(client, "/places?theme=nonsense&when=day&day=2026-13-40&near=somewhere&lang=en")
    assert "Left out, as it makes no sense: theme, day, near" in page.text
    assert len(page.ids()) == len(toys.world.gazetteer.places)


def test_the_evening_counts_by_the_hour(client: FlaskClient) -> None:
    """The night market opens at six, the mall closes at ten; what is of no use in the evening is left out."""
    early, late = get(client, "/night?lang=en&hour=21"), get(client, "/night?lang=en&hour=23")
    assert set(early.ids()) == set(late.ids()) == {"night-market", "puzzle-mall"}
    assert "21:00: 2 open, 0 with unknown hours" in early.text
    assert "23:00: 1 open, 0 with unknown hours" in late.text
    assert "Closed at 23:00" in late.text


def test_the_evening_goes_on_past_midnight(client: FlaskClient) -> None:
    assert "01:00: 1 open" in get(client, "/night?lang=en&hour=25").text


def test_unknown_hours_of_the_evening_are_shown_as_such(client: FlaskClient, toys: Toys) -> None:
    toys.edit("night-market", opening_hours=None)
    page = get(client, "/night?lang=en&hour=21")
    assert "21:00: 1 open, 1 with unknown hours" in page.text
    assert "Ask before you go." in page.text


def test_a_district_without_a_night_map_has_no_such_page(client: FlaskClient, toys: Toys) -> None:
    district = toys.world.gazetteer.district.model_copy(update={"night": None})
    object.__setattr__(toys.world.gazetteer, "district", district)
    get(client, "/night", 404)
    assert "/night?" not in client.get("/sitemap.xml").text


def test_a_list_is_a_plan_for_tomorrow_that_can_be_taken_along(client: FlaskClient, toys: Toys) -> None:
    page = get(client, "/lists/red-day?lang=en")
    assert "Wednesday, May 6, 2026" in page.text
    assert "Old Town Hall" in page.text
    plan_id = f"plan-{toys.planner.made}"
    assert f"/plans/{plan_id}?lang=en" in page.source
    assert f"/api/v1/itineraries/{plan_id}.txt" not in page.source
    assert client.get(f"/plans/{plan_id}").status_code == 200
    assert client.get(f"/plans/{plan_id}/qr.svg").content_type == "image/svg+xml; charset=utf-8"
    trip = page.linked()
    assert (trip["@type"], trip["name"]) == ("TouristTrip", "A day of revolutionary history")
    assert trip["itinerary"]["itemListElement"][0]["item"]["@type"] == "TouristAttraction"
    assert trip["itinerary"]["numberOfItems"] == len(trip["itinerary"]["itemListElement"])


def test_the_same_list_is_planned_once_for_everybody(client: FlaskClient, toys: Toys) -> None:
    get(client, "/lists/red-day?lang=en")
    made = toys.planner.made
    get(client, "/lists/red-day?lang=en")
    assert toys.planner.made == made
    toys.edit("castle", phone=("1",))
    get(client, "/lists/red-day?lang=en")
    assert toys.planner.made == made + 1


def test_a_day_that_is_no_day_is_said_to_be_none(client: FlaskClient) -> None:
    page = get(client, "/lists/red-day?lang=en&day=2020-01-01")
    assert "Please choose a day from today to 400 days ahead." in page.text
    assert "Old Town Hall" in page.text


def test_a_report_is_kept_for_the_office(make_services: Any) -> None:
    services = make_services()
    client = create_app(services).test_client()
    answer = client.post("/places/castle/report?lang=en", data={"kind": "closed", "text": "The gate is shut."})
    assert answer.status_code == 303
    assert "Thank you" in client.get(answer.headers["Location"]).text
    (report,) = services.reports.waiting()
    assert (report.place_id, report.kind, report.text, report.locale) == ("castle", "closed", "The gate is shut.", "en")


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Please choose what is different."),
        ({"kind": "nonsense"}, "Please choose what is different."),
        ({"kind": "hours", "text": "x" * 501}, "Please keep it under 500 letters."),
        ({"kind": "other", "text": " "}, "Please write what it is."),
    ],
)
def test_what_is_wrong_with_a_report_is_said_and_what_was_written_stays(
    client: FlaskClient, sent: dict[str, str], said: str
) -> None:
    answer = client.post("/places/castle/report?lang=en", data=sent)
    assert answer.status_code == 400
    assert said in answer.text
    assert sent.get("text", "").strip() in answer.text


def test_reports_in_a_flood_are_refused_kindly(client: FlaskClient) -> None:
    answers = [client.post("/places/castle/report?lang=en", data={"kind": "closed"}) for _ in range(40)]
    assert answers[-1].status_code == 429
    assert "Please try again in a minute." in answers[-1].text


def test_machines_are_told_of_a_place_what_is_known_and_no_more(client: FlaskClient, toys: Toys) -> None:
    castle = get(client, "/places/castle?lang=en").linked()
    assert castle["@context"] == "https://schema.org"
    assert castle["@type"] == "TouristAttraction"
    assert castle["geo"] == {"@type": "GeoCoordinates", "latitude": 38.714, "longitude": -9.1335}
    toys.edit("castle", position=None, ticket=None, phone=(), address=None)
    assert (
        not {"geo", "isAccessibleForFree", "telephone", "address"}
        & get(client, "/places/castle?lang=en").linked().keys()
    )


def test_the_sitemap_names_every_page_in_every_language(client: FlaskClient, toys: Toys) -> None:
    root = ElementTree.fromstring(client.get("/sitemap.xml").text)
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    paths = {
        (url.findtext(f"{space}loc") or "").removeprefix("http://localhost") for url in root.findall(f"{space}url")
    }
    expected = [
        "/",
        "/places",
        "/lists",
        "/night",
        "/lists/red-day",
        *(f"/places/{one}" for one in toys.world.gazetteer.places),
    ]
    assert paths == {f"{path}?lang={locale}" for path in expected for locale in LOCALES}
    for path in ["/", "/places", "/lists", "/night", "/lists/red-day"]:
        assert client.get(f"{path}?lang=en").status_code == 200


@pytest.mark.parametrize("path", ["/lists/none", "/places/none", "/places/none/report", "/plans/none/qr.svg"])
def test_what_does_not_exist_is_a_page_that_says_so(client: FlaskClient, path: str) -> None:
    get(client, path, 404)


def test_the_atlas_holds_what_the_map_draws(client: FlaskClient) -> None:
    atlas = client.get("/atlas.json").get_json()
    assert {shape["sort"] for shape in atlas["shapes"]} == {"water", "quarter", "street"}
    assert all(len(shape["spots"]) >= 2 and shape["soft_m"] >= 0 for shape in atlas["shapes"])


def test_every_message_that_these_pages_name_exists() -> None:
    folder = Path(__file__).parents[3] / "web" / "templates" / "looking"
    for template in folder.glob("*.html"):
        for name in NAMED.findall(template.read_text("utf-8")):
            assert name in wording().messages("en") | site_wording().messages("en"), (template.name, name)
    assert say("en", "look-indoor") == "Indoors"


@pytest.mark.parametrize("script", ["looking.js", "night.js"])
def test_the_scripts_of_these_pages_are_given_their_words(script: str) -> None:
    source = (Path(__file__).parents[3] / "web" / "static" / script).read_text("utf-8")
    assert set(NAMED.findall(source)) <= {*SPOKEN, *site_wording().messages("en")}


def test_only_the_plain_list_is_for_search_engines(client: FlaskClient) -> None:
    """The same places under other filters would be found again and again."""
    assert "noindex" not in get(client, "/places?lang=en").source
    assert 'content="noindex, follow"' in get(client, "/places?lang=en&theme=red").source


def test_a_shared_page_shows_itself_with_name_and_picture(client: FlaskClient) -> None:
    page = get(client, "/lists?lang=zh-Hant")
    told = {attrs["property"]: attrs["content"] for tag, attrs in page.tags if tag == "meta" and "property" in attrs}
    assert told["og:locale"] == "zh_HK"
    assert told["og:url"] == "http://localhost/lists?lang=zh-Hant"
    picture = (told["og:image"] or "").removeprefix("http://localhost")
    assert client.get(picture).content_type == "image/png"

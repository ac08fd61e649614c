import pytest
from flask.testing import FlaskClient

from knowledge.places.place import Provenance
from tests.unit.web.conftest import faults
from tests.unit.web.doubles import Toys

PLACES = "/api/v1/places"
FIELDS = {
    "id", "name", "names", "aliases", "kind", "themes", "status", "status_as_of", "location", "address",
    "opening_hours", "last_entry", "part_of", "ticket", "visit_minutes", "indoor", "summary", "facts", "provenance",
}  # fmt: skip


def ids(client: FlaskClient, query: str) -> list[str]:
    answer = client.get(f"{PLACES}?{query}")
    assert answer.status_code == 200, answer.text
    return [place["id"] for place in answer.get_json()["places"]]


def test_without_filters_all_places_are_listed_with_all_fields(client: FlaskClient, toys: Toys) -> None:
    document = client.get(PLACES).get_json()
    assert document["total"] == len(document["places"]) == len(toys.world.gazetteer.places)
    assert all(place.keys() >= FIELDS for place in document["places"])


@pytest.mark.parametrize(("locale", "name"), [("zh-Hans", "积木城堡"), ("zh-Hant", "積木城堡"), ("en", "Brick Castle")])
def test_a_place_speaks_the_locale_asked_for(client: FlaskClient, locale: str, name: str) -> None:
    place = client.get(f"{PLACES}/castle?locale={locale}").get_json()
    assert place["name"] == place["names"][locale] == name


def test_a_place_is_told_as_the_contract_says(client: FlaskClient) -> None:
    place = client.get(f"{PLACES}/castle?locale=en").get_json()
    assert place["location"] == {"lat": 38.714, "lon": -9.1335, "precision": "exact", "uncertainty_m": 30}
    assert place["last_entry"] == "18:00"
    assert place["status_as_of"] == place["provenance"]["status"]["as_of"]
    assert place["ticket"]["adult"] == 15.0
    assert set(place["visit_minutes"]) == {"min", "typical", "max"}


def test_the_last_of_several_last_entries_is_told(client: FlaskClient, toys: Toys) -> None:
    toys.edit("castle", last_entry=("11:30", "17:00"))
    assert client.get(f"{PLACES}/castle").get_json()["last_entry"] == "17:00"


def test_what_is_unknown_is_null(client: FlaskClient, toys: Toys) -> None:
    toys.edit("castle", position=None, ticket=None, opening_hours=None, last_entry=(), visit_minutes=None)
    place = client.get(f"{PLACES}/castle").get_json()
    unknown = ("location", "ticket", "opening_hours", "last_entry", "visit_minutes")
    assert [place[name] for name in unknown] == [None] * len(unknown)


def test_the_origin_of_a_position_is_told_under_its_name_in_the_interface(client: FlaskClient, toys: Toys) -> None:
    origin = Provenance(source="a map", as_of="2026", confidence="good")
    toys.edit("castle", provenance={"status": origin, "position": origin})
    assert client.get(f"{PLACES}/castle").get_json()["provenance"].keys() == {"status", "location"}


def test_an_unknown_place_is_a_problem(client: FlaskClient) -> None:
    assert "id" in faults(client.get(f"{PLACES}/atlantis"), 404)


@pytest.mark.parametrize("words", ["castle", "CASTLE", "积木城", "積木城", "brickcastle", "jimu cheng"])
def test_words_find_part_of_a_name_in_any_script_and_case(client: FlaskClient, words: str) -> None:
    assert "castle" in ids(client, f"q={words}")


def test_filters_narrow_together(client: FlaskClient, toys: Toys) -> None:
    fitting = {
        place.id
        for place in toys.world.gazetteer.places.values()
        if place.kind == "museum" and "family" in place.themes and place.status == "open"
    }
    assert set(ids(client, "kind=museum&theme=family&status=open")) == fitting != set()


def test_near_sorts_by_distance_and_puts_places_without_position_last(client: FlaskClient) -> None:
    places = client.get(f"{PLACES}?near=38.714,-9.1335").get_json()["places"]
    distances = [place["distance"] for place in places]
    known = [distance for distance in distances if distance is not None]
    assert places[0]["id"] == "castle"
    assert known == sorted(known)
    assert distances[len(known) :] == [None] * (len(places) - len(known))
    assert all((place["location"] is None) == (place["distance"] is None) for place in places)


@pytest.mark.parametrize(
    ("instant", "open_"),
    [
        ("2026-05-04T10:00:00%2B01:00", True),
        ("2026-05-04T10:00:00+01:00", True),
        ("2026-05-04T09:00:00Z", True),
        ("2026-05-04T20:00:00%2B01:00", False),
        ("2026-05-04T20:00:00%2B08:00", True),
    ],
)
def test_open_at_takes_an_instant_of_any_offset(client: FlaskClient, instant: str, open_: bool) -> None:
    assert ("castle" in ids(client, f"open_at={instant}")) == open_


def test_open_at_leaves_out_unknown_hours_and_places_that_do_not_trade(client: FlaskClient, toys: Toys) -> None:
    toys.edit("castle", opening_hours=None)
    toys.edit("arcade-lane", status="renovating")
    found = ids(client, "open_at=2026-05-04T10:00:00%2B01:00")
    assert "castle" not in found
    assert "arcade-lane" not in found


def test_pages_are_cut_from_the_whole_and_the_total_stays(client: FlaskClient) -> None:
    whole = ids(client, "")
    assert ids(client, "limit=5&offset=3") == whole[3:8]
    assert client.get(f"{PLACES}?limit=5&offset=3").get_json()["total"] == len(whole)
    assert ids(client, "offset=9999") == []


def test_empty_parameters_count_as_absent(client: FlaskClient) -> None:
    assert ids(client, "q=&theme=&kind=&status=&near=&open_at=&locale=&limit=&offset=") == ids(client, "")


def test_every_faulty_parameter_is_named(client: FlaskClient) -> None:
    query = "q=%00&theme=space&kind=moon&status=ajar&near=95,0&open_at=2026-05-01T09:00:00&locale=fr&limit=0&offset=-1"
    names = {"q", "theme", "kind", "status", "near", "open_at", "locale", "limit", "offset"}
    assert faults(client.get(f"{PLACES}?{query}")).keys() == names


@pytest.mark.parametrize("near", ["1", "1,2,3", "nan,0", "x,y", "0,181", "1;2", ","])
def test_what_is_no_point_is_refused(client: FlaskClient, near: str) -> None:
    assert faults(client.get(f"{PLACES}?near={near}")).keys() == {"near"}


def test_an_unchanged_answer_is_not_sent_again_and_an_edit_is_seen_at_once(client: FlaskClient, toys: Toys) -> None:
    first = client.get(f"{PLACES}/castle")
    tag = {"If-None-Match": first.headers["ETag"]}
    assert client.get(f"{PLACES}/castle", headers=tag).status_code == 304
    toys.edit("castle", status="closed")
    changed = client.get(f"{PLACES}/castle", headers=tag)
    assert changed.status_code == 200
    assert changed.get_json()["status"] == "closed"


def test_search_answers_hits_and_nothing_when_nothing_fits(client: FlaskClient) -> None:
    hits = client.get("/api/v1/search?q=castle&locale=en").get_json()["hits"]
    assert hits[0].keys() == {"place_id", "name", "score", "passage", "locale"}
    assert client.get("/api/v1/search?q=zeppelin&locale=en").get_json() == {"hits": []}


@pytest.mark.parametrize("query", ["", "q=", "q=%20", f"q={'a' * 501}", "q=a%00"])
def test_search_without_sound_words_is_refused(client: FlaskClient, query: str) -> None:
    assert faults(client.get(f"/api/v1/search?{query}")).keys() == {"q"}


def test_health_is_degraded_while_the_assistant_is_away(client: FlaskClient, toys: Toys) -> None:
    revision = toys.world.gazetteer.revision
    state = {"status": "ok", "bot": "ok", "data_revision": revision, "index_revision": "toy-index"}
    toys.assistant.away = True
    answer = client.get("/api/v1/health")
    assert answer.status_code == 200
    assert answer.get_json() == {**state, "status": "degraded", "bot": "down"}


def test_a_name_that_is_all_of_what_was_asked_comes_first(client: FlaskClient, toys: Toys) -> None:
    toys.edit("river-park", aliases=("castle meadow",))
    toys.edit("clock-museum", name={"zh-Hans": "塔", "zh-Hant": "塔", "en": "Castle"})
    assert ids(client, "q=castle")[0] == "clock-museum"
    assert ids(client, "q=castle")[-1] == "river-park"


@pytest.mark.parametrize(("words", "locale"), [("castle", "en"), ("城堡", "zh-Hans"), ("積木", "zh-Hant")])
def test_a_search_without_a_language_is_answered_in_that_of_its_words(
    client: FlaskClient, toys: Toys, words: str, locale: str
) -> None:
    text = dict.fromkeys(("zh-Hans", "zh-Hant", "en"), f"all about {words}")
    toys.edit("castle", summary=text)
    client.application.extensions["guide"].search.follow(toys.world.gazetteer)
    hits = client.get(f"/api/v1/search?q={words}").get_json()["hits"]
    assert {hit["locale"] for hit in hits} == {locale}

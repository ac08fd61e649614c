"""An edit's way from the form to the visitors, by HTTP."""

from collections.abc import Callable
from datetime import timedelta
from html import unescape

from flask import Flask

from knowledge.store.documents import place_key
from tests.unit.office.conftest import Desk, field
from tests.unit.web.doubles import Toys
from web.office.office import Office

DeskOf = Callable[[str | None], Desk]
HOURS = "Mo-Su 10:00-20:00"


def entry(office: Office, place_id: str = "castle"):  # type: ignore[no-untyped-def]
    return office.store.entry(place_key(place_id))


def save(desk: Desk, office: Office, place_id: str = "castle", **fields: str):  # type: ignore[no-untyped-def]
    base = str(entry(office, place_id).base)
    return desk.post(f"/places/{place_id}", **{"base": base, "action": "save", "why": "Called them", **fields})


def submit(desk: Desk, office: Office, place_id: str = "castle") -> None:
    number = str(entry(office, place_id).draft.number)
    assert desk.post(f"/places/{place_id}/submit", number=number).status_code == 303


def publish(desk: Desk, office: Office, place_id: str = "castle"):  # type: ignore[no-untyped-def]
    return desk.post(f"/places/{place_id}/publish", number=str(entry(office, place_id).draft.number))


def hours_of_visitors(app: Flask, place_id: str = "castle") -> str:
    answer = app.test_client().get(f"/api/v1/places/{place_id}")
    return str(answer.get_json()["opening_hours"])


def test_an_edit_that_a_second_person_publishes_is_live(app: Flask, office: Office, desk_of: DeskOf) -> None:
    """Draft and review change nothing for visitors; publication does at once, and its history tells who and why."""
    ed, rita = desk_of("ed"), desk_of("rita")
    before = hours_of_visitors(app)
    assert save(ed, office, opening_hours=HOURS).status_code == 303
    submit(ed, office)
    assert hours_of_visitors(app) == before
    review = rita.get("/places/castle/review").text
    assert before in review
    assert HOURS in review
    assert publish(rita, office).status_code == 303
    assert HOURS in hours_of_visitors(app)
    history = rita.get("/places/castle/history").text
    assert "Called them" in history
    assert "ed" in history


def test_nobody_publishes_what_they_wrote(app: Flask, office: Office, desk_of: DeskOf) -> None:
    """The second person is a person: a reviewer's own draft stays in review."""
    rita = desk_of("rita")
    save(rita, office, opening_hours=HOURS)
    submit(rita, office)
    assert publish(rita, office).status_code == 409
    assert HOURS not in hours_of_visitors(app)


def test_the_second_person_can_be_switched_off(make_app: Callable[..., Flask]) -> None:
    """An office of one must be able to work."""
    app = make_app(GUIDE_OFFICE_SECOND_PERSON="off")
    office: Office = app.extensions["office"]
    office.accounts.add("solo", "reviewer", "two tin kettles", who="test")
    solo = Desk(app.test_client())
    solo.sign_in("solo", "two tin kettles")
    save(solo, office, opening_hours=HOURS)
    submit(solo, office)
    assert publish(solo, office).status_code == 303
    assert HOURS in hours_of_visitors(app)


def test_an_undo_brings_back_what_visitors_met(app: Flask, office: Office, desk_of: DeskOf) -> None:
    """One click takes a published mistake back, and the history keeps it."""
    ed, rita = desk_of("ed"), desk_of("rita")
    before = hours_of_visitors(app)
    save(ed, office, opening_hours=HOURS)
    submit(ed, office)
    publish(rita, office)
    number = office.store.revision()
    assert rita.post(f"/changes/{number}/undo", why="They called back").status_code == 303
    assert hours_of_visitors(app) == before


def test_who_was_overtaken_sees_both_versions_and_chooses(office: Office, desk_of: DeskOf) -> None:
    """Nothing is overwritten in silence: 409 with both sides; what only one side changed is brought together."""
    ed, rita = desk_of("ed"), desk_of("rita")
    base = str(entry(office).base)
    save(rita, office, opening_hours="Mo-Su 08:00-19:00", phone="123")
    mine = ed.post(
        "/places/castle", base=base, action="save", why="x", opening_hours=HOURS, summary__en="My words.",
        **{"summary__zh-Hans": "我的话。", "summary__zh-Hant": "我的話。"},
    )  # fmt: skip
    assert mine.status_code == 409
    assert HOURS in mine.text
    assert "Mo-Su 08:00-19:00" in mine.text
    assert "opening_hours" not in str(entry(office).draft.document["summary"])

    sent = {name: unescape(field(mine.text, name)) for name in ("base", "theirs", "begun", "mine")}
    chosen = ed.post("/places/castle/merge", **sent, **{"choice.opening_hours": "theirs"}, why="Theirs is newer")
    # The telephone has nobody who says so, as before; so the draft is kept with that fault.
    assert chosen.status_code == 200
    document = entry(office).draft.document
    assert document["opening_hours"] == "Mo-Su 08:00-19:00"
    assert document["summary"]["en"] == "My words."
    assert document["phone"] == ["123"]


def test_an_unfinished_draft_is_kept_but_not_submitted(office: Office, desk_of: DeskOf) -> None:
    """Work isn't lost for a fault; the fault is told in its place and stops the draft before the review."""
    ed = desk_of("ed")
    page = save(ed, office, opening_hours="Mo-Su 10:00-")
    assert page.status_code == 200
    assert 'href="#opening_hours"' in page.text
    assert entry(office).draft.document["opening_hours"] == "Mo-Su 10:00-"
    number = str(entry(office).draft.number)
    assert ed.post("/places/castle/submit", number=number).status_code == 422
    assert entry(office).draft.state == "draft"


def test_an_edit_says_why(office: Office, desk_of: DeskOf) -> None:
    """Who looks at the history later wants to know the reason; what was typed stays on the page."""
    page = save(desk_of("ed"), office, opening_hours=HOURS, why=" ")
    assert page.status_code == 422
    assert field(page.text, "opening_hours") == HOURS
    assert entry(office).draft is None


def test_a_new_place_begins_as_a_draft(office: Office, desk_of: DeskOf) -> None:
    """A place is begun with a name; visitors don't meet it; an id that is taken is refused."""
    ed = desk_of("ed")
    assert ed.post("/new", id="wind-mill", name="风车", kind="museum").status_code == 303
    assert entry(office, "wind-mill").live is None
    assert ed.get("/places/wind-mill").status_code == 200
    assert ed.post("/new", id="castle", name="城", kind="museum").status_code == 422
    assert ed.post("/new", id="../castle", name="城", kind="museum").status_code == 422


def test_hours_are_previewed_without_being_saved(office: Office, desk_of: DeskOf, toys: Toys) -> None:
    """The curator sees the next three months as visitors will be told them, and nothing is kept."""
    ed = desk_of("ed")
    page = ed.post("/places/castle", action="preview", base="1", opening_hours="Mo-Su 11:00-12:30")
    today = toys.clock.now.date()
    end = (today.replace(day=1) + timedelta(days=100)).replace(day=1)
    while (end - timedelta(days=1)).month != (today.month + 1) % 12 + 1:
        end = (end - timedelta(days=1)).replace(day=1)
    assert page.text.count("11:00–<wbr>12:30") == (end - today).days
    assert entry(office).draft is None


def test_traditional_texts_are_offered_and_never_replaced(office: Office, desk_of: DeskOf) -> None:
    """The conversion fills what is empty and leaves what somebody wrote."""
    fields = {
        "name__zh-Hans": "红旧书馆", "name__zh-Hant": "", "name__en": "Red",
        "summary__zh-Hans": "书很多。", "summary__zh-Hant": "手寫的。", "summary__en": "Books.",
    }  # fmt: skip
    page = desk_of("ed").post("/places/castle", action="convert", base="1", **fields)
    assert field(page.text, "name.zh-Hant") == "紅舊書館"
    assert "手寫的。" in page.text
    assert entry(office).draft is None


def test_a_list_can_be_searched_filtered_and_turned(office: Office, desk_of: DeskOf) -> None:
    """Whoever looks for a place finds it by any of its names or by its state."""
    ed = desk_of("ed")
    save(ed, office, opening_hours=HOURS)
    assert "/office/places/castle" in ed.get("/places?state=draft").text
    assert "/office/places/old-mill" not in ed.get("/places?state=draft").text
    assert "/office/places/castle" in ed.get("/places?q=積木城堡").text
    assert ed.get("/places?page=99&state=nonsense").status_code == 200


def test_what_is_retired_leaves_the_visitors(app: Flask, office: Office, desk_of: DeskOf) -> None:
    """Retiring takes a place away at once; it stays in the office's list."""
    rita = desk_of("rita")
    number = str(entry(office, "lost-fountain").live.number)
    assert rita.post("/places/lost-fountain/retire", number=number, why="Gone").status_code == 303
    assert app.test_client().get("/api/v1/places/lost-fountain").status_code == 404
    assert "/office/places/lost-fountain" in rita.get("/places?state=retired").text


def test_a_draft_returned_or_given_up_is_out_of_the_review(office: Office, desk_of: DeskOf) -> None:
    """A reviewer gives a draft back with a reason, and its author can give it up."""
    ed, rita = desk_of("ed"), desk_of("rita")
    save(ed, office, opening_hours=HOURS)
    submit(ed, office)
    rita.post("/places/castle/return", number=str(entry(office).draft.number), why="Which source?")
    assert entry(office).draft.state == "draft"
    ed.post("/places/castle/withdraw", number=str(entry(office).draft.number), why="None")
    assert entry(office).draft is None

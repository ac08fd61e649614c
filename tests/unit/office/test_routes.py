"""Curated days and plans that were given out are watched, mended and tried before a closure."""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from itinerary.plan import Conflicted, plan_day, repair, why_not
from itinerary.request import read_request
from itinerary.verify import verify
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.pack import load_pack
from tests.unit.office.conftest import Desk
from tests.unit.web.doubles import TOYTOWN
from web.office.gaps import first_days, gaps, months_of_checks, unannounced
from web.office.health import RouteHealth
from web.office.office import Office
from web.office.routes import AHEAD, Cause, Inspector, ListHealth, closed_for
from web.office.watch import Watch
from web.planner import Engine
from web.records import open_records
from web.shelf import PlanShelf

DeskOf = Callable[[str | None], Desk]
REAL = Engine(read_request, plan_day, why_not, repair, verify, Conflicted)
MUST = "old-town-hall"
NOW = datetime(2026, 4, 21, 20, tzinfo=UTC)
"""A Tuesday evening."""


def never() -> bool:
    """Nothing else is asked for."""
    return False


@pytest.fixture(scope="module")
def town() -> Gazetteer:
    return load_pack(TOYTOWN).gazetteer()


@pytest.fixture
def health(tmp_path: Path) -> RouteHealth:
    records = open_records(f"sqlite:///{tmp_path / 'records.sqlite'}")
    return RouteHealth(REAL, nullcontext, PlanShelf(records))


def changed(town: Gazetteer, place_id: str, **fields: Any) -> Gazetteer:
    place = town.places[place_id].model_copy(update=fields)
    return replace(town, places={**town.places, place_id: place}, revision=f"{town.revision}+")


def examined(gazetteer: Gazetteer) -> ListHealth:
    inspector = Inspector(REAL, nullcontext)
    return next(one for one in inspector.lists(gazetteer, NOW) if MUST in str(one.causes) or not one.causes)


def test_a_sound_day_works_on_the_next_days(town: Gazetteer) -> None:
    """Each of the days ahead is planned; one on which a place has its day off is told without alarm."""
    for one in Inspector(REAL, nullcontext).lists(town, NOW):
        assert len(one.days) == AHEAD
        assert not one.broken
        assert {cause.kind for cause in one.causes} <= {"shut"}


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"status": "closed"}, "status"),
        ({"position": None}, "position"),
        ({"visit_minutes": None}, "minutes"),
        ({"opening_hours": "Mo-Su 02:00-02:30", "last_entry": ()}, "together"),
        ({"opening_hours": "Mo-Su off", "last_entry": ()}, "shut"),
    ],
)
def test_what_breaks_a_day_is_named_with_a_repair_that_works(town: Gazetteer, fields: Any, kind: str) -> None:
    """The cause by its place, and another day that the planner has proven on the same dates."""
    ill = changed(town, MUST, **fields)
    inspector = Inspector(REAL, nullcontext)
    (one,) = [one for one in inspector.lists(ill, NOW) if one.broken]
    assert Cause(kind, MUST) in one.causes  # type: ignore[arg-type]
    assert one.repair is not None
    assert MUST not in one.repair.must_visit
    wish = next(wish for wish in ill.district.lists if wish.id == one.id)
    mended = wish.model_copy(update={"must_visit": one.repair.must_visit})
    assert not any(inspector.causes(mended, ill, day, NOW) for day, _ in one.days)


def test_what_was_found_out_is_not_planned_again(town: Gazetteer) -> None:
    """An edit of another place costs no planning; one of a place of the day does."""
    planned: list[object] = []

    def counted(*given: Any, **more: Any) -> Any:
        planned.append(given)
        return plan_day(*given, **more)

    inspector = Inspector(replace(REAL, plan_day=counted), nullcontext)
    list(inspector.lists(town, NOW))
    first = len(planned)
    assert first
    list(inspector.lists(changed(town, "night-market", opening_hours="Mo-Su 19:00-23:00"), NOW))
    assert len(planned) == first
    list(inspector.lists(changed(town, MUST, opening_hours="Mo-Su 10:00-17:00", last_entry=()), NOW))
    assert len(planned) > first


def kept_plan(health: RouteHealth, town: Gazetteer, must: str = MUST) -> str:
    """A plan for tomorrow, given out and on the shelf."""
    request = read_request({"date": "2026-04-22", "must_visit": [must], "seed": 1}, town, date(2026, 4, 21))
    (made,) = plan_day(request, town, NOW).itineraries
    health._shelf.keep(made.model_dump(mode="json", by_alias=True), request.as_json())
    return made.id


def test_a_plan_that_a_change_breaks_is_mended_in_one_step(health: RouteHealth, town: Gazetteer) -> None:
    """It is listed with the rule and the place, its mended self passes the verifier, and it is asked for once."""
    plan_id = kept_plan(health, town)
    health.work(town, NOW, never)
    assert health.found is not None
    assert health.found.plans == ()
    ill = changed(town, MUST, status="closed")
    health.work(ill, NOW, never)
    (broken,) = health.found.plans
    assert (broken.id, broken.places) == (plan_id, (MUST,))
    assert "status" in broken.codes
    assert broken.repaired is not None
    assert MUST not in [stop["place_id"] for stop in broken.repaired["stops"]]
    assert verify(broken.repaired, None, ill).valid
    successor = health.keep(broken, "ed", NOW)
    assert health._shelf.get(successor) is not None
    assert health._shelf.successor(plan_id) == successor
    assert health._shelf.successor(successor) is None
    assert health.found.plans == ()
    health.work(replace(ill, revision="later"), NOW, never)
    assert health.found.plans == ()


def test_a_plan_of_yesterday_is_nobodys_concern(health: RouteHealth, town: Gazetteer) -> None:
    kept_plan(health, town)
    health.work(changed(town, MUST, status="closed"), NOW + timedelta(days=2), never)
    assert health.found is not None
    assert health.found.plans == ()


def test_a_closure_is_tried_before_it_happens(health: RouteHealth, town: Gazetteer) -> None:
    """Only what works now and would not is told, and the facts stay as they are."""
    plan_id = kept_plan(health, town)
    days = [date(2026, 4, 22) + timedelta(days=n) for n in range(3)]
    lists, plans = health.what_if(town, [MUST], days, NOW)
    assert [one.broken for one in lists] == [True]
    assert [day for day, _ in lists[0].days] == days
    assert [one.id for one in plans] == [plan_id]
    assert health.what_if(town, ["far-lighthouse"], days, NOW) == ((), ())
    assert health.what_if(town, [MUST], [date(2026, 5, 22)], NOW)[1] == ()
    assert closed_for(town, [MUST]).places[MUST].status == "closed"
    assert town.places[MUST].status == "open"


def test_the_watch_does_each_task_once_a_change(town: Gazetteer) -> None:
    """After a change, on a new day, when told to; a task that fails keeps no other from being done."""

    class World:
        now = NOW
        gazetteer = town

        def current(self) -> Gazetteer:
            return self.gazetteer

    class Task:
        def __init__(self, name: str, *, fails: bool = False) -> None:
            self.name, self.fails, self.done = name, fails, 0

        def made_of(self, gazetteer: Gazetteer, today: date) -> object:
            return gazetteer.revision, today

        def work(self, *_: object) -> None:
            self.done += 1
            if self.fails:
                raise RuntimeError("broken")

    world, bad, good = World(), Task("bad", fails=True), Task("good")
    watch = Watch(world, lambda: world.now, (bad, good))
    watch.look()
    watch.look()
    assert (bad.done, good.done) == (1, 1)
    world.now += timedelta(days=1)
    watch.look()
    world.gazetteer = changed(town, MUST, status="closed")
    watch.look()
    watch.forget("good")
    watch.look()
    assert (bad.done, good.done) == (3, 4)


def test_a_place_of_a_curated_day_can_close_and_the_day_is_mended(office: Office, desk_of: DeskOf) -> None:
    """Closing is not held up; the page lists what broke, and one click puts the repair before a reviewer."""
    ed, rita = desk_of("ed"), desk_of("rita")
    assert "…" in ed.get("/").text
    entry = office.store.entry(f"place:{MUST}")
    closed = {**entry.live.document, "status": "closed"}  # type: ignore[union-attr]
    draft = office.store.save_draft(f"place:{MUST}", closed, base=entry.base, who="ed", why="Shut for good")
    office.store.submit({draft.key: draft.number}, who="ed", why="x")
    number = office.store.entry(draft.key).draft.number  # type: ignore[union-attr]
    assert rita.post(f"/places/{MUST}/publish", number=str(number)).status_code == 303
    office.watch.look()
    verdict = office.routes.found
    assert verdict is not None
    (broken,) = [one for one in verdict.lists if one.broken]
    page = ed.get("/routes?lang=en").text
    assert "is not open" in page
    assert ed.post(f"/routes/lists/{broken.id}/repair").status_code == 303
    waiting = office.store.entry("district").draft
    assert waiting is not None
    assert waiting.state == "review"
    assert ed.post("/places/@district/publish", number=str(waiting.number)).status_code == 403
    assert rita.post("/places/@district/publish", number=str(waiting.number)).status_code == 303
    office.watch.look()
    assert office.routes.found is not None
    assert not any(one.broken for one in office.routes.found.lists)
    assert ed.post(f"/routes/lists/{broken.id}/repair").status_code == 404


def test_the_question_what_if_is_asked_by_street(office: Office, desk_of: DeskOf) -> None:
    """A street's places are found by name and address; wrong dates are named, nothing is changed."""
    ed, before = desk_of("ed"), office.store.revision()
    assert f'value="{MUST}"' in ed.get("/what-if?lang=en&street=old+town+hall").text
    first = (office.watch._clock() + timedelta(days=2)).date().isoformat()
    answer = ed.get(f"/what-if?place={MUST}&from={first}&days=3")
    assert answer.status_code == 200
    assert "✗" in answer.text
    for wrong in ("from=soon", "from=1999-01-01", "days=99", "days=x"):
        assert ed.get(f"/what-if?place={MUST}&{wrong}").status_code == 422, wrong
    assert office.store.revision() == before


def test_visitors_reports_lead_to_the_form_and_are_settled(app: Any, office: Office, desk_of: DeskOf) -> None:
    """Reports of one kind are one row with their count; what came in later stays."""
    ed, visitor = desk_of("ed"), app.test_client()
    for text in ("Locked <b>up</b>", ""):
        visitor.post("/api/v1/reports", json={"place_id": "castle", "kind": "closed", "text": text, "locale": "en"})
    page = ed.get("/?lang=en").text
    assert 'href="/office/places/castle#status"' in page
    assert "Locked &lt;b&gt;up&lt;/b&gt;" in page
    last = str(office.reports.waiting()[0].id)
    visitor.post("/api/v1/reports", json={"place_id": "castle", "kind": "closed", "text": "Still shut"})
    assert ed.post("/reports/settle", place="castle", kind="closed", last=last).status_code == 303
    assert [one.text for one in office.reports.waiting()] == ["Still shut"]
    assert ed.post("/reports/settle", place="castle", kind="rude", last=last).status_code == 400


def test_holidays_ahead_are_named_where_hours_are_silent(town: Gazetteer) -> None:
    """A place whose hours say nothing of public holidays is a gap when one comes soon, and only then."""
    feast = min(day for day in town.calendar.holidays if day.year == 2026)
    eve = feast - timedelta(days=3)
    silent = changed(
        changed(town, "castle", opening_hours="Mo-Su 09:00-17:00"), MUST, opening_hours="Mo-Su 9:00-17:00; PH off"
    )
    found = {gap.place.id: gap.detail for gap in gaps(silent, eve)["holiday"]}
    assert feast.isoformat() in found["castle"]
    assert MUST not in found
    quiet = replace(silent, calendar=replace(silent.calendar, holidays={}))
    assert gaps(quiet, eve)["holiday"] == ()
    assert first_days(quiet, eve) == []
    last = max(town.calendar.years)
    assert unannounced(town, date(last, 12, 20)) == last + 1
    assert unannounced(town, date(last, 3, 1)) is None
    said = town.places["castle"].provenance["ticket"].model_copy(update={"check_by": "2026-01-05"})
    late = changed(town, "castle", provenance={"ticket": said})
    assert dict(months_of_checks(late, date(2026, 4, 21)))["2026-04"] >= 1


def test_an_edit_in_the_middle_begins_anew(health: RouteHealth, town: Gazetteer) -> None:
    """A verdict on facts that are no longer the newest is not told."""
    health.work(town, NOW, lambda: True)
    assert health.found is None


def test_a_plan_that_never_met_its_wishes_is_not_called_broken(health: RouteHealth, town: Gazetteer) -> None:
    """The best part of a day that could not be had whole was given out knowingly."""
    plan_id = kept_plan(health, town)
    kept = health._shelf.get(plan_id)
    assert kept is not None
    partial = {**kept.itinerary, "id": "partial"}
    health._shelf.keep(partial, {**kept.request, "must_visit": [MUST, "far-lighthouse"], "include_outside": True})
    health.work(replace(town, revision="later"), NOW, never)
    assert health.found is not None
    assert health.found.plans == ()

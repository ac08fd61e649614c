import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from knowledge.places.faults import Faults
from knowledge.store.documents import DISTRICT, SOURCES, place_key
from knowledge.store.history import Conflict, Edit, Missing, NotNow, SecondPersonNeeded
from knowledge.store.store import Store
from tests.unit.store.edits import draft, edited, publish

CASTLE = place_key("castle")


def test_a_draft_changes_nothing_for_visitors(store: Store) -> None:
    """What is worked on lies beside what is published."""
    before = store.gazetteer()
    number = draft(store, "castle", aliases=["The Rock"])
    entry = store.entry(CASTLE)
    assert store.gazetteer() is before
    assert entry.draft is not None
    assert (entry.base, entry.draft.state, entry.draft.document["aliases"]) == (number, "draft", ["The Rock"])


def test_the_way_of_an_edit(store: Store) -> None:
    """Draft, review, publication: each step is told with who, when and why, and what it changed."""
    number = draft(store, "castle", aliases=["The Rock"])
    store.submit({CASTLE: number}, who="ann", why="Please look")
    review = store.entry(CASTLE).draft
    assert review is not None
    change = store.publish({CASTLE: review.number}, who="bob", why="Looks right")
    assert store.gazetteer().places["castle"].aliases == ("The Rock",)
    assert store.entry(CASTLE).draft is None
    steps = store.history(CASTLE)
    assert [(step.version.state, step.version.change.who) for step in steps] == [
        ("published", "bob"), ("review", "ann"), ("draft", "ann"), ("published", "pack"),
    ]  # fmt: skip
    newest = steps[0]
    assert newest.version.change.number == change == store.revision()
    assert newest.version.change.why == "Looks right"
    assert [(one.path, one.after) for one in newest.differences] == [("aliases", ["The Rock"])]


def test_the_clock_is_given(open_store: Callable[..., Store], store: Store) -> None:
    """When a change was made is told in UTC, by the clock that was handed in."""
    moment = datetime(2026, 5, 1, 8, tzinfo=UTC)
    other = open_store(clock=lambda: moment)
    draft(other, "castle", aliases=["The Rock"])
    assert store.changes()[0].moment == moment


def test_nobody_publishes_what_they_wrote(store: Store) -> None:
    """The two-person rule: submitted by one, published by another; somebody else's submitting doesn't help."""
    number = draft(store, "castle", who="ann", aliases=["The Rock"])
    with pytest.raises(SecondPersonNeeded):
        store.publish({CASTLE: number}, who="bob", why="Quick")
    store.submit({CASTLE: number}, who="bob", why="Please look")
    review = store.entry(CASTLE).base
    with pytest.raises(SecondPersonNeeded):
        store.publish({CASTLE: review}, who="ann", why="Mine")
    store.publish({CASTLE: review}, who="bob", why="Looks right")


def test_the_rule_can_be_switched_off(store: Store) -> None:
    """An office of one person can work too."""
    number = draft(store, "castle", who="ann", aliases=["The Rock"])
    store.publish({CASTLE: number}, who="ann", why="Alone today", second_person=False)
    assert store.gazetteer().places["castle"].aliases == ("The Rock",)


def test_a_draft_can_be_returned_and_given_up(store: Store) -> None:
    """What a reviewer sends back is a draft again; what is given up leaves the way free, and stays in the history."""
    store.submit({CASTLE: draft(store, "castle", aliases=["The Rock"])}, who="ann", why="Please look")
    store.return_to_draft({CASTLE: store.entry(CASTLE).base}, who="bob", why="Which rock?")
    returned = store.entry(CASTLE).draft
    assert returned is not None
    assert returned.state == "draft"
    store.withdraw({CASTLE: returned.number}, who="ann", why="Never mind")
    entry = store.entry(CASTLE)
    assert entry.draft is None
    assert entry.base == 1
    assert [step.version.state for step in store.history(CASTLE)][:2] == ["withdrawn", "draft"]


def test_steps_that_do_not_fit_are_refused(store: Store) -> None:
    """A step out of turn says so and changes nothing."""
    with pytest.raises(NotNow):
        store.submit({CASTLE: 1}, who="ann", why="?")
    with pytest.raises(NotNow):
        store.return_to_draft({CASTLE: draft(store, "castle", aliases=["The Rock"])}, who="ann", why="?")
    with pytest.raises(NotNow):
        store.retire({DISTRICT: 1}, who="ann", why="?")
    with pytest.raises(Missing):
        store.publish({place_key("nowhere"): 1}, who="ann", why="?")
    with pytest.raises(Missing):
        store.entry(place_key("nowhere"))
    with pytest.raises(ValueError, match="why"):
        store.retire({CASTLE: 1}, who="ann", why=" ")
    assert store.revision() == 2


def test_a_faulty_draft_is_not_kept(store: Store) -> None:
    """The pack's rules hold for drafts too, with the faults at the document's fields."""
    with pytest.raises(Faults) as caught:
        draft(store, "castle", opening_hours="Mo-Fr 9 o'clock", kind="palace")
    assert {fault.field for fault in caught.value.faults} >= {"opening_hours", "kind"}
    with pytest.raises(Faults) as caught:
        draft(store, "castle", colour="red")
    assert [fault.field for fault in caught.value.faults] == ["colour"]
    assert store.revision() == 1


def test_unfinished_work_can_be_kept_but_not_submitted(store: Store) -> None:
    """A translation that is missing today doesn't cost the rest of the work."""
    key = place_key("new-pavilion")
    begun = {"id": "new-pavilion", "name": {"zh-Hans": "新亭"}, "kind": "garden"}
    number = store.save_draft(key, begun, base=0, who="ann", why="Begun", unfinished=True).number
    assert [(row.name, row.live, row.draft) for row in store.places("新亭").rows] == [
        ({"zh-Hans": "新亭"}, None, "draft")
    ]
    with pytest.raises(Faults) as caught:
        store.submit({key: number}, who="ann", why="Please look")
    assert {"status", "summary"} <= {fault.field for fault in caught.value.faults}


def test_a_name_that_is_taken_is_refused(store: Store) -> None:
    """Two places of one name would be one to visitors; the fault stands at the edit."""
    taken = store.gazetteer().places["arcade-lane"].name["en"]
    with pytest.raises(Faults) as caught:
        draft(store, "castle", aliases=[taken.upper()])
    assert [fault.field for fault in caught.value.faults] == ["aliases[0]"]


def test_what_others_need_is_not_retired(store: Store) -> None:
    """A place that another is part of can't go alone; both together can."""
    keep = store.gazetteer().places["castle-keep"]
    assert keep.part_of == "castle"
    with pytest.raises(Faults) as caught:
        store.retire({CASTLE: 1}, who="ann", why="Burnt down")
    assert "place:castle-keep: part_of" in {fault.field for fault in caught.value.faults}


def test_the_second_of_two_edits_is_a_conflict(store: Store) -> None:
    """Nothing is overwritten in silence: the later one gets all three sides, and a merge of what doesn't clash."""
    summary = dict(store.gazetteer().places["castle"].summary)
    mine = edited(store, "castle", indoor=None, summary={**summary, "en": "Mine."})
    draft(store, "castle", who="bob", aliases=["The Rock"], summary={**summary, "en": "Theirs."})
    with pytest.raises(Conflict) as caught:
        store.save_draft(CASTLE, mine, base=1, who="ann", why="A letter")
    conflict = caught.value
    assert conflict.mine == mine
    assert conflict.theirs["aliases"] == ["The Rock"]
    merged = conflict.merged()
    assert merged.document["aliases"] == ["The Rock"]
    assert [clash.path for clash in merged.clashes] == ["summary.en"]
    saved = store.save_draft(CASTLE, merged.document, base=conflict.theirs_number, who="ann", why="Both")
    assert saved.document["summary"]["en"] == "Mine."


def test_a_draft_that_was_overtaken_must_be_merged_first(store: Store) -> None:
    """Publishing an old draft doesn't take back what was published since."""
    old = draft(store, "castle", aliases=["The Rock"])
    pack = store.export_pack()
    castle = pack.places["castle"].model_copy(update={"indoor": not pack.places["castle"].indoor})
    store.import_pack(replace(pack, places={**pack.places, "castle": castle}), who="pack", why="Spring")
    assert store.entry(CASTLE).outdated
    assert [row.key for row in store.places(outdated=True).rows] == [CASTLE]
    with pytest.raises(Conflict) as caught:
        store.publish({CASTLE: old}, who="ann", why="Go", second_person=False)
    merged = caught.value.merged()
    assert merged.clashes == ()
    number = store.save_draft(
        CASTLE, merged.document, base=old, onto=caught.value.theirs_number, who="ann", why="Merged"
    ).number
    store.publish({CASTLE: number}, who="ann", why="Go", second_person=False)
    published = store.gazetteer().places["castle"]
    assert (published.aliases, published.indoor) == (("The Rock",), castle.indoor)


def test_an_edit_is_undone_and_done_again(store: Store) -> None:
    """An undo is a change like any other, so it can be undone as well."""
    before = store.export_pack()
    change = publish(store, "castle", aliases=["The Rock"])
    after = store.export_pack()
    undone = store.undo(change, who="bob", why="Which rock?")
    assert store.export_pack() == before
    store.undo(undone, who="ann", why="This one")
    assert store.export_pack() == after
    assert [one.kind for one in store.changes()][:2] == ["undo", "undo"]


def test_an_undo_leaves_later_edits_of_other_fields(store: Store) -> None:
    """Taking back one field doesn't take back what came after it."""
    change = publish(store, "castle", aliases=["The Rock"])
    summary = {**store.gazetteer().places["castle"].summary, "en": "New words."}
    publish(store, "castle", summary=summary)
    store.undo(change, who="bob", why="Which rock?")
    castle = store.gazetteer().places["castle"]
    assert castle.summary["en"] == "New words."
    assert castle.aliases != ("The Rock",)


def test_an_undo_of_what_was_changed_since_is_a_conflict(store: Store) -> None:
    """A later edit of the same field is not lost by an undo."""
    change = publish(store, "castle", aliases=["The Rock"])
    publish(store, "castle", aliases=["The High Rock"])
    with pytest.raises(Conflict):
        store.undo(change, who="bob", why="Which rock?")
    assert store.gazetteer().places["castle"].aliases == ("The High Rock",)


def test_a_retirement_is_undone(store: Store) -> None:
    """A place that was taken away by mistake comes back as it was."""
    before = store.export_pack()
    change = store.retire({place_key("kite-festival"): 1}, who="ann", why="It ended")
    assert [row.place_id for row in store.places(states=["retired"]).rows] == ["kite-festival"]
    store.undo(change, who="bob", why="It didn't")
    assert store.export_pack() == before


def test_drafts_are_not_undone(store: Store) -> None:
    """Undo is for what visitors meet; a draft is withdrawn."""
    draft(store, "castle", aliases=["The Rock"])
    with pytest.raises(NotNow):
        store.undo(2, who="ann", why="?")
    with pytest.raises(Missing):
        store.undo(99, who="ann", why="?")


def test_many_drafts_are_one_change(store: Store) -> None:
    """A list of edits is kept, published and undone as one, or not at all."""
    before = store.export_pack()
    edits = [Edit(place_key(one), edited(store, one, aliases=[f"{one} again"]), 1) for one in ("castle", "sun-pier")]
    with pytest.raises(Faults) as caught:
        store.save_drafts([*edits, Edit(place_key("old-mill"), edited(store, "old-mill", kind="palace"), 1)],
                          who="ann", why="A table")  # fmt: skip
    assert [fault.field for fault in caught.value.faults] == ["place:old-mill: kind"]
    number = store.save_drafts(edits, who="ann", why="A table")
    _, versions = store.change(number)
    drafts = {version.key: version.number for version in versions}
    change = store.publish(drafts, who="ann", why="A table", second_person=False)
    assert store.gazetteer().places["sun-pier"].aliases == ("sun-pier again",)
    store.undo(change, who="ann", why="The wrong table")
    assert store.export_pack() == before


def test_a_source_is_edited_like_a_place(store: Store) -> None:
    """A new source is described first, then facts may rest on it."""
    live = store.entry(SOURCES).live
    assert live is not None
    described = {"sources": [*live.document["sources"], {"id": "letter-of-may", "trust": "good"}]}
    number = store.save_draft(SOURCES, described, base=live.number, who="ann", why="A letter").number
    store.publish({SOURCES: number}, who="ann", why="A letter", second_person=False)
    publish(store, "castle", sources=["letter-of-may"])
    assert "letter-of-may" in store.export_pack().sources


def test_a_rule_of_the_district_still_holds_after_its_edit(store: Store) -> None:
    """A kind that places are of can't be taken out of the district."""
    live = store.entry(DISTRICT).live
    assert live is not None
    kind = store.gazetteer().places["castle"].kind
    fewer = {**live.document, "kinds": {name: one for name, one in live.document["kinds"].items() if name != kind}}
    with pytest.raises(Faults) as caught:
        store.save_draft(DISTRICT, fewer, base=1, who="ann", why="Tidying")
    assert "place:castle: kind" in {fault.field for fault in caught.value.faults}


def test_another_process_sees_an_edit(store: Store, open_store: Callable[..., Store]) -> None:
    """Readers follow, and read again only what changed."""
    other = open_store()
    before = other.gazetteer()
    publish(store, "castle", aliases=["The Rock"])
    after = other.gazetteer()
    assert after.revision == store.gazetteer().revision != before.revision
    assert after.places["castle"].aliases == ("The Rock",)
    assert after.places["sun-pier"] is before.places["sun-pier"]


def test_history_is_not_rewritten(store: Store) -> None:
    """The database itself refuses to alter or remove what was kept."""
    for statement in ("UPDATE change SET who = 'me'", "DELETE FROM version", "UPDATE version SET document = '{}'"):
        with pytest.raises(DBAPIError, match="not rewritten"), store.database.writing() as connection:
            connection.execute(text(statement))


def test_ten_writers_at_once_lose_nothing(store: Store, open_store: Callable[..., Store]) -> None:
    """Each save succeeds or is a conflict; every success is in the history, in the order of its number."""
    stores = [open_store() for _ in range(10)]
    saved: list[int] = []
    conflicts: list[Conflict] = []
    start = threading.Barrier(len(stores))

    def work(worker: int, own: Store) -> None:
        start.wait()
        for turn in range(5):
            entry = own.entry(CASTLE)
            assert entry.live is not None
            said = {**entry.live.document, "aliases": [f"Rock {worker} {turn}"]}
            try:
                saved.append(own.save_draft(CASTLE, said, base=entry.base, who=f"w{worker}", why=f"{turn}").number)
            except Conflict as conflict:
                conflicts.append(conflict)

    threads = [threading.Thread(target=work, args=one) for one in enumerate(stores)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(saved) + len(conflicts) == 50
    assert sorted(saved) == list(range(2, 2 + len(saved)))
    assert sorted(version.number for version in store.versions(CASTLE)) == [1, *sorted(saved)]
    assert store.revision() == 1 + len(saved)


def test_writers_of_different_places_never_conflict(store: Store, open_store: Callable[..., Store]) -> None:
    """Who edits another place is not in the way, and may only have to wait."""
    ids = list(store.gazetteer().places)[:10]
    stores = [open_store() for _ in ids]
    failed: list[BaseException] = []

    def work(own: Store, place_id: str) -> None:
        try:
            for turn in range(3):
                draft(own, place_id, who=place_id, aliases=[f"{place_id} number {turn}"])
        except BaseException as reason:
            failed.append(reason)

    threads = [threading.Thread(target=work, args=one) for one in zip(stores, ids, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert store.revision() == 1 + 30


def test_who_gives_a_draft_back_does_not_become_its_author(store: Store) -> None:
    """Else the author could publish their own words after a return."""
    number = draft(store, "castle", who="ann", aliases=["Fort"])
    store.submit({"place:castle": number}, who="ann", why="Please look")
    store.return_to_draft({"place:castle": number + 1}, who="bob", why="Which fort?")
    store.submit({"place:castle": number + 2}, who="ann", why="The old one")
    with pytest.raises(SecondPersonNeeded):
        store.publish({"place:castle": number + 3}, who="ann", why="Mine")
    store.publish({"place:castle": number + 3}, who="bob", why="Right")


def test_work_on_many_tells_how_far_it_is_and_what_it_belongs_to(store: Store) -> None:
    told: list[tuple[int, int]] = []
    edits = [
        Edit(f"place:{one}", edited(store, one, aliases=[f"{one} x"]), store.entry(f"place:{one}").base)
        for one in ("castle", "old-mill")
    ]
    number = store.save_drafts(
        edits, who="ann", why="Table", detail={"upload": "abc"}, progress=lambda *far: told.append(far)
    )
    assert told[-1] == (2, 2)
    assert store.change_with("upload", "abc") == number
    assert store.change_with("upload", "abd") is None
    assert store.numbers_of(number).keys() == {"place:castle", "place:old-mill"}
    published = store.publish(
        store.numbers_of(number), who="ann", why="Table", second_person=False, progress=lambda *far: told.append(far)
    )
    store.undo(published, who="ann", why="Wrong", progress=lambda *far: told.append(far))
    assert len(told) == 3

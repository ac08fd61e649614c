"""A question without an answer becomes one that the assistant gives."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pytest

from bot.actions.direct import DirectPlanner
from bot.actions.talk import Talk
from knowledge.places.place import Fact
from knowledge.search.encoder import SentenceEncoder
from knowledge.search.names import NameMatch, Names
from knowledge.search.questions import Questions
from tests.unit.office.conftest import Desk
from tests.unit.talk.conftest import NamesOnly
from tests.unit.web.doubles import toy_gazetteer
from web.office.asked import topics
from web.office.heard import Group
from web.office.office import Office

DeskOf = Callable[[str | None], Desk]
NOON = datetime(2026, 4, 22, 12, tzinfo=UTC)
LIFT = ("Is there a lift in the castle?", "Does the castle have an elevator?", "城堡里面有没有电梯", "城堡有冇升降機？")
DOGS = ("Can I bring my dog into the castle?", "城堡可以带狗吗")
BAGS = ("哪里可以寄存行李", "有没有行李寄存的地方", "Where can I leave my luggage?")


@pytest.fixture(scope="module")
def encoder() -> SentenceEncoder:
    return SentenceEncoder()


def asked(encoder: SentenceEncoder) -> Questions:
    names = Names(toy_gazetteer())
    return Questions(encoder, names.match)


def group(text: str, count: int = 1, places: tuple[str, ...] = ()) -> Group:
    return Group(text, "question", count, "2026-05-01", places, "en")


def test_questions_that_mean_the_same_are_one_topic(encoder: SentenceEncoder) -> None:
    """Other words, script and language don't matter; another subject or another place does."""
    read = asked(encoder)
    elsewhere = "Is there a lift in the Old Mill?"
    groups = [group(text, count=2 if text == LIFT[2] else 1) for text in (*LIFT, *DOGS, *BAGS, elsewhere)]
    found = topics(groups, toy_gazetteer(), read)
    assert {frozenset(topic.wordings) for topic in found} == {
        frozenset(LIFT), frozenset(DOGS), frozenset(BAGS), frozenset({elsewhere}),
    }  # fmt: skip
    assert found[0].count == 5
    assert found[0].text == LIFT[2]
    assert topics(list(reversed(groups)), toy_gazetteer(), read) == found


class Counting:
    """An encoder that gives every text the same vector."""

    name = "counting"

    def encode_queries(self, texts: Sequence[str]) -> Any:
        return np.ones((len(texts), 1), dtype=np.float32)

    encode_passages = encode_queries


def test_places_part_questions_that_vectors_would_join() -> None:
    """Two questions about different places are never one, however near their words."""
    matches = {"a?": [NameMatch("castle", None, 0, 1, 1.0)], "b?": [NameMatch("mill", None, 0, 1, 1.0)]}
    questions = Questions(Counting(), lambda text: matches.get(text, []))
    assert questions.grouped([questions.read(text) for text in ("a?", "b?", "c", "d")]) == [0, 1, 2, 2]


def test_an_answer_goes_from_the_question_to_the_visitor(office: Office, desk_of: DeskOf) -> None:
    """One form, a review, and the assistant gives the answer with its source, to other words than were asked."""
    ed, rita = desk_of("ed"), desk_of("rita")
    form = ed.get(f"/answer?q={LIFT[0]}")
    assert form.status_code == 200
    fields = {
        "place": "castle", "facts.0.questions": "\n".join(LIFT[:1] + LIFT[2:3]), "facts.0.text.en": "A lift, yes.",
        "facts.0.text.zh-Hans": "有电梯。", "facts.0.text.zh-Hant": "有電梯。", "facts.0.source": "town-office",
        "facts.0.as_of": "2026-05", "facts.0.confidence": "good",
    }  # fmt: skip
    assert ed.post("/answer", action="save", why="Asked often", **fields).status_code == 303
    draft = office.store.entry("place:castle").draft
    assert draft is not None
    assert draft.document["facts"][-1]["questions"] == [LIFT[0], LIFT[2]]

    def says(text: str) -> dict[str, Any]:
        recall = NamesOnly(office.store.gazetteer)
        talk = Talk(office.store.gazetteer, recall, DirectPlanner(office.store.gazetteer))  # type: ignore[arg-type]
        message: dict[str, Any] = talk.answer_without_assistant(text, None, NOON)["messages"][0]
        return message

    assert "A lift, yes." not in says(LIFT[1])["text"]
    ed.post("/places/castle/submit", number=str(draft.number))
    review = office.store.entry("place:castle").draft
    assert review is not None
    assert rita.post("/places/castle/publish", number=str(review.number)).status_code == 303
    told = says(LIFT[1])
    assert "A lift, yes." in told["text"]
    assert {"place_id": "castle", "field": "facts", "source": "town-office", "as_of": "2026-05"} in told["sources"]
    assert "有電梯。" in says("請問城堡入面有冇電梯呀")["text"]
    assert "A lift, yes." in says("Has the castle got a lift?")["text"]
    assert "A lift, yes." not in says(DOGS[0])["text"]
    assert "A lift, yes." not in says("Is there a lift in the Old Mill?")["text"]
    groups = [group(text) for text in (*LIFT, *DOGS)]
    left = topics(groups, office.store.gazetteer(), NamesOnly(office.store.gazetteer).questions)
    assert {text for topic in left for text in topic.wordings} == set(DOGS)


def test_a_question_about_no_place_is_answered_for_the_district(office: Office, desk_of: DeskOf) -> None:
    """The answer is reviewed like any other, and can be undone."""
    ed, rita = desk_of("ed"), desk_of("rita")
    fields = {
        "place": "", "facts.0.questions": BAGS[0], "facts.0.text.zh-Hans": "车站有寄存处。",
        "facts.0.source": "town-office",
    }  # fmt: skip
    assert ed.post("/answer", action="save", why="x", **fields).headers["Location"].endswith("/places/@district/review")
    assert "车站有寄存处。" in rita.get("/places/@district/review").text
    number = office.store.entry("district").draft.number  # type: ignore[union-attr]
    assert ed.post("/places/@district/submit", number=str(number)).status_code == 303
    review = office.store.entry("district").draft.number  # type: ignore[union-attr]
    assert rita.post("/places/@district/publish", number=str(review)).status_code == 303
    assert [fact.text["zh-Hans"] for fact in office.store.gazetteer().district.answers] == ["车站有寄存处。"]
    recall = NamesOnly(office.store.gazetteer)
    talk = Talk(office.store.gazetteer, recall, DirectPlanner(office.store.gazetteer))  # type: ignore[arg-type]
    assert "车站有寄存处。" in talk.answer_without_assistant(BAGS[1], None, NOON)["messages"][0]["text"]
    assert rita.post(f"/changes/{office.store.revision()}/undo", why="wrong").status_code == 303
    assert office.store.gazetteer().district.answers == ()


def test_an_answer_without_words_or_source_is_not_kept(office: Office, desk_of: DeskOf) -> None:
    """What is missing is named, what was typed stays, and no draft is made."""
    ed = desk_of("ed")
    answer = ed.post("/answer?lang=en", action="save", place="castle", **{"facts.0.questions": "Lift?"})
    assert answer.status_code == 422
    assert "Lift?" in answer.text
    sourceless = {"facts.0.questions": "Lift?", "facts.0.text.en": "Yes."}
    assert ed.post("/answer", action="save", place="castle", **sourceless).status_code == 422
    assert ed.post("/answer", action="save", place="atlantis", **sourceless).status_code == 400
    assert office.store.entry("place:castle").draft is None


def test_a_fact_keeps_its_questions() -> None:
    """They are part of the pack's shape; an empty one is a fault."""
    assert Fact(text={"en": "x"}, source="s", questions=("a?",)).model_dump(exclude_defaults=True)["questions"] == (
        "a?",
    )
    with pytest.raises(ValueError, match="at least 1 character"):
        Fact(text={"en": "x"}, source="s", questions=("",))

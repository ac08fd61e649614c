"""What is learned from marked sentences, and where it may speak."""

import pytest

from bot.understanding.constraints import constraints
from bot.understanding.role_model import role_model
from bot.understanding.sentences import ROLES, TAGS, Mark, read_sentences


def _guess(text, words, kind):
    start = text.index(words)
    (guess,) = role_model().guesses(text, [Mark(start, start + len(words), kind)])
    return max(guess, key=guess.get)


class TestSentences:
    def test_marks_and_tags_are_read_from_a_line(self, tmp_path):
        (tmp_path / "a.txt").write_text(
            "# a remark\n我[八點](time:start)到[車站](place:start)，腳痛 #little_walking #relaxed\n"
        )
        (sentence,) = read_sentences(tmp_path)
        assert sentence.text.startswith("我八点到车站")
        assert [sentence.text[mark.start : mark.end] for mark in sentence.marks] == ["八点", "车站"]
        assert sentence.roles == ("start", "start")
        assert sentence.tags == {"little_walking", "relaxed"}

    def test_every_unknown_role_and_tag_is_named_with_its_line(self, tmp_path):
        (tmp_path / "a.txt").write_text("[x](place:goal) #sleepy\n\n[y](planet:must)\n")
        with pytest.raises(ValueError, match=r"a.txt:1.*place:goal.*a.txt:1.*sleepy.*a.txt:3.*planet:must"):
            read_sentences(tmp_path)

    def test_two_tags_behind_one_sign_are_named(self, tmp_path):
        (tmp_path / "a.txt").write_text("slow please #relaxed\nno long ways #little_walking relaxed\n")
        with pytest.raises(ValueError, match=r"^a\.txt:2: a tag that is not by itself"):
            read_sentences(tmp_path)

    def test_every_role_and_tag_was_marked_often_enough_to_be_learned(self):
        sentences = read_sentences()
        marked = [(mark.kind, role) for one in sentences for mark, role in zip(one.marks, one.roles, strict=True)]
        assert min(marked.count((kind, role)) for kind in ROLES for role in ROLES[kind]) >= 80
        assert min(sum(tag in one.tags for one in sentences) for tag in TAGS) >= 100


class TestRoleModel:
    @pytest.mark.parametrize(
        ("text", "words", "kind", "role"),
        [
            ("公交我晕,别给我坐那个", "公交", "mode", "without"),
            ("nothing before half ten please", "half ten", "time", "start"),
            ("the 6.40 back to Guangzhou is the one we're booked on", "6.40", "time", "end"),
            ("晚饭我约了客户,这顿甭管", "晚饭", "meal", "skipped"),
            ("two thousand metres over the whole day, no further", "two thousand metres", "distance", "day"),
        ],
    )
    def test_wording_outside_the_grammars_is_guessed(self, text, words, kind, role):
        assert _guess(text.lower(), words.lower(), kind) == role

    def test_guesses_are_probabilities_and_the_same_each_time(self):
        text, marks = "万达就算了", [Mark(0, 2, "place")]
        first, again = role_model().guesses(text, marks), role_model().guesses(text, marks)
        assert first == again
        assert sum(first[0].values()) == pytest.approx(1)
        assert set(first[0]) == ROLES["place"]


class TestSecondOpinion:
    def test_a_means_of_travel_is_refused_without_a_set_phrase(self, read, toytown):
        assert "bus" not in constraints(read("公交我晕，别给我坐那个"), toytown)["modes"]

    def test_a_set_phrase_stands_against_any_guess(self, read, toytown):
        assert constraints(read("only by bus"), toytown)["modes"] == ["walk", "bus"]

    def test_a_distance_becomes_the_limit_that_the_words_around_it_tell(self, read, toytown):
        assert constraints(read("doctor says 600 metres between one stop and the next"), toytown)["max_leg_walk"] == 600

    def test_a_meal_that_is_seen_to_is_not_planned(self, read, toytown):
        assert constraints(read("晚饭我约了客户，这顿甭管"), toytown)["meals"] == {"dinner": False}


class TestReleasedLimits:
    @pytest.mark.parametrize(
        ("text", "fields"),
        [
            ("drop the budget limit", ("budget",)),
            ("money is no object after all", ("budget",)),
            ("预算不限了", ("budget",)),
            ("啲錢冇所謂啦", ("budget",)),
            ("走多遠都行", ("max_walk", "max_leg_walk")),
            ("forget the walking limit", ("max_walk", "max_leg_walk")),
            ("as many places as you like", ("max_places",)),
            ("多少錢都行嗎", ()),
            ("keep the budget at 200", ()),
            ("drop the museum", ()),
        ],
    )
    def test_a_limit_that_is_given_up_is_named(self, read, text, fields):
        assert read(text).released == fields


class TestWholeSentences:
    @pytest.mark.parametrize(
        ("text", "field", "value"),
        [
            ("不必都圈在赤坎，稍微往外跑跑也可以", "include_outside", True),
            ("排得跟行军拉练似的，松快点儿行不", "pace", "relaxed"),
            ("走两步就得坐下歇歇，人老了", "max_walk", 3000),
        ],
    )
    def test_what_a_sentence_says_as_a_whole_is_heard(self, read, toytown, text, field, value):
        assert constraints(read(text), toytown)[field] == value

    @pytest.mark.parametrize("text", ["we walk a lot at home, no problem", "排队的人多吗", "行嘞", "ok", "就它了"])
    def test_a_lookalike_says_nothing(self, read, toytown, text):
        assert not {"max_walk", "weather", "pace", "include_outside", "meals"} & constraints(read(text), toytown).keys()


class TestWhereItMustNotSpeak:
    def test_a_fact_asked_for_is_no_wish_for_the_place(self, read):
        assert [one.role for one in read("is it free to get into the Clock Museum").named][-1] in ("about", "want")

    def test_in_there_is_the_plan_and_not_the_place_talked_about(self, read):
        assert [one.role for one in read("No shopping malls in there please").named] == ["avoid", "about"]

    def test_chucked_in_is_added_and_chucked_out_is_dropped(self, read):
        assert [one.role for one in read("chuck the Clock Museum in").named] == ["add"]
        assert [one.role for one in read("chuck out the Clock Museum").named] == ["avoid"]

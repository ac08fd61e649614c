"""Places, questions, references, changes and languages of messages."""
# ruff: noqa: E501

import pytest

from bot.understanding.folding import fold


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("钟表博物馆在哪", ["clock-museum"]),
        ("鐘錶博物館喺邊度", ["clock-museum"]),
        ("where is the clock museum", ["clock-museum"]),
        ("Clock Musuem opening hours", ["clock-museum"]),
        ("zhongbiao bowuguan 怎么去", ["clock-museum"]),
        ("从河畔公园到积木城堡", ["river-park", "castle"]),
        ("天气怎么样", []),
    ],
)
def test_places_are_found_however_they_are_written(read, text, places):
    assert list(read(text).places) == places


@pytest.mark.parametrize(
    ("text", "attribute"),
    [
        ("几点开门", "opening_hours"), ("幾點閂門同開門", "opening_hours"), ("what time does it close", "opening_hours"),
        ("门票多少钱", "ticket"), ("入去使唔使錢", "ticket"), ("is it free", "ticket"),
        ("在哪里", "address"), ("喺邊度", "address"), ("怎么去", "transport"), ("how do I get there", "transport"),
        ("电话多少", "phone"), ("要逛多久", "visit_minutes"), ("how long does a visit take", "visit_minutes"),
        ("有停车场吗", "facilities"), ("附近有什么吃的", "nearby"), ("还在营业吗", "status"), ("介绍一下", "description"),
        ("明天去", None),
    ],
)  # fmt: skip
def test_the_fact_asked_for_is_known_by_its_words(read, text, attribute):
    assert read(text).attribute == attribute


@pytest.mark.parametrize(
    ("text", "kind_of", "value"),
    [
        ("第二个几点开门", "ordinal", "2"),
        ("drop the third one", "ordinal", "3"),
        ("最后一个不要", "ordinal", "-1"),
        ("第二个方案", "ordinal", "plan:2"),
        ("那里远吗", "that", ""),
        ("嗰度收唔收錢", "that", ""),
        ("那个博物馆", "that_kind", "museum"),
        ("that museum", "that_kind", "museum"),
    ],
)
def test_pointing_words_are_references(read, text, kind_of, value):
    mentions = [one.mention for one in read(text).named]
    assert (kind_of, value) in [(mention.kind_of, mention.value) for mention in mentions]


@pytest.mark.parametrize(
    ("text", "only", "avoid"),
    [
        ("只看公园，别的一概不要", ["park"], []),
        ("公園這類就好，其他唔睇", ["park"], []),
        ("除了公园什么都不必看", ["park"], []),
        ("公园以外的都不看", ["park"], []),
        ("museums, full stop", ["museum"], []),
        ("parks and not a thing else", ["park"], []),
        ("公园博物馆我家门口一抓一大把 莫往里头塞", [], ["park", "museum"]),
        ("公園就唔好去喇", [], ["park"]),
        ("they'll mutiny if they see another museum", [], ["museum"]),
        ("别拉我去博物馆", [], ["museum"]),
        ("拒绝博物馆", [], ["museum"]),
        ("公园很好，其他不变", [], []),
        ("逛公园行不行", [], []),
        ("哪些公园不用门票", [], []),
        ("which museums don't need tickets", [], []),
    ],
)
def test_a_kind_is_all_that_is_wished_for_or_refused(read, text, only, avoid):
    understood = read(text)
    assert [one.value for one in understood.with_role("only") if one.kind_of == "kind"] == only
    assert [one.value for one in understood.with_role("avoid") if one.kind_of == "kind"] == avoid


@pytest.mark.parametrize("text", ["is there a toilet", "it looks like rain", "five people"])
def test_words_that_only_look_like_pointing_are_not(read, text):
    assert [one for one in read(text).named if one.mention.kind_of in ("that", "ordinal")] == []


@pytest.mark.parametrize(
    ("text", "kind", "minutes"),
    [
        ("晚一个小时出发", "later", 60),
        ("遲半個鐘", "later", 30),
        ("start 90 minutes earlier", "earlier", 90),
        ("便宜一点", "cheaper", None),
        ("平啲", "cheaper", None),
        ("撤销", "undo", None),
        ("start over", "restart", None),
        ("推后一日", "day", None),
        ("提前一天", "day", None),
        ("a day later please", "day", None),
        ("make it the day before", "day", None),
    ],
)
def test_relative_changes_are_edits(read, text, kind, minutes):
    edit = read(text).edit(kind)
    assert edit is not None
    assert edit.minutes == minutes


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("推后一日", 1),
        ("延两天", 2),
        ("提前一天", -1),
        ("早兩日", -2),
        ("three days later", 3),
        ("bring it forward a day", -1),
        ("move it to the following day", 1),
        ("make it the day before", -1),
    ],
)
def test_a_day_is_moved_against_the_plans_own(read, text, days):
    assert read(text).edit("day").days == days


@pytest.mark.parametrize(
    "text", ["the day after tomorrow", "要提前一天预约吗", "the day before we left", "晚一小时", "玩一天"]
)
def test_no_moved_day_is_read_into_other_words(read, text):
    assert read(text).edit("day") is None


@pytest.mark.parametrize(
    ("text", "weights"),
    [
        ("can't stand shopping", {"shopping": 0.0}),
        ("购物就免了", {"shopping": 0.0}),
        ("shopping isn't our thing", {"shopping": 0.0}),
        ("购物不要错过", {"shopping": 3.0}),
    ],
)
def test_a_theme_is_refused_before_or_behind_it(read, text, weights):
    assert read(text).themes == weights


def test_how_many_steps_to_undo_is_counted(read):
    assert [read(text).edit("undo").times for text in ("撤销", "撤销两步", "undo twice", "go back three steps")] == [
        1,
        2,
        2,
        3,
    ]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("把积木城堡换成河畔公园", ("replaced", "replacing")),
        ("replace Brick Castle with River Park", ("replaced", "replacing")),
        ("不去积木城堡和河畔公园", ("avoid", "avoid")),
        ("Brick Castle and River Park are musts", ("must", "must")),
        ("从积木城堡到河畔公园怎么走", ("origin", "target")),
        ("keep Brick Castle, drop River Park", ("lock", "avoid")),
        ("住在积木城堡，想去河畔公园", ("start", "want")),
        ("不想进积木城堡", ("avoid",)),
        ("唔好入积木城堡", ("avoid",)),
        ("积木城堡也别往里放", ("avoid",)),
        ("别把积木城堡排进去", ("avoid",)),
        ("别把积木城堡删掉", ("lock",)),
        ("don't put Brick Castle in", ("avoid",)),
        ("don't drop Brick Castle", ("lock",)),
        ("Brick Castle, keep it out", ("avoid", "avoid")),
        ("下午三点start 去积木城堡", ("want",)),
        ("积木城堡下车，想去河畔公园", ("start", "want")),
        ("早上打积木城堡出来", ("start",)),
        ("off the train at Brick Castle", ("start",)),
        ("积木城堡接我们", ("start",)),
        ("朋友到积木城堡接我", ("about",)),
        ("starting now from Brick Castle", ("start",)),
        ("I arrive at 11 in Brick Castle", ("start",)),
        ("必去积木城堡，河畔公园就免了", ("must", "avoid")),
        ("不要积木城堡，河畔公园可以", ("avoid", "must")),
        ("只留积木城堡", ("only",)),
        ("只加积木城堡", ("add",)),
        ("要不要去积木城堡", ("want",)),
        ("积木城堡我无感", ("avoid",)),
        ("Brick Castle does nothing for me", ("avoid",)),
        ("积木城堡上周去过了，不用再安排", ("avoid",)),
        ("積木城堡太遠就不去", ("avoid",)),
        ("積木城堡昨晚行過喇 唔使再去", ("avoid",)),
        ("昨天在积木城堡逛了一天，今天换点别的", ("avoid",)),
        ("we did Brick Castle yesterday", ("avoid",)),
        ("give Brick Castle a miss", ("avoid",)),
        ("anything but Brick Castle", ("avoid",)),
        ("积木城堡除外", ("avoid",)),
        ("积木城堡去不去", ("must",)),
        ("积木城堡上次去过，这次还想再去", ("about",)),
        ("不想错过积木城堡", ("must",)),
        ("积木城堡优先", ("must",)),
        ("make Brick Castle the last stop", ("end",)),
        ("收尾放在积木城堡", ("end",)),
        ("最后一站放在积木城堡", ("end",)),
        ("start it from Brick Castle instead", ("about", "start")),
    ],
)
def test_each_place_has_its_role(read, text, role):
    assert tuple(one.role for one in read(text).named) == role


@pytest.mark.parametrize(
    ("text", "session", "locale"),
    [
        ("你们好", None, "zh-Hans"), ("你們好", None, "zh-Hant"), ("唔該", None, "zh-Hant"), ("hello", None, "en"),
        ("好", "zh-Hant", "zh-Hant"), ("好", "en", "zh-Hans"), ("ok", "zh-Hant", "zh-Hant"), ("👍", "en", "en"),
        ("What time does 钟表博物馆 open?", None, "en"), ("钟表博物馆 opening hours?", None, "en"),
        ("明天plan一个day trip", None, "zh-Hans"), ("Clock Museum几点开门", None, "zh-Hans"),
    ],
)  # fmt: skip
def test_the_language_is_that_of_the_words_not_of_the_names(read, text, session, locale):
    assert read(text, session).locale == locale


@pytest.mark.parametrize("text", ["ＡＢＣ１２：３０", "聽日去邊度", "“quoted” – ½ ﷺ 🏖️ e\u0301", "\u0000\n\t"])
def test_folding_keeps_every_position(text):
    assert len(fold(text)) == len(text)


def test_the_pipeline_is_spacys_and_rebuilds_the_text(toytown):
    from datetime import date

    from bot.understanding.pipeline import Pipeline
    from knowledge.search.names import Names

    text = "明天 9:00 去 Clock Museum,  2大1小"
    doc = Pipeline(toytown, Names(toytown).match).read(text, date(2026, 4, 22))
    assert doc.text == text
    assert [(span.text, span.label_, span.id_) for span in doc.ents] == [("Clock Museum", "PLACE", "clock-museum")]
    assert {"dates", "times", "party", "themes"} <= set(doc.spans)


@pytest.mark.parametrize(
    "piece", ["去", " ", "1", "二十", "一", "the ", "钟表博物馆和", "不", "每段", "到", "第一", "\n", "想吃", "?"]
)
def test_no_message_keeps_the_reader_busy(read, piece):
    from time import perf_counter

    began = perf_counter()
    read(piece * 5000)
    # Usually far below a second; a grammar that backtracks without end takes minutes.
    assert perf_counter() - began < 10

"""What is said of one stop or meal of a plan, told apart from what is said of the day."""

import re

import pytest

from bot.understanding.edits import find_edits
from bot.understanding.folding import fold
from bot.understanding.orders import find_orders
from bot.understanding.references import find_references
from bot.understanding.roles import Mention
from bot.understanding.stop_wishes import find_stop_wishes
from bot.understanding.times import find_meal_hours


def mentions(folded: str) -> list[Mention]:
    """The castle and the lake as places."""
    named = re.finditer(r"castle|lake|城堡|湖", folded)
    return [Mention(*match.span(), "place", "castle" if match[0] in ("castle", "城堡") else "lake") for match in named]


def only(text: str):
    folded = fold(text)
    wishes = find_stop_wishes(folded, mentions(folded))
    assert len(wishes) == 1, wishes
    return wishes[0]


@pytest.mark.parametrize(
    ("text", "minute"),
    [
        ("城堡改到下午三点", 900),
        ("城堡改去下晝三點", 900),
        ("把城堡挪到十点半", 630),
        ("三点再去城堡", 900),
        ("can we do the castle at 3pm?", 900),
        ("move the castle to half past ten", 630),
        ("at 3 pm let's visit the castle", 900),
    ],
)
def test_a_stop_has_an_hour(text, minute):
    wish = only(text)
    assert (wish.kind, wish.place_id, wish.minute) == ("at", "castle", minute)


@pytest.mark.parametrize(
    ("text", "kind", "minutes"),
    [
        ("城堡只待一小时", "length", 60),
        ("城堡淨係留半個鐘", "length", 30),
        ("spend only an hour at the castle", "length", 60),
        ("keep the castle to 30 minutes", "length", 30),
        ("城堡多待半小时", "longer", 30),
        ("城堡行耐啲", "longer", None),
        ("stay longer at the castle", "longer", None),
        ("stay half an hour longer at the castle", "longer", 30),
        ("城堡少待半小时", "shorter", 30),
        ("cut the castle short", "shorter", None),
    ],
)
def test_a_stop_has_a_length(text, kind, minutes):
    wish = only(text)
    assert (wish.kind, wish.place_id, wish.minutes) == (kind, "castle", minutes)


@pytest.mark.parametrize(
    ("text", "kind", "minutes"),
    [
        ("城堡提前一小时", "earlier", 60),
        ("城堡提早一個鐘", "earlier", 60),
        ("move the castle an hour earlier", "earlier", 60),
        ("城堡早点去", "earlier", None),
        ("早啲去城堡", "earlier", None),
        ("城堡晚半个钟", "later", 30),
        ("push the castle back by an hour", "later", 60),
    ],
)
def test_a_stop_is_shifted(text, kind, minutes):
    wish = only(text)
    assert (wish.kind, wish.place_id, wish.minutes) == (kind, "castle", minutes)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("城堡改到上午", (540, 720)),
        ("城堡改去下晝", (780, 1080)),
        ("move the castle to the morning", (540, 720)),
        ("下午去城堡", (780, 1080)),
    ],
)
def test_a_stop_is_in_a_part_of_the_day(text, part):
    wish = only(text)
    assert (wish.kind, wish.place_id, wish.part) == ("part", "castle", part)


@pytest.mark.parametrize(
    ("text", "kind", "meal"),
    [
        ("城堡放在午饭前", "before", "lunch"),
        ("the castle before lunch", "before", "lunch"),
        ("午飯後去城堡", "after", "lunch"),
        ("after dinner let's go to the castle", "after", "dinner"),
    ],
)
def test_a_stop_is_beside_a_meal(text, kind, meal):
    wish = only(text)
    assert (wish.kind, wish.place_id, wish.meal) == (kind, "castle", meal)


@pytest.mark.parametrize(
    ("text", "kind", "meal", "minute"),
    [
        ("午饭改到一点", "at", "lunch", 780),
        ("食晏改去一點", "at", "lunch", 780),
        ("push lunch to 1pm", "at", "lunch", 780),
        ("move dinner earlier", "earlier", "dinner", None),
        ("晚饭早点吃", "earlier", "dinner", None),
    ],
)
def test_a_meal_has_an_hour(text, kind, meal, minute):
    wish = only(text)
    assert (wish.kind, wish.meal, wish.place_id, wish.minute) == (kind, meal, None, minute)


@pytest.mark.parametrize(
    "text",
    [
        "城堡三点开门吗",
        "is the castle open at 3pm?",
        "晚一个小时出发",
        "start an hour later",
        "what time do we get to the castle",
        "城堡要门票吗",
        "午饭吃什么",
    ],
)
def test_nothing_is_wished_of_a_stop(text):
    folded = fold(text)
    assert find_stop_wishes(folded, mentions(folded)) == []


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("城堡放第一个", "first", None),
        ("城堡調去最前", "first", None),
        ("make the castle the first stop", "first", None),
        ("城堡調去最尾", "last", None),
        ("leave the castle till last", "last", None),
        ("城堡放到第二个", "nth", 2),
        ("make the castle the third stop", "nth", 3),
    ],
)
def test_a_stop_gets_a_turn(text, kind, number):
    folded = fold(text)
    named = [*mentions(folded), *find_references(folded, {})]
    order = find_orders(folded, sorted(named, key=lambda one: one.start))[0]
    assert (order.kind, order.place_id, order.number) == (kind, "castle", number)


@pytest.mark.parametrize(
    "text",
    [
        "城堡和湖换个顺序",
        "將城堡跟湖對調",
        "城堡同湖調轉",
        "swap the castle and the lake",
        "switch the castle with the lake",
    ],
)
def test_two_stops_change_places(text):
    folded = fold(text)
    assert find_orders(folded, mentions(folded))[0].kind == "swap"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("早点回来", "earlier"),
        ("早啲收工", "earlier"),
        ("提前结束", "earlier"),
        ("finish earlier", "earlier"),
        ("finish an hour earlier", "earlier"),
        ("we'd like to get back earlier", "earlier"),
        ("晚啲先返酒店", "later"),
    ],
)
def test_the_end_of_the_day_is_shifted(text, kind):
    edit = find_edits(fold(text))[0].value
    assert (edit.kind, edit.of_end) == (kind, True)


@pytest.mark.parametrize("text", ["早点出发", "start an hour earlier", "回酒店放下行李，晚一小时出发"])
def test_the_beginning_of_the_day_is_shifted(text):
    assert not find_edits(fold(text))[0].value.of_end


@pytest.mark.parametrize("text", ["早一点走", "最早返的一班车", "今早回来了"])
def test_no_end_of_the_day_is_shifted(text):
    assert not any(one.value.of_end for one in find_edits(fold(text)))


@pytest.mark.parametrize(
    ("text", "times"),
    [("多加一个地方", 1), ("加多兩個景點", 2), ("add one more place", 1), ("two more stops please", 2)],
)
def test_so_many_stops_more(text, times):
    edits = [one.value for one in find_edits(fold(text))]
    assert [(edit.kind, edit.times) for edit in edits] == [("more", times)]


@pytest.mark.parametrize("text", ["去三个地方", "最多三个地方吧", "景點至多三處", "we want 3 places", "再加一个人"])
def test_no_stops_more(text):
    assert not any(one.value.kind == "more" for one in find_edits(fold(text)))


@pytest.mark.parametrize(
    ("text", "role", "minute"),
    [
        ("start after lunch", "start", 780),
        ("吃完午饭再出发", "start", 780),
        ("食完晏先出發", "start", 780),
        ("finish before lunch", "end", 720),
        ("午饭前结束", "end", 720),
    ],
)
def test_the_day_begins_or_ends_at_a_meal(text, role, minute):
    wish = find_meal_hours(fold(text))[0].value
    assert (wish.role, wish.minute) == (role, minute)

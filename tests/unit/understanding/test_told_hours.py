"""Days corrected, evenings greeted by nobody, hours that need no mending, and dishes told with their meal."""

from collections.abc import Callable

import pytest

from bot.understanding.constraints import constraints
from bot.understanding.moods import find_served
from bot.understanding.understanding import Understanding
from knowledge.places.gazetteer import Gazetteer


@pytest.mark.parametrize(
    ("text", "wishes"),
    [
        ("Plan something for today... sorry, on Friday", {"date": "2026-04-24"}),
        ("今天安排一下，不好意思，周五", {"date": "2026-04-24"}),
        ("今日，唔係，星期五去", {"date": "2026-04-24"}),
        ("Tomorrow evening, a walk, finishing around nine", {"start_time": "18:00", "end_time": "21:00"}),
        ("start 8am end 8am", {"start_time": "08:00", "end_time": "08:00"}),
        ("from half past six in the evening, back before eleven", {"start_time": "18:30", "end_time": "23:00"}),
        ("別安排吃飯", {"meals": {"lunch": False, "dinner": False}}),
        ("聽日坐車仔嘅BB一齊去", {"party": {"children": 1, "stroller": True}}),
        ("30个学生2个老师", {"party": {"adults": 32}}),
        ("周三下午带30个学生参观博物馆", {"party": {"adults": 30}}),
    ],
)
def test_what_is_told_is_taken_as_told(
    read: Callable[[str], Understanding], toytown: Gazetteer, text: str, wishes: dict[str, object]
) -> None:
    said = constraints(read(text), toytown)
    assert {name: said.get(name) for name in wishes} == wishes
    assert "avoid" not in said


@pytest.mark.parametrize(
    ("text", "dishes"),
    [
        ("want oysters for dinner", ["oysters"]),
        ("plan tomorrow, seafood for lunch", ["seafood"]),
        ("中午一定要吃海鲜", ["海鲜"]),
        ("食餐海鲜", ["海鲜"]),
        ("晚饭吃生蚝", ["生蚝"]),
        ("a table for dinner", []),
        ("somewhere nice for lunch", []),
        ("晚上吃饭", []),
    ],
)
def test_a_dish_is_told_with_its_meal(text: str, dishes: list[str]) -> None:
    assert [one.value for one in find_served(text)] == dishes

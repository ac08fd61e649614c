"""The classifier's guesses in the light of the conversation."""

from bot.actions.guesses import likeliest
from bot.actions.protocol import Guess


def ranking(**chances: float) -> list[Guess]:
    return [Guess(name, chance) for name, chance in chances.items()]


def test_ways_of_wishing_are_added_up() -> None:
    """ "Over by seven" is a plan, a change or a wish; together they are likelier than any question."""
    best = likeliest(ranking(place_info=0.4, plan=0.35, change_plan=0.1, inform=0.15), has_plan=False)
    assert (best.name, round(best.confidence, 2)) == ("plan", 0.53)


def test_where_there_is_a_plan_what_is_said_is_likelier_of_it() -> None:
    chances = {"place_info": 0.54, "change_plan": 0.36, "greet": 0.1}
    assert likeliest(ranking(**chances), has_plan=False).name == "place_info"
    best = likeliest(ranking(**chances), has_plan=True)
    assert (best.name, round(best.confidence, 2)) == ("change_plan", 0.58)


def test_no_question_is_about_a_plan_that_is_not_there() -> None:
    assert likeliest(ranking(ask_plan=0.5, place_info=0.4), has_plan=False) == Guess("place_info", 0.4)
    assert likeliest(ranking(ask_plan=0.9), has_plan=False).name == "ask_plan"


def test_a_change_is_unlikely_where_nothing_can_be_changed() -> None:
    assert likeliest(ranking(change_plan=0.43, emergency=0.39), has_plan=False).name == "emergency"
    assert likeliest(ranking(change_plan=0.43, emergency=0.39), has_plan=True).name == "change_plan"


def test_going_back_is_of_a_plan_too() -> None:
    assert likeliest(ranking(undo=0.54, change_plan=0.37), has_plan=True).name == "undo"


def test_nothing_guessed_is_no_guess() -> None:
    assert likeliest([Guess("nlu_fallback", 0.2)], has_plan=True) == Guess(None, 0.0)

"""What the classifier guesses, seen in the light of the conversation: it hears a message by itself and no more."""

from collections.abc import Sequence

from bot.actions.protocol import FALLBACK, Guess

OF_A_PLAN = 2.5
"""How much likelier messages about a plan are where there is one than among all that is learned from; by the
development half of the evaluation, where anything from 1.5 to 3 does about as well."""
WITHOUT_A_PLAN = 0.3
"""How much likelier a change of a plan is where there is none; 0.2 to 0.5 do about as well on the development half."""
REQUESTS = ("plan", "change_plan", "inform")
"""Ways of telling what a day shall be like; which of them it is depends on whether there is a plan."""
# Nothing that is said of a plan may talk over a cry for help; a yes or a no is mostly said to a plan, too.
_OF_PLANS = {*REQUESTS, "ask_plan", "undo", "start_over", "affirm", "deny", "emergency"}


def likeliest(ranking: Sequence[Guess], *, has_plan: bool) -> Guess:
    """The likeliest intent with its probability; no name when nothing was guessed.

    "Over by seven" is a plan, a change or a wish, and no sentence alone tells which: their probabilities are added up.
    A question about a plan is none where there is no plan, and a change of it hardly one.
    """
    chances = {str(guess.name): guess.confidence for guess in ranking if guess.name not in (None, FALLBACK)}
    if has_plan:
        chances = {name: chance * (OF_A_PLAN if name in _OF_PLANS else 1) for name, chance in chances.items()}
        whole = max(1.0, sum(chances.values()))
        chances = {name: chance / whole for name, chance in chances.items()}
    elif len(chances) > 1:
        chances.pop("ask_plan", None)
        chances = {name: chance * (WITHOUT_A_PLAN if name == "change_plan" else 1) for name, chance in chances.items()}
    if not chances:
        return Guess(None, 0.0)
    requests = {name: chances.pop(name) for name in REQUESTS if name in chances}
    if requests:
        chances[max(requests, key=lambda name: requests[name])] = sum(requests.values())
    best = max(chances, key=lambda name: chances[name])
    return Guess(best, min(1.0, chances[best]))

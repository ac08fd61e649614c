"""Where the grammars are undecided about a mention, the words around it decide.

The grammars read a wish by its set phrases, exactly and explainably, and know nothing of any other wording. The model
of roles was learned from marked sentences and has a guess on all. A guess counts where the grammars said nothing, and
only when it is a sure one; what a set phrase says stands. Nothing is left out of a day on a guess alone: the words have
to refuse something, for most of the sentences that were learned from do, and a bare name is guessed to be refused.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.understanding.found import Found
from bot.understanding.modes import Denial, mode_words
from bot.understanding.moods import Meal
from bot.understanding.refused import refusal_around, speaks_of_refusal
from bot.understanding.role_model import Guess, RoleModel
from bot.understanding.roles import Mention, Role
from bot.understanding.sentences import Mark
from bot.understanding.times import TimeWish, clock_spans
from bot.understanding.walking import WalkLimit, distances

Span = tuple[int, int]

# Least probability of a guess that is acted on, by the development half of the evaluation.
_DROPPED = 0.75
_NOT_OF_THAT_KIND, _ONLY_OF_THAT_KIND = 0.5, 0.6
_NO_THEME = 0.75
_THEME_SPOKEN_OF = 0.4
_WISHED = 0.75
_SET_OUT, _GET_BACK = 0.5, 0.6
_HOUR = 0.5
_REFUSED = 0.6
_SKIPPED = 0.6
_NO_WISH = 0.7
_LIMIT = 0.6
_SAID = 0.4
_UNDECIDED: frozenset[Role] = frozenset({"about", "want"})


class SecondOpinion:
    """Guesses for all mentions of one folded text."""

    def __init__(self, model: RoleModel, text: str, spans: Iterable[tuple[str, Iterable[Span]]]) -> None:
        """``spans`` by kind of mention, the surest first: of those that overlap the first counts."""
        self._text = text
        marks: list[Mark] = []
        for kind, several in spans:
            for start, end in several:
                if start < end and not any(start < other.end and other.start < end for other in marks):
                    marks.append(Mark(start, end, kind))
        marks.sort(key=lambda mark: mark.start)
        self._guesses: dict[tuple[str, int], Guess] = {
            (mark.kind, mark.start): guess for mark, guess in zip(marks, model.guesses(text, marks), strict=True)
        }
        self._tags = model.tags(text, marks)

    def chance(self, kind: str, start: int, role: str) -> float:
        """How likely the mention of that kind that begins there has the role; 0 when there is none."""
        return self._guesses.get((kind, start), {}).get(role, 0.0)

    def says(self, tag: str) -> bool:
        """Whether the text as a whole says it."""
        return self._tags[tag] >= _SAID

    def likelier(self, *tags: str) -> str | None:
        """Of things that exclude each other the one that is said."""
        best = max(tags, key=self._tags.__getitem__)
        return best if self.says(best) else None

    def place(self, mention: Mention, role: Role, *, asks: bool) -> tuple[Role, ...]:
        """The role of a place, or its two when the day begins and ends there.

        Args:
            asks: a fact is asked for; what is named in the question is not wished for.
        """
        # "That's it" and "no malls in there" wish nothing of a place.
        if role not in _UNDECIDED or asks or mention.kind_of in ("that", "lookalike", "rest"):
            return (role,)
        kind = "kind" if mention.kind_of == "kind" else "place"
        if kind == "kind":
            refused, only = (self.chance(kind, mention.start, name) for name in ("unwanted", "only"))
            if refused >= _NOT_OF_THAT_KIND and refusal_around(
                self._text, mention.start, mention.end, wished=role == "want"
            ):
                return ("avoid",)
            return ("only",) if only >= _ONLY_OF_THAT_KIND else (role,)
        start, end, both = (self.chance(kind, mention.start, name) for name in ("start", "end", "both"))
        if self.chance(kind, mention.start, "avoid") >= _DROPPED and speaks_of_refusal(self._text):
            return ("avoid",)
        if both >= _SET_OUT and both > max(start, end):
            return ("start", "end")
        if start >= _SET_OUT or end >= _GET_BACK:
            return ("start",) if start > end else ("end",)
        wished = role == "about" and self.chance(kind, mention.start, "must") >= _WISHED
        return ("must",) if wished else (role,)

    def refuses_theme(self, start: int, end: int) -> bool:
        """Whether the theme of whose words these are the ends is not wanted."""
        return self.chance("kind", start, "unwanted") >= _NO_THEME and refusal_around(
            self._text, start, end, wished=False
        )

    def only_speaks_of_theme(self, start: int) -> bool:
        """Whether the theme whose words begin there is neither wanted nor refused."""
        return self.chance("kind", start, "other") >= _THEME_SPOKEN_OF

    def times(self, times: Sequence[Found]) -> list[Found]:
        """Times of which no phrase told whether they begin or end the day."""
        return [self._time(one) for one in times]

    def meals(self, meals: Sequence[Found]) -> list[Found]:
        """Meals as wanted or not; those that are only spoken of are left out."""
        kept = []
        for one in meals:
            if one.value.sure:
                kept.append(one)
                continue
            if one.value.wanted and self.chance("meal", one.start, "skipped") >= _SKIPPED:
                one = replace(one, value=Meal(one.value.meal, False))
            if not (one.value.wanted and self.chance("meal", one.start, "other") >= _NO_WISH):
                kept.append(one)
        if not meals and self.says("no_meals"):
            return [Found(0, 0, Meal(meal, False)) for meal in ("lunch", "dinner")]
        return kept

    def denial(self, start: int) -> Denial | None:
        """Whether a means of travel is refused, or only spoken of; None when that can't be told."""
        if self.chance("mode", start, "without") >= _REFUSED:
            return "refused"
        return "unwished" if self.chance("mode", start, "other") >= _NO_WISH else None

    def walking(self, limits: Sequence[Found], text: str, *, wheels: bool) -> list[Found]:
        """Limits of walking, with the distances that no phrase told to be one.

        Args:
            wheels: somebody sits in a wheelchair or a pushchair, which is told by itself and is no wish to walk little.
        """
        found = list(limits)
        for start, end, metres in distances(text):
            if any(start < one.end and one.start < end for one in found):
                continue
            leg, day = (self.chance("distance", start, role) for role in ("leg", "day"))
            if max(leg, day) >= _LIMIT:
                found = [one for one in found if one.value.metres is not None or one.value.minutes is not None]
                found.append(Found(start, end, WalkLimit(metres, per_leg=leg > day)))
        if found or wheels or not self.says("little_walking"):
            return found
        return [Found(0, 0, WalkLimit(None))]

    def _time(self, one: Found) -> Found:
        wish = one.value
        if not isinstance(wish, TimeWish) or wish.role != "at":
            return one
        begins, ends = (self.chance("time", one.start, role) for role in ("start", "end"))
        if max(begins, ends) < _HOUR:
            return one
        return replace(one, value=replace(wish, role="start" if begins > ends else "end"))


def opinion(
    model: RoleModel, text: str, mentions: Sequence[Mention], found: dict[str, list[Found]], themes: Iterable[Span]
) -> SecondOpinion:
    """Guesses for what the grammars found in a folded text."""
    spans: list[tuple[str, Iterable[Span]]] = [
        ("place", [(one.start, one.end) for one in mentions if one.kind_of not in ("kind", "rest")]),
        ("time", clock_spans(text)),
        ("time", [(one.start, one.end) for one in found["times"]]),
        ("money", [(one.start, one.end) for one in found["money"]]),
        ("meal", [(one.start, one.end) for one in found["meals"]]),
        ("mode", [span for span, _ in mode_words(text)]),
        ("kind", [(one.start, one.end) for one in mentions if one.kind_of == "kind"]),
        ("kind", themes),
        ("distance", [(start, end) for start, end, _ in distances(text)]),
        ("count", [(one.start, one.end) for one in found["max_places"]]),
    ]
    return SecondOpinion(model, text, spans)

"""Places named in an English answer with their Chinese name beside them, to show a driver."""

import re
from functools import lru_cache

from bot.actions import speech
from bot.actions.turn import Reply
from knowledge.places.gazetteer import Gazetteer


def beside_english(reply: Reply) -> None:
    """Puts the Chinese name behind the first mention of every place of the text that is nowhere with it."""
    if reply.locale != "en" or reply.gazetteer is None or not reply.lines:
        return
    pattern, owners = _names(reply.gazetteer)
    text = "\n".join(reply.lines)
    told: set[str] = set()

    def both(match: re.Match[str]) -> str:
        place = reply.gazetteer.places[owners[match[0]]]  # type: ignore[union-attr]
        if place.id in told or place.name["zh-Hans"] in text:
            return match[0]
        told.add(place.id)
        return speech.name(place, "en")

    reply.lines[:] = [pattern.sub(both, line) for line in reply.lines]


@lru_cache(maxsize=2)
def _compiled(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")


def _names(gazetteer: Gazetteer) -> tuple[re.Pattern[str], dict[str, str]]:
    """What finds the English names, the longer ones first, and whose each is."""
    owners = {place.name["en"]: place.id for place in gazetteer.places.values()}
    return _compiled(tuple(sorted(owners, key=len, reverse=True))), owners

"""Which place is meant where one is told by another: the boat of the marina, the halls seen from the beach."""

# A pattern broken over lines is harder to read than a long one.
# ruff: noqa: E501

from bot.actions.turn import Turn
from bot.understanding.folding import compiled
from knowledge.places.place import Place

_OF_IT = compiled(
    r"\s*(?:里面?|入面|上面?|旁边|隔离|对面|门口|附近)?(?:的|嘅|(?:出发|开出)的|(?:那|嗰|这|呢)(?:一)?(?:只|条|艘|间|个|座|家|栋|档|架))(?:那|嗰|这|呢)?(?:一)?(?:只|条|艘|间|个|座|家|栋|档|架)?\s*"
)
"""Stands in Chinese between a place and what belongs to it."""
_CALLED = compiled(
    r"\s*(?:里面?|里头|入面)?(?:的|嘅)?(?:那|嗰|有(?:一)?)(?:条|间|个|座|家|栋|处)[^.!?]{0,24}?(?:叫(?:做|作)?|称(?:为|作)?|俗称)\s*"
)
"""Stands in Chinese between a place and what one in it is called."""
_OF = compiled(
    r"\s*(?:(?:that (?:is|goes|leaves|sails|starts|runs)|which \w+|leaving|sailing|starting|running) from"
    r"|(?:that is |which is )?(?:at|of|in|inside|beside|next to|by|on))(?: the)?\s*"
)
_SEEN_FROM = compiled(
    r"\b(?:see|seen|view(?:ed)?|visible|spot|spotted|across|opposite|over the (?:water|bay|sea))\b[^,.;]{0,40}\b(?:from|of|to)?\s*(?:the )?$"
)
"""Stands before the place from which another is looked at."""
_LOOKED_FROM = compiled(r"\s*(?:对面|隔(?:海|水|岸)|望过去|看过去|睇过去|望到|看得见|看到|睇到)")
"""Stands in Chinese after such a place."""


def meant(turn: Turn) -> tuple[Place, ...]:
    """The places of the message without the one that only tells where another is."""
    named = [one.mention for one in turn.understood.named if one.mention.kind_of == "place" and one.role != "theme"]
    if named and named[0].start == named[0].end:
        # It was told by its description, and what is named besides by where it lies.
        return turn.places[:1]
    if len(named) != 2 or named[0].value == named[1].value:
        return turn.places
    first, second = named
    text = turn.understood.folded
    between = text[first.end : second.start]
    if _OF_IT.fullmatch(between) or _CALLED.fullmatch(between) or _LOOKED_FROM.match(between):
        return (turn.gazetteer.places[second.value],)
    if _OF.fullmatch(between) or _SEEN_FROM.search(between):
        return (turn.gazetteer.places[first.value],)
    return turn.places

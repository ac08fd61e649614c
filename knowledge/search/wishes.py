"""What a visitor wants without naming a place: the district's themes, by the words that the pack says they go by."""

from collections.abc import Mapping

from knowledge.places.gazetteer import Gazetteer
from knowledge.places.place import Place
from knowledge.search.keyword import mandarin, words
from knowledge.search.script import is_han, plain


class Wishes:
    """The themes' words of one gazetteer. Immutable once made."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._themes: dict[str, set[tuple[str, ...]]] = {}
        for theme_id, theme in gazetteer.district.themes.items():
            spoken = (*theme.name.values(), *theme.words)
            self._themes[theme_id] = {words(mandarin(word)) or (plain(word),) for word in spoken}
            # A Chinese word may be cut differently inside a sentence.
            self._themes[theme_id] |= {
                (plain(word),) for word in spoken if len(word) > 1 and all(map(is_han, plain(word)))
            }
        self._of_place = {place.id: _recommended_for(place) for place in gazetteer.places.values()}

    def meant(self, query: str, query_words: tuple[str, ...]) -> Mapping[str, frozenset[str]]:
        """The themes that the query asks for, each with the query's words that say so."""
        text, held = mandarin(query), frozenset(query_words)
        found: dict[str, frozenset[str]] = {}
        for theme, sayings in self._themes.items():
            said = [saying for saying in sayings if _says(saying, text, held)]
            if said:
                found[theme] = frozenset(
                    word for word in query_words if any(word in saying or word in "".join(saying) for saying in said)
                )
        return found

    def themes_of(self, place_id: str) -> frozenset[str]:
        """The themes that the place may be recommended for."""
        return self._of_place[place_id]


def _says(saying: tuple[str, ...], text: str, held: frozenset[str]) -> bool:
    if held.issuperset(saying):
        return True
    return len(saying) == 1 and len(saying[0]) > 1 and is_han(saying[0][0]) and saying[0] in text


def _recommended_for(place: Place) -> frozenset[str]:
    # What isn't there yet, or no more, answers no wish.
    return frozenset() if place.status in ("planned", "closed") else frozenset(place.themes)

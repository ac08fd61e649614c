"""English words of wishes as they were meant: "onyl parks, no dinnr" is told from the words that visitors use here."""

from functools import lru_cache

from rapidfuzz.distance import OSA
from spellchecker import SpellChecker

from bot.understanding.folding import compiled

_WORDS = frozenset(
    ["about", "add", "adult", "adults", "after", "afternoon", "airport", "all", "along", "also", "another", "around", "avoid", "back", "beach", "before", "begin", "better", "bike", "bikes", "boat", "book", "both", "breakfast", "bridge", "budget", "building", "buildings", "bus", "buses", "cancel", "change", "cheap", "cheaper", "child", "children", "churches", "close", "closed", "couple", "day", "days", "different", "dinner", "district", "don't", "dont", "drop", "drive", "each", "early", "earlier", "easy", "eat", "end", "evening", "everything", "except", "family", "far", "fast", "father", "finish", "first", "food", "foot", "forget", "free", "friday", "friend", "friends", "from", "garden", "gardens", "grandma", "grandpa", "grandparents", "half", "happy", "history", "hotel", "hour", "hours", "house", "houses", "how", "husband", "instead", "itinerary", "kids", "kilometres", "kilometers", "kitchen", "last", "late", "later", "least", "leave", "less", "like", "little", "long", "lunch", "make", "mall", "malls", "market", "maximum", "meal", "meals", "metres", "minutes", "monday", "money", "month", "more", "morning", "mother", "move", "much", "mum", "museum", "museums", "music", "near", "need", "never", "next", "night", "nothing", "old", "only", "open", "opening", "order", "outside", "oysters", "packed", "parents", "park", "parks", "partner", "people", "person", "photo", "photos", "pictures", "place", "places", "plan", "planning", "please", "point", "price", "quiet", "rain", "relaxed", "remove", "replace", "restaurant", "return", "rush", "same", "saturday", "schedule", "sea", "seafood", "second", "see", "seniors", "shopping", "short", "show", "sightseeing", "skip", "slow", "slower", "snacks", "something", "spend", "spot", "spots", "start", "starting", "station", "stay", "stop", "stops", "street", "stroller", "sunday", "sunset", "swap", "take", "taxi", "taxis", "temple", "temples", "ticket", "tickets", "time", "today", "together", "tomorrow", "tonight", "too", "total", "tour", "town", "train", "travel", "trip", "two", "under", "until", "view", "visit", "wait", "walk", "walking", "want", "wednesday", "weekend", "wheelchair", "where", "which", "wife", "with", "without", "would", "yuan", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thursday", "tuesday", "address", "phone", "toilet", "toilets", "parking"]
)
_LATIN = compiled(r"(?<![a-z'])[a-z']{3,14}(?![a-z'])")
_LONG = 7
"""Letters from which two slips are believed."""


def corrected(folded: str, named: frozenset[str]) -> list[tuple[int, int, str]]:
    """Where a folded text has a slip of the fingers: start, end, and the word that was meant.

    Only words that English doesn't have are looked at, and none of ``named``, the words of places' names.
    """
    found = []
    for match in _LATIN.finditer(folded):
        if match[0] not in named and (meant := _meant(match[0])):
            found.append((match.start(), match.end(), meant))
    return found


@lru_cache(maxsize=1)
def _english() -> SpellChecker:
    return SpellChecker(language="en", distance=1)


@lru_cache(maxsize=4096)
def _meant(word: str) -> str | None:
    """The only word of wishes that is near enough; None for words that are right, and where it could be several."""
    if word in _WORDS or word in _english():
        return None
    slips = 2 if len(word) >= _LONG else 1
    near = [(OSA.distance(word, known, score_cutoff=slips), known) for known in _WORDS]
    near = [(distance, known) for distance, known in near if distance <= slips and known[0] == word[0]]
    best = min((distance for distance, _ in near), default=None)
    meant = [known for distance, known in near if distance == best]
    return meant[0] if len(meant) == 1 else None

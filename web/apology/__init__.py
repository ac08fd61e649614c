"""What a visitor is told when an answer failed on our side."""

from pathlib import Path
from typing import Any

from bot.understanding.language import detect
from knowledge.places.text import LOCALES, Locale
from knowledge.places.wording import Wording

_wording = Wording(Path(__file__).parent / "wording")


def apology(text: str, locale: object) -> dict[str, Any]:
    """An answer in the shape of the conversation's answers.

    Args:
        text: what the visitor said, as far as known.
        locale: the language asked for; that of the text when it is none of ours.
    """
    asked = [known for known in LOCALES if known == locale]
    language: Locale = asked[0] if asked else detect(text, (), None)
    sentence = _wording.say(language, "apology")
    message: dict[str, Any] = {"text": sentence, "places": [], "itinerary": None, "suggestions": [], "sources": []}
    understood: dict[str, Any] = {
        "intent": None,
        "confidence": None,
        "places": [],
        "attribute": None,
        "constraints": {},
    }
    return {"locale": language, "messages": [message], "understood": understood}

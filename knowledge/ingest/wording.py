"""What is said of files and their rows, in three languages."""

from functools import cache
from pathlib import Path

from knowledge.ingest.refused import Refused
from knowledge.places.text import Locale
from knowledge.places.wording import Wording


@cache
def wording() -> Wording:
    return Wording(Path(__file__).parent / "sentences")


def said(refused: Refused, locale: Locale) -> str:
    """Why a file is not taken."""
    return wording().say(locale, refused.code, **refused.values)

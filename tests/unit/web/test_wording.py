import re
from pathlib import Path

import pytest

from knowledge.places.text import LOCALES
from web.looking.saying import wording as looking_wording
from web.page import PROOFS
from web.saying import wording

WEB = Path(__file__).parents[3] / "web"
SOURCES = [*(WEB / "static").glob("*.js"), *(WEB / "templates").glob("*.html")]
NAMED = re.compile(r"""\bsay\(["']([a-z0-9-]+)["'][,)]|data-(?:ask-)?say(?:-label|-placeholder)?="([a-z0-9-]+)\"""")


@pytest.mark.parametrize("locale", LOCALES)
def test_every_language_has_the_same_messages(locale: str) -> None:
    assert wording().messages(locale) == wording().messages("en")


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name)
def test_every_message_that_a_page_names_exists(source: Path) -> None:
    """A page shows the name of a message that it lacks: nobody should have to read that."""
    named = {name for pair in NAMED.findall(source.read_text("utf-8")) for name in pair if name}
    assert named <= wording().messages("en") | looking_wording().messages("en") | set(PROOFS)

"""The parts of an entry that come in rows: facts, ways to get there, remarks. Each row has its numbered fields."""

from collections.abc import Iterable, Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

from knowledge.places.text import LOCALES

Typed = MultiDict[str, str]

TEXT_ROWS = ("transport", "notes", "needs_check", "conflicts")
"""Fields that are lists of texts in the readers' languages."""
ROWS = ("facts", *TEXT_ROWS)
MOST_ROWS = 60
PICTURE_WORDS = ("author", "licence", "source")

_SAID_BY_DEFAULT = {"as_of": "undated", "confidence": "fair"}


def rows_typed(field: str, document: Mapping[str, Any]) -> dict[str, str]:
    """The form's fields of a document's rows, with an empty row at the end to write in."""
    rows: list[Mapping[str, Any]] = list(document.get(field) or ())
    typed = {f"{field}.rows": str(len(rows) + 1)}
    for number, row in enumerate(rows):
        texts = row["text"] if field == "facts" else row
        typed |= {f"{field}.{number}.text.{locale}": str(texts.get(locale, "")) for locale in LOCALES}
        if field == "facts":
            typed[f"facts.{number}.source"] = str(row.get("source", ""))
            typed |= {f"facts.{number}.{name}": str(row.get(name, said)) for name, said in _SAID_BY_DEFAULT.items()}
            typed[f"facts.{number}.questions"] = "\n".join(row.get("questions", ()))
    return typed


def count(typed: Typed, field: str) -> int:
    """How many rows the form shows."""
    said = typed.get(f"{field}.rows", "")
    return min(MOST_ROWS, int(said)) if said.isascii() and said.isdigit() else 1


def with_another(typed: Typed, field: str) -> Typed:
    """The form with one more empty row."""
    more = typed.copy()
    more[f"{field}.rows"] = str(min(MOST_ROWS, count(typed, field) + 1))
    return more


def rows_of(typed: Typed, field: str) -> list[Any]:
    """The rows in which something is written, as the document has them. A row is taken away by emptying its texts."""
    return list(_facts(typed) if field == "facts" else _texts(typed, field))


def pictures_typed(document: Mapping[str, Any]) -> dict[str, str]:
    """The form's fields of the pictures that a document has; new ones come by a form of their own."""
    typed = {}
    for number, picture in enumerate(document.get("pictures") or ()):
        for name in PICTURE_WORDS:
            typed[f"pictures.{number}.{name}"] = str(picture.get(name, ""))
        for locale in LOCALES:
            typed[f"pictures.{number}.alt.{locale}"] = str(picture.get("alt", {}).get(locale, ""))
    return typed


def pictures_of(typed: Typed, before: Mapping[str, Any]) -> list[Any]:
    """The pictures with what was typed of them, without those that are to be taken away."""
    kept = []
    for number, picture in enumerate(before.get("pictures") or ()):
        if f"pictures.{number}.author" not in typed:
            kept.append(picture)
        elif typed.get(f"pictures.{number}.drop") != "yes":
            words = {name: " ".join(typed.get(f"pictures.{number}.{name}", "").split()) for name in PICTURE_WORDS}
            rest = {name: value for name, value in picture.items() if name not in (*PICTURE_WORDS, "alt")}
            said = {name: word for name, word in words.items() if word}
            kept.append({**rest, **said, "alt": _written(typed, f"pictures.{number}.alt")})
    return kept


def _texts(typed: Typed, field: str) -> Iterable[dict[str, str]]:
    for number in range(count(typed, field)):
        if texts := _written(typed, f"{field}.{number}.text"):
            yield texts


def _facts(typed: Typed) -> Iterable[dict[str, Any]]:
    for number in range(count(typed, "facts")):
        texts = _written(typed, f"facts.{number}.text")
        if not texts:
            continue
        fact: dict[str, Any] = {"text": texts, "source": " ".join(typed.get(f"facts.{number}.source", "").split())}
        for name, meant in _SAID_BY_DEFAULT.items():
            said = typed.get(f"facts.{number}.{name}", "").strip()
            if said and said != meant:
                fact[name] = said
        questions = [" ".join(line.split()) for line in typed.get(f"facts.{number}.questions", "").splitlines()]
        if any(questions):
            fact["questions"] = list(dict.fromkeys(question for question in questions if question))
        yield fact


def _written(typed: Typed, field: str) -> dict[str, str]:
    said = {locale: typed.get(f"{field}.{locale}", "").replace("\r\n", "\n").strip() for locale in LOCALES}
    return {locale: text for locale, text in said.items() if text}

"""Patterns are written in the characters that a text is folded to, or they would never match."""

import ast
from pathlib import Path

import pytest

from bot.understanding.folding import fold, is_han

ROOT = Path(__file__).parents[3]
READS_UNFOLDED = {"language.py"}
FILES = [
    *(file for file in sorted((ROOT / "bot" / "understanding").glob("*.py")) if file.name not in READS_UNFOLDED),
    ROOT / "bot" / "actions" / "intents.py",
    ROOT / "bot" / "actions" / "asking.py",
    ROOT / "bot" / "actions" / "planned.py",
]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_patterns_hold_no_character_that_folding_changes(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    written = (
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs
    )
    assert [text for text in written if any(is_han(one) and fold(one) != one for one in text)] == []

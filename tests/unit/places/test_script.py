import pytest

from knowledge.places.rules import spoken
from knowledge.places.script import foreign_characters


@pytest.mark.parametrize(
    ("text", "locale", "foreign"),
    [
        ("湾里的面馆", "zh-Hant", "湾馆"),
        ("灣裏的麵館", "zh-Hant", ""),
        ("一公里外的人群，床邊，恒心", "zh-Hant", ""),
        ("灣裡的面", "zh-Hans", "灣裡"),
        ("湾里的面馆，干净", "zh-Hans", ""),
        ("Jinsha Bay 金沙灣", "en", ""),
    ],
)
def test_characters_of_the_other_script_are_found(text: str, locale: str, foreign: str) -> None:
    """Only what one script never uses counts: 里, 面 and 群 are at home in both."""
    assert foreign_characters(text, locale) == foreign  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["金沙灣", "金沙湾", " 金 沙 湾", "金沙·湾"])
def test_names_are_the_same_to_visitors_in_either_script(name: str) -> None:
    """Script, case, spaces and dots don't make another name."""
    assert spoken(name) == spoken("金沙湾")
    assert spoken("Jinsha-Bay") == spoken("jinsha bay")

"""What holds for the project as a whole."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml

from knowledge.places.text import LOCALES
from knowledge.places.wording import Wording

ROOT = Path(__file__).parents[3]
WORDINGS = sorted(
    {file.parent for part in ("bot", "itinerary", "knowledge", "web") for file in (ROOT / part).rglob("*.ftl")}
)
CODE = [
    file
    for part in ("bot/actions", "bot/understanding", "itinerary", "knowledge", "web")
    for pattern in ("*.py", "*.js", "*.html", "*.ftl", "*.css")
    for file in (ROOT / part).rglob(pattern)
]


def test_every_dependency_has_its_reason_in_the_readme() -> None:
    """A package that nobody can give a reason for doesn't belong here."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    listed = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    table = "".join(line for line in (ROOT / "README.md").read_text().splitlines() if line.startswith("| ")).lower()
    names = [re.split(r"[<>=\[ ]", entry)[0].lower() for entry in listed]
    missing = [
        name for name in names if not name.startswith("types-") and name not in table.replace("or-tools", "ortools")
    ]
    assert missing == []


def test_every_dependency_is_pinned() -> None:
    """What is installed tomorrow is what was tested today."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    pinned = {
        re.split("==", line)[0].lower().replace("_", "-").replace(".", "-")
        for line in (ROOT / "constraints.txt").read_text().splitlines()
    }
    listed = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = [re.split(r"[<>=\[ ]", entry)[0].lower().replace("_", "-").replace(".", "-") for entry in listed]
    assert [name for name in names if name not in pinned] == []


def test_no_district_is_named_in_code() -> None:
    """Another district is a copied folder, so its name lives in data only."""
    names = set()
    for folder in (ROOT / "knowledge" / "districts").iterdir():
        district = yaml.safe_load((folder / "district.yaml").read_text())
        names |= {district["id"], district["name"]["zh-Hans"], district["name"]["zh-Hant"]}
        names |= set(re.findall(r"[A-Z][a-z]+", district["name"]["en"])) - {"District"}
        names |= set(district["city"].values())
    districts = ROOT / "knowledge" / "districts"
    found = [
        f"{file.relative_to(ROOT)}: {name}"
        for file in CODE
        if not file.is_relative_to(districts)
        for name in names
        if re.search(rf"\b{name}\b" if name.isascii() else name, file.read_text())
    ]
    assert found == []


@pytest.mark.parametrize("folder", WORDINGS, ids=lambda folder: str(folder.relative_to(ROOT)))
def test_every_sentence_exists_in_every_language(folder: Path) -> None:
    """No visitor meets a message that nobody translated."""
    wording = Wording(folder)
    everywhere = {locale: wording.messages(locale) for locale in LOCALES}
    assert everywhere["zh-Hant"] == everywhere["zh-Hans"] == everywhere["en"]


def test_wordings_keep_to_their_script() -> None:
    """The traditional file holds no simplified characters, and the other way round."""
    from opencc import OpenCC

    to_hans, to_hant = OpenCC("t2s"), OpenCC("s2t")
    stray = []
    for folder in WORDINGS:
        for locale, other in (("zh-Hans", to_hans), ("zh-Hant", to_hant)):
            text = (folder / f"{locale}.ftl").read_text()
            turned = other.convert(text)
            # Characters that stand in both scripts with different meanings are no fault of the traditional text.
            both = set("吃台里后几面系只出干松谷范游吁云曲征准升卜斗冲余丑舍须纤仆朴胡御伙布才占复制")
            pairs = zip(text, turned, strict=False) if len(text) == len(turned) else ()
            stray += [f"{folder.name} {locale}: {a}" for a, b in pairs if a != b and a not in both]
    assert stray == []

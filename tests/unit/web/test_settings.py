from dataclasses import fields
from pathlib import Path

import pytest

from knowledge.places.faults import Faults
from tests.unit.web.doubles import TOYTOWN
from web.settings import Settings, read_settings, settings_table

README = Path(__file__).parents[3] / "README.md"


def test_an_empty_environment_gives_the_documented_defaults() -> None:
    settings = read_settings({"GUIDE_DISTRICT": str(TOYTOWN)})
    assert (settings.host, settings.port, settings.allow_clock_header) == ("127.0.0.1", 8000, False)
    assert settings.state == Path("var").resolve()
    assert settings.records() == f"sqlite:///{settings.state}/records.sqlite"


def test_every_faulty_setting_is_named_at_once() -> None:
    environment = {
        "GUIDE_PORT": "eighty",
        "GUIDE_ALLOW_CLOCK_HEADER": "perhaps",
        "GUIDE_BOT_URL": "localhost",
        "GUIDE_TILE_URL": "https://tiles.example/",
        "GUIDE_WIDGET_ORIGINS": "https://a.example/page",
        "GUIDE_OPERATOR_KEYS": "tours:short",
        "GUIDE_DISTRICT": "/nowhere",
    }
    with pytest.raises(Faults) as caught:
        read_settings(environment)
    assert {fault.field for fault in caught.value.faults} == set(environment)


def test_an_empty_value_counts_as_the_default() -> None:
    assert read_settings({"GUIDE_DISTRICT": str(TOYTOWN), "GUIDE_PORT": " "}).port == 8000


@pytest.mark.parametrize("setting", [item.metadata["name"] for item in fields(Settings)])
def test_every_setting_is_in_the_readme(setting: str) -> None:
    assert f"`{setting}`" in README.read_text(encoding="utf-8")


def test_the_table_has_a_row_for_every_setting() -> None:
    assert len(settings_table().splitlines()) == len(fields(Settings)) + 2

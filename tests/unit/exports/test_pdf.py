"""The plan on paper, opened by a reader that had no part in writing it and looked at as a picture."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from PIL.Image import Image

from itinerary.exports import NoLetters, fonts, to_pdf
from itinerary.exports.qr import qr_svg
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.pack import load_pack
from knowledge.places.text import LOCALES, Locale
from tests.unit.exports.days import plan_of_a_day

LINK = "https://guide.example/plans/p1"
START = {"start": {"place_id": "central-station"}, "end": None}


@pytest.fixture(scope="module")
def town() -> Gazetteer:
    return load_pack(Path(__file__).parents[2] / "data" / "toytown").gazetteer()


@pytest.fixture
def plan() -> dict[str, Any]:
    return plan_of_a_day()


def _text(document: bytes) -> str:
    """All that can be copied out of it, without the breaks of its lines."""
    pages = pypdfium2.PdfDocument(document)
    return re.sub(r"\s+", "", "".join(page.get_textpage().get_text_range() for page in pages))


def _picture(document: bytes) -> Image:
    picture: Image = pypdfium2.PdfDocument(document)[0].render(scale=2).to_pil()
    return picture


@pytest.mark.parametrize("locale", LOCALES)
def test_what_is_read_out_of_it_is_what_was_written(plan: dict[str, Any], town: Gazetteer, locale: Locale) -> None:
    """Every sign of every language can be copied and searched, the driver's card in simplified Chinese always."""
    text = _text(to_pdf(plan, locale, town, START, LINK))
    castle = town.places["castle"]
    for said in (castle.name["zh-Hans"], plan["stops"][0]["name"], "14:00", "15:30", LINK, "师傅您好"):
        assert re.sub(r"\s", "", said) in text, said
    disclaimer = town.district.disclaimer
    if disclaimer:
        assert re.sub(r"\s", "", disclaimer[locale]) in text


@pytest.mark.parametrize("locale", LOCALES)
def test_fonts_come_with_it(plan: dict[str, Any], town: Gazetteer, locale: Locale) -> None:
    """No reader has to have Chinese fonts; every font named is embedded."""
    document = to_pdf(plan, locale, town, START, LINK)
    named, embedded = document.count(b"/Type /FontDescriptor"), document.count(b"/FontFile2")
    assert named == embedded > 0
    assert len(document) < 300_000


@pytest.mark.parametrize("locale", LOCALES)
def test_the_page_as_a_picture(plan: dict[str, Any], town: Gazetteer, locale: Locale) -> None:
    """The code leads a camera to the plan's page; the map has water, quarters and stops; nothing runs off the paper."""
    picture = _picture(to_pdf(plan, locale, town, START, LINK)).convert("RGB")
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [LINK]
    colours = {colour for _, colour in picture.getcolors(maxcolors=2**24) or []}
    assert {(14, 79, 92), (239, 232, 214), (255, 248, 222)} <= colours
    width, height = picture.size
    below = picture.crop((0, height // 6, width, height))
    for strip in (below.crop((0, 0, 30, below.height)), below.crop((width - 30, 0, width, below.height))):
        assert strip.getextrema() == ((255, 255),) * 3


def test_no_sign_is_an_empty_box(plan: dict[str, Any], town: Gazetteer) -> None:
    """A sign that no font here has is an error that names it."""
    plan["stops"][2]["name"] = "ปราสาท"
    with pytest.raises(NoLetters, match=r"U\+0E1B"):
        to_pdf(plan, "en", town)


def test_missing_fonts_are_named(plan: dict[str, Any], town: Gazetteer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "PACKAGE", "no_such_fonts")
    fonts.known_letters.cache_clear()
    fonts.face.cache_clear()
    with pytest.raises(NoLetters, match="no-such-fonts"):
        to_pdf(plan, "en", town)
    fonts.known_letters.cache_clear()


def test_a_long_day_goes_on_over_pages(plan: dict[str, Any], town: Gazetteer) -> None:
    """No stop is cut in two, and none is lost."""
    first = plan["stops"][0]
    plan["stops"] = [{**first, "name": f"Stop-{number:02d}", "warnings": ["Ask first. " * 12]} for number in range(24)]
    document = to_pdf(plan, "en", town)
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(document)]
    assert len(pages) > 2
    for number in range(24):
        assert sum(f"Stop-{number:02d}" in page for page in pages) == 1
    assert all(f"{number}/{len(pages)}" in page for number, page in enumerate(pages, 1))


def test_the_same_plan_gives_the_same_bytes(plan: dict[str, Any], town: Gazetteer) -> None:
    assert to_pdf(plan, "zh-Hans", town, START, LINK) == to_pdf(plan, "zh-Hans", town, START, LINK)


def test_a_plan_without_positions_is_written_without_a_map(plan: dict[str, Any], town: Gazetteer) -> None:
    bare = {name: place.model_copy(update={"position": None}) for name, place in town.places.items()}
    assert "14:00" in _text(to_pdf(plan, "en", replace(town, places=bare)))


def test_the_code_as_a_picture_of_its_own_is_an_svg_without_scripts() -> None:
    picture = qr_svg(LINK)
    assert picture.startswith("<svg xmlns=")
    assert "script" not in picture

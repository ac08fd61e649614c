"""Pictures: taken in by what they are, shown with their author and licence, with nothing hidden in them."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from PIL import Image

from knowledge.places.faults import Faults
from knowledge.places.pack import load_pack, write_pack
from knowledge.store import pictures as kept
from knowledge.store.backup import back_up, restore
from knowledge.store.store import Store
from tests.unit.office.conftest import Desk
from web.office.office import Office
from web.office.pictures import LONGEST_SIDE, written_anew

DeskOf = Callable[[str | None], Desk]
SECRET = b"taken by a named phone at a named place"


def photo(form: str = "JPEG", size: tuple[int, int] = (2400, 1200), **more: Any) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "teal").save(out, form, **more)
    return out.getvalue()


def marked() -> bytes:
    """A photo that lies on its side and carries where and by what it was taken, and a page behind its end."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = SECRET.decode()
    return photo(exif=exif, comment=SECRET) + b"<script>alert(1)</script>"


def send(desk: Desk, content: bytes, **fields: str) -> Any:
    said = {"author": "Ann", "licence": "CC-BY-4.0", "alt.en": "The <b>gate</b>", "why": "New", **fields}
    data = {"csrf_token": desk.token(), "picture": (BytesIO(content), "../../evil.svg"), **said}
    return desk.client.post("/office/places/castle/pictures", data=data, content_type="multipart/form-data")


def test_a_picture_goes_from_the_office_to_the_place_page(app: Flask, office: Office, desk_of: DeskOf) -> None:
    """It is shown once published, with its credit; what was hidden in the file is gone."""
    ed, rita, visitor = desk_of("ed"), desk_of("rita"), app.test_client()
    assert send(ed, marked()).status_code == 303
    draft = office.store.entry("place:castle").draft
    assert draft is not None
    picture = draft.document["pictures"][0]
    assert (picture["width"], picture["height"]) == (LONGEST_SIDE // 2, LONGEST_SIDE)
    assert picture["file"] not in visitor.get("/places/castle").text
    # Until then it is the office's alone, also for who knows its name.
    assert visitor.get(f"/pictures/{picture['file']}").status_code == 404
    assert visitor.get(f"/office/pictures/{picture['file']}").status_code == 303
    assert f'src="/office/pictures/{picture["file"]}"' in ed.get("/places/castle").text
    assert ed.get(f"/pictures/{picture['file']}").content_type == "image/jpeg"
    ed.post("/places/castle/submit", number=str(draft.number))
    review = office.store.entry("place:castle").draft
    assert review is not None
    assert rita.post("/places/castle/publish", number=str(review.number)).status_code == 303
    page = visitor.get("/places/castle?lang=en").text
    assert f'src="/pictures/{picture["file"]}"' in page
    assert "Ann" in page
    assert "CC-BY-4.0" in page
    assert "The &lt;b&gt;gate&lt;/b&gt;" in page
    answer = visitor.get(f"/pictures/{picture['file']}")
    assert (answer.content_type, answer.headers["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    for hidden in (SECRET, b"<script", b"Exif"):
        assert hidden not in answer.data
    assert Image.open(BytesIO(answer.data)).size == (LONGEST_SIDE // 2, LONGEST_SIDE)


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_other_formats_become_jpegs(form: str) -> None:
    """What is seen through becomes white."""
    out = BytesIO()
    Image.new("RGBA", (300, 300), (0, 0, 0, 0)).save(out, form)
    content, width, height = written_anew(out.getvalue())
    seen = Image.open(BytesIO(content))
    assert (seen.format, width, height) == ("JPEG", 300, 300)
    assert seen.getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "must be given"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "is no JPEG, PNG or WebP picture"),
        (photo("GIF", (300, 300)), "is no JPEG, PNG or WebP picture"),
        (photo()[:2000], "is a damaged picture"),
        (photo("PNG", (100, 400)), "is smaller than 200 pixels a side"),
        (photo("PNG", (8000, 8000)), "has more than 50 million pixels"),
        (b"x" * (12 * 1024 * 1024 + 1), "is larger than 12 MB"),
    ],
    ids=["none", "svg", "gif", "cut", "small", "bomb", "large"],
)
def test_what_is_no_fit_picture_is_refused(content: bytes, message: str) -> None:
    """By its bytes, whatever it is called; a small file that unpacks into a huge picture too."""
    with pytest.raises(Faults) as found:
        written_anew(content)
    assert [fault.message for fault in found.value.faults] == [message]


def test_nothing_is_kept_without_author_licence_and_words(office: Office, desk_of: DeskOf) -> None:
    """All that is missing is named at once."""
    ed = desk_of("ed")
    ed.get("/?lang=zh-Hans")
    answer = send(ed, b"text", **{"author": " ", "licence": "", "alt.en": ""})
    assert answer.status_code == 422
    assert "不是 JPEG、PNG 或 WebP 图片" in answer.text
    assert answer.text.count("必须填写") >= 3
    assert office.store.entry("place:castle").draft is None
    whole = {"data": b"x" * (13 * 1024 * 1024), "content_type": "multipart/form-data; boundary=x"}
    assert ed.client.post("/office/places/castle/pictures", **whole).status_code == 413


def test_a_picture_can_be_reworded_and_taken_away(office: Office, desk_of: DeskOf) -> None:
    """Its words are edited on the place's form; undoing and history know it like any field."""
    ed = desk_of("ed")
    send(ed, photo())
    base = str(office.store.entry("place:castle").base)
    fields = {"pictures.0.author": "Bob", "pictures.0.licence": "own", "pictures.0.alt.en": "A gate"}
    assert ed.post("/places/castle", base=base, action="save", why="x", **fields).status_code == 303
    draft = office.store.entry("place:castle").draft
    assert draft is not None
    assert draft.document["pictures"][0]["author"] == "Bob"
    assert draft.document["pictures"][0]["width"] == LONGEST_SIDE
    base = str(draft.number)
    assert ed.post("/places/castle", base=base, action="save", why="x", **fields, **{"pictures.0.drop": "yes"})
    assert "pictures" not in office.store.entry("place:castle").draft.document  # type: ignore[union-attr]


def test_pictures_go_with_backups_and_packs(office: Office, tmp_path: Path) -> None:
    """A backup has them, a pack's folder has them, and both bring them back."""
    store = office.store
    content, width, height = written_anew(photo())
    name = kept.keep(store.database, content)
    assert kept.keep(store.database, content) == name
    shown = {"file": name, "width": width, "height": height, "alt": {"en": "x"}, "author": "Ann", "licence": "own"}
    entry = store.entry("place:castle")
    document = {**entry.live.document, "pictures": [shown]}  # type: ignore[union-attr]
    draft = store.save_draft("place:castle", document, base=entry.base, who="ann", why="x")
    store.publish({"place:castle": draft.number}, who="ann", why="x", second_person=False)
    back_up(store.database, tmp_path / "backup")
    pack = store.export_pack()
    write_pack(pack, tmp_path / "pack")
    assert kept.write_to(tmp_path / "pack", pack.places.values(), store.database) == 1
    restored = Store(f"sqlite:///{tmp_path / 'restored.sqlite'}")
    restore(restored.database, tmp_path / "backup")
    assert kept.content_of(restored.database, name) == content
    restored.close()
    brought = Store(f"sqlite:///{tmp_path / 'brought.sqlite'}")
    assert kept.take_from(tmp_path / "pack", brought.database) == 1
    assert load_pack(tmp_path / "pack") == pack
    assert kept.content_of(brought.database, name) == content
    (tmp_path / "pack" / "pictures" / f"{'0' * 32}.jpg").write_bytes(b"not what its name says")
    kept.take_from(tmp_path / "pack", brought.database)
    assert kept.content_of(brought.database, f"{'0' * 32}.jpg") is None
    brought.close()

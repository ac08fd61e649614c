"""Pictures of a place: judged by what they are, not what they are called, and written anew with nothing hidden in them.

A picture that is taken in becomes part of the place's draft, with its author, licence and what it shows; visitors see
it once the draft is published.
"""

from io import BytesIO

from flask import abort, request
from flask.typing import ResponseReturnValue

from knowledge.places.faults import Fault, Faults
from knowledge.places.text import LOCALES
from knowledge.store import pictures as kept
from knowledge.store.history import Conflict, NotNow
from web.office import form
from web.office.desk import current, form_page, save, why
from web.office.guard import allowed, bp, office, takes_files
from web.office.keys import DISTRICT, key_of
from web.office.pages import done
from web.pictures import jpeg

LARGEST = 12 * 1024 * 1024
"""Bytes of an upload."""
MOST_PIXELS = 50_000_000
"""Of a picture as it is sent: a small file can be unpacked into a huge one."""
LONGEST_SIDE = 1600
"""Pixels as it is kept."""
LEAST_SIDE = 200
FORMATS = ("JPEG", "PNG", "WEBP")
MOST_OF_A_PLACE = 12


@bp.post("/places/<place_id>/pictures")
@allowed("editor")
@takes_files(LARGEST)
def add_picture(place_id: str) -> ResponseReturnValue:
    """Adds a picture to the draft."""
    if place_id == DISTRICT:
        abort(404)
    store, key = office().store, key_of(place_id)
    entry = store.entry(key)
    document = {**current(entry).document}
    texts = {locale: " ".join(request.form.get(f"alt.{locale}", "").split()) for locale in LOCALES}
    said = {name: " ".join(request.form.get(name, "").split()) for name in ("author", "licence", "source")}
    faults = [Fault(f"pictures.{name}", "must be given") for name in ("author", "licence") if not said[name]]
    if not any(texts.values()):
        faults.append(Fault("pictures.alt", "must be given"))
    shown = list(document.get("pictures") or ())
    if len(shown) >= MOST_OF_A_PLACE:
        faults.append(Fault("pictures", f"must be at most {MOST_OF_A_PLACE}"))
    sent = request.files.get("picture")
    try:
        content, width, height = written_anew(sent.read(LARGEST + 1) if sent else b"")
    except Faults as unfit:
        faults += unfit.faults
    if faults:
        return form_page(entry, form.typed_of(document), document, faults, 422)
    picture = {"file": kept.name_of(content), "width": width, "height": height}
    picture |= {name: text for name, text in said.items() if text}
    document["pictures"] = [*shown, picture | {"alt": {locale: text for locale, text in texts.items() if text}}]
    kept.keep(store.database, content)
    try:
        save(place_id, document, entry.base, why(), unfinished=True)
    except Conflict as conflict:
        raise NotNow(str(conflict)) from conflict
    return done("picture-added", "place", place_id=place_id)


@bp.get("/pictures/<name>")
@allowed("editor")
def picture(name: str) -> ResponseReturnValue:
    """A picture of a draft, which nobody else can have."""
    return jpeg(name)


def written_anew(content: bytes) -> tuple[bytes, int, int]:
    """The picture as a JPEG of its pixels alone, upright and no larger than is shown; its width and height.

    Places and devices noted in it, profiles, previews and anything hidden behind the pixels are left behind.

    Raises:
        Faults: when it is too large, no picture, or of a format that isn't taken.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    if not content:
        raise Faults([Fault("pictures.file", "must be given")])
    if len(content) > LARGEST:
        raise Faults([Fault("pictures.file", f"is larger than {LARGEST // 1024 // 1024} MB")])
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as opened:
            width, height = opened.size
            if width * height > MOST_PIXELS:
                raise Faults([Fault("pictures.file", f"has more than {MOST_PIXELS // 1_000_000} million pixels")])
            if min(width, height) < LEAST_SIDE:
                raise Faults([Fault("pictures.file", f"is smaller than {LEAST_SIDE} pixels a side")])
            upright = ImageOps.exif_transpose(opened)
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            plain = Image.new("RGB", upright.size, "white")
            seen = upright.convert("RGBA")
            plain.paste(seen, mask=seen.getchannel("A"))
    except UnidentifiedImageError as reason:
        raise Faults([Fault("pictures.file", "is no JPEG, PNG or WebP picture")]) from reason
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as reason:
        raise Faults([Fault("pictures.file", "is a damaged picture")]) from reason
    out = BytesIO()
    plain.save(out, "JPEG", quality=84, optimize=True, progressive=True)
    return out.getvalue(), plain.width, plain.height

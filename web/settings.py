"""Everything that can be set from outside, read from the environment once and never changed afterwards."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from knowledge.places.faults import Fault, Faults
from knowledge.store.database import default_url

TILE_DATUMS = ("WGS84", "GCJ-02")
_DISTRICTS = Path(__file__).parents[1] / "knowledge" / "districts"


def _switch(text: str) -> bool:
    known = {"on": True, "1": True, "true": True, "yes": True, "off": False, "0": False, "false": False, "no": False}
    if text.lower() not in known:
        raise ValueError("must be on or off")
    return known[text.lower()]


def _whole(low: int, high: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not low <= int(text) <= high:
            raise ValueError(f"must be a whole number from {low} to {high}")
        return int(text)

    return read


def _words(text: str) -> tuple[str, ...]:
    return tuple(word for word in (part.strip() for part in text.split(",")) if word)


def _origins(text: str) -> tuple[str, ...]:
    for origin in _words(text):
        parts = urlsplit(origin)
        if origin != "*" and (parts.scheme not in ("http", "https") or not parts.netloc or parts.path):
            raise ValueError(f"{origin} is no origin such as https://example.org")
    return _words(text)


def _http_address(text: str) -> str:
    if urlsplit(text).scheme not in ("http", "https") or not urlsplit(text).netloc:
        raise ValueError("must be an http or https address")
    return text.rstrip("/")


def _tile_address(text: str) -> str | None:
    if not text:
        return None
    if not all(part in text for part in ("{z}", "{x}", "{y}")):
        raise ValueError("must contain {z}, {x} and {y}")
    return _http_address(text)


def _datum(text: str) -> str:
    if text not in TILE_DATUMS:
        raise ValueError(f"must be one of {', '.join(TILE_DATUMS)}")
    return text


def _operator_keys(text: str) -> Mapping[str, str]:
    keys = {}
    for entry in _words(text):
        name, colon, key = entry.partition(":")
        if not colon or not name or len(key) < 16:
            raise ValueError("must be name:key, name:key ... with keys of at least 16 characters")
        keys[key] = name
    return keys


def _text_or_none(text: str) -> str | None:
    return text or None


def _folder(text: str) -> Path:
    return Path(text).expanduser().resolve()


def _district(text: str) -> Path:
    if text:
        folder = _folder(text)
        if not (folder / "district.yaml").is_file():
            raise ValueError(f"{folder} holds no district.yaml")
        return folder
    found = sorted(path.parent for path in _DISTRICTS.glob("*/district.yaml"))
    if len(found) != 1:
        raise ValueError(f"must be given, as {_DISTRICTS} holds {len(found)} districts")
    return found[0]


def _setting(name: str, default: str, sentence: str, read: Callable[[str], Any] = str) -> Any:
    return field(metadata={"name": f"GUIDE_{name}", "default": default, "sentence": sentence, "read": read})


@dataclass(frozen=True)
class Settings:
    host: str = _setting("HOST", "127.0.0.1", "Address that the web side listens on.")
    port: int = _setting("PORT", "8000", "Port that the web side listens on.", _whole(0, 65535))
    state: Path = _setting("STATE", "var", "Folder of all that is written at run time.", _folder)  # noqa: RUF009
    allow_clock_header: bool = _setting(
        "ALLOW_CLOCK_HEADER", "off", "Whether the header X-Guide-Now replaces the clock, for tests.", _switch
    )
    district: Path = _setting(  # noqa: RUF009
        "DISTRICT", "", "Folder of the district's pack; the only one in knowledge/districts if empty.", _district
    )
    database_url: str = _setting(
        "DATABASE_URL", "", "SQLAlchemy address of the curated places; a SQLite file in GUIDE_STATE if empty."
    )
    records_url: str = _setting(
        "RECORDS_URL", "", "SQLAlchemy address of conversations, plans and jobs; a SQLite file in GUIDE_STATE if empty."
    )
    encoder: str | None = _setting(
        "ENCODER", "", "Name or folder of the model that embeds texts; the packaged one if empty.", _text_or_none
    )
    bot_url: str = _setting("BOT_URL", "http://127.0.0.1:5005", "Address of the Rasa server.", _http_address)
    bot_seconds: int = _setting(
        "BOT_SECONDS", "30", "Seconds after which a chat turn gives up on the assistant.", _whole(1, 120)
    )
    action_port: int = _setting(
        "ACTION_PORT", "5055", "Loopback port on which the assistant's actions are run.", _whole(0, 65535)
    )
    tile_url: str | None = _setting(
        "TILE_URL", "", "Address of map tiles with {z}, {x} and {y}; a drawn map if empty.", _tile_address
    )
    tile_datum: str = _setting("TILE_DATUM", "WGS84", "Datum that the tiles are drawn in: WGS84 or GCJ-02.", _datum)
    tile_attribution: str = _setting("TILE_ATTRIBUTION", "", "Credit that the map shows for its tiles.")
    widget_origins: tuple[str, ...] = _setting(
        "WIDGET_ORIGINS", "", "Origins whose pages may carry the widget, with commas between; * for any.", _origins
    )
    threads: int = _setting("THREADS", "64", "Requests that are worked on at once.", _whole(4, 512))
    plan_slots: int = _setting(
        "PLAN_SLOTS", "0", "Plans that are computed at once; as many as processors if 0.", _whole(0, 64)
    )
    plan_queue: int = _setting(
        "PLAN_QUEUE", "24", "Plans that may wait for their turn before the next is told to come back.", _whole(0, 400)
    )
    chat_rate: int = _setting(
        "CHAT_RATE", "120", "Messages a minute that one conversation may send.", _whole(1, 100000)
    )
    address_rate: int = _setting(
        "ADDRESS_RATE", "1200", "Messages a minute that one network address may send.", _whole(1, 1000000)
    )
    session_days: int = _setting(
        "SESSION_DAYS", "30", "Days without a message after which a conversation is forgotten.", _whole(1, 3650)
    )
    operator_keys: Mapping[str, str] = _setting(
        "OPERATOR_KEYS", "", "Operators' bearer keys as name:key with commas between; no jobs if empty.", _operator_keys
    )
    operator_rate: int = _setting(
        "OPERATOR_RATE", "60", "Requests a minute that one operator may send.", _whole(1, 100000)
    )
    webhook_hosts: tuple[str, ...] = _setting(
        "WEBHOOK_HOSTS", "", "Hosts as name:port that jobs may call back although they are not public.", _words
    )
    office_second_person: bool = _setting(
        "OFFICE_SECOND_PERSON", "on", "Whether the office publishes by a second person only.", _switch
    )
    trusted_proxy: str | None = _setting(
        "TRUSTED_PROXY", "", "Address of the reverse proxy whose X-Forwarded headers are believed.", _text_or_none
    )

    def records(self) -> str:
        """The address of the database of conversations, plans and jobs."""
        return self.records_url or f"sqlite:///{self.state / 'records.sqlite'}"

    def truth(self) -> str:
        """The address of the database of the curated places."""
        return self.database_url or default_url(self.state, self.district)

    def slots(self) -> int:
        """How many plans are computed at once."""
        return self.plan_slots or os.cpu_count() or 1


def read_settings(environment: Mapping[str, str]) -> Settings:
    """The settings of that environment.

    Raises:
        Faults: naming every variable with a value that can't be.
    """
    values, faults = {}, []
    for item in fields(Settings):
        text = environment.get(item.metadata["name"], "").strip() or item.metadata["default"]
        try:
            values[item.name] = item.metadata["read"](text)
        except ValueError as fault:
            faults.append(Fault(item.metadata["name"], str(fault)))
    if faults:
        raise Faults(faults)
    return Settings(**values)


def settings_table() -> str:
    """The settings as a Markdown table, for the handbook."""
    rows = [
        f"| `{item.metadata['name']}` | {item.metadata['default'] or 'none'} | {item.metadata['sentence']} |"
        for item in fields(Settings)
    ]
    return "\n".join(["| setting | default | meaning |", "| --- | --- | --- |", *rows])

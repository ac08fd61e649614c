"""Why a file is not taken, as a message's id and its blanks, so that it can be said in the reader's language."""

from typing import Any


class Refused(Exception):
    """The whole file is not taken; ``code`` is a message of ``wording/`` and ``values`` fill its blanks."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(f"{code} {values}" if values else code)
        self.code = code
        self.values = values

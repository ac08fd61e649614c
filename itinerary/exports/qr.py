"""The share link as a QR code."""

from dataclasses import dataclass

import segno

QUIET = 4
"""Empty modules around it, as ISO/IEC 18004 wants."""


@dataclass(frozen=True)
class Code:
    """Dark modules as one path of an SVG, a module a unit, the quiet zone included."""

    size: int
    path: str


def qr_path(link: str) -> Code:
    """The code of that link, readable with an eighth of it covered (error correction M)."""
    rows = qr_rows(link)
    runs = []
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            if not row[x]:
                x += 1
                continue
            end = x
            while end < len(row) and row[end]:
                end += 1
            runs.append(f"M{x + QUIET} {y + QUIET}h{end - x}v1h-{end - x}z")
            x = end
    return Code(len(rows) + 2 * QUIET, "".join(runs))


def qr_rows(link: str) -> list[list[bool]]:
    """The modules row by row, true where dark, without the quiet zone."""
    return [[bool(module) for module in row] for row in segno.make_qr(link, error="m").matrix]


def qr_svg(link: str) -> str:
    """The code as a picture of its own."""
    code = qr_path(link)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {code.size} {code.size}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{code.size}v{code.size}H0z"/><path d="{code.path}"/></svg>'
    )

"""Draws small line charts as SVG, one panel beside the other."""

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

WIDE, HIGH, LEFT, TOP = 380, 260, 56, 44
COLOURS = ("#1f5fa8", "#b5522b", "#3f7d3a")


def draw(path: Path, across: str, ticks: Sequence[int], panels: Mapping[str, Mapping[str, Sequence[float]]]) -> None:
    """Writes a chart to ``path``: panels by title, in each the lines by name, with a value for each tick.

    The ticks are set evenly, ``across`` says what they count; each panel begins at 0.
    """
    width = WIDE * len(panels)
    drawn = "".join(_panel(WIDE * at, title, lines, across, ticks) for at, (title, lines) in enumerate(panels.items()))
    path.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {HIGH}" width="{width}" height="{HIGH}" '
        'font-family="sans-serif" font-size="12" fill="#222">'
        f'<rect width="{width}" height="{HIGH}" fill="#fff"/>{drawn}</svg>\n',
        encoding="utf-8",
    )


def _panel(x: int, title: str, lines: Mapping[str, Sequence[float]], across: str, ticks: Sequence[int]) -> str:
    left, right, top, bottom = x + LEFT, x + WIDE - 16, TOP + 20, HIGH - 44
    most = max((value for values in lines.values() for value in values), default=0.0) or 1.0
    step = (right - left) / max(1, len(ticks) - 1)
    parts = [f'<text x="{left}" y="20" font-size="14">{escape(title)}</text>']
    for share in (0.0, 0.5, 1.0):
        y = bottom - share * (bottom - top)
        parts.append(f'<path d="M{left} {y:.1f}H{right}" stroke="#ddd"/>')
        parts.append(f'<text x="{left - 6}" y="{y + 4:.1f}" text-anchor="end">{most * share:.3g}</text>')
    for at, tick in enumerate(ticks):
        parts.append(f'<text x="{left + at * step:.1f}" y="{bottom + 18}" text-anchor="middle">{tick}</text>')
    parts.append(f'<text x="{(left + right) / 2}" y="{HIGH - 8}" text-anchor="middle">{escape(across)}</text>')
    for at, (name, values) in enumerate(lines.items()):
        colour = COLOURS[at % len(COLOURS)]
        points = " ".join(
            f"{left + number * step:.1f},{bottom - value / most * (bottom - top):.1f}"
            for number, value in enumerate(values)
        )
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts.append(f'<text x="{left + at * 90}" y="{TOP}" fill="{colour}">{escape(name)}</text>')
    return "".join(parts)

"""How wide a text is in Times New Roman, whose letters every printed document has by the rules."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_suffix(".json")  # made by tools/build_letter_widths.py
_MM_IN_A_POINT = 25.4 / 72
_UNKNOWN = 722  # thousandths of the size: as wide as most capitals


def width_in_mm(text: str, points: float, *, bold: bool = False) -> float:
    """Return how wide ``text`` is, in mm, in letters of so many ``points``."""
    widths = _widths("đậm" if bold else "thường")
    return sum(widths.get(letter, _UNKNOWN) for letter in text) / 1000 * points * _MM_IN_A_POINT


@cache
def _widths(face: str) -> dict[str, int]:
    grouped = json.loads(_FILE.read_text(encoding="utf-8"))[face]
    return {letter: int(width) for width, letters in grouped.items() for letter in letters}


def lines_of(text: str, width: float, points: float, *, bold: bool = False) -> int:
    """Return in how many lines of ``width`` mm ``text`` is printed; only a word wider than one is cut."""
    return sum(_lines_of_one(line, width, points, bold) for line in text.split("\n"))


def _lines_of_one(text: str, width: float, points: float, bold: bool) -> int:
    lines, used = 1, 0.0
    for word in filter(None, text.split(" ")):  # not at no-break spaces
        wide = width_in_mm(f"{word} ", points, bold=bold)
        if used and used + wide > width:
            lines, used = lines + 1, 0.0
        lines += int(wide // width)
        used += wide % width
    return lines

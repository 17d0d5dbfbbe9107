"""A guest's name → what a name card says and how large: as few lines as can be read from afar.

A card is a sheet of A4 that is folded to stand: its text is as long as the sheet is wide.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from sokhet_docs.text.letter_widths import width_in_mm
from sokhet_docs.text.line_breaks import NO_BREAK

SIZES = (72, 60, 50, 42, 34, 26)  # points; the template has a style for each
WIDTH = 180.0  # mm: of a sheet's 210 less the margins
_LARGE_ENOUGH = 50  # points: a name of this size needs no second line
_MAX_LINES = 3
# Ông is a family name too: Ông Ích Khiêm, Ông Văn Tùng.
_HONORIFIC = re.compile(
    r"(đồng chí|đ/c|đc|ông/bà|ông(?!\s+(?:ích|văn|thị)\s+\S+$)|bà)(?:\s*[.:]\s*|\s+)(?=\S)", re.IGNORECASE
)
_FORMS = {"đ/c": "đồng chí", "đc": "đồng chí"}
_DEGREE = (
    r"(?:GS|PGS|TSKH|TS|ThS|BSCKII|BSCKI|BS|CKII|CKI|DS|KS|CN|LS|NGƯT|NGND|TTƯT|TTND|NSƯT|NSND)\b\.?"
    r"|(?:Phó giáo sư|Giáo sư|Tiến sĩ khoa học|Tiến sĩ|Thạc sĩ|Bác sĩ|Kỹ sư|Luật sư|Viện sĩ)\b"
    r"|(?:Đại|Thượng|Trung|Thiếu) (?:tướng|tá|úy)\b"
)
_DEGREES = re.compile(rf"((?:{_DEGREE})(?:\s*[.,–-]?\s*(?:{_DEGREE}))*)\s*[.,:]?\s*(?=\S)", re.IGNORECASE)
_DEGREES_BEHIND = re.compile(
    rf"\s*[,(–-]\s*((?:{_DEGREE})(?:\s*[.,–-]?\s*(?:{_DEGREE}))*)\)?\s*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class CardName:
    """A name on a card: its lines in capitals, their size in points, the titles that stand above it."""

    text: str
    points: int
    titles: str
    fits: bool = True


def without_honorific(name: str) -> tuple[str, str]:
    """Return how a guest is addressed and the name alone: ``("đồng chí", "Nguyễn Văn A")``."""
    found = _HONORIFIC.match(name)
    if not found:
        return "đồng chí", name
    word = found[1].casefold()
    return _FORMS.get(word, word), name[found.end() :]


def split_titles(name: str) -> tuple[str, str]:
    """Return the degrees and ranks before or behind a name, and it alone: ``("PGS.TS.", "Lê Thị B")``."""
    _, own = without_honorific(name)
    found, behind = _DEGREES.match(own), _DEGREES_BEHIND.search(own)
    if behind and not found:
        return behind[1], own[: behind.start()]
    return (found[1].rstrip(" ,"), own[found.end() :]) if found else ("", own)


def fit_name(name: str) -> CardName:
    """Return ``name``, as typed, as its card shows it; one that is too long even in the smallest is told."""
    titles, own = split_titles(name)
    lines, points, fits = _best(own.upper())
    return CardName("\n".join(line.replace(" ", NO_BREAK) for line in lines), points, titles, fits)


def _best(name: str) -> tuple[tuple[str, ...], int, bool]:
    """Return the lines of ``name``, their size, and whether they fit; more lines only for larger letters."""
    best: tuple[tuple[str, ...], int, bool] | None = None
    for count in range(1, _MAX_LINES + 1):
        lines = _balanced(name, count)
        size = _largest(lines)
        found = (lines, size or SIZES[-1], size > 0)
        if best is None or (found[2], found[1]) > (best[2], best[1]):
            best = found
        if best[2] and best[1] >= _LARGE_ENOUGH:
            break
    assert best is not None  # noqa: S101 -- there is a first line
    return best


def _balanced(name: str, count: int) -> tuple[str, ...]:
    """Return ``name`` in ``count`` lines that are well cut and whose longest is as short as can be."""
    words = name.split()
    if len(words) < count:
        return (name,)
    settings = [
        tuple(" ".join(words[start:end]) for start, end in zip((0, *cuts), (*cuts, len(words)), strict=True))
        for cuts in combinations(range(1, len(words)), count - 1)
    ]
    return min(settings, key=lambda lines: (_is_badly_cut(lines), _widest(lines)))


def _is_badly_cut(lines: tuple[str, ...]) -> bool:
    """Return whether one syllable of several is left alone at the end, or THỊ, VĂN begin a line."""
    is_lone = " " not in lines[-1] and " " in lines[0]
    return is_lone or any(" " in line and line.split()[0] in ("THỊ", "VĂN") for line in lines[1:])


def _largest(lines: tuple[str, ...]) -> int:
    """Return the largest size in which ``lines`` fit; 0 when they fit in none."""
    widest = _widest(lines)
    return next((size for size in SIZES if widest * size <= WIDTH), 0)


@cache
def _widest(lines: tuple[str, ...]) -> float:
    """Return the width of the longest line in letters of one point, in mm."""
    return max(width_in_mm(line, 1, bold=True) for line in lines)

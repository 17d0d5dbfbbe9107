"""A cell that we and LibreOffice show differently → the known reason for it, or None."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time
from functools import lru_cache
from pathlib import Path

from sokhet_docs.office.file_kinds import OLE_MAGIC
from sokhet_docs.office.safe_zip import DAMAGE
from sokhet_docs.workbook.reading import Cell, CellKind, Doubt
from sokhet_docs.workbook.reading.number_time import ENGLISH, VIETNAMESE
from sokhet_docs.workbook.reading.sheets import is_error_word
from tests.attack.formula_cells import formula_cells

_TRUTHS = {"TRUE": {"1", "ĐÚNG", "TRUE"}, "FALSE": {"0", "SAI", "FALSE"}}
_MONTHS = sorted(
    (
        (name.casefold(), number)
        for names in (VIETNAMESE, ENGLISH)
        for number, name in enumerate(names.months, 1)
    ),
    key=lambda month: -len(month[0]),  # Tháng Mười Hai before Tháng Mười
)
_SHORT_MONTH = re.compile(r"(?:thg|th|tháng )\s?(\d{1,2})\b|\bt(\d{1,2})\b")
_WEEKDAY = re.compile(r"thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật|\bth \d\b|\bt[2-7]\b|\bcn\b")
_HALF = {"sa": "am", "ch": "pm", "sáng": "am", "chiều": "pm", "a": "am", "p": "pm", "s": "am", "c": "pm"}
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_NUMBER = re.compile(r"-?\d+(?:,\d+)?(?:E[+-]?\d+)?")
_EARLY = datetime(1900, 3, 2)


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell that differs: what we read and what LibreOffice shows."""

    path: Path
    place: str
    cell: Cell
    theirs: str
    is_covered: bool
    """Whether a merged area hides the cell."""
    has_pivots: bool
    """Whether the file has pivot tables, which LibreOffice makes anew as it opens it."""

    def __str__(self) -> str:
        value = "" if self.cell.value is None else f" = {self.cell.value}"
        return (
            f"{self.path.name} {self.place}: {self.cell.kind.value} {self.cell.text!r}{value},"
            f" LibreOffice {self.theirs!r}"
        )


@lru_cache(maxsize=4)
def has_pivot_tables(path: Path) -> bool:
    """Return whether the file at ``path`` has pivot tables: parts of its zip, or a storage of its .xls."""
    content = path.read_bytes()
    if content.startswith(OLE_MAGIC):
        return "_SX_DB_CUR".encode("utf-16-le") in content
    return b"pivotTable" in content or (content.startswith(b"PK") and b"data-pilot" in _content(content))


def _content(ods: bytes) -> bytes:
    """Return the tables of an OpenDocument file; b"" when it has none that can be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(ods)) as archive:
            return archive.read("content.xml")
    except DAMAGE:
        return b""


def explain(difference: Difference) -> str | None:
    """Return the kind of a known difference with its reason; None when it is not known."""
    return next((reason for reason, holds in _KINDS.items() if holds(difference)), None)


def _is_error(difference: Difference) -> bool:
    return difference.cell.kind is CellKind.ERROR and _is_their_error(difference)


def _is_their_error(difference: Difference) -> bool:
    return is_error_word(difference.theirs) or difference.theirs.startswith("#")


def _is_truth(difference: Difference) -> bool:
    is_truth = difference.cell.kind is CellKind.BOOLEAN
    return is_truth and difference.theirs in _TRUTHS.get(difference.cell.text, set())


def _is_out_of_calendar(difference: Difference) -> bool:
    return set(difference.cell.text) == {"#"}


def _is_early(difference: Difference) -> bool:
    value = difference.cell.value
    is_moment = difference.cell.kind is CellKind.DATETIME
    return is_moment and (isinstance(value, time) or (isinstance(value, datetime) and value < _EARLY))


def _is_named_otherwise(difference: Difference) -> bool:
    return difference.cell.kind is CellKind.DATETIME and _names_apart(difference)


def _names_apart(difference: Difference) -> bool:
    return sorted(_words(difference.cell.text)) == sorted(_words(difference.theirs))


def _words(text: str) -> list[str]:
    """Return the numbers and halves of a day in ``text``: months as numbers, and no days of the week."""
    text = text.casefold()
    for name, number in _MONTHS:
        text = text.replace(name, f" {number} ")
    text = _SHORT_MONTH.sub(lambda match: f" {match[1] or match[2]} ", _WEEKDAY.sub(" ", text))
    words = [_HALF.get(word, word) for word in _TOKEN.findall(text)]
    return [str(int(word)) if word.isdecimal() else word for word in words]


def _is_part_of_a_second(difference: Difference) -> bool:
    """Return whether both show the same, but for the last digits of a moment that is no whole second."""
    value = difference.cell.value
    fraction = value.microsecond if isinstance(value, datetime | time) else 0
    if isinstance(value, float) and not value.is_integer() and ":" in difference.cell.text:
        fraction = 1
    ours, theirs = _words(difference.cell.text), _words(difference.theirs)
    return fraction > 0 and len(ours) == len(theirs)


def _is_general(difference: Difference) -> bool:
    """Return whether LibreOffice shows more digits than the eleven characters of Excel's General."""
    value, theirs = difference.cell.value, difference.theirs
    if not isinstance(value, float | int) or not _NUMBER.fullmatch(theirs):
        return False
    shown = float(theirs.replace(",", "."))
    return abs(shown - value) <= abs(value) * 1e-9 and len(theirs) > len(difference.cell.text.rstrip())


def _is_separated_otherwise(difference: Difference) -> bool:
    swapped = str.maketrans(",.", ".,")
    ours, theirs = difference.cell.text.split(), difference.theirs.split()
    return difference.cell.kind is CellKind.NUMBER and " ".join(ours).translate(swapped).split() == theirs


def _is_formula(difference: Difference) -> bool:
    return difference.place in formula_cells(difference.path)


def _is_half(difference: Difference) -> bool:
    """Return whether both numbers differ by no more than one in the last place that is shown."""
    ours, theirs = (
        _NUMBER.search(text.replace(".", "")) for text in (difference.cell.text, difference.theirs)
    )
    if difference.cell.kind is not CellKind.NUMBER or ours is None or theirs is None:
        return False
    places = len(ours[0].partition(",")[2])
    gap = abs(float(ours[0].replace(",", ".")) - float(theirs[0].replace(",", ".")))
    return places == len(theirs[0].partition(",")[2]) and round(gap * 10**places) == 1


def _is_styled_otherwise(difference: Difference) -> bool:
    is_ods = difference.path.suffix.lower() == ".ods"
    return is_ods and difference.cell.kind in {CellKind.NUMBER, CellKind.DATETIME}


def _is_iso(difference: Difference) -> bool:
    return re.match(r"P(?:T|\d)|\d{4}-\d\d-\d\dT", difference.theirs) is not None


_KINDS: dict[str, Callable[[Difference], bool]] = {
    "an error of Excel, which LibreOffice names otherwise": _is_error,
    "a formula without a result, which LibreOffice works out": (
        lambda difference: difference.cell.kind is CellKind.UNKNOWN
    ),
    "a truth: Excel's words are the same in Vietnam": _is_truth,
    "a doubt that the clerk is told": lambda difference: difference.cell.doubt is Doubt.UNSURE,
    "no day of Excel's calendar: it shows ####": _is_out_of_calendar,
    "names of months and halves of a day: LibreOffice has its own Vietnamese ones": _is_named_otherwise,
    "before 1/3/1900: Excel's calendar has 29/2/1900": _is_early,
    "a part of a second: Excel rounds, LibreOffice cuts": _is_part_of_a_second,
    "General: Excel shows eleven characters, LibreOffice up to fifteen digits": _is_general,
    "a number with a language: Excel keeps the machine's marks, LibreOffice takes the language's": (
        _is_separated_otherwise
    ),
    "a pivot table, which LibreOffice makes anew": lambda difference: difference.has_pivots,
    "a formula that LibreOffice cannot work out": _is_their_error,
    "a formula, which LibreOffice works out anew": _is_formula,
    "a cell that a merged area hides": lambda difference: difference.is_covered,
    "half of a last digit: Excel rounds fifteen digits, LibreOffice the number behind them": _is_half,
    "a style with a language in .ods, which LibreOffice replaces by one of its own": _is_styled_otherwise,
    "a moment of strict .xlsx, which LibreOffice takes for a text": _is_iso,
}

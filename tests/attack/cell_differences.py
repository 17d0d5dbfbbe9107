"""A cell that we and LibreOffice show differently → the known reason for it, or None."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from pathlib import Path

from sokhet_docs.office.file_kinds import OLE_MAGIC
from sokhet_docs.office.safe_zip import DAMAGE
from sokhet_docs.workbook.reading import Cell, CellKind, Doubt, number_digits
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
_STYLED = ("styles.xml", "content.xml")
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


def _content(ods: bytes, parts: Sequence[str] = ("content.xml",)) -> bytes:
    """Return some parts of an OpenDocument file; b"" when they cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(ods)) as archive:
            return b"".join(map(archive.read, parts))
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
    theirs = difference.theirs.replace(",", ".").rstrip("0").rstrip(".") or difference.theirs
    return {theirs, difference.theirs} & _TRUTHS.get(difference.cell.text, set()) != set()


def _is_truth_not_worked_out(difference: Difference) -> bool:
    is_zero = re.fullmatch(r"\D*0(?:,0+)?\D*", difference.theirs) is not None
    is_xlsx = difference.path.suffix.lower() in {".xlsx", ".xlsm"}
    return difference.cell.kind is CellKind.BOOLEAN and is_xlsx and is_zero


def _is_hidden_text(difference: Difference) -> bool:
    cell = difference.cell
    return cell.kind is CellKind.TEXT and cell.doubt is Doubt.HIDDEN and difference.theirs != ""


def _is_no_number(difference: Difference) -> bool:
    return difference.cell.kind is CellKind.UNREADABLE and difference.theirs.casefold() == "nan"


@lru_cache(maxsize=4)
def _is_of_a_beta(path: Path) -> bool:
    """Return whether the .xlsx at ``path`` has the namespace of Excel 2007 before its release."""
    if path.suffix.lower() != ".xlsx":
        return False
    with zipfile.ZipFile(path) as archive:
        sheets = [name for name in archive.namelist() if "worksheets/sheet" in name]
        return any(
            b'"http://schemas.microsoft.com/office/excel/2006/2"' in archive.read(name) for name in sheets
        )


def _is_in_their_full(difference: Difference) -> bool:
    """Return whether LibreOffice shows all fifteen digits of the number, whose rounding is what we show."""
    value, theirs = difference.cell.value, difference.theirs
    if not isinstance(value, float) or not _NUMBER.fullmatch(theirs):
        return False
    is_full = abs(float(theirs.replace(",", ".")) - value) <= abs(value) * 1e-14
    return is_full and _is_rounded(difference.cell.text, value)


def _is_rounded(text: str, value: float) -> bool:
    """Return whether ``text`` shows ``value``, rounded or not, in some layout: by its digits alone."""
    shown = re.sub(r"[^\d,E]", "", text).lstrip("0,")
    digits = f"{abs(value) * (100 if '%' in text else 1):.15g}"
    places = len(re.sub(r"[^\d,]", "", text).partition(",")[2])
    whole = f"{Decimal(digits).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}"
    return shown == whole.replace(".", ",").lstrip("0,") or "E" in shown or "/" in text


def _is_out_of_calendar(difference: Difference) -> bool:
    return set(difference.cell.text) == {"#"}


def _is_early(difference: Difference) -> bool:
    value = difference.cell.value
    is_moment = difference.cell.kind is CellKind.DATETIME
    return is_moment and (isinstance(value, time) or (isinstance(value, datetime) and value < _EARLY))


def _is_laid_out_otherwise(difference: Difference) -> bool:
    """Return whether both name the same moment, in other words or another order, or with less of it."""
    value = difference.cell.value
    if sorted(_words(difference.cell.text)) == sorted(_words(difference.theirs)):
        return difference.cell.kind is CellKind.DATETIME
    return isinstance(value, datetime) and _says(difference.theirs, value)


def _says(text: str, moment: datetime) -> bool:
    """Return whether every number in ``text`` is a part of ``moment``, and it has a half of a day if any."""
    parts = {
        moment.year,
        moment.year % 100,
        moment.month,
        moment.day,
        moment.hour,
        moment.minute,
        moment.second,
    }
    known = {str(part) for part in (*parts, moment.hour % 12 or 12)} | {"am" if moment.hour < 12 else "pm"}
    words = _words(text)
    return bool(words) and set(words) <= known


def _words(text: str) -> list[str]:
    """Return the numbers and halves of a day in ``text``: months as numbers, and no days of the week."""
    text = text.casefold()
    for name, number in _MONTHS:
        text = text.replace(name, f" {number} ")
    text = _SHORT_MONTH.sub(lambda match: f" {match[1] or match[2]} ", _WEEKDAY.sub(" ", text))
    words = [_HALF.get(word, word) for word in _TOKEN.findall(text)]
    return [str(int(word)) if word.isdecimal() else word for word in words]


def _is_part_of_a_second(difference: Difference) -> bool:
    """Return whether LibreOffice shows the moment cut to whole seconds, one second or less before ours."""
    value = difference.cell.value
    if isinstance(value, time):
        value = datetime.combine(datetime(1900, 1, 1), value)
    if isinstance(value, datetime):
        ours, theirs = (
            int("0" + re.sub(r"\D", "", text)) for text in (difference.cell.text, difference.theirs)
        )
        is_next = value.microsecond > 0 and ours == theirs + 1
        return is_next or _says(difference.theirs.partition(",")[0], value - timedelta(milliseconds=1))
    is_length = difference.cell.kind is CellKind.NUMBER and ":" in difference.cell.text
    return is_length and abs(_seconds(difference.cell.text) - _seconds(difference.theirs)) <= 1


def _seconds(text: str) -> float:
    """Return the seconds in a length of time: 26:03:12,5; infinity for other texts."""
    parts = text.replace(",", ".").split(":")
    try:
        return sum((float(part) * 60.0**place for place, part in enumerate(reversed(parts))), 0.0)
    except ValueError:
        return float("inf")


def _is_year_of_three(difference: Difference) -> bool:
    value, theirs = difference.cell.value, re.sub(r"\b(\d\d)y\b", r"\1", difference.theirs)
    return isinstance(value, datetime) and theirs != difference.theirs and _says(theirs, value)


def _is_general(difference: Difference) -> bool:
    """Return whether LibreOffice shows more digits than the eleven characters of Excel's General."""
    value, theirs = difference.cell.value, difference.theirs
    if not isinstance(value, float | int) or not _NUMBER.fullmatch(theirs):
        return False
    shown = float(theirs.replace(",", "."))
    is_ours = difference.cell.text.strip() == number_digits.general(value)
    return (
        is_ours
        and abs(shown - value) <= abs(value) * 1e-9
        and len(theirs) > len(difference.cell.text.strip())
    )


def _is_separated_otherwise(difference: Difference) -> bool:
    swapped = str.maketrans(",.", ".,")
    ours, theirs = difference.cell.text.split(), difference.theirs.split()
    return difference.cell.kind is CellKind.NUMBER and " ".join(ours).translate(swapped).split() == theirs


def _is_formula(difference: Difference) -> bool:
    return difference.place in formula_cells(difference.path)


def _is_half(difference: Difference) -> bool:
    """Return whether the number lies half between what both show, in the last place that is shown."""
    value, cell = difference.cell.value, difference.cell
    ours, theirs = (_NUMBER.search(text.replace(".", "")) for text in (cell.text, difference.theirs))
    if not isinstance(value, float) or ours is None or theirs is None:
        return False
    places = len(ours[0].partition(",")[2])
    between = (float(ours[0].replace(",", ".")) + float(theirs[0].replace(",", "."))) / 2
    scale = 100 if "%" in cell.text else 1
    return bool(abs(abs(value) * scale - abs(between)) < 10.0**-places * 1e-6)


def _is_styled_otherwise(difference: Difference) -> bool:
    is_ods = difference.path.suffix.lower() == ".ods"
    is_valued = difference.cell.kind in {CellKind.NUMBER, CellKind.DATETIME}
    return is_ods and is_valued and b"number:language=" in _content(difference.path.read_bytes(), _STYLED)


def _is_their_general(difference: Difference) -> bool:
    value = difference.cell.value
    is_general = isinstance(value, float) and difference.theirs == number_digits.general(value)
    return is_general and isinstance(value, float) and _is_rounded(difference.cell.text, value)


def _is_escape(difference: Difference) -> bool:
    is_lone = any("\ud800" <= letter <= "\udfff" for letter in difference.cell.text)
    is_short = re.search("_x[0-9A-Fa-f]{1,3}_", difference.cell.text) is not None  # none to Excel
    return is_lone or is_short or re.search("_x[0-9A-Fa-f]{4}_", difference.theirs) is not None


def _is_in_another_page(difference: Difference) -> bool:
    """Return whether both texts are the same bytes, in Windows-1252 and in another Windows encoding."""
    ours, theirs = difference.cell.text, difference.theirs
    pages = ("cp1250", "cp1251", "cp1253", "cp1254", "cp1258")
    return difference.path.suffix.lower() == ".xls" and any(
        ours.encode("latin-1", "replace").decode(page, "replace").split() == theirs.split() for page in pages
    )


def _is_text_beside_value(difference: Difference) -> bool:
    is_text = difference.cell.kind is CellKind.TEXT and not difference.theirs
    return is_text and _has_inline_values(difference.path)


@lru_cache(maxsize=4)
def _has_inline_values(path: Path) -> bool:
    """Return whether a sheet of the .xlsx at ``path`` has a text of its own after another value."""
    if path.suffix.lower() != ".xlsx":
        return False
    with zipfile.ZipFile(path) as archive:
        sheets = [name for name in archive.namelist() if "worksheets/" in name and name.endswith(".xml")]
        return any(re.search(rb't="inlineStr"[^>]*>\s*<v>', archive.read(name)) for name in sheets)


def _is_iso(difference: Difference) -> bool:
    return re.match(r"P(?:T|\d)|\d{4}-\d\d-\d\dT", difference.theirs) is not None


_KINDS: dict[str, Callable[[Difference], bool]] = {
    "an error of Excel, which LibreOffice names otherwise": _is_error,
    "a formula without a result, which LibreOffice works out": (
        lambda difference: difference.cell.kind is CellKind.UNKNOWN
    ),
    "a truth: Excel's words are the same in Vietnam": _is_truth,
    "a truth of .xlsx, which LibreOffice makes a formula and did not work out": _is_truth_not_worked_out,
    "a text that its format hides, of which the clerk is told": _is_hidden_text,
    "a number that is none, of which the clerk is told": _is_no_number,
    "a file of Excel 2007 before its release, which LibreOffice shows empty": (
        lambda difference: not difference.theirs and _is_of_a_beta(difference.path)
    ),
    "a doubt that the clerk is told": lambda difference: difference.cell.doubt is Doubt.UNSURE,
    "no day of Excel's calendar: it shows ####": _is_out_of_calendar,
    "the same moment: LibreOffice has its own Vietnamese names and built-in formats": _is_laid_out_otherwise,
    "a year as yyy: Excel shows four digits, LibreOffice two and a y": _is_year_of_three,
    "before 1/3/1900: Excel's calendar has 29/2/1900": _is_early,
    "a part of a second: Excel rounds, LibreOffice cuts": _is_part_of_a_second,
    "General: Excel shows eleven characters, LibreOffice up to fifteen digits": _is_general,
    "a format that LibreOffice does not know: it shows all digits": _is_in_their_full,
    "a number with a language: Excel keeps the machine's marks, LibreOffice takes the language's": (
        _is_separated_otherwise
    ),
    "a format that LibreOffice does not know: it shows General": _is_their_general,
    "a letter that an .xlsx escapes, which LibreOffice reads otherwise": _is_escape,
    "an .xls with a wrong code page: LibreOffice goes by the character set of the font": _is_in_another_page,
    "a text and a value in one cell: the text counts": _is_text_beside_value,
    "a pivot table, which LibreOffice makes anew": lambda difference: difference.has_pivots,
    "a formula that LibreOffice cannot work out": _is_their_error,
    "a formula, which LibreOffice works out anew": _is_formula,
    "a cell that a merged area hides": lambda difference: difference.is_covered,
    "half of a last digit: Excel rounds fifteen digits, LibreOffice the number behind them": _is_half,
    "a style with a language in .ods, which LibreOffice replaces by one of its own": _is_styled_otherwise,
    "a moment of strict .xlsx, which LibreOffice takes for a text": _is_iso,
}

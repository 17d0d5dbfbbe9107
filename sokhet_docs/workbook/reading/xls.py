"""An old .xls file → its sheets, read with xlrd, as Excel shows them. Macros are never read."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from sokhet_docs.office.looks import Look, is_white
from sokhet_docs.office.safe_zip import EncryptedArchiveError
from sokhet_docs.text.legacy_encodings import is_legacy_font
from sokhet_docs.workbook.reading.number_format import BUILT_IN, NumberFormat, parse
from sokhet_docs.workbook.reading.sheets import Book, Cell, CellKind, Sheet, Wanted
from sokhet_docs.workbook.reading.shown import (
    numeric_cell,
    shown_text,
    unreadable,
    with_formula,
    without_zero,
)
from sokhet_docs.workbook.reading.xls_formulas import daily_formulas, unworked_formulas

_EPOCHS = (datetime(1899, 12, 30), datetime(1904, 1, 1))
Formats = Mapping[int, NumberFormat]
_TEXT, _NUMBER, _DATE, _BOOLEAN = 1, 2, 3, 4  # kinds of cells; all but these and `_NOTHING` are errors
_BLACK = (0, 0, 0)
_ESCAPEMENTS = {1: Look.RAISED, 2: Look.LOWERED}
_OPTIONS = {
    "formatting_info": True,
    "on_demand": True,
    "ragged_rows": True,
    "ignore_workbook_corruption": True,  # of the file system within the file: Excel does not mind
}
_NOTHING = {0, 6}  # no cell, and one that has only a look


def read_xls(path: Path, wanted: Wanted) -> Book:
    """Return the workbook at ``path`` with the sheets whose name is ``wanted``.

    Raises EncryptedArchiveError when it has a password, ValueError when it is damaged.
    """
    import xlrd  # type: ignore[import-untyped]  # seldom needed

    try:
        book = xlrd.open_workbook(path, **_OPTIONS, logfile=io.StringIO())
        formats = _formats(book)
        sheets = tuple(_sheet(book, name, path.name, formats) for name in book.sheet_names() if wanted(name))
        return Book(path.name, tuple(book.sheet_names()), sheets)
    except xlrd.XLRDError as err:
        if "encrypted" in str(err):
            raise EncryptedArchiveError from err
        raise ValueError(str(err)) from err
    except Exception as err:
        raise ValueError(str(err)) from err


def _sheet(book: Any, name: str, file: str, formats: Formats) -> Sheet:
    sheet = book.sheet_by_name(name)
    rows = {}
    for row in range(sheet.nrows):
        filled = [column for column, kind in enumerate(sheet.row_types(row)) if kind not in _NOTHING]
        cells = {column + 1: _cell(book, formats, sheet, row, column) for column in filled}
        if kept := {column: cell for column, cell in cells.items() if cell}:
            rows[row + 1] = kept
    for row, column in unworked_formulas(book, sheet.number) if _has_empty_texts(sheet) else ():
        rows.setdefault(row + 1, {})[column + 1] = Cell("", CellKind.UNKNOWN)
    for row, column in daily_formulas(book, sheet.number):
        if cell := rows.get(row + 1, {}).get(column + 1):
            rows[row + 1][column + 1] = with_formula(cell, "TODAY()")
    hidden = frozenset(
        row + 1 for row, info in sheet.rowinfo_map.items() if _is_hidden(info) and row + 1 in rows
    )
    merged = tuple((top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells)
    hidden_columns = frozenset(
        column + 1 for column, info in sheet.colinfo_map.items() if info.hidden or not info.width
    )
    return Sheet(file, name, rows, hidden, sheet.visibility != 0, merged, hidden_columns=hidden_columns)


def _has_empty_texts(sheet: Any) -> bool:
    """Return whether a cell is the text "", which only a formula can be."""
    rows = (zip(sheet.row_types(row), sheet.row_values(row), strict=True) for row in range(sheet.nrows))
    return any(kind == _TEXT and not value for row in rows for kind, value in row)


def _is_hidden(row: Any) -> bool:
    """Return whether a row is hidden, by its mark or by no height."""
    return bool(row.hidden or (row.height == 0 and row.height_mismatch))


def _cell(book: Any, formats: Formats, sheet: Any, row: int, column: int) -> Cell | None:
    cell = sheet.cell(row, column)
    style = book.xf_list[cell.xf_index]
    if cell.ctype == _TEXT:
        starts = sheet.rich_text_runlist_map.get((row, column), [])
        return _text_cell(book, cell.value, starts, style, formats[style.format_key])
    found = _plain_cell(book, formats, sheet, cell, style)
    look = _look(book, style, style.font_index)
    return found._replace(looks=((look, found.text),)) if found and look else found


def _plain_cell(book: Any, formats: Formats, sheet: Any, cell: Any, style: Any) -> Cell | None:
    """Return the cell of a value that is no text; None for a zero that the sheet hides."""
    if cell.ctype in {_NUMBER, _DATE}:
        shown = _number_cell(cell.value, formats[style.format_key], _EPOCHS[book.datemode])
        return shown if sheet.show_zero_values else without_zero(shown)
    if cell.ctype == _BOOLEAN:
        return Cell("TRUE" if cell.value else "FALSE", CellKind.BOOLEAN)
    import xlrd  # the caller has it imported

    return Cell(xlrd.error_text_from_code.get(cell.value, "#N/A"), CellKind.ERROR)


def _number_cell(value: float, layout: NumberFormat, since: datetime) -> Cell:
    try:
        return numeric_cell(value, layout, since)
    except (ValueError, OverflowError):
        return unreadable(str(value))


def _formats(book: Any) -> Formats:
    """Return the format of each number: what the file says it is, else the built-in one.

    xlrd fills in the built-in ones as an American Excel shows them.
    """
    written = {id(entry) for entry in book.format_list}
    codes = {
        key: entry.format_str if id(entry) in written else BUILT_IN.get(key, entry.format_str)
        for key, entry in book.format_map.items()
    }
    return {key: parse(code or "General") for key, code in codes.items()}


def _text_cell(
    book: Any, text: str, starts: list[tuple[int, int]], style: Any, layout: NumberFormat
) -> Cell | None:
    """Return the cell of a text; ``starts`` says from which character on which font is used."""
    if not text:
        return None
    edges = [(0, style.font_index), *starts, (len(text), 0)]
    parts = [(font, text[start:end]) for (start, font), (end, _) in pairwise(edges) if start < end]
    runs = tuple((getattr(_font(book, font), "name", ""), part) for font, part in parts)
    is_old = any(is_legacy_font(font) for font, _ in runs)
    cell = Cell(text, runs=runs) if is_old else shown_text(text, layout)
    looks = tuple((_look(book, style, font), part) for font, part in parts)
    return cell._replace(looks=looks) if any(look for look, _ in looks) else cell


def _font(book: Any, index: int) -> Any:
    """Return the font of a number; None where the file has none of it."""
    return book.font_list[index] if index < len(book.font_list) else None


def _look(book: Any, style: Any, font_index: int) -> Look:
    """Return how text in a font looks in a cell of ``style``."""
    font = _font(book, font_index)
    if font is None:
        return Look.PLAIN
    if font.struck_out:
        return Look.STRUCK
    red, green, blue = book.colour_map.get(font.colour_index) or _BLACK
    if is_white(f"{red:02X}{green:02X}{blue:02X}") and style.background.fill_pattern == 0:
        return Look.UNSEEN
    return _ESCAPEMENTS.get(font.escapement, Look.PLAIN)

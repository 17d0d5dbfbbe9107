"""An old .xls file → its sheets, read with xlrd, as Excel shows them. Macros are never read."""

from __future__ import annotations

import io
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from sokhet_docs.office.safe_zip import EncryptedArchiveError
from sokhet_docs.text.legacy_encodings import is_legacy_font
from sokhet_docs.workbook.reading.number_format import datetime_of, parse
from sokhet_docs.workbook.reading.sheets import Book, Cell, CellKind, Sheet, Wanted

_EPOCHS = (datetime(1899, 12, 30), datetime(1904, 1, 1))
_TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR = 1, 2, 3, 4, 5


def read_xls(path: Path, wanted: Wanted) -> Book:
    """Return the workbook at ``path`` with the sheets whose name is ``wanted``.

    Raises EncryptedArchiveError when it has a password, ValueError when it is damaged.
    """
    import xlrd  # type: ignore[import-untyped]  # seldom needed

    try:
        book = xlrd.open_workbook(path, logfile=io.StringIO(), formatting_info=True, on_demand=True)
        sheets = tuple(_sheet(book, name, path.name) for name in book.sheet_names() if wanted(name))
        return Book(path.name, tuple(book.sheet_names()), sheets)
    except xlrd.XLRDError as err:
        if "encrypted" in str(err):
            raise EncryptedArchiveError from err
        raise ValueError(str(err)) from err
    except Exception as err:
        raise ValueError(str(err)) from err


def _sheet(book: Any, name: str, file: str) -> Sheet:
    sheet = book.sheet_by_name(name)
    rows = {}
    for row in range(sheet.nrows):
        cells = {column + 1: _cell(book, sheet, row, column) for column in range(sheet.row_len(row))}
        if kept := {column: cell for column, cell in cells.items() if cell}:
            rows[row + 1] = kept
    hidden = frozenset(row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden and row + 1 in rows)
    merged = tuple((top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells)
    columns = frozenset(column + 1 for column, info in sheet.colinfo_map.items() if info.hidden)
    return Sheet(file, name, rows, hidden, sheet.visibility != 0, merged, hidden_columns=columns)


def _cell(book: Any, sheet: Any, row: int, column: int) -> Cell | None:
    cell = sheet.cell(row, column)
    style = book.xf_list[cell.xf_index]
    if cell.ctype == _TEXT:
        return _text_cell(book, cell.value, sheet.rich_text_runlist_map.get((row, column), []), style)
    if cell.ctype in {_NUMBER, _DATE}:
        return _number_cell(cell.value, book.format_map[style.format_key].format_str, _EPOCHS[book.datemode])
    if cell.ctype == _BOOLEAN:
        return Cell("TRUE" if cell.value else "FALSE", CellKind.BOOLEAN)
    if cell.ctype == _ERROR:
        import xlrd  # the caller has it imported

        return Cell(xlrd.error_text_from_code.get(cell.value, "#N/A"), CellKind.ERROR)
    return None


def _number_cell(value: float, code: str, since: datetime) -> Cell:
    layout = parse(code)
    shown = layout.show(value, since)
    if layout.is_date:
        return Cell(shown, CellKind.DATETIME, datetime_of(value, since))
    return Cell(shown, CellKind.NUMBER, value)


def _text_cell(book: Any, text: str, starts: list[tuple[int, int]], style: Any) -> Cell | None:
    """Return the cell of a text; ``starts`` says from which character on which font is used."""
    if not text:
        return None
    edges = [(0, style.font_index), *starts, (len(text), 0)]
    runs = tuple(
        (book.font_list[font].name, text[start:end])
        for (start, font), (end, _) in pairwise(edges)
        if start < end
    )
    if any(is_legacy_font(font) for font, _ in runs):
        return Cell(text, runs=runs)
    return Cell(parse(book.format_map[style.format_key].format_str).show_text(text))

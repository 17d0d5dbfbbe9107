"""A returned table file (.xlsx, .xls, .ods, .csv) → a .docx of its tables, for the reader of annexes.

Each cell has the text that its program shows. What is hidden is not shown, and is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sokhet_docs.office.docx_writer import Table, docx_of
from sokhet_docs.problems import ReturnError, WorkbookError
from sokhet_docs.workbook import CellKind, Sheet, read_book

_MAX_CELLS = 200_000
_MAX_COLUMNS = 300
_DEFAULT_NAME = re.compile(r"(sheet|trang tính|bảng|tabelle|feuil|hoja) ?\d*", re.IGNORECASE)
_TOO_LARGE = "Bảng tính quá lớn so với một báo cáo, không đọc; cần mở xem."


@dataclass(frozen=True, slots=True)
class SheetTables:
    """The .docx of a table file, and a Vietnamese sentence about what it hides ("": nothing)."""

    docx: bytes
    note: str = ""


def read_sheet_tables(path: Path) -> SheetTables:
    """Return the tables that ``path`` shows. Raises ReturnError when it cannot be read."""
    try:
        book = read_book(path, lambda _: True)
    except WorkbookError as err:
        first = err.problems[0]
        raise ReturnError.at(path.name, first.message, first.hint) from err
    shown = [sheet for sheet in book.sheets if not sheet.hidden]
    blocks = [block for sheet in shown for block in _iter_blocks(path, sheet)]
    return SheetTables(docx_of(blocks), _note(book.sheets))


def _iter_blocks(path: Path, sheet: Sheet) -> Iterator[str | Table]:
    rows = {number: cells for number, cells in sheet.rows.items() if number not in sheet.hidden_rows}
    filled = [(row, column) for row, cells in rows.items() for column, cell in cells.items() if cell.text]
    if not filled:
        return
    columns = range(min(column for _, column in filled), max(column for _, column in filled) + 1)
    numbers = sorted({row for row, _ in filled})
    if len(columns) > _MAX_COLUMNS or len(columns) * len(numbers) > _MAX_CELLS:
        raise ReturnError.at(path.name, _TOO_LARGE)
    if not sheet.is_file and not _DEFAULT_NAME.fullmatch(sheet.name.strip()):
        yield sheet.name
    yield [[_text_at(sheet, row, column) for column in columns] for row in numbers]


def _text_at(sheet: Sheet, row: int, column: int) -> str:
    cell = sheet.rows[row].get(column)
    return cell.text if cell else ""


def _note(sheets: tuple[Sheet, ...]) -> str:
    hidden = [f"“{sheet.name}”" for sheet in sheets if sheet.hidden and sheet.rows]
    rows = sum(len(sheet.hidden_rows & sheet.rows.keys()) for sheet in sheets if not sheet.hidden)
    cells = (cell for sheet in sheets for row in sheet.rows.values() for cell in row.values())
    unknown = sum(cell.kind is CellKind.UNKNOWN for cell in cells)
    told = [f"trang ẩn {', '.join(hidden)}"] if hidden else []
    told += [f"{rows} dòng ẩn"] if rows else []
    told += [f"{unknown} ô công thức chưa có kết quả"] if unknown else []
    return f"Bảng tính có {', '.join(told)}: không đọc, cần mở xem." if told else ""

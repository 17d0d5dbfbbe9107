"""A returned table file (.xlsx, .xls, .ods, .csv) → a .docx of its tables, for the reader of annexes.

Each cell has the text that its program shows. What is hidden is not shown, and is told.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from sokhet_docs.office.docx_writer import Table, TableCell, docx_of
from sokhet_docs.office.looks import Look
from sokhet_docs.office.sheet_places import SheetPlaces
from sokhet_docs.problems import ReturnError, WorkbookError
from sokhet_docs.returns.sheet_sides import read_sides
from sokhet_docs.text.vietnamese import first_few
from sokhet_docs.workbook import Cell, CellKind, Doubt, Sheet, column_letters, read_book

Area = tuple[int, int, int, int]  # first row, first column, last row, last column
_MAX_CELLS = 200_000
_MAX_COLUMNS = 300
_MAX_BLANK = 200  # rows
_DEFAULT_NAME = re.compile(r"(sheet|trang tính|bảng|tabelle|feuil|hoja) ?\d*", re.IGNORECASE)
_NAMED = 5  # cells
_SHOWN = 30  # words of what is hidden
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
    return SheetTables(docx_of([*blocks, *read_sides(path)]), _note(book.sheets))


def _iter_blocks(path: Path, sheet: Sheet) -> Iterator[str | Table]:
    filled = [
        (row, column)
        for row, cells in sheet.rows.items()
        for column, cell in cells.items()
        if cell.text and row not in sheet.hidden_rows and column not in sheet.hidden_columns
    ]
    if not filled:
        return
    first, last = min(column for _, column in filled), max(column for _, column in filled)
    columns = [column for column in range(first, last + 1) if column not in sheet.hidden_columns]
    numbers = _rows_with(sorted({row for row, _ in filled}))
    if len(columns) > _MAX_COLUMNS or len(columns) * len(numbers) > _MAX_CELLS:
        raise ReturnError.at(path.name, _TOO_LARGE)
    if not sheet.is_file and not _DEFAULT_NAME.fullmatch(sheet.name.strip()):
        yield sheet.name.strip()
    joined = _joined_cells(path, sheet.merged, numbers, columns)
    shown = {row: sheet.rows.get(row, {}) for row in numbers if row not in sheet.hidden_rows}
    letters = tuple(map(column_letters, columns))
    places = SheetPlaces("" if sheet.is_file else sheet.name.strip(), tuple(numbers), letters)
    rows = [tuple(_iter_cells(shown.get(row, {}), row, columns, joined)) for row in numbers]
    yield Table(rows, places.caption)


def _rows_with(filled: Sequence[int]) -> Sequence[int]:
    """Return the rows that a table has: blank ones too, so that places count rows as the program does."""
    return range(1, filled[-1] + 1) if filled[-1] - len(filled) <= _MAX_BLANK else filled


def _joined_cells(
    path: Path, merged: Sequence[Area], rows: Sequence[int], columns: Sequence[int]
) -> dict[tuple[int, int], TableCell]:
    """Return the cell without text that each merged area makes, by its row and first column that are shown.

    Of areas that overlap, as in a damaged file, the last counts.
    """
    joined: dict[tuple[int, int], TableCell] = {}
    visits = 0
    for top, left, bottom, right in merged:
        reached = rows[bisect_left(rows, top) : bisect_right(rows, bottom)]
        covered = columns[bisect_left(columns, left) : bisect_right(columns, right)]
        visits += len(reached) if covered else 0
        if visits > _MAX_CELLS:
            raise ReturnError.at(path.name, _TOO_LARGE)
        for at, row in enumerate(reached if covered else ()):
            joined[row, covered[0]] = TableCell((), len(covered), at == 0 and len(reached) > 1, at > 0)
    return joined


def _iter_cells(
    cells: Mapping[int, Cell], row: int, columns: Sequence[int], joined: Mapping[tuple[int, int], TableCell]
) -> Iterator[TableCell]:
    """Yield the cells of a row, a merged one once for all the columns that it reaches over."""
    at = 0
    while at < len(columns):
        cell = joined.get((row, columns[at]), TableCell())
        yield replace(cell, pieces=_pieces(cells.get(columns[at])))
        at += cell.span


def _pieces(cell: Cell | None) -> Sequence[tuple[Look, str]]:
    return () if cell is None else cell.looks or ((Look.PLAIN, _whole_text(cell)),)


def _whole_text(cell: Cell) -> str:
    """Return what ``cell`` shows, with all digits of a whole number that is shown as ``1,2E+11``."""
    value = cell.value
    if isinstance(value, float | int) and "E+" in cell.text and abs(value) < 10**15 and value == int(value):
        return str(int(value))
    return cell.text


def _note(sheets: tuple[Sheet, ...]) -> str:
    hidden = [f"“{sheet.name}”" for sheet in sheets if sheet.hidden and sheet.rows]
    shown = [sheet for sheet in sheets if not sheet.hidden]
    rows = sum(len(sheet.hidden_rows & sheet.rows.keys()) for sheet in shown)
    columns = sum(len(_filled_columns(sheet) & sheet.hidden_columns) for sheet in shown)
    unknown = [(sheet, cell) for sheet in sheets for cell in _cells_without_result(sheet)]
    cells = [cell for sheet in sheets for row in sheet.rows.values() for cell in row.values()]
    unshown = sum(cell.doubt is Doubt.HIDDEN for cell in cells)
    told = [f"trang ẩn {', '.join(hidden)}"] if hidden else []
    told += [f"{rows} dòng ẩn"] if rows else []
    told += [f"{columns} cột ẩn"] if columns else []
    told += [f"{unshown} ô có số mà không hiện"] if unshown else []
    told += [f"{len(unknown)} ô công thức chưa có kết quả ({_named(unknown)})"] if unknown else []
    if not told:
        return ""
    words = " ".join(text for sheet in sheets for text in _hidden_texts(sheet)).split()
    opening = f" (“{first_few(words, _SHOWN, '…', ' ')}”)" if words else ""
    return f"Bảng tính có {', '.join(told)}{opening}: không đọc, cần mở xem."


def _named(cells: Sequence[tuple[Sheet, str]]) -> str:
    """Return the first of ``cells``: ``trang “Tháng 5”, ô C12, D12, …``."""
    more = ", …" if len(cells) > _NAMED else ""
    sheets = groupby(cells[:_NAMED], lambda cell: cell[0])
    return (
        "; ".join(f"{_prefix(sheet)}ô {', '.join(name for _, name in own)}" for sheet, own in sheets) + more
    )


def _prefix(sheet: Sheet) -> str:
    return "" if sheet.is_file else f"trang “{sheet.name.strip()}”, "


def _cells_without_result(sheet: Sheet) -> Iterator[str]:
    """Yield the names of the cells with formulas whose results the file does not have."""
    for row, cells in sheet.rows.items():
        for column, cell in cells.items():
            if cell.kind is CellKind.UNKNOWN:
                yield f"{column_letters(column)}{row}"


def _hidden_texts(sheet: Sheet) -> Iterator[str]:
    """Yield the texts of the cells that are not shown."""
    for row, cells in sheet.rows.items():
        is_hidden = sheet.hidden or row in sheet.hidden_rows
        for column, cell in cells.items():
            if cell.text and (is_hidden or column in sheet.hidden_columns):
                yield cell.text


def _filled_columns(sheet: Sheet) -> set[int]:
    return {column for cells in sheet.rows.values() for column, cell in cells.items() if cell.text}

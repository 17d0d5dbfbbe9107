"""An .xlsx file and new rows of one of its sheets → a copy with those rows filled in, all else as it was.

Charts, macros, filters, notes, formats and whatever else the workbook holds go into the copy as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from lxml import etree

from sokhet_docs.office.namespaces import qn
from sokhet_docs.office.opc import CONTENT_TYPES
from sokhet_docs.problems import WorkbookError
from sokhet_docs.text.letter_widths import lines_of
from sokhet_docs.text.vietnamese import clean
from sokhet_docs.workbook.marking.xlsx_grid import Grid
from sokhet_docs.workbook.marking.xlsx_parts import Parts, open_parts
from sokhet_docs.workbook.reading.sheets import column_letters, column_number
from sokhet_docs.workbook.reading.table_files import reword_read_errors

_OTHER_KIND = (
    "Chỉ ghi tiếp được vào tệp .xlsx, .xlsm.",
    "Mở bằng Excel, chọn Lưu thành (Save As), kiểu Excel Workbook (.xlsx), rồi chạy lại.",
)
_EPOCH, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
_END = re.compile(r"(:\$?[A-Z]{1,3}\$?)([1-9]\d*)(?=$|,)")
_GROWING = frozenset({"_xlnm.Print_Area", "_xlnm._FilterDatabase"})
_AREA = re.compile(r"([A-Z]{1,3})([1-9]\d*):([A-Z]{1,3})([1-9]\d*)")

_SIZE = 12  # points of the letters by which heights are counted
_MM_IN_A_DIGIT, _CELL_MARGINS, _WIDTH = 1.9, 2.5, 16.0  # mm: of 11 or 12 points, the narrower
_LINE_HEIGHT, _LEAST_HEIGHT = 17.0, 24.0  # points
_MOST_HEIGHT = 409.0  # points: of a row of Excel
_COLUMNS = 200  # of a sheet whose widths are looked at

Value = str | int | date


@dataclass(frozen=True, slots=True)
class NewRow:
    """The values of one row by column, both counted from 1; a value is written over what the cell holds.

    ``like`` is the row whose look it gets, None for none; ``looks`` are columns that look like the cell of
    another row (a day needs a cell that shows days).
    """

    row: int
    values: Mapping[int, Value]
    like: int | None = None
    looks: Mapping[int, int] = field(default_factory=dict)


def fill_rows(path: Path, rows: Mapping[str, Sequence[NewRow]]) -> bytes:
    """Return the .xlsx at ``path`` with ``rows`` filled in, by the name of their sheet.

    Raises WorkbookError when the file is of another kind, or one of the sheets is protected.
    """
    with reword_read_errors(path), open_parts(path) as parts:
        if CONTENT_TYPES not in parts:
            raise WorkbookError.at(path.name, *_OTHER_KIND)
        sheets = dict(_iter_sheets(parts))
        _refuse_protected(path, {name: parts.xml(sheets[name]) for name in rows})
        epoch = _epoch(parts)
        for name, new in rows.items():
            _fill(parts, sheets[name], new, epoch)
            _stretch_names(parts, list(sheets).index(name), list(_iter_blocks(new)))
        return parts.to_bytes()


def _iter_sheets(parts: Parts) -> Iterator[tuple[str, str]]:
    """Yield the name of each sheet with that of its part."""
    book = parts.related("", "officeDocument") or "xl/workbook.xml"
    for entry in parts.xml(book).iterfind("{*}sheets/{*}sheet"):
        yield entry.get("name", ""), parts.target(book, entry.get(qn("r:id"), ""))


def _epoch(parts: Parts) -> date:
    book = parts.related("", "officeDocument") or "xl/workbook.xml"
    settings = parts.xml(book).find("{*}workbookPr")
    is_1904 = settings is not None and settings.get("date1904") in {"1", "true"}
    return _EPOCH_1904 if is_1904 else _EPOCH


def _refuse_protected(path: Path, sheets: Mapping[str, etree._Element]) -> None:
    for name, sheet in sheets.items():
        lock = sheet.find("{*}sheetProtection")
        if lock is not None and lock.get("sheet") in {"1", "true"}:
            hint = "Mở bằng Excel, chọn Review, Unprotect Sheet, lưu lại rồi chạy lại."
            raise WorkbookError.at(path.name, f"Trang “{name}” đang khóa (Protect Sheet).", hint)


def _fill(parts: Parts, part: str, rows: Sequence[NewRow], epoch: date) -> None:
    sheet = parts.xml(part)
    grid, widths = Grid(sheet), _widths(sheet)
    for row in rows:
        _copy_look(grid, row)
        for column, value in row.values.items():
            _write(grid.cell((row.row, column)), value, epoch)
        _set_height(grid, row, widths)
    _merge_alike(sheet, rows)
    _stretch(parts, part, sheet, rows)


def _copy_look(grid: Grid, new: NewRow) -> None:
    """Give the cells of a row that have no look yet that of the row that it is like."""
    styles = dict(grid.styles(new.like)) if new.like else {}
    for column, style in styles.items():
        cell = grid.cell((new.row, column))
        if "s" not in cell.attrib:
            cell.set("s", style)
    for column, row in new.looks.items():
        found = grid.find((row, column))
        if found is not None and (shown := found.get("s")):
            grid.cell((new.row, column)).set("s", shown)


def _write(cell: etree._Element, value: Value, epoch: date) -> None:
    del cell[:]
    cell.attrib.pop("t", "")
    namespace = cell.tag.rpartition("}")[0] + "}"
    if isinstance(value, str):
        cell.set("t", "inlineStr")
        text = etree.SubElement(etree.SubElement(cell, f"{namespace}is"), f"{namespace}t")
        text.text = clean(value)
        text.set(qn("xml:space"), "preserve")
    else:
        number = (value - epoch).days if isinstance(value, date) else value
        etree.SubElement(cell, f"{namespace}v").text = str(number)


def _set_height(grid: Grid, new: NewRow, widths: Mapping[int, float]) -> None:
    """Show a row, as high as its words need where the row that it is like has a height of its own."""
    row, like = grid.row(new.row), grid.row(new.like or 0)
    if row is None:
        return
    if new.like is not None:
        row.attrib.pop("hidden", "")
    if like is not None and like.get("customHeight") in {"1", "true"}:
        texts = {column: value for column, value in new.values.items() if isinstance(value, str)}
        lines = [lines_of(text, widths.get(column, _WIDTH), _SIZE) for column, text in texts.items()]
        height = max(_LEAST_HEIGHT, _LINE_HEIGHT * max(lines, default=1))
        row.set("ht", f"{min(height, _MOST_HEIGHT):g}")
        row.set("customHeight", "1")


def _widths(sheet: etree._Element) -> dict[int, float]:
    """Return how wide the words of each column may be, in mm, of the columns whose width is set."""
    return {
        number: max(5.0, float(column.get("width", "8.43")) * _MM_IN_A_DIGIT - _CELL_MARGINS)
        for column in sheet.iterfind("{*}cols/{*}col")
        for number in range(int(column.get("min", "1")), min(int(column.get("max", "1")), _COLUMNS) + 1)
    }


def _merge_alike(sheet: etree._Element, rows: Iterable[NewRow]) -> None:
    """Merge the cells of each row that are merged in the row that it is like."""
    merged = sheet.find("{*}mergeCells")
    if merged is None:
        return
    for new in rows:
        for area in [entry.get("ref", "") for entry in merged]:
            found = _AREA.fullmatch(area)
            if found and found[2] == found[4] == str(new.like):
                entry = etree.SubElement(merged, merged[0].tag)
                entry.set("ref", f"{found[1]}{new.row}:{found[3]}{new.row}")
    merged.set("count", str(len(merged)))


def _stretch(parts: Parts, part: str, sheet: etree._Element, rows: Sequence[NewRow]) -> None:
    """Make the sheet's dimension, and tables and a filter that end just above ``rows``, reach over them."""
    last = max(new.row for new in rows)
    right = max(column for new in rows for column in new.values)
    dimension = sheet.find("{*}dimension")
    if dimension is not None and (found := _AREA.fullmatch(dimension.get("ref", ""))):
        letters = column_letters(max(right, column_number(found[3])))
        dimension.set("ref", f"{found[1]}{found[2]}:{letters}{max(last, int(found[4]))}")
    blocks, areas = list(_iter_blocks(rows)), [*sheet.iterfind("{*}autoFilter")]
    for entry in sheet.iterfind("{*}tableParts/{*}tablePart"):
        table = parts.xml(parts.target(part, entry.get(qn("r:id"), "")))
        areas += (table, *table.iterfind("{*}autoFilter"))
    for area in areas:
        area.set("ref", _stretched(area.get("ref", ""), blocks))


def _stretch_names(parts: Parts, at: int, blocks: Sequence[tuple[int, int]]) -> None:
    """Make what is printed and filtered of the sheet ``at`` reach over ``blocks`` just below it."""
    book = parts.related("", "officeDocument") or "xl/workbook.xml"
    for name in parts.xml(book).iterfind("{*}definedNames/{*}definedName"):
        if name.get("localSheetId") == str(at) and name.get("name") in _GROWING:
            name.text = _stretched(name.text or "", blocks)


def _iter_blocks(rows: Iterable[NewRow]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last row of each run of rows below each other."""
    first = last = 0
    for row in sorted({new.row for new in rows}):
        if row != last + 1 and last:
            yield first, last
        first = row if row != last + 1 else first
        last = row
    if last:
        yield first, last


def _stretched(areas: str, blocks: Sequence[tuple[int, int]]) -> str:
    """Return ``areas`` (A1:J3, 'Sổ'!$A$1:$J$3) with each that ends in a block, or just above it, over it."""

    def over(found: re.Match[str]) -> str:
        end = int(found[2])
        return f"{found[1]}{max([end, *(last for first, last in blocks if first - 1 <= end <= last)])}"

    return _END.sub(over, areas)

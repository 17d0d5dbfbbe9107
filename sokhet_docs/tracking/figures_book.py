"""The units' figures → ``so-lieu.xlsx``: a row for each unit, a column for each figure and year, live totals.

Every figure links to its place in the unit's file. A blank is "chưa báo cáo" and stays blank, without a link
(some programs would read the link as its value); a total of blanks is blank, not 0. The sums over the years
and those over the units must agree (`Kiểm tra chéo`); where a unit's own total differs, both are coloured.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties

from sokhet_docs.office.excel_book import Formula, ReportWorkbook, book_bytes
from sokhet_docs.office.excel_style import (
    AMBER,
    COUNT_FORMAT,
    GREY,
    RED,
    ColumnHeader,
    Value,
    colour_where,
    fill,
    height_of,
    link,
    set_up_print,
    write_cell,
    write_header,
    write_words,
)
from sokhet_docs.plan import TOTAL_TITLE
from sokhet_docs.returns import Reading
from sokhet_docs.tracking.figure_sums import Block, blocks_of, sum_of, to_excel
from sokhet_docs.tracking.figures_sheets import draw_charts, write_doubts, write_years
from sokhet_docs.tracking.status import Tracking, UnitStatus
from sokhet_docs.tracking.unit_tables import FileLinks, unit_headers, unit_values

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

SHEET = "Số liệu"
_HEAD_ROWS = 3  # group, figure, year
_OWN_TITLE = "Đơn vị ghi"
_PRINT_SCALE, _PAGE_COLUMNS = 50, 28  # percent; columns of figures that fit on an A3 page at this scale
_MAX_LINKS = 65_000  # Excel opens at most 65,530 links of a sheet
_UNIT = unit_headers(48)
_FIGURE = ColumnHeader("", 8, COUNT_FORMAT, "right")


def figures_book(tracking: Tracking, from_output: str = "..") -> bytes:
    """Return ``so-lieu.xlsx``; ``from_output`` leads from the book's folder to the output folder."""
    book = ReportWorkbook()
    sheet = book.worksheets[0]
    sheet.title = SHEET
    links = FileLinks(tracking, from_output)
    blocks = blocks_of(tracking.plan, len(_UNIT) + 1)
    _write_heads(sheet, blocks)
    _write_units(sheet, tracking, blocks, links)
    sums = _write_sums(sheet, tracking, blocks)
    sum_row = len(tracking.statuses) + _HEAD_ROWS + 1
    years = write_years(book.create_sheet("Theo năm"), blocks, _references(sums, sum_row))
    draw_charts(book.create_sheet("Biểu đồ"), years)
    write_doubts(book.create_sheet("Cần xem"), tracking, links)
    return book_bytes(book, "Số liệu tổng hợp")


def _references(sums: Mapping[int, Decimal | None], row: int) -> dict[int, Formula]:
    """Return for each column of figures the formula that shows its sum on another sheet."""
    return {
        column: Formula(f"='{SHEET}'!{get_column_letter(column)}{row}", to_excel(value))
        for column, value in sums.items()
    }


def _write_heads(sheet: Worksheet, blocks: tuple[Block, ...]) -> None:
    for column, head in enumerate(_UNIT, 1):
        sheet.column_dimensions[get_column_letter(column)].width = head.width
        _write_merged_head(sheet, (1, column, _HEAD_ROWS, column), head.title)
    for group, members in groupby(blocks, key=lambda block: block.figure.group):
        own = list(members)
        _write_merged_head(sheet, (1, own[0].first, 1, own[-1].last), group)
        for block in own:
            title = f"{block.figure.label} ({block.figure.measure})"
            _write_merged_head(sheet, (2, block.first, 2, block.last), title)
            for column, text in _titles(block):
                sheet.column_dimensions[get_column_letter(column)].width = _FIGURE.width
                write_header(sheet, 3, column, text)
    for row, height in enumerate((34, 34, 34), 1):
        sheet.row_dimensions[row].height = height
    sheet.freeze_panes = sheet.cell(_HEAD_ROWS + 1, len(_UNIT) + 1).coordinate
    set_up_print(sheet, f"1:{_HEAD_ROWS}")
    _break_pages(sheet, blocks)


def _break_pages(sheet: Worksheet, blocks: tuple[Block, ...]) -> None:
    """Set the sheet up for A3 landscape: no figure split over pages, the units' names on every page."""
    sheet.page_setup.paperSize, sheet.page_setup.scale = sheet.PAPERSIZE_A3, _PRINT_SCALE
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=False)
    sheet.page_margins.top = sheet.page_margins.bottom = 0.5
    sheet.print_title_cols = "A:C"
    start = blocks[0].first
    for block in blocks:
        if block.last - start >= _PAGE_COLUMNS:
            sheet.col_breaks.append(Break(id=block.first - 1))
            start = block.first


def _titles(block: Block) -> Iterator[tuple[int, str]]:
    for column, year in enumerate(block.years, block.first):
        yield column, str(year)
    if block.total and block.own:
        yield block.total, TOTAL_TITLE
        yield block.own, _OWN_TITLE


def _write_merged_head(sheet: Worksheet, area: tuple[int, int, int, int], title: str) -> None:
    first_row, first_column, last_row, last_column = area
    for row in range(first_row, last_row + 1):
        for column in range(first_column, last_column + 1):
            write_header(sheet, row, column, title if (row, column) == area[:2] else "")
    if area[:2] != area[2:]:
        sheet.merge_cells(
            start_row=first_row, start_column=first_column, end_row=last_row, end_column=last_column
        )


def _write_units(sheet: Worksheet, tracking: Tracking, blocks: tuple[Block, ...], links: FileLinks) -> None:
    figures = sum(len(block.years) + bool(block.own) for block in blocks)
    # With too many links Excel drops them all: then only the link on each unit's name is set.
    every_cell = len(tracking.statuses) * (figures + 1) <= _MAX_LINKS
    for row, status in enumerate(tracking.statuses, _HEAD_ROWS + 1):
        _write_unit(sheet, row, status, links)
        target = links.target(status.reading) if status.reading else ""
        for block in blocks:
            _write_figures(sheet, row, block, status, target if every_cell else "")
    first, last = _HEAD_ROWS + 1, _HEAD_ROWS + len(tracking.statuses)
    for block in blocks:
        if block.total and block.own:
            total, own = get_column_letter(block.total), get_column_letter(block.own)
            rule = f"AND(ISNUMBER(${own}{first}),N(${total}{first})<>${own}{first})"
            colour_where(sheet, f"{total}{first}:{own}{last}", rule, RED)


def _write_unit(sheet: Worksheet, row: int, status: UnitStatus, links: FileLinks) -> None:
    unit = status.unit
    sheet.row_dimensions[row].height = height_of(len(unit.name) / _UNIT[2].width)
    values: tuple[Value, ...] = unit_values(unit.number, unit)
    pairs = enumerate(zip(values, _UNIT, strict=True), 1)
    cells = [write_cell(sheet, row, column, value, head) for column, (value, head) in pairs]
    if status.latest:
        item = status.reading or status.latest
        link(cells[-1], links.target(item), tip=item.file)
    if not status.has_content:
        for cell in cells:
            fill(cell, GREY)


def _write_figures(sheet: Worksheet, row: int, block: Block, status: UnitStatus, target: str) -> None:
    for column in range(block.first, block.last + 1):
        if column == block.total:
            years = f"{get_column_letter(block.first)}{row}:{get_column_letter(block.last_year)}{row}"
            write_cell(sheet, row, column, _sum(years, block.value(status.answers, column)), _FIGURE)
            continue
        cell = write_cell(sheet, row, column, None, _FIGURE)
        reading = block.reading(status.answers, column) if status.answers else None
        if reading and not reading.blank:
            _show_reading(cell, reading, block.tag(column), target)


def _sum(cells: str, value: Decimal | None) -> Formula:
    """Return the formula that adds up ``cells`` and is blank where all of them are."""
    return Formula(f'=IF(COUNT({cells})=0,"",SUM({cells}))', to_excel(value))


def _show_reading(cell: Cell, reading: Reading, tag: str, target: str) -> None:
    if reading.value is None:
        write_words(cell, reading.raw)
    else:
        cell.value = to_excel(reading.value)
    if reading.doubt:
        fill(cell, AMBER)
    if target:
        parts = (reading.place, f"Đơn vị ghi: “{reading.raw}”.", reading.doubt)
        link(cell, target, tag, " ".join(part for part in parts if part), shown=False)


def _write_sums(sheet: Worksheet, tracking: Tracking, blocks: tuple[Block, ...]) -> dict[int, Decimal | None]:
    """Write the rows below the units; return the sum of each column of figures."""
    last = _HEAD_ROWS + len(tracking.statuses)
    labels = ("Cộng", "Số đơn vị có số liệu", "Kiểm tra chéo (phải bằng 0)")
    for row, label in enumerate(labels, last + 1):
        for column, text in enumerate(("", "", label), 1):
            fill(write_cell(sheet, row, column, text, ColumnHeader("", 0)), GREY)
    sums: dict[int, Decimal | None] = {}
    for block in blocks:
        for column in range(block.first, block.last + 1):
            values = [block.value(status.answers, column) for status in tracking.statuses]
            sums[column] = sum_of(values)
            count = sum(value is not None for value in values)
            for row, value in enumerate(_column_sums(block, column, last, sums[column], count), last + 1):
                fill(write_cell(sheet, row, column, value, _FIGURE), GREY)
    start = get_column_letter(blocks[0].first)
    area = f"{start}{last + 3}:{get_column_letter(blocks[-1].last)}{last + 3}"
    colour_where(sheet, area, f"N({start}{last + 3})<>0", RED)
    return sums


def _column_sums(
    block: Block, column: int, last: int, value: Decimal | None, count: int
) -> tuple[Value, ...]:
    letter = get_column_letter(column)
    cells = f"{letter}{_HEAD_ROWS + 1}:{letter}{last}"
    check: Value = None
    if column == block.total:
        years = f"{get_column_letter(block.first)}{last + 1}:{get_column_letter(block.last_year)}{last + 1}"
        check = Formula(f"=SUM({years})-SUM({cells})", 0)
    return _sum(cells, value), Formula(f"=COUNT({cells})", count), check

"""The units' figures → ``so-lieu.xlsx``: one row a unit, one column a figure and year, live totals.

Every figure links to its place in the unit's file. A blank is "chưa báo cáo" and stays blank: a total of
blanks is blank, not 0. Sums run over the years and over the units, and must meet (`Kiểm tra chéo`); where a
unit's own total is another, both are coloured.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties

from sokhet_docs.answers import Answers, Reading
from sokhet_docs.book_style import (
    AMBER,
    COUNT_FORMAT,
    GREY,
    RED,
    Formula,
    Head,
    Value,
    book_bytes,
    colour_where,
    fill,
    height_of,
    link,
    set_up_print,
    write_cell,
    write_head,
)
from sokhet_docs.figures_charts import draw_charts, write_years
from sokhet_docs.figures_columns import Block, blocks_of
from sokhet_docs.figures_points import write_points
from sokhet_docs.outline import TOTAL_TITLE, figure_tag, total_tag
from sokhet_docs.received import intake_folder
from sokhet_docs.tracking import Tracking, UnitStatus

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

SHEET = "Số liệu"
_HEAD_ROWS = 3  # group, figure, year
_OWN_TITLE = "Đơn vị ghi"
_PRINT_SCALE, _PAGE_COLUMNS = 50, 28  # percent; columns of figures on an A3 page at this scale
_MOST_LINKS = 65_000  # Excel opens at most 65,530 links of a sheet
_UNIT = (Head("TT", 5, "0", "center"), Head("Mã", 8), Head("Tổ chức đảng", 48))
_FIGURE = Head("", 8, COUNT_FORMAT, "right")


def figures_book(tracking: Tracking, from_output: str = "..") -> bytes:
    """Return ``so-lieu.xlsx``; ``from_output`` is the way from the book's folder to the output folder."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = SHEET
    base = f"{from_output}/{intake_folder(tracking.intake.output).name}"
    blocks = blocks_of(tracking.plan, len(_UNIT) + 1)
    _write_heads(sheet, blocks)
    _write_units(sheet, tracking, blocks, base)
    _write_sums(sheet, blocks, len(tracking.statuses))
    years = write_years(book.create_sheet("Theo năm"), SHEET, blocks, len(tracking.statuses) + _HEAD_ROWS + 1)
    draw_charts(book.create_sheet("Biểu đồ"), years)
    write_points(book.create_sheet("Cần xem"), tracking, base)
    return book_bytes(book, "Số liệu tổng hợp")


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
                write_head(sheet, 3, column, text)
    for row, height in enumerate((34, 34, 34), 1):
        sheet.row_dimensions[row].height = height
    sheet.freeze_panes = sheet.cell(_HEAD_ROWS + 1, len(_UNIT) + 1).coordinate
    set_up_print(sheet, f"1:{_HEAD_ROWS}")
    _break_pages(sheet, blocks)


def _break_pages(sheet: Worksheet, blocks: tuple[Block, ...]) -> None:
    """Let the sheet print on A3 across, a whole figure a page at least, the units' names on every page."""
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
            write_head(sheet, row, column, title if (row, column) == area[:2] else "")
    if area[:2] != area[2:]:
        sheet.merge_cells(
            start_row=first_row, start_column=first_column, end_row=last_row, end_column=last_column
        )


def _write_units(sheet: Worksheet, tracking: Tracking, blocks: tuple[Block, ...], base: str) -> None:
    figures = sum(len(block.years) + bool(block.own) for block in blocks)
    # Too many links and Excel drops them all: then each unit keeps the one on its name.
    every_cell = len(tracking.statuses) * (figures + 1) <= _MOST_LINKS
    for row, status in enumerate(tracking.statuses, _HEAD_ROWS + 1):
        _write_unit(sheet, row, status, base)
        target = f"{base}/{status.reading.file}" if status.reading else ""
        for block in blocks:
            for cell, reading, tag in _write_figures(sheet, row, block, status.answers):
                _show_reading(cell, reading, tag, target if every_cell else "")
    first, last = _HEAD_ROWS + 1, _HEAD_ROWS + len(tracking.statuses)
    for block in blocks:
        if block.total and block.own:
            total, own = get_column_letter(block.total), get_column_letter(block.own)
            rule = f"AND(ISNUMBER(${own}{first}),N(${total}{first})<>${own}{first})"
            colour_where(sheet, f"{total}{first}:{own}{last}", rule, RED)


def _write_unit(sheet: Worksheet, row: int, status: UnitStatus, base: str) -> None:
    unit = status.unit
    sheet.row_dimensions[row].height = height_of(len(unit.name) / _UNIT[2].width)
    values: tuple[Value, ...] = (unit.number, unit.code, unit.name)
    pairs = enumerate(zip(values, _UNIT, strict=True), 1)
    cells = [write_cell(sheet, row, column, value, head) for column, (value, head) in pairs]
    if status.latest:
        one = status.reading or status.latest
        link(cells[-1], f"{base}/{one.file}", tip=one.file)
    if not status.is_told:
        for cell in cells:
            fill(cell, GREY)


def _write_figures(
    sheet: Worksheet, row: int, block: Block, answers: Answers | None
) -> Iterator[tuple[Cell, Reading | None, str]]:
    """Write a unit's cells of one figure; yield those that it filled in, or left blank, with their tags."""
    figure = block.figure
    for column, year in enumerate(block.years, block.first):
        reading = answers.figures.get((figure.key, year)) if answers else None
        yield write_cell(sheet, row, column, None, _FIGURE), reading, figure_tag(figure, year)
    if block.total and block.own:
        years = f"{get_column_letter(block.first)}{row}:{get_column_letter(block.last_year)}{row}"
        write_cell(sheet, row, block.total, sum_of(years), _FIGURE)
        own = answers.totals.get(figure.key) if answers else None
        yield write_cell(sheet, row, block.own, None, _FIGURE), own, total_tag(figure) or ""


def sum_of(cells: str) -> Formula:
    """Return the formula that adds up ``cells`` and is blank where all of them are."""
    return Formula(f'=IF(COUNT({cells})=0,"",SUM({cells}))')


def _show_reading(cell: Cell, reading: Reading | None, tag: str, target: str) -> None:
    if reading is None:
        return
    if reading.value is not None:
        cell.value = as_number(reading.value)
    elif reading.raw:
        cell.value, cell.data_type = reading.raw, "s"
    if reading.doubt:
        fill(cell, AMBER)
    if target:
        said = f"Đơn vị ghi: “{reading.raw}”." if reading.raw else "Chưa báo cáo."
        parts = (reading.place, said, reading.doubt)
        link(cell, target, tag, " ".join(part for part in parts if part), shown=False)


def as_number(value: Decimal) -> int | float:
    """Return ``value`` as Excel keeps numbers: whole where it is whole."""
    return int(value) if value == value.to_integral_value() else float(value)


def _write_sums(sheet: Worksheet, blocks: tuple[Block, ...], units: int) -> None:
    first, last = _HEAD_ROWS + 1, _HEAD_ROWS + units
    labels = ("Cộng", "Số đơn vị có số liệu", "Kiểm tra chéo (phải bằng 0)")
    for row, label in enumerate(labels, last + 1):
        for column, value in enumerate(("", "", label), 1):
            fill(write_cell(sheet, row, column, value, Head("", 0)), GREY)
    for block in blocks:
        for column in range(block.first, block.last + 1):
            letter = get_column_letter(column)
            cells = f"{letter}{first}:{letter}{last}"
            check: Value = None
            if column == block.total:
                years = (get_column_letter(block.first), get_column_letter(block.last_year))
                check = Formula(f"=SUM({years[0]}{last + 1}:{years[1]}{last + 1})-SUM({cells})")
            sums: tuple[Value, ...] = (sum_of(cells), Formula(f"=COUNT({cells})"), check)
            for row, one in enumerate(sums, last + 1):
                fill(write_cell(sheet, row, column, one, _FIGURE), GREY)
    start = get_column_letter(blocks[0].first)
    area = f"{start}{last + 3}:{get_column_letter(blocks[-1].last)}{last + 3}"
    colour_where(sheet, area, f"N({start}{last + 3})<>0", RED)

"""The units' figures → ``so-lieu.xlsx``: a row for each unit, columns for each figure, live totals.

Every figure links to its place in the unit's file. A blank is "chưa báo cáo" and stays blank, without a link
(some programs would read the link as its value); a total of blanks is blank, not 0. A dark cell is a figure
that the unit's form did not ask for. The sums over the periods and those over the units must agree (`Kiểm tra
chéo`); where a unit's own total differs, both are coloured.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from openpyxl.cell import Cell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties

from sokhet_docs.office.excel_book import ReportWorkbook, book_bytes
from sokhet_docs.office.excel_style import (
    AMBER,
    DARK_GREY,
    FONT,
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
from sokhet_docs.tracking.figure_sums import Block, blocks_of, to_excel
from sokhet_docs.tracking.figures_sheets import draw_charts, has_charts, write_doubts, write_periods
from sokhet_docs.tracking.sum_rows import SumRows, sum_formula
from sokhet_docs.tracking.unit_status import Tracking, UnitStatus
from sokhet_docs.tracking.unit_tables import FileLinks, unit_headers, unit_values

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

SHEET = "Số liệu"
_HEAD_ROWS = 3  # group, figure, period
_OWN_TITLE = "Đơn vị ghi"
_NOT_ASKED = "Ô xám đậm: mẫu của đơn vị không hỏi số này. Ô trống: đơn vị chưa báo cáo."
_PRINT_SCALE, _PAGE_COLUMNS = 50, 28  # percent; columns of figures that fit on an A3 page at this scale
_SMALL = 12  # columns of figures that fit on an A4 page
_MAX_LINKS = 65_000  # Excel opens at most 65,530 links of a sheet
_UNIT = unit_headers(48)
_FIGURE_WIDTH = 8
_NOT_ASKED_CELL = ColumnHeader("", 0, align="right", fill=DARK_GREY)


def figures_book(tracking: Tracking, path_to_output: str = "..") -> bytes:
    """Return ``so-lieu.xlsx``; ``path_to_output`` leads from the book's folder to the output folder.

    The forms must ask for figures.
    """
    book = ReportWorkbook()
    sheet = book.worksheets[0]
    sheet.title = SHEET
    links = FileLinks(tracking, path_to_output)
    blocks = blocks_of(tracking.common, len(_UNIT) + 1)
    _write_headers(sheet, blocks)
    _write_units(sheet, tracking, blocks, links)
    first, last = _HEAD_ROWS + 1, _HEAD_ROWS + len(tracking.statuses)
    sums = SumRows(sheet, blocks, first, last)
    sums.write([status.answers for status in tracking.statuses])
    _write_legend(sheet, tracking, blocks, sums.last + 2)
    by_years = tracking.common.by_years
    periods = write_periods(book.create_sheet("Theo năm" if by_years else "Theo kỳ"), blocks, sums)
    if has_charts(periods):
        draw_charts(book.create_sheet("Biểu đồ"), periods)
    write_doubts(book.create_sheet("Cần xem"), tracking, links, "Năm" if by_years else "Kỳ")
    return book_bytes(book, "Số liệu tổng hợp")


def _write_headers(sheet: Worksheet, blocks: tuple[Block, ...]) -> None:
    for column, header in enumerate(_UNIT, 1):
        sheet.column_dimensions[get_column_letter(column)].width = header.width
        _write_merged_head(sheet, (1, column, _HEAD_ROWS, column), header.title)
    for group, members in groupby(blocks, key=lambda block: block.figure.group):
        own = list(members)
        _write_merged_head(sheet, (1, own[0].first, 1, own[-1].last), group)
        for block in own:
            _write_merged_head(sheet, (2, block.first, 2, block.last), block.title)
            for column, text in _titles(block):
                sheet.column_dimensions[get_column_letter(column)].width = _width_of(block)
                write_header(sheet, 3, column, text)
    for row, height in enumerate((34, _title_height(blocks), 34), 1):
        sheet.row_dimensions[row].height = height
    sheet.freeze_panes = sheet.cell(_HEAD_ROWS + 1, len(_UNIT) + 1).coordinate
    set_up_print(sheet, f"1:{_HEAD_ROWS}")
    if blocks[-1].last - len(_UNIT) > _SMALL:
        _break_pages(sheet, blocks)


def _title_height(blocks: Sequence[Block]) -> float:
    """Return the height of the row of the figures' titles: the fewer the periods, the less their width."""
    lines = max(len(block.title) / (_width_of(block) * (block.last - block.first + 1)) for block in blocks)
    return max(34, height_of(lines * 1.3))


def _width_of(block: Block) -> float:
    """Return the width of a figure's columns; one column alone is wider, for its title."""
    return _FIGURE_WIDTH if block.last > block.first else _FIGURE_WIDTH * 2


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
    for column, period in enumerate(block.periods, block.first):
        yield column, period.label
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
    figures = sum(len(block.periods) + bool(block.own) for block in blocks)
    # With too many links Excel drops them all: then only the link on each unit's name is set.
    every_cell = len(tracking.statuses) * (figures + 1) <= _MAX_LINKS
    for row, status in enumerate(tracking.statuses, _HEAD_ROWS + 1):
        _write_unit(sheet, row, status, links)
        target = links.target(status.figures_file) if status.figures_file else ""
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
    cells = [write_cell(sheet, row, column, value, header) for column, (value, header) in pairs]
    if status.latest:
        item = status.reading or status.latest
        link(cells[-1], links.target(item), tip=item.file)
    if not status.has_content:
        for cell in cells:
            fill(cell, GREY)


def _write_figures(sheet: Worksheet, row: int, block: Block, status: UnitStatus, target: str) -> None:
    header = ColumnHeader("", 0, block.number_format, "right")
    for column in range(block.first, block.last + 1):
        if not block.is_asked(status.form, column):
            write_cell(sheet, row, column, None, _NOT_ASKED_CELL)
        elif column == block.total:
            periods = f"{get_column_letter(block.first)}{row}:{get_column_letter(block.last_period)}{row}"
            write_cell(sheet, row, column, sum_formula(periods, block.value(status.answers, column)), header)
        else:
            cell = write_cell(sheet, row, column, None, header)
            reading = block.reading(status.answers, column) if status.answers else None
            if reading and not reading.blank:
                _show_reading(cell, reading, block.tag(column), target)


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


def _write_legend(sheet: Worksheet, tracking: Tracking, blocks: Sequence[Block], row: int) -> None:
    """Say in ``row`` what a dark cell is, where there is one."""
    forms = [status.form for status in tracking.statuses]
    columns = [(block, column) for block in blocks for column in range(block.first, block.last + 1)]
    if any(not block.is_asked(form, column) for form in forms for block, column in columns):
        sheet.cell(row, 1, _NOT_ASKED).font = Font(name=FONT, size=11, italic=True)

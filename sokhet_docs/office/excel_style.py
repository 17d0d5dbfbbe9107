"""The looks that every Excel book of ours shares: tables, colours, links, titles, printed pages.

Widths are in characters, heights in points.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from urllib.parse import quote

from openpyxl.cell import Cell, MergedCell
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from sokhet_docs.office.excel_book import Formula, ReportWorkbook
from sokhet_docs.office.file_kinds import LINKED_SUFFIXES
from sokhet_docs.text.vietnamese import clean

FONT = "Times New Roman"
DATE_FORMAT = "dd/mm/yyyy"
COUNT_FORMAT = "#,##0"
DECIMAL_FORMAT, PERCENT_FORMAT = "#,##0.0##", '0.0##"%"'
RED, AMBER, GREEN, GREY, DARK_GREY = "F8CBAD", "FFE699", "C6E0B4", "EDEDED", "C9C9C9"
LINE_HEIGHT = 17.0
_THIN = Side(style="thin", color="B7B7B7")
_PLAIN = Font(name=FONT, size=12)
_GRID = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEADER_FILL = PatternFill("solid", start_color="9C1C1C")

Value = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class ColumnHeader:
    """The header of one column of a table, and the format of the values below it.

    ``width`` is that of the column in characters, ``align`` the values' horizontal alignment, ``fill`` the
    colour behind them ("" for none).
    """

    title: str
    width: float
    number_format: str = "General"
    align: str = "left"
    fill: str = ""


def write_table(
    sheet: Worksheet, headers: Sequence[ColumnHeader], rows: Iterable[Sequence[Value]], first_row: int = 1
) -> int:
    """Write headers in ``first_row`` and ``rows`` below, ready to filter and print; return the last row."""
    for column, header in enumerate(headers, 1):
        sheet.column_dimensions[get_column_letter(column)].width = header.width
        write_header(sheet, first_row, column, header.title)
    sheet.row_dimensions[first_row].height = 34
    last = first_row
    for last, values in enumerate(rows, first_row + 1):
        sheet.row_dimensions[last].height = _height(headers, values)
        for column, (header, value) in enumerate(zip(headers, values, strict=True), 1):
            write_cell(sheet, last, column, value, header)
    sheet.freeze_panes = f"A{first_row + 1}"
    sheet.auto_filter.ref = f"A{first_row}:{get_column_letter(len(headers))}{last}"
    set_up_print(sheet, f"{first_row}:{first_row}")
    return last


def _height(headers: Sequence[ColumnHeader], values: Sequence[Value]) -> float:
    # Programs differ in the height that they give a row of wrapped text; so it is set here.
    shown = ("" if isinstance(value, Formula) else str(value or "") for value in values)
    return height_of(max(len(text) / header.width for header, text in zip(headers, shown, strict=True)))


def height_of(fullness: float) -> float:
    """Return a row's height for a text that fills ``fullness`` lines when it is not wrapped at words."""
    return LINE_HEIGHT * (1 if fullness <= 1 else 1 + int(fullness * 1.08))


def write_header(sheet: Worksheet, row: int, column: int, title: str) -> None:
    """Write a column's header."""
    cell = sheet.cell(row, column, title)
    cell.font = Font(name=FONT, size=12, bold=True, color="FFFFFF")
    cell.fill = _HEADER_FILL
    cell.border = _GRID
    cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")


def write_cell(sheet: Worksheet, row: int, column: int, value: Value, header: ColumnHeader) -> Cell:
    """Write one value of a table. A text is a formula only when it is a `Formula`."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)  # noqa: S101  no table of ours has merged cells below its headers
    if isinstance(value, Formula):
        _book_of(cell).values.setdefault(sheet.title, {})[cell.coordinate] = value.cached_value
        cell.value = value
    elif isinstance(value, str):
        write_words(cell, value)
    else:
        cell.value = value
    _apply_style(cell, header)
    return cell


def write_words(cell: Cell, text: str) -> None:
    """Write ``text`` into a cell as text: it never becomes a formula, whatever it begins with."""
    cell.value = clean(text)
    cell.data_type = "s"


def _book_of(cell: Cell) -> ReportWorkbook:
    book = cell.parent.parent
    assert isinstance(book, ReportWorkbook)  # noqa: S101  every sheet of ours is in one
    return book


def _apply_style(cell: Cell, header: ColumnHeader) -> None:
    # One named style for each look: setting font, border and alignment cell by cell takes four times as long,
    # and even setting a style by its name takes half of the time in which a large table is written.
    name = f"Bảng {header.align} {header.number_format} {header.fill}".rstrip()
    styles = _book_of(cell).cell_styles
    if name not in styles:
        _book_of(cell).add_named_style(_named_style(name, header))
        cell.style = name
        styles[name] = copy(cell._style)  # type: ignore[attr-defined]
    cell._style = copy(styles[name])  # type: ignore[attr-defined]


def _named_style(name: str, header: ColumnHeader) -> NamedStyle:
    style = NamedStyle(name, font=_PLAIN, border=_GRID, number_format=header.number_format)
    style.alignment = Alignment(wrap_text=True, vertical="center", horizontal=header.align)
    if header.fill:
        style.fill = PatternFill("solid", start_color=header.fill)
    return style


def fill(cell: Cell | MergedCell, colour: str) -> None:
    """Give a cell the background ``colour``."""
    cell.fill = PatternFill("solid", start_color=colour)


def colour_where(sheet: Worksheet, cells: str, formula: str, colour: str) -> None:
    """Colour each of ``cells`` for which ``formula`` is true; it is written for the first of them."""
    paint = PatternFill("solid", start_color=colour, end_color=colour)
    sheet.conditional_formatting.add(
        cells, Rule("expression", formula=[formula], dxf=DifferentialStyle(fill=paint))
    )


def link(cell: Cell, target: str, bookmark: str = "", tip: str = "", *, shown: bool = True) -> None:
    """Make ``cell`` a link to ``bookmark`` in ``target`` (a path relative to the workbook).

    ``tip`` is shown when the mouse is over the cell. ``shown``: the text looks like a link. There is no link
    to what a click would run, or open in a browser: only to documents and pictures.
    """
    if PurePosixPath(target).suffix.lower() not in LINKED_SUFFIXES:
        return
    # A tip of more than 255 characters makes Excel repair the file.
    place = Hyperlink(
        ref=cell.coordinate, target=quote(target), location=bookmark or None, tooltip=tip[:250] or None
    )
    cell.hyperlink = place
    if shown:
        cell.font = Font(name=FONT, size=12, color="0563C1", underline="single")


def title_lines(sheet: Worksheet, title: str, *below: str) -> None:
    """Write a sheet's title into A1, and the lines ``below`` under it."""
    sheet["A1"] = title
    sheet["A1"].font = Font(name=FONT, size=16, bold=True, color="9C1C1C")
    for row, text in enumerate(below, 2):
        sheet.cell(row, 1, text).font = Font(name=FONT, size=12, italic=True)


def set_up_print(sheet: Worksheet, header_rows: str | None = None) -> None:
    """Set ``sheet`` to print on A4 landscape, fitted to the page's width, its header rows on every page."""
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    assert isinstance(sheet.oddFooter, HeaderFooterItem)  # noqa: S101  a new sheet has one
    sheet.oddFooter.center.text = "&A – trang &P/&N"
    if header_rows:
        sheet.print_title_rows = header_rows

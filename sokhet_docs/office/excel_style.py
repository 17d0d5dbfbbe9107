"""The looks that every Excel book of ours shares: tables, colours, links, titles, printed pages.

Widths are in characters, heights in points.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
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

from sokhet_docs.office.excel_book import Book, Formula
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
_HEAD = PatternFill("solid", start_color="9C1C1C")

Value = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Head:
    """One column of a table: its header, its width, how its values are shown and where they stand.

    ``fill`` is the colour behind them, "" for none.
    """

    title: str
    width: float
    number_format: str = "General"
    align: str = "left"
    fill: str = ""


def write_table(
    sheet: Worksheet, heads: Sequence[Head], rows: Iterable[Sequence[Value]], first_row: int = 1
) -> int:
    """Write headers in ``first_row`` and ``rows`` below, ready to filter and print; return the last row."""
    for column, head in enumerate(heads, 1):
        sheet.column_dimensions[get_column_letter(column)].width = head.width
        write_head(sheet, first_row, column, head.title)
    sheet.row_dimensions[first_row].height = 34
    last = first_row
    for last, values in enumerate(rows, first_row + 1):
        sheet.row_dimensions[last].height = _height(heads, values)
        for column, (head, value) in enumerate(zip(heads, values, strict=True), 1):
            write_cell(sheet, last, column, value, head)
    sheet.freeze_panes = f"A{first_row + 1}"
    sheet.auto_filter.ref = f"A{first_row}:{get_column_letter(len(heads))}{last}"
    set_up_print(sheet, f"{first_row}:{first_row}")
    return last


def _height(heads: Sequence[Head], values: Sequence[Value]) -> float:
    # Programs differ in how they fit a row to wrapped text, so that it is said here.
    shown = ("" if isinstance(value, Formula) else str(value or "") for value in values)
    return height_of(max(len(text) / head.width for head, text in zip(heads, shown, strict=True)))


def height_of(fullness: float) -> float:
    """Return a row's height for a text that fills ``fullness`` lines when it is not wrapped at words."""
    return LINE_HEIGHT * (1 if fullness <= 1 else 1 + int(fullness * 1.08))


def write_head(sheet: Worksheet, row: int, column: int, title: str) -> None:
    """Write a column's header."""
    cell = sheet.cell(row, column, title)
    cell.font = Font(name=FONT, size=12, bold=True, color="FFFFFF")
    cell.fill = _HEAD
    cell.border = _GRID
    cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")


def write_cell(sheet: Worksheet, row: int, column: int, value: Value, head: Head) -> Cell:
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
    _dress(cell, head)
    return cell


def write_words(cell: Cell, text: str) -> None:
    """Put a text into a cell: a unit's words never become a formula, whatever they begin with."""
    cell.value = clean(text)
    cell.data_type = "s"


def _book_of(cell: Cell) -> Book:
    book = cell.parent.parent
    assert isinstance(book, Book)  # noqa: S101  every sheet of ours is in one
    return book


def _dress(cell: Cell, head: Head) -> None:
    # One named style for each look: setting font, border and alignment cell by cell takes four times as long.
    name = f"Bảng {head.align} {head.number_format} {head.fill}".rstrip()
    book = _book_of(cell)
    if name not in book.named_styles:
        style = NamedStyle(name, font=_PLAIN, border=_GRID, number_format=head.number_format)
        style.alignment = Alignment(wrap_text=True, vertical="center", horizontal=head.align)
        if head.fill:
            style.fill = PatternFill("solid", start_color=head.fill)
        book.add_named_style(style)
    cell.style = name


def fill(cell: Cell | MergedCell, colour: str) -> None:
    """Paint a cell."""
    cell.fill = PatternFill("solid", start_color=colour)


def colour_where(sheet: Worksheet, cells: str, formula: str, colour: str) -> None:
    """Paint ``cells`` where ``formula`` (written for their first cell) holds, for as long as it holds."""
    paint = PatternFill("solid", start_color=colour, end_color=colour)
    sheet.conditional_formatting.add(
        cells, Rule("expression", formula=[formula], dxf=DifferentialStyle(fill=paint))
    )


def link(cell: Cell, target: str, bookmark: str = "", tip: str = "", *, shown: bool = True) -> None:
    """Let a click on ``cell`` open ``target`` (a path relative to the book) at ``bookmark``.

    ``tip`` is what shows under the mouse. ``shown`` sets the text in the colour of a link.
    """
    # A tip of more than 255 characters makes Excel repair the file.
    place = Hyperlink(
        ref=cell.coordinate, target=quote(target), location=bookmark or None, tooltip=tip[:250] or None
    )
    cell.hyperlink = place
    if shown:
        cell.font = Font(name=FONT, size=12, color="0563C1", underline="single")


def title_lines(sheet: Worksheet, title: str, *below: str) -> None:
    """Write a book's title into A1 and lines below it."""
    sheet["A1"] = title
    sheet["A1"].font = Font(name=FONT, size=16, bold=True, color="9C1C1C")
    for row, text in enumerate(below, 2):
        sheet.cell(row, 1, text).font = Font(name=FONT, size=12, italic=True)


def set_up_print(sheet: Worksheet, header_rows: str | None = None) -> None:
    """Let ``sheet`` print on A4 across, as wide as the page, its header rows on every page."""
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    assert isinstance(sheet.oddFooter, HeaderFooterItem)  # noqa: S101  a new sheet has one
    sheet.oddFooter.center.text = "&A – trang &P/&N"
    if header_rows:
        sheet.print_title_rows = header_rows

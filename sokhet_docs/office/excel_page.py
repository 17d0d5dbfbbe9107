"""The looks that our Excel books share that are printed as a paper is: letterhead, title, ruled table, pages.

Every row has its height, so that each program prints the same pages. Widths are in mm, heights in points.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.worksheet import Worksheet

from sokhet_docs.office.excel_book import ReportWorkbook
from sokhet_docs.office.excel_style import FONT, LINE_HEIGHT, ColumnHeader, Value, set_up_print, write_cell
from sokhet_docs.text.letter_widths import lines_of, width_in_mm
from sokhet_docs.text.line_breaks import broken_by_sense
from sokhet_docs.text.vietnamese import short_date

PLAIN_SIZE = 12
BOLD = Font(name=FONT, size=PLAIN_SIZE, bold=True)
MM, _INCH = 72 / 25.4, 25.4  # points in a mm, mm in an inch
ROW_HEIGHT, HEAD_HEIGHT, LETTER_LINE = 24.0, 36.0, 19.0
MARGINS = {"top": 30, "bottom": 15, "left": 20, "right": 20, "header": 10, "footer": 10}  # mm, by the rules
_NUMBER = f'&"{FONT},Regular"&14&P'
_CELL_MARGINS = 2.5  # mm
_TITLE_CELL = ColumnHeader("", 0, align="center")


@dataclass(frozen=True, slots=True)
class PageColumn:
    """One column of a ruled table: its title, its width in mm, how its values are aligned and shown."""

    title: str
    width: float
    align: str = "left"
    number_format: str = "General"

    @property
    def header(self) -> ColumnHeader:
        """Return the format of the values below the title."""
        return ColumnHeader(self.title, 0, self.number_format, self.align)


@dataclass(frozen=True, slots=True)
class Look:
    """How a line outside the table looks: ``size`` in points, in the middle of its cells unless ``left``."""

    size: int = PLAIN_SIZE
    bold: bool = False
    italic: bool = False
    left: bool = False
    underlined: bool = False


def count_widths_in_its_letters(book: ReportWorkbook) -> None:
    """Make the letters of tables those by whose digits the widths of columns are counted."""
    book._fonts = IndexedList([Font(name=FONT, size=PLAIN_SIZE)])  # type: ignore[attr-defined]


def in_characters(width: float) -> float:
    """Return ``width``, in mm, as a column's: in digits of the book's own letters, half as wide as high."""
    return round(width * MM / (PLAIN_SIZE / 2), 2)


def in_mm(characters: float) -> float:
    """Return a column's width in mm."""
    return characters * (PLAIN_SIZE / 2) / MM


def write_line(sheet: Worksheet, cells: str, text: str, look: Look = Look()) -> None:
    """Write ``text`` over ``cells`` of one row."""
    sheet.merge_cells(cells)
    cell = sheet[cells.partition(":")[0]]
    cell.value, cell.data_type = text or None, "s" if text else "n"
    cell.font = Font(
        name=FONT, size=look.size, bold=look.bold, italic=look.italic,
        underline="single" if look.underlined else None,
    )  # fmt: skip
    place = "left" if look.left else "center"
    cell.alignment = Alignment(horizontal=place, vertical="center", wrap_text=True)
    sheet.row_dimensions[cell.row].height = sheet.row_dimensions[cell.row].height or LETTER_LINE


def write_name(sheet: Worksheet, cells: str, name: str, width: float, *, bold: bool) -> None:
    """Write ``name`` in capitals in lines of ``width`` mm over ``cells``.

    It is broken before, since capitals do not show what a name is.
    """
    lines = broken_by_sense(name, width, lambda part: width_in_mm(part.upper(), 14, bold=bold))
    write_line(sheet, cells, "\n".join(lines).upper(), Look(14, bold=bold))
    sheet.row_dimensions[sheet[cells.partition(":")[0]].row].height = LETTER_LINE * len(lines)


def write_head(sheet: Worksheet, row: int, columns: Sequence[PageColumn]) -> None:
    """Write the columns' titles into ``row`` and give the columns their widths."""
    for number, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = in_characters(column.width)
        write_cell(sheet, row, number, column.title, _TITLE_CELL)
        sheet.cell(row, number).font = BOLD
    sheet.row_dimensions[row].height = HEAD_HEIGHT


def write_values(sheet: Worksheet, row: int, columns: Sequence[PageColumn], values: Sequence[Value]) -> None:
    """Write one row of the table, as high as its longest value needs."""
    widths = [column.width for column in columns]
    sheet.row_dimensions[row].height = height_of_values(values, widths)
    for number, (column, value) in enumerate(zip(columns, values, strict=True), 1):
        write_cell(sheet, row, number, value, column.header)


def height_of_values(values: Sequence[Value], widths: Sequence[float]) -> float:
    """Return how high a row of ``values`` is printed in columns of ``widths``, in mm."""
    shown = zip(values, widths, strict=True)
    lines = [
        lines_of(str(value or ""), max(5.0, width - _CELL_MARGINS), PLAIN_SIZE) for value, width in shown
    ]
    return max(ROW_HEIGHT, LINE_HEIGHT * max(lines, default=1))


def _shown(value: Value) -> str:
    return short_date(value) if isinstance(value, date) else str(value or "")


def set_up_pages(sheet: Worksheet, head: int) -> None:
    """Set margins and page numbers by the rules: none on page 1, above the text on the others.

    The row ``head`` of the columns' titles is on every page.
    """
    set_up_print(sheet, f"{head}:{head}")
    for edge, width in MARGINS.items():
        setattr(sheet.page_margins, edge, width / _INCH)
    sheet.HeaderFooter.differentFirst = True
    assert isinstance(sheet.oddFooter, HeaderFooterItem)  # noqa: S101  a new sheet has both
    assert isinstance(sheet.oddHeader, HeaderFooterItem)  # noqa: S101
    sheet.oddFooter.center.text, sheet.oddHeader.center.text = None, _NUMBER

"""The distribution list as an Excel book: as on paper, with room to sign for each copy.

Every row has its height and every page its break, so that each program prints the same pages: the signature
never stands alone, a group's title never last.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import Any

from openpyxl.styles import Alignment, Font
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from sokhet_docs.letters.fields import document_fields, plan_fields
from sokhet_docs.letters.letter_widths import width_in_mm
from sokhet_docs.office.excel_book import Formula, ReportWorkbook, book_bytes
from sokhet_docs.office.excel_style import (
    FONT,
    LINE_HEIGHT,
    ColumnHeader,
    Value,
    set_up_print,
    write_cell,
)
from sokhet_docs.plan import Delivery, Plan, deliveries, total_copies
from sokhet_docs.text.line_breaks import broken_by_sense
from sokhet_docs.text.vietnamese import lower_first
from sokhet_docs.vocabulary import LIST_TEMPLATE

TITLE = "Danh sách nơi nhận"
# In mm, as in the Word template: together as wide as a landscape page between its margins, but for 5 mm.
_WIDTHS = (10.0, 78.0, 37.0, 43.0, 14.0, 20.0, 20.0, 30.0)
_TITLES = ("TT", "Nơi nhận", "Người nhận", "Địa chỉ, email", "Số bản", "Ngày nhận", "Ký nhận", "Ghi chú")
_CENTERED = ("TT", "Số bản", "Ngày nhận", "Ký nhận")
_CELL_MARGINS = 2.5  # mm
_LETTERHEAD_WIDTH = 74.0  # mm, as in the Word template
_TITLE_CELL = ColumnHeader("", 0, align="center")
_HEAD = 8  # the row of the columns' titles
_LEFT, _RIGHT, _LAST = "A{0}:C{0}", "E{0}:H{0}", "A{0}:H{0}"
_PLAIN_SIZE = 12
_BOLD = Font(name=FONT, size=_PLAIN_SIZE, bold=True)
_MARGINS = {"top": 30, "bottom": 15, "left": 20, "right": 20, "header": 10, "footer": 10}  # mm, by the rules
_NUMBER = f'&"{FONT},Regular"&14&P'
_MM, _INCH = 72 / 25.4, 25.4  # points in a mm, mm in an inch
# Points. Programs differ by a little in how high a row is printed: a page is counted a little smaller.
_PAGE_HEIGHT = (210 - _MARGINS["top"] - _MARGINS["bottom"]) * _MM * 0.96
_ROW_HEIGHT, _HEAD_HEIGHT, _LETTER_LINE, _ROOM_TO_SIGN = 24.0, 36.0, 19.0, 62.0
_KEPT_ROWS = 2  # of the list, on the page of the signature


def distribution_book(plan: Plan) -> bytes:
    """Return the distribution list of ``plan`` as an .xlsx, the sum of its copies a formula."""
    book, rows = ReportWorkbook(), deliveries(plan)
    _count_widths_in_its_letters(book)
    fields = plan_fields(plan) | document_fields(plan, plan.document_of(LIST_TEMPLATE))
    sheet = book.worksheets[0]
    sheet.title = "Nơi nhận"
    _write_letterhead(sheet, plan, fields)
    _write_titles(sheet, fields["ke_hoach"]["vien_dan"])
    groups = _write_rows(sheet, rows)
    last = sheet.max_row
    total = total_copies(rows)
    _write_total(sheet, last + 1, total)
    counts = f"Danh sách này có {len(plan.units)} đơn vị; tổng số {total} bản."
    _write_line(sheet, _LAST.format(last + 2), counts, left=True)
    end = _write_signatures(sheet, last + 3, fields["nguoi_ky"])
    sheet.freeze_panes = f"A{_HEAD + 1}"
    _set_up_pages(sheet, end)
    _break_pages(sheet, groups, last, end)
    return book_bytes(book, f"{TITLE} – {fields['ke_hoach']['trich_yeu']}")


def _write_letterhead(sheet: Worksheet, plan: Plan, fields: dict[str, Any]) -> None:
    _write_name(sheet, 1, plan.issuer.superior, bold=False)
    _write_name(sheet, 2, plan.issuer.committee, bold=True)
    _write_line(sheet, _LEFT.format(3), "*", size=14)
    if plan.issuer.superior:
        title = _RIGHT.format(1)
        _write_line(sheet, title, "ĐẢNG CỘNG SẢN VIỆT NAM", size=15, bold=True, underlined=True)
    _write_line(sheet, _RIGHT.format(4), fields["van_ban"]["ngay_thang"], size=14, italic=True)


def _write_name(sheet: Worksheet, row: int, name: str, *, bold: bool) -> None:
    """Write ``name`` in capitals; it is broken before, since capitals do not show what a name is."""
    lines = broken_by_sense(name, _LETTERHEAD_WIDTH, lambda part: width_in_mm(part.upper(), 14, bold=bold))
    _write_line(sheet, _LEFT.format(row), "\n".join(lines).upper(), size=14, bold=bold)
    sheet.row_dimensions[row].height = _LETTER_LINE * len(lines)


def _write_titles(sheet: Worksheet, plan: str) -> None:
    _write_line(sheet, _LAST.format(5), TITLE.upper(), bold=True, size=16)
    _write_line(sheet, _LAST.format(6), lower_first(plan), bold=True, size=14)
    _write_line(sheet, _LAST.format(7), "-----", size=14)
    for column, (title, width) in enumerate(zip(_TITLES, _WIDTHS, strict=True), 1):
        sheet.column_dimensions["ABCDEFGH"[column - 1]].width = _in_characters(width)
        write_cell(sheet, _HEAD, column, title, _TITLE_CELL)
        sheet.cell(_HEAD, column).font = _BOLD
    sheet.row_dimensions[_HEAD].height = _HEAD_HEIGHT


def _count_widths_in_its_letters(book: ReportWorkbook) -> None:
    """Make the letters of the list those by whose digits the widths of columns are counted."""
    book._fonts = IndexedList([Font(name=FONT, size=_PLAIN_SIZE)])  # type: ignore[attr-defined]


def _in_characters(width: float) -> float:
    """Return ``width``, in mm, as a column's: in digits of the book's own letters, half as wide as high."""
    return round(width * _MM / (_PLAIN_SIZE / 2), 2)


def _write_rows(sheet: Worksheet, rows: list[Delivery]) -> list[int]:
    """Write the groups with their rows below the columns' titles; return the rows of the groups' titles."""
    at, groups = _HEAD, []
    for group, of_group in groupby(rows, key=lambda row: row.group):
        at += 1
        number, _, title = group.partition(". ")
        _write_values(sheet, at, (number, title, "", "", "", "", "", ""))
        for column in (1, 2):
            sheet.cell(at, column).font = _BOLD
        groups.append(at)
        for at, row in enumerate(of_group, at + 1):  # noqa: B020 -- it goes on counting
            values = (row.number, row.name, row.person, row.address, row.copies or None, "", "", row.note)
            _write_values(sheet, at, values)
    return groups


def _write_values(sheet: Worksheet, row: int, values: Sequence[Value]) -> None:
    shown = zip(values, _WIDTHS, strict=True)
    lines = max(_lines_of(str(value or ""), width - _CELL_MARGINS) for value, width in shown)
    sheet.row_dimensions[row].height = max(_ROW_HEIGHT, LINE_HEIGHT * lines)
    for column, (title, value) in enumerate(zip(_TITLES, values, strict=True), 1):
        align = "center" if title in _CENTERED else "left"
        write_cell(sheet, row, column, value, ColumnHeader(title, 0, align=align))


def _lines_of(text: str, width: float) -> int:
    """Return in how many lines of ``width`` mm ``text`` is printed; only a word wider than one is cut."""
    lines, used = 1, 0.0
    for word in text.split():
        wide = width_in_mm(f"{word} ", 12)
        if used and used + wide > width:
            lines, used = lines + 1, 0.0
        lines += int(wide // width)
        used += wide % width
    return lines


def _write_total(sheet: Worksheet, row: int, total: int) -> None:
    formula = Formula(f"=SUM(E{_HEAD + 1}:E{row - 1})", total)
    _write_values(sheet, row, ("", "Tổng số bản", "", "", "", "", "", ""))
    write_cell(sheet, row, 5, formula, ColumnHeader("", 0, align="center"))
    for column in (2, 5):
        sheet.cell(row, column).font = _BOLD


def _write_signatures(sheet: Worksheet, row: int, signed: dict[str, str]) -> int:
    """Write who drew the list up and who signs it; return the last row."""
    sheet.row_dimensions[row].height = _LETTER_LINE / 2
    _write_line(sheet, _LEFT.format(row + 1), "NGƯỜI LẬP", bold=True, size=14)
    _write_line(sheet, _LEFT.format(row + 2), "(ký, ghi rõ họ tên)", size=14)
    _write_line(sheet, _RIGHT.format(row + 1), signed["quyen_han"].upper(), bold=True, size=14)
    _write_line(sheet, _RIGHT.format(row + 2), signed["chuc_vu"].upper(), size=14)
    sheet.row_dimensions[row + 3].height = _ROOM_TO_SIGN
    _write_line(sheet, _RIGHT.format(row + 4), signed["ho_ten"], bold=True, size=14)
    return row + 4


def _write_line(
    sheet: Worksheet, cells: str, text: str, *, bold: bool = False, italic: bool = False, size: int = 12,
    left: bool = False, underlined: bool = False,
) -> None:  # fmt: skip
    """Write ``text`` over ``cells`` of one row, in the middle unless ``left``."""
    sheet.merge_cells(cells)
    cell = sheet[cells.partition(":")[0]]
    cell.value, cell.data_type = text or None, "s" if text else "n"
    cell.font = Font(
        name=FONT, size=size, bold=bold, italic=italic, underline="single" if underlined else None
    )
    cell.alignment = Alignment(horizontal="left" if left else "center", vertical="center", wrap_text=True)
    sheet.row_dimensions[cell.row].height = sheet.row_dimensions[cell.row].height or _LETTER_LINE


def _set_up_pages(sheet: Worksheet, end: int) -> None:
    """Set margins and page numbers by the rules: none on page 1, above the text on the others."""
    set_up_print(sheet, f"{_HEAD}:{_HEAD}")
    sheet.print_area = f"A1:H{end}"
    for edge, width in _MARGINS.items():
        setattr(sheet.page_margins, edge, width / _INCH)
    sheet.HeaderFooter.differentFirst = True
    assert isinstance(sheet.oddFooter, HeaderFooterItem)  # noqa: S101  a new sheet has both
    assert isinstance(sheet.oddHeader, HeaderFooterItem)  # noqa: S101
    sheet.oddFooter.center.text, sheet.oddHeader.center.text = None, _NUMBER


def _break_pages(sheet: Worksheet, groups: Sequence[int], last: int, end: int) -> None:
    """Break the pages before rows of the list; ``last`` is its last row, ``end`` that of the signature."""
    heights = {row: sheet.row_dimensions[row].height or _ROW_HEIGHT for row in range(1, end + 1)}
    used = sum(heights[row] for row in range(1, _HEAD + 1))
    starts = [row for row in range(_HEAD + 1, last - _KEPT_ROWS + 2) if row - 1 not in groups]
    for start, after in pairwise([*starts, end + 1]):
        needed = sum(heights[row] for row in range(start, after))
        if used + needed > _PAGE_HEIGHT and start > _HEAD + 1:
            sheet.row_breaks.append(Break(id=start - 1))
            used = _HEAD_HEIGHT
        used += needed

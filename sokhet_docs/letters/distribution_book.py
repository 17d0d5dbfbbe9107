"""The distribution list as an Excel book: as on paper, with room to sign for each copy."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from sokhet_docs.letters.fields import document_fields, plan_fields
from sokhet_docs.office.excel_book import Formula, ReportWorkbook, book_bytes
from sokhet_docs.office.excel_style import (
    FONT,
    ColumnHeader,
    Value,
    height_of,
    set_up_print,
    write_cell,
)
from sokhet_docs.plan import Delivery, Plan, deliveries, total_copies
from sokhet_docs.vocabulary import LIST_TEMPLATE

TITLE = "Danh sách nơi nhận"
_HEADERS = (
    ColumnHeader("TT", 6, align="center"),
    ColumnHeader("Nơi nhận", 46),
    ColumnHeader("Người nhận", 24),
    ColumnHeader("Địa chỉ, email", 30),
    ColumnHeader("Số bản", 8, align="center"),
    ColumnHeader("Ngày nhận", 13, align="center"),
    ColumnHeader("Ký nhận", 16, align="center"),
    ColumnHeader("Ghi chú", 28),
)
_TITLES = ColumnHeader("", 0, align="center")
_HEAD = 7  # the row of the column headers
_LEFT, _RIGHT, _LAST = "A{0}:C{0}", "E{0}:H{0}", "A{0}:H{0}"
_BOLD = Font(name=FONT, size=12, bold=True)
_ROW_HEIGHT = 24.0  # points: room to sign


def distribution_book(plan: Plan) -> bytes:
    """Return the distribution list of ``plan`` as an .xlsx, the sum of its copies a formula."""
    book, rows = ReportWorkbook(), deliveries(plan)
    fields = plan_fields(plan) | document_fields(plan, plan.document_of(LIST_TEMPLATE))
    sheet = book.worksheets[0]
    sheet.title = "Nơi nhận"
    _write_head(sheet, plan, fields)
    last = _write_rows(sheet, rows)
    total = total_copies(rows)
    _write_total(sheet, last + 1, total)
    counts = f"Danh sách này có {len(plan.units)} đơn vị; tổng số {total} bản."
    _write_line(sheet, _LAST.format(last + 2), counts, left=True)
    _write_signatures(sheet, last + 4, fields["nguoi_ky"])
    sheet.freeze_panes = f"A{_HEAD + 1}"
    set_up_print(sheet, f"{_HEAD}:{_HEAD}")
    return book_bytes(book, f"{TITLE} – {fields['ke_hoach']['trich_yeu']}")


def _write_head(sheet: Worksheet, plan: Plan, fields: dict[str, Any]) -> None:
    _write_line(sheet, _LEFT.format(1), plan.issuer.superior.upper())
    _write_line(sheet, _LEFT.format(2), plan.issuer.committee.upper(), bold=True)
    if plan.issuer.superior:
        _write_line(sheet, _RIGHT.format(1), "ĐẢNG CỘNG SẢN VIỆT NAM", bold=True)
    _write_line(sheet, _RIGHT.format(2), fields["van_ban"]["ngay_thang"], italic=True)
    _write_line(sheet, _LAST.format(4), TITLE.upper(), bold=True, size=14)
    _write_line(sheet, _LAST.format(5), fields["ke_hoach"]["vien_dan"], bold=True)
    for column, header in enumerate(_HEADERS, 1):
        sheet.column_dimensions["ABCDEFGH"[column - 1]].width = header.width
        write_cell(sheet, _HEAD, column, header.title, _TITLES)
        sheet.cell(_HEAD, column).font = _BOLD


def _write_rows(sheet: Worksheet, rows: list[Delivery]) -> int:
    """Write the groups with their rows below the headers; return the last row."""
    at = _HEAD
    for group, of_group in groupby(rows, key=lambda row: row.group):
        at += 1
        number, _, title = group.partition(". ")
        _write_values(sheet, at, (number, title, "", "", "", "", "", ""))
        for column in (1, 2):
            sheet.cell(at, column).font = _BOLD
        for at, row in enumerate(of_group, at + 1):  # noqa: B020 -- it goes on counting
            values = (row.number, row.name, row.person, row.address, row.copies or None, "", "", row.note)
            _write_values(sheet, at, values)
    return at


def _write_values(sheet: Worksheet, row: int, values: tuple[Value, ...]) -> None:
    pairs = list(zip(_HEADERS, values, strict=True))
    fullness = max(len(str(value or "")) / header.width for header, value in pairs)
    sheet.row_dimensions[row].height = max(_ROW_HEIGHT, height_of(fullness))
    for column, (header, value) in enumerate(pairs, 1):
        write_cell(sheet, row, column, value, header)


def _write_total(sheet: Worksheet, row: int, total: int) -> None:
    formula = Formula(f"=SUM(E{_HEAD + 1}:E{row - 1})", total)
    _write_values(sheet, row, ("", "Tổng số bản", "", "", formula, "", "", ""))
    for column in (2, 5):
        sheet.cell(row, column).font = _BOLD


def _write_signatures(sheet: Worksheet, row: int, signed: dict[str, str]) -> None:
    _write_line(sheet, _LEFT.format(row), "NGƯỜI LẬP", bold=True)
    _write_line(sheet, _LEFT.format(row + 1), "(ký, ghi rõ họ tên)")
    _write_line(sheet, _RIGHT.format(row), signed["quyen_han"], bold=True)
    _write_line(sheet, _RIGHT.format(row + 1), signed["chuc_vu"])
    _write_line(sheet, _RIGHT.format(row + 6), signed["ho_ten"], bold=True)


def _write_line(
    sheet: Worksheet, cells: str, text: str, *, bold: bool = False, italic: bool = False, size: int = 12,
    left: bool = False,
) -> None:  # fmt: skip
    """Write ``text`` over ``cells`` of one row, in the middle unless ``left``."""
    sheet.merge_cells(cells)
    cell = sheet[cells.partition(":")[0]]
    cell.value, cell.data_type = text or None, "s" if text else "n"
    cell.font = Font(name=FONT, size=size, bold=bold, italic=italic)
    cell.alignment = Alignment(horizontal="left" if left else "center", vertical="center", wrap_text=True)

"""Distribution lists as an Excel book: as on paper, with room to sign for each copy.

Every row has its height and every page its break, so that each program prints the same pages: the signature
never stands alone, a group's title never last.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import Any

from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from sokhet_docs.letters.distribution_lists import DistributionList
from sokhet_docs.letters.fields import document_fields, plan_fields
from sokhet_docs.office.excel_book import Formula, ReportWorkbook, book_bytes
from sokhet_docs.office.excel_page import (
    BOLD,
    HEAD_HEIGHT,
    LETTER_LINE,
    MARGINS,
    MM,
    ROW_HEIGHT,
    Look,
    PageColumn,
    count_widths_in_its_letters,
    set_up_pages,
    write_head,
    write_line,
    write_name,
    write_values,
)
from sokhet_docs.office.excel_style import write_cell
from sokhet_docs.plan import Delivery, Plan, deliveries, total_copies
from sokhet_docs.text.vietnamese import lower_first
from sokhet_docs.vocabulary import LIST_TEMPLATE

TITLE = "Danh sách nơi nhận"
# The widths are those of the Word template: together as wide as a landscape page's text, but for 5 mm.
_COLUMNS = (
    PageColumn("TT", 10.0, "center"),
    PageColumn("Nơi nhận", 78.0),
    PageColumn("Người nhận", 37.0),
    PageColumn("Địa chỉ, email", 43.0),
    PageColumn("Số bản", 14.0, "center"),
    PageColumn("Ngày nhận", 20.0, "center"),
    PageColumn("Ký nhận", 20.0, "center"),
    PageColumn("Ghi chú", 30.0),
)
_LETTERHEAD_WIDTH = 74.0  # mm, as in the Word template
_HEAD = 8  # the row of the columns' titles
_LEFT, _RIGHT, _LAST = "A{0}:C{0}", "E{0}:H{0}", "A{0}:H{0}"
# Points. Programs differ by a little in how high a row is printed: a page is counted a little smaller.
_PAGE_HEIGHT = (210 - MARGINS["top"] - MARGINS["bottom"]) * MM * 0.96
_ROOM_TO_SIGN = 62.0
_KEPT_ROWS = 2  # of the list, on the page of the signature


def distribution_book(plan: Plan) -> bytes:
    """Return the distribution list of ``plan`` as an .xlsx, the sum of its copies a formula."""
    citation = plan_fields(plan)["ke_hoach"]["vien_dan"]
    return distribution_lists_book(
        plan, [DistributionList("Nơi nhận", citation, tuple(deliveries(plan)), len(plan.units))]
    )


def distribution_lists_book(plan: Plan, lists: Sequence[DistributionList]) -> bytes:
    """Return ``lists``, one at least, as an .xlsx with a sheet for each, signed as the plan's own list is."""
    book = ReportWorkbook()
    count_widths_in_its_letters(book)
    fields = plan_fields(plan) | document_fields(plan, plan.document_of(LIST_TEMPLATE))
    book.remove(book.worksheets[0])
    for one in lists:
        _write_list(book.create_sheet(one.sheet), plan, fields, one)
    return book_bytes(book, f"{TITLE} – {fields['ke_hoach']['trich_yeu']}")


def _write_list(sheet: Worksheet, plan: Plan, fields: dict[str, Any], one: DistributionList) -> None:
    _write_letterhead(sheet, plan, fields)
    _write_titles(sheet, one.citation)
    groups = _write_rows(sheet, one.rows)
    last = sheet.max_row
    total = total_copies(one.rows)
    _write_total(sheet, last + 1, total)
    counts = f"Danh sách này có {one.units} đơn vị; tổng số {total} bản."
    write_line(sheet, _LAST.format(last + 2), counts, Look(left=True))
    end = _write_signatures(sheet, last + 3, fields["nguoi_ky"])
    sheet.freeze_panes = f"A{_HEAD + 1}"
    set_up_pages(sheet, _HEAD)
    sheet.print_area = f"A1:H{end}"
    _break_pages(sheet, groups, last, end)


def _write_letterhead(sheet: Worksheet, plan: Plan, fields: dict[str, Any]) -> None:
    write_name(sheet, _LEFT.format(1), plan.issuer.superior, _LETTERHEAD_WIDTH, bold=False)
    write_name(sheet, _LEFT.format(2), plan.issuer.committee, _LETTERHEAD_WIDTH, bold=True)
    write_line(sheet, _LEFT.format(3), "*", Look(14))
    if plan.issuer.superior:
        title = _RIGHT.format(1)
        write_line(sheet, title, "ĐẢNG CỘNG SẢN VIỆT NAM", Look(15, bold=True, underlined=True))
    write_line(sheet, _RIGHT.format(4), fields["van_ban"]["ngay_thang"], Look(14, italic=True))


def _write_titles(sheet: Worksheet, citation: str) -> None:
    write_line(sheet, _LAST.format(5), TITLE.upper(), Look(16, bold=True))
    write_line(sheet, _LAST.format(6), lower_first(citation), Look(14, bold=True))
    write_line(sheet, _LAST.format(7), "-----", Look(14))
    write_head(sheet, _HEAD, _COLUMNS)


def _write_rows(sheet: Worksheet, rows: Sequence[Delivery]) -> list[int]:
    """Write the groups with their rows below the columns' titles; return the rows of the groups' titles."""
    at, groups = _HEAD, []
    for group, of_group in groupby(rows, key=lambda row: row.group):
        at += 1
        number, _, title = group.partition(". ")
        write_values(sheet, at, _COLUMNS, (number, title, "", "", "", "", "", ""))
        for column in (1, 2):
            sheet.cell(at, column).font = BOLD
        groups.append(at)
        for at, row in enumerate(of_group, at + 1):  # noqa: B020 -- it goes on counting
            values = (row.number, row.name, row.person, row.address, row.copies or None, "", "", row.note)
            write_values(sheet, at, _COLUMNS, values)
    return groups


def _write_total(sheet: Worksheet, row: int, total: int) -> None:
    formula = Formula(f"=SUM(E{_HEAD + 1}:E{row - 1})", total)
    write_values(sheet, row, _COLUMNS, ("", "Tổng số bản", "", "", "", "", "", ""))
    write_cell(sheet, row, 5, formula, _COLUMNS[4].header)
    for column in (2, 5):
        sheet.cell(row, column).font = BOLD


def _write_signatures(sheet: Worksheet, row: int, signed: dict[str, str]) -> int:
    """Write who drew the list up and who signs it; return the last row."""
    bold, plain = Look(14, bold=True), Look(14)
    sheet.row_dimensions[row].height = LETTER_LINE / 2
    write_line(sheet, _LEFT.format(row + 1), "NGƯỜI LẬP", bold)
    write_line(sheet, _LEFT.format(row + 2), "(ký, ghi rõ họ tên)", plain)
    write_line(sheet, _RIGHT.format(row + 1), signed["quyen_han"].upper(), bold)
    write_line(sheet, _RIGHT.format(row + 2), signed["chuc_vu"].upper(), plain)
    sheet.row_dimensions[row + 3].height = _ROOM_TO_SIGN
    write_line(sheet, _RIGHT.format(row + 4), signed["ho_ten"], bold)
    return row + 4


def _break_pages(sheet: Worksheet, groups: Sequence[int], last: int, end: int) -> None:
    """Break the pages before rows of the list; ``last`` is its last row, ``end`` that of the signature."""
    heights = {row: sheet.row_dimensions[row].height or ROW_HEIGHT for row in range(1, end + 1)}
    used = sum(heights[row] for row in range(1, _HEAD + 1))
    starts = [row for row in range(_HEAD + 1, last - _KEPT_ROWS + 2) if row - 1 not in groups]
    for start, after in pairwise([*starts, end + 1]):
        needed = sum(heights[row] for row in range(start, after))
        if used + needed > _PAGE_HEIGHT and start > _HEAD + 1:
            sheet.row_breaks.append(Break(id=start - 1))
            used = HEAD_HEIGHT
        used += needed

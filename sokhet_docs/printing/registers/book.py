"""The rows of the registers → a new Excel book to be gone on with by hand and by the program."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from sokhet_docs.office.excel_book import ReportWorkbook, book_bytes
from sokhet_docs.office.excel_page import (
    Look,
    PageColumn,
    count_widths_in_its_letters,
    set_up_pages,
    write_head,
    write_line,
    write_name,
    write_values,
)
from sokhet_docs.plan import Issuer
from sokhet_docs.printing.registers.columns import RegisterColumn, RegisterForm

_HEAD = 6  # the row of the columns' titles
_NAME_WIDTH = 80.0  # mm: of the names above
_TEXT_WIDTH = 257.0  # mm: of a landscape page between its margins


def register_book(issuer: Issuer, entries: Sequence[tuple[RegisterForm, Sequence[object]]]) -> bytes:
    """Return a new .xlsx with a sheet for each register and its ``entries``, under the name of ``issuer``."""
    book = ReportWorkbook()
    count_widths_in_its_letters(book)
    book.remove(book.worksheets[0])
    for form, rows in entries:
        _write_register(book.create_sheet(form.sheet), issuer, form, rows)
    return book_bytes(book, f"Sổ văn bản đi – {issuer.committee}")


def _write_register(sheet: Worksheet, issuer: Issuer, form: RegisterForm, entries: Sequence[object]) -> None:
    columns = [_page_column(column, form) for column in form.columns]
    _write_head(sheet, issuer, form, columns)
    for row, entry in enumerate(entries, _HEAD + 1):
        write_values(sheet, row, columns, form.values(entry))
    sheet.freeze_panes = f"A{_HEAD + 1}"
    set_up_pages(sheet, _HEAD)


def _page_column(column: RegisterColumn, form: RegisterForm) -> PageColumn:
    """Return ``column`` as wide as it is among the others on a landscape page."""
    share = _TEXT_WIDTH / sum(one.width for one in form.columns)
    return PageColumn(column.title, round(column.width * share, 1), column.align, column.number_format)


def _write_head(sheet: Worksheet, issuer: Issuer, form: RegisterForm, columns: Sequence[PageColumn]) -> None:
    left = f"A{{0}}:{get_column_letter(_columns_over(columns, _NAME_WIDTH))}{{0}}"
    whole = f"A{{0}}:{get_column_letter(len(columns))}{{0}}"
    write_name(sheet, left.format(1), issuer.superior, _NAME_WIDTH, bold=False)
    write_name(sheet, left.format(2), issuer.committee, _NAME_WIDTH, bold=True)
    write_line(sheet, left.format(3), "*", Look(14))
    write_line(sheet, whole.format(4), form.title.upper(), Look(16, bold=True))
    write_line(sheet, whole.format(5), "-----", Look(14))
    write_head(sheet, _HEAD, columns)


def _columns_over(columns: Sequence[PageColumn], width: float) -> int:
    """Return how many of ``columns`` are together at least ``width`` mm wide."""
    reached = list(accumulate(column.width for column in columns))
    return next((count for count, used in enumerate(reached, 1) if used >= width), len(columns))

"""A plan → the issuing body's own documents: the plan itself, the distribution list as .docx or .xlsx."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sokhet_docs.letters.fields import plan_fields
from sokhet_docs.letters.templates import compile_plan_document
from sokhet_docs.office.files import reword_os_errors, write_atomic
from sokhet_docs.plan import Delivery, Plan, deliveries, total_copies
from sokhet_docs.problems import OutputError, UsageError
from sokhet_docs.vocabulary import LIST_TEMPLATE, PLAN_TEMPLATE

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


_HEADERS = ("TT", "Nơi nhận", "Người nhận", "Địa chỉ", "Số bản", "Ngày nhận", "Ký nhận", "Ghi chú")
_COPIES = 5  # the column of the copies, which has their sum
_WIDTHS = (6, 52, 26, 36, 9, 14, 14, 34)  # characters


def write_plan(plan: Plan, templates: Path, target: Path, *, force: bool = False) -> None:
    """Write the plan itself to ``target``, a .docx. Raises TemplateError, OutputError, UsageError."""
    _require_ending(target, (".docx",))
    row = plan.document_of(PLAN_TEMPLATE)
    own = replace(plan, number=row.number or plan.number, day=row.day or plan.day) if row else plan
    docx_bytes = compile_plan_document(plan, templates / PLAN_TEMPLATE).render(plan_fields(own))
    _write_new(target, docx_bytes, force)


def write_distribution(plan: Plan, templates: Path, target: Path, *, force: bool = False) -> None:
    """Write the distribution list to ``target``, a .docx or .xlsx by its ending. Raises as `write_plan`."""
    _require_ending(target, (".docx", ".xlsx"))
    if target.suffix.lower() == ".xlsx":
        _write_new(target, distribution_sheet(deliveries(plan)), force)
    else:
        template = compile_plan_document(plan, templates / LIST_TEMPLATE)
        _write_new(target, template.render(plan_fields(plan)), force)


def _require_ending(target: Path, endings: Sequence[str]) -> None:
    if target.suffix.lower() not in endings:
        wanted = " hoặc ".join(endings)
        raise UsageError.at(str(target), f"Tên tệp phải có đuôi {wanted}.", "Hãy sửa tên sau -o.")


def _write_new(target: Path, data: bytes, force: bool) -> None:
    if target.exists() and not force:
        raise OutputError.at(str(target), "Đã có tệp này.", "Đặt tên khác, hoặc thêm --force để ghi đè.")
    with reword_os_errors(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(target, data)


def distribution_sheet(rows: Sequence[Delivery]) -> bytes:
    """Return the list as an .xlsx: one sheet, headers in row 1, the total as a formula in the last row."""
    from openpyxl import Workbook  # slow to import

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Nơi nhận"
    sheet.append(_HEADERS)
    for row in rows:
        sheet.append((row.number, row.name, row.person, row.address, row.copies, "", "", row.note))
    total = f"=SUM(E2:E{len(rows) + 1})" if rows else total_copies(rows)
    sheet.append(("", "Cộng", "", "", total, "", "", ""))
    _lay_out(sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _lay_out(sheet: Worksheet) -> None:
    from openpyxl.cell import Cell
    from openpyxl.styles import Alignment, Font
    from openpyxl.worksheet.properties import PageSetupProperties

    from sokhet_docs.office.excel_book import keep_text

    for column, width in zip("ABCDEFGH", _WIDTHS, strict=True):
        sheet.column_dimensions[column].width = width
    for cells in sheet.iter_rows():
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=cell.row in (1, sheet.max_row))
            if cell.column != _COPIES and isinstance(cell, Cell) and isinstance(cell.value, str):
                keep_text(cell)  # what a clerk typed is never a formula
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9  # A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)

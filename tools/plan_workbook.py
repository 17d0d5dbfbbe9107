"""Write a plan's workbook: its facts and rows → the bytes of an .xlsx file, the same each time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from sokhet_docs.office.excel_book import finished_part
from tools.sample_plan import (
    ATTENDEE_COLUMNS,
    DOCUMENT_COLUMNS,
    FACT_COLUMNS,
    FIGURE_COLUMNS,
    GUEST_COLUMNS,
    OUTLINE_COLUMNS,
    PROGRAMME_COLUMNS,
    RECIPIENT_COLUMNS,
    Column,
    Value,
)

CREATED = datetime(2022, 3, 14, 8, 0, 0)  # fixed, so that the same facts give the same bytes
FONT = "Times New Roman"
SPARE_ROWS = 200  # rows below the last one that have drop-downs and date formats ready

AnyCell = Cell | MergedCell
Values = Mapping[str, Value]
_NAMES = ("Tên tổ chức đảng", "Tên đơn vị")
_THIN = Side(style="thin", color="B7B7B7")
_GRID = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEADER_FILL = PatternFill("solid", start_color="9C1C1C")
_INPUT_FILL = PatternFill("solid", start_color="FFF9E5")


@dataclass(frozen=True, kw_only=True)
class PlanWorkbook:
    """What a plan's workbook says, sheet by sheet.

    ``title`` and ``guide`` are the first sheet's; ``units`` are rows by header; ``facts`` are label, value,
    explanation; every other row holds the values of its sheet's columns in order, those at its end left out
    when they are blank.
    """

    title: str
    guide: Sequence[str]
    unit_columns: Sequence[Column]
    units: Sequence[Values] = ()
    facts: Sequence[tuple[str, Value, str]]
    attendees: Sequence[str] = ()
    recipients: Sequence[tuple[str, str | None, int]] = ()
    documents: Sequence[Sequence[Value]] = ()
    sections: Sequence[Sequence[Value]] = ()
    figures: Sequence[Sequence[Value]] = ()
    guests: Sequence[Sequence[Value]] = ()
    programme: Sequence[Sequence[Value]] = ()


def build_workbook(plan: PlanWorkbook) -> bytes:
    """Return the workbook of ``plan`` as the bytes of an .xlsx file."""
    book = Workbook()
    _write_guide(book, plan)
    _write_units(book, plan)
    _write_facts(book, plan.facts)
    attendees = [(number, name) for number, name in enumerate(plan.attendees, 1)]
    _offer_unit_names(_write_rows(book, "Thành phần", ATTENDEE_COLUMNS, attendees), "C", plan.unit_columns)
    _write_recipients(book, plan)
    _write_rows(book, "Văn bản", DOCUMENT_COLUMNS, plan.documents)
    _write_rows(book, "Đề cương", OUTLINE_COLUMNS, plan.sections)
    _write_rows(book, "Số liệu", FIGURE_COLUMNS, plan.figures)
    _offer_unit_names(_write_rows(book, "Đại biểu", GUEST_COLUMNS, plan.guests), "G", plan.unit_columns)
    programme = _write_rows(book, "Chương trình", PROGRAMME_COLUMNS, plan.programme)
    _offer_unit_names(programme, "D", plan.unit_columns)
    book.properties.title = plan.title.capitalize()
    book.properties.creator = "sokhet-docs"
    book.properties.created = CREATED
    return _reproducible(book)


def numbered_units(units: Sequence[Values]) -> list[Values]:
    """Return the rows of the units with TT, Mã and Số bản filled in."""
    counts = dict.fromkeys(("DB", "CB", "DV"), 0)
    numbered: list[Values] = []
    for number, unit in enumerate(units, 1):
        prefix = _prefix(str(unit.get("Tên tổ chức đảng") or unit.get("Tên đơn vị")))
        counts[prefix] += 1
        numbered.append({"TT": number, "Mã": f"{prefix}{counts[prefix]:02}", "Số bản": 1, **unit})
    return numbered


def _prefix(name: str) -> str:
    return "DB" if name.startswith("Đảng bộ") else "CB" if name.startswith("Chi bộ") else "DV"


def _write_guide(book: Workbook, plan: PlanWorkbook) -> None:
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Hướng dẫn"
    sheet.sheet_view.showGridLines = False
    sheet.column_dimensions["A"].width = 3
    sheet.column_dimensions["B"].width = 110
    sheet["B2"] = plan.title
    sheet["B2"].font = Font(name=FONT, size=16, bold=True, color="9C1C1C")
    for row, line in enumerate(plan.guide, 4):
        cell = sheet.cell(row, 2, line)
        cell.font = Font(name=FONT, size=13)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        sheet.row_dimensions[row].height = 36 if len(line) > 95 else 22
    _set_up_print(sheet, header_row=None)


def _write_units(book: Workbook, plan: PlanWorkbook) -> None:
    rows = [[unit.get(column.title) for column in plan.unit_columns] for unit in plan.units]
    sheet = _write_table(book, "Đơn vị", plan.unit_columns, rows)
    sheet.freeze_panes = "D2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(plan.unit_columns))}{len(rows) + 1}"


def _write_facts(book: Workbook, facts: Sequence[tuple[str, Value, str]]) -> None:
    sheet = _write_table(book, "Kế hoạch", FACT_COLUMNS, facts, spare=0)
    for row, (label, value, _) in enumerate(facts, 2):
        cell = sheet.cell(row, 2)
        cell.fill = _INPUT_FILL
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="left")
        if label.startswith(("Hạn", "Ngày")):
            cell.number_format = "dd/mm/yyyy"
        elif label.startswith("Thời gian"):
            cell.number_format = "hh:mm dd/mm/yyyy"
        elif isinstance(value, int):
            cell.number_format = "0"
        if label == "Bộ thể thức":
            _offer_choices(sheet, "HD36,HD05", f"B{row}")
        elif label == "In hai mặt":
            _offer_choices(sheet, "Có,Không", f"B{row}")
        sheet.cell(row, 1).font = Font(name=FONT, size=12, bold=True)
        sheet.cell(row, 3).font = Font(name=FONT, size=11, italic=True, color="555555")


def _write_recipients(book: Workbook, plan: PlanWorkbook) -> None:
    rows = [(number, *row) for number, row in enumerate(plan.recipients, 1)]
    sheet = _write_table(book, "Nơi nhận", RECIPIENT_COLUMNS, rows)
    for units_row in (number for number, row in enumerate(rows, 2) if row[3] == 0):
        _note(sheet.cell(units_row, 4), "0 bản: các đơn vị đã được tính riêng theo trang “Đơn vị”.")


def _write_rows(
    book: Workbook, title: str, columns: Sequence[Column], rows: Iterable[Sequence[Value]]
) -> Worksheet:
    """Write rows whose last values may be left out."""
    whole = [(*row, *[None] * (len(columns) - len(row))) for row in rows]
    return _write_table(book, title, columns, whole)


def _write_table(
    book: Workbook,
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Value]],
    spare: int = SPARE_ROWS,
) -> Worksheet:
    sheet: Worksheet = book.create_sheet(title)
    _write_header(sheet, columns)
    last = 1
    for last, values in enumerate(rows, 2):
        lines = max(
            1 + len(str(value)) // int(1.15 * column.width)
            for column, value in zip(columns, values, strict=True)
        )
        sheet.row_dimensions[last].height = 18 * lines  # points; programs differ in how they fit a row
        for number, (column, value) in enumerate(zip(columns, values, strict=True), 1):
            _format(sheet.cell(last, number, value), column)
    for number, column in enumerate(columns, 1):
        letter = get_column_letter(number)
        if column.choices:
            cells = f"{letter}2:{letter}{last + spare}"
            _offer_choices(sheet, column.choices, cells, free=column.free)
        for row in range(last + 1, last + 1 + spare // 20):
            _format(sheet.cell(row, number), column)
    sheet.freeze_panes = "A2"
    _set_up_print(sheet, header_row=1)
    return sheet


def _write_header(sheet: Worksheet, columns: Sequence[Column]) -> None:
    sheet.row_dimensions[1].height = 34
    for number, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
        cell = sheet.cell(1, number, column.title)
        cell.font = Font(name=FONT, size=12, bold=True, color="FFFFFF")
        cell.fill = _HEADER_FILL
        cell.border = _GRID
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
        if column.note:
            _note(cell, column.note)


def _format(cell: AnyCell, column: Column) -> None:
    cell.font = Font(name=FONT, size=12)
    cell.border = _GRID
    cell.number_format = column.number_format
    horizontal = "center" if column.centered else "left"
    cell.alignment = Alignment(wrap_text=column.wrap, vertical="center", horizontal=horizontal)


def _note(cell: AnyCell, text: str) -> None:
    note = Comment(text, "sokhet-docs")
    note.width, note.height = 260, 40 + 18 * (len(text) // 36)
    cell.comment = note


def _offer_choices(sheet: Worksheet, choices: str, cells: str, *, free: bool = False) -> None:
    rule = DataValidation(type="list", formula1=f'"{choices}"', allow_blank=True, showErrorMessage=not free)
    rule.errorTitle, rule.error = (
        "Giá trị không có trong danh sách",
        f"Chọn một trong: {choices.replace(',', ', ')}.",
    )
    sheet.add_data_validation(rule)
    rule.add(cells)


def _offer_unit_names(sheet: Worksheet, column: str, unit_columns: Sequence[Column]) -> None:
    """Offer the names of the units in the cells of ``column``, a letter."""
    names = get_column_letter(next(n for n, each in enumerate(unit_columns, 1) if each.title in _NAMES))
    cells = f"'Đơn vị'!${names}$2:${names}$500"
    rule = DataValidation(type="list", formula1=cells, allow_blank=True, showErrorMessage=True)
    rule.errorStyle = "warning"  # a unit's code is right too
    rule.errorTitle = "Không có tên đơn vị này"
    rule.error = "Chọn một đơn vị của trang “Đơn vị”, ghi mã của đơn vị, hoặc để trống."
    sheet.add_data_validation(rule)
    rule.add(f"{column}2:{column}{SPARE_ROWS}")


def _set_up_print(sheet: Worksheet, header_row: int | None) -> None:
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top, sheet.page_margins.bottom, sheet.page_margins.footer = 0.5, 0.8, 0.4
    assert isinstance(sheet.oddFooter, HeaderFooterItem)
    sheet.oddFooter.center.text = "&A – trang &P/&N"
    if header_row:
        sheet.print_title_rows = f"{header_row}:{header_row}"


def _reproducible(book: Workbook) -> bytes:
    """Return ``book`` saved with fixed times in its properties and in its zip."""
    saved = io.BytesIO()
    book.save(saved)
    target = io.BytesIO()
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            part = finished_part(name, source.read(name), CREATED)
            info = zipfile.ZipInfo(name, (2022, 3, 14, 8, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            copy.writestr(info, part)
    return target.getvalue()

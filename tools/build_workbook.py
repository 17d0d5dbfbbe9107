"""Build the sample workbook: the plan of 2022 and its units → ``data/units.xlsx``, the same bytes each time.

Run ``python -m tools.build_workbook`` after a change here or of the sample's data; a test holds the committed
file and this script together, part by part.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from lxml import etree
from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from tools.sample_outline import figure_rows, outline_rows
from tools.sample_plan import (
    ATTENDEE_COLUMNS,
    ATTENDEES,
    DOCUMENT_COLUMNS,
    DOCUMENTS,
    FACT_COLUMNS,
    FACTS,
    FIGURE_COLUMNS,
    GUIDE,
    OUTLINE_COLUMNS,
    RECIPIENT_COLUMNS,
    RECIPIENTS,
    UNIT_COLUMNS,
    Column,
    Value,
)
from tools.sample_units import CONFERENCE_UNITS, REPORT_UNITS

TARGET = Path(__file__).resolve().parent.parent / "data" / "units.xlsx"
CREATED = datetime(2022, 3, 14, 8, 0, 0)  # fixed, so that the same facts give the same bytes
FONT = "Times New Roman"
SPARE_ROWS = 200  # rows below the last one that have drop-downs and date formats ready

AnyCell = Cell | MergedCell
_THIN = Side(style="thin", color="B7B7B7")
_GRID = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEADER_FILL = PatternFill("solid", start_color="9C1C1C")
_INPUT_FILL = PatternFill("solid", start_color="FFF9E5")


def build() -> bytes:
    """Return the sample workbook as the bytes of an .xlsx file."""
    book = Workbook()
    _write_guide(book)
    _write_units(book)
    _write_facts(book)
    attendees = [(number, name, None, None) for number, name in enumerate(ATTENDEES, 1)]
    _offer_unit_names(_write_table(book, "Thành phần", ATTENDEE_COLUMNS, attendees))
    _write_recipients(book)
    documents = [(*row, *[None] * (len(DOCUMENT_COLUMNS) - len(row))) for row in DOCUMENTS]
    _write_table(book, "Văn bản", DOCUMENT_COLUMNS, documents)
    _write_table(book, "Đề cương", OUTLINE_COLUMNS, outline_rows())
    _write_table(book, "Số liệu", FIGURE_COLUMNS, figure_rows())
    book.properties.title = "Danh sách đơn vị và kế hoạch sơ kết"
    book.properties.creator = "sokhet-docs"
    book.properties.created = CREATED
    return _reproducible(book)


def _write_guide(book: Workbook) -> None:
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Hướng dẫn"
    sheet.sheet_view.showGridLines = False
    sheet.column_dimensions["A"].width = 3
    sheet.column_dimensions["B"].width = 110
    sheet["B2"] = "DANH SÁCH ĐƠN VỊ VÀ KẾ HOẠCH SƠ KẾT"
    sheet["B2"].font = Font(name=FONT, size=16, bold=True, color="9C1C1C")
    for row, line in enumerate(GUIDE, 4):
        cell = sheet.cell(row, 2, line)
        cell.font = Font(name=FONT, size=13)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        sheet.row_dimensions[row].height = 36 if len(line) > 95 else 22
    _set_up_print(sheet, header_row=None)


def _write_units(book: Workbook) -> None:
    rows: list[Sequence[Value]] = []
    for number, name in enumerate((*CONFERENCE_UNITS, *REPORT_UNITS), 1):
        form = "Hội nghị" if name in CONFERENCE_UNITS else "Báo cáo"
        values: dict[str, Value] = {"TT": number, "Mã": _code(name, rows), "Tên tổ chức đảng": name}
        values |= {"Hình thức sơ kết": form, "Số bản": 1}
        rows.append([values.get(column.title) for column in UNIT_COLUMNS])
    sheet = _write_table(book, "Đơn vị", UNIT_COLUMNS, rows)
    sheet.freeze_panes = "D2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(UNIT_COLUMNS))}{len(rows) + 1}"


def _code(name: str, earlier: Sequence[Sequence[Value]]) -> str:
    prefix = "DB" if name.startswith("Đảng bộ") else "CB"
    return f"{prefix}{1 + sum(str(row[1]).startswith(prefix) for row in earlier):02}"


def _write_facts(book: Workbook) -> None:
    sheet = _write_table(book, "Kế hoạch", FACT_COLUMNS, FACTS, spare=0)
    for row, (label, value, _) in enumerate(FACTS, 2):
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
        sheet.cell(row, 1).font = Font(name=FONT, size=12, bold=True)
        sheet.cell(row, 3).font = Font(name=FONT, size=11, italic=True, color="555555")


def _write_recipients(book: Workbook) -> None:
    rows = [(number, *row) for number, row in enumerate(RECIPIENTS, 1)]
    sheet = _write_table(book, "Nơi nhận", RECIPIENT_COLUMNS, rows)
    units_row = next(number for number, row in enumerate(rows, 2) if row[3] == 0)
    _note(sheet.cell(units_row, 4), "0 bản: các đơn vị đã được tính riêng theo trang “Đơn vị”.")


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


def _offer_unit_names(sheet: Worksheet) -> None:
    rule = DataValidation(
        type="list", formula1="'Đơn vị'!$C$2:$C$500", allow_blank=True, showErrorMessage=True
    )
    rule.errorStyle = "warning"  # a unit's code is right too
    rule.errorTitle = "Không có tên đơn vị này"
    rule.error = "Chọn một đơn vị của trang “Đơn vị”, ghi mã của đơn vị, hoặc để trống."
    sheet.add_data_validation(rule)
    rule.add(f"C2:C{SPARE_ROWS}")


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
            part = source.read(name)
            if name == "docProps/core.xml":
                stamp = f"{CREATED.isoformat()}Z".encode()
                part = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, part)
            if name == "xl/styles.xml":
                part = _with_fonts_in_order(part)
            info = zipfile.ZipInfo(name, (2022, 3, 14, 8, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            copy.writestr(info, part)
    return target.getvalue()


def _with_fonts_in_order(styles: bytes) -> bytes:
    """Return the styles with each font in the order of the standard, which openpyxl does not keep."""
    root = etree.fromstring(styles)
    names = "b i strike condense extend outline shadow u vertAlign sz color name family charset scheme"
    order = names.split()
    for font in root.iterfind("{*}fonts/{*}font"):
        font[:] = sorted(font, key=lambda child: order.index(etree.QName(child).localname))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


if __name__ == "__main__":
    TARGET.write_bytes(build())
    print(TARGET)

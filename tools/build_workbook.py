"""Build the sample workbook: the plan of 2022 and its units → ``data/units.xlsx``, the same bytes each time.

Run ``python tools/build_workbook.py`` after a change here; a test holds the committed file and this script
together, part by part.
"""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from sample_units import CONFERENCE_UNITS, REPORT_UNITS

TARGET = Path(__file__).resolve().parent.parent / "data" / "units.xlsx"
MADE = datetime(2022, 3, 14, 8, 0, 0)  # fixed, so that the same facts give the same bytes
FONT = "Times New Roman"
SPARE_ROWS = 200  # rows below the last one that have drop-downs and date formats ready

Value = str | int | date | None


@dataclass(frozen=True)
class Head:
    """One column: its header, its width (characters), a note on the header, its number format."""

    title: str
    width: float
    note: str = ""
    number_format: str = "General"
    choices: str = ""
    wrap: bool = True
    centred: bool = False


CHOOSE = "Bấm vào ô rồi chọn trong danh sách."
UNIT_HEADS = (
    Head("TT", 5, "Số thứ tự. Để trống thì lấy theo thứ tự dòng.", centred=True),
    Head("Mã", 8, "Mã ngắn, không trùng nhau. Để trống thì phần mềm tự đặt theo tên.", "@"),
    Head(
        "Tên tổ chức đảng", 46, "Bắt buộc. Bắt đầu bằng “Đảng bộ” hoặc “Chi bộ”, viết như trên văn bản.", "@"
    ),
    Head("Hình thức sơ kết", 13, f"Bắt buộc. {CHOOSE}", "@", "Hội nghị,Báo cáo", centred=True),
    Head(
        "Thời gian hội nghị",
        17,
        "Giờ, ngày hội nghị. Chưa định thì để trống.",
        "hh:mm dd/mm/yyyy",
        centred=True,
    ),
    Head("Địa điểm hội nghị", 24, "Chưa định thì để trống.", "@"),
    Head(
        "Hình thức hội nghị",
        13,
        f"Tổ chức riêng hay lồng ghép. {CHOOSE}",
        "@",
        "Riêng,Lồng ghép",
        centred=True,
    ),
    Head("Hạn báo cáo", 12, "Để trống thì theo hạn chung ở trang “Kế hoạch”.", "dd/mm/yyyy", centred=True),
    Head("Kính gửi", 30, "Để trống thì gửi cấp ủy của đơn vị (Đảng ủy …, Chi bộ …).", "@"),
    Head("Người nhận", 20, "Người nhận văn bản, nếu có.", "@"),
    Head("Email", 24, "Thư điện tử, nếu có.", "@"),
    Head("Địa chỉ", 28, "Địa chỉ gửi giấy, nếu có.", "@"),
    Head("Số bản", 7, "Số bản giấy gửi đơn vị. Để trống là 1.", "0", centred=True),
    Head("Ghi chú", 22, "Ghi cho mình. Cột thêm vào bên phải sẽ tự thành một trường của mẫu.", "@"),
)
FACT_HEADS = (
    Head("Mục", 32, "Không đổi tên mục. Dòng thêm vào cuối bảng sẽ tự thành một trường của mẫu.", "@"),
    Head("Giá trị", 62, "Điền ở cột này.", "@"),
    Head("Giải thích", 70),
)
ATTENDEE_HEADS = (
    Head("TT", 5, centred=True),
    Head("Thành phần", 60, "Viết như trên giấy mời.", "@"),
    Head("Đơn vị", 42, "Để trống là mọi hội nghị. Muốn thêm riêng cho một đơn vị: chọn tên đơn vị.", "@"),
    Head("Số lượng", 10, "Số người. Chưa định thì để trống.", "0", centred=True),
)
RECIPIENT_HEADS = (
    Head("TT", 5, centred=True),
    Head("Nơi nhận", 52, "Viết như dưới chữ “Nơi nhận:”, không có dấu ở cuối.", "@"),
    Head("Để", 14, "Để làm gì: báo cáo, lưu … Thường để trống.", "@"),
    Head("Số bản", 8, "Số bản của kế hoạch. Để trống là 1.", "0", centred=True),
)
DOCUMENT_HEADS = (
    Head("Mẫu", 24, "Tên tệp Word trong thư mục templates.", "@"),
    Head("Tên", 44, "Tên văn bản.", "@"),
    Head("Gửi cho", 14, CHOOSE, "@", "Tất cả,Hội nghị,Báo cáo,Không gửi", centred=True),
)

FACTS: tuple[tuple[str, Value, str], ...] = (
    ("Mã kế hoạch", "SK02-2022", "Mã ngắn để nhận ra báo cáo gửi về. Không đổi sau khi đã gửi văn bản."),
    ("Số kế hoạch", None, "Chỉ ghi số, ví dụ 05. Để trống thì văn bản chừa chỗ điền tay."),
    ("Ngày ban hành", None, "Để trống thì văn bản chừa chỗ điền tay."),
    ("Năm", 2022, "Năm ban hành kế hoạch."),
    ("Bộ thể thức", None, "HD36 hoặc HD05. Để trống thì theo ngày (hoặc năm) ban hành."),
    ("Cấp trên", "Đảng bộ tỉnh Hà Tĩnh", "Dòng đầu bên trái văn bản."),
    ("Cấp ủy ban hành", "Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh", "Dòng thứ hai bên trái văn bản."),
    (
        "Cơ quan ban hành",
        "Ban Thường vụ Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh",
        "Tên đầy đủ của cơ quan ra kế hoạch.",
    ),
    (
        "Đảng bộ của cấp ban hành",
        "Đảng bộ Khối các cơ quan và doanh nghiệp tỉnh",
        "Dòng đầu trên văn bản của các đơn vị.",
    ),
    ("Tên gọi tắt của cấp ủy", "Đảng ủy Khối", "Dùng trong lời văn."),
    ("Tên gọi tắt của đảng bộ", "Đảng bộ Khối", "Dùng trong lời văn."),
    ("Ký hiệu", "ĐUK", "Ký hiệu cơ quan trong số, ký hiệu văn bản."),
    ("Địa danh", "Hà Tĩnh", "Đứng trước ngày, tháng, năm."),
    ("Đầu mối nhận báo cáo", "Ban Tuyên giáo", "Báo cáo gửi qua đơn vị này."),
    ("Liên hệ", None, "Họ tên, điện thoại người giải đáp. Có thể để trống."),
    ("Dịp", "sơ kết 05 năm", "Sơ kết hay tổng kết, mấy năm."),
    (
        "Văn bản được sơ kết",
        "Nghị quyết số 02-NQ/TU, ngày 12/5/2017 của Ban Chấp hành Đảng bộ tỉnh",
        "Loại, số, ngày, cơ quan ban hành.",
    ),
    (
        "Tên văn bản được sơ kết",
        "Tiếp tục nâng cao chất lượng, hiệu quả việc xây dựng và thực hiện quy chế dân chủ cơ sở",
        "Không có dấu ngoặc kép.",
    ),
    (
        "Căn cứ",
        "Kế hoạch số 72-KH/TU, ngày 11/3/2022 của Ban Thường vụ Tỉnh ủy",
        "Văn bản của cấp trên mà kế hoạch thực hiện.",
    ),
    ("Hạn báo cáo", date(2022, 4, 20), "Các đơn vị gửi báo cáo trước ngày này."),
    ("Hạn hội nghị của đơn vị", date(2022, 4, 15), "Hội nghị của các đơn vị hoàn thành trước ngày này."),
    ("Hạn hội nghị của cấp ban hành", date(2022, 4, 30), "Hội nghị cấp Khối hoàn thành trước ngày này."),
    ("Thời gian hội nghị của cấp ban hành", None, "Giờ, ngày. Chưa định thì để trống."),
    ("Địa điểm hội nghị của cấp ban hành", None, "Chưa định thì để trống."),
    ("Năm đầu của số liệu", 2017, "Phụ lục số liệu của báo cáo bắt đầu từ năm này."),
    ("Năm cuối của số liệu", 2021, "Phụ lục số liệu của báo cáo đến hết năm này."),
    ("Quyền hạn ký", "T/M BAN THƯỜNG VỤ", "T/M, K/T, T/L hoặc Q."),
    ("Chức vụ người ký", "PHÓ BÍ THƯ", "Viết hoa, như trên văn bản."),
    ("Họ tên người ký", "Nguyễn Trọng Vân", "Không ghi học hàm, học vị."),
)
ATTENDEES = (
    "Đại diện Ban Thường vụ Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh",
    "Ủy viên BCH đảng bộ",
    "Trưởng các phòng, ban, đơn vị trực thuộc",
    "Trưởng các đoàn thể",
)
RECIPIENTS: tuple[tuple[str, str | None, int], ...] = (
    ("Ban Dân vận Tỉnh ủy", "báo cáo", 1),
    ("Ban Thường vụ Đảng ủy Khối", None, 1),
    ("Các ban Đảng, UBKT, VP Đảng ủy Khối", None, 1),
    ("Các đảng ủy, chi bộ cơ sở", None, 0),
    ("Các tổ chức đoàn thể trực thuộc ĐUK", None, 1),
    ("Văn phòng Đảng ủy Khối", "lưu", 1),
)
DOCUMENTS = (
    ("de-cuong.docx", "Đề cương báo cáo", "Tất cả"),
    ("giay-moi.docx", "Giấy mời hội nghị sơ kết", "Hội nghị"),
    ("bao-cao.docx", "Mẫu báo cáo", "Tất cả"),
    ("giay-moi-khoi.docx", "Giấy mời hội nghị sơ kết cấp Khối", "Không gửi"),
)
GUIDE = (
    (
        "1. Tệp này là nơi duy nhất phải điền. Từ đây phần mềm tạo cho mỗi đơn vị một tệp Word đã "
        "ghi sẵn nơi gửi, hạn và thành phần."
    ),
    "2. Trang “Đơn vị”: mỗi dòng một đơn vị. Chỉ bắt buộc cột “Tên tổ chức đảng” và cột “Hình thức sơ kết”.",
    (
        "3. Ô để trống có nghĩa: hạn báo cáo theo hạn chung, Kính gửi là cấp ủy của đơn vị, số bản "
        "là 1, thời gian và địa điểm chưa định."
    ),
    "4. Trang “Kế hoạch”: những gì chung cho mọi đơn vị, như hạn, căn cứ, người ký. Chỉ sửa cột “Giá trị”.",
    (
        "5. Trang “Thành phần”: ai dự hội nghị của các đơn vị. Cột “Đơn vị” để trống là áp dụng "
        "cho mọi hội nghị."
    ),
    (
        "6. Trang “Nơi nhận”: các nơi nhận của kế hoạch. Các đơn vị ở trang “Đơn vị” được tính "
        "riêng, không kê lại."
    ),
    "7. Trang “Văn bản”: mỗi đơn vị nhận những mẫu nào, theo thứ tự này. Chọn “Không gửi” để tạm bỏ một mẫu.",
    (
        "8. Ngày ghi theo kiểu ngày/tháng/năm: 20/4/2022. Thêm cột mới vào bên phải thì tên cột "
        "dùng được ngay trong mẫu Word."
    ),
    (
        "9. Tạo văn bản: lưu tệp này, rồi chạy lệnh sokhet-docs check để kiểm tra và sokhet-docs "
        "generate để tạo."
    ),
    (
        "10. Kế hoạch và bốn đơn vị đầu là thật (năm 2022); sáu mươi hai đơn vị còn lại chỉ để "
        "minh họa, hãy thay bằng đơn vị của mình."
    ),
)

_THIN = Side(style="thin", color="B7B7B7")
_GRID = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEAD_FILL = PatternFill("solid", start_color="9C1C1C")
_INPUT_FILL = PatternFill("solid", start_color="FFF9E5")


def build() -> bytes:
    """Return the sample workbook as the bytes of an .xlsx file."""
    book = Workbook()
    _write_guide(book)
    _write_units(book)
    _write_facts(book)
    _write_table(
        book, "Thành phần", ATTENDEE_HEADS, ((n, name, None, None) for n, name in _ranked(ATTENDEES))
    )
    _offer_unit_names(book["Thành phần"])
    _write_recipients(book)
    _write_table(book, "Văn bản", DOCUMENT_HEADS, DOCUMENTS)
    book.properties.title = "Danh sách đơn vị và kế hoạch sơ kết"
    book.properties.creator = "sokhet-docs"
    book.properties.created = MADE
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
    for number, name in _ranked((*CONFERENCE_UNITS, *REPORT_UNITS)):
        form = "Hội nghị" if name in CONFERENCE_UNITS else "Báo cáo"
        rows.append((number, _code(name, rows), name, form, *(None,) * 8, 1, None))
    sheet = _write_table(book, "Đơn vị", UNIT_HEADS, rows)
    sheet.freeze_panes = "D2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(UNIT_HEADS))}{len(rows) + 1}"


def _code(name: str, earlier: Sequence[Sequence[Value]]) -> str:
    prefix = "DB" if name.startswith("Đảng bộ") else "CB"
    return f"{prefix}{1 + sum(str(row[1]).startswith(prefix) for row in earlier):02}"


def _write_facts(book: Workbook) -> None:
    sheet = _write_table(book, "Kế hoạch", FACT_HEADS, FACTS, spare=0)
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
            _offer(sheet, "HD36,HD05", f"B{row}")
        sheet.cell(row, 1).font = Font(name=FONT, size=12, bold=True)
        sheet.cell(row, 3).font = Font(name=FONT, size=11, italic=True, color="555555")


def _write_recipients(book: Workbook) -> None:
    rows = [(number, *row) for number, row in enumerate(RECIPIENTS, 1)]
    sheet = _write_table(book, "Nơi nhận", RECIPIENT_HEADS, rows)
    units_row = next(n for n, row in enumerate(rows, 2) if row[3] == 0)
    _note(sheet, units_row, 4, "0 bản: các đơn vị đã được tính riêng theo trang “Đơn vị”.")


def _write_table(
    book: Workbook,
    title: str,
    heads: Sequence[Head],
    rows: Iterable[Sequence[Value]],
    spare: int = SPARE_ROWS,
) -> Worksheet:
    sheet: Worksheet = book.create_sheet(title)
    _write_heads(sheet, heads)
    last = 1
    for last, values in enumerate(rows, 2):
        lines = max(1 + len(str(value)) // int(head.width) for head, value in zip(heads, values, strict=True))
        sheet.row_dimensions[last].height = 18 * lines  # points; programs differ in how they fit a row
        for column, (head, value) in enumerate(zip(heads, values, strict=True), 1):
            _write_cell(sheet, last, column, head, value)
    for column, head in enumerate(heads, 1):
        letter = get_column_letter(column)
        if head.choices:
            _offer(sheet, head.choices, f"{letter}2:{letter}{last + spare}")
        for row in range(last + 1, last + 1 + spare // 20):
            _write_cell(sheet, row, column, head, None)
    sheet.freeze_panes = "A2"
    _set_up_print(sheet, header_row=1)
    return sheet


def _write_heads(sheet: Worksheet, heads: Sequence[Head]) -> None:
    sheet.row_dimensions[1].height = 34
    for column, head in enumerate(heads, 1):
        sheet.column_dimensions[get_column_letter(column)].width = head.width
        cell = sheet.cell(1, column, head.title)
        cell.font = Font(name=FONT, size=12, bold=True, color="FFFFFF")
        cell.fill = _HEAD_FILL
        cell.border = _GRID
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
        if head.note:
            _note(sheet, 1, column, head.note)


def _write_cell(sheet: Worksheet, row: int, column: int, head: Head, value: Value) -> None:
    cell = sheet.cell(row, column, value)
    cell.font = Font(name=FONT, size=12)
    cell.border = _GRID
    cell.number_format = head.number_format
    horizontal = "center" if head.centred else "left"
    cell.alignment = Alignment(wrap_text=head.wrap, vertical="center", horizontal=horizontal)


def _note(sheet: Worksheet, row: int, column: int, text: str) -> None:
    note = Comment(text, "sokhet-docs")
    note.width, note.height = 260, 40 + 18 * (len(text) // 36)
    sheet.cell(row, column).comment = note


def _offer(sheet: Worksheet, choices: str, cells: str) -> None:
    rule = DataValidation(type="list", formula1=f'"{choices}"', allow_blank=True, showErrorMessage=True)
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
    rule.errorTitle, rule.error = "Không có đơn vị này", "Chọn một đơn vị của trang “Đơn vị”, hoặc để trống."
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


def _ranked(names: Sequence[str]) -> Iterable[tuple[int, str]]:
    return enumerate(names, 1)


def _reproducible(book: Workbook) -> bytes:
    """Return ``book`` saved with fixed times in its properties and in its zip."""
    saved = io.BytesIO()
    book.save(saved)
    target = io.BytesIO()
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            part = source.read(name)
            if name == "docProps/core.xml":
                stamp = f"{MADE.isoformat()}Z".encode()
                part = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, part)
            info = zipfile.ZipInfo(name, (2022, 3, 14, 8, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            copy.writestr(info, part)
    return target.getvalue()


if __name__ == "__main__":
    TARGET.write_bytes(build())
    sys.stdout.write(f"{TARGET}\n")

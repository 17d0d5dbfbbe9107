"""A workbook in a few readable lines: each sheet a table of text, cells separated by ``|``, empty lines kept.

    make_workbook(path, units="Tên tổ chức đảng | Hình thức sơ kết\\nĐảng bộ A | Hội nghị")

The sheets that a test does not name are those of a small plan that has no fault and gives no warning.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from sokhet_docs.problems import WorkbookError
from sokhet_docs.workbook import read_plan
from tools.sample_outline import figure_rows, outline_rows


def _table(headers: str, rows: Iterable[Sequence[str | None]]) -> str:
    return "\n".join([headers, *(" | ".join(cell or "" for cell in row) for row in rows)])


UNITS = """
Tên tổ chức đảng | Hình thức sơ kết
Đảng bộ A | Hội nghị
Chi bộ B | Báo cáo
"""
FACTS = """
Mục | Giá trị
Mã kế hoạch | KH1
Năm | 2022
Cấp trên | Đảng bộ tỉnh Hà Tĩnh
Cấp ủy ban hành | Đảng ủy Khối X
Cơ quan ban hành | Ban Thường vụ Đảng ủy Khối X
Đảng bộ của cấp ban hành | Đảng bộ Khối X
Tên gọi tắt của cấp ủy | Đảng ủy Khối
Tên gọi tắt của đảng bộ | Đảng bộ Khối
Ký hiệu | ĐUK
Địa danh | Hà Tĩnh
Dịp | sơ kết 05 năm
Văn bản được sơ kết | Nghị quyết số 02-NQ/TU
Tên văn bản được sơ kết | Quy chế dân chủ
Căn cứ | Kế hoạch số 72-KH/TU
Hạn báo cáo | 20/4/2022
Hạn hội nghị của đơn vị | 15/4/2022
Năm đầu của số liệu | 2017
Năm cuối của số liệu | 2021
Quyền hạn ký | T/M BAN THƯỜNG VỤ
Chức vụ người ký | PHÓ BÍ THƯ
Họ tên người ký | Nguyễn Trọng Vân
"""
SMALL_PLAN = {
    "Đơn vị": UNITS,
    "Kế hoạch": FACTS,
    "Thành phần": "Thành phần | Đơn vị\nĐại diện Ban Thường vụ |",
    "Nơi nhận": "Nơi nhận | Để | Số bản\nBan Dân vận | báo cáo |\nVăn phòng | lưu | 2",
    "Văn bản": "Mẫu | Tên | Gửi cho\nbao-cao.docx | Mẫu báo cáo | Tất cả",
}
TITLES = {
    "units": "Đơn vị",
    "facts": "Kế hoạch",
    "attendees": "Thành phần",
    "recipients": "Nơi nhận",
    "documents": "Văn bản",
    "outline": "Đề cương",
    "figures": "Số liệu",
    "guests": "Đại biểu",
    "programme": "Chương trình",
}
# What the sample's report form asks.
SAMPLE_FORM = {
    "outline": _table("Mục | Tiêu đề | Gợi ý | Dành cho | Mã", outline_rows()),
    "figures": _table(
        "Nhóm | Chỉ tiêu | Đơn vị tính | Kiểu | Cộng các kỳ | Biểu đồ | Dành cho | Mã", figure_rows()
    ),
}

Edit = Callable[[Workbook], None]


def make_workbook(path: Path, edit: Edit | None = None, **sheets: str | None) -> Path:
    """Write an .xlsx of the small plan, its sheets replaced by ``sheets`` (None: left out), then edited."""
    tables: dict[str, str | None] = {**SMALL_PLAN, **{TITLES[name]: text for name, text in sheets.items()}}
    book = Workbook()
    assert book.active is not None
    book.remove(book.active)
    for title, text in tables.items():
        if text is not None:
            fill(book.create_sheet(title), text)
    if edit:
        edit(book)
    book.save(path)
    return path


def fill(sheet: Worksheet, text: str) -> None:
    """Write a table of text into ``sheet``; whole numbers become numbers, all else stays text."""
    for row, line in enumerate(text.strip("\n").split("\n"), 1):
        for column, value in enumerate(line.split("|"), 1):
            if value := value.strip(" "):
                is_number = value.isascii() and value.isdigit() and value[0] != "0"
                sheet.cell(row, column, int(value) if is_number else value).data_type = (
                    "n" if is_number else "s"
                )


def facts_with(changes: Mapping[str, str | None]) -> str:
    """Return the small plan's facts with some values changed, added, or (None) their lines left out."""
    lines = dict(line.split(" | ") for line in FACTS.strip().split("\n"))
    merged = {**lines, **changes}
    return "\n".join(f"{label} | {value}" for label, value in merged.items() if value is not None)


def problems_of(path: Path) -> list[str]:
    """Return what is wrong with the workbook at ``path``, as ``Đơn vị!D17: message hint``, errors first."""
    try:
        problems = read_plan(path).warnings
    except WorkbookError as err:
        problems = err.problems
    return [f"{p.place.spot}: {p.message} {p.hint}".removeprefix(": ").rstrip() for p in problems]

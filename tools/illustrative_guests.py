"""Guests and a programme that nobody has: the sample workbook → a copy for the guide's pictures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

_LEADERS, _UNITS = "Lãnh đạo các ban Đảng Tỉnh ủy", "Bí thư các đảng bộ, chi bộ cơ sở"
_GUESTS = (
    ("PGS.TS. Nguyễn Thị Minh A", "Phó Trưởng ban", "Ban Dân vận Tỉnh ủy", _LEADERS, "Có"),
    ("Trần Văn B", "Trưởng phòng", "Ban Dân vận Tỉnh ủy", _LEADERS, None),
    ("Lê Thị C", "Bí thư Đảng ủy", "Tòa án nhân dân tỉnh", _UNITS, "Có"),
    ("Phạm Văn D", "Bí thư Đảng ủy", "Trường Chính trị Trần Phú", _UNITS, "Không"),
    ("Hoàng Văn Đ", "Bí thư Chi bộ", "Thư viện tỉnh", _UNITS, None),
)
_ATTENDEES = ((_LEADERS, "Cấp ban hành", 2), (_UNITS, "Cấp ban hành", 6))
_PROGRAMME = (("08:00", "Tuyên bố lý do, giới thiệu đại biểu", "Văn phòng Đảng ủy Khối"),)


def write_guests(workbook: Path, target: Path) -> None:
    """Write a copy of ``workbook`` whose issuing body has invited guests, to ``target``."""
    book = load_workbook(workbook)
    _add_rows(book["Đại biểu"], _GUESTS, column=2)
    _add_rows(book["Thành phần"], _ATTENDEES, column=2)
    _add_rows(book["Chương trình"], _PROGRAMME, column=1)
    book.save(target)


def _add_rows(sheet: Worksheet, rows: Sequence[Sequence[str | int | None]], column: int) -> None:
    """Write ``rows`` below the last row of ``sheet`` that says something in ``column``."""
    last = max(cell.row for (cell,) in sheet.iter_rows(min_col=column, max_col=column) if cell.value)
    for row, values in enumerate(rows, last + 1):
        for number, value in enumerate(values, column):
            sheet.cell(row, number, value)

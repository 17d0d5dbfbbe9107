"""The doubtful figures and totals of all units → the sheet ``Cần xem`` of ``so-lieu.xlsx``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.cell import Cell

from sokhet_docs.office.excel_style import Head, link, write_table
from sokhet_docs.plan import TOTAL_TITLE
from sokhet_docs.returns import doubts_of
from sokhet_docs.tracking.status import Tracking

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_HEADS = (
    Head("TT", 5, "0", "center"),
    Head("Mã", 8),
    Head("Tổ chức đảng", 40),
    Head("Chỉ tiêu", 44),
    Head("Năm", 8, align="center"),
    Head("Đơn vị ghi", 18),
    Head("Cần xem vì", 60),
    Head("Chỗ trong tệp", 28),
)


def write_review_items(sheet: Worksheet, tracking: Tracking, base: str) -> None:
    """Write one row a doubt, linked to its place in the unit's file; ``base`` is the way to the intake."""
    review_items = [(status, one) for status in tracking.statuses for one in doubts_of(status.answers)]
    rows = [
        (
            number,
            status.unit.code,
            status.unit.name,
            one.label,
            str(one.year or TOTAL_TITLE),
            one.reading.raw,
            one.message,
            one.reading.place or "mở tệp",
        )
        for number, (status, one) in enumerate(review_items, 1)
    ]
    write_table(sheet, _HEADS, rows)
    for row, (status, one) in enumerate(review_items, 2):
        cell = sheet.cell(row, len(_HEADS))
        if status.reading and isinstance(cell, Cell):
            link(cell, f"{base}/{status.reading.file}", one.tag)

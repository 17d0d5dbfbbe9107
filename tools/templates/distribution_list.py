"""The distribution list (danh sách nơi nhận): the plan's own recipients, then every unit."""

from __future__ import annotations

from docx.document import Document
from docx.table import Table

from tools.templates.document import new_document
from tools.templates.elements import Cell, add_header_row, add_row, add_table, each_row, when_row
from tools.templates.letter import (
    add_closing_paragraph,
    add_issuer_letterhead,
    add_last_text,
    add_list_signature,
    add_title,
    in_good_lines,
)
from tools.templates.styles import TEXT_WIDTH

# In mm. A landscape page is 297 wide less 45 of margins.
_COLUMNS = (10.0, 78.0, 37.0, 43.0, 14.0, 20.0, 20.0, 30.0)
_MARGINS = 2.5  # mm: of a cell
_GAP = sum(_COLUMNS) - TEXT_WIDTH
_ROW_HEIGHT = 8.0
_TITLES = ("TT", "Nơi nhận", "Người nhận", "Địa chỉ, email", "Số bản", "Ngày nhận", "Ký nhận", "Ghi chú")
_BLANK = Cell("Bảng – chữ")


def build_distribution_list() -> Document:
    """Return the distribution list, a landscape page with room to sign for each copy."""
    document = new_document("Danh sách nơi nhận – {{ ke_hoach.trich_yeu }}", landscape=True)
    add_issuer_letterhead(document, "", "{{ van_ban.ngay_thang }}", gap=_GAP)
    add_title(document, "DANH SÁCH NƠI NHẬN", "{{ ke_hoach.vien_dan|thuong_dau }}")
    table = add_table(document, "Bảng có kẻ", _COLUMNS)
    add_header_row(table, _TITLES)
    _add_recipients(table)
    _add_units(table)
    label = Cell("Bảng – nhóm", "Tổng số bản", span=4)
    total = Cell("Bảng – đầu cột", "{{ danh_sach.tong_so_ban }}")
    add_row(table, [label, total, *[_BLANK] * 3], height=_ROW_HEIGHT)
    add_last_text(
        document,
        "Danh sách này có {{ danh_sach.so_don_vi }} đơn vị; tổng số {{ danh_sach.tong_so_ban }} bản.",
    )
    add_list_signature(document, _GAP)
    add_closing_paragraph(document)
    return document


def _add_recipients(table: Table) -> None:
    with when_row(table, "noi_nhan"):
        _add_heading(table, "I. Nơi nhận của Kế hoạch")
    cells = (
        Cell("Bảng – giữa", "{{ dong.stt }}"),
        _in_column(1, "{{ dong.ten }}{{ (' (' ~ dong.de ~ ')' if dong.de else '') }}"),
        _BLANK,
        _BLANK,
        Cell("Bảng – giữa", "{% if dong.so_ban %}{{ dong.so_ban }}{% endif %}"),
        _BLANK,
        _BLANK,
        Cell("Bảng – chữ", "{% if not dong.so_ban %}Theo danh sách ở mục II{% endif %}"),
    )
    with each_row(table, "dong in noi_nhan"):
        add_row(table, cells, height=_ROW_HEIGHT)


def _add_units(table: Table) -> None:
    _add_heading(table, "{% if noi_nhan %}II. {% endif %}Các đơn vị ({{ danh_sach.so_don_vi }} đơn vị)")
    address = "{{ dong.dia_chi }}{% if dong.dia_chi and dong.email %}, {% endif %}{{ dong.email }}"
    cells = (
        Cell("Bảng – giữa", "{{ dong.stt }}"),
        _in_column(1, "{{ dong.kinh_gui }}"),
        _in_column(2, "{{ dong.nguoi_nhan }}"),
        Cell("Bảng – chữ", address),
        Cell("Bảng – giữa", "{{ dong.so_ban }}"),
        _BLANK,
        _BLANK,
        _in_column(-1, "{{ dong.ghi_chu }}"),
    )
    with each_row(table, "dong in danh_sach.don_vi"):
        add_row(table, cells, height=_ROW_HEIGHT)


def _in_column(column: int, text: str) -> Cell:
    """Return a cell of the column whose text, of tags, breaks by sense."""
    return Cell("Bảng – chữ", in_good_lines(text, _COLUMNS[column] - _MARGINS, ", co=12"))


def _add_heading(table: Table, text: str) -> None:
    add_row(table, [Cell("Bảng – nhóm", text, span=len(_COLUMNS))], height=_ROW_HEIGHT)

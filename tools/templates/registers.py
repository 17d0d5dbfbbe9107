"""The registers on paper: Sổ đăng ký văn bản đi, Sổ chuyển giao văn bản đi."""

from __future__ import annotations

from docx.document import Document

from tools.templates.document import end_section, new_document
from tools.templates.elements import Cell, add_header_row, add_row, add_table, each_row
from tools.templates.letter import add_closing_paragraph, add_register_names, add_title

# In mm, with a title each: together as wide as a landscape page's text, but for 5 mm.
_OUTGOING = {
    "Số, ký hiệu": 30.0, "Ngày tháng": 22.0, "Tên loại và trích yếu": 50.0, "Người ký": 25.0,
    "Nơi nhận": 41.0, "Người nhận bản lưu": 24.0, "Số bản": 11.0,
    "Ngày chuyển": 22.0, "Ký nhận": 14.0, "Ghi chú": 13.0,
}  # fmt: skip
_DELIVERIES = {
    "Ngày chuyển": 24.0, "Số, ký hiệu": 52.0, "Nơi nhận": 96.0, "Ký nhận": 45.0, "Ghi chú": 35.0,
}  # fmt: skip
_ROW_HEIGHT = 8.0
_BLANK = Cell("Bảng – chữ")


def build_registers() -> Document:
    """Return both registers, each on landscape pages of its own."""
    document = new_document("Sổ văn bản đi – {{ co_quan.cap_uy }}", landscape=True)
    outgoing = (
        _text("so_ky_hieu"), _day("ngay"), _text("trich_yeu"), _text("nguoi_ky"), _text("noi_nhan"),
        _text("ban_luu"), Cell("Bảng – giữa", "{{ dong.so_ban }}"), _day("ngay_chuyen"), _BLANK,
        _text("ghi_chu"),
    )  # fmt: skip
    _add_register(document, "SỔ ĐĂNG KÝ VĂN BẢN ĐI", _OUTGOING, outgoing, "so_van_ban.dang_ky")
    end_section(add_closing_paragraph(document), landscape=True)
    delivered = (_day("ngay_chuyen"), _text("so_ky_hieu"), _text("noi_nhan"), _BLANK, _text("ghi_chu"))
    _add_register(document, "SỔ CHUYỂN GIAO VĂN BẢN ĐI", _DELIVERIES, delivered, "so_van_ban.chuyen_giao")
    add_closing_paragraph(document)
    return document


def _add_register(
    document: Document, title: str, columns: dict[str, float], cells: tuple[Cell, ...], rows: str
) -> None:
    add_register_names(document)
    add_title(document, title, "Năm {{ ke_hoach.nam }}")
    table = add_table(document, "Bảng có kẻ", tuple(columns.values()))
    add_header_row(table, columns)
    with each_row(table, f"dong in {rows}"):
        add_row(table, cells, height=_ROW_HEIGHT)


def _text(field: str) -> Cell:
    return Cell("Bảng – chữ", f"{{{{ dong.{field} }}}}")


def _day(field: str) -> Cell:
    return Cell("Bảng – giữa", f"{{% if dong.{field} %}}{{{{ dong.{field}|ngay }}}}{{% endif %}}")

"""The last page of a print file (bảng kê bản in): how many units, copies, pages and sheets it has."""

from __future__ import annotations

from docx.document import Document
from docx.table import Table

from tools.templates.document import new_document
from tools.templates.elements import Cell, add_header_row, add_row, add_table, each, each_row
from tools.templates.letter import (
    add_closing_paragraph,
    add_issuer_letterhead,
    add_last_text,
    add_maker_signature,
    add_text,
    add_title,
    in_good_lines,
)

_COLUMNS = (12.0, 73.0, 20.0, 20.0, 20.0, 20.0)  # mm
_TITLES = ("TT", "Văn bản", "Số đơn vị", "Số bản", "Số trang", "Số tờ")
_MARGINS = 2.5  # mm: of a cell
_ROW_HEIGHT = 8.0
_BLANK = Cell("Bảng – giữa")


def build_print_totals() -> Document:
    """Return the page of totals."""
    document = new_document("Bảng kê bản in – {{ ke_hoach.trich_yeu }}")
    add_issuer_letterhead(document, "", "{{ van_ban.ngay_thang }}")
    add_title(document, "BẢNG KÊ BẢN IN", "{{ ke_hoach.vien_dan|thuong_dau }}")
    _add_table(document)
    _add_words(document)
    add_maker_signature(document)
    add_closing_paragraph(document)
    return document


def _add_table(document: Document) -> None:
    table = add_table(document, "Bảng có kẻ", _COLUMNS)
    add_header_row(table, _TITLES)
    name = Cell("Bảng – chữ", in_good_lines("{{ dong.ten }}", _COLUMNS[1] - _MARGINS, ", co=12"))
    names = ("stt", "so_don_vi", "so_ban", "so_trang", "so_to")
    number, *counts = (Cell("Bảng – giữa", f"{{{{ dong.{each_name} }}}}") for each_name in names)
    with each_row(table, "dong in ban_in.van_ban"):
        add_row(table, [number, name, *counts], height=_ROW_HEIGHT)
    units, copies = (
        Cell("Bảng – đầu cột", "{{ ban_in.so_don_vi }}"),
        Cell("Bảng – đầu cột", "{{ ban_in.so_ban }}"),
    )
    _add_sum(table, "Cộng văn bản của các đơn vị", units, copies, "ban_in.tong", "Bảng – đầu cột")
    _add_sum(table, "Danh sách nơi nhận và bảng kê này", _BLANK, _BLANK, "ban_in.kem_theo", "Bảng – giữa")
    _add_sum(table, "Cả tệp in", _BLANK, _BLANK, "ban_in.ca_tep", "Bảng – đầu cột")


def _add_sum(table: Table, title: str, units: Cell, copies: Cell, of: str, style: str) -> None:
    label = Cell("Bảng – nhóm" if style == "Bảng – đầu cột" else "Bảng – chữ", title, span=2)
    pages, sheets = (Cell(style, f"{{{{ {of}.{name} }}}}") for name in ("so_trang", "so_to"))
    add_row(table, [label, units, copies, pages, sheets], height=_ROW_HEIGHT)


def _add_words(document: Document) -> None:
    papers = (
        "{% for kho in ban_in.kho_giay %}{% if not loop.first %}, {% endif %}{{ kho.so_to }} tờ {{ kho.ten }}"
        "{% endfor %}"
    )
    blanks = "{% if ban_in.ca_tep.mat_trong %}; {{ ban_in.ca_tep.mat_trong }} mặt sau để trắng{% endif %}"
    sides = "{% if ban_in.hai_mat %}hai mặt{% else %}một mặt{% endif %}"
    add_text(document, f"Tệp này in {sides}, cần {papers}{blanks}.")
    units = "{{ ban_in.danh_sach.so_don_vi }} đơn vị, {{ ban_in.danh_sach.so_ban }} bản"
    own = (
        "{% if ban_in.danh_sach.so_ban_ke_hoach %}; ngoài ra {{ ban_in.danh_sach.so_ban_ke_hoach }} bản của "
        "Kế hoạch gửi các nơi khác in riêng, không có trong tệp này{% endif %}"
    )
    add_text(document, f"Danh sách nơi nhận có {units}{own}.")
    with each(document, "cau in ban_in.khong_in"):
        add_text(document, "{{ cau }}")
    add_last_text(
        document,
        "Số bản của từng đơn vị có trong tệp in đã được đếm lại trong chính tệp ấy và khớp với "
        "{% if ban_in.theo_danh_sach %}danh sách nơi nhận và tệp Excel{% else %}số đã yêu cầu in{% endif %}.",
    )

"""The distribution list (danh sách nơi nhận) as a template: the plan's own recipients, then every unit."""

from __future__ import annotations

from tools.ooxml_blocks import Cell, paragraph, row, row_tag, section, table
from tools.ooxml_package import Document
from tools.ooxml_styles import TEXT_WIDTH_MM
from tools.template_frame import OPEN_DAY, closing, issuer_letterhead, list_signature

# A page on its side is 297 mm wide less 45 mm of margins.
_COLUMNS = (10.0, 70.0, 40.0, 46.0, 14.0, 20.0, 20.0, 32.0)
_GAP_MM = sum(_COLUMNS) - TEXT_WIDTH_MM
_TITLES = ("TT", "Nơi nhận", "Người nhận", "Địa chỉ, email", "Số bản", "Ngày nhận", "Ký nhận", "Ghi chú")
_ROW_MM = 8.0


def distribution_list() -> Document:
    """Return the distribution list, on its side, with room to sign for each copy."""
    body = (
        issuer_letterhead("", OPEN_DAY, gap=_GAP_MM)
        + paragraph("TenLoai", "DANH SÁCH NƠI NHẬN")
        + paragraph("TrichYeu", "{{ ke_hoach.vien_dan|thuong_dau }}")
        + paragraph("GachNam", "-----")
        + table("CoKe", _COLUMNS, [_header(), *_groups(), *_units(), _total()])
        + paragraph(
            "NoiDungCuoi",
            "Danh sách này có {{ danh_sach.so_don_vi }} đơn vị; tổng số {{ danh_sach.tong_so_ban }} bản.",
        )
        + list_signature(_GAP_MM)
        + closing()
        + section(landscape=True)
    )
    return Document("noi-nhan.docx", "Danh sách nơi nhận – {{ ke_hoach.trich_yeu }}", body)


def _header() -> str:
    return row(_COLUMNS, [Cell(paragraph("BangDau", text), middle=True) for text in _TITLES], header=True)


def _groups() -> list[str]:
    texts = (
        ("BangGiua", "{{ dong.stt }}"),
        ("BangChu", "{{ dong.ten }}{% if dong.de %} ({{ dong.de }}){% endif %}"),
        ("BangChu", ""),
        ("BangChu", ""),
        ("BangGiua", "{% if dong.so_ban %}{{ dong.so_ban }}{% endif %}"),
        ("BangChu", ""),
        ("BangChu", ""),
        ("BangChu", "{% if not dong.so_ban %}Theo danh sách ở mục II{% endif %}"),
    )
    return [_heading("I. Nơi nhận của Kế hoạch"), *_loop("dong in noi_nhan", texts)]


def _units() -> list[str]:
    texts = (
        ("BangGiua", "{{ dong.stt }}"),
        ("BangChu", "{{ dong.kinh_gui }}"),
        ("BangChu", "{{ dong.nguoi_nhan }}"),
        ("BangChu", "{{ dong.dia_chi }}{% if dong.dia_chi and dong.email %}, {% endif %}{{ dong.email }}"),
        ("BangGiua", "{{ dong.so_ban }}"),
        ("BangChu", ""),
        ("BangChu", ""),
        ("BangChu", "{{ dong.ghi_chu }}"),
    )
    heading = _heading("II. Các đơn vị ({{ danh_sach.so_don_vi }} đơn vị)")
    return [heading, *_loop("dong in danh_sach.don_vi", texts)]


def _heading(text: str) -> str:
    return row(_COLUMNS, [Cell(paragraph("BangNhom", text), span=len(_COLUMNS), middle=True)], height=_ROW_MM)


def _loop(loop: str, texts: tuple[tuple[str, str], ...]) -> list[str]:
    cells = [Cell(paragraph(style, text), middle=True) for style, text in texts]
    return [
        row_tag(_COLUMNS, f"for {loop}"),
        row(_COLUMNS, cells, height=_ROW_MM),
        row_tag(_COLUMNS, "endfor"),
    ]


def _total() -> str:
    label = Cell(paragraph("BangNhom", "Tổng số bản"), span=4, middle=True)
    total = Cell(paragraph("BangDau", "{{ danh_sach.tong_so_ban }}"), middle=True)
    return row(_COLUMNS, [label, total, *[Cell(paragraph("BangChu"))] * 3], height=_ROW_MM)

"""The consolidated report's draft (báo cáo tổng hợp): the outline with the units' own words, two annexes."""

from __future__ import annotations

from docx.document import Document

from tools.templates.document import end_section, new_document
from tools.templates.elements import (
    Cell,
    add_header_row,
    add_list,
    add_paragraph,
    add_row,
    add_table,
    each,
    each_row,
    set_column_widths,
    when,
)
from tools.templates.letter import (
    LIST_MARK,
    add_addressee,
    add_closing_paragraph,
    add_issuer_letterhead,
    add_issuer_signature,
    add_last_text,
    add_text,
    add_title,
)

# In mm. Three cells hold the loop over the years: a tag, the value, a tag.
_FIGURE_COLUMNS = (10.0, 80.0, 24.0, 17.5, 17.5, 17.5, 25.2, 25.2)
# The engine widens the grid to one column a year and keeps its proportions; this one then fits five years.
_FIGURE_GRID = (12.5, 100.0, 30.0, *(21.9,) * 5)
_ABSENT_COLUMNS = (12.0, 83.0, 70.0)
_UNREAD = "- {{ so.don_vi }}: {{ so.noi_dung|thuong_dau }}, năm {{ so.nam }} ghi “{{ so.ghi }}”" + LIST_MARK


def build_consolidated_report() -> Document:
    """Return the draft of the consolidated report."""
    document = new_document("Báo cáo tổng hợp {{ so_ket.dip }}")
    add_issuer_letterhead(document, "{{ tong_hop.so_ky_hieu }}", "{{ tong_hop.ngay_thang }}")
    add_title(document, "BÁO CÁO")
    add_paragraph(
        document,
        "Kèm theo",
        "(Dự thảo, tổng hợp từ {{ tong_hop.co_bao_cao }}/{{ tong_hop.tong }} báo cáo của các đơn vị, tính "
        "đến hết ngày {{ tong_hop.ngay|ngay }})",
    )
    with when(document, "tong_hop.kinh_gui"):
        add_addressee(document, "Kính gửi", "{{ tong_hop.kinh_gui }}", "Kính gửi – công văn")
    add_text(
        document,
        "Thực hiện {{ so_ket.can_cu }} về {{ so_ket.dip }} thực hiện {{ so_ket.van_ban }}, {{ co_quan.ten }} "
        "báo cáo kết quả như sau:",
    )
    with each(document, "muc in tong_hop.muc"):
        _add_section(document)
    add_last_text(
        document,
        "Trên đây là báo cáo của {{ co_quan.dang_bo_tat }} về kết quả {{ so_ket.dip }} thực hiện "
        "{{ so_ket.van_ban }}.",
    )
    add_issuer_signature(document)
    end_section(add_closing_paragraph(document))
    _add_figures_annex(document)
    end_section(add_closing_paragraph(document), landscape=True)
    _add_absent_annex(document)
    add_closing_paragraph(document)
    return document


def _add_section(document: Document) -> None:
    for level in (1, 2):
        with when(document, f"muc.cap == {level}"):
            add_paragraph(document, f"Mục cấp {level}", "{{ muc.tieu_de }}")
    with when(document, "muc.co_tra_loi"):
        counted = "(Tổng hợp từ {{ muc.so_bao_cao }}/{{ tong_hop.tong }} báo cáo.)"
        add_paragraph(document, "Số báo cáo", counted)
        with when(document, "not muc.so_bao_cao"):
            add_text(document, "Chưa có đơn vị nào báo cáo nội dung này.")
        with each(document, "y in muc.y_kien"):
            add_paragraph(document, "Tên đơn vị", "{{ y.don_vi }}")
            # Gives way to the paragraphs of the unit's answer.
            document.add_paragraph("{{p y.noi_dung }}")


def _add_figures_annex(document: Document) -> None:
    add_title(
        document,
        "PHỤ LỤC SỐ LIỆU",
        "tổng hợp từ năm {{ so_lieu.tu }} đến năm {{ so_lieu.den }}",
        goes_with="Cộng từ {{ tong_hop.co_bao_cao }}/{{ tong_hop.tong }} báo cáo; số của từng đơn vị ở tệp "
        "so-lieu.xlsx",
        style="Phụ lục",
    )
    _add_figures_table(document)
    add_paragraph(
        document,
        "Ghi chú",
        "Ghi chú: ô để trống là chưa đơn vị nào báo cáo, không phải 0. Dấu x: không cộng qua các năm. Cột "
        "cuối: số đơn vị có số liệu ở chỉ tiêu ấy.",
    )
    with when(document, "tong_hop.chua_ro"):
        add_paragraph(
            document, "Ghi chú", "Dấu *: chưa phải số cuối cùng; các số sau đây chưa rõ nên chưa cộng:"
        )
        with each(document, "so in tong_hop.chua_ro"):
            add_paragraph(document, "Ghi chú", _UNREAD)


def _add_figures_table(document: Document) -> None:
    table = add_table(document, "Bảng có kẻ", _FIGURE_COLUMNS)
    years = ("{%tc for nam in so_lieu.nam %}", "{{ nam }}", "{%tc endfor %}")
    add_header_row(table, ("TT", "Nội dung", "Đơn vị tính", *years, "Tổng", "Số đơn vị"))
    cells = (
        Cell("Bảng – giữa", "{{ dong.stt }}"),
        Cell("Bảng – chữ", "{{ dong.noi_dung }}"),
        Cell("Bảng – giữa", "{{ dong.don_vi_tinh }}"),
        Cell("Bảng – giữa", "{%tc for so in dong.gia_tri %}"),
        Cell("Bảng – số", "{{ so }}"),
        Cell("Bảng – giữa", "{%tc endfor %}"),
        Cell("Bảng – số", "{{ dong.tong }}"),
        Cell("Bảng – giữa", "{{ dong.so_don_vi }}"),
    )
    with each_row(table, "dong in tong_hop.so_lieu"):
        add_row(table, cells)
    set_column_widths(table, _FIGURE_GRID)


def _add_absent_annex(document: Document) -> None:
    subject = "các đơn vị chưa có nội dung trong báo cáo tổng hợp"
    add_title(document, "DANH SÁCH", subject, style="Phụ lục")
    cells = (
        Cell("Bảng – giữa", "{{ dong.stt }}"),
        Cell("Bảng – chữ", "{{ dong.ten }}"),
        Cell("Bảng – chữ", "{{ dong.tinh_hinh }}"),
    )
    with when(document, "tong_hop.vang"):
        titles = ("TT", "Tổ chức đảng", "Tình hình")
        add_list(document, _ABSENT_COLUMNS, titles, cells, "dong in tong_hop.vang")
    with when(document, "not tong_hop.vang"):
        add_text(document, "Tất cả các đơn vị đã có báo cáo.")

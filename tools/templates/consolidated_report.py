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
    set_table_width,
    when,
)
from tools.templates.letter import (
    LIST_MARK,
    SAME_SUBJECT,
    add_addressee,
    add_closing_paragraph,
    add_issuer_letterhead,
    add_issuer_signature,
    add_last_text,
    add_note_under_title,
    add_text,
    add_title,
)

# In mm. Cells with nothing but a tag stand around what it repeats or keeps; they go away with it.
_NUMBER, _LABEL, _MEASURE, _PERIOD, _TOTAL, _UNITS = 9.0, 72.0, 20.0, 20.5, 22.0, 14.0
_FIGURE_COLUMNS = (_NUMBER, _LABEL, _MEASURE, *(_PERIOD,) * 3, *(_TOTAL,) * 3, _UNITS)
_FIGURE_WIDTH = 252.0  # a landscape page less its margins
_PRESENT_COLUMNS = (12.0, 83.0, 70.0)
_ABSENT_COLUMNS = (12.0, 83.0, 70.0)
_UNCLEAR = "- {{ so.don_vi }}: {{ so.dong }} ({{ so.so_o }} ô)" + LIST_MARK


def build_consolidated_report() -> Document:
    """Return the draft of the consolidated report."""
    document = new_document("Báo cáo tổng hợp {{ so_ket.dip }}")
    add_issuer_letterhead(document, "{{ tong_hop.so_ky_hieu }}", "{{ tong_hop.ngay_thang }}")
    add_title(document, "BÁO CÁO")
    add_note_under_title(
        document,
        "({{ ('Bản rút gọn' if tong_hop.rut_gon else 'Dự thảo') }}, tổng hợp từ "
        "{{ tong_hop.co_bao_cao }}/{{ tong_hop.tong }} báo cáo của các đơn vị, tính đến hết ngày "
        "{{ tong_hop.ngay|ngay }})",
    )
    with when(document, "not tong_hop.vang"):
        add_note_under_title(document, "Tất cả các đơn vị đã có báo cáo.")
    with when(document, "tong_hop.doi_so"):
        add_note_under_title(document, "(Số mục khác mẫu đã gửi: {{ tong_hop.doi_so|join('; ') }})")
    with when(document, "tong_hop.kinh_gui"):
        add_addressee(document, "Kính gửi", "{{ tong_hop.kinh_gui }}", "Kính gửi – công văn")
    add_text(
        document,
        f"{{% if so_ket.can_cu %}}Thực hiện {{{{ so_ket.can_cu }}}}{{% if {SAME_SUBJECT} %}} về "
        "{{ so_ket.noi_dung }}{% endif %}, {% endif %}{{ co_quan.ten }} báo cáo kết quả"
        f"{{% if not ({SAME_SUBJECT}) %}} {{{{ so_ket.noi_dung }}}}{{% endif %}} "
        "{% if tong_hop.muc %}như sau:{% else %}như phụ lục kèm theo.{% endif %}",
    )
    with each(document, "muc in tong_hop.muc"), when(document, "muc.co_noi_dung"):
        _add_section(document)
    with when(document, "tong_hop.muc_trong"):
        add_text(document, "Các mục chưa đơn vị nào viết: {{ tong_hop.muc_trong|join('; ') }}.")
    add_last_text(
        document,
        "Trên đây là báo cáo của {{ co_quan.dang_bo_tat }} về kết quả {{ so_ket.noi_dung }}.",
    )
    add_issuer_signature(document)
    end_section(add_closing_paragraph(document))
    with when(document, "tong_hop.so_lieu"):
        _add_figures_annex(document)
        end_section(add_closing_paragraph(document), landscape=True)
    with when(document, "tong_hop.theo_so"):
        _add_present_annex(document)
    with when(document, "tong_hop.vang"):
        _add_absent_annex(document)
    add_closing_paragraph(document)
    return document


def _add_section(document: Document) -> None:
    for level in (1, 2):
        with when(document, f"muc.cap == {level}"):
            add_paragraph(document, f"Mục cấp {level}", "{{ muc.tieu_de }}")
    with when(document, "muc.so_bao_cao"):
        counted = "(Tổng hợp từ {{ muc.so_bao_cao }}/{{ muc.so_don_vi }} báo cáo.)"
        add_paragraph(document, "Số báo cáo", counted)
        with each(document, "y in muc.y_kien"):
            with when(document, "y.dong"):
                add_text(document, ("{{ y.don_vi }}", "Đậm"), ": {{ y.dong }}")
            with when(document, "not y.dong"):
                add_paragraph(document, "Tên đơn vị", "{{ y.don_vi }}")
                # Gives way to the paragraphs of the units' answer.
                document.add_paragraph("{{p y.noi_dung }}")


def _add_figures_annex(document: Document) -> None:
    add_title(
        document,
        "PHỤ LỤC SỐ LIỆU",
        "tổng hợp{{ (' ' ~ so_lieu.cac_ky if so_lieu.cac_ky else '') }}",
        goes_with="Cộng từ {{ tong_hop.co_bao_cao }}/{{ tong_hop.tong }} báo cáo; số của từng đơn vị ở tệp "
        "so-lieu.xlsx",
        style="Phụ lục",
    )
    _add_figures_table(document)
    add_paragraph(
        document,
        "Ghi chú",
        "Ghi chú: ô để trống là chưa đơn vị nào báo cáo, không phải 0. {% if tong_hop.co_ty_le %}Tỷ lệ % "
        "không cộng: ghi mức thấp nhất–cao nhất của các đơn vị. {% endif %}{% if tong_hop.co_tong %}Dấu x: "
        "không cộng qua các kỳ. {% endif %}Cột cuối: số đơn vị có số liệu ở chỉ tiêu ấy.",
    )
    with when(document, "tong_hop.chua_ro_don_vi"):
        add_paragraph(
            document,
            "Ghi chú",
            "Dấu *: chưa phải số cuối cùng, vì có các số chưa rõ dưới đây: đọc ra được thì vẫn tính, không "
            "đọc ra được thì chưa tính. TT là dòng của bảng trên; kê đủ từng ô ở tệp so-lieu.xlsx, trang "
            "“Cần xem”.",
        )
        with each(document, "so in tong_hop.chua_ro_don_vi"):
            add_paragraph(document, "Ghi chú", _UNCLEAR)


def _add_figures_table(document: Document) -> None:
    table = add_table(document, "Bảng có kẻ", _FIGURE_COLUMNS)
    periods = ("{%tc for ky in tong_hop.ky %}", "{{ ky }}", "{%tc endfor %}")
    total = ("{%tc if tong_hop.co_tong %}", "Tổng", "{%tc endif %}")
    add_header_row(table, ("TT", "Nội dung", "Đơn vị tính", *periods, *total, "Số đơn vị"))
    cells = (
        Cell("Bảng – giữa", "{{ dong.stt }}"),
        Cell("Bảng – chữ", "{{ dong.noi_dung }}"),
        Cell("Bảng – giữa", "{{ dong.don_vi_tinh }}"),
        Cell("Bảng – giữa", "{%tc for so in dong.gia_tri %}"),
        Cell("Bảng – số", "{{ so }}"),
        Cell("Bảng – giữa", "{%tc endfor %}"),
        Cell("Bảng – giữa", "{%tc if tong_hop.co_tong %}"),
        Cell("Bảng – số", "{{ dong.tong }}"),
        Cell("Bảng – giữa", "{%tc endif %}"),
        Cell("Bảng – giữa", "{{ dong.so_don_vi }}"),
    )
    with each_row(table, "dong in tong_hop.so_lieu"):
        add_row(table, cells)
    set_table_width(table, _FIGURE_WIDTH)


def _add_present_annex(document: Document) -> None:
    """Add the list by which the numbers in the text are found."""
    add_title(document, "DANH SÁCH", "các đơn vị có báo cáo, theo số thứ tự (TT)", style="Phụ lục")
    cells = (
        Cell("Bảng – giữa", "{{ dong.stt }}"),
        Cell("Bảng – chữ", "{{ dong.ten }}"),
        Cell("Bảng – chữ", "{{ dong.tep }}"),
    )
    add_list(document, _PRESENT_COLUMNS, ("TT", "Đơn vị", "Tệp"), cells, "dong in tong_hop.co_mat")
    add_closing_paragraph(document)


def _add_absent_annex(document: Document) -> None:
    subject = "các đơn vị chưa có nội dung trong báo cáo tổng hợp"
    add_title(document, "DANH SÁCH", subject, style="Phụ lục")
    cells = (
        Cell("Bảng – giữa", "{{ dong.stt }}"),
        Cell("Bảng – chữ", "{{ dong.ten }}"),
        Cell("Bảng – chữ", "{{ dong.tinh_hinh }}"),
    )
    titles = ("TT", "Đơn vị", "Tình hình")
    add_list(document, _ABSENT_COLUMNS, titles, cells, "dong in tong_hop.vang")

"""The papers of a conference: the invitation to a guest, the sign-in sheet with the seats, the programme."""

from __future__ import annotations

from docx.document import Document
from docx.table import Table

from tools.templates.document import new_document
from tools.templates.elements import (
    Cell,
    add_header_row,
    add_paragraph,
    add_row,
    add_table,
    each,
    each_row,
    when,
    when_row,
)
from tools.templates.invitations import WHAT, add_fact, add_labelled
from tools.templates.letter import (
    LIST_MARK,
    add_addressee,
    add_closing_paragraph,
    add_holder_letterhead,
    add_holder_signature,
    add_last_text,
    add_list_maker,
    add_text,
    add_title,
    in_good_lines,
)

_NAME = "{{ hoi_nghi.ten }}"
_LIMIT = "{% if hoi_nghi.han %} (trước ngày {{ hoi_nghi.han|ngay }}){% endif %}"
_COUNT = "{% if tp.so_luong and tp.so_luong != 1 %} ({{ tp.so_luong }} đồng chí){% endif %}"
_WITH_PROGRAMME = "{% if hoi_nghi.co_chuong_trinh %} (chương trình gửi kèm){% endif %}"
# In mm.
_SIGN_IN_COLUMNS = (11.0, 45.0, 42.0, 37.0, 30.0)
_SEAT_COLUMNS = (63.0, 17.0, 17.0, 17.0, 17.0, 17.0, 17.0)
_PROGRAMME_COLUMNS = (30.0, 92.0, 43.0)
_MARGINS = 2.5  # of a cell
_ROW_HEIGHT = 9.0
_SIGN_IN_TITLES = ("TT", "Họ và tên", "Chức vụ", "Đơn vị", "Ký tên")
_SEAT_TITLES = ("Nhóm", "Theo thành phần", "Có tên", "Nhận lời", "Báo vắng", "Chưa trả lời", "Số chỗ")
_SEAT_FIELDS = ("so_luong", "co_ten", "nhan_loi", "bao_vang", "chua_ro", "so_cho")


def build_guest_invitation() -> Document:
    """Return the invitation to one guest by name, or to all whom nobody has named yet."""
    document = new_document("Giấy mời dự {{ hoi_nghi.ten }}{{ (' – ' ~ khach.ho_ten) if khach.co else '' }}")
    add_holder_letterhead(document, "{{ to_chuc.so_ky_hieu }}", "{{ to_chuc.ngay_thang }}")
    add_title(document, "GIẤY MỜI", f"dự {_NAME}")
    _add_guest(document)
    add_text(
        document,
        "Thực hiện {{ ke_hoach.vien_dan_gon }}{% if hoi_nghi.don_vi %} của {{ co_quan.ten }}{% endif %}, "
        "{{ to_chuc.ten }} trân trọng kính mời {{ khach.xung_ho }} dự {{ hoi_nghi.ten_co_cap }}.",
    )
    add_labelled(document, "1. Nội dung: ", WHAT)
    add_fact(document, "2. Thời gian", "hoi_nghi.thoi_gian", limit=_LIMIT)
    add_fact(document, "3. Địa điểm", "hoi_nghi.dia_diem")
    add_fact(document, "4. Chủ trì", "to_chuc.chu_tri")
    add_fact(document, "5. Đầu mối liên hệ", "to_chuc.lien_he")
    add_last_text(
        document,
        "Trân trọng kính mời {{ khach.xung_ho }} đến dự đúng thời gian và địa điểm nêu trên"
        f"{_WITH_PROGRAMME}.",
    )
    add_holder_signature(document, "Như trên", "{{ to_chuc.luu }}")
    add_closing_paragraph(document)
    return document


def _add_guest(document: Document) -> None:
    """Add the line of Kính mời: the guest, or the list of whom one letter invites, or dots for the pen."""
    with when(document, "khach.co"):
        add_addressee(document, "Kính mời", "{{ khach.kinh_moi|can_dong(135) }}")
    with when(document, "not khach.co and khach.thanh_phan"):
        add_paragraph(document, "Nội dung – dòng có nhãn", ("Kính mời:", "Nghiêng"))
        with each(document, "tp in khach.thanh_phan"):
            add_paragraph(document, "Nội dung – dòng có nhãn", f"- {{{{ tp.ten }}}}{_COUNT}{LIST_MARK}")
    with when(document, "not khach.co and not khach.thanh_phan"):
        add_paragraph(document, "Dòng chấm", ("Kính mời: ", "Nghiêng"), "\t")


def build_sign_in_sheet() -> Document:
    """Return the list on which the guests sign, group by group, with the seats of each group at its end."""
    document = new_document("Danh sách điểm danh – {{ hoi_nghi.ten }}")
    add_holder_letterhead(document, "", "{{ to_chuc.ngay_trong }}")
    add_title(document, "DANH SÁCH ĐIỂM DANH", f"dự {_NAME}")
    _add_time_and_place(document)
    _add_guests(add_table(document, "Bảng có kẻ", _SIGN_IN_COLUMNS))
    add_paragraph(document, "Dòng chấm cuối", "Có mặt: …………… đại biểu; vắng: …………… đại biểu, gồm:\t")
    _add_seats(document)
    add_list_maker(document)
    add_closing_paragraph(document)
    return document


def _add_guests(table: Table) -> None:
    add_header_row(table, _SIGN_IN_TITLES)
    count = "nhom.co_ten + nhom.chua_co_ten"
    heading = (
        f"{{{{ nhom.so }}}}. {{{{ nhom.ten }}}}{{% if {count} %}} ({{{{ {count} }}}} đại biểu){{% endif %}}"
    )
    cells = (
        Cell("Bảng – giữa", "{{ khach.stt }}"),
        _in_column(1, "{{ khach.ho_ten }}"),
        _in_column(2, "{{ khach.chuc_vu }}"),
        _in_column(3, "{{ khach.don_vi }}"),
        Cell("Bảng – giữa", "{{ khach.ghi_chu }}"),
    )
    with each_row(table, "nhom in diem_danh.nhom"):
        add_row(table, [Cell("Bảng – nhóm", heading, span=len(_SIGN_IN_COLUMNS))], height=_ROW_HEIGHT)
        with each_row(table, "khach in nhom.dai_bieu"):
            add_row(table, cells, height=_ROW_HEIGHT)


def _in_column(column: int, text: str) -> Cell:
    """Return a cell of the column whose text, a tag, breaks by sense."""
    return Cell("Bảng – chữ", in_good_lines(text, _SIGN_IN_COLUMNS[column] - _MARGINS, ", co=12"))


def _add_seats(document: Document) -> None:
    add_paragraph(document, "Mục cấp 1", "Số chỗ ngồi theo nhóm")
    table = add_table(document, "Bảng có kẻ", _SEAT_COLUMNS)
    add_header_row(table, _SEAT_TITLES)
    numbers = [Cell("Bảng – giữa", f"{{{{ nhom.{field} }}}}") for field in _SEAT_FIELDS]
    totals = [
        Cell("Bảng – đầu cột", f"{{{{ diem_danh.tong.{field}|de_trong('…') }}}}") for field in _SEAT_FIELDS
    ]
    name = in_good_lines("{{ nhom.ten }}", _SEAT_COLUMNS[0] - _MARGINS, ", co=12")
    with each_row(table, "nhom in diem_danh.nhom"):
        row = add_row(table, [Cell("Bảng – chữ", name), *numbers])
        for cell in row.cells:  # the table stays whole, with who drew it up
            cell.paragraphs[0].paragraph_format.keep_with_next = True
    add_row(table, [Cell("Bảng – nhóm", "Tổng cộng"), *totals])
    with when_row(table, "diem_danh.chua_dinh"):
        note = "Chưa tính, vì chưa định số lượng: {{ diem_danh.chua_dinh }}."
        add_row(table, [Cell("Bảng – nhóm", note, span=len(_SEAT_COLUMNS))])


def build_programme() -> Document:
    """Return the programme, an annex of the invitation."""
    document = new_document("Chương trình {{ hoi_nghi.ten }}")
    add_title(document, "CHƯƠNG TRÌNH", _NAME, goes_with="Kèm theo {{ to_chuc.vien_dan }}")
    _add_time_and_place(document)
    table = add_table(document, "Bảng có kẻ", _PROGRAMME_COLUMNS)
    add_header_row(table, ("Thời gian", "Nội dung", "Người thực hiện"))
    with each_row(table, "dong in chuong_trinh"):
        add_row(
            table,
            (
                Cell("Bảng – giữa", "{{ dong.thoi_gian }}"),
                _in_programme(1, "{{ dong.noi_dung }}"),
                _in_programme(2, "{{ dong.thuc_hien }}"),
            ),
            height=_ROW_HEIGHT,
        )
    add_closing_paragraph(document)
    return document


def _in_programme(column: int, text: str) -> Cell:
    return Cell("Bảng – chữ", in_good_lines(text, _PROGRAMME_COLUMNS[column] - _MARGINS, ", co=12"))


def _add_time_and_place(document: Document) -> None:
    add_fact(document, "Thời gian", "hoi_nghi.thoi_gian", limit=_LIMIT)
    add_fact(document, "Địa điểm", "hoi_nghi.dia_diem")

"""The invitations (giấy mời): to a unit's own conference, and to the issuing body's."""

from __future__ import annotations

from docx.document import Document

from tools.templates.document import new_document
from tools.templates.elements import add_paragraph, each, when
from tools.templates.letter import (
    LIST_MARK,
    SUBJECT,
    add_addressee,
    add_closing_paragraph,
    add_issuer_letterhead,
    add_issuer_signature,
    add_last_text,
    add_text,
    add_title,
    add_unit_letterhead,
    add_unit_signature,
)

WHAT = SUBJECT.replace(" }}", "|hoa_dau }}") + "."
_OCCASION = "{{ so_ket.noi_dung_gon }}"
_PAPERS = (
    "Dự thảo báo cáo kết quả {% if so_ket.van_ban %}thực hiện {{ so_ket.van_ban_gon }}"
    "{% else %}{{ so_ket.dip }}{% endif %}."
)
# Behind one person's own name and position the number would say nothing.
_COUNT = "{% if tp.so_luong and tp.so_luong != 1 %} ({{ tp.so_luong }} đồng chí){% endif %}"
_CONFERENCE_FORM = (
    "{% if hoi_nghi.hinh_thuc == 'Riêng' %}Tổ chức riêng.{% else %}Lồng ghép với nội dung khác.{% endif %}"
)


def build_unit_invitation() -> Document:
    """Return the invitation to a unit's conference, on the unit's own letterhead."""
    document = new_document("Giấy mời hội nghị {{ so_ket.dip }} – {{ don_vi.ten }}")
    add_unit_letterhead(document, "GM")
    add_title(document, "GIẤY MỜI", f"dự Hội nghị {_OCCASION}")
    add_paragraph(document, "Dòng chấm", ("Kính mời: ", "Nghiêng"), "\t")
    add_text(
        document,
        "Thực hiện {{ ke_hoach.vien_dan_gon }} của {{ co_quan.ten }}, {{ don_vi.cap_uy }} trân trọng kính "
        "mời đồng chí dự Hội nghị {{ so_ket.viec }}.",
    )
    add_labelled(document, "1. Nội dung: ", WHAT)
    _add_time(document, "hoi_nghi.thoi_gian", "han.hoi_nghi")
    add_fact(document, "3. Địa điểm", "hoi_nghi.dia_diem")
    add_fact(document, "4. Hình thức", "hoi_nghi.hinh_thuc", _CONFERENCE_FORM)
    add_paragraph(document, "Dòng chấm", ("5. Chủ trì: ", "Đậm"), "đồng chí\t")
    with when(document, "hoi_nghi.thanh_phan"):
        add_labelled(document, "6. Thành phần:")
        with each(document, "tp in hoi_nghi.thanh_phan"):
            add_paragraph(document, "Nội dung – dòng có nhãn", f"- {{{{ tp.ten }}}}{_COUNT}{LIST_MARK}")
    with when(document, "not hoi_nghi.thanh_phan"):
        add_paragraph(document, "Dòng chấm", ("6. Thành phần: ", "Đậm"), "\t")
    add_labelled(document, "7. Tài liệu: ", _PAPERS)
    add_paragraph(document, "Dòng chấm cuối", ("8. Đầu mối liên hệ: ", "Đậm"), "\t")
    _add_last_sentence(document)
    add_unit_signature(document, "Như trên", "{{ co_quan.ten_gon }} (báo cáo)", "Lưu {{ don_vi.cap_uy }}")
    add_closing_paragraph(document)
    return document


def build_issuer_invitation() -> Document:
    """Return the issuing body's invitation of a unit to its own conference."""
    document = new_document(
        "Giấy mời hội nghị {{ so_ket.dip }} cấp {{ co_quan.dang_bo_tat }} – {{ don_vi.ten }}"
    )
    add_issuer_letterhead(document, "{{ van_ban.so }}-GM/{{ co_quan.ky_hieu }}", "{{ van_ban.ngay_thang }}")
    add_title(document, "GIẤY MỜI", f"dự Hội nghị {_OCCASION}")
    add_addressee(document, "Kính mời", "Đại diện {{ don_vi.cap_uy }}")
    add_text(
        document,
        "Thực hiện {{ ke_hoach.vien_dan_gon }}, {{ co_quan.ten }} trân trọng kính mời đồng chí dự Hội nghị "
        f"cấp {{{{ co_quan.dang_bo_tat }}}} {_OCCASION}.",
    )
    add_labelled(document, "1. Nội dung: ", WHAT)
    _add_time(document, "hoi_nghi_khoi.thoi_gian", "han.hoi_nghi_khoi")
    add_fact(document, "3. Địa điểm", "hoi_nghi_khoi.dia_diem")
    add_labelled(document, "4. Chủ trì: ", "{{ co_quan.ten_gon }}.")
    add_fact(document, "5. Đầu mối liên hệ", "co_quan.lien_he")
    _add_last_sentence(document)
    add_issuer_signature(document, "Như trên", "Lưu Văn phòng {{ co_quan.ten_tat }}")
    add_closing_paragraph(document)
    return document


def add_labelled(document: Document, label: str, text: str = "") -> None:
    """Add a line that begins with a ``label`` in bold."""
    add_paragraph(document, "Nội dung – dòng có nhãn", (label, "Đậm"), text)


def add_fact(document: Document, label: str, field: str, text: str = "", limit: str = "") -> None:
    """Add a labelled line: the field's text with a full stop, or dots to the margin while it is blank.

    ``limit`` is printed for whoever fills in the blank, and left out once it is filled.
    """
    with when(document, field):
        add_labelled(document, f"{label}: ", text or f"{{{{ {field} }}}}.")
    with when(document, f"not {field}"):
        add_paragraph(document, "Dòng chấm", (label, "Đậm"), limit, (": ", "Đậm"), "\t")


def _add_time(document: Document, field: str, deadline: str) -> None:
    add_fact(document, "2. Thời gian", field, limit=f" (trước ngày {{{{ {deadline}|ngay }}}})")


def _add_last_sentence(document: Document) -> None:
    text = "Trân trọng kính mời đồng chí đến dự đúng thời gian và địa điểm nêu trên."
    add_last_text(document, text)

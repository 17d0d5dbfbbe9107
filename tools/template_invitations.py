"""The invitations (giấy mời) as templates: to a unit's own conference, and to the issuing body's."""

from __future__ import annotations

from tools.ooxml_blocks import each, paragraph, section, when
from tools.ooxml_package import Document
from tools.template_frame import (
    OPEN_DAY,
    OPEN_NUMBER,
    SHORT_DOCUMENT,
    SUBJECT,
    addressed_to,
    closing,
    issuer_letterhead,
    issuer_signatory,
    recipient_line,
    signature_row,
    title,
    unit_letterhead,
    unit_signatory,
)

_WHAT = SUBJECT.replace("{{ so_ket.dip }}", "{{ so_ket.dip|hoa_dau }}") + "."
_OCCASION = f"{{{{ so_ket.dip }}}} thực hiện {SHORT_DOCUMENT}"
_CLOSING = "Trân trọng kính mời đồng chí đến dự đúng thời gian và địa điểm nêu trên."
_COUNT = "{% if tp.so_luong %} ({{ tp.so_luong }} đồng chí){% endif %}"
_MARK = "{% if loop.last %}.{% else %};{% endif %}"
_ATTENDEES = each("tp in hoi_nghi.thanh_phan", paragraph("DongNhan", f"- {{{{ tp.ten }}}}{_COUNT}{_MARK}"))
_CONFERENCE_FORM = (
    "{% if hoi_nghi.hinh_thuc == 'Riêng' %}Tổ chức riêng.{% else %}Lồng ghép với nội dung khác.{% endif %}"
)


def invitation() -> Document:
    """Return the invitation to a unit's conference, on the unit's own letterhead."""
    body = (
        unit_letterhead("GM")
        + title("GIẤY MỜI", f"dự Hội nghị {_OCCASION}")
        + paragraph("DongCham", ("Kính mời: ", "Nghieng"), "\t")
        + paragraph(
            "NoiDung",
            "Thực hiện {{ ke_hoach.vien_dan }}, {{ don_vi.cap_uy }} trân trọng kính mời đồng chí dự "
            f"Hội nghị {_OCCASION}.",
        )
        + _label("1. Nội dung: ", _WHAT)
        + _time("hoi_nghi.thoi_gian", "han.hoi_nghi")
        + _fact("3. Địa điểm", "hoi_nghi.dia_diem")
        + _fact("4. Hình thức", "hoi_nghi.hinh_thuc", _CONFERENCE_FORM)
        + _label("5. Chủ trì: ", "{{ don_vi.cap_uy }}.")
        + _label("6. Thành phần:")
        + _ATTENDEES
        + _label("7. Tài liệu: ", f"Dự thảo báo cáo kết quả thực hiện {SHORT_DOCUMENT}.")
        + paragraph("DongCham", ("8. Đầu mối liên hệ: ", "Dam"), "\t")
        + paragraph("NoiDungCuoi", _CLOSING)
        + signature_row(
            recipient_line("Như trên")
            + recipient_line("{{ co_quan.ten_gon }} (báo cáo)")
            + recipient_line("Lưu {{ don_vi.cap_uy }}", last=True),
            unit_signatory(),
        )
        + closing()
        + section()
    )
    return Document("giay-moi.docx", "Giấy mời hội nghị {{ so_ket.dip }} – {{ don_vi.ten }}", body)


def _label(label: str, text: str = "") -> str:
    return paragraph("DongNhan", (label, "Dam"), text)


def _fact(label: str, field: str, text: str = "", limit: str = "") -> str:
    """Return a labelled line: the field's text with a full stop, or dots to the margin while it is blank.

    ``limit`` is told to who fills in the blank, and to nobody once it is filled.
    """
    told = _label(f"{label}: ", text or f"{{{{ {field} }}}}.")
    blank = paragraph("DongCham", (label, "Dam"), limit, (": ", "Dam"), "\t")
    return when(field, told) + when(f"not {field}", blank)


def _time(field: str, deadline: str) -> str:
    return _fact("2. Thời gian", field, limit=f" (trước ngày {{{{ {deadline}|ngay }}}})")


def issuer_invitation() -> Document:
    """Return the issuing body's invitation of a unit to its own conference."""
    body = (
        issuer_letterhead(f"{OPEN_NUMBER}-GM/{{{{ co_quan.ky_hieu }}}}", OPEN_DAY)
        + title("GIẤY MỜI", f"dự Hội nghị {_OCCASION}")
        + addressed_to("Kính mời", "Đại diện {{ don_vi.cap_uy }}")
        + paragraph(
            "NoiDung",
            "Thực hiện {{ ke_hoach.vien_dan }}, {{ co_quan.ten }} trân trọng kính mời đồng chí dự "
            f"Hội nghị cấp {{{{ co_quan.dang_bo_tat }}}} {_OCCASION}.",
        )
        + _label("1. Nội dung: ", _WHAT)
        + _time("hoi_nghi_khoi.thoi_gian", "han.hoi_nghi_khoi")
        + _fact("3. Địa điểm", "hoi_nghi_khoi.dia_diem")
        + _label("4. Chủ trì: ", "{{ co_quan.ten_gon }}.")
        + _fact("5. Đầu mối liên hệ", "co_quan.lien_he")
        + paragraph("NoiDungCuoi", _CLOSING)
        + signature_row(
            recipient_line("Như trên") + recipient_line("Lưu Văn phòng {{ co_quan.ten_tat }}", last=True),
            issuer_signatory(),
        )
        + closing()
        + section()
    )
    return Document(
        "giay-moi-khoi.docx",
        "Giấy mời hội nghị {{ so_ket.dip }} cấp {{ co_quan.dang_bo_tat }} – {{ don_vi.ten }}",
        body,
    )

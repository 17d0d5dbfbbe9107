"""The texts of the papers that go out: the plan, the outline, the two invitations, the distribution list."""

from __future__ import annotations

from itertools import groupby

from ooxml_blocks import Words, each, paragraph, section, when
from ooxml_package import Document
from template_frame import (
    OPEN_DAY,
    OPEN_NUMBER,
    SUBJECT,
    addressed_to,
    annex_title,
    closing,
    issuer_letterhead,
    issuer_signatory,
    issuer_signature,
    recipient_line,
    signature_row,
    title,
    unit_letterhead,
)

from sokhet_docs.outline import ANNEX_TITLE, FIGURES, SECTIONS
from sokhet_docs.vietnamese import lower_first

_THROUGH = "{% if co_quan.dau_moi %} (qua {{ co_quan.dau_moi }}){% endif %}"
_COUNT = "{% if tp.so_luong %} ({{ tp.so_luong }} đồng chí){% endif %}"
_MARK = "{% if loop.last %}.{% else %};{% endif %}"
_ATTENDEES = each("tp in hoi_nghi.thanh_phan", paragraph("NoiDung", f"- {{{{ tp.ten }}}}{_COUNT}{_MARK}"))


def outline() -> Document:
    """Return the outline (đề cương), an annex to the plan that is addressed to the unit."""
    body = (
        annex_title("ĐỀ CƯƠNG BÁO CÁO")
        + addressed_to("Kính gửi", "{{ don_vi.kinh_gui }}")
        + _how_to_report()
        + paragraph("MucLaMa", "ĐỀ CƯƠNG")
        + "".join(_outline_section(number) for number in range(len(SECTIONS)))
        + _annex_guidance()
        + paragraph(
            "NoiDungCuoi",
            "{{ co_quan.ten_gon }} đề nghị {{ don_vi.cap_uy }} căn cứ Đề cương để xây dựng báo cáo và "
            "gửi đúng thời hạn.",
        )
        + issuer_signature()
        + closing()
        + section()
    )
    return Document("de-cuong.docx", "Đề cương báo cáo {{ so_ket.dip }} – {{ don_vi.ten }}", body)


def _how_to_report() -> str:
    conference = when(
        "hoi_nghi.co",
        _point(
            "Hội nghị sơ kết: ",
            "{{ don_vi.cap_uy }} tổ chức hội nghị, hoàn thành ",
            ("trước ngày {{ han.hoi_nghi|ngay }}", "Dam"),
            " (mẫu giấy mời và thành phần dự gửi kèm).",
        ),
    )
    report = _point(
        "Báo cáo: ",
        f"gửi {{{{ co_quan.ten_gon }}}}{_THROUGH} ",
        ("trước ngày {{ han.bao_cao|ngay }}", "Dam"),
        ", gồm bản giấy có chữ ký, đóng dấu và tệp Word.",
    )
    return (
        paragraph(
            "NoiDung",
            "Thực hiện {{ ke_hoach.vien_dan }}, {{ co_quan.ten }} đề nghị {{ don_vi.cap_uy }} xây dựng "
            "báo cáo "
            f"{SUBJECT} như sau:",
        )
        + conference
        + report
        + _point(
            "Cách viết: ",
            "viết vào mẫu báo cáo gửi kèm, giữ nguyên thứ tự và tên các mục; mục không có nội dung thì "
            "ghi “Không có”. Số liệu tính theo từng năm, từ năm {{ so_lieu.tu }} đến năm "
            "{{ so_lieu.den }}; ô số liệu để trống được hiểu là chưa báo cáo.",
        )
        + when("co_quan.lien_he", _point("Liên hệ: ", "{{ co_quan.lien_he }}."))
    )


def _point(label: str, *text: Words) -> str:
    return paragraph("NoiDung", "- ", (label, "Dam"), *text)


def _outline_section(position: int) -> str:
    one = SECTIONS[position]
    heading = paragraph(f"MucCap{one.level}", one.title)
    return heading + (paragraph("NoiDung", one.guidance) if one.guidance else "")


def _annex_guidance() -> str:
    number = sum(1 for one in SECTIONS if one.level == 1) + 1
    intro = "Theo từng năm, từ năm {{ so_lieu.tu }} đến năm {{ so_lieu.den }}, và tổng cộng:"
    groups = [
        (group, ", ".join(lower_first(figure.label) for figure in figures))
        for group, figures in groupby(FIGURES, key=lambda figure: figure.group)
    ]
    lines = [
        f"- {group}: {labels}" + (";" if (group, labels) != groups[-1] else ".") for group, labels in groups
    ]
    return (
        paragraph("MucCap1", f"{number}. {ANNEX_TITLE}")
        + paragraph("NoiDung", intro)
        + "".join(paragraph("NoiDung", line) for line in lines)
    )


def invitation() -> Document:
    """Return the invitation to a unit's conference, on the unit's own letterhead."""
    body = (
        unit_letterhead("GM")
        + title("GIẤY MỜI", "dự Hội nghị {{ so_ket.dip }}")
        + paragraph("DongCham", ("Kính mời: ", "Nghieng"), "\t")
        + paragraph(
            "NoiDung",
            "Thực hiện {{ ke_hoach.vien_dan }}, {{ don_vi.cap_uy }} trân trọng kính mời đồng chí dự "
            "Hội nghị {{ so_ket.dip }}. Hội nghị hoàn thành trước ngày {{ han.hoi_nghi|ngay }}.",
        )
        + _label("1. Nội dung: ", f"{{{{ so_ket.dip|hoa_dau }}}}{SUBJECT.removeprefix('{{ so_ket.dip }}')}.")
        + _label("2. Thời gian: ", "{{ hoi_nghi.thoi_gian|de_trong }}")
        + _label("3. Địa điểm: ", "{{ hoi_nghi.dia_diem|de_trong }}")
        + _label("4. Hình thức: ", _CONFERENCE_FORM)
        + _label("5. Chủ trì: ", "{{ don_vi.cap_uy }}.")
        + _label("6. Thành phần:")
        + _ATTENDEES
        + _label("7. Tài liệu: ", "Dự thảo báo cáo {{ so_ket.dip }}.")
        + paragraph("DongCham", ("8. Đầu mối liên hệ: ", "Dam"), "\t")
        + paragraph("NoiDungCuoi", "Trân trọng kính mời đồng chí đến dự đúng thời gian và địa điểm nêu trên.")
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


_CONFERENCE_FORM = (
    "{% if hoi_nghi.hinh_thuc == 'Riêng' %}Hội nghị sơ kết riêng."
    "{% elif hoi_nghi.hinh_thuc %}Lồng ghép với nội dung khác."
    "{% else %}{{ hoi_nghi.hinh_thuc|de_trong }}{% endif %}"
)


def _label(label: str, text: str = "") -> str:
    return paragraph("NoiDungTrai", (label, "Dam"), text)


def unit_signatory() -> str:
    """Return who signs for a unit: its authority, and dotted places for the position and the name."""
    return (
        paragraph("QuyenHan", "{{ don_vi.quyen_han|hoa }}")
        + paragraph("ChucVu", "……………………………")
        + paragraph("HoTen", "……………………………")
    )


def issuer_invitation() -> Document:
    """Return the issuing body's invitation of a unit to its own conference."""
    body = (
        issuer_letterhead(f"{OPEN_NUMBER}-GM/{{{{ co_quan.ky_hieu }}}}", OPEN_DAY)
        + title("GIẤY MỜI", "dự Hội nghị {{ so_ket.dip }}")
        + addressed_to("Kính mời", "Đại diện {{ don_vi.cap_uy }}")
        + paragraph(
            "NoiDung",
            "Thực hiện {{ ke_hoach.vien_dan }}, {{ co_quan.ten }} trân trọng kính mời đồng chí dự Hội "
            "nghị {{ so_ket.dip }} cấp {{ co_quan.dang_bo_tat }}. Hội nghị hoàn thành trước ngày "
            "{{ han.hoi_nghi_khoi|ngay }}.",
        )
        + _label("1. Nội dung: ", f"{{{{ so_ket.dip|hoa_dau }}}}{SUBJECT.removeprefix('{{ so_ket.dip }}')}.")
        + _label("2. Thời gian: ", "{{ hoi_nghi_khoi.thoi_gian|de_trong }}")
        + _label("3. Địa điểm: ", "{{ hoi_nghi_khoi.dia_diem|de_trong }}")
        + _label("4. Chủ trì: ", "{{ co_quan.ten_gon }}.")
        + _label("5. Đầu mối liên hệ: ", "{{ co_quan.lien_he|de_trong }}")
        + paragraph("NoiDungCuoi", "Trân trọng kính mời đồng chí đến dự đúng thời gian và địa điểm nêu trên.")
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

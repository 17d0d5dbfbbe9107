"""The outline of the report (đề cương) as a template: how to report, by when, to whom, and every section."""

from __future__ import annotations

from itertools import groupby

from sokhet_docs.plan.outline import ANNEX_TITLE, FIGURES, SECTIONS, Section
from sokhet_docs.text.vietnamese import lower_first
from tools.ooxml_blocks import Words, paragraph, section, when
from tools.ooxml_package import Document
from tools.template_frame import SUBJECT, THROUGH, addressed_to, annex_title, closing, issuer_signature


def outline() -> Document:
    """Return the outline (đề cương), an annex to the plan that is addressed to the unit."""
    body = (
        annex_title("ĐỀ CƯƠNG BÁO CÁO")
        + addressed_to("Kính gửi", "{{ don_vi.kinh_gui }}")
        + _how_to_report()
        + paragraph("MucLaMa", "ĐỀ CƯƠNG")
        + "".join(_outline_section(one) for one in SECTIONS)
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
        f"gửi {{{{ co_quan.ten_gon }}}}{THROUGH} ",
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
            "viết vào mẫu báo cáo gửi kèm, giữ nguyên thứ tự và tên các mục; mục không có nội dung thì ghi "
            "“Không có”.",
        )
        + _point(
            "Số liệu: ",
            "tính theo từng năm, từ năm {{ so_lieu.tu }} đến năm {{ so_lieu.den }}, ghi vào phụ lục của mẫu; "
            "ô để trống được hiểu là chưa báo cáo.",
        )
        + when("co_quan.lien_he", _point("Liên hệ: ", "{{ co_quan.lien_he }}."))
    )


def _point(label: str, *text: Words) -> str:
    return paragraph("NoiDung", "- ", (label, "Dam"), *text)


def _outline_section(one: Section) -> str:
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

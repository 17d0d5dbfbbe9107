"""The outline of the report (đề cương): how to report, by when, to whom, and every section."""

from __future__ import annotations

from itertools import groupby

from docx.document import Document

from sokhet_docs.plan import ANNEX_TITLE, FIGURES, SECTIONS
from sokhet_docs.text.vietnamese import lower_first
from tools.templates.document import new_document
from tools.templates.elements import Words, add_paragraph, when
from tools.templates.letter import (
    SUBJECT,
    THROUGH,
    add_addressee,
    add_closing_paragraph,
    add_issuer_signature,
    add_last_text,
    add_text,
    add_title,
)


def build_outline() -> Document:
    """Return the outline, an annex to the plan that is addressed to the unit."""
    document = new_document("Đề cương báo cáo {{ so_ket.dip }} – {{ don_vi.ten }}")
    add_title(document, "ĐỀ CƯƠNG BÁO CÁO", goes_with="Kèm theo {{ ke_hoach.vien_dan }}")
    add_addressee(document, "Kính gửi", "{{ don_vi.kinh_gui }}")
    _add_instructions(document)
    add_paragraph(document, "Mục", "ĐỀ CƯƠNG")
    for section in SECTIONS:
        add_paragraph(document, f"Mục cấp {section.level}", section.title)
        if section.guidance:
            add_text(document, section.guidance)
    _add_annex_guidance(document)
    add_last_text(
        document,
        "{{ co_quan.ten_gon }} đề nghị {{ don_vi.cap_uy }} căn cứ Đề cương để xây dựng báo cáo và gửi đúng "
        "thời hạn.",
    )
    add_issuer_signature(document)
    add_closing_paragraph(document)
    return document


def _add_instructions(document: Document) -> None:
    add_text(
        document,
        "Thực hiện {{ ke_hoach.vien_dan }}, {{ co_quan.ten }} đề nghị {{ don_vi.cap_uy }} xây dựng báo cáo "
        f"{SUBJECT} như sau:",
    )
    with when(document, "hoi_nghi.co"):
        _add_point(
            document,
            "Hội nghị sơ kết: ",
            "{{ don_vi.cap_uy }} tổ chức hội nghị, hoàn thành ",
            ("trước ngày {{ han.hoi_nghi|ngay }}", "Đậm"),
            " (mẫu giấy mời và thành phần dự gửi kèm).",
        )
    _add_point(
        document,
        "Báo cáo: ",
        f"gửi {{{{ co_quan.ten_gon }}}}{THROUGH} ",
        ("trước ngày {{ han.bao_cao|ngay }}", "Đậm"),
        ", gồm bản giấy có chữ ký, đóng dấu và tệp Word.",
    )
    _add_point(
        document,
        "Cách viết: ",
        "viết vào mẫu báo cáo gửi kèm, giữ nguyên thứ tự và tên các mục; mục không có nội dung thì ghi "
        "“Không có”.",
    )
    _add_point(
        document,
        "Số liệu: ",
        "tính theo từng năm, từ năm {{ so_lieu.tu }} đến năm {{ so_lieu.den }}, ghi vào phụ lục của mẫu; ô "
        "để trống được hiểu là chưa báo cáo.",
    )
    with when(document, "co_quan.lien_he"):
        _add_point(document, "Liên hệ: ", "{{ co_quan.lien_he }}.")


def _add_point(document: Document, label: str, *text: Words) -> None:
    add_text(document, "- ", (label, "Đậm"), *text)


def _add_annex_guidance(document: Document) -> None:
    number = sum(1 for section in SECTIONS if section.level == 1) + 1
    add_paragraph(document, "Mục cấp 1", f"{number}. {ANNEX_TITLE}")
    years = "từ năm {{ so_lieu.tu }} đến năm {{ so_lieu.den }}"
    add_text(document, f"Theo từng năm, {years}, và tổng cộng:")
    groups = [
        f"- {group}: {', '.join(lower_first(figure.label) for figure in figures)}"
        for group, figures in groupby(FIGURES, key=lambda figure: figure.group)
    ]
    for line in groups[:-1]:
        add_text(document, f"{line};")
    add_text(document, f"{groups[-1]}.")

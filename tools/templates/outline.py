"""The outline of the report (đề cương): how to report, by when, to whom, and every section."""

from __future__ import annotations

from docx.document import Document

from sokhet_docs.plan import ANNEX_TITLE
from tools.templates.document import new_document
from tools.templates.elements import Words, add_paragraph, each, when
from tools.templates.letter import (
    LIST_MARK,
    SUBJECT,
    THROUGH,
    add_addressee,
    add_closing_paragraph,
    add_issuer_signature,
    add_last_text,
    add_text,
    add_title,
)

# "theo từng năm, từ năm 2017 đến năm 2021"; of one period its name; nothing where it has none.
_PERIODS = (
    "{% if so_lieu.ky|length > 1 %}theo từng {% if so_lieu.la_nam %}năm{% else %}kỳ{% endif %}, {% endif %}"
    "{{ so_lieu.cac_ky }}"
)
_COUNTED = f"{{% if so_lieu.cac_ky %}}tính {_PERIODS}, {{% endif %}}"


def build_outline() -> Document:
    """Return the outline, an annex to the plan that is addressed to the unit."""
    document = new_document("Đề cương báo cáo {{ so_ket.dip }} – {{ don_vi.ten }}")
    add_title(document, "ĐỀ CƯƠNG BÁO CÁO", goes_with="Kèm theo {{ ke_hoach.vien_dan }}")
    add_addressee(document, "Kính gửi", "{{ don_vi.kinh_gui }}")
    _add_instructions(document)
    with when(document, "de_cuong.co"):
        add_paragraph(document, "Mục", "ĐỀ CƯƠNG")
    _add_sections(document)
    _add_annex_guidance(document)
    add_last_text(
        document,
        "{{ co_quan.ten_gon }} đề nghị {{ don_vi.cap_uy }}{% if de_cuong.co or so_lieu.co %} căn cứ Đề cương "
        "để{% endif %} xây dựng báo cáo và gửi đúng thời hạn.",
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
            "Hội nghị {{ so_ket.viec }}: ",
            "{{ don_vi.cap_uy }} tổ chức hội nghị{% if han.hoi_nghi %}, hoàn thành {% endif %}",
            ("{% if han.hoi_nghi %}trước ngày {{ han.hoi_nghi|ngay }}{% endif %}", "Đậm"),
            " (mẫu giấy mời{% if hoi_nghi.thanh_phan %} và thành phần dự{% endif %} gửi kèm).",
        )
    _add_point(
        document,
        "Báo cáo: ",
        f"gửi {{{{ co_quan.ten_gon }}}}{THROUGH} ",
        ("trước ngày {{ han.bao_cao|ngay }}", "Đậm"),
        ", gồm bản giấy có chữ ký, đóng dấu và tệp Word.",
    )
    with when(document, "de_cuong.co"):
        _add_point(
            document,
            "Cách viết: ",
            "viết vào mẫu báo cáo gửi kèm, giữ nguyên thứ tự và tên các mục; mục không có nội dung thì ghi "
            "“Không có”.",
        )
    with when(document, "so_lieu.co"):
        _add_point(
            document,
            "Số liệu: ",
            f"{_COUNTED}ghi vào phụ lục của mẫu; ô để trống được hiểu là chưa báo cáo.",
        )
    with when(document, "co_quan.lien_he"):
        _add_point(document, "Liên hệ: ", "{{ co_quan.lien_he }}.")


def _add_point(document: Document, label: str, *text: Words) -> None:
    add_text(document, "- ", (label, "Đậm"), *text)


def _add_sections(document: Document) -> None:
    with each(document, "muc in de_cuong.muc"):
        for level in (1, 2):
            with when(document, f"muc.cap == {level}"):
                add_paragraph(document, f"Mục cấp {level}", "{{ muc.tieu_de }}")
        with when(document, "muc.goi_y"):
            add_text(document, "{{ muc.goi_y }}")


def _add_annex_guidance(document: Document) -> None:
    number = "{% if de_cuong.co %}{{ de_cuong.so_tiep }}. {% endif %}"
    with when(document, "so_lieu.co"):
        add_paragraph(document, "Mục cấp 1", f"{number}{ANNEX_TITLE}")
        total = "{% if so_lieu.co_tong %}, và tổng cộng{% endif %}"
        add_text(document, f"Số liệu{{% if so_lieu.cac_ky %}} {_PERIODS}{{% endif %}}{total}:")
        with each(document, "nhom in so_lieu.nhom"):
            add_text(document, f"- {{{{ nhom.dong }}}}{LIST_MARK}")

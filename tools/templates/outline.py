"""The outline of the report (đề cương): how to report, by when, to whom, and every section."""

from __future__ import annotations

from docx.document import Document

from sokhet_docs.plan import ANNEX_TITLE
from tools.templates.document import new_document
from tools.templates.elements import add_paragraph, each, when
from tools.templates.letter import LIST_MARK, add_duties, add_point, add_text, add_title

# "theo từng năm, từ năm 2017 đến năm 2021"; of one period its name; nothing where it has none.
_PERIODS = (
    "{% if so_lieu.ky|length > 1 %}theo từng {% if so_lieu.la_nam %}năm{% else %}kỳ{% endif %}, {% endif %}"
    "{{ so_lieu.cac_ky }}"
)
_GOES_WITH = (
    "Kèm theo {{ (cong_van.vien_dan if cong_van.co else ke_hoach.vien_dan_gon ~ ' của ' ~ co_quan.ten) }}"
)
# By the name that the covering letter gives to what it encloses: an outline, or guidance.
_IS_GUIDANCE = "'hướng dẫn báo cáo' in cong_van.kem_theo"
_COUNTED = f"{{% if so_lieu.cac_ky %}}tính {_PERIODS}, {{% endif %}}"


def build_outline() -> Document:
    """Return the outline: an annex of the covering letter or, where the packet has none, of the plan [U]."""
    document = new_document("Đề cương báo cáo {{ so_ket.dip }} – {{ don_vi.ten }}")
    kind = f"{{% if {_IS_GUIDANCE} %}}HƯỚNG DẪN BÁO CÁO{{% else %}}ĐỀ CƯƠNG BÁO CÁO{{% endif %}}"
    add_title(document, kind, goes_with=_GOES_WITH)
    _add_instructions(document)
    with when(document, "de_cuong.co"):
        add_paragraph(document, "Mục", "NỘI DUNG BÁO CÁO")
    _add_sections(document)
    _add_annex_guidance(document)
    return document


def _add_instructions(document: Document) -> None:
    with when(document, "cong_van.co and not de_cuong.co"):
        add_text(
            document,
            f"{{% if {_IS_GUIDANCE} %}}Hướng dẫn{{% else %}}Đề cương{{% endif %}} này dùng cho báo cáo của "
            "{{ don_vi.cap_uy }}.",
        )
    with when(document, "not cong_van.co"):
        add_text(
            document,
            "Thực hiện {{ ke_hoach.vien_dan_gon }}, {{ co_quan.ten }} đề nghị {{ don_vi.cap_uy }} xây dựng "
            "báo cáo như sau:",
        )
        add_duties(document)
    with when(document, "de_cuong.co"):
        add_point(
            document,
            "Cách viết: ",
            "{{ don_vi.cap_uy }} viết vào mẫu báo cáo gửi kèm, giữ nguyên thứ tự và tên các mục; mục "
            "không có nội dung thì ghi “Không có”.",
        )
    with when(document, "so_lieu.co"):
        add_point(
            document,
            "Số liệu: ",
            f"{_COUNTED}ghi vào phụ lục của mẫu; ô để trống được hiểu là chưa báo cáo.",
        )


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

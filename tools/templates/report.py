"""The unit's report (báo cáo) as a form: a content control for each section and each figure of the plan."""

from __future__ import annotations

from docx.document import Document
from docx.table import Table, _Cell

from sokhet_docs.plan import ANNEX_TITLE, TOTAL_TITLE
from sokhet_docs.text.vietnamese import OPEN_NUMBER
from tools.templates.controls import add_answer, add_entry, add_prompts
from tools.templates.document import end_section, new_document
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
from tools.templates.letter import (
    THROUGH,
    UNIT_CODE,
    add_addressee,
    add_closing_paragraph,
    add_last_text,
    add_text,
    add_title,
    add_unit_letterhead,
    add_unit_signature,
)

# In mm. Columns made by tags: three for the periods, three for the total; what they take is shared out when
# the template is filled in, whatever the number of periods.
_COLUMNS = (9.0, 53.0, 21.0, 20.0, 19.0, 20.0, 4.0, 15.0, 4.0)
_ROW_HEIGHT = 5.8  # mm
_FIGURE_PROMPT = "…"
_FIGURE_PROMPT_NAME = "so_lieu"
_TOTAL_PROMPT = "\u2003"  # it shows nothing, and is wide enough to be clicked
_TOTAL_PROMPT_NAME = "tong"
_CODE_AND_DAY = f"{OPEN_NUMBER}-BC/{UNIT_CODE}, {{{{ don_vi.ngay_trong_gon }}}}"
# " từ năm 2017 đến năm 2021", " của Quý I/2026 và Quý II/2026"; nothing without periods.
_SPAN = (
    "{{ ((' ' if so_lieu.cac_ky.startswith('từ') else ' của ') ~ so_lieu.cac_ky if so_lieu.cac_ky else '') }}"
)
_EACH_PERIOD, _WITH_TOTAL = "{%tc for ky in so_lieu.ky %}", "{%tc if so_lieu.co_tong %}"
_END_FOR, _END_IF = "{%tc endfor %}", "{%tc endif %}"


def build_report() -> Document:
    """Return the report form: letterhead, sections, signature, and the annex as a section of its own."""
    document = new_document("Báo cáo {{ so_ket.dip }} – {{ don_vi.ten }}")
    add_unit_letterhead(document, "BC")
    add_title(document, "BÁO CÁO")
    add_addressee(document, "Kính gửi", "{{ co_quan.ten }}")
    add_text(
        document,
        "Thực hiện {{ ke_hoach.vien_dan }}, {{ don_vi.cap_uy }} báo cáo {{ so_ket.noi_dung }}"
        "{% if so_lieu.co or not de_cuong.co %}.{% else %} như sau:{% endif %}",
    )
    with when(document, "so_lieu.co"):
        rest = "{% if de_cuong.co %} Kết quả cụ thể như sau:{% endif %}"
        add_text(
            document,
            f"Số liệu{_SPAN}{{% if so_lieu.cac_ky %}},{{% endif %}} chi tiết ở phụ lục kèm theo.{rest}",
        )
    _add_sections(document)
    add_last_text(
        document,
        "Trên đây là báo cáo {{ so_ket.noi_dung }}; {{ don_vi.cap_uy }} kính gửi "
        f"{{{{ co_quan.ten_gon }}}}{THROUGH} tổng hợp.",
    )
    add_unit_signature(document, "Như trên", "Lưu {{ don_vi.cap_uy }}")
    add_paragraph(document, "Mã nhận dạng", "Mã báo cáo: {{ dinh_danh.hien_thi }}")
    with when(document, "so_lieu.co"):
        end_section(add_closing_paragraph(document))
        _add_annex(document)
    fixed = {_FIGURE_PROMPT_NAME: _FIGURE_PROMPT, _TOTAL_PROMPT_NAME: _TOTAL_PROMPT}
    add_prompts(document, {"{{ muc.ma }}": "{{ muc.loi_nhac }}", **fixed})
    return document


def _add_sections(document: Document) -> None:
    with each(document, "muc in de_cuong.muc"):
        for level in (1, 2):
            with when(document, f"muc.cap == {level}"):
                add_paragraph(document, f"Mục cấp {level}", "{{ muc.tieu_de }}")
        with when(document, "muc.de_viet"):
            add_answer(document, "Trả lời", "{{ muc.ma }}", "{{ muc.tieu_de }}", "{{ muc.loi_nhac }}")


def _add_annex(document: Document) -> None:
    add_title(
        document,
        ANNEX_TITLE.upper(),
        f"kết quả thực hiện{_SPAN}",
        goes_with=f"Kèm theo Báo cáo số{_CODE_AND_DAY} của {{{{ don_vi.cap_uy }}}}",
        style="Phụ lục",
    )
    table = add_table(document, "Bảng có kẻ", _COLUMNS)
    periods = (_EACH_PERIOD, "{{ ky.ten }}", _END_FOR)
    total = (_WITH_TOTAL, TOTAL_TITLE, _END_IF)
    add_header_row(table, ("TT", "Nội dung", "Đơn vị tính", *periods, *total))
    with each_row(table, "nhom in so_lieu.nhom"):
        with when_row(table, "nhom.ten or nhom.ngat"):
            add_row(table, [Cell("Bảng – nhóm", "{{ nhom.ten }}", span=len(_COLUMNS))], height=_ROW_HEIGHT)
        with each_row(table, "chi_tieu in nhom.chi_tieu"):
            _add_figure_row(table)
    add_paragraph(
        document,
        "Ghi chú",
        "Ghi chú: ô để trống được hiểu là chưa báo cáo, không có thì ghi 0; số viết liền, không dấu chấm "
        "(1250){% if so_lieu.co_so_le %}, số lẻ ghi dấu phẩy (12,5){% endif %}."
        "{% if so_lieu.co_tong %} Cột “Tổng” không phải ghi: được cộng khi tổng hợp.{% endif %}"
        "{% if so_lieu.co_khong_tong %} Dấu x: không cộng qua các kỳ.{% endif %}",
    )


def _add_figure_row(table: Table) -> None:
    cells = (
        Cell("Bảng – giữa", "{{ chi_tieu.stt }}"),
        Cell("Bảng – chữ", "{{ chi_tieu.ten }}"),
        Cell("Bảng – giữa", "{{ chi_tieu.don_vi_tinh }}"),
        Cell("Bảng – giữa", "{%tc for o in chi_tieu.o %}"),
        Cell("Bảng – số"),
        Cell("Bảng – giữa", _END_FOR),
        Cell("Bảng – giữa", _WITH_TOTAL),
        Cell("Bảng – số"),
        Cell("Bảng – giữa", _END_IF),
    )
    row = add_row(table, cells, height=_ROW_HEIGHT)
    figure, total = row.cells[4].paragraphs[0], row.cells[7]
    add_entry(figure, "{{ o.ma }}", "{{ chi_tieu.ten }}", _FIGURE_PROMPT, _FIGURE_PROMPT_NAME)
    _add_total(total)


def _add_total(cell: _Cell) -> None:
    """Add a cell for the figure's total, which need not be filled in; an x where it is not added up."""
    line = cell.paragraphs[0]
    line.add_run("{% if chi_tieu.the_tong %}")
    add_entry(line, "{{ chi_tieu.the_tong }}", "{{ chi_tieu.ten }}, tổng", _TOTAL_PROMPT, _TOTAL_PROMPT_NAME)
    line.add_run("{% else %}x{% endif %}")

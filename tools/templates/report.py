"""The unit's report (báo cáo) as a form: a content control for each section and each figure."""

from __future__ import annotations

from itertools import groupby

from docx.document import Document
from docx.table import Table

from sokhet_docs.plan import (
    ANNEX_TITLE,
    FIGURES,
    SECTIONS,
    TOTAL_TITLE,
    Figure,
    figure_tag,
    total_tag,
)
from sokhet_docs.text.vietnamese import OPEN_NUMBER, OPEN_SHORT_DAY
from tools.templates.controls import FieldCode, add_answer, add_entry, add_prompts, add_result
from tools.templates.document import end_section, new_document
from tools.templates.elements import Cell, add_header_row, add_paragraph, add_row, add_table
from tools.templates.letter import (
    THROUGH,
    add_addressee,
    add_last_text,
    add_text,
    add_title,
    add_unit_letterhead,
    add_unit_signature,
)

_YEARS = [f"{{{{ so_lieu.nam[{index}] }}}}" for index in range(5)]
_COLUMNS = (9.0, 53.0, 21.0, *[13.4] * len(_YEARS), 15.0)  # mm
_ROW_HEIGHT = 5.8  # mm
_FIGURE_PROMPT = "…"
_FIGURE_PROMPT_NAME = "so_lieu"
_CODE_AND_DAY = f"{OPEN_NUMBER}-BC/{{{{ don_vi.ky_hieu }}}}, {OPEN_SHORT_DAY}{{{{ ke_hoach.nam }}}}"


def build_report() -> Document:
    """Return the report form: letterhead, sections, signature, and the annex as a section of its own."""
    document = new_document("Báo cáo {{ so_ket.dip }} – {{ don_vi.ten }}")
    add_unit_letterhead(document, "BC")
    add_title(document, "BÁO CÁO")
    add_addressee(document, "Kính gửi", "{{ co_quan.ten }}")
    add_text(
        document,
        "Thực hiện {{ ke_hoach.vien_dan }}, {{ don_vi.cap_uy }} đã {{ so_ket.dip }} thực hiện "
        "{{ so_ket.van_ban }}.",
    )
    add_text(
        document,
        "Số liệu tính từ năm {{ so_lieu.tu }} đến năm {{ so_lieu.den }}, chi tiết ở phụ lục kèm theo. Kết "
        "quả cụ thể như sau:",
    )
    _add_sections(document)
    add_last_text(
        document,
        "Trên đây là báo cáo {{ so_ket.dip }} thực hiện {{ so_ket.van_ban }}; {{ don_vi.cap_uy }} kính gửi "
        f"{{{{ co_quan.ten_gon }}}}{THROUGH} tổng hợp.",
    )
    add_unit_signature(document, "Như trên", "Lưu {{ don_vi.cap_uy }}")
    # The visible code's paragraph also ends the section, so that no empty one has to.
    end_section(add_paragraph(document, "Mã nhận dạng", "Mã báo cáo: {{ dinh_danh.hien_thi }}"))
    _add_annex(document)
    prompts = {section.key: section.prompt for section in SECTIONS if section.answered}
    add_prompts(document, prompts | {_FIGURE_PROMPT_NAME: _FIGURE_PROMPT})
    return document


def _add_sections(document: Document) -> None:
    for section in SECTIONS:
        add_paragraph(document, f"Mục cấp {section.level}", section.title)
        if section.answered:
            add_answer(document, "Trả lời", section.key, section.title, section.prompt)


def _add_annex(document: Document) -> None:
    add_title(
        document,
        ANNEX_TITLE.upper(),
        "kết quả thực hiện từ năm {{ so_lieu.tu }} đến năm {{ so_lieu.den }}",
        goes_with=f"Kèm theo Báo cáo số{_CODE_AND_DAY} của {{{{ don_vi.cap_uy }}}}",
        style="Phụ lục",
    )
    table = add_table(document, "Bảng có kẻ", _COLUMNS)
    add_header_row(table, ("TT", "Nội dung", "Đơn vị tính", *_YEARS, TOTAL_TITLE))
    for group, figures in groupby(FIGURES, key=lambda figure: figure.group):
        add_row(table, [Cell("Bảng – nhóm", group, span=len(_COLUMNS))], height=_ROW_HEIGHT)
        for figure in figures:
            _add_figure_row(table, figure)
    add_paragraph(
        document,
        "Ghi chú",
        "Ghi chú: ô để trống được hiểu là chưa báo cáo, không có thì ghi 0; số viết liền, không dấu chấm "
        "(1250). Cột “Tổng” do máy tính: chọn cả bảng rồi nhấn F9. Dấu x: số cuối năm, không cộng qua các "
        "năm.",
    )


def _add_figure_row(table: Table, figure: Figure) -> None:
    tag = total_tag(figure)
    total = Cell("Bảng – số") if tag else Cell("Bảng – giữa", "x")
    cells = (
        Cell("Bảng – giữa", str(FIGURES.index(figure) + 1)),
        Cell("Bảng – chữ", figure.label),
        Cell("Bảng – giữa", figure.measure),
        *[Cell("Bảng – số")] * len(_YEARS),
        total,
    )
    row = add_row(table, cells, height=_ROW_HEIGHT)
    *years, last = [cell.paragraphs[0] for cell in row.cells[3:]]
    for line, year in zip(years, _YEARS, strict=True):
        add_entry(line, figure_tag(figure, year), figure.label, _FIGURE_PROMPT, _FIGURE_PROMPT_NAME)
    if tag:
        add_result(last, tag, f"{figure.label}, tổng", _sum_code(len(table.rows)))


def _sum_code(table_row: int) -> FieldCode:
    """Return the field that adds up the years of a row, counted from 1; it prints nothing without any figure.

    Cells by name, because SUM(LEFT) stops at a blank one. LibreOffice cannot add up cells that hold controls
    and would print a wrong 0: within an IF it prints nothing instead.
    """
    years = f"D{table_row}:{chr(ord('D') + len(_YEARS) - 1)}{table_row}"
    return (" IF ", (f" =COUNT({years}) ",), ' = 0 "" ', (f" =SUM({years}) ",), " ")

"""The form in a letter: what it asks, under the words that are printed, whoever typed it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from sokhet_docs.office.docx_parts import read_parts
from sokhet_docs.plan import Figure, FigureKind, Form, Period, Section, outline_form
from sokhet_docs.template import read_form
from tests.support.docx_builder import docx, p, table
from tests.support.own_forms import block, control, end_of_pages, heading
from tests.support.plans import COURT, LIBRARY, a_plan
from tests.support.word_forms import write_form

PLAN = a_plan()


def form_in(letter: bytes, known: Iterable[Figure] = ()) -> Form:
    form = read_form(read_parts(letter), known)
    assert form is not None
    return form


def asked(form: Form) -> list[tuple[str, str, int]]:
    """Return (tag, title, level) of every section, "" for the tag of one that only groups others."""
    return [(one.key if one.answered else "", one.title, one.level) for one in form.sections]


@pytest.mark.parametrize("templates", [("bao-cao.docx",), ("de-cuong.docx", "bao-cao.docx")])
def test_the_samples_letter_asks_what_the_outline_asks(tmp_path: Path, templates: tuple[str, ...]) -> None:
    form = form_in(write_form(tmp_path / "x.docx", PLAN, COURT, *templates).read_bytes(), PLAN.figures)
    outline = outline_form(PLAN, COURT)

    kept = [replace(section, key="") if not section.answered else section for section in form.sections]
    assert kept == [
        replace(section, key="") if not section.answered else section for section in outline.sections
    ]
    assert form.figures == outline.figures
    assert form.periods == tuple(Period(str(year), str(year)) for year in range(2017, 2022))
    assert form.columns == ("2017", "2018", "2019", "2020", "2021", "Tổng")
    assert (form.prompts, form.lines, form.rows) == (outline.prompts, outline.lines, outline.rows)
    assert form.inline == ()


def test_a_letter_without_a_field_holds_no_form(tmp_path: Path) -> None:
    letter = write_form(tmp_path / "x.docx", PLAN, LIBRARY, "de-cuong.docx").read_bytes()

    assert read_form(read_parts(letter)) is None


def test_a_form_typed_in_word_is_read_by_its_printed_words() -> None:
    letter = docx(
        p("GIẤY MỜI"),
        p("Số: ", control("so_giay_moi")),
        end_of_pages(),
        p("BÁO CÁO"),
        p("Kết quả cụ thể như sau:"),
        heading("I. TÌNH HÌNH"),
        p("1. Số liệu chung"),
        p("Tổng số đảng viên: ", control("dang_vien"), "; số cấp ủy viên: ", control("cap_uy", "Cấp ủy")),
        p("2. Thuận lợi"),
        block("thuan_loi", "Tên cũ"),
        heading("II. KẾT QUẢ"),
        block("ket_qua"),
        p("(Viết không quá một trang, nêu rõ cách làm.)"),
        block("de_xuat", "Đề xuất, kiến nghị"),
        table(["Nội dung", "Trả lời"], ["Người liên hệ", p(control("lien_he"))]),
        p("Trên đây là báo cáo của đơn vị."),
    )
    form = form_in(letter)

    assert asked(form) == [
        ("", "I. TÌNH HÌNH", 1),
        ("", "1. Số liệu chung", 2),
        ("dang_vien", "Tổng số đảng viên", 2),
        ("cap_uy", "số cấp ủy viên", 2),
        ("thuan_loi", "2. Thuận lợi", 2),
        ("ket_qua", "II. KẾT QUẢ", 1),
        ("de_xuat", "Đề xuất, kiến nghị", 1),
        ("lien_he", "Người liên hệ", 1),
    ]
    assert form.inline == ("dang_vien", "cap_uy")
    assert form.closing == ("Trên đây là báo cáo của đơn vị.",)
    assert (form.figures, form.periods) == ((), ())


def test_figures_are_read_by_the_words_in_their_rows_and_columns() -> None:
    def cells(key: str, *periods: str) -> list[str]:
        return [p(control(f"sl_{key}_{period}", prompt="…")) for period in periods]

    letter = docx(
        p("BÁO CÁO"),
        table(
            ["TT", "Chỉ tiêu", "ĐVT", "Quý I", "Quý II", "Cộng"],
            ["I", "Thu ngân sách"],
            ["1", "Số thu", "triệu đồng", *cells("thu", "q1", "q2", "tong")],
            ["2", "Tỷ lệ đạt", "%", *cells("dat", "q1", "q2"), "x"],
            ["3", "Số hộ", "hộ", *cells("ho", "q1", "q2", "tong")],
        ),
    )

    form = form_in(letter, [Figure("thu", "Khác", "Khác", "đồng", kind=FigureKind.DECIMAL, charted=True)])

    group = "Thu ngân sách"
    assert form.figures == (
        Figure("thu", group, "Số thu", "triệu đồng", kind=FigureKind.DECIMAL, charted=True),
        Figure("dat", group, "Tỷ lệ đạt", "%", summed=False, kind=FigureKind.PERCENT),
        Figure("ho", group, "Số hộ", "hộ"),
    )
    assert form.periods == (Period("q1", "Quý I"), Period("q2", "Quý II"))
    assert form.columns == ("Quý I", "Quý II", "Cộng")
    assert form.rows == (
        ("Thu ngân sách",),
        ("Số thu", "triệu đồng"),
        ("Tỷ lệ đạt", "%"),
        ("Số hộ", "hộ"),
    )


@pytest.mark.parametrize(
    ("above", "title", "section"),
    [
        ("1. Ưu điểm", "", Section("x", "1.", "Ưu điểm", "", 1, True)),
        ("1.1. Ưu điểm", "", Section("x", "1.1.", "Ưu điểm", "", 2, True)),
        ("1- Ưu điểm", "", Section("x", "1-", "Ưu điểm", "", 1, True)),
        ("a) Ưu điểm", "", Section("x", "a)", "Ưu điểm", "", 1, True)),
        ("Phần II. Ưu điểm", "", Section("x", "Phần II.", "Ưu điểm", "", 1, True)),
        ("Ưu điểm:", "", Section("x", "", "Ưu điểm", "", 1, True)),
        ("Năm 2025 cả tỉnh có 12 mô hình.", "2. Mô hình", Section("x", "2.", "Mô hình", "", 1, True)),
        ("Năm 2025 cả tỉnh có 12 mô hình.", "", Section("x", "", "x", "", 1, True)),
    ],
)
def test_a_field_has_the_heading_above_it_else_its_title_else_its_tag(
    above: str, title: str, section: Section
) -> None:
    assert form_in(docx(p("BÁO CÁO"), p(above), block("x", title))).sections == (section,)


def test_the_prompt_says_the_guidance_where_it_follows_the_forms_pattern() -> None:
    letter = docx(
        p("1. Một"),
        block("mot", prompt="[Bấm vào đây để viết. Nêu số liệu.]"),
        p("2. Hai"),
        block("hai", prompt="Viết ở đây"),
    )

    form = form_in(letter)

    assert [section.guidance for section in form.sections] == ["Nêu số liệu.", ""]
    assert form.prompts == {"mot": "[Bấm vào đây để viết. Nêu số liệu.]", "hai": "Viết ở đây"}


def test_a_row_of_words_above_the_figures_is_no_row_of_titles() -> None:
    letter = docx(
        p("BÁO CÁO"),
        table(
            ["Nội dung", "2021"],
            ["Tên mô hình", p(control("mo_hinh", prompt="…"))],
            ["Số cuộc họp", p(control("sl_hop_2021", prompt="…"))],
            ["Số văn bản", p(control("sl_vb_2021", prompt="…"))],
        ),
    )

    form = form_in(letter)

    assert [(figure.key, figure.label) for figure in form.figures] == [
        ("hop", "Số cuộc họp"),
        ("vb", "Số văn bản"),
    ]
    assert (form.periods, form.columns) == ((Period("2021", "2021"),), ("2021",))


def test_a_control_around_others_is_no_field_itself() -> None:
    outer = f'<w:sdt><w:sdtPr><w:tag w:val="khung"/></w:sdtPr><w:sdtContent>{p("1. Một")}{block("mot")}</w:sdtContent></w:sdt>'  # fmt: skip  # noqa: E501

    assert asked(form_in(docx(p("BÁO CÁO"), outer))) == [("mot", "1. Một", 1)]


def test_a_line_that_says_whose_form_it_is_heads_no_section() -> None:
    letter = docx(
        p("BÁO CÁO"),
        p("Đơn vị: Trường Tiểu học Phan Thanh"),
        p(
            "Người lập: ",
            control("nguoi_lap", "Người lập"),
            "; số máy: ",
            control("so_may", "Số máy"),
        ),
        p("Đơn vị: Trường Tiểu học Phan Thanh"),
        block("uu_diem", "Ưu điểm"),
    )

    assert asked(form_in(letter)) == [
        ("nguoi_lap", "Người lập", 1), ("so_may", "Số máy", 1), ("uu_diem", "Ưu điểm", 1),
    ]  # fmt: skip

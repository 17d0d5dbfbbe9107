"""A clerk's own column that ticks who holds a conference: asked about, never passed over."""

from __future__ import annotations

from pathlib import Path

import pytest

from sokhet_docs.workbook import read_plan
from tests.support.six_formats import same_in_office_formats, same_in_quick_formats
from tests.support.workbook_builder import make_workbook, problems_of

ADD = "Thêm cột “Hình thức”, ghi Hội nghị hoặc Báo cáo cho từng đơn vị."
ASKED = "cho biết đơn vị nào tổ chức hội nghị, nhưng chương trình chỉ đọc cột “Hình thức”."


def units(header: str, *values: str) -> str:
    rows = [f"Đảng bộ {letter} | {value}" for letter, value in zip("ABCD", values, strict=False)]
    return "\n".join([f"Tên đơn vị | {header}", *rows])


@pytest.mark.parametrize(
    ("header", "values"),
    [
        ("Hội nghị", ("x", "")),
        ("Có hội nghị", ("Có", "Không")),
        ("Tổ chức hội nghị (x)", ("", "✓")),
        ("Họp", ("1", "0")),
        ("Sơ kết", ("x", "x", "x", "")),
        ("HN", ("×", "")),
        ("Tổ chức hội nghị", ("✓", "", "0", "Có (lồng ghép)")),
        ("Tổ chức hội nghị", ("x", "x", "lồng ghép", "")),
        ("Hội nghị", ("x", "lồng ghép", "")),
        ("Đăng ký tổ chức hội nghị", ("ü", "", "ü")),
        ("Tổ chức hội nghị", ("þ", "o", "þ", "o")),
        ("Họp", ("ý", "û", "")),
    ],
)
def test_a_ticked_conference_is_asked_about(tmp_path: Path, header: str, values: tuple[str, ...]) -> None:
    path = make_workbook(tmp_path / "units.xlsx", units=units(header, *values))
    said = [problem for problem in problems_of(path) if "trùng với trường có sẵn" not in problem]
    assert said == [f"Đơn vị!B1: Cột “{header}” {ASKED} {ADD}"]


def test_a_remark_among_ticks_contradicts_no_form(tmp_path: Path) -> None:
    table = """
Tên đơn vị | Hình thức | Hội nghị
Đảng bộ A | Hội nghị | lồng ghép
Đảng bộ B | Hội nghị | x (sáng)
Đảng bộ C | Báo cáo | chưa rõ
Đảng bộ D | Hội nghị | x
"""
    assert problems_of(make_workbook(tmp_path / "units.xlsx", units=table)) == []


def test_it_is_asked_in_every_format(tmp_path: Path) -> None:
    table = "Tên đơn vị | Hội nghị | Báo cáo\nĐảng bộ A | x |\nChi bộ B | | x"
    path = make_workbook(tmp_path / "units.xlsx", units=table)
    for made in (*same_in_quick_formats(path, tmp_path), *same_in_office_formats([path], tmp_path)[0]):
        (problem,) = problems_of(made)
        assert problem.endswith(f"C1: Cột “Hội nghị” {ASKED} {ADD}".replace("C1", "B1"))


def test_a_column_that_holds_the_forms_under_another_name_is_asked_about(tmp_path: Path) -> None:
    path = make_workbook(tmp_path / "units.xlsx", units=units("Loại hình sơ kết", "Hội nghị", "Báo cáo"))
    assert problems_of(path) == [
        f"Đơn vị!B1: Cột “Loại hình sơ kết” {ASKED} Đổi tên cột này thành “Hình thức”."
    ]


def test_an_empty_column_of_forms_beside_ticks_is_asked_about(tmp_path: Path) -> None:
    table = "Tên đơn vị | Hình thức | Hội nghị\nĐảng bộ A | | x\nChi bộ B | |"
    path = make_workbook(tmp_path / "units.xlsx", units=table)
    fill = "Điền cột “Hình thức”: ghi Hội nghị hoặc Báo cáo cho từng đơn vị."
    assert problems_of(path) == [f"Đơn vị!C1: Cột “Hội nghị” {ASKED} {fill}"]


def test_ticks_that_contradict_the_forms_are_told(tmp_path: Path) -> None:
    table = """
Tên đơn vị | Hình thức | Hội nghị
Đảng bộ A | Hội nghị | x
Đảng bộ B | Báo cáo | x
Đảng bộ C | Báo cáo |
Đảng bộ D | Hội nghị | Không
"""
    path = make_workbook(tmp_path / "units.xlsx", units=table)
    assert problems_of(path) == [
        (
            "Đơn vị!C3: Cột “Hội nghị” nói khác cột “Hình thức” ở ô C3, C5. Chương trình theo cột sau;"
            " hãy sửa cho hai cột khớp nhau."
        )
    ]


@pytest.mark.parametrize(
    "table",
    [
        "Tên đơn vị | Hình thức | Hội nghị\nĐảng bộ A | Hội nghị | x\nChi bộ B | Báo cáo |",
        "Tên đơn vị | Hình thức | Đã nộp báo cáo\nĐảng bộ A | Hội nghị | x\nChi bộ B | Báo cáo |",
        "Tên đơn vị | Hình thức | Dự hội nghị của Khối\nĐảng bộ A | Báo cáo | x\nChi bộ B | Hội nghị |",
        "Tên đơn vị | Hình thức | Năm trước\nĐảng bộ A | Hội nghị | Báo cáo\nChi bộ B | Báo cáo | Hội nghị",
        "Tên đơn vị | Hình thức | Hội nghị\nĐảng bộ A | Hội nghị | Hội trường A\nChi bộ B | Báo cáo |",
    ],
)
def test_a_column_that_agrees_or_is_about_something_else_is_no_problem(tmp_path: Path, table: str) -> None:
    path = make_workbook(tmp_path / "units.xlsx", units=table)
    assert [problem for problem in problems_of(path) if "Không có cột" not in problem] == []


def test_ticked_reports_of_some_units_are_told(tmp_path: Path) -> None:
    path = make_workbook(tmp_path / "units.xlsx", units=units("Báo cáo", "x", ""))
    assert problems_of(path) == [
        f"Đơn vị!B1: Cột “Báo cáo” chỉ đánh dấu 1 trên 2 đơn vị; đơn vị nào cũng được tính là Báo cáo. {ADD}"
    ]
    assert [unit.review_form for unit in read_plan(path).units] == ["Báo cáo", "Báo cáo"]


@pytest.mark.parametrize(
    ("header", "cell", "message"),
    [
        ("Hình thức | Ghi chú", "x |", "B2: Cột “Hình thức” chỉ đánh dấu “x”. Ghi Hội nghị hoặc Báo cáo."),
        (
            "Hình thức | Thời gian hội nghị",
            "Hội nghị | Có",
            "C2: Cột “Thời gian hội nghị” chỉ đánh dấu “Có”. Ghi rõ, hoặc để trống.",
        ),
        (
            "Hình thức | Địa điểm hội nghị",
            "Hội nghị | x",
            "C2: Cột “Địa điểm hội nghị” chỉ đánh dấu “x”. Ghi rõ, hoặc để trống.",
        ),
    ],
)
def test_a_tick_where_words_belong_is_an_error(tmp_path: Path, header: str, cell: str, message: str) -> None:
    table = f"Tên đơn vị | {header}\nĐảng bộ A | {cell}"
    path = make_workbook(tmp_path / "units.xlsx", units=table)
    assert problems_of(path) == [f"Đơn vị!{message}"]


@pytest.mark.parametrize(("word", "form"), [("HN", "Hội nghị"), ("Họp", "Hội nghị"), ("BC", "Báo cáo")])
def test_an_offices_own_word_for_a_form_is_asked_about(tmp_path: Path, word: str, form: str) -> None:
    path = make_workbook(tmp_path / "units.xlsx", units=units("Hình thức", word, "Báo cáo"))
    assert problems_of(path) == [
        f"Đơn vị!B2: “{word}” không có trong danh sách. Có phải “{form}”? Chọn một trong: Hội nghị, Báo cáo."
    ]

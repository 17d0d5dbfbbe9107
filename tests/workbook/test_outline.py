"""The sheets Đề cương and Số liệu: what the report form asks, numbered, and under stable keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from sokhet_docs.plan import (
    Audience,
    Condition,
    Figure,
    FigureKind,
    Period,
    Section,
    figure_key,
    period_key,
    section_key,
)
from sokhet_docs.workbook import read_plan
from tests.support.workbook_builder import facts_with, make_workbook, problems_of

NO_YEARS = facts_with({"Năm đầu của số liệu": None, "Năm cuối của số liệu": None})


def sections_of(path: Path, outline: str) -> tuple[Section, ...]:
    return read_plan(make_workbook(path / "units.xlsx", outline=outline)).sections


def figures_of(path: Path, figures: str) -> tuple[Figure, ...]:
    return read_plan(make_workbook(path / "units.xlsx", figures=figures)).figures


def outline_of(places: str) -> str:
    """Return an outline with a section for each of ``places``, of which "_" is a blank cell."""
    cells = [("" if place == "_" else place) for place in places.split()]
    return "Mục | Tiêu đề\n" + "\n".join(f"{cell} | Phần {index}" for index, cell in enumerate(cells, 1))


def test_a_plan_without_the_two_sheets_asks_nothing_and_keeps_its_years(tmp_path: Path) -> None:
    plan = read_plan(make_workbook(tmp_path / "units.xlsx"))
    assert (plan.sections, plan.figures, plan.warnings) == ((), (), ())
    assert plan.periods == tuple(Period(str(year), str(year)) for year in range(2017, 2022))


@pytest.mark.parametrize("outline", ["", "Mục | Tiêu đề | Gợi ý"])
def test_an_emptied_sheet_is_a_plan_without_that_part(tmp_path: Path, outline: str) -> None:
    path = make_workbook(
        tmp_path / "units.xlsx", facts=NO_YEARS, outline=outline, figures=outline and "Nhóm | Chỉ tiêu"
    )
    plan = read_plan(path)
    assert (plan.sections, plan.figures, plan.periods, plan.warnings) == ((), (), (), ())


def test_a_sheet_of_nearly_the_name_is_asked_about(tmp_path: Path) -> None:
    def rename(book: Workbook) -> None:
        book["Đề cương"].title = "Đề cương BC"

    path = make_workbook(tmp_path / "units.xlsx", rename, outline="Tiêu đề\nƯu điểm")
    assert problems_of(path) == [
        "Không có trang “Đề cương”. Có phải trang “Đề cương BC”? Hãy đổi tên trang thành “Đề cương”."
    ]


def test_every_column_of_a_section_is_read(tmp_path: Path) -> None:
    outline = """
Mục | Tiêu đề | Gợi ý | Dành cho | Mã
1 | Đặc điểm tình hình | | |
1.1 | Thuận lợi | Nêu ngắn gọn. | hội nghị | Thuan-Loi
2 | Kiến nghị | Với cấp trên. | |
"""
    assert sections_of(tmp_path, outline) == (
        Section(section_key("Đặc điểm tình hình"), "1.", "Đặc điểm tình hình", "", 1, answered=False),
        Section(
            "muc_thuan_loi", "1.1.", "Thuận lợi", "Nêu ngắn gọn.", 2, answered=True,
            audience=Audience((Condition("Hình thức", "Hội nghị"),)),
        ),
        Section(section_key("Kiến nghị"), "2.", "Kiến nghị", "Với cấp trên.", 1, answered=True),
    )  # fmt: skip


def test_a_sheet_of_headings_alone_is_an_outline_of_one_level(tmp_path: Path) -> None:
    sections = sections_of(tmp_path, "Tiêu đề\nƯu điểm\nHạn chế")
    assert [(section.title, section.level, section.answered) for section in sections] == [
        ("1. Ưu điểm", 1, True),
        ("2. Hạn chế", 1, True),
    ]


def test_a_section_with_guidance_of_its_own_is_answered_beside_its_sub_sections(tmp_path: Path) -> None:
    outline = "Mục | Tiêu đề | Gợi ý\n1 | Kết quả | Tóm tắt.\n1.1 | Việc công khai |"
    assert [section.answered for section in sections_of(tmp_path, outline)] == [True, True]


def test_a_sub_section_is_only_for_the_units_for_which_its_parent_is(tmp_path: Path) -> None:
    units = """
Tên đơn vị | Hình thức | Khu vực
Đảng bộ A | Hội nghị | Miền núi
Chi bộ B | Báo cáo | Miền núi
Chi bộ C | Hội nghị | Ven biển
"""
    outline = """
Mục | Tiêu đề | Dành cho
1 | Hội nghị | Hội nghị
1.1 | Miền núi | Khu vực: miền núi
1.2 | Mọi nơi |
2 | Chung | Không gửi
2.1 | Con | Khu vực: Ven biển
"""
    plan = read_plan(make_workbook(tmp_path / "units.xlsx", units=units, outline=outline))
    asked = {
        unit.name: [section.number for section in plan.sections if section.audience.admits(unit)]
        for unit in plan.units
    }
    assert asked == {"Đảng bộ A": ["1.", "1.1.", "1.2."], "Chi bộ B": [], "Chi bộ C": ["1.", "1.2."]}


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("_ _ _", "1. 2. 3."),
        ("1 1.1 1.2 2", "1. 1.1. 1.2. 2."),
        ("1. 1.1. 1,2 2)", "1. 1.1. 1.2. 2."),
        ("1 1.1 _ _ 2 _", "1. 1.1. 1.2. 1.3. 2. 3."),
        ("1 _ _ 2 _ _ 3 _", "1. 1.1. 1.2. 2. 2.1. 2.2. 3. 4."),
        ("1 _ _ 4", "1. 2. 3. 4."),
        ("1 _ 1.2 2", "1. 1.1. 1.2. 2."),
        ("2 2.3 5 5.1", "2. 2.3. 5. 5.1."),
        ("1 1.9 1.10 1.11", "1. 1.9. 1.10. 1.11."),
        ("- 2 2.1", "1. 2. 2.1."),
    ],
)
def test_blanks_are_numbered_by_order_and_level(tmp_path: Path, typed: str, numbers: str) -> None:
    sections = sections_of(tmp_path, outline_of(typed))
    assert " ".join(section.number for section in sections) == numbers


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("_ _ 2.1 _ _", "1, 2, 2.1, 2.2, 2.3"),
        ("_ 3 _", "1, 3, 4"),
        ("2 _ _", "2, 3, 4"),
        ("_ 1 _", ""),  # an error, which says more
        ("1 _ _", ""),
        ("_ 2 _", ""),
        ("5", "5"),
        ("1 3 _", ""),
    ],
)
def test_a_lone_number_is_told_with_what_it_makes_of_the_others(
    tmp_path: Path, typed: str, understood: str
) -> None:
    path = make_workbook(tmp_path / "units.xlsx", outline=outline_of(typed))
    place, number = next((f"A{row}", text) for row, text in enumerate(typed.split(), 2) if text != "_")
    said = (
        f"Đề cương!{place}: Cả cột “Mục” chỉ có số {number}; các mục được đánh số: {understood}."
        " Ghi số cho cả các dòng khác, hoặc xóa số này để đánh số theo thứ tự."
    )
    assert [line for line in problems_of(path) if "chỉ có số" in line] == ([said] if understood else [])


TEXT = "định dạng ô là văn bản (text) rồi gõ lại, ví dụ 1.10."


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("1 2 2", "A4: Mục 2 đã có ở ô A3. Sửa một trong hai, hoặc để trống cả cột."),
        ("1 3 2", "A4: Mục 2 đứng sau mục 3. Xếp các dòng theo thứ tự, hoặc để trống cả cột."),
        ("1 1.2 1.1", "A4: Mục 1.1 đứng sau mục 1.2. Xếp các dòng theo thứ tự, hoặc để trống cả cột."),
        ("1 2.1", "A3: Mục 2.1 không có mục 2 ở trên. Thêm dòng cho mục 2."),
        (
            "1 1.1.1",
            "A3: Mục “1.1.1” sâu quá: đề cương chỉ có hai cấp. Gộp vào mục cấp hai, hoặc ghi ở cột “Gợi ý”.",
        ),
        (
            "1 II",
            "A3: “II” không phải là số mục. Ghi 1, 1.1, …, hoặc để trống cả cột để đánh số theo thứ tự.",
        ),
    ],
)
def test_a_number_that_cannot_stand_there_is_named(tmp_path: Path, typed: str, said: str) -> None:
    path = make_workbook(tmp_path / "units.xlsx", outline=outline_of(typed))
    assert problems_of(path) == [f"Đề cương!{said}"]


def test_a_number_that_lost_its_zero_is_told_from_one_that_repeats(tmp_path: Path) -> None:
    def type_numbers(book: Workbook) -> None:
        for row, number in enumerate((1, *(round(1 + tenth / 10, 1) for tenth in range(1, 10)), 1.1), 2):
            book["Đề cương"].cell(row, 1).value = number

    path = make_workbook(tmp_path / "units.xlsx", type_numbers, outline=outline_of(" ".join(["_"] * 11)))
    assert problems_of(path) == [f"Đề cương!A12: Ô là số 1.1, đứng sau mục 1.9. Nếu là 1.10: {TEXT}"]


def test_numbers_are_read_as_their_format_shows_them(tmp_path: Path) -> None:
    def type_numbers(book: Workbook) -> None:
        for row, number in enumerate((1, 1.9, 1.1, 2), 2):
            cell = book["Đề cương"].cell(row, 1)
            cell.value, cell.number_format = number, "0.00" if number in (1, 1.1) else "General"

    path = make_workbook(tmp_path / "units.xlsx", type_numbers, outline=outline_of("_ _ _ _"))
    assert [section.number for section in read_plan(path).sections] == ["1.", "1.9.", "1.10.", "2."]


def test_every_column_of_a_figure_is_read(tmp_path: Path) -> None:
    figures = """
Nhóm | Chỉ tiêu | Đơn vị tính | Kiểu | Cộng các kỳ | Biểu đồ | Dành cho | Mã
Đơn thư | Số đơn đã nhận | đơn | | | Có | Loại: Chi bộ | don_nhan
 | Số đơn còn tồn | đơn | số nguyên | Không | | |
 | Tỷ lệ giải quyết | % | | | | |
- | Diện tích | ha | Số thập phân | Có | không | |
"""
    assert figures_of(tmp_path, figures) == (
        Figure(
            "don_nhan", "Đơn thư", "Số đơn đã nhận", "đơn", charted=True,
            audience=Audience((Condition("Loại", "Chi bộ"),)),
        ),
        Figure(figure_key("Đơn thư", "Số đơn còn tồn"), "Đơn thư", "Số đơn còn tồn", "đơn", summed=False),
        Figure(
            figure_key("Đơn thư", "Tỷ lệ giải quyết"), "Đơn thư", "Tỷ lệ giải quyết", "%", summed=False,
            kind=FigureKind.PERCENT,
        ),
        Figure(figure_key("", "Diện tích"), "", "Diện tích", "ha", kind=FigureKind.DECIMAL),
    )  # fmt: skip


def test_figures_without_periods_have_one_column(tmp_path: Path) -> None:
    path = make_workbook(
        tmp_path / "units.xlsx", facts=NO_YEARS, figures="Chỉ tiêu | Đơn vị tính\nSố cuộc | cuộc"
    )
    assert read_plan(path).periods == (Period(period_key("Số liệu"), "Số liệu"),)


def test_what_is_wrong_with_figures_and_sections_comes_together(tmp_path: Path) -> None:
    path = make_workbook(
        tmp_path / "units.xlsx",
        outline="Mục | Tiêu đề | Mã\n1 | | a\n2 | Kết quả | A\n3 | Khác | ***",
        figures="Chỉ tiêu | Đơn vị tính | Kiểu | Cộng các kỳ | Dành cho"
        "\nTỷ lệ | % | | Có |\nSố | người | Chẵn | | Xã",
    )
    assert problems_of(path) == [
        "Đề cương!C4: Mã “***” không có chữ hay số nào. Ghi mã bằng chữ và số, hoặc để trống.",
        "Đề cương!C3: Mã “A” đã dùng ở ô C2. Mỗi dòng một mã khác nhau.",
        "Đề cương!B2: Chưa điền “Tiêu đề”.",
        (
            "Số liệu!D2: Tỷ lệ % không cộng được qua các kỳ."
            " Ghi Không ở cột “Cộng các kỳ”, hoặc sửa kiểu số liệu."
        ),
        "Số liệu!C3: “Chẵn” không có trong danh sách. Chọn một trong: Số nguyên, Số thập phân, Tỷ lệ %.",
        (
            "Số liệu!E3: “Xã” không có trong danh sách."
            " Chọn một trong: Tất cả, Hội nghị, Báo cáo, Không gửi; hoặc ghi Cột: giá trị."
        ),
    ]


def test_two_rows_of_the_same_words_are_told_apart_and_said(tmp_path: Path) -> None:
    path = make_workbook(tmp_path / "units.xlsx", outline="Tiêu đề\nƯu điểm\nHạn chế\nƯU ĐIỂM\nưu điểm")
    key = section_key("Ưu điểm")
    assert [section.key for section in read_plan(path).sections] == [
        key, section_key("Hạn chế"), f"{key}_2", f"{key}_3",
    ]  # fmt: skip
    hint = "Hãy ghi cột “Mã” cho hai dòng, để khi đổi chỗ không lẫn nhau."
    assert problems_of(path) == [
        f"Đề cương!A4: “ƯU ĐIỂM” đã có ở ô A2. {hint}",
        f"Đề cương!A5: “ưu điểm” đã có ở ô A2. {hint}",
    ]


def test_a_heading_that_has_its_number_in_it_is_said(tmp_path: Path) -> None:
    outline = "Tiêu đề\n1. Đặc điểm\nII. Kết quả\n3.2) Việc\n10 năm thực hiện\nI-ốt"
    path = make_workbook(tmp_path / "units.xlsx", outline=outline)
    hint = "số mục sẽ in hai lần. Ghi số ở cột “Mục”, hoặc bỏ số đi."
    assert problems_of(path) == [
        f"Đề cương!A2: Tiêu đề có sẵn số “1.”, {hint}",
        f"Đề cương!A3: Tiêu đề có sẵn số “II.”, {hint}",
        f"Đề cương!A4: Tiêu đề có sẵn số “3.2)”, {hint}",
    ]


def test_a_long_heading_twice_still_has_tags_that_a_bookmark_can_have(tmp_path: Path) -> None:
    heading = "Việc quán triệt, triển khai thực hiện các nghị quyết, chỉ thị, kết luận của cấp trên"
    keys = [section.key for section in sections_of(tmp_path, f"Tiêu đề\n{heading}\n{heading}")]
    assert len(set(keys)) == 2
    assert max(map(len, keys)) <= 40


WORDS = st.lists(
    st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạ -/,.0123456789", min_size=1, max_size=40)
    .map(lambda text: " ".join(f"Mục {text}".split()))
    .filter(lambda text: "|" not in text),
    min_size=1,
    max_size=12,
    unique_by=lambda text: section_key(text),
)


@pytest.mark.slow
@settings(max_examples=40)
@given(WORDS, st.data())
def test_inserting_moving_or_renumbering_a_row_changes_no_other_rows_key(
    tmp_path_factory: pytest.TempPathFactory, words: list[str], data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("keys")
    moved = data.draw(st.permutations([*words, "Dòng mới thêm vào"]))

    def keys(headings: list[str]) -> dict[str, str]:
        figures = "Nhóm | Chỉ tiêu\n" + "\n".join(f"Chung | {heading}" for heading in headings)
        outline = "Tiêu đề\n" + "\n".join(headings)
        plan = read_plan(make_workbook(path / "units.xlsx", outline=outline, figures=figures))
        tags = {section.heading: section.key for section in plan.sections}
        return tags | {f"Chung: {figure.label}": figure.key for figure in plan.figures}

    before, after = keys(words), keys(list(moved))
    assert {name: key for name, key in after.items() if name in before} == before
    assert len(set(after.values())) == len(after)

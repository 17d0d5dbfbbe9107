"""What stands before or behind a name, groups of rows, hours without a day: read as meant, or asked about."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path

import pytest
from openpyxl import Workbook

from sokhet_docs.workbook import read_plan
from tests.support.libreoffice import convert
from tests.support.six_formats import same_in_office_formats, same_in_quick_formats
from tests.support.workbook_builder import make_workbook, problems_of

HINT = "Nếu là một phần của tên, hãy viết tên cách khác."
BOTH = "Tên đơn vị | Hình thức\nĐảng bộ A | Hội nghị\nChi bộ B | Hội nghị"


def test_what_leads_to_an_addressee_is_left_out_and_told(tmp_path: Path) -> None:
    units = """
Tên đơn vị | Hình thức | Kính gửi
Đảng bộ A | Báo cáo | Kính gửi: Đảng ủy A;
Chi bộ B | Báo cáo | - Chi ủy B,
Chi bộ C | Báo cáo | CHI ỦY CHI BỘ C
"""
    path = make_workbook(tmp_path / "units.xlsx", units=units)
    for made in (*same_in_quick_formats(path, tmp_path), *same_in_office_formats([path], tmp_path)[0]):
        assert [unit.addressee for unit in read_plan(made).units] == [
            "Đảng ủy A",
            "Chi ủy B",
            "CHI ỦY CHI BỘ C",
        ]
        first, second = problems_of(made)
        assert first.endswith(
            f"Đã bỏ số thứ tự, dấu đầu dòng, chữ “Kính gửi” đứng trước 2 tên: C2 “Kính gửi:”; C3 “-”. {HINT}"
        )
        assert second.endswith(
            "Có 1 tên viết toàn chữ hoa, thư sẽ in đúng như vậy: C4 “CHI ỦY CHI BỘ C” (“Chi ủy Chi bộ C”?)."
            " Nên gõ lại bằng chữ thường, viết hoa đúng quy định."
        )


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Kính gửi: Đảng bộ A", "Đảng bộ A"),
        ("Gửi Chi bộ A", "Chi bộ A"),
        ("a) Chi bộ A", "Chi bộ A"),
        ("đ/ Chi bộ A", "Chi bộ A"),
        ("A. Chi bộ A", "Chi bộ A"),
        ("III - Chi bộ A", "Chi bộ A"),
        ("ii) Chi bộ A", "Chi bộ A"),
    ],
)
def test_what_stands_before_a_name_is_no_part_of_it(tmp_path: Path, typed: str, name: str) -> None:
    path = make_workbook(tmp_path / "units.xlsx", units=f"TT | Tên đơn vị | Hình thức\n1 | {typed} | Báo cáo")
    (unit,) = read_plan(path).units
    (problem,) = problems_of(path)
    assert (unit.name, problem.startswith("Đơn vị: Đã bỏ số thứ tự")) == (name, True)


@pytest.mark.parametrize("name", ["A. Yersin", "Công ty V.I.P", "Chi bộ 1/5", "Gửi gắm", "Chi bộ C (cũ)"])
def test_a_name_that_only_looks_so_is_kept(tmp_path: Path, name: str) -> None:
    path = make_workbook(tmp_path / "units.xlsx", units=f"TT | Tên đơn vị | Hình thức\n1 | {name} | Báo cáo")
    assert ([unit.name for unit in read_plan(path).units], problems_of(path)) == ([name], [])


@pytest.mark.parametrize(
    ("name", "remark"),
    [
        ("(bỏ) Chi bộ A", "(bỏ)"),
        ("Chi bộ A (đã sáp nhập)", "(đã sáp nhập)"),
        ("Chi bộ A - không gửi", "- không gửi"),
        ("Chi bộ A ??", "??"),
    ],
)
def test_a_remark_that_a_unit_is_gone_is_asked_about(tmp_path: Path, name: str, remark: str) -> None:
    path = make_workbook(tmp_path / "units.xlsx", units=f"Tên đơn vị | Hình thức\n{name} | Báo cáo")
    for made in same_in_quick_formats(path, tmp_path):
        (problem,) = problems_of(made)
        assert problem.endswith(
            f"A2: Tên có ghi “{remark}”: chưa rõ còn gửi cho đơn vị này không."
            " Không gửi thì xóa dòng; còn gửi thì xóa lời ghi ấy."
        )


def test_units_numbered_in_roman_figures_have_these_numbers(tmp_path: Path) -> None:
    rows = "I | Đảng bộ A | Hội nghị\nII. | Chi bộ B | Báo cáo\nIV | Chi bộ C | Báo cáo"
    units = f"TT | Tên đơn vị | Hình thức\n{rows}"
    path = make_workbook(tmp_path / "units.xlsx", units=units)
    assert [unit.number for unit in read_plan(path).units] == [1, 2, 4]


def test_a_roman_figure_among_numbers_is_asked_about(tmp_path: Path) -> None:
    units = """
TT | Tên đơn vị | Hình thức
I | Đảng bộ huyện | Báo cáo
1 | Chi bộ A | Báo cáo
2 | Chi bộ B | Báo cáo
"""
    path = make_workbook(tmp_path / "units.xlsx", units=units)
    assert problems_of(path)[0] == (
        "Đơn vị!A2: “I”: chưa rõ dòng này là tên nhóm hay là một đơn vị. Tên nhóm thì xóa dòng;"
        " đơn vị thì ghi số thứ tự 1, 2, 3 … như các dòng khác."
    )


def test_attendees_below_the_name_of_a_unit_are_asked_about(tmp_path: Path) -> None:
    attendees = "Thành phần | Đơn vị\nĐảng bộ A: |\nÔng X |\nChi bộ B |\nÔng Y |"
    path = make_workbook(tmp_path / "units.xlsx", units=BOTH, attendees=attendees)
    for made in same_in_quick_formats(path, tmp_path):
        (problem,) = problems_of(made)
        assert problem.endswith(
            "dòng 2: Dòng 2, 4 ghi tên đơn vị: chưa rõ các dòng dưới chỉ dự hội nghị của đơn vị ấy hay dự mọi"
            " hội nghị. Ghi tên đơn vị vào cột “Đơn vị” của từng dòng, rồi xóa dòng chỉ có tên đơn vị."
        )


@pytest.mark.parametrize(
    "word", ["Tất cả", "tất cả các đơn vị", "Các đơn vị", "Mọi hội nghị", "Toàn bộ", "Chung"]
)
def test_an_attendee_of_all_units_is_everybodys(tmp_path: Path, word: str) -> None:
    attendees = f"Thành phần | Đơn vị\nÔng X | {word}"
    path = make_workbook(tmp_path / "units.xlsx", units=BOTH, attendees=attendees)
    assert problems_of(path) == []
    held = [unit.conference for unit in read_plan(path).units]
    assert [[each.name for each in one.attendees] for one in held if one] == [["Ông X"], ["Ông X"]]


def test_a_document_for_all_units_may_say_so_in_other_words(tmp_path: Path) -> None:
    documents = "Mẫu | Tên | Gửi cho\nbao-cao.docx | Mẫu | Tất cả các đơn vị"
    assert problems_of(make_workbook(tmp_path / "units.xlsx", documents=documents)) == []


def test_a_day_and_an_hour_in_two_columns_are_an_error_with_a_usable_mend(tmp_path: Path) -> None:
    units = "Tên đơn vị | Hình thức | Ngày họp | Giờ họp\nĐảng bộ A | Hội nghị | 13/4/2022 | 08:00"
    path = make_workbook(tmp_path / "units.xlsx", units=units)
    assert problems_of(path)[0] == (
        "Đơn vị!D1: “Giờ họp” (D1), “Ngày họp” (C1) cùng cho biết “Thời gian hội nghị”, chương trình đọc ngày"
        " và giờ ở một cột. Gộp vào một cột “Thời gian hội nghị”, ví dụ 08:00 20/4/2022, rồi xóa các cột kia."
    )


def test_an_hour_without_a_day_is_told(tmp_path: Path) -> None:
    def edit(book: Workbook) -> None:
        cell = book["Đơn vị"]["C2"]
        cell.value, cell.number_format = time(8), "hh:mm dd/mm/yyyy"

    units = (
        "Tên đơn vị | Hình thức | Thời gian hội nghị\nĐảng bộ A | Hội nghị | x\nChi bộ B | Hội nghị | 14h30"
        "\nChi bộ C | Hội nghị | 8:00:00"
    )
    path = make_workbook(tmp_path / "units.xlsx", edit, units=units)
    assert problems_of(path) == [
        f"Đơn vị!{cell}: “Thời gian hội nghị” chỉ ghi giờ “{shown}”, chưa có ngày. Ghi cả giờ và ngày trong"
        " ô này, ví dụ 08:00 20/4/2022."
        for cell, shown in (("C2", "08:00"), ("C3", "14h30"), ("C4", "8:00:00"))
    ]


def test_an_hour_in_a_column_of_the_clerks_own_is_told(tmp_path: Path) -> None:
    units = "Tên đơn vị | Hình thức | Thời gian hội nghị | Giờ\nĐảng bộ A | Hội nghị | 13/4/2022 | 8h"
    path = make_workbook(tmp_path / "units.xlsx", units=units)
    assert problems_of(path) == [
        (
            "Đơn vị!D1: Giờ ở cột “Giờ” (dòng 2) không được tính vào “Thời gian hội nghị”."
            " Ghi cả giờ và ngày ở cột “Thời gian hội nghị”, ví dụ 08:00 20/4/2022."
        )
    ]


def test_a_day_that_changes_each_day_is_told_in_every_format(tmp_path: Path) -> None:
    def edit(book: Workbook) -> None:
        cell = book["Đơn vị"]["C2"]
        cell.value, cell.number_format = "=TODAY()", "dd/mm/yyyy"
        book["Đơn vị"]["C3"].value = datetime(2022, 4, 20)

    units = "Tên đơn vị | Hình thức | Hạn báo cáo\nĐảng bộ A | Hội nghị |\nChi bộ B | Báo cáo |"
    path = make_workbook(tmp_path / "units.xlsx", edit, units=units)
    for kind in ("ods", "xls", "xlsx"):
        (made,) = convert([path], tmp_path / kind, kind, timeout=120)
        told = [problem for problem in problems_of(made) if "TODAY" in problem]
        assert len(told) == 1
        assert told[0].startswith("Đơn vị: Có ô dùng công thức TODAY hay NOW, mỗi ngày một khác: C2 “")
        assert told[0].endswith("”. Nên gõ thẳng ngày; đang lấy giá trị lúc tệp được lưu.")


def test_a_list_of_addressees_in_lines_keeps_its_marks(tmp_path: Path) -> None:
    def edit(book: Workbook) -> None:
        book["Đơn vị"]["C2"] = "Kính gửi:\n- Đảng ủy A;\n- Sở Y tế."

    path = make_workbook(
        tmp_path / "units.xlsx", edit, units="Tên đơn vị | Hình thức | Kính gửi\nA | Báo cáo"
    )
    assert [unit.addressee for unit in read_plan(path).units] == ["- Đảng ủy A;\n- Sở Y tế."]
    assert problems_of(path) == [
        f"Đơn vị: Đã bỏ số thứ tự, dấu đầu dòng, chữ “Kính gửi” đứng trước 1 tên: C2 “Kính gửi:”. {HINT}"
    ]


def test_names_of_several_units_are_told(tmp_path: Path) -> None:
    several = ("Chi bộ 1, Chi bộ 2", "Các chi bộ trực thuộc", "Như danh sách kèm theo")
    names = (*several, "Chi bộ Văn phòng, Tổ chức")
    units = "\n".join(["Tên đơn vị | Hình thức", *(f"{name} | Báo cáo" for name in names)])
    path = make_workbook(tmp_path / "units.xlsx", units=units)
    assert problems_of(path) == [
        (
            "Đơn vị: Có tên có vẻ là nhiều đơn vị, mỗi dòng chỉ làm một bản: A2 “Chi bộ 1, Chi bộ 2”;"
            " A3 “Các chi bộ trực thuộc”; A4 “Như danh sách kèm theo”. Nếu phải, hãy ghi mỗi đơn vị một dòng."
        )
    ]

"""Two tables on one sheet, headers of two levels: read as a person reads them, or asked about."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from sokhet_docs.workbook import read_plan
from tests.support.six_formats import same_in_office_formats, same_in_quick_formats
from tests.support.workbook_builder import facts_with, make_workbook, problems_of

TABLE = "TT | Tên đơn vị | Hình thức\n1 | Đảng bộ A | Hội nghị\n2 | Chi bộ B | Báo cáo"
NEXT = "Nếu là phần tiếp, hãy chép lên cuối bảng đầu; nếu không, dời bảng ấy sang trang khác."
MOVE = "Nếu là danh sách khác, hãy dời sang trang khác."


@pytest.mark.parametrize(
    ("below", "row", "headers"),
    [
        ("\n\nSTT | Họ tên | Chức vụ\n1 | Ông A | Bí thư", 6, "“STT”, “Họ tên”, “Chức vụ”"),
        ("\n | Họ tên | Chức vụ\n | Ông A | Bí thư", 5, "“Họ tên”, “Chức vụ”"),
        ("TT | Hình thức | Tên đơn vị\n3 | Báo cáo | Chi bộ C", 4, "“TT”, “Hình thức”, “Tên đơn vị”"),
    ],
)
def test_another_table_below_is_asked_about(tmp_path: Path, below: str, row: int, headers: str) -> None:
    path = make_workbook(tmp_path / "units.xlsx", units=f"{TABLE}\n{below}")
    column = "B" if below.strip("\n").startswith(" ") else "A"
    assert problems_of(path) == [
        f"Đơn vị!{column}{row}: Từ dòng {row} là một bảng khác, có tiêu đề {headers}. {NEXT}"
    ]


def test_it_is_asked_about_in_every_format(tmp_path: Path) -> None:
    path = make_workbook(
        tmp_path / "units.xlsx", units=f"{TABLE}\n\n\nSTT | Họ tên | Chức vụ\n1 | Ông A | Bí thư"
    )
    for made in (*same_in_quick_formats(path, tmp_path), *same_in_office_formats([path], tmp_path)[0]):
        (problem,) = problems_of(made)
        assert "A6: Từ dòng 6 là một bảng khác" in problem


def test_the_headers_again_head_no_other_table(tmp_path: Path) -> None:
    more = "TT | Tên đơn vị | Hình thức\n3 | Chi bộ C | Báo cáo"
    path = make_workbook(tmp_path / "units.xlsx", units=f"{TABLE}\n\n\n{more}")
    assert [unit.name for unit in read_plan(path).units] == ["Đảng bộ A", "Chi bộ B", "Chi bộ C"]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("\n\n3 | Chi bộ C | Báo cáo", []),
        ("\n3 | Chi bộ C | Báo cáo\n\n4 | Chi bộ D | Báo cáo", []),
        (
            "\n\n | Chi bộ C | Báo cáo",
            [f"Đơn vị!dòng 6: Từ dòng 6, sau 2 dòng trống, vẫn đọc tiếp như ở trên. {MOVE}"],
        ),
    ],
)
def test_units_below_empty_rows_are_told_unless_their_numbers_go_on(
    tmp_path: Path, rows: str, told: list[str]
) -> None:
    path = make_workbook(tmp_path / "units.xlsx", units=f"{TABLE}\n{rows}")
    assert problems_of(path) == told


def test_a_table_beside_is_asked_about(tmp_path: Path) -> None:
    units = """
TT | Tên đơn vị | Hình thức | | Loại | Số lượng
1 | Đảng bộ A | Hội nghị | | Đảng bộ | 1
2 | Chi bộ B | Báo cáo | | Chi bộ | 2
3 | Chi bộ C | Báo cáo | |
"""
    path = make_workbook(tmp_path / "units.xlsx", units=units)
    for made in (*same_in_quick_formats(path, tmp_path), *same_in_office_formats([path], tmp_path)[0]):
        (problem,) = problems_of(made)
        assert problem.endswith(
            "E1: Sau cột trống, các cột “Loại”, “Số lượng” có vẻ là bảng khác, đang đọc như cột của bảng này."
            " Nếu là bảng khác, hãy dời sang trang khác."
        )


def test_columns_beyond_an_empty_one_that_go_with_the_rows_are_no_other_table(tmp_path: Path) -> None:
    units = """
TT | Tên đơn vị | Hình thức | | Email | Ghi chú
1 | Đảng bộ A | Hội nghị | | | mới
2 | Chi bộ B | Báo cáo | | |
3 | Chi bộ C | Báo cáo | | c@x.vn |
"""
    path = make_workbook(tmp_path / "units.xlsx", units=units)
    assert problems_of(path) == []


TWO_LEVELS = """
TT | Tên đơn vị | Hình thức sơ kết | Hội nghị | | | Ghi chú
 | | | Hình thức | Thời gian | Địa điểm |
1 | Đảng bộ A | Hội nghị | Riêng | 08:00 13/4/2022 | Hội trường | mới
2 | Chi bộ B | Báo cáo | | | |
"""
TOLD = (
    "Cột được hiểu: “Hình thức” (D2) dưới “Hội nghị” là “Hình thức hội nghị”; “Thời gian” (E2) dưới"
    " “Hội nghị” là “Thời gian hội nghị”; “Địa điểm” (F2) dưới “Hội nghị” là “Địa điểm hội nghị”."
    " Nếu không đúng, hãy đổi tên."
)


def merged(book: Workbook) -> None:
    sheet = book["Đơn vị"]
    for area in ("A1:A2", "B1:B2", "C1:C2", "D1:F1", "G1:G2"):
        sheet.merge_cells(area)


@pytest.mark.parametrize("is_merged", [True, False])
def test_a_header_below_another_means_both(tmp_path: Path, is_merged: bool) -> None:
    path = make_workbook(tmp_path / "units.xlsx", merged if is_merged else None, units=TWO_LEVELS)
    quick = same_in_quick_formats(path, tmp_path, with_csv=not is_merged)
    for made in (*quick, *same_in_office_formats([path], tmp_path)[0]):
        first, second = read_plan(made).units
        assert (first.review_form, second.review_form, first.note) == ("Hội nghị", "Báo cáo", "mới")
        assert first.conference is not None
        assert (str(first.conference.time), first.conference.place, first.conference.form) == (
            "2022-04-13 08:00:00",
            "Hội trường",
            "Riêng",
        )
        (problem,) = problems_of(made)
        assert problem.endswith(TOLD)


def test_a_second_column_of_one_meaning_is_told(tmp_path: Path) -> None:
    units = "Tên đơn vị | Hình thức | Hình thức sơ kết\nĐảng bộ A | Hội nghị | Báo cáo"
    path = make_workbook(tmp_path / "units.xlsx", units=units)
    assert problems_of(path) == [
        "Đơn vị!C1: Cột “Hình thức sơ kết” không được tính: “Hình thức” lấy ở ô B1. Hãy xem lại cột nào đúng."
    ]


def test_the_upper_header_may_come_first(tmp_path: Path) -> None:
    units = """
TT | Tên đơn vị | Hình thức | Hạn | | Ghi chú
 | | | Báo cáo | Hội nghị |
1 | Đảng bộ A | Hội nghị | 19/4/2022 | 14/4/2022 |
"""
    (unit,) = read_plan(make_workbook(tmp_path / "units.xlsx", units=units)).units
    assert (str(unit.report_deadline), unit.extra) == ("2022-04-19", {"Hội nghị": "14/4/2022"})


def test_two_rows_of_headers_that_are_not_understood_are_asked_about(tmp_path: Path) -> None:
    units = """
TT | Tên đơn vị | Hình thức | Người nhận | |
 | | | Họ tên | Email | Địa chỉ
1 | Đảng bộ A | Hội nghị | Ông A | a@x.vn | Số 1
"""
    assert problems_of(make_workbook(tmp_path / "units.xlsx", units=units))[0] == (
        "Đơn vị!D2: Tiêu đề viết trên hai dòng 1 và 2, chưa rõ tên của từng cột. Ghi tên mọi cột trên một"
        " dòng, hoặc gộp ô tiêu đề xuống dòng dưới."
    )


def test_facts_in_groups_are_one_list(tmp_path: Path) -> None:
    facts = facts_with({}) + "\n\n\n\nLưu ý riêng | Mang theo giấy mời"
    assert problems_of(make_workbook(tmp_path / "units.xlsx", facts=facts)) == []

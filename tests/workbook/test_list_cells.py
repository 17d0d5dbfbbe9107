"""Cells of Thành phần and Nơi nhận that hold several items; columns there that nothing prints."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from sokhet_docs.workbook import read_plan
from tests.support.six_formats import same_in_quick_formats
from tests.support.workbook_builder import make_workbook, problems_of


def with_cell(path: Path, sheet: str, text: str) -> Path:
    def edit(book: Workbook) -> None:
        book[sheet]["A2"] = text

    return make_workbook(path / "units.xlsx", edit)


@pytest.mark.parametrize(
    "text",
    [
        "- Tỉnh ủy (báo cáo),\n- Các ủy viên;\n- Lưu VT.",
        "Tỉnh ủy;\nCác ủy viên;\nLưu",
        "1. Sở A\n\n2. Sở B\n3. Tổ C",
    ],
)
@pytest.mark.parametrize(("sheet", "item"), [("Nơi nhận", "nơi nhận"), ("Thành phần", "thành phần")])
def test_a_list_in_one_cell_is_an_error(tmp_path: Path, text: str, sheet: str, item: str) -> None:
    path = with_cell(tmp_path, sheet, text)
    for made in same_in_quick_formats(path, tmp_path / "made", with_csv=False):
        assert problems_of(made) == [
            f"{sheet}!A2: Ô có 3 dòng, chỉ in thành một {item}. Mỗi {item} ghi một hàng của trang."
        ]


def test_lines_that_may_be_one_name_are_asked_about(tmp_path: Path) -> None:
    path = with_cell(tmp_path, "Thành phần", "Đại diện Ban Thường vụ\nĐảng ủy Khối")
    assert problems_of(path) == [
        (
            "Thành phần!A2: Ô có 2 dòng, chỉ in thành một thành phần."
            " Nếu là nhiều thành phần thì ghi mỗi thành phần một hàng; nếu là một thì để yên."
        )
    ]


def test_a_name_broken_into_two_lines_is_one(tmp_path: Path) -> None:
    assert problems_of(with_cell(tmp_path, "Thành phần", "Đại diện Ban Thường vụ,\ncác phòng")) == []


def test_the_full_stop_of_an_item_goes(tmp_path: Path) -> None:
    plan = read_plan(
        make_workbook(
            tmp_path / "units.xlsx",
            attendees="Thành phần | Đơn vị\nBí thư các chi bộ. |",
            recipients="Nơi nhận | Để\nBan Dân vận. | báo cáo.",
        )
    )
    assert [attendee.name for attendee in plan.attendees] == ["Bí thư các chi bộ"]
    assert [(each.name, each.purpose) for each in plan.recipients] == [("Ban Dân vận", "báo cáo")]


def test_columns_that_nothing_prints_are_told(tmp_path: Path) -> None:
    path = make_workbook(
        tmp_path / "units.xlsx",
        attendees="TT | Thành phần | Chức vụ | Đơn vị | Ghi chú | Tổ\n1 | Ông A | Bí thư | | mời riêng |",
        recipients="Nơi nhận | Để | Ghi chú\nBan Dân vận | báo cáo |",
    )
    for made in same_in_quick_formats(path, tmp_path / "made"):
        (told,) = problems_of(made)
        assert told.endswith(
            "C1: Cột “Chức vụ”, “Ghi chú” của trang này không được in."
            " Nội dung cần in thì ghi vào cột “Thành phần”."
        )


def test_columns_of_the_report_form_that_nothing_prints_are_told(tmp_path: Path) -> None:
    path = make_workbook(
        tmp_path / "units.xlsx",
        outline="Tiêu đề | Gợi ý | Ghi chú\nKết quả | Nêu rõ | 2 trang",
        figures="Chỉ tiêu | Đơn vị tính | Nguồn\nSố cuộc | cuộc | Văn phòng",
    )
    assert problems_of(path) == [
        "Đề cương!C1: Cột “Ghi chú” của trang này không được in. Nội dung cần in thì ghi vào cột “Gợi ý”.",
        "Số liệu!C1: Cột “Nguồn” của trang này không được in. Nội dung cần in thì ghi vào cột “Chỉ tiêu”.",
    ]


def test_columns_of_years_among_the_figures_are_told(tmp_path: Path) -> None:
    figures = "Chỉ tiêu | Đơn vị tính | Năm 2023\nSố cuộc | cuộc | 1"
    assert problems_of(make_workbook(tmp_path / "units.xlsx", figures=figures)) == [
        (
            "Số liệu!C1: Cột “Năm 2023” của trang này không được in."
            " Các kỳ của số liệu thì ghi ở mục “Các kỳ số liệu” của trang “Kế hoạch”."
        )
    ]

"""Sheets and files that look like part of the plan and are not read: each is told by name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from sokhet_docs.workbook import read_plan
from tests.support.six_formats import same_in_office_formats, same_in_quick_formats
from tests.support.workbook_builder import fill, make_workbook, problems_of

MORE = "TT | Tên tổ chức đảng | Hình thức\n1 | Chi bộ C | Báo cáo"
HINT = "Nếu cần, hãy chép các dòng của trang ấy vào trang “{0}”; nếu không thì để yên."


def adding(name: str, text: str, *, hidden: bool = False) -> Callable[[Workbook], None]:
    def edit(book: Workbook) -> None:
        sheet = book.create_sheet(name)
        fill(sheet, text)
        sheet.sheet_state = "hidden" if hidden else "visible"

    return edit


def told(name: str, like: str) -> str:
    return f"Trang “{name}” có vẻ là phần thêm của trang “{like}”, không được đọc. {HINT.format(like)}"


@pytest.mark.parametrize(
    ("name", "text", "like"),
    [
        ("Đơn vị (tiếp)", MORE, "Đơn vị"),
        ("Chi bộ", "DANH SÁCH CHI BỘ\n\nSTT | Tên chi bộ\n1 | Chi bộ C", "Đơn vị"),
        ("Đơn vị 2", "3 | Chi bộ C | Báo cáo", "Đơn vị"),
        ("Sheet1", MORE, "Đơn vị"),
        ("Mời thêm", "Thành phần | Đơn vị\nĐại diện Sở Nội vụ |", "Thành phần"),
        ("Kế hoạch (bổ sung)", "Mục | Giá trị\nLưu ý | Không", "Kế hoạch"),
    ],
)
def test_a_sheet_that_looks_like_one_of_the_plan_is_told(
    tmp_path: Path, name: str, text: str, like: str
) -> None:
    path = make_workbook(tmp_path / "units.xlsx", adding(name, text))
    assert problems_of(path) == [told(name, like)]
    assert len(read_plan(path).units) == 2


def test_it_is_told_in_every_format(tmp_path: Path) -> None:
    path = make_workbook(tmp_path / "units.xlsx", adding("Chi bộ", MORE))
    quick = same_in_quick_formats(path, tmp_path, with_csv=False)
    for made in (*quick, *same_in_office_formats([path], tmp_path)[0]):
        assert problems_of(made) == [told("Chi bộ", "Đơn vị")]


def test_a_csv_file_that_is_called_like_the_list_of_units_is_told(tmp_path: Path) -> None:
    path = make_workbook(tmp_path / "units.xlsx", adding("Đơn vị (tiếp)", MORE))
    *_, made = same_in_quick_formats(path, tmp_path)
    hint = "Nếu cần, hãy chép các dòng của tệp ấy vào bảng “Đơn vị”; nếu không thì để yên."
    message = "Tệp “don-vi-tiep.csv” có vẻ là phần thêm của bảng “Đơn vị”, không được đọc."
    assert problems_of(made) == [f"{message} {hint}"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Danh mục", "Hội nghị\nBáo cáo"),
        ("Danh bạ", "TT | Họ tên | Điện thoại\n1 | Ông Năm | 0912345678"),
        ("Đơn vị tính", "Loại | Cách ghi\nSố người | người"),
        ("Theo dõi", "TT | Việc | Ngày xong\n1 | In | 20/4/2022"),
        ("Chi bộ", "TT | Tên chi bộ"),
        ("Đơn vị (tiếp)", ""),
    ],
)
def test_another_sheet_of_the_clerk_is_none_of_the_plan(tmp_path: Path, name: str, text: str) -> None:
    path = make_workbook(tmp_path / "units.xlsx", adding(name, text))
    assert problems_of(path) == []


def test_a_hidden_sheet_is_not_seen_and_not_told(tmp_path: Path) -> None:
    path = make_workbook(tmp_path / "units.xlsx", adding("Đơn vị (cũ)", MORE, hidden=True))
    assert problems_of(path) == []

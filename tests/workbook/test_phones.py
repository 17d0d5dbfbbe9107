"""A telephone number that a program took for a number has its first 0 again, and that is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from sokhet_docs.workbook import read_plan
from tests.support.libreoffice import convert
from tests.support.six_formats import same_in_quick_formats
from tests.support.workbook_builder import facts_with, make_workbook, problems_of

HINT = "Nếu không đúng, hãy gõ lại số, định dạng ô kiểu Văn bản."
UNITS = """
Tên đơn vị | SĐT | Cụm
Chi bộ A | 912345678 | 912345678
Chi bộ B | 0912 345 678 | 1
Chi bộ C | 2393855123 | 1
Chi bộ D | 912 345 678 | 1
Chi bộ E | 84912345678 | 1
Chi bộ F | 911 | 1
"""
PHONES = ["0912345678", "0912 345 678", "02393855123", "0912 345 678", "84912345678", "911"]
SAID = [
    f"Đã thêm số 0 bị mất ở đầu 3 số điện thoại: B2 “0912345678”, B4 “02393855123”, B5 “0912 345 678”. {HINT}"
]


def assert_mended(path: Path) -> None:
    units = read_plan(path).units
    assert [unit.extra["SĐT"] for unit in units] == PHONES
    assert units[0].extra["Cụm"] == "912345678"
    assert [problem.removeprefix("Đơn vị: ") for problem in problems_of(path)] == SAID


def test_a_telephone_number_has_its_zero_again(tmp_path: Path) -> None:
    path = make_workbook(tmp_path / "a.xlsx", units=UNITS, attendees="Thành phần | Đơn vị")
    for made in same_in_quick_formats(path, tmp_path):
        assert_mended(made)


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_a_telephone_number_has_its_zero_again_in_other_kinds(tmp_path: Path, ending: str) -> None:
    path = make_workbook(tmp_path / "a.xlsx", units=UNITS, attendees="Thành phần | Đơn vị")
    (made,) = convert([path], tmp_path, ending)
    assert_mended(made)


def test_a_number_that_its_format_shows_with_dots_is_one_too(tmp_path: Path) -> None:
    def edit(book: Workbook) -> None:
        book["Đơn vị"]["B2"].number_format = "#,##0"

    units = "Tên đơn vị | Số điện thoại di động\nChi bộ A | 912345678"
    path = make_workbook(tmp_path / "a.xlsx", edit, units=units, attendees="Thành phần | Đơn vị")
    assert read_plan(path).units[0].extra == {"Số điện thoại di động": "0912345678"}


def test_a_telephone_number_among_the_facts_has_its_zero_again(tmp_path: Path) -> None:
    path = make_workbook(tmp_path / "a.xlsx", facts=facts_with({"Điện thoại": "2393855123"}))
    assert read_plan(path).extra == {"Điện thoại": "02393855123"}
    assert problems_of(path) == [
        f"Kế hoạch: Đã thêm số 0 bị mất ở đầu 1 số điện thoại: B23 “02393855123”. {HINT}"
    ]

"""Raised signs in a cell are never joined to the text beside them, and told."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from sokhet_docs.workbook import read_plan
from tests.support.six_formats import same_in_office_formats, same_in_quick_formats
from tests.support.workbook_builder import make_workbook, problems_of

HINT = "Văn bản sẽ in cả dấu ấy; nếu là dấu chú thích thì xóa đi."
TABLE = "Tên đơn vị | Hình thức | Số bản | Cột D\nSở | Báo cáo | 1 | x"


def raised(base: str, sign: str, height: Literal["superscript", "subscript"] = "superscript") -> CellRichText:
    return CellRichText(base, TextBlock(InlineFont(vertAlign=height), sign))


def test_a_raised_sign_is_kept_raised_and_told(tmp_path: Path) -> None:
    def edit(book: Workbook) -> None:
        sheet = book["Đơn vị"]
        sheet["A1"], sheet["A2"] = raised("Tên đơn vị", "(1)"), raised("Sở Y tế", "1")
        sheet["D2"] = raised("Ho", "1")

    path = make_workbook(tmp_path / "units.xlsx", edit, units=TABLE)
    quick = same_in_quick_formats(path, tmp_path, with_csv=False)
    for made in (*quick, *same_in_office_formats([path], tmp_path)[0]):
        (unit,) = read_plan(made).units
        assert (unit.name, unit.extra) == ("Sở Y tế¹", {"Cột D": "Ho¹"})
        assert problems_of(made) == [
            f"Đơn vị: Có ô mang dấu chú thích hay chữ số viết cao: A2 “Sở Y tế¹”; D2 “Ho¹”. {HINT}"
        ]


def test_a_number_with_a_raised_sign_is_no_number(tmp_path: Path) -> None:
    def edit(book: Workbook) -> None:
        book["Đơn vị"]["C2"] = raised("1", "2")

    path = make_workbook(tmp_path / "units.xlsx", edit, units=TABLE)
    quick = same_in_quick_formats(path, tmp_path, with_csv=False)
    for made in (*quick, *same_in_office_formats([path], tmp_path)[0]):
        limits = "từ 0 đến 10.000. Gõ lại một số nguyên, không kèm chữ."
        assert problems_of(made) == [
            f"Đơn vị!C2: “1²” không phải là số nguyên {limits}",
            f"Đơn vị: Có ô mang dấu chú thích hay chữ số viết cao: C2 “1²”. {HINT}",
        ]


@pytest.mark.parametrize(("cell", "shown"), [(raised("m", "2"), "m²"), (raised("H", "2", "subscript"), "H₂")])
def test_a_power_and_a_lowered_sign_are_as_they_look(tmp_path: Path, cell: CellRichText, shown: str) -> None:
    def edit(book: Workbook) -> None:
        book["Đơn vị"]["D2"] = cell

    path = make_workbook(tmp_path / "units.xlsx", edit, units=TABLE)
    assert problems_of(path) == []
    assert read_plan(path).units[0].extra == {"Cột D": shown}


def test_marks_that_were_typed_are_told_and_mean_nothing_at_a_header(tmp_path: Path) -> None:
    units = "Tên đơn vị (*) | Hình thức¹\nSở Y tế² | Báo cáo\nChi bộ B (*) | Báo cáo"
    path = make_workbook(tmp_path / "units.xlsx", units=units)
    for made in same_in_quick_formats(path, tmp_path):
        (problem,) = problems_of(made)
        assert problem.endswith(
            f"Có ô mang dấu chú thích hay chữ số viết cao: A2 “Sở Y tế²”; A3 “Chi bộ B (*)”. {HINT}"
        )

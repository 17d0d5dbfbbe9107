"""What a clerk does not see as it is: white text, text that a condition strikes through. It is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.colors import Color
from openpyxl.styles.differential import DifferentialStyle

from sokhet_docs.workbook import read_plan
from tests.support.six_formats import same_in_office_formats, same_in_quick_formats
from tests.support.workbook_builder import make_workbook, problems_of

WHITE = Font(color="FFFFFFFF")


def test_white_text_on_a_white_cell_is_told(tmp_path: Path) -> None:
    def edit(book: Workbook) -> None:
        sheet = book["Đơn vị"]
        sheet["A3"].font = WHITE
        for cell in sheet[1]:
            cell.font, cell.fill = WHITE, PatternFill("solid", fgColor="FF1F4E78")

    path = make_workbook(tmp_path / "units.xlsx", edit)
    quick = same_in_quick_formats(path, tmp_path, with_csv=False)
    for made in (*quick, *same_in_office_formats([path], tmp_path)[0]):
        assert [unit.name for unit in read_plan(made).units] == ["Đảng bộ A", "Chi bộ B"]
        assert problems_of(made) == [
            (
                "Đơn vị: Có ô chữ trắng trên nền trắng, không nhìn thấy, vẫn được đọc: A3 “Chi bộ B”."
                " Còn dùng thì đổi màu chữ; không thì xóa đi."
            )
        ]


def white_piece(book: Workbook) -> None:
    piece = TextBlock(InlineFont(color=Color("FFFFFFFF")), " cũ")
    book["Đơn vị"]["A3"] = CellRichText("Chi bộ B", piece)


def white_by_the_theme(book: Workbook) -> None:
    book["Đơn vị"]["A3"].font = Font(color=Color(theme=0))


def nearly_white(book: Workbook) -> None:
    book["Đơn vị"]["A3"].font = Font(color="FFFEFEFE")


@pytest.mark.parametrize(
    ("edit", "shown"),
    [(white_piece, "Chi bộ B cũ"), (white_by_the_theme, "Chi bộ B"), (nearly_white, "Chi bộ B")],
)
def test_white_text_of_any_kind_is_told(tmp_path: Path, edit: Callable[[Workbook], None], shown: str) -> None:
    path = make_workbook(tmp_path / "units.xlsx", edit)
    quick = same_in_quick_formats(path, tmp_path, with_csv=False)
    for made in (*quick, *same_in_office_formats([path], tmp_path)[0]):
        assert problems_of(made) == [
            (
                f"Đơn vị: Có ô chữ trắng trên nền trắng, không nhìn thấy, vẫn được đọc: A3 “{shown}”."
                " Còn dùng thì đổi màu chữ; không thì xóa đi."
            )
        ]


def test_a_condition_that_strikes_text_through_is_told_with_its_area(tmp_path: Path) -> None:
    def edit(book: Workbook) -> None:
        struck = Rule("expression", formula=['$B2="Báo cáo"'], dxf=DifferentialStyle(font=Font(strike=True)))
        bold = Rule("expression", formula=['$B2="Hội nghị"'], dxf=DifferentialStyle(font=Font(bold=True)))
        book["Đơn vị"].conditional_formatting.add("A2:B3", struck)
        book["Đơn vị"].conditional_formatting.add("A2:A3", bold)

    path = make_workbook(tmp_path / "units.xlsx", edit)
    quick = same_in_quick_formats(path, tmp_path, with_csv=False)
    _, ods = same_in_office_formats([path], tmp_path)[0]
    for made in (*quick, ods):
        assert problems_of(made) == [
            (
                "Đơn vị: Định dạng có điều kiện có thể gạch ngang chữ ở vùng A2:B3; chữ ở đó vẫn được đọc."
                " Mở tệp bằng Excel, xem lại trang này rồi lưu lại."
            )
        ]

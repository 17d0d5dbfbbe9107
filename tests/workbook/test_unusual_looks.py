"""A raised digit is no digit of the number beside it, and white words are not seen: asked, or told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.colors import Color

from sokhet_docs.workbook import read_plan
from tests.support.libreoffice import convert
from tests.support.workbook_builder import make_workbook, problems_of
from tests.workbook.test_every_way_in import make_strict

UNITS = """
TT | Tên tổ chức đảng | Hình thức sơ kết | Diện tích
1 | Đảng bộ A | Báo cáo | 12
2 | Chi bộ B | Báo cáo | 3
"""
RAISED, LOWERED, WHITE = (
    InlineFont(vertAlign="superscript"),
    InlineFont(vertAlign="subscript"),
    InlineFont(color=Color("FFFFFFFF")),
)
HINT = "Nếu là dấu chú thích thì xóa; nếu là chữ của ô thì gõ lại, không viết cao hay thấp."
WHITE_HINT = "Không dùng nữa thì xóa; còn dùng thì đổi màu chữ để nhìn thấy."


def rich(cell: str, *blocks: TextBlock | str) -> Callable[[Workbook], None]:
    def edit(book: Workbook) -> None:
        book["Đơn vị"][cell].value = CellRichText(*blocks)

    return edit


def white(*cells: str, color: Color | str = "FFFEFEFE", ground: str = "") -> Callable[[Workbook], None]:
    def edit(book: Workbook) -> None:
        for cell in cells:
            book["Đơn vị"][cell].font = Font(color=color)
            if ground:
                book["Đơn vị"][cell].fill = PatternFill("solid", fgColor=ground)

    return edit


CASES: dict[str, tuple[Callable[[Workbook], None], list[str]]] = {
    "a raised digit behind a name": (
        rich("B2", "Đảng bộ A", TextBlock(RAISED, "1")),
        [f"Đơn vị!B2: Trong ô có chữ viết cao hoặc viết thấp: “1”. {HINT}"],
    ),
    "a raised digit behind a number": (
        rich("D2", "12", TextBlock(RAISED, "(1)"), TextBlock(LOWERED, "a")),
        [f"Đơn vị!D2: Trong ô có chữ viết cao hoặc viết thấp: “(1)”, “a”. {HINT}"],
    ),
    "a raised star in a header": (
        rich("D1", "Diện tích", TextBlock(RAISED, "*")),
        [f"Đơn vị!D1: Trong ô có chữ viết cao hoặc viết thấp: “*”. {HINT}"],
    ),
    "a unit of measure": (rich("D2", "12 m", TextBlock(RAISED, "2")), []),
    "all of it raised": (rich("B2", TextBlock(RAISED, "Đảng bộ A")), []),
    "white cells": (
        white("B2", "D3"),
        [f"Đơn vị!B2: Chữ màu trắng, không nhìn thấy nhưng vẫn được đọc: ô B2, D3. {WHITE_HINT}"],
    ),
    "white by the theme": (
        white("D3", color=Color(theme=0)),
        [f"Đơn vị!D3: Chữ màu trắng, không nhìn thấy nhưng vẫn được đọc: ô D3. {WHITE_HINT}"],
    ),
    "a white piece": (
        rich("B2", "Đảng bộ A", TextBlock(WHITE, " cũ")),
        [f"Đơn vị!B2: Chữ màu trắng, không nhìn thấy nhưng vẫn được đọc: ô B2. {WHITE_HINT}"],
    ),
    "white on a dark ground": (white("A1", "B1", "C1", "D1", ground="FF1F3864"), []),
    "white outside the table": (white("F9"), []),
}
BY_OFFICE = [name for name in CASES if name != "white by the theme"]  # LibreOffice writes it as any white


@pytest.mark.parametrize("way", ["xlsx", "xlsm", "strict"])
@pytest.mark.parametrize("case", CASES)
def test_what_looks_unusual_is_asked_about_or_told(tmp_path: Path, case: str, way: str) -> None:
    edit, said = CASES[case]
    path = make_workbook(tmp_path / ("a.xlsm" if way == "xlsm" else "a.xlsx"), edit, units=UNITS)
    assert problems_of(make_strict(path) if way == "strict" else path) == said


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_what_looks_unusual_in_other_kinds_is_asked_about_or_told(tmp_path: Path, ending: str) -> None:
    paths = [
        make_workbook(tmp_path / f"{number}.xlsx", CASES[name][0], units=UNITS)
        for number, name in enumerate(BY_OFFICE)
    ]
    found = [problems_of(path) for path in convert(paths, tmp_path / ending, ending, timeout=120)]
    assert found == [CASES[name][1] for name in BY_OFFICE]


def test_a_raised_2_behind_a_metre_is_its_square(tmp_path: Path) -> None:
    path = make_workbook(tmp_path / "a.xlsx", rich("D2", "12 m", TextBlock(RAISED, "2")), units=UNITS)
    assert [unit.extra["Diện tích"] for unit in read_plan(path).units] == ["12 m²", "3"]

"""What a clerk struck through is asked about by every way in that knows it: it is never printed as live."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from tests.support.libreoffice import convert
from tests.support.workbook_builder import make_workbook, problems_of
from tests.workbook.test_every_way_in import make_strict

UNITS = """
TT | Tên tổ chức đảng | Hình thức sơ kết | Cột C
1 | Đảng bộ A | Báo cáo | x
2 | Chi bộ B | Báo cáo | 3
"""
CELL_HINT = "Nếu đã bỏ thì xóa ô hay cả dòng; còn dùng thì bỏ gạch ngang."
STRUCK, LIVE = InlineFont(strike=True), InlineFont(b=True)


def strike(*cells: str) -> Callable[[Workbook], None]:
    def edit(book: Workbook) -> None:
        for cell in cells:
            book["Đơn vị"][cell].font = Font(strike=True)

    return edit


def write_rich(*blocks: TextBlock | str, strikes_cell: bool = False) -> Callable[[Workbook], None]:
    def edit(book: Workbook) -> None:
        book["Đơn vị"]["B2"].value = CellRichText(*blocks)
        book["Đơn vị"]["B2"].font = Font(strike=strikes_cell)

    return edit


CASES: dict[str, tuple[Callable[[Workbook], None], list[str]]] = {
    "row": (
        strike("A3", "B3", "C3", "D3"),
        [
            (
                "Đơn vị!dòng 3: Cả dòng bị gạch ngang: “2”, “Chi bộ B”, “Báo cáo”, “3”."
                " Nếu đã bỏ thì xóa hẳn dòng; còn dùng thì bỏ gạch ngang."
            )
        ],
    ),
    "cells": (
        strike("B3", "D3"),
        [
            f"Đơn vị!B3: Ô bị gạch ngang: “Chi bộ B”. {CELL_HINT}",
            f"Đơn vị!D3: Ô bị gạch ngang: “3”. {CELL_HINT}",
        ],
    ),
    "column": (
        strike("D1", "D2", "D3"),
        [
            (
                "Đơn vị!D1: Tiêu đề cột có chữ bị gạch ngang: “Cột C”."
                " Nếu đã bỏ thì xóa hẳn cột; còn dùng thì bỏ gạch ngang."
            )
        ],
    ),
    "run": (
        write_rich(TextBlock(STRUCK, "Đảng bộ Cũ"), " Đảng bộ Mới"),
        [
            (
                "Đơn vị!B2: Chữ “Đảng bộ Cũ” trong ô bị gạch ngang."
                " Nếu đã bỏ thì xóa chữ ấy; còn dùng thì bỏ gạch ngang."
            )
        ],
    ),
    "run of an untidy text": (
        write_rich(TextBlock(STRUCK, "Đảng bộ  Cũ "), " Đảng\u00a0bộ Mới"),
        [
            (
                "Đơn vị!B2: Chữ “Đảng bộ Cũ” trong ô bị gạch ngang."
                " Nếu đã bỏ thì xóa chữ ấy; còn dùng thì bỏ gạch ngang."
            )
        ],
    ),
    "run of a struck cell": (
        write_rich(TextBlock(LIVE, "Đảng bộ Mới "), "Đảng bộ Cũ", strikes_cell=True),
        [
            (
                "Đơn vị!B2: Chữ “Đảng bộ Cũ” trong ô bị gạch ngang."
                " Nếu đã bỏ thì xóa chữ ấy; còn dùng thì bỏ gạch ngang."
            )
        ],
    ),
    "all runs": (
        write_rich(TextBlock(STRUCK, "Đảng bộ "), TextBlock(STRUCK, "A")),
        [f"Đơn vị!B2: Ô bị gạch ngang: “Đảng bộ A”. {CELL_HINT}"],
    ),
    "spaces only": (write_rich(TextBlock(LIVE, "Đảng bộ"), TextBlock(STRUCK, " "), "A"), []),
    "above and below the table": (strike("F9", "G9"), []),
}


@pytest.mark.parametrize("way", ["xlsx", "xlsm", "strict"])
@pytest.mark.parametrize("case", CASES)
def test_what_is_struck_is_asked_about(tmp_path: Path, case: str, way: str) -> None:
    edit, said = CASES[case]
    path = make_workbook(tmp_path / ("a.xlsm" if way == "xlsm" else "a.xlsx"), edit, units=UNITS)
    assert problems_of(make_strict(path) if way == "strict" else path) == said


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_what_is_struck_in_other_kinds_is_asked_about(tmp_path: Path, ending: str) -> None:
    paths = [
        make_workbook(tmp_path / f"{number}.xlsx", edit, units=UNITS)
        for number, (edit, _) in enumerate(CASES.values())
    ]
    found = [problems_of(path) for path in convert(paths, tmp_path / ending, ending, timeout=120)]
    assert found == [said for _, said in CASES.values()]

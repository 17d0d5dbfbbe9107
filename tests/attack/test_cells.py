"""The comparison with LibreOffice counts every cell and explains what is known, and nothing else."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from sokhet_docs.workbook.reading import Cell, CellKind, Doubt
from tests.attack.cell_differences import Difference, explain
from tests.attack.cells import Tally, compare_folder
from tests.attack.formula_cells import formula_cells
from tests.support.environment import SAMPLE


def write_book(path: Path) -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Bảng"
    sheet.append(["chữ", 12.5, 2 / 3, True])
    sheet.append(["=1/0", "=TODAY()", 44671, None])
    sheet["C2"].number_format = "d mmm yyyy"
    book.save(path)
    return path


@pytest.mark.slow
def test_every_cell_of_a_folder_is_compared_and_every_difference_counted(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    write_book(tmp_path / "sub" / "a.xlsx")
    (tmp_path / "b.xlsx").write_bytes(SAMPLE.read_bytes())
    (tmp_path / "c.xls").write_bytes(b"no table")
    tally = Tally()
    compare_folder(tmp_path, tally)
    assert (tally.files, tally.refused.total(), tally.accidents, tally.unexplained) == (2, 1, [], [])
    assert tally.cells > 500
    assert set(tally.explained) >= {
        "General: Excel shows eleven characters, LibreOffice up to fifteen digits",
        "a formula without a result, which LibreOffice works out",
        "a truth: Excel's words are the same in Vietnam",
        "the same moment: LibreOffice has its own Vietnamese names and built-in formats",
    }


@pytest.mark.parametrize(
    ("cell", "theirs"),
    [
        (Cell("12", CellKind.NUMBER, 12.0), "13,5"),
        (Cell("12", CellKind.NUMBER, 12.0), "13"),
        (Cell("20/04/2022", CellKind.DATETIME, datetime(2022, 4, 20)), "21/04/2022"),
        (Cell("Nguyễn"), "Nguyen"),
        (Cell(""), "5"),
        (Cell("5", CellKind.NUMBER, 5.0), ""),
        (Cell("TRUE", CellKind.BOOLEAN), "SAI"),
        (Cell("TRUE", CellKind.BOOLEAN), "5"),
        (Cell(",4", CellKind.NUMBER, 60.4), "60,40"),
        (Cell("chữ", doubt=None), ""),
        (Cell("1.234,57", CellKind.NUMBER, 1234.56), "1234,56"),
        (Cell("2002", CellKind.DATETIME, datetime(2002, 1, 1)), "1 Tháng 03 02y"),
        (Cell("nam", CellKind.UNREADABLE), "nam"),
    ],
)
def test_a_difference_that_nothing_explains_is_not_explained(tmp_path: Path, cell: Cell, theirs: str) -> None:
    path = write_book(tmp_path / "a.xlsx")
    assert explain(Difference(path, "Bảng!A1", cell, theirs, is_covered=False, has_pivots=False)) is None


@pytest.mark.parametrize(
    ("cell", "theirs", "kind"),
    [
        (Cell("FALSE", CellKind.BOOLEAN), "$0,00 ", "a truth of .xlsx"),
        (Cell("", doubt=Doubt.HIDDEN), "chữ", "a text that its format hides"),
        (Cell("nan", CellKind.UNREADABLE), "NaN", "a number that is none"),
        (
            Cell(" $1.234,57 ", CellKind.NUMBER, 1234.5678),
            "1234,5678",
            "a format that LibreOffice does not know",
        ),
        (
            Cell("1 Tháng Giêng 2002", CellKind.DATETIME, datetime(2002, 1, 1)),
            "1 Tháng 01 02y",
            "a year as yyy",
        ),
        (Cell("a_xb_c"), "a\x0bc", "a letter that an .xlsx escapes"),
    ],
)
def test_a_known_difference_has_its_kind(tmp_path: Path, cell: Cell, theirs: str, kind: str) -> None:
    path = write_book(tmp_path / "a.xlsx")
    found = explain(Difference(path, "Bảng!A1", cell, theirs, is_covered=False, has_pivots=False))
    assert found is not None
    assert found.startswith(kind)


def test_formulas_are_found(tmp_path: Path) -> None:
    assert formula_cells(write_book(tmp_path / "a.xlsx")) == {"Bảng!A2", "Bảng!B2"}

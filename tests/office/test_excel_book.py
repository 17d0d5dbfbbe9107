"""Books that are written: no text in them becomes anything else, not even when somebody edits its cell."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from sokhet_docs.letters.distribution_book import distribution_book
from sokhet_docs.office.excel_book import Formula, ReportWorkbook, book_bytes
from sokhet_docs.office.excel_style import ColumnHeader, title_lines, write_table
from sokhet_docs.tracking.figures_book import figures_book
from sokhet_docs.tracking.status_book import tracking_book
from tests.support.calculated_books import calculated
from tests.support.openxml_validator import assert_valid
from tests.support.plans import COURT, LIBRARY, a_plan
from tests.support.simulated_office import Office

DOUBTFUL = (
    "=1+1", "+84 239", "-5", "@SUM(A1)", " =2", '=HYPERLINK("http://x.example")', "03", "1.250", "12/5", "5%",
)  # fmt: skip
PLAIN = ("Đã làm =1", "1. Lãnh đạo", "Chi bộ 5", "25 30 cuộc", "“=1”", "")


def prefixed(book: bytes) -> dict[str, bool]:
    """Return every text of ``book``, and whether its cells say that it was typed as text."""
    cells = [cell for sheet in load_workbook(io.BytesIO(book)) for row in sheet.iter_rows() for cell in row]
    texts = [cell for cell in cells if isinstance(cell.value, str) and cell.data_type != "f"]
    return {str(cell.value): bool(cell.quotePrefix) for cell in texts}


def written(*texts: str) -> bytes:
    book = ReportWorkbook()
    (sheet,) = book.worksheets
    assert isinstance(sheet, Worksheet)
    rows = [(text, 5, Formula("=1+1", 2)) for text in texts]
    headers = [ColumnHeader("=Tên", 20), ColumnHeader("Số", 10), ColumnHeader("Tổng", 10)]
    write_table(sheet, headers, rows, first_row=3)
    title_lines(sheet, "@Tiêu đề", "+ dòng dưới")
    return book_bytes(book, "x")


def test_texts_that_a_program_would_take_for_more_are_marked_as_text(tmp_path: Path) -> None:
    book = written(*DOUBTFUL, *PLAIN)

    assert prefixed(book) == {
        **{text.strip(): True for text in DOUBTFUL},
        **{text: False for text in PLAIN if text},
        "=Tên": True, "Số": False, "Tổng": False, "@Tiêu đề": True, "+ dòng dưới": True,
    }  # fmt: skip
    (tmp_path / "x.xlsx").write_bytes(book)
    assert_valid(tmp_path / "x.xlsx")


def test_formulas_and_the_looks_of_cells_are_as_before() -> None:
    sheet = load_workbook(io.BytesIO(written("=1+1", "Đã làm")))["Sheet"]

    texts, formulas = [sheet.cell(row, 1) for row in (4, 5)], [sheet.cell(row, 3) for row in (4, 5)]
    assert [(cell.value, cell.data_type) for cell in texts] == [("=1+1", "s"), ("Đã làm", "s")]
    assert {(cell.value, cell.data_type, bool(cell.quotePrefix)) for cell in formulas} == {
        ("=1+1", "f", False)
    }
    looks = {(repr(cell.border), repr(cell.alignment), repr(cell.font), cell.number_format) for cell in texts}
    assert len(looks) == 1


@pytest.mark.slow
def test_libreoffice_reads_the_texts_as_they_are(tmp_path: Path) -> None:
    sheet = calculated(written(*DOUBTFUL), tmp_path)["Sheet"]

    shown = [sheet.cell(row, 1).value for row in range(4, 4 + len(DOUBTFUL))]
    assert shown == [text.strip() for text in DOUBTFUL]


def test_what_units_wrote_never_becomes_a_formula(tmp_path: Path) -> None:
    office = Office.open(tmp_path)
    office.send("A1", "18/4/2022", {"muc_1_1": "Đã làm.", "sl_vb_2017": "=1+1"}, name="=cmd.docx")

    tracking = office.track("25/4/2022")

    figures, status = prefixed(figures_book(tracking)), prefixed(tracking_book(tracking))
    assert [doubtful for text, doubtful in figures.items() if text.startswith("=1+1")] == [True]
    assert all(marked for text, marked in (figures | status).items() if text.startswith("="))


def test_recipients_never_become_a_formula() -> None:
    plan = a_plan(replace(COURT, addressee="=2+2"), LIBRARY)

    book = prefixed(distribution_book(plan))

    assert (book["=2+2"], book[LIBRARY.addressee]) == (True, False)

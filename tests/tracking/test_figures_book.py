"""``so-lieu.xlsx``: every figure in its place, totals by LibreOffice's own calculation, links that hit."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.formula.translate import Translator

from sokhet_docs.tracking.figures_book import figures_book
from sokhet_docs.tracking.unit_status import Tracking
from tests.support.calculated_books import calculated
from tests.support.openxml_validator import assert_valid
from tests.support.sample_form import FIGURES
from tests.support.simulated_office import Office
from tests.support.workbook_builder import facts_with

pytestmark = pytest.mark.slow

YEARS = range(2017, 2022)
DOCUMENTS = {"sl_vb_2017": "1.250", "sl_vb_2018": "0", "sl_vb_2019": "3"}  # 2020 and 2021: not reported
MEMBERS = {"sl_ttnd_tv_2017": "5", "sl_ttnd_tv_2018": "7"}  # never added up over the years


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """A1 and C3 reported, C3 with a wrong total and a doubtful figure; B2 and D4 did not."""
    office = Office.open(tmp_path_factory.mktemp("office"))
    office.send("A1", "18/4/2022", {**DOCUMENTS, **MEMBERS}, name="bao cao 50% #1 (2).docx")
    office.send("C3", "18/4/2022", {"sl_vb_2017": "10", "sl_vb_2018": "vài chục", "sl_vb_tong": "12"})
    return office


@pytest.fixture(scope="module")
def tracking(office: Office) -> Tracking:
    return office.track("25/4/2022")


@pytest.fixture(scope="module")
def book(tracking: Tracking, tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    return calculated(figures_book(tracking), tmp_path_factory.mktemp("book"))


def columns_of(book: Workbook, label: str) -> dict[str, int]:
    """Return the columns of a figure by their titles in row 3: 2017 … Tổng, Đơn vị ghi."""
    sheet: Any = book["Số liệu"]
    first = next(cell.column for cell in sheet[2] if str(cell.value).startswith(label))
    found: dict[str, int] = {}
    for column in range(first, first + 7):
        title = str(sheet.cell(3, column).value)
        if title in found:
            break
        found[title] = column
    return found


def row_of(book: Workbook, title: str) -> int:
    sheet: Any = book["Số liệu"]
    found = {cell.value: cell.row for (cell,) in sheet.iter_rows(min_col=3, max_col=3)}
    return int(found[title])


def values(book: Workbook, row: str, label: str) -> dict[str, Any]:
    """Return a row's cells of one figure by the titles of their columns."""
    sheet, number = book["Số liệu"], row_of(book, row)
    return {title: sheet.cell(number, column).value for title, column in columns_of(book, label).items()}


def test_a_figure_is_in_its_units_row_and_a_blank_is_not_0(book: Workbook) -> None:
    assert values(book, "Đảng bộ Sở Nội vụ", "Số văn bản đã ban hành") == {
        "2017": 1250, "2018": 0, "2019": 3, "2020": None, "2021": None, "Tổng": 1253, "Đơn vị ghi": None,
    }  # fmt: skip
    assert values(book, "Đảng bộ Sở Nội vụ", "Số cuộc đối thoại định kỳ")["Tổng"] in (None, "")
    assert values(book, "Đảng bộ Kho bạc Nhà nước", "Số văn bản đã ban hành")["Tổng"] in (None, "")


def test_the_units_are_in_the_workbooks_order(book: Workbook) -> None:
    assert [cell[0].value for cell in book["Số liệu"].iter_rows(min_row=4, min_col=3, max_col=3)] == [
        "Đảng bộ Sở Nội vụ",
        "Chi bộ Báo Hà Tĩnh",
        "Chi bộ Thư viện tỉnh",
        "Đảng bộ Kho bạc Nhà nước",
        "Cộng",
        "Số đơn vị có số liệu",
        "Kiểm tra chéo (phải bằng 0)",
    ]


def test_sums_run_over_years_and_units_and_meet(book: Workbook) -> None:
    sums = values(book, "Cộng", "Số văn bản đã ban hành")
    assert {title: sums[title] for title in ("2017", "2018", "2019", "2021", "Tổng")} == {
        "2017": 1260, "2018": 0, "2019": 3, "2021": sums["2021"], "Tổng": 1263,
    }  # fmt: skip
    assert sums["2021"] in (None, "")
    counts = values(book, "Số đơn vị có số liệu", "Số văn bản đã ban hành")
    assert (counts["2017"], counts["2018"], counts["2021"]) == (2, 1, 0)
    sheet, check = book["Số liệu"], row_of(book, "Kiểm tra chéo (phải bằng 0)")
    checks = [cell.value for cell in sheet[check][3:] if cell.value is not None]
    assert checks == [0] * sum(figure.summed for figure in FIGURES)


def test_a_state_at_the_years_end_is_not_added_up_over_the_years(book: Workbook) -> None:
    assert values(book, "Cộng", "Số thành viên") == {"2017": 5, "2018": 7} | dict.fromkeys(
        ("2019", "2020", "2021"), values(book, "Cộng", "Số thành viên")["2019"]
    )
    by_year = {row[2]: row[4:10] for row in book["Theo năm"].iter_rows(min_row=2, values_only=True)}
    assert by_year["Số thành viên"][5] == "x"
    assert by_year["Số văn bản đã ban hành"][0::5] == (1260, 1263)


def test_a_doubtful_figure_is_shown_as_written_and_counts_for_nothing(
    tracking: Tracking, book: Workbook
) -> None:
    cells = values(book, "Chi bộ Thư viện tỉnh", "Số văn bản đã ban hành")

    assert (cells["2018"], cells["Tổng"], cells["Đơn vị ghi"]) == ("vài chục", 10, 12)
    listed = [row[1:7] for row in book["Cần xem"].iter_rows(min_row=2, values_only=True)]
    label = "Văn bản lãnh đạo, chỉ đạo: số văn bản đã ban hành"
    assert [row[:5] for row in listed] == [
        ("C3", "Chi bộ Thư viện tỉnh", label, "2018", "vài chục"),
        ("C3", "Chi bộ Thư viện tỉnh", label, "Tổng", "12"),
    ]
    assert listed[1][5] == "Đơn vị ghi 12, cộng các năm được 10."


def test_a_wrong_total_of_a_unit_is_coloured_and_a_right_one_is_not(
    tracking: Tracking, tmp_path: Path
) -> None:
    """The rules of colour are put into spare cells, so that LibreOffice says where they hold."""
    path = tmp_path / "so-lieu.xlsx"
    path.write_bytes(figures_book(tracking))
    plain = load_workbook(path)
    columns = columns_of(plain, "Số văn bản đã ban hành")
    area = f"{plain['Số liệu'].cell(4, columns['Tổng']).coordinate}:"
    rules = plain["Số liệu"].conditional_formatting
    (rule,) = [rule for found in rules if str(found.sqref).startswith(area) for rule in found.rules]
    formula = Translator(f"={rule.formula[0]}", origin="A4")

    def spare(book: Workbook) -> None:
        for row in range(4, 8):
            book["Số liệu"].cell(row, 300).value = formula.translate_formula(f"A{row}")

    sheet = calculated(path.read_bytes(), tmp_path, spare)["Số liệu"]
    assert [sheet.cell(row, 300).value for row in range(4, 8)] == [False, False, True, False]
    assert rule.dxf.fill.bgColor.rgb.endswith("F8CBAD")


def test_every_figure_links_to_its_place_in_the_units_file(office: Office, tracking: Tracking) -> None:
    folder = office.output / "tong-hop"
    folder.mkdir(exist_ok=True)
    (folder / "so-lieu.xlsx").write_bytes(figures_book(tracking))

    sheet: Any = load_workbook(folder / "so-lieu.xlsx")["Số liệu"]
    links = [cell.hyperlink for cell in sheet[4] if cell.hyperlink]

    assert [link.location for link in links] == [None, *DOCUMENTS, *MEMBERS]  # the first is the unit's name
    (target,) = {(folder / unquote(str(link.target))).resolve() for link in links}
    with zipfile.ZipFile(target) as package:
        body = package.read("word/document.xml").decode()
    assert [mark for mark in (*DOCUMENTS, *MEMBERS) if f'w:name="{mark}"' not in body] == []
    assert [cell.hyperlink for cell in sheet[5] if cell.hyperlink] == []  # B2 sent nothing


def test_a_program_that_does_not_calculate_shows_the_same_values(
    tracking: Tracking, book: Workbook, tmp_path: Path
) -> None:
    path = tmp_path / "so-lieu.xlsx"
    path.write_bytes(figures_book(tracking))

    assert cells_of(load_workbook(path, data_only=True)) == cells_of(book)


def cells_of(book: Workbook) -> dict[tuple[str, str], Any]:
    """Return every value by sheet and cell; a formula's empty text is a blank."""
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value not in (None, "")
    }


def test_one_changed_figure_changes_itself_and_its_totals_alone(tmp_path: Path) -> None:
    before = cells_with(tmp_path / "a", {**DOCUMENTS, **MEMBERS})
    after = cells_with(tmp_path / "b", {**DOCUMENTS, **MEMBERS, "sl_vb_2019": "4"})

    changed = {place: (before[place], after[place]) for place in before if before[place] != after[place]}
    assert before.keys() == after.keys()
    assert {(sheet, title, column): pair for (sheet, title, column, _), pair in changed.items()} == {
        ("Số liệu", "Đảng bộ Sở Nội vụ", "2019"): (3, 4),
        ("Số liệu", "Đảng bộ Sở Nội vụ", "Tổng"): (1253, 1254),
        ("Số liệu", "Cộng", "2019"): (3, 4),
        ("Số liệu", "Cộng", "Tổng"): (1253, 1254),
        ("Theo năm", "Số văn bản đã ban hành", "2019"): (3, 4),
        ("Theo năm", "Số văn bản đã ban hành", "Tổng"): (1253, 1254),
    }


def cells_with(folder: Path, answers: Mapping[str, str]) -> dict[tuple[str, str, str, int], Any]:
    """Return every calculated cell of the book by sheet, its row's and its column's titles, its column."""
    folder.mkdir()
    office = Office.open(folder)
    office.send("A1", "18/4/2022", answers)
    book = calculated(figures_book(office.track("25/4/2022")), folder)
    found: dict[tuple[str, str, str, int], Any] = {}
    for title, header in (("Số liệu", 3), ("Theo năm", 1), ("Cần xem", 1)):
        sheet: Any = book[title]
        for cells in sheet.iter_rows(min_row=header + 1):
            for cell in cells:
                column = str(sheet.cell(header, cell.column).value)
                found[title, str(cells[2].value), column, cell.column] = cell.value
    return found


def test_the_book_is_valid_has_its_charts_and_is_the_same_every_time(
    tracking: Tracking, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1650000000")
    path = tmp_path / "so-lieu.xlsx"
    path.write_bytes(figures_book(tracking))

    assert path.read_bytes() == figures_book(tracking)
    with zipfile.ZipFile(path) as package:
        assert sum("charts/chart" in name for name in package.namelist()) == 8
    assert_valid(path)


def test_words_of_the_plan_that_begin_like_a_formula_are_text(tmp_path: Path) -> None:
    sheets = {
        "outline": "Tiêu đề\n=1+1",
        "figures": "Nhóm | Chỉ tiêu | Đơn vị tính | Biểu đồ\n=2+2 | =3+3 | =cái | Có",
        "facts": facts_with(
            {"Năm đầu của số liệu": None, "Năm cuối của số liệu": None, "Các kỳ số liệu": "=4+4; 2022"}
        ),
    }
    office = Office.open(tmp_path, **sheets)

    book = load_workbook(io.BytesIO(figures_book(office.track("25/4/2022"))))

    words = ("=1+1", "=2+2", "=3+3", "=cái", "=4+4")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    found = {(cell.value, cell.data_type) for cell in cells if str(cell.value).startswith(words)}
    assert found == {("=2+2", "s"), ("=3+3", "s"), ("=3+3 (=cái)", "s"), ("=cái", "s"), ("=4+4", "s")}

"""The same value is read alike by every way in, and one that no way can read is told at its cell."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Font

from sokhet_docs.plan import Plan
from sokhet_docs.workbook import read_plan
from sokhet_docs.workbook.reading import CellKind, read_book
from tests.support.archives import edit_part, read_parts, zipped
from tests.support.libreoffice import convert
from tests.support.workbook_builder import SMALL_PLAN, make_workbook, problems_of
from tests.workbook.test_dialects import ROWS, write_as_excel, write_ods

SHEET = "xl/worksheets/sheet1.xml"
LOOK = "Hãy xem lại; nên gõ lại bằng phông Unicode."
EXTRA = "Tên tổ chức đảng | Hình thức sơ kết | Cột C\nChi bộ A | Báo cáo | x"


def put(path: Path, value: object, code: str = "General") -> Path:
    """Write the small plan with ``value`` in the cell C2, under a header of the clerk's own."""

    def edit(book: Workbook) -> None:
        cell = book["Đơn vị"]["C2"]
        cell.value, cell.number_format = value, code

    return make_workbook(path, edit, units=EXTRA)


def shown_in(path: Path) -> str:
    """Return what the clerk's own column shows."""
    (unit,) = read_plan(path).units
    return unit.extra["Cột C"]


def make_strict(path: Path) -> Path:
    """Make the .xlsx at ``path`` a strict one."""
    transitional, strict = "http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/"
    names = {
        f"{transitional}spreadsheetml/2006/main": f"{strict}spreadsheetml/main",
        f"{transitional}officeDocument/2006/relationships": f"{strict}officeDocument/relationships",
    }
    parts = read_parts(path.read_bytes())
    for old, new in names.items():
        parts = {name: part.replace(old.encode(), new.encode()) for name, part in parts.items()}
    path.write_bytes(zipped(parts))
    return path


def rewrite_sheet(path: Path, old: bytes, new: bytes) -> Path:
    path.write_bytes(edit_part(path.read_bytes(), SHEET, lambda xml: xml.replace(old, new)))
    return path


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        ("2022-04-13T15:59:59.99999979045242400", "16:00 13/04/2022"),
        ("2022-04-13T16:00:00Z", "16:00 13/04/2022"),
        ("2022-04-13T16:00:00.000+07:00", "16:00 13/04/2022"),
        ("2022-04-13", "00:00 13/04/2022"),
        ("20220413T1600", "16:00 13/04/2022"),
    ],
)
def test_a_moment_of_a_strict_workbook_is_read_to_the_millisecond(
    tmp_path: Path, moment: str, shown: str
) -> None:
    path = make_strict(put(tmp_path / "units.xlsx", 1, "hh:mm dd/mm/yyyy"))
    path = rewrite_sheet(path, b't="n"><v>1</v>', f't="d"><v>{moment}</v>'.encode())
    assert shown_in(path) == shown


@pytest.mark.parametrize(
    ("length", "shown"),
    [("PT0H11M0.000S", "00:11"), ("PT26H5M", "02:05"), ("T10:11:00", "10:11"), ("10:11:00", "10:11")],
)
def test_a_time_alone_of_a_strict_workbook_is_read(tmp_path: Path, length: str, shown: str) -> None:
    path = make_strict(put(tmp_path / "units.xlsx", 1, "hh:mm"))
    path = rewrite_sheet(path, b't="n"><v>1</v>', f't="d"><v>{length}</v>'.encode())
    assert shown_in(path) == shown


def test_a_moment_of_a_strict_workbook_is_a_deadline_like_any_other(tmp_path: Path) -> None:
    rows = ROWS.replace("2022-04-18T00:00:00", "2022-04-17T23:59:59.99999979")
    (unit,) = read_plan(make_strict(write_as_excel(tmp_path / "units.xlsx", rows))).units
    assert unit.report_deadline == datetime(2022, 4, 18).date()


@pytest.mark.parametrize(
    ("kind", "value"),
    [("d", "hôm nay"), ("d", "2022-13-45"), ("n", "12,5"), ("n", "INF"), ("n", "abc"), ("s", "99")],
)
def test_a_value_that_is_none_is_an_error_at_its_cell(tmp_path: Path, kind: str, value: str) -> None:
    path = put(tmp_path / "units.xlsx", 1)
    path = rewrite_sheet(path, b't="n"><v>1</v>', f't="{kind}"><v>{value}</v>'.encode())
    assert problems_of(path) == [
        f"Đơn vị!C2: Giá trị “{value}” ghi trong tệp không đọc được. Gõ lại giá trị trong ô này."
    ]


@pytest.mark.parametrize(("value", "code"), [(5, ";;;"), ("chữ", ";;;"), (44671, ";;;@"), ("chữ", "0;-0;0;")])
def test_a_value_that_its_format_hides_is_empty_as_it_looks_and_said(
    tmp_path: Path, value: object, code: str
) -> None:
    path = put(tmp_path / "units.xlsx", value, code)
    assert shown_in(path) == ""
    assert problems_of(path) == [
        (
            "Đơn vị: Có ô có giá trị nhưng định dạng không cho hiện, nên coi như để trống: C2."
            " Nếu cần giá trị ấy, hãy đổi định dạng của ô."
        )
    ]


def test_a_zero_that_its_format_or_its_sheet_hides_is_empty(tmp_path: Path) -> None:
    assert problems_of(put(tmp_path / "format.xlsx", 0, "0;-0;;@")) == []
    path = put(tmp_path / "units.xlsx", 0)
    assert shown_in(path) == "0"
    rewrite_sheet(path, b"<sheetView ", b'<sheetView showZeros="0" ')
    assert shown_in(path) == ""


@pytest.mark.parametrize("ending", ["xls", "ods"])
@pytest.mark.slow
def test_zeros_are_hidden_by_a_sheet_of_other_kinds_too(tmp_path: Path, ending: str) -> None:
    path = put(tmp_path / "units.xlsx", 0)
    rewrite_sheet(path, b"<sheetView ", b'<sheetView showZeros="0" ')
    (converted,) = convert([path], tmp_path, ending)
    assert shown_in(converted) == ""


def test_a_format_that_is_not_known_is_asked_about(tmp_path: Path) -> None:
    path = put(tmp_path / "units.xlsx", 5, "[DBNum1]0")
    assert problems_of(path) == [
        (
            "Đơn vị!C2: Định dạng của ô lạ; đang đọc là “5”."
            " Nếu không phải, hãy đổi định dạng của ô, hoặc gõ thẳng chữ cần hiện."
        )
    ]


@pytest.mark.parametrize("word", ["#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "Err:502"])
@pytest.mark.parametrize("way", ["xlsx", "csv", "ods"])
def test_an_error_word_is_a_fault_by_every_way_in(tmp_path: Path, word: str, way: str) -> None:
    units = EXTRA.replace("| x", f"| {word}")
    if way == "xlsx":
        path = make_workbook(tmp_path / "units.xlsx", units=units)
    elif way == "csv":
        path = write_csv(tmp_path, {"Đơn vị": units})
    else:
        path = write_ods(
            tmp_path / "units.ods", ods_units('office:value-type="float" office:value="0"', word)
        )
    said = [problem for problem in problems_of(path) if "C2: " in problem]
    assert [problem.partition("C2: ")[2] for problem in said] == [
        f"Ô có lỗi của Excel: {word}. Sửa công thức trong ô, hoặc gõ thẳng giá trị."
    ]


def ods_units(attributes: str, text: str | None) -> str:
    """Return a table of units whose cell C2 has ``attributes`` and ``text`` (None: no text at all)."""
    plain = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    headers = "".join(map(plain.format, ("Tên tổ chức đảng", "Hình thức sơ kết", "Cột C")))
    first = "".join(map(plain.format, ("Chi bộ A", "Báo cáo")))
    shown = "" if text is None else f"<text:p>{text}</text:p>"
    cell = f"<table:table-cell {attributes}>{shown}</table:table-cell>"
    rows = f"<table:table-row>{headers}</table:table-row><table:table-row>{first}{cell}</table:table-row>"
    return f'<table:table table:name="Đơn vị">{rows}</table:table>'


def write_csv(folder: Path, changes: Mapping[str, str], delimiter: str = ";") -> Path:
    """Write the small plan as CSV files, its tables replaced by ``changes``; return the file of the units."""
    for title, text in {**SMALL_PLAN, **changes}.items():
        rows = [[cell.strip() for cell in line.split("|")] for line in text.strip().split("\n")]
        with (folder / f"{title}.csv").open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, delimiter=delimiter).writerows(rows)
    return folder / "Đơn vị.csv"


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (b'<c r="C1" s="0"><f>A1</f></c>', "Công thức trong ô chưa có kết quả."),
        (b'<c r="C1" t="e"><f>A1</f><v>#REF!</v></c>', "Ô có lỗi của Excel: #REF!."),
    ],
)
def test_a_header_that_is_a_formula_without_a_result_is_a_fault(
    tmp_path: Path, cell: bytes, said: str
) -> None:
    units = "Tên tổ chức đảng | Hình thức sơ kết | Hạn báo cáo\nChi bộ A | Báo cáo | 19/4/2022"
    path = make_workbook(tmp_path / "units.xlsx", units=units)
    path.write_bytes(edit_part(path.read_bytes(), SHEET, lambda xml: re.sub(rb'<c r="C1".*?</c>', cell, xml)))
    assert [problem.partition(" Mở")[0].partition(" Sửa")[0] for problem in problems_of(path)] == [
        f"Đơn vị!C1: {said}"
    ]


@pytest.mark.parametrize(
    ("typed", "shown"), [('="0912345678"', "0912345678"), ('="a ""b"""', 'a "b"'), ("= b", "= b")]
)
def test_a_text_of_a_csv_that_is_kept_by_a_formula_is_read_as_excel_does(
    tmp_path: Path, typed: str, shown: str
) -> None:
    assert shown_in(write_csv(tmp_path, {"Đơn vị": EXTRA.replace("| x", f"| {typed}")})) == shown


def test_a_formula_in_a_csv_is_not_read_as_text(tmp_path: Path) -> None:
    path = write_csv(tmp_path, {"Đơn vị": EXTRA.replace("| x", "| =A1+1")})
    assert problems_of(path) == [
        "C2: Công thức trong ô chưa có kết quả. Mở tệp bằng Excel, lưu lại, hoặc gõ thẳng giá trị."
    ]


def test_a_title_with_commas_over_a_table_with_semicolons_is_no_row_of_the_table(tmp_path: Path) -> None:
    path = write_csv(tmp_path, {})
    title = "DANH SÁCH, kèm theo Kế hoạch số 72, ngày 20/4/2022, của Đảng ủy, Khối\r\n"
    path.write_text(title + path.read_text(encoding="utf-8"), encoding="utf-8", newline="")
    assert [unit.name for unit in read_plan(path).units] == ["Đảng bộ A", "Chi bộ B"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "cp1258"])
def test_a_csv_in_another_encoding_is_read_where_it_is_certain(tmp_path: Path, encoding: str) -> None:
    path = write_csv(tmp_path, {})
    for file in tmp_path.glob("*.csv"):
        text = file.read_text(encoding="utf-8")
        file.write_bytes(_in_windows_1258(text) if encoding == "cp1258" else text.encode(encoding))
    expected = [unit.name for unit in read_plan(make_workbook(tmp_path / "units.xlsx")).units]
    assert [unit.name for unit in read_plan(path).units] == expected


def _in_windows_1258(text: str) -> bytes:
    from tests.text.test_broken_encodings import in_windows_1258

    return in_windows_1258(text)


@pytest.mark.parametrize(
    ("attributes", "text", "shown"),
    [
        ('office:value-type="float" office:value="12.5"', None, "12,5"),
        ('office:value-type="date" office:date-value="2022-04-13"', None, "13/04/2022"),
        ('office:value-type="string" office:string-value="Cụm 3"', None, "Cụm 3"),
        ('office:value-type="boolean" office:boolean-value="true"', None, "TRUE"),
        ('office:value-type="float" office:value="12.5"', "12.5", "12,5"),
    ],
)
def test_a_value_of_an_open_document_counts_without_its_text(
    tmp_path: Path, attributes: str, text: str | None, shown: str
) -> None:
    path = write_ods(tmp_path / "units.ods", ods_units(attributes, text))
    assert shown_in(path) == shown


def test_a_number_of_an_open_document_that_is_none_is_an_error_at_its_cell(tmp_path: Path) -> None:
    units = ods_units('office:value-type="float" office:value="mười"', None)
    assert problems_of(write_ods(tmp_path / "units.ods", units)) == [
        "Đơn vị!C2: Giá trị “mười” ghi trong tệp không đọc được. Gõ lại giá trị trong ô này."
    ]


def test_a_hidden_sheet_of_an_open_document_is_said(tmp_path: Path) -> None:
    units = ods_units('office:value-type="string"', "x").replace(
        "<table:table ", '<table:table table:style-name="an" '
    )
    path = write_ods(tmp_path / "units.ods", units)
    style = b"""<style:style style:name="an" style:family="table">
<style:table-properties table:display="false"/></style:style></office:automatic-styles>"""
    path.write_bytes(
        edit_part(
            path.read_bytes(), "content.xml", lambda xml: xml.replace(b"</office:automatic-styles>", style)
        )
    )
    assert problems_of(path) == ["Đơn vị: Trang này đang ẩn, vẫn được đọc."]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Nguyá»…n VÄƒn A", f"Chữ đọc sai mã “Nguyá»…n VÄƒn A” đã sửa thành “Nguyễn Văn A”. {LOOK}"),
        ("ñồng chí", f"Chữ đọc sai mã “ñồng chí” đã sửa thành “đồng chí”. {LOOK}"),
        ("Nguy\ufffdn", "Có chữ bị mất trong “Nguy\ufffdn”. Gõ lại chữ trong ô này."),
        ("Nguy?n", "“Nguy?n” có thể là chữ bị sai mã. Nếu sai, hãy gõ lại chữ trong ô này."),
    ],
)
def test_text_in_a_wrong_encoding_is_mended_or_asked_about(tmp_path: Path, typed: str, said: str) -> None:
    assert problems_of(put(tmp_path / "units.xlsx", typed)) == [f"Đơn vị!C2: {said}"]


FORMATS = (
    "General", "0", "00", "0.00", "#,##0", "#,##0.00", "0%", "0.0%", "000-000", "#,##0 [$₫-vi-VN]",
    "0.00E+00", '0 "người"', "#,##0;(#,##0)", "# ?/?", "dd/mm/yyyy", "d/m/yy", "hh:mm dd/mm/yyyy",
    "[h]:mm", "yyyy-mm-dd",
    "[$-409]d mmmm yyyy", "hh:mm:ss", "@",
)  # fmt: skip
VALUES = st.one_of(
    st.tuples(st.integers(0, 99_999_999), st.sampled_from(FORMATS[:14])),
    st.tuples(st.integers(-9_999, 999_999).map(lambda number: number / 8), st.sampled_from(FORMATS[:13])),
    st.tuples(st.integers(100, 60_000), st.sampled_from(FORMATS[14:21])),
    st.tuples(st.integers(800, 480_000).map(lambda number: number / 8), st.sampled_from(FORMATS[14:21])),
    st.tuples(st.sampled_from(["Nguyễn", "a\nb", "x, y; z", '"Hà"', "0912", "12,5", "TRUE"]), st.just("@")),
    st.tuples(st.booleans(), st.just("General")),
)
TABLES = st.lists(st.lists(VALUES, min_size=3, max_size=3), min_size=1, max_size=4)
_FIXTURE = [HealthCheck.function_scoped_fixture]
Value = int | float | str | bool
Table = list[list[tuple[Value, str]]]


def write_table(path: Path, table: Table) -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Bảng"
    for row, values in enumerate(table, 1):
        for column, (value, code) in enumerate(values, 1):
            cell = sheet.cell(row, column, value)
            cell.number_format = code
            cell.font = Font(name="Arial")
    book.save(path)
    return path


def texts_of(path: Path) -> list[list[str]]:
    """Return what every cell of the first sheet shows."""
    sheet = read_book(path, lambda name: True).sheets[0]
    return [[cell.text for _, cell in sorted(cells.items())] for _, cells in sorted(sheet.rows.items())]


@given(TABLES)
@settings(max_examples=60, suppress_health_check=_FIXTURE, deadline=None)
def test_any_table_reads_the_same_by_every_way_that_is_written_here(tmp_path: Path, table: Table) -> None:
    path = write_table(tmp_path / "bang.xlsx", table)
    expected = texts_of(path)
    macros = tmp_path / "bang.xlsm"
    macros.write_bytes(path.read_bytes())
    assert texts_of(macros) == expected
    with (tmp_path / "bang.csv").open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream, delimiter=";").writerows(expected)
    assert texts_of(tmp_path / "bang.csv") == expected
    assert texts_of(make_strict(path)) == expected


@pytest.mark.slow
@settings(max_examples=3, suppress_health_check=_FIXTURE, deadline=None, phases=[Phase.generate])
@given(st.lists(st.lists(VALUES, min_size=3, max_size=3), min_size=40, max_size=60))
def test_any_table_reads_the_same_after_another_program_saved_it(tmp_path: Path, table: Table) -> None:
    path = write_table(tmp_path / "bang.xlsx", table)
    for ending in ("xls", "ods"):
        (converted,) = convert([path], tmp_path, ending)
        assert texts_of(converted) == texts_of(path)


def test_kinds_of_cells_are_the_same_in_strict_and_usual_workbooks(tmp_path: Path) -> None:
    path = write_table(tmp_path / "bang.xlsx", [[(44671.5, "dd/mm/yyyy"), (True, "General"), ("chữ", "@")]])
    (sheet,) = read_book(make_strict(path), lambda name: True).sheets
    assert [cell.kind for cell in sheet.rows[1].values()] == [
        CellKind.DATETIME,
        CellKind.BOOLEAN,
        CellKind.TEXT,
    ]


def test_the_plan_of_the_small_workbook_is_the_same_in_csv(tmp_path: Path) -> None:
    def without_file(plan: Plan) -> tuple[object, ...]:
        return (plan.units, plan.attendees, plan.documents, plan.texts)

    expected = read_plan(make_workbook(tmp_path / "units.xlsx"))
    assert without_file(read_plan(write_csv(tmp_path, {}, ","))) == without_file(expected)

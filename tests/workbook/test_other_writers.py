"""What other programs write otherwise than Excel is read or told by every way in: never lost, never moved."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from sokhet_docs.workbook import read_plan
from sokhet_docs.workbook.reading import read_book
from sokhet_docs.workbook.reading.number_format import parse
from tests.support.archives import edit_part, read_parts, zipped
from tests.support.libreoffice import convert
from tests.support.workbook_builder import make_workbook, problems_of
from tests.workbook.test_dialects import write_ods
from tests.workbook.test_every_way_in import (
    EXTRA,
    SHEET,
    make_strict,
    ods_units,
    put,
    shown_in,
    write_csv,
)

SINCE = datetime(1899, 12, 30)
HEADERS = '<c r="A1" t="inlineStr"><is><t>Tên tổ chức đảng</t></is></c>'
WAYS = ["xlsx", "strict", "xlsm", "csv", "ods"]


def put_xml(path: Path, cell: str, *, strict: bool = False) -> Path:
    """Write the small plan with the XML ``cell`` in the place of C2."""
    put(path, 1)
    if strict:
        make_strict(path)

    def edit(xml: bytes) -> bytes:
        return re.sub(rb'<c r="C2".*?</c>', lambda _: cell.encode(), xml)

    path.write_bytes(edit_part(path.read_bytes(), SHEET, edit))
    return path


def put_by(way: str, folder: Path, text: str) -> Path:
    """Write the small plan with ``text`` in C2, in a file of the kind ``way``."""
    if way == "csv":
        return write_csv(folder, {"Đơn vị": EXTRA.replace("| x", f"| {text}")})
    if way == "ods":
        return write_ods(folder / "units.ods", ods_units('office:value-type="string"', text))
    path = put(folder / ("units.xlsm" if way == "xlsm" else "units.xlsx"), text)
    return make_strict(path) if way == "strict" else path


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ('<c r="C2" t="inlineStr"><v>Cụm 3</v></c>', "Cụm 3"),
        ('<c r="C2"><is><t>Cụm 3</t></is></c>', "Cụm 3"),
        ('<c r="C2" t="str"><v></v><is><t>Cụm 3</t></is></c>', "Cụm 3"),
        ('<c r="C2"><v>12<!-- ghi chú -->3</v></c>', "123"),
        ('<c r="C2" t="inlineStr"><is><t>Cụm<?x y?> 3</t></is></c>', "Cụm 3"),
        ('<c r="c2" t="inlineStr"><is><t>Cụm 3</t></is></c>', "Cụm 3"),
        ('<c r="C2" t="b"><v>TRUE</v></c>', "TRUE"),
        ('<c r="C2" t="b"><v>False</v></c>', "FALSE"),
    ],
)
def test_a_cell_that_is_written_otherwise_is_read(
    tmp_path: Path, cell: str, shown: str, strict: bool
) -> None:
    assert shown_in(put_xml(tmp_path / "units.xlsx", cell, strict=strict)) == shown


@pytest.mark.parametrize(("kind", "value"), [("n", "1_000"), ("n", "١٢"), ("b", "x"), ("b", "2")])
def test_a_value_that_only_python_would_take_is_told(tmp_path: Path, kind: str, value: str) -> None:
    path = put_xml(tmp_path / "units.xlsx", f'<c r="C2" t="{kind}"><v>{value}</v></c>')
    assert problems_of(path) == [
        f"Đơn vị!C2: Giá trị “{value}” ghi trong tệp không đọc được. Gõ lại giá trị trong ô này."
    ]


@pytest.mark.parametrize(
    "rows",
    [
        (
            '<row r="1"><c r="A1" s="0"/><c t="str"><v>b</v></c><c s="0"/><c t="str"><v>d</v></c></row>'
            '<row r="2"><c r="A2" s="0"/></row><row><c r="C3" t="str"><v>c</v></c></row>'
        ),
        (
            '<row r="1" ht="15"><c s="0"/><c t="str"><v>b</v></c><c r="C1" s="0"/><c t="str"><v>d</v></c>'
            '</row><row r="2" ht="15"/>\n<row ht="15"><c/><c/><c t="str"><v>c</v></c></row>'
        ),
    ],
)
def test_cells_without_a_place_are_counted_from_empty_ones_too(tmp_path: Path, rows: str) -> None:
    path = put(tmp_path / "units.xlsx", 1)
    path.write_bytes(
        edit_part(
            path.read_bytes(),
            SHEET,
            lambda xml: re.sub(
                rb"(?s)<sheetData>.*</sheetData>", f"<sheetData>{rows}</sheetData>".encode(), xml
            ),
        )
    )
    (sheet,) = read_book(path, lambda name: name == "Đơn vị").sheets
    found = {(row, column): cell.text for row, cells in sheet.rows.items() for column, cell in cells.items()}
    assert found == {(1, 2): "b", (1, 4): "d", (3, 3): "c"}


def test_many_empty_rows_before_one_without_a_place_are_counted(tmp_path: Path) -> None:
    empty = "".join(f'<row r="{number}"><c r="A{number}" s="0"/></row>' for number in range(1, 20_001))
    rows = f'<sheetData>{empty}<row><c t="str"><v>x</v></c></row></sheetData>'
    path = put(tmp_path / "units.xlsx", 1)
    path.write_bytes(
        edit_part(
            path.read_bytes(),
            SHEET,
            lambda xml: re.sub(rb"(?s)<sheetData>.*</sheetData>", rows.encode(), xml),
        )
    )
    (sheet,) = read_book(path, lambda name: name == "Đơn vị").sheets
    assert list(sheet.rows) == [20_001]


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("<text:p>Cụm\n      số   ba</text:p>", "Cụm số ba"),
        (("<text:p>A<text:ruby><text:ruby-base>B</text:ruby-base><text:ruby-text>z</text:ruby-text>"
         "</text:ruby></text:p>"), "AB"),
        ("<text:p>A<office:annotation><text:p>ghi chú</text:p></office:annotation>B</text:p>", "AB"),
        ("<text:h>Cụm 3</text:h>", "Cụm 3"),
        (("<text:list><text:list-item><text:p>a</text:p></text:list-item><text:list-item><text:p>b</text:p>"
         "</text:list-item></text:list>"), "a\nb"),
    ],
)  # fmt: skip
def test_a_text_of_an_open_document_is_that_of_its_paragraphs(tmp_path: Path, cell: str, shown: str) -> None:
    units = ods_units('office:value-type="string"', "ZZZ").replace("<text:p>ZZZ</text:p>", cell)
    assert shown_in(write_ods(tmp_path / "units.ods", units)) == shown


@pytest.mark.parametrize(
    ("truth", "text", "shown"), [("true", "VRAI", "TRUE"), ("false", "SAI", "FALSE"), ("", "ĐÚNG", "ĐÚNG")]
)
def test_a_truth_of_an_open_document_is_in_no_writers_language(
    tmp_path: Path, truth: str, text: str, shown: str
) -> None:
    units = ods_units(f'office:value-type="boolean" office:boolean-value="{truth}"', text)
    assert shown_in(write_ods(tmp_path / "units.ods", units)) == shown


def test_a_cell_repeated_up_to_the_last_column_is_read(tmp_path: Path) -> None:
    units = ods_units('office:value-type="string" table:number-columns-repeated="16382"', "x")
    path = write_ods(tmp_path / "units.ods", units)
    (sheet,) = read_book(path, lambda name: name == "Đơn vị").sheets
    assert (min(sheet.rows[2]), max(sheet.rows[2]), sheet.rows[2][3].text) == (1, 16_384, "x")


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("word", ["#ERROR!", "Loading...", "Đang tải…", "#CALC!"])
def test_an_error_of_a_sheet_on_the_web_is_a_fault_by_every_way_in(
    tmp_path: Path, word: str, way: str
) -> None:
    place = "C2" if way == "csv" else "Đơn vị!C2"
    assert problems_of(put_by(way, tmp_path, word)) == [
        f"{place}: Ô có lỗi của Excel: {word}. Sửa công thức trong ô, hoặc gõ thẳng giá trị."
    ]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("########", "Ô chỉ hiện dấu ####. Gõ lại giá trị trong ô này."),
        ("###", "Ô chỉ hiện dấu ####. Gõ lại giá trị trong ô này."),
        (
            "9,12346E+08",
            "Ô hiện “9,12346E+08” thay cho một số dài. Định dạng ô là Văn bản (Text) rồi gõ lại số.",
        ),
    ],
)
def test_what_a_narrow_column_showed_is_no_value_by_any_way_in(
    tmp_path: Path, text: str, said: str, way: str
) -> None:
    place = "C2" if way == "csv" else "Đơn vị!C2"
    assert problems_of(put_by(way, tmp_path, text)) == [f"{place}: {said}"]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Sở Kế hoạch &amp; Đầu tư", "Sở Kế hoạch & Đầu tư"),
        ("Nguy&#7877;n", "Nguyễn"),
        ("Nguy&#x1EC5;n H&agrave;", "Nguyễn Hà"),
        (r"Nguy\u1ec5n", "Nguyễn"),
    ],
)
def test_letters_written_by_their_numbers_are_mended_and_told(
    tmp_path: Path, typed: str, meant: str, way: str
) -> None:
    path = put_by(way, tmp_path, typed.replace("&", "&amp;") if way == "ods" else typed)
    assert shown_in(path) == meant
    assert [problem.partition("C2: ")[2] for problem in problems_of(path)] == [
        f"Chữ đọc sai mã “{typed}” đã sửa thành “{meant}”. Hãy xem lại; nên gõ lại bằng phông Unicode."
    ]


@pytest.mark.parametrize("typed", ["A&B", "R&D;", "AT&T", r"C:\users\ubnd", "a&copy", "&;", "<b>&amp;</b>"])
def test_signs_that_only_look_like_numbers_of_letters_stay(tmp_path: Path, typed: str) -> None:
    path = put(tmp_path / "units.xlsx", typed)
    assert (shown_in(path), problems_of(path)) == (typed, [])


@pytest.mark.parametrize("way", WAYS)
def test_a_line_separator_is_a_line_break(tmp_path: Path, way: str) -> None:
    assert shown_in(put_by(way, tmp_path, "Đảng bộ\u2028Sở Y tế")) == "Đảng bộ\nSở Y tế"


@pytest.mark.parametrize(
    ("code", "number", "shown"),
    [
        (".0", 60.372751, "60,4"),
        (".00", 1.763653, "1,76"),
        (".00", 0.5, ",50"),
        ('"$".00', -5.2, "-$5,20"),
        (".0%", 0.5, "50,0%"),
        ("[ss].00", 0.0001, "08,64"),
        ("[s].000", 1.5, "129600,000"),
        ("[mm]:ss.0", 0.0001, "00:08,6"),
    ],
)
def test_a_format_without_whole_digits_or_with_parts_of_seconds(code: str, number: float, shown: str) -> None:
    assert parse(code).show(number, SINCE) == shown


def put_deadline(path: Path, code: str) -> Path:
    def edit(book: Workbook) -> None:
        cell = book["Đơn vị"]["C2"]
        cell.value, cell.number_format = 44671, code

    units = "Tên tổ chức đảng | Hình thức sơ kết | Hạn báo cáo\nChi bộ A | Báo cáo | x"
    return make_workbook(path, edit, units=units)


@pytest.mark.parametrize(
    "code",
    [
        '[=0]"";dd/mm/yyyy',
        "[<1]hh:mm;dd/mm/yyyy",
        '[>0]dd/mm/yyyy;""',
        "d/m",
        "[$-409]d mmmm",
        "dd/mm/yyyy;;;",
    ],
)
def test_a_day_is_one_whichever_part_of_its_format_shows_it(tmp_path: Path, code: str) -> None:
    (unit,) = read_plan(put_deadline(tmp_path / "units.xlsx", code)).units
    assert unit.report_deadline == date(2022, 4, 20)


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("mmm-yy", "Thg4-22"),
        ("mm/yyyy", "04/2022"),
        ("yyyy", "2022"),
        ("dddd", "Thứ Tư"),
        ('"ngày "d', "ngày 20"),
    ],
)
def test_a_deadline_that_does_not_show_its_day_is_asked(
    tmp_path: Path, code: str, shown: str, strict: bool
) -> None:
    path = put_deadline(tmp_path / "units.xlsx", code)
    if strict:
        make_strict(path)
    assert problems_of(path) == [
        (
            f"Đơn vị!C2: Ô chỉ hiện “{shown}”, không đủ ngày, tháng."
            " Nếu đúng là 20/4/2022: định dạng ô kiểu dd/mm/yyyy; nếu không, gõ lại đủ ngày."
        )
    ]


def test_a_month_in_a_column_of_the_clerk_is_no_fault(tmp_path: Path) -> None:
    path = put(tmp_path / "units.xlsx", 44671, "mm/yyyy")
    assert (shown_in(path), problems_of(path)) == ("04/2022", [])


@pytest.mark.parametrize(
    "first", ["sep=;\r\n", "sep=;\r", '"sep=;"\n', "SEP=; \r\n", "sep=\t\r\n", "sep=|\n"]
)
def test_a_csv_may_name_its_delimiter_first(tmp_path: Path, first: str) -> None:
    end = first.lstrip('"SEPsep=;|\t ') or "\n"
    delimiter = next(sign for sign in "|\t;" if sign in first)
    lines = ["Tên tổ chức đảng;Hình thức sơ kết;Cột C", "Chi bộ A;Báo cáo;a, b", "Chi bộ B;Báo cáo;c"]
    path = write_csv(tmp_path, {})
    text = first + end.join(lines).replace(";", delimiter) + end
    path.write_text(text, encoding="utf-8", newline="")
    assert [unit.extra for unit in read_plan(path).units] == [{"Cột C": "a, b"}, {"Cột C": "c"}]


def test_a_quotation_mark_that_is_never_closed_loses_no_unit(tmp_path: Path) -> None:
    path = write_csv(tmp_path, {})
    lines = ["Tên tổ chức đảng;Hình thức sơ kết;Cột C", 'Chi bộ A;Báo cáo;"x', "Chi bộ B;Báo cáo;y", ""]
    path.write_text("\r\n".join(lines), encoding="utf-8", newline="")
    assert problems_of(path) == [
        (
            "Tệp “Đơn vị.csv”: ô C2 mở dấu ngoặc kép mà không đóng, nên mọi dòng sau dính vào ô ấy."
            " Bỏ dấu ngoặc kép thừa, hoặc đóng lại."
        )
    ]


@pytest.mark.parametrize("end", ["", "\r\n", "\n", "\r"])
def test_the_last_row_of_a_csv_is_whole_however_it_ends(tmp_path: Path, end: str) -> None:
    path = write_csv(tmp_path, {})
    text = 'Tên tổ chức đảng;Hình thức sơ kết;Cột C\r\nChi bộ A;Báo cáo;"a ""b"""'
    path.write_text(text + end, encoding="utf-8", newline="")
    assert shown_in(path) == 'a "b"'


def test_a_row_without_height_is_told_as_a_hidden_one(tmp_path: Path) -> None:
    path = put(tmp_path / "units.xlsx", "x")
    xml = read_parts(path.read_bytes())[SHEET].replace(b'<row r="2"', b'<row r="2" ht="0" customHeight="1"')
    path.write_bytes(zipped(read_parts(path.read_bytes()) | {SHEET: xml}))
    assert problems_of(path) == [HIDDEN_ROW]


HIDDEN_ROW = "Đơn vị: Có 1 dòng ẩn vẫn được đọc: 2. Nếu không muốn dùng các dòng này, hãy xóa hẳn."
HIDDEN_COLUMN = "Đơn vị: Có 1 cột ẩn vẫn được đọc: “Cột C” (C). Nếu không muốn dùng các cột này, hãy xóa hẳn."
UNWORKED = "Công thức trong ô chưa có kết quả. Mở tệp bằng Excel, lưu lại, hoặc gõ thẳng giá trị."
_SIZE, _ROW, _COLUMN = 37, 0x0208, 0x007D  # of the row and the column; numbers of their records


def as_xls(tmp_path: Path, edit: Callable[[Workbook], None]) -> Path:
    """Return the small plan as edited, converted to .xls."""
    path = make_workbook(tmp_path / "units.xlsx", edit, units=EXTRA)
    (converted,) = convert([path], tmp_path / "xls", "xls")
    return converted


def replace_once(path: Path, old: bytes, new: bytes) -> None:
    content = path.read_bytes()
    assert content.count(old) == 1
    path.write_bytes(content.replace(old, new))


@pytest.mark.slow
def test_a_row_or_column_of_an_old_workbook_without_size_is_told_as_hidden(tmp_path: Path) -> None:
    def edit(book: Workbook) -> None:
        sheet = book["Đơn vị"]
        sheet.row_dimensions[2].height, sheet.column_dimensions["C"].width = _SIZE, _SIZE

    path = as_xls(tmp_path, edit)
    assert problems_of(path) == []
    row = struct.pack("<HHH", _ROW, 16, 1)
    at = path.read_bytes().index(row) + len(row)
    before = path.read_bytes()[at : at + 6]
    replace_once(path, row + before, row + before[:4] + b"\0\0")
    column = struct.pack("<HHHH", _COLUMN, 12, 2, 2)
    at = path.read_bytes().index(column) + len(column)
    width = path.read_bytes()[at : at + 2]
    replace_once(path, column + width, column + b"\0\0")
    assert sorted(problems_of(path)) == sorted([HIDDEN_ROW, HIDDEN_COLUMN])


@pytest.mark.slow
def test_an_old_workbook_with_a_cell_in_its_last_corner_is_read(tmp_path: Path) -> None:
    def edit(book: Workbook) -> None:
        book["Đơn vị"]["C2"], book["Đơn vị"]["E3"] = "x", 1.4142135

    path = as_xls(tmp_path, edit)
    value = struct.pack("<d", 1.4142135)
    at = path.read_bytes().index(value) - 6
    replace_once(path, path.read_bytes()[at : at + 14], struct.pack("<HHH", 65535, 255, 15) + value)
    assert shown_in(path) == "x"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("formulas", "said"),
    [
        ({"C2": "=1+0.4142135"}, [f"Đơn vị!C2: {UNWORKED}"]),
        ({"C1": "=1+0.4142135"}, [f"Đơn vị!C1: {UNWORKED}"]),
        ({"C2": "=1+0.4142135", "E1": "=2+3"}, []),  # some are worked out, so this one is too
        ({"C2": '=IF(1=1,1+0.4142135,"")'}, []),
    ],
)
def test_a_formula_of_an_old_workbook_that_was_never_worked_out_is_a_fault(
    tmp_path: Path, formulas: dict[str, str], said: list[str]
) -> None:
    def edit(book: Workbook) -> None:
        for place, formula in formulas.items():
            book["Thành phần" if place == "E1" else "Đơn vị"][place] = formula

    path = as_xls(tmp_path, edit)
    replace_once(path, struct.pack("<d", 1.4142135), b"\3\0\0\0\0\0\xff\xff")
    assert [problem for problem in problems_of(path) if "!C" in problem] == said


@pytest.mark.parametrize("header", ["########", "#ERROR!"])
def test_a_header_that_shows_no_value_is_a_fault(tmp_path: Path, header: str) -> None:
    path = make_workbook(tmp_path / "units.xlsx", units=EXTRA.replace("Cột C", header))
    (said,) = problems_of(path)
    assert said.startswith(("Đơn vị!C1: Ô chỉ hiện dấu ####.", "Đơn vị!C1: Ô có lỗi của Excel: #ERROR!."))


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (0, "General", "0"),
        (12, "General", "12"),
        (44671, "dd/mm/yyyy", "20/04/2022"),
        (44671, "d mmmm", "20 Tháng Tư"),
        (True, "General", "TRUE"),
        ("???", "General", "???"),
    ],
)
def test_a_unit_without_a_letter_in_its_name_gets_no_letter(
    tmp_path: Path, value: object, code: str, shown: str
) -> None:
    def edit(book: Workbook) -> None:
        cell = book["Đơn vị"]["A2"]
        cell.value, cell.number_format = value, code

    assert problems_of(make_workbook(tmp_path / "units.xlsx", edit, units=EXTRA)) == [
        (
            f"Đơn vị!A2: “{shown}” không phải là tên."
            " Gõ lại tên; nếu ô có công thức thì ô mà nó lấy tên có thể đang trống."
        )
    ]


def test_a_name_that_its_format_adds_to_a_number_is_one(tmp_path: Path) -> None:
    def edit(book: Workbook) -> None:
        cell = book["Đơn vị"]["A2"]
        cell.value, cell.number_format = 5, '"Chi bộ "0'

    path = make_workbook(tmp_path / "units.xlsx", edit, units=EXTRA)
    assert ([unit.name for unit in read_plan(path).units], problems_of(path)) == (["Chi bộ 5"], [])

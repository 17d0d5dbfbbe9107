"""Files that a program wrote oddly, or damaged: what can be read is read, all else is told at its place."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from pathlib import Path

import pytest

from tests.support.archives import edit_part, read_parts
from tests.support.workbook_builder import make_workbook, problems_of
from tests.workbook.test_dialects import write_ods
from tests.workbook.test_every_way_in import (
    EXTRA,
    SHEET,
    make_strict,
    ods_units,
    put,
    rewrite_sheet,
    shown_in,
    write_csv,
)

LOOK = "Mở tệp bằng Excel, xem lại trang này rồi lưu lại."
MC = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" xmlns:z="urn:z"'
)


@pytest.mark.parametrize("name", [SHEET, "XL/worksheets/Sheet1.xml", "/xl/worksheets/sheet1.xml"])
def test_a_part_that_is_there_twice_is_told_and_neither_is_read(tmp_path: Path, name: str) -> None:
    path = put(tmp_path / "a.xlsx", "x")
    parts = read_parts(path.read_bytes())
    stream = io.BytesIO(path.read_bytes())
    with zipfile.ZipFile(stream, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # zipfile itself warns of it
        archive.writestr(name, parts[SHEET].replace(b"Chi b", b"Xhi b"))
    path.write_bytes(stream.getvalue())
    assert problems_of(path) == [
        (
            f"Tệp có hai phần khác nhau cùng tên “{SHEET}”, không rõ phần nào đúng."
            " Mở tệp bằng Excel, xem lại rồi lưu thành tệp mới."
        )
    ]


@pytest.mark.parametrize(
    ("rows", "cell"),
    [
        ('1;"Chi bộ A;Báo cáo\n2;"Chi bộ B;Báo cáo', "B2"),
        ('1;"Chi bộ A;Báo cáo\n2;Chi bộ B";Báo cáo', "B2"),
        ('1;"Chi bộ A;Báo cáo\n2;Chi bộ B;Báo cáo\n3;Chi bộ "C";Báo cáo', "B2"),
        ('1;Chi bộ A;Báo cáo\n2;Chi bộ B;"Báo cáo\n3;Chi bộ C;"Báo cáo', "C3"),
    ],
)
def test_a_quotation_mark_that_swallows_rows_is_told(tmp_path: Path, rows: str, cell: str) -> None:
    path = write_csv(tmp_path, {})
    path.write_text(f"TT;Tên đơn vị;Hình thức\n{rows}\n", encoding="utf-8")
    assert problems_of(path) == [
        (
            f"Tệp “Đơn vị.csv”: dấu ngoặc kép ở ô {cell} làm nhiều dòng dính vào một ô."
            " Bỏ dấu ngoặc kép thừa, hoặc lưu lại từ Excel kiểu “CSV UTF-8”."
        )
    ]


@pytest.mark.parametrize(
    "text",
    ["dòng 1\ndòng 2", "a; b\nc", "Nghị quyết 1;\nKế hoạch 2;", 'Công ty ""A""\ncơ sở 2', "1, 2,\n3, 4, 5"],
)
def test_a_text_of_several_lines_in_a_csv_is_read(tmp_path: Path, text: str) -> None:
    path = write_csv(tmp_path, {})
    path.write_text(f'Tên đơn vị;Hình thức;Cột C\nChi bộ A;Báo cáo;"{text}"\n', encoding="utf-8")
    assert shown_in(path) == text.replace('""', '"')


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize(
    ("inner", "shown"),
    [
        (
            (
                '<mc:AlternateContent><mc:Choice Requires="x14"><c r="C2" t="str"><v>chọn</v></c></mc:Choice>'
                '<mc:Fallback><c r="C2" t="str"><v>thay</v></c></mc:Fallback></mc:AlternateContent>'
            ),
            "chọn",
        ),
        (
            (
                '<c r="C2" t="str"><mc:AlternateContent><mc:Choice Requires="z"><v>chọn</v></mc:Choice>'
                "<mc:Fallback><v>thay</v></mc:Fallback></mc:AlternateContent></c>"
            ),
            "thay",
        ),
        (
            (
                '<c r="C2" t="inlineStr"><is><r><t>a</t></r><mc:AlternateContent><mc:Choice Requires="x14">'
                "<r><t>b</t></r></mc:Choice></mc:AlternateContent></is></c>"
            ),
            "ab",
        ),
    ],
)
def test_a_cell_that_is_there_in_several_forms_is_read_as_excel_shows_it(
    tmp_path: Path, inner: str, shown: str, strict: bool
) -> None:
    path = put(tmp_path / "a.xlsx", 1)
    if strict:
        make_strict(path)

    def edit(xml: bytes) -> bytes:
        xml = re.sub(rb'<c r="C2".*?</c>', lambda _: inner.encode(), xml)
        return xml.replace(b"<worksheet ", f"<worksheet {MC} ".encode(), 1)

    path.write_bytes(edit_part(path.read_bytes(), SHEET, edit))
    assert shown_in(path) == shown


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "</sheetData>",
            '</sheetData><mergeCells count="1"><mergeCell ref="B0:ZZZZ9"/></mergeCells>',
            [f"Đơn vị: Vùng ô gộp “B0:ZZZZ9” ghi trong tệp không có thật, coi như không gộp. {LOOK}"],
        ),
        ("<sheetData>", '<cols><col min="3" max="3" width="rộng"/></cols><sheetData>', []),
        (
            "<sheetData>",
            '<cols><col min="C" max="D" hidden="1"/></cols><sheetData>',
            [f"Đơn vị: Cột ẩn “C–D” ghi trong tệp không có thật, coi như không ẩn. {LOOK}"],
        ),
        ('<row r="2"', '<row r="hai"', [f"Đơn vị: Dòng ghi số “hai” trong tệp được đọc là dòng 2. {LOOK}"]),
        (
            '<row r="2"',
            '<row r="9999999"',
            [f"Đơn vị: Dòng ghi số “9999999” trong tệp được đọc là dòng 2. {LOOK}"],
        ),
        ('<row r="2"', '<row r="02"', []),
        ('<c r="C2"', '<c r="C2" s="kiểu"', []),
    ],
)
def test_what_the_file_says_wrongly_of_a_sheet_is_told_and_the_rest_read(
    tmp_path: Path, old: str, new: str, said: list[str]
) -> None:
    path = rewrite_sheet(put(tmp_path / "a.xlsx", "x"), old.encode(), new.encode())
    assert shown_in(path) == "x"
    assert problems_of(path) == said


@pytest.mark.parametrize(
    "attribute", ["number-columns-repeated", "number-rows-spanned", "number-columns-spanned"]
)
def test_a_count_of_an_open_document_that_is_none_is_told_and_the_rest_read(
    tmp_path: Path, attribute: str
) -> None:
    table = ods_units(f'office:value-type="string" table:{attribute}="nhiều"', "x")
    path = write_ods(tmp_path / "units.ods", table)
    assert shown_in(path) == "x"
    assert [problem for problem in problems_of(path) if "lặp" in problem] == [
        f"Đơn vị: Số lần lặp “nhiều” ghi trong tệp không phải là số, coi như 1. {LOOK}"
    ]


def test_a_row_of_an_open_document_whose_count_is_none_is_told(tmp_path: Path) -> None:
    table = ods_units('office:value-type="string"', "x").replace(
        "<table:table-row>", '<table:table-row table:number-rows-repeated="n">'
    )
    path = write_ods(tmp_path / "units.ods", table)
    assert shown_in(path) == "x"
    assert [problem for problem in problems_of(path) if "lặp" in problem] == [
        f"Đơn vị: Số lần lặp “n” ghi trong tệp không phải là số, coi như 1. {LOOK}"
    ]


def test_a_cell_without_a_real_place_is_told(tmp_path: Path) -> None:
    path = rewrite_sheet(put(tmp_path / "a.xlsx", 5), b'<c r="C2"', b'<c r="???2"')
    assert problems_of(path) == [
        "Đơn vị!C2: Giá trị “???2: 5” ghi trong tệp không đọc được. Gõ lại giá trị trong ô này."
    ]


def test_a_format_that_cannot_be_is_a_doubt_at_its_cells(tmp_path: Path) -> None:
    path = put(tmp_path / "a.xlsx", 5, "0.00")

    def edit(xml: bytes) -> bytes:
        return re.sub(rb'numFmtId="2" fontId="0"', b'numFmtId="hai" fontId="x"', xml)

    path.write_bytes(edit_part(path.read_bytes(), "xl/styles.xml", edit))
    assert problems_of(path) == [
        (
            "Đơn vị!C2: Định dạng của ô lạ; đang đọc là “5”."
            " Nếu không phải, hãy đổi định dạng của ô, hoặc gõ thẳng chữ cần hiện."
        )
    ]


@pytest.mark.parametrize("way", ["xlsx", "csv"])
@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Dda?ng bo^. So+? Y te^'", "Đảng bộ Sở Y tế"),
        ("DDa?ng u?y Kho^'i", "Đảng ủy Khối"),
        ("Nguye^~n Va(n A", "Nguyễn Văn A"),
        ("Tru+o+`ng Chi'nh tri.", "Trường Chính trị"),
        ("%C4%90%E1%BA%A3ng%20b%E1%BB%99", "Đảng bộ"),
        ("B=C3=A1o c=C3=A1o =C4=90=E1=BA=A3ng", "Báo cáo Đảng"),
    ],
)
def test_vietnamese_in_signs_of_ascii_is_asked_about(
    tmp_path: Path, typed: str, meant: str, way: str
) -> None:
    units = EXTRA.replace("| x", f"| {typed}")
    path = (
        make_workbook(tmp_path / "a.xlsx", units=units)
        if way == "xlsx"
        else write_csv(tmp_path, {"Đơn vị": units})
    )
    assert [problem.rpartition("!")[2] for problem in problems_of(path) if "C2" in problem] == [
        f"C2: “{typed}” có thể là “{meant}”, viết bằng mã không dấu. Nếu phải, hãy gõ lại chữ trong ô này."
    ]


@pytest.mark.parametrize(
    "text",
    [
        "a+b@c.vn", "https://x.vn/%C4%90%E1%BA%A3ng", "100%", "O+", "Loai A+ (dot 1)", "C++", "x=12 y=34",
        "Add (them)", "dd/mm/yyyy", "Ha Noi (phia Bac).", "Wi-Fi (da lap)?", "50%20%",
    ],
)  # fmt: skip
def test_plain_text_is_not_asked_about(tmp_path: Path, text: str) -> None:
    path = put(tmp_path / "a.xlsx", text)
    assert shown_in(path) == text
    assert [problem for problem in problems_of(path) if "mã không dấu" in problem] == []

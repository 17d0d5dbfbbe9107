"""A number goes into the document as Excel shows it; LibreOffice on a Vietnamese machine is the oracle."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from sokhet_docs.workbook import read_plan
from sokhet_docs.workbook.reading.number_format import BUILT_IN, datetime_of, parse
from tests.support.shown_cells import shown_cells
from tests.support.workbook_builder import make_workbook, problems_of

SINCE = datetime(1899, 12, 30)
NUMBERS = (
    0,
    1,
    -1,
    5,
    12.5,
    -12.5,
    0.125,
    2 / 3,
    0.1 + 0.2,
    999.995,
    1234567,
    -1234567.891,
    44671,
    44671.375,
)
# What both programs show alike. Left out, and pinned below: where LibreOffice is known to differ from Excel.
FORMATS = (
    "0", "00", "000", "0000000000", "0.0", "0.00", "0.0#", "#,##0", "#,##0.00", "#,##0.0#",
    "0%", "0.0%", "0.00%", "0.00E+00", "##0.0E+0", "# ?/?", "# ??/??", "?/8", "# ?/16", '#,##0 "₫"',
    '"₫"#,##0', "#,##0 [$₫-42A]", "#,##0;(#,##0)", '#,##0;-#,##0;"không"', "0;-0;;@", '0 "người"', '0" %"',
    "#,##0,", '#,##0.0,,"tr"', '0###" "###" "###', "000-000", "(00) 000", "[Red]0;[Blue]-0",
    "[<1000]0;[>=1000]#,##0", '[=1]"một";[=5]"năm";0', '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)',
    '#,##0.00 "đ";[Red]-#,##0.00 "đ"', r"\+0;\-0", '"Số "0', '00"."00"."00', "#,##0.000", "0/00",
)  # fmt: skip
DATE_NUMBERS = (60, 44671, 44671.375, 45000.75, 46000)
DATE_FORMATS = (
    "d/m/yyyy", "dd/mm/yyyy", "dd/mm/yy", "d-m-yyyy", "yyyy-mm-dd", 'dd "tháng" mm "năm" yyyy',
    "dddd, dd/mm/yyyy", "h:mm", "hh:mm", "hh:mm dd/mm/yyyy", "[h]:mm", "mm:ss", "[mm]:ss", "m/d/yyyy",
    "[$-409]d mmmm yyyy", "[$-409]h:mm AM/PM", "[$-409]ddd d-mmm-yy", "dd/mm/yyyy;@", '"Ngày "d', "yyyy",
)  # fmt: skip


@pytest.mark.parametrize(("formats", "numbers"), [(FORMATS, NUMBERS), (DATE_FORMATS, DATE_NUMBERS)])
@pytest.mark.slow
def test_sixty_formats_look_as_in_libreoffice(
    tmp_path: Path, formats: tuple[str, ...], numbers: tuple[float, ...]
) -> None:
    def add_numbers(book: Workbook) -> None:
        sheet = book["Đơn vị"]
        for column, code in enumerate(formats, 3):
            sheet.cell(1, column, f"Cột {column}")
            for row, number in enumerate(numbers, 2):
                sheet.cell(row, column, number).number_format = code

    units = "\n".join(["Tên tổ chức đảng | Hình thức sơ kết", *(f"Chi bộ {n} | Báo cáo" for n in numbers)])
    path = make_workbook(tmp_path / "units.xlsx", add_numbers, units=units, attendees="Thành phần | Đơn vị")
    read = [list(unit.extra.values()) for unit in read_plan(path).units]
    theirs = shown_cells([path], tmp_path / "office", timeout=120)[path]["Đơn vị"]
    shown = [[" ".join(cell.split()) for cell in row[2:]] for row in theirs[1:]]
    differing = [
        (code, number, ours, theirs)
        for number, our_row, their_row in zip(numbers, read, shown, strict=True)
        for code, ours, theirs in zip(formats, our_row, their_row, strict=True)
        if ours != theirs
    ]
    assert differing == []


@pytest.mark.parametrize(
    ("code", "number", "shown"),
    [
        ("General", 1234567890123, "1,23457E+12"),
        ("General", 99999999999, "99999999999"),
        ("General", 2 / 3, "0,666666667"),
        ("General", -2 / 3, "-0,666666667"),
        ("General", 123456.789012345, "123456,789"),
        ("General", 0.00001, "0,00001"),
        ("General", 0.0000123456, "1,23456E-05"),
        ("General", 1e-10, "1E-10"),
        ("General", -0.0, "0"),
        ('General" người"', 5, "5 người"),
        ("@", 912345678, "912345678"),
        ("0.###", 1, "1,"),  # Excel keeps the mark; LibreOffice drops it
        ("#.##", 0.5, ",5"),
        ("0%", 1.005, "101%"),  # 15 digits, halves away from zero
        ("0.00", 1.005, "1,01"),
        ("d-mmm-yy", 44671, "20-Thg4-22"),
        ("mmmm yyyy", 44671, "Tháng Tư 2022"),
        ("ddd d", 44671, "T4 20"),
        ("dddd", 44675, "Chủ Nhật"),
        ("h:mm AM/PM", 0.75, "6:00 CH"),
        ("h:mm:ss", 0.00001, "0:00:01"),
        ("[h]:mm:ss", 1.25, "30:00:00"),
        ("mm:ss.0", 0.0001, "00:08,6"),
        ("dd/mm/yyyy", 1, "01/01/1900"),
        ("dd/mm/yyyy", 59, "28/02/1900"),
        ("dd/mm/yyyy", 61, "01/03/1900"),
        ("dd/mm/yyyy", -1, "########"),
        ("dd/mm/yyyy", 2958466, "########"),
        (BUILT_IN[14], 44671, "20/04/2022"),
        (BUILT_IN[22], 44671.5, "20/04/2022 12:00"),
        ("[$-F800]dddd, mmmm dd, yyyy", 44671, "20 Tháng Tư 2022"),
        ("[<5]0", 7, "########"),
        ("#,##0 [$₫-vi-VN]", 1234567, "1.234.567 ₫"),
        ("[$$-en-US]#,##0.00", 5, "$5,00"),
        ("[$-en-US]d mmmm yyyy", 44671, "20 April 2022"),
        ("[$-vi-VN,1]d mmm yyyy", 44671, "20 Thg4 2022"),
        ("[$-1010000]d/m/yyyy;@", 44671, "20/4/2022"),
        ("[$-x-sysdate]dddd, mmmm dd, yyyy", 44671, "20 Tháng Tư 2022"),
        ("e", 44671, "2022"),
        ("dd/mm/e", 44671, "20/04/2022"),
        ("dd/mm/bbbb", 44671, "20/04/2565"),
        (";;;", 7, ""),
        (";;;", -7, ""),
        ("dd/mm/yyyy", 0, "00/01/1900"),  # Excel's calendar begins with a day that never was
        ("dddd", 1, "Chủ Nhật"),
        ("", 7, "7"),
    ],
)
def test_where_excel_goes_its_own_way(code: str, number: float, shown: str) -> None:
    assert parse(code).show(number, SINCE) == shown


def test_a_number_that_excel_cannot_show_whole_is_said(tmp_path: Path) -> None:
    def add_numbers(book: Workbook) -> None:
        sheet = book["Đơn vị"]
        sheet["C1"], sheet["C2"], sheet["C3"] = "Tài khoản", 123456789012, -1
        sheet["C3"].number_format = "dd/mm/yyyy"

    assert problems_of(make_workbook(tmp_path / "units.xlsx", add_numbers)) == [
        "Đơn vị!C3: Ô chỉ hiện dấu ####. Sửa số, hoặc định dạng của ô.",
        "Đơn vị!C2: Ô hiện “1,23457E+11” thay cho một số dài. Định dạng ô là Văn bản (Text) rồi gõ lại số.",
    ]


@pytest.mark.parametrize(
    ("code", "is_unsure"),
    [
        ("[DBNum1]0", True),
        ("[DBNum1][$-804]General", True),
        ("[$-fr-FR]d mmmm", True),
        ("[$-40C]d mmmm", True),
        ("[$-th-TH,D07041E]d mmm yy", True),
        ("[$-D07041E]d/m/yy", True),
        ("ggge", True),
        ("aaaa d/m", True),
        ("[$-404]aaaa", True),
        ("[$-x-systime]h:mm:ss AM/PM", True),  # with or without SA and CH, as the machine is set
        ("[$-40C]d/m/yyyy", False),
        ("[$-en-GB]d mmmm", False),
        ("[$-42A]d mmmm", False),
        ("[$-1010409]d mmm", False),
        ("[$€-2] #,##0", False),
        ("0.00 b", False),
        ("[$€-2] 0.00 b", False),
        ("0.00 a", False),
    ],
)
def test_a_format_that_another_machine_shows_otherwise_is_unsure(code: str, is_unsure: bool) -> None:
    assert parse(code).is_unsure(44671) is is_unsure


def test_a_text_format_writes_around_a_text() -> None:
    assert parse(";;;").show_text("Năm") == ""
    assert parse("0;-0;0;General").show_text("Năm") == "Năm"
    assert parse('0;-0;;"ông "@').show_text("Năm") == "ông Năm"
    assert parse("@").show_text("Năm") == "Năm"
    assert parse("General").show_text("Năm") == "Năm"


def test_a_serial_number_becomes_the_day_and_time_that_it_stands_for() -> None:
    assert datetime_of(44671.375, SINCE) == datetime(2022, 4, 20, 9, 0)
    assert datetime_of(44670.99999999999, SINCE) == datetime(2022, 4, 20)
    assert datetime_of(43209, datetime(1904, 1, 1)) == datetime(2022, 4, 20)
    assert datetime_of(0.375, SINCE) == datetime(2022, 4, 20, 9, 0).time()
    assert datetime_of(-1, SINCE) is None
    assert datetime_of(1e12, SINCE) is None


@given(
    st.text(st.sampled_from('0#?.,%/@;"\\_*[]Ee+-ymdhs:AMP $<>=1 9xGeneral'), max_size=24),
    st.floats(allow_nan=False, allow_infinity=False),
)
def test_any_format_shows_any_number(code: str, number: float) -> None:
    layout = parse(code)
    assert isinstance(layout.show(number, SINCE), str)
    assert isinstance(layout.show_text("chữ"), str)

"""The registers: what is entered of a release, and how a book that a clerk keeps is gone on with."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from sokhet_docs.plan import EVERYONE, NOBODY, Document, Plan
from sokhet_docs.printing import RegisterOptions, RegistersWritten, write_registers
from sokhet_docs.problems import OutputError, SokhetError
from tests.support.archives import read_parts
from tests.support.docx_words import read_words
from tests.support.environment import ROOT
from tests.support.openxml_validator import assert_valid
from tests.support.plans import COURT, LIBRARY, a_plan, a_unit
from tests.support.releases import COVER, OUTLINE, PLAN, a_letter, a_release, release, release_all

TEMPLATES = ROOT / "templates"
DOCUMENTS = (
    Document(template="cong-van.docx", title=COVER.title, audience=EVERYONE),
    Document(template="de-cuong.docx", title=OUTLINE.title, audience=EVERYONE),
    Document(template="giay-moi.docx", title="Giấy mời", audience=EVERYONE),
    Document(template="bao-cao.docx", title="Mẫu báo cáo", audience=EVERYONE),
    Document(template="giay-moi-khoi.docx", title="Giấy mời của Khối", audience=NOBODY),
)
THE_PLAN = a_plan(documents=DOCUMENTS)
NAME = (
    "Kế hoạch sơ kết 05 năm thực hiện Nghị quyết số 02-NQ/TU, ngày 12/5/2017 của Ban Chấp hành Đảng bộ tỉnh "
    "về “Tiếp tục nâng cao chất lượng quy chế dân chủ cơ sở”"
)
SUBJECT = "Công văn về việc báo cáo sơ kết 05 năm thực hiện Nghị quyết số 02-NQ/TU"
BOTH = "Đảng ủy Tòa án nhân dân tỉnh; Chi bộ Thư viện tỉnh"
TO_PLAN, KEEPER = "Ban Dân vận Tỉnh ủy; Các đảng ủy, chi bộ cơ sở (2 đơn vị)", "Văn phòng Đảng ủy Khối"


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """The output folder of the plan, everything released once."""
    release_all(THE_PLAN, tmp_path / "output")
    return tmp_path / "output"


def enter(output: Path, target: Path, plan: Plan = THE_PLAN, **options: Any) -> RegistersWritten:
    return write_registers(plan, TEMPLATES, output, RegisterOptions(target, **options))


def rows_of(path: Path, sheet: str, first: int = 1) -> list[list[object]]:
    """Return the rows of a sheet from ``first`` on, empty cells as "", days as days."""
    rows = load_workbook(path)[sheet].iter_rows(min_row=first, values_only=True)
    return [[_plain(cell) for cell in row] for row in rows]


def _plain(value: object) -> object:
    return value.date() if isinstance(value, datetime) else "" if value is None else value


def test_a_new_book_holds_what_was_released_and_no_annex(output: Path, tmp_path: Path) -> None:
    target = tmp_path / "so.xlsx"
    written = enter(output, target)
    assert written.added == {"Sổ đăng ký văn bản đi": 2, "Sổ chuyển giao văn bản đi": 3}
    assert (written.known, written.saved, written.remarks) == (0, None, ())
    out, plan_day, cover_day = date(2022, 3, 25), date(2022, 3, 20), date(2022, 3, 24)
    assert rows_of(target, "Sổ đăng ký") == [
        ["ĐẢNG BỘ TỈNH HÀ TĨNH", *[""] * 9],
        ["ĐẢNG ỦY KHỐI CÁC CƠ QUAN\nVÀ DOANH NGHIỆP TỈNH", *[""] * 9],
        ["*", *[""] * 9],
        ["SỔ ĐĂNG KÝ VĂN BẢN ĐI", *[""] * 9],
        ["-----", *[""] * 9],
        ["Số, ký hiệu", "Ngày tháng", "Tên loại và trích yếu", "Người ký", "Nơi nhận", "Người nhận bản lưu",
         "Số bản", "Ngày chuyển", "Ký nhận", "Ghi chú"],
        ["05-KH/ĐUK", plan_day, NAME, "Nguyễn Trọng Vân", TO_PLAN, KEEPER, 5, out, "", ""],
        ["15-CV/ĐUK", cover_day, SUBJECT, "Lê Thị Đài", BOTH, KEEPER, 3, out, "", ""],
    ]  # fmt: skip
    assert rows_of(target, "Sổ chuyển giao", 6) == [
        ["Ngày chuyển", "Số, ký hiệu", "Nơi nhận", "Ký nhận", "Ghi chú"],
        [out, "05-KH/ĐUK", "Ban Dân vận Tỉnh ủy", "", ""],
        [out, "05-KH/ĐUK, 15-CV/ĐUK", "Đảng ủy Tòa án nhân dân tỉnh", "", ""],
        [out, "05-KH/ĐUK, 15-CV/ĐUK", "Chi bộ Thư viện tỉnh", "", "2 bản"],
    ]


def test_the_same_release_entered_again_adds_nothing(output: Path, tmp_path: Path) -> None:
    target = tmp_path / "so.xlsx"
    enter(output, target)
    before = target.read_bytes()
    written = enter(output, target)
    assert (sum(written.added.values()), written.known, written.saved) == (0, 5, None)
    assert target.read_bytes() == before
    assert not (tmp_path / ".luu").exists()


def test_the_next_release_adds_its_rows_alone_and_the_old_book_is_kept(output: Path, tmp_path: Path) -> None:
    target = tmp_path / "so.xlsx"
    enter(output, target)
    before = target.read_bytes()
    first = a_release(*map(a_letter, THE_PLAN.units))
    again = a_release(
        a_letter(LIBRARY), number=2, day=date(2022, 4, 1), documents=[PLAN, COVER, OUTLINE], note="Gửi lại"
    )
    release(output, first, again)
    written = enter(output, target)
    assert written.added == {"Sổ đăng ký văn bản đi": 1, "Sổ chuyển giao văn bản đi": 1}
    assert written.saved == tmp_path / ".luu" / "so.xlsx"
    assert written.saved.read_bytes() == before
    row = ["15-CV/ĐUK", date(2022, 3, 24), SUBJECT, "Lê Thị Đài", "Chi bộ Thư viện tỉnh", KEEPER, 2]
    assert rows_of(target, "Sổ đăng ký", 9) == [[*row, date(2022, 4, 1), "", "Lần 2: Gửi lại"]]
    sent = [date(2022, 4, 1), "15-CV/ĐUK", "Chi bộ Thư viện tỉnh", "", "2 bản"]
    assert rows_of(target, "Sổ chuyển giao", 10) == [sent]
    cells = load_workbook(target)["Sổ đăng ký"]
    assert [cells.cell(9, column).number_format for column in (2, 8)] == ["dd/mm/yyyy"] * 2
    assert [cells.cell(9, column).style for column in range(1, 11)] == [
        cells.cell(8, column).style for column in range(1, 11)
    ]
    assert cells.row_dimensions[9].height >= cells.row_dimensions[8].height >= 51
    assert enter(output, target).known == 7


def test_units_released_later_get_the_plan_then_and_it_is_registered_once(tmp_path: Path) -> None:
    first = a_release(a_letter(COURT))
    later = a_release(a_letter(COURT), a_letter(LIBRARY), number=2, day=date(2022, 4, 1))
    release(tmp_path / "output", first, later)
    enter(tmp_path / "output", tmp_path / "so.xlsx")
    assert [row[0] for row in rows_of(tmp_path / "so.xlsx", "Sổ đăng ký", 7)] == [
        "05-KH/ĐUK", "15-CV/ĐUK", "15-CV/ĐUK",
    ]  # fmt: skip
    assert [row[1:3] for row in rows_of(tmp_path / "so.xlsx", "Sổ chuyển giao", 7)] == [
        ["05-KH/ĐUK", "Ban Dân vận Tỉnh ủy"],
        ["05-KH/ĐUK, 15-CV/ĐUK", "Đảng ủy Tòa án nhân dân tỉnh"],
        ["15-CV/ĐUK", "Đảng ủy Tòa án nhân dân tỉnh"],
        ["05-KH/ĐUK, 15-CV/ĐUK", "Chi bộ Thư viện tỉnh"],
    ]


def test_what_is_not_released_yet_is_entered_with_room_for_numbers_and_told(tmp_path: Path) -> None:
    target = tmp_path / "so.xlsx"
    written = enter(tmp_path / "output", target)
    assert written.remarks == (
        "Chưa phát hành: lấy theo tệp Excel và các văn bản đang có trong thư mục kết quả.",
        "2 văn bản chưa có số: sổ chừa chỗ (……-KH/ĐUK) để điền tay.",
        "2 văn bản chưa có ngày: sổ để trống ngày tháng.",
        "Chưa phát hành nên sổ để trống ngày chuyển.",
    )
    rows = rows_of(target, "Sổ đăng ký", 7)
    assert [[row[0], row[1], row[7]] for row in rows] == [["……-KH/ĐUK", "", ""], ["……-CV/ĐUK", "", ""]]


def test_a_number_filled_in_by_hand_is_recognised_and_what_is_blank_is_filled_in(tmp_path: Path) -> None:
    target, output = tmp_path / "so.xlsx", tmp_path / "output"
    enter(output, target)
    book = load_workbook(target)
    book["Sổ đăng ký"]["A7"], book["Sổ đăng ký"]["B7"] = "05-KH/ĐUK", "20/3/2022"
    book.save(target)
    release_all(THE_PLAN, output)
    written = enter(output, target)
    assert (sum(written.added.values()), written.known) == (0, 5)
    assert written.remarks == (
        (
            "Sổ đăng ký văn bản đi đã có mà còn để trống, nay điền: Sổ đăng ký!dòng 7: ngày chuyển 25/3/2022"
            "; Sổ đăng ký!dòng 8: số 15-CV/ĐUK; Sổ đăng ký!dòng 8: ngày tháng 24/3/2022 và 1 ô nữa."
        ),
        (
            "Sổ chuyển giao văn bản đi đã có mà còn để trống, nay điền: Sổ chuyển giao!dòng 7: số 05-KH/ĐUK; "
            "Sổ chuyển giao!dòng 7: ngày chuyển 25/3/2022; Sổ chuyển giao!dòng 8: số 05-KH/ĐUK, 15-CV/ĐUK "
            "và 3 ô nữa."
        ),
    )
    out = "25/3/2022"
    rows = rows_of(target, "Sổ đăng ký", 7)
    assert [[row[0], row[1], row[7]] for row in rows] == [
        ["05-KH/ĐUK", "20/3/2022", "25/3/2022"], ["15-CV/ĐUK", "24/3/2022", "25/3/2022"],
    ]  # fmt: skip
    rows = rows_of(target, "Sổ chuyển giao", 7)
    assert [row[:2] for row in rows] == [
        [out, "05-KH/ĐUK"],
        *[[out, "05-KH/ĐUK, 15-CV/ĐUK"]] * 2,
    ]
    assert written.saved is not None


def test_many_units_are_one_row_and_each_has_a_row_of_the_delivery_register(tmp_path: Path) -> None:
    units = [a_unit(f"Đảng bộ Cơ quan {number}", number) for number in range(1, 67)]
    plan = a_plan(*units, documents=DOCUMENTS)
    release_all(plan, tmp_path / "output")
    written = enter(tmp_path / "output", tmp_path / "so.xlsx", plan)
    assert written.added == {"Sổ đăng ký văn bản đi": 2, "Sổ chuyển giao văn bản đi": 67}
    (_, cover) = rows_of(tmp_path / "so.xlsx", "Sổ đăng ký", 7)
    assert (cover[4], cover[6]) == ("Các đảng ủy cơ sở (66 đơn vị)", 66)


def test_annexes_that_go_out_without_a_letter_are_delivered_under_the_plans_number(tmp_path: Path) -> None:
    output = tmp_path / "output"
    release(output, a_release(a_letter(COURT, OUTLINE.title), documents=[PLAN, OUTLINE]))
    plan = replace(THE_PLAN, recipients=())
    enter(output, tmp_path / "so.xlsx", plan)
    assert [row[0] for row in rows_of(tmp_path / "so.xlsx", "Sổ đăng ký", 7)] == ["05-KH/ĐUK"]
    assert [row[1:3] for row in rows_of(tmp_path / "so.xlsx", "Sổ chuyển giao", 7)] == [
        ["05-KH/ĐUK", "Đảng ủy Tòa án nhân dân tỉnh"]
    ]


def test_a_document_whose_template_prints_its_own_number_is_registered(tmp_path: Path) -> None:
    output, title = tmp_path / "output", "Giấy mời của Khối"
    invitation = replace_document(DOCUMENTS[4].template, title, "7")
    release(output, a_release(a_letter(COURT, title), documents=[invitation]))
    enter(output, tmp_path / "so.xlsx")
    (row,) = rows_of(tmp_path / "so.xlsx", "Sổ đăng ký", 7)
    assert row[:3] == [
        "07-GM/ĐUK",
        date(2022, 3, 24),
        "Giấy mời dự Hội nghị sơ kết 05 năm thực hiện Nghị quyết số 02-NQ/TU",
    ]


def replace_document(template: str, title: str, number: str) -> Any:
    return type(COVER)(template=template, title=title, number=number, day=COVER.day, signatory="Lê Thị Đài")


def test_a_template_that_is_gone_is_told(output: Path, tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    options = RegisterOptions(tmp_path / "so.xlsx")
    written = write_registers(THE_PLAN, tmp_path / "templates", output, options)
    assert written.remarks == tuple(
        f"Không thấy mẫu {name} trong {tmp_path / 'templates'} nên không biết “{title}” có số riêng không: "
        "chưa vào sổ."
        for name, title in (("cong-van.docx", COVER.title), ("de-cuong.docx", OUTLINE.title))
    )


def test_the_lists_of_recipients_are_a_sheet_for_each_document(output: Path, tmp_path: Path) -> None:
    lists = tmp_path / "danh-sach.xlsx"
    assert enter(output, tmp_path / "so.xlsx", lists=lists).lists == 2
    book = load_workbook(lists)
    assert book.sheetnames == ["Nơi nhận 05-KH-ĐUK", "Nơi nhận 15-CV-ĐUK"]
    assert rows_of(lists, "Nơi nhận 15-CV-ĐUK", 6)[:7] == [
        ["công văn số 15-CV/ĐUK, ngày 24/3/2022 của Ban Thường vụ Đảng ủy Khối", *[""] * 7],
        ["-----", *[""] * 7],
        ["TT", "Nơi nhận", "Người nhận", "Địa chỉ, email", "Số bản", "Ngày nhận", "Ký nhận", "Ghi chú"],
        ["I", "Các đơn vị (2 đơn vị)", *[""] * 6],
        [1, "Đảng ủy Tòa án nhân dân tỉnh", "", "", 1, "", "", ""],
        [2, "Chi bộ Thư viện tỉnh", "", "thuvien@hatinh.example", 2, "", "", ""],
        ["", "Tổng số bản", "", "", "=SUM(E9:E11)", "", "", ""],
    ]
    with pytest.raises(OutputError, match="Đã có tệp này"):
        enter(output, tmp_path / "khac.xlsx", lists=lists)
    assert not (tmp_path / "khac.xlsx").exists()


def test_the_registers_as_a_word_file(output: Path, tmp_path: Path) -> None:
    target = tmp_path / "so.docx"
    enter(output, target)
    words = read_words(target.read_bytes())
    for text in ("SỔ ĐĂNG KÝ VĂN BẢN ĐI", "SỔ CHUYỂN GIAO VĂN BẢN ĐI", NAME, "24/3/2022", "15-CV/ĐUK", BOTH):
        assert text in words
    with pytest.raises(OutputError, match="Đã có tệp này"):
        enter(output, target)
    assert enter(output, target, force=True).added["Sổ đăng ký văn bản đi"] == 2


@pytest.mark.slow
def test_open_xml(output: Path, tmp_path: Path) -> None:
    enter(output, tmp_path / "so.docx")
    assert_valid(tmp_path / "so.docx")


# A book as a clerk keeps it: a title above, other columns in another order, days typed as text.
_TITLES = (
    "STT", "Ngày, tháng văn bản", "Số, ký hiệu văn bản", "Tên loại và trích yếu nội dung văn bản",
    "Đơn vị soạn", "Nơi nhận văn bản", "Số lượng bản", "Ngày chuyển", "Ghi chú",
)  # fmt: skip
_KEPT = (
    (1, "02/03/2022", "11-CV/ĐUK", "Công văn về việc A", "VP", "Đảng ủy B", 3, "03/03/2022", "x"),
    (2, "05/03/2022", "12-CV/ĐUK", "Công văn về việc B", "TG", "Đảng ủy C", 1, "06/03/2022", "y"),
)
Edit = Callable[[Worksheet], object]


def keep_book(path: Path, edit: Edit | None = None) -> Path:
    """Write a clerk's register: titles in row 3, their numbers in row 4, two rows by hand."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Sổ 2022"
    sheet["A1"] = "SỔ CÔNG VĂN ĐI NĂM 2022"
    sheet.merge_cells("A1:I1")
    for row in ([], _TITLES, [f"({number})" for number in range(1, 10)], *_KEPT):
        sheet.append(row)
    if edit:
        edit(sheet)
    book.save(path)
    return path


def test_a_clerk_s_own_book_gets_the_rows_below_its_last_one(output: Path, tmp_path: Path) -> None:
    target = keep_book(tmp_path / "so.xlsx")
    before = rows_of(target, "Sổ 2022")
    written = enter(output, target)
    assert rows_of(target, "Sổ 2022") == [
        *before,
        [3, "20/3/2022", "05-KH/ĐUK", NAME, "", TO_PLAN, 5, "25/3/2022", ""],
        [4, "24/3/2022", "15-CV/ĐUK", SUBJECT, "", BOTH, 3, "25/3/2022", ""],
    ]
    assert written.remarks == (
        "Sổ đăng ký văn bản đi: không rõ cột “Đơn vị soạn” nên để trống ở dòng mới.",
        "so.xlsx không có sổ chuyển giao văn bản đi: chưa ghi 3 dòng. Muốn có thì lập một tệp khác bằng -o.",
    )
    assert enter(output, target).known == 2


def with_days(sheet: Worksheet) -> None:
    for cell, day in (("B5", date(2022, 3, 2)), ("B6", date(2022, 3, 5))):
        sheet[cell], sheet[cell].number_format = day, "dd-mm-yy"
    sheet["D6"].font = Font(name="Arial", italic=True)
    sheet.row_dimensions[5].hidden = True
    sheet.auto_filter.ref = "A3:I6"
    sheet["B7"].fill = PatternFill("solid", start_color="EEEEEE")
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=7, min_row=5, max_row=6))
    sheet.add_chart(chart, "K2")


def test_the_looks_of_the_last_row_are_kept_and_so_is_all_else(output: Path, tmp_path: Path) -> None:
    target = keep_book(tmp_path / "so.xlsx", with_days)
    before = read_parts(target.read_bytes())
    enter(output, target)
    sheet = load_workbook(target)["Sổ 2022"]
    assert (sheet["B7"].value, sheet["B7"].number_format) == (datetime(2022, 3, 20), "dd-mm-yy")
    assert (sheet["D8"].font.name, sheet["D8"].font.italic) == ("Arial", True)
    assert (sheet.row_dimensions[5].hidden, sheet.row_dimensions[7].hidden) == (True, False)
    after = read_parts(target.read_bytes())
    own = {"xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml"}
    assert "xl/charts/chart1.xml" in after
    assert {name for name in before if after.get(name) != before[name]} <= own


def test_blank_rows_before_a_total_are_filled_and_the_total_stays(output: Path, tmp_path: Path) -> None:
    def with_total(sheet: Worksheet) -> None:
        sheet["A10"], sheet["G10"] = "Tổng cộng", "=SUM(G5:G9)"

    target = keep_book(tmp_path / "so.xlsx", with_total)
    enter(output, target)
    rows = rows_of(target, "Sổ 2022", 7)
    assert [row[2] for row in rows[:3]] == ["05-KH/ĐUK", "15-CV/ĐUK", ""]
    assert rows[3][0] == "Tổng cộng"


def test_a_total_that_leaves_no_room_is_told_and_nothing_is_written(output: Path, tmp_path: Path) -> None:
    target = keep_book(
        tmp_path / "so.xlsx", lambda sheet: sheet.append(["Tổng cộng", *[""] * 5, "=SUM(G5:G6)"])
    )
    before = target.read_bytes()
    with pytest.raises(OutputError) as caught:
        enter(output, target)
    assert str(caught.value) == (
        f"{target}, Sổ 2022!dòng 7: Dưới dòng cuối của sổ, dòng 7 là “Tổng cộng”, chỉ còn 0 dòng trống cho "
        "2 dòng mới. Chèn thêm 2 dòng trống trước dòng 7, lưu, đóng tệp rồi chạy lại."
    )
    assert target.read_bytes() == before


def test_a_row_that_was_written_by_hand_is_not_entered_again(output: Path, tmp_path: Path) -> None:
    by_hand = [3, "24/03/2022", "15/CV-ĐUK", "gõ tay", "", f"{BOTH}.", 3]
    target = keep_book(tmp_path / "so.xlsx", lambda sheet: sheet.append(by_hand))
    written = enter(output, target)
    assert (written.added, written.known) == ({"Sổ đăng ký văn bản đi": 1}, 1)
    assert written.remarks[1] == (
        "Sổ đăng ký văn bản đi đã có mà còn để trống, nay điền: Sổ 2022!dòng 7: ngày chuyển 25/3/2022."
    )


def test_a_table_of_excel_grows_with_its_rows(output: Path, tmp_path: Path) -> None:
    def as_table(sheet: Worksheet) -> None:
        sheet.delete_rows(4)
        sheet.add_table(Table(displayName="So", ref="A3:I5"))

    target = keep_book(tmp_path / "so.xlsx", as_table)
    enter(output, target)
    assert load_workbook(target)["Sổ 2022"].tables["So"].ref == "A3:I7"


def test_of_several_months_the_last_sheet_is_gone_on_with_and_told(output: Path, tmp_path: Path) -> None:
    target = keep_book(tmp_path / "so.xlsx")
    book = load_workbook(target)
    book.copy_worksheet(book["Sổ 2022"]).title = "Tháng 4"
    book.save(target)
    written = enter(output, target)
    assert len(rows_of(target, "Tháng 4")) - len(rows_of(target, "Sổ 2022")) == 2
    assert written.remarks[0] == (
        "Sổ đăng ký văn bản đi có ở nhiều trang: ghi vào trang “Tháng 4” (2 trang; ghi vào trang khác thì "
        "thêm --sheet TÊN_TRANG)."
    )


def _protect(sheet: Worksheet) -> None:
    sheet.protection.sheet = True


def _clear(sheet: Worksheet) -> None:
    sheet.delete_rows(1, 6)
    sheet["A1"] = "việc khác"


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (_protect, "Trang “Sổ 2022” đang khóa (Protect Sheet). Mở bằng Excel, chọn Review, Unprotect Sheet"),
        (_clear, "Không thấy sổ đăng ký hay sổ chuyển giao trong tệp này. Đầu cột của sổ đăng ký phải có"),
    ],
)
def test_a_book_that_cannot_be_gone_on_with_is_refused(
    edit: Edit, said: str, output: Path, tmp_path: Path
) -> None:
    target = keep_book(tmp_path / "so.xlsx", edit)
    before = target.read_bytes()
    with pytest.raises(SokhetError, match=re.escape(said)):
        enter(output, target)
    assert target.read_bytes() == before


def test_a_book_that_is_open_in_excel_is_refused(output: Path, tmp_path: Path) -> None:
    target = keep_book(tmp_path / "so.xlsx")
    (tmp_path / "~$so.xlsx").write_bytes(b"x")
    with pytest.raises(SokhetError, match="Tệp đang mở trong Excel"):
        enter(output, target)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("so.xls", b"x", r"Không ghi tiếp được vào sổ kiểu \.xls\. Mở bằng Excel, chọn Lưu thành"),
        ("so.xlsx", b"x", "Đây không phải là tệp Excel"),
        ("so.pdf", b"x", r"Tên tệp phải có đuôi \.xlsx hoặc \.docx"),
        ("so.xls", None, r"Tên tệp phải có đuôi \.xlsx hoặc \.docx"),
    ],
)
def test_another_kind_of_file_is_refused(
    name: str, content: bytes | None, said: str, output: Path, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(SokhetError, match=said):
        enter(output, tmp_path / name)


def test_letters_that_are_not_released_are_told(output: Path, tmp_path: Path) -> None:
    from tests.support.outbox_builder import docx_of, put_all

    release(output, a_release(a_letter(LIBRARY)))
    put_all(output, {"001.docx": docx_of("Tòa án")})
    assert enter(output, tmp_path / "so.xlsx").remarks == (
        "Đã tạo mà chưa phát hành nên không tính ở đây: văn bản của 1 đơn vị (Đảng bộ Tòa án nhân dân tỉnh).",
    )


_KILLED = """
import os, signal, sys
from pathlib import Path
from tests.printing.test_registers import THE_PLAN, enter
step, folder = sys.argv[1], Path(sys.argv[2])
own = getattr(os, step)
def kill(*args, **kwargs):
    if ".luu" not in str(args):
        os.kill(os.getpid(), signal.SIGKILL)
    return own(*args, **kwargs)
setattr(os, step, kill)
Path.replace = lambda self, target: kill(self, target)
enter(folder / "output", folder / "so.xlsx")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a run is killed as on POSIX")
def test_a_run_that_is_killed_leaves_the_old_book(output: Path, tmp_path: Path) -> None:
    target = keep_book(tmp_path / "so.xlsx")
    before = target.read_bytes()
    done = subprocess.run(
        [sys.executable, "-c", _KILLED, "replace", str(tmp_path)], cwd=ROOT, check=False, timeout=60
    )
    assert done.returncode == -9
    assert target.read_bytes() == before
    assert enter(output, target).added == {"Sổ đăng ký văn bản đi": 2}
    assert sorted(path.name for path in _visible(tmp_path)) == ["output", "so.xlsx"]


def _visible(folder: Path) -> Iterator[Path]:
    return (path for path in folder.iterdir() if not path.name.startswith("."))

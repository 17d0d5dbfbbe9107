"""Rows below the headers that are no records: left out and told when that is certain, else asked about."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from sokhet_docs.workbook import read_plan
from tests.support.six_formats import same_in_quick_formats
from tests.support.workbook_builder import make_workbook, problems_of

SKIPPED_HINT = "Nếu có dòng là dữ liệu, hãy ghi lại cho đúng cột."
ASKED_HINT = "Dòng nào không phải thì xóa; dòng nào phải thì ghi số thứ tự, hoặc để yên."
NUMBERED = """
TT | Tên tổ chức đảng | Hình thức | Ghi chú
1 | Đảng bộ A | Báo cáo | x
2 | Chi bộ B | Báo cáo | y
"""


def skipped(sheet: str, count: int, rows: str) -> str:
    return f"{sheet}: Bỏ qua {count} dòng không phải dữ liệu: {rows}. {SKIPPED_HINT}"


def asked(sheet: str, count: int, rows: str) -> str:
    return f"{sheet}: Có {count} dòng có thể không phải dữ liệu, vẫn được đọc: {rows}. {ASKED_HINT}"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("| Tổng cộng | | 45", "“Tổng cộng”"),
        ("Tổng cộng | 45 | |", "“Tổng cộng”"),
        ("Cộng | | |", "“Cộng”"),
        ("| Tổng số: 02 đơn vị | |", "“Tổng số: 02 đơn vị”"),
        ("3 | Cộng: 45 đồng chí. | | 45", "“3”"),
        ("| Danh sách này có 60 đơn vị | |", "“Danh sách này có 60 đơn vị”"),
        ("1 | 2 | 3 | 4", "số của cột"),
        ("(1) | (2) | (3) | (4)=(2)+(3)", "số của cột"),
        ("A | B | 1 | 2", "số của cột"),
        ("TT | TÊN TỔ CHỨC ĐẢNG | Hình thức | Ghi chú", "tiêu đề lặp lại"),
        ("3 | | |", "chỉ có số thứ tự"),
        ("3. | – | … |", "chỉ có số thứ tự"),
        ("II | Các cơ quan chính quyền | |", "“II Các cơ quan chính quyền”"),
        ("| B. Khối doanh nghiệp | |", "“B. Khối doanh nghiệp”"),
        ("| KHỐI DOANH NGHIỆP | |", "“KHỐI DOANH NGHIỆP”"),
        ("Ghi chú: gửi sớm | | |", "“Ghi chú: gửi sớm”"),
        ("| Người lập biểu | | BÍ THƯ", "“Người lập biểu”"),
        ("| (Ký, ghi rõ họ tên) | |", "“(Ký, ghi rõ họ tên)”"),
        ("| | | Hà Tĩnh, ngày … tháng 3 năm 2022", "“Hà Tĩnh, ngày … tháng 3 năm 2022”"),
    ],
)
def test_a_row_that_is_surely_no_unit_is_left_out_and_told(tmp_path: Path, row: str, reason: str) -> None:
    path = make_workbook(
        tmp_path / "units.xlsx", units=f"{NUMBERED.strip()}\n{row}", attendees="Thành phần | Đơn vị"
    )
    assert [unit.name for unit in read_plan(path).units] == ["Đảng bộ A", "Chi bộ B"]
    assert problems_of(path) == [skipped("Đơn vị", 1, f"4 ({reason})")]


@pytest.mark.parametrize(
    "name", ["Tổng công ty 36", "Tổng cục Thuế", "Cộng tác viên", "Đảng bộ Khối", "Ban Ký kết", "V. Nam"]
)
def test_a_unit_may_begin_like_a_total(tmp_path: Path, name: str) -> None:
    units = f"{NUMBERED.strip()}\n3 | {name} | Báo cáo |"
    path = make_workbook(tmp_path / "units.xlsx", units=units, attendees="Thành phần | Đơn vị")
    assert read_plan(path).units[2].name == name
    assert problems_of(path) == []


@pytest.mark.parametrize(
    ("row", "shown"),
    [
        ("| Trường Chính trị | |", "“Trường Chính trị”"),
        ("| Cộng các đơn vị | Báo cáo |", "“Cộng các đơn vị”"),
        ("| * Đơn vị mới | Báo cáo |", "“* Đơn vị mới”"),
    ],
)
def test_a_row_that_may_be_no_unit_is_read_and_asked_about(tmp_path: Path, row: str, shown: str) -> None:
    path = make_workbook(
        tmp_path / "units.xlsx", units=f"{NUMBERED.strip()}\n{row}", attendees="Thành phần | Đơn vị"
    )
    assert len(read_plan(path).units) == 3
    assert asked("Đơn vị", 1, f"4 ({shown})") in problems_of(path)


@pytest.mark.parametrize(
    ("row", "is_asked"),
    [("KHỐI DOANH NGHIỆP", True), ("Khối doanh nghiệp", True), ("VNPT", False), ("CHI BỘ C", False)],
)
def test_a_lone_name_is_asked_about_in_a_list_without_numbers_when_it_reads_as_a_title(
    tmp_path: Path, row: str, is_asked: bool
) -> None:
    units = f"Tên tổ chức đảng | Ghi chú\nĐảng bộ A | x\n{row} |\nChi bộ B | y"
    path = make_workbook(tmp_path / "units.xlsx", units=units, attendees="Thành phần | Đơn vị")
    assert len(read_plan(path).units) == 3
    told = [problem for problem in problems_of(path) if "có thể không phải" in problem]
    assert told == ([asked("Đơn vị", 1, f"3 (“{row}”)")] if is_asked else [])


def test_all_below_the_signatures_is_left_out_and_records_after_a_subtotal_are_read(tmp_path: Path) -> None:
    units = """
TT | Tên tổ chức đảng | Hình thức | Ghi chú
1 | Đảng bộ A | Báo cáo | x
| Cộng | | 1
2 | Chi bộ B | Báo cáo | y
| Tổng cộng | | 2
| | | Hà Tĩnh, ngày 11 tháng 3 năm 2022
| T/M BAN THƯỜNG VỤ | |
| Nguyễn Trọng Vân | |
"""
    path = make_workbook(tmp_path / "units.xlsx", units=units, attendees="Thành phần | Đơn vị")
    assert [unit.name for unit in read_plan(path).units] == ["Đảng bộ A", "Chi bộ B"]
    rows = (
        "3 (“Cộng”); 5 (“Tổng cộng”); 6 (“Hà Tĩnh, ngày 11 tháng 3 năm 2022”); 7 (“T/M BAN THƯỜNG VỤ”);"
        " 8 (“Nguyễn Trọng Vân”)"
    )
    assert problems_of(path) == [skipped("Đơn vị", 5, rows)]


def test_what_each_printed_page_repeats_is_no_unit(tmp_path: Path) -> None:
    units = """
Danh sách đơn vị
Tên tổ chức đảng | Hình thức
Đảng bộ A | Báo cáo
Trang 1/2
Danh sách đơn vị
Tên tổ chức đảng | Hình thức
Chi bộ B | Báo cáo
"""
    path = make_workbook(tmp_path / "units.xlsx", units=units, attendees="Thành phần | Đơn vị")
    assert [unit.name for unit in read_plan(path).units] == ["Đảng bộ A", "Chi bộ B"]
    assert problems_of(path) == [
        skipped("Đơn vị", 3, "4 (“Trang 1/2”); 5 (“Danh sách đơn vị”); 6 (tiêu đề lặp lại)")
    ]


def test_a_title_merged_over_the_table_is_no_unit(tmp_path: Path) -> None:
    units = (
        "TT | Tên tổ chức đảng | Hình thức\nCơ quan đảng | |\n1 | Đảng bộ A | Báo cáo\n2 | Chi bộ B | Báo cáo"
    )

    def merge(book: Workbook) -> None:
        book["Đơn vị"].merge_cells("A2:C2")

    path = make_workbook(tmp_path / "units.xlsx", merge, units=units, attendees="Thành phần | Đơn vị")
    assert [unit.name for unit in read_plan(path).units] == ["Đảng bộ A", "Chi bộ B"]
    assert problems_of(path) == [skipped("Đơn vị", 1, "2 (“Cơ quan đảng”)")]


def test_a_total_is_no_guest_and_a_list_without_numbers_keeps_its_names(tmp_path: Path) -> None:
    attendees = """
Thành phần | Đơn vị | Số lượng
I. Lãnh đạo
Bí thư
Cộng tác viên | | 3
Tổng cộng | | 45
Khách mời khác
"""
    path = make_workbook(tmp_path / "units.xlsx", attendees=attendees)
    assert [attendee.name for attendee in read_plan(path).attendees] == [
        "Bí thư",
        "Cộng tác viên",
        "Khách mời khác",
    ]
    assert problems_of(path) == [
        skipped("Thành phần", 2, "2 (“I. Lãnh đạo”); 5 (“Tổng cộng”)"),
        asked("Thành phần", 1, "6 (“Khách mời khác”)"),
    ]


def test_rows_that_are_none_are_found_on_the_other_sheets(tmp_path: Path) -> None:
    path = make_workbook(
        tmp_path / "units.xlsx",
        facts="STT | Mục | Giá trị\n1 | 2 | 3\n"
        + "\n".join(f"{index} | {line}" for index, line in enumerate(_facts(), 1)),
        recipients="Nơi nhận | Để | Số bản\nBan Dân vận | báo cáo |\nCộng | | 2",
        documents="TT | Mẫu | Gửi cho\n1 | bao-cao.docx | Tất cả\n2 | |",
        outline="TT | Tiêu đề\n1 | Kết quả\n2 | Tổng cộng",
        figures="Nhóm | Chỉ tiêu\nHọp | Số cuộc\n | Tổng cộng",
    )
    plan = read_plan(path)
    assert [recipient.name for recipient in plan.recipients] == ["Ban Dân vận"]
    assert [document.template for document in plan.documents] == ["bao-cao.docx"]
    assert [figure.label for figure in plan.figures] == ["Số cuộc", "Tổng cộng"]
    assert problems_of(path) == [
        "Kế hoạch!A1: Cột được hiểu: “STT” (A1) là “TT”. Nếu không đúng, hãy đổi tên.",
        skipped("Kế hoạch", 1, "2 (số của cột)"),
        skipped("Nơi nhận", 1, "3 (“Cộng”)"),
        skipped("Văn bản", 1, "3 (chỉ có số thứ tự)"),
        "Đề cương!A1: Cột được hiểu: “TT” (A1) là “Mục”. Nếu không đúng, hãy đổi tên.",
        asked("Đề cương", 1, "3 (“Tổng cộng”)"),
        asked("Số liệu", 1, "3 (“Tổng cộng”)"),
    ]


def _facts() -> list[str]:
    from tests.support.workbook_builder import FACTS

    return FACTS.strip().split("\n")[1:]


def test_many_rows_are_told_in_one_short_line(tmp_path: Path) -> None:
    units = NUMBERED.strip() + "".join(f"\n{number} | | |" for number in range(3, 60))
    path = make_workbook(tmp_path / "units.xlsx", units=units, attendees="Thành phần | Đơn vị")
    assert problems_of(path) == [
        skipped("Đơn vị", 57, "4, 5, 6, 7, 8, 9, 10, 11, 12, 13, … (chỉ có số thứ tự)")
    ]


def test_a_total_without_a_measure_among_figures_that_have_one_is_skipped(tmp_path: Path) -> None:
    path = make_workbook(
        tmp_path / "units.xlsx",
        figures="Nhóm | Chỉ tiêu | Đơn vị tính\nHọp | Số cuộc | cuộc\n | Số người | người\n | Tổng cộng |",
    )
    for made in same_in_quick_formats(path, tmp_path):
        assert [figure.label for figure in read_plan(made).figures] == ["Số cuộc", "Số người"]
        assert [problem.removeprefix("Số liệu: ") for problem in problems_of(made)] == [
            (
                "Bỏ qua 1 dòng không phải dữ liệu: 4 (“Tổng cộng”)."
                " Nếu có dòng là dữ liệu, hãy ghi lại cho đúng cột."
            )
        ]


def test_a_total_with_a_measure_is_asked_about(tmp_path: Path) -> None:
    figures = "Chỉ tiêu | Đơn vị tính\nSố cuộc | cuộc\nTổng cộng | cuộc"
    path = make_workbook(tmp_path / "units.xlsx", figures=figures)
    assert [figure.label for figure in read_plan(path).figures] == ["Số cuộc", "Tổng cộng"]
    assert [problem.partition(": ")[2].partition(":")[0] for problem in problems_of(path)] == [
        "Có 1 dòng có thể không phải dữ liệu, vẫn được đọc"
    ]

"""The sheets Đại biểu and Chương trình: named guests, who of them comes, whose conference, the programme."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font

from sokhet_docs.plan import Attendee, Guest, ProgrammeItem
from sokhet_docs.text.vietnamese import slug
from sokhet_docs.workbook import read_plan
from tests.support.workbook_builder import SMALL_PLAN, facts_with, make_workbook, problems_of

UNITS = """
Tên tổ chức đảng | Hình thức sơ kết
Đảng bộ A | Hội nghị
Chi bộ B | Báo cáo
Đảng bộ C | Hội nghị
"""
HEADERS = "TT | Họ tên | Chức vụ | Đơn vị | Nhóm | Có mặt | Hội nghị\n"


def book(folder: Path, rows: str, **sheets: str) -> Path:
    tables = {"units": UNITS, "guests": HEADERS + rows} | sheets
    return make_workbook(folder / "units.xlsx", None, **tables)


def guests_of(folder: Path, rows: str) -> tuple[Guest, ...]:
    return read_plan(book(folder, rows)).guests


def test_a_row_is_a_guest_of_the_issuing_bodys_conference(tmp_path: Path) -> None:
    rows = "1 | Đồng chí PGS.TS. Lê Thị  B, | Phó Trưởng ban | Ban Dân vận; | Lãnh đạo | Có |\n2 | Trần C"
    assert guests_of(tmp_path, rows) == (
        Guest(
            name="Đồng chí PGS.TS. Lê Thị B",
            position="Phó Trưởng ban",
            body="Ban Dân vận",
            group="Lãnh đạo",
            coming=True,
        ),
        Guest(name="Trần C"),
    )


@pytest.mark.parametrize(
    ("typed", "conferences"),
    [
        ("", [""]),
        ("Đảng bộ A", ["Đảng bộ A"]),
        ("DB01", ["Đảng bộ A"]),
        ("3", ["Đảng bộ C"]),
        ("đảng bộ c; 1", ["Đảng bộ C", "Đảng bộ A"]),
        ("Cấp ban hành", [""]),
        ("Hội nghị cấp Khối X", [""]),
        ("Đảng ủy Khối", [""]),
        ("Tất cả", ["", "Đảng bộ A", "Đảng bộ C"]),
        ("cấp ban hành; Đảng bộ A", ["", "Đảng bộ A"]),
    ],
)
def test_the_column_hoi_nghi_says_whose_conference(
    tmp_path: Path, typed: str, conferences: list[str]
) -> None:
    guests = guests_of(tmp_path, f"1 | Trần C | | Sở Y tế | | | {typed}")
    assert [(guest.name, guest.body, guest.conference) for guest in guests] == [
        ("Trần C", "Sở Y tế", conference) for conference in conferences
    ]


@pytest.mark.parametrize(
    ("typed", "coming"),
    [
        ("Có", True), ("x", True), ("Nhận lời", True), ("có mặt", True),
        ("OK", True), ("Có (đến muộn)", True),
        ("Không", False), ("Vắng", False), ("báo vắng", False), ("Không (bận họp)", False),
        ("", None), ("–", None), ("Chưa rõ", None), ("?", None),
    ],
)  # fmt: skip
def test_who_comes_is_said_in_many_words(tmp_path: Path, typed: str, coming: bool | None) -> None:
    (guest,) = guests_of(tmp_path, f"1 | Trần C | | | | {typed}")
    assert guest.coming is coming


@pytest.mark.parametrize("typed", ["v", "O", "có thể", "Bí thư đi thay"])
def test_a_word_that_may_mean_either_is_an_error_at_its_cell(tmp_path: Path, typed: str) -> None:
    assert problems_of(book(tmp_path, f"1 | Trần C | | | | {typed}")) == [
        (
            f"Đại biểu!F2: “{typed}” không rõ là đại biểu có dự hay không. "
            "Ghi Có (nhận lời), Không (báo vắng), hoặc để trống khi chưa rõ."
        )
    ]


def test_a_guest_twice_is_an_error_and_two_of_one_name_are_asked_about(tmp_path: Path) -> None:
    rows = """1 | Trần Văn An | Bí thư | Sở A
2 | trần văn an | Bí thư | sở a
3 | Trần Văn An | Chánh Văn phòng | Sở B
4 | Trần Văn An | Bí thư | Sở A | | | Đảng bộ A"""
    assert problems_of(book(tmp_path, rows)) == [
        (
            "Đại biểu!B3: Đại biểu “trần văn an” đã có ở ô B2. Xóa một dòng; nếu là hai người thì ghi rõ "
            "chức vụ, đơn vị từng người."
        ),
        (
            "Đại biểu!B4: “Trần Văn An” cũng có ở ô B2, chức vụ hoặc đơn vị khác. Nếu là một người thì xóa "
            "một dòng; hai người trùng tên thì để yên."
        ),
    ]


def test_faults_are_named_with_their_cells(tmp_path: Path) -> None:
    rows = """1 | Trần C | | | | | Đảng bộ Z
2 | Trần D | | | | | Chi bộ B
3 | | Bí thư | | | |
4 | 0 | | Sở C | | |
5 | Trần E | nt | | | | bộ"""
    assert problems_of(book(tmp_path, rows)) == [
        "Đại biểu!C6: Ô chỉ ghi “nt” thay cho giá trị như trên. Gõ hẳn giá trị vào ô.",
        "Đại biểu!G2: Không có đơn vị “Đảng bộ Z”. Có phải “Đảng bộ C”? Ghi số thứ tự, mã hoặc một phần tên.",
        "Đại biểu!B4: Chưa điền “Họ tên”.",
        (
            "Đại biểu!B5: “0” không phải là tên. Gõ lại tên; nếu ô có công thức thì ô mà nó lấy tên có thể "
            "đang trống."
        ),
        "Đại biểu!G6: “bộ” chỉ 3 đơn vị: Đảng bộ A; Chi bộ B; Đảng bộ C. Ghi rõ một đơn vị.",
        (
            "Đại biểu!G3: “Chi bộ B” chỉ báo cáo, không tổ chức hội nghị. Dòng này chưa vào giấy tờ nào: "
            "sửa ô này, hoặc sửa “Hình thức sơ kết” của đơn vị ấy."
        ),
    ]


def test_what_is_hidden_or_struck_is_told(tmp_path: Path) -> None:
    def edit(book: Workbook) -> None:
        sheet = book["Đại biểu"]
        sheet.row_dimensions[2].hidden = True
        sheet["B3"].font = Font(strike=True)

    rows = HEADERS + "1 | Lê A | Bí thư\n2 | Lê B | Bí thư"
    workbook = make_workbook(tmp_path / "units.xlsx", edit, guests=rows)
    hidden, struck = sorted(problems_of(workbook), key=lambda told: "ẩn" not in told)
    assert hidden == (
        "Đại biểu: Có 1 dòng ẩn vẫn được đọc: 2. Nếu không muốn dùng các dòng này, hãy xóa hẳn."
    )
    assert struck.startswith("Đại biểu!B3: ")
    assert "gạch ngang" in struck


def test_guests_are_read_from_a_csv_file_too(tmp_path: Path) -> None:
    for name, text in {**SMALL_PLAN, "Đại biểu": HEADERS + "1 | Lê A | Bí thư | Sở A | Khách | Có"}.items():
        lines = [[cell.strip() for cell in line.split("|")] for line in text.strip("\n").split("\n")]
        file = tmp_path / ("units.csv" if name == "Đơn vị" else f"{slug(name)}.csv")
        file.write_text("\n".join(";".join(line) for line in lines), encoding="utf-8")
    (guest,) = read_plan(tmp_path / "units.csv").guests
    assert guest == Guest(name="Lê A", position="Bí thư", body="Sở A", group="Khách", coming=True)


def test_headers_of_other_offices_are_understood_and_told(tmp_path: Path) -> None:
    sheet = "STT | Họ và tên | Chức danh | Cơ quan | Thành phần | Xác nhận\n"
    sheet += "1 | Trần C | Bí thư | Sở Y tế | Khách | x"
    plan = read_plan(book(tmp_path, "", guests=sheet))
    assert plan.guests == (
        Guest(name="Trần C", position="Bí thư", body="Sở Y tế", group="Khách", coming=True),
    )


def test_a_clerks_own_sheet_of_that_name_is_told_and_stops_nothing(tmp_path: Path) -> None:
    workbook = book(tmp_path, "", guests="Ghi nhớ | Ngày\nMời cấp tỉnh | 1/4", programme="Việc | Ai\nHọp | A")
    assert read_plan(workbook).guests == ()
    hint = "Nếu để làm bộ hội nghị thì đặt tên cột như trong tệp mẫu; nếu là trang của mình thì để yên."
    assert problems_of(workbook) == [
        f"Đại biểu: Trang “Đại biểu” không có cột “Họ tên”, không được đọc. {hint}",
        f"Chương trình: Trang “Chương trình” không có cột “Nội dung”, không được đọc. {hint}",
    ]


def test_a_plan_without_the_sheets_has_neither_guests_nor_a_programme(tmp_path: Path) -> None:
    workbook = make_workbook(tmp_path / "units.xlsx")
    plan = read_plan(workbook)
    assert (plan.guests, plan.programme, problems_of(workbook)) == ((), (), [])


def test_the_programme_is_of_the_conferences_that_its_rows_name(tmp_path: Path) -> None:
    programme = """Thời gian | Nội dung | Người thực hiện | Hội nghị
07:30–08:00 | Đón tiếp đại biểu | Văn phòng |
 | Tổng kết hội nghị, thảo luận | | Đảng bộ A; cấp ban hành"""
    plan = read_plan(book(tmp_path, "", programme=programme))
    assert plan.programme == (
        ProgrammeItem(content="Đón tiếp đại biểu", time="07 giờ 30 – 08 giờ 00", presenter="Văn phòng"),
        ProgrammeItem(content="Tổng kết hội nghị, thảo luận", conference="Đảng bộ A"),
        ProgrammeItem(content="Tổng kết hội nghị, thảo luận"),
    )


@pytest.mark.parametrize(
    ("value", "number_format", "printed"),
    [
        (time(8), "h:mm:ss", "08 giờ 00"),
        (time(14, 30), "h:mm AM/PM", "14 giờ 30"),
        (1 / 3, "General", "08 giờ 00"),
        (0.333, "General", "08 giờ 00"),
        (0.3333333, "h:mm", "08 giờ 00"),
        (datetime(2022, 4, 28, 8, 15), "h:mm", "08 giờ 15"),
        (datetime(2022, 4, 28, 8, 15), "dd/mm/yyyy h:mm:ss", "08 giờ 15, ngày 28/4/2022"),
        ("28/4/2022 08:15:00", "General", "08 giờ 15, ngày 28/4/2022"),
        ("8:00:00", "General", "08 giờ 00"),
        ("8h15", "General", "08 giờ 15"),
        ("8h", "General", "08 giờ 00"),
        ("8 giờ 05 phút.", "General", "08 giờ 05"),
        ("2:30 CH", "General", "14 giờ 30"),
        ("từ 7h30 đến 8h", "General", "07 giờ 30 – 08 giờ 00"),
        ("25h", "General", "25h"),
        ("Buổi chiều", "General", "Buổi chiều"),
        ("8 giờ, sau giải lao", "General", "8 giờ, sau giải lao"),
    ],
)
def test_a_time_of_the_programme_is_printed_in_one_way(
    tmp_path: Path, value: object, number_format: str, printed: str
) -> None:
    def edit(workbook: Workbook) -> None:
        cell = workbook["Chương trình"]["A2"]
        cell.value, cell.number_format = value, number_format

    path = make_workbook(
        tmp_path / "units.xlsx", edit, units=UNITS, programme="Thời gian | Nội dung\nx | Khai mạc"
    )
    assert [item.time for item in read_plan(path).programme] == [printed]


def test_times_that_go_back_or_miss_the_conferences_hour_are_told(tmp_path: Path) -> None:
    facts = facts_with({"Thời gian hội nghị của cấp ban hành": "8h 28/4/2022"})
    units = """Tên tổ chức đảng | Hình thức sơ kết | Thời gian hội nghị
Đảng bộ A | Hội nghị | 8h 13/4/2022
Chi bộ B | Báo cáo |
Đảng bộ C | Hội nghị | 14h 13/4/2022"""
    programme = """Thời gian | Nội dung | Người thực hiện | Hội nghị
07:30 | Đón tiếp đại biểu | |
8h15 | Khai mạc | |
8:05 | Báo cáo | |
Buổi chiều | Nghỉ | |
2h | Thảo luận | |
Ngày 29/4 | Ngày thứ hai | |
7h | Tham quan | |
9h | Khai mạc | | Đảng bộ A
10h | Bế mạc | | Đảng bộ A; Đảng bộ C"""
    path = book(tmp_path, "", units=units, facts=facts, programme=programme)
    hour = "Hãy xem lại hai giờ này."
    order = "Hãy xem lại giờ, hoặc thứ tự các dòng."
    assert [line for line in problems_of(path) if line.startswith("Chương trình")] == [
        f"Chương trình!A4: 08 giờ 05 sau dòng 08 giờ 15: giờ đi lùi. {order}",
        f"Chương trình!A6: 02 giờ 00 sau dòng 08 giờ 05: giờ đi lùi. {order}",
        "Chương trình!A9: Việc đầu tiên lúc 09 giờ 00, sau giờ hội nghị (08 giờ 00). " + hour,
        "Chương trình!A10: Việc cuối cùng lúc 10 giờ 00, trước giờ hội nghị (14 giờ 00). " + hour,
    ]


def test_attendees_of_the_issuing_bodys_conference_are_its_alone(tmp_path: Path) -> None:
    attendees = """Thành phần | Đơn vị | Số lượng
Bí thư các chi bộ | |
Thường trực Tỉnh ủy | Cấp ban hành | 3
Lãnh đạo Khối | Đảng ủy Khối X | 5"""
    plan = read_plan(book(tmp_path, "", attendees=attendees))
    assert plan.issuer_conference.attendees == (
        Attendee(name="Thường trực Tỉnh ủy", count=3, of_issuer=True),
        Attendee(name="Lãnh đạo Khối", count=5, of_issuer=True),
    )
    held = [unit.conference.attendees for unit in plan.units if unit.conference]
    assert held == [(Attendee(name="Bí thư các chi bộ"),)] * 2
    assert problems_of(tmp_path / "units.xlsx") == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (" | I. Đại biểu tỉnh (2 đồng chí)", " | II. Đại biểu Khối:"),
        ("I | Đại biểu tỉnh", "II | Đại biểu Khối"),
        (" | I. Đại biểu tỉnh", " | KHỐI CƠ QUAN"),
    ],
)
def test_a_title_above_guests_is_their_group_where_none_is_typed(
    tmp_path: Path, first: str, second: str
) -> None:
    rows = f"{first}\n1 | Lê A | Bí thư\n2 | Lê B | Bí thư\n{second}\n1 | Lê C | Bí thư\n | Tổng cộng: 3 | "
    workbook = book(tmp_path, rows)
    found = [(guest.name, guest.group) for guest in read_plan(workbook).guests]
    last = "KHỐI CƠ QUAN" if "CƠ QUAN" in second else "Đại biểu Khối"
    assert found == [("Lê A", "Đại biểu tỉnh"), ("Lê B", "Đại biểu tỉnh"), ("Lê C", last)]
    told = (
        f"Đại biểu: Nhóm của 3 đại biểu lấy theo dòng tiêu đề ở trên: “Đại biểu tỉnh”; “{last}”. Nếu "
        "không phải thì ghi nhóm vào cột “Nhóm” của từng dòng."
    )
    assert told in problems_of(workbook)


def test_a_title_is_no_group_where_groups_are_typed(tmp_path: Path) -> None:
    rows = " | I. Đại biểu tỉnh\n1 | Lê A | Bí thư | | Khách\n2 | Lê B | Bí thư"
    found = [(guest.name, guest.group) for guest in read_plan(book(tmp_path, rows)).guests]
    assert found == [("Lê A", "Khách"), ("Lê B", "")]


def test_a_group_that_a_conference_has_twice_is_told(tmp_path: Path) -> None:
    attendees = """Thành phần | Đơn vị | Số lượng
Ban Chấp hành | Cấp ban hành | 12
ban chấp  hành | cấp ban hành | 5
Ban Chấp hành | Đảng bộ A | 7
Bí thư chi bộ | |
Bí thư chi bộ | Đảng bộ A; Đảng bộ C | 3"""
    hint = "Nếu ghi hai lần thì xóa một dòng; nếu là hai nhóm thì ghi tên khác nhau."
    assert problems_of(book(tmp_path, "", attendees=attendees)) == [
        ("Thành phần!A3: “ban chấp hành” cũng có ở ô A2, cùng hội nghị: tính là một nhóm, 17 người. " + hint),
        f"Thành phần!A6: “Bí thư chi bộ” cũng có ở ô A5, cùng hội nghị: tính là một nhóm. {hint}",
    ]


def test_days_about_the_issuing_bodys_conference_that_cannot_be_meant_are_told(tmp_path: Path) -> None:
    facts = facts_with(
        {
            "Thời gian hội nghị của cấp ban hành": "8h 28/4/2022",
            "Hạn hội nghị của cấp ban hành": "27/4/2022",
        }
    )
    documents = """Mẫu | Tên | Gửi cho | Số | Ngày
bao-cao.docx | Mẫu báo cáo | Tất cả
giay-moi-dai-bieu.docx | Giấy mời | Không gửi | 05 | 29/4/2022"""
    told = problems_of(book(tmp_path, "", facts=facts, documents=documents))
    assert [line.split(": ", 1)[1] for line in told] == [
        "Hội nghị của cấp ban hành ngày 28/4/2022 không trước hạn (27/4/2022).",
        (
            "Giấy mời ngày 29/4/2022 không trước ngày hội nghị của cấp ban hành (28/4/2022). Hãy xem lại hai "
            "ngày này."
        ),
    ]

"""What is well formed in a workbook but cannot be meant is noted: in its cell, once, with what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from sokhet_docs.plan import Attendee, secrecy_stamp
from sokhet_docs.workbook import read_plan
from tests.support.workbook_builder import facts_with, make_workbook, problems_of

HEADS = "Tên tổ chức đảng | Hình thức sơ kết"
COURTS = f"""
Mã | {HEADS}
DB01 | Đảng bộ Tòa án nhân dân tỉnh | Hội nghị
DB02 | Đảng bộ Sở Xây dựng | Hội nghị
"""
BY = "Ghi số thứ tự, mã hoặc một phần tên."
NO_FORMULA = "Công thức trong ô chưa có kết quả. Mở tệp bằng Excel, lưu lại, hoặc gõ thẳng giá trị."
DROP_STAMP = "Bỏ chữ này; văn bản mật phải soạn riêng, theo quy định về bảo vệ bí mật nhà nước."


def test_formulas_that_no_program_has_worked_out_are_not_blanks(tmp_path: Path) -> None:
    def calculate(book: Workbook) -> None:
        book["Đơn vị"]["A2"] = '="Đảng bộ "&"A"'
        book["Đơn vị"]["C1"], book["Đơn vị"]["C3"] = "Hạn báo cáo", "=TODAY()"
        book["Kế hoạch"]["B16"] = "=DATE(2022,4,20)"

    assert problems_of(make_workbook(tmp_path / "units.xlsx", calculate)) == [
        f"Kế hoạch!B16: {NO_FORMULA}",
        f"Đơn vị!A2: {NO_FORMULA}",
        f"Đơn vị!C3: {NO_FORMULA}",
    ]


def test_conferences_that_nobody_is_invited_to_are_counted_in_one_line(tmp_path: Path) -> None:
    units = HEADS + "".join(f"\nĐảng bộ {letter} | Hội nghị" for letter in "ABCDEFG")
    path = make_workbook(
        tmp_path / "units.xlsx", units=units, attendees="Thành phần | Đơn vị\nBí thư | Đảng bộ A"
    )
    assert problems_of(path) == [
        (
            "Thành phần: Chưa có thành phần dự hội nghị của 6 đơn vị: Đảng bộ B; Đảng bộ C; Đảng bộ D;"
            " Đảng bộ E; Đảng bộ F; … Ghi thành phần, để trống cột “Đơn vị” nếu là cho mọi hội nghị."
        )
    ]


@pytest.mark.parametrize(
    ("text", "stamp"),
    [
        ("MẬT", "MẬT"),
        ("MẬT sơ kết 05 năm", "MẬT"),
        ("(TỐI MẬT)", "TỐI MẬT"),
        ("Kế hoạch\nTUYỆT\nMẬT", "TUYỆT MẬT"),
        ("TỐI MẬT KẾ HOẠCH", "TỐI MẬT"),
        ("BẢO MẬT, độ MẬT", "MẬT"),
        ("Ban chỉ đạo BẢO MẬT", ""),
        ("CÔNG TY MẬT ONG HÀ TĨNH", ""),
        ("bảo vệ bí mật, tối mật, Mật", ""),
        ("MẬTMÃ", ""),
    ],
)
def test_a_secrecy_stamp_is_distinguished_from_words_about_secrecy(text: str, stamp: str) -> None:
    assert secrecy_stamp(text) == stamp


def test_a_secrecy_stamp_in_any_cell_that_prints_is_refused(tmp_path: Path) -> None:
    path = make_workbook(
        tmp_path / "units.xlsx",
        units=f"{HEADS} | Ghi chú | Độ khẩn\nChi bộ A | Báo cáo | TUYỆT MẬT | (MẬT)",
        facts=facts_with({"Dịp": "MẬT sơ kết", "Địa danh": "BẢO MẬT"}),
    )
    assert problems_of(path) == [
        f"Kế hoạch!B12: Ô ghi “MẬT”; chương trình không in dấu MẬT. {DROP_STAMP}",
        f"Đơn vị!C2: Ô ghi “TUYỆT MẬT”; chương trình không in dấu MẬT. {DROP_STAMP}",
        f"Đơn vị!D2: Ô ghi “MẬT”; chương trình không in dấu MẬT. {DROP_STAMP}",
    ]


@pytest.mark.parametrize("number", ["05", "5", "112", "05a", "05bis"])
def test_a_plans_number_is_taken_as_it_is(tmp_path: Path, number: str) -> None:
    facts = facts_with({"Số kế hoạch": number})
    assert read_plan(make_workbook(tmp_path / "units.xlsx", facts=facts)).number == number


@pytest.mark.parametrize("number", ["05-KH", "Số 05", "05-KH/ĐUK", "1.5", "-5"])
def test_a_plans_number_is_a_number_only(tmp_path: Path, number: str) -> None:
    path = make_workbook(tmp_path / "units.xlsx", facts=facts_with({"Số kế hoạch": number}))
    assert problems_of(path) == [
        (
            f"Kế hoạch!B23: “{number}” không phải là số của kế hoạch."
            " Chỉ ghi số, ví dụ 05; ký hiệu phía sau được ghi tự động."
        )
    ]


def test_deadlines_on_or_before_the_day_of_issue_are_said(tmp_path: Path) -> None:
    path = make_workbook(
        tmp_path / "units.xlsx",
        units=f"{HEADS} | Hạn báo cáo\nChi bộ A | Báo cáo | 18/4/2022\nChi bộ B | Báo cáo | 21/4/2022",
        facts=facts_with({"Ngày ban hành": "20/4/2022", "Hạn hội nghị của cấp ban hành": "28/4/2022"}),
    )
    hint = "không sau ngày ban hành (20/4/2022). Hãy xem lại hai ngày này."
    assert problems_of(path) == [
        f"Kế hoạch!B16: Hạn báo cáo 20/4/2022 {hint}",
        f"Kế hoạch!B17: Hạn hội nghị của đơn vị 15/4/2022 {hint}",
        f"Đơn vị!C2: Hạn báo cáo 18/4/2022 {hint}",
    ]


def test_a_units_deadline_in_another_year_is_said(tmp_path: Path) -> None:
    units = f"{HEADS} | Hạn báo cáo\nChi bộ A | Báo cáo | 20/4/2023\nChi bộ B | Báo cáo |"
    assert problems_of(make_workbook(tmp_path / "units.xlsx", units=units)) == [
        "Đơn vị!C2: Hạn báo cáo 20/4/2023 khác năm với hạn chung (20/4/2022). Hãy xem lại năm."
    ]


@pytest.mark.parametrize(
    ("first", "second", "is_twice"),
    [
        ("Tất cả", "Tất cả", True),
        ("Hội nghị", "Tất cả", True),
        ("Báo cáo", "Báo cáo", True),
        ("Hội nghị", "Báo cáo", False),
        ("Tất cả", "Không gửi", False),
    ],
)
def test_a_template_twice_in_one_packet_is_refused(
    tmp_path: Path, first: str, second: str, is_twice: bool
) -> None:
    documents = f"Mẫu | Tên | Gửi cho\nbao-cao.docx | a | {first}\nBao-cao.docx | b | {second}"
    said = (
        "Văn bản!A3: Mẫu “Bao-cao.docx” đã có ở ô A2, cho cùng đơn vị nhận."
        " Xóa một dòng, hoặc sửa cột “Gửi cho”."
    )
    path = make_workbook(tmp_path / "units.xlsx", documents=documents)
    assert problems_of(path) == ([said] if is_twice else [])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Đảng bộ Toà ân", "Đảng bộ Tòa án nhân dân tỉnh"),
        ("Đảng bộ Sở Xây dụng", "Đảng bộ Sở Xây dựng"),
    ],
)
def test_a_unit_whose_name_is_mistyped_is_asked_about(tmp_path: Path, typed: str, meant: str) -> None:
    attendees = f"Thành phần | Đơn vị\nBí thư | {typed}"
    assert problems_of(make_workbook(tmp_path / "units.xlsx", units=COURTS, attendees=attendees)) == [
        f"Thành phần!B2: Không có đơn vị “{typed}”. Có phải “{meant}”? {BY}"
    ]


def test_a_part_of_several_names_names_no_unit(tmp_path: Path) -> None:
    path = make_workbook(
        tmp_path / "units.xlsx", units=COURTS, attendees="Thành phần | Đơn vị\nBí thư | đảng bộ"
    )
    assert problems_of(path) == [
        (
            "Thành phần!B2: “đảng bộ” chỉ 2 đơn vị: Đảng bộ Tòa án nhân dân tỉnh; Đảng bộ Sở Xây dựng."
            " Ghi rõ một đơn vị."
        )
    ]


@pytest.mark.parametrize("typed", ["db01", "1", "toà án nhân dân", "Đảng bộ Tòa án nhân dân tỉnh"])
def test_an_attendees_unit_may_be_given_by_code_number_or_part_of_name(tmp_path: Path, typed: str) -> None:
    attendees = f"Thành phần | Đơn vị\nBí thư |\nChánh án | {typed}"
    plan = read_plan(make_workbook(tmp_path / "units.xlsx", units=COURTS, attendees=attendees))
    assert [unit.conference and unit.conference.attendees for unit in plan.units] == [
        (Attendee(name="Bí thư"), Attendee(name="Chánh án", unit="Đảng bộ Tòa án nhân dân tỉnh")),
        (Attendee(name="Bí thư"),),
    ]


def test_a_broken_number_is_named_as_it_was_typed(tmp_path: Path) -> None:
    def break_number(book: Workbook) -> None:
        book["Đơn vị"]["C1"], book["Đơn vị"]["C2"] = "Số bản", 1.5
        book["Đơn vị"]["C2"].number_format = "0"

    assert problems_of(make_workbook(tmp_path / "units.xlsx", break_number)) == [
        "Đơn vị!C2: “1,5” không phải là số nguyên từ 0 đến 10.000. Gõ lại một số nguyên, không kèm chữ."
    ]


@pytest.mark.parametrize(("row", "label"), [(16, "Hạn báo cáo"), (18, "Năm đầu của số liệu")])
def test_a_label_that_was_cleared_is_missed_once_in_its_place(tmp_path: Path, row: int, label: str) -> None:
    def clear(book: Workbook) -> None:
        assert book["Kế hoạch"].cell(row, 1).value == label
        book["Kế hoạch"].cell(row, 1).value = None

    assert problems_of(make_workbook(tmp_path / "units.xlsx", clear)) == [
        f"Kế hoạch!A{row}: Thiếu mục “{label}”. Điền tên mục này vào ô."
    ]


def test_a_line_that_was_deleted_is_missed_once(tmp_path: Path) -> None:
    path = make_workbook(tmp_path / "units.xlsx", facts=facts_with({"Hạn báo cáo": None}))
    assert problems_of(path) == ["Kế hoạch: Thiếu mục “Hạn báo cáo”. Thêm dòng này vào cột “Mục”."]


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("TS. Nguyễn Văn A", "TS."),
        ("PGS.TS Nguyễn Văn A", "PGS."),
        ("ThS Trần Thị B", "ThS"),
        ("Tiến sĩ Trần Thị B", "Tiến sĩ"),
        ("Đồng chí Trần Thị B", "Đồng chí"),
        ("Nguyễn Trọng Vân", ""),
        ("Ông Ích Khiêm", ""),
        ("TSÊ Văn A", ""),
    ],
)
def test_a_title_before_the_signatorys_name_is_said(tmp_path: Path, name: str, title: str) -> None:
    said = (
        f"Kế hoạch!B22: “{title}” đứng trước họ tên người ký."
        " Văn bản của Đảng chỉ ghi họ và tên, không ghi học hàm, học vị, danh hiệu."
    )
    path = make_workbook(tmp_path / "units.xlsx", facts=facts_with({"Họ tên người ký": name}))
    assert problems_of(path) == ([said] if title else [])


def test_a_conference_of_a_unit_that_only_reports_is_said(tmp_path: Path) -> None:
    units = f"""
{HEADS} | Thời gian hội nghị | Địa điểm hội nghị | Hình thức hội nghị
Chi bộ A | Báo cáo | | Hội trường | Riêng
Chi bộ B | Báo cáo | | |
"""
    assert problems_of(make_workbook(tmp_path / "units.xlsx", units=units)) == [
        (
            "Đơn vị!D2: “Chi bộ A” chỉ báo cáo, nhưng có ghi “Địa điểm hội nghị”, “Hình thức hội nghị”."
            " Sửa “Hình thức sơ kết” thành Hội nghị, hoặc xóa các ô này."
        )
    ]


@pytest.mark.parametrize(
    ("deadline", "warned"),
    [
        ("20/4/2022", []),
        ("16/4/2022", ["Hạn báo cáo 16/4/2022 là Thứ Bảy."]),
        ("02/5/2022", ["Hạn báo cáo 02/5/2022 là ngày nghỉ lễ (Ngày Chiến thắng (nghỉ bù))."]),
        ("02/9/2040", ["Hạn báo cáo 02/9/2040 là Chủ nhật, ngày nghỉ lễ (Quốc khánh)."]),
        ("03/5/2040", []),
    ],
)
def test_a_deadline_on_a_day_off_is_said(tmp_path: Path, deadline: str, warned: list[str]) -> None:
    held = {"Hạn hội nghị của đơn vị": ""}
    facts = facts_with({"Hạn báo cáo": deadline, "Năm": deadline[-4:], **held})
    path = make_workbook(tmp_path / "units.xlsx", facts=facts)
    assert problems_of(path) == [f"Kế hoạch!B16: {message}" for message in warned]


ASKED_UNITS = """
Tên tổ chức đảng | Hình thức sơ kết
Đảng bộ A | Hội nghị
Chi bộ B | Báo cáo
"""


def test_a_unit_that_is_asked_nothing_is_said(tmp_path: Path) -> None:
    sheets = {
        "units": ASKED_UNITS,
        "outline": "Tiêu đề | Dành cho\nHội nghị | Hội nghị",
        "figures": "Chỉ tiêu | Dành cho\nSố cuộc | Loại: Đảng bộ",
    }
    assert problems_of(make_workbook(tmp_path / "units.xlsx", None, **sheets)) == [
        (
            "Đề cương: Không mục, chỉ tiêu nào dành cho 1 đơn vị: Chi bộ B."
            " Hãy xem lại cột “Dành cho”, hoặc đừng gửi mẫu báo cáo cho các đơn vị này."
        )
    ]
    sent = {"documents": "Mẫu | Tên | Gửi cho\nbao-cao.docx | Mẫu báo cáo | Hội nghị"}
    assert problems_of(make_workbook(tmp_path / "units.xlsx", None, **sheets, **sent)) == []


def test_a_subsection_that_no_unit_is_asked_is_said(tmp_path: Path) -> None:
    outline = """
Mục | Tiêu đề | Dành cho
1 | Chung |
2 | Đảng bộ | Loại: Đảng bộ
2.1 | Chi bộ | Loại: Chi bộ
2.2 | Hội nghị | Hội nghị
"""
    path = make_workbook(tmp_path / "units.xlsx", units=ASKED_UNITS, outline=outline)
    assert problems_of(path) == [
        (
            "Đề cương!C4: Không đơn vị nào được hỏi mục này: mục cấp trên dành cho các đơn vị khác."
            " Hãy sửa “Dành cho” của một trong hai dòng."
        )
    ]

"""A workbook becomes a plan, or every problem in it with its cell and its exact words."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from sokhet_docs.plan import Attendee, Conference, ConferenceForm, Recipient, ReviewForm, Unit, rule_set_named
from sokhet_docs.problems import WorkbookError
from sokhet_docs.workbook import read_plan
from tests.support.workbook_builder import FACTS, SMALL_PLAN, facts_with, make_workbook, problems_of


def test_a_row_with_a_name_and_a_form_is_a_whole_unit(tmp_path: Path) -> None:
    plan = read_plan(make_workbook(tmp_path / "units.xlsx"))
    assert plan.warnings == ()
    assert plan.units == (
        Unit(
            number=1,
            code="DB01",
            name="Đảng bộ A",
            review_form=ReviewForm.CONFERENCE,
            conference=Conference(
                deadline=date(2022, 4, 15), attendees=(Attendee(name="Đại diện Ban Thường vụ"),)
            ),
            report_deadline=date(2022, 4, 20),
            kind="Đảng bộ",
            own_name="A",
            committee="Đảng ủy A",
            committee_lines="Đảng ủy A",
            committee_code="ĐU",
            authority="T/M ĐẢNG ỦY",
            addressee="Đảng ủy A",
        ),
        Unit(
            number=2,
            code="CB01",
            name="Chi bộ B",
            review_form=ReviewForm.REPORT,
            conference=None,
            report_deadline=date(2022, 4, 20),
            kind="Chi bộ",
            own_name="B",
            committee="Chi bộ B",
            committee_lines="Chi bộ B",
            committee_code="CB",
            authority="T/M CHI BỘ",
            addressee="Chi bộ B",
        ),
    )
    assert plan.recipients == (
        Recipient(name="Ban Dân vận", purpose="báo cáo"),
        Recipient(name="Văn phòng", purpose="lưu", copies=2),
    )


def test_every_column_filled_in_by_the_clerk_wins_over_the_default(tmp_path: Path) -> None:
    units = """
TT | Mã | Tên tổ chức đảng | Hình thức sơ kết | Thời gian hội nghị | Địa điểm hội nghị | Hình thức hội nghị \
| Hạn báo cáo | Kính gửi | Người nhận | Email | Địa chỉ | Số bản | Ghi chú | Cấp ủy \
| Ký hiệu | Quyền hạn | Cụm thi đua
7 | A1 | Đảng bộ A | Hội nghị | 08:00 13/4/2022 | Hội trường | lồng ghép \
| 18/4/2022 | Các đồng chí | Ông Năm | a@b.vn | 1 Trần Phú | 3 | Gấp | Đảng ủy cơ quan A \
| ĐUCQ | T/M BAN CHẤP HÀNH | số 2
"""
    (unit,) = read_plan(make_workbook(tmp_path / "units.xlsx", units=units)).units
    assert unit == Unit(
        number=7,
        code="A1",
        name="Đảng bộ A",
        review_form=ReviewForm.CONFERENCE,
        conference=Conference(
            deadline=date(2022, 4, 15),
            time=datetime(2022, 4, 13, 8, 0),
            place="Hội trường",
            form=ConferenceForm.COMBINED,
            attendees=(Attendee(name="Đại diện Ban Thường vụ"),),
        ),
        report_deadline=date(2022, 4, 18),
        kind="Đảng bộ",
        own_name="A",
        committee="Đảng ủy cơ quan A",
        committee_lines="Đảng ủy cơ quan A",
        committee_code="ĐUCQ",
        authority="T/M BAN CHẤP HÀNH",
        addressee="Các đồng chí",
        recipient_name="Ông Năm",
        email="a@b.vn",
        address="1 Trần Phú",
        copies=3,
        note="Gấp",
        extra={"Cụm thi đua": "số 2"},
    )


def test_attendees_are_the_common_ones_and_then_the_units_own(tmp_path: Path) -> None:
    attendees = """
Thành phần | Đơn vị | Số lượng
Đại diện Ban Thường vụ | |
Bí thư đoàn thanh niên | đảng bộ a | 2
Trưởng các phòng | | 10
"""
    (unit, _) = read_plan(make_workbook(tmp_path / "units.xlsx", attendees=attendees)).units
    assert unit.conference is not None
    assert unit.conference.attendees == (
        Attendee(name="Đại diện Ban Thường vụ"),
        Attendee(name="Bí thư đoàn thanh niên", unit="Đảng bộ A", count=2),
        Attendee(name="Trưởng các phòng", count=10),
    )


def test_a_line_added_to_the_facts_becomes_a_field_of_the_plan(tmp_path: Path) -> None:
    facts = facts_with({"Điện thoại": "0239 3855 555"})
    assert read_plan(make_workbook(tmp_path / "units.xlsx", facts=facts)).extra == {
        "Điện thoại": "0239 3855 555"
    }


def test_the_rule_set_follows_the_day_and_can_be_named(tmp_path: Path) -> None:
    new = facts_with({"Năm": None, "Ngày ban hành": "27/5/2026"})
    named = facts_with({"Bộ thể thức": "hd 05"})
    for facts in (new, named):
        assert read_plan(make_workbook(tmp_path / "units.xlsx", facts=facts)).rule_set is rule_set_named(
            "HD05"
        )


@pytest.mark.parametrize(
    "header",
    [
        unicodedata.normalize("NFD", "Tên tổ chức đảng"),
        "TÊN  TỔ CHỨC ĐẢNG ",
        "Tên\u00a0tổ chức\u200b đảng",
        "Tên tổ\nchức đảng",
        "Tên tổ chức Ðảng",
    ],
)
def test_a_header_spelt_otherwise_is_found(tmp_path: Path, header: str) -> None:
    def respell(book: Workbook) -> None:
        book["Đơn vị"]["A1"] = header

    assert len(read_plan(make_workbook(tmp_path / "units.xlsx", respell)).units) == 2


def test_tone_placement_of_a_header_does_not_matter(tmp_path: Path) -> None:
    facts = facts_with({"Cấp ủy ban hành": None, "Cấp uỷ ban hành": "Đảng uỷ Khối X"})
    assert read_plan(make_workbook(tmp_path / "units.xlsx", facts=facts)).issuer.committee == "Đảng uỷ Khối X"


def test_headers_below_a_title_with_gaps_and_hidden_rows_are_read_and_said(tmp_path: Path) -> None:
    def spoil(book: Workbook) -> None:
        sheet = book["Đơn vị"]
        sheet.insert_rows(1, 2)
        sheet["A1"] = "DANH SÁCH ĐƠN VỊ"
        sheet.merge_cells("A1:C1")
        sheet.insert_cols(2)
        sheet.insert_rows(5)
        sheet.row_dimensions[6].hidden = True
        sheet.auto_filter.ref = "A3:C6"
        sheet.column_dimensions["C"].hidden = True

    path = make_workbook(tmp_path / "units.xlsx", spoil)
    assert [unit.name for unit in read_plan(path).units] == ["Đảng bộ A", "Chi bộ B"]
    assert problems_of(path) == [
        "Đơn vị: Có 1 dòng ẩn vẫn được đọc: 6. Nếu không muốn dùng các dòng này, hãy xóa hẳn.",
        (
            "Đơn vị: Có 1 cột ẩn vẫn được đọc: “Hình thức sơ kết” (C)."
            " Nếu không muốn dùng các cột này, hãy xóa hẳn."
        ),
    ]


def test_cells_merged_downwards_count_for_each_of_their_rows(tmp_path: Path) -> None:
    units = """
Tên tổ chức đảng | Hình thức sơ kết | Cụm
Chi bộ A | Báo cáo | số 1
Chi bộ B | |
Chi bộ C | Báo cáo | số 2
"""

    def merge(book: Workbook) -> None:
        book["Đơn vị"].merge_cells("B2:B3")
        book["Đơn vị"].merge_cells("C2:C3")

    plan = read_plan(
        make_workbook(tmp_path / "units.xlsx", merge, units=units, attendees="Thành phần | Đơn vị")
    )
    assert [(u.name, u.review_form, u.extra) for u in plan.units] == [
        ("Chi bộ A", "Báo cáo", {"Cụm": "số 1"}),
        ("Chi bộ B", "Báo cáo", {"Cụm": "số 1"}),
        ("Chi bộ C", "Báo cáo", {"Cụm": "số 2"}),
    ]


def test_headers_of_two_rows_and_repeated_headers_are_no_units(tmp_path: Path) -> None:
    units = """
TT | Tên tổ chức đảng | Hình thức sơ kết | Hội nghị |
 | | | Thời gian hội nghị | Địa điểm hội nghị
1. | Đảng bộ A | Hội nghị | 13/4/2022 | Hội trường
TT | Tên tổ chức đảng | Hình thức sơ kết | Thời gian hội nghị | Địa điểm hội nghị
2. | Chi bộ B | Báo cáo | |
"""

    def merge(book: Workbook) -> None:
        for area in ("A1:A2", "B1:B2", "C1:C2", "D1:E1"):
            book["Đơn vị"].merge_cells(area)

    path = make_workbook(tmp_path / "units.xlsx", merge, units=units)
    assert [(u.number, u.name) for u in read_plan(path).units] == [(1, "Đảng bộ A"), (2, "Chi bộ B")]
    held = read_plan(path).units[0].conference
    assert held is not None
    assert (held.time, held.place) == (date(2022, 4, 13), "Hội trường")


def test_headers_merged_over_two_rows_are_read_once(tmp_path: Path) -> None:
    units = "Tên tổ chức đảng | Hình thức sơ kết\n |\nChi bộ A | Báo cáo"

    def merge(book: Workbook) -> None:
        for area in ("A1:A2", "B1:B2"):
            book["Đơn vị"].merge_cells(area)

    path = make_workbook(tmp_path / "units.xlsx", merge, units=units)
    assert [unit.name for unit in read_plan(path).units] == ["Chi bộ A"]


def test_rows_that_hold_only_a_number_are_no_units(tmp_path: Path) -> None:
    units = "TT | Tên tổ chức đảng | Hình thức sơ kết\n1 | Chi bộ A | Báo cáo\n2 | |\n3 | |"
    assert len(read_plan(make_workbook(tmp_path / "units.xlsx", units=units)).units) == 1


def test_a_hidden_sheet_is_read_and_said(tmp_path: Path) -> None:
    def hide(book: Workbook) -> None:
        book["Nơi nhận"].sheet_state = "hidden"

    assert problems_of(make_workbook(tmp_path / "units.xlsx", hide)) == [
        "Nơi nhận: Trang này đang ẩn, vẫn được đọc."
    ]


HEADS = "Tên tổ chức đảng | Hình thức sơ kết"
BY = "Ghi số thứ tự, mã hoặc một phần tên."
WHOLE = "Gõ lại một số nguyên, không kèm chữ."


@pytest.mark.parametrize(
    ("sheets", "problems"),
    [
        ({"recipients": None}, ["Thiếu trang “Nơi nhận”. Thêm trang này như trong tệp mẫu."]),
        (
            {"units": "Hình thức sơ kết | Tên tổ chức\nBáo cáo | Chi bộ A"},
            ["Đơn vị!B1: Thiếu cột “Tên tổ chức đảng”. Có phải cột “Tên tổ chức”? Hãy đổi tên cột."],
        ),
        (
            {"units": "a | b\nBáo cáo | Chi bộ A"},
            [
                (
                    "Đơn vị: Không tìm thấy dòng tiêu đề với “Tên tổ chức đảng”."
                    " Tiêu đề phải nằm trong 30 dòng đầu của trang, viết đúng như trong tệp mẫu."
                )
            ],
        ),
        (
            {"units": f"{HEADS} | Tên tổ chức ĐẢNG\nChi bộ A | Báo cáo | x"},
            ["Đơn vị!C1: Cột “Tên tổ chức ĐẢNG” đã có ở ô A1. Đổi tên một trong hai cột."],
        ),
        (
            {"units": f"{HEADS} | Hạn nộp báo cáo\nChi bộ A | Báo cáo | 18/4/2022"},
            [
                (
                    "Đơn vị!C1: Cột được hiểu: “Hạn nộp báo cáo” (C1) là “Hạn báo cáo”."
                    " Nếu không đúng, hãy đổi tên."
                )
            ],
        ),
        (
            {"units": f"{HEADS} | Cụm 1 | CỤM (1)\nChi bộ A | Báo cáo | x | y"},
            ["Đơn vị!D1: Cột “CỤM (1)” trùng với cột “Cụm 1” trong mẫu Word. Đổi tên cột này."],
        ),
        (
            {"units": f"{HEADS} | Tên\nChi bộ A | Báo cáo | x"},
            ["Đơn vị!C1: Cột “Tên” trùng với trường có sẵn don_vi.ten trong mẫu Word. Đổi tên cột này."],
        ),
        (
            {"units": f"TT | {HEADS}\n1 | Chi bộ A | Báo cáo\n1 | Chi bộ B | Báo cáo"},
            ["Đơn vị!A3: Số thứ tự 1 đã có ở ô A2."],
        ),
        (
            {"facts": facts_with({"Quyền hạn ký": "TM. BAN THƯỜNG VỤ"})},
            [
                (
                    "Kế hoạch!B20: “TM.” là cách ghi của văn bản nhà nước."
                    " Văn bản của Đảng ghi T/M, K/T, T/L hoặc Q."
                )
            ],
        ),
        ({"units": HEADS}, ["Đơn vị: Không có đơn vị nào dưới dòng tiêu đề."]),
        (
            {"units": f"{HEADS}\nChi bộ Thủy lợi | Báo cáo\nChi bộ  thuỷ lợi | Báo cáo"},
            ["Đơn vị!A3: Đơn vị “Chi bộ thuỷ lợi” đã có ở ô A2. Xóa hoặc sửa một dòng."],
        ),
        (
            {"units": f"{HEADS}\nChi bộ Khối A | Báo cáo\nChi bộ Khôi A | Báo cáo"},
            ["Đơn vị!A3: “Chi bộ Khôi A”: có phải là “Chi bộ Khối A” ở ô A2? Nếu là một, hãy xóa một dòng."],
        ),
        (
            {"units": f"{HEADS} | Mã\nChi bộ A | Báo cáo | CB1\nChi bộ B | Báo cáo | cb1"},
            ["Đơn vị!C3: Mã “cb1” đã dùng ở ô C2. Mỗi đơn vị một mã khác nhau."],
        ),
        (
            {"units": f"{HEADS}\nĐàng bộ Sở Nội vụ | Báo cáo\nChi Bô C | Báo cáo\nSở Nội vụ | Báo cáo"},
            [
                "Đơn vị!A2: “Đàng bộ”: có phải “Đảng bộ”? Nếu phải, hãy sửa tên đơn vị.",
                "Đơn vị!A3: “Chi Bô”: có phải “Chi bộ”? Nếu phải, hãy sửa tên đơn vị.",
            ],
        ),
        (
            {
                "units": f"{HEADS}\nChi bộ A | Hội nghi\nChi bộ B |\n | Báo cáo\nChi bộ C | Tự học"
                "\nChi bộ D | tự học"
            },
            [
                "Đơn vị!A4: Chưa điền “Tên tổ chức đảng”.",
                (
                    "Đơn vị!B2: “Hội nghi” không có trong danh sách."
                    " Có phải “Hội nghị”? Chọn một trong: Hội nghị, Báo cáo."
                ),
                (
                    "Đơn vị!B3: Chưa điền “Hình thức sơ kết”: tính là Báo cáo."
                    " Nếu đúng là Báo cáo thì chọn Báo cáo cho rõ."
                ),
                (
                    "Đơn vị!B5: “Tự học” là hình thức mới, chưa cột “Gửi cho” hay “Dành cho” nào nhắc đến."
                    " Đơn vị này không tổ chức hội nghị; nếu không đúng, hãy sửa ô."
                ),
            ],
        ),
        (
            {
                "units": f"{HEADS} | Số bản | TT\nChi bộ A | Báo cáo | hai | -1"
                "\nChi bộ B | Báo cáo | 10001 | 1,5"
            },
            [
                f"Đơn vị!D2: “-1” không phải là số nguyên từ 0 đến 1.000.000. {WHOLE}",
                f"Đơn vị!D3: “1,5” không phải là số nguyên từ 0 đến 1.000.000. {WHOLE}",
                f"Đơn vị!C2: “hai” không phải là số nguyên từ 0 đến 10.000. {WHOLE}",
                f"Đơn vị!C3: “10001” không phải là số nguyên từ 0 đến 10.000. {WHOLE}",
            ],
        ),
        (
            {"attendees": "Thành phần | Đơn vị\nBí thư | Đảng bộ AB\nPhó Bí thư | Chi bộ B"},
            [
                f"Thành phần!B2: Không có đơn vị “Đảng bộ AB”. Có phải “Đảng bộ A”? {BY}",
                "Thành phần!B3: “Chi bộ B” chỉ báo cáo, không tổ chức hội nghị.",
            ],
        ),
        (
            {"documents": "Mẫu | Tên | Gửi cho\nbao-cao.docx | | Ở xa\n | Giấy mời | Tất cả"},
            [
                (
                    "Văn bản!C2: “Ở xa” không có trong danh sách."
                    " Chọn một trong: Tất cả, Hội nghị, Báo cáo, Không gửi; hoặc ghi Cột: giá trị."
                ),
                "Văn bản!A3: Chưa điền “Mẫu”.",
            ],
        ),
        (
            {"facts": facts_with({"Địa danh": None, "Địa danh ": "x", "Mã kế hoạch": "…"})},
            ["Kế hoạch!B2: Chưa điền “Mã kế hoạch”."],
        ),
        (
            {"facts": facts_with({"Họ tên người ký": None, "Người ký": "Nguyễn Trọng Vân"})},
            [
                (
                    "Kế hoạch!A22: Mục được hiểu: “Người ký” (A22) là “Họ tên người ký”."
                    " Nếu không đúng, hãy đổi tên."
                )
            ],
        ),
        (
            {"facts": FACTS + "Năm | 2023\n | x"},
            [
                "Kế hoạch!A23: Mục “Năm” đã có ở ô A3. Xóa một trong hai dòng.",
                "Kế hoạch!A24: Có giá trị mà không có tên mục. Điền tên ở cột “Mục”.",
            ],
        ),
        (
            {
                "facts": facts_with(
                    {"Bộ thể thức": "HD99", "Ngày ban hành": "05/02/2023", "Năm cuối của số liệu": "2016"}
                )
            },
            [
                "Kế hoạch!B3: Năm 2022 không khớp với ngày ban hành, năm 2023.",
                "Kế hoạch!B19: Số liệu không thể đi từ năm 2017 đến năm 2016.",
                "Kế hoạch!B23: Không có bộ thể thức “HD99”. Chọn một trong: HD36, HD05.",
            ],
        ),
        (
            {"facts": facts_with({"Hạn báo cáo": "10/4/2022"})},
            [
                "Kế hoạch!B16: Hạn báo cáo 10/4/2022 là Chủ nhật, ngày nghỉ lễ (Ngày Giỗ Tổ Hùng Vương).",
                "Kế hoạch!B16: Hạn báo cáo (10/4/2022) trước hạn hội nghị của đơn vị (15/4/2022).",
            ],
        ),
        (
            {
                "units": f"{HEADS} | Thời gian hội nghị | Hạn báo cáo"
                "\nĐảng bộ A | Hội nghị | 8h 22/4/2022 | 02/9/2022"
                "\nChi bộ B | Hội nghị | 14 giờ 00, 20/4/2022 |"
            },
            [
                "Đơn vị!D2: Hạn báo cáo 02/9/2022 là ngày nghỉ lễ (Quốc khánh).",
                "Đơn vị!C2: Hội nghị ngày 22/4/2022 không trước hạn hội nghị (15/4/2022).",
                "Đơn vị!C3: Hội nghị ngày 20/4/2022 không trước hạn báo cáo (20/4/2022).",
                "Đơn vị!C3: Hội nghị ngày 20/4/2022 không trước hạn hội nghị (15/4/2022).",
            ],
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_cell(
    tmp_path: Path, sheets: dict[str, str | None], problems: list[str]
) -> None:
    assert problems_of(make_workbook(tmp_path / "units.xlsx", None, **sheets)) == problems


def test_a_unit_of_another_name_is_addressed_by_its_own_column(tmp_path: Path) -> None:
    units = f"{HEADS} | Cấp ủy\nSở Nội vụ | Báo cáo | Đảng ủy Sở Nội vụ"
    (unit,) = read_plan(make_workbook(tmp_path / "units.xlsx", units=units)).units
    said = (unit.kind, unit.own_name, unit.committee, unit.committee_code, unit.authority, unit.addressee)
    assert said == ("Đảng bộ", "Sở Nội vụ", "Đảng ủy Sở Nội vụ", "ĐU", "T/M ĐẢNG ỦY", "Đảng ủy Sở Nội vụ")


def test_faults_on_several_sheets_come_together_errors_first(tmp_path: Path) -> None:
    path = make_workbook(
        tmp_path / "units.xlsx",
        units=f"{HEADS}\nChi bộ A | Báo cáo\nChi bộ Á | Báo cáo\n | Báo cáo",
        facts=facts_with({"Hạn báo cáo": "31/02/2022"}),
        recipients="Nơi nhận | Số bản\nBan Dân vận | nhiều",
    )
    with pytest.raises(WorkbookError) as caught:
        read_plan(path)
    assert [(p.place.spot, p.severity.value) for p in caught.value.problems] == [
        ("Kế hoạch!B16", "lỗi"),
        ("Nơi nhận!B2", "lỗi"),
        ("Đơn vị!A4", "lỗi"),
        ("Đơn vị!A3", "cảnh báo"),
    ]


def test_a_code_stays_with_the_name_however_it_is_spelt(tmp_path: Path) -> None:
    codes = set()
    for name in ("Chi bộ Thủy lợi", "CHI BỘ  THUỶ LỢI", "Chi bộ Thủy lợi"):
        units = f"{HEADS}\nChi bộ khác | Báo cáo\n{name} | Báo cáo"
        codes.add(read_plan(make_workbook(tmp_path / "units.xlsx", units=units)).units[1].code)
    assert len(codes) == 1


def test_the_builders_small_plan_has_every_sheet() -> None:
    assert list(SMALL_PLAN) == ["Đơn vị", "Kế hoạch", "Thành phần", "Nơi nhận", "Văn bản"]


@pytest.mark.parametrize(
    ("column", "typed"),
    [(2, "Đảng bộ Tòa án\nnhân dân tỉnh"), (6, "Đảng ủy Tòa án \n\n nhân dân tỉnh")],
    ids=["in the name", "in the committee"],
)
def test_line_breaks_of_a_cell_are_kept_for_the_letterhead_alone(
    tmp_path: Path, column: int, typed: str
) -> None:
    units = """
TT | Tên tổ chức đảng | Hình thức sơ kết | Hạn báo cáo | Kính gửi | Cấp ủy
1 | Đảng bộ Tòa án nhân dân tỉnh | Báo cáo | 18/4/2022 | |
"""
    path = make_workbook(tmp_path / "units.xlsx", units=units)
    book = load_workbook(path)
    book["Đơn vị"].cell(2, column, typed)
    book.save(path)

    (unit,) = read_plan(path).units

    assert (unit.name, unit.committee) == ("Đảng bộ Tòa án nhân dân tỉnh", "Đảng ủy Tòa án nhân dân tỉnh")
    assert unit.committee_lines == "Đảng ủy Tòa án\nnhân dân tỉnh"

"""Names and codes: what is derived where the clerk left a blank, and what is never invented."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from sokhet_docs.plan import Plan
from sokhet_docs.text.vietnamese import match_key
from sokhet_docs.workbook import read_plan
from tests.support.six_formats import same_in_quick_formats
from tests.support.workbook_builder import facts_with, make_workbook, problems_of

NAMES = (
    "Cấp ủy ban hành",
    "Cơ quan ban hành",
    "Cơ quan ban hành, viết gọn",
    "Đảng bộ của cấp ban hành",
    "Tên gọi tắt của cấp ủy",
    "Tên gọi tắt của đảng bộ",
)


def plan_with(path: Path, **facts: str | None) -> Plan:
    changes = {label.replace("_", " "): value for label, value in facts.items()}
    return read_plan(make_workbook(path / "units.xlsx", facts=facts_with(changes)))


def derived(path: Path, typed: dict[str, str]) -> dict[str, str]:
    facts = dict.fromkeys(NAMES) | {"Loại công việc": "sơ kết"} | typed
    return dict(read_plan(make_workbook(path / "units.xlsx", facts=facts_with(facts))).derived)


def test_what_was_typed_is_not_derived(tmp_path: Path) -> None:
    assert dict(read_plan(make_workbook(tmp_path / "units.xlsx")).derived) == {
        "Cơ quan ban hành, viết gọn": "Ban Thường vụ Đảng ủy Khối",
        "Loại công việc": "sơ kết",
    }


@pytest.mark.parametrize(
    ("typed", "follows"),
    [
        (
            {"Cấp ủy ban hành": "Đảng ủy xã Sơn Kim"},
            {
                "Cơ quan ban hành": "Ban Thường vụ Đảng ủy xã Sơn Kim",
                "Cơ quan ban hành, viết gọn": "Ban Thường vụ Đảng ủy xã Sơn Kim",
                "Đảng bộ của cấp ban hành": "Đảng bộ xã Sơn Kim",
                "Tên gọi tắt của cấp ủy": "Đảng ủy xã Sơn Kim",
                "Tên gọi tắt của đảng bộ": "Đảng bộ xã Sơn Kim",
            },
        ),
        (
            {"Đảng bộ của cấp ban hành": "Đảng bộ tỉnh Lâm Đồng", "Quyền hạn ký": "T/M TỈNH ỦY"},
            {
                "Cấp ủy ban hành": "Tỉnh ủy Lâm Đồng",
                "Cơ quan ban hành": "Tỉnh ủy Lâm Đồng",
                "Cơ quan ban hành, viết gọn": "Tỉnh ủy Lâm Đồng",
                "Tên gọi tắt của cấp ủy": "Tỉnh ủy Lâm Đồng",
                "Tên gọi tắt của đảng bộ": "Đảng bộ tỉnh Lâm Đồng",
            },
        ),
        (
            {
                "Cơ quan ban hành": "Ủy ban Kiểm tra Tỉnh ủy",
                "Cấp ủy ban hành": "Đảng ủy Khối các cơ quan tỉnh",
                "Đảng bộ của cấp ban hành": "Đảng bộ Khối các cơ quan tỉnh",
                "Tên gọi tắt của cấp ủy": "Đảng ủy Khối",
            },
            {
                "Cơ quan ban hành, viết gọn": "Ủy ban Kiểm tra Tỉnh ủy",
                "Tên gọi tắt của đảng bộ": "Đảng bộ Khối",
            },
        ),
        ({"Cấp ủy ban hành": "Ban Chỉ đạo 35"}, {
            "Cơ quan ban hành": "Ban Chỉ đạo 35",
            "Cơ quan ban hành, viết gọn": "Ban Chỉ đạo 35",
            "Tên gọi tắt của cấp ủy": "Ban Chỉ đạo 35",
        }),
        ({}, {}),
    ],
)  # fmt: skip
def test_names_follow_from_what_was_typed(
    tmp_path: Path, typed: dict[str, str], follows: dict[str, str]
) -> None:
    assert derived(tmp_path, typed) == follows


@pytest.mark.parametrize(
    ("occasion", "work"),
    [
        ("sơ kết 05 năm", "sơ kết"),
        ("Tổng kết 10 năm", "tổng kết"),
        ("giám sát chuyên đề năm 2026", "giám sát"),
        ("thu thập số liệu quý 2", "thu thập số liệu quý"),
        ("rà soát", "rà soát"),
        ("", ""),
    ],
)
def test_the_kind_of_work_is_the_start_of_the_occasion(tmp_path: Path, occasion: str, work: str) -> None:
    assert plan_with(tmp_path, Dịp=occasion).subject.work == work


@pytest.mark.parametrize("dash", ["-", "–", "—", "…", "......", "- - -"])
def test_a_dash_is_no_value(tmp_path: Path, dash: str) -> None:
    plan = plan_with(tmp_path, Căn_cứ=dash, Văn_bản_được_sơ_kết=dash, Điện_thoại=dash)
    assert (plan.subject.basis, plan.subject.document, plan.extra) == ("", "", {"Điện thoại": ""})


@pytest.mark.parametrize("work", ["tổng kết", "kiểm tra", "giám sát", "khảo sát"])
def test_labels_of_another_kind_of_work_are_read(tmp_path: Path, work: str) -> None:
    plan = plan_with(
        tmp_path, Văn_bản_được_sơ_kết=None, Tên_văn_bản_được_sơ_kết=None,
        **{f"Văn bản được {work}": "Chỉ thị số 5", f"Tên văn bản được {work}": "Về thi đua"},
    )  # fmt: skip
    assert (plan.subject.document, plan.subject.title, plan.extra) == ("Chỉ thị số 5", "Về thi đua", {})


def test_the_title_of_a_document_that_is_not_named_is_said(tmp_path: Path) -> None:
    path = make_workbook(tmp_path / "units.xlsx", facts=facts_with({"Văn bản được sơ kết": "-"}))
    assert problems_of(path) == [
        (
            "Kế hoạch!B14: Có “Tên văn bản được sơ kết” mà chưa điền “Văn bản được sơ kết”: nhiều chỗ sẽ"
            " không in tên ấy. Điền “Văn bản được sơ kết” (tên loại, số, ngày của văn bản), hoặc xóa tên."
        )
    ]


def test_a_line_of_the_clerks_own_beside_the_usual_one_stays_her_own(tmp_path: Path) -> None:
    plan = plan_with(tmp_path, Văn_bản="Công văn 9")
    assert (plan.subject.document, plan.extra) == ("Nghị quyết số 02-NQ/TU", {"Văn bản": "Công văn 9"})


def test_a_plan_needs_no_more_than_a_code_a_year_and_deadlines(tmp_path: Path) -> None:
    path = make_workbook(
        tmp_path / "units.xlsx",
        units="Đơn vị | Hạn báo cáo\nTrường A | 18/4/2022\nXã B | 19/4/2022",
        facts="Mục | Giá trị\nMã kế hoạch | KH1\nNgày ban hành | 16/3/2022",
        attendees="Thành phần | Đơn vị",
    )
    plan = read_plan(path)
    assert (plan.code, plan.year, plan.report_deadline, plan.periods) == ("KH1", 2022, None, ())
    assert [(unit.code, unit.addressee, unit.committee, unit.kind) for unit in plan.units] == [
        ("DV01", "Trường A", "Trường A", ""),
        ("DV02", "Xã B", "Xã B", ""),
    ]
    assert (plan.warnings, dict(plan.derived)) == ((), {})


def test_a_unit_of_another_kind_is_addressed_as_its_columns_say(tmp_path: Path) -> None:
    units = """
Tên đơn vị | Loại | Cấp ủy | Ký hiệu | Quyền hạn
Trường Tiểu học A | Trường học | | THA | HIỆU TRƯỞNG
Sở B | | Chi bộ Sở B | |
"""
    plan = read_plan(make_workbook(tmp_path / "units.xlsx", units=units, attendees="Thành phần | Đơn vị"))
    said = [
        (unit.kind, unit.own_name, unit.committee, unit.committee_code, unit.authority) for unit in plan.units
    ]
    assert said == [
        ("Trường học", "Trường Tiểu học A", "Trường Tiểu học A", "THA", "HIỆU TRƯỞNG"),
        ("Chi bộ", "Sở B", "Chi bộ Sở B", "CB", "T/M CHI BỘ"),
    ]


CODED = "Tên đơn vị | Mã\nĐảng bộ A |\nChi bộ B |\nĐảng bộ C | DB02\nTrường D |\nĐảng bộ E |"


def codes_of(path: Path, units: str, sent: dict[str, str] | None = None) -> dict[str, str]:
    by_key = {match_key(name): code for name, code in (sent or {}).items()}
    workbook = make_workbook(path / "units.xlsx", units=units, attendees="Thành phần | Đơn vị")
    return {unit.name: unit.code for unit in read_plan(workbook, by_key).units}


def test_units_without_a_code_get_a_readable_one(tmp_path: Path) -> None:
    assert codes_of(tmp_path, CODED) == {
        "Đảng bộ A": "DB01",
        "Chi bộ B": "CB01",
        "Đảng bộ C": "DB02",
        "Trường D": "DV01",
        "Đảng bộ E": "DB03",
    }


def test_a_code_that_was_sent_stays_with_its_unit(tmp_path: Path) -> None:
    sent = {"Đảng bộ E": "DB01", "Chi bộ B": "O5FLRRLM", "Đảng bộ cũ": "DB03", "Trường D": "DB02"}
    units = CODED + "\nChi bộ mới |\nĐảng bộ mới |"
    assert codes_of(tmp_path, units, sent) == {
        "Đảng bộ A": "DB04",
        "Chi bộ B": "O5FLRRLM",
        "Đảng bộ C": "DB02",
        "Trường D": "DV01",
        "Đảng bộ E": "DB01",
        "Chi bộ mới": "CB01",
        "Đảng bộ mới": "DB05",
    }


def test_a_typed_code_that_another_unit_was_sent_is_said(tmp_path: Path) -> None:
    units = "Tên đơn vị | Mã\nĐảng bộ A |\nĐảng bộ B | db01\nĐảng bộ C | DB09"
    path = make_workbook(tmp_path / "units.xlsx", units=units, attendees="Thành phần | Đơn vị")
    sent = {match_key("Đảng bộ A"): "DB01", match_key("Đảng bộ cũ"): "DB09"}
    plan = read_plan(path, sent)
    assert [unit.code for unit in plan.units] == ["DB02", "db01", "DB09"]
    assert [f"{warning.place.spot}: {warning.message} {warning.hint}" for warning in plan.warnings] == [
        "Đơn vị!B3: Mã “db01” là mã đã gửi cho “Đảng bộ A”. Báo cáo mang mã ấy sẽ lẫn; hãy dùng mã khác.",
        (
            "Đơn vị!B4: Mã viết khác kiểu với “db01” (ô B3): B4 “DB09”."
            " Nếu không cố ý, hãy viết các mã cùng một kiểu."
        ),
    ]


@pytest.mark.parametrize("label", ["Năm ban hành", "Năm kế hoạch", "Năm thực hiện", "Kế hoạch năm"])
def test_a_year_under_another_label_is_asked_about(tmp_path: Path, label: str) -> None:
    path = make_workbook(tmp_path / "units.xlsx", facts=facts_with({"Năm": None, label: "2022"}))
    for made in same_in_quick_formats(path, tmp_path):
        assert [problem.removeprefix("Kế hoạch!") for problem in problems_of(made)] == [
            f"A22: Chưa điền “Năm”. Có phải mục “{label}”? Hãy sửa tên mục thành “Năm”."
        ]


def test_a_year_of_something_else_is_not_offered(tmp_path: Path) -> None:
    facts = facts_with({"Năm": None, "Số năm thực hiện": "5", "Họ tên": "Năm"})
    path = make_workbook(tmp_path / "units.xlsx", facts=facts)
    assert [problem.partition(": ")[2] for problem in problems_of(path)] == ["Chưa điền “Năm”."]


def test_a_line_of_nearly_a_known_label_is_asked_about_once(tmp_path: Path) -> None:
    facts = facts_with({"Chức vụ người ký": None, "Chức vụ ký": "PHÓ BÍ THƯ"})
    assert problems_of(make_workbook(tmp_path / "units.xlsx", facts=facts)) == [
        "Kế hoạch!B22: Không có mục “Chức vụ người ký”. Có phải mục “Chức vụ ký”? Hãy sửa tên mục."
    ]


def test_a_line_break_in_a_name_is_a_space_and_is_kept_where_a_letter_has_lines(tmp_path: Path) -> None:
    units = "Tên tổ chức đảng | Hình thức | Kính gửi | Địa chỉ\nA | Hội nghị | x | y"

    def put(book: Workbook) -> None:
        sheet = book["Đơn vị"]
        sheet["A2"], sheet["C2"], sheet["D2"] = "Đảng bộ\nSở Y tế", "Đảng ủy\nSở Y tế", "1 Trần Phú\nHà Tĩnh"
        book["Thành phần"]["A2"], book["Thành phần"]["B2"] = "Bí thư\nđoàn", "Đảng bộ Sở\nY tế"
        book["Kế hoạch"]["B4"] = "Đảng bộ tỉnh\nHà Tĩnh"
        book["Kế hoạch"]["B13"] = "Nghị quyết\nsố 02-NQ/TU"

    path = make_workbook(tmp_path / "units.xlsx", put, units=units)
    for made in same_in_quick_formats(path, tmp_path):
        plan = read_plan(made)
        (unit,) = plan.units
        assert (unit.name, unit.kind, unit.committee) == ("Đảng bộ Sở Y tế", "Đảng bộ", "Đảng ủy Sở Y tế")
        assert (unit.addressee, unit.address) == ("Đảng ủy\nSở Y tế", "1 Trần Phú\nHà Tĩnh")
        assert [(each.name, each.unit) for each in plan.attendees] == [("Bí thư\nđoàn", "Đảng bộ Sở Y tế")]
        assert plan.issuer.superior == "Đảng bộ tỉnh\nHà Tĩnh"
        assert plan.subject.document == "Nghị quyết số 02-NQ/TU"
        assert plan.warnings == ()


def test_what_separates_the_items_of_a_list_is_no_part_of_their_names(tmp_path: Path) -> None:
    path = make_workbook(
        tmp_path / "units.xlsx",
        units="Tên tổ chức đảng | Hình thức\nĐảng bộ A; | Hội nghị\nChi bộ B, | Báo cáo",
        attendees="Thành phần | Đơn vị\nBí thư; |\nTrưởng phòng , |",
        recipients="Nơi nhận | Để\nBan Dân vận; | báo cáo;\nVăn phòng, | lưu",
    )
    plan = read_plan(path)
    assert [unit.name for unit in plan.units] == ["Đảng bộ A", "Chi bộ B"]
    assert [attendee.name for attendee in plan.attendees] == ["Bí thư", "Trưởng phòng"]
    assert [(to.name, to.purpose) for to in plan.recipients] == [
        ("Ban Dân vận", "báo cáo"),
        ("Văn phòng", "lưu"),
    ]


def test_names_in_capitals_are_offered_in_ordinary_writing(tmp_path: Path) -> None:
    units = """
Tên tổ chức đảng | Hình thức
ĐẢNG BỘ SỞ Y TẾ | Báo cáo
CHI BỘ VĂN PHÒNG TỈNH ỦY HÀ TĨNH | Báo cáo
ĐẢNG BỘ SỞ GIÁO DỤC VÀ ĐÀO TẠO; | Báo cáo
ĐẢNG BỘ PHƯỜNG NAM HÀ | Báo cáo
ĐẢNG BỘ CÁC CƠ QUAN ĐẢNG | Báo cáo
VNPT | Báo cáo
"""
    path = make_workbook(tmp_path / "units.xlsx", units=units, attendees="Thành phần | Đơn vị")
    offered = {
        "A2 “ĐẢNG BỘ SỞ Y TẾ”": "Đảng bộ Sở Y tế",
        "A3 “CHI BỘ VĂN PHÒNG TỈNH ỦY HÀ TĨNH”": "Chi bộ Văn phòng Tỉnh ủy Hà Tĩnh",
        "A4 “ĐẢNG BỘ SỞ GIÁO DỤC VÀ ĐÀO TẠO”": "Đảng bộ Sở Giáo dục và Đào tạo",
        "A5 “ĐẢNG BỘ PHƯỜNG NAM HÀ”": "Đảng bộ phường Nam Hà",
        "A6 “ĐẢNG BỘ CÁC CƠ QUAN ĐẢNG”": "Đảng bộ các cơ quan đảng",
    }
    listed = "; ".join(f"{name} (“{ordinary}”?)" for name, ordinary in offered.items())
    assert problems_of(path) == [
        (
            f"Đơn vị: Có 5 tên viết toàn chữ hoa, thư sẽ in đúng như vậy: {listed}."
            " Nên gõ lại bằng chữ thường, viết hoa đúng quy định."
        )
    ]


@pytest.mark.parametrize(
    ("title", "name", "headers"),
    [
        ("Đơn vị", "Danh sách 2026", "STT | Cơ quan, đơn vị | Hạn nộp"),
        ("Đơn vị", "Sheet1", "Tên tổ chức đảng | Hình thức sơ kết"),
        ("Nơi nhận", "Trang 4", "Nơi nhận | Để | Số bản"),
        ("Văn bản", "Mẫu gửi", "Mẫu | Tên | Gửi cho"),
        ("Số liệu", "Biểu 1", "Nhóm | Chỉ tiêu | ĐVT"),
    ],
)
def test_a_sheet_with_the_columns_of_a_missing_one_is_offered(
    tmp_path: Path, title: str, name: str, headers: str
) -> None:
    def rename(book: Workbook) -> None:
        if title in book.sheetnames:
            book.remove(book[title])
        sheet = book.create_sheet(name)
        for column, header in enumerate(headers.split(" | "), 1):
            sheet.cell(1, column, header)

    path = make_workbook(tmp_path / "units.xlsx", rename)
    for made in same_in_quick_formats(path, tmp_path, with_csv=False):
        is_asked = f"Có phải trang “{name}”? Hãy đổi tên trang thành “{title}”."
        missing = "Không có" if title == "Số liệu" else "Thiếu"
        assert problems_of(made)[0] == f"{missing} trang “{title}”. {is_asked}"


@pytest.mark.parametrize(
    ("name", "ordinary"),
    [
        ("CHI BỘ SỞ KH&ĐT", "Chi bộ Sở KH&ĐT"),
        ("CHI BỘ BHXH THÀNH PHỐ VINH", "Chi bộ BHXH thành phố Vinh"),
        ("ĐẢNG BỘ CÔNG TY CP XDTL 4", "Đảng bộ Công ty CP XDTL 4"),
        ("CHI BỘ ĐOÀN T.Ư", "Chi bộ Đoàn T.Ư"),
        ("CHI BỘ TRƯỜNG THCS-THPT II", "Chi bộ Trường THCS-THPT II"),
    ],
)
def test_an_abbreviation_stays_in_capitals_in_what_is_offered(
    tmp_path: Path, name: str, ordinary: str
) -> None:
    path = make_workbook(tmp_path / "a.xlsx", units=f"Tên đơn vị | Hình thức\n{name} | Báo cáo")
    assert problems_of(path)[0].partition(": A2 ")[2].partition(". Nên")[0] == f"“{name}” (“{ordinary}”?)"

"""The sample workbook says what the plan of 2022 says, and is what its script builds."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from openpyxl import load_workbook

from sokhet_docs.plan import (
    EVERYONE,
    NOBODY,
    PLAN_TEXTS,
    Attendee,
    Conference,
    Document,
    Figure,
    Issuer,
    Period,
    Plan,
    Recipient,
    Signatory,
    Subject,
)
from sokhet_docs.plan.rules import HD36
from sokhet_docs.workbook import read_plan
from tests.support.archives import canonical_parts, read_parts
from tests.support.environment import ROOT, SAMPLE
from tests.support.openxml_validator import assert_valid
from tests.support.plans import CONFERENCES
from tools.build_workbook import build

ISSUED = (ROOT / "tests/support/ke_hoach_2022.txt").read_text(encoding="utf-8").splitlines()
ATTENDEES = (
    Attendee(name="Đại diện Ban Thường vụ Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh"),
    Attendee(name="Ủy viên BCH đảng bộ"),
    Attendee(name="Trưởng các phòng, ban, đơn vị trực thuộc"),
    Attendee(name="Trưởng các đoàn thể"),
)


@pytest.fixture(scope="module")
def plan() -> Plan:
    return read_plan(SAMPLE)


def test_the_plan_of_2022_comes_out_as_it_was_issued(plan: Plan) -> None:
    said = replace(plan, units=(), sections=(), figures=(), warnings=())
    assert said == Plan(
        code="SK02-2022",
        number="",
        day=None,
        year=2022,
        issuer=Issuer(
            superior="Đảng bộ tỉnh Hà Tĩnh",
            committee="Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh",
            body="Ban Thường vụ Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh",
            party_body="Đảng bộ Khối các cơ quan và doanh nghiệp tỉnh",
            short="Đảng ủy Khối",
            party_short="Đảng bộ Khối",
            code="ĐUK",
            place="Hà Tĩnh",
            through="Ban Tuyên giáo",
            short_body="Ban Thường vụ Đảng ủy Khối",
        ),
        subject=Subject(
            occasion="sơ kết 05 năm",
            document="Nghị quyết số 02-NQ/TU, ngày 12/5/2017 của Ban Chấp hành Đảng bộ tỉnh",
            title="Tiếp tục nâng cao chất lượng, hiệu quả việc xây dựng và thực hiện quy chế dân chủ cơ sở",
            basis="Kế hoạch số 72-KH/TU, ngày 11/3/2022 của Ban Thường vụ Tỉnh ủy",
            work="sơ kết",
        ),
        signatory=Signatory(authority="T/M BAN THƯỜNG VỤ", position="PHÓ BÍ THƯ", name="Nguyễn Trọng Vân"),
        report_deadline=date(2022, 4, 20),
        conference_deadline=date(2022, 4, 15),
        issuer_conference=Conference(deadline=date(2022, 4, 30)),
        periods=tuple(Period(str(year), str(year)) for year in range(2017, 2022)),
        rule_set=HD36,
        units=(),
        attendees=ATTENDEES,
        recipients=(
            Recipient(name="Ban Dân vận Tỉnh ủy", purpose="báo cáo"),
            Recipient(name="Ban Thường vụ Đảng ủy Khối"),
            Recipient(name="Các ban Đảng, UBKT, VP Đảng ủy Khối"),
            Recipient(name="Các đảng ủy, chi bộ cơ sở", copies=0),
            Recipient(name="Các tổ chức đoàn thể trực thuộc ĐUK"),
            Recipient(name="Văn phòng Đảng ủy Khối", purpose="lưu"),
        ),
        documents=(
            Document(template="cong-van.docx", title="Công văn yêu cầu báo cáo", audience=EVERYONE),
            Document(template="de-cuong.docx", title="Đề cương báo cáo", audience=EVERYONE),
            Document(template="giay-moi.docx", title="Giấy mời hội nghị sơ kết", audience=CONFERENCES),
            Document(template="bao-cao.docx", title="Mẫu báo cáo", audience=EVERYONE),
            Document(
                template="giay-moi-khoi.docx",
                title="Giấy mời hội nghị sơ kết cấp Khối",
                audience=NOBODY,
            ),
        ),
        texts={
            "muc_dich": "\n".join(ISSUED[4:6]),
            "luu_y_thanh_phan": "Ngoài ra, tùy điều kiện và tình hình dịch bệnh Covid-19 các đảng bộ có thể "
            "bổ sung các thành phần cho phù hợp.",
            "luu_y_hoi_nghi": "với quy mô, thành phần phù hợp với công tác phòng, chống dịch Covid-19",
        },
    )


def test_the_report_asks_what_the_province_asked(plan: Plan) -> None:
    said = [f"{section.title} {'…' if section.answered else ''}".rstrip() for section in plan.sections]
    assert len(said) == 32
    assert said[:5] == [
        "1. Đặc điểm tình hình",
        "1.1. Chức năng, nhiệm vụ …",
        "1.2. Tổ chức đảng, đảng viên, đội ngũ cán bộ, người lao động …",
        "1.3. Thuận lợi, khó khăn …",
        "2. Công tác lãnh đạo, chỉ đạo",
    ]
    assert said[20] == "3.10. Thực hiện dân chủ tại doanh nghiệp …"
    assert said[27] == "5. Phương hướng, nhiệm vụ, giải pháp …"
    assert {section.audience for section in plan.sections} == {EVERYONE}


def test_the_annex_asks_counts_by_year(plan: Plan) -> None:
    assert len(plan.figures) == 22
    assert plan.figures[0] == Figure("qt_cuoc", "Hội nghị quán triệt", "Số cuộc", "cuộc", charted=True)
    assert [figure.key for figure in plan.figures if not figure.summed] == ["ttnd_tv", "don_ton"]
    charted = "qt_cuoc vb hn_phai hn_da ttnd_gs dt_dinhky dt_dotxuat tcd_luot don_nhan don_gq ktgs"
    assert [figure.key for figure in plan.figures if figure.charted] == charted.split()


def test_the_four_units_named_by_the_plan_hold_a_conference(plan: Plan) -> None:
    held = [(unit.code, unit.name, unit.conference) for unit in plan.units if unit.conference]
    conference = Conference(deadline=date(2022, 4, 15), attendees=ATTENDEES)
    assert held == [
        ("DB01", "Đảng bộ Tòa án nhân dân tỉnh", conference),
        ("DB02", "Đảng bộ Trường Chính trị Trần Phú", conference),
        ("DB03", "Đảng bộ Công ty Cổ phần Cấp nước Hà Tĩnh", conference),
        ("DB04", "Đảng bộ Công ty Cổ phần Dược Hà Tĩnh", conference),
    ]


def test_the_units_are_those_that_openpyxl_finds_in_the_file(plan: Plan) -> None:
    header, *rows = load_workbook(SAMPLE)["Đơn vị"].iter_rows(values_only=True)
    expected = [dict(zip(header, row, strict=True)) for row in rows if row[2]]
    assert [
        {
            "TT": unit.number,
            "Mã": unit.code,
            "Tên tổ chức đảng": unit.name,
            "Hình thức sơ kết": unit.review_form,
            "Số bản": unit.copies,
        }
        for unit in plan.units
    ] == [{label: value for label, value in row.items() if value is not None} for row in expected]


def test_sixty_six_units_of_both_kinds_are_numbered_and_due_on_one_day(plan: Plan) -> None:
    assert [unit.number for unit in plan.units] == list(range(1, 67))
    assert Counter(unit.kind for unit in plan.units) == {"Đảng bộ": 43, "Chi bộ": 23}
    assert {unit.report_deadline for unit in plan.units} == {date(2022, 4, 20)}
    assert len({unit.code for unit in plan.units}) == 66


def test_the_scanning_fault_of_the_plan_is_not_repeated() -> None:
    parts = read_parts(SAMPLE.read_bytes())
    assert [name for name, content in parts.items() if "Khôi".encode() in content] == []


def test_the_only_warning_is_the_holiday_on_a_saturday(plan: Plan) -> None:
    assert [(problem.place.spot, problem.message) for problem in plan.warnings] == [
        (
            "Kế hoạch!B28",
            "Hạn hội nghị của cấp ban hành 30/4/2022 là Thứ Bảy, ngày nghỉ lễ (Ngày Chiến thắng).",
        )
    ]


def test_a_workbook_of_before_the_outline_was_a_sheet_is_the_same_plan_without_one(plan: Plan) -> None:
    landed = read_plan(ROOT / "tests" / "landed" / "units.xlsx")
    derived = {"Cơ quan ban hành, viết gọn": "Ban Thường vụ Đảng ủy Khối", "Loại công việc": "sơ kết"}
    assert dict(landed.derived) == derived
    assert replace(landed, derived={}, warnings=()) == replace(
        plan,
        sections=(),
        figures=(),
        texts=dict.fromkeys(PLAN_TEXTS, ""),
        warnings=(),
        documents=plan.documents[1:],  # it had no covering letter
    )


def test_the_committed_workbook_is_what_the_script_builds() -> None:
    assert canonical_parts(build()) == canonical_parts(SAMPLE.read_bytes())


def test_the_sample_obeys_the_standard() -> None:
    assert_valid(SAMPLE)

"""A plan and a unit become exactly the fields of the vocabulary, written as the rules write them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from sokhet_docs.letters.fields import PacketFields, plan_fields
from sokhet_docs.letters.filters import fill_filters
from sokhet_docs.letters.templates import (
    describe_fields,
    plan_aliases,
    plan_shape,
    unit_aliases,
    unit_shape,
)
from sokhet_docs.plan.model import Conference, Plan, Unit
from sokhet_docs.vocabulary import FILTERS, CustomFields, Shape
from sokhet_docs.workbook import COLUMNS, FACTS, read_plan
from tests.support.plans import COURT, GAP, LIBRARY, a_plan, a_unit
from tests.support.workbook_builder import make_workbook


def fields_of(unit: Unit, plan: Plan | None = None) -> dict[str, Any]:
    return PacketFields(plan or a_plan()).of(unit)


def leaves(value: Any, name: str = "") -> set[str]:
    if isinstance(value, dict):
        return {
            leaf for key, below in value.items() for leaf in leaves(below, f"{name}.{key}" if name else key)
        }
    if isinstance(value, list):
        return set().union(*(leaves(item, f"{name}[]") for item in value)) if value else set()
    return {name}


def shape_leaves(shape: Shape, name: str = "") -> set[str]:
    if isinstance(shape, str):
        return {name}
    if isinstance(shape, list):
        return shape_leaves(shape[0], f"{name}[]")
    return {
        leaf for key, below in shape.items() for leaf in shape_leaves(below, f"{name}.{key}" if name else key)
    }


def test_a_conference_unit_has_every_field_of_the_vocabulary_and_no_other() -> None:
    plan = a_plan()
    assert leaves(fields_of(COURT, plan)) == shape_leaves(unit_shape(plan.custom_fields))
    assert leaves(plan_fields(plan)) == shape_leaves(plan_shape(plan.custom_fields))


def test_a_unit_that_only_reports_lacks_only_the_roster() -> None:
    plan = a_plan()
    missing = shape_leaves(unit_shape(plan.custom_fields)) - leaves(fields_of(LIBRARY, plan))
    assert missing == {f"hoi_nghi.thanh_phan[].{name}" for name in ("stt", "ten", "so_luong")}


def test_the_fields_of_a_unit() -> None:
    fields = fields_of(LIBRARY)
    assert fields["don_vi"] == {
        "stt": 2,
        "ma": "CB02",
        "ten": "Chi bộ Thư viện tỉnh",
        "ten_rieng": "Thư viện tỉnh",
        "loai": "Chi bộ",
        "cap_uy": "Chi bộ Thư viện tỉnh",
        "cap_uy_tung_dong": "Chi bộ Thư viện tỉnh",
        "ky_hieu": "CB",
        "quyen_han": "T/M CHI BỘ",
        "kinh_gui": "Chi bộ Thư viện tỉnh",
        "so_ket": "Báo cáo",
        "nguoi_nhan": "",
        "email": "thuvien@hatinh.example",
        "dia_chi": "",
        "so_ban": 2,
        "ghi_chu": "",
        "ngay_trong": f"Hà Tĩnh, ngày{GAP}tháng{GAP}năm 2022",
        "ngay_trong_gon": f"ngày{GAP}/{GAP}/2022",
    }
    assert fields["hoi_nghi"] == {
        "co": False,
        "thoi_gian": "",
        "dia_diem": "",
        "hinh_thuc": "",
        "thanh_phan": [],
    }
    assert fields["dinh_danh"]["ma"] == "sokhet-docs:SK02-2022:CB02"


def test_a_units_own_deadline_wins_and_reaches_nobody_else() -> None:
    early = a_unit("Chi bộ Thư viện tỉnh", 2, report_deadline=date(2022, 4, 12))
    plan = a_plan(COURT, early)
    assert fields_of(early, plan)["han"] == {
        "bao_cao": date(2022, 4, 12),
        "hoi_nghi": date(2022, 4, 15),
        "hoi_nghi_khoi": date(2022, 4, 30),
    }
    assert fields_of(COURT, plan)["han"]["bao_cao"] == date(2022, 4, 20)


@pytest.mark.parametrize(
    ("time", "shown"),
    [
        (datetime(2022, 4, 13, 8, 0), "08 giờ 00, Thứ Tư, ngày 13/4/2022"),
        (date(2022, 2, 6), "Chủ nhật, ngày 06/02/2022"),
        ("sáng 13/4/2022", "sáng 13/4/2022"),
        (None, ""),
    ],
)
def test_the_time_of_a_conference(time: Any, shown: str) -> None:
    held = Conference(deadline=date(2022, 4, 15), time=time)
    unit = replace(a_unit("Đảng bộ Sở Y tế", conference=True), conference=held)
    assert fields_of(unit, a_plan(unit))["hoi_nghi"]["thoi_gian"] == shown


def test_a_plan_without_number_and_day_leaves_a_gap_for_both() -> None:
    document = plan_fields(a_plan())["ke_hoach"]
    assert document["so_ky_hieu"] == f"Số{GAP}-KH/ĐUK"
    assert document["ngay_thang"] == f"Hà Tĩnh, ngày{GAP}tháng{GAP}năm 2022"
    assert document["vien_dan"] == (
        f"Kế hoạch số{GAP}-KH/ĐUK, ngày{GAP}/{GAP}/2022 của Ban Thường vụ Đảng ủy Khối"
    )


def test_a_plan_with_number_and_day_says_them() -> None:
    document = plan_fields(a_plan(number="05", day=date(2022, 2, 5)))["ke_hoach"]
    assert document["so_ky_hieu"] == "Số 05-KH/ĐUK"
    assert document["ngay_thang"] == "Hà Tĩnh, ngày 05 tháng 02 năm 2022"
    assert document["vien_dan"] == "Kế hoạch số 05-KH/ĐUK, ngày 05/02/2022 của Ban Thường vụ Đảng ủy Khối"


def test_the_common_roster_is_one_sentence_and_the_holders_are_grouped_by_kind() -> None:
    youth = a_unit("Chi bộ Tỉnh Đoàn", 3, conference=True)
    fields = plan_fields(a_plan(youth, COURT, LIBRARY))
    assert fields["ke_hoach"]["thanh_phan"] == (
        "Đại diện Ban Thường vụ Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh, "
        "ủy viên BCH đảng bộ, trưởng các đoàn thể"
    )
    assert fields["danh_sach"]["hoi_nghi"] == [
        {"loai": "Đảng bộ", "ten": "Tòa án nhân dân tỉnh"},
        {"loai": "Chi bộ", "ten": "Tỉnh Đoàn"},
    ]


def test_the_clerks_own_columns_and_facts_are_fields_and_tags() -> None:
    unit = a_unit("Chi bộ Thư viện tỉnh", extra={"Số điện thoại": "0239 385 5555"})
    plan = a_plan(unit, COURT, extra={"Nơi họp": "Hội trường tầng 2"})
    fields = fields_of(unit, plan)
    assert fields["don_vi"]["so_dien_thoai"] == "0239 385 5555"
    assert fields["ke_hoach"]["noi_hop"] == "Hội trường tầng 2"
    assert unit_aliases(plan.custom_fields)["Số điện thoại"] == "don_vi.so_dien_thoai"
    assert plan_aliases(plan.custom_fields)["Nơi họp"] == "ke_hoach.noi_hop"
    assert leaves(fields) - {"don_vi.so_dien_thoai", "ke_hoach.noi_hop"} == leaves(fields_of(LIBRARY))


def test_a_telephone_number_stays_in_one_line() -> None:
    plan = a_plan()
    plan = replace(
        plan, issuer=replace(plan.issuer, contact="đồng chí An, phòng 12, điện thoại 0214 385 0000")
    )
    assert plan_fields(plan)["co_quan"]["lien_he"] == (
        "đồng chí An, phòng 12, điện thoại 0214\u00a0385\u00a00000"
    )


def test_headers_and_labels_are_tags_and_a_header_wins() -> None:
    aliases = unit_aliases(a_plan().custom_fields)
    assert aliases["Tên tổ chức đảng"] == "don_vi.ten"
    assert aliases["Hạn báo cáo"] == "han.bao_cao"
    assert aliases["Địa danh"] == "co_quan.dia_danh"


def test_every_field_is_described_with_its_value_for_the_first_unit() -> None:
    notes = {note.name: (note.meaning, note.value) for note in describe_fields(a_plan())}
    assert notes["don_vi.ten"] == ("Tên tổ chức đảng", "Đảng bộ Tòa án nhân dân tỉnh")
    assert notes["han.bao_cao"] == ("Ngày mà báo cáo phải gửi trước", "20/4/2022")
    assert notes["hoi_nghi.thanh_phan[].ten"][1].startswith("Đại diện Ban Thường vụ")
    assert notes["so_lieu.nam[]"][1] == "2017"
    assert set(notes) == shape_leaves(unit_shape(a_plan().custom_fields))


def test_the_filters_are_those_of_the_vocabulary() -> None:
    filters = fill_filters()
    assert set(filters) == set(FILTERS)
    day = date(2022, 2, 5)
    assert {name: filters[name](day) for name in ("ngay", "ngay_dai", "thu")} == {
        "ngay": "05/02/2022",
        "ngay_dai": "ngày 05 tháng 02 năm 2022",
        "thu": "Thứ Bảy",
    }
    assert filters["hoa"]("Đảng ủy") == "ĐẢNG ỦY"
    assert filters["hoa_dau"]("đảng ủy") == "Đảng ủy"
    assert filters["thuong_dau"]("Trưởng các phòng") == "trưởng các phòng"
    assert filters["thuong_dau"]("UBKT tỉnh") == "UBKT tỉnh"
    assert filters["de_trong"]("Hội trường") == "Hội trường"
    assert set(filters["de_trong"]("")) == {"…"}
    assert filters["ngay"](None) == "…/…/……"


# Of every column that is a field by itself: what is typed, and what its field holds then.
TYPED: dict[str, tuple[str, object]] = {
    "TT": ("17", 17),
    "Mã": ("X9", "X9"),
    "Tên tổ chức đảng": ("Đảng bộ Sở Y tế", "Đảng bộ Sở Y tế"),
    "Hình thức": ("Hội nghị", "Hội nghị"),
    "Thời gian hội nghị": ("13/4/2022", "Thứ Tư, ngày 13/4/2022"),
    "Địa điểm hội nghị": ("Hội trường lớn", "Hội trường lớn"),
    "Hình thức hội nghị": ("Riêng", "Riêng"),
    "Hạn báo cáo": ("18/4/2022", date(2022, 4, 18)),
    "Kính gửi": ("Ban Giám đốc", "Ban Giám đốc"),
    "Người nhận": ("Trần Thị B", "Trần Thị B"),
    "Email": ("a@b.vn", "a@b.vn"),
    "Địa chỉ": ("Số 1, phố Huế", "Số 1, phố Huế"),
    "Số bản": ("3", 3),
    "Ghi chú": ("Gửi hỏa tốc", "Gửi hỏa tốc"),
    "Cấp ủy": ("Đảng ủy Sở", "Đảng ủy Sở"),
    "Ký hiệu": ("ĐUS", "ĐUS"),
    "Quyền hạn": ("K/T ĐẢNG ỦY", "K/T ĐẢNG ỦY"),
    "Loại": ("Đảng bộ cơ sở", "Đảng bộ cơ sở"),
}


def test_what_stands_in_a_column_is_its_merge_field(tmp_path: Path) -> None:
    units = " | ".join(TYPED) + "\n" + " | ".join(typed for typed, _ in TYPED.values())
    plan = read_plan(make_workbook(tmp_path / "units.xlsx", units=units))
    fields = fields_of(plan.units[0], plan)

    assert {column.header: value_at(fields, column.field) for column in COLUMNS if column.field} == {
        header: value for header, (_, value) in TYPED.items()
    }


def test_every_fact_is_a_tag_under_its_labels() -> None:
    known = shape_leaves(plan_shape(CustomFields()))
    aliases = plan_aliases(CustomFields())
    assert {label: aliases.get(label) for fact in FACTS for label in fact.labels} == {
        label: fact.field for fact in FACTS for label in fact.labels
    }
    assert {fact.field for fact in FACTS} - known == set()


def value_at(fields: dict[str, Any], name: str) -> Any:
    value: Any = fields
    for step in name.split("."):
        value = value[step]
    return value


def test_a_report_due_in_the_next_year_leaves_the_year_to_the_pen() -> None:
    late = replace(LIBRARY, report_deadline=date(2023, 1, 15))

    assert fields_of(late)["don_vi"]["ngay_trong"] == f"Hà Tĩnh, ngày{GAP}tháng{GAP}năm {GAP}"
    assert fields_of(late)["don_vi"]["ngay_trong_gon"] == f"ngày{GAP}/{GAP}/{GAP}"

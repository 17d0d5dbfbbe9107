"""How the units stand and what they wrote → the merge fields of the consolidated report (tổng hợp)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from sokhet_docs.outline import FIGURES, SECTIONS, Figure, Section
from sokhet_docs.plan import Plan
from sokhet_docs.tracking.returned_words import RealLists
from sokhet_docs.tracking.tracking import Standing, Tracking, UnitStatus, is_written
from sokhet_docs.vietnamese import joined, match_key
from sokhet_docs.vocabulary import Shape

_NUMBER_BLANK = " " * 6
_NO_TOTAL = "x"  # as the report's own annex has it

SHAPE: Mapping[str, Shape] = {
    "tong_hop": {
        "so_ky_hieu": "Số, ký hiệu của báo cáo (số trống thì chừa chỗ)",
        "ngay_thang": "Địa danh, ngày tháng năm (chừa chỗ)",
        "ngay": "Tính đến hết ngày này",
        "kinh_gui": "Nơi nhận của kế hoạch có ghi để báo cáo, viết liền (trống: không có)",
        "tong": "Số đơn vị phải gửi báo cáo",
        "co_bao_cao": "Số đơn vị có báo cáo đã đọc được",
        "muc": [
            {
                "tieu_de": "Tên mục có số thứ tự: “3.2. …”",
                "cap": "Cấp của mục: 1 hoặc 2",
                "co_tra_loi": "Đúng khi mục này để viết (không phải chỉ gom các mục nhỏ)",
                "so_bao_cao": "Số báo cáo có viết ở mục này",
                "y_kien": [
                    {
                        "don_vi": "Tên tổ chức đảng",
                        "noi_dung": "Nguyên văn của đơn vị, dùng trong {{p … }} ở một đoạn riêng",
                    }
                ],
            }
        ],
        "so_lieu": [
            {
                "stt": "Số thứ tự",
                "nhom": "Nhóm chỉ tiêu",
                "noi_dung": "Chỉ tiêu, có nhóm đứng trước",
                "don_vi_tinh": "Đơn vị tính",
                "gia_tri": ["Tổng của các đơn vị theo từng năm (trống: chưa đơn vị nào báo cáo)"],
                "tong": "Tổng qua các năm (x: không cộng)",
                "so_don_vi": "Số đơn vị có số liệu",
            }
        ],
        "vang": [
            {
                "stt": "Số thứ tự",
                "ten": "Tên tổ chức đảng",
                "tinh_hinh": "Chưa nộp, hoặc đã nộp mà chưa đọc được",
            }
        ],
    }
}


def consolidation_fields(tracking: Tracking, lists: RealLists) -> dict[str, Any]:
    """Return the fields of the consolidated report; the units' words become blocks of ``lists``."""
    plan = tracking.plan
    told = [status for status in tracking.statuses if status.is_told]
    return {
        "tong_hop": {
            "so_ky_hieu": f"Số {_NUMBER_BLANK}-BC/{plan.issuer.code}",
            "ngay_thang": f"{plan.issuer.place}, ngày      tháng      năm {tracking.day.year}",
            "ngay": tracking.day,
            "kinh_gui": _reported_to(plan),
            "tong": len(tracking.statuses),
            "co_bao_cao": len(told),
            "muc": [_section(section, told, lists) for section in SECTIONS],
            "so_lieu": [_figure(number, figure, plan, told) for number, figure in enumerate(FIGURES, 1)],
            "vang": [_absent(number, one) for number, one in enumerate(_absentees(tracking), 1)],
        }
    }


def _reported_to(plan: Plan) -> str:
    return joined(one.name for one in plan.recipients if match_key(one.purpose) == match_key("báo cáo"))


def _section(section: Section, told: list[UnitStatus], lists: RealLists) -> dict[str, Any]:
    wrote = [
        {"don_vi": status.unit.name, "noi_dung": lists.block(status.answers.sections[section.key])}
        for status in told
        if status.answers is not None and is_written(status.answers, section)
    ]
    return {
        "tieu_de": section.title,
        "cap": section.level,
        "co_tra_loi": section.answered,
        "so_bao_cao": len(wrote),
        "y_kien": wrote,
    }


def _figure(number: int, figure: Figure, plan: Plan, told: list[UnitStatus]) -> dict[str, Any]:
    years = range(plan.first_year, plan.last_year + 1)
    sums = [_sum(figure, year, told) for year in years]
    known = [value for value in sums if value is not None]
    total = sum(known, Decimal(0)) if known else None
    return {
        "stt": number,
        "nhom": figure.group,
        "noi_dung": f"{figure.group}: {figure.label[:1].lower()}{figure.label[1:]}",
        "don_vi_tinh": figure.measure,
        "gia_tri": [shown(value) for value in sums],
        "tong": shown(total) if figure.summed else _NO_TOTAL,
        "so_don_vi": sum(_has_any(status, figure) for status in told),
    }


def _sum(figure: Figure, year: int, told: list[UnitStatus]) -> Decimal | None:
    values = [value for status in told if (value := _value(status, figure.key, year)) is not None]
    return sum(values, Decimal(0)) if values else None


def _value(status: UnitStatus, key: str, year: int) -> Decimal | None:
    reading = status.answers.figures.get((key, year)) if status.answers else None
    return reading.value if reading else None


def _has_any(status: UnitStatus, figure: Figure) -> bool:
    figures = status.answers.figures if status.answers else {}
    return any(key == figure.key and one.value is not None for (key, _), one in figures.items())


def shown(value: Decimal | None) -> str:
    """Return a number as Vietnamese papers write it: 1.250; 12,5; "" for None."""
    if value is None:
        return ""
    whole = value == value.to_integral_value()
    text = f"{int(value):,}" if whole else f"{value.normalize():,f}"
    return text.translate(str.maketrans(",.", ".,"))


def _absentees(tracking: Tracking) -> list[UnitStatus]:
    return [status for status in tracking.statuses if not status.is_told]


def _absent(number: int, status: UnitStatus) -> dict[str, Any]:
    late = status.standing is Standing.MISSING
    overdue = f" (quá hạn {status.days_late} ngày)" if late else ""
    unread = "Đã gửi, máy chưa đọc được nội dung" if status.answers is None else "Đã gửi, chưa có nội dung"
    state = unread if status.versions else f"Chưa gửi báo cáo{overdue}"
    return {"stt": number, "ten": status.unit.name, "tinh_hinh": state}

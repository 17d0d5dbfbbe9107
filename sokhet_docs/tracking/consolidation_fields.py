"""How the units stand and what they wrote → the merge fields of the consolidated report (tổng hợp)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import product
from typing import Any

from sokhet_docs.plan import FIGURES, SECTIONS, Figure, Plan, Section
from sokhet_docs.text.vietnamese import OPEN_DAY, OPEN_NUMBER, joined, lower_first, match_key
from sokhet_docs.tracking.returned_words import RealLists
from sokhet_docs.tracking.status import ReportStatus, Tracking, UnitStatus, is_written

_NO_TOTAL = "x"  # as the report's own annex has it
_NOT_ALL = "*"  # behind a sum that leaves out what no number can be read from


def consolidation_fields(tracking: Tracking, lists: RealLists) -> dict[str, Any]:
    """Return the fields of the consolidated report; the units' words become blocks of ``lists``."""
    plan = tracking.plan
    told = [status for status in tracking.statuses if status.has_content]
    return {
        "tong_hop": {
            "so_ky_hieu": f"Số{OPEN_NUMBER}-BC/{plan.issuer.code}",
            "ngay_thang": f"{plan.issuer.place}, {OPEN_DAY} {tracking.day.year}",
            "ngay": tracking.day,
            "kinh_gui": _reported_to(plan),
            "tong": len(tracking.statuses),
            "co_bao_cao": len(told),
            "muc": [_section(section, told, lists) for section in SECTIONS],
            "so_lieu": [_figure(number, figure, plan, told) for number, figure in enumerate(FIGURES, 1)],
            "chua_ro": list(_unread_figures(plan, told)),
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
    marks = [_mark(figure, year, told) for year in years]
    known = [value for value in sums if value is not None]
    total = sum(known, Decimal(0)) if known else None
    return {
        "stt": number,
        "nhom": figure.group,
        "noi_dung": _full_label(figure),
        "don_vi_tinh": figure.measure,
        "gia_tri": [shown(value) + mark for value, mark in zip(sums, marks, strict=True)],
        "tong": shown(total) + max(marks, default="") if figure.summed else _NO_TOTAL,
        "so_don_vi": sum(_has_any(status, figure) for status in told),
    }


def _sum(figure: Figure, year: int, told: list[UnitStatus]) -> Decimal | None:
    values = [value for status in told if (value := _value(status, figure.key, year)) is not None]
    return sum(values, Decimal(0)) if values else None


def _full_label(figure: Figure) -> str:
    return f"{figure.group}: {lower_first(figure.label)}"


def _mark(figure: Figure, year: int, told: list[UnitStatus]) -> str:
    return _NOT_ALL if any(_unread(status, figure, year) for status in told) else ""


def _unread(status: UnitStatus, figure: Figure, year: int) -> str:
    """Return what a unit wrote where no number can be read; "" where one can, or nothing is written."""
    reading = status.answers.figures.get((figure.key, year)) if status.answers else None
    return reading.raw if reading and reading.value is None else ""


def _unread_figures(plan: Plan, told: list[UnitStatus]) -> Iterator[dict[str, Any]]:
    for figure, year in product(FIGURES, range(plan.first_year, plan.last_year + 1)):
        for status in told:
            if raw := _unread(status, figure, year):
                yield {"noi_dung": _full_label(figure), "nam": year, "don_vi": status.unit.name, "ghi": raw}


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
    return [status for status in tracking.statuses if not status.has_content]


def _absent(number: int, status: UnitStatus) -> dict[str, Any]:
    late = status.standing is ReportStatus.MISSING
    overdue = f" (quá hạn {status.days_late} ngày)" if late else ""
    unread = "Đã gửi, máy chưa đọc được nội dung" if status.answers is None else "Đã gửi, chưa có nội dung"
    state = unread if status.versions else f"Chưa gửi báo cáo{overdue}"
    return {"stt": number, "ten": status.unit.name, "tinh_hinh": state}

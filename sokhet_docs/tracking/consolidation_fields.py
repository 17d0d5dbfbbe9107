"""The units' reports → the merge fields of the consolidated report (báo cáo tổng hợp)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

from sokhet_docs.plan import FIGURES, SECTIONS, Figure, Plan, Section
from sokhet_docs.text.vietnamese import OPEN_DAY, OPEN_NUMBER, joined, match_key
from sokhet_docs.tracking.figure_sums import sum_of, to_text, value_of
from sokhet_docs.tracking.returned_words import RealLists
from sokhet_docs.tracking.status import ReportStatus, Tracking, UnitStatus, is_written

_NO_TOTAL = "x"  # as the report's own annex prints it
_NOT_ALL = "*"  # behind a sum that leaves out texts in which no number can be read


def consolidation_fields(tracking: Tracking, lists: RealLists) -> dict[str, Any]:
    """Return the fields of the consolidated report; the units' words become blocks of ``lists``."""
    plan = tracking.plan
    reports = [status for status in tracking.statuses if status.has_content]
    absent = [status for status in tracking.statuses if not status.has_content]
    return {
        "tong_hop": {
            "so_ky_hieu": f"Số{OPEN_NUMBER}-BC/{plan.issuer.code}",
            "ngay_thang": f"{plan.issuer.place}, {OPEN_DAY} {tracking.day.year}",
            "ngay": tracking.day,
            "kinh_gui": _reported_to(plan),
            "tong": len(tracking.statuses),
            "co_bao_cao": len(reports),
            "muc": [_section(section, reports, lists) for section in SECTIONS],
            "so_lieu": [_figure(number, figure, plan, reports) for number, figure in enumerate(FIGURES, 1)],
            "chua_ro": list(_iter_unread(plan, reports)),
            "vang": [_absentee(number, status) for number, status in enumerate(absent, 1)],
        }
    }


def _reported_to(plan: Plan) -> str:
    purpose = match_key("báo cáo")
    return joined(recipient.name for recipient in plan.recipients if match_key(recipient.purpose) == purpose)


def _section(section: Section, reports: Sequence[UnitStatus], lists: RealLists) -> dict[str, Any]:
    written = [
        {"don_vi": status.unit.name, "noi_dung": lists.block(status.answers.sections[section.key])}
        for status in reports
        if status.answers is not None and is_written(status.answers, section)
    ]
    return {
        "tieu_de": section.title,
        "cap": section.level,
        "co_tra_loi": section.answered,
        "so_bao_cao": len(written),
        "y_kien": written,
    }


def _figure(number: int, figure: Figure, plan: Plan, reports: Sequence[UnitStatus]) -> dict[str, Any]:
    sums = [sum_of(value_of(status.answers, figure, year) for status in reports) for year in plan.years]
    marks = [_mark(figure, year, reports) for year in plan.years]
    return {
        "stt": number,
        "nhom": figure.group,
        "noi_dung": figure.full_label,
        "don_vi_tinh": figure.measure,
        "gia_tri": [to_text(value) + mark for value, mark in zip(sums, marks, strict=True)],
        "tong": to_text(sum_of(sums)) + max(marks, default="") if figure.summed else _NO_TOTAL,
        "so_don_vi": sum(_has_value(status, figure) for status in reports),
    }


def _mark(figure: Figure, year: int, reports: Sequence[UnitStatus]) -> str:
    return _NOT_ALL if any(_unread(status, figure, year) for status in reports) else ""


def _unread(status: UnitStatus, figure: Figure, year: int) -> str:
    """Return what a unit wrote if no number can be read in it; "" if one can, or if it wrote nothing."""
    reading = status.answers.figures.get((figure.key, str(year))) if status.answers else None
    return reading.raw if reading and reading.value is None else ""


def _iter_unread(plan: Plan, reports: Sequence[UnitStatus]) -> Iterator[dict[str, Any]]:
    for figure, year in product(FIGURES, plan.years):
        for status in reports:
            if raw := _unread(status, figure, year):
                yield {"noi_dung": figure.full_label, "nam": year, "don_vi": status.unit.name, "ghi": raw}


def _has_value(status: UnitStatus, figure: Figure) -> bool:
    figures = status.answers.figures if status.answers else {}
    return any(key == figure.key and reading.value is not None for (key, _), reading in figures.items())


def _absentee(number: int, status: UnitStatus) -> dict[str, Any]:
    late = status.report_status is ReportStatus.MISSING
    overdue = f" (quá hạn {status.days_late} ngày)" if late else ""
    unread = "Đã gửi, máy chưa đọc được nội dung" if status.answers is None else "Đã gửi, chưa có nội dung"
    state = unread if status.versions else f"Chưa gửi báo cáo{overdue}"
    return {"stt": number, "ten": status.unit.name, "tinh_hinh": state}

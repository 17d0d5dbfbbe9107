"""The units' reports → the merge fields of the consolidated report (báo cáo tổng hợp)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sokhet_docs.plan import Figure, Period, Plan, Section
from sokhet_docs.returns import Paragraph, TextRun
from sokhet_docs.text.vietnamese import OPEN_NUMBER, joined, match_key, open_day
from sokhet_docs.tracking.common_form import CommonForm
from sokhet_docs.tracking.figure_sums import (
    all_units_text,
    has_total,
    is_added,
    sum_of,
    to_text,
    value_of,
)
from sokhet_docs.tracking.returned_words import RealLists
from sokhet_docs.tracking.told_answers import ToldAnswer, told_answers
from sokhet_docs.tracking.unclear_figures import UnclearFigures
from sokhet_docs.tracking.unit_status import ReportStatus, Tracking, UnitStatus

_NO_TOTAL = "x"  # as the report's own annex prints it
_MOST = 8  # sections with another number that are named
_UNCLEAR = "*"  # behind a sum, or range, that rests on a doubtful number or leaves out an unreadable one


def consolidation_fields(tracking: Tracking, lists: RealLists, *, brief: bool = False) -> dict[str, Any]:
    """Return the fields of the consolidated report; the units' words become blocks of ``lists``.

    ``brief``: of each answer its first sentence only.
    """
    plan, common = tracking.plan, tracking.common
    reports = [status for status in tracking.statuses if status.has_content]
    absent = [status for status in tracking.statuses if not status.has_content]
    unclear = UnclearFigures(common, reports)
    figures = _Figures(common, reports, unclear)
    sections = _Sections(tracking, reports, lists, brief=brief)
    return {
        "tong_hop": {
            "so_ky_hieu": f"Số{OPEN_NUMBER}-BC/{plan.issuer.code}",
            "ngay_thang": open_day(plan.issuer.place, tracking.day.year),
            "ngay": tracking.day,
            "kinh_gui": _reported_to(plan),
            "tong": len(tracking.statuses),
            "co_bao_cao": len(reports),
            "rut_gon": brief,
            "doi_so": _other_numbers(common),
            "muc": sections.all(),
            "muc_trong": sections.empty(),
            "ky": [period.label for period in common.periods] if common.figures else [],
            "co_tong": figures.any_total,
            "co_ty_le": not all(map(is_added, common.figures)),
            "so_lieu": [figures.row(number, figure) for number, figure in enumerate(common.figures, 1)],
            "chua_ro": unclear.cells(),
            "chua_ro_don_vi": unclear.by_unit(),
            "theo_so": sections.by_number,
            "co_mat": [_reporter(status) for status in reports],
            "vang": [_absentee(number, status) for number, status in enumerate(absent, 1)],
        }
    }


def _reported_to(plan: Plan) -> str:
    purpose = match_key("báo cáo")
    return joined(recipient.name for recipient in plan.recipients if match_key(recipient.purpose) == purpose)


def _other_numbers(common: CommonForm) -> list[str]:
    """Return the sections that a form has under another number, as told; of many the first ones."""
    told = [f"“{section.title}”, mẫu ghi {number}" for section, number in common.other_numbers]
    return told if len(told) <= _MOST else [*told[:_MOST], f"và {len(told) - _MOST} mục khác"]


class _Sections:
    # The sections of all forms, with what was written in them.

    def __init__(
        self, tracking: Tracking, reports: Sequence[UnitStatus], lists: RealLists, *, brief: bool
    ) -> None:
        self._sections, self._statuses = tracking.common.sections, tracking.statuses
        self._lists, self._brief = lists, brief
        self._told = {section.key: told_answers(section, reports) for section in self._sections}

    @property
    def by_number(self) -> bool:
        """Whether any answer tells its units by number."""
        return any(answer.by_number for told in self._told.values() for answer in told)

    def all(self) -> list[dict[str, Any]]:
        return [self._section(place, section) for place, section in enumerate(self._sections)]

    def empty(self) -> list[str]:
        return [
            section.title for section in self._sections if section.answered and not self._told[section.key]
        ]

    def _section(self, place: int, section: Section) -> dict[str, Any]:
        told = self._told[section.key]
        return {
            "tieu_de": section.title,
            "cap": section.level,
            "co_tra_loi": section.answered,
            "co_noi_dung": bool(told) or self._has_words_below(place),
            "so_bao_cao": sum(len(answer.units) for answer in told),
            "so_don_vi": sum(status.is_asked(section) for status in self._statuses),
            "y_kien": [self._answer(answer) for answer in told],
        }

    def _has_words_below(self, place: int) -> bool:
        """Return whether any subsection of the section at ``place`` has an answer."""
        for section in self._sections[place + 1 :]:
            if section.level <= self._sections[place].level:
                return False
            if self._told[section.key]:
                return True
        return False

    def _answer(self, answer: ToldAnswer) -> dict[str, Any]:
        words = (Paragraph((TextRun(answer.excerpt),)),) if self._brief else answer.paragraphs
        return {
            "don_vi": answer.names,
            "so_don_vi": len(answer.units),
            "noi_dung": self._lists.block(words),
            "dong": answer.excerpt if self._brief else answer.line,
            "tep": answer.files,
        }


class _Figures:
    # The figures of all forms, added up over the units.

    def __init__(self, common: CommonForm, reports: Sequence[UnitStatus], unclear: UnclearFigures) -> None:
        self._common, self._reports, self._unclear = common, reports, unclear
        self.any_total = any(has_total(figure, common.periods) for figure in common.figures)

    def row(self, number: int, figure: Figure) -> dict[str, Any]:
        values = [
            [value_of(status.answers, figure, period) for status in self._reports] for period in self._periods
        ]
        marks = [_UNCLEAR if self._unclear.marks(figure, period) else "" for period in self._periods]
        texts = [all_units_text(figure, column) for column in values]
        total = to_text(sum_of(value for column in values for value in column)) + max(marks, default="")
        return {
            "stt": number,
            "nhom": figure.group,
            "noi_dung": figure.full_label,
            "don_vi_tinh": self._common.measure_of(figure),
            "gia_tri": [text + mark for text, mark in zip(texts, marks, strict=True)],
            "tong": total if has_total(figure, self._periods) else _NO_TOTAL,
            "so_don_vi": sum(any(found) for found in self._has_value(values)),
        }

    @property
    def _periods(self) -> tuple[Period, ...]:
        return self._common.periods

    def _has_value(self, values: Sequence[Sequence[object]]) -> Iterator[list[bool]]:
        """Yield for each report in which periods it gives a number."""
        for of_unit in zip(*values, strict=True):
            yield [value is not None for value in of_unit]


def _reporter(status: UnitStatus) -> dict[str, Any]:
    file = status.reading.file if status.reading else ""
    return {"stt": status.unit.number, "ten": status.unit.name, "tep": file}


def _absentee(number: int, status: UnitStatus) -> dict[str, Any]:
    late = status.report_status is ReportStatus.MISSING
    overdue = f" (quá hạn {status.days_late} ngày)" if late else ""
    unread = "Đã gửi, máy chưa đọc được nội dung" if status.answers is None else "Đã gửi, chưa có nội dung"
    state = unread if status.versions else f"Chưa gửi báo cáo{overdue}"
    return {"stt": number, "ten": status.unit.name, "tinh_hinh": state}

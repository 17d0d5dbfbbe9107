"""The days of a plan → warnings about weekends, public holidays, and an order that cannot be meant."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sokhet_docs.plan import day_off_reason
from sokhet_docs.problems import Place, ProblemCollector
from sokhet_docs.text.vietnamese import short_date
from sokhet_docs.workbook.facts import Facts
from sokhet_docs.workbook.unit_rows import PlacedUnit, first_day


def find_odd_days(facts: Facts, units: Sequence[PlacedUnit], findings: ProblemCollector) -> None:
    """Note the days on which nobody works, and reports due before the conference that they are about."""
    for name in ("report_deadline", "conference_deadline", "issuer_deadline"):
        _find_day_off(facts.entries[name].label, getattr(facts, name), facts.place(name), findings)
    _find_day_off("Thời gian hội nghị", first_day(facts.issuer_time), facts.place("issuer_time"), findings)
    if (
        facts.report_deadline
        and facts.conference_deadline
        and facts.report_deadline < facts.conference_deadline
    ):
        findings.warning(
            facts.place("report_deadline"),
            f"Hạn báo cáo ({short_date(facts.report_deadline)}) trước hạn hội nghị của đơn vị"
            f" ({short_date(facts.conference_deadline)}).",
        )
    for name in ("report_deadline", "conference_deadline", "issuer_deadline"):
        _find_too_early(
            facts.entries[name].label, getattr(facts, name), _issued(facts), facts.place(name), findings
        )
    for placed in units:
        _find_odd_days_of(placed, findings)
        _find_odd_deadline_of(placed, facts, findings)


def _find_odd_days_of(placed: PlacedUnit, findings: ProblemCollector) -> None:
    unit, row = placed.unit, placed.row
    if row["report_deadline"].cell is not None:
        _find_day_off("Hạn báo cáo", unit.report_deadline, row["report_deadline"].place, findings)
    held = first_day(unit.conference.time) if unit.conference else None
    if unit.conference is None or held is None:
        return
    place = row["time"].place
    _find_day_off("Thời gian hội nghị", held, place, findings)
    limits = {"hạn báo cáo": unit.report_deadline, "hạn hội nghị": unit.conference.deadline}
    for label, limit in limits.items():
        if limit and limit <= held:
            message = f"Hội nghị ngày {short_date(held)} không trước {label} ({short_date(limit)})."
            findings.warning(place, message)


def _find_odd_deadline_of(placed: PlacedUnit, facts: Facts, findings: ProblemCollector) -> None:
    """Find a deadline of the unit's own that cannot be meant: before the issue, or in another year."""
    entry, day, common = placed.row["report_deadline"], placed.unit.report_deadline, facts.report_deadline
    if entry.cell is None or day == date.max:
        return
    _find_too_early(entry.label, day, _issued(facts), entry.place, findings)
    if common and day.year != common.year:
        message = f"Hạn báo cáo {short_date(day)} khác năm với hạn chung ({short_date(common)})."
        findings.warning(entry.place, message, "Hãy xem lại năm.")


def _issued(facts: Facts) -> date | None:
    """Return the day of issue; None while it is open, or contradicts the plan's year (which is said)."""
    return facts.day if facts.day and facts.day.year == facts.year else None


def _find_too_early(
    label: str, day: date | None, issued: date | None, place: Place, findings: ProblemCollector
) -> None:
    if day and issued and day <= issued:
        message = f"{label} {short_date(day)} không sau ngày ban hành ({short_date(issued)})."
        findings.warning(place, message, "Hãy xem lại hai ngày này.")


def _find_day_off(label: str, day: date | None, place: Place, findings: ProblemCollector) -> None:
    if day is None or day == date.max:
        return
    if reason := day_off_reason(day):
        findings.warning(place, f"{label} {short_date(day)} là {reason}.")

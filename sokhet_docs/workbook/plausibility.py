"""The plan's days, units and attendees → what is well formed but cannot be meant.

Weekends and public holidays, days in an impossible order, attendees of units that are not in the list,
conferences that nobody is invited to.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sokhet_docs.plan import day_off_reason
from sokhet_docs.text.vietnamese import match_key, nearest, short_date
from sokhet_docs.workbook.facts import Facts
from sokhet_docs.workbook.table_cell import TableCell
from sokhet_docs.workbook.tables import Table
from sokhet_docs.workbook.unit_rows import PlacedUnit

_MAX_NAMED = 5  # units in one warning
_MAX_COMPARED = 1000  # units among which the nearest name is looked for: comparing takes its time


def check_days(facts: Facts, units: Sequence[PlacedUnit]) -> None:
    """Note the days on which nobody works, and days that are in an impossible order."""
    _check_days_of_plan(facts)
    for placed in units:
        _check_deadline(placed, facts)
        _check_conference(placed)


def _check_days_of_plan(facts: Facts) -> None:
    due, held = facts.report_deadline, facts.conference_deadline
    deadlines = {
        "report_deadline": due,
        "conference_deadline": held,
        "issuer_conference.deadline": facts.issuer_conference.deadline,
    }
    for name, day in deadlines.items():
        _find_day_off(facts.cells[name], day)
    _find_day_off(facts.cells["issuer_conference.time"], _day_of(facts.issuer_conference.time))
    if due and held and due < held:
        facts.cells["report_deadline"].warning(
            f"Hạn báo cáo ({short_date(due)}) trước hạn hội nghị của đơn vị ({short_date(held)})."
        )
    for name, day in deadlines.items():
        _find_too_early(facts.cells[name], day, _day_of_issue(facts))


def _check_deadline(placed: PlacedUnit, facts: Facts) -> None:
    """Find a deadline that a unit alone has and that cannot be meant: too early, or in another year."""
    cell, day, common = placed.row["report_deadline"], placed.unit.report_deadline, facts.report_deadline
    if cell.cell is None or day == date.max:
        return
    _find_day_off(cell, day)
    _find_too_early(cell, day, _day_of_issue(facts))
    if common and day.year != common.year:
        message = f"Hạn báo cáo {short_date(day)} khác năm với hạn chung ({short_date(common)})."
        cell.warning(message, "Hãy xem lại năm.")


def _check_conference(placed: PlacedUnit) -> None:
    """Find a unit's conference on a day off, or not before what must come after it."""
    conference, cell = placed.unit.conference, placed.row["time"]
    held = _day_of(conference.time) if conference else None
    if conference is None or held is None:
        return
    _find_day_off(cell, held)
    limits = {"hạn báo cáo": placed.unit.report_deadline, "hạn hội nghị": conference.deadline}
    for label, limit in limits.items():
        if limit and limit <= held:
            cell.warning(f"Hội nghị ngày {short_date(held)} không trước {label} ({short_date(limit)}).")


def _find_day_off(cell: TableCell, day: date | None) -> None:
    if day and (reason := day_off_reason(day)):
        cell.warning(f"{cell.label} {short_date(day)} là {reason}.")


def _find_too_early(cell: TableCell, day: date | None, issued: date | None) -> None:
    if day and issued and day <= issued:
        message = f"{cell.label} {short_date(day)} không sau ngày ban hành ({short_date(issued)})."
        cell.warning(message, "Hãy xem lại hai ngày này.")


def _day_of_issue(facts: Facts) -> date | None:
    """Return the day of issue; None while it is open, or when it contradicts the plan's year (an error)."""
    return facts.day if facts.day and facts.day.year == facts.year else None


def _day_of(time: datetime | date | str | None) -> date | None:
    """Return the day of a conference's time; None when it is open or in words."""
    if isinstance(time, datetime):
        return time.date()
    return time if isinstance(time, date) else None


def check_attendees(table: Table, units: Sequence[PlacedUnit]) -> None:
    """Note attendees of units that hold no conference or are not there, and conferences without attendees."""
    if not _find_unknown_units(table, units):
        _find_lonely_conferences(table, units)


def _find_unknown_units(table: Table, units: Sequence[PlacedUnit]) -> bool:
    """Find attendees of a unit that is not in the list (return whether there are), or that only reports."""
    found = False
    by_key = {match_key(placed.unit.code): placed.unit for placed in units}
    by_key |= {match_key(placed.unit.name): placed.unit for placed in units}
    for row in table.rows():
        name = row["unit"].line()
        unit = by_key.get(match_key(name))
        if not name or (unit and unit.conference):
            continue
        if unit:
            row["unit"].warning(f"“{unit.name}” chỉ báo cáo, không tổ chức hội nghị.")
        else:
            near = _meant(name, [placed.unit.name for placed in units[:_MAX_COMPARED]])
            hint = f"Có phải “{near}”?" if near else "Chọn tên một đơn vị của trang “Đơn vị”."
            row["unit"].error(f"Không có đơn vị “{name}”.", hint)
            found = True
    return found


def _meant(name: str, known: Sequence[str]) -> str | None:
    """Return the one of ``known`` that ``name`` is the start of, or a part of, or else is most like."""
    part = f" {match_key(name)} "
    holding = [other for other in known if part in f" {match_key(other)} "]
    starting = [other for other in holding if f" {match_key(other)} ".startswith(part)]
    for found in (starting, holding):
        if len(found) == 1:
            return found[0]
    return nearest(name, holding or known)


def _find_lonely_conferences(table: Table, units: Sequence[PlacedUnit]) -> None:
    """Find conferences that nobody is invited to."""
    held = [placed.unit for placed in units if placed.unit.conference]
    names = [unit.name for unit in held if unit.conference and not unit.conference.attendees]
    if names:
        listed = "; ".join(names[:_MAX_NAMED]) + ("; …" if len(names) > _MAX_NAMED else ".")
        hint = "Ghi thành phần, để trống cột “Đơn vị” nếu là cho mọi hội nghị."
        message = f"Chưa có thành phần dự hội nghị của {len(names)} đơn vị: {listed}"
        table.problems.warning(table.sheet.place(), message, hint)

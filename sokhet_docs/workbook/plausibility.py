"""The plan's days, units and attendees → what is well formed but cannot be meant.

Weekends and public holidays, days in an impossible order, attendees of units that hold no conference,
conferences that nobody is invited to, reports that ask a unit nothing, sections that no unit is asked, names
in capitals.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sokhet_docs.plan import Audience, Document, Issuer, Section, Unit, day_off_reason, units_named
from sokhet_docs.text.days_in_words import day_meant, weekday_meant
from sokhet_docs.text.vietnamese import short_date, weekday
from sokhet_docs.vocabulary import GUEST_INVITATION_TEMPLATE
from sokhet_docs.workbook.capital_names import is_in_capitals, ordinary_writing
from sokhet_docs.workbook.facts import Facts
from sokhet_docs.workbook.row_words import means_all
from sokhet_docs.workbook.table_cell import TableCell
from sokhet_docs.workbook.tables import Row, Table
from sokhet_docs.workbook.unit_references import names_issuer, unit_words
from sokhet_docs.workbook.unit_rows import PlacedUnit

_MAX_NAMED = 5  # units in one warning


def check_days(facts: Facts, units: Sequence[PlacedUnit]) -> None:
    """Note the days on which nobody works, and days that are in an impossible order."""
    _check_days_of_plan(facts)
    for placed in units:
        _check_deadline(placed, facts)
        _check_conference(placed, _day_of_issue(facts))


def _check_days_of_plan(facts: Facts) -> None:
    due, held = facts.report_deadline, facts.conference_deadline
    deadlines = {
        "report_deadline": due,
        "conference_deadline": held,
        "issuer_conference.deadline": facts.issuer_conference.deadline,
    }
    for name, day in deadlines.items():
        _find_day_off(facts.cells[name], day)
    _find_day_off(facts.cells["issuer_conference.time"], day_meant(facts.issuer_conference.time))
    _find_wrong_weekday(facts.cells["issuer_conference.time"], facts.issuer_conference.time)
    if due and held and due < held:
        facts.cells["report_deadline"].warning(
            f"Hạn báo cáo ({short_date(due)}) trước hạn hội nghị của đơn vị ({short_date(held)})."
        )
    _check_issuer_conference(facts)
    deadlines["issuer_conference.time"] = day_meant(facts.issuer_conference.time)
    for name, day in deadlines.items():
        _find_too_early(facts.cells[name], day, _day_of_issue(facts))


def _check_issuer_conference(facts: Facts) -> None:
    held, limit = day_meant(facts.issuer_conference.time), facts.issuer_conference.deadline
    if held and limit and limit <= held:
        facts.cells["issuer_conference.time"].warning(
            f"Hội nghị của cấp ban hành ngày {short_date(held)} không trước hạn ({short_date(limit)})."
        )


def check_invitation(facts: Facts, documents: Iterable[Row]) -> None:
    """Find an invitation of guests whose own day is not before the conference that it invites to."""
    held = day_meant(facts.issuer_conference.time)
    for row in documents if held else ():
        if row["template"].line().casefold() != GUEST_INVITATION_TEMPLATE:
            continue
        day = row["day"].day()
        if held and day and day >= held:
            row["day"].warning(
                f"Giấy mời ngày {short_date(day)} không trước ngày hội nghị của cấp ban hành "
                f"({short_date(held)}).",
                "Hãy xem lại hai ngày này.",
            )


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


def _check_conference(placed: PlacedUnit, issued: date | None) -> None:
    """Find a unit's conference on a day off, too early, or not before what must come after it."""
    conference, cell = placed.unit.conference, placed.row["time"]
    held = day_meant(conference.time) if conference else None
    if conference is None or held is None:
        return
    _find_day_off(cell, held)
    _find_wrong_weekday(cell, conference.time)
    _find_too_early(cell, held, issued)
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


def _find_wrong_weekday(cell: TableCell, when: datetime | date | str | None) -> None:
    """Find words that name another day of the week than their day is."""
    named, day = weekday_meant(when) if isinstance(when, str) else None, day_meant(when)
    if day and named not in (None, day.weekday()):
        cell.warning(f"“{when}”: ngày {short_date(day)} là {weekday(day)}.", "Hãy xem lại thứ và ngày.")


def check_names(table: Table, units: Sequence[PlacedUnit], known: Sequence[str]) -> None:
    """Offer ordinary writing for names in capitals; ``known`` are names that are written as there."""
    named = [(each.row["name"].place.cell, each.unit.name) for each in units]
    named += [
        (each.row["addressee"].place.cell, line)
        for each in units
        if each.row["addressee"].cell
        for line in each.unit.addressee.split("\n")
    ]
    offered = [
        f"{cell} “{name}” (“{ordinary_writing(name, known)}”?)"
        for cell, name in named
        if is_in_capitals(name)
    ]
    if offered:
        message = f"Có {len(offered)} tên viết toàn chữ hoa, thư sẽ in đúng như vậy: {_listed(offered)}"
        hint = "Nên gõ lại bằng chữ thường, viết hoa đúng quy định."
        table.problems.warning(table.sheet.place(), message, hint)


def check_attendees(table: Table, units: Sequence[PlacedUnit], issuer: Issuer | None = None) -> None:
    """Note attendees of units that hold no conference, and conferences without attendees."""
    named = [_find_guests_of_nothing(row["unit"], units, issuer) for row in table.rows()]
    if all(named):
        _find_lonely_conferences(table, units)


def _find_guests_of_nothing(cell: TableCell, units: Sequence[PlacedUnit], issuer: Issuer | None) -> bool:
    """Find an attendee of a unit that only reports; return whether it is clear who is named."""
    known = [placed.unit for placed in units]
    words = unit_words(cell, known)
    return all(names_issuer(word, issuer, known) or _is_clear(cell, word, known) for word in words)


def _is_clear(cell: TableCell, word: str, units: Sequence[Unit]) -> bool:
    found = units_named(units, word) if word else []
    if len(found) == 1 and not found[0].conference:
        cell.warning(f"“{found[0].name}” chỉ báo cáo, không tổ chức hội nghị.")
    return not word or len(found) == 1 or (not found and means_all(word))


def _find_lonely_conferences(table: Table, units: Sequence[PlacedUnit]) -> None:
    """Find conferences that nobody is invited to."""
    held = [placed.unit for placed in units if placed.unit.conference]
    names = [unit.name for unit in held if unit.conference and not unit.conference.attendees]
    if names:
        hint = "Ghi thành phần, để trống cột “Đơn vị” nếu là cho mọi hội nghị."
        message = f"Chưa có thành phần dự hội nghị của {len(names)} đơn vị: {_listed(names)}"
        table.problems.warning(table.sheet.place(), message, hint)


def check_asked(
    table: Table,
    audiences: Sequence[Audience],
    documents: Sequence[Document],
    units: Sequence[PlacedUnit],
) -> None:
    """Note the units that are sent something but asked nothing at all.

    ``audiences`` are those of the plan's sections and figures, ``table`` the sheet of either.
    """
    receiving = [
        one.unit for one in units if any(document.audience.admits(one.unit) for document in documents)
    ]
    names = [unit.name for unit in receiving if not any(asked.admits(unit) for asked in audiences)]
    if audiences and names:
        hint = "Hãy xem lại cột “Dành cho”, hoặc đừng gửi mẫu báo cáo cho các đơn vị này."
        message = f"Không mục, chỉ tiêu nào dành cho {len(names)} đơn vị: {_listed(names)}"
        table.problems.warning(table.sheet.place(), message, hint)


def check_sections(table: Table, sections: Sequence[Section], units: Sequence[PlacedUnit]) -> None:
    """Note the sub-sections that no unit is asked, because the section above is for others."""
    for row, section in zip(table.rows(), sections, strict=True):
        if section.audience.within and not any(section.audience.admits(placed.unit) for placed in units):
            row["audience"].warning(
                "Không đơn vị nào được hỏi mục này: mục cấp trên dành cho các đơn vị khác.",
                "Hãy sửa “Dành cho” của một trong hai dòng.",
            )


def _listed(names: Sequence[str]) -> str:
    return "; ".join(names[:_MAX_NAMED]) + ("; …" if len(names) > _MAX_NAMED else ".")

"""The days of a plan and its units → those in a year that the plan cannot mean, as a copy keeps them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from sokhet_docs.text.days_in_words import day_meant
from sokhet_docs.text.vietnamese import short_date
from sokhet_docs.workbook.facts import Facts
from sokhet_docs.workbook.table_cell import TableCell
from sokhet_docs.workbook.tables import Row
from sokhet_docs.workbook.unit_rows import PlacedUnit

_DAYS_OF_PLAN = (
    "report_deadline",
    "conference_deadline",
    "issuer_conference.deadline",
    "issuer_conference.time",
)
_HINT = "Hãy xem lại năm."

_Dated = tuple[TableCell, date]


def check_years(facts: Facts, units: Sequence[PlacedUnit], documents: Sequence[Row]) -> None:
    """Note the days before the plan's year, and those more than a year behind it.

    ``documents`` are the rows of the documents. The days of units are one warning for each column and year.
    Days that are held against the day of issue already are left out.
    """
    year, issued = facts.year, facts.day
    if year is None or (issued and issued.year != year):
        return
    of_documents = [(row["day"], day) for row in documents if (day := row["day"].day())]
    for cell, day in (*_days_of_plan(facts), *of_documents):
        if _is_odd(day, year, issued):
            cell.warning(f"{cell.label} {short_date(day)}: năm {day.year}, kế hoạch năm {year}.", _HINT)
    odd: dict[tuple[str, int], list[_Dated]] = {}
    for placed in units:
        for cell, day in _days_of_unit(placed):
            if _is_odd(day, year, issued):
                odd.setdefault((cell.label, day.year), []).append((cell, day))
    for (label, in_year), found in odd.items():
        cell, day = found[0]
        others = f" và {len(found) - 1} ô khác của cột này" if len(found) > 1 else ""
        cell.warning(f"{label} {short_date(day)}{others}: năm {in_year}, kế hoạch năm {year}.", _HINT)


def _is_odd(day: date, year: int, issued: date | None) -> bool:
    """Tell whether a plan of ``year`` cannot mean ``day``; one of its end may have days of the next year."""
    is_told = issued is not None and day <= issued
    return day != date.max and not is_told and day.year not in (year, year + 1)


def _days_of_plan(facts: Facts) -> Iterator[_Dated]:
    values = (
        facts.report_deadline,
        facts.conference_deadline,
        facts.issuer_conference.deadline,
        facts.issuer_conference.time,
    )
    for name, value in zip(_DAYS_OF_PLAN, values, strict=True):
        if day := day_meant(value):
            yield facts.cells[name], day


def _days_of_unit(placed: PlacedUnit) -> Iterator[_Dated]:
    conference = placed.unit.conference
    if conference and (held := day_meant(conference.time)):
        yield placed.row["time"], held
    own = placed.row["report_deadline"]
    if own.cell is not None:
        yield own, placed.unit.report_deadline

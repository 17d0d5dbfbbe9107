"""The sheets that hold one register → the sheet on which a new row of it is written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from sokhet_docs.printing.registers.columns import value_of
from sokhet_docs.printing.registers.sheet import RegisterSheet
from sokhet_docs.text.vietnamese import clean, match_key, without_marks

_MONTH = re.compile(r"(?:thang|\bt)[\s._]*(\d{1,2})\b|\b(\d{1,2})[\s./_-]+(?:19|20)\d\d\b")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def choose_sheet(registers: Sequence[RegisterSheet], entry: object, wanted: str = "") -> int:
    """Return the position in ``registers`` of the one that gets ``entry``.

    That is the one on the sheet ``wanted``; else the one whose sheet's name says the month in which the entry
    was sent; else the last that has entries; else the first. A sheet that says another year is none of them.
    """
    named = [at for at, one in enumerate(registers) if is_on(one, wanted)]
    if named:
        return named[-1]
    day = value_of(entry, "sent") or value_of(entry, "day")
    fitting = [at for at, one in enumerate(registers) if _says_year(one, day)] or range(len(registers))
    of_month = [at for at in fitting if isinstance(day, date) and _month_of(registers[at]) == day.month]
    kept = [at for at in fitting if registers[at].entries]
    return (of_month or kept or fitting[:1])[-1]


def is_on(register: RegisterSheet, sheet: str) -> bool:
    """Tell whether a register is on the sheet with the name ``sheet``, however it is spelled."""
    return match_key(register.sheet.name) == match_key(sheet)


def _says_year(register: RegisterSheet, day: object) -> bool:
    years = _YEAR.findall(register.sheet.name)
    return not isinstance(day, date) or not years or str(day.year) in years


def _month_of(register: RegisterSheet) -> int | None:
    found = _MONTH.search(without_marks(clean(register.sheet.name)).casefold())
    return int(found[1] or found[2]) if found else None

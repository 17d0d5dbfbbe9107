"""Words that tell when something takes place → the day, and the day of the week, that they name."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TypeVar

from sokhet_docs.text.vietnamese import match_key, parse_date

_DAY = re.compile(
    r"(?<!\d)\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{4}(?!\d)|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}",
    re.IGNORECASE,
)
_NAMES = (
    ("hai", "2", "t2"), ("ba", "3", "t3"), ("tư", "4", "t4"), ("năm", "5", "t5"), ("sáu", "6", "t6"),
    ("bảy", "7", "t7"), ("cn",),
)  # fmt: skip
_WEEKDAYS = {match_key(name): index for index, names in enumerate(_NAMES) for name in names}
_WEEKDAY = re.compile(r"(?<!lần )\bthứ\s+(\w+)|\b(t[2-7]|cn)\b|\bchủ\s+(nhật)", re.IGNORECASE)

_T = TypeVar("_T")


def day_meant(when: datetime | date | str | None) -> date | None:
    """Return the day of ``when``; of words the one that they name, None when that is none or several."""
    if isinstance(when, datetime):
        return when.date()
    if isinstance(when, str):
        return _only(_days_in(when))
    return when


def weekday_meant(text: str) -> int | None:
    """Return the day of the week that ``text`` names, Monday is 0; None when it names none or several."""
    names = {name for match in _WEEKDAY.finditer(text) for name in match.groups() if name}
    keys = {"cn" if match_key(name) == match_key("nhật") else match_key(name) for name in names}
    return _only({_WEEKDAYS[key] for key in keys if key in _WEEKDAYS})


def _days_in(text: str) -> set[date]:
    found = set()
    for match in _DAY.finditer(" ".join(text.split())):
        try:
            found.add(parse_date(match.group()))
        except ValueError:
            continue  # told where the cell is read
    return found


def _only(found: set[_T]) -> _T | None:
    return next(iter(found)) if len(found) == 1 else None

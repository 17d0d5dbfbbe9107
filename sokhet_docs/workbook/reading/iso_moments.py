"""Days and times as ISO 8601 writes them → datetimes, to the millisecond, as serial numbers are read."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

_MOMENT = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)"
    r"(?:[T ](\d\d)(?::?(\d\d)(?::?(\d\d)([.,]\d+)?)?)?)?\s*(?:Z|[+-]\d\d(?::?\d\d)?)?"
)
_DURATION = re.compile(
    r"P(?:(\d+(?:[.,]\d+)?)D)?(?:T(?:(\d+(?:[.,]\d+)?)H)?(?:(\d+(?:[.,]\d+)?)M)?(?:(\d+(?:[.,]\d+)?)S)?)?"
)


def iso_moment(text: str) -> datetime:
    """Return the day and time that ``text`` says, without its time zone: a sheet has none.

    Raises ValueError for any other text, and OverflowError for a moment beyond the calendar.
    """
    match = _MOMENT.fullmatch(text)
    if match is None:
        raise ValueError(f"no moment: {text}")
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    if hour > 24 or minute > 59 or second > 60:
        raise ValueError(f"no time: {text}")
    milliseconds = round(float(f"0{match[7] or '.0'}".replace(",", ".")) * 1000)
    clock = timedelta(hours=hour, minutes=minute, seconds=second, milliseconds=milliseconds)
    return datetime(year, month, day) + clock


def iso_duration(text: str) -> timedelta | None:
    """Return the length of time that ``text`` says (PT0H11M0.000S), to the millisecond; None for other texts.

    Raises OverflowError for one that no calendar holds.
    """
    match = _DURATION.fullmatch(text)
    if match is None or text in {"P", "PT"}:
        return None
    days, hours, minutes, seconds = (float((part or "0").replace(",", ".")) for part in match.groups())
    length = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    return timedelta(milliseconds=round(length / timedelta(milliseconds=1)))

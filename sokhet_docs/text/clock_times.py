"""Times of day as people and Excel write them → times, and back into the words of a document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, time, timedelta

from sokhet_docs.text.vietnamese import clock

_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})\s*(?:giờ|[hg:])\s*(?P<minute>\d{2})?(?::\d{2})?(?:\s*phút)?"
    r"(?:\s*(?P<half>sáng|chiều|tối|am|pm|sa|ch))?",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"^(?:từ|lúc)\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*[-–—]\s*|\s+(?:đến|tới)\s+", re.IGNORECASE)
_LATER = frozenset(("chiều", "tối", "pm", "ch"))
_MIDNIGHT = frozenset(("sáng", "am", "sa"))
_ANY_DAY = datetime(2000, 1, 1)


def read_clocks(text: str) -> tuple[time, ...]:
    """Return the one time that ``text`` is, or the two of a span (8h00 - 8h15); () for any other words."""
    parts = _BETWEEN.split(_BEFORE.sub("", " ".join(text.split())).rstrip("."))
    found = [_read(part) for part in parts]
    times = tuple(each for each in found if each is not None)
    return times if len(times) == len(parts) <= 2 else ()


def write_clocks(times: Sequence[time]) -> str:
    """Return one time, or a span, as documents write it: ``08 giờ 00 – 08 giờ 15``."""
    return " – ".join(map(clock, times))


def nearest_minute(when: datetime) -> datetime:
    """Return ``when`` as people mean it: a third of a day is 8 o'clock, not a moment before it."""
    return (when + timedelta(seconds=30)).replace(second=0, microsecond=0)


def clock_of(day_share: float) -> time:
    """Return the time at which that part of a day (0 up to 1) is over, to the nearest minute."""
    return nearest_minute(_ANY_DAY + timedelta(days=day_share)).time()


def _read(text: str) -> time | None:
    match = _CLOCK.fullmatch(text)
    if match is None:
        return None
    hour, minute, half = int(match["hour"]), int(match["minute"] or 0), (match["half"] or "").lower()
    if half in _LATER and hour < 12:
        hour += 12
    elif half in _MIDNIGHT and hour == 12:
        hour = 0
    return time(hour, minute) if hour < 24 and minute < 60 else None

"""The tokens of a date or time format, and a serial number → the day or the time as Excel shows it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from sokhet_docs.text.english_dates import ENGLISH_MONTHS

Token = tuple[str, str]


@dataclass(frozen=True)
class Names:
    """The names that one language has for months, days and the halves of a day."""

    months: tuple[str, ...]
    short_months: tuple[str, ...]
    days: tuple[str, ...]
    short_days: tuple[str, ...]
    halves: tuple[str, str]


_MONTHS_IN_WORDS = (
    "Giêng",
    "Hai",
    "Ba",
    "Tư",
    "Năm",
    "Sáu",
    "Bảy",
    "Tám",
    "Chín",
    "Mười",
    "Mười Một",
    "Mười Hai",
)
VIETNAMESE = Names(
    tuple(f"Tháng {name}" for name in _MONTHS_IN_WORDS),
    tuple(f"Thg{number}" for number in range(1, 13)),
    ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật"),
    ("T2", "T3", "T4", "T5", "T6", "T7", "CN"),
    ("SA", "CH"),
)
_ENGLISH_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
ENGLISH = Names(
    ENGLISH_MONTHS,
    tuple(month[:3] for month in ENGLISH_MONTHS),
    tuple(_ENGLISH_DAYS),
    tuple(day[:3] for day in _ENGLISH_DAYS),
    ("AM", "PM"),
)
_ENGLISH = re.compile(r"en\b.*|[0-9a-f]*[048c]?09")  # by name; by a Windows number: 409 is US, 809 British
_DAY_0 = (1900, 1, 0)  # a time of day alone, shown as a day
_KNOWN_LANGUAGES = re.compile(rf"{_ENGLISH.pattern}|vi\b.*|0*42a|")
_WITH_OTHER_DIGITS = re.compile(r"[0-9a-f]{7,8}")  # digits or a calendar before the language: D07041E


def show(tokens: Sequence[Token], serial: float, since: datetime, language: str) -> str:
    """Return the day and time of ``serial`` (days after ``since``) in the format of ``tokens``.

    ``language`` is the format's own language number in hexadecimal, "" for the machine's. A serial that
    the calendar does not have is shown as Excel shows it, as a row of hashes.
    """
    places = max(
        (len(text.partition(".")[2]) for _, text in tokens if "." in text and text[0] == "s"), default=0
    )
    seconds = round(serial * 86_400, places)
    if seconds < 0 or serial >= 2_958_466:  # 1/1/10000
        return "#" * 8
    early = since.year < 1904 and serial < 60  # Excel's calendar has a 29/2/1900 that never was
    value = since + timedelta(days=early, microseconds=round(seconds * 1_000_000))
    day = _day_in_excel(value, int(seconds // 86_400), since)
    names = ENGLISH if _ENGLISH.fullmatch(language) else VIETNAMESE
    clock = _Clock(value, day, seconds, names, any(kind == "ampm" for kind, _ in tokens))
    return "".join(clock.show(kind, text) for kind, text in tokens)


class _Day(NamedTuple):
    year: int
    month: int
    day: int
    weekday: int  # 0 is Monday


def _day_in_excel(value: datetime, days: int, since: datetime) -> _Day:
    """Return the day as Excel's calendar has it: day 0 is 0/1/1900, the weekdays up to 28/2 are its own."""
    if since.year >= 1904:
        return _Day(value.year, value.month, value.day, value.weekday())
    year, month, day = (value.year, value.month, value.day) if days else _DAY_0
    return _Day(year, month, day, (days + 5) % 7)


def is_foreign(language: str) -> bool:
    """Return whether the names of ``language`` are not known here."""
    return not _KNOWN_LANGUAGES.fullmatch(language)


def is_unsure(tokens: Sequence[Token], language: str) -> bool:
    """Return whether a format has names of a language not known here, or signs of another calendar."""
    clocks = [text for kind, text in tokens if kind == "clock"]
    if any(text[0] in "bga" for text in clocks):
        return True
    has_names = any(kind == "ampm" for kind, _ in tokens) or any(
        text[0] in "md" and len(text) > 2 for text in clocks
    )
    has_calendar = _WITH_OTHER_DIGITS.fullmatch(language) and language[:-4].strip("01") != ""
    has_names = has_names or any(text[0] == "e" for text in clocks)  # years of an emperor
    return bool(clocks) and bool((has_names and is_foreign(language)) or has_calendar)


@dataclass(frozen=True)
class _Clock:
    value: datetime
    day: _Day
    seconds: float
    names: Names
    twelve_hours: bool

    def show(self, kind: str, text: str) -> str:
        if kind == "clock":
            return self._part(text)
        if kind == "elapsed":
            whole, _, decimals = text.partition(".")
            count = int(self.seconds // {"h": 3600, "m": 60, "s": 1}[text[0]])
            return self._with_decimals(str(count).rjust(len(whole), "0"), decimals)
        if kind == "ampm":
            half = self.names.halves[self.value.hour >= 12]
            return half if len(text) > 3 else half[0]
        if kind in {"literal", "digit"}:
            return text
        return text if kind == "mark" and text in "./,%" else ""

    def _part(self, text: str) -> str:
        letter = text[0]
        if letter == "y":
            return f"{self.day.year % 100:02}" if len(text) < 3 else f"{self.day.year:04}"
        if letter == "e":
            return f"{self.day.year:04}"
        if letter == "b":
            return f"{self.day.year + 543:04}" if len(text) > 2 else f"{(self.day.year + 543) % 100:02}"
        if letter in "ga":
            return "" if letter == "g" else self._day(len(text))
        if letter == "m":
            return self._month(len(text))
        if letter == "d":
            return self._day(len(text))
        return self._time(letter, text)

    def _time(self, letter: str, text: str) -> str:
        if letter == "h":
            hour = (self.value.hour % 12 or 12) if self.twelve_hours else self.value.hour
            return str(hour).rjust(min(len(text), 2), "0")
        if letter == "n":
            return str(self.value.minute).rjust(len(text), "0")
        whole, _, decimals = text.partition(".")
        return self._with_decimals(str(self.value.second).rjust(min(len(whole), 2), "0"), decimals)

    def _with_decimals(self, seconds: str, decimals: str) -> str:
        """Return ``seconds`` with as many places of their parts as ``decimals`` has."""
        if not decimals:
            return seconds
        return f"{seconds},{self.value.microsecond:06}"[: len(seconds) + 1 + len(decimals)]

    def _month(self, length: int) -> str:
        month = self.day.month
        if length < 3:
            return str(month).rjust(length, "0")
        if length == 5:
            return self.names.months[month - 1][0]
        return (self.names.short_months if length == 3 else self.names.months)[month - 1]

    def _day(self, length: int) -> str:
        if length < 3:
            return str(self.day.day).rjust(length, "0")
        return (self.names.short_days if length == 3 else self.names.days)[self.day.weekday]

"""What a file and its mail say of their time, what the clerk said → when the file was received.

A mail's date counts where it can be true. A file's own time says when somebody saved it, not when it came:
it counts only when the clerk says so. Otherwise a file came when it was collected.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from sokhet_docs.outbox import Manifest, read_forms, read_releases, sent_times
from sokhet_docs.returns.incoming_file import Incoming
from sokhet_docs.returns.received import Return, is_storable
from sokhet_docs.text.vietnamese import VIETNAM, short_date

_FIRST_YEAR = 2000
_SKEW = timedelta(minutes=15)  # by which another machine's clock may be ahead
_COUNTED = "tính theo lúc thu"


@dataclass(frozen=True, slots=True)
class Times:
    """What is known of a file's time; None: not known, or no such thing.

    ``sent``: its mail's date; ``in_mail``: it came by mail; ``forwarded``: the date of a mail that was
    passed on in that mail; ``made``: when it was last changed.
    """

    sent: datetime | None = None
    in_mail: bool = False
    forwarded: datetime | None = None
    made: datetime | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """When a file was received, in Vietnam's time, and why that may be another day, in Vietnamese ("")."""

    time: datetime
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Calendar:
    """What a time is held against.

    ``now`` is the time of collecting, ``first_sent`` the day on which each unit, by its code, was sent its
    first letter. ``given`` is the time that the clerk gave for all files (None: none), ``by_file``: she said
    that the files' own times count.
    """

    now: datetime
    first_sent: Mapping[str, date] = field(default_factory=dict)
    given: datetime | None = None
    by_file: bool = False

    def received(self, times: Times, unit_code: str | None) -> Received:
        """Return when a file of the unit (None: unknown) was received."""
        if self.given:
            return Received(self.given)
        if times.sent:
            return self._by_mail(times.sent, times.forwarded, unit_code)
        if times.in_mail:
            return Received(self.now, f"Thư không ghi ngày gửi, hoặc ghi ngày không đọc được; {_COUNTED}.")
        if self.by_file and times.made:
            return self._checked(times.made, "Tệp ghi ngày lưu", unit_code)
        return Received(self.now)

    def received_once(self, original: Times) -> Received:
        """Return when an original of the intake folder was received: it was given that time then."""
        return replace(self, given=None, by_file=True, first_sent={}).received(
            Times(made=original.made), None
        )

    def _by_mail(self, sent: datetime, forwarded: datetime | None, unit_code: str | None) -> Received:
        received = self._checked(sent, "Thư ghi ngày gửi", unit_code)
        if forwarded is None or day_in(forwarded) == day_in(received.time):
            return received
        original = f"Thư chuyển tiếp: thư gốc gửi ngày {_shown(forwarded)}"
        if received.doubt:
            return replace(received, doubt=f"{received.doubt} {original}.")
        counted = f"đang tính ngày chuyển tiếp {_shown(received.time)}"
        return replace(received, doubt=f"{original}, {counted}.")

    def _checked(self, time: datetime, said: str, unit_code: str | None) -> Received:
        """Return ``time`` where it can be true, else the time of collecting and why."""
        if fault := self._fault(time, unit_code):
            return Received(self.now, f"{said} {_shown(time)}, {fault}; {_COUNTED}.")
        return Received(min(time, self.now).astimezone(VIETNAM))

    def _fault(self, time: datetime, unit_code: str | None) -> str:
        if time > self.now + _SKEW:
            return "sau lúc thu"
        if time.year < _FIRST_YEAR:
            return "không thể có"
        if (sent := self._sent_to(unit_code)) and (day_in(time) or sent) < sent:
            return f"trước ngày có văn bản gửi đơn vị ({short_date(sent)})"
        return ""

    def _sent_to(self, unit_code: str | None) -> date | None:
        if unit_code is None:
            return min(self.first_sent.values(), default=None)
        return self.first_sent.get(unit_code)


def day_in(time: datetime) -> date | None:
    """Return the day of ``time`` in Vietnam; None beyond the calendar's ends."""
    try:
        return time.astimezone(VIETNAM).date()
    except OverflowError:
        return None


def _shown(time: datetime) -> str:
    return short_date(day_in(time) or time.date())


def times_of(file: Incoming) -> Times:
    """Return what a file and its mail say; a time without a zone is taken as Vietnam's."""
    return Times(_zoned(file.sent), file.in_mail, _zoned(file.forwarded), _zoned(file.time))


def _zoned(time: datetime | None) -> datetime | None:
    return time.replace(tzinfo=VIETNAM) if time and time.tzinfo is None else time


def storable(time: datetime | None) -> datetime | None:
    """Return ``time``; None when it is none that a ledger may hold."""
    return time if time and is_storable(time) else None


def set_file_time(path: Path, time: datetime) -> None:
    """Make ``time`` that of the last change of ``path``, where the system has such a time."""
    with suppress(OSError, OverflowError, ValueError):
        os.utime(path, (time.timestamp(), time.timestamp()))


def first_sent(output: Path, manifest: Manifest) -> dict[str, date]:
    """Return the day on which each unit's first letter was released, by the unit's code.

    Where nothing was released: on which it was made.
    ``manifest`` is that of the folder ``output``. Raises OutputError when a newer version wrote its ledger of
    forms, or that of releases cannot be relied on.
    """
    ledger = read_releases(output)
    if ledger.in_force:
        return {code: first for code, (first, _) in sent_times(manifest, ledger).items()}
    days = {code: letters[0].day for code, letters in read_forms(output).units.items() if letters}
    for record in manifest.files.values():
        run = manifest.runs.get(record.run)
        if record.unit_code and run and (day := day_in(run.time)):
            days[record.unit_code] = min(days.get(record.unit_code, day), day)
    return days


def received_again(item: Return, calendar: Calendar) -> Return:
    """Return ``item``, which the clerk gave to another unit, with the time that may be true of that unit."""
    if item.sent is None or item.collected is None or item.received not in (item.sent, item.collected):
        return item
    times = Times(item.sent, in_mail=True, forwarded=item.forwarded)
    again = Calendar(item.collected, calendar.first_sent).received(times, item.unit_code)
    return replace(item, received=again.time, time_doubt=again.doubt)

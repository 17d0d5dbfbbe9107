"""The sheet ``Chương trình`` → the programme of each conference, its times as documents write them.

Times that go back, or that do not fit the hour of the conference, are told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from sokhet_docs.plan import Issuer, ProgrammeItem, Unit
from sokhet_docs.text.clock_times import nearest_minute, read_clocks, write_clocks
from sokhet_docs.text.days_in_words import day_meant
from sokhet_docs.text.vietnamese import clock, framed_words, parse_when, short_date
from sokhet_docs.workbook.guest_rows import conferences_of
from sokhet_docs.workbook.list_cells import tell_unprinted
from sokhet_docs.workbook.table_cell import TableCell
from sokhet_docs.workbook.tables import Row, Table

Hours = Mapping[str, time]
_DAY = framed_words("ngày")
_ORDER = "Hãy xem lại giờ, hoặc thứ tự các dòng."
_HOUR = "Hãy xem lại hai giờ này."


@dataclass(frozen=True, slots=True)
class _Item:
    """A row's item of one conference; ``start`` is None where the row says no time, or also a day."""

    cell: TableCell
    item: ProgrammeItem
    start: time | None


def read_programme(
    table: Table, units: Sequence[Unit], issuer: Issuer | None, hours: Hours
) -> tuple[ProgrammeItem, ...]:
    """Return the items of the programmes, one for each conference that a row names; none: that of ``issuer``.

    ``hours`` are the times at which conferences begin, as far as they are known, by the name of the unit,
    "" for that of ``issuer``.
    """
    tell_unprinted(table, "heading")
    items = [each for row in table.rows() for each in _items(row, units, issuer)]
    told: set[tuple[int, str]] = set()
    for conference in dict.fromkeys(each.item.conference for each in items):
        own = [each for each in items if each.item.conference == conference]
        _tell_times(own, hours.get(conference), told)
    return tuple(each.item for each in items)


def _items(row: Row, units: Sequence[Unit], issuer: Issuer | None) -> list[_Item]:
    cell, content, presenter = row["time"], row["heading"].required(), row["presenter"].line()
    written, start = _written(cell)
    return [
        _Item(cell, ProgrammeItem(content=content, time=written, presenter=presenter, conference=name), start)
        for name in conferences_of(row["conference"], units, issuer)
    ]


def _written(cell: TableCell) -> tuple[str, time | None]:
    """Return a time as it is printed, words as they are typed; and when it begins, unless it names a day."""
    shown = cell.line()
    if clocks := cell.clocks() or read_clocks(shown):
        return write_clocks(clocks), clocks[0]
    when = cell.cell.value if cell.cell else None
    meant = nearest_minute(when) if isinstance(when, datetime) else _moment_in(shown)
    if meant and meant.time() != time():
        return f"{clock(meant)}, ngày {short_date(meant)}", None
    return shown, None


def _moment_in(text: str) -> datetime | None:
    try:
        found = parse_when(text)
    except ValueError:  # the words stay as they are typed
        return None
    return found if isinstance(found, datetime) else None


def _tell_times(items: Sequence[_Item], hour: time | None, told: set[tuple[int, str]]) -> None:
    """Tell, once a cell, times that go back and a programme that begins after, or ends before, ``hour``."""
    last: time | None = None
    for each in items:
        if _names_day(each):
            last = None
        elif each.start:
            if last and each.start < last:
                _tell(each, f"{clock(each.start)} sau dòng {clock(last)}: giờ đi lùi.", _ORDER, told)
            last = each.start
    timed = [each for each in items if each.start or _names_day(each)]
    if hour and timed and not any(map(_names_day, timed)):
        _tell_hour(timed, hour, told)


def _tell_hour(timed: Sequence[_Item], hour: time, told: set[tuple[int, str]]) -> None:
    first, last = (each(timed, key=lambda item: item.start or hour) for each in (min, max))
    if first.start and first.start > hour:
        message = f"Việc đầu tiên lúc {clock(first.start)}, sau giờ hội nghị ({clock(hour)})."
        _tell(first, message, _HOUR, told)
    elif last.start and last.start < hour:
        message = f"Việc cuối cùng lúc {clock(last.start)}, trước giờ hội nghị ({clock(hour)})."
        _tell(last, message, _HOUR, told)


def _names_day(each: _Item) -> bool:
    """Return whether a row names a day: the times behind it are those of that day."""
    text = each.item.time
    return _DAY in framed_words(text) or day_meant(text) is not None


def _tell(each: _Item, message: str, hint: str, told: set[tuple[int, str]]) -> None:
    if (each.cell.row, message) not in told:
        told.add((each.cell.row, message))
        each.cell.warning(message, hint)

"""Entries and the rows of a register, on all its sheets → which are in it already, and how those rows differ.

A row and an entry are the same where number, code and days agree; what one of them leaves blank agrees with
anything. A document of the outgoing register is known by these alone, once it has a number; any other entry
also by its recipients. Each row is taken for one entry only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from sokhet_docs.printing.registers.columns import OUTGOING, value_of
from sokhet_docs.printing.registers.sheet import RegisterSheet
from sokhet_docs.text.vietnamese import loose_key, match_key, parse_date, short_date

_NUMBER = re.compile(r"(?:số\b)?[\s….·_:]*(\d+[a-z]?)?[\s….·_/-]*(.*)", re.IGNORECASE)
_HALF_A_YEAR = timedelta(days=183)
_UNITS = re.compile(r"\((\d+) đơn vị\)")
_WORDS = {
    "number": "số",
    "day": "ngày tháng",
    "sent": "ngày chuyển",
    "recipients": "nơi nhận",
    "copies": "số bản",
}


@dataclass(frozen=True, slots=True)
class Known:
    """An entry, and the row that it is in already; ``is_old``: under a number that was corrected since."""

    register: RegisterSheet
    row: int
    entry: object
    is_old: bool = False

    @property
    def is_held(self) -> bool:
        """Whether the row holds the number alone."""
        return self.row in self.register.held

    def blanks(self) -> dict[str, str | int | date]:
        """Return what the row leaves blank and the entry knows, by the name of its column."""
        if self.is_held:
            values = {name: value_of(self.entry, name) for name in self.register.columns if name != "TT"}
            return {
                name: value for name, value in values.items() if value and isinstance(value, str | int | date)
            }
        found: dict[str, str | int | date] = {}
        number, written = str(value_of(self.entry, "number")), self.register.text(self.row, "number")
        if _is_numbered(number) and not any(one[0] for one in _numbers(written)):
            found["number"] = number
        for name in ("day", "sent"):
            value = value_of(self.entry, name)
            is_blank = name in self.register.columns and not self.register.text(self.row, name)
            if is_blank and isinstance(value, date):
                found[name] = value
        return found

    def others(self) -> dict[str, str | int | date]:
        """Return the day of sending, and the recipients and copies, where the row says other ones."""
        found: dict[str, str | int | date] = {}
        sent = value_of(self.entry, "sent")
        if isinstance(sent, date) and not _same_day(_day_of(self.register, self.row, "sent"), sent):
            found["sent"] = sent
        recipients = str(value_of(self.entry, "recipients"))
        written, number = self.register.text(self.row, "number"), str(value_of(self.entry, "number"))
        if not self.is_held and written.isdecimal() and _numbers(number)[0][1]:
            found["number"] = number
        units = _UNITS.findall(self.register.text(self.row, "recipients")), _UNITS.findall(recipients)
        if all(units) and units[0] != units[1]:  # more got it since
            found |= {"recipients": recipients, "copies": int(str(value_of(self.entry, "copies")))}
        return found

    def told(self, values: dict[str, str | int | date]) -> Iterator[str]:
        """Yield each of ``values`` in words: ``Sổ!dòng 7: ngày chuyển 25/3/2022``."""
        if values and self.is_held:
            yield f"{self.register.sheet.name}!dòng {self.row}: cả dòng {value_of(self.entry, 'number')}"
            return
        for name, value in values.items():
            shown = short_date(value) if isinstance(value, date) else value
            yield f"{self.register.sheet.name}!dòng {self.row}: {_WORDS[name]} {shown}"


@dataclass(frozen=True, slots=True)
class Matches:
    """The entries that a register lacks, those that it has; ``left`` are the rows that are none of them."""

    new: tuple[object, ...]
    known: tuple[Known, ...]
    left: tuple[tuple[RegisterSheet, int], ...]


def match_entries(
    registers: Sequence[RegisterSheet], entries: Sequence[object], old: Sequence[Sequence[object]] = ()
) -> Matches:
    """Return which of ``entries`` are in none of ``registers``, the sheets of one register, yet.

    ``old`` are the same entries with the numbers that they had before: a row may still have one of them.
    """
    free = dict(enumerate((register, row) for register in registers for row in register.entries))
    held = ((register, row) for register in registers if register.form is OUTGOING for row in register.held)
    free |= dict(enumerate(held, len(free)))
    known: dict[int, Known] = {}
    rounds = [
        (entries, _is_same),
        (entries, _is_held),
        (entries, _is_sent_otherwise),
        *((before, _is_old) for before in old),
    ]
    for sought, is_same in rounds:
        for at, entry in enumerate(sought):
            places = (place for place in free if at not in known and is_same(*free[place], entry))
            if (place := next(places, None)) is not None:
                known[at] = Known(*free.pop(place), entries[at], is_same is _is_old)
    new = tuple(entry for at, entry in enumerate(entries) if at not in known)
    return Matches(new, tuple(known[at] for at in sorted(known)), tuple(free.values()))


def rows_of(
    rows: Sequence[tuple[RegisterSheet, int]], entries: Sequence[object]
) -> list[tuple[RegisterSheet, int]]:
    """Return those of ``rows`` that are numbered and the same as one of ``entries``."""
    numbered = [(register, row) for register, row in rows if _is_numbered(register.text(row, "number"))]
    return [place for place in numbered if any(_is_same(*place, entry) for entry in entries)]


def old_rows_of(
    rows: Sequence[tuple[RegisterSheet, int]], old: Sequence[Sequence[object]]
) -> list[tuple[RegisterSheet, int]]:
    """Return those of ``rows`` that have a number from before a correction; ``old`` as in `match_entries`."""
    entries = [entry for before in old for entry in before]
    return [place for place in rows if any(_is_old(*place, entry) for entry in entries)]


def _is_old(register: RegisterSheet, row: int, entry: object) -> bool:
    """Tell whether a row that counts is ``entry``, with its old number; that number may be another's now."""
    if not _is_numbered(register.text(row, "number")) or register.is_struck(row):
        return False
    columns = [name for name in ("name", register.form.recipient) if register.text(row, name)]
    words = (_same_words(register.text(row, name), str(value_of(entry, name))) for name in columns)
    return _is_same(register, row, entry) and (not columns or any(words))


def _is_same(register: RegisterSheet, row: int, entry: object) -> bool:
    if not _same_number(register, row, entry):
        return False
    written, wanted = register.text(row, "number"), str(value_of(entry, "number"))
    by_number = register.form is OUTGOING and _is_numbered(written) and _is_numbered(wanted)
    if not by_number and not _same_recipient(register, row, entry):
        return False
    days = [column for column in ("day", "sent") if column in register.columns]
    return all(_same_day(_day_of(register, row, column), value_of(entry, column)) for column in days)


def _is_held(register: RegisterSheet, row: int, entry: object) -> bool:
    """Tell whether a row holds the number of ``entry`` alone, or its number without code and its day."""
    day = value_of(entry, "day")
    is_of_day = register.form is OUTGOING and day and _day_of(register, row, "day") == day
    if row not in register.held and not is_of_day:
        return False
    written, wanted = _numbers(register.text(row, "number")), _numbers(str(value_of(entry, "number")))
    both = zip(written, wanted, strict=False)
    return len(written) == len(wanted) and all(
        one[0] == other[0] and one[1] in ("", other[1]) for one, other in both
    )


def _is_sent_otherwise(register: RegisterSheet, row: int, entry: object) -> bool:
    """Tell whether a row is the same document, or the same delivery, with another day of sending.

    A document is known by its number and its own day; a delivery by its number and its recipient, for as long
    as numbers are not given anew.
    """
    numbers = register.text(row, "number"), str(value_of(entry, "number"))
    if not all(map(_is_numbered, numbers)) or not _same_number(register, row, entry):
        return False
    if register.is_struck(row):
        return False
    if register.form is OUTGOING:
        day = value_of(entry, "day")
        return isinstance(day, date) and _day_of(register, row, "day") == day
    written, sent = _day_of(register, row, "sent"), value_of(entry, "sent")
    is_near = written and isinstance(sent, date) and abs(written - sent) < _HALF_A_YEAR
    return bool(is_near) and _same_recipient(register, row, entry)


def _same_number(register: RegisterSheet, row: int, entry: object) -> bool:
    written, wanted = _numbers(register.text(row, "number")), _numbers(str(value_of(entry, "number")))
    return len(written) == len(wanted) and all(map(_agree, written, wanted))


@lru_cache(maxsize=4096)
def _numbers(text: str) -> tuple[tuple[str, str], ...]:
    """Return the number ("": blank) and the code of each document that ``text`` names."""
    found = (_NUMBER.fullmatch(part.strip()) for part in text.split(","))
    return tuple(((match[1] or "").lstrip("0"), loose_key(match[2])) for match in found if match)


def _is_numbered(text: str) -> bool:
    return any(one[0] for one in _numbers(text))


def _agree(one: tuple[str, str], other: tuple[str, str]) -> bool:
    return one[1] == other[1] and (one[0] == other[0] or not one[0] or not other[0])


def _same_recipient(register: RegisterSheet, row: int, entry: object) -> bool:
    name = register.form.recipient
    written, wanted = register.text(row, name), str(value_of(entry, name))
    return name not in register.columns or _same_words(written, wanted)


def _same_words(written: str, wanted: str) -> bool:
    return match_key(written).strip(".;, ") == match_key(wanted).strip(".;, ")


def _same_day(written: date | None, wanted: object) -> bool:
    return written is None or not isinstance(wanted, date) or written == wanted


def _day_of(register: RegisterSheet, row: int, name: str) -> date | None:
    """Return the day of a cell, as one of Excel's or typed as text; None for a blank and what is none."""
    cell = register.cell(row, name)
    if cell is None:
        return None
    if isinstance(cell.value, datetime):
        return cell.value.date()
    try:
        return parse_date(cell.text.strip())
    except ValueError:
        return None

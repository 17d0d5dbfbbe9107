"""Entries and the rows of a register → which entries are in it already, and what those rows still lack.

A row and an entry are the same where type code, recipients, number and days agree; what one of them leaves
blank agrees with anything. Each row is taken for one entry only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sokhet_docs.printing.registers.columns import value_of
from sokhet_docs.printing.registers.sheet import RegisterSheet
from sokhet_docs.text.vietnamese import loose_key, match_key, parse_date, short_date

_NUMBER = re.compile(r"(?:số\b)?[\s….·_:]*(\d+[a-z]?)?[\s….·_/-]*(.*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Matches:
    """The entries that a register lacks, how many it has, and what those rows leave blank, in words."""

    new: tuple[object, ...]
    known: int
    blanks: tuple[str, ...]


def match_entries(register: RegisterSheet, entries: Sequence[object]) -> Matches:
    """Return which of ``entries`` are not in ``register`` yet."""
    free = list(register.entries)
    new: list[object] = []
    blanks: list[str] = []
    for entry in entries:
        row = next((row for row in free if _is_same(register, row, entry)), None)
        if row is None:
            new.append(entry)
        else:
            free.remove(row)
            blanks += _iter_blanks(register, row, entry)
    return Matches(tuple(new), len(entries) - len(new), tuple(blanks))


def _is_same(register: RegisterSheet, row: int, entry: object) -> bool:
    name = (
        "recipients" if any(column.name == "recipients" for column in register.form.columns) else "recipient"
    )
    numbers = _numbers(register.text(row, "number")), _numbers(str(value_of(entry, "number")))
    if len(numbers[0]) != len(numbers[1]) or not all(map(_agree, *numbers)):
        return False
    if name in register.columns and not _same_words(register.text(row, name), str(value_of(entry, name))):
        return False
    days = [column for column in ("day", "sent") if column in register.columns]
    return all(_same_day(_day_of(register, row, column), value_of(entry, column)) for column in days)


def _numbers(text: str) -> list[tuple[str, str]]:
    """Return the number ("": blank) and the code of each document that ``text`` names."""
    found = (_NUMBER.fullmatch(part.strip()) for part in text.split(","))
    return [((match[1] or "").lstrip("0"), loose_key(match[2])) for match in found if match]


def _agree(one: tuple[str, str], other: tuple[str, str]) -> bool:
    return one[1] == other[1] and (one[0] == other[0] or not one[0] or not other[0])


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


def _iter_blanks(register: RegisterSheet, row: int, entry: object) -> Iterator[str]:
    """Yield what a row leaves blank and ``entry`` knows: ``dòng 7: ngày chuyển 25/3/2022``."""
    number = str(value_of(entry, "number"))
    if any(one[0] for one in _numbers(number)) and not any(
        one[0] for one in _numbers(register.text(row, "number"))
    ):
        yield f"dòng {row}: số {number}"
    for name, words in (("day", "ngày tháng"), ("sent", "ngày chuyển")):
        value = value_of(entry, name)
        if name in register.columns and isinstance(value, date) and not register.text(row, name):
            yield f"dòng {row}: {words} {short_date(value)}"

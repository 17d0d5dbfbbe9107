"""Which units were reminded when: the ledger in the output folder's hidden ``.sokhet-docs``.

One day is one round, however often the command runs on it; a unit's rounds count from 1.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import structs

from sokhet_docs.office.files import read_if_there, reword_os_errors, write_atomic
from sokhet_docs.outbox import STATE_FOLDER, Stored
from sokhet_docs.problems import OutputError

_LEDGER = "don-doc.json"
_ABOUT = "Sổ đôn đốc do sokhet-docs ghi: ngày nào đã đôn đốc đơn vị nào. Đừng sửa hay xóa."


class Round(Stored, frozen=True, kw_only=True):
    """The reminders of one day: the letters' number ("" is a blank), the new day, the units' codes."""

    day: date
    number: str = ""
    new_deadline: date
    units: tuple[str, ...]


class ReminderLedger(Stored, frozen=True, omit_defaults=False):
    """Every round so far, the oldest first."""

    about: str = _ABOUT
    format: Literal[1] = 1
    rounds: tuple[Round, ...] = ()

    def before(self, day: date, unit_code: str) -> tuple[Round, ...]:
        """Return the rounds before ``day`` in which a unit was reminded."""
        return tuple(one for one in self.rounds if one.day < day and unit_code in one.units)

    def days_of(self, unit_code: str, until: date) -> tuple[date, ...]:
        """Return the days up to ``until`` on which a unit was reminded."""
        return tuple(one.day for one in self.rounds if one.day <= until and unit_code in one.units)

    def number_of(self, day: date) -> str:
        """Return the number that the letters of ``day`` were given; "" when it is a blank."""
        return next((one.number for one in self.rounds if one.day == day), "")

    def with_round(self, new: Round) -> ReminderLedger:
        """Return this ledger with ``new``; what was made earlier on the same day stays known."""
        earlier = [code for one in self.rounds if one.day == new.day for code in one.units]
        units = tuple(dict.fromkeys((*earlier, *new.units)))
        others = [one for one in self.rounds if one.day != new.day]
        whole = sorted([*others, structs.replace(new, units=units)], key=lambda one: one.day)
        return structs.replace(self, rounds=tuple(whole))


def ledger_path(output: Path) -> Path:
    """Return where the ledger of the output folder lies."""
    return output / STATE_FOLDER / _LEDGER


def read_reminders(output: Path) -> ReminderLedger:
    """Return the reminders made so far for the output folder. Raises OutputError for a damaged ledger."""
    path = ledger_path(output)
    with reword_os_errors(path):
        data = read_if_there(path)
    if data is None:
        return ReminderLedger()
    try:
        return msgspec.json.decode(data, type=ReminderLedger)
    except (ValueError, RecursionError) as err:  # no JSON, no such ledger, no UTF-8
        raise OutputError.at(
            str(path),
            "Sổ đôn đốc bị hỏng hoặc do một bản sokhet-docs khác ghi.",
            "Đổi tên tệp sổ này rồi chạy lại; khi ấy các lần đôn đốc trước không còn được tính.",
        ) from err


def write_reminders(output: Path, ledger: ReminderLedger) -> None:
    """Write the ledger of the output folder, whole or not at all. Raises OutputError."""
    path = ledger_path(output)
    with reword_os_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(path, msgspec.json.format(msgspec.json.encode(ledger), indent=1) + b"\n")

"""Which units were reminded when: the ledger in the output folder's hidden ``.sokhet-docs``.

One day is one round, however often the command runs on it; a unit's rounds count from 1.
"""

from __future__ import annotations

from datetime import date

from msgspec import structs

from sokhet_docs.outbox import Ledger, Stored


class Round(Stored, frozen=True, kw_only=True):
    """The reminders of one day: the letters' number ("" is a blank), the new day, the units' codes."""

    day: date
    number: str = ""
    new_deadline: date
    units: tuple[str, ...]


class ReminderLedger(Ledger, frozen=True):
    """Every round so far, the oldest first."""

    FILE_NAME = "don-doc.json"
    DAMAGED = "Sổ đôn đốc bị hỏng."
    DAMAGED_HINT = "Đổi tên tệp sổ này rồi chạy lại; khi ấy các lần đôn đốc trước không còn được tính."

    about: str = "Sổ đôn đốc do sokhet-docs ghi: ngày nào đã đôn đốc đơn vị nào. Đừng sửa hay xóa."
    rounds: tuple[Round, ...] = ()

    def before(self, day: date, unit_code: str) -> tuple[Round, ...]:
        """Return the rounds before ``day`` in which a unit was reminded."""
        return tuple(past for past in self.rounds if past.day < day and unit_code in past.units)

    def days_of(self, unit_code: str, until: date) -> tuple[date, ...]:
        """Return the days up to ``until`` on which a unit was reminded."""
        return tuple(past.day for past in self.rounds if past.day <= until and unit_code in past.units)

    def number_of(self, day: date) -> str:
        """Return the number that the letters of ``day`` were given; "" when it is a blank."""
        return next((past.number for past in self.rounds if past.day == day), "")

    def with_round(self, new: Round) -> ReminderLedger:
        """Return this ledger with ``new`` in it, joined to an earlier round of the same day."""
        earlier = [code for past in self.rounds if past.day == new.day for code in past.units]
        units = tuple(dict.fromkeys((*earlier, *new.units)))
        others = [past for past in self.rounds if past.day != new.day]
        whole = sorted([*others, structs.replace(new, units=units)], key=lambda past: past.day)
        return structs.replace(self, rounds=tuple(whole))

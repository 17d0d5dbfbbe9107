"""Which units were reminded when: the ledger in the output folder's hidden ``.sokhet-docs``.

One letter, by its day and number, is one round, however often it is made again; a unit's rounds count from 1.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from msgspec import structs

from sokhet_docs.outbox import STATE_FOLDER, Ledger, Stored
from sokhet_docs.text.vietnamese import slug

FOLDER = "don-doc"


class Round(Stored, frozen=True, kw_only=True):
    """One letter of reminder: its day and number ("" is a blank), the new day, the codes of its units."""

    day: date
    number: str = ""
    new_deadline: date
    units: tuple[str, ...]

    def is_letter(self, other: Round) -> bool:
        """Return whether ``other`` is this letter made again; one without a number got its number since."""
        number = slug(self.number)
        return self.day == other.day and (not number or number == slug(other.number))


class ReminderLedger(Ledger, frozen=True):
    """Every round so far, the oldest first."""

    FILE_NAME = "don-doc.json"
    DAMAGED = "Sổ đôn đốc bị hỏng."
    DAMAGED_HINT = (
        "Chép lại tệp sổ này từ bản sao lưu; nếu không có, xóa tệp sổ hỏng và dời thư mục "
        f"{{output}}/{FOLDER} đi nơi khác rồi chạy lại: khi ấy các lần đôn đốc trước không còn được tính."
    )

    about: str = "Sổ đôn đốc do sokhet-docs ghi: ngày nào đã đôn đốc đơn vị nào. Đừng sửa hay xóa."
    rounds: tuple[Round, ...] = ()

    def before(self, this: Round, unit_code: str) -> tuple[Round, ...]:
        """Return the rounds before ``this`` in which a unit was reminded."""
        return tuple(past for past in self.rounds_before(this) if unit_code in past.units)

    def rounds_before(self, this: Round) -> tuple[Round, ...]:
        """Return the rounds of earlier days, and of the same day those that were made before ``this``."""
        same_day = [past for past in self.rounds if past.day == this.day]
        at = next((at for at, past in enumerate(same_day) if past.is_letter(this)), len(same_day))
        return (*(past for past in self.rounds if past.day < this.day), *same_day[:at])

    def folder_of(self, this: Round) -> str:
        """Return the name of the folder of a round's letters: the day's, of a later round its own."""
        is_first = not any(past.day == this.day for past in self.rounds_before(this))
        day = this.day.isoformat()
        return day if is_first else f"{day}-so-{slug(this.number)}"

    def days_of(self, unit_code: str, until: date) -> tuple[date, ...]:
        """Return the days up to ``until`` on which a unit was reminded, one for each letter."""
        return tuple(past.day for past in self.rounds if past.day <= until and unit_code in past.units)

    def number_of(self, day: date) -> str:
        """Return the number of the last letter of ``day``; "" when it is a blank."""
        return next((past.number for past in reversed(self.rounds) if past.day == day), "")

    def with_round(self, new: Round) -> ReminderLedger:
        """Return this ledger with ``new`` in it, in the place of the same letter where it was made before."""
        before = self.rounds_before(new)
        later = (past for past in self.rounds if past not in before and not past.is_letter(new))
        return structs.replace(self, rounds=(*before, new, *later))


def read_reminders(output: Path) -> ReminderLedger:
    """Return the rounds so far; an empty ledger where no letter of reminder was ever made.

    Raises OutputError when the ledger is damaged, gone while letters are still there, written by a newer
    version or unreadable.
    """
    if not ReminderLedger.path(output).exists() and _has_letters(output / FOLDER):
        message = f"Mất sổ đôn đốc, mà thư mục {FOLDER} còn công văn đã tạo."
        raise ReminderLedger.damage(output, message)
    return ReminderLedger.read(output)


def _has_letters(folder: Path) -> bool:
    return any(any(folder.glob(made)) for made in ("*/*.docx", f"*/{STATE_FOLDER}/manifest.json"))

"""Which letters were put into a print file, and how often: what `print --changed` leaves out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Self

from msgspec import structs

from sokhet_docs.outbox import Ledger, Stored


class PrintedLetter(Stored, frozen=True):
    """One letter, as the bytes of its file, whom it is for, and how many copies of each document there are.

    ``time`` is that of the last print file that it is in, ``copies`` are by the documents' titles.
    """

    file: str
    sha256: str
    unit_code: str
    time: datetime
    copies: dict[str, int]


class PrintLedger(Ledger, frozen=True):
    """Every letter that was ever put into a print file, in the order in which that was first done."""

    FILE_NAME = "in.json"
    DAMAGED = "Sổ các bản đã in bị hỏng nên không biết đã in những gì."
    DAMAGED_HINT = "Xóa tệp sổ này; lần in sau coi như chưa in gì."

    about: str = (
        "Sổ các bản đã in do sokhet-docs ghi, để --changed không in lại. Xóa thì lần sau in lại tất cả."
    )
    letters: tuple[PrintedLetter, ...] = ()

    def copies_of(self, sha256: str, unit_code: str) -> dict[str, int]:
        """Return how many copies there are of each document of a letter, by its title."""
        found = (each for each in self.letters if (each.sha256, each.unit_code) == (sha256, unit_code))
        return next((dict(letter.copies) for letter in found), {})

    def with_printed(self, printed: Iterable[PrintedLetter]) -> Self:
        """Return this ledger with ``printed`` in place of what it says of these letters."""
        letters = {(each.sha256, each.unit_code): each for each in self.letters}
        for letter in printed:
            key = letter.sha256, letter.unit_code
            copies = {**(letters[key].copies if key in letters else {}), **letter.copies}
            letters[key] = structs.replace(letter, copies=copies)
        return structs.replace(self, letters=tuple(letters.values()))

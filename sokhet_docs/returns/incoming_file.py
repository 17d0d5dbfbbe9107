"""One file that came in, wherever it was packed: its bytes, its names, its times and the mail around it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sokhet_docs.office.file_kinds import Kind


@dataclass(frozen=True, slots=True)
class Incoming:
    """One file that came in.

    ``name`` is its own name, ``label`` the name with what it was packed in before it. ``hints`` are other
    names that may tell whose it is (folders, archives, a mail's subject), the nearest first, and last what
    the mail's sender calls himself; ``sender`` is the mail address that it came from, "" without a mail.
    ``time`` is the file's own or the member's own, ``sent`` the date of the mail that it came in,
    ``forwarded`` that of the innermost mail that was forwarded in it; both are None where there is none.
    ``bundle`` is the same for all that came in one mail, or in one archive outside a mail; "" for a file by
    itself. ``typed``: it was typed into the mail, ``is_note``: as a note of it (`mail_notes`), ``brought``
    are then the digests of the files that the mail brought. ``only_quotes``: it says nothing but what it
    quotes of another mail, to be known only where its unit is. ``trouble`` says why its contents cannot be
    read, and what to do;
    ``note`` what a clerk should know though they can. Both are "" for most.
    """

    name: str
    label: str
    data: bytes
    kind: Kind
    received: datetime
    time: datetime
    hints: tuple[str, ...] = ()
    sender: str = ""
    sent: datetime | None = None
    forwarded: datetime | None = None
    bundle: str = ""
    typed: bool = False
    is_note: bool = False
    only_quotes: bool = False
    brought: tuple[str, ...] = ()
    trouble: str = ""
    note: str = ""

    @property
    def in_mail(self) -> bool:
        """Whether it came by mail."""
        return bool(self.sender) or self.sent is not None

    @property
    def origin(self) -> str:
        """Where it came from: its label, for a file by itself the folders before it too."""
        return self.label if self.bundle else "/".join((*reversed(self.hints), self.label))

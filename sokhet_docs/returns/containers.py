"""What archives and mails have in common: what lies in them, what could not be taken out, and one budget.

Sizes are in bytes. A reader of a container yields `Content`; what it cannot take out is a `Content` with
``trouble``, and a container that cannot be opened at all raises `ContainerError`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from sokhet_docs.text.vietnamese import clean

SEND_AGAIN = "Đề nghị nơi gửi gửi lại."
UNPACK = "Hãy giải nén rồi thu lại."
DAMAGED = "Tệp nén bị hỏng, không mở được hết."
MEMBER_DAMAGED = "Tệp bị hỏng."
LOCKED = "Tệp nén có mật khẩu, không mở được."
TOO_LARGE = "Tệp nén bung ra quá lớn, không mở hết."
NAMELESS = "không tên"


@dataclass(frozen=True, slots=True)
class IntakeLimits:
    """How much is taken in of one source file.

    ``file`` is for one file or member, ``total`` for all that one source file unpacks to, at all levels
    together, which is no more than ``times`` its own size, or ``least`` if that is more. ``members`` is for
    how many they are, ``depth`` for archives and mails within one another, ``mail`` for all that one mail of
    a mailbox unpacks to, ``entries`` for the members of one archive. ``parts`` are the parts of one mail,
    ``headers`` the bytes of its header, ``header`` of one header line.
    """

    file: int = 200_000_000
    total: int = 2_000_000_000
    least: int = 300_000_000
    times: int = 20
    mail: int = 500_000_000
    members: int = 50_000
    entries: int = 5_000
    depth: int = 6
    parts: int = 1_000
    headers: int = 1_000_000
    header: int = 20_000


LIMITS = IntakeLimits()


class ContainerError(Exception):
    """An archive or mail cannot be opened; ``message`` and ``advice`` are Vietnamese sentences."""

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.message, self.advice = message, advice


class BudgetError(ContainerError):
    """What one source file unpacks to is more than is safe."""

    def __init__(self) -> None:
        super().__init__(TOO_LARGE, UNPACK)


@dataclass(slots=True)
class Budget:
    """What may still be unpacked of one source file, at all levels of archives and mails within it.

    ``whole`` is that of the mailbox that a mail is in: a mail that spends its own stops no other.
    """

    bytes_left: int = LIMITS.total
    members_left: int = LIMITS.members
    whole: Budget | None = None

    @classmethod
    def of_source(cls, size: int) -> Budget:
        """Return the budget of a source file of ``size`` bytes: a small one holds no gigabytes of reports."""
        return cls(min(LIMITS.total, LIMITS.least + LIMITS.times * size) + size)

    def of_one_mail(self) -> Budget:
        """Return the budget of one mail in a mailbox that has this budget: half of what is left at most."""
        return Budget(min(LIMITS.mail, max(self.bytes_left, 0) // 2), LIMITS.entries, self)

    @property
    def most(self) -> int:
        """The largest size that the next member may have. Raises BudgetError when nothing is left."""
        if self.bytes_left <= 0 or self.members_left <= 0:
            raise BudgetError
        return min(LIMITS.file, self.bytes_left)

    def spend(self, size: int) -> None:
        """Count one member of ``size`` bytes. Raises BudgetError when that is too much."""
        self.bytes_left -= size
        self.members_left -= 1
        if self.whole is not None:
            self.whole.spend(size)
        if self.bytes_left < 0 or self.members_left < 0:
            raise BudgetError


@dataclass(frozen=True, slots=True)
class MailContext:
    """The mail that something came in: its key, subject, sender, and when it was sent.

    ``sender_name`` is what the sender calls himself, ``sent`` the date of the mail that was collected,
    ``forwarded`` that of the innermost mail that was forwarded in it (None: none was). ``key`` tells one mail
    from another within the same file. ``automatic``: a program sent it as an answer or a report.
    """

    key: str = ""
    subject: str = ""
    sender: str = ""
    sender_name: str = ""
    sent: datetime | None = None
    forwarded: datetime | None = None
    automatic: bool = False


@dataclass(frozen=True, slots=True)
class Content:
    """One thing in a container: its name and bytes, or with ``trouble`` why it could not be taken out.

    ``time`` is the member's own (None: it has none), ``folders`` lead to it, the nearest first. ``mail`` is
    None in an archive. ``is_body`` marks what was typed into the mail itself.
    """

    name: str
    data: bytes = b""
    time: datetime | None = None
    folders: tuple[str, ...] = ()
    mail: MailContext | None = None
    is_body: bool = False
    trouble: str = ""
    advice: str = field(default="")


def parts_of_name(name: str) -> tuple[str, ...]:
    """Return the folders and the name in a packed path, cleaned, without what leads nowhere."""
    path = printable(name).replace("\\", "/")
    return tuple(part for part in path.split("/") if part not in ("", "."))


def split_member(path: str) -> tuple[str, tuple[str, ...]]:
    """Return the name of an archive's member, and the folders that lead to it, the nearest first."""
    *folders, name = parts_of_name(path) or (NAMELESS,)
    return name, tuple(part for part in reversed(folders) if part != "..")


def printable(name: str) -> str:
    """Return ``name`` without surrogates, which stand for bytes that are no text, and without controls."""
    return clean(name.encode("utf-8", "surrogatepass").decode("utf-8", "replace")).replace("\n", " ")


@contextmanager
def reader_faults(message: str, advice: str = SEND_AGAIN) -> Iterator[None]:
    """Turn whatever a reader of a foreign format raises into a ContainerError with ``message``."""
    try:
        yield
    except ContainerError:
        raise
    except Exception as err:
        raise ContainerError(message, advice) from err


def guarded(contents: Iterator[Content], message: str, advice: str = SEND_AGAIN) -> Iterator[Content]:
    """Yield ``contents``; raise ContainerError for whatever their reader raises."""
    while True:
        with reader_faults(message, advice):
            content = next(contents, None)
        if content is None:
            return
        yield content

"""What was received so far: every file of the intake folder, whose it is and how that was recognised.

The originals lie unchanged in the folder ``bao-cao-nhan`` of the output folder; the ledger in the output
folder's hidden ``.sokhet-docs`` describes each. Files are only ever added.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path

from sokhet_docs.office.files import reword_os_errors, sha256_of
from sokhet_docs.office.owner_files import is_owner_file
from sokhet_docs.outbox import Ledger
from sokhet_docs.text.vietnamese import VIETNAM, first_few

BETWEEN = " › "  # in a label, between a mail or an archive and what was in it
_INTAKE = "bao-cao-nhan"
_DIGITS = 12  # of a file's SHA-256 at the end of the name that it is kept under
_KEPT_AS = re.compile(rf"([0-9a-f]{{{_DIGITS}}})(?:\.[a-z0-9]{{1,5}})?")
_NOT_MEANT = (".", "thumbs.db", "desktop.ini")
_MAX_COPIES = 3  # that one line names
_GONE = f"Bản gốc không còn trong {_INTAKE}; hãy thu lại tệp ấy"
_CHANGED = (
    "Tệp này đã bị sửa hoặc hỏng sau khi nhận, máy đọc theo tệp đã sửa. Muốn lấy lại đúng tệp đơn vị gửi: "
    f"xóa nó khỏi {_INTAKE} rồi thu lại."
)
_YEARS = range(1900, 2200)  # in which a time may lie


def in_vietnam(time: datetime | None) -> datetime | None:
    """Return ``time`` in Vietnam's zone; None when there is none, or no calendar has it there.

    A time without a zone is taken as Vietnam's.
    """
    if time is None or time.tzinfo is None:
        return time and time.replace(tzinfo=VIETNAM)
    try:
        return time.astimezone(VIETNAM)
    except (OverflowError, ValueError, OSError):
        return None


@dataclass(frozen=True, slots=True)
class Copy:
    """Another way on which the bytes of a received file came: from where, maybe in another unit's name.

    ``origin`` is the label as in `Return`, ``unit_name`` the unit that is named there ("": no other one is).
    """

    origin: str
    unit_name: str = ""


@dataclass(frozen=True, slots=True)
class Return:
    """One received file.

    ``unit_code`` is None while its unit is unknown. ``file`` is its name in the intake folder, ``original``
    the name under which it arrived (for an attachment or a file in a .zip: ``thư.eml › báo cáo.doc``).
    ``received`` is in Vietnam's time. ``found_by`` is how its unit was recognised: mã tệp, dấu trang, mã in,
    tên trong văn bản, tên tệp, người gửi, chỉ định; "" while it is unknown. ``reading`` is the .docx to read,
    relative to the output folder: the original, or what was converted from it; "" when its contents are not
    read (.pdf, pictures, damaged files). ``problems`` are Vietnamese sentences.

    ``bundle`` is the same for all that came in one mail or archive, "" alone. ``sent`` is the date of that
    mail, ``forwarded`` that of a mail that was passed on in it, ``made`` when the file itself was last
    changed, ``collected`` when it was taken in; None: not known. ``received`` was decided from these, and
    ``time_doubt`` says in Vietnamese why it may be another day. ``chosen`` is when the clerk last said that
    this version counts, ``aside`` when she set it aside as no report; None: never. ``copies`` are the other
    ways on which its bytes came, where two units may have sent the same file. ``typed``: it is what was typed
    into a mail, ``is_note``: as a note of it that is no report by itself, see `mail_notes`; ``brought`` are
    the digests (`short_digest`) of the files that this mail brought.
    """

    unit_code: str | None
    file: str
    original: str
    sha256: str
    received: datetime
    found_by: str
    reading: str = ""
    problems: tuple[str, ...] = ()
    bundle: str = ""
    sent: datetime | None = None
    forwarded: datetime | None = None
    made: datetime | None = None
    collected: datetime | None = None
    time_doubt: str = ""
    chosen: datetime | None = None
    aside: datetime | None = None
    copies: tuple[Copy, ...] = ()
    typed: bool = False
    is_note: bool = False
    brought: tuple[str, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether it can be a unit's report: what was typed into a mail is none until the clerk says so."""
        return not self.is_note or self.chosen is not None

    @property
    def readable(self) -> bool:
        """Whether its contents can be read."""
        return bool(self.reading)


@dataclass(frozen=True)
class Intake:
    """All received files, in the order in which they were collected. ``output`` is the output folder."""

    output: Path
    returns: tuple[Return, ...] = ()

    @cached_property
    def in_use(self) -> Intake:
        """The intake without what the clerk set aside."""
        return replace(self, returns=tuple(item for item in self.returns if item.aside is None))

    @property
    def set_aside(self) -> tuple[Return, ...]:
        """The files that the clerk set aside."""
        return tuple(item for item in self.returns if item.aside)

    def versions(self, unit_code: str) -> tuple[Return, ...]:
        """Return the files of a unit, the oldest first.

        Of files that were received together, the one that was changed last is the newest; what was typed into
        their mail comes before them.
        """
        own = [item for item in self.returns if item.unit_code == unit_code and item.counts]
        return tuple(sorted(own, key=_age))

    def unknown(self) -> tuple[Return, ...]:
        """Return the files whose unit is unknown; a note is told with the files that its mail brought."""
        alone = {note.file for note in self.lone_notes}
        return tuple(
            item for item in self.returns if item.unit_code is None and (item.counts or item.file in alone)
        )

    def notes_with(self, item: Return) -> tuple[Return, ...]:
        """Return the notes of the mails that brought ``item``."""
        return self._notes_by_file.get(item.file, ())

    def is_told_with(self, note: Return, item: Return) -> bool:
        """Return whether a mail's ``note`` is told with ``item``: the first file of a unit that it brought.

        Of a mail that brought no file of a unit it is the first file.
        """
        return self._told_with.get(note.file) == item.file

    @cached_property
    def _told_with(self) -> Mapping[str, str]:
        told: dict[str, str] = {}
        for item in sorted(self.returns, key=lambda item: item.unit_code is None):
            for note in self.notes_with(item):
                told.setdefault(note.file, item.file)
        return told

    @cached_property
    def lone_notes(self) -> tuple[Return, ...]:
        """The notes of mails that brought no file that was taken in, without those that were chosen."""
        told = {note.file for notes in self._notes_by_file.values() for note in notes}
        return tuple(item for item in self.returns if not item.counts and item.file not in told)

    @cached_property
    def _notes_by_file(self) -> Mapping[str, tuple[Return, ...]]:
        by_key: dict[str, list[Return]] = defaultdict(list)
        for note in (item for item in self.returns if not item.counts):
            for key in (*note.brought, note.bundle):
                by_key[key].append(note)
        found: dict[str, tuple[Return, ...]] = {}
        for item in (item for item in self.returns if by_key and not item.is_note):
            keys = (short_digest(item.sha256), item.bundle)
            notes = {note.file: note for key in keys if key for note in by_key.get(key, ())}
            found[item.file] = tuple(notes.values())
        return found

    def reading_path(self, item: Return) -> Path | None:
        """Return the .docx to read ``item`` from; None when its contents are not read."""
        return self.output / item.reading if item.reading else None


def _age(item: Return) -> tuple[datetime, datetime, bool]:
    return item.received, item.made or item.received, not item.typed


def told_copies(copies: Sequence[Copy]) -> str:
    """Return one sentence that says on which other ways a file's bytes came."""
    named = [f"{copy.origin} ({copy.unit_name})" if copy.unit_name else copy.origin for copy in copies]
    return f"Một tệp giống hệt còn đến ở: {first_few(named, _MAX_COPIES, ' và {} nơi nữa')}."


class IntakeLedger(Ledger, frozen=True):
    """The ledger as it is stored."""

    FILE_NAME = "bao-cao-nhan.json"
    DAMAGED = "Sổ nhận báo cáo bị hỏng; các tệp đã nhận vẫn còn nguyên."
    DAMAGED_HINT = "Lập lại sổ từ các tệp ấy: sokhet-docs collect --rebuild"

    about: str = "Sổ nhận báo cáo do sokhet-docs ghi: tệp nào của đơn vị nào, nhận lúc nào. Đừng sửa hay xóa."
    returns: tuple[Return, ...] = ()

    def paths(self) -> Iterator[str]:
        """Yield every original and what is read of it."""
        for item in self.returns:
            yield f"{_INTAKE}/{item.file}"
            if item.reading:
                yield item.reading


def intake_folder(output: Path) -> Path:
    """Return the folder of the originals in the output folder."""
    return output / _INTAKE


def read_intake(output: Path) -> Intake:
    """Return what was received so far for the output folder; an empty intake when no file ever was.

    Raises OutputError when the ledger is damaged, gone while the originals are still there, written by a
    newer version or unreadable.
    """
    ledger = IntakeLedger.read(output)
    if not IntakeLedger.path(output).exists() and (kept := kept_files(output)):
        raise IntakeLedger.damage(
            output, f"Mất sổ nhận báo cáo, mà thư mục {_INTAKE} còn {len(kept)} tệp đã nhận."
        )
    times = (time for item in ledger.returns for time in _times_of(item))
    if any(time.tzinfo is None or not is_storable(time) for time in times):
        raise IntakeLedger.damage(output)
    return Intake(output, ledger.returns)


def _times_of(item: Return) -> Iterator[datetime]:
    times = (item.received, item.sent, item.forwarded, item.made, item.collected, item.chosen, item.aside)
    return (time for time in times if time is not None)


def is_storable(time: datetime) -> bool:
    """Return whether ``time`` lies in the years that a ledger may hold."""
    return time.year in _YEARS


def kept_files(output: Path) -> list[str]:
    """Return the names of the files in the intake folder, sorted. Raises OutputError."""
    folder = intake_folder(output)
    with reword_os_errors(folder):
        if not folder.is_dir():
            return []
        names = [path.name for path in folder.iterdir() if path.is_file()]
    return sorted(name for name in names if not _is_of_a_program(name))


def _is_of_a_program(name: str) -> bool:
    return is_owner_file(name) or name.casefold().startswith(_NOT_MEANT)


def short_digest(sha256: str) -> str:
    """Return the digits of a file's SHA-256 that tell it from others, as in the name it is kept under."""
    return sha256[:_DIGITS]


def digest_in(name: str) -> str:
    """Return the digits of a file's SHA-256 in the name that `collect` kept it under; "" for other names."""
    match = _KEPT_AS.fullmatch(name.rpartition("-")[2])
    return match[1] if match else ""


def unnoted_files(intake: Intake) -> list[str]:
    """Return the originals in the intake folder that its ledger does not know: of a run that was killed.

    Raises OutputError when the folder cannot be read.
    """
    noted = {item.file for item in intake.returns}
    digests = {short_digest(item.sha256) for item in intake.returns} | {""}
    kept = kept_files(intake.output)
    return [name for name in kept if name not in noted and digest_in(name) not in digests]


def original_fault(intake: Intake, item: Return) -> str:
    """Return what became of an original since it was received, and what to do; "" when it is unchanged.

    Of one that is gone nothing is said where it is what is read: whoever reads it says so.
    """
    path = intake_folder(intake.output) / item.file
    try:
        is_unchanged = sha256_of(path.read_bytes()) == item.sha256
    except FileNotFoundError:
        return "" if intake.reading_path(item) == path else f"{_GONE}."
    except OSError as err:
        return f"Không mở được bản gốc ({err.strerror or err})."
    return "" if is_unchanged else _CHANGED


def refuse_unnoted(intake: Intake) -> None:
    """Raise OutputError when originals lie in the intake folder that its ledger does not know."""
    if unnoted := unnoted_files(intake):
        raise IntakeLedger.damage(
            intake.output,
            f"Sổ nhận báo cáo chưa có {len(unnoted)} tệp đang nằm trong {_INTAKE} ({unnoted[0]}…): "
            "lần thu trước bị ngắt, hoặc sổ là bản cũ.",
        )


def write_intake(output: Path, returns: Iterable[Return]) -> None:
    """Write the ledger of the output folder, whole or not at all. Raises OutputError."""
    IntakeLedger(returns=tuple(returns)).write(output)

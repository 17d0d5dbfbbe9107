"""Folders, files, .zip and .eml that came in → single files, one at a time, wherever they were packed.

What is packed is never unpacked to a path of its own choosing: names serve as labels only. Sizes are in
bytes; a thing too large, too deep or damaged is one problem, and the others are still yielded.
"""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path, PurePosixPath

from sokhet_docs.office.file_kinds import Kind, kind_of
from sokhet_docs.office.files import sha256_of
from sokhet_docs.office.owner_files import is_owner_file
from sokhet_docs.office.safe_zip import ATTACHMENTS, DAMAGE, UnsafeArchiveError, read_entry
from sokhet_docs.problems import Place, Problem, Severity
from sokhet_docs.returns.mails import read_mail
from sokhet_docs.returns.received import BETWEEN, VIETNAM
from sokhet_docs.text.vietnamese import clean

MAX_FILE = ATTACHMENTS.entry
_MAX_DEPTH = 4  # archives and mails within one another
_NOT_MEANT = (".", "thumbs.db", "desktop.ini", "__macosx")
_NAMED_UTF8 = 0x800
_SEND_AGAIN = "Đề nghị nơi gửi gửi lại."
_UNPACK = "Hãy giải nén rồi thu lại."
_ARCHIVE_FAULTS = (*DAMAGE, OSError)  # OSError: what bzip2 says of damaged bytes, which are in memory


@dataclass(frozen=True, slots=True)
class Incoming:
    """One file that came in.

    ``name`` is its own name, ``label`` the name with what it was packed in before it. ``hints`` are other
    names that may tell whose it is (folders, archives, a mail's subject), the nearest first; ``sender`` is
    the mail address that it came from, "" without a mail. ``bundle`` is the id of the mail or archive that it
    came in ("" alone), ``sent`` its mail's date, ``forwarded`` the date of a mail that was passed on in that
    one, ``time`` when the file itself was last changed; None: there is none.
    """

    name: str
    label: str
    data: bytes
    kind: Kind
    received: datetime
    hints: tuple[str, ...] = ()
    sender: str = ""
    bundle: str = ""
    sent: datetime | None = None
    forwarded: datetime | None = None
    time: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Around:
    """What a file is packed in: the label so far, the hints, the mail's time and sender, how deep it lies."""

    label: str = ""
    hints: tuple[str, ...] = ()
    received: datetime | None = None
    sender: str = ""
    bundle: str = ""
    sent: datetime | None = None
    forwarded: datetime | None = None
    depth: int = 0

    def within(self, name: str, *hints: str) -> _Around:
        return replace(self, label=self.label_of(name), hints=(*hints, *self.hints), depth=self.depth + 1)

    def label_of(self, name: str) -> str:
        return f"{self.label}{BETWEEN}{name}" if self.label else name


def iter_incoming(sources: Sequence[Path], skipped: Path | None = None) -> Iterator[Incoming | Problem]:
    """Yield every file of ``sources`` (files and folders), or the problem that it is, in the order of names.

    The folder ``skipped`` is not looked into; neither are hidden folders, nor links out of a folder.
    """
    for source in sources:
        if source.is_dir():
            for path in _iter_files(source, skipped):
                parents = path.relative_to(source).parts[:-1]
                yield from _iter_path(path, _Around(hints=tuple(reversed(parents))))
        else:
            yield from _iter_path(source, _Around())


def _iter_files(folder: Path, skipped: Path | None) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        here = Path(place)
        meant = [name for name in folders if _is_meant(name) and (here / name).resolve() != skipped]
        folders[:] = sorted(meant, key=_as_people_sort)
        for name in sorted(names, key=_as_people_sort):
            if _is_meant(name) and not (here / name).is_symlink():
                yield here / name


def _as_people_sort(name: str) -> tuple[list[tuple[int, int, str]], str]:
    """Return the key that sorts names as a file manager does: (2) before (10)."""
    parts = re.split(r"(\d{1,18})", name.casefold())
    return [(0, int(part), "") if at % 2 else (1, 0, part) for at, part in enumerate(parts)], name


def _is_meant(name: str) -> bool:
    return not is_owner_file(name) and not name.casefold().startswith(_NOT_MEANT)


def _iter_path(path: Path, around: _Around) -> Iterator[Incoming | Problem]:
    try:
        about = path.stat()
        if about.st_size > MAX_FILE:
            yield _problem(str(path), f"Tệp lớn hơn {MAX_FILE // 1_000_000} MB, không nhận.")
            return
        data = path.read_bytes()
    except FileNotFoundError:
        yield _problem(str(path), "Không có tệp hoặc thư mục này.", severity=Severity.ERROR)
        return
    except OSError as err:
        yield _problem(str(path), f"Không mở được tệp ({err.strerror or err}).")
        return
    time = datetime.fromtimestamp(about.st_mtime, VIETNAM)
    yield from _iter_data(path.name, data, time, around)


def _iter_data(name: str, data: bytes, time: datetime, around: _Around) -> Iterator[Incoming | Problem]:
    kind = kind_of(data)
    label = around.label_of(name)
    if kind in (Kind.ZIP, Kind.MAIL) and around.depth >= _MAX_DEPTH:
        yield _problem(label, "Tệp nén lồng nhau quá sâu, không mở.", _UNPACK)
    elif kind is Kind.ZIP:
        yield from _iter_zip(name, data, time, around)
    elif kind is Kind.MAIL:
        yield from _iter_mail(name, data, time, around)
    else:
        received = around.received or time
        about = (around.hints, around.sender, around.bundle, around.sent, around.forwarded, time)
        yield Incoming(name, label, data, kind, received, *about)


def _iter_zip(name: str, data: bytes, time: datetime, around: _Around) -> Iterator[Incoming | Problem]:
    label = around.label_of(name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            files = [member for member in archive.infolist() if member.filename[-1:] != "/"]
            members = [member for member in files if _is_member_meant(member)]
            ATTACHMENTS.check(members)
            for member in members:
                inside = replace(
                    around.within(name, PurePosixPath(name).stem), bundle=around.bundle or _id_of(data)
                )
                yield from _iter_member(archive, member, _time_of(member) or time, inside)
    except UnsafeArchiveError:
        yield _problem(label, "Tệp nén bung ra quá lớn, không mở.")
    except _ARCHIVE_FAULTS:
        yield _problem(label, "Tệp nén hoặc tệp Word bị hỏng, không mở được.", _SEND_AGAIN)


def _is_member_meant(member: zipfile.ZipInfo) -> bool:
    return all(_is_meant(part) for part in _parts_of(member) if part != "..")


def _parts_of(member: zipfile.ZipInfo) -> tuple[str, ...]:
    name = member.filename
    if not member.flag_bits & _NAMED_UTF8:
        # Old programs write the bytes of UTF-8 without saying so; zipfile takes them for code page 437.
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            name = member.filename
    return tuple(part for part in clean(name).replace("\\", "/").split("/") if part not in ("", "."))


def _iter_member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, time: datetime, around: _Around
) -> Iterator[Incoming | Problem]:
    *folders, name = _parts_of(member) or ("không tên",)
    label = around.label_of(name)
    if member.flag_bits & 1:
        yield _problem(label, "Tệp nén có mật khẩu, không mở được.", _UNPACK)
    else:
        try:
            data = read_entry(archive, member, MAX_FILE)
        except UnsafeArchiveError:
            yield _problem(label, f"Tệp bung ra lớn hơn {MAX_FILE // 1_000_000} MB, không nhận.")
            return
        except _ARCHIVE_FAULTS:
            yield _problem(label, "Tệp này trong tệp nén bị hỏng.", _SEND_AGAIN)
            return
        hints = tuple(part for part in reversed(folders) if part != "..")
        yield from _iter_data(name, data, time, replace(around, hints=(*hints, *around.hints)))


def _time_of(member: zipfile.ZipInfo) -> datetime | None:
    """Return when a member was last changed; None when the archive does not say so.

    Its calendar begins on 1 January 1980, which stands for no day at all.
    """
    if member.date_time[:3] <= (1980, 1, 1):
        return None
    try:
        return datetime(*member.date_time, tzinfo=VIETNAM)
    except ValueError:
        return None


def _iter_mail(name: str, data: bytes, time: datetime, around: _Around) -> Iterator[Incoming | Problem]:
    label = around.label_of(name)
    try:
        mail = read_mail(data)
    except ValueError:
        yield _problem(label, "Thư bị hỏng, không đọc được.", _SEND_AGAIN)
        return
    received = mail.sent or around.received or time
    inside = replace(
        around.within(name, mail.subject),
        received=received,
        sender=mail.sender,
        bundle=_id_of(data),
        sent=around.sent or mail.sent,
        forwarded=mail.sent if around.sent else None,
    )
    if not mail.attached:
        yield _problem(label, "Thư không có tệp đính kèm.")
    for part, content in mail.attached:
        yield from _iter_data(part, content, received, inside)


def _id_of(data: bytes) -> str:
    return sha256_of(data)[:16]


def _problem(label: str, message: str, hint: str = "", severity: Severity = Severity.WARNING) -> Problem:
    return Problem(Place(label), message, hint, severity)

"""Files and folders that a clerk names → single files of the disk, each read within limits or refused.

Only ordinary files are read: no link out of a folder, no pipe, no device, nothing still being written.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from sokhet_docs.office.files import is_link, is_path_too_long, time_of_file
from sokhet_docs.office.owner_files import is_owner_file
from sokhet_docs.office.windows_refusals import meaning_of
from sokhet_docs.problems import Place, Problem, Severity
from sokhet_docs.returns.containers import LIMITS, printable
from sokhet_docs.text.alphabet import name_order

_HEAD = 8_000  # bytes from which a mailbox is recognised
_MAX_OWNER_FILE = 1_000  # bytes; owner files have fewer, a document that is named like one has more
_JUNK_FOLDERS = {
    "__macosx", ".git", ".sokhet-docs", ".luu", ".trashes", ".spotlight-v100", ".fseventsd", "$recycle.bin",
    ".temporaryitems", "system volume information", ".documentrevisions-v100", ".appledouble",
}  # fmt: skip
_JUNK_FILES = {"thumbs.db", "desktop.ini", ".ds_store", ".localized", "ehthumbs.db", ".directory"}
_NOT_ORDINARY = "Đây không phải là một tệp thường (ống dẫn, thiết bị…), không đọc."
_GROWING = "Tệp đang được ghi nên chưa nhận."
_COLLECT_AGAIN = "Hãy đợi chép xong rồi thu lại."


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to take in: its path, and the folders that lead to it from the one named, the nearest first."""

    path: Path
    folders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """An ordinary file that was opened: its stream, size in bytes, and when it was last changed."""

    stream: IO[bytes]
    size: int
    time: datetime


class SourceError(Exception):
    """A file of the disk cannot be taken in; carries the problem."""

    def __init__(
        self, path: Path, message: str, hint: str = "", severity: Severity = Severity.WARNING
    ) -> None:
        super().__init__(message)
        self.problem = Problem(Place(printable(str(path))), message, hint, severity)


def iter_source_files(sources: Sequence[Path], skipped: Path | None) -> Iterator[SourceFile | Problem]:
    """Yield every file of ``sources`` in the order of names, or the problem that a folder or link is.

    The folder ``skipped`` is not looked into.
    """
    met: set[str] = set()  # one that is named twice, or within another, is told of once
    for source in sources:
        is_folder = os.path.isdir(source)  # noqa: PTH112  Path.is_dir raises for what may not be looked at
        for found in _iter_folder(source, skipped) if is_folder else [SourceFile(source)]:
            path = os.path.abspath(found.path if isinstance(found, SourceFile) else found.place.file)  # noqa: PTH100
            if path not in met:
                met.add(path)
                yield found


def _iter_folder(folder: Path, skipped: Path | None) -> Iterator[SourceFile | Problem]:
    faults: list[OSError] = []
    for place, folders, names in os.walk(folder, onerror=faults.append):
        here = Path(place)
        meant = [name for name in folders if name.casefold() not in _JUNK_FOLDERS]
        told = [here / name for name in meant if name.startswith(".") or is_link(here / name)]
        yield from (_not_entered(path) for path in told)
        inner = [name for name in meant if here / name not in told and not _is_same(here / name, skipped)]
        folders[:] = sorted(inner, key=name_order)
        parents = tuple(printable(part) for part in reversed(here.relative_to(folder).parts))
        yield from (SourceFile(here / name, parents) for name in sorted(names, key=name_order))
        yield from (_shut(err) for err in faults)
        faults.clear()
    yield from (_shut(err) for err in faults)


def _is_same(path: Path, skipped: Path | None) -> bool:
    return skipped is not None and Path(os.path.realpath(path)) == skipped


def _not_entered(path: Path) -> Problem:
    what = "Lối tắt tới thư mục khác" if is_link(path) else "Thư mục ẩn"
    return SourceError(
        path, f"{what}, không xem bên trong.", "Nếu có báo cáo ở đó, hãy chép ra ngoài."
    ).problem


def _shut(err: OSError) -> Problem:
    path = Path(os.fsdecode(err.filename)) if err.filename else Path()
    return SourceError(path, *_reason_of(err, "thư mục", path)).problem


def _reason_of(err: OSError | ValueError, what: str, path: Path) -> tuple[str, str]:
    """Return why the file or folder at ``path`` cannot be opened, and what to do."""
    if is_path_too_long(path):
        return f"Đường dẫn của {what} này quá dài.", f"Hãy chép {what} ra gần gốc ổ đĩa rồi thu lại."
    if meaning := meaning_of(err, path):
        return meaning
    if isinstance(err, PermissionError):
        return f"Không có quyền mở {what} này.", f"Hãy chép {what} ra chỗ mở được rồi thu lại."
    reason = getattr(err, "strerror", "") or err
    return f"Không mở được {what} này ({reason}).", "Kiểm tra ổ đĩa hoặc USB rồi thu lại."


def is_junk(name: str, size: int) -> bool:
    """Return whether a file is one that a system or an office program puts beside documents.

    A document may be named like one (``~$o cao.docx``, copied by mistake); its ``size`` in bytes betrays it.
    """
    return name.casefold() in _JUNK_FILES or (is_owner_file(name) and size <= _MAX_OWNER_FILE)


def is_junk_path(parts: Sequence[str], size: int) -> bool:
    """Return whether the packed file at the path ``parts`` is junk."""
    folders = {part.casefold() for part in parts[:-1]}
    return bool(folders & _JUNK_FOLDERS) or (bool(parts) and is_junk(parts[-1], size))


def open_source(path: Path, *, in_folder: bool) -> Opened | None:
    """Open an ordinary file for reading; return None for junk. The caller closes its stream.

    Raises SourceError for what is no ordinary file, or cannot be opened.
    """
    try:
        about = os.lstat(path) if in_folder else os.stat(path)  # noqa: PTH116  one call for either
        if is_junk(path.name, about.st_size):
            return None
        _refuse_special(path, about.st_mode)
        stream = os.fdopen(os.open(path, _flags(follow=not in_folder)), "rb")
        about = os.fstat(stream.fileno())
        _refuse_special(path, about.st_mode)
    except FileNotFoundError as err:
        if is_path_too_long(path) or meaning_of(err, path):  # it is there, but Windows does not find it
            raise SourceError(path, *_reason_of(err, "tệp", path)) from err
        raise SourceError(path, "Không có tệp hoặc thư mục này.", severity=Severity.ERROR) from err
    except (OSError, ValueError) as err:
        raise SourceError(path, *_reason_of(err, "tệp", path)) from err
    return Opened(stream, about.st_size, time_of_file(about.st_mtime))


def _flags(*, follow: bool) -> int:
    # A pipe that takes the file's place in between must not make the program wait.
    flags = (
        os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
    )
    return flags if follow else flags | getattr(os, "O_NOFOLLOW", 0)


def _refuse_special(path: Path, mode: int) -> None:
    if stat.S_ISLNK(mode):
        raise SourceError(
            path, "Lối tắt tới tệp khác, không nhận.", "Hãy chép chính tệp ấy vào thư mục rồi thu lại."
        )
    if not stat.S_ISREG(mode):
        raise SourceError(path, _NOT_ORDINARY)


def head_of(path: Path, opened: Opened) -> bytes:
    """Return the first bytes of an opened file, which stays at its beginning. Raises SourceError."""
    with _reworded(path):
        head = opened.stream.read(_HEAD)
        opened.stream.seek(0)
    return head


@contextmanager
def _reworded(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as err:
        raise SourceError(path, *_reason_of(err, "tệp", path)) from err


def read_source(path: Path, opened: Opened) -> bytes:
    """Return all bytes of an opened file. Raises SourceError for one too large, or that is being written."""
    if opened.size > LIMITS.file:
        raise SourceError(path, f"Tệp lớn hơn {LIMITS.file // 1_000_000} MB, không nhận.")
    with _reworded(path):
        data = opened.stream.read(opened.size + 1)
    if len(data) != opened.size:
        raise SourceError(path, _GROWING, _COLLECT_AGAIN)
    return data

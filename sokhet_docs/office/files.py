"""Bytes → a file that is there whole or not at all; an operating system's refusal → a Vietnamese problem.

A killed process (SIGKILL, Task Manager) never damages an existing file: the new bytes take its name in one
step. Only a flushed file survives a power cut as well, and a flush costs from 0.4 ms on an idle solid-state
disk to 30 ms on an old one. So what cannot be made again (a person's corrections, the manifest) is flushed
(``fsync``); a document that the next run makes again is not, and if a power cut empties it, it counts as
absent.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import stat
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from sokhet_docs.office.windows_refusals import DISK_FULL, locked, meaning_of
from sokhet_docs.problems import OutputError, Place, Problem
from sokhet_docs.text.vietnamese import VIETNAM

# On Windows a virus scanner or the search indexer briefly holds a new file; seconds to wait between tries.
_PATIENCE: tuple[float, ...] = (0.05, 0.1, 0.2, 0.4) if sys.platform == "win32" else ()
# The longest path that Word and Explorer open on Windows; elsewhere the system itself sets the limit.
_MAX_PATH = 259 if sys.platform == "win32" else 4095
_NO_LINKS = {errno.EPERM, errno.EACCES, errno.EMLINK, errno.ENOTSUP, errno.EXDEV, errno.ENOSYS, errno.EINVAL}
_MOUNT_POINT = 0xA0000003  # IO_REPARSE_TAG_MOUNT_POINT of winnt.h
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def sha256_of(data: bytes) -> str:
    """Return the SHA-256 of ``data`` as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def hash_files(paths: Iterable[Path]) -> dict[str, str]:
    """Return the SHA-256 of each file by its name. Raises OSError."""
    return {path.name: sha256_of(path.read_bytes()) for path in paths}


def read_if_there(path: Path) -> bytes | None:
    """Return the bytes of ``path``; None when there is no such file or a power cut left it empty.

    A file of zeros or of no length is what a file system makes of bytes that never reached the disk.
    Raises OSError for anything else.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError as err:
        if meaning_of(err, path):  # a server that is gone
            raise
        return None
    return data if data.strip(b"\0") else None


def write_atomic(target: Path, data: bytes, *, tmp_path: Path | None = None, fsync: bool = True) -> None:
    """Write ``data`` as ``target``, whole or not at all; an existing file is replaced in one step.

    ``tmp_path`` is the file that is written first, on the same disk (None: a hidden one beside the target).
    ``fsync`` flushes it, so that even a power cut leaves the old or the new file. Raises OSError, and then
    leaves no other file.
    """
    tmp_path = tmp_path or target.with_name(f".{target.name[:80]}.{os.getpid()}.tmp")
    write_tmp(tmp_path, data, fsync=fsync)
    try:
        replace_file(tmp_path, target)
    except OSError:
        with suppress(OSError):
            tmp_path.unlink()
        raise


def write_tmp(tmp_path: Path, data: bytes, *, fsync: bool) -> None:
    """Write ``data`` as the temporary file ``tmp_path``. Raises OSError, and then leaves no file."""
    try:
        with tmp_path.open("wb") as stream:
            stream.write(data)
            if fsync:
                stream.flush()
                os.fsync(stream.fileno())
    except OSError:
        with suppress(OSError):
            tmp_path.unlink()
        raise


def fsync_folder(folder: Path) -> None:
    """Flush the names in ``folder`` to the disk, where the system can. Raises OSError."""
    if sys.platform == "win32":  # a folder cannot be opened there; NTFS keeps its own journal of names
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def link_or_copy(source: Path, target: Path) -> None:
    """Give the bytes of the file ``source`` a second name, ``target``; where disks know no links, copy them.

    Raises OSError.
    """
    try:
        target.hardlink_to(source)
    except OSError as err:
        if err.errno not in _NO_LINKS:
            raise
        shutil.copy2(source, target)


def replace_file(tmp_path: Path, target: Path) -> None:
    """Rename ``tmp_path`` to ``target`` in one step, retrying for a while on Windows. Raises OSError."""
    for pause in _PATIENCE:
        with suppress(PermissionError):
            tmp_path.replace(target)
            return
        time.sleep(pause)
    tmp_path.replace(target)


@contextmanager
def reword_os_errors(path: Path) -> Iterator[None]:
    """Raise an OSError about ``path`` as an OutputError instead."""
    try:
        yield
    except OSError as err:
        raise OutputError([problem_of(err, path)]) from err


def problem_of(err: OSError, path: Path) -> Problem:
    """Return what ``err``, met while ``path`` was read or written, means to a clerk."""
    if folder := _shut_folder(err, path):
        return Problem(
            Place(str(folder)),
            "Không có quyền ghi vào thư mục này.",
            "Chọn thư mục khác, hoặc bỏ thuộc tính chỉ đọc rồi chạy lại.",
        )
    if isinstance(err, FileExistsError) and err.filename:
        path = Path(err.filename)  # a folder was to be created, but a file has its name
    message, hint = _reworded(err, path)
    return Problem(Place(str(path)), message, hint)


def _shut_folder(err: OSError, path: Path) -> Path | None:
    if not isinstance(err, PermissionError) and err.errno != errno.EROFS:
        return None
    met = [Path(name) for name in (path, err.filename) if isinstance(name, str | Path)]
    folders = [name if name.is_dir() else name.parent for name in met]
    shut = [folder for folder in folders if err.errno == errno.EROFS or not is_folder_open(folder)]
    return next(iter(shut), None)


def _reworded(err: OSError, path: Path) -> tuple[str, str]:
    if err.errno in _FULL:
        return DISK_FULL
    if _is_too_long(err, path):
        return (
            "Đường dẫn của tệp quá dài.",
            "Chuyển thư mục kết quả ra gần gốc ổ đĩa hoặc đặt mẫu tên tệp ngắn hơn.",
        )
    if path.is_dir() and isinstance(err, IsADirectoryError | PermissionError) and path.suffix:
        return "Đã có một thư mục mang tên của tệp này.", "Đổi tên hoặc dời thư mục ấy đi, rồi chạy lại."
    return meaning_of(err, path) or _reworded_by_kind(err, path)


def _is_too_long(err: OSError, path: Path) -> bool:
    """Tell whether it was a path's length; of a file on the way to ``path``, too, such as a temporary one."""
    met = [Path(name) for name in (path, err.filename, err.filename2) if isinstance(name, str | Path)]
    return err.errno == errno.ENAMETOOLONG or any(map(is_path_too_long, met))


def _reworded_by_kind(err: OSError, path: Path) -> tuple[str, str]:
    if isinstance(err, NotADirectoryError | FileExistsError):
        return (
            "Đây không phải là thư mục: một tệp đang mang tên này.",
            "Chọn tên thư mục khác hoặc dời tệp ấy đi.",
        )
    if isinstance(err, PermissionError) or err.errno in {errno.EBUSY, errno.ETXTBSY}:
        return locked(path)
    if isinstance(err, FileNotFoundError):
        return (
            "Thư mục không còn nữa.",
            "Kiểm tra ổ đĩa, ổ mạng hoặc USB còn được nối hay không, rồi chạy lại.",
        )
    return f"Hệ điều hành không cho ghi ({err.strerror or err}).", "Kiểm tra ổ đĩa hoặc chọn thư mục khác."


def is_folder_open(folder: Path) -> bool:
    """Return whether the system lets files be created in ``folder``; True when there is no such folder."""
    if sys.platform == "win32" and folder.is_dir():  # pragma: no cover
        return _takes_files(folder)
    effective = os.access in os.supports_effective_ids
    return not folder.exists() or os.access(folder, os.W_OK | os.X_OK, effective_ids=effective)


def is_path_too_long(path: Path) -> bool:
    """Return whether ``path`` has more characters than programs on this system can open."""
    return len(os.path.abspath(path)) > _MAX_PATH  # noqa: PTH100


def _takes_files(folder: Path) -> bool:
    """Tell by trying: os.access knows of Windows' rights to a folder only whether it is marked read-only."""
    import tempfile  # slow to import

    try:
        with tempfile.TemporaryFile(prefix=".sokhet-docs-", dir=folder):
            return True
    except OSError:
        return False


def is_read_only(path: Path) -> bool:
    """Return whether the file ``path`` is there and marked read-only, so that Windows lets nobody replace it.

    Elsewhere it is the folder that decides: False.
    """
    return sys.platform == "win32" and path.is_file() and not os.access(path, os.W_OK)


def is_same_file(one: Path, other: Path) -> bool:
    """Return whether two paths lead to the same file; False when either is not there."""
    try:
        return one.samefile(other)
    except OSError:
        return False


def is_link(path: Path) -> bool:
    """Return whether ``path`` leads elsewhere: a symbolic link, or a junction of Windows."""
    try:
        about = path.lstat()
    except (OSError, ValueError):
        return False
    is_junction = getattr(about, "st_reparse_tag", 0) == _MOUNT_POINT
    return stat.S_ISLNK(about.st_mode) or is_junction


def time_of_file(stamp: float) -> datetime:
    """Return the time of a file's time stamp (seconds since 1970), in Vietnam.

    It is 1970, which nobody believes, where the stamp is before that (Windows reckons with none) or in no
    calendar.
    """
    try:
        return datetime.fromtimestamp(max(stamp, 0), VIETNAM)
    except (OverflowError, ValueError, OSError):
        return datetime.fromtimestamp(0, VIETNAM)

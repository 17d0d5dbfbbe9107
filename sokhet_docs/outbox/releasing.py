"""Letters → a release: copies that nobody touches any more, noted in the ledger; a release → taken back.

Copies first, then the ledger, each flushed to the disk with the names of their folders: when `write_release`
returns, a power cut loses nothing. A release that was killed before the ledger knew it counts as none.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from msgspec import structs

from sokhet_docs.office.files import (
    fsync_folder,
    is_path_too_long,
    problem_of,
    replace_file,
    reword_os_errors,
    sha256_of,
    write_atomic,
    write_tmp,
)
from sokhet_docs.office.saved_files import free_path
from sokhet_docs.outbox.folder_lock import with_folder_locked
from sokhet_docs.outbox.release_ledger import (
    COPY_NAME,
    RELEASED_FOLDER,
    Release,
    ReleaseLedger,
    SentLetter,
    Withdrawal,
    read_releases,
)
from sokhet_docs.problems import OutputError, UsageError

_READ_ONLY, _WRITABLE = 0o444, 0o644


def write_release(output: Path, release: Release, sources: Sequence[Path]) -> Path:
    """Copy ``sources``, the files of the letters of ``release``, and note it; return the copies' folder.

    Raises OutputError when something cannot be written, another run is at work in the folder ``output``, a
    file was changed meanwhile, or something else was released.
    """
    folder = output / RELEASED_FOLDER / release.folder
    _refuse_long_paths(folder / letter.file for letter in release.letters)
    with with_folder_locked(output):
        ledger = read_releases(output)
        if len(ledger.in_force) != release.number - 1:
            raise OutputError.at(str(output), "Vừa có lần phát hành khác ở thư mục này.", "Hãy chạy lại.")
        after = structs.replace(ledger, releases=(*ledger.releases, release))
        ledger.write(output)  # before the first copy: copies without a ledger mean that it was lost
        with reword_os_errors(folder):
            _write_copies(output, folder, list(zip(release.letters, sources, strict=True)))
        _write_ledger(output, after)
    return folder


def replace_releases(output: Path, before: ReleaseLedger, after: ReleaseLedger) -> None:
    """Write the ledger ``after`` in the place of ``before``. Raises OutputError as `write_release` does."""
    with with_folder_locked(output):
        if read_releases(output) != before:
            raise OutputError.at(str(output), "Vừa có lần phát hành khác ở thư mục này.", "Hãy chạy lại.")
        _write_ledger(output, after)


def withdraw_release(output: Path, reason: str, now: datetime) -> Release:
    """Take the last release back, on the day on which it was made; return it as the ledger has it now.

    Its copies stay, in a folder that says so. Raises UsageError when there is none or its day is over.
    """
    with with_folder_locked(output):
        ledger = read_releases(output)
        if not ledger.in_force:
            raise UsageError.at(str(output), "Chưa phát hành lần nào nên không có gì để thu hồi.")
        last = ledger.in_force[-1]
        if last.time.astimezone(now.tzinfo).date() != now.date():
            raise _too_late(output, last)
        folder = _free_folder(output / RELEASED_FOLDER, f"{last.folder}-thu-hoi")
        gone = structs.replace(last, folder=folder.name, withdrawn=Withdrawal(time=now, reason=reason))
        releases = tuple(gone if release == last else release for release in ledger.releases)
        after = structs.replace(ledger, releases=releases)
        _write_ledger(output, after)
        with reword_os_errors(folder):
            try:
                replace_file(output / RELEASED_FOLDER / last.folder, folder)
            except FileNotFoundError:
                pass  # somebody deleted the copies
            except OSError:  # on Windows: somebody has a copy open; then nothing was taken back
                _write_ledger(output, ledger)
                raise
            fsync_folder(output / RELEASED_FOLDER)
    return gone


def _write_ledger(output: Path, ledger: ReleaseLedger) -> None:
    """Write ``ledger`` and its second copy beside the folders of copies, flushed to the disk."""
    ledger.write(output)
    copies = output / RELEASED_FOLDER
    with reword_os_errors(copies):
        copies.mkdir(exist_ok=True)
        write_atomic(copies / COPY_NAME, ledger.encoded())
        for folder in (ReleaseLedger.path(output).parent, copies, output):
            fsync_folder(folder)


def _write_copies(output: Path, folder: Path, letters: Sequence[tuple[SentLetter, Path]]) -> None:
    """Write the folder whole or not at all: under another name first. Raises OSError."""
    tmp_path = folder.with_name(f".{folder.name}.tmp")
    _remove(tmp_path)  # what a killed run left
    tmp_path.mkdir(parents=True)
    for letter, source in letters:
        data = source.read_bytes()
        if sha256_of(data) != letter.sha256:
            raise OutputError.at(str(source), "Tệp bị sửa trong lúc đang phát hành.", "Hãy chạy lại.")
        write_tmp(tmp_path / letter.file, data, fsync=True)
        (tmp_path / letter.file).chmod(_READ_ONLY)
    fsync_folder(tmp_path)
    if folder.exists():  # of a run that was killed before the ledger knew it
        saved = free_path(output, folder.name)
        saved.parent.mkdir(exist_ok=True)
        replace_file(folder, saved)
    replace_file(tmp_path, folder)
    fsync_folder(folder.parent)


def _refuse_long_paths(copies: Iterable[Path]) -> None:
    """Raise OutputError with every copy whose path would be too long for Word."""
    too_long = [path for path in copies if is_path_too_long(path)]
    if too_long:
        raise OutputError(problem_of(OSError(errno.ENAMETOOLONG, ""), path) for path in too_long)


def _remove(folder: Path) -> None:
    for path in folder.glob("*"):
        path.chmod(_WRITABLE)  # Windows does not remove what may only be read
        path.unlink()
    if folder.exists():
        folder.rmdir()


def _free_folder(parent: Path, name: str) -> Path:
    free, number = parent / name, 1
    while free.exists():
        number += 1
        free = parent / f"{name}-{number}"
    return free


def _too_late(output: Path, last: Release) -> UsageError:
    return UsageError.at(
        str(output),
        f"Lần phát hành {last.number} đã qua ngày nên không thu hồi được nữa.",
        "Sửa tệp Excel hoặc mẫu, chạy generate rồi phát hành lần sau để thay văn bản đã gửi.",
    )

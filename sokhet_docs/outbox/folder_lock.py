"""An output folder → locked for one run; a file in it → the problem that an office program has it open."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sokhet_docs.office.files import is_read_only, reword_os_errors
from sokhet_docs.office.lock import Lock
from sokhet_docs.office.owner_files import find_owner_file
from sokhet_docs.office.windows_refusals import program_for
from sokhet_docs.outbox.ledger import STATE_FOLDER
from sokhet_docs.problems import OutputError, Place, Problem


def lock_folder(folder: Path, name: str = "lock") -> Lock:
    """Return the lock of the output folder ``folder``, held; the folder is made where it is not there.

    A lock of another ``name`` is for work that goes on beside that of others.

    Raises OutputError when another run is at work in it or it cannot be written.
    """
    state = folder / STATE_FOLDER
    with reword_os_errors(folder):
        state.mkdir(parents=True, exist_ok=True)
        _hide(state)
        lock = Lock(state / name)
        if not lock.acquire():
            raise _busy(folder)
    return lock


@contextmanager
def with_folder_locked(folder: Path, name: str = "lock") -> Iterator[None]:
    """Hold the lock of ``folder``. Raises as `lock_folder`."""
    lock = lock_folder(folder, name)
    try:
        yield
    finally:
        lock.release()


def open_elsewhere(path: Path, undone: str = "chưa ghi bản mới") -> Problem | None:
    """Return the problem that an office program has the file ``path`` open; None when none has.

    So is a file that is marked read-only where that hinders (on Windows): somebody wants it to stay.
    ``undone`` is what could not be done for that, in Vietnamese.
    """
    if (owner_file := find_owner_file(path)) is None:
        return _marked(path) if is_read_only(path) else None
    program = program_for(path) or "Word"
    return Problem(
        Place(str(path)),
        f"Tệp đang mở trong {program} hoặc LibreOffice nên {undone}.",
        f"Đóng tệp rồi chạy lại; nếu không ai mở, xóa tệp “{owner_file.name}” bên cạnh.",
    )


def _marked(path: Path) -> Problem:
    message = "Tệp có thuộc tính chỉ đọc (Read-only) nên chưa ghi bản mới."
    hint = "Bấm chuột phải vào tệp, chọn Properties, bỏ dấu ở ô Read-only, rồi chạy lại."
    return Problem(Place(str(path)), message, hint)


def _hide(folder: Path) -> None:
    # A leading dot hides nothing on Windows. A failure does no harm, so the result is ignored.
    if sys.platform == "win32":  # pragma: no cover
        import ctypes

        hidden = 0x2
        ctypes.windll.kernel32.SetFileAttributesW(str(folder), hidden)


def _busy(folder: Path) -> OutputError:
    message = "Một lần chạy sokhet-docs khác đang ghi vào thư mục này."
    hint = "Đợi lần chạy ấy xong rồi chạy lại, hoặc chọn thư mục kết quả khác."
    return OutputError([Problem(Place(str(folder)), message, hint)])

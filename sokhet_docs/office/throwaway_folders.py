"""Nothing → a folder for what is only needed now, removed at the end; those of killed runs are swept first.

Each folder has a lock that ends with the process that holds it (`office.lock`), so that a folder whose lock
is free belongs to nobody any more.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sokhet_docs.office.files import is_link
from sokhet_docs.office.lock import Lock

PREFIX = "sokhet-docs-libreoffice-"
_LOCK = "lock"


@contextmanager
def throwaway_folder() -> Iterator[Path]:
    """Provide a folder in the system's place for temporary files. Raises OSError when none can be made."""
    _sweep(Path(tempfile.gettempdir()))
    folder, lock = _locked_folder()
    try:
        yield folder
    finally:
        _remove(folder, lock)


def _locked_folder() -> tuple[Path, Lock]:
    while True:
        folder = Path(tempfile.mkdtemp(prefix=PREFIX))
        lock = Lock(folder / _LOCK)
        with suppress(FileNotFoundError):  # another run swept it away before its lock was taken
            if lock.acquire() and folder.exists():
                return folder, lock
        lock.release()


def _sweep(place: Path) -> None:
    for path in place.glob(f"{PREFIX}*/{_LOCK}"):
        if is_link(path.parent):
            continue  # anybody may put one there that leads to what is not ours to remove
        lock = Lock(path)
        with suppress(OSError):  # gone already, or another user's
            if lock.acquire():
                _remove(path.parent, lock)


def _remove(folder: Path, lock: Lock) -> None:
    # The lock goes last; Windows removes no file that is open.
    for entry in folder.iterdir():
        if entry.is_dir():
            shutil.rmtree(entry, ignore_errors=True)
        elif entry.name != _LOCK:
            entry.unlink(missing_ok=True)
    lock.release()
    shutil.rmtree(folder, ignore_errors=True)

"""A folder → one run at a time in it.

The lock is the operating system's own, on an empty file that stays: it ends with the process that holds it,
so a killed run leaves nothing to take over. Within one process a list of the folders held does the same.
(filelock does this and far more; its import alone costs 50 ms of the second that a whole run may take.)
"""

from __future__ import annotations

import os
import sys
import threading
from contextlib import suppress
from pathlib import Path

_held: set[str] = set()
_guard = threading.Lock()


class Lock:
    """The exclusive lock that lives in the file ``path``; not yet held."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._key = os.path.realpath(path)
        self._descriptor: int | None = None

    def acquire(self) -> bool:
        """Take the lock without waiting; False when another run holds it.

        Raises OSError when the file cannot be made. A file system that knows no locks grants them all.
        """
        with _guard:
            if self._key in _held:
                return False
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o666)
            if not _lock(descriptor):
                os.close(descriptor)
                return False
            self._descriptor = descriptor
            _held.add(self._key)
            return True

    def release(self) -> None:
        """Give the lock back; nothing happens when it is not held."""
        with _guard:
            if self._descriptor is not None:
                os.close(self._descriptor)
                self._descriptor = None
                _held.discard(self._key)


if sys.platform == "win32":  # pragma: no cover
    import errno
    import msvcrt

    _HELD = {errno.EACCES, errno.EDEADLK, 0}  # 0: as Wine says it

    def _lock(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError as err:
            return err.errno not in _HELD
        return True

else:
    import fcntl

    def _lock(descriptor: int) -> bool:
        # A record lock, not flock: forked workers do not inherit it, so that they cannot outlive its owner
        # with the folder still locked.
        with suppress(OSError):
            try:
                fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except (BlockingIOError, PermissionError):
                return False
        return True

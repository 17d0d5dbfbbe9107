"""A signal that ends the program (SIGTERM, a closed window) → an exception, so that everything is cleaned up.

Otherwise Python would be gone at once: locks are the system's own, but half-made folders would stay.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

# SIGBREAK is what Windows makes of a closed window, of logging off and of shutting down.
_NAMES = ("SIGTERM", "SIGHUP", "SIGBREAK")
_EXIT_CODE = 128  # and the signal's number, as shells count


@contextmanager
def stops_as_exceptions() -> Iterator[None]:
    """Raise SystemExit where the program is when it is told to stop; a second signal cuts no clean-up short.

    A signal that is ignored (as ``nohup`` does) stays so. Only the main thread can be told.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {
        number: handler
        for name in _NAMES
        if (number := getattr(signal, name, None)) is not None
        and (handler := signal.getsignal(number)) is signal.SIG_DFL
    }
    owner = os.getpid()

    def stop(number: int, _frame: FrameType | None) -> NoReturn:
        if os.getpid() == owner:  # else a worker, which its pool ends
            for other in before:
                signal.signal(other, signal.SIG_IGN)
        raise SystemExit(_EXIT_CODE + number)

    for number in before:
        signal.signal(number, stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)

"""PDFs from outside → the text of their first pages, read by a process that is ended when one takes too long.

Only words that may tell whose a PDF is are wanted, so nothing is raised: no text is "".
"""

from __future__ import annotations

import logging
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

MAX_FILE = 50_000_000  # bytes
FILE_SECONDS = 15.0
START_SECONDS = 30.0
_MAX_PAGES = 5
_MAX_TEXT = 100_000  # characters
_MAX_MEMORY = 1_500_000_000  # bytes of address space
_MAX_FAILURES = 3  # after so many files on which it hung or crashed, no more are tried
_TEXT_MARKS = (b"/Font", b"/ObjStm")  # a scan has neither


def read_pdf_texts(paths: Sequence[Path]) -> Mapping[Path, str]:
    """Return the text of the first pages of each PDF that has any."""
    texts: dict[Path, str] = {}
    waiting = [path for path in paths if _may_have_text(path)]
    failures = 0
    while waiting and failures <= _MAX_FAILURES:
        done = _read_until_one_fails(waiting, texts)
        failures += done < len(waiting)
        waiting = waiting[done + 1 :]
    return {path: text for path, text in texts.items() if text}


def _may_have_text(path: Path) -> bool:
    try:
        data = path.read_bytes() if path.stat().st_size <= MAX_FILE else b""
    except OSError:
        return False
    return any(mark in data for mark in _TEXT_MARKS)


def _read_until_one_fails(paths: Sequence[Path], texts: dict[Path, str]) -> int:
    """Read ``paths`` in one process; return how many were read before it hung or ended."""
    import multiprocessing  # seldom needed

    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_serve, args=(there, paths), daemon=True)
    process.start()
    there.close()
    try:
        for done, path in enumerate(paths):
            if not here.poll(FILE_SECONDS if done else START_SECONDS):
                return done
            texts[path] = str(here.recv())
    except (EOFError, OSError):
        return done
    finally:
        process.kill()
        process.join()
        here.close()
    return len(paths)


def _serve(connection: Connection, paths: Sequence[Path]) -> None:  # pragma: no cover  another process
    logging.disable()
    with suppress(ValueError, OSError, ImportError):
        _bound_memory()
    for path in paths:
        connection.send(_text_of(path))


def _bound_memory() -> None:  # pragma: no cover  another process
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MAX_MEMORY, _MAX_MEMORY))


def _text_of(path: Path) -> str:  # pragma: no cover  another process
    from pypdf import PdfReader

    pieces: list[str] = []
    try:
        with PdfReader(path) as reader:
            for page in reader.pages[:_MAX_PAGES]:
                pieces.append(page.extract_text())  # noqa: PERF401  what was read before a fault is kept
    except Exception:  # noqa: BLE001, S110  pypdf raises anything for damaged bytes
        pass
    return unicodedata.normalize("NFC", "\n".join(pieces))[:_MAX_TEXT].encode("utf-8", "ignore").decode()

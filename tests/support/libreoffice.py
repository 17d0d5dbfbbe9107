"""Documents → PDF (or any other format) by LibreOffice, many in one call; PDF → the text of its pages.

A profile folder belongs to one process of the tests, so that workers never wait for one another's.
"""

from __future__ import annotations

import functools
import os
import signal
import subprocess
import tempfile
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from tests.support.environment import require

START_SECONDS = 60.0
FILE_SECONDS = 20.0


class OfficeError(Exception):
    """LibreOffice gave no result for a file, or not in time."""


def convert(
    sources: Sequence[Path], folder: Path, to: str = "pdf", timeout: float | None = None
) -> list[Path]:
    """Convert all ``sources`` in one call of LibreOffice; return the new files of ``folder``, in order.

    ``to`` is what ``--convert-to`` takes: an ending, maybe with a filter and its options
    (``csv:Text - txt - csv (StarCalc):44,34,76``). ``timeout`` is in seconds; None allows for many files.
    Raises OfficeError for a file without a result, ValueError when one would overwrite another file.
    """
    results = [folder / f"{source.stem}.{to.partition(':')[0]}" for source in sources]
    if len({*results, *sources}) < len(results) + len(sources):
        raise ValueError("a result would overwrite another one or a source")
    for result in results:
        result.unlink(missing_ok=True)
    words = ["--headless", "--norestore", "--convert-to", to, "--outdir", str(folder)]
    said = _run_office([*words, *map(str, sources)], timeout or START_SECONDS + FILE_SECONDS * len(sources))
    missing = [str(source) for source, result in zip(sources, results, strict=True) if not result.exists()]
    if missing:
        raise OfficeError(f"no {to} of {', '.join(missing)}\n{said}")
    return results


def read_pages(pdf: Path) -> list[str]:
    """Return the text of every page of ``pdf``, in NFC, laid out as on the page."""
    command = [require("pdftotext"), "-layout", "-enc", "UTF-8", str(pdf), "-"]
    done = subprocess.run(command, capture_output=True, check=True, timeout=60)
    return [unicodedata.normalize("NFC", page) for page in done.stdout.decode().split("\f")[:-1]]


def pages_of(sources: Sequence[Path], folder: Path) -> list[list[str]]:
    """Return for each of ``sources`` the text of its pages, as LibreOffice prints them."""
    return [read_pages(pdf) for pdf in convert(sources, folder)]


@functools.cache
def _profile() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="sokhet-docs-office-", ignore_cleanup_errors=True)


def _run_office(words: list[str], timeout: float) -> str:
    command = [require("soffice"), f"-env:UserInstallation={Path(_profile().name).as_uri()}", *words]
    pipe, both = subprocess.PIPE, subprocess.STDOUT
    with subprocess.Popen(
        command, stdout=pipe, stderr=both, text=True, start_new_session=True, encoding="utf-8"
    ) as office:
        try:
            return office.communicate(timeout=timeout)[0]
        except subprocess.TimeoutExpired as err:
            # soffice is a starter: its child does the work, and must end with it.
            os.killpg(office.pid, signal.SIGKILL)
            raise OfficeError(f"LibreOffice took more than {timeout} s: {' '.join(words)}") from err

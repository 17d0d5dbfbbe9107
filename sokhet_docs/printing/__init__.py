"""Finished letters → paper: PDFs, a print file, registers, envelopes, the papers of a conference."""

from sokhet_docs.printing.pdf_makers import PdfMaker
from sokhet_docs.printing.pdf_run import PdfRun, Progress, StandIn
from sokhet_docs.printing.pdfs import PDF_FOLDER, make_pdfs

__all__ = ["PDF_FOLDER", "PdfMaker", "PdfRun", "Progress", "StandIn", "make_pdfs"]

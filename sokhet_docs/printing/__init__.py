"""Finished letters → paper: PDFs, a print file, registers, envelopes, the papers of a conference."""

from sokhet_docs.printing.finished_letters import FinishedLetters, find_letters
from sokhet_docs.printing.office_pool import OfficePool
from sokhet_docs.printing.pdf_ledger import PDF_FOLDER
from sokhet_docs.printing.pdf_makers import PdfMaker
from sokhet_docs.printing.pdf_run import PdfRun, Progress, StandIn
from sokhet_docs.printing.pdfs import make_pdfs

__all__ = [
    "PDF_FOLDER",
    "FinishedLetters",
    "OfficePool",
    "PdfMaker",
    "PdfRun",
    "Progress",
    "StandIn",
    "find_letters",
    "make_pdfs",
]

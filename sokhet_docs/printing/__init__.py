"""Finished letters → paper: PDFs, a print file, registers, envelopes, the papers of a conference."""

from sokhet_docs.printing.pdf_makers import PdfMaker
from sokhet_docs.printing.pdf_run import PdfRun, Progress, StandIn
from sokhet_docs.printing.pdfs import PDF_FOLDER, make_pdfs
from sokhet_docs.printing.print_choice import PrintOptions
from sokhet_docs.printing.print_job import PrintStage
from sokhet_docs.printing.print_ledger import PrintedLetter, PrintLedger
from sokhet_docs.printing.print_run import Printed, print_letters

__all__ = [
    "PDF_FOLDER",
    "PdfMaker",
    "PdfRun",
    "PrintLedger",
    "PrintOptions",
    "PrintStage",
    "Printed",
    "PrintedLetter",
    "Progress",
    "StandIn",
    "make_pdfs",
    "print_letters",
]

"""Finished letters → paper: PDFs, a print file, registers, envelopes, the papers of a conference."""

from sokhet_docs.printing.cluster import Certificates, ClusterMaker
from sokhet_docs.printing.finished_letters import FinishedLetters, find_letters
from sokhet_docs.printing.office_pool import OfficePool
from sokhet_docs.printing.pdf_ledger import PDF_FOLDER
from sokhet_docs.printing.pdf_makers import PdfMaker
from sokhet_docs.printing.pdf_run import PdfRun, Progress, StandIn
from sokhet_docs.printing.pdfs import make_pdfs
from sokhet_docs.printing.print_choice import PrintOptions
from sokhet_docs.printing.print_job import PrintStage
from sokhet_docs.printing.print_ledger import PrintedLetter, PrintLedger
from sokhet_docs.printing.print_run import PrintedFile, print_letters
from sokhet_docs.printing.word_maker import WordMaker

__all__ = [
    "PDF_FOLDER",
    "Certificates",
    "ClusterMaker",
    "FinishedLetters",
    "OfficePool",
    "PdfMaker",
    "PdfRun",
    "PrintLedger",
    "PrintOptions",
    "PrintStage",
    "PrintedFile",
    "PrintedLetter",
    "Progress",
    "StandIn",
    "WordMaker",
    "find_letters",
    "make_pdfs",
    "print_letters",
]

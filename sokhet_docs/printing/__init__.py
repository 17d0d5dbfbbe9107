"""Finished letters → paper: PDFs, a print file, registers, envelopes, the papers of a conference.

Of the registers and stationery the entry points are `write_registers`, `write_envelopes`, `write_labels`.
"""

from sokhet_docs.printing.conference.groups import Group, Meeting, find_meeting, meetings, seats_of, total_of
from sokhet_docs.printing.conference.papers import FOLDER as CONFERENCE_FOLDER
from sokhet_docs.printing.conference.papers import ConferencePapers, write_conference
from sokhet_docs.printing.conference.release import released_plan
from sokhet_docs.printing.finished_letters import FinishedLetters, find_letters
from sokhet_docs.printing.pdf.cluster import Certificates, ClusterMaker
from sokhet_docs.printing.pdf.ledger import PDF_FOLDER
from sokhet_docs.printing.pdf.makers import PdfMaker
from sokhet_docs.printing.pdf.making import make_pdfs
from sokhet_docs.printing.pdf.office_pool import OfficePool
from sokhet_docs.printing.pdf.run import PdfRun, Progress, StandIn
from sokhet_docs.printing.pdf.word_maker import WordMaker
from sokhet_docs.printing.print_file.choice import PrintOptions
from sokhet_docs.printing.print_file.job import PrintStage
from sokhet_docs.printing.print_file.ledger import PrintedLetter, PrintLedger
from sokhet_docs.printing.print_file.run import PrintedFile, print_letters
from sokhet_docs.printing.registers.append import RegistersWritten
from sokhet_docs.printing.registers.writing import RegisterOptions, write_registers
from sokhet_docs.printing.stationery.making import MadeStationery, Sources, write_envelopes, write_labels
from sokhet_docs.printing.stationery.paper_sizes import ENVELOPES, LABELS, LabelSheet, custom_sheet

__all__ = [
    "CONFERENCE_FOLDER",
    "ENVELOPES",
    "LABELS",
    "PDF_FOLDER",
    "Certificates",
    "ClusterMaker",
    "ConferencePapers",
    "FinishedLetters",
    "Group",
    "LabelSheet",
    "MadeStationery",
    "Meeting",
    "OfficePool",
    "PdfMaker",
    "PdfRun",
    "PrintLedger",
    "PrintOptions",
    "PrintStage",
    "PrintedFile",
    "PrintedLetter",
    "Progress",
    "RegisterOptions",
    "RegistersWritten",
    "Sources",
    "StandIn",
    "WordMaker",
    "custom_sheet",
    "find_letters",
    "find_meeting",
    "make_pdfs",
    "meetings",
    "print_letters",
    "released_plan",
    "seats_of",
    "total_of",
    "write_conference",
    "write_envelopes",
    "write_labels",
    "write_registers",
]

"""Finished letters → paper: PDFs, a print file, registers, envelopes, the papers of a conference.

Of the registers and stationery the entry points are `write_registers`, `write_envelopes`, `write_labels`.
"""

from sokhet_docs.printing.paper_sizes import ENVELOPES, LABELS, LabelSheet, custom_sheet
from sokhet_docs.printing.register_append import RegistersWritten
from sokhet_docs.printing.registers import RegisterOptions, write_registers
from sokhet_docs.printing.stationery import Printed, Sources, write_envelopes, write_labels

__all__ = [
    "ENVELOPES",
    "LABELS",
    "LabelSheet",
    "Printed",
    "RegisterOptions",
    "RegistersWritten",
    "Sources",
    "custom_sheet",
    "write_envelopes",
    "write_labels",
    "write_registers",
]

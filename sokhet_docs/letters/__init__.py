"""A plan and its templates → every unit's letter; the plan's own documents.

The entry points are `generate` and `check`. Both, and `rehearse`, are made of the same stages: read → pack →
compile → check → render → write.
"""

from sokhet_docs.letters.checking import check
from sokhet_docs.letters.citations import cited, cited_in_full, cited_letter, letter_number
from sokhet_docs.letters.fields import conference_time, document_fields, place_and_day, plan_fields
from sokhet_docs.letters.generation import GenerateOptions, Progress, Stage, Summary, generate
from sokhet_docs.letters.letter_widths import width_in_mm
from sokhet_docs.letters.packets import Naming
from sokhet_docs.letters.plan_documents import write_distribution, write_plan
from sokhet_docs.letters.preflight import is_blank, plan_tags_of
from sokhet_docs.letters.rehearsal import MARK, Rehearsal, rehearse
from sokhet_docs.letters.released_plan import plan_as_released
from sokhet_docs.letters.templates import adopt_letter, compile_plan_document, describe_fields

__all__ = [
    "MARK",
    "GenerateOptions",
    "Naming",
    "Progress",
    "Rehearsal",
    "Stage",
    "Summary",
    "adopt_letter",
    "check",
    "cited",
    "cited_in_full",
    "cited_letter",
    "compile_plan_document",
    "conference_time",
    "describe_fields",
    "document_fields",
    "generate",
    "is_blank",
    "letter_number",
    "place_and_day",
    "plan_as_released",
    "plan_fields",
    "plan_tags_of",
    "rehearse",
    "width_in_mm",
    "write_distribution",
    "write_plan",
]

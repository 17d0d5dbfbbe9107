"""A plan and its templates → every unit's letter; the plan's own documents.

The entry points are `generate` and `check`.
"""

from sokhet_docs.letters.field_guide import describe_fields
from sokhet_docs.letters.fields import plan_fields
from sokhet_docs.letters.generation import GenerateOptions, Summary, generate
from sokhet_docs.letters.packets import Naming
from sokhet_docs.letters.plan_documents import write_distribution, write_plan
from sokhet_docs.letters.prepare import check
from sokhet_docs.letters.rehearsal import MARK, Rehearsal, rehearse
from sokhet_docs.letters.templates import compile_plan_document

__all__ = [
    "MARK",
    "GenerateOptions",
    "Naming",
    "Rehearsal",
    "Summary",
    "check",
    "compile_plan_document",
    "describe_fields",
    "generate",
    "plan_fields",
    "rehearse",
    "write_distribution",
    "write_plan",
]

"""A table file → a `Plan`, or every problem in it with its cell.

The entry point is `read_plan`.
"""

from sokhet_docs.workbook.columns import COLUMNS, DOCUMENTS, FACTS, FACTS_SHEET, FIGURES_SHEET, OUTLINE
from sokhet_docs.workbook.marking import mark_workbook
from sokhet_docs.workbook.plan_reader import read_plan
from sokhet_docs.workbook.sources import Sources, copy_sample, find_sources, sample_workbook

__all__ = [
    "COLUMNS",
    "DOCUMENTS",
    "FACTS",
    "FACTS_SHEET",
    "FIGURES_SHEET",
    "OUTLINE",
    "Sources",
    "copy_sample",
    "find_sources",
    "mark_workbook",
    "read_plan",
    "sample_workbook",
]

"""A table file → a `Plan`, or every problem in it with its cell.

The entry point is `read_plan`.
"""

from sokhet_docs.workbook.columns import COLUMNS, DOCUMENTS, FACTS_SHEET, FIGURES_SHEET, OUTLINE
from sokhet_docs.workbook.fact_lines import FACTS
from sokhet_docs.workbook.marking import NewRow, fill_rows, mark_workbook
from sokhet_docs.workbook.period_facts import period_labels
from sokhet_docs.workbook.plan_reader import read_plan
from sokhet_docs.workbook.reading import Cell, CellKind, Doubt, Sheet, column_letters, read_book
from sokhet_docs.workbook.row_words import is_closing, is_total
from sokhet_docs.workbook.sample_words import find_sample_words, is_sample_plan, sample_warnings
from sokhet_docs.workbook.sources import Sources, find_sources, sample_templates, sample_workbook
from sokhet_docs.workbook.starting import (
    Kit,
    Started,
    kits,
    start_blank,
    start_from_folder,
    start_from_kit,
    start_from_sample,
)

__all__ = [
    "COLUMNS",
    "DOCUMENTS",
    "FACTS",
    "FACTS_SHEET",
    "FIGURES_SHEET",
    "OUTLINE",
    "Cell",
    "CellKind",
    "Doubt",
    "Kit",
    "NewRow",
    "Sheet",
    "Sources",
    "Started",
    "column_letters",
    "fill_rows",
    "find_sample_words",
    "find_sources",
    "is_closing",
    "is_sample_plan",
    "is_total",
    "kits",
    "mark_workbook",
    "period_labels",
    "read_book",
    "read_plan",
    "sample_templates",
    "sample_warnings",
    "sample_workbook",
    "start_blank",
    "start_from_folder",
    "start_from_kit",
    "start_from_sample",
]

"""A workbook → the facts by which it says its periods, as it calls them: those of today, or the two years."""

from __future__ import annotations

from pathlib import Path

from sokhet_docs.problems import ProblemCollector
from sokhet_docs.text.vietnamese import match_key
from sokhet_docs.workbook.columns import FACT_COLUMNS, FACTS_SHEET
from sokhet_docs.workbook.fact_labels import label_key
from sokhet_docs.workbook.fact_lines import FACTS
from sokhet_docs.workbook.reading import read_book, sheet_key
from sokhet_docs.workbook.tables import read_table
from sokhet_docs.workbook.tidying import tidy

_LABELS = {fact.name: fact.label for fact in FACTS if fact.name in ("periods", "first_year", "last_year")}


def period_labels(path: Path) -> tuple[str, ...]:
    """Return the labels of the facts that say the periods in the workbook at ``path``, which can be read."""
    book, silent = read_book(path, _is_facts), ProblemCollector()
    tables = [read_table(tidy(sheet, silent), FACT_COLUMNS, silent) for sheet in book.sheets]
    rows = [row for table in tables if table for row in table.rows() if row["value"].cell]
    filled = {label_key(row["label"].line()) for row in rows}
    periods, *years = _LABELS.values()
    if match_key(periods) in filled:
        return (periods,)
    return tuple(label for label in years if match_key(label) in filled) or (periods,)


def _is_facts(name: str) -> bool:
    return sheet_key(name) == match_key(FACTS_SHEET)

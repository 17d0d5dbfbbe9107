"""The workbook of an earlier plan → the same workbook for a new one, without what was that plan's alone.

Units, attendees, guests, programme, recipients, documents, outline, figures, the clerk's own columns and
sheets stay as they are; so do the names of the body that issues the plan and of who signs it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sokhet_docs.problems import ProblemCollector, WorkbookError
from sokhet_docs.text.vietnamese import match_key
from sokhet_docs.workbook.columns import (
    CONFERENCE_SHEETS,
    DOCUMENTS,
    FACTS_SHEET,
    GUESTS,
    OPTIONAL_SHEETS,
    SHEETS,
    UNITS,
)
from sokhet_docs.workbook.fact_labels import label_key
from sokhet_docs.workbook.fact_lines import FACTS
from sokhet_docs.workbook.marking import empty_cells
from sokhet_docs.workbook.plan_sheets import find_sheets
from sokhet_docs.workbook.reading import CellKind, Sheet, read_book, sheet_key
from sokhet_docs.workbook.table_cell import TableCell
from sokhet_docs.workbook.tables import Row, Table, read_table
from sokhet_docs.workbook.tidying import tidy

# What each plan has of its own: its number and days, what it is about, its words.
_FACTS_OF_ONE_PLAN = (
    "code", "number", "day", "year", "rule_set", "report_deadline", "conference_deadline",
    "issuer_conference.deadline", "issuer_conference.time", "periods", "first_year", "last_year",
    "subject.occasion", "subject.work", "subject.document", "subject.title", "subject.basis",
    "texts.muc_dich", "texts.luu_y_thanh_phan", "texts.luu_y_hoi_nghi",
)  # fmt: skip
_COLUMNS_OF_ONE_PLAN = {
    UNITS: ("time", "report_deadline"),
    DOCUMENTS: ("document_number", "day"),
    GUESTS: ("coming",),
}


@dataclass(frozen=True)
class RenewedWorkbook:
    """The new workbook's bytes, the labels of what was emptied by sheet, the sheets that it lacks."""

    content: bytes
    emptied: Mapping[str, tuple[str, ...]]
    lacking: tuple[str, ...]


def renew_workbook(path: Path) -> RenewedWorkbook:
    """Return the .xlsx at ``path`` for a new plan. Raises WorkbookError when it is none, or damaged."""
    problems = ProblemCollector()
    sheets = find_sheets(read_book(path), problems)
    tables = _read_tables(sheets, problems)
    if problems.errors:
        raise WorkbookError(problems.errors)
    found = [cell for table in tables.values() for cell in _iter_cells(table) if cell.cell is not None]
    cells: dict[str, list[tuple[int, int]]] = {}
    for cell in found:
        if cell.column is not None:
            cells.setdefault(cell.sheet.name, []).append((cell.row, cell.column))
    asking = (name for name in OPTIONAL_SHEETS if name not in CONFERENCE_SHEETS)
    lacking = tuple(name for name in asking if match_key(name) not in sheets)
    return RenewedWorkbook(empty_cells(path, cells), _labels_by_sheet(found), lacking)


def _labels_by_sheet(cells: Iterable[TableCell]) -> dict[str, tuple[str, ...]]:
    labels: dict[str, dict[str, None]] = {}
    for cell in cells:
        labels.setdefault(cell.sheet.name, {})[cell.label] = None
    return {name: tuple(found) for name, found in labels.items()}


def _read_tables(sheets: Mapping[str, Sheet], problems: ProblemCollector) -> Mapping[str, Table]:
    """Return the tables that hold something of one plan only, by the names of their sheets."""
    tables: dict[str, Table] = {}
    for name in (FACTS_SHEET, *_COLUMNS_OF_ONE_PLAN):
        if sheet := sheets.get(match_key(name)):
            table = read_table(tidy(sheet, ProblemCollector()), SHEETS[name], problems)
            tables |= {name: table} if table else {}
    return tables


def _iter_cells(table: Table) -> Iterator[TableCell]:
    columns = next((names for name, names in _COLUMNS_OF_ONE_PLAN.items() if _is(table, name)), ())
    for row in table.rows():
        if _is(table, FACTS_SHEET):
            yield from _iter_fact(row)
        else:
            yield from (row[column] for column in columns)


def _is(table: Table, name: str) -> bool:
    return sheet_key(table.sheet.name) == match_key(name)


def _iter_fact(row: Row) -> Iterator[TableCell]:
    """Yield the value of a fact of one plan only; of a line that the clerk added, a day."""
    label, value = row["label"].line(), row["value"]
    fact = _FACTS_BY_KEY.get(label_key(label))
    is_day = value.cell is not None and value.cell.kind is CellKind.DATETIME
    if fact in _FACTS_OF_ONE_PLAN or (fact is None and is_day):
        yield value._replace(label=label)


_FACTS_BY_KEY = {match_key(label): fact.name for fact in FACTS for label in fact.all_labels}

"""Cells that only say "as above" (nt, ", //, như trên) → errors at their cells, with the value meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from sokhet_docs.problems import ProblemCollector
from sokhet_docs.text.vietnamese import match_key
from sokhet_docs.workbook.columns import RECIPIENTS
from sokhet_docs.workbook.headers import Headers
from sokhet_docs.workbook.reading import Cell, CellKind, Sheet
from sokhet_docs.workbook.reading.sheets import column_letters

_AROUND = r"[\s\-–—.…=()\[\]]*"
_SIGNS = r"(?:[\"“”„‟″〃ˮ]|['’‘´`′]{2}|,,|//+|\\\\+)(?:[\s\-–—.…\"“”″'’‘´`′/,]*)"
_WORDS = r"(?:n\.?\s?/?\s?t|như\s+(?:(?:dòng|hàng|ô|mục|phần|đơn\s+vị|ở)\s+)?(?:phía\s+)?trên)(?![^\W_])\W*"
_SIGN = re.compile(_AROUND + _SIGNS)
_WORD = re.compile(_AROUND + _WORDS, re.IGNORECASE)
_AS_ABOVE = re.compile(r"[\s\-–+]*như trên\W*", re.IGNORECASE)
_MAX_LENGTH, _MAX_SHOWN = 30, 60  # characters: of a cell that is looked at, of a value that is offered
_SINGLE = {"number", "code"}  # columns whose values are no two alike


@dataclass
class Undittoed:
    """A sheet whose cells hold what they stand for; ``nameless`` are the rows whose name is a mark."""

    sheet: Sheet
    nameless: set[int] = field(default_factory=set)


def without_dittos(
    sheet: Sheet, headers: Headers, name: int, records: Iterable[int], problems: ProblemCollector
) -> Undittoed:
    """Return ``sheet`` with the value of the row above in place of each mark; each is told, as an error.

    ``name`` is the column that each of ``records`` (row numbers) must fill in.
    """
    names = {column: each for each, column in headers.columns.items()}
    opens_list = match_key(sheet.name) == match_key(RECIPIENTS)
    is_list = "value" not in headers.columns  # in which a row is like the one above it
    found = Undittoed(sheet)
    rows: dict[int, Mapping[int, Cell]] = dict(sheet.rows)
    above = 0
    for number in records:
        for column in sorted({*names, *headers.custom} & set(rows[number])):
            cell = rows[number][column]
            if not _is_ditto(cell, names.get(column, "")):
                continue
            if opens_list and not above and _AS_ABOVE.fullmatch(cell.text):
                continue  # "Như trên" is the usual first line of Nơi nhận: the addressees of the letter
            meant = rows[above].get(column) if above and is_list else None
            can_repeat = names.get(column) not in _SINGLE and column != name
            _tell(sheet, number, column, meant if can_repeat else None, above, problems)
            rows[number] = _with(rows[number], column, meant if can_repeat else None)
            if column == name:
                found.nameless.add(number)
        above = number
    found.sheet = replace(sheet, rows=rows)
    return found


def _is_ditto(cell: Cell, column: str) -> bool:
    if cell.kind is not CellKind.TEXT or len(cell.text) > _MAX_LENGTH:
        return False
    return bool(_SIGN.fullmatch(cell.text) or (column != "code" and _WORD.fullmatch(cell.text)))


def _with(cells: Mapping[int, Cell], column: int, cell: Cell | None) -> Mapping[int, Cell]:
    others = {each: kept for each, kept in cells.items() if each != column}
    return others | ({} if cell is None else {column: cell})


def _tell(
    sheet: Sheet, row: int, column: int, meant: Cell | None, above: int, problems: ProblemCollector
) -> None:
    text = sheet.rows[row][column].text
    hint = "Gõ hẳn giá trị vào ô."
    if meant and meant.text:
        shown = meant.text if len(meant.text) <= _MAX_SHOWN else f"{meant.text[:_MAX_SHOWN]}…"
        hint = f"Nếu giống ô {column_letters(column)}{above} thì gõ hẳn “{' '.join(shown.split())}”."
    problems.error(sheet.place(row, column), f"Ô chỉ ghi “{text}” thay cho giá trị như trên.", hint)

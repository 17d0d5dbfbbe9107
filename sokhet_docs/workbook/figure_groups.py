"""The rows of ``Số liệu`` → the figures, each with its group: of its column, else of the row that heads it.

A row that surely heads a group (a Roman number, capitals, no unit of measure) is told; one that may is asked
about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from sokhet_docs.text.vietnamese import first_few
from sokhet_docs.workbook.row_words import is_group, is_title, is_title_number
from sokhet_docs.workbook.tables import Row, Table

_DETAILS = ("group", "measure", "kind", "summed", "charted", "audience", "code")
_MAX_NAMED = 10  # rows in one line
_TITLE_NUMBER = re.compile(r"[IVXLA-HĐ]{1,5}\s*[.)/–-]\s*")


def with_groups(table: Table) -> list[tuple[Row, str]]:
    """Return the rows of ``table`` that are figures, each with its group; a dash says that it has none."""
    rows = list(table.rows())
    lone = [row for row in rows if _is_lone(row)]
    heads = _sure_heads(rows, lone)
    asked = [row for row in lone if row not in heads and _is_perhaps_head(row, rows, lone)]
    _tell(table, heads, asked)
    titles = _titles_beside(table) | {row.number: _label(row) for row in heads}
    found: list[tuple[Row, str]] = []
    group, above = "", 0
    for row in rows:
        if before := [title for number, title in titles.items() if above < number <= row.number]:
            group = _TITLE_NUMBER.sub("", before[-1], count=1) if is_title(before[-1]) else before[-1]
        above = row.number
        if row in heads:
            continue
        if text := row.as_typed("group").line():
            group = text if text.strip("-–—") else ""
        found.append((row, group))
    return found


def _titles_beside(table: Table) -> dict[int, str]:
    """Return the titles that stand alone left of the labels, by row: cells merged over the whole table."""
    first = table.headers.columns["label"]
    rows = {number: table.sheet.rows[number] for number in sorted(table.other_rows)}
    alone = {
        number: " ".join(cells[min(cells)].text.split())
        for number, cells in rows.items()
        if len(cells) == 1 and min(cells) < first
    }
    return {number: text for number, text in alone.items() if is_title(text) or is_group(text)}


def _label(row: Row) -> str:
    return row["label"].line()


def _number(row: Row) -> str:
    return row["number"].line()


def _is_lone(row: Row) -> bool:
    """Return whether a row says nothing but a number and a label."""
    is_bare = all(row.as_typed(name).cell is None for name in _DETAILS)
    return is_bare and row["label"].cell is not None and not any(row.custom().values())


def _sure_heads(rows: Sequence[Row], lone: Sequence[Row]) -> list[Row]:
    """Return the rows that surely head those below: the others have ordinary numbers, or units of measure."""
    others = [row for row in rows if row not in lone]
    has_measures = bool(others) and all(row["measure"].cell for row in others)
    is_numbered = any(_number(row).rstrip(".)").isdecimal() for row in rows)
    tests: list[Callable[[Row], bool]] = [lambda row: is_title(_label(row))]
    if is_numbered:
        tests.append(lambda row: is_title_number(_number(row)))
    if has_measures:
        tests.append(lambda row: _label(row).isupper() and is_group(_label(row)))
    found = [row for row in lone if any(test(row) for test in tests)]
    followed = {row.number for row, below in pairwise(rows) if below not in found}
    return [row for row in found if row.number in followed]


def _is_perhaps_head(row: Row, rows: Sequence[Row], lone: Sequence[Row]) -> bool:
    """Return whether a row may head a group: without a number or a unit of measure where others have them."""
    if _looks_like_head(row):
        return not all(map(_looks_like_head, rows))
    others = [other for other in rows if other not in lone]
    if not others or not all(other["measure"].cell for other in others):
        return False
    below = {_number(other).partition(".")[0] for other in others if "." in _number(other).rstrip(".")}
    is_numbered = all(_number(other) for other in others)
    return (is_numbered and not _number(row)) or _number(row).rstrip(".)") in below


def _looks_like_head(row: Row) -> bool:
    return is_title_number(_number(row)) or is_title(_label(row)) or _label(row).isupper()


def _tell(table: Table, heads: Sequence[Row], asked: Sequence[Row]) -> None:
    if heads:
        message = f"Có {len(heads)} dòng được đọc là tên nhóm của các dòng dưới: {_listed(heads)}."
        table.problems.warning(table.sheet.place(), message, "Nếu là số liệu phải điền, hãy ghi đơn vị tính.")
    if asked:
        message = f"Có {len(asked)} dòng chưa rõ là tên nhóm hay số liệu phải điền: {_listed(asked)}."
        hint = "Tên nhóm thì ghi vào cột “Nhóm” rồi xóa dòng; số liệu thì ghi đơn vị tính, hoặc để yên."
        table.problems.warning(table.sheet.place(), message, hint)


def _listed(rows: Sequence[Row]) -> str:
    return first_few([f"{row.number} (“{_label(row)}”)" for row in rows], _MAX_NAMED, "; …", "; ")

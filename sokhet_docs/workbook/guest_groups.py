"""Rows that head the guests below them (I. Đại biểu tỉnh) → the groups of those guests."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sokhet_docs.text.vietnamese import first_few
from sokhet_docs.workbook.row_words import is_group, is_title, is_title_number
from sokhet_docs.workbook.tables import Table

_MAX_NAMED = 5  # groups in one line
_NUMBER = re.compile(r"^\S{1,5}?\s*(?:[.)/]|\s[–-]\s)\s*")
_COUNT = re.compile(r"\s*\(?\s*\d+\s*(?:đồng chí|đ/c|đại biểu|người)\s*\)?$|\s*:$", re.IGNORECASE)


def headed_groups(table: Table) -> Mapping[int, str]:
    """Return the group of each record by the title above it, by row; that is told.

    Empty where the column `Nhóm` says it of any guest.
    """
    records = [row.number for row in table.rows()]
    if any(row["group"].cell for row in table.rows()):
        return {}
    groups, name = {}, ""
    for number in sorted({*records, *table.other_rows}):
        if number in table.other_rows:
            name = _title_in(table, number) or name
        elif name:
            groups[number] = name
    if groups:
        names = [f"“{each}”" for each in dict.fromkeys(groups.values())]
        message = f"Nhóm của {len(groups)} đại biểu lấy theo dòng tiêu đề ở trên: "
        listed = first_few(names, _MAX_NAMED, "; …", "; ")
        hint = "Nếu không phải thì ghi nhóm vào cột “Nhóm” của từng dòng."
        table.problems.warning(table.sheet.place(), f"{message}{listed}.", hint)
    return groups


def _title_in(table: Table, number: int) -> str:
    """Return the title that a row is, without its number and how many it counts; "" for any other row."""
    cells = sorted(table.sheet.rows[number].items())
    texts = [text for _, cell in cells if (text := " ".join(cell.text.split()))]
    if len(texts) == 2 and is_title_number(texts[0]):
        return _COUNT.sub("", texts[1])
    if len(texts) == 1 and is_title(texts[0]):
        return _COUNT.sub("", _NUMBER.sub("", texts[0]))
    return _COUNT.sub("", texts[0]) if len(texts) == 1 and is_group(texts[0]) else ""

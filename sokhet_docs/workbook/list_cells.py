"""The cells of a list sheet → those that hold several items, and the clerk's columns that nothing prints."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sokhet_docs.text.vietnamese import first_few
from sokhet_docs.workbook.table_cell import TableCell
from sokhet_docs.workbook.tables import Table

_MAX_NAMED = 10  # columns in one line
_BULLET = re.compile(r"\s*(?:[-–—+*•·●○■□▪▫◦►▸➢➤✓]|\d{1,2}[.)]|[a-zđ]\))\s*[^\W_]")


def find_items(cells: Iterable[TableCell], item: str) -> None:
    """Find the cells of several lines: a list is an error, lines that may be one are asked about.

    ``item`` is what each of the cells should say one of: nơi nhận.
    """
    for cell in cells:
        lines = [line for line in (cell.cell.text if cell.cell else "").split("\n") if line.strip()]
        is_list = len(lines) > 1 and _is_list(lines)
        if len(lines) < 2 or (not is_list and lines[1].strip()[0].islower()):
            continue
        message = f"Ô có {len(lines)} dòng, chỉ in thành một {item}."
        if is_list:
            cell.error(message, f"Mỗi {item} ghi một hàng của trang.")
        else:
            cell.warning(message, f"Nếu là nhiều {item} thì ghi mỗi {item} một hàng; nếu là một thì để yên.")


def _is_list(lines: list[str]) -> bool:
    """Return whether ``lines`` begin with dashes, or all but the last end as items of a list do."""
    has_bullets = sum(bool(_BULLET.match(line)) for line in lines) > 1
    return has_bullets or all(line.rstrip().endswith(";") for line in lines[:-1])


def tell_unprinted(table: Table, name: str) -> None:
    """Tell the clerk's own columns that hold something, which nothing prints; ``name`` is the one that is."""
    said = [header for row in table.rows() for header, text in row.custom().items() if text]
    columns = {column: header for column, header in table.headers.custom.items() if header in said}
    if columns:
        listed = first_few([f"“{header}”" for header in columns.values()], _MAX_NAMED, ", …")
        place = table.sheet.place(table.headers.row, min(columns))
        hint = f"Nội dung cần in thì ghi vào cột “{table.labels[name]}”."
        if name == "label" and any(re.search(r"\d", header) for header in columns.values()):
            hint = "Các kỳ của số liệu thì ghi ở mục “Các kỳ số liệu” của trang “Kế hoạch”."
        table.problems.warning(place, f"Cột {listed} của trang này không được in.", hint)

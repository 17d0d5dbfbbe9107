"""Headers of two levels → what a lower one means below the upper: Thời gian below Hội nghị."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from sokhet_docs.problems import ProblemCollector
from sokhet_docs.text.vietnamese import match_key
from sokhet_docs.workbook.columns import Column
from sokhet_docs.workbook.reading import Cell, Sheet
from sokhet_docs.workbook.reading.sheets import column_letters

MAX_HEADER_ROW = 30


def with_group_names(sheet: Sheet, columns: Sequence[Column], problems: ProblemCollector) -> Sheet:
    """Return ``sheet`` with the headers that make one of ``columns`` together with the header above them.

    ``sheet`` has its cells that are merged downwards in each row. What was put together is told.
    """
    rows: dict[int, Mapping[int, Cell]] = dict(sheet.rows)
    for number in sorted(number for number in sheet.rows if number <= MAX_HEADER_ROW):
        if parents := _parents(sheet, number):
            cells = _with_others(sheet, number, parents)
            if found := _found(cells, parents, columns):
                changed = {
                    column: cells[column]._replace(text=name, runs=()) for column, name in found.items()
                }
                rows[number] = {**cells, **changed}
                named = {column: (parents[column], name) for column, name in found.items()}
                _tell(sheet, number, named, problems)
    return replace(sheet, rows=rows)


def _found(
    cells: Mapping[int, Cell], parents: Mapping[int, str], columns: Sequence[Column]
) -> dict[int, str]:
    """Return the headers, by column, that those in ``parents`` make with what stands above them."""
    headers = {match_key(header): header for column in columns for header in column.all_headers}
    return {
        column: headers[key]
        for column, parent in parents.items()
        if match_key(parent) not in headers
        and (key := _key_of_both(cells[column].text, parent, headers))
        and not _stands_alone(column, cells, columns)
    }


def _key_of_both(text: str, parent: str, known: Collection[str]) -> str:
    """Return the match key of the header that both make in either order; "" where they make none."""
    keys = (match_key(f"{text} {parent}"), match_key(f"{parent} {text}"))
    return next((key for key in keys if key in known), "")


def _with_others(sheet: Sheet, number: int, parents: Collection[int]) -> Mapping[int, Cell]:
    """Return the cells of the row; where it has only what stands below wider ones, with the others above."""
    cells = sheet.rows[number]
    return {**sheet.rows[number - 1], **cells} if len(parents) == len(cells) else cells


def _stands_alone(column: int, cells: Mapping[int, Cell], columns: Sequence[Column]) -> bool:
    """Return whether the header in ``column`` is by itself that of a column which no other one is."""
    for known in columns:
        own = {match_key(header) for header in known.headers}
        if match_key(cells[column].text) in own:
            return not any(match_key(cell.text) in own for other, cell in cells.items() if other != column)
    return False


def _parents(sheet: Sheet, number: int) -> dict[int, str]:
    """Return the header above each cell of the row ``number`` that stands below a wider one."""
    if number - 1 not in sheet.rows:
        return {}
    above, cells = sheet.rows[number - 1], sheet.rows[number]
    areas = [area for area in sheet.merged if area[2] == number - 1 and area[3] > area[1]]
    parents = {}
    for column, cell in cells.items():
        if not cell.text:
            continue
        area = next((each for each in areas if each[1] <= column <= each[3]), None)
        left = area[1] if area else _left_of(above, cells, column)
        if left and (parent := above.get(left)) and parent.text != cell.text:
            parents[column] = " ".join(parent.text.split())
    return parents


def _left_of(above: Collection[int], cells: Mapping[int, Cell], column: int) -> int:
    """Return the column of the header above ``column`` where nothing is merged; 0 when there is none.

    It heads what stands below it and below the empty cells right of it, if the row below goes on there.
    """
    left = max((each for each in above if each <= column), default=0)
    right = max(column, left + 1)
    goes_on = all(each in cells and (each == left or each not in above) for each in range(left, right + 1))
    return left if goes_on and len(above) > 1 else 0


def _tell(
    sheet: Sheet, number: int, found: Mapping[int, tuple[str, str]], problems: ProblemCollector
) -> None:
    parts = [
        f"“{sheet.rows[number][column].text}” ({column_letters(column)}{number}) dưới “{parent}” là “{name}”"
        for column, (parent, name) in sorted(found.items())
    ]
    place = sheet.place(number, min(found))
    problems.warning(place, f"Cột được hiểu: {'; '.join(parts)}.", "Nếu không đúng, hãy đổi tên.")

"""The rows below a table's headers → which of them are no records: totals, titles, signatures, numbers alone.

A row that surely is none is left out and told; one that may be none is read and asked about.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sokhet_docs.problems import ProblemCollector
from sokhet_docs.text.vietnamese import match_key
from sokhet_docs.workbook.columns import Column
from sokhet_docs.workbook.headers import Headers
from sokhet_docs.workbook.reading import Cell, Sheet
from sokhet_docs.workbook.row_words import (
    is_closing,
    is_column_number,
    is_copy,
    is_group,
    is_note,
    is_perhaps_other,
    is_plain_total,
    is_title,
    is_title_number,
    is_total,
)

_MAX_NAMED = 10  # rows in one line
_MAX_SHOWN = 40  # characters of a row's text in that line
_SKIPPED_HINT = "Nếu có dòng là dữ liệu, hãy ghi lại cho đúng cột."
_ASKED_HINT = "Dòng nào không phải thì xóa; dòng nào phải thì ghi số thứ tự, hoặc để yên."
_DASHES = "-–—_.… "
_BODY_KEYS = tuple(match_key(word) for word in ("đảng bộ", "chi bộ", "đảng ủy"))
# Sheets whose rows may be called anything: there a total may be a figure, a title a fact.
_FREE_NAMES = ("label", "heading")


@dataclass(frozen=True)
class _Line:
    """One row below the headers as texts, "" for blanks: its number, its name, the rest in their order."""

    row: int
    number: str
    name: str
    rest: tuple[str, ...]
    """What stands in further columns of the table."""
    details: tuple[str, ...]
    """What of it is not the group that the row belongs to."""
    texts: tuple[str, ...]
    """All of it from left to right, also what stands in columns without a header."""
    before_name: tuple[str, ...]
    """What stands left of the name."""
    is_wide: bool
    """Whether a cell is merged sideways over the number and the name, or over all columns."""
    is_header: bool
    is_under_header: bool
    """Whether it belongs to headers that are merged downwards."""

    @property
    def lead(self) -> str:
        return self.texts[0] if self.texts else ""

    @property
    def heads(self) -> tuple[str, ...]:
        """Return the texts that may say what the row is: the first, those left of the name, the name."""
        return (self.lead, *self.before_name, self.name)

    @property
    def has_number(self) -> bool:
        return bool(re.fullmatch(r"\(?\d+(?:[.,]\d+)*[.)]*", self.number))

    @property
    def is_body(self) -> bool:
        """Return whether its name begins as that of a Party organisation does."""
        return match_key(self.name).startswith(_BODY_KEYS)

    @property
    def is_numbered_record(self) -> bool:
        return self.has_number and bool(self.name)


@dataclass
class _Sorted:
    """The rows that are no records, and those that may be none, each with its text or reason."""

    is_numbered: bool
    """Whether the records of the table have numbers."""
    is_of_units: bool
    """Whether they are units."""
    skipped: dict[int, str] = field(default_factory=dict)
    asked: dict[int, str] = field(default_factory=dict)


def find_other_rows(
    sheet: Sheet, headers: Headers, columns: Sequence[Column], problems: ProblemCollector
) -> frozenset[int]:
    """Return the rows below ``headers`` that are no records; they, and those that may be none, are told."""
    name = next(column.name for column in columns if column.required)
    lines = list(_iter_lines(sheet, headers, name))
    under_header = {line.row for line in lines if line.is_under_header}
    lines = [line for line in lines if not line.is_under_header]
    is_of_units = any(column.name == "review_form" for column in columns)
    found = _Sorted(sum(line.is_numbered_record for line in lines) > 1, is_of_units)
    _skip_alone(lines, found, _titles(sheet, headers))
    if name in _FREE_NAMES:
        _sort_plain_totals(lines, found)
    else:
        _skip_totals(lines, found)
        _skip_tail(lines, found)
        _sort_titles(lines, found)
    _tell(sheet, found, problems)
    return frozenset(found.skipped) | under_header


def _iter_lines(sheet: Sheet, headers: Headers, name: str) -> Iterator[_Line]:
    number_column, name_column = headers.columns.get("number", 0), headers.columns[name]
    others = {*headers.columns.values(), *headers.custom} - {number_column, name_column}
    group_column = headers.columns.get("group", 0)
    wide = _wide_rows(sheet, headers, name)
    bottom = max((area[2] for area in sheet.merged if area[0] <= headers.row), default=0)
    for row in sorted(number for number in sheet.rows if number > headers.row):
        cells = sorted(sheet.rows[row].items())
        texts = {column: text for column, cell in cells if (text := _text(cell))}
        is_header = _repeats(sheet.rows[headers.row], texts)
        yield _Line(
            row,
            number=texts.get(number_column, ""),
            name=texts.get(name_column, ""),
            rest=tuple(text for column, text in texts.items() if column in others),
            details=tuple(text for column, text in texts.items() if column in others - {group_column}),
            texts=tuple(texts.values()),
            before_name=tuple(text for column, text in texts.items() if column < name_column),
            is_wide=row in wide,
            is_header=is_header,
            is_under_header=is_header and row <= bottom,
        )


def _text(cell: Cell) -> str:
    """Return what a cell shows in one line; "" for a dash, "?" for an unknown result."""
    text = " ".join(cell.text.split())
    return "" if text and not text.strip(_DASHES) else text or "?"


def _repeats(headers: Mapping[int, Cell], texts: Mapping[int, str]) -> bool:
    """Return whether a row says again what the headers say: all of it, or two of them at least."""
    same = [
        column
        for column, text in texts.items()
        if column in headers and match_key(text) == match_key(headers[column].text)
    ]
    return bool(same) and (len(same) > 1 or len(same) == len(texts))


def _wide_rows(sheet: Sheet, headers: Headers, name: str) -> set[int]:
    """Return the rows with a cell merged over the number and the name, or over all columns of the table."""
    known = sorted({*headers.columns.values(), *headers.custom})
    pair = sorted({headers.columns.get("number", headers.columns[name]), headers.columns[name]})
    spans = [(span[0], span[-1]) for span in (pair, known) if len(span) > 1]
    return {
        top
        for top, left, bottom, right in sheet.merged
        if top == bottom and any(left <= first and last <= right for first, last in spans)
    }


def _titles(sheet: Sheet, headers: Headers) -> set[str]:
    """Return the match keys of the lone texts above the headers, which each printed page may repeat."""
    above = [cells for number, cells in sheet.rows.items() if number < headers.row and len(cells) == 1]
    return {match_key(cell.text) for cells in above for cell in cells.values()}


def _skip_alone(lines: Sequence[_Line], found: _Sorted, titles: Container[str]) -> None:
    """Sort out the rows that on any sheet tell by themselves that they are no records."""
    for line in lines:
        if len(line.texts) == 1 and match_key(line.lead) in titles:
            found.skipped[line.row] = _shown(line.lead)
        elif line.is_header:
            found.skipped[line.row] = "tiêu đề lặp lại"
        elif line.name and len(line.texts) > 1 and is_column_number(line.texts):
            found.skipped[line.row] = "số của cột"
        elif not line.name and not line.rest and (found.is_numbered or not line.is_wide):
            found.skipped[line.row] = "chỉ có số thứ tự" if line.has_number else _shown(line.lead)


def _sort_plain_totals(lines: Sequence[_Line], found: _Sorted) -> None:
    """Sort out a total that says nothing else, among rows that all do; ask about any other one."""
    named = [line for line in lines if line.row not in found.skipped and line.name]
    totals = [line for line in named if is_plain_total(line.name)]
    has_details = [bool(line.details) for line in named if line not in totals]
    for line in totals:
        is_sure = not line.details and bool(has_details) and all(has_details)
        (found.skipped if is_sure else found.asked)[line.row] = _shown(line.name)


def _skip_totals(lines: Sequence[_Line], found: _Sorted) -> None:
    for line in lines:
        if line.row in found.skipped:
            continue
        if _ends_table(line, found):
            found.skipped[line.row] = _shown(line.lead)
        elif any(map(is_perhaps_other, line.heads)):
            found.asked[line.row] = _shown(line.name or line.lead)


def _ends_table(line: _Line, found: _Sorted) -> bool:
    is_copied = found.is_of_units and not line.has_number and is_copy(line.name or line.lead)
    return is_copied or any(is_total(text) or is_note(text) for text in line.heads)


def _skip_tail(lines: Sequence[_Line], found: _Sorted) -> None:
    """Sort out the signatures below the table, and what stands below a total or a note without a number."""
    last = max((line.row for line in lines if found.is_numbered and line.is_numbered_record), default=0)
    is_signed, is_below = False, False
    for line in lines:
        if any(map(is_closing, line.heads)):
            is_signed = True
        elif line.is_header or (found.is_numbered and line.is_numbered_record):
            is_signed = is_below = False
            continue
        if is_signed or (is_below and not line.name):
            found.skipped.setdefault(line.row, _shown(line.lead))
        elif line.row in found.skipped:
            is_below = is_below or (line.row > last and _ends_table(line, found))
        elif is_below:
            found.asked[line.row] = _shown(line.name)


def _sort_titles(lines: Sequence[_Line], found: _Sorted) -> None:
    """Sort out the titles of groups; ask about a lone name without a number among numbered ones."""
    for line in lines:
        if line.row in found.skipped or line.has_number:
            continue
        text = _shown(" ".join(filter(None, (line.number, line.name))))
        if not line.rest and _is_sure_title(line, is_numbered=found.is_numbered):
            found.skipped[line.row] = text
            found.asked.pop(line.row, None)
        elif _is_perhaps_title(line, is_numbered=found.is_numbered):
            found.asked[line.row] = text


def _is_sure_title(line: _Line, *, is_numbered: bool) -> bool:
    if is_title(line.name) and not line.number:
        return True
    if not is_numbered or line.is_wide:
        return is_numbered
    return not line.is_body and (is_title_number(line.number) or (not line.number and is_group(line.name)))


def _is_perhaps_title(line: _Line, *, is_numbered: bool) -> bool:
    """Return whether a row may be a title: among numbered ones a name alone, or with a letter for number."""
    is_lone = not line.rest
    if not is_numbered:
        return is_lone and (line.is_wide or (is_group(line.name) and not line.is_body))
    return is_title_number(line.number) or (is_lone and not line.number)


def _shown(text: str) -> str:
    return f"“{text}”" if len(text) <= _MAX_SHOWN else f"“{text[:_MAX_SHOWN]}…”"


def _tell(sheet: Sheet, found: _Sorted, problems: ProblemCollector) -> None:
    if found.skipped:
        message = f"Bỏ qua {len(found.skipped)} dòng không phải dữ liệu: {_listed(found.skipped)}."
        problems.warning(sheet.place(), message, _SKIPPED_HINT)
    if found.asked:
        message = f"Có {len(found.asked)} dòng có thể không phải dữ liệu, vẫn được đọc: "
        problems.warning(sheet.place(), f"{message}{_listed(found.asked)}.", _ASKED_HINT)


def _listed(rows: Mapping[int, str]) -> str:
    """Return the rows with their texts or reasons; those of one reason together."""
    by_reason: dict[str, list[int]] = {}
    for row in sorted(rows):
        by_reason.setdefault(rows[row], []).append(row)
    parts = [f"{', '.join(_some(found))} ({reason})" for reason, found in by_reason.items()]
    return "; ".join(parts[:_MAX_NAMED]) + ("; …" if len(parts) > _MAX_NAMED else "")


def _some(rows: Sequence[int]) -> list[str]:
    return [str(row) for row in rows[:_MAX_NAMED]] + (["…"] if len(rows) > _MAX_NAMED else [])

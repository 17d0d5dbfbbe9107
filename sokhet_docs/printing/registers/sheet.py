"""A sheet of any book → the register kept on it: where its columns are, its rows, where new ones go."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sokhet_docs.office.looks import Look
from sokhet_docs.printing.registers.columns import FORMS, OUTGOING, RegisterForm, plain_words
from sokhet_docs.text.vietnamese import without_marks
from sokhet_docs.workbook import Cell, CellKind, Sheet, is_closing, is_total

_FILLED = 3  # columns of a register that are filled in a row that surely is one of it
_NUMBER = re.compile(r"\d|-|…|\.{2}")
_COLUMN_NUMBER = re.compile(r"\(?\d{1,2}\)?")
_LONGEST_TITLE = 80  # characters of a column's title
_FEW = 2  # filled cells of a row that may be a title above the columns
_INCOMING_TITLE = re.compile(
    r"(?:số|ngày|ngày tháng|số ngày|số và ngày)(?: nhận)?(?: văn bản| công văn| vb| cv)? đến|đến"
    r"|(?:tác giả|cơ quan ban hành|cơ quan gửi|nơi ban hành)(?: văn bản| vb)?"
)
_INCOMING_NAME = re.compile(r"\b(?:van ban|cong van|vb|cv|so) den\b|^den$")


@dataclass(frozen=True)
class RegisterSheet:
    """A register on ``sheet``: ``columns`` are its columns from 1 by their name, ``head`` the titles' row.

    ``unknown`` are the titles of columns that nobody knows, ``end`` is the titles' row of the next register
    on the sheet; None where there is none.
    """

    sheet: Sheet
    form: RegisterForm
    head: int
    columns: Mapping[str, int]
    unknown: tuple[str, ...] = ()
    end: int | None = None

    def text(self, row: int, name: str) -> str:
        """Return what a row shows in the column ``name``; "" where the book does not have it."""
        cell = self.cell(row, name)
        return cell.text.strip() if cell else ""

    def cell(self, row: int, name: str) -> Cell | None:
        """Return the cell of a row in the column ``name``; None where it is empty or not there."""
        column = self.columns.get(name)
        return self.sheet.rows.get(row, {}).get(column) if column else None

    @cached_property
    def entries(self) -> tuple[int, ...]:
        """The rows that are entries, whoever wrote them: hidden ones too, no titles, totals or signatures."""
        end = self.end or max(self.sheet.rows) + 1
        return tuple(row for row in sorted(self.sheet.rows) if self.head < row < end and self._is_entry(row))

    @cached_property
    def unstruck(self) -> tuple[int, ...]:
        """The entries that are not struck out."""
        return tuple(row for row in self.entries if not self.is_struck(row))

    @cached_property
    def held(self) -> tuple[int, ...]:
        """The rows in which nothing is filled in but a number, as they are held for a document."""
        end = self.end or max(self.sheet.rows) + 1
        rows = (row for row in sorted(self.sheet.rows) if self.head < row < end)
        return tuple(row for row in rows if self._is_held(row))

    @property
    def last(self) -> int:
        """The last row of the register so far: its last entry or held row, else the titles' last row."""
        held = (row for row in self.held if not self.is_prepared(row))
        return max((*self.entries, *held, self.head, *self._rows_of_titles()))

    @property
    def tail(self) -> int | None:
        """The first row below the register that is in use, such as a total; None where there is none.

        A row that holds nothing but its running number was prepared for an entry.
        """
        used = [row for row in self.sheet.rows if row > self.last and not self.is_prepared(row)]
        merged = [top for top, _, bottom, _ in self.sheet.merged if bottom > self.last and bottom > top]
        return min((*used, *(max(top, self.last + 1) for top in merged)), default=None)

    @property
    def tail_text(self) -> str:
        """What the row `tail` begins with."""
        cells = self.sheet.rows.get(self.tail or 0, {})
        return next((cells[column].text for column in sorted(cells)), "")

    def is_prepared(self, row: int) -> bool:
        """Tell whether a row holds nothing but a running number in the first column."""
        filled = {column: cell.text for column, cell in self._cells(row).items() if cell.text.strip()}
        is_number = all(text.strip().rstrip(".").isdecimal() for text in filled.values())
        return len(filled) == 1 and is_number and min(filled) <= min(self.columns.values())

    def is_struck(self, row: int) -> bool:
        """Tell whether a row is struck out: its number, or the first cell of one without a number."""
        cells = self._cells(row)
        cell = self.cell(row, "number") or next((cells[column] for column in sorted(cells)), None)
        return cell is not None and bool(cell.text.strip()) and cell.looking(Look.STRUCK) == cell.text

    def day_row(self, name: str) -> int | None:
        """Return the last row in force with a day in the column ``name``, if it is one of Excel's."""
        for row in reversed(self.unstruck):
            cell = self.cell(row, name)
            if cell is not None:
                return row if cell.kind is CellKind.DATETIME else None
        return None

    def next_number(self) -> int | None:
        """Return the number behind the last in a column TT; None where there is no such column or number."""
        column = self.columns.get("TT")
        cell = self.sheet.rows.get(self.entries[-1], {}).get(column) if column and self.entries else None
        if column and not self.entries:
            return 1
        return int(cell.text) + 1 if cell and cell.text.strip().isdecimal() else None

    def _cells(self, row: int) -> Mapping[int, Cell]:
        return self.sheet.rows.get(row, {})

    def _rows_of_titles(self) -> Iterator[int]:
        """Yield the last row of each title that goes over several, and the row of the columns' numbers."""
        for top, left, bottom, _ in self.sheet.merged:
            if top <= self.head <= bottom and left in self.columns.values():
                yield bottom
        below = range(self.head + 1, self.head + _FEW + 1)
        yield from (row for row in below if self._is_column_numbers(row))

    def _is_column_numbers(self, row: int) -> bool:
        """Tell whether a row holds nothing but the numbers of the columns."""
        texts = [cell.text.strip() for cell in self._cells(row).values()]
        return len(texts) > _FEW and all(map(_COLUMN_NUMBER.fullmatch, texts))

    def _is_held(self, row: int) -> bool:
        own = (self.columns["number"], self.columns.get("TT"))
        filled = {column for column, cell in self._cells(row).items() if cell.text.strip()}
        is_numbered = re.match(r"\d", self.text(row, "number")) is not None
        return is_numbered and filled <= set(own) and not self.is_struck(row)

    def _is_entry(self, row: int) -> bool:
        cells = self.sheet.rows[row]
        texts = [cells[column].text.strip() for column in sorted(cells)]
        texts = [text for text in texts if text]
        if (
            not texts
            or self._is_column_numbers(row)
            or is_total(texts[0])
            or any(is_closing(text) for text in texts)
        ):
            return False
        filled = {name for name in self.columns if name != "TT" and self.text(row, name)}
        is_numbered = "number" in filled and _NUMBER.search(self.text(row, "number")) is not None
        return len(filled) >= _FILLED or (is_numbered and len(filled) > 1)


def find_registers(sheets: Sequence[Sheet], form: RegisterForm) -> list[RegisterSheet]:
    """Return every register of ``form`` on a sheet that is shown, in the book's order.

    A register of incoming documents is none.
    """
    found = (register for sheet in sheets if not sheet.hidden for register in _iter_registers(sheet))
    return [register for register in found if register.form is form]


def _iter_registers(sheet: Sheet) -> Iterator[RegisterSheet]:
    heads = [row for row in sorted(sheet.rows) if _is_head(sheet.rows[row])]
    for above, head, end in zip([0, *heads], heads, [*heads[1:], None], strict=False):
        form = _form_of(sheet.rows[head])
        if form and not _is_incoming(sheet, above, head):
            yield RegisterSheet(sheet, form, head, *_read_columns(sheet, head, form), end)


def _is_head(cells: Mapping[int, Cell]) -> bool:
    """Tell whether a row holds the titles of a register, one of incoming documents included."""
    return _form_of(cells) is not None or len(list(_iter_incoming(cells))) > 1


def _form_of(cells: Mapping[int, Cell]) -> RegisterForm | None:
    for form in FORMS:
        columns = _columns_in(cells, form)
        if all(name in columns for name in form.needed) and not _has_others(cells, form):
            return form
    return None


def _iter_incoming(cells: Mapping[int, Cell]) -> Iterator[str]:
    words = (plain_words(cell.text) for cell in cells.values() if len(cell.text) <= _LONGEST_TITLE)
    return (text for text in words if _INCOMING_TITLE.fullmatch(text))


def _is_incoming(sheet: Sheet, above: int, head: int) -> bool:
    """Tell whether a register is one of incoming documents, by its titles, what is above it, its sheet."""
    if any(_iter_incoming(sheet.rows[head])):
        return True
    rows = [cells for row, cells in sheet.rows.items() if above < row < head and len(cells) <= _FEW]
    names = [sheet.name, *(cell.text for cells in rows for cell in cells.values())]
    return any(_says_incoming(without_marks(plain_words(name))) for name in names)


def _says_incoming(words: str) -> bool:
    return _INCOMING_NAME.search(words) is not None and "di" not in words.split()


def _read_columns(sheet: Sheet, head: int, form: RegisterForm) -> tuple[Mapping[str, int], tuple[str, ...]]:
    """Return the columns below the titles in ``head``, and the titles that are not known.

    A title that stands over several columns is read together with those below it.
    """
    columns, unknown = _columns_in(sheet.rows[head], form), []
    for column, titles in _iter_titles(sheet, head):
        found = next((known for title in titles if (known := form.column_of(title))), None)
        if found and found.name:
            columns.setdefault(found.name, column)
        elif not found and column not in columns.values():
            unknown.append(titles[0])
    return columns, tuple(unknown)


def _iter_titles(sheet: Sheet, head: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield each column with what its title may be: ``Ngày chuyển``, ``Ngày`` for Ngày below Chuyển."""
    wide = {left: (right, bottom) for top, left, bottom, right in sheet.merged if top <= head <= bottom}
    for column, cell in sorted(sheet.rows[head].items()):
        right, bottom = wide.get(column, (column, head))
        text, below = cell.text.strip(), sheet.rows.get(bottom + 1, {})
        for under in range(column, right + 1) if right > column else ():
            if under in below:
                yield under, (f"{below[under].text.strip()} {text}", below[under].text.strip())
        if right == column and text:
            yield column, (text,)


def nearest_head(sheets: Sequence[Sheet]) -> tuple[str, int, tuple[str, ...], tuple[str, ...]] | None:
    """Return the row that is most like the titles of the outgoing register; None where none is like them.

    Its sheet, its number, the titles that it lacks, those in it that are not known.
    """
    best: tuple[str, int, tuple[str, ...], tuple[str, ...]] | None = None
    most = 1
    for sheet in sheets:
        for row in () if sheet.hidden else sorted(sheet.rows):
            columns, unknown = _read_columns(sheet, row, OUTGOING)
            if len(columns) > most and not _is_incoming(sheet, 0, row):
                most = len(columns)
                lacking = (one.title for one in OUTGOING.columns if one.name in OUTGOING.needed)
                best = sheet.name, row, tuple(_not_in(lacking, columns)), unknown
    return best


def _not_in(titles: Iterable[str], columns: Mapping[str, int]) -> Iterator[str]:
    known = {one.title for one in OUTGOING.columns if one.name in columns}
    return (title for title in titles if title not in known)


def _columns_in(cells: Mapping[int, Cell], form: RegisterForm) -> dict[str, int]:
    columns: dict[str, int] = {}
    for number in sorted(cells):
        text = cells[number].text
        if len(text) > _LONGEST_TITLE:
            continue
        column = form.column_of(text)
        if column and column.name:
            columns.setdefault(column.name, number)
        elif text.strip().upper() in {"TT", "STT", "SỐ TT"}:
            columns.setdefault("TT", number)
    return columns


def _has_others(cells: Mapping[int, Cell], form: RegisterForm) -> bool:
    known = [OUTGOING.column_of(cell.text) for cell in cells.values()]
    return any(column.name in form.never for column in known if column)

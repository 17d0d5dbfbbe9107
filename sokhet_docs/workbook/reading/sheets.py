"""What every table file becomes, whatever program wrote it: sheets of cells, each with the text it shows."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from sokhet_docs.office.looks import Look
from sokhet_docs.problems import Place
from sokhet_docs.text.legacy_encodings import in_unicode
from sokhet_docs.text.vietnamese import match_key


class CellKind(Enum):
    """What a cell holds."""

    TEXT = "text"
    NUMBER = "number"
    DATETIME = "datetime"  # a number in a date or time format
    BOOLEAN = "boolean"
    ERROR = "error"  # #REF!, #N/A …
    UNKNOWN = "unknown"  # a formula whose result was never worked out
    UNREADABLE = "unreadable"  # a value that is none of the kind that the file says it is


class Doubt(Enum):
    """Why the text of a cell may not be what its program shows."""

    HIDDEN = "hidden"  # a format or a setting of the sheet shows nothing of its value
    DAYLESS = "dayless"  # a date without its day: 04/2022; what the clerk may never have typed
    CHANGING = "changing"  # a formula makes another value of it each day: TODAY, NOW
    UNSURE = "unsure"  # how its format shows it depends on the machine, or is not known


class Cell(NamedTuple):
    """One filled cell: the text that it shows, and the value behind it.

    ``value`` is the number of a NUMBER, the datetime or time of a DATETIME (None when the calendar has no
    such day), else None. ``runs`` is (font, text) of each piece when one of them is in a font of the old
    Vietnamese encodings, else (). ``text`` is "" where ``doubt`` is HIDDEN, and the file's own words where
    the cell is UNREADABLE. ``looks`` is (look, text) of each piece when one of them is struck, raised,
    lowered or unseen, else ().
    """

    text: str
    kind: CellKind = CellKind.TEXT
    value: float | datetime | time | None = None
    runs: tuple[tuple[str, str], ...] = ()
    doubt: Doubt | None = None
    looks: tuple[tuple[Look, str], ...] = ()

    def looking(self, *looks: Look) -> str:
        """Return what of the text has one of ``looks``."""
        return "".join(text for look, text in self.looks if look in looks)


_ERROR_WORD = re.compile(
    r"#(?:N/A|REF!|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|BUSY!|UNKNOWN!"
    r"|EXTERNAL!|PYTHON!|ERROR!|GETTING_DATA)|(?:Err|Lỗi):\s?\d{3}|(?:Loading|Đang tải)(?:\.{3}|…)",
    re.IGNORECASE,
)


def is_error_word(text: str) -> bool:
    """Return whether ``text`` is what Excel or LibreOffice shows in place of a value that has none.

    So do sheets on the web: #ERROR!, Loading...
    """
    return _ERROR_WORD.fullmatch(text.strip()) is not None


def is_only_hashes(text: str) -> bool:
    """Return whether ``text`` is what a column shows that is too narrow for its values: ######."""
    return len(text) > 2 and set(text) == {"#"}


STRIKING = "Định dạng có điều kiện có thể gạch ngang chữ ở vùng {0}; chữ ở đó vẫn được đọc."
MAX_ROWS, MAX_COLUMNS = 1_048_576, 16_384  # of a sheet of Excel
MAX_CELLS = 2_000_000  # filled cells in one sheet: a list of units has fewer


class TooManyCellsError(Exception):
    """A sheet holds more filled cells than any list of units would; the message is Vietnamese."""


Rows = Mapping[int, Mapping[int, Cell]]


@dataclass(frozen=True)
class Sheet:
    """One sheet: its filled cells by row and column, both counted from 1 as Excel does."""

    file: str
    name: str
    rows: Rows
    hidden_rows: frozenset[int] = frozenset()
    hidden: bool = False
    merged: tuple[tuple[int, int, int, int], ...] = ()
    """Merged areas: first row, first column, last row, last column."""
    is_file: bool = False
    """Whether the sheet is a file of its own, so that its cells need no sheet's name."""
    hidden_columns: frozenset[int] = frozenset()
    repeated: tuple[tuple[int, int], ...] = ()
    """Cells (row, column) that the file gives more than once, with different contents; the first is kept."""
    faults: tuple[str, ...] = ()
    """What the file says of rows, columns and areas that cannot be, and how it is read, in Vietnamese."""

    def place(self, row: int | None = None, column: int | None = None) -> Place:
        """Return the place of a cell, of a whole row, of a whole column, or of the sheet."""
        prefix = "" if self.is_file or not self.name else f"{self.name}!"
        letters = column_letters(column) if column else ""
        if row and not column:
            return Place(self.file, f"{prefix}dòng {row}")
        if column and not row:
            return Place(self.file, f"{prefix}cột {letters}")
        return Place(self.file, f"{prefix}{letters}{row or ''}".rstrip("!"))


@dataclass(frozen=True)
class Book:
    """A table file: the names of all its sheets, and the sheets of the plan among them."""

    file: str
    names: tuple[str, ...]
    sheets: tuple[Sheet, ...]
    is_files: bool = False
    """Whether each sheet is a file of its own."""


Wanted = Callable[[str], bool]


def sheet_key(name: str) -> str:
    """Return the match key of a sheet's name, which may be in an old Vietnamese encoding."""
    return match_key(in_unicode(name))


@lru_cache(maxsize=MAX_COLUMNS)
def column_letters(column: int) -> str:
    """Return the letters of a column counted from 1: 1 → A, 28 → AB."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@lru_cache(maxsize=MAX_COLUMNS)
def column_number(letters: str) -> int:
    """Return the number of a column from 1: A → 1, AB → 28; raise ValueError for one beyond Excel's last."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    if not re.fullmatch("[A-Za-z]{1,3}", letters) or number > MAX_COLUMNS:
        raise ValueError(f"no column: {letters}")
    return number

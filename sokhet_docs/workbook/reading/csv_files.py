"""CSV files, one a sheet → a book. ``don-vi.csv`` is read together with ``ke-hoach.csv`` … beside it."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from sokhet_docs.text.alphabet import name_order
from sokhet_docs.text.decoding import decode_certainly
from sokhet_docs.text.vietnamese import match_key, slug
from sokhet_docs.workbook.columns import SHEETS, UNITS
from sokhet_docs.workbook.reading.sheets import (
    MAX_CELLS,
    Book,
    Cell,
    CellKind,
    Sheet,
    TooManyCellsError,
    Wanted,
    column_letters,
)

MAX_FILE = 50_000_000  # bytes; the whole file is in memory
_DELIMITERS = ";,\t|"
_SAMPLE = 100_000  # characters from which the delimiter is told
_MAX_TITLES = 30  # rows among which the headers are
_TEXT_FORMULA = re.compile(r'="((?:[^"]|"")*)"')
_NAMED_DELIMITER = re.compile(r'"?sep=(.)"?[^\S\r\n]*(?:\r\n?|\n)', re.IGNORECASE)
_END = "\0"  # in a row of its own after the last one; the text has none
_FORMULA = re.compile(r"=[-+@(]?[\w($\"']")


class OpenQuoteError(TooManyCellsError):
    """A quotation mark of a CSV file is never closed; the message is Vietnamese."""


class NotUnicodeError(TooManyCellsError):
    """A CSV file is in an encoding that is not certain; the message is Vietnamese."""


def read_csv(path: Path, wanted: Wanted) -> Book:
    """Return the book that ``path`` (the units) and the CSV files beside it make.

    The other sheets' files are found by their names: ``units-Kế hoạch.csv`` belongs to ``units-Đơn vị.csv``,
    and ``ke-hoach.csv`` to any other name. Raises OSError, NotUnicodeError and
    OpenQuoteError.
    """
    files = _files(path)
    sheets = tuple(_sheet(name, file) for name, file in files if wanted(name))
    return Book(path.name, tuple(name for name, _ in files), sheets, is_files=True)


def _files(path: Path) -> list[tuple[str, Path]]:
    """Return the files by their sheets' names; two files of one sheet are both there.

    Those that are called like one of them and something more have their own names: ``don-vi-2.csv``.
    """
    prefix = slug(path.stem).removesuffix(slug(UNITS)) if slug(path.stem).endswith(slug(UNITS)) else ""
    there = sorted(path.parent.glob("*.[cC][sS][vV]"), key=lambda file: name_order(file.name))
    beside = [file for file in there if file != path]
    others = [(name, file) for name in SHEETS if name != UNITS for file in beside
              if slug(file.stem) == prefix + slug(name)]  # fmt: skip
    starts = tuple(f"{each}-" for each in (slug(path.stem), *(prefix + slug(name) for name in SHEETS)))
    taken = {file for _, file in others}
    more = [(file.stem, file) for file in beside if slug(file.stem).startswith(starts) and file not in taken]
    return [(UNITS, path), *others, *more]


def _sheet(name: str, path: Path) -> Sheet:
    rows: dict[int, dict[int, Cell]] = {}
    count = 0
    for number, values in _rows(path, name):
        cells = {column: _cell(value) for column, value in enumerate(values, 1) if value}
        if cells:
            rows[number] = cells
        count += len(cells)
        if count > MAX_CELLS:
            raise TooManyCellsError(f"Tệp “{path.name}” có quá {MAX_CELLS} ô có chữ.")
    return Sheet(path.name, name, rows, is_file=True)


def _cell(value: str) -> Cell:
    """Return the cell of one value as Excel opens it: ="0912345678" is a text, =A1 a formula."""
    if quoted := _TEXT_FORMULA.fullmatch(value):
        return Cell(quoted[1].replace('""', '"'))
    return Cell("", CellKind.UNKNOWN) if _FORMULA.match(value) else Cell(value)


def _rows(path: Path, name: str) -> Iterator[tuple[int, list[str]]]:
    text = _decoded(path).replace(_END, "")
    named = _NAMED_DELIMITER.match(text)
    delimiter = named[1] if named else _delimiter(text, name)
    lines = list(io.StringIO(f"{text[named.end() :] if named else text}\r\n{_END}", newline=""))
    reader = csv.reader(lines, delimiter=delimiter)
    before, width = 0, 0
    try:
        for number, row in enumerate(reader, 2 if named else 1):
            if row == [_END]:
                return
            _refuse_open_quote(row, number, path)
            if reader.line_num > before + 1:
                raw = "".join(lines[before : reader.line_num])
                _refuse_swallowed_rows(_Piece(raw, row, number, delimiter), width, path)
            before, width = reader.line_num, max(width, len(row))
            yield number, row
    except csv.Error as err:
        raise ValueError(str(err)) from err


def _refuse_open_quote(row: list[str], number: int, path: Path) -> None:
    """Raise when a cell of ``row`` holds the end of the file, and so all rows after its quotation mark."""
    if row and row[-1].endswith(_END):
        cell = f"{column_letters(len(row))}{number}"
        raise OpenQuoteError(
            f"Tệp “{path.name}”: ô {cell} mở dấu ngoặc kép mà không đóng, nên mọi dòng sau dính vào ô ấy."
            " Bỏ dấu ngoặc kép thừa, hoặc đóng lại."
        )


class _Piece(NamedTuple):
    """Several lines of a file that make one row: as they are, their cells, its number, the delimiter."""

    raw: str
    row: Sequence[str]
    number: int
    delimiter: str


def _refuse_swallowed_rows(piece: _Piece, width: int, path: Path) -> None:
    """Raise when a cell of several lines holds rows: its quotation mark was closed by that of another cell.

    So it is when text follows the closing mark, or when the cell has the delimiters of a whole row of
    ``width`` cells (two are too few to tell).
    """
    at = next((index for index, text in enumerate(piece.row) if "\n" in text or "\r" in text), None)
    if at is None:
        return
    between = len(re.findall(rf"{re.escape(piece.delimiter)}(?=\S|\Z)", piece.row[at]))
    if (width > 2 and between >= width - 1) or not _is_strict(piece):
        cell = f"{column_letters(at + 1)}{piece.number}"
        raise OpenQuoteError(
            f"Tệp “{path.name}”: dấu ngoặc kép ở ô {cell} làm nhiều dòng dính vào một ô."
            " Bỏ dấu ngoặc kép thừa, hoặc lưu lại từ Excel kiểu “CSV UTF-8”."
        )


def _is_strict(piece: _Piece) -> bool:
    """Return whether every quotation mark in the lines is where a program that writes .csv puts it."""
    try:
        lines = io.StringIO(piece.raw, newline="")
        return bool(list(csv.reader(lines, delimiter=piece.delimiter, strict=True)))
    except csv.Error:
        return False


def _decoded(path: Path) -> str:
    """Return the text: Unicode, or Windows-1258 (“ANSI” of a Vietnamese Windows) where that is certain."""
    if path.stat().st_size > MAX_FILE:
        raise TooManyCellsError(f"Tệp “{path.name}” quá lớn so với một danh sách đơn vị.")
    content = path.read_bytes()
    text = decode_certainly(content)
    if text is None:
        raise NotUnicodeError(
            f"Tệp “{path.name}” không phải CSV UTF-8; trong Excel hãy lưu kiểu “CSV UTF-8” hoặc .xlsx."
        )
    return text


def _delimiter(text: str, name: str) -> str:
    """Return the delimiter with which the table called ``name`` has most of its headers.

    Then the one that gives most rows the same number of cells, the first of several: a title may hold commas,
    and so may all numbers of a table.
    """
    headers = {match_key(header) for column in SHEETS.get(name, SHEETS[UNITS]) for header in column.headers}
    sample = text[:_SAMPLE]
    return max(_DELIMITERS, key=lambda delimiter: _fit(sample, delimiter, headers))


def _fit(sample: str, delimiter: str, headers: Collection[str]) -> tuple[int, int]:
    """Return the most headers in one row, and the most rows of one width beyond one cell."""
    try:
        rows = [row for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter) if any(row)]
    except csv.Error:
        return 0, 0
    found = max(
        (len({match_key(cell) for cell in row} & set(headers)) for row in rows[:_MAX_TITLES]), default=0
    )
    widths = Counter(len(row) for row in rows if len(row) > 1)
    return found, max(widths.values(), default=0)

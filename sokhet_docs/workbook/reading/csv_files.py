"""CSV files, one a sheet → a book. ``don-vi.csv`` is read together with ``ke-hoach.csv`` … beside it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from sokhet_docs.text.vietnamese import slug
from sokhet_docs.workbook.columns import SHEETS, UNITS
from sokhet_docs.workbook.reading.sheets import MAX_CELLS, Book, Cell, Sheet, TooManyCellsError, Wanted

MAX_FILE = 50_000_000  # bytes; the whole file is in memory
_DELIMITERS = ";,\t"


class NotUnicodeError(TooManyCellsError):
    """A CSV file is in an encoding that cannot be known from the file; the message is Vietnamese."""


def read_csv(path: Path, wanted: Wanted) -> Book:
    """Return the book that ``path`` (the units) and the CSV files beside it make.

    The other sheets' files are found by their names: ``units-Kế hoạch.csv`` belongs to ``units-Đơn vị.csv``,
    and ``ke-hoach.csv`` to any other name. Raises OSError and NotUnicodeError.
    """
    files = [(name, file) for name, file in _files(path) if wanted(name)]
    sheets = tuple(_sheet(name, file) for name, file in files)
    return Book(path.name, tuple(name for name, _ in files), sheets, is_files=True)


def _files(path: Path) -> list[tuple[str, Path]]:
    """Return the files by their sheets' names; two files of one sheet are both there."""
    prefix = slug(path.stem).removesuffix(slug(UNITS)) if slug(path.stem).endswith(slug(UNITS)) else ""
    beside = [file for file in sorted(path.parent.glob("*.[cC][sS][vV]")) if file != path]
    others = [(name, file) for name in SHEETS if name != UNITS for file in beside
              if slug(file.stem) == prefix + slug(name)]  # fmt: skip
    return [(UNITS, path), *others]


def _sheet(name: str, path: Path) -> Sheet:
    rows: dict[int, dict[int, Cell]] = {}
    count = 0
    for number, values in _rows(path):
        cells = {column: Cell(value) for column, value in enumerate(values, 1) if value}
        if cells:
            rows[number] = cells
        count += len(cells)
        if count > MAX_CELLS:
            raise TooManyCellsError(f"Tệp “{path.name}” có quá {MAX_CELLS} ô có chữ.")
    return Sheet(path.name, name, rows, is_file=True)


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    text = _decoded(path).replace("\0", "")
    first, _, rest = text.partition("\n")
    named = first.strip().lower().startswith("sep=")
    delimiter = first.strip()[4:5] if named else _delimiter(text)
    rows = csv.reader(io.StringIO(rest if named else text, newline=""), delimiter=delimiter or ",")
    try:
        yield from enumerate(rows, 2 if named else 1)
    except csv.Error as err:
        raise ValueError(str(err)) from err


def _decoded(path: Path) -> str:
    if path.stat().st_size > MAX_FILE:
        raise TooManyCellsError(f"Tệp “{path.name}” quá lớn so với một danh sách đơn vị.")
    content = path.read_bytes()
    try:
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            return content.decode("utf-16")
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as err:
        raise NotUnicodeError(
            f"Tệp “{path.name}” không phải CSV UTF-8; trong Excel hãy lưu kiểu “CSV UTF-8” hoặc .xlsx."
        ) from err


def _delimiter(text: str) -> str:
    """Return the delimiter that occurs most often in the first filled line, outside quotation marks."""
    line = next((line for line in text.splitlines() if line.strip()), "")
    outside = "".join(line.split('"')[::2])
    return max(_DELIMITERS, key=outside.count)

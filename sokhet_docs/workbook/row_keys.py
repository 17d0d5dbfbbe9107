"""The column ``Mã``, else a row's own words → the key of each row: stable, and no two alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count
from typing import NamedTuple

from sokhet_docs.text.vietnamese import slug
from sokhet_docs.workbook.table_cell import TableCell


class NamedRow(NamedTuple):
    """The cells of a row's Mã and of its words, and the key made of the words."""

    code: TableCell
    words: TableCell
    derived: str


def choose_keys(rows: Sequence[NamedRow], as_key: Callable[[str], str], longest: int) -> list[str]:
    """Return the key of each row: ``as_key`` of its Mã, else the derived one.

    Two written codes that are alike are an error. Of two rows of the same words the later gets ``_2``, which
    is a warning: it changes when the rows change places.
    """
    written = [_written(row.code, as_key) for row in rows]
    taken: dict[str, TableCell] = {}
    for row, key in zip(rows, written, strict=True):
        if key and (twin := taken.setdefault(key, row.code)) is not row.code:
            row.code.error(
                f"Mã “{row.code.line()}” đã dùng ở ô {twin.place.cell}.", "Mỗi dòng một mã khác nhau."
            )
    return [key or _free(row, taken, longest) for row, key in zip(rows, written, strict=True)]


def _written(cell: TableCell, as_key: Callable[[str], str]) -> str:
    """Return the key of the Mã that the clerk wrote; "" for a blank, and for signs only (an error)."""
    text = cell.line()
    if text and not slug(text):
        cell.error(f"Mã “{text}” không có chữ hay số nào.", "Ghi mã bằng chữ và số, hoặc để trống.")
        return ""
    return as_key(text) if text else ""


def _free(row: NamedRow, taken: dict[str, TableCell], longest: int) -> str:
    """Return the row's derived key, with a number behind it when another row has it, and take it."""
    twin = taken.setdefault(row.derived, row.words)
    if twin is row.words:
        return row.derived
    if row.words.line():
        message = f"“{row.words.line()}” đã có ở ô {twin.place.cell}."
        row.words.warning(message, "Hãy ghi cột “Mã” cho hai dòng, để khi đổi chỗ không lẫn nhau.")
    for number in count(2):
        suffix = f"_{number}"
        key = row.derived[: longest - len(suffix)] + suffix
        if taken.setdefault(key, row.words) is row.words:
            return key
    raise AssertionError("there is always a next number")

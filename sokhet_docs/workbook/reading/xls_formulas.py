"""The records of an .xls file → its formulas whose result was never worked out.

The file says of such a formula what it says of one whose result is the text "", and xlrd gives no formulas.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from typing import Any, NamedTuple

_HEAD, _PLACE = struct.Struct("<HH"), struct.Struct("<HH")
_FORMULA, _BEGIN, _END = 0x0006, 0x0809, 0x000A
_NO_TEXT = b"\x03\x00\x00\x00\x00\x00\xff\xff"
_EMPTY_TEXT = b"\x17\x00"  # the constant "" within a formula
_DAILY = re.compile(rb"[\x21\x41\x61](?:\xdd|\x4a)\x00", re.DOTALL)  # a call without arguments, its number
_MIN_VERSION = 50  # of the format: Excel 5


class _Formula(NamedTuple):
    row: int
    column: int
    result: bytes
    tokens: bytes


def unworked_formulas(book: Any, number: int) -> frozenset[tuple[int, int]]:
    """Return row and column (from 0) of the formulas on sheet ``number`` (from 0) that have no result.

    A program that does not calculate leaves all of them so; a formula that names "" may have it as a result.
    """
    if book.biff_version < _MIN_VERSION:
        return frozenset()
    formulas = [formula for index in range(book.nsheets) for formula in _iter_formulas(book, index)]
    if any(formula.result != _NO_TEXT for formula in formulas):
        return frozenset()
    own = _iter_formulas(book, number)
    return frozenset((found.row, found.column) for found in own if _EMPTY_TEXT not in found.tokens)


def daily_formulas(book: Any, number: int) -> frozenset[tuple[int, int]]:
    """Return row and column (from 0) of the formulas on sheet ``number`` that call TODAY or NOW."""
    if book.biff_version < _MIN_VERSION:
        return frozenset()
    found = (formula for formula in _iter_formulas(book, number) if _DAILY.search(formula.tokens))
    return frozenset((formula.row, formula.column) for formula in found)


def _iter_formulas(book: Any, number: int) -> Iterator[_Formula]:
    """Yield the formulas of a sheet, without those of charts in it."""
    position, depth = book._sh_abs_posn[number], 0  # xlrd has no public name for it
    while position + _HEAD.size <= len(book.mem):
        code, length = _HEAD.unpack_from(book.mem, position)
        position += _HEAD.size
        depth += (code == _BEGIN) - (code == _END)
        if code == _FORMULA and depth == 1:
            data = book.mem[position : position + length]
            row, column = _PLACE.unpack_from(data)
            yield _Formula(row, column, data[6:14], data[22:])
        if depth < 1:
            return
        position += length

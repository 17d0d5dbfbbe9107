"""The cells of one row of an .xlsx sheet → `Cell`s: what each holds and how Excel shows it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import NamedTuple

from lxml import etree

from sokhet_docs.text.legacy_encodings import is_legacy_font
from sokhet_docs.workbook.reading.iso_moments import iso_duration, iso_moment
from sokhet_docs.workbook.reading.sheets import Cell, CellKind, column_number
from sokhet_docs.workbook.reading.shown import number_in, unreadable, without_zero
from sokhet_docs.workbook.reading.xlsx_styles import Styles

_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TRUTHS = {"1": "TRUE", "true": "TRUE", "0": "FALSE", "false": "FALSE"}

Text = tuple[str, tuple[tuple[str, str], ...]]
"""A whole text, and its runs (font, text), kept only where a run's font is in an old encoding."""


@dataclass(frozen=True)
class Shared:
    """What all sheets of one workbook share: its table of strings, its styles."""

    strings: list[Text]
    styles: Styles
    shows_zeros: bool = True

    def string(self, index: int) -> Text:
        """Return the shared string ``index``; raise LookupError when there is none."""
        if index < 0:
            raise LookupError(f"no string {index}")
        return self.strings[index]


def read_cells(row: etree._Element, shared: Shared) -> list[tuple[int, Cell]]:
    """Return the filled cells of ``row`` with their columns; a damaged file may give one twice."""
    cells: list[tuple[int, Cell]] = []
    tags = _tags_in_namespace_of(row.tag)
    column = 0
    for element in row:
        if element.tag != tags.cell:
            continue
        reference = element.get("r")
        column = column_number(reference.rstrip("0123456789")) if reference else column + 1
        cell = _cell(element, tags, shared)
        if cell is not None:
            cells.append((column, cell))
    return cells


class _Tags(NamedTuple):
    """The qualified names of a cell and of its children, in the namespace that the file uses."""

    cell: str
    value: str
    formula: str
    inline: str


@cache
def _tags_in_namespace_of(tag: str) -> _Tags:
    namespace = tag.rpartition("}")[0] + "}"
    return _Tags(*(f"{namespace}{name}" for name in ("c", "v", "f", "is")))


def _cell(element: etree._Element, tags: _Tags, shared: Shared) -> Cell | None:
    """Return the cell; None when it is empty."""
    value = formula = inline = None
    for child in element:
        if child.tag == tags.value:
            value = child.text or ""
        elif child.tag == tags.formula:
            formula = child
        elif child.tag == tags.inline:
            inline = child
    kind, style = element.get("t", "n"), _style(element.get("s"))
    if inline is not None and (kind == "inlineStr" or not value):
        return _text_cell(read_text(inline), style, shared.styles)
    if not value:
        # A formula without a result comes from a program that does not calculate; the text "" is a result.
        is_unknown = formula is not None and kind != "str"
        return Cell("", CellKind.UNKNOWN) if is_unknown else None
    try:
        cell = _value_cell(kind, value, style, shared)
    except (ValueError, LookupError, OverflowError):
        return unreadable(value)
    return cell if cell is None or shared.shows_zeros else without_zero(cell)


def _style(named: str | None) -> int:
    """Return the number of a cell's style; the first one where none is named, or none that is a number."""
    return int(named) if named and named.isdecimal() else 0


def _value_cell(kind: str, value: str, style: int, shared: Shared) -> Cell | None:
    if kind == "s":
        return _text_cell(shared.string(int(value)), style, shared.styles)
    if kind in {"str", "inlineStr"}:
        return _text_cell((_unescaped(value), ()), style, shared.styles)
    if kind == "b":
        return Cell(_TRUTHS[value.strip().lower()], CellKind.BOOLEAN)
    if kind == "e":
        return Cell(value, CellKind.ERROR)
    if kind == "d":
        return _moment_cell(value.strip(), style, shared.styles)
    return shared.styles.number_cell(number_in(value), style)


def _moment_cell(value: str, style: int, styles: Styles) -> Cell:
    """Return the cell of a day, a time or both in ISO 8601. Raises ValueError for another text."""
    if (length := iso_duration(value)) is not None:
        return styles.time_cell(length, style)
    if value.startswith("T") or (value[2:3] == ":" and "-" not in value):
        clock = iso_moment(f"1900-01-01T{value.removeprefix('T')}")
        return styles.time_cell(clock - datetime(1900, 1, 1), style)
    return styles.date_cell(iso_moment(value), style)


def _text_cell(text: Text, style: int, styles: Styles) -> Cell | None:
    shown, runs = text
    return styles.text_cell(shown, runs, style) if shown else None


def read_text(element: etree._Element) -> Text:
    """Return the text of a string item; phonetic hints are left out."""
    if len(element) == 1 and element[0].tag.endswith("}t"):
        return _unescaped(element[0].text or ""), ()
    pieces = []
    for child in element:
        name = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
        if name == "t":
            pieces.append(("", child.text or ""))
        elif name == "r":
            font = child.find("{*}rPr/{*}rFont")
            text = "".join(part.text or "" for part in child.iterfind("{*}t"))
            pieces.append(("" if font is None else font.get("val", ""), text))
    whole = _unescaped("".join(text for _, text in pieces))
    if any(is_legacy_font(font) for font, _ in pieces):
        return whole, tuple((font, _unescaped(text)) for font, text in pieces)
    return whole, ()


def _unescaped(text: str) -> str:
    if "_x" not in text:
        return text
    return _PAIR.sub(_letter_of_pair, _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text))


def _letter_of_pair(match: re.Match[str]) -> str:
    """Return the letter beyond U+FFFF that two escapes stand for, a half of it in UTF-16 each."""
    return match.group().encode("utf-16-le", "surrogatepass").decode("utf-16-le")

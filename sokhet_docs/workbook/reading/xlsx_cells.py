"""The cells of one row of an .xlsx sheet → `Cell`s: what each holds and how Excel shows it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import NamedTuple

from lxml import etree

from sokhet_docs.office.looks import Look
from sokhet_docs.text.legacy_encodings import is_legacy_font
from sokhet_docs.workbook.reading.iso_moments import iso_duration, iso_moment
from sokhet_docs.workbook.reading.sheets import Cell, CellKind, column_number
from sokhet_docs.workbook.reading.shown import number_in, unreadable, with_formula, without_zero
from sokhet_docs.workbook.reading.xlsx_styles import Styles, look_of

_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TRUTHS = {"1": "TRUE", "true": "TRUE", "0": "FALSE", "false": "FALSE"}


class Run(NamedTuple):
    """A piece of a text: its font ("": that of the cell), and its look (None: that of the cell)."""

    font: str
    text: str
    look: Look | None


class Text(NamedTuple):
    """A whole text, and its runs; () where all of them look as the cell's style says."""

    whole: str
    runs: tuple[Run, ...] = ()


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
    """Return the filled cells of ``row`` with their columns; a damaged file may give one twice.

    A cell without a real place is unreadable, after the one before it.
    """
    cells: list[tuple[int, Cell]] = []
    tags = _tags_in_namespace_of(row.tag)
    column = 0
    for element in row:
        if element.tag != tags.cell:
            continue
        reference = element.get("r")
        cell = _cell(element, tags, shared)
        try:
            column = column_number(reference.rstrip("0123456789")) if reference else column + 1
        except ValueError:
            column += 1
            cell = cell and unreadable(f"{reference}: {cell.text}")
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
    return cell and _result(cell, formula, shared)


def _result(cell: Cell, formula: etree._Element | None, shared: Shared) -> Cell | None:
    """Return the cell as the sheet shows it, known as the result of its formula."""
    if formula is not None:
        cell = with_formula(cell, formula.text or "")
    return cell if shared.shows_zeros else without_zero(cell)


def _style(named: str | None) -> int:
    """Return the number of a cell's style; the first one where none is named, or none that is a number."""
    return int(named) if named and named.isdecimal() else 0


def _value_cell(kind: str, value: str, style: int, shared: Shared) -> Cell | None:
    if kind == "s":
        return _text_cell(shared.string(int(value)), style, shared.styles)
    if kind in {"str", "inlineStr"}:
        return _text_cell(Text(_unescaped(value)), style, shared.styles)
    cell = _plain_cell(kind, value, style, shared.styles)
    look = shared.styles.look(style)
    return cell._replace(looks=((look, cell.text),)) if look else cell


def _plain_cell(kind: str, value: str, style: int, styles: Styles) -> Cell:
    """Return the cell of a value that is no text."""
    if kind == "b":
        return Cell(_TRUTHS[value.strip().lower()], CellKind.BOOLEAN)
    if kind == "e":
        return Cell(value, CellKind.ERROR)
    if kind == "d":
        return _moment_cell(value.strip(), style, styles)
    return styles.number_cell(number_in(value), style)


def _moment_cell(value: str, style: int, styles: Styles) -> Cell:
    """Return the cell of a day, a time or both in ISO 8601. Raises ValueError for another text."""
    if (length := iso_duration(value)) is not None:
        return styles.time_cell(length, style)
    if value.startswith("T") or (value[2:3] == ":" and "-" not in value):
        clock = iso_moment(f"1900-01-01T{value.removeprefix('T')}")
        return styles.time_cell(clock - datetime(1900, 1, 1), style)
    return styles.date_cell(iso_moment(value), style)


def _text_cell(text: Text, style: int, styles: Styles) -> Cell | None:
    if not text.whole:
        return None
    fonts = tuple((run.font, run.text) for run in text.runs)
    cell = styles.text_cell(
        text.whole, fonts if any(is_legacy_font(font) for font, _ in fonts) else (), style
    )
    looks = tuple((styles.look(style, run.look), run.text) for run in text.runs)
    looks = looks or ((styles.look(style), cell.text),)
    return cell._replace(looks=looks) if any(look for look, _ in looks) else cell


def read_text(element: etree._Element) -> Text:
    """Return the text of a string item; phonetic hints are left out."""
    if len(element) == 1 and element[0].tag.endswith("}t"):
        return Text(_unescaped(element[0].text or ""))
    runs = []
    for child in element:
        name = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
        if name == "t":
            runs.append(Run("", child.text or "", None))
        elif name == "r":
            runs.append(_run(child))
    whole = _unescaped("".join(run.text for run in runs))
    if all(run.look is None and not is_legacy_font(run.font) for run in runs):
        return Text(whole)
    return Text(whole, tuple(run._replace(text=_unescaped(run.text)) for run in runs))


def _run(element: etree._Element) -> Run:
    """Return the run; one that says anything of how it looks says all of it."""
    look, font = element.find("{*}rPr"), element.find("{*}rPr/{*}rFont")
    text = "".join(part.text or "" for part in element.iterfind("{*}t"))
    return Run("" if font is None else font.get("val", ""), text, None if look is None else look_of(look))


def _unescaped(text: str) -> str:
    if "_x" not in text:
        return text
    return _PAIR.sub(_letter_of_pair, _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text))


def _letter_of_pair(match: re.Match[str]) -> str:
    """Return the letter beyond U+FFFF that two escapes stand for, a half of it in UTF-16 each."""
    return match.group().encode("utf-16-le", "surrogatepass").decode("utf-16-le")

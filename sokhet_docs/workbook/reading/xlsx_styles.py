"""The styles part of an .xlsx → how a cell's style shows a number, a date or a text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from lxml import etree

from sokhet_docs.text.legacy_encodings import is_legacy_font
from sokhet_docs.workbook.reading.number_format import BUILT_IN, NumberFormat, parse
from sokhet_docs.workbook.reading.sheets import Cell, CellKind
from sokhet_docs.workbook.reading.shown import moment_cell, numeric_cell, shown_text

_Value = TypeVar("_Value")
_UNKNOWN = parse("[DBNum1]General")  # the mark of other digits makes any format unsure
_GENERAL, _SHORT_DATE, _TIME = parse("General"), parse("dd/mm/yyyy"), parse("hh:mm:ss")


@dataclass(frozen=True)
class Styles:
    """The number format and the old Vietnamese font ("" for others) of each cell style.

    A style that does not exist is General. ``struck`` are the styles whose text is struck through, ``unseen``
    those that write white on white, ``striking`` the conditional ones that strike through; ``since`` is the
    day of serial number 0.
    """

    formats: tuple[NumberFormat, ...]
    fonts: tuple[str, ...]
    struck: frozenset[int]
    since: datetime
    unseen: frozenset[int] = frozenset()
    striking: frozenset[int] = frozenset()

    def number_cell(self, number: float, style: int) -> Cell:
        """Return the cell that holds ``number`` in ``style``. Raises ValueError for infinity and the like."""
        return numeric_cell(number, self._format(style), self.since)

    def date_cell(self, value: datetime, style: int) -> Cell:
        """Return the cell that holds a day and time, shown as a date in any format."""
        layout = self._format(style)
        return moment_cell(value, layout if layout.is_date else _SHORT_DATE, self.since)

    def time_cell(self, value: timedelta, style: int) -> Cell:
        """Return the cell that holds a time of day, or a length of time."""
        layout = self._format(style)
        return numeric_cell(value / timedelta(days=1), _TIME if layout == _GENERAL else layout, self.since)

    def text_cell(self, text: str, runs: tuple[tuple[str, str], ...], style: int) -> Cell:
        """Return the cell that holds ``text``; a run that names no font has the style's."""
        font = self.fonts[style] if style < len(self.fonts) else ""
        if font and not runs:
            runs = ((font, text),)
        if runs:
            return Cell(text, CellKind.TEXT, None, tuple((name or font, part) for name, part in runs))
        return shown_text(text, self._format(style))

    def is_struck(self, style: int) -> bool:
        """Return whether the text of a cell in ``style`` is struck through."""
        return style in self.struck

    def _format(self, style: int) -> NumberFormat:
        return self.formats[style] if style < len(self.formats) else _GENERAL


def read_styles(root: etree._Element | None, since: datetime) -> Styles:
    """Return the styles in the XML ``root``; None means that the workbook has none."""
    if root is None:
        return Styles((), (), frozenset(), since)
    codes = dict(BUILT_IN)
    for entry in root.iterfind("{*}numFmts/{*}numFmt"):
        codes[_number(entry, "numFmtId")] = entry.get("formatCode", "General")
    fonts = root.findall("{*}fonts/{*}font")
    names, struck = [_font_name(font) for font in fonts], [is_struck(font) for font in fonts]
    styles = root.findall("{*}cellXfs/{*}xf")
    return Styles(
        tuple(_format(codes, _number(style, "numFmtId")) for style in styles),
        tuple(_at(names, _number(style, "fontId")) or "" for style in styles),
        frozenset(number for number, style in enumerate(styles) if _at(struck, _number(style, "fontId"))),
        since,
        _unseen(root, fonts, styles),
        frozenset(
            number
            for number, look in enumerate(root.iterfind("{*}dxfs/{*}dxf"))
            if (font := look.find("{*}font")) is not None and is_struck(font)
        ),
    )


def _unseen(
    root: etree._Element, fonts: Sequence[etree._Element], styles: Sequence[etree._Element]
) -> frozenset[int]:
    """Return the styles whose text is white on a white cell."""
    white = [_is_white(font.find("{*}color")) for font in fonts]
    fills = [_is_blank(fill) for fill in root.iterfind("{*}fills/{*}fill")]
    return frozenset(
        number
        for number, style in enumerate(styles)
        if _at(white, _number(style, "fontId")) and _at(fills, _number(style, "fillId")) is not False
    )


def _is_blank(fill: etree._Element) -> bool:
    """Return whether a cell's fill leaves it white."""
    pattern = fill.find("{*}patternFill")
    if pattern is None:
        return len(fill) == 0
    kind = pattern.get("patternType", "none")
    return kind == "none" or (kind == "solid" and _is_white(pattern.find("{*}fgColor")))


def _is_white(color: etree._Element | None) -> bool:
    if color is None or float(color.get("tint", "0")) != 0:
        return False
    return (
        color.get("rgb", "")[-6:].upper() == "FFFFFF"
        or color.get("theme") == "0"
        or color.get("indexed") in {"1", "9"}
    )


def _number(element: etree._Element, attribute: str) -> int:
    """Return the number that ``attribute`` names, 0 where it is not there; -1 when it is none."""
    named = element.get(attribute, "0")
    return int(named) if named.isascii() and named.isdecimal() else -1


def _format(codes: Mapping[int, str], number: int) -> NumberFormat:
    """Return the format ``number``; one that is no number is General, and unsure."""
    return _UNKNOWN if number < 0 else parse(codes.get(number, "General"))


def _font_name(font: etree._Element) -> str:
    """Return the font's name when it is an old Vietnamese one, else ""."""
    name = font.find("{*}name")
    value = "" if name is None else name.get("val", "")
    return value if is_legacy_font(value) else ""


def is_struck(look: etree._Element) -> bool:
    """Return whether a font, or the look of a run, strikes its text through."""
    strike = look.find("{*}strike")
    return strike is not None and strike.get("val", "1") not in {"0", "false", "off"}


def _at(values: Sequence[_Value], index: int) -> _Value | None:
    return values[index] if 0 <= index < len(values) else None

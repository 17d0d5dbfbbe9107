"""The styles part of an .xlsx → how a cell's style shows a number, a date or a text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from lxml import etree

from sokhet_docs.office.looks import Look, is_white
from sokhet_docs.office.namespaces import OFF
from sokhet_docs.text.legacy_encodings import is_legacy_font
from sokhet_docs.workbook.reading.number_format import BUILT_IN, NumberFormat, parse
from sokhet_docs.workbook.reading.sheets import Cell, CellKind
from sokhet_docs.workbook.reading.shown import moment_cell, numeric_cell, shown_text

_Value = TypeVar("_Value")
_UNKNOWN = parse("[DBNum1]General")  # the mark of other digits makes any format unsure
_VERTICAL = {"superscript": Look.RAISED, "subscript": Look.LOWERED}
_WHITES = {"1", "9"}  # of the palette before Excel 2007
_GENERAL, _SHORT_DATE, _TIME = parse("General"), parse("dd/mm/yyyy"), parse("hh:mm:ss")


@dataclass(frozen=True)
class Styles:
    """The number format and the old Vietnamese font ("" for others) of each cell style.

    A style that does not exist is General. ``looks`` are those of the styles whose text is struck, raised,
    lowered or white, ``grounds`` the styles whose cells are filled with a colour, ``striking`` those for
    conditions that strike through; ``since`` is the day of serial number 0.
    """

    formats: tuple[NumberFormat, ...]
    fonts: tuple[str, ...]
    looks: Mapping[int, Look]
    grounds: frozenset[int]
    since: datetime
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

    def look(self, style: int, own: Look | None = None) -> Look:
        """Return how a text looks in a cell of ``style``; ``own``: what it says itself, None for nothing."""
        look = self.looks.get(style, Look.PLAIN) if own is None else own
        return Look.PLAIN if look is Look.UNSEEN and style in self.grounds else look

    def _format(self, style: int) -> NumberFormat:
        return self.formats[style] if style < len(self.formats) else _GENERAL


def read_styles(root: etree._Element | None, since: datetime) -> Styles:
    """Return the styles in the XML ``root``; None means that the workbook has none."""
    if root is None:
        return Styles((), (), {}, frozenset(), since)
    codes = dict(BUILT_IN)
    for entry in root.iterfind("{*}numFmts/{*}numFmt"):
        codes[_number(entry, "numFmtId")] = entry.get("formatCode", "General")
    fonts = root.findall("{*}fonts/{*}font")
    names, looks = [_font_name(font) for font in fonts], [look_of(font) for font in fonts]
    fills = [_is_coloured(fill) for fill in root.iterfind("{*}fills/{*}fill")]
    styles = root.findall("{*}cellXfs/{*}xf")
    return Styles(
        tuple(_format(codes, _number(style, "numFmtId")) for style in styles),
        tuple(_at(names, _number(style, "fontId")) or "" for style in styles),
        {
            number: look
            for number, style in enumerate(styles)
            if (look := _at(looks, _number(style, "fontId")))
        },
        frozenset(number for number, style in enumerate(styles) if _at(fills, _number(style, "fillId"))),
        since,
        frozenset(_iter_striking(root)),
    )


def _iter_striking(root: etree._Element) -> Iterator[int]:
    """Yield the numbers of the looks for conditions that strike text through."""
    for number, look in enumerate(root.iterfind("{*}dxfs/{*}dxf")):
        if (font := look.find("{*}font")) is not None and look_of(font) is Look.STRUCK:
            yield number


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


def look_of(font: etree._Element) -> Look:
    """Return how text looks in a font of the styles, or of a run."""
    strike, vertical, colour = (font.find(f"{{*}}{name}") for name in ("strike", "vertAlign", "color"))
    if strike is not None and strike.get("val", "1") not in OFF:
        return Look.STRUCK
    if colour is not None and _is_white(colour):
        return Look.UNSEEN
    return Look.PLAIN if vertical is None else _VERTICAL.get(vertical.get("val", ""), Look.PLAIN)


def _is_white(colour: etree._Element) -> bool:
    """Return whether a colour is white: by itself, of the old palette, or the ground of the theme."""
    if (theme := colour.get("theme")) is not None:
        return theme == "0" and not colour.get("tint", "").startswith("-")  # which darkens it
    return colour.get("indexed") in _WHITES or is_white(colour.get("rgb", "")[-6:])


def _is_coloured(fill: etree._Element) -> bool:
    """Return whether a fill gives its cells a ground on which white letters are seen."""
    pattern = fill.find("{*}patternFill")
    if pattern is None:
        return fill.find("{*}gradientFill") is not None
    colour = pattern.find("{*}fgColor")
    kind = pattern.get("patternType", "none")
    return kind != "none" and not (kind == "solid" and (colour is None or _is_white(colour)))


def _at(values: Sequence[_Value], index: int) -> _Value | None:
    return values[index] if 0 <= index < len(values) else None

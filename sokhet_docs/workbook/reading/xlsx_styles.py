"""The styles part of an .xlsx → how a cell's style shows a number, a date or a text."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from sokhet_docs.text.legacy_encodings import is_legacy_font
from sokhet_docs.workbook.reading.number_format import BUILT_IN, NumberFormat, datetime_of, parse
from sokhet_docs.workbook.reading.sheets import Cell, CellKind

_GENERAL = parse("General")


@dataclass(frozen=True)
class Styles:
    """The number format and the old Vietnamese font ("" for others) of each cell style.

    A style that does not exist is General. ``since`` is the day of serial number 0.
    """

    formats: tuple[NumberFormat, ...]
    fonts: tuple[str, ...]
    since: datetime

    def number_cell(self, number: float, style: int) -> Cell:
        """Return the cell that holds ``number`` in ``style``."""
        if not math.isfinite(number):
            raise ValueError("a number that is no number")
        layout = self._format(style)
        shown = layout.show(number, self.since)
        if layout.is_date:
            return Cell(shown, CellKind.DATETIME, datetime_of(number, self.since))
        return Cell(shown, CellKind.NUMBER, number)

    def date_cell(self, value: datetime, style: int) -> Cell:
        """Return the cell that holds a day and time written as ISO text."""
        serial = (value.replace(tzinfo=None) - self.since).total_seconds() / 86_400
        layout = self._format(style)
        shown = (layout if layout.is_date else parse("dd/mm/yyyy")).show(serial, self.since)
        return Cell(shown, CellKind.DATETIME, value.replace(tzinfo=None))

    def text_cell(self, text: str, runs: tuple[tuple[str, str], ...], style: int) -> Cell:
        """Return the cell that holds ``text``; a run that names no font has the style's."""
        font = self.fonts[style] if style < len(self.fonts) else ""
        if font and not runs:
            runs = ((font, text),)
        if runs:
            return Cell(text, CellKind.TEXT, None, tuple((name or font, part) for name, part in runs))
        return Cell(self._format(style).show_text(text))

    def _format(self, style: int) -> NumberFormat:
        return self.formats[style] if style < len(self.formats) else _GENERAL


def read_styles(root: etree._Element | None, since: datetime) -> Styles:
    """Return the styles in the XML ``root``; None means that the workbook has none."""
    if root is None:
        return Styles((), (), since)
    codes = dict(BUILT_IN)
    for entry in root.iterfind("{*}numFmts/{*}numFmt"):
        codes[int(entry.get("numFmtId", "0"))] = entry.get("formatCode", "General")
    names = [_font_name(font) for font in root.iterfind("{*}fonts/{*}font")]
    styles = root.findall("{*}cellXfs/{*}xf")
    return Styles(
        tuple(parse(codes.get(int(style.get("numFmtId", "0")), "General")) for style in styles),
        tuple(_at(names, int(style.get("fontId", "0"))) for style in styles),
        since,
    )


def _font_name(font: etree._Element) -> str:
    """Return the font's name when it is an old Vietnamese one, else ""."""
    name = font.find("{*}name")
    value = "" if name is None else name.get("val", "")
    return value if is_legacy_font(value) else ""


def _at(names: list[str], index: int) -> str:
    return names[index] if index < len(names) else ""

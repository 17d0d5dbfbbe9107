"""The cells of one row of an OpenDocument spreadsheet → `Cell`s, as a Vietnamese machine shows them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from lxml import etree

from sokhet_docs.workbook.reading.iso_moments import iso_duration, iso_moment
from sokhet_docs.workbook.reading.number_format import NumberFormat, parse
from sokhet_docs.workbook.reading.ods_names import (
    CELL,
    CELL_STYLE,
    COLUMNS_REPEATED,
    COLUMNS_SPANNED,
    COVERED,
    PARAGRAPH,
    ROWS_REPEATED,
    ROWS_SPANNED,
    ods_name,
)
from sokhet_docs.workbook.reading.ods_styles import OdsStyles, Saying
from sokhet_docs.workbook.reading.sheets import MAX_COLUMNS, Cell, CellKind, Doubt, is_error_word
from sokhet_docs.workbook.reading.shown import moment_cell, number_in, numeric_cell, unreadable, with_formula

_VALUES = {
    "float": "office:value",
    "percentage": "office:value",
    "currency": "office:value",
    "date": "office:date-value",
    "time": "office:time-value",
}
_PARAGRAPHS = {PARAGRAPH, ods_name("text:h")}
_BLOCKS = (*_PARAGRAPHS, *map(ods_name, ("text:list", "text:list-header", "text:list-item", "text:section")))
_BESIDE = set(map(ods_name, ("office:annotation", "text:ruby-text", "text:note")))
_COUNTS = (COLUMNS_REPEATED, ROWS_REPEATED, COLUMNS_SPANNED, ROWS_SPANNED, ods_name("text:c"))
_TRUTHS = {"TRUE": "TRUE", "1": "TRUE", "FALSE": "FALSE", "0": "FALSE"}
_BREAKS = str.maketrans("\t\n\r", "   ")
_EPOCH = datetime(1899, 12, 30)
_GENERAL, _PERCENT, _SHORT_DATE, _TIME = (parse(code) for code in ("General", "0%", "dd/mm/yyyy", "hh:mm:ss"))
_UNSTYLED = {"date": _SHORT_DATE}

Columns = list[tuple[int, str]]
"""How many columns, and the style of their cells that name none ("": none), from the left."""


class _Type(NamedTuple):
    """How a text is set: its old Vietnamese font ("": another one), and what says how it looks."""

    font: str
    saying: Saying

    def changed_by(self, style: str, styles: OdsStyles) -> _Type:
        """Return how it is set in ``style`` within this."""
        said = styles.sayings.get(style)
        return _Type(styles.fonts.get(style, self.font), said.within(self.saying) if said else self.saying)


Runs = list[tuple[_Type, str]]


def count_of(element: etree._Element, attribute: str) -> int:
    """Return how often ``element`` is repeated, or over how many cells it spans. Raises ValueError."""
    return max(1, int(element.get(attribute, "1")))


def take_false_counts_out(element: etree._Element) -> list[str]:
    """Take the counts that are no numbers out of ``element`` and what is in it; return what to say."""
    said = []
    for each in element.iter(etree.Element):
        for name in _COUNTS:
            value = each.get(name)
            if value is not None and not value.strip().lstrip("+-").isdecimal():
                del each.attrib[name]
                said.append(f"Số lần lặp “{value}” ghi trong tệp không phải là số, coi như 1.")
    return said


def default_style(element: etree._Element) -> str:
    """Return the style of the cells in a row or column that name none; "" for none."""
    return element.get(ods_name("table:default-cell-style-name"), "")


def read_ods_cells(row: etree._Element, styles: OdsStyles, columns: Columns) -> dict[int, Cell]:
    """Return the filled cells of ``row`` by column. Raises ValueError for a damaged row."""
    cells: dict[int, Cell] = {}
    column = 1
    for element in row:
        if element.tag not in {CELL, COVERED}:
            continue
        repeated = count_of(element, COLUMNS_REPEATED)
        if element.tag == CELL and len(element.attrib) + len(element) > 0 and column <= MAX_COLUMNS:
            own = element.get(CELL_STYLE)
            style = own or default_style(row) or _style_of_column(columns, column)
            if cell := _cell(element, styles, style):
                cells.update(dict.fromkeys(range(column, min(column + repeated, MAX_COLUMNS + 1)), cell))
        column += repeated
    return cells


def _style_of_column(columns: Columns, column: int) -> str:
    for repeated, style in columns:
        column -= repeated
        if column < 1:
            return style
    return ""


def _cell(element: etree._Element, styles: OdsStyles, style: str) -> Cell | None:
    usual = _Type("", Saying()).changed_by(style, styles)
    paragraphs = list(_iter_paragraphs(element))
    runs = [run for index, part in enumerate(paragraphs)
            for run in [*([(usual, "\n")] if index else []), *_runs(part, usual, styles)]]  # fmt: skip
    layout = styles.formats.get(style, _UNSTYLED.get(element.get(ods_name("office:value-type"), "")))
    cell = _read_cell(element, runs, layout, is_blank=bool(paragraphs))
    if cell and (formula := element.get(ods_name("table:formula"))):
        cell = with_formula(cell, formula)
    return _with_looks(cell, runs, has_ground=styles.grounds.get(style, False)) if cell else None


def _with_looks(cell: Cell, runs: Runs, *, has_ground: bool) -> Cell:
    """Return ``cell`` with the looks of its ``runs``; white is seen where the cell has a colour."""
    looks = [(kind.saying.look(on_colour=has_ground), part) for kind, part in runs]
    alike = {look for look, part in looks if part.strip()}
    if not any(alike):
        return cell
    return cell._replace(looks=((alike.pop(), cell.text),) if len(alike) == 1 else tuple(looks))


def _read_cell(
    element: etree._Element, runs: Runs, layout: NumberFormat | None, *, is_blank: bool
) -> Cell | None:
    """Return the cell of ``runs``; ``is_blank``: it has paragraphs, so that no text in them is its text."""
    text = "".join(part for _, part in runs)
    kind = element.get(ods_name("office:value-type"))
    if kind is None and not text:
        # A formula without a type of value was never worked out; the text "" is a result.
        return Cell("", CellKind.UNKNOWN) if element.get(ods_name("table:formula")) else None
    if element.get(ods_name("calcext:value-type")) == "error":
        return Cell(text, CellKind.ERROR)
    if kind in _VALUES:
        return _valued(element, kind, text, layout, is_blank=is_blank and not text)
    if kind == "boolean":
        truth = element.get(ods_name("office:boolean-value"), "").upper()
        return Cell(_TRUTHS.get(truth, text), CellKind.BOOLEAN)
    text = text or ("" if is_blank else element.get(ods_name("office:string-value"), ""))
    fonts = tuple((kind.font, part) for kind, part in runs)
    return Cell(text, runs=fonts if any(font for font, _ in fonts) else ()) if text else None


def _iter_paragraphs(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the paragraphs of a cell, those of lists too, but not those of its notes and pictures."""
    for child in element.iterchildren(*_BLOCKS):
        if child.tag in _PARAGRAPHS:
            yield child
        else:
            yield from _iter_paragraphs(child)


def _valued(
    element: etree._Element, kind: str, text: str, layout: NumberFormat | None, *, is_blank: bool
) -> Cell | None:
    """Return the cell of a number, day or time, as its style shows it; as ``text`` where that is not known.

    ``is_blank``: the program that wrote the file showed nothing of the value.
    """
    value = element.get(ods_name(_VALUES[kind]), "")
    if text and is_error_word(text):
        return Cell(text, CellKind.ERROR)
    try:
        cell = _value_cell(kind, value.strip(), layout)
    except (ValueError, OverflowError):
        return (
            Cell(text, CellKind.DATETIME) if text and kind in {"date", "time"} else unreadable(value or text)
        )
    if layout is not None:
        return cell
    if kind == "float" and _is_plain_number(text, cell.value):
        return cell
    if text:
        return cell._replace(text=text, doubt=None)
    if is_blank:
        return cell._replace(text="", doubt=Doubt.HIDDEN) if cell.value else None
    return cell if kind == "date" else cell._replace(doubt=Doubt.UNSURE)


def _is_plain_number(text: str, value: object) -> bool:
    """Return whether ``text`` is the number as programs write it, who do not know how it will be shown."""
    try:
        return float(text) == value
    except ValueError:
        return False


def _value_cell(kind: str, value: str, layout: NumberFormat | None) -> Cell:
    """Return the cell of a value; raise ValueError or OverflowError for what is none of its ``kind``."""
    if kind == "date":
        return moment_cell(iso_moment(value), _of_dates(layout, _SHORT_DATE), _EPOCH)
    if kind == "time":
        length = iso_duration(value)
        if length is None:
            raise ValueError(f"no length of time: {value}")
        return numeric_cell(length / timedelta(days=1), _of_dates(layout, _TIME), _EPOCH)
    return numeric_cell(number_in(value), layout or (_PERCENT if kind == "percentage" else _GENERAL), _EPOCH)


def _of_dates(layout: NumberFormat | None, usual: NumberFormat) -> NumberFormat:
    """Return ``layout`` if it shows days or times, else the ``usual`` one: a day is shown as no number."""
    return layout if layout is not None and layout.is_clock else usual


def _runs(element: etree._Element, around: _Type, styles: OdsStyles) -> Runs:
    """Return the text of a paragraph as (type, text), its spaces, tabs and breaks written out.

    What is no text of the paragraph is left out: notes, readings of its signs. Its XML may be broken anywhere
    between words.
    """
    own = around.changed_by(element.get(ods_name("text:style-name"), ""), styles)
    runs: Runs = [(own, _in_one_line(element.text))]
    for child in element:
        if child.tag == ods_name("text:s"):
            runs.append((own, " " * min(int(child.get(ods_name("text:c"), "1")), 1000)))
        elif child.tag in {ods_name("text:tab"), ods_name("text:line-break")}:
            runs.append((own, "\t" if child.tag.endswith("tab") else "\n"))
        elif isinstance(child.tag, str) and child.tag not in _BESIDE:
            runs += _runs(child, own, styles)
        runs.append((own, _in_one_line(child.tail)))
    return [run for run in runs if run[1]]


def _in_one_line(text: str | None) -> str:
    return (text or "").translate(_BREAKS)

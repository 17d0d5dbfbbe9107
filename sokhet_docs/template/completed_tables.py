"""Tables as careless programs write them → tables with all that Word and docxtpl ask for.

A cell ends with a paragraph, a table has a grid, and a cell whose tag sets its background or its columns has
properties to set them in (ECMA-376 part 1, 17.4.4, 17.4.48, 17.4.65).
"""

from __future__ import annotations

import re

from lxml import etree

from sokhet_docs.office.namespaces import qn
from sokhet_docs.template.fitted_tables import cells_of, is_of, span_of

_TBL, _TBL_PR, _GRID, _COLUMN = (qn(f"w:{name}") for name in ("tbl", "tblPr", "tblGrid", "gridCol"))
_TR, _TC, _TC_PR, _TC_W, _P = (qn(f"w:{name}") for name in ("tr", "tc", "tcPr", "tcW", "p"))
_VAL, _W, _TYPE = qn("w:val"), qn("w:w"), qn("w:type")
_OF_CELL = re.compile(r"\{%\s*(?:colspan|cellbg|vm|hm)\b")
_BLOCKS = frozenset({_P, _TBL, qn("w:sdt"), qn("w:customXml"), qn("w:altChunk")})
_USUAL_WIDTH = 1700  # twips: 30 mm
_MAX_SPAN = 63  # columns of a table in Word


def complete_tables(root: etree._Element) -> bool:
    """Complete the tables below ``root``; tell whether anything was missing."""
    changes = [_complete_cell(cell) for cell in root.iter(_TC)]
    changes += [_complete_grid(table) for table in root.iter(_TBL)]
    return any(changes)


def _complete_cell(cell: etree._Element) -> bool:
    last = next((child for child in reversed(cell) if child.tag in _BLOCKS), None)
    needs_paragraph = last is None or last.tag == _TBL
    if needs_paragraph:
        etree.SubElement(cell, _P)
    properties = cell.find(_TC_PR)
    needs_properties = (properties is None or len(properties) == 0) and _sets_properties(cell)
    if needs_properties:
        if properties is None:
            properties = etree.Element(_TC_PR)
            cell.insert(0, properties)
        etree.SubElement(properties, qn("w:vAlign"), {_VAL: "top"})  # says nothing new, and stands last
    return needs_paragraph or needs_properties


def _sets_properties(cell: etree._Element) -> bool:
    return bool(_OF_CELL.search("".join(text.text or "" for text in cell.iter(qn("w:t")))))


def _complete_grid(table: etree._Element) -> bool:
    grid = table.find(_GRID)
    if grid is not None and len(grid):
        return False
    rows = [row for row in table.iter(_TR) if is_of(row, table)]
    widths_of_rows = ([w for cell in cells_of(row, table) for w in _widths_of(cell)] for row in rows)
    widths = max(widths_of_rows, key=len, default=[])
    if not widths:
        return False
    if grid is None:
        grid = etree.Element(_GRID)
        properties = table.find(_TBL_PR)
        table.insert(0 if properties is None else table.index(properties) + 1, grid)
    grid[:] = [etree.Element(_COLUMN, {_W: str(width)}) for width in widths]
    return True


def _widths_of(cell: etree._Element) -> list[int]:
    """Return the widths in twips of the columns that ``cell`` spans."""
    width, count = cell.find(f"{_TC_PR}/{_TC_W}"), min(span_of(cell), _MAX_SPAN)
    known = width is not None and width.get(_TYPE, "dxa") == "dxa" and width.get(_W, "").isdecimal()
    total = int(width.get(_W, "0")) if width is not None and known else _USUAL_WIDTH * count
    return [max(total // count, 1)] * count

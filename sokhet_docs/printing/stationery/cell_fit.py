"""A .docx whose rows have fixed heights → the cells whose words do not fit; smaller letters in such cells.

Words that a row of a fixed height has no room for are cut on paper without a sign.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from lxml import etree

from sokhet_docs.office.docx_styles import StyleSheet
from sokhet_docs.office.namespaces import qn
from sokhet_docs.office.package import Package, parse_package, write_package
from sokhet_docs.office.safe_xml import parse_xml, xml_bytes
from sokhet_docs.text.letter_widths import lines_of, width_in_mm

_MM_IN_A_TWIP, _MM_IN_A_POINT = 25.4 / 1440, 25.4 / 72
SMALLEST = 8.0  # points: smaller letters are not read well
_LINE = 1.15  # of the size of Times New Roman: a single line
_TRUE = frozenset({"1", "true", "on", ""})
_SAFE = 0.985  # programs differ by a little in where a line ends


_BEHIND_SIZE = {  # what the schema wants behind the size of letters
    qn(f"w:{name}")
    for name in (
        "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang",
        "eastAsianLayout", "specVanish", "oMath",
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CellFit:
    """A cell of a table in the body: which one, from 0, and how its words fit.

    ``excess`` is by how many mm they are too high or too wide; 0.0 where they fit.
    """

    table: int
    row: int
    column: int
    excess: float


def measure_cells(content: bytes) -> list[CellFit]:
    """Return how the words of every cell fit into it, in the order of the cells."""
    package, looks = _opened(content)
    cells = _iter_cells(parse_xml(package.document.blob))
    return [CellFit(*place, _excess(cell, row, looks)) for place, cell, row in cells]


def shrunk(content: bytes, cells: Collection[CellFit], factor: float) -> bytes:
    """Return ``content`` with the letters of ``cells`` smaller by ``factor``, not below `SMALLEST`."""
    package, looks = _opened(content)
    root = parse_xml(package.document.blob)
    chosen = {(cell.table, cell.row, cell.column) for cell in cells}
    for place, cell, _ in _iter_cells(root):
        if place in chosen:
            for paragraph in cell.iterchildren(qn("w:p")):
                looks.shrink(paragraph, factor)
    package.put(package.document.with_blob(xml_bytes(root)))
    return write_package(package)


def _opened(content: bytes) -> tuple[Package, _Looks]:
    package = parse_package(content, "")
    name = package.first("styles")
    return package, _Looks(StyleSheet(parse_xml(package.parts[name].blob) if name else None))


def _iter_cells(
    root: etree._Element,
) -> Iterator[tuple[tuple[int, int, int], etree._Element, etree._Element]]:
    """Yield the place of each cell of the body's tables, the cell, its row."""
    body = root.find(qn("w:body"))
    for at, table in enumerate(() if body is None else body.iterchildren(qn("w:tbl"))):
        for row_at, row in enumerate(table.iterchildren(qn("w:tr"))):
            for column, cell in enumerate(row.iterchildren(qn("w:tc"))):
                yield (at, row_at, column), cell, row


def _excess(cell: etree._Element, row: etree._Element, looks: _Looks) -> float:
    top, right, bottom, left = (_margin(cell, edge) for edge in ("top", "right", "bottom", "left"))
    width = _mm(cell.find(qn("w:tcPr/w:tcW")), "w") - left - right
    height = row.find(qn("w:trPr/w:trHeight"))
    if width <= 0:
        return 0.0
    lines = [looks.measured(paragraph, width * _SAFE) for paragraph in cell.iterchildren(qn("w:p"))]
    too_wide = max((wide - width for wide, _ in lines), default=0.0)
    is_fixed = height is not None and height.get(qn("w:hRule")) == "exact"
    room = _mm(height, "val") - top - bottom
    too_high = sum(high for _, high in lines) - room if is_fixed else 0.0
    return max(0.0, too_wide, too_high)


def _margin(cell: etree._Element, edge: str) -> float:
    return _mm(cell.find(qn(f"w:tcPr/w:tcMar/w:{edge}")), "w")


def _mm(element: etree._Element | None, name: str) -> float:
    value = "" if element is None else element.get(qn(f"w:{name}"), "")
    return float(value) * _MM_IN_A_TWIP if value.lstrip("-").isdigit() else 0.0


class _Looks:
    """How the paragraphs of one file are printed."""

    def __init__(self, styles: StyleSheet) -> None:
        self._styles = styles

    def measured(self, paragraph: etree._Element, width: float) -> tuple[float, float]:
        """Return how wide the widest word of a paragraph and how high the paragraph is, in mm."""
        runs = [run for run in paragraph.iter(qn("w:r")) if run.find(qn("w:t")) is not None]
        sizes = [self._size(paragraph, run) for run in runs or (None,)]
        bold = any(self._is_bold(paragraph, run) for run in runs)
        size, text = max(sizes), "".join(map(_text, runs))
        wide = max((width_in_mm(word, size, bold=bold) for word in re.split(r"[ \n]", text)), default=0.0)
        lines = lines_of(text, width, size, bold=bold)
        return wide, lines * self._line_height(paragraph, size) + self._space(paragraph)

    def shrink(self, paragraph: etree._Element, factor: float) -> None:
        """Give each run of a paragraph letters smaller by ``factor``."""
        for run in paragraph.iter(qn("w:r")):
            size = self._size(paragraph, run)
            properties = run.find(qn("w:rPr"))
            if properties is None:
                properties = etree.Element(qn("w:rPr"))
                run.insert(0, properties)
            for old in [*properties.iterfind(qn("w:sz")), *properties.iterfind(qn("w:szCs"))]:
                properties.remove(old)
            points = max(int(size * factor * 2) / 2, min(size, SMALLEST))
            smaller = etree.Element(qn("w:sz"), {qn("w:val"): str(int(points * 2))})
            behind = next((one for one in properties if one.tag in _BEHIND_SIZE), None)
            if behind is None:
                properties.append(smaller)
            else:
                behind.addprevious(smaller)

    def _size(self, paragraph: etree._Element, run: etree._Element | None) -> float:
        found = self._property(paragraph, run, "sz")
        value = "" if found is None else found.get(qn("w:val"), "")
        return float(value) / 2 if value.isdigit() else 12.0

    def _is_bold(self, paragraph: etree._Element, run: etree._Element) -> bool:
        found = self._property(paragraph, run, "b")
        return found is not None and found.get(qn("w:val"), "1") in _TRUE

    def _property(
        self, paragraph: etree._Element, run: etree._Element | None, name: str
    ) -> etree._Element | None:
        """Return the run's property ``name``: its own, its style's, its paragraph's, the file's."""
        holders = [] if run is None else [run, *self._lineage(run.find(qn("w:rPr/w:rStyle")))]
        holders += self._lineage(paragraph.find(qn("w:pPr/w:pStyle")))
        found = (holder.find(qn(f"w:rPr/w:{name}")) for holder in holders)
        own = next((element for element in found if element is not None), None)
        return self._styles.doc_defaults("rPr").get(name) if own is None else own

    def _lineage(self, style: etree._Element | None) -> tuple[etree._Element, ...]:
        return self._styles.lineage(style.get(qn("w:val"), "")) if style is not None else ()

    def _line_height(self, paragraph: etree._Element, size: float) -> float:
        single = _LINE * size * _MM_IN_A_POINT
        value = self._spacing(paragraph, "line")
        rule = self._spacing(paragraph, "lineRule") or "auto"
        if not value.isdigit():
            return single
        return single * int(value) / 240 if rule == "auto" else int(value) * _MM_IN_A_TWIP

    def _space(self, paragraph: etree._Element) -> float:
        edges = (self._spacing(paragraph, edge) for edge in ("before", "after"))
        return sum(int(value) * _MM_IN_A_TWIP for value in edges if value.isdigit())

    def _spacing(self, paragraph: etree._Element, name: str) -> str:
        holders = [paragraph, *self._lineage(paragraph.find(qn("w:pPr/w:pStyle")))]
        for spacing in (holder.find(qn("w:pPr/w:spacing")) for holder in holders):
            if spacing is not None and (value := spacing.get(qn(f"w:{name}"))):
                return value
        return ""


def _text(run: etree._Element) -> str:
    pieces = run.iter(qn("w:t"), qn("w:br"))
    return "".join("\n" if piece.tag == qn("w:br") else piece.text or "" for piece in pieces)

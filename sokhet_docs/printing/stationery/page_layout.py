"""A filled-in envelope or sheet of labels → the same on other paper: pages, columns and rows by measure."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from sokhet_docs.office.namespaces import qn
from sokhet_docs.office.package import parse_package, write_package
from sokhet_docs.office.safe_xml import parse_xml, xml_bytes
from sokhet_docs.printing.stationery.paper_sizes import A4, LabelSheet

_TWIPS = 1440 / 25.4  # in a mm
_W, _VAL = qn("w:w"), qn("w:val")
_ROOM = 0.5  # mm: for the paragraph that Word wants behind a table
_INSET, _INSET_DOWN = 2.5, 1.0  # mm: between a label's edge and its words
_UNPRINTED = 5.0  # mm: along the paper's edge, where office printers do not print
_ACROSS, _DOWN = ("left", "right"), ("top", "bottom")


def resize_envelopes(content: bytes, size: tuple[float, float]) -> bytes:
    """Return envelopes, a .docx, on paper of ``size``, width and height in mm; letters stay as large."""

    def resize(body: etree._Element) -> None:
        page = body.find(f"{qn('w:sectPr')}/{qn('w:pgSz')}")
        old = _twips(page, "w"), _twips(page, "h")
        if page is None or not all(old):
            return
        across, down = size[0] * _TWIPS / old[0], size[1] * _TWIPS / old[1]
        _scale(body, across, down)
        _set_page(body, size)

    return _changed(content, resize)


def lay_out_labels(content: bytes, sheet: LabelSheet) -> bytes:
    """Return labels, a .docx whose first table holds them, each where ``sheet`` has one."""

    def lay_out(body: etree._Element) -> None:
        left, top = sheet.start
        bottom = A4[1] - top - sheet.rows * (sheet.height + sheet.gap_y)
        _set_page(body, A4)
        _set_margins(body, {"left": left, "right": 0.0, "top": top, "bottom": max(0.0, bottom - _ROOM)})
        if (table := body.find(qn("w:tbl"))) is not None:
            _lay_out_table(table, sheet)

    return _changed(content, lay_out)


def _changed(content: bytes, change: Callable[[etree._Element], None]) -> bytes:
    package = parse_package(content, "")
    root = parse_xml(package.document.blob)
    body = root.find(qn("w:body"))
    if body is not None:
        change(body)
    package.put(package.document.with_blob(xml_bytes(root)))
    return write_package(package)


def _twips(element: etree._Element | None, name: str) -> int:
    return int(element.get(qn(f"w:{name}"), "0")) if element is not None else 0


def _scale(body: etree._Element, across: float, down: float) -> None:
    """Multiply margins, widths of columns and heights of rows."""
    for name in ("w:gridCol", "w:tcW", "w:tblW"):
        for element in body.iter(qn(name)):
            if element.get(qn("w:type"), "dxa") == "dxa":
                element.set(_W, str(round(_twips(element, "w") * across)))
    for height in body.iter(qn("w:trHeight")):
        height.set(_VAL, str(round(_twips(height, "val") * down)))
    for margins in body.iter(qn("w:pgMar")):
        for edges, factor in ((_ACROSS, across), (_DOWN, down)):
            for edge in edges:
                margins.set(qn(f"w:{edge}"), str(round(_twips(margins, edge) * factor)))


def _set_page(body: etree._Element, size: tuple[float, float]) -> None:
    for page in body.iter(qn("w:pgSz")):
        page.set(_W, str(round(size[0] * _TWIPS)))
        page.set(qn("w:h"), str(round(size[1] * _TWIPS)))
        page.set(qn("w:orient"), "landscape" if size[0] > size[1] else "portrait")


def _set_margins(body: etree._Element, edges: dict[str, float]) -> None:
    for margins in body.iter(qn("w:pgMar")):
        for edge, width in edges.items():
            margins.set(qn(f"w:{edge}"), str(round(width * _TWIPS)))


def _lay_out_table(table: etree._Element, sheet: LabelSheet) -> None:
    pitch = round((sheet.width + sheet.gap_x) * _TWIPS)
    grid = table.find(qn("w:tblGrid"))
    if grid is not None:
        grid[:] = [_element("gridCol", w=str(pitch)) for _ in range(sheet.columns)]
    for width in table.iterfind(f"{qn('w:tblPr')}/{qn('w:tblW')}"):
        width.set(_W, str(pitch * sheet.columns))
    for row_at, row in enumerate(table.iterchildren(qn("w:tr"))):
        _set_height(row, round((sheet.height + sheet.gap_y) * _TWIPS))
        for column, cell in enumerate(row.iterchildren(qn("w:tc"))):
            _set_cell(cell, pitch, _insets(sheet, column, row_at % sheet.rows))


def _insets(sheet: LabelSheet, column: int, row: int) -> dict[str, float]:
    """Return how far the words of a label are from the edges of its cell, the gaps within it, in mm."""
    left, top = sheet.start
    right = A4[0] - left - sheet.columns * (sheet.width + sheet.gap_x) + sheet.gap_x
    bottom = A4[1] - top - sheet.rows * (sheet.height + sheet.gap_y) + sheet.gap_y
    last_column, last_row = column == sheet.columns - 1, row == sheet.rows - 1
    return {
        "top": _inset(_INSET_DOWN, top, is_outer=row == 0),
        "left": _inset(_INSET, left, is_outer=column == 0),
        "bottom": _inset(_INSET_DOWN, bottom, is_outer=last_row) + sheet.gap_y,
        "right": _inset(_INSET, right, is_outer=last_column) + sheet.gap_x,
    }


def _inset(least: float, to_edge: float, *, is_outer: bool) -> float:
    return max(least, _UNPRINTED - to_edge) if is_outer else least


def _set_height(row: etree._Element, twips: int) -> None:
    properties = row.find(qn("w:trPr"))
    if properties is None:
        properties = _element("trPr")
        row.insert(0, properties)
    for old in properties.findall(qn("w:trHeight")):
        properties.remove(old)
    properties.append(_element("trHeight", val=str(twips), hRule="exact"))


def _set_cell(cell: etree._Element, pitch: int, inset: dict[str, float]) -> None:
    """Give a label's cell its width, and margins that keep the words off its edges and off the gaps."""
    properties = cell.find(qn("w:tcPr"))
    if properties is None:
        properties = _element("tcPr")
        cell.insert(0, properties)
    for name in ("w:tcW", "w:tcMar"):
        for old in properties.findall(qn(name)):
            properties.remove(old)
    properties.insert(0, _element("tcW", w=str(pitch), type="dxa"))
    margins = _element("tcMar")
    for edge, width in inset.items():
        margins.append(_element(edge, w=str(round(width * _TWIPS)), type="dxa"))
    after = [child for child in properties if child.tag in _BEHIND_MARGINS]
    if after:
        after[0].addprevious(margins)
    else:
        properties.append(margins)


_BEHIND_MARGINS = {qn(f"w:{name}") for name in ("textDirection", "tcFitText", "vAlign", "hideMark")}


def _element(name: str, **attributes: str) -> etree._Element:
    return etree.Element(qn(f"w:{name}"), {qn(f"w:{key}"): value for key, value in attributes.items()})

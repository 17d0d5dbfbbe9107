"""Tables whose columns a loop made → the same tables, as wide as in the template. Widths are in twips."""

from __future__ import annotations

from lxml import etree

from sokhet_docs.office.namespaces import qn
from sokhet_docs.office.package import Package
from sokhet_docs.office.safe_xml import parse_xml, xml_bytes

_W, _TYPE = qn("w:w"), qn("w:type")


def fit_tables(package: Package) -> None:
    """Let the columns of each table of the document fill its width."""
    part = package.parts[package.main]
    root = parse_xml(part.blob)
    changed = [_fit(table) for table in root.iter(qn("w:tbl"))]
    if any(changed):
        package.put(part.with_blob(xml_bytes(root)))


def _fit(table: etree._Element) -> bool:
    """Fit one table; return whether its widths changed."""
    size = table.find(f"{qn('w:tblPr')}/{qn('w:tblW')}")
    total = int(size.get(_W, "0")) if size is not None and size.get(_TYPE) == "dxa" else 0
    rows = [list(row.iterchildren(qn("w:tc"))) for row in table.iterchildren(qn("w:tr"))]
    wanted = [_width_of(cell) for cell in max(rows, key=len, default=[])]
    if not total or not all(wanted) or abs(sum(wanted) - total) <= len(wanted):
        return False
    widths = _shared(wanted, total)
    grid = table.find(qn("w:tblGrid"))
    if grid is not None:
        grid[:] = [etree.Element(qn("w:gridCol"), {_W: str(width)}) for width in widths]
    for row in rows:
        if len(row) == len(widths):
            _set_widths(row, widths)
    return True


def _shared(wanted: list[int], total: int) -> list[int]:
    """Return widths that fill ``total``: the widest column gives or takes, but keeps at least half."""
    widest = wanted.index(max(wanted))
    rest = sum(wanted) - wanted[widest]
    fitted = [*wanted]
    fitted[widest] = max(total - rest, wanted[widest] // 2)
    return [width * total // sum(fitted) for width in fitted]


def _width_of(cell: etree._Element) -> int:
    size = cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}")
    return int(size.get(_W, "0")) if size is not None and size.get(_TYPE) == "dxa" else 0


def _set_widths(row: list[etree._Element], widths: list[int]) -> None:
    for cell, width in zip(row, widths, strict=True):
        size = cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}")
        if size is not None:
            size.set(_W, str(width))

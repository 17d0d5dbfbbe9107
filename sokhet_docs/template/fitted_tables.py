"""Tables whose columns a loop made → the same tables within their old width, or on a landscape page.

The columns that stand in the template keep their widths; those of the loop share what is left, which the
cells of its tags took. Where that would be too narrow to write in, the section of the table is turned.
All widths are in twips.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from sokhet_docs.office.namespaces import qn
from sokhet_docs.office.safe_xml import parse_xml
from sokhet_docs.template.constant_folding import LOOPED

_MIN_WIDTH = 580  # about 10 mm: four figures of 11 points
_MAX_WIDTH = 1700  # 30 mm; what is left over goes to the widest column
_WIDTH = re.compile(r"(\d+)(?:\.\d+)?")
_TABLE = re.compile(r"<w:tbl>|<w:tbl [^>]*>|</w:tbl>")
_SECTION = re.compile(r"<w:sectPr\b.*?</w:sectPr>", re.DOTALL)
_PAGE_SIZE = re.compile(r"<w:pgSz\b[^>]*/>")
_LOOPED_NAME, _SPAN, _W, _VAL = qn("w:looped"), qn("w:gridSpan"), qn("w:w"), qn("w:val")


def with_fitted_tables(text: str, before: str) -> str:
    """Return ``text``, the content of a part that begins with ``before``, its looped tables fitted.

    A table in which tags are left around rows or cells is left as it is.
    """
    position = text.find(LOOPED)
    while position >= 0:
        start, end = _table_around(text, position)
        table = _fitted(text[start:end], before, _widths_of_page(text, end))
        fixed = table.text if table else text[start:end].replace(f" {LOOPED}", "")
        rest = _turned(text[end:]) if table and table.landscape else text[end:]
        text = text[:start] + fixed + rest
        position = text.find(LOOPED, start)
    return text


def _table_around(text: str, position: int) -> tuple[int, int]:
    """Return where the innermost table around ``position`` starts and ends."""
    starts: list[int] = []
    for match in _TABLE.finditer(text):
        if match.group() != "</w:tbl>":
            starts.append(match.start())
            continue
        start = starts.pop()
        if start < position < match.end():
            return start, match.end()
    return position, position + len(LOOPED)


@dataclass(frozen=True, slots=True)
class _Page:
    """How much wider the text of a section's page gets when it is turned; 0 where it is not to be."""

    gain: int


def _widths_of_page(text: str, position: int) -> _Page:
    section = _SECTION.search(text, position)
    size = _PAGE_SIZE.search(section.group()) if section else None
    width, height = (_number(size.group(), name) for name in ("w", "h")) if size else (0, 0)
    return _Page(max(0, height - width))


def _turned(rest: str) -> str:
    """Return ``rest`` with the page of its first section turned to landscape."""

    def turn(match: re.Match[str]) -> str:
        width, height = (_number(match.group(), name) for name in ("w", "h"))
        return f'<w:pgSz w:w="{height}" w:h="{width}" w:orient="landscape"/>'

    section = _SECTION.search(rest)
    if section is None:
        return rest
    return rest[: section.start()] + _PAGE_SIZE.sub(turn, section.group()) + rest[section.end() :]


def _number(element: str, name: str) -> int:
    match = re.search(rf'\sw:{name}="(\d+)"', element)
    return int(match.group(1)) if match else 0


@dataclass(frozen=True, slots=True)
class _Fitted:
    text: str
    landscape: bool


def _fitted(source: str, before: str, page: _Page) -> _Fitted | None:
    root = re.search(r"<[A-Za-z][^>]*>", before)
    declared = " ".join(re.findall(r'xmlns:[\w.-]+="[^"]*"', before)) if root else ""
    try:
        table = parse_xml(f"<root {declared}>{source}</root>".encode())[0]
    except etree.XMLSyntaxError:
        return None
    rows = [cells_of(row, table) for row in table.iter(qn("w:tr")) if is_of(row, table)]
    looped = [cells for cells in rows if any(_LOOPED_NAME in cell.attrib for cell in cells)]
    total = sum(_twips(column) for column in table.iterfind(f"{qn('w:tblGrid')}/{qn('w:gridCol')}"))
    if _has_tags_around_cells(table) or not looped:
        return None
    widest = max(looped, key=len)
    columns = [(_width_of(cell, total // len(widest)), _LOOPED_NAME in cell.attrib) for cell in widest]
    if sum(width for width, is_looped in columns if not is_looped) + len(columns) > total:
        return None  # no room to share out
    widths, landscape = _shared(columns, total, page)
    _set_grid(table, widths)
    for cells in rows:
        _fit_row(cells, widths)
        for cell in cells:
            cell.attrib.pop(_LOOPED_NAME, "")
    etree.cleanup_namespaces(table, keep_ns_prefixes=[prefix for prefix in table.nsmap if prefix])
    return _Fitted(_without_declarations(etree.tostring(table, encoding="unicode")), landscape)


def _has_tags_around_cells(table: etree._Element) -> bool:
    """Return whether each letter may have other rows or cells: docxtpl then fits the table itself."""
    elements = table.iter(qn("w:tbl"), qn("w:tr"), qn("w:tc"))
    texts = ((element.text or "") + (element.tail or "") for element in elements)
    spans = (span.get(_VAL, "") for span in table.iter(_SPAN))
    return any("{" in text for text in (*texts, *spans))


def _without_declarations(text: str) -> str:
    """Return the element ``text`` as it stands within its part, whose root declares the namespaces."""
    start, end = text.index("<"), text.index(">")
    return re.sub(r'\sxmlns:[\w.-]+="[^"]*"', "", text[start:end]) + text[end:]


def is_of(element: etree._Element, table: etree._Element) -> bool:
    """Return whether a row or cell is one of ``table`` itself, and not of a table within it."""
    return next(element.iterancestors(qn("w:tbl"))) is table


def cells_of(row: etree._Element, table: etree._Element) -> list[etree._Element]:
    """Return the cells of ``row``, those in content controls among them."""
    return [cell for cell in row.iter(qn("w:tc")) if is_of(cell, table)]


def _width_of(cell: etree._Element, otherwise: int) -> int:
    """Return the width of ``cell``; ``otherwise``, but enough to write in, where it has none in twips."""
    width = cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}")
    is_known = width is not None and width.get(qn("w:type"), "dxa") == "dxa" and _twips(width)
    return _twips(width) if width is not None and is_known else max(otherwise, _MAX_WIDTH)


def _twips(element: etree._Element) -> int:
    """Return the width of ``element``, which some programs write as 1250.66; 0 for any other."""
    match = _WIDTH.fullmatch(element.get(_W, ""))
    return int(match.group(1)) if match else 0


def _shared(cells: list[tuple[int, bool]], total: int, page: _Page) -> tuple[list[int], bool]:
    """Return the widths of ``cells`` (width, whether the loop made it), and whether the page is turned."""
    fixed = sum(width for width, looped in cells if not looped)
    count = sum(looped for _, looped in cells)
    landscape = (total - fixed) // count < _MIN_WIDTH and page.gain > 0
    left = total - fixed + (page.gain if landscape else 0)
    most = _MAX_WIDTH if count < len(cells) else left
    share = max(min(left // count, most), 1)
    widths = [share if looped else width for width, looped in cells]
    others = [index for index, (_, looped) in enumerate(cells) if not looped] or [0]
    widths[max(others, key=lambda index: widths[index])] += left - share * count
    return widths, landscape


def _set_grid(table: etree._Element, widths: list[int]) -> None:
    grid = table.find(qn("w:tblGrid"))
    if grid is not None:
        grid[:] = [etree.Element(qn("w:gridCol"), {_W: str(width)}) for width in widths]
    size = table.find(f"{qn('w:tblPr')}/{qn('w:tblW')}")
    if size is not None and size.get(qn("w:type")) == "dxa":
        size.set(_W, str(sum(widths)))


def _fit_row(cells: list[etree._Element], widths: list[int]) -> None:
    """Set the widths of the cells of a row."""
    spans = _fitting_spans([span_of(cell) for cell in cells], len(widths))
    column = 0
    for cell, span in zip(cells, spans, strict=True):
        _set_cell(cell, span, sum(widths[column : column + span]))
        column += span


def _fitting_spans(spans: list[int], count: int) -> list[int]:
    """Return ``spans`` changed to fill ``count`` columns: the widest cell gives or takes, else the last."""
    spans = list(spans)
    while spans and (missing := count - sum(spans)):
        most = max(spans)
        if missing > 0:
            spans[spans.index(most) if most > 1 else -1] += missing
        elif most > 1:
            spans[spans.index(most)] -= min(-missing, most - 1)
        else:
            break  # more cells than columns
    return spans


def span_of(cell: etree._Element) -> int:
    """Return how many columns ``cell`` spans; 1 where it does not say."""
    span = cell.find(f"{qn('w:tcPr')}/{_SPAN}")
    value = "" if span is None else span.get(_VAL, "")
    return int(value) if value.isascii() and value.isdigit() and value != "0" else 1


def _set_cell(cell: etree._Element, span: int, width: int) -> None:
    size, spanned = (cell.find(f"{qn('w:tcPr')}/{name}") for name in (qn("w:tcW"), _SPAN))
    if size is not None:
        size.set(_W, str(width))
        size.set(qn("w:type"), "dxa")
    if spanned is not None:
        spanned.set(_VAL, str(span))

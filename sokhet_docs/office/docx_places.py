"""A .docx → the place of each of its elements, in the words in which a person would say it.

Outside tables: ``đoạn 14``; in a table: ``bảng 2, hàng 3, ô 1``, and in a table within that cell
``bảng 2, hàng 3, ô 1, bảng con 1, hàng 1, ô 2``. A text box stands at its paragraph (``khung ở đoạn 3``), in
a cell it is part of the cell. Tables within cells and text boxes are counted there, so that they change no
number outside. All is counted from 1, rows and cells in content controls too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from sokhet_docs.office.namespaces import qn
from sokhet_docs.office.opc import Relationship

P, TBL, TR, TC, BOX = (qn(f"w:{name}") for name in ("p", "tbl", "tr", "tc", "txbxContent"))
COUNTED = (P, TBL, TR, TC, BOX)
FALLBACK = qn("mc:Fallback")  # what only old programs show: a second copy of the same content
UNREAD = frozenset({FALLBACK, qn("w:del"), qn("w:moveFrom")})
_PARTS = {
    "header": "đầu trang {}",
    "footer": "chân trang {}",
    "footnotes": "chú thích cuối trang",
    "endnotes": "chú thích cuối văn bản",
}
_REFERENCES = (qn("w:headerReference"), qn("w:footerReference"))
Placed = tuple[etree._Element, str]
_PAGES = {"default": 0, "first": 1, "even": 2}


@dataclass(slots=True)
class _Container:
    """A container of paragraphs and tables: the part (``place`` is ""), a text box, a cell."""

    place: str = ""
    paragraphs: int = 0
    tables: int = 0
    in_cell: bool = False

    def next_table(self) -> str:
        """Count one more table and return its place."""
        self.tables += 1
        word = "bảng con" if self.in_cell else "bảng"
        return f"{self.place}, {word} {self.tables}" if self.place else f"{word} {self.tables}"


@dataclass(slots=True)
class _Table:
    place: str
    rows: int = 0
    cells: int = 0

    @property
    def spot(self) -> str:
        return f"{self.place}, hàng {max(self.rows, 1)}, ô {max(self.cells, 1)}"


class PlaceCounter:
    """The current place in a walk of a part's XML; call `start` and `end` for elements of `COUNTED`."""

    def __init__(self) -> None:
        # None is a cell in which no table or text box was met: most are such, and cost nothing.
        self._holders: list[_Container | None] = [_Container()]
        self._tables: list[_Table] = []

    def start(self, tag: object) -> None:
        """Count an element that the walk comes to."""
        if tag == P:
            if (holder := self._holders[-1]) is not None:
                holder.paragraphs += 1
        elif tag == TC and self._tables:
            self._tables[-1].cells += 1
            self._holders.append(None)
        elif tag == TR and self._tables:
            self._tables[-1].rows += 1
            self._tables[-1].cells = 0
        elif tag == TBL:
            self._tables.append(_Table(self._holder().next_table()))
        elif tag in (BOX, TC):
            holder = self._holder()
            is_outside = tag == BOX and not holder.place
            # A box in a cell is part of the cell; a cell in no table is one of a damaged file.
            self._holders.append(_Container(f"khung ở {self.spot()}") if is_outside else holder)

    def _holder(self) -> _Container:
        holder = self._holders[-1]
        if holder is None:
            holder = self._holders[-1] = _Container(self._tables[-1].spot, in_cell=True)
        return holder

    def end(self, tag: object) -> None:
        """Leave an element."""
        if tag in (TC, BOX):
            self._holders.pop()
        elif tag == TBL:
            self._tables.pop()

    def spot(self) -> str:
        """Return the current place in words."""
        holder = self._holders[-1]
        if holder is not None and holder.place:
            return holder.place
        if self._tables:
            return self._tables[-1].spot
        return f"đoạn {max(holder.paragraphs if holder else 0, 1)}"

    def paragraph_number(self) -> int | None:
        """Return the number of the paragraph that is open; None in a table or a text box."""
        holder = self._holders[-1]
        return None if holder is None or holder.place or self._tables else holder.paragraphs

    def table(self) -> str:
        """Return the place of the innermost table that is open."""
        return self._tables[-1].place


def iter_places(root: etree._Element, label: str, tag: str | None = None) -> Iterator[Placed]:
    """Yield the elements of a part called ``tag`` (None: all), each with its place; ``label`` begins it.

    Content for old programs is skipped: it repeats what all others show.
    """
    counter, prefix = PlaceCounter(), f"{label}, " if label else ""
    walk = etree.iterwalk(root, events=("start", "end"), tag=None if tag is None else (*COUNTED, FALLBACK))
    for event, element in walk:
        if event == "end":
            counter.end(element.tag)
        elif element.tag == FALLBACK:
            walk.skip_subtree()
        else:
            counter.start(element.tag)
            if tag in (None, element.tag):
                yield element, f"{prefix}{counter.spot()}"


def label_parts(document: etree._Element, relationships: Iterable[Relationship]) -> dict[str, str]:
    """Return the parts beside the body that hold text, in reading order, with what people call each.

    ``document`` is the root of the main part, ``relationships`` are its own. Headers and footers are counted
    as the sections have them: for usual pages, for a first page, for even pages.
    """
    kinds = {rel.target: rel.kind for rel in relationships if rel.kind in _PARTS and not rel.external}
    targets = {rel.id: rel.target for rel in relationships}
    referred = [targets.get(rel_id) for rel_id in _iter_references(document)]
    names = dict.fromkeys([name for name in referred if name in kinds] + list(kinds))
    labels: dict[str, str] = {}
    for kind, label in _PARTS.items():
        alike = [name for name in names if kinds[name] == kind]
        labels |= {name: label.format(number) for number, name in enumerate(alike, 1)}
    return labels


def _iter_references(document: etree._Element) -> Iterator[str]:
    for section in document.iter(qn("w:sectPr")):
        for reference in sorted(section.iterchildren(*_REFERENCES), key=_order_of_page):
            yield reference.get(qn("r:id"), "")


def _order_of_page(reference: etree._Element) -> int:
    return _PAGES.get(reference.get(qn("w:type"), ""), 0)

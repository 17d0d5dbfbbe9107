"""A template file → where each of its tags stands, in the words that a person reads a page by.

Body: ``đoạn 14``, ``bảng 2, hàng 3, ô 1``; other parts: ``đầu trang 1``, ``chân trang 1``, ``chú thích 1``,
``thuộc tính tệp``. Paragraphs outside tables, tables, rows and cells are counted from 1.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from sokhet_docs.office.namespaces import qn
from sokhet_docs.office.package import Package
from sokhet_docs.office.safe_xml import parse_xml
from sokhet_docs.problems import Place
from sokhet_docs.template.rendered_parts import BODY, CORE, FOOTER, FOOTNOTES, HEADER
from sokhet_docs.template.tags import Tag

_P, _TBL, _TR, _TC, _T = (qn(f"w:{name}") for name in ("p", "tbl", "tr", "tc", "t"))
_BREAKS = (qn("w:tab"), qn("w:br"), qn("w:cr"))
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_PART_NAMES = {
    BODY: "",
    HEADER: "đầu trang",
    FOOTER: "chân trang",
    FOOTNOTES: "chú thích",
    "endnotes": "chú thích cuối",
    CORE: "thuộc tính tệp",
}
_PREFIX = re.compile(r"^(\{[{%#]-?)(?:tr|tc|p|r)(?=\s)")
_NOISE = re.compile(r"[\s“”‘’\"'\-+]|&(?:amp|lt|gt|quot);|[<>&]")


@dataclass(frozen=True, slots=True)
class PlacedText:
    """The text of one paragraph (or of one attribute), and its place."""

    place: Place
    text: str
    row: int = 0  # the table row it stands in, counted through the part; 0 outside tables
    in_attribute: bool = False

    @property
    def tags(self) -> list[str]:
        """Return the whole tags of this text."""
        return _TAG.findall(self.text)


@dataclass(slots=True)
class _Counter:
    """The place in words, kept while an XML tree is walked."""

    label: str
    paragraphs: int = 0
    tables: int = 0
    rows: int = 0
    cells: list[list[int]] = field(
        default_factory=list
    )  # table, row, cell, row through the part; innermost last

    @property
    def row(self) -> int:
        """Return the row of the innermost table, counted through the part; 0 outside tables."""
        return self.cells[-1][3] if self.cells else 0

    def enter(self, tag: str | bytes) -> None:
        """Count an element that the walk comes to."""
        if tag == _TBL:
            self.tables += 1
            self.cells.append([self.tables, 0, 0, 0])
        elif tag == _TR and self.cells:
            self.rows += 1
            self.cells[-1][1:] = [self.cells[-1][1] + 1, 0, self.rows]
        elif tag == _TC and self.cells:
            self.cells[-1][2] += 1
        elif tag == _P:
            self.paragraphs += not self.cells

    def spot(self) -> str:
        """Return the place in words."""
        words = [self.label] if self.label else []
        if self.cells:
            words += [f"bảng {table}, hàng {row}, ô {max(cell, 1)}" for table, row, cell, _ in self.cells]
        else:
            words.append(f"đoạn {max(self.paragraphs, 1)}")
        return ", ".join(words)


def iter_texts(package: Package, kind: str) -> Iterator[PlacedText]:
    """Yield every paragraph and every tagged attribute of the parts of ``kind``, with its place."""
    names = {BODY: [package.main], CORE: [package.core_name() or ""]}.get(kind) or package.related(kind)
    for rank, name in enumerate(names, 1):
        if name not in package.parts:
            continue
        label = f"{_PART_NAMES[kind]} {rank}".strip() if kind not in (BODY, CORE) else _PART_NAMES[kind]
        root = parse_xml(package.parts[name].blob)
        if kind == CORE:
            yield from (PlacedText(Place(package.file, label), one.text) for one in root if one.text)
        else:
            yield from _walk(root, _Counter(label), package.file)


def _walk(element: etree._Element, counter: _Counter, file: str) -> Iterator[PlacedText]:
    counter.enter(element.tag)
    place = Place(file, counter.spot())
    values = map(str, element.attrib.values())
    yield from (PlacedText(place, value, counter.row, True) for value in values if _TAG.search(value))
    if element.tag == _P:
        yield PlacedText(place, _own_text(element), counter.row)
    for child in element.iterchildren(tag=etree.Element):
        yield from _walk(child, counter, file)
    if element.tag == _TBL:
        counter.cells.pop()


def _own_text(paragraph: etree._Element) -> str:
    own = (one for one in paragraph.iter(_T, *_BREAKS) if next(one.iterancestors(_P)) is paragraph)
    return "".join(one.text or "" if one.tag == _T else " " for one in own)


def key_of(tag: str) -> str:
    """Return what stays the same of a tag between the file and the patched text."""
    return _NOISE.sub("", _PREFIX.sub(r"\1", tag))


def place_tags(packages: Iterable[Package], kind: str, tags: Sequence[Tag]) -> list[Place | None]:
    """Return the place of each of ``tags``, which stand in parts of ``kind``; None where it is unknown."""
    waiting: defaultdict[str, deque[Place]] = defaultdict(deque)
    for package in packages:
        for text in iter_texts(package, kind):
            for tag in text.tags:
                waiting[key_of(tag)].append(text.place)
    places: list[Place | None] = []
    for one in tags:
        queue = waiting.get(key_of(one.typed))
        places.append(queue.popleft() if queue else None)
    return places

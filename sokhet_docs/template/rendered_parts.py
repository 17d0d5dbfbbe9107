"""A package → the parts that docxtpl fills in, each as the text that its tags are read from.

They are the body, headers, footers, footnotes and six core properties; docxtpl's own patching is called for
each. Tags in other parts stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from lxml import etree

from sokhet_docs.office.namespaces import qn
from sokhet_docs.office.package import Package
from sokhet_docs.office.safe_xml import XML_DECLARATION, parse_xml
from sokhet_docs.template.cell_order import order_cells
from sokhet_docs.template.tags import TAG

if TYPE_CHECKING:
    from docxtpl import DocxTemplate

_MAYBE_TAG = re.compile(r"\{[{%#]|[{}%#](?:<[^>]*>)+[{}%#]")
_AROUND_TAGS = re.compile(f"({TAG.pattern})", re.DOTALL)
_ROOT = re.compile(r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<[^>]*>", re.DOTALL)
CORE_PROPERTIES = ("creator", "description", "identifier", "language", "subject", "title")
"""The core properties that docxtpl fills in, in the order in which python-docx adds missing ones."""

BODY, HEADER, FOOTER, FOOTNOTES, CORE = "body", "header", "footer", "footnotes", "core"


@dataclass(frozen=True, slots=True)
class PartSource:
    """One part to be filled in: its name, kind, and XML in three: the outer element's start, content, end.

    ``text`` is the content as docxtpl patches it; tags stand in it alone.
    """

    name: str
    kind: str
    before: str
    text: str
    after: str


@dataclass(slots=True)
class Segment:
    """What one document puts into a part: its index in the packet, its tagged text, and its source."""

    document: int
    text: str
    source: PartSource


@dataclass(slots=True)
class WholePart:
    """A part of the packet that may hold tags: fixed start and end, and the documents' segments between.

    ``set_apart`` returns the filled-in part with its documents set apart; None where they are so already.
    """

    name: str
    kind: str
    before: str
    segments: list[Segment]
    after: str
    set_apart: Callable[[str], str] | None = None


def tagged_parts(package: Package) -> list[str]:
    """Return the names of the parts with text that docxtpl fills in, the main part first."""
    beside = (name for kind in (HEADER, FOOTER, FOOTNOTES) for name in package.related(kind))
    return [package.main, *beside]


def iter_sources(package: Package) -> Iterator[PartSource]:
    """Yield every part of ``package`` that may hold tags, patched by docxtpl."""
    import docxtpl  # slow to import, and needed only where templates are compiled

    patcher = docxtpl.DocxTemplate("")
    yield _body_source(package.main, _text_of(package, package.main), patcher)
    for kind in (HEADER, FOOTER, FOOTNOTES):
        for name in package.related(kind):
            yield _source(name, kind, XML_DECLARATION + patch(patcher, _text_of(package, name)))
    if (core := package.core_name()) and core in package.parts:
        yield _source(core, CORE, XML_DECLARATION + _core_text(package.parts[core].blob))


def _text_of(package: Package, name: str) -> str:
    return etree.tostring(parse_xml(package.parts[name].blob), encoding="unicode")


def patch(patcher: DocxTemplate, text: str) -> str:
    """Return ``text`` as docxtpl patches it; text that can hold no tag is as it was."""
    return order_cells(patcher.patch_xml(text)) if _MAYBE_TAG.search(text) else text


def _body_source(name: str, document: str, patcher: DocxTemplate) -> PartSource:
    start = document.index("<w:body")
    end = document.rfind("</w:body>")
    if end < 0:  # <w:body/>
        return PartSource(name, BODY, XML_DECLARATION + document, "", "")
    body = patch(patcher, document[start : end + len("</w:body>")])
    inner = body.index(">") + 1
    before = XML_DECLARATION + document[:start] + body[:inner]
    return PartSource(name, BODY, before, body[inner : -len("</w:body>")], document[end:])


def plain_source(name: str, kind: str, blob: bytes) -> PartSource:
    """Return a part that docxtpl does not fill in, in three."""
    return _source(name, kind, blob.decode("utf-8"))


def _source(name: str, kind: str, text: str) -> PartSource:
    root = _ROOT.match(text)
    end = text.rfind("</")
    if root is None or root.group().endswith("/>") or end < root.end():
        return PartSource(name, kind, text, "", "")
    return PartSource(name, kind, root.group(), text[root.end() : end], text[end:])


def _core_text(blob: bytes) -> str:
    """Return the core properties with the six elements that docxtpl writes, tags left unescaped in them."""
    root = parse_xml(blob)
    tagged: dict[str, str] = {}
    for name in CORE_PROPERTIES:
        element = root.find(qn(f"dc:{name}"))
        if element is None:
            element = etree.SubElement(root, qn(f"dc:{name}"))
        if element.text and TAG.search(element.text):
            mark = f"sokhet-{name}-mark"
            tagged[mark] = _escape_around_tags(element.text)
            element.text = mark
    text = etree.tostring(root, encoding="unicode")
    for mark, source in tagged.items():
        text = text.replace(mark, source)
    return text


def _escape_around_tags(text: str) -> str:
    pieces = _AROUND_TAGS.split(text)
    return "".join(piece if index % 2 else escape(piece, quote=False) for index, piece in enumerate(pieces))

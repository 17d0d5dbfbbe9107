"""The bytes of a .docx → its text, each paragraph with its place as a person would count it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from sokhet_docs.office.docx_places import BOX, UNREAD, P, iter_places, label_parts
from sokhet_docs.office.namespaces import qn
from sokhet_docs.office.opc import WORD_MAIN, PackageReader
from sokhet_docs.office.safe_zip import UNREADABLE, WORD_TEXT

SIGNS = {qn("w:tab"): "\t", qn("w:ptab"): "\t", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
"""What stands for a sign among the texts of a run; a w:br may be a break of the page."""

_TEXTS = {**SIGNS, qn("w:br"): "\n", qn("w:t"): ""}
_TAB_STOPS = qn("w:tabs")
_UNNAMED_PROPERTIES = frozenset({"created", "modified", "revision", "lastModifiedBy"})


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph or property of a .docx: its place as a person would count it, and its text."""

    place: str
    text: str


def read_passages(docx_bytes: bytes) -> list[Passage]:
    """Return every passage of a .docx: body, headers, footers, notes, properties; empty ones left out.

    Raises ValueError when ``docx_bytes`` is no .docx, or more than the `WORD_TEXT` of one.
    """
    try:
        with PackageReader.opened(io.BytesIO(docx_bytes), WORD_TEXT) as reader:
            return list(_iter_passages(reader))
    except UNREADABLE as err:
        raise ValueError("not a .docx") from err


def _iter_passages(reader: PackageReader) -> Iterator[Passage]:
    main = reader.main or WORD_MAIN
    document = reader.xml(main)
    labels = label_parts(document, reader.relationships_of(main))
    yield from _iter_paragraphs(document, "")
    for name, label in labels.items():
        if name in reader:
            yield from _iter_paragraphs(reader.xml(name), label)
    core = reader.related("", "core-properties")
    if core and core in reader:
        yield from iter_properties(reader.xml(core))


def _iter_paragraphs(root: etree._Element, label: str) -> Iterator[Passage]:
    etree.strip_elements(root, *UNREAD, with_tail=False)
    for paragraph, place in iter_places(root, label, P):
        if text := text_of(paragraph).rstrip():
            yield Passage(place, text)


def text_of(paragraph: etree._Element) -> str:
    """Return the words of a paragraph, without those of text boxes in it."""
    elements: Iterator[etree._Element] = paragraph.iter(*_TEXTS)
    if next(paragraph.iter(BOX), None) is not None:
        elements = (element for element in elements if next(element.iterancestors(P)) is paragraph)
    return "".join(element.text or _sign_of(element) for element in elements)


def _sign_of(element: etree._Element) -> str:
    parent = element.getparent()
    is_tab_stop = parent is not None and parent.tag == _TAB_STOPS
    return "" if is_tab_stop else _TEXTS[str(element.tag)]


def iter_properties(core: etree._Element) -> Iterator[Passage]:
    """Yield the texts of a core properties part."""
    for element in core.iterchildren(etree.Element):
        name = etree.QName(element).localname
        if element.text and name not in _UNNAMED_PROPERTIES:
            yield Passage(f"thuộc tính {name}", element.text)

"""The sections of each document of a packet: each begins a new page, page numbers from 1, its own headers.

A section without a header (or another setting) inherits it from the section before, which may be of another
document; so each document's first section states everything, with an empty header where it has none.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from sokhet_docs.office.namespaces import qn
from sokhet_docs.template.composing.fragments import parsed, written
from sokhet_docs.template.composing.front_pages import with_end_mark, with_front_marks
from sokhet_docs.template.composing.ordered_children import child_of
from sokhet_docs.template.composing.own_settings import KINDS, OwnSettings
from sokhet_docs.template.composing.section_notes import (
    REFERENCES,
    leave_endnotes,
    restart_notes,
    say_own_notes,
)

_SECTION = re.compile(r"<w:sectPr(?: [^>]*)?(?:/>|>.*?</w:sectPr>)", re.DOTALL)
_BEFORE_TYPE = (*REFERENCES, "footnotePr", "endnotePr")
_BEFORE_NUMBERS = (*_BEFORE_TYPE, "type", "pgSz", "pgMar", "paperSrc", "pgBorders", "lnNumType")
_OWN_PAGE = ("nextPage", "oddPage", "evenPage")
_LAST_PARAGRAPH = re.compile(
    r"<w:p(?P<attributes> [^>]*?)?(?:/>|>(?P<properties><w:pPr/>|<w:pPr>.*?</w:pPr>)?)", re.DOTALL
)
_NO_BORDERS = "".join(
    f'<w:{side} w:val="nil"/>' for side in ("top", "left", "bottom", "right", "between", "bar")
)
BARE = f'<w:pBdr>{_NO_BORDERS}</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="auto"/>'
"""The properties of a paragraph without the borders and the shading that the file's defaults may have."""
_TINY = (
    f'<w:p><w:pPr>{BARE}<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    '<w:ind w:left="0" w:right="0" w:firstLine="0"/><w:rPr><w:sz w:val="2"/></w:rPr>{}</w:pPr></w:p>'
)  # fmt: skip
# Where a section with a first page of its own begins on an odd page, LibreOffice takes its second page for
# the first. It does without: before a number that restarts it leaves a back page blank by itself. Word, from
# 2010 on, knows the name space that the choice requires; LibreOffice does not.
_ODD_PAGE = '<w:type w:val="oddPage"/>'
_ODD_PAGE_IN_WORD = (
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice '
    'xmlns:wpi="http://schemas.microsoft.com/office/word/2010/wordprocessingInk" Requires="wpi">'
    f'{_ODD_PAGE}</mc:Choice><mc:Fallback><w:type w:val="nextPage"/></mc:Fallback></mc:AlternateContent>'
)

_BLANK_HEIGHT = 60  # twips that LibreOffice gives to a blank header at least; the paragraph in it has 20
_EDGES = {"headerReference": "top", "footerReference": "bottom"}

Reference = tuple[str, str]  # headerReference or footerReference; default, first or even


@dataclass(slots=True)
class PacketSections:
    """What the documents composed so far contain, which the next one must take into account.

    ``blank`` returns the relationship id of an empty header or footer part. ``even_differs`` is whether the
    packet's settings give even pages headers of their own, ``duplex`` whether each begins on a front page,
    ``ends_sections`` whether endnotes stand at the ends of sections. ``notes`` are the kinds that there are,
    ``documents`` counts the documents.
    """

    blank: Callable[[str], str]
    even_differs: bool
    duplex: bool = False
    ends_sections: bool = False
    references: set[Reference] = field(default_factory=set)
    notes: set[str] = field(default_factory=set)
    documents: int = 0


def separate(text: str, packet: PacketSections, own: OwnSettings, *, first: bool, last: bool) -> str:
    """Return a document's body text as a part of the packet; what it has is added to ``packet``.

    ``first`` and ``last`` say where the document stands; the last one keeps its final section where it is.
    """
    notes = {kind for kind in KINDS if f"<w:{kind.removesuffix('Pr')}Reference" in text}
    text, final = _split_final(text)
    sections = [*_SECTION.findall(text), final]
    changed: list[str] = []
    blank = set() if first else {name for name, _ in packet.references}
    for index, section in enumerate(sections):
        element = parsed(section)
        blank -= {_reference(child)[0] for child in element if _is_reference(child)}
        _leave_no_room(element, blank)
        if packet.even_differs and not own.has_even_headers:
            _even_as_default(element)
        say_own_notes(element, own)
        if index == 0:
            _start_page(element, packet, first=first)
            for kind in sorted(notes & packet.notes & own.continuous):
                restart_notes(element, kind)
        if packet.ends_sections and not own.ends_sections and index < len(sections) - 1:
            leave_endnotes(element)
        packet.references |= {_reference(child) for child in element if _is_reference(child)}
        changed.append(
            _for_both_programs(written(element), own_page=packet.duplex and not index and not first)
        )
    packet.notes |= notes
    packet.documents += 1
    rest = iter(changed)
    text = _SECTION.sub(lambda _: next(rest), text)
    text = text + changed[-1] if last else with_end_mark(_closed(text, changed[-1]), packet.documents)
    return with_front_marks(text, packet.documents) if packet.duplex else text


def _split_final(text: str) -> tuple[str, str]:
    start = text.rfind("<w:sectPr")
    if start < 0 or not text.endswith(("</w:sectPr>", "/>")) or "</w:p>" in text[start:]:
        return text, "<w:sectPr/>"
    return text[:start], text[start:]


def _start_page(element: etree._Element, packet: PacketSections, *, first: bool) -> None:
    numbers = child_of(element, "pgNumType", _BEFORE_NUMBERS)
    if numbers.get(qn("w:start")) is None:
        numbers.set(qn("w:start"), "1")
    if first:
        return
    kind = element.find(qn("w:type"))
    if packet.duplex:
        kind = child_of(element, "type", _BEFORE_TYPE)
        kind.set(qn("w:val"), "oddPage")
    if kind is not None and kind.get(qn("w:val")) not in _OWN_PAGE:
        element.remove(kind)
    present = {_reference(child) for child in element if _is_reference(child)}
    for name, kind_of_page in sorted(packet.references - present):
        _refer(element, name, kind_of_page, packet.blank(name))


def _leave_no_room(element: etree._Element, blank: set[str]) -> None:
    """Put the headers and footers that are ``blank`` at the edge of the text.

    So they push no text away, and the borders of the page, which stand around them, stay where they are.
    """
    margins = element.find(qn("w:pgMar"))
    if margins is None:
        return
    for name in blank:
        edge = margins.get(qn(f"w:{_EDGES[name]}"), "")
        if edge.lstrip("-").isdecimal():
            room = max(abs(int(edge)) - _BLANK_HEIGHT, 0)
            margins.set(qn(f"w:{name.removesuffix('Reference')}"), str(room))


def _for_both_programs(section: str, *, own_page: bool) -> str:
    """Return ``section``, a document's first if ``own_page``, so that LibreOffice numbers its second page."""
    has_first_page = own_page and "<w:titlePg" in section
    return section.replace(_ODD_PAGE, _ODD_PAGE_IN_WORD) if has_first_page else section


def _even_as_default(element: etree._Element) -> None:
    """Give even pages the headers of the others: this document has the same on both."""
    references = {_reference(child): child for child in element if _is_reference(child)}
    for name in REFERENCES:
        if (name, "even") in references:
            element.remove(references[name, "even"])
        if (name, "default") in references:
            _refer(element, name, "even", references[name, "default"].get(qn("r:id"), ""))


def _refer(element: etree._Element, name: str, kind_of_page: str, relationship: str) -> None:
    reference = etree.Element(qn(f"w:{name}"))
    reference.set(qn("w:type"), kind_of_page)
    reference.set(qn("r:id"), relationship)
    element.insert(0, reference)


def _is_reference(element: etree._Element) -> bool:
    return element.tag in (qn("w:headerReference"), qn("w:footerReference"))


def _reference(element: etree._Element) -> Reference:
    return etree.QName(element).localname, element.get(qn("w:type"), "default")


def _closed(text: str, section: str) -> str:
    """Return ``text`` with ``section`` in its last paragraph, or in a tiny new one where it cannot be."""
    start = max(text.rfind("<w:p>"), text.rfind("<w:p "))
    last = text[start:] if start >= 0 else ""
    one_paragraph = last.endswith("</w:p>") and last.count("</w:p>") == 1
    simple = one_paragraph or (last.endswith("/>") and last.count("<") == 1)
    if not simple or any(word in last for word in ("{%", "<w:sectPr", "w:pPrChange")):
        return text + _TINY.format(section)
    match = _LAST_PARAGRAPH.match(last)
    assert match is not None, "a paragraph starts here"  # noqa: S101
    opening = f"<w:p{match['attributes'] or ''}>"
    properties = match["properties"] or ""
    inner = properties[len("<w:pPr>") : -len("</w:pPr>")] if properties.endswith("</w:pPr>") else ""
    rest = last[match.end() :] or "</w:p>"
    return f"{text[:start]}{opening}<w:pPr>{inner}{section}</w:pPr>{rest}"

"""A template → the same template with a mark on every page, no line of its layout moved.

The mark is a frame in the top margin, above the page number and outside the text (4.5 to 9.5 mm from the
edge); it stands in every header, and a section that has none of a sort gets one that is 1 pt high.
"""

from __future__ import annotations

from lxml import etree

from sokhet_docs.office.namespaces import W, qn
from sokhet_docs.office.opc import OFFICE_REL_PREFIX, WORD_TYPE_PREFIX, Relationship
from sokhet_docs.office.package import Package, Part
from sokhet_docs.office.safe_xml import parse_xml, xml_bytes

_SORTS = ("default", "first", "even")
# Lengths in twips: 12 pt bold red in a red box, 34 mm wide, from 4.5 mm below the page's upper edge.
_FRAME = (
    f'<w:p xmlns:w="{W}"><w:pPr>'
    '<w:framePr w:w="1928" w:h="284" w:hRule="exact" w:wrap="around" w:hAnchor="margin" w:vAnchor="page" '
    'w:xAlign="right" w:y="255"/>'
    "<w:pBdr>{borders}</w:pBdr>"
    '<w:spacing w:before="0" w:after="0" w:line="284" w:lineRule="exact"/>'
    '<w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="center"/></w:pPr>'
    '<w:r><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
    '<w:b/><w:i w:val="0"/><w:color w:val="C00000"/><w:sz w:val="24"/></w:rPr>'
    "<w:t>{text}</w:t></w:r></w:p>"
)
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="8" w:space="0" w:color="C00000"/>'
    for side in ("top", "left", "bottom", "right")
)
_EMPTY_HEADER = (
    f'<w:hdr xmlns:w="{W}"><w:p><w:pPr>'
    '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    '<w:rPr><w:sz w:val="2"/></w:rPr></w:pPr></w:p></w:hdr>'
)


def mark_package(package: Package, text: str) -> None:
    """Put the mark ``text`` (plain words, no tags, about 12 characters) on every page of ``package``."""
    root = parse_xml(package.document.blob)
    section = _first_section(root)
    for sort in _SORTS:
        _complete(package, section, sort)
    package.put(package.document.with_blob(xml_bytes(root)))
    for name in dict.fromkeys(package.related("header")):
        package.put(_marked(package.parts[name], text))


def _first_section(root: etree._Element) -> etree._Element:
    section = next(root.iter(qn("w:sectPr")), None)
    if section is None:  # allowed, and means a page of Word's own choice
        body = root.find(qn("w:body"))
        section = etree.SubElement(root if body is None else body, qn("w:sectPr"))
    return section


def _complete(package: Package, section: etree._Element, sort: str) -> None:
    """Give the first section a header of ``sort`` if it has none; a later one takes over the one before."""
    if any(_sort_of(header) == sort for header in section.iterchildren(qn("w:headerReference"))):
        return
    header = Part(f"word/header-thu-{sort}.xml", f"{WORD_TYPE_PREFIX}header+xml", _EMPTY_HEADER.encode())
    package.put(header)
    rel = Relationship(f"rIdThu{sort.capitalize()}", f"{OFFICE_REL_PREFIX}header", header.name)
    attributes = {qn("w:type"): sort, qn("r:id"): package.relate(package.main, rel)}
    section.insert(0, etree.Element(qn("w:headerReference"), attributes))


def _sort_of(reference: etree._Element) -> str:
    return reference.get(qn("w:type")) or "default"


def _marked(header: Part, text: str) -> Part:
    root = parse_xml(header.blob)
    root.insert(0, etree.fromstring(_FRAME.format(borders=_BORDERS, text=text)))
    return header.with_blob(xml_bytes(root))

"""A blank document with page, header and settings by the layout rules; a document → the bytes of a .docx."""

from __future__ import annotations

import io

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENTATION
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import XmlPart
from docx.parts.document import DocumentPart
from docx.section import Section
from docx.shared import Mm
from docx.text.paragraph import Paragraph
from lxml import etree

from sokhet_docs.office.package import parse_package, write_package
from tools.templates.controls import add_field, bookmark
from tools.templates.elements import element
from tools.templates.styles import add_styles

_KEPT = {
    RELATIONSHIP_TYPE.OFFICE_DOCUMENT,
    RELATIONSHIP_TYPE.CORE_PROPERTIES,
    RELATIONSHIP_TYPE.STYLES,
    RELATIONSHIP_TYPE.SETTINGS,
}
_COMPATIBILITY = {"compatibilityMode": "15", "useWord2013TrackBottomHyphenation": "0"}


def new_document(title: str, *, landscape: bool = False) -> Document:
    """Return a document without text; ``title`` and the other properties may hold merge tags."""
    document = _empty_document(title)
    section = document.sections[0]
    _set_up_page(section, landscape=landscape)
    _number_pages(section)
    return document


def new_stationery(title: str, size: tuple[float, float], margins: tuple[float, ...]) -> Document:
    """Return a document for other paper than letters are on: its pages have no numbers.

    ``size`` is its width and height, ``margins`` are top, bottom, left and right; all in mm.
    """
    document = _empty_document(title)
    section = document.sections[0]
    section.orientation = WD_ORIENTATION.LANDSCAPE if size[0] > size[1] else WD_ORIENTATION.PORTRAIT
    section.page_width, section.page_height = map(Mm, size)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = map(Mm, margins)
    section.gutter = section.header_distance = section.footer_distance = Mm(0)
    return document


def _empty_document(title: str) -> Document:
    document = docx.Document()
    _strip(document)
    add_styles(document)
    document.settings.element.extend(_settings())
    _set_properties(document, title)
    document.element.body[:0] = bookmark("{{ dinh_danh.dau_trang }}", "0")
    return document


def _strip(document: Document) -> None:
    """Take away all that python-docx's own template brings: styles, settings, properties, other parts."""
    for relationships in (document.part.package.rels, document.part.rels):
        for rel_id in [key for key, rel in relationships.items() if rel.reltype not in _KEPT]:
            del relationships[rel_id]
    properties, section = document.core_properties._element, document.sections[0]._sectPr
    for holder in (document.styles.element, document.settings.element, properties, section):
        del holder[:]
        holder.attrib.clear()


def _settings() -> list[etree._Element]:
    uri = "http://schemas.microsoft.com/office/word"
    listed = [element("compatSetting", name=key, uri=uri, val=value) for key, value in _COMPATIBILITY.items()]
    return [
        element("zoom", percent="100"),
        element("defaultTabStop", val="567"),
        element("compat", *listed),
        element("themeFontLang", val="vi-VN"),
        element("decimalSymbol", val=","),
        element("listSeparator", val=";"),
    ]


def _set_properties(document: Document, title: str) -> None:
    properties = document.core_properties
    properties.title, properties.language = title, "vi-VN"
    properties.author, properties.subject = "{{ co_quan.ten }}", "{{ ke_hoach.trich_yeu }}"
    properties.identifier = "{{ dinh_danh.ma }}"


def _set_up_page(section: Section, *, landscape: bool) -> None:
    """Set A4 and the margins in force, the page number 10 mm from the top edge [P].

    A landscape page keeps its binding edge, which is its top edge among upright pages: the 30 mm are there.
    """
    section.orientation = WD_ORIENTATION.LANDSCAPE if landscape else WD_ORIENTATION.PORTRAIT
    section.page_width, section.page_height = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
    edges = (30, 15, 20, 20) if landscape else (20, 20, 30, 15)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = map(Mm, edges)
    section.gutter = Mm(0)
    section.header_distance = section.footer_distance = Mm(10)


def _number_pages(section: Section) -> None:
    """Put the page number into the header of every page but the first; count from 1."""
    section._sectPr.append(element("pgNumType", start="1"))
    section.header.is_linked_to_previous = False
    add_field(section.header.paragraphs[0], " PAGE ", result="2")
    section.different_first_page_header_footer = True
    section.first_page_header.is_linked_to_previous = False


def end_section(last: Paragraph, *, landscape: bool = False) -> None:
    """End a section with the paragraph ``last``: it has the document's headers and is numbered from 1."""
    part = last.part
    assert isinstance(part, DocumentPart)
    properties = part.element.body.sectPr.clone()
    last._p.set_sectPr(properties)
    _set_up_page(Section(properties, part), landscape=landscape)


def docx_bytes(document: Document) -> bytes:
    """Return ``document`` as the bytes of a .docx, the same bytes every time."""
    for part in document.part.package.iter_parts():
        if isinstance(part, XmlPart):
            # The roots of python-docx's parts name extensions of Word that nothing here uses.
            part.element.attrib.clear()
            etree.cleanup_namespaces(part.element)
    saved = io.BytesIO()
    document.save(saved)
    # Packed again, because python-docx stamps every part with the present time.
    return write_package(parse_package(saved.getvalue(), ""))

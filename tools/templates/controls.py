"""What Word's forms are made of and python-docx lacks: content controls with prompts, bookmarks, fields."""

from __future__ import annotations

import uuid
import zlib
from collections.abc import Mapping, Sequence
from copy import deepcopy

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.text.paragraph import Paragraph
from lxml import etree

from sokhet_docs.office.safe_xml import xml_bytes
from tools.templates.elements import Container, add_paragraph, element

_PROMPT_STYLE = "Placeholder Text"


def add_answer(container: Container, style: str, tag: str, alias: str, prompt: str) -> None:
    """Add a control that takes whole paragraphs, the first of ``style``; it shows ``prompt`` until then.

    The prompt is a control of its own that vanishes with the first key (w:temporary): the outer one stays
    free for as many paragraphs as are wanted, and LibreOffice greys only a prompt within a line. The last
    answer of a loop stays with what follows: no closing sentence stands alone on a page.
    """
    answer = add_paragraph(container, style)
    answer._p.get_or_add_pPr().append(element("keepNext", val="{{ loop.last|int }}"))
    run = answer.add_run(prompt, _PROMPT_STYLE)
    _wrap(
        [run._r],
        element("id", val=_numeric_id(f"{tag}/prompt")),
        _placeholder(tag),
        element("temporary"),
        element("showingPlcHdr"),
    )
    _wrap_locked([answer._p], tag, alias, _placeholder(tag))


def add_entry(within: Paragraph, tag: str, alias: str, prompt: str, prompt_name: str) -> None:
    """Add a control for a few words within a line, which shows ``prompt`` until they are typed.

    Not one of plain text (w:text): around such a one LibreOffice loses the bookmark in a .doc.
    """
    run = within.add_run(prompt, _PROMPT_STYLE)
    _wrap_locked([run._r], tag, alias, _placeholder(prompt_name), element("showingPlcHdr"))


def _wrap_locked(
    content: Sequence[etree._Element], tag: str, alias: str, *properties: etree._Element
) -> None:
    """Put ``content``, runs or whole paragraphs, into a control that can be filled in but not deleted.

    ``tag`` names it to a machine and ``alias`` to a person; around it lies a bookmark named ``tag``.
    """
    number = _numeric_id(tag)
    names = element("alias", val=alias), element("tag", val=tag), element("id", val=number)
    control = _wrap(content, *names, element("lock", val="sdtLocked"), *properties)
    start, end = bookmark(tag, number)
    control.addprevious(start)
    control.addnext(end)


def _wrap(content: Sequence[etree._Element], *properties: etree._Element) -> etree._Element:
    control = element("sdt", element("sdtPr", *properties))
    content[0].addprevious(control)
    control.append(element("sdtContent", *content))
    return control


def _placeholder(prompt_name: str) -> etree._Element:
    return element("placeholder", element("docPart", val=prompt_name))


def _numeric_id(name: str) -> str:
    """Return the id of the bookmark or control ``name``: stable, and positive as Word wants it."""
    return str(zlib.crc32(name.encode()) & 0x3FFFFFFF or 1)


def bookmark(name: str, number: str) -> tuple[etree._Element, etree._Element]:
    """Return the start and the end of a bookmark."""
    return element("bookmarkStart", id=number, name=name), element("bookmarkEnd", id=number)


def add_field(within: Paragraph, code: str, result: str = "") -> None:
    """Add a field that Word computes; ``result`` shows until then."""
    _add_mark(within, "begin")
    within.add_run()._r.append(element("instrText", text=code))
    _add_mark(within, "separate")
    if result:
        within.add_run(result)
    _add_mark(within, "end")


def _add_mark(within: Paragraph, kind: str) -> None:
    within.add_run()._r.append(element("fldChar", fldCharType=kind))


def add_prompts(document: Document, prompts: Mapping[str, str]) -> None:
    """Add the glossary: the prompts by name, which Word shows again when a control's text is deleted."""
    package = document.part.package
    entries = [_glossary_entry(name, text) for name, text in prompts.items()]
    content = xml_bytes(element("glossaryDocument", element("docParts", *entries)))
    name, kind = PackURI("/word/glossary/document.xml"), CONTENT_TYPE.WML_DOCUMENT_GLOSSARY
    glossary = Part(name, kind, content, package)
    styles = deepcopy(document.styles.element)
    for style in styles.style_lst:
        if style.name_val not in {"Normal", _PROMPT_STYLE}:
            styles.remove(style)
    part = XmlPart(PackURI("/word/glossary/styles.xml"), CONTENT_TYPE.WML_STYLES, styles, package)
    glossary.relate_to(part, RELATIONSHIP_TYPE.STYLES)
    document.part.relate_to(glossary, RELATIONSHIP_TYPE.GLOSSARY_DOCUMENT)


def _glossary_entry(name: str, text: str) -> etree._Element:
    guid = str(uuid.uuid5(uuid.NAMESPACE_OID, f"sokhet-docs/{name}")).upper()
    category = element("category", element("name", val="General"), element("gallery", val="placeholder"))
    properties = element(
        "docPartPr",
        element("name", val=name),
        category,
        element("types", element("type", val="bbPlcHdr")),
        element("behaviors", element("behavior", val="content")),
        element("guid", val=f"{{{guid}}}"),
    )
    style = element("rPr", element("rStyle", val="PlaceholderText"))
    prompt = element("p", element("r", style, element("t", text=text)))
    return element("docPart", properties, element("docPartBody", prompt))

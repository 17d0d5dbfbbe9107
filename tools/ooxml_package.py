"""The body of a document and its companions → the bytes of a .docx, the same bytes every time."""

from __future__ import annotations

import io
import uuid
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from tools.ooxml_blocks import run
from tools.ooxml_styles import WORD_NAMESPACE, XML_HEAD, prompt_styles_xml, styles_xml

RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_NAMESPACES = f'xmlns:w="{WORD_NAMESPACE}" xmlns:r="{RELATIONSHIPS}"'
# The first day that a zip file can name: the same input gives the same bytes.
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Document:
    """One template. ``prompts`` are the glossary's entries by name; without any there is no glossary."""

    file_name: str
    title: str
    body: str
    prompts: Mapping[str, str] = field(default_factory=dict)


def docx_bytes(document: Document) -> bytes:
    """Return ``document`` as the bytes of a .docx."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
        for name, content in _parts(document).items():
            info = zipfile.ZipInfo(name, _ZIP_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            package.writestr(info, content.encode())
    return buffer.getvalue()


def _parts(document: Document) -> dict[str, str]:
    parts = {
        "[Content_Types].xml": _content_types(glossary=bool(document.prompts)),
        "_rels/.rels": _package_relationships(),
        "docProps/core.xml": _core_properties(document.title),
        "word/document.xml": _document_xml(document.body),
        "word/_rels/document.xml.rels": _document_relationships(glossary=bool(document.prompts)),
        "word/styles.xml": styles_xml(),
        "word/settings.xml": _settings(),
        "word/header1.xml": _page_number_header(),
        "word/header2.xml": _empty_header(),
    }
    if document.prompts:
        parts["word/glossary/document.xml"] = _glossary(document.prompts)
        parts["word/glossary/_rels/document.xml.rels"] = _relationships(
            {"rIdStyles": ("styles", "styles.xml")}
        )
        parts["word/glossary/styles.xml"] = prompt_styles_xml()
    return parts


def _document_xml(body: str) -> str:
    mark = '<w:bookmarkStart w:id="0" w:name="{{ dinh_danh.dau_trang }}"/><w:bookmarkEnd w:id="0"/>'
    return f"{XML_HEAD}<w:document {_NAMESPACES}><w:body>{mark}{body}</w:body></w:document>"


def _content_types(*, glossary: bool) -> str:
    overrides = {
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/word/document.xml": f"{_WORD_TYPE}.document.main+xml",
        "/word/styles.xml": f"{_WORD_TYPE}.styles+xml",
        "/word/settings.xml": f"{_WORD_TYPE}.settings+xml",
        "/word/header1.xml": f"{_WORD_TYPE}.header+xml",
        "/word/header2.xml": f"{_WORD_TYPE}.header+xml",
    }
    if glossary:
        overrides["/word/glossary/document.xml"] = f"{_WORD_TYPE}.document.glossary+xml"
        overrides["/word/glossary/styles.xml"] = f"{_WORD_TYPE}.styles+xml"
    listed = "".join(
        f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in overrides.items()
    )
    return (
        f'{XML_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
    )


def _relationships(targets: Mapping[str, tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="{rid}" Type="{_relationship_type(kind)}" Target="{target}"/>'
        for rid, (kind, target) in targets.items()
    )
    return f'{XML_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _relationship_type(kind: str) -> str:
    return kind if ":" in kind else f"{RELATIONSHIPS}/{kind}"


def _package_relationships() -> str:
    return _relationships(
        {
            "rIdDocument": ("officeDocument", "word/document.xml"),
            "rIdCore": (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        }
    )


def _document_relationships(*, glossary: bool) -> str:
    targets = {
        "rIdStyles": ("styles", "styles.xml"),
        "rIdSettings": ("settings", "settings.xml"),
        "rIdHeader": ("header", "header1.xml"),
        "rIdFirstHeader": ("header", "header2.xml"),
    }
    if glossary:
        targets["rIdGlossary"] = ("glossaryDocument", "glossary/document.xml")
    return _relationships(targets)


def _core_properties(title: str) -> str:
    return (
        f'{XML_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>{{ co_quan.ten }}</dc:creator>'
        "<dc:identifier>{{ dinh_danh.ma }}</dc:identifier><dc:language>vi-VN</dc:language>"
        "<dc:subject>{{ ke_hoach.trich_yeu }}</dc:subject>"
        f"<dc:title>{escape(title)}</dc:title></cp:coreProperties>"
    )


def _settings() -> str:
    compatibility = {"compatibilityMode": "15", "useWord2013TrackBottomHyphenation": "0"}
    listed = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in compatibility.items()
    )
    return (
        f'{XML_HEAD}<w:settings xmlns:w="{WORD_NAMESPACE}"><w:zoom w:percent="100"/><w:mirrorMargins/>'
        f'<w:defaultTabStop w:val="567"/><w:compat>{listed}</w:compat>'
        '<w:themeFontLang w:val="vi-VN"/><w:decimalSymbol w:val=","/>'
        '<w:listSeparator w:val=";"/></w:settings>'
    )


def _page_number_header() -> str:
    number = (
        '<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    return f"{XML_HEAD}<w:hdr {_NAMESPACES}>{number}</w:hdr>"


def _empty_header() -> str:
    return f'{XML_HEAD}<w:hdr {_NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr></w:p></w:hdr>'


def _glossary(prompts: Mapping[str, str]) -> str:
    entries = "".join(_glossary_entry(name, text) for name, text in prompts.items())
    return (
        f"{XML_HEAD}<w:glossaryDocument {_NAMESPACES}><w:docParts>{entries}</w:docParts></w:glossaryDocument>"
    )


def _glossary_entry(name: str, text: str) -> str:
    guid = str(uuid.uuid5(uuid.NAMESPACE_OID, f"sokhet-docs/{name}")).upper()
    return (
        f"<w:docPart><w:docPartPr><w:name w:val={quoteattr(name)}/><w:category>"
        '<w:name w:val="General"/><w:gallery w:val="placeholder"/></w:category><w:types>'
        '<w:type w:val="bbPlcHdr"/></w:types><w:behaviors><w:behavior w:val="content"/></w:behaviors>'
        f'<w:guid w:val="{{{guid}}}"/></w:docPartPr><w:docPartBody>'
        f"<w:p>{run((text, 'PlaceholderText'))}</w:p></w:docPartBody></w:docPart>"
    )

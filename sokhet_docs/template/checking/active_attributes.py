"""The elements of a part → those that fetch or run something by an attribute or by what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from sokhet_docs.office.namespaces import R
from sokhet_docs.office.opc import Relationship
from sokhet_docs.office.package import Package, Part
from sokhet_docs.office.safe_xml import parse_xml
from sokhet_docs.template.checking.addresses import acts, is_elsewhere

_XMLNS = re.compile(rb"""xmlns(?::[\w.-]+)?\s*=\s*(?:"[^"]*"|'[^']*')""")
_SIGNS = (
    b"://", b"\"\\\\", b"'\\\\", b'"//', b"'//", b"file:", b"data:", b"script:", b"cid:", b"mk:", b"ms-",
    b"src", b"href", b"html", b"macro", b"action", b"webvideo",
)  # fmt: skip
"""What stands in a part, in small letters, in which any attribute may fetch or run something."""

_FETCHING = frozenset({"src", "href", "althref", "embeddedHtml", "macro"})
"""Attributes whose value, whatever it is, is fetched or run by the element that has it."""

_NAMES = """
    uri namespaceuri val descr title alt name prefixMappings xpath minVer string tooltip screenTip instr
    displayText value caption lastValue author text gfxdata uniqueId defaultStyle loTypeId qsTypeId
    csTypeId schemaLocation id ShapeID ObjectID userId providerId connectString style fmtid type
    placeholder url
"""
_DESCRIBING = frozenset(_NAMES.split())
"""Attributes that name or describe: nothing is fetched from an address there."""

_RUN_BY_CLICK = re.compile("macro|program|ole", re.IGNORECASE)
_CLICKED = frozenset({"hyperlink", "hlinkClick", "hlinkHover", "hlinkMouseOver"})
_PICTURED = frozenset({"imagedata", "fill", "stroke", "image"})  # of VML: what they refer to is fetched
_VML = "urn:schemas-microsoft-com:vml"
_MACROS = frozenset({"entryMacro", "exitMacro", "macroWll", "macroName"})
_DATA = frozenset(
    {"customXml", "customXmlProps", "signature", "image"}
)  # the author's own, or read elsewhere
Active = tuple[str, etree._Element, str]


def iter_active_elements(package: Package) -> Iterator[Active]:
    """Yield each element that fetches or runs something: its part, itself, what it is."""
    owners = (package.relationships, *(part.relationships for part in package.parts.values()))
    reached = [rel for relationships in owners for rel in relationships if not rel.external]
    read = {rel.target for rel in reached if rel.kind not in _DATA}
    for part in package.parts.values():
        if part.name not in read or not part.content_type.endswith("xml"):
            continue
        links = {rel.id: rel for rel in part.relationships if rel.external and rel.kind == "hyperlink"}
        if links or _may_act(part.blob):
            yield from _iter_in(part, links)


def _may_act(blob: bytes) -> bool:
    """Tell quickly whether an element of a part may fetch or run something: in most none does."""
    text = _XMLNS.sub(b"", blob).lower()
    return any(sign in text for sign in _SIGNS)


def _iter_in(part: Part, links: dict[str, Relationship]) -> Iterator[Active]:
    for element in parse_xml(part.blob).iter(etree.Element):
        name = etree.QName(element)
        if name.localname in _MACROS and (macro := "".join(map(str, element.values())).strip()):
            yield part.name, element, f"macro của trường điền: {macro}"
        if name.localname == "webVideoPr":
            yield part.name, element, "video lấy từ mạng"
            continue
        for key, value in element.items():
            if what := _what_acts(element, etree.QName(key), str(value), links):
                yield part.name, element, what


def _what_acts(element: etree._Element, key: etree.QName, value: str, links: dict[str, Relationship]) -> str:
    """Return what an attribute fetches or runs; "" for nothing."""
    name, of = key.localname, etree.QName(element)
    if key.namespace == R:
        is_clicked = of.localname in _CLICKED and name == "id"
        fetched = links.get(value) if not is_clicked else None
        return f"nội dung lấy từ bên ngoài tệp: {fetched.target}" if fetched else ""
    if name == "href" and not key.namespace and of.namespace == _VML and of.localname not in _PICTURED:
        return f"liên kết tự chạy: {value}" if acts(value) else ""
    if name == "action":
        return (
            f"liên kết tự chạy: {value}" if "macro" in value or "program" in value or "ole" in value else ""
        )
    is_fetched = (name in _FETCHING and value.strip()) or (name not in _DESCRIBING and is_elsewhere(value))
    return f"nội dung lấy từ bên ngoài tệp: {value[:200]}" if is_fetched else ""

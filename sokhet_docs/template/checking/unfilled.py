"""The places that no letter fills in → the tags that someone put there, and what looks like tags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

from lxml import etree

from sokhet_docs.office.docx_text import iter_properties
from sokhet_docs.office.opc import Relationship
from sokhet_docs.office.package import Package, Part
from sokhet_docs.office.safe_xml import parse_xml
from sokhet_docs.problems import Place, Problem, Severity
from sokhet_docs.template.checking.bound_data import shown_data
from sokhet_docs.template.checking.lookalikes import PartWords, find_in_text, find_lookalikes, may_look_alike
from sokhet_docs.template.checking.spots import spot_of_relationship
from sokhet_docs.template.known_tags import KnownTags
from sokhet_docs.template.rendered_parts import CORE_PROPERTIES, FOOTER, FOOTNOTES, HEADER
from sokhet_docs.template.tags import TAG

_CORE = "core-properties"
_FILLED = frozenset({"officeDocument", HEADER, FOOTER, FOOTNOTES, _CORE})
_UNSEEN = frozenset({"comments", "glossaryDocument", "customXml", "settings", "people"})
_LABELS = {
    "endnotes": "chú thích cuối văn bản", "comments": "ghi chú bên lề",
    "chart": "biểu đồ", "chartEx": "biểu đồ", "chartUserShapes": "biểu đồ",
    "diagramData": "sơ đồ SmartArt", "diagramDrawing": "sơ đồ SmartArt", "customXml": "dữ liệu XML kèm tệp",
    "custom-properties": "thuộc tính riêng của tệp", "extended-properties": "thuộc tính của tệp",
    "glossaryDocument": "kho khối dựng sẵn (Quick Parts)", "settings": "cài đặt của tệp",
    "numbering": "kiểu đánh số", "styles": "kiểu chữ (Styles)",
}  # fmt: skip
_HINT = "Hãy chuyển thẻ vào thân văn bản hoặc chú thích chân trang."
_SHOWN_HINTS = {
    "customXml": "Ô điều khiển (content control) hiện dữ liệu này: hãy bỏ ô đó, viết thẻ vào thân văn bản.",
    "settings": "Trường DOCVARIABLE hiện biến này: hãy thay trường bằng thẻ viết trong thân văn bản.",
}
_ELEMENT = re.compile(r"<(?!/(?:w:p|a:p)>)[^>]*>")
_ATTRIBUTE = re.compile(r"""=(?:"([^"]*)"|'([^']*)')""")
_ENTRY = re.compile(r"<w:docPart>.*?</w:docPart>", re.DOTALL)
_NAMED_BY_TAG = re.compile(r'<w:docPartPr><w:name w:val="[^"]*\{[{%]')
_GUID = re.compile(r"\{[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}")


def find_unfilled(package: Package) -> Iterator[Problem]:
    """Yield a problem for each tag in a place that is not filled in; a warning where nobody sees it."""
    shown = shown_data(package)
    for kind, part in _iter_unfilled(package):
        hint = _SHOWN_HINTS.get(kind, _HINT) if part.name in shown else _HINT
        unseen = kind in _UNSEEN and part.name not in shown
        for tag in dict.fromkeys(_tags_in(_text_of(part))):
            message = f"{tag}: thẻ ở đây không được điền."
            severity = Severity.WARNING if unseen else Severity.ERROR
            yield Problem(Place(package.file, _label(kind, part)), message, hint, severity)
    yield from _find_in_properties(package)
    yield from _find_in_addresses(package)


def find_lookalikes_elsewhere(package: Package, known: KnownTags) -> Iterator[Problem]:
    """Yield a problem for each text that looks like a tag, but in the parts that are filled in as text."""
    shown = shown_data(package)
    for kind, part in _iter_unfilled(package):
        raw = _text_of(part)
        if _may_hold_lookalikes(raw):
            unseen = kind in _UNSEEN and part.name not in shown
            words = PartWords(package.file, _label(kind, part), is_filled=False, unseen=unseen)
            yield from find_lookalikes(parse_xml(raw.encode()), words, known)
    for spot, text, is_filled in _iter_properties(package):
        yield from find_in_text(text, spot, PartWords(package.file, spot, is_filled), known)
    for name, rel in _iter_links(package):
        spot = _spot_of_link(package, name, rel)
        yield from find_in_text(
            unquote(rel.target), spot, PartWords(package.file, spot), known, is_words="://" in rel.target
        )


def is_doubtful_elsewhere(package: Package) -> bool:
    """Tell quickly whether `find_lookalikes_elsewhere` may find anything that is an error."""
    texts = [text for _, text, _ in _iter_properties(package)]
    texts += [unquote(rel.target) for _, rel in _iter_links(package)]
    if any(map(_may_hold_lookalikes, texts)):
        return True
    kept = (part for kind, part in _iter_unfilled(package) if kind not in _UNSEEN or shown_data(package))
    return any(_may_hold_lookalikes(_text_of(part)) for part in kept)


def _may_hold_lookalikes(raw: str) -> bool:
    rest = TAG.sub("", _GUID.sub("", raw)) if "{" in raw else raw
    return may_look_alike(raw) or "{" in rest or "}" in rest or "{{{" in raw


def _iter_unfilled(package: Package) -> Iterator[tuple[str, Part]]:
    kinds = {rel.target: rel.kind for rel in package.relationships}
    for part in package.parts.values():
        kinds |= {rel.target: rel.kind for rel in part.relationships if not rel.external}
    for part in package.parts.values():
        kind = kinds.get(part.name, "")
        if kind not in _FILLED and part.content_type.endswith("xml"):
            yield kind, part


def _label(kind: str, part: Part) -> str:
    return _LABELS.get(kind, f"phần {part.name}")


def _text_of(part: Part) -> str:
    """Return the XML of ``part`` without the entries of a glossary whose prompts are filled in."""
    if b"\x00" in part.blob[:100] or b"&#" in part.blob or b"<![CDATA[" in part.blob:
        text = etree.tostring(parse_xml(part.blob), encoding="unicode")
    else:
        text = part.blob.decode("utf-8", errors="replace")
    return _ENTRY.sub(_without_model, text) if "<w:docPart>" in text else text


def _tags_in(text: str) -> Iterator[str]:
    if "{" not in text:
        return
    values = (unescape(value) for pair in _ATTRIBUTE.findall(text) for value in pair if "{" in value)
    for passage in (*_ELEMENT.sub("", text).split("</w:p>"), *values):
        yield from (unescape(tag) for tag in TAG.findall(passage))


def _without_model(entry: re.Match[str]) -> str:
    """Return nothing for an entry of the glossary that is named by a tag: its prompts are filled in."""
    return "" if _NAMED_BY_TAG.search(entry.group()) else entry.group()


def _iter_properties(package: Package) -> Iterator[tuple[str, str, bool]]:
    """Yield each of the core properties: its place, its text, whether tags in it are filled in."""
    core = package.parts.get(package.core_name() or "")
    for passage in iter_properties(parse_xml(core.blob)) if core else ():
        yield passage.place, passage.text, passage.place.rpartition(" ")[2] in CORE_PROPERTIES


def _find_in_properties(package: Package) -> Iterator[Problem]:
    for spot, text, is_filled in _iter_properties(package):
        for tag in TAG.findall(text) if not is_filled else ():
            message = f"{tag}: thẻ ở đây không được điền."
            yield Problem(Place(package.file, spot), message, _HINT)


def _iter_links(package: Package) -> Iterator[tuple[str, Relationship]]:
    for part in package.parts.values():
        yield from ((part.name, rel) for rel in part.relationships if rel.external)


def _find_in_addresses(package: Package) -> Iterator[Problem]:
    for name, rel in _iter_links(package):
        for tag in TAG.findall(unquote(rel.target)):
            message = f"{tag}: thẻ trong địa chỉ ở đây không được điền."
            yield Problem(
                Place(package.file, _spot_of_link(package, name, rel)), message, "Hãy bỏ liên kết này."
            )


def _spot_of_link(package: Package, name: str, rel: Relationship) -> str:
    return spot_of_relationship(package, name, rel) or f"phần {name}"

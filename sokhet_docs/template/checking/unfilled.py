"""The parts that no letter fills in → the tags that someone put there, with what people call the part."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

from sokhet_docs.office.package import Package, Part
from sokhet_docs.problems import Place, Problem, Severity
from sokhet_docs.template.rendered_parts import FOOTER, FOOTNOTES, HEADER
from sokhet_docs.template.tags import TAG

_FILLED = frozenset({"officeDocument", HEADER, FOOTER, FOOTNOTES, "core-properties"})
_UNSEEN = frozenset({"comments", "glossaryDocument", "customXml", "settings", "people"})
_LABELS = {
    "endnotes": "chú thích cuối văn bản", "comments": "ghi chú bên lề",
    "chart": "biểu đồ", "chartEx": "biểu đồ",
    "diagramData": "sơ đồ SmartArt", "diagramDrawing": "sơ đồ SmartArt", "customXml": "dữ liệu XML kèm tệp",
    "custom-properties": "thuộc tính riêng của tệp", "extended-properties": "thuộc tính của tệp",
    "glossaryDocument": "kho khối dựng sẵn (Quick Parts)", "settings": "cài đặt của tệp",
}  # fmt: skip
_HINT = "Hãy chuyển thẻ vào thân văn bản hoặc chú thích chân trang."
_ELEMENT = re.compile(r"<(?!/(?:w:p|a:p)>)[^>]*>")
_ATTRIBUTE = re.compile(r"""=(?:"([^"]*)"|'([^']*)')""")
_ENTRY = re.compile(r"<w:docPart>.*?</w:docPart>", re.DOTALL)
_NAMED_BY_TAG = re.compile(r'<w:docPartPr><w:name w:val="[^"]*\{[{%]')


def find_unfilled(package: Package) -> Iterator[Problem]:
    """Yield a problem for each tag in a part that is not filled in; a warning where nobody sees it."""
    for kind, part in _iter_unfilled(package):
        label = _LABELS.get(kind, f"phần {part.name}")
        severity = Severity.WARNING if kind in _UNSEEN else Severity.ERROR
        for tag in dict.fromkeys(_tags_in(part)):
            message = f"{tag}: thẻ ở đây không được điền."
            yield Problem(Place(package.file, label), message, _HINT, severity)
    yield from _find_in_addresses(package)


def _iter_unfilled(package: Package) -> Iterator[tuple[str, Part]]:
    kinds = {rel.target: rel.kind for rel in package.relationships}
    for part in package.parts.values():
        kinds |= {rel.target: rel.kind for rel in part.relationships if not rel.external}
    for part in package.parts.values():
        if kinds.get(part.name) not in _FILLED and part.content_type.endswith("xml") and b"{" in part.blob:
            yield kinds.get(part.name, ""), part


def _tags_in(part: Part) -> Iterator[str]:
    text = _ENTRY.sub(_without_model, part.blob.decode("utf-8", errors="replace"))
    values = (unescape(value) for pair in _ATTRIBUTE.findall(text) for value in pair if "{" in value)
    for passage in (*_ELEMENT.sub("", text).split("</w:p>"), *values):
        yield from (unescape(tag) for tag in TAG.findall(passage))


def _without_model(entry: re.Match[str]) -> str:
    """Return nothing for an entry of the glossary that is named by a tag: its prompts are filled in."""
    return "" if _NAMED_BY_TAG.search(entry.group()) else entry.group()


def _find_in_addresses(package: Package) -> Iterator[Problem]:
    for part in package.parts.values():
        for rel in part.relationships:
            for tag in TAG.findall(unquote(rel.target)) if rel.external else ():
                message = f"{tag}: thẻ trong địa chỉ ở đây không được điền."
                yield Problem(Place(package.file, f"phần {part.name}"), message, "Hãy bỏ liên kết này.")

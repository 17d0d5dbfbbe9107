"""A .docx → what it says beside its body: headers, notes, comments, charts, diagrams, files put in whole."""

from __future__ import annotations

import io
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from sokhet_docs.office.docx_places import label_parts
from sokhet_docs.office.namespaces import qn
from sokhet_docs.office.opc import WORD_MAIN, PackageReader, Relationship
from sokhet_docs.office.safe_zip import DAMAGE, UNREADABLE, WORD_TEXT
from sokhet_docs.text.vietnamese import clean

_CHART = "biểu đồ"
_LABELS = {
    "comments": "ghi chú lề (comment)",
    "chart": _CHART,
    "chartEx": _CHART,
    "diagramData": "sơ đồ SmartArt",
}
_CHUNK, _CHUNK_KIND, _REL_ID = qn("w:altChunk"), "aFChunk", qn("r:id")
_HTML_BLOCKS = frozenset(
    {
        "p",
        "div",
        "li",
        "tr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "br",
        "table",
        "dd",
        "dt",
        "blockquote",
        "pre",
    }
)
_T, _FIELD_SIGN, _SIGN_TYPE = qn("w:t"), qn("w:fldChar"), qn("w:fldCharType")
_SIMPLE_FIELD, _DEEPER = qn("w:fldSimple"), {"begin": 1, "end": -1}
_HTML_UNSEEN = frozenset({"script", "style", "head", "title", "template"})
_MAX_DEPTH = 3  # files within one another
_UNREADABLE = "[Phần chèn từ tệp khác, không đọc được]"


@dataclass(frozen=True, slots=True)
class SidePart:
    """A part beside the body: what people call it, and its root."""

    label: str
    root: etree._Element

    @property
    def raw_text(self) -> str:
        """All texts in it, one behind the other."""
        return "".join(text.text or "" for text in self.root.iter(qn("w:t")))

    @property
    def typed_text(self) -> str:
        """All texts in it but what fields print, such as the number of a page."""
        typed: list[str] = []
        depth = 0  # of fields that are open
        for element in self.root.iter(_T, _FIELD_SIGN):
            if element.tag == _FIELD_SIGN:
                depth += _DEEPER.get(element.get(_SIGN_TYPE, ""), 0)
            elif depth == 0 and next(element.iterancestors(_SIMPLE_FIELD), None) is None:
                typed.append(element.text or "")
        return "".join(typed)

    @property
    def is_chart(self) -> bool:
        """Whether it is a chart, whose words are no paragraphs."""
        return self.label == _CHART


def read_sides(reader: PackageReader, main: str, document: etree._Element) -> tuple[SidePart, ...]:
    """Return the parts beside the body ``document`` (the part ``main``) that may hold words."""
    relationships = reader.relationships_of(main)
    labels = label_parts(document, relationships)
    labels |= dict(_iter_labels(relationships))
    drawn = [dict(_iter_labels(reader.relationships_of(part))) for part in list(labels)]
    for found in drawn:
        labels |= found
    # A part that is named but not there, or damaged, takes nothing from the others.
    parts = ((label, _root_of(reader, name)) for name, label in labels.items() if name in reader)
    return tuple(SidePart(label, root) for label, root in parts if root is not None)


def _iter_labels(relationships: tuple[Relationship, ...]) -> Iterator[tuple[str, str]]:
    for rel in relationships:
        if rel.kind in _LABELS and not rel.external:
            yield rel.target, _LABELS[rel.kind]


def _root_of(reader: PackageReader, name: str) -> etree._Element | None:
    try:
        return reader.xml(name)
    except DAMAGE:
        return None


def chart_texts(root: etree._Element) -> list[str]:
    """Return the titles, names and values that a chart shows."""
    return [text for element in root.iter(qn("a:t"), qn("c:v")) if (text := clean(element.text or ""))]


def read_chunks(
    reader: PackageReader, main: str, document: etree._Element, depth: int = 0
) -> Mapping[str, tuple[str, ...]]:
    """Return the paragraphs of each file that was put whole into ``document``, by its relationship's id."""
    if next(document.iter(_CHUNK), None) is None:
        return {}
    targets = {rel.id: rel.target for rel in reader.relationships_of(main) if rel.kind == _CHUNK_KIND}
    ids = [chunk.get(_REL_ID, "") for chunk in document.iter(_CHUNK)]
    return {one: _read_chunk(reader, targets.get(one, ""), depth) for one in ids}


def _read_chunk(reader: PackageReader, name: str, depth: int) -> tuple[str, ...]:
    if name not in reader or depth >= _MAX_DEPTH:
        return (_UNREADABLE,)
    try:
        paragraphs = _paragraphs_in(reader.read(name), posixpath.splitext(name)[1].lower(), depth)
    except UNREADABLE:
        return (_UNREADABLE,)
    return tuple(text for one in paragraphs if (text := clean(one)))


def _paragraphs_in(blob: bytes, ending: str, depth: int) -> list[str]:
    if blob.startswith(b"PK"):
        return _docx_paragraphs(blob, depth)
    if blob.lstrip()[:5] == b"{\\rtf":
        return _rtf_paragraphs(blob)
    if ending in (".mht", ".mhtml") or b"\nContent-Type:" in blob[:4000]:
        return _mail_paragraphs(blob)
    if ending in (".htm", ".html", ".xhtml") or b"<" in blob[:200]:
        return _html_paragraphs(blob)
    return _decoded(blob).splitlines()


def _docx_paragraphs(blob: bytes, depth: int) -> list[str]:
    with PackageReader.opened(io.BytesIO(blob), WORD_TEXT) as reader:
        main = reader.main or WORD_MAIN
        document = reader.xml(main)
        inner = read_chunks(reader, main, document, depth + 1)
    texts = ["".join(text.text or "" for text in p.iter(qn("w:t"))) for p in document.iter(qn("w:p"))]
    return [*texts, *(text for chunk in inner.values() for text in chunk)]


def _rtf_paragraphs(blob: bytes) -> list[str]:
    from striprtf.striprtf import rtf_to_text  # nearly no file has such a part

    text: str = rtf_to_text(blob.decode("cp1252", errors="replace"), errors="replace")
    return text.splitlines()


def _mail_paragraphs(blob: bytes) -> list[str]:
    import email
    import email.policy

    mail = email.message_from_bytes(blob, policy=email.policy.default)
    parts = [part for part in mail.walk() if part.get_content_type() == "text/html"]
    bodies = [part.get_payload(decode=True) for part in parts]
    found = [text for body in bodies if isinstance(body, bytes) for text in _html_paragraphs(body)]
    return found or [_UNREADABLE]


def _html_paragraphs(blob: bytes) -> list[str]:
    import lxml.html  # slow, and nearly no file has such a part

    # Bytes, so that the page's own charset counts; without one it is UTF-8.
    encoding = None if b"charset" in blob[:2000].lower() else "utf-8"
    page = lxml.html.document_fromstring(blob, parser=lxml.html.HTMLParser(encoding=encoding))
    pieces: list[str] = [""]
    for event, element in etree.iterwalk(page, ("start", "end")):
        _take_html(event, element, pieces)
    return pieces


def _take_html(event: str, element: etree._Element, pieces: list[str]) -> None:
    if element.tag in _HTML_BLOCKS:
        pieces.append("")
    if event == "start":
        if isinstance(element.tag, str) and element.tag not in _HTML_UNSEEN:
            pieces[-1] += " ".join((element.text or "").split("\n"))
    else:
        pieces[-1] += " ".join((element.tail or "").split("\n"))


def _decoded(blob: bytes) -> str:
    if blob[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return blob.decode("utf-16")
    try:
        return blob.decode("utf-8-sig")
    except UnicodeDecodeError:
        return blob.decode("cp1258", errors="replace")

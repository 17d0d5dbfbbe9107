"""One part → every text in it that someone may read: words, and what stands in attributes, codes and data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from sokhet_docs.office.docx_places import P, iter_places
from sokhet_docs.office.docx_text import text_of
from sokhet_docs.office.namespaces import qn

_DRAWN, _DRAWN_TEXT = qn("a:p"), qn("a:t")
_NO_TEXTS = frozenset({qn(f"w:{name}") for name in ("t", "delText", "delInstrText")} | {_DRAWN_TEXT})
_TYPED = frozenset({
    "v", "lpstr", "lpwstr", "bstr", "Title", "Company", "Manager", "HyperlinkBase", "title", "subject",
    "creator", "description", "keywords", "category", "contentStatus", "language", "identifier",
})  # fmt: skip
"""Elements of charts and properties in which a person typed words."""
_WORD = qn("w:p").partition("}")[0]


@dataclass(frozen=True, slots=True)
class ReadableText:
    """A text, its place and the element that holds it; ``is_words``: a person typed it as words."""

    element: etree._Element
    spot: str
    text: str
    is_words: bool = True


def iter_readable(root: etree._Element, label: str) -> Iterator[ReadableText]:
    """Yield the texts of a part, a paragraph as a whole; where it is not Word's, ``label`` is the place."""
    has_places = str(root.tag).startswith(_WORD)
    for element, spot in iter_places(root, label):
        place = spot if has_places else label
        if element.tag == P:
            yield ReadableText(element, place, text_of(element))
        elif element.tag == _DRAWN:
            words = "".join(text.text or "" for text in element.iter(_DRAWN_TEXT))
            yield ReadableText(element, place, words)
        elif element.tag not in _NO_TEXTS and (text := _direct_text(element)):
            yield ReadableText(element, place, text, etree.QName(element).localname in _TYPED)
        for value in element.values():
            yield ReadableText(element, place, str(value), is_words=False)


def _direct_text(element: etree._Element) -> str:
    """Return the text of ``element``; with what stands within it, where words stand beside elements."""
    if not len(element):
        return element.text or ""
    direct = "".join((element.text or "", *(child.tail or "" for child in element)))
    return "".join(map(str, element.itertext())) if direct.strip() else ""

"""A .docx → its words, as python-docx finds them: what the project writes is not judged by its own reader."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.oxml.ns import qn

_SIGNS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n"}
_STORIES = [f"{page}{kind}" for kind in ("header", "footer") for page in ("", "first_page_", "even_page_")]


def read_words(docx_bytes: bytes) -> str:
    """Return the body, tables and content controls too, the headers and footers, and the properties.

    A paragraph or property is a line.
    """
    document = Document(io.BytesIO(docx_bytes))
    properties = document.core_properties
    lines = [_text(paragraph) for paragraph in _iter_paragraphs(document)]
    return "\n".join([*lines, properties.title, properties.subject, properties.identifier])


def _iter_paragraphs(document: Any) -> Iterator[Any]:
    yield from document.element.body.iter(qn("w:p"))
    for section in document.sections:
        for name in _STORIES:
            story = getattr(section, name)
            if not story.is_linked_to_previous:
                yield from story._element.iter(qn("w:p"))


def _text(paragraph: Any) -> str:
    pieces = paragraph.iter(qn("w:t"), *_SIGNS)
    return "".join(_SIGNS.get(piece.tag, piece.text or "") for piece in pieces)

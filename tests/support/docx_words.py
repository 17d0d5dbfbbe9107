"""A .docx → its words, as python-docx finds them: what the project writes is not judged by its own reader."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from docx import Document

from tests.support.docx_builder import W, text_of

_STORIES = [f"{page}{kind}" for kind in ("header", "footer") for page in ("", "first_page_", "even_page_")]


def read_words(docx_bytes: bytes) -> str:
    """Return the body, tables and content controls too, the headers and footers, and the properties.

    A paragraph or property is a line.
    """
    document = Document(io.BytesIO(docx_bytes))
    properties = document.core_properties
    lines = [text_of(paragraph) for paragraph in _iter_paragraphs(document)]
    return "\n".join([*lines, properties.title, properties.subject, properties.identifier])


def _iter_paragraphs(document: Any) -> Iterator[Any]:
    yield from document.element.body.iter(f"{W}p")
    for section in document.sections:
        for name in _STORIES:
            story = getattr(section, name)
            if not story.is_linked_to_previous:
                yield from story._element.iter(f"{W}p")

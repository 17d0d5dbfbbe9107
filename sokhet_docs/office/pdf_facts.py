"""The bytes of a PDF → how many pages it has and which fonts; None for what is no sound PDF."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdf import PdfReader

_MAX_DEPTH = 4  # of forms (drawings with fonts of their own) one within the other
_START = b"%PDF-"


@dataclass(frozen=True, slots=True)
class PdfFacts:
    """Of a PDF: its number of pages, and the names of its fonts without the prefix of a subset."""

    pages: int
    fonts: frozenset[str]


def read_pdf_facts(content: bytes) -> PdfFacts | None:
    """Return the facts of the PDF ``content``; None when it does not open or has no page."""
    from pypdf import PdfReader  # slow to import, and needed after a conversion alone

    if not content.startswith(_START):
        return None
    with silent_pypdf():
        try:
            with PdfReader(io.BytesIO(content)) as reader:
                facts = PdfFacts(len(reader.pages), frozenset(_iter_fonts(reader)))
        except Exception:  # noqa: BLE001  pypdf raises anything for damaged bytes
            return None
    return facts if facts.pages else None


@contextmanager
def silent_pypdf() -> Iterator[None]:
    """Keep pypdf from writing to the terminal what it thinks of damaged bytes."""
    logger = logging.getLogger("pypdf")
    before = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(before)


def _iter_fonts(reader: PdfReader) -> Iterator[str]:
    seen: set[int | None] = set()
    for page in reader.pages:
        yield from _iter_resources(page.get("/Resources"), seen, _MAX_DEPTH)


def _iter_resources(resources: Any, seen: set[int | None], depth: int) -> Iterator[str]:
    found = {} if resources is None else resources.get_object()
    for font in _unseen(found.get("/Font"), seen):
        yield str(font.get("/BaseFont", "")).lstrip("/").rpartition("+")[2]
    for drawing in _unseen(found.get("/XObject"), seen) if depth else ():
        yield from _iter_resources(drawing.get("/Resources"), seen, depth - 1)


def _unseen(entries: Any, seen: set[int | None]) -> Iterator[Mapping[str, Any]]:
    """Yield each of a dictionary's ``entries`` that was not met before, by its number in the file."""
    for entry in ({} if entries is None else entries.get_object()).values():
        number = getattr(entry, "idnum", None)  # None: the entry stands right here, and nowhere else
        if number not in seen:
            seen |= {number} - {None}
            yield entry.get_object()

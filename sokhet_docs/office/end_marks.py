"""Hidden bookmarks at the ends of a packet's documents → where each begins once the packet is printed.

A bookmark survives Word and LibreOffice, and LibreOffice writes it into a PDF as a named destination. It
stands in the paragraph that ends a section, so that it is printed on the section's last page: what follows
begins on the next one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_FIRST_ID = 1_900_000_000  # far from those that Word and LibreOffice give
_MAX_SECTIONS = 1_000  # of a document
# LibreOffice writes a character that is no letter or digit as its hexadecimal number.
_NAME = re.compile(r"skhet(?P<document>\d{1,4})(?:x(?P<section>\d{1,4}))?$")


@dataclass(frozen=True, slots=True, order=True)
class EndMark:
    """The end of a document, counted from 1; ``section`` > 0: of that section of it, counted from 1.

    After the latter the document goes on, on a front page where it is printed on both sides.
    """

    document: int
    section: int = 0

    @property
    def name(self) -> str:
        """Return the bookmark's name."""
        return f"_skhet{self.document}" + (f"x{self.section}" if self.section else "")

    @property
    def xml(self) -> str:
        """Return the bookmark as it stands in a paragraph."""
        number = _FIRST_ID + self.document * _MAX_SECTIONS + self.section
        return f'<w:bookmarkStart w:id="{number}" w:name="{self.name}"/><w:bookmarkEnd w:id="{number}"/>'


def read_end_mark(name: str) -> EndMark | None:
    """Return the mark that the bookmark or the destination ``name`` is; None when it is none."""
    match = _NAME.search(name)
    return EndMark(int(match["document"]), int(match["section"] or 0)) if match else None

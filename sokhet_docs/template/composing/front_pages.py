"""Where a packet is printed on both sides, what begins on a front page → hidden bookmarks before it.

A document of a packet does, and within one that has its margins mirrored a section whose pages are counted
anew, such as an annex: its odd pages are front pages.
"""

from __future__ import annotations

import re
from itertools import pairwise

from sokhet_docs.office.end_marks import EndMark

_SECTION = re.compile(r"<w:sectPr(?: [^>]*)?(?:/>|>.*?</w:sectPr>)(?P<ends></w:pPr>)?", re.DOTALL)
_ODD_START = re.compile(r'<w:pgNumType\b[^>]*\sw:start="\d*[13579]"')
_ODD_PAGE = '<w:type w:val="oddPage"/>'
_END = "</w:p>"


def with_end_mark(text: str, document: int) -> str:
    """Return ``text``, that of a document whose last paragraph ends its last section, with its mark in it."""
    before, end, _ = text.rpartition(_END)
    return f"{before}{EndMark(document).xml}{end}" if end else text


def with_front_marks(text: str, document: int) -> str:
    """Return ``text`` with a mark before each of its sections, but the first, that begins on a front page."""
    sections = list(_SECTION.finditer(text))
    for number, (section, following) in reversed(list(enumerate(pairwise(sections), 1))):
        if section["ends"] and _begins_in_front(following.group()):
            at = _end_of_paragraph(text, section.end())
            text = text[:at] + EndMark(document, number).xml + text[at:]
    return text


def _begins_in_front(section: str) -> bool:
    return _ODD_PAGE in section or bool(_ODD_START.search(section))


def _end_of_paragraph(text: str, start: int) -> int:
    """Return where the paragraph ends that goes on at ``start``; ``start`` where others are within it."""
    end = text.find(_END, start)
    return start if end < 0 or re.search(r"<w:p[ >]", text[start:end]) else end

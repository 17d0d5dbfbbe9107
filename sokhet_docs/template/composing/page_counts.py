"""NUMPAGES, which in a packet would count the pages of all its documents → the pages of its own document.

SECTIONPAGES counts those of a section, which is the whole document where it has one section. Documents of
several sections keep the field; `check` tells of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from sokhet_docs.office.package import Package
from sokhet_docs.template.rendered_parts import BODY, FOOTER, HEADER, PartSource, tagged_parts

_COUNT = re.compile(r"(<w:instrText\b[^>]*>[^<]*?|\sw:instr=\"[^\"]*?)\bNUMPAGES\b", re.IGNORECASE)
_SECTION = "<w:sectPr"


def page_count_is_of_file(package: Package) -> bool:
    """Return whether a document has several sections and a field that counts the pages of its file."""
    texts = [package.parts[name].blob.decode("utf-8", "replace") for name in tagged_parts(package)]
    return texts[0].count(_SECTION) > 1 and any(map(_counts_pages, texts))


def _counts_pages(text: str) -> bool:
    return "NUMPAGES" in text.upper() and _COUNT.search(text) is not None


def own_page_count(sources: Sequence[PartSource]) -> Callable[[PartSource], str]:
    """Return what gives each part of a document its text in which fields count the document's own pages."""
    body = next(source.text for source in sources if source.kind == BODY)
    if body.count(_SECTION) > 1:
        return lambda source: source.text
    return _with_section_pages


def _with_section_pages(source: PartSource) -> str:
    if source.kind not in (BODY, HEADER, FOOTER) or not _counts_pages(source.text):
        return source.text
    return _COUNT.sub(r"\g<1>SECTIONPAGES", source.text)

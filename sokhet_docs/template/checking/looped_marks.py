"""One part → the bookmarks within its loops that fields refer to: every turn would bear the same name.

Word keeps the first bookmark of a name alone, so what refers to it prints the first turn's words everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from sokhet_docs.office.docx_places import P, iter_places
from sokhet_docs.office.namespaces import qn

_TEXT, _MARK = qn("w:t"), qn("w:bookmarkStart")
_STEP = re.compile(r"\{%-?\s*(?:p|tr|tc|r)?\s*(end)?for\b")


def find_looped_marks(root: etree._Element, label: str = "") -> Iterator[tuple[str, str]]:
    """Yield (name, spot) of each such bookmark of a part; ``label`` begins its spot."""
    referring = "".join(_iter_references(root))
    depth = 0
    for paragraph, spot in iter_places(root, label, P):
        for element in paragraph.iter(_TEXT, _MARK):
            if element.tag == _TEXT:
                depth += sum(-1 if ended else 1 for ended in _STEP.findall(element.text or ""))
            elif depth > 0 and _is_referred_to(name := element.get(qn("w:name"), ""), referring):
                yield name, spot


def _iter_references(root: etree._Element) -> Iterator[str]:
    """Yield the codes of fields, and where links lead to, each between spaces."""
    yield from ("".join(code.text or "" for code in root.iter(qn("w:instrText"))),)
    yield from (f" {field.get(qn('w:instr'), '')} " for field in root.iter(qn("w:fldSimple")))
    yield from (f" {link.get(qn('w:anchor'), '')} " for link in root.iter(qn("w:hyperlink")))


def _is_referred_to(name: str, referring: str) -> bool:
    return bool(name) and "{" not in name and re.search(rf"\b{re.escape(name)}\b", referring) is not None

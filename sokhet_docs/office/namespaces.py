"""The XML namespaces of Office files by their usual prefixes, and names as lxml spells them."""

from __future__ import annotations

import re
from functools import cache

_OFFICE, _STRICT = "http://schemas.openxmlformats.org", "http://purl.oclc.org/ooxml"
NAMESPACES = {
    "w": f"{_OFFICE}/wordprocessingml/2006/main",
    "r": f"{_OFFICE}/officeDocument/2006/relationships",
    "m": f"{_OFFICE}/officeDocument/2006/math",
    "a": f"{_OFFICE}/drawingml/2006/main",
    "c": f"{_OFFICE}/drawingml/2006/chart",
    "v": "urn:schemas-microsoft-com:vml",
    "mc": f"{_OFFICE}/markup-compatibility/2006",
    "rels": f"{_OFFICE}/package/2006/relationships",
    "types": f"{_OFFICE}/package/2006/content-types",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
W, R = NAMESPACES["w"], NAMESPACES["r"]
STRICT_W, STRICT_R = f"{_STRICT}/wordprocessingml/main", f"{_STRICT}/officeDocument/relationships"
_NAME = re.compile(r"(\w+):")


@cache
def qn(name: str) -> str:
    """Return ``w:p``, or a path such as ``w:pPr/w:pStyle``, with each prefix as its namespace in braces."""
    return _NAME.sub(lambda match: f"{{{NAMESPACES[match[1]]}}}", name)

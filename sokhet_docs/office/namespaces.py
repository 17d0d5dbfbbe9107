"""The XML namespaces of Office files by their usual prefixes, and names as lxml spells them."""

from __future__ import annotations

import re
from functools import cache

_OFFICE, STRICT = "http://schemas.openxmlformats.org", "http://purl.oclc.org/ooxml"
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
W, R, MC = NAMESPACES["w"], NAMESPACES["r"], NAMESPACES["mc"]
STRICT_R = f"{STRICT}/officeDocument/relationships"
_DRAWINGS = ("main", "wordprocessingDrawing", "picture", "chart", "chartDrawing", "diagram", "lockedCanvas")
STRICT_NAMES = {
    f"{STRICT_R}/extendedProperties": f"{R}/extended-properties",
    f"{STRICT_R}/customProperties": f"{R}/custom-properties",
    STRICT_R: R,
    f"{STRICT}/wordprocessingml/main": W,
    f"{STRICT}/officeDocument/math": NAMESPACES["m"],
    **{f"{STRICT}/drawingml/{name}": f"{_OFFICE}/drawingml/2006/{name}" for name in _DRAWINGS},
    f"{STRICT}/officeDocument/extendedProperties": f"{_OFFICE}/officeDocument/2006/extended-properties",
    f"{STRICT}/officeDocument/customProperties": f"{_OFFICE}/officeDocument/2006/custom-properties",
    f"{STRICT}/officeDocument/docPropsVTypes": f"{_OFFICE}/officeDocument/2006/docPropsVTypes",
    f"{STRICT}/officeDocument/bibliography": f"{_OFFICE}/officeDocument/2006/bibliography",
    f"{STRICT}/officeDocument/customXml": f"{_OFFICE}/officeDocument/2006/customXml",
    f"{STRICT}/schemaLibrary/main": f"{_OFFICE}/schemaLibrary/2006/main",
}
"""The namespaces and types of relationships of the strict form of Office files, each with its usual name.

A name that begins with another one stands before it.
"""
OFF = frozenset({"0", "false", "off"})
"""The values of an on-off attribute that say no (ST_OnOff, ISO/IEC 29500-1, 22.9.2.7)."""
_NAME = re.compile(r"(\w+):")


@cache
def qn(name: str) -> str:
    """Return ``w:p``, or a path such as ``w:pPr/w:pStyle``, with each prefix as its namespace in braces."""
    return _NAME.sub(lambda match: f"{{{NAMESPACES[match[1]]}}}", name)

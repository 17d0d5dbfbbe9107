"""A part of a Word file → the same part without what only its author's own computer needs.

A printer's settings name the printer, the people of a mail merge are the author's list, and keys run what no
other computer has: none of it shows on a page.
"""

from __future__ import annotations

from collections.abc import Collection

from sokhet_docs.office.namespaces import R, qn
from sokhet_docs.office.safe_xml import parse_xml, xml_bytes

LEFT_OUT = frozenset({"printerSettings", "recipientData", "keyMapCustomizations"})
"""The kinds of the relationships that lead to it."""

_ELEMENTS = (qn("w:printerSettings"), qn("w:recipientData"))
_SIGNS = (b"printerSettings", b"recipientData")
_ID = f"{{{R}}}id"


def without_uses(blob: bytes, ids: Collection[str]) -> bytes:
    """Return the XML part ``blob`` without the elements that refer to what is left out by ``ids``."""
    if not ids or not any(sign in blob for sign in _SIGNS):
        return blob
    root = parse_xml(blob)
    for element in [one for one in root.iter(*_ELEMENTS) if one.get(_ID) in ids]:
        if (parent := element.getparent()) is not None:
            parent.remove(element)
    return xml_bytes(root)

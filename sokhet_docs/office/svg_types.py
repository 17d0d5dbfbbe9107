"""An SVG drawing as any program wrote it → the same drawing without a document type.

Inkscape, Illustrator and Corel begin a drawing with one, which names a file on the web; those of Illustrator
give short names to the addresses of namespaces in it. Nothing is fetched, and no name may stand for others.
"""

from __future__ import annotations

import re

_MAX_GROWTH = 1_000_000  # bytes that all short names together may add
_LITERAL = rb"(?:\"[^\"]*\"|'[^']*')"
_ENTITY = re.compile(rb"<!ENTITY\s+([A-Za-z_][\w.-]*)\s+(\"[^\"&%<]*\"|'[^'&%<]*')\s*>")
_NOTE = rb"<!--(?:[^-]|-[^-])*-->"
_TYPE = re.compile(
    rb"(\s*(?:<\?xml[^>]*\?>)?(?:\s|%s)*)<!DOCTYPE\s+[\w:.-]+(?:\s+(?:PUBLIC|SYSTEM)(?:\s+%s){1,2})?\s*"
    rb"(?:\[((?:\s|%s|%s)*)\]\s*)?>" % (_NOTE, _LITERAL, _NOTE, _ENTITY.pattern)
)
_REFERENCE = re.compile(rb"&([A-Za-z_][\w.-]*);")


def without_document_type(drawing: bytes) -> bytes:
    """Return ``drawing`` without its document type, the short names defined there written out.

    One that says more than such names, or too much with them, is returned as it is.
    """
    found = _TYPE.match(drawing.removeprefix(b"\xef\xbb\xbf"))
    if found is None:
        return drawing
    meant = {name: value[1:-1] for name, value in _ENTITY.findall(found[2] or b"")}
    rest = found.string[found.end() :]
    if sum(len(meant.get(name, b"")) for name in _REFERENCE.findall(rest)) > _MAX_GROWTH:
        return drawing
    return found[1] + _REFERENCE.sub(lambda name: meant.get(name[1], name[0]), rest)

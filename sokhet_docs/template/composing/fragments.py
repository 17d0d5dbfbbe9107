"""A piece of a part's text ↔ an element; prefixes that are declared further out stand for themselves."""

from __future__ import annotations

import re

from lxml import etree

from sokhet_docs.office.namespaces import R, W
from sokhet_docs.office.safe_xml import parse_xml

_NAMESPACE = re.compile(r'\sxmlns(?::\w+)?="[^"]*"')
_PREFIX = re.compile(r"[<\s]([A-Za-z_][\w.-]*):[\w.-]+(?==\"|[\s/>])")


def parsed(fragment: str) -> etree._Element:
    """Return ``fragment``, one whole element. Raises etree.LxmlError for what is none."""
    others = {prefix: prefix for prefix in _PREFIX.findall(fragment) if prefix != "xml"}
    declared = "".join(f' xmlns:{prefix}="{name}"' for prefix, name in {**others, "w": W, "r": R}.items())
    return parse_xml(f"<x{declared}>{fragment}</x>".encode())[0]


def written(element: etree._Element) -> str:
    """Return ``element`` as a piece of text again."""
    return _NAMESPACE.sub("", etree.tostring(element, encoding="unicode"))

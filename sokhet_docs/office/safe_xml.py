"""XML from outside ↔ its elements: nothing is fetched, no entity expanded, no document type accepted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree

XML_DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_OPTIONS: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
}
_STRICT, _MENDING = etree.XMLParser(**_OPTIONS), etree.XMLParser(**_OPTIONS, recover=True)


def parse_xml(blob: bytes, *, recover: bool = False) -> etree._Element:
    """Return the root element of ``blob``; with ``recover``, XML errors are repaired.

    Raises lxml's XMLSyntaxError; ValueError for a document type declaration, in which entity bombs are
    defined and which no Office file has.
    """
    return _without_doctype(etree.fromstring(blob, _MENDING if recover else _STRICT))


def iter_elements(chunks: Iterable[bytes], tags: tuple[str, ...]) -> Iterator[etree._Element]:
    """Yield the elements with one of ``tags`` as they end; each is freed before the next.

    Raises what `parse_xml` raises.
    """
    parser = etree.XMLPullParser(events=("end",), tag=tags, **_OPTIONS)
    for chunk in chunks:
        parser.feed(chunk)
        for _, element in parser.read_events():
            assert isinstance(element, etree._Element)  # noqa: S101 -- end events carry nothing else
            yield element
            _forget(element)
    _without_doctype(parser.close())


def xml_bytes(root: etree._Element) -> bytes:
    """Return ``root`` as the bytes of a part."""
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def _without_doctype(root: etree._Element) -> etree._Element:
    if root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("a document type in a part of an Office file")
    return root


def _forget(element: etree._Element) -> None:
    parent = element.getparent()
    element.clear()
    if parent is not None:
        for _ in range(parent.index(element)):
            del parent[0]

"""A stream of XML → its elements of some names, one at a time, none kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from sokhet_docs.office.safe_zip import SAFE_XML


def iter_elements(chunks: Iterable[bytes], tags: tuple[str, ...]) -> Iterator[etree._Element]:
    """Yield the elements called ``tags`` as they end, and forget each before the next.

    Raises lxml's XMLSyntaxError; ValueError when the XML declares entities, which no table file does.
    """
    parser = etree.XMLPullParser(events=("end",), tag=tags, **SAFE_XML)
    for chunk in chunks:
        parser.feed(chunk)
        for _, element in parser.read_events():
            assert isinstance(element, etree._Element)  # noqa: S101 -- end events carry nothing else
            yield element
            _forget(element)
    refuse_declarations(parser.close())


def refuse_declarations(root: etree._Element) -> etree._Element:
    """Return ``root``; raise ValueError when its document declares a DTD, the home of entity bombs."""
    if root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("a DTD in a part of an Office file")
    return root


def _forget(element: etree._Element) -> None:
    parent = element.getparent()
    element.clear()
    if parent is not None:
        for _ in range(parent.index(element)):
            del parent[0]

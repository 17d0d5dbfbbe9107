"""XML from outside ↔ its elements: nothing is fetched, no entity expanded, no document type accepted.

lxml itself refuses more than 256 levels, and a text or an attribute of more than ten million characters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree

from sokhet_docs.office.safe_zip import UnsafeArchiveError

XML_DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_OPTIONS: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
}
_DOCTYPE = b"<!DOCTYPE"
_LIMIT_CODES = frozenset({89, 114})  # XML_ERR_ENTITY_LOOP, XML_ERR_RESOURCE_LIMIT
# So says a libxml2 before 2.14, such as that in lxml's wheel for Windows, whose codes mean other faults too.
_LIMIT_WORDS = ("XML_PARSE_HUGE", "AttValue length too long")
_STRICT, _MENDING = etree.XMLParser(**_OPTIONS), etree.XMLParser(**_OPTIONS, recover=True)


class TooComplexError(UnsafeArchiveError, ValueError):
    """Reading the file would take more time or memory than any file deserves; the message is Vietnamese."""

    def __init__(self) -> None:
        super().__init__("Tệp quá lớn hoặc quá phức tạp, không đọc.")


def parse_xml(blob: bytes, *, recover: bool = False) -> etree._Element:
    """Return the root element of ``blob``; with ``recover``, XML errors are repaired.

    Raises lxml's XMLSyntaxError; TooComplexError beyond the limits of lxml; ValueError for a document type
    declaration, in which entity bombs are defined and which no Office file has.
    """
    if _DOCTYPE in blob:  # before it is parsed: entities in attributes are expanded at once
        raise _doctype_error()
    try:
        root = etree.fromstring(blob, _MENDING if recover else _STRICT)
    except etree.XMLSyntaxError as err:
        if _is_limit(err):
            raise TooComplexError from err
        raise
    return _without_doctype(root)


def _is_limit(err: etree.XMLSyntaxError) -> bool:
    return getattr(err, "code", None) in _LIMIT_CODES or any(word in str(err) for word in _LIMIT_WORDS)


def tree_size(blob: bytes) -> int:
    """Return about how many elements the tree of ``blob`` will have, two attributes counted as one of them.

    Known without parsing it. Comments and the like count too, and so do signs in texts that look like XML's.
    """
    return blob.count(b"<") - blob.count(b"</") + blob.count(b"=") // 2


def iter_elements(chunks: Iterable[bytes], tags: tuple[str, ...]) -> Iterator[etree._Element]:
    """Yield the elements with one of ``tags`` as they end; each is freed before the next.

    Comments and processing instructions are left out, so that none of them cuts a text in two.
    Raises what `parse_xml` raises.
    """
    parser = etree.XMLPullParser(events=("end",), tag=tags, remove_comments=True, remove_pis=True, **_OPTIONS)
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
        raise _doctype_error()
    return root


def _doctype_error() -> ValueError:
    return ValueError("a document type in a part of an Office file")


def _forget(element: etree._Element) -> None:
    parent = element.getparent()
    element.clear()
    if parent is not None:
        for _ in range(parent.index(element)):
            del parent[0]

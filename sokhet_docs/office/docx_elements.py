"""An element of a Word file → its children by name, several times faster than ``find``."""

from __future__ import annotations

from lxml import etree


def child(element: etree._Element, tag: str) -> etree._Element | None:
    """Return the first child called ``tag``; None when there is none."""
    return next(element.iterchildren(tag), None)


def grandchild(element: etree._Element, tag: str, below: str) -> etree._Element | None:
    """Return the first child called ``below`` of the first child called ``tag``; None when there is none."""
    found = child(element, tag)
    return None if found is None else child(found, below)

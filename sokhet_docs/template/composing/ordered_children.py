"""An element of WordprocessingML and the name of a child → that child, put where the schema has it."""

from __future__ import annotations

from lxml import etree

from sokhet_docs.office.namespaces import qn


def child_of(parent: etree._Element, name: str, before: tuple[str, ...]) -> etree._Element:
    """Return ``parent``'s child ``name``; a new one comes after all the children named in ``before``."""
    found = parent.find(qn(f"w:{name}"))
    if found is not None:
        return found
    position = sum(1 for other in parent if etree.QName(other).localname in before)
    child = etree.Element(qn(f"w:{name}"))
    parent.insert(position, child)
    return child

"""Content of an .xlsx that is there in several forms (mc:AlternateContent) → the form that Excel shows."""

from __future__ import annotations

from lxml import etree

from sokhet_docs.office.namespaces import MC

_ALTERNATES, _CHOICE, _FALLBACK = (f"{{{MC}}}{name}" for name in ("AlternateContent", "Choice", "Fallback"))
_OF_EXCEL = "http://schemas.microsoft.com/office/spreadsheetml/"


def take_choices(element: etree._Element) -> etree._Element:
    """Put the form that Excel shows in the place of all alternatives within ``element``; return it."""
    while (found := next(element.iter(_ALTERNATES), None)) is not None:
        parent = found.getparent()
        if parent is None or found is element:
            break
        at = parent.index(found)
        parent[at : at + 1] = list(_shown(found))
    return element


def _shown(alternates: etree._Element) -> etree._Element | tuple[()]:
    """Return the first choice whose extensions Excel has, else the fallback; () for none."""
    for child in alternates:
        needed = child.get("Requires", "").split()
        is_known = all(child.nsmap.get(prefix, "").startswith(_OF_EXCEL) for prefix in needed)
        if child.tag == _CHOICE and needed and is_known:
            return child
    fallback = alternates.find(_FALLBACK)
    return () if fallback is None else fallback

"""What a page strikes out, raises or hides, said in words: a plain text of it must not join the digits."""

from __future__ import annotations

import re

from lxml import etree

from sokhet_docs.office.looks import Look

_TAGS = {
    "s": Look.STRUCK,
    "strike": Look.STRUCK,
    "del": Look.STRUCK,
    "sup": Look.RAISED,
    "rt": Look.RAISED,
    "sub": Look.LOWERED,
}
_STYLES = (
    (re.compile(r"text-decoration[\w-]*\s*:[^;]*line-through", re.IGNORECASE), Look.STRUCK),
    (re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE), Look.RAISED),
    (re.compile(r"vertical-align\s*:\s*sub", re.IGNORECASE), Look.LOWERED),
    (re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:", re.IGNORECASE), Look.HIDDEN),
    (re.compile(r"font-size\s*:\s*[01](?:\.\d+)?\s*(?:p[xt]|%|;|$)", re.IGNORECASE), Look.UNSEEN),
)


def say_looks(root: etree._Element) -> None:
    """Put beside the words of each element what its own name or style makes of them."""
    for element in [one for one in root.iter() if isinstance(one.tag, str)]:
        look = _look_of(element)
        if look and any(map(str.isalnum, "".join(map(str, element.itertext())))):
            element.text = f" ({look}: {element.text or ''}"
            _append(element, ") ")


def _look_of(element: etree._Element) -> Look:
    """Return how the words of ``element`` look; plain where those around it look so already."""
    look = _own_look(element)
    return Look.PLAIN if look and look in map(_own_look, element.iterancestors()) else look


def _own_look(element: etree._Element) -> Look:
    style = element.get("style", "")
    found = (look for pattern, look in _STYLES if pattern.search(style)) if style else iter(())
    return _TAGS.get(str(element.tag)) or next(found, Look.PLAIN)


def _append(element: etree._Element, text: str) -> None:
    if len(element):
        element[-1].tail = f"{element[-1].tail or ''}{text}"
    else:
        element.text = f"{element.text or ''}{text}"

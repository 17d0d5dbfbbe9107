"""The properties of cells as docxtpl patches them → the same in the order that the format asks for.

docxtpl puts what a tag sets (columns, background, merging) first or last (ECMA-376 part 1, 17.4.69).
"""

from __future__ import annotations

import re

_PROPERTIES = re.compile(r"(<w:tcPr(?: [^>]*)?>)(.*?)(</w:tcPr>)", re.DOTALL)
_CHILD = re.compile(r"<w:(\w+)(?:\s(?:\"[^\"]*\"|[^\">])*)?(?:/>|>.*?</w:\1>)", re.DOTALL)
_SET_BY_TAG = ('="{{', '="{%')
_ORDER = (
    "cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar", "textDirection",
    "tcFitText", "vAlign", "hideMark", "headers", "cellIns", "cellDel", "cellMerge", "tcPrChange",
)  # fmt: skip


def order_cells(text: str) -> str:
    """Return the part ``text`` with the properties of each cell in order where a tag sets one of them."""
    return _PROPERTIES.sub(_ordered, text)


def _ordered(properties: re.Match[str]) -> str:
    start, inner, end = properties.groups()
    children = {found.group(): found[1] for found in _CHILD.finditer(inner)}
    is_whole = "".join(children) == inner and set(children.values()) <= {*_ORDER}
    if not is_whole or not any(sign in inner for sign in _SET_BY_TAG):
        return str(properties.group())
    return f"{start}{''.join(sorted(children, key=lambda child: _ORDER.index(children[child])))}{end}"

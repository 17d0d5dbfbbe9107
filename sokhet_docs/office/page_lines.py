"""What a web page shows apart, in lines, pictures and fields → breaks and words that a plain reader keeps."""

from __future__ import annotations

import re

from lxml import etree

BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "center", "dd", "details", "dir", "div", "dl", "dt",
        "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
        "hr", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "td", "th",
        "tr", "ul",
    }
)  # fmt: skip
"""Elements that begin a line of their own, or a cell, and end it."""

_SHOWN_APART = re.compile(
    r"display\s*:\s*(?:inline-)?(?:block|table|flex|grid|list-item)|float\s*:\s*(?:left|right)"
    r"|position\s*:\s*(?:absolute|fixed)|(?:margin|padding)-(?:left|right)\s*:\s*[1-9]",
    re.IGNORECASE,
)
_APART = frozenset(
    {"math", "textarea", "button", "select", "option", "label", "legend", "caption", "text", "tspan"}
)
_PICTURES = frozenset({"img", "image", "svg", "video", "object", "embed"})
_WORDS_IN_DRAWINGS = ("text", "foreignobject")
_NEVER_SHOWN = frozenset({"hidden", "image", "file", "password"})
_TICKS = ("☐ ", "☒ ")
_PICTURE = " (hình) "


def part_shown(root: etree._Element) -> None:
    """Write out fields and the words of drawings, and put breaks around what is shown apart.

    So no digits are joined over it.
    """
    for drawing in list(root.iter("svg")):
        _write_out(drawing)
    for element in [one for one in root.iter() if isinstance(one.tag, str)]:
        if element.tag == "input":
            add_before(element, _written_in(element))
        elif element.tag in _PICTURES and text_before(element)[-1:].isdigit():
            add_before(element, _PICTURE)
        elif element.tag in _APART:
            add_before(element, " ")
            element.tail = f" {element.tail or ''}"
        elif element.tag not in BLOCKS and _SHOWN_APART.search(element.get("style", "")):
            _break_around(element)


def _write_out(drawing: etree._Element) -> None:
    """Put the words of ``drawing`` in its place, where it has any."""
    texts = (
        " ".join("".join(map(str, text.itertext())).split()) for text in drawing.iter(*_WORDS_IN_DRAWINGS)
    )
    if words := " ".join(filter(None, texts)):
        add_before(drawing, f" (trong hình: {words}) ")
        drawing.tag = "img"
        del drawing[:]
        drawing.text = None


def _written_in(field: etree._Element) -> str:
    kind, value = field.get("type", "text").lower(), field.get("value", "").strip()
    if kind in ("checkbox", "radio"):
        return _TICKS[field.get("checked") is not None]
    return f" {value} " if value and kind not in _NEVER_SHOWN else ""


def _break_around(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    behind = etree.Element("br")
    behind.tail, element.tail = element.tail, None
    parent.insert(at + 1, behind)
    parent.insert(at, etree.Element("br"))


def text_before(element: etree._Element) -> str:
    """Return the text right before ``element``, behind what stands before it or begins around it."""
    before, parent = element.getprevious(), element.getparent()
    if before is not None:
        return before.tail or ""
    return (parent.text or "") if parent is not None else ""


def add_before(element: etree._Element, text: str) -> None:
    """Put ``text`` right before ``element``."""
    before, parent = element.getprevious(), element.getparent()
    if before is not None:
        before.tail = f"{before.tail or ''}{text}"
    elif parent is not None:
        parent.text = f"{parent.text or ''}{text}"

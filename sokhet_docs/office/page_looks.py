"""A web page → the same page, with what it hides, raises or deletes said in words that LibreOffice knows.

LibreOffice reads a hidden digit, one of no size, one that a style raises and a deleted one as plain ones,
joined with those beside them. Tiny letters, ``sup`` and ``s`` it keeps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

_HIDING = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all"
    r"|opacity\s*:\s*0(?:\.0*)?\s*(?:;|!|$)|font-size\s*:\s*0(?:\.0*)?(?:px|pt|em|rem|%)?\s*(?:;|!|$))",
    re.IGNORECASE,
)
_RAISING = re.compile(r"(?:^|;)\s*vertical-align\s*:\s*(super|sub)\b", re.IGNORECASE)
_STRIKING = re.compile(r"(?:^|;)\s*text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE)
_RULE = re.compile(r"([^{}]{1,500})\{([^{}]{0,5000})\}")
_SELECTOR = re.compile(r"([\w-]*)((?:[.#][\w-]+)*)")
_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_INLINE = frozenset({"span", "font", "a", "b", "i", "em", "strong", "small", "mark", "bdo"})
_SIZES = ("style", "size", "class", "id", "hidden")
_SAID_OTHERWISE = {"rt": "sup", "del": "s"}
_TINY = "font-size:1px"
_MAX_RULES = 500


@dataclass(frozen=True, slots=True)
class _Rule:
    """A rule of a style sheet: the elements that it is for ("": of any name), their marks, what it says."""

    tag: str
    marks: frozenset[str]
    says: str

    def fits(self, tag: str, marks: frozenset[str]) -> bool:
        return self.tag in ("", tag) and self.marks <= marks


def write_rules_out(root: etree._Element) -> None:
    """Give each element of the page ``root`` the style that the page's rules about looks have for it."""
    rules = list(_iter_rules(root))
    for element in [one for one in root.iter() if isinstance(one.tag, str)] if rules else ():
        tag, marks = str(element.tag), _marks_of(element)
        if says := [rule.says for rule in rules if rule.fits(tag, marks)]:
            element.set("style", "; ".join([*says, element.get("style", "")]))
            element.attrib.pop("class", "")  # whose rule LibreOffice would read once more


def show_looks(root: etree._Element) -> None:
    """Make what the page ``root`` hides tiny, raise what it raises, strike what it deletes, in place."""
    write_rules_out(root)
    for element in [one for one in root.iter() if isinstance(one.tag, str)]:
        says = element.get("style", "")
        if _HIDING.search(says) or element.get("hidden") is not None:
            _make_tiny(element)
        elif element.tag in _SAID_OTHERWISE:
            element.tag = _SAID_OTHERWISE[str(element.tag)]
        elif (raising := _RAISING.search(says)) and element.tag in _INLINE:
            element.tag = "sup" if raising[1].lower() == "super" else "sub"
            element.attrib.pop("style", "")  # which would have LibreOffice read it as plain again
        elif _STRIKING.search(says) and element.tag in _INLINE:
            element.tag = "s"


def _make_tiny(element: etree._Element) -> None:
    for one in element.iter():
        if isinstance(one.tag, str):
            for name in _SIZES:
                one.attrib.pop(name, "")
            one.set("style", _TINY)


def _iter_rules(root: etree._Element) -> Iterator[_Rule]:
    """Yield the rules that hide, raise or strike; of selectors only those of one element are understood."""
    sheets = "\n".join(style.text or "" for style in root.iter("style"))
    for number, (selectors, says) in enumerate(_RULE.findall(_COMMENT.sub(" ", sheets))):
        if number >= _MAX_RULES:
            return
        if _HIDING.search(says) or _RAISING.search(says) or _STRIKING.search(says):
            for selector in selectors.split(","):
                if found := _SELECTOR.fullmatch(selector.strip()):
                    yield _Rule(found[1].lower(), frozenset(re.findall(r"[.#][\w-]+", found[2])), says)


def _marks_of(element: etree._Element) -> frozenset[str]:
    classes = (f".{name}" for name in element.get("class", "").split())
    return frozenset((*classes, f"#{element.get('id', '')}"))

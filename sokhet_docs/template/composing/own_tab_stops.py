"""The distance of default tab stops, one for a file → stops of the paragraphs that have tabs.

ECMA-376 part 1, 17.15.1.25 (defaultTabStop): after a paragraph's last stop come those at its multiples.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from sokhet_docs.office.docx_styles import StyleSheet
from sokhet_docs.office.namespaces import qn
from sokhet_docs.office.safe_xml import parse_xml
from sokhet_docs.template.composing.fragments import parsed, written
from sokhet_docs.template.composing.ordered_children import child_of

_USUAL = 720  # twips
_WIDEST = 15_840  # twips: the long side of a page, less its margins
_MAX_STOPS = 50  # Word knows 64 in a paragraph
_VAL, _POS = qn("w:val"), qn("w:pos")
_PARAGRAPH = re.compile(
    r"(?P<start><w:p(?: [^>]*)?(?<!/)>)(?P<properties><w:pPr>(?:(?!<w:pPr>).)*?</w:pPr>)?"
    r"(?P<rest>(?:(?!<w:p[ >]|</w:p>).)*)",
    re.DOTALL,
)
_BEFORE_TABS = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr",
    "suppressLineNumbers", "pBdr", "shd",
)  # fmt: skip


def tab_distance(settings: bytes | None) -> int:
    """Return the distance of default tab stops that a settings part says, in twips."""
    found = None if settings is None else parse_xml(settings).find(qn("w:defaultTabStop"))
    said = "" if found is None else found.get(_VAL, "")
    return int(said) if said.isdecimal() else _USUAL


@dataclass(frozen=True, slots=True)
class OwnTabStops:
    """The ``distance`` of a document's default stops, and its ``styles``."""

    distance: int
    styles: StyleSheet

    def said_in(self, text: str) -> str:
        """Return the XML ``text`` in which paragraphs with tabs have the default stops as their own."""
        return _PARAGRAPH.sub(self._with_stops, text) if "<w:tab/>" in text and self.distance else text

    def _with_stops(self, match: re.Match[str]) -> str:
        if "<w:tab/>" not in match["rest"] or "{" in (match["properties"] or ""):
            return match.group()
        properties = parsed(match["properties"] or "<w:pPr/>")
        lineage = [properties, *self._inherited(properties)]
        if any(found.find(qn("w:numPr")) is not None for found in lineage):
            return match.group()  # its list says where the text begins
        self._add_stops(properties, _last_place(lineage))
        return f"{match['start']}{written(properties)}{match['rest']}"

    def _inherited(self, properties: etree._Element) -> Iterator[etree._Element]:
        named = properties.find(qn("w:pStyle"))
        style = self.styles.default_style_id("paragraph") if named is None else named.get(_VAL)
        for found in self.styles.lineage(style or ""):
            if (inherited := found.find(qn("w:pPr"))) is not None:
                yield inherited

    def _add_stops(self, properties: etree._Element, last: int) -> None:
        tabs = child_of(properties, "tabs", _BEFORE_TABS)
        first = last // self.distance + 1
        for number in range(first, min(first + _MAX_STOPS, _WIDEST // self.distance + 1)):
            etree.SubElement(tabs, qn("w:tab"), {_VAL: "left", _POS: str(number * self.distance)})


def _last_place(lineage: Sequence[etree._Element]) -> int:
    """Return where the last stop of a paragraph stands, or its text begins under a hanging first line."""
    tabs = [tab for properties in lineage for tab in properties.iterfind(qn("w:tabs/w:tab"))]
    places = [_number(tab.get(_POS)) for tab in tabs if tab.get(_VAL) != "clear"]
    hangs = _indent(lineage, "hanging") > 0
    return max([0, *places, *([_indent(lineage, "left")] if hangs else [])])


def _indent(lineage: Sequence[etree._Element], name: str) -> int:
    indents = (found for properties in lineage for found in properties.iterfind(qn("w:ind")))
    return next((_number(said) for found in indents if (said := found.get(qn(f"w:{name}")))), 0)


def _number(said: str | None) -> int:
    return int(said) if said and said.lstrip("-").isdecimal() else 0

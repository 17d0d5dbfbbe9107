"""A .docx → how each paragraph really looks: every style resolved, down to the first word of each run.

Lengths are in millimetres, sizes and spaces in points. Nothing here knows the project's own style names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from tests.support.archives import read_parts
from tests.support.docx_builder import W as W

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MM_OF_TWIP = 25.4 / 1440


@dataclass(frozen=True)
class Words:
    """One run as printed."""

    text: str
    font: str
    size: float
    bold: bool
    italic: bool
    underline: bool
    colour: str


@dataclass(frozen=True)
class Paragraph:
    """One paragraph as printed; ``line`` is its exact line height, None for a line of its own height."""

    style: str
    words: tuple[Words, ...]
    align: str
    left: float
    right: float
    first_line: float
    before: float
    after: float
    line: float | None
    keep_next: bool
    line_below: str
    row: etree._Element | None
    element: etree._Element

    @property
    def text(self) -> str:
        return "".join(words.text for words in self.words)

    @property
    def look(self) -> tuple[float, str, str]:
        """Size, weight and slant of the first words, and how they are aligned: (15, "bold", "center")."""
        return self.words[0].size, style_of(self.words[0]), self.align


def style_of(words: Words) -> str:
    """Return weight, slant and line of a run as one word: "upright", "bold", "bold italic"."""
    marks = {"bold": words.bold, "italic": words.italic, "underlined": words.underline}
    return " ".join(name for name, on in marks.items() if on) or "upright"


class Docx:
    """The parts of a .docx and the paragraphs of its body in order, those of tables and controls too."""

    def __init__(self, docx_bytes: bytes) -> None:
        self._parts = read_parts(docx_bytes)

    def part(self, name: str) -> etree._Element:
        return etree.fromstring(self._parts[name])

    @property
    def part_names(self) -> list[str]:
        return list(self._parts)

    @cached_property
    def body(self) -> etree._Element:
        return self.part("word/document.xml")[0]

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        return [self._paragraph(element) for element in self.body.iter(f"{W}p")]

    def headers(self, section: etree._Element) -> dict[str, list[Paragraph]]:
        """Return the paragraphs of a sectPr's headers by their kind (default, first)."""
        links = self.part("word/_rels/document.xml.rels")
        targets = {link.get("Id"): link.get("Target") for link in links}
        return {
            str(reference.get(f"{W}type")): [
                self._paragraph(element)
                for element in self.part(f"word/{targets[reference.get(f'{R}id')]}").iter(f"{W}p")
            ]
            for reference in section.iter(f"{W}headerReference")
        }

    def find(self, text: str) -> Paragraph:
        """Return the only paragraph that reads ``text``, whichever of its spaces hold a line together."""
        wanted = text.replace("\u00a0", " ")
        (found,) = [one for one in self.paragraphs if one.text.replace("\u00a0", " ") == wanted]
        return found

    @cached_property
    def _styles(self) -> etree._Element:
        return self.part("word/styles.xml")

    def _chain(self, style_id: str | None) -> Iterator[etree._Element]:
        """Yield the style ``style_id`` and all that it builds on, the nearest first."""
        while style_id:
            (style,) = [s for s in self._styles if s.get(f"{W}styleId") == style_id]
            yield style
            based_on = style.find(f"{W}basedOn")
            style_id = None if based_on is None else based_on.get(f"{W}val")

    def _default_style(self) -> str:
        (style,) = [
            s for s in self._styles if s.get(f"{W}default") == "1" and s.get(f"{W}type") == "paragraph"
        ]
        return str(style.get(f"{W}styleId"))

    def _paragraph(self, element: etree._Element) -> Paragraph:
        own = element.find(f"{W}pPr/{W}pStyle")
        style = self._default_style() if own is None else str(own.get(f"{W}val"))
        levels = [element, *self._chain(style), self._styles.find(f"{W}docDefaults/{W}pPrDefault")]
        holders = _holders(levels, "pPr")
        line_rule = _attribute(holders, "spacing", "lineRule")
        border = _first(holders, "pBdr/{W}bottom")
        return Paragraph(
            style=style,
            words=tuple(self._words(run, style) for run in element.iter(f"{W}r") if _text(run)),
            align=_attribute(holders, "jc", "val") or "left",
            left=_twips(holders, "ind", "left") * _MM_OF_TWIP,
            right=_twips(holders, "ind", "right") * _MM_OF_TWIP,
            first_line=_twips(holders, "ind", "firstLine") * _MM_OF_TWIP,
            before=_twips(holders, "spacing", "before") / 20,
            after=_twips(holders, "spacing", "after") / 20,
            line=_twips(holders, "spacing", "line") / 20 if line_rule == "exact" else None,
            keep_next=_switched_on(holders, "keepNext"),
            line_below="" if border is None else str(border.get(f"{W}val")),
            row=next(element.iterancestors(f"{W}tr"), None),
            element=element,
        )

    def _words(self, run: etree._Element, paragraph_style: str) -> Words:
        own = run.find(f"{W}rPr/{W}rStyle")
        of_character = _holders([run, *self._chain(None if own is None else own.get(f"{W}val"))], "rPr")
        of_paragraph = _holders(self._chain(paragraph_style), "rPr")
        default = _holders([self._styles.find(f"{W}docDefaults/{W}rPrDefault")], "rPr")
        holders = [*of_character, *of_paragraph, *default]
        return Words(
            text=_text(run),
            font=_attribute(holders, "rFonts", "ascii"),
            size=float(_attribute(holders, "sz", "val")) / 2,
            # Bold and italic of a character style toggle those of the paragraph style.
            bold=_switched_on(of_character, "b") != _switched_on(of_paragraph, "b"),
            italic=_switched_on(of_character, "i") != _switched_on(of_paragraph, "i"),
            underline=_attribute(holders, "u", "val") not in {"", "none"},
            colour=_attribute(holders, "color", "val"),
        )


def _holders(levels: Iterable[etree._Element | None], name: str) -> list[etree._Element]:
    """Return the properties ``name`` of those of ``levels`` that have them, the nearest level first."""
    found = (level.find(f"{W}{name}") for level in levels if level is not None)
    return [holder for holder in found if holder is not None]


def _text(run: etree._Element) -> str:
    kinds: dict[str, Callable[[etree._Element], str]]
    kinds = {f"{W}t": lambda e: e.text or "", f"{W}tab": lambda e: "\t", f"{W}br": lambda e: "\n"}
    return "".join(kinds[child.tag](child) for child in run if child.tag in kinds)


def _first(holders: list[etree._Element], path: str) -> etree._Element | None:
    found = (holder.find(f"{W}{path.replace('{W}', W)}") for holder in holders)
    return next((element for element in found if element is not None), None)


def _attribute(holders: list[etree._Element], element: str, attribute: str) -> str:
    values = (found.get(f"{W}{attribute}") for holder in holders for found in holder.findall(f"{W}{element}"))
    return next((str(value) for value in values if value is not None), "")


def _twips(holders: list[etree._Element], element: str, attribute: str) -> int:
    return int(_attribute(holders, element, attribute) or 0)


def _switched_on(holders: list[etree._Element], name: str) -> bool:
    switch = _first(holders, name)
    return switch is not None and switch.get(f"{W}val") not in {"0", "false"}

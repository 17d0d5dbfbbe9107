"""One return that is being written: the XML of a sent form, and the marks that were put into it."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from lxml import etree

from sokhet_docs.plan import Figure, Form, Period, Section
from tests.support.archives import read_parts, zipped
from tests.support.docx_builder import NS, W, text_of
from tests.support.marks.typing import FIGURE_WAYS, WAYS, Way, r

BODY = "word/document.xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SCHEMAS = "http://schemas.openxmlformats.org"
_MICROSOFT = "http://schemas.microsoft.com/office"
NAMESPACES = {
    "w": NS,
    "r": _OFFICE,
    "mc": f"{_SCHEMAS}/markup-compatibility/2006",
    "wp": f"{_SCHEMAS}/drawingml/2006/wordprocessingDrawing",
    "a": f"{_SCHEMAS}/drawingml/2006/main",
    "c": f"{_SCHEMAS}/drawingml/2006/chart",
    "dgm": f"{_SCHEMAS}/drawingml/2006/diagram",
    "m": f"{_SCHEMAS}/officeDocument/2006/math",
    "wps": f"{_MICROSOFT}/word/2010/wordprocessingShape",
    "wpg": f"{_MICROSOFT}/word/2010/wordprocessingGroup",
    "w14": f"{_MICROSOFT}/word/2010/wordml",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
DECLARED = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMESPACES.items())
_RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"


class Home(Enum):
    """Where a mark must be found again."""

    PLACED = "in its section or under its figure"
    KEPT = "placed, or told in a review item"
    TOLD = "in a review item only: it is struck out, deleted or hidden"


@dataclass(frozen=True, slots=True)
class Mark:
    """A unique word, or figure, and where it belongs; ``place`` names the placement that put it there.

    ``section`` is the key of the only section under which it may be printed, ``slot`` the keys of the only
    figure and period under which it may be counted; None: nobody can say.
    """

    text: str
    home: Home
    section: str | None = None
    slot: tuple[str, str] | None = None
    place: str = ""

    @property
    def is_figure(self) -> bool:
        """Whether it is a number."""
        return self.text.isdecimal()


class Draft:
    """One return: every placement takes a section or row of its own, so that several can be made in it."""

    def __init__(self, sent: bytes, form: Form, chance: random.Random, number: int = 0) -> None:
        """Begin with the ``sent`` letter; ``number`` tells this return's marks from those of others."""
        self.parts: dict[str, bytes] = read_parts(sent)
        self.root = etree.fromstring(self.parts[BODY])
        self.form, self.chance = form, chance
        self.sent_lines = frozenset(text_of(paragraph) for paragraph in self.root.iter(f"{W}p"))
        self.marks: list[Mark] = []
        self.way: Way | None = None
        self.place = ""  # the placement that is being made
        self._number = number
        self._sections = list(form.answered)
        # By the first one the annex is known; some are not summed and have no total.
        self._figures = [figure for figure in form.figures[1:] if figure.summed]
        chance.shuffle(self._sections)
        chance.shuffle(self._figures)

    # Marks ------------------------------------------------------------------------------------------------

    def word(self, home: Home = Home.KEPT, section: str | None = None) -> str:
        """Return a new word: ``dấu0017xqk`` can be neither split nor joined with what stands beside it."""
        text = f"dấu{self._number:02}{len(self.marks):03}xqk"
        self.marks.append(Mark(text, home, section, None, self.place))
        return text

    def number(self, home: Home = Home.KEPT, slot: tuple[str, str] | None = None) -> str:
        """Return a new figure of six digits."""
        text = f"7{self._number:02}{len(self.marks):03}"
        self.marks.append(Mark(text, home, None, slot, self.place))
        return text

    def typed(self, mark: str) -> str:
        """Return the runs of ``mark``, typed in the draft's way or, where it has none, in any."""
        ways = FIGURE_WAYS if mark.isdecimal() else WAYS
        way = self.way if self.way in ways.values() else None
        return (way or self.chance.choice([*ways.values()]))(mark)

    def p(self, *words: str, properties: str = "") -> str:
        """Return a paragraph of ``words``: marks, typed, and XML."""
        runs = "".join(word if word.startswith("<") else self.typed(word) for word in words)
        inner = f"<w:pPr>{properties}</w:pPr>" if properties else ""
        return f"<w:p>{inner}{runs}</w:p>"

    # Places -----------------------------------------------------------------------------------------------

    def section(self) -> Section:
        """Return a section that no placement has used yet."""
        return self._sections.pop()

    def figure(self) -> tuple[Figure, Period]:
        """Return a figure that is summed and that no placement has used yet, and one of its periods."""
        return self._figures.pop(), self.chance.choice(self.form.periods)

    def control(self, tag: str) -> etree._Element:
        """Return the control of the field ``tag``."""
        tags = self.root.iter(f"{W}tag")
        found = next(element for element in tags if element.get(f"{W}val") == tag)
        return next(found.iterancestors(f"{W}sdt"))

    def content(self, tag: str) -> etree._Element:
        """Return what the control of the field ``tag`` holds."""
        return content_of(self.control(tag))

    def fill(self, tag: str, xml: str) -> None:
        """Let ``xml`` be all that the field ``tag`` holds, its prompt gone."""
        control = self.control(tag)
        for prompt in control[0].findall(f"{W}showingPlcHdr"):
            control[0].remove(prompt)
        self.content(tag)[:] = elements(xml)

    def mark_end(self, tag: str) -> etree._Element:
        """Return the end of the bookmark around the field ``tag``, or its control where there is none."""
        start = next(
            (found for found in self.root.iter(f"{W}bookmarkStart") if found.get(f"{W}name") == tag), None
        )
        ends = [] if start is None else self.root.iter(f"{W}bookmarkEnd")
        same = (end for end in ends if start is not None and end.get(f"{W}id") == start.get(f"{W}id"))
        return next(same, self.control(tag))

    def line(self, text: str, nth: int = -1) -> etree._Element:
        """Return the paragraph that begins with ``text``, of several the last one or the ``nth``."""
        return [found for found in self.root.iter(f"{W}p") if text_of(found).startswith(text)][nth]

    def line_ending(self, text: str) -> etree._Element:
        """Return the first paragraph that ends with ``text``."""
        return next(found for found in self.root.iter(f"{W}p") if text_of(found).endswith(text))

    def heading(self, section: Section) -> etree._Element:
        """Return the heading of ``section`` in the report."""
        return self.line(section.title)

    @property
    def annex(self) -> etree._Element:
        """The table of figures."""
        figure, period = self.form.figures[0], self.form.periods[0]
        return next(self.control(f"sl_{figure.key}_{period.key}").iterancestors(f"{W}tbl"))

    @property
    def title(self) -> etree._Element:
        """The title of the report."""
        lines = self.root[0].iterchildren(f"{W}p")
        return next(line for line in lines if text_of(line).startswith("BÁO CÁO"))

    @property
    def letterhead(self) -> etree._Element:
        """The table above the title of the report."""
        return next(self.title.itersiblings(f"{W}tbl", preceding=True))

    @property
    def signature(self) -> etree._Element:
        """The table with the recipients and the signature at the end of the report."""
        return next(self.line("- Như trên").iterancestors(f"{W}tbl"))

    @property
    def has_outline(self) -> bool:
        """Whether the outline (đề cương) stands before the report."""
        return any(text_of(found) == "ĐỀ CƯƠNG BÁO CÁO" for found in self.root.iter(f"{W}p"))

    def row_of(self, figure: Figure) -> etree._Element:
        """Return the annex's row of ``figure``."""
        tag = f"sl_{figure.key}_{self.form.periods[0].key}"
        return next(self.control(tag).iterancestors(f"{W}tr"))

    def answer(self, make: Callable[[str], str], home: Home = Home.KEPT) -> None:
        """Fill a section with words and what ``make`` makes of a mark, as runs of the same paragraph."""
        key = self.section().key
        mark = self.word(home, None if home is Home.TOLD else key)
        self.fill(key, f"<w:p>{r('Đã làm. ')}{make(mark)}</w:p>")

    def cell(self) -> tuple[str, tuple[str, str]]:
        """Return the tag of a figure's field that no placement has used, and the keys of its slot."""
        figure, period = self.figure()
        return f"sl_{figure.key}_{period.key}", (figure.key, period.key)

    def fill_cell(self, tag: str, xml: str) -> None:
        """Let ``xml`` be all that the cell of the field ``tag`` holds, the field gone."""
        next(self.control(tag).iterancestors(f"{W}tc"))[1:] = elements(xml)

    # Writing ----------------------------------------------------------------------------------------------

    def add_part(self, name: str, content: str | bytes, content_type: str, kind: str) -> str:
        """Add a part that the body refers to; return the id of the relationship."""
        self.parts[name] = content.encode() if isinstance(content, str) else content
        types = etree.fromstring(self.parts["[Content_Types].xml"])
        etree.SubElement(types, f"{_TYPES}Override", PartName=f"/{name}", ContentType=content_type)
        self.parts["[Content_Types].xml"] = etree.tostring(types)
        rels = etree.fromstring(self.parts["word/_rels/document.xml.rels"])
        own = f"rIdMark{len(rels)}"
        etree.SubElement(
            rels,
            f"{_RELS}Relationship",
            Id=own,
            Type=f"{_OFFICE}/{kind}",
            Target=name.removeprefix("word/"),
        )
        self.parts["word/_rels/document.xml.rels"] = etree.tostring(rels)
        return own

    def docx(self) -> bytes:
        """Return the file."""
        body = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8", standalone=True)
        return zipped({**self.parts, BODY: body})


def content_of(control: etree._Element) -> etree._Element:
    """Return what a control holds."""
    content = control.find(f"{W}sdtContent")
    assert content is not None
    return content


def elements(xml: str) -> list[etree._Element]:
    """Return the elements that ``xml`` writes, with the prefixes of `NAMESPACES`."""
    return list(etree.fromstring(f"<x {DECLARED}>{xml}</x>"))


def put_after(place: etree._Element, xml: str) -> None:
    """Put what ``xml`` writes behind ``place``."""
    for element in reversed(elements(xml)):
        place.addnext(element)


def put_before(place: etree._Element, xml: str) -> None:
    """Put what ``xml`` writes before ``place``."""
    for element in elements(xml):
        place.addprevious(element)


def append(place: etree._Element, xml: str) -> None:
    """Put what ``xml`` writes at the end of ``place``."""
    place.extend(elements(xml))


def table(*rows: Sequence[str]) -> str:
    """Return a table; a cell is the XML of its content."""
    grid = '<w:gridCol w:w="2000"/>' * max(map(len, rows))
    return (
        '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>'
        f"{grid}</w:tblGrid>{''.join(map(row, rows))}</w:tbl>"
    )


def row(cells: Sequence[str]) -> str:
    """Return a row of a table."""
    return f"<w:tr>{''.join(f'<w:tc><w:tcPr/>{content}</w:tc>' for content in cells)}</w:tr>"


def words(text: str) -> str:
    """Return a paragraph of the unit's own words that are no mark."""
    return f"<w:p>{r(text)}</w:p>"


Placement = Callable[[Draft], None]
"""Puts marks into one kind of place of a draft."""

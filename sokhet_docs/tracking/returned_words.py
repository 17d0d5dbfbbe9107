"""The units' paragraphs → WordprocessingML for the consolidated report, their lists and emphasis kept.

A list becomes a real list of Word: `RealLists` hands out its number and afterwards puts the definitions into
the document, which needs none of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from lxml import etree

from sokhet_docs.office.docx_styles import StyleSheet
from sokhet_docs.office.docx_writer import LOOK_MARKS
from sokhet_docs.office.list_labels import ListLabels
from sokhet_docs.office.namespaces import W, qn
from sokhet_docs.office.opc import OFFICE_REL_PREFIX, WORD_TYPE_PREFIX, Relationship
from sokhet_docs.office.package import Package, Part
from sokhet_docs.office.safe_xml import parse_xml, xml_bytes
from sokhet_docs.returns import AnswerTable, Content, Look, Paragraph, TextRun
from sokhet_docs.tracking.answer_tables import table_xml

_STYLE, _CELL_STYLE = "TraLoi", "BangChu"  # of the templates; a clerk's own may lack them
_BULLETS, _NUMBERS = 9001, 9002  # abstract lists; lists are numbered from there on
_FIRST_LIST = 9100
_LEVELS = 9
_STEP = 397  # twips (7 mm) from level to level
_MARKS = ("-", "+", "•")
_NUMBERINGS = (("decimal", "%{}."), ("lowerLetter", "%{})"), ("lowerRoman", "%{})"))
_PART = "word/numbering.xml"


class WordBlock:
    """Ready paragraphs, for a template's ``{{p … }}``: what it holds is XML already."""

    def __init__(self, xml: str) -> None:
        self._xml = xml

    def __html__(self) -> str:
        return self._xml


class _AnswerLists:
    """The numbered lists of one answer so far: their ``numbers`` by their ids, and what they would print."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self._printed: dict[str, ListLabels] = {}
        self._worded: set[str] = set()

    def is_worded(self, paragraph: Paragraph) -> bool:
        """Return whether the number of ``paragraph`` must be typed: its list prints another one here."""
        name = paragraph.list_id
        printed = self._printed.setdefault(name, ListLabels(_OUR_LISTS))
        label = printed.next(str(_NUMBERS), _level_of(paragraph))
        if paragraph.label not in ("", label):
            self._worded.add(name)
        return name in self._worded and bool(paragraph.label)


class RealLists:
    """The lists of one document: each numbered list of each answer counts from 1."""

    def __init__(self, template: Package) -> None:
        """Begin the lists of a document that will be made from ``template``."""
        # LibreOffice drops the list of a paragraph whose style is not there.
        sheets = [StyleSheet(parse_xml(template.parts[name].blob)) for name in template.related("styles")]
        self._style, self._cell_style = (_style_of(name, sheets) for name in (_STYLE, _CELL_STYLE))
        self._numbered = 0

    def block(self, contents: Sequence[Content]) -> WordBlock:
        """Return one answer as paragraphs and tables of the document."""
        lists = _AnswerLists()
        xml = []
        for at, one in enumerate(contents, 1):
            if not isinstance(one, AnswerTable):
                xml.append(self._paragraph(one, lists))
                continue
            xml.append(table_xml(one, f"<w:pPr>{self._cell_style}</w:pPr>", _run))
            if not isinstance(next(iter(contents[at:]), one), Paragraph):
                xml.append("<w:p/>")  # tables that follow each other would become one
        return WordBlock("".join(xml))

    def _paragraph(self, paragraph: Paragraph, lists: _AnswerLists) -> str:
        runs = "".join(map(_run, paragraph.runs))
        if paragraph.ordered and lists.is_worded(paragraph):
            runs = _run(TextRun(f"{paragraph.label}\t")) + runs
            return f"<w:p><w:pPr>{self._style}{_indent(_level_of(paragraph))}</w:pPr>{runs}</w:p>"
        return f"<w:p><w:pPr>{self._style}{self._list(paragraph, lists)}</w:pPr>{runs}</w:p>"

    def _list(self, paragraph: Paragraph, lists: _AnswerLists) -> str:
        """Return a paragraph's place in a list."""
        if paragraph.list_level is None:
            return ""
        number = _FIRST_LIST
        if paragraph.ordered:
            if paragraph.list_id not in lists.numbers:
                self._numbered += 1
            number += lists.numbers.setdefault(paragraph.list_id, self._numbered)
        return f'<w:numPr><w:ilvl w:val="{_level_of(paragraph)}"/><w:numId w:val="{number}"/></w:numPr>'

    def define_in(self, package: Package) -> None:
        """Put the definitions of the lists handed out into ``package``."""
        name = package.first("numbering") or _PART
        known = package.parts.get(name)
        root = parse_xml(known.blob) if known else etree.Element(qn("w:numbering"), nsmap={"w": W})
        _add_definitions(root, self._numbered)
        if known:
            package.put(known.with_blob(xml_bytes(root)))
            return
        package.put(Part(_PART, f"{WORD_TYPE_PREFIX}numbering+xml", xml_bytes(root)))
        package.relate(
            package.main, Relationship("rIdTongHopDanhSach", f"{OFFICE_REL_PREFIX}numbering", _PART)
        )


def _level_of(paragraph: Paragraph) -> int:
    return min(paragraph.list_level or 0, _LEVELS - 1)


def _style_of(name: str, sheets: Sequence[StyleSheet]) -> str:
    """Return what gives a paragraph the style ``name``; "" where the template has none of that name."""
    return f'<w:pStyle w:val="{name}"/>' if any(name in sheet.by_id for sheet in sheets) else ""


def _run(run: TextRun) -> str:
    # In the schema's order: a struck text's mark before the underline, a raised one's behind it.
    look = LOOK_MARKS.get(run.look, "")
    marks = (
        (run.bold, "<w:b/>"),
        (run.italic, "<w:i/>"),
        (run.look is Look.STRUCK, look),
        (run.underline, '<w:u w:val="single"/>'),
        (run.look is not Look.STRUCK, look),
    )
    properties = "".join(xml for wanted, xml in marks if wanted)
    properties = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{properties}{''.join(_pieces(run.text))}</w:r>"


def _pieces(text: str) -> Iterator[str]:
    for piece in re.split("([\t\n])", text):
        if piece == "\t":
            yield "<w:tab/>"
        elif piece == "\n":
            yield "<w:br/>"
        elif piece:
            yield f'<w:t xml:space="preserve">{escape(piece)}</w:t>'


def _add_definitions(root: etree._Element, numbered: int) -> None:
    # The schema wants every abstract list before the first list.
    first = root.find(qn("w:num"))
    place = len(root) if first is None else root.index(first)
    for offset, xml in enumerate((_abstract(_BULLETS, ordered=False), _abstract(_NUMBERS, ordered=True))):
        root.insert(place + offset, etree.fromstring(xml))
    root.append(etree.fromstring(_list(_FIRST_LIST, _BULLETS, "")))
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    for number in range(1, numbered + 1):
        root.append(etree.fromstring(_list(_FIRST_LIST + number, _NUMBERS, restart)))


def _list(number: int, abstract: int, restart: str) -> str:
    return f'<w:num xmlns:w="{W}" w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{restart}</w:num>'


def _abstract(number: int, *, ordered: bool) -> str:
    levels = "".join(_level(level, ordered=ordered) for level in range(_LEVELS))
    return (
        f'<w:abstractNum xmlns:w="{W}" w:abstractNumId="{number}">'
        f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    )


def _level(level: int, *, ordered: bool) -> str:
    kind, mark = _NUMBERINGS[level % 3] if ordered else ("bullet", _MARKS[level % 3])
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{mark.format(level + 1)}"/><w:lvlJc w:val="left"/>'
        f"<w:pPr>{_indent(level)}</w:pPr></w:lvl>"
    )


def _indent(level: int) -> str:
    return f'<w:ind w:left="{567 + _STEP * (level + 1)}" w:hanging="{_STEP}"/>'


_OUR_LISTS = etree.fromstring(
    f'<w:numbering xmlns:w="{W}">{_abstract(_NUMBERS, ordered=True)}{_list(_NUMBERS, _NUMBERS, "")}'
    "</w:numbering>"
)

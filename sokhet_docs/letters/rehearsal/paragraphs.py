"""A draft's .docx → its paragraphs in their order, each with its part in the letter, such as its letterhead.

Whoever made the template: a letterhead is the table with the Party's (or the State's) title, a title a
centred line in capitals with what is centred below it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from lxml import etree

from sokhet_docs.office.docx_styles import StyleSheet
from sokhet_docs.office.namespaces import OFF, qn
from sokhet_docs.office.package import Package
from sokhet_docs.office.safe_xml import parse_xml
from sokhet_docs.text.vietnamese import match_key

_P, _R, _ROW, _CELL, _TABLE = qn("w:p"), qn("w:r"), qn("w:tr"), qn("w:tc"), qn("w:tbl")
_T, _BREAKS, _TAB, _VAL = qn("w:t"), (qn("w:br"), qn("w:cr")), qn("w:tab"), qn("w:val")
_HIDDEN = qn("w:rPr/w:vanish")
_BOX, _SECTION = qn("w:txbxContent"), qn("w:sectPr")
_TITLES = tuple(map(match_key, ("Đảng Cộng sản Việt Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam")))
_ROWS_OF_LETTERHEAD = 3  # names, number and date; a subject may have its own
_QUOTES = ' \n“"'
_NO_HEADING = (".", ";", ",")  # a heading does not end so
_LONGEST_HEADING = 150  # letters


class Role(Enum):
    """What part of a letter a paragraph is."""

    LETTERHEAD = auto()
    TITLE = auto()
    HEADING = auto()
    TEXT = auto()
    CELL = auto()


@dataclass(frozen=True, slots=True)
class Paragraph:
    r"""``text`` with its own line breaks as \n; ``row`` and ``column`` are those of a letterhead.

    Rows are counted through the file, and ``section``, too. ``is_clipped``: it stands in a row of fixed
    height. ``ends_page``: a page break follows.
    """

    text: str
    role: Role
    section: int = 0
    row: int = 0
    column: int = 0
    is_clipped: bool = False
    ends_page: bool = False


def read_paragraphs(package: Package) -> list[Paragraph]:
    """Return the paragraphs of ``package`` that have words, but those in text boxes."""
    styles = package.first("styles")
    sheet = StyleSheet(None if styles is None else parse_xml(package.parts[styles].blob))
    return list(_Reader(parse_xml(package.document.blob), sheet).paragraphs())


class _Reader:
    """Reads one body."""

    def __init__(self, root: etree._Element, sheet: StyleSheet) -> None:
        self._root, self._sheet = root, sheet
        self._heads = {row: index for index, row in enumerate(_iter_letterhead_rows(root))}

    def paragraphs(self) -> Iterator[Paragraph]:
        """Yield the paragraphs."""
        is_titled, section = False, 0
        for paragraph in self._root.iter(_P, _SECTION):
            if paragraph.tag == _SECTION:
                section += 1
                continue
            text = _text_of(paragraph)
            if next(paragraph.iterancestors(_BOX), None) is not None or not text.strip():
                continue
            cell = next(paragraph.iterancestors(_CELL), None)
            if cell is not None:
                yield self._in_cell(cell, text, section)
                continue
            is_titled = self._is_title(paragraph, text, is_titled)
            role = Role.TITLE if is_titled else self._role(paragraph, text)
            yield Paragraph(text, role, section, ends_page=_ends_page(paragraph))

    def _in_cell(self, cell: etree._Element, text: str, section: int) -> Paragraph:
        row = next(cell.iterancestors(_ROW))
        height = row.find(qn("w:trPr/w:trHeight"))
        is_clipped = height is not None and height.get(qn("w:hRule")) == "exact"
        if row not in self._heads:
            return Paragraph(text, Role.CELL, section, is_clipped=is_clipped)
        column = list(row.iterchildren(_CELL)).index(cell) if cell.getparent() is row else 0
        return Paragraph(text, Role.LETTERHEAD, section, self._heads[row], column, is_clipped)

    def _is_title(self, paragraph: etree._Element, text: str, follows_one: bool) -> bool:
        """Tell whether a centred paragraph is a title or, right below one, its subject."""
        if self._said(paragraph, "jc") != "center" or not text.strip(_QUOTES)[:1].isalnum():
            return False
        return follows_one or self._is_upper(paragraph, text)

    def _is_upper(self, paragraph: etree._Element, text: str) -> bool:
        return text.isupper() or self._is_set(paragraph, "caps")

    def _role(self, paragraph: etree._Element, text: str) -> Role:
        is_short = len(text) <= _LONGEST_HEADING and not text.rstrip().endswith(_NO_HEADING)
        is_heading = self._said(paragraph, "outlineLvl") not in ("", "9") or self._is_set(paragraph, "b")
        return Role.HEADING if is_short and is_heading else Role.TEXT

    def _said(self, paragraph: etree._Element, name: str) -> str:
        """Return what a paragraph or its style says of its property ``name``; "" when nothing."""
        own = paragraph.find(qn("w:pPr"))
        inherited = (style.find(qn("w:pPr")) for style in self._lineage(paragraph))
        found = (each.find(qn(f"w:{name}")) for each in (own, *inherited) if each is not None)
        return next((each.get(_VAL, "") for each in found if each is not None), "")

    def _is_set(self, paragraph: etree._Element, name: str) -> bool:
        """Tell whether all words of a paragraph have the look ``name``: by themselves or by its style."""
        inherited = (style.find(qn(f"w:rPr/w:{name}")) for style in self._lineage(paragraph))
        by_style = next((_is_on(each) for each in inherited if each is not None), False)
        runs = [run for run in paragraph.iter(_R) if any((t.text or "").strip() for t in run.iter(_T))]
        own = (run.find(qn(f"w:rPr/w:{name}")) for run in runs)
        return bool(runs) and all(by_style if each is None else _is_on(each) for each in own)

    def _lineage(self, paragraph: etree._Element) -> tuple[etree._Element, ...]:
        named = paragraph.find(qn("w:pPr/w:pStyle"))
        style = self._sheet.default_style_id("paragraph") if named is None else named.get(_VAL)
        return self._sheet.lineage(style or "")


def _is_on(setting: etree._Element) -> bool:
    return setting.get(_VAL, "1") not in OFF


def _iter_letterhead_rows(root: etree._Element) -> Iterator[etree._Element]:
    """Yield the row of each table that holds a title of the Party or the State, and those below it."""
    for table in root.iter(_TABLE):
        rows = list(table.iterchildren(_ROW))
        keys = (match_key(" ".join(map(_text_of, row.iter(_P)))) for row in rows)
        first = next(
            (index for index, key in enumerate(keys) if any(title in key for title in _TITLES)), None
        )
        if first is not None:
            yield from rows[first : first + _ROWS_OF_LETTERHEAD]


def _text_of(paragraph: etree._Element) -> str:
    pieces = []
    for element in paragraph.iter(_T, _TAB, *_BREAKS):
        run = next(element.iterancestors(_R), None)
        if run is None or run.find(_HIDDEN) is not None:  # a tab stop, or words that nobody sees
            continue
        if element.tag == _T:
            pieces.append(element.text or "")
        else:
            pieces.append(" " if element.tag == _TAB else "\n")
    return unicodedata.normalize("NFC", "".join(pieces))


def _ends_page(paragraph: etree._Element) -> bool:
    following = paragraph.getnext()
    breaks = [*paragraph.iter(qn("w:br")), *(() if following is None else following.iter(qn("w:br")))]
    if any(each.get(qn("w:type")) == "page" for each in breaks):
        return True
    sections = (each.find(qn("w:pPr/w:sectPr")) for each in (paragraph, following) if each is not None)
    new_page = None if following is None else following.find(qn("w:pPr/w:pageBreakBefore"))
    return any(each is not None for each in sections) or new_page is not None

"""A Word file → the tags of its fields, and the place where its report begins."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from lxml import etree

from sokhet_docs.office.docx_blocks import Block, Grid, Line
from sokhet_docs.office.namespaces import qn
from sokhet_docs.plan import FIGURE_PREFIX, SECTION_PREFIX
from sokhet_docs.text.vietnamese import clean, match_key

_TITLE = match_key("Báo cáo")
_TITLE_START = re.compile(r"\W*b", re.IGNORECASE)
_MAX_TITLE = 100  # characters
_SDT, _TAG, _MARK = qn("w:sdt"), qn("w:sdtPr/w:tag"), qn("w:bookmarkStart")
_ALIAS, _FALLBACK = qn("w:sdtPr/w:alias"), qn("mc:Fallback")
_P, _T, _INNER, _MADE_BY_WORD = qn("w:p"), qn("w:t"), f".//{_SDT}", qn("w:sdtPr/w:docPartObj")
_VAL, _NAME = qn("w:val"), qn("w:name")


@dataclass(frozen=True, slots=True)
class FieldTags:
    """The tags of a file's fields: of text, and of figures."""

    text: frozenset[str]
    figures: frozenset[str]

    def is_text(self, tag: str) -> bool:
        """Return whether ``tag`` is that of a field of text."""
        return tag in self.text

    def is_figure(self, tag: str) -> bool:
        """Return whether ``tag`` is that of a figure."""
        return tag in self.figures


def find_tags(document: etree._Element) -> FieldTags:
    """Return the tags of the fields in ``document``.

    Every content control with a tag is a field, unless others with tags stand in it; a bookmark is one only
    by the beginning of its name.
    """
    tags = {tag for control in document.iter(_SDT) if (tag := _tag_of(control)) and _is_innermost(control)}
    names = (mark.get(_NAME, "") for mark in document.iter(_MARK))
    tags.update(name for name in names if name.startswith((SECTION_PREFIX, FIGURE_PREFIX)))
    figures = frozenset(tag for tag in tags if tag.startswith(FIGURE_PREFIX))
    return FieldTags(frozenset(tags) - figures, figures)


def repeated_tags(document: etree._Element) -> dict[str, tuple[str, ...]]:
    """Return each tag that several controls of ``document`` have, with their titles ("" for none).

    A text box is written twice, once for old programs: that copy does not count.
    """
    titles: dict[str, list[str]] = {}
    for tag, title in _iter_controls(document):
        titles.setdefault(tag, []).append(title)
    return {tag: tuple(found) for tag, found in titles.items() if len(found) > 1}


def unread_tags(
    document: etree._Element, edges: Iterable[etree._Element], read: AbstractSet[str]
) -> dict[str, str]:
    """Return the controls that look like fields of a form but are none of the tags ``read``: tag → title.

    They are those behind the first field of the form, and those in its headers and footers, ``edges``.
    """
    tags = list(_iter_controls(document))
    first = next((at for at, (tag, _) in enumerate(tags) if tag in read), len(tags))
    behind = [*tags[first:], *(found for edge in edges for found in _iter_controls(edge))]
    return {tag: title for tag, title in behind if tag not in read}


def _iter_controls(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield the tag and the title ("" for none) of each innermost control with a tag."""
    for control in root.iter(_SDT):
        copied = next(control.iterancestors(_FALLBACK), None)
        if (tag := _tag_of(control)) and copied is None and _is_innermost(control):
            alias = control.find(_ALIAS)
            yield tag, "" if alias is None else alias.get(_VAL, "").strip()


def untagged_controls(document: etree._Element) -> Iterator[tuple[str, list[str]]]:
    """Yield what stands for each control of ``document`` without a tag: its title, its paragraphs' words.

    A control within one with a tag or around one is none of them, nor one that Word fills in itself.
    """
    for control in document.iter(_SDT):
        around = control.iterancestors(_SDT, _FALLBACK)
        if any(outer.tag == _FALLBACK or _tag_of(outer) for outer in around):
            continue
        if _tag_of(control) or control.find(_INNER) is not None or control.find(_MADE_BY_WORD) is not None:
            continue
        alias = control.find(_ALIAS)
        title = "" if alias is None else alias.get(_VAL, "").strip()
        paragraphs = list(control.iter(_P)) or [control]
        words = ("".join(text.text or "" for text in one.iter(_T)) for one in paragraphs)
        yield title, [tidy for text in words if (tidy := clean(text).strip())]


def _tag_of(control: etree._Element) -> str:
    tag = control.find(_TAG)
    return "" if tag is None else tag.get(_VAL, "").strip()


def _is_innermost(control: etree._Element) -> bool:
    return not any(inner is not control and _tag_of(inner) for inner in control.iter(_SDT))


def tags_in(block: Block) -> Iterator[str]:
    """Yield the tags of the fields that stand in ``block``, or around it."""
    yield from block.fields
    if isinstance(block, Grid):
        yield from (tag for row in block.rows for cell in row for tag in cell.fields)


def report_start(blocks: Sequence[Block], is_field: Callable[[Block], object]) -> int:
    """Return where in ``blocks`` the report begins: at the last title before its first field.

    Without a title it begins with the section of pages in which its first field stands, without a field at
    the last title. A packet may hold the outline, with the same headings.
    """
    first = next((at for at, block in enumerate(blocks) if is_field(block)), None)
    before = blocks[:first]
    titles = [at for at, block in enumerate(before) if is_title(block)]
    if titles or first is None:
        return titles[-1] if titles else 0
    ends = [at + 1 for at, block in enumerate(before) if isinstance(block, Line) and block.ends_section]
    return ends[-1] if ends else 0


def is_title(block: Block) -> bool:
    """Tell whether ``block`` is the title of a report."""
    return isinstance(block, Line) and is_title_text(block.text)


def is_title_text(text: str) -> bool:
    """Tell whether a paragraph's ``text`` is the title of a report: ``BÁO CÁO``, ``BÁO CÁO TỔNG KẾT``."""
    text = text.strip()
    if not _TITLE_START.match(text):
        return False  # nearly every paragraph, at a small part of the cost
    key = match_key(text.partition("\n")[0])
    return key == _TITLE or (len(text) < _MAX_TITLE and text.isupper() and key.startswith(f"{_TITLE} "))

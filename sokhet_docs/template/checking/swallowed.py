"""One part → what a command takes away with the paragraph, row or cell that it stands for.

``{%p … %}``, ``{%tr … %}`` and ``{%tc … %}`` stand for the whole paragraph, row or cell around them, and a
minus sign in a command for all between it and the next text: docxtpl drops what else is there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape

from lxml import etree

from sokhet_docs.office.docx_places import FALLBACK, TC, TR, UNREAD, P, iter_places
from sokhet_docs.office.namespaces import OFF, qn

WHOLE_PLACE = re.compile(r"\{[{%#]-?(?:tr|tc|p)\s")
"""Begins a command that stands for the whole place around it."""

_COMMAND = re.compile(r"\{[{%#]-?(tr|tc|p)\s.*?[}%#]\}", re.DOTALL)
_REMARK = re.compile(r"\{#.*?#\}", re.DOTALL)
_PLACES = {"p": (P, "đoạn"), "tr": (TR, "hàng"), "tc": (TC, "ô")}
_T, _NAME, _TYPE = qn("w:t"), qn("w:name"), qn("w:type")
_PICTURE, _NOTE, _FIELD, _EQUATION = "hình", "dấu chú thích", "trường của Word", "công thức"
_THINGS = {
    qn("w:drawing"): _PICTURE, qn("w:pict"): _PICTURE, qn("w:object"): _PICTURE,
    qn("w:footnoteReference"): _NOTE, qn("w:endnoteReference"): _NOTE,
    qn("w:fldChar"): _FIELD, qn("w:fldSimple"): _FIELD, qn("m:oMath"): _EQUATION, qn("w:sym"): "ký hiệu",
    qn("w:sectPr"): "dấu ngắt phần (section)", qn("w:altChunk"): "tệp chèn vào",
    qn("w:noBreakHyphen"): "gạch nối", qn("w:permStart"): "vùng được phép sửa",
}  # fmt: skip
_BREAK, _NEW_PAGE, _BOOKMARK = qn("w:br"), qn("w:pageBreakBefore"), qn("w:bookmarkStart")
_BREAKS = {"page": "dấu ngắt trang", "column": "dấu ngắt cột"}
_MAX_WORDS = 40  # characters of the words that are shown


@dataclass(frozen=True, slots=True)
class Swallowed:
    """A command (as typed), the spot where it stands, the word for what it stands for, what goes with it."""

    tag: str
    spot: str
    place: str
    words: str
    things: tuple[str, ...]

    @property
    def is_meant(self) -> bool:
        """Tell whether the author may have meant all of it to go: a remark without words beside it."""
        return self.tag.startswith("{#") and not self.words

    @property
    def shown(self) -> str:
        """What goes, as a clerk would name it."""
        return _shown(self.words, self.things)


def _shown(words: str, things: Sequence[str]) -> str:
    short = words if len(words) <= _MAX_WORDS else f"{words[:_MAX_WORDS].rstrip()}…"
    return ", ".join((*([f"“{short}”"] if short else []), *things))


def find_swallowed(root: etree._Element, label: str = "") -> Iterator[Swallowed]:
    """Yield each command of a part that takes anything visible away; ``label`` begins its spot."""
    for paragraph, spot in iter_places(root, label, P):
        for command in _COMMAND.finditer(_words_of(paragraph, paragraph)):
            tag, (kind, word) = command.group(), _PLACES[command.group(1)]
            around = paragraph if kind == P else next(paragraph.iterancestors(kind), None)
            if around is None:
                continue
            rest = _REMARK.sub(" ", _words_of(around, paragraph).replace(tag, " ", 1))
            words = " ".join(rest.split())
            things = tuple(dict.fromkeys(_iter_things(around)))
            if words or things:
                yield Swallowed(tag, spot, word, words, things)


def _words_of(around: etree._Element, paragraph: etree._Element) -> str:
    """Return the words in ``around``; of a paragraph itself, without those of text boxes in it."""
    texts = (text for text in around.iter(_T, qn("w:tab"), qn("w:br"), qn("m:t")) if _is_read(text))
    if around is paragraph:
        texts = (text for text in texts if next(text.iterancestors(P)) is paragraph)
    return "".join(text.text or " " for text in texts)


def _is_read(text: etree._Element) -> bool:
    return next(text.iterancestors(*UNREAD, FALLBACK), None) is None


def _iter_things(around: etree._Element) -> Iterator[str]:
    elements = around.iter(*_THINGS, _BREAK, _NEW_PAGE, _BOOKMARK)
    return filter(None, map(_name_of, elements))


def _name_of(element: etree._Element) -> str:
    """Return what a clerk would call what ``element`` shows; "" where it shows nothing."""
    name = element.get(_NAME, "")
    if element.tag == _BOOKMARK:
        return f"dấu trang “{name}”" if name and not name.startswith("_") else ""  # those are Word's own
    if element.tag == _BREAK:
        return _BREAKS.get(element.get(_TYPE, ""), "")
    if element.tag == _NEW_PAGE:
        return "" if element.get(qn("w:val"), "1") in OFF else _BREAKS["page"]
    return _THINGS[str(element.tag)] if _is_read(element) else ""


_MERGES = (
    re.compile(r"</w:t>(?P<lost>(?:(?!</w:t>).)*?)(?P<tag>\{%-.*?%\})", re.DOTALL),
    re.compile(r"(?P<tag>\{%(?:(?!%\}).)*-%\})(?P<lost>(?:(?!<w:t[ >]|\{%|\{\{).)*?)<w:t[ >]", re.DOTALL),
)
_ELEMENT = re.compile(r"<[^>]*>")
_STARTS = re.compile(r"<([a-z]+:[A-Za-z]+)[ />]")


def find_merged(text: str) -> Iterator[tuple[str, str]]:
    """Yield each command of the XML ``text`` whose minus sign takes more than plain text's ends, and what."""
    for merge in _MERGES:
        for found in merge.finditer(text):
            names = (qn(name) for name in _STARTS.findall(found["lost"]) if name.startswith(("w:", "m:")))
            things = dict.fromkeys(_THINGS[name] for name in names if name in _THINGS)
            words = " ".join(unescape(_ELEMENT.sub("", found["lost"])).split())
            if words or things:
                yield _ELEMENT.sub("", found["tag"]), _shown(words, tuple(things))

"""The letters that a unit was sent → what stood in them: whatever else a return says is the unit's own.

Texts are compared by their letters and digits: spaces, dots to write on and tone placement tell nothing.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from lxml import etree

from sokhet_docs.office.docx_parts import DocxParts
from sokhet_docs.office.docx_places import FALLBACK, P
from sokhet_docs.office.docx_text import text_of
from sokhet_docs.office.namespaces import qn
from sokhet_docs.plan import TOTAL_TITLE, Form
from sokhet_docs.returns.runs import common_start
from sokhet_docs.template import is_title_text
from sokhet_docs.text.vietnamese import match_key

_SAID = re.compile(r"[\w\u0300-\u036f☐☑☒✓✗]+")  # match keys set a syllable's tone behind it
_BLANK = re.compile(r"[\u00a0 ]{3,}|\u00a0{2,}|[….]{3,}|…|_{3,}|\t")
_DIGITS = re.compile(r"\d+")
_MAX_FILLED = 120  # characters of what is written on a blank of the form
_MAX_LINE = 600  # characters of a line of which only the blanks were written on
_MIN_BESIDE = 3  # letters beside a blank that tell which one it is
_NO_TOTAL = "x"  # as the annex prints it where nothing is added up
_MIN_SAME = 40  # characters of a line of the letters before what was added to it
_FIELD, _MARK, _TAG, _NAME, _VAL = qn("w:sdt"), qn("w:bookmarkStart"), qn("w:tag"), qn("w:name"), qn("w:val")


def said(text: str) -> str:
    """Return the letters, digits and ticks of ``text``, by which texts are compared; "" where it has none."""
    return "".join(_SAID.findall(match_key(text)))


def pieces_of(text: str) -> Iterator[str]:
    """Yield what the lines of a paragraph say, those that say anything."""
    for line in text.split("\n"):
        if key := said(line):
            yield key


@dataclass(frozen=True)
class SentWords:
    """What stood in the letters of one unit.

    ``texts`` are the paragraphs of body, headers and notes as printed, a line each; ``rests`` what stood
    beside the fields of a paragraph; ``before`` the lines that stood before the report only. ``pictures``
    tells that there were any; ``sides`` are the whole texts of headers, footers and notes.
    """

    texts: tuple[str, ...] = ()
    rests: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()
    pictures: bool = False
    sides: frozenset[str] = frozenset()

    @cached_property
    def _keys(self) -> Counter[str]:
        return Counter(key for text in self.texts for key in {*pieces_of(text), said(text)})

    @cached_property
    def _blanks(self) -> list[re.Pattern[str]]:
        lines = {line for text in self.texts for line in text.split("\n") if _BLANK.search(line)}
        return [pattern for line in lines if (pattern := _pattern_of(line))]

    def has(self, text: str) -> bool:
        """Return whether each line of ``text`` stood in the letters."""
        if text in self._printed:
            return True  # nearly every line, at a small part of the cost
        keys = self._keys
        return said(text) in keys or all(key in keys for key in pieces_of(text))

    def count(self, key: str) -> int:
        """Return in how many paragraphs a line said ``key``."""
        return self._keys[key]

    def new_in(self, text: str) -> str:
        """Return what is new in ``text``: without its beginning where that is a line of the letters."""
        at = bisect(self._sorted, text)
        near = (self._sorted[index] for index in (at - 1, at) if 0 <= index < len(self._sorted))
        same = max((common_start(text, line) for line in near), default=0)
        start = text.rfind(" ", 0, same + 1) + 1
        return f"… {text[start:]}" if same >= _MIN_SAME and text[start:].strip() else text

    @cached_property
    def _printed(self) -> frozenset[str]:
        return frozenset(self.texts)

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(set(self.texts))

    def fills(self, text: str) -> bool:
        """Return whether ``text`` is a line of the letters whose blanks were written on by hand."""
        if len(text) > _MAX_LINE:
            return False
        lines = [key for key in pieces_of(text) if key not in self._keys]
        return bool(lines) and all(any(blank.fullmatch(key) for blank in self._blanks) for key in lines)

    def with_texts(self, other: SentWords) -> SentWords:
        """Return these words with those texts of ``other`` that are not among them."""
        return replace(self, texts=(*self.texts, *(text for text in other.texts if not self.has(text))))

    @classmethod
    def of_forms(cls, forms: Iterable[Form]) -> SentWords:
        """Return what is known of letters that are no more: the words of their forms."""
        texts = [TOTAL_TITLE, _NO_TOTAL]
        for form in forms:
            texts += [*form.lines, *form.closing, *form.columns, *(text for row in form.rows for text in row)]
            texts += [line for prompt in form.prompts.values() for line in prompt.split("\n")]
            texts += map(str, range(1, len(form.rows) + 1))  # the running numbers of its annex
        return cls(tuple(texts))

    @classmethod
    def of_letters(cls, letters: Sequence[DocxParts], forms: Sequence[Form]) -> SentWords:
        """Return what stood in ``letters``, whose parts beside the body were read too."""
        found = [_read_letter(letter, forms) for letter in letters]
        texts = tuple(text for one in found for text in one.texts)
        rests = frozenset[str]().union(*(one.rests for one in found))
        before = frozenset[str]().union(*(one.before for one in found))
        sides = frozenset[str]().union(*(one.sides for one in found))
        return cls(texts, rests, before, any(one.pictures for one in found), sides)


def _pattern_of(line: str) -> re.Pattern[str] | None:
    """Return what a line with blanks looks like when they are written on; None where anything would fit."""
    parts = [said(part) for part in _BLANK.split(line)]
    if sum(map(len, parts)) < _MIN_BESIDE:
        return None
    return re.compile(rf".{{0,{_MAX_FILLED}}}?".join(map(re.escape, parts)))


def _read_letter(letter: DocxParts, forms: Sequence[Form]) -> SentWords:
    body = letter.document
    etree.strip_elements(body, FALLBACK, with_tail=False)
    paragraphs = [(paragraph, text_of(paragraph)) for paragraph in body.iter(P)]
    texts = [text for _, text in paragraphs]
    start = _start_of_report(paragraphs, forms)
    behind = {key for text in texts[start:] for key in pieces_of(text)}
    before = {key for text in texts[:start] for key in pieces_of(text)}
    fielded = (
        paragraph for paragraph, text in paragraphs if text and paragraph.find(f".//{_FIELD}") is not None
    )
    rests = frozenset(said(_text_beside_fields(paragraph)) for paragraph in fielded)
    sides = [text_of(paragraph) for side in letter.sides for paragraph in side.root.iter(P)]
    pictures = next(body.iter(qn("w:drawing"), qn("w:pict"), qn("w:object")), None) is not None
    whole = frozenset(side.raw_text for side in letter.sides)
    return SentWords((*texts, *sides), rests, frozenset(before - behind), pictures, whole)


def _text_beside_fields(paragraph: etree._Element) -> str:
    texts = paragraph.iter(qn("w:t"))
    return "".join(text.text or "" for text in texts if next(text.iterancestors(_FIELD), None) is None)


def _start_of_report(paragraphs: Sequence[tuple[etree._Element, str]], forms: Sequence[Form]) -> int:
    """Return the index of the report's title, else of its first field's paragraph."""
    tags = frozenset[str]().union(*(form.tags for form in forms))
    first = next((at for at, (one, _) in enumerate(paragraphs) if _has_field(one, tags)), len(paragraphs))
    titles = [at for at in range(first) if is_title_text(paragraphs[at][1])]
    return titles[-1] if titles else first


def _has_field(paragraph: etree._Element, tags: frozenset[str]) -> bool:
    if any(mark.get(_NAME) in tags for mark in paragraph.iter(_MARK)):
        return True
    around = paragraph.getparent()
    control = None if around is None else around.getparent()
    inside = [
        *paragraph.iter(_TAG),
        *(control.iterfind(f"{qn('w:sdtPr')}/{_TAG}") if control is not None else ()),
    ]
    return any(tag.get(_VAL) in tags for tag in inside)

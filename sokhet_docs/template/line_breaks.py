"""Line breaks, tabs, paragraphs and pages in values → the elements that docxtpl writes for them, in place.

docxtpl goes over the whole of a part for one value. Here each value is looked at by itself: for a line break
or a tab it is enough to know the run that it stands in, which the template's fixed texts say (`tabs_of`). Any
other is left to docxtpl, within its own paragraph (`resolved`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sokhet_docs.template.limits import Budget
from sokhet_docs.template.tags import TaggedText, first_word, unescaped

if TYPE_CHECKING:
    from docxtpl import DocxTemplate

LISTING = "\t\n\x07\x0c"  # what docxtpl turns into tabs, line breaks, paragraphs and pages
_PARAGRAPH = re.compile(r"<w:p(?: [^>]*)?>.*?</w:p>", re.DOTALL)
_LEFT_OVER = re.compile("[\x07\x0c]")
_PARAGRAPH_START = re.compile(rb"<w:p(?: [^>]*)?>")
_RUN_START = re.compile(rb"<w:r(?: [^>]*)?>")
_RUN_FORMAT = re.compile(rb"<w:rPr>.*?</w:rPr>")
_IN_TEXT = re.compile(rb"<w:t(?: [^>]*)?>[^<]*\Z")
_PARAGRAPH_END, _TEXT_END = b"</w:p>", "</w:t></w:r>"
_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
_TAB = '</w:t></w:r><w:r>%s<w:tab/></w:r><w:r>%s<w:t xml:space="preserve">'
_LEAVING = frozenset({"elif", "else", "endfor", "endif"})  # before these, other texts may have been printed
_AROUND = 200  # bytes of the elements that stand for one character, besides its format
_FORMAT = re.compile(r"<w:([rp]Pr)>.*?</w:\1>")


class UnusualText(str):
    """A value as it is printed, with characters that need care; in UTF-8 it can still be told from others."""

    __slots__ = ()

    def encode(self, encoding: str = "utf-8", errors: str = "strict") -> bytes:
        """Return the value in UTF-8."""
        return _UnusualBytes(super().encode(encoding, errors))


class _UnusualBytes(bytes):
    __slots__ = ()


# -- by the run alone


def tabs_of(tagged: TaggedText) -> dict[int, str]:
    """Return what a tab is written as by each line of `TaggedText.source` that surely prints in a run."""
    return {
        line: _TAB % (run_format.decode(), run_format.decode())
        for line, at in tagged.lines.items()
        if tagged.tags[at].text.startswith("{{") and (run_format := _format_around(tagged, at)) is not None
    }


def _format_around(tagged: TaggedText, at: int) -> bytes | None:
    """Return the format of the run whose text holds the tag ``at``; None where that is not sure."""
    before = at
    while "<" not in tagged.texts[before]:
        before -= 1
        if before < 0 or first_word(tagged.tags[before].inner) in _LEAVING:
            return None
    after = next((text for text in tagged.texts[at + 1 :] if "<" in text), "")
    if not after.startswith(_TEXT_END, max(after.find("<"), 0)):
        return None
    return _run_format(tagged.texts[before].encode())


def with_elements(text: str, tab: str) -> str:
    """Return the escaped ``text`` with elements for its tabs, each written as ``tab``, and line breaks."""
    return text.replace("\t", tab).replace("\n", _BREAK)


@lru_cache(maxsize=1024)  # tags follow each other in one text
def _run_format(before: bytes) -> bytes | None:
    """Return the format of the run at the end of ``before``, maybe b""; None where no text of one is open."""
    start = max(before.rfind(b"</w:r>"), before.rfind(_PARAGRAPH_END))
    if start < 0:
        paragraph = _PARAGRAPH_START.search(before)
        start = paragraph.start() if paragraph else len(before)
    tail = before[start:]
    runs = list(_RUN_START.finditer(tail))
    if len(runs) != 1 or runs[0].group().endswith(b"/>") or not _IN_TEXT.search(tail):
        return None
    inner = tail[runs[0].end() :]
    if _PARAGRAPH_START.search(inner):
        return None
    found = _RUN_FORMAT.search(inner)
    return found.group() if found else b""


# -- by the paragraph


def resolved(pieces: Sequence[bytes], budget: Budget) -> list[bytes]:
    """Return ``pieces`` with the characters of all `UnusualText` as the elements that they stand for."""
    done = list(pieces)
    unusual = [at for at, piece in enumerate(pieces) if type(piece) is _UnusualBytes]
    for at in reversed(unusual):
        if at < len(done) and type(done[at]) is _UnusualBytes:  # none after it in the same paragraph was
            _resolve_paragraph(done, at, budget)
    return done


def _resolve_paragraph(pieces: list[bytes], at: int, budget: Budget) -> None:
    """Let docxtpl resolve the paragraph around the piece ``at``; others of its pieces become part of it."""
    first = next((i for i in range(at - 1, -1, -1) if _PARAGRAPH_END in pieces[i]), -1)
    last = next((i for i in range(at + 1, len(pieces)) if _PARAGRAPH_END in pieces[i]), len(pieces) - 1)
    head, tail = b"", b""
    inner = pieces[first + 1 : last]
    if first >= 0:
        head, _, rest = pieces[first].rpartition(_PARAGRAPH_END)
        head += _PARAGRAPH_END
        inner.insert(0, rest)
    end, found, tail = pieces[last].partition(_PARAGRAPH_END) if last > at else (b"", b"", b"")
    text = b"".join((*inner, *(() if last > at else pieces[last : last + 1]), end, found)).decode()
    _charge(text, budget)
    new = _LEFT_OVER.sub("", resolve_listing(unescaped(text))).encode()
    pieces[max(first, 0) : last + 1] = [head, new, tail]


def _charge(text: str, budget: Budget) -> None:
    count = sum(map(text.count, LISTING))
    longest = max((len(found.group()) for found in _FORMAT.finditer(text)), default=0)
    budget.spend_text(count * (_AROUND + 2 * longest))


def _docxtpl() -> DocxTemplate:
    import docxtpl  # slow to import, needed for rare values and templates only

    return docxtpl.DocxTemplate("")


def resolve_listing(text: str) -> str:
    """Return ``text`` with tabs and line breaks of its paragraphs as docxtpl writes them."""
    template: Any = _docxtpl()

    def resolve(match: re.Match[str]) -> str:
        paragraph = match.group()
        if any(character in paragraph for character in LISTING):
            return str(template.resolve_listing(paragraph))
        return paragraph

    return _PARAGRAPH.sub(resolve, text)

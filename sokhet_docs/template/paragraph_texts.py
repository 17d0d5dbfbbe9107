"""The texts of one paragraph as a whole, in which a part may be written anew across its runs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from lxml import etree

from sokhet_docs.office.docx_places import UNREAD, P
from sokhet_docs.office.namespaces import qn

_T, _SPACE = qn("w:t"), qn("xml:space")


class ParagraphTexts:
    """The texts (w:t) of a paragraph; those of text boxes in it, and deleted ones, are left out."""

    def __init__(self, paragraph: etree._Element) -> None:
        self._texts = list(_iter_texts(paragraph))
        self._starts = list(accumulate((len(text.text or "") for text in self._texts), initial=0))

    @property
    def whole(self) -> str:
        """All texts, one behind the other."""
        return "".join(text.text or "" for text in self._texts)

    def pieces(self, start: int, end: int) -> list[etree._Element]:
        """Return the texts in which the characters from ``start`` to ``end`` of the whole stand."""
        spans = zip(self._texts, self._starts, self._starts[1:], strict=False)
        return [text for text, begun, ended in spans if begun < end and ended > start]

    def write(self, start: int, end: int, new: str) -> None:
        """Write ``new`` for the characters from ``start`` to ``end``, where they begin.

        Positions behind ``end`` are no more those of the whole: of several parts the last is written first.
        """
        for at, text in enumerate(self.pieces(start, end)):
            begun = self._starts[self._texts.index(text)]
            old = text.text or ""
            before, behind = old[: max(start - begun, 0)], old[max(end - begun, 0) :]
            text.text = f"{before}{'' if at else new}{behind}"
            text.set(_SPACE, "preserve")


def _iter_texts(paragraph: etree._Element) -> Iterator[etree._Element]:
    for text in paragraph.iter(_T):
        if next(text.iterancestors(P, *UNREAD), None) is paragraph:
            yield text

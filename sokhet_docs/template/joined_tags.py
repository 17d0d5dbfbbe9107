"""Tags that a link, a control, a tracked change or a picture cuts → whole tags, each in one text.

docxtpl puts a tag together by taking out all that stands between its pieces; that is done here where more
than plain runs stands there, so that nothing goes with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from lxml import etree

from sokhet_docs.office.docx_places import UNREAD
from sokhet_docs.office.namespaces import qn
from sokhet_docs.template.tags import TAG

_P, _R, _T, _R_PR = (qn(f"w:{name}") for name in ("p", "r", "t", "rPr"))
_PLAIN = frozenset(
    qn(f"w:{name}") for name in ("r", "t", "rPr", "proofErr", "lastRenderedPageBreak", "softHyphen")
)


def join_tags(root: etree._Element) -> bool:
    """Write each tag that anything but plain runs cuts into the text that it begins in; tell of any."""
    changed = False
    for paragraph in root.iter(_P):
        texts = list(_iter_texts(paragraph))
        whole = "".join(text.text or "" for text in texts)
        if "{" in whole:
            changed |= _join_in(texts, whole)
    return changed


def _iter_texts(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Yield the texts of a paragraph, not those of text boxes in it, nor deleted ones."""
    for text in paragraph.iter(_T):
        around = list(text.iterancestors(_P, *UNREAD))
        if around and around[0] is paragraph:
            yield text


def _join_in(texts: Sequence[etree._Element], whole: str) -> bool:
    starts = list(accumulate((len(text.text or "") for text in texts), initial=0))
    cuts = []
    for tag in TAG.finditer(whole):
        pieces = [
            text for text, start, end in zip(texts, starts, starts[1:], strict=False)
            if start < tag.end() and end > tag.start()
        ]  # fmt: skip
        if len(pieces) > 1 and _is_cut(pieces):
            cuts.append((tag, pieces))
    for tag, pieces in reversed(cuts):
        _join(tag.group(), pieces, tag.end() - starts[texts.index(pieces[-1])])
    return bool(cuts)


def _is_cut(pieces: Sequence[etree._Element]) -> bool:
    first = pieces[0].getparent()
    same = first is not None and all(
        piece.getparent() is not None and piece.getparent().getparent() is first.getparent()  # type: ignore[union-attr]
        for piece in pieces
    )
    return not same or any(element.tag not in _PLAIN for element in _iter_between(pieces[0], pieces[-1]))


def _iter_between(first: etree._Element, last: etree._Element) -> Iterator[etree._Element]:
    """Yield the elements between two texts of one paragraph, but what says how a run looks."""
    run = first.getparent()
    assert run is not None  # noqa: S101 -- texts stand in runs
    for element in first.itersiblings():
        yield from element.iter(etree.Element)
    for sibling in run.itersiblings():
        for element in sibling.iter(etree.Element):
            if element is last:
                return
            if element.tag != _R_PR and next(element.iterancestors(_R_PR), None) is None:
                yield element


def _join(tag: str, pieces: Sequence[etree._Element], used: int) -> None:
    """Write ``tag`` into the first of ``pieces``; ``used`` characters of the last are the tag's."""
    first, last = pieces[0], pieces[-1]
    length = len(first.text or "")
    begun = next(n for n in range(min(length, len(tag)), 0, -1) if (first.text or "").endswith(tag[:n]))
    first.text = (first.text or "")[: length - begun] + tag
    first.set(qn("xml:space"), "preserve")
    for piece in pieces[1:-1]:
        piece.text = ""
    last.text = (last.text or "")[used:]
    last.set(qn("xml:space"), "preserve")

"""Tags that a link, a control, a tracked change or a picture cuts → whole tags, each in one text.

docxtpl puts a tag together by taking out all that stands between its pieces; that is done here where more
than plain runs stands there, so that nothing goes with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from sokhet_docs.office.docx_places import P
from sokhet_docs.office.namespaces import qn
from sokhet_docs.template.paragraph_texts import ParagraphTexts
from sokhet_docs.template.tags import TAG

_R_PR = qn("w:rPr")
_PLAIN = frozenset(qn(f"w:{name}") for name in ("r", "t", "proofErr", "lastRenderedPageBreak", "softHyphen"))


def join_tags(root: etree._Element) -> bool:
    """Write each tag that anything but plain runs cuts into the text that it begins in; tell of any."""
    changes = [_join_in(ParagraphTexts(paragraph)) for paragraph in root.iter(P)]
    return any(changes)


def _join_in(texts: ParagraphTexts) -> bool:
    whole = texts.whole
    tags = TAG.finditer(whole) if "{" in whole else ()
    cut = [tag for tag in tags if _is_cut(texts.pieces(*tag.span()))]
    for tag in reversed(cut):
        texts.write(*tag.span(), tag.group())
    return bool(cut)


def _is_cut(pieces: Sequence[etree._Element]) -> bool:
    if len(pieces) == 1:
        return False
    around = [list(piece.iterancestors())[1] for piece in pieces]  # what the runs stand in
    if any(one is not around[0] for one in around):
        return True
    return any(element.tag not in _PLAIN for element in _iter_between(pieces[0], pieces[-1]))


def _iter_between(first: etree._Element, last: etree._Element) -> Iterator[etree._Element]:
    """Yield the elements between two texts in runs side by side, but what says how a run looks."""
    run = next(first.iterancestors())
    for sibling in (*first.itersiblings(), *run.itersiblings()):
        for element in sibling.iter(etree.Element):
            if element is last:
                return
            if element.tag != _R_PR and next(element.iterancestors(_R_PR), None) is None:
                yield element

"""A cell of one plain paragraph → its words and the names in it, read at once; nearly all cells are such.

Whatever else stands in a cell, it is none: then it is read element by element, as everything is.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from sokhet_docs.office.namespaces import qn

_P, _T, _VAL = qn("w:p"), qn("w:t"), qn("w:val")
_NAMED = frozenset({qn("w:tag"), qn("w:docPart")})
_KEPT = {qn("w:pStyle"): "style", qn("w:alias"): "title"}
_MARK, _NAME = qn("w:bookmarkStart"), qn("w:name")
_CELL = "tc tcPr tcW tcBorders tcMar vAlign shd noWrap top bottom left right start end"
_PARAGRAPH = "pPr jc spacing ind keepNext keepLines contextualSpacing bookmarkEnd"
_RUN = "r rPr rStyle rFonts sz szCs b bCs i iCs lang color proofErr lastRenderedPageBreak"
_CONTROL = "sdt sdtPr sdtEndPr sdtContent id placeholder text showingPlcHdr lock"
_SAYING_NOTHING = frozenset(
    qn(f"w:{name}") for names in (_CELL, _PARAGRAPH, _RUN, _CONTROL) for name in names.split()
)


@dataclass(slots=True)
class SimpleCell:
    """Its texts, one for each w:t; its bookmarks; the tags of its controls with their titles ("" for none).

    ``style`` is that of its paragraph, ``title`` the last control's; "" for none.
    """

    texts: list[str] = field(default_factory=list)
    bookmarks: list[str] = field(default_factory=list)
    controls: dict[str, str] = field(default_factory=dict)
    style: str = ""
    title: str = ""


def read_simple_cell(cell: etree._Element) -> SimpleCell | None:
    """Return what a ``cell`` of one plain paragraph says; None for any other."""
    found, paragraphs = SimpleCell(), 0
    for element in cell.iter():
        tag = element.tag
        if tag in _SAYING_NOTHING:
            continue
        if tag == _T:
            found.texts += [element.text] if element.text else []
        elif tag == _P:
            paragraphs += 1
        elif tag in _NAMED:
            found.controls.setdefault(element.get(_VAL, ""), found.title)
        elif tag == _MARK:
            found.bookmarks.append(element.get(_NAME, ""))
        elif (kept := _KEPT.get(tag)) is not None:
            setattr(found, kept, element.get(_VAL, ""))
        else:
            return None
    return found if paragraphs == 1 else None

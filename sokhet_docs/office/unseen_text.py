"""Runs of a Word file whose words nobody sees though none is hidden: white on white, or far too small."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from lxml import etree

from sokhet_docs.office.docx_elements import child
from sokhet_docs.office.looks import is_white
from sokhet_docs.office.namespaces import qn

COLOR, SIZE = qn("w:color"), qn("w:sz")
_VAL, _FILL, _R_PR, _SHADING, _HIGHLIGHT = (
    qn(f"w:{name}") for name in ("val", "fill", "rPr", "shd", "highlight")
)
_HOLDERS = {qn("w:p"): qn("w:pPr"), qn("w:tc"): qn("w:tcPr"), qn("w:tbl"): qn("w:tblPr")}
_STYLES = (qn("w:pStyle"), qn("w:rStyle"), qn("w:tblStyle"))
_BOX, _BACKGROUND = qn("w:txbxContent"), qn("w:background")
_TINY = 5  # half-points: nobody reads 2,5 pt, and the smallest print of an office is 6 pt


def is_unseen(properties: etree._Element, *tags: str) -> bool:
    """Tell whether a rPr makes its text white (`COLOR`) or too small to be seen (`SIZE`); no tag: either."""
    return any(is_unseen_by(one) for one in properties if one.tag in (tags or (COLOR, SIZE)))


def is_unseen_by(stated: etree._Element) -> bool:
    """Tell whether a w:color or w:sz makes text unseen."""
    value = stated.get(_VAL, "")
    if stated.tag == COLOR:
        return is_white(value)
    return value.isdecimal() and int(value) <= _TINY


def has_unseen(root: etree._Element) -> bool:
    """Tell whether anything below ``root`` may be unseen."""
    return any(map(is_unseen_by, root.iter(COLOR, SIZE)))


def has_ground(run: etree._Element, lineage: Callable[[str], Iterable[etree._Element]]) -> bool:
    """Tell whether ``run`` stands on a ground of some colour, on which white words are seen.

    ``lineage`` gives a style and those that it is based on. The ground of a text box is not looked for.
    """
    if next(run.iterancestors(_BOX), None) is not None:
        return True
    if run.getroottree().getroot().find(_BACKGROUND) is not None:
        return True
    return any(_is_coloured(one, lineage) for one in _iter_properties(run))


def _iter_properties(run: etree._Element) -> Iterator[etree._Element]:
    """Yield what says how ``run``, its paragraph, its cells and its tables look."""
    own = child(run, _R_PR)
    if own is not None:
        yield own
    for around in run.iterancestors(*_HOLDERS):
        if (properties := child(around, _HOLDERS[str(around.tag)])) is not None:
            yield properties


def _is_coloured(properties: etree._Element, lineage: Callable[[str], Iterable[etree._Element]]) -> bool:
    for one in properties:
        if one.tag == _HIGHLIGHT or (one.tag == _SHADING and _is_colour(one)):
            return True
        if one.tag in _STYLES and any(_shades(style) for style in lineage(one.get(_VAL, ""))):
            return True
    return False


def _shades(style: etree._Element) -> bool:
    return any(map(_is_colour, style.iter(_SHADING)))


def _is_colour(shading: etree._Element) -> bool:
    fill, pattern = shading.get(_FILL, "auto"), shading.get(_VAL, "clear")
    return pattern not in ("clear", "nil") or (fill != "auto" and not is_white(fill))

"""Codes of fields that Word cut into several runs → one run each, so that they can be read as text."""

from __future__ import annotations

from lxml import etree

from sokhet_docs.office.namespaces import qn

_RUN, _CODE, _PROPERTIES = qn("w:r"), qn("w:instrText"), qn("w:rPr")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def join_codes(root: etree._Element) -> bool:
    """Put what stands in neighbouring runs of codes into the first of them; return whether any did."""
    codes = [code for code in root.iter(_CODE) if _is_alone(code)]
    joined = [code for code in reversed(codes) if _join_to_next(code)]
    return bool(joined)


def _is_alone(code: etree._Element) -> bool:
    """Tell whether nothing but ``code`` stands in its run."""
    run = code.getparent()
    return run is not None and run.tag == _RUN and all(one is code or one.tag == _PROPERTIES for one in run)


def _join_to_next(code: etree._Element) -> bool:
    run = code.getparent()
    following = None if run is None else run.getnext()
    other = None if following is None else following.find(_CODE)
    if other is None or following is None or following.tag != _RUN or not _is_alone(other):
        return False
    code.text = (code.text or "") + (other.text or "")
    code.set(_SPACE, "preserve")
    parent = following.getparent()
    assert parent is not None  # noqa: S101 -- it has a sibling
    parent.remove(following)
    return True

"""The fields of Word's own in a part: their codes, their results, the elements they are made of.

Word writes a field as one element (w:fldSimple), or as signs and runs between them: its code, and behind the
separator its latest result (ECMA-376 part 1, 17.16.2).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from sokhet_docs.office.namespaces import qn

_SIMPLE, _SIGN, _KIND = qn("w:fldSimple"), qn("w:fldChar"), qn("w:fldCharType")
_INSTR, _CODE, _T = qn("w:instr"), qn("w:instrText"), qn("w:t")
_DELETED = qn("w:delInstrText")
_CHANGES = tuple(qn(f"w:{name}") for name in ("ins", "del", "moveFrom", "moveTo"))
_NAMED = re.compile(r'\s*MERGEFIELD\s+(?:"([^"]*)"|(\S+))', re.IGNORECASE)
_OTHERS = frozenset(
    {"NEXT", "NEXTIF", "SKIPIF", "MERGEREC", "MERGESEQ", "ADDRESSBLOCK", "GREETINGLINE", "DATABASE"}
)


@dataclass(slots=True)
class WordField:
    """A field of Word's own: its code, the elements from its first to its last, the texts of its result.

    ``depth`` counts the fields around it. ``is_masked``: a field within its code stands where its own name
    is or ends, so that only Word knows what it does.
    """

    depth: int
    code: str = ""
    is_masked: bool = False
    elements: list[etree._Element] = field(default_factory=list)
    results: list[etree._Element] = field(default_factory=list)
    in_code: bool = True

    @property
    def name(self) -> str:
        """Return the first word of the code in capitals, such as MERGEFIELD."""
        return (self.code.split() or [""])[0].upper()

    @property
    def merged(self) -> str:
        """Return the column that a MERGEFIELD names; "" for any other field."""
        found = _NAMED.match(self.code)
        return (found.group(1) or found.group(2) or "") if found else ""

    @property
    def shown(self) -> set[str]:
        """Return the column that a MERGEFIELD names, and the name that it shows as its result."""
        result = "".join(text.text or "" for text in self.results)
        return {self.merged, result.strip("«» \xa0")}

    @property
    def is_merge(self) -> bool:
        """Tell whether it is a field of a mail merge, which nothing but Word's merge fills in."""
        return bool(self.merged) or self.name in _OTHERS


def iter_word_fields(root: etree._Element, *, deleted: bool = False) -> Iterator[WordField]:
    """Yield every field below ``root`` as it ends, the inner ones first; one without an end is left out.

    ``deleted``: codes count that a tracked change took away, and anyone may bring back; so do fields without
    an end, at last.
    """
    open_fields: list[WordField] = []
    tags = (_SIMPLE, _SIGN, _CODE, _T, *((_DELETED,) if deleted else ()))
    for event, element in etree.iterwalk(root, events=("start", "end"), tag=tags):
        if element.tag == _SIMPLE and event == "end":
            yield open_fields.pop()
        elif event == "start":
            yield from _entered(element, open_fields)
    if deleted:
        yield from reversed(open_fields)


def _begin(element: etree._Element, open_fields: list[WordField]) -> None:
    if open_fields:
        around = open_fields[-1]
        ends_in_name = around.in_code and not around.code.lstrip()[len(around.name) :]
        around.is_masked |= ends_in_name and not _is_formula(around)
    is_simple = element.tag == _SIMPLE
    code = element.get(_INSTR, "") if is_simple else ""
    open_fields.append(WordField(len(open_fields), code, elements=[element], in_code=not is_simple))


def _is_formula(field: WordField) -> bool:
    """Tell whether a field begins with "=", which no tracked change took: what stands behind is a number."""
    codes = (one for one in field.elements if one.tag in (_CODE, _DELETED, _T) and (one.text or "").strip())
    first = next(codes, None)
    if first is None or first.tag != _CODE or next(first.iterancestors(*_CHANGES), None) is not None:
        return False
    return field.code.lstrip().startswith("=")


def _entered(element: etree._Element, open_fields: list[WordField]) -> Iterator[WordField]:
    kind = element.get(_KIND, "")
    if element.tag == _SIMPLE or kind == "begin":
        _begin(element, open_fields)
    elif open_fields:
        inner = open_fields[-1]
        inner.elements.append(element)
        if kind == "end" and inner.elements[0].tag == _SIGN:
            yield open_fields.pop()
        elif kind == "separate":
            inner.in_code = False
        elif element.tag in (_CODE, _DELETED):
            inner.code += element.text or ""
        elif element.tag == _T and inner.in_code:
            inner.code += element.text or ""  # what a command prints there is part of the code, too
        elif element.tag == _T:
            inner.results.append(element)

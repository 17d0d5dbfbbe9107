"""A part of a Word file as any program spells it → the same part as Word spells it: UTF-8, usual prefixes.

XML may be spelled in many ways that mean one thing: other encodings, prefixes, comments, CDATA, indents; and
Office has a strict form, whose names are others (ISO/IEC 29500-1 against 29500-4). What reads a part as text
relies on one spelling. A part that is spelled as Word does it is passed on byte by byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from lxml import etree

from sokhet_docs.office.namespaces import MC, NAMESPACES, STRICT, STRICT_NAMES, W, qn
from sokhet_docs.office.safe_xml import parse_xml, xml_bytes

_MICROSOFT = "http://schemas.microsoft.com/office"
_PREFIXES = {address: prefix for prefix, address in NAMESPACES.items()} | {
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
    "http://schemas.openxmlformats.org/drawingml/2006/picture": "pic",
    "urn:schemas-microsoft-com:office:office": "o",
    "urn:schemas-microsoft-com:office:word": "w10",
    f"{_MICROSOFT}/word/2010/wordml": "w14",
    f"{_MICROSOFT}/word/2012/wordml": "w15",
    f"{_MICROSOFT}/word/2010/wordprocessingShape": "wps",
    f"{_MICROSOFT}/word/2010/wordprocessingGroup": "wpg",
    f"{_MICROSOFT}/word/2010/wordprocessingCanvas": "wpc",
    f"{_MICROSOFT}/word/2010/wordprocessingDrawing": "wp14",
}
_DECLARED = re.compile(rb"""\sxmlns(?::([\w.-]+))?\s*=\s*["']([^"']*)["']""")
_ENCODING = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["']""", re.IGNORECASE)
_ONE_SPELLING = frozenset({b"utf-8", b"us-ascii", b"ascii"})
_REMARKS = (b"<!--", b"<![CDATA[")
_INDENT = re.compile(rb">\s+<(?!/w:(?:t|instrText)>)")  # white space where hardly a text can stand
_BARE = ("tbl", "pPr", "rPr", "tblPr", "trPr", "tcPr")  # have no attributes but what other programs note
_NOTED = re.compile(rb"<w:(?:%s)\s+\w" % "|".join(_BARE).encode())
_TEXTS = frozenset(qn(f"w:{name}") for name in ("t", "delText", "instrText", "delInstrText"))
# Attributes that name namespaces by their prefixes.
_NAMING = tuple(
    f"{{{MC}}}{name}" for name in ("Ignorable", "MustUnderstand", "ProcessContent", "PreserveElements")
)
_CHOICE, _REQUIRES = qn("mc:Choice"), "Requires"
_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
# The strict form says where a line starts and ends, the usual one where it is left and right.
_SIDES = {"start": "left", "end": "right"}
_SIDED = frozenset(qn(f"w:{name}") for name in ("ind", "jc", "tab", "lvlJc"))
_SIDED_PARENTS = frozenset(qn(f"w:{name}") for name in ("tblCellMar", "tcMar", "tblBorders", "tcBorders"))


def respelled(blob: bytes) -> bytes:
    """Return the XML part ``blob`` as Word spells it. Raises what `parse_xml` raises."""
    if STRICT.encode() not in blob and _is_usual(blob):
        return blob
    root = parse_xml(blob)
    etree.strip_elements(root, etree.Comment, etree.ProcessingInstruction, with_tail=False)
    _drop_indents(root)
    for element in root.iter([qn(f"w:{name}") for name in _BARE]):
        element.attrib.clear()
    return xml_bytes(_with_usual_prefixes(usually_named(root)))


def usually_named(root: etree._Element) -> etree._Element:
    """Return the tree of ``root`` with the usual names where it has those of the strict form."""
    if not any(address.startswith(STRICT) for address in root.nsmap.values()):
        return root
    root = parse_xml(usual_name(etree.tostring(root, encoding="unicode")).encode())
    _name_sides(root)
    return root


def usual_name(text: str) -> str:
    """Return ``text`` with the usual names of namespaces and relationships in place of the strict ones."""
    for strict, usual in STRICT_NAMES.items():
        text = text.replace(strict, usual)
    return text


def _is_usual(blob: bytes) -> bool:
    if not blob.startswith(b"<") or any(remark in blob for remark in _REMARKS):
        return False
    if blob.count(b"<?") > blob.startswith(b"<?xml"):
        return False
    if _INDENT.search(blob, blob.find(b"?>") + 2) or _NOTED.search(blob):
        return False
    encoding = _ENCODING.match(blob)
    if encoding and encoding[1].lower() not in _ONE_SPELLING:
        return False
    return all(_is_usual_prefix(prefix, address) for prefix, address in _DECLARED.findall(blob))


def _is_usual_prefix(prefix: bytes, address: bytes) -> bool:
    usual = _PREFIXES.get(address.decode(errors="replace"))
    return prefix.decode() == usual if usual else prefix.decode() not in _PREFIXES.values()


def _drop_indents(root: etree._Element) -> None:
    """Leave out white space between elements: text stands in elements that have none within them."""
    for element in root.iter(etree.Element):
        if (element.tail or "x").isspace():
            element.tail = None
        if (element.text or "x").isspace() and (len(element) or _is_bare(element)):
            element.text = None


def _is_bare(element: etree._Element) -> bool:
    return str(element.tag).startswith(f"{{{W}}}") and element.tag not in _TEXTS


def _with_usual_prefixes(root: etree._Element) -> etree._Element:
    """Return ``root`` anew, every namespace declared there by its usual prefix."""
    prefixes = _choose_prefixes(root)
    for element in root.iter(etree.Element):
        for name, value in _iter_naming(element):
            element.set(name, _renamed(value, element, prefixes))
    usual = cast(dict[str, str], {prefix: address for address, prefix in prefixes.items()})
    renamed = etree.Element(root.tag, nsmap=usual)
    renamed.attrib.update(root.attrib)
    renamed.text = root.text
    renamed.extend(list(root))
    return renamed


def _choose_prefixes(root: etree._Element) -> dict[str, str | None]:
    """Return the prefix of every namespace declared in ``root``: the usual one, else its own, if free."""
    chosen: dict[str, str | None] = {}
    taken: set[str | None] = set(_PREFIXES.values())
    declared = {address: prefix for element in root.iter(etree.Element) for prefix, address in _own(element)}
    for address, prefix in declared.items():
        if address in _PREFIXES:
            chosen[address] = _PREFIXES[address]
            continue
        while prefix in taken:
            prefix = f"{prefix or 'ns'}x"
        taken.add(prefix)
        chosen[address] = prefix
    return chosen


def _own(element: etree._Element) -> Iterator[tuple[str | None, str]]:
    parent = element.getparent()
    around = {} if parent is None else parent.nsmap
    return ((prefix, address) for prefix, address in element.nsmap.items() if around.get(prefix) != address)


def _iter_naming(element: etree._Element) -> Iterator[tuple[str, str]]:
    names = (*_NAMING, _TYPE, _REQUIRES) if element.tag == _CHOICE else (*_NAMING, _TYPE)
    for name in names:
        if (value := element.get(name)) is not None:
            yield name, value


def _renamed(value: str, element: etree._Element, prefixes: dict[str, str | None]) -> str:
    """Return the names in ``value``, each a prefix or a prefix and a name, by the prefixes chosen."""
    words = []
    for word in value.split():
        prefix, colon, rest = word.partition(":")
        address = element.nsmap.get(prefix)
        words.append(f"{prefixes.get(address or '') or prefix}{colon}{rest}")
    return " ".join(words)


def _name_sides(root: etree._Element) -> None:
    """Give left and right their usual names: a page of a Vietnamese office runs from left to right."""
    for element in root.iter(etree.Element):
        parent = element.getparent()
        if element.tag in _SIDED:
            for name, value in list(element.attrib.items()):
                del element.attrib[name]
                side = _named(etree.QName(name).localname)
                element.set(qn(f"w:{side}"), _SIDES.get(str(value), str(value)))
        elif parent is not None and parent.tag in _SIDED_PARENTS:
            local = etree.QName(element).localname
            element.tag = f"{{{W}}}{_SIDES.get(local, local)}"


def _named(local: str) -> str:
    for side, usual in _SIDES.items():
        if local.startswith(side):
            return usual + local.removeprefix(side)
    return local

"""The styles of several documents → one style sheet: equal styles are shared, others renamed.

A document whose default settings (docDefaults) differ from the first one's has them written into its own
root styles, so that its pages look as they did alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field
from functools import partial

from lxml import etree

from sokhet_docs.office.docx_styles import StyleSheet
from sokhet_docs.office.namespaces import qn
from sokhet_docs.office.safe_xml import parse_xml
from sokhet_docs.template.composing.ignorable import with_ignorable

_ID, _VAL, _TYPE = qn("w:styleId"), qn("w:val"), qn("w:type")
_USED = re.compile(r'<w:(?:pStyle|rStyle|tblStyle|styleLink|numStyleLink) w:val="([^"]*)"')
_LINKS = ("basedOn", "link", "next")
_IGNORED = ("rsid", "uiPriority", "semiHidden", "unhideWhenUsed", "qFormat", "locked")
_BY_ATTRIBUTE = ("spacing", "ind", "rFonts", "lang")
# Attributes that say the same in other words: a style that has one of them inherits none of the others.
_SAME = (
    "ascii asciiTheme", "hAnsi hAnsiTheme", "eastAsia eastAsiaTheme", "cs cstheme",
    "before beforeLines beforeAutospacing", "after afterLines afterAutospacing",
    "left leftChars start startChars", "right rightChars end endChars",
    "firstLine firstLineChars hanging hangingChars",
)  # fmt: skip
_ALIKE = {
    qn(f"w:{name}"): tuple(qn(f"w:{other}") for other in names.split())
    for names in _SAME
    for name in names.split()
}
# What an element of the first document's defaults must say in a document whose defaults do not have it.
_NEUTRAL: dict[str, dict[str, str]] = {
    "spacing": {"before": "0", "after": "0", "line": "240", "lineRule": "auto"},
    "ind": {"left": "0", "right": "0", "firstLine": "0"},
    "jc": {"val": "left"},
    "rFonts": dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), "Times New Roman"),
    "sz": {"val": "20"},
    "szCs": {"val": "20"},
    "kern": {"val": "0"},
    "b": {"val": "0"},
    "i": {"val": "0"},
    "color": {"val": "auto"},
    "widowControl": {"val": "1"},
}
_ORDER = {
    name: index
    for index, name in enumerate(
        """pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr
        shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN
        bidi adjustRightInd snapToGrid rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline
        shadow emboss imprint noProof vanish webHidden color spacing w kern position sz szCs highlight u
        effect bdr fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath ind
        contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap
        outlineLvl divId cnfStyle rPr""".split()  # noqa: SIM905  the order of the schema, easier to compare in this form
    )
}


@dataclass(slots=True)
class StyleMapping:
    """A document's styles in the merged sheet.

    ``default`` and ``default_table`` are those of paragraphs and tables that name none; None leaves them.
    ``names`` are the new names of renamed ones by their old ones.
    """

    ids: dict[str, str] = field(default_factory=dict)
    default: str | None = None
    default_table: str | None = None
    names: dict[str, str] = field(default_factory=dict)


class MergedStyles:
    """The first document's style sheet, to which others' styles are added."""

    def __init__(self, blob: bytes) -> None:
        self.blob = blob
        self._root: etree._Element | None = None

    def add(self, blob: bytes, texts: Iterable[str], number: int, num_ids: dict[str, str]) -> StyleMapping:
        """Add the styles that ``texts``, the parts of document ``number``, use; return their ids here.

        ``num_ids`` are the document's new list ids. A style that numbers its paragraphs is never shared:
        its numbers start anew.
        """
        if blob == self.blob and b"<w:numPr>" not in blob:
            return StyleMapping()
        added = parse_xml(blob)
        root = with_ignorable(self._base(), added)
        addition = _Addition(root, added, number, num_ids)
        mapping = addition.merge(_used_in(texts))
        self._root = root
        return mapping

    def _base(self) -> etree._Element:
        return self._root if self._root is not None else parse_xml(self.blob)

    @property
    def merged(self) -> etree._Element | None:
        """Return the merged sheet; None when nothing was added."""
        return self._root


def _used_in(texts: Iterable[str]) -> set[str]:
    return {name for text in texts for name in _USED.findall(text)}


class _Addition:
    """The addition of one document's styles to a style sheet."""

    def __init__(
        self, base: etree._Element, added: etree._Element, number: int, num_ids: dict[str, str]
    ) -> None:
        self._root, self._number, self._num_ids = base, number, num_ids
        self._base, self._added = StyleSheet(base), StyleSheet(added)
        base_defaults, added_defaults = (root.find(qn("w:docDefaults")) for root in (base, added))
        self._same_defaults = _canonical(base_defaults) == _canonical(added_defaults)
        self._names = set(map(self._base.name_of, self._base.by_id))

    def merge(self, used: set[str]) -> StyleMapping:
        wanted = self._closure(
            used | {style for style in map(self._added.default_style_id, ("paragraph", "table")) if style}
        )
        shared = self._shared(wanted)
        mapping = StyleMapping(
            {name: name if name in shared else self._free_id(name) for name in sorted(wanted)}
        )
        for name in sorted(wanted - shared):
            self._root.append(self._adapted(name, mapping))
        mapping.default = self._default("paragraph", mapping)
        mapping.default_table = self._default("table", mapping)
        mapping.ids = {old: new for old, new in mapping.ids.items() if old != new}
        return mapping

    def _default(self, kind: str, mapping: StyleMapping) -> str | None:
        """Return the new id of the document's default style, where it is not that of the sheet."""
        default = self._added.default_style_id(kind)
        new = mapping.ids[default] if default else None
        return None if new == self._base.default_style_id(kind) else new

    def _closure(self, names: set[str]) -> set[str]:
        reached: set[str] = set()
        waiting = [name for name in names if name in self._added.by_id]
        while waiting:
            name = waiting.pop()
            if name not in reached:
                reached.add(name)
                waiting += [to for to in _links_of(self._added.by_id[name]) if to in self._added.by_id]
        return reached

    def _shared(self, wanted: set[str]) -> set[str]:
        """Return the styles that are equal in both sheets, with all styles that they are based on."""
        shared = {name for name in wanted if self._same_defaults and self._is_equal(name)}
        while True:
            kept = {
                name
                for name in shared
                if all(to in shared for to in _links_of(self._added.by_id[name]) if to in wanted)
            }
            if kept == shared:
                return shared
            shared = kept

    def _is_equal(self, name: str) -> bool:
        added, base = self._added.by_id[name], self._base.by_id.get(name)
        return (
            base is not None
            and added.find(qn(".//w:numPr")) is None
            and _canonical(added) == _canonical(base)
        )

    def _free_id(self, name: str) -> str:
        shown_name = self._added.name_of(name)
        if name not in self._base.by_id and shown_name not in self._names and self._same_defaults:
            return name
        new = f"{name}-{self._number}"
        while new in self._base.by_id:
            new += "x"
        return new

    def _adapted(self, name: str, mapping: StyleMapping) -> etree._Element:
        style, ids = deepcopy(self._added.by_id[name]), mapping.ids
        if ids[name] != name:
            style.set(_ID, ids[name])
            _rename(style, self._names, self._number, mapping.names)
        style.attrib.pop(qn("w:default"), "")
        for link in style:
            if etree.QName(link).localname in _LINKS:
                link.set(_VAL, ids.get(link.get(_VAL, ""), link.get(_VAL, "")))
        for num_id in style.iter(qn("w:numId")):
            num_id.set(_VAL, self._num_ids.get(num_id.get(_VAL, ""), num_id.get(_VAL, "")))
        is_root = style.get(_TYPE) == "paragraph" and style.find(qn("w:basedOn")) is None
        if is_root and not self._same_defaults:
            self._bake_defaults(style)
        return style

    def _bake_defaults(self, style: etree._Element) -> None:
        for kind in ("pPr", "rPr"):
            base, added = self._base.doc_defaults(kind), self._added.doc_defaults(kind)
            neutral = {name: _neutral(name) for name in base if name in _NEUTRAL}
            properties = _properties(style, kind)
            for name, element in {**neutral, **added}.items():
                _inherit(properties, name, element)
            properties[:] = sorted(properties, key=partial(_order_of, kind=kind))


def _rename(style: etree._Element, names: set[str], number: int, renamed: dict[str, str]) -> None:
    """Give ``style`` a name that is not in ``names``, noted in ``renamed``, and mark it as a custom style."""
    name = style.find(qn("w:name"))
    if name is None:
        return
    new = f"{name.get(_VAL, '')} ({number})"
    while new.casefold() in names:
        new += "'"
    names.add(new.casefold())
    renamed[name.get(_VAL, "")] = new
    name.set(_VAL, new)
    style.set(qn("w:customStyle"), "1")
    for alias in style.findall(qn("w:aliases")):
        style.remove(alias)


def _links_of(style: etree._Element) -> list[str]:
    return [link.get(_VAL, "") for link in style if etree.QName(link).localname in _LINKS]


def _canonical(element: etree._Element | None) -> bytes:
    if element is None:
        return b""
    copy = deepcopy(element)
    for child in list(copy):
        if etree.QName(child).localname in _IGNORED:
            copy.remove(child)
    copy.tail = None
    etree.cleanup_namespaces(copy)
    return etree.tostring(copy, method="c14n", exclusive=True, with_tail=False)


def _neutral(name: str) -> etree._Element:
    element = etree.Element(qn(f"w:{name}"))
    for attribute, value in _NEUTRAL[name].items():
        element.set(qn(f"w:{attribute}"), value)
    return element


def _properties(style: etree._Element, kind: str) -> etree._Element:
    found = style.find(qn(f"w:{kind}"))
    if found is not None:
        return found
    properties = etree.Element(qn(f"w:{kind}"))
    after = (
        ("rPr", "tblPr", "trPr", "tcPr", "tblStylePr")
        if kind == "pPr"
        else ("tblPr", "trPr", "tcPr", "tblStylePr")
    )
    position = sum(1 for child in style if etree.QName(child).localname not in after)
    style.insert(position, properties)
    return properties


def _inherit(properties: etree._Element, name: str, inherited: etree._Element) -> None:
    existing = properties.find(qn(f"w:{name}"))
    if existing is None:
        properties.append(deepcopy(inherited))
    elif name in _BY_ATTRIBUTE:
        for attribute, value in inherited.attrib.items():
            if not any(existing.get(other) is not None for other in _ALIKE.get(str(attribute), (attribute,))):
                existing.set(attribute, value)


def _order_of(element: etree._Element, kind: str) -> int:
    # In pPr, spacing stands just before ind; in rPr, among the properties of letters themselves.
    name = etree.QName(element).localname
    return _ORDER["ind"] - 1 if kind == "pPr" and name == "spacing" else _ORDER.get(name, len(_ORDER))

"""A style → one that also says what its document's default settings say, where its packet's say otherwise.

The defaults (docDefaults) of a packet are those of its first document.
"""

from __future__ import annotations

from copy import deepcopy
from functools import partial

from lxml import etree

from sokhet_docs.office.docx_styles import StyleSheet
from sokhet_docs.office.namespaces import qn

_KINDS = ("pPr", "rPr")
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


Names = frozenset[tuple[str, str]]  # of properties, each after pPr or rPr


def said_by_defaults(base: StyleSheet, added: StyleSheet) -> Names:
    """Return what `bake_defaults` writes."""
    return frozenset((kind, name) for kind in _KINDS for name in _said(kind, base, added))


def bake_defaults(style: etree._Element, base: StyleSheet, added: StyleSheet, names: Names) -> None:
    """Write ``names`` of the defaults of ``added`` into ``style``, which is based on none.

    ``base`` are the packet's.
    """
    for kind in _KINDS:
        said = {name: found for name, found in _said(kind, base, added).items() if (kind, name) in names}
        if not said:
            continue
        properties = _properties(style, kind)
        for name, element in said.items():
            _inherit(properties, name, element)
        properties[:] = sorted(properties, key=partial(_order_of, kind=kind))


def _said(kind: str, base: StyleSheet, added: StyleSheet) -> dict[str, etree._Element]:
    neutral = {name: _neutral(name) for name in base.doc_defaults(kind) if name in _NEUTRAL}
    return {**neutral, **added.doc_defaults(kind)}


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

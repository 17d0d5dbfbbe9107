"""A style → one that also says what its document's default settings say, where its packet's say otherwise.

The defaults (docDefaults) of a packet are those of its first document.
"""

from __future__ import annotations

from collections.abc import Sequence
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
# What an element of the first document's defaults must say in a document whose defaults do not have it
# (ECMA-376 part 1, 17.3.1 and 17.3.2: what each means where nobody says it). Where two documents' defaults
# have it, what only the first one's attributes say is not said by the other either.
_OFF, _ON = {"val": "0"}, {"val": "1"}
_NEUTRAL: dict[str, dict[str, dict[str, str]]] = {
    "pPr": {
        "spacing": {"before": "0", "after": "0", "line": "240", "lineRule": "auto"},
        "ind": {"left": "0", "right": "0", "firstLine": "0"},
        "jc": {"val": "left"},
        "shd": {"val": "clear", "color": "auto", "fill": "auto"},
        "textAlignment": {"val": "auto"},
        "textDirection": {"val": "lrTb"},
        "textboxTightWrap": {"val": "none"},
        "outlineLvl": {"val": "9"},
        "numPr": {"numId": "0"},
        "pBdr": dict.fromkeys(("top", "left", "bottom", "right", "between", "bar"), "nil"),
        **dict.fromkeys(
            ("keepNext", "keepLines", "pageBreakBefore", "suppressLineNumbers", "suppressAutoHyphens",
             "topLinePunct", "bidi", "contextualSpacing", "mirrorIndents", "suppressOverlap"), _OFF,
        ),
        **dict.fromkeys(
            ("widowControl", "kinsoku", "wordWrap", "overflowPunct", "autoSpaceDE", "autoSpaceDN",
             "adjustRightInd", "snapToGrid"), _ON,
        ),
    },
    "rPr": {
        "rFonts": dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), "Times New Roman"),
        "sz": {"val": "20"},
        "szCs": {"val": "20"},
        "color": {"val": "auto"},
        "shd": {"val": "clear", "color": "auto", "fill": "auto"},
        "w": {"val": "100"},
        "snapToGrid": _ON,
        "vertAlign": {"val": "baseline"},
        **{name: {"val": "none"} for name in ("highlight", "u", "effect", "em")},
        "bdr": {"val": "nil"},
        **dict.fromkeys(
            ("spacing", "kern", "position", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike",
             "outline", "shadow", "emboss", "imprint", "noProof", "vanish", "webHidden", "rtl", "cs"), _OFF,
        ),
    },
}  # fmt: skip
_POS = qn("w:pos")
_CHILDREN = ("numPr", "pBdr")  # these say it by elements of their own
_ORDER = {
    kind: {name: index for index, name in enumerate(names.split())}
    for kind, names in {
        "pPr": """pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers
        pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN
        bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc
        textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr""",
        "rPr": """rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint
        noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd
        fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath""",
    }.items()
}


Names = frozenset[tuple[str, str]]  # of properties, each after pPr or rPr


def said_by_defaults(base: StyleSheet, added: StyleSheet) -> Names:
    """Return what `bake_defaults` writes."""
    return frozenset((kind, name) for kind in _KINDS for name in _said(kind, base, added))


def bake_defaults(
    style: etree._Element,
    base: StyleSheet,
    added: StyleSheet,
    names: Names,
    lineage: Sequence[etree._Element] = (),
) -> None:
    """Write ``names`` of the defaults of ``added`` into ``style``; ``base`` are the packet's.

    ``lineage`` are the styles that it is based on, nearest first, which go before the defaults.
    """
    for kind in _KINDS:
        said = {name: found for name, found in _said(kind, base, added).items() if (kind, name) in names}
        if not said:
            continue
        properties = _properties(style, kind)
        for name, element in said.items():
            above = (found for one in lineage if (found := one.find(qn(f"w:{kind}/w:{name}"))) is not None)
            for layer in (*above, element):
                _inherit(properties, name, layer)
        properties[:] = sorted(properties, key=partial(_order_of, kind=kind))


def _said(kind: str, base: StyleSheet, added: StyleSheet) -> dict[str, etree._Element]:
    """Return what the defaults of ``added`` say, and what they mean by not saying what ``base`` says."""
    own = added.doc_defaults(kind)
    said = {name: _neutral(kind, name) for name in base.doc_defaults(kind) if name in _NEUTRAL[kind]}
    if kind == "pPr" and (stops := base.doc_defaults(kind).get("tabs")) is not None:
        said["tabs"] = _cleared(stops, own.pop("tabs", None))
    for name, element in own.items():
        if name in said and name in _BY_ATTRIBUTE:
            neutral, said[name] = said[name], deepcopy(element)
            _inherit_attributes(said[name], neutral)
        else:
            said[name] = element
    return said


def _neutral(kind: str, name: str) -> etree._Element:
    element = etree.Element(qn(f"w:{name}"))
    for attribute, value in _NEUTRAL[kind][name].items():
        if name in _CHILDREN:
            etree.SubElement(element, qn(f"w:{attribute}"), {qn("w:val"): value})
        else:
            element.set(qn(f"w:{attribute}"), value)
    return element


def _cleared(stops: etree._Element, own: etree._Element | None) -> etree._Element:
    """Return the tab stops ``own`` (None: none), those of ``stops`` that are not among them cleared."""
    tabs = deepcopy(own) if own is not None else etree.Element(stops.tag)
    known = {stop.get(_POS) for stop in tabs}
    for stop in stops:
        if stop.get(_POS) not in known:
            etree.SubElement(tabs, stop.tag, {qn("w:val"): "clear", _POS: stop.get(_POS, "0")})
    return tabs


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
        _inherit_attributes(existing, inherited)


def _inherit_attributes(element: etree._Element, inherited: etree._Element) -> None:
    """Set what ``inherited`` says and ``element`` does not, in its own words or in others."""
    said = set(element.attrib)
    for attribute, value in inherited.attrib.items():
        if said.isdisjoint(_ALIKE.get(str(attribute), (attribute,))):
            element.set(attribute, value)


def _order_of(element: etree._Element, kind: str) -> int:
    return _ORDER[kind].get(etree.QName(element).localname, len(_ORDER[kind]))

"""The fonts and colours of a document's theme → written out: a packet has the theme of its first document.

ECMA-376 part 1, 17.3.2.26: an attribute such as ``asciiTheme`` names a font of the theme, and counts before
``ascii`` beside it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from sokhet_docs.office.namespaces import qn
from sokhet_docs.office.safe_xml import parse_xml

_FONTS = re.compile(r"<w:rFonts\b[^>]*>")
_THEMED = re.compile(r'\sw:(asciiTheme|hAnsiTheme|eastAsiaTheme|cstheme)="(\w*)"')
_COLOURS = re.compile(r'\sw:theme(?:Color|Tint|Shade|Fill|FillTint|FillShade)="[^"]*"')
_PLAIN = {"asciiTheme": "ascii", "hAnsiTheme": "hAnsi", "eastAsiaTheme": "eastAsia", "cstheme": "cs"}
_SCRIPTS = {"Ascii": "latin", "HAnsi": "latin", "EastAsia": "ea", "Bidi": "cs"}


def fonts_of(theme: bytes | None) -> dict[str, str]:
    """Return the fonts of a theme part by their names in documents: minorHAnsi; {} for no theme."""
    if theme is None:
        return {}
    root = parse_xml(theme)
    found = {}
    for kind in ("major", "minor"):
        for script, element in _SCRIPTS.items():
            font = root.find(f".//{qn(f'a:{kind}Font')}/{qn(f'a:{element}')}")
            if font is not None and font.get("typeface"):
                found[f"{kind}{script}"] = font.get("typeface", "")
    return found


def without_theme(text: str, fonts: Mapping[str, str]) -> str:
    """Return the XML ``text`` with the ``fonts`` of its theme named, and its colours as they are."""

    def named(match: re.Match[str]) -> str:
        element = match.group()
        for attribute, name in _THEMED.findall(element):
            element = _with_font(element, attribute, fonts.get(name, ""))
        return element

    return _COLOURS.sub("", _FONTS.sub(named, text) if "heme=" in text else text)


def _with_font(element: str, attribute: str, font: str) -> str:
    """Return a w:rFonts in which ``font`` is named ("" for none) in place of the theme's."""
    element = re.sub(rf'\sw:{attribute}="\w*"', "", element)
    if not font:
        return element
    plain = _PLAIN[attribute]
    element = re.sub(rf'\sw:{plain}="[^"]*"', "", element)
    return element.replace("<w:rFonts", f'<w:rFonts w:{plain}="{escape(font)}"', 1)

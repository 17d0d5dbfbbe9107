"""The colours of a document's theme in its drawings and charts → written out: a packet has one theme.

ECMA-376 part 1, 20.1.2.3.29 (schemeClr) and 20.1.6.2 (clrScheme).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from sokhet_docs.office.namespaces import qn
from sokhet_docs.office.safe_xml import parse_xml

_COLOUR = re.compile(
    r'<(?P<prefix>a|w14):schemeClr (?P<attribute>(?:w14:)?val)="(?P<name>\w+)"'
    r"(?:/>|>(?P<content>.*?)</(?P=prefix):schemeClr>)",
    re.DOTALL,
)
# A document's names for the colours that its theme calls otherwise (17.15.1.20, as Word writes it).
_MAPPED = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}


def colours_of(theme: bytes | None) -> dict[str, str]:
    """Return the colours of a theme part by their names in documents, as RRGGBB; {} for no theme."""
    scheme = None if theme is None else parse_xml(theme).find(f".//{qn('a:clrScheme')}")
    if scheme is None:
        return {}
    found = {}
    for named in scheme:
        for colour in named:
            if value := colour.get("lastClr") or colour.get("val"):
                found[str(named.tag).rpartition("}")[2]] = value
    return found | {name: found[own] for name, own in _MAPPED.items() if own in found}


def with_own_colours(text: str, colours: Mapping[str, str]) -> str:
    """Return the XML ``text`` with the ``colours`` of its theme named by their values."""

    def named(match: re.Match[str]) -> str:
        value = colours.get(match["name"])
        if value is None:
            return match.group()
        element = f"{match['prefix']}:srgbClr"
        start = f'<{element} {match["attribute"]}="{value}"'
        return f"{start}/>" if match["content"] is None else f"{start}>{match['content']}</{element}>"

    return _COLOUR.sub(named, text) if "schemeClr" in text else text

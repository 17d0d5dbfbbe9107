"""The settings of a document that hold for its whole file → what its sections must say in a packet.

ECMA-376 part 1, 17.11: settings say how notes are numbered and where they stand; a section may say it, too,
but for where endnotes stand. In a packet they stand at the ends of sections (17.11.22), and a section that is
not its document's last one leaves them to the next (17.6.9, noEndnote).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from sokhet_docs.office.namespaces import qn
from sokhet_docs.office.safe_xml import parse_xml
from sokhet_docs.template.composing.merged_settings import has_setting

KINDS = ("footnotePr", "endnotePr")
_VAL = qn("w:val")
_THROUGH = "continuous"
_USUAL = {
    "footnotePr": {"pos": "pageBottom", "numFmt": "decimal", "numStart": "1", "numRestart": _THROUGH},
    "endnotePr": {"numFmt": "lowerRoman", "numStart": "1", "numRestart": _THROUGH},
}


@dataclass(frozen=True, slots=True)
class OwnSettings:
    """``notes``: what the settings say of footnotes and endnotes otherwise than the packet's, by name.

    ``has_even_headers``: even pages have headers of their own; ``ends_sections``: endnotes stand at the ends
    of sections; ``continuous``: the kinds of notes that are numbered through the document.
    """

    has_even_headers: bool = False
    ends_sections: bool = False
    continuous: frozenset[str] = frozenset()
    notes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def own_settings(packet: bytes | None, own: bytes | None) -> OwnSettings:
    """Return what a document with the settings ``own`` must say in a packet with the settings ``packet``."""
    return OwnSettings(
        has_setting(own, "evenAndOddHeaders"),
        _said(own, "endnotePr").get("pos") == "sectEnd",
        frozenset(kind for kind in KINDS if _said(own, kind).get("numRestart", _THROUGH) == _THROUGH),
        {kind: _differing(kind, _said(packet, kind), _said(own, kind)) for kind in KINDS},
    )


def _differing(kind: str, packet: Mapping[str, str], own: Mapping[str, str]) -> dict[str, str]:
    usual = _USUAL[kind]
    pairs = ((name, own.get(name, value), packet.get(name, value)) for name, value in usual.items())
    return {name: value for name, value, other in pairs if value != other}


def _said(settings: bytes | None, kind: str) -> dict[str, str]:
    """Return what ``settings`` say of notes of a ``kind``, by name."""
    if settings is None or kind.encode() not in settings:
        return {}
    found = parse_xml(settings).find(qn(f"w:{kind}"))
    children = () if found is None else found.iterchildren(etree.Element)
    return {etree.QName(child).localname: child.get(_VAL, "") for child in children if child.get(_VAL)}

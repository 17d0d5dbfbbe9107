"""The footnotes and endnotes of a document's sections in a packet: numbered and placed as alone."""

from __future__ import annotations

from lxml import etree

from sokhet_docs.office.namespaces import qn
from sokhet_docs.template.composing.ordered_children import child_of
from sokhet_docs.template.composing.own_settings import OwnSettings

REFERENCES = ("headerReference", "footerReference")
_ORDER = ("pos", "numFmt", "numStart", "numRestart")
_BEFORE = {"footnotePr": REFERENCES, "endnotePr": (*REFERENCES, "footnotePr")}
_BEFORE_NO_ENDNOTE = (
    *REFERENCES, "footnotePr", "endnotePr", "type", "pgSz", "pgMar", "paperSrc", "pgBorders", "lnNumType",
    "pgNumType", "cols", "formProt", "vAlign",
)  # fmt: skip


def say_own_notes(section: etree._Element, own: OwnSettings) -> None:
    """Let ``section`` say of its notes what the settings of its document do."""
    for kind, values in own.notes.items():
        for name, value in values.items():
            notes = child_of(section, kind, _BEFORE[kind])
            if notes.find(qn(f"w:{name}")) is None:
                child_of(notes, name, _ORDER[: _ORDER.index(name)]).set(qn("w:val"), value)


def restart_notes(section: etree._Element, kind: str) -> None:
    """Let the notes of a ``kind`` (footnotePr, endnotePr) begin with the first number in ``section``."""
    restart = child_of(child_of(section, kind, _BEFORE[kind]), "numRestart", _ORDER[:-1])
    if restart.get(qn("w:val")) in (None, "continuous"):
        restart.set(qn("w:val"), "eachSect")


def leave_endnotes(section: etree._Element) -> None:
    """Let the endnotes of ``section`` stand at the end of the next one."""
    child_of(section, "noEndnote", _BEFORE_NO_ENDNOTE)

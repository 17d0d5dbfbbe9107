"""What shows the properties of its file → what keeps those of its own document: a packet has the first one's.

ECMA-376 part 1, 17.16.5 (fields such as TITLE), 17.16.18 (fldLock), 17.5.2.6 (dataBinding).
"""

from __future__ import annotations

import re

_NAMES = """DOCPROPERTY DOCVARIABLE TITLE SUBJECT AUTHOR KEYWORDS COMMENTS INFO LASTSAVEDBY CREATEDATE
    SAVEDATE PRINTDATE REVNUM EDITTIME TEMPLATE"""
_CODE = rf"\s*(?:{'|'.join(_NAMES.split())})\b"
_BEGIN = re.compile(
    r'(?P<begin><w:fldChar\b[^>]*?\sw:fldCharType="begin"[^>]*?)(?P<end>/?>)'
    rf"(?P<between>(?:(?!<w:fldChar\b).)*?<w:instrText\b[^>]*>{_CODE})",
    re.DOTALL | re.IGNORECASE,
)
_SIMPLE = re.compile(rf'<w:fldSimple\b(?=[^>]*\sw:instr="{_CODE})', re.IGNORECASE)
_LOCKED = re.compile(r'\sw:(?:fldLock|dirty)="[^"]*"')
_BINDING = re.compile(r'<w(?:15)?:dataBinding\b[^>]*?\sw(?:15)?:storeItemID="(?P<store>[^"]*)"[^>]*?/>')
# The core properties, the extended ones, and those of cover pages.
_PROPERTIES = frozenset({
    "{6C3C8BC8-F283-45AE-878A-BAB7291924A1}", "{6668398D-A668-4E3E-A5EB-62B293D839F1}",
    "{55AF091B-3C7A-41E3-B477-F2FDAA23CFDA}",
})  # fmt: skip


def with_own_properties(text: str) -> str:
    """Return the XML ``text`` with fields of properties locked, and controls that show them freed."""
    if "w:instr" in text:
        text = _SIMPLE.sub('<w:fldSimple w:fldLock="1"', _BEGIN.sub(_locked, text))
    return _BINDING.sub(_freed, text) if "dataBinding" in text else text


def _locked(match: re.Match[str]) -> str:
    begin = _LOCKED.sub("", match["begin"])
    return f'{begin} w:fldLock="1"{match["end"]}{match["between"]}'


def _freed(match: re.Match[str]) -> str:
    return "" if match["store"].upper() in _PROPERTIES else match.group()

"""The fields of Word's own in a part → those that do more than a letter needs: they fetch, run or ask.

Decided by the names that are harmless (ECMA-376 part 1, 17.16.5), not by those that are known to act.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from sokhet_docs.office.namespaces import qn
from sokhet_docs.office.package import Package
from sokhet_docs.office.safe_xml import parse_xml
from sokhet_docs.office.word_fields import WordField, iter_word_fields
from sokhet_docs.template.checking.addresses import acts

_NAMES = """
    ADDRESSBLOCK ADVANCE AUTHOR AUTONUM AUTONUMLGL AUTONUMOUT AUTOTEXT AUTOTEXTLIST BARCODE BIBLIOGRAPHY
    BIDIOUTLINE CITATION COMMENTS COMPARE CREATEDATE DATE DISPLAYBARCODE DOCPROPERTY DOCVARIABLE
    EDITTIME EQ FILENAME FILESIZE FORMCHECKBOX FORMDROPDOWN FORMTEXT FTNREF GLOSSARY GOTOBUTTON
    GREETINGLINE HYPERLINK IF INDEX INFO KEYWORDS LASTSAVEDBY LISTNUM MERGEBARCODE MERGEFIELD MERGEREC
    MERGESEQ NEXT NEXTIF NOTEREF NUMCHARS NUMPAGES NUMWORDS PAGE PAGEREF PRINTDATE PRIVATE QUOTE REF
    REVNUM SAVEDATE SECTION SECTIONPAGES SEQ SET SHAPE SKIPIF STYLEREF SUBJECT SYMBOL TA TC TEMPLATE
    TIME TITLE TOA TOC USERADDRESS USERINITIALS USERNAME XE
"""
_HARMLESS = frozenset(_NAMES.split())
_FORMULA = "="
_BUTTON, _NO_MACRO = "MACROBUTTON", "NOMACRO"  # a button without a macro is a usual way to write a prompt
_NAME = re.compile(r"\s*(=|[^\s\\\"{]*)(\{?)")
_WORD = re.compile(r"[A-Z]{2,}")  # a field's name has no other signs; other words name a bookmark
_WORDS = re.compile(r'"([^"]*)"?|([^\s"]+)')  # of a code: an address stands before its switches or behind
_BARE = re.compile(r"\s*\w+\s*(?:\\[\w*#@!].*)?", re.DOTALL)  # a name and switches, as that of a bookmark is
_SIGNS = (b"w:instr", b"w:fldChar")
_KINDS = frozenset({"begin", "separate", "end"})
_SIGN, _KIND = qn("w:fldChar"), qn("w:fldCharType")


def iter_active_fields(package: Package) -> Iterator[tuple[str, etree._Element, str]]:
    """Yield each field that acts: its part, its first element, what it is."""
    bookmarks: set[str] | None = None
    for part in package.parts.values():
        if not part.content_type.endswith("xml") or (
            b"w:instr" not in part.blob and b"w:fldChar" not in part.blob
        ):
            continue
        root = parse_xml(part.blob)
        for sign in root.iter(_SIGN):
            if sign.get(_KIND) not in _KINDS:
                yield part.name, sign, "trường của Word có tên bị che"
        for field in iter_word_fields(root, deleted=True):
            if what := _what_acts(field):
                bookmarks = _bookmarks(package) if bookmarks is None else bookmarks
                if field.name not in bookmarks or not _BARE.fullmatch(field.code):
                    yield part.name, field.elements[0], what


def _what_acts(field: WordField) -> str:
    """Return what ``field`` is, when it is none that a letter needs."""
    found = _NAME.match(field.code)
    name, tagged = (found[1].upper(), found[2]) if found else ("", "")
    if field.is_masked or (tagged and name != _FORMULA):
        return "trường của Word có tên bị che"
    if name == _BUTTON:
        words = field.code.upper().split()
        return "" if words[1:2] == [_NO_MACRO] else f"trường {name} của Word"
    if name == "HYPERLINK":
        addresses = (quoted or bare for quoted, bare in _WORDS.findall(field.code))
        address = next(filter(acts, addresses), "")
        return f"liên kết tự chạy: {address}" if address else ""
    return f"trường {name} của Word" if name not in _HARMLESS and _WORD.fullmatch(name) else ""


def _bookmarks(package: Package) -> set[str]:
    """Return the names of all bookmarks in capitals: a code that is but such a name shows what it marks."""
    roots = (parse_xml(part.blob) for part in package.parts.values() if b"w:bookmarkStart" in part.blob)
    return {mark.get(qn("w:name"), "").upper() for root in roots for mark in root.iter(qn("w:bookmarkStart"))}

"""A document whose pages look otherwise in its packet → the known reason, if it has one.

A file has one setting for all its pages where no section can say otherwise: the packet has that of its first
document. And LibreOffice, which prints the pages here, reads some things otherwise than Word.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_DEFAULT_SIZE = re.compile(r"<w:rPrDefault>(?:(?!</w:rPrDefault>).)*<w:sz[ />]", re.DOTALL)
_LAST = re.compile(r"<w:p[ >/](?:(?!<w:p[ >/]).)*\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Difference:
    """Pages that look otherwise: of which document, where it stands in its packet, and in what."""

    path: Path
    way: str
    kind: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.path} {self.way}"


def explain(difference: Difference) -> str:
    """Return the reason that ``difference`` may have, as far as is known; "" for none."""
    with zipfile.ZipFile(difference.path) as archive:
        parts = {
            name: archive.read(name).decode("utf-8", "replace")
            for name in archive.namelist()
            if name.startswith("word/") and name.endswith(".xml")
        }
    reasons = _OF_FIRST if difference.way == "first" else _OF_SECOND
    return next((reason for reason, holds in reasons.items() if holds(_Parts(parts))), "")


@dataclass(frozen=True, slots=True)
class _Parts:
    parts: dict[str, str]

    @property
    def body(self) -> str:
        return self.parts.get("word/document.xml", "")

    @property
    def styles(self) -> str:
        return self.parts.get("word/styles.xml", "")

    @property
    def settings(self) -> str:
        return self.parts.get("word/settings.xml", "")


def _ends_empty(parts: _Parts) -> bool:
    last = _LAST.search(parts.body)
    return last is not None and "<w:t" not in last.group()


_ENDNOTES = "endnotes: LibreOffice prints them at the end of the file, Word of the document"
_OF_FIRST: dict[str, Callable[[_Parts], bool]] = {
    _ENDNOTES: lambda parts: "<w:endnoteReference" in parts.body,
    "an empty last paragraph, which LibreOffice leaves out where a section ends with it": _ends_empty,
}
_OF_SECOND: dict[str, Callable[[_Parts], bool]] = {
    "a background: a file has one": lambda parts: "<w:displayBackgroundShape" in parts.settings,
    "hyphenation: a file has it or not": lambda parts: "<w:autoHyphenation" in parts.settings,
    "squeezed punctuation: a file has it or not": lambda parts: (
        'w:characterSpacingControl w:val="compress' in parts.settings
    ),
    "a chart: LibreOffice reads its defaults by the file's program": lambda parts: any(
        "charts/" in name for name in parts.parts
    ),
    _ENDNOTES: lambda parts: "<w:endnoteReference" in parts.body,
    "marks of notes: LibreOffice knows their style by the name that the default style has": lambda parts: (
        "<w:footnoteReference" in parts.body
    ),
    "space within a style's paragraphs: LibreOffice knows it of the default style alone": lambda parts: (
        "<w:contextualSpacing" in "".join(parts.parts.values())
    ),
    "comments: their anchors, which part the letters of a line in LibreOffice, are left out": lambda parts: (
        "<w:commentRangeStart" in parts.body
    ),
    "space above by itself: LibreOffice knows of none where a file begins": lambda parts: (
        "w:beforeAutospacing=" in "".join(parts.parts.values())
    ),
    "no styles: LibreOffice has a default font of its own": lambda parts: not parts.styles,
    "letters in tables: LibreOffice passes over the default style's size where the defaults have none": (
        lambda parts: "<w:tbl>" in parts.body and not _DEFAULT_SIZE.search(parts.styles)
    ),
    "letters of other scripts: a file has one language for its theme's fonts": lambda parts: (
        "<w:bidi" in parts.body and "<w:themeFontLang" in parts.settings
    ),
}

r"""What a document's fields and links refer to → its new names in the packet: bookmarks, styles, counters.

ECMA-376 part 1, 17.16.5: REF, PAGEREF, NOTEREF and HYPERLINK \l name bookmarks, STYLEREF names a style, SEQ
counts by a name of its own, which TOC \c and \a list; TOC \t lists styles by their names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_CODE = re.compile(
    r"(?P<start><w:instrText\b[^>]*>)(?P<code>[^<]*)|(?P<attribute>\sw:instr=\")(?P<value>[^\"]*)"
)
_MARK = re.compile(
    r"(?P<before>(?:\b(?:PAGEREF|NOTEREF|REF)|\\l)\s+(?:&quot;|\")?)(?P<name>\w[\w.]*)", re.IGNORECASE
)
_STYLE = re.compile(
    r"(?P<before>\bSTYLEREF\s+)(?P<quote>&quot;|\")?(?P<name>(?(quote)[^\"&]+|[^\s\"&]+))(?(quote)(?P=quote))",
    re.IGNORECASE,
)
_COUNTER = re.compile(
    r"(?P<before>\bSEQ\s+(?:&quot;|\")?|\bTOC\b[^<\"]*?\s\\[ca]\s+(?:&quot;|\")?)(?P<name>\w+)", re.IGNORECASE
)
_LISTED = re.compile(
    r"(?P<before>\bTOC\b[^<]*?\s\\t\s+(?P<quote>&quot;|\"))(?P<names>.*?)(?P=quote)", re.IGNORECASE
)
_ANCHOR = re.compile(r"(?P<before>\sw:anchor=\")(?P<name>[^\"]*)")


@dataclass(slots=True)
class FieldNames:
    """The new names of ``bookmarks`` and ``styles`` by their old ones; what is not named stays.

    ``suffix`` is what counters get, so that they begin anew.
    """

    bookmarks: Mapping[str, str] = field(default_factory=dict)
    styles: Mapping[str, str] = field(default_factory=dict)
    suffix: str = ""

    def renamed_in(self, text: str) -> str:
        """Return the XML ``text`` with its fields and links renamed."""
        if self.bookmarks and "w:anchor=" in text:
            text = _ANCHOR.sub(lambda match: match["before"] + self._mark(match), text)
        if "w:instr" in text:
            text = _CODE.sub(self._renamed, text)
        return text

    def _renamed(self, match: re.Match[str]) -> str:
        if match["start"]:
            return match["start"] + self._renamed_code(match["code"])
        return match["attribute"] + self._renamed_code(match["value"])

    def _renamed_code(self, code: str) -> str:
        code = _MARK.sub(lambda match: match["before"] + self._mark(match), code)
        code = _COUNTER.sub(lambda match: f"{match.group()}{self.suffix}", code)
        return _LISTED.sub(self._listed, _STYLE.sub(self._style, code))

    def _mark(self, match: re.Match[str]) -> str:
        return self.bookmarks.get(match["name"], match["name"])

    def _style(self, match: re.Match[str]) -> str:
        new = self.styles.get(match["name"].strip())
        return match.group() if new is None else f"{match['before']}&quot;{new}&quot;"

    def _listed(self, match: re.Match[str]) -> str:
        """Return the part of a TOC that names styles and their levels, between commas or semicolons."""
        names = re.split(r"([,;])", match["names"])
        renamed = "".join(self.styles.get(name.strip(), name) for name in names)
        return f"{match['before']}{renamed}{match['quote']}"

r"""The names that a document's fields and links refer to → their new ones in the packet: bookmarks, styles.

ECMA-376 part 1, 17.16.5: REF, PAGEREF, NOTEREF and HYPERLINK \l name bookmarks, STYLEREF names a style.
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
_ANCHOR = re.compile(r"(?P<before>\sw:anchor=\")(?P<name>[^\"]*)")


@dataclass(slots=True)
class FieldNames:
    """The new names of ``bookmarks`` and ``styles`` by their old ones; what is not named stays."""

    bookmarks: Mapping[str, str] = field(default_factory=dict)
    styles: Mapping[str, str] = field(default_factory=dict)

    def renamed_in(self, text: str) -> str:
        """Return the XML ``text`` with its fields and links renamed."""
        if self.bookmarks and "w:anchor=" in text:
            text = _ANCHOR.sub(lambda match: match["before"] + self._mark(match), text)
        if (self.bookmarks or self.styles) and "w:instr" in text:
            text = _CODE.sub(self._renamed, text)
        return text

    def _renamed(self, match: re.Match[str]) -> str:
        if match["start"]:
            return match["start"] + self._renamed_code(match["code"])
        return match["attribute"] + self._renamed_code(match["value"])

    def _renamed_code(self, code: str) -> str:
        code = _MARK.sub(lambda match: match["before"] + self._mark(match), code)
        return _STYLE.sub(self._style, code)

    def _mark(self, match: re.Match[str]) -> str:
        return self.bookmarks.get(match["name"], match["name"])

    def _style(self, match: re.Match[str]) -> str:
        new = self.styles.get(match["name"].strip())
        return match.group() if new is None else f"{match['before']}&quot;{new}&quot;"

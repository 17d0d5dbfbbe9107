"""Paragraphs in tables whose style sets them, too → the same with styles that leave that to the table.

ECMA-376 part 1, 17.7.2: what a table's style says counts before the defaults of the document, but after the
paragraph's style. Where those defaults are written into paragraph styles (`style_defaults`), what tables say
otherwise is written into the table's style, and the paragraphs within get twins of their styles without it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_STEP = re.compile(
    r"(?P<table><w:tbl>(?:<w:tblPr>(?:<w:tblStyle w:val=\"(?P<style>[^\"]*)\")?)?)|<w:txbxContent>"
    r"|(?P<end></w:(?:tbl|txbxContent)>)"
)
_PARAGRAPH = re.compile(
    r"<w:p(?P<attributes> [^>]*?)?(?P<closed>/)?>(?P<properties><w:pPr(?P<empty>/)?>)?"
    r"(?P<styled><w:pStyle w:val=\"(?P<style>[^\"]*)\")?"
)


@dataclass(frozen=True, slots=True)
class CellStyles:
    """The ``tables`` (style ids) that set their paragraphs; ``twins``: new ids by those of paragraph styles.

    ``default`` and ``default_table`` are the styles of paragraphs and tables that name none.
    """

    tables: frozenset[str] = frozenset()
    default: str = ""
    default_table: str = ""
    twins: dict[str, str] = field(default_factory=dict)

    def used_in(self, text: str) -> set[str]:
        """Return the paragraph styles that such tables of ``text`` hold."""
        found: set[str] = set()
        for is_cell, piece in self._pieces(text):
            if is_cell:
                found |= {match["style"] or self.default for match in _PARAGRAPH.finditer(piece)}
        return found

    def applied_to(self, text: str) -> str:
        """Return ``text`` with the twins of the styles that such tables hold."""
        if not self.twins or "<w:tbl>" not in text:
            return text
        pieces = self._pieces(text)
        return "".join(_PARAGRAPH.sub(self._twin, piece) if cell else piece for cell, piece in pieces)

    def _pieces(self, text: str) -> Iterator[tuple[bool, str]]:
        """Yield the pieces of ``text``, each with whether it stands in a cell of such a table."""
        within, end = [False], 0
        for step in _STEP.finditer(text):
            yield within[-1], text[end : step.end()]
            end = step.end()
            if not step["end"]:
                within.append(bool(step["table"]) and (step["style"] or self.default_table) in self.tables)
            elif len(within) > 1:
                within.pop()
        yield within[-1], text[end:]

    def _twin(self, match: re.Match[str]) -> str:
        twin = self.twins.get(match["style"] or self.default)
        if twin is None:
            return match.group()
        if match["styled"]:
            return f'{match.group()[: -len(match["styled"])]}<w:pStyle w:val="{twin}"'
        return with_style(match, twin)


def with_style(match: re.Match[str], style: str) -> str:
    """Return the start of a paragraph that names no style with ``style``."""
    start, named = f"<w:p{match['attributes'] or ''}>", f'<w:pStyle w:val="{style}"/>'
    if match["closed"]:
        return f"{start}<w:pPr>{named}</w:pPr></w:p>"
    if match["properties"] and not match["empty"]:
        return f"{start}<w:pPr>{named}"
    return f"{start}<w:pPr>{named}</w:pPr>"

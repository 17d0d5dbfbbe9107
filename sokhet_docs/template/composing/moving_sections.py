"""Sections that a rendering may leave out or repeat → set apart once it is known which are there.

Which section is a document's first, and where it ends, is then different from letter to letter. Of nearly all
templates it is not, and their sections are set apart once, when they are compiled.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sokhet_docs.template.composing.own_settings import OwnSettings
from sokhet_docs.template.composing.sections import PacketSections, separate

BOUNDARY = "<!--sokhet-docs:document-->"
_STEP = re.compile(
    r"\{%[-+]?\s*(?:(?P<start>if|for|with|filter|call|macro|set\s+\w+\s*[|%])|(?P<end>end\w+))"
    r"|(?P<section><w:sectPr\b)"
)


def has_moving_sections(text: str) -> bool:
    """Return whether a section of ``text``, a document's patched body, stands within a command."""
    depth = 0
    for match in _STEP.finditer(text):
        if match["section"] and depth:
            return True
        depth += bool(match["start"]) - bool(match["end"])
    return False


@dataclass(frozen=True, slots=True)
class MovingSections:
    """How the documents of a packet are set apart in each letter.

    ``blanks`` are the relationships of an empty header and footer, by the names of their references;
    ``own`` are the settings of each document.
    """

    blanks: Mapping[str, str]
    own: Sequence[OwnSettings]
    duplex: bool
    ends_sections: bool

    def set_apart(self, text: str) -> str:
        """Return a filled-in part, its documents between boundaries, each with its pages."""
        before, *documents, after = text.split(BOUNDARY)
        even_differs = any(own.has_even_headers for own in self.own)
        packet = PacketSections(self.blanks.__getitem__, even_differs, self.duplex, self.ends_sections)
        pages = [
            separate(document, packet, self.own[index], first=index == 0, last=index == len(documents) - 1)
            for index, document in enumerate(documents)
        ]
        return "".join((before, *pages, after))

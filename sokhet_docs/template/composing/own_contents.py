r"""A table of contents, which in a packet would list the headings of all its documents → one of its own.

ECMA-376 part 1, 17.16.5.68 (TOC): ``\b`` names the bookmark whose headings are listed, ``\u`` lists by
levels, whatever the headings' styles are called in the packet; not where it lists something else.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from sokhet_docs.template.rendered_parts import BODY, PartSource

_TOC = re.compile(
    r"((?:<w:instrText\b[^>]*>|\sw:instr=\")\s*TOC\b)((?:(?!\s\\b\b)[^<\"])*)(?=[<\"])", re.IGNORECASE
)
_ID = re.compile(r'<w:bookmarkStart\b[^>]*?\sw:id="(\d+)"')
_LEVELS = r" \u"
_CAPTIONS = re.compile(r"\s\\[ac]\b")
_OTHERWISE = re.compile(r"\s\\[acft]\b")  # lists captions, entries or named styles


def own_contents(number: int) -> Callable[[PartSource], str]:
    """Return what gives each part of document ``number`` its text in which contents are its own."""
    return lambda source: _with_own_contents(source.text, number) if source.kind == BODY else source.text


def _with_own_contents(text: str, number: int) -> str:
    name = f"_MucLuc{number}"
    changed = _TOC.sub(lambda match: _narrowed(match, number, name), text) if "TOC" in text.upper() else text
    return text if changed == text else _marked(changed, name)


def _narrowed(match: re.Match[str], number: int, name: str) -> str:
    """Return a contents field that lists what is within the bookmark ``name``.

    Captions are counted by a name of the document's own; the first document's headings keep their styles.
    """
    if _CAPTIONS.search(match[2]) and r"\o" not in match[2]:
        return match.group()
    is_of_headings = r"\o" in match[2] or not _OTHERWISE.search(match[2])
    levels = _LEVELS if number > 1 and is_of_headings and _LEVELS not in match[2] else ""
    return rf"{match[1]} \b {name}{levels}{match[2]}"


def _marked(text: str, name: str) -> str:
    """Return a body with a bookmark from its beginning to its last paragraph."""
    number = 1 + max(map(int, _ID.findall(text)), default=0)
    last = max(text.rfind("<w:p>"), text.rfind("<w:p "))
    if text[last:].count("</w:p>") != 1 or re.search(r"</w:(?:tc|sdtContent|txbxContent)>", text[last:]):
        last = text.rfind("<w:sectPr") if text.endswith(("</w:sectPr>", "/>")) else len(text)
    end = f'<w:bookmarkEnd w:id="{number}"/>'
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{text[:last]}{end}{text[last:]}'

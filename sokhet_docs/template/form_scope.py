"""A compiled packet → which of its documents hold a form, and the fields on which its questions depend."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sokhet_docs.template.filled_part import FilledPart
from sokhet_docs.template.rendered_parts import BODY
from sokhet_docs.template.tags import Tag, TaggedText, bound_names, first_word

_FIELD = re.compile(
    r'<w:tag\s[^>]*w:val="(?!")(?P<figure>sl_)?|<w:bookmarkStart\s[^>]*w:name="(?:muc_|(?P<marked>sl_))'
)
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_NAME = re.compile(r"[^\W\d]\w*")
_OPENING = frozenset({"if", "for", "with", "filter", "call", "macro", "autoescape"})
_HEADINGS = 2  # paragraphs before the first field that may be its headings


@dataclass(frozen=True, slots=True)
class FormScope:
    """Where a packet's form is.

    ``first`` is the index of the first document with a field, None when there is none; ``names`` are those
    in the tags on which it may depend what the form asks, ``behind`` those in the tags behind it; among both
    are other words.
    """

    first: int | None
    names: frozenset[str]
    behind: frozenset[str] = frozenset()


def scope_of(parts: Iterable[FilledPart]) -> FormScope:
    """Return where the form is in a packet of these ``parts``."""
    segments = [segment for part in parts if part.kind == BODY for segment in part.segments]
    holding = [segment for segment in segments if any(map(_FIELD.search, segment.tagged.texts))]
    if not holding:
        return FormScope(None, frozenset())
    names = frozenset[str]().union(*(_names_among_fields(segment.tagged) for segment in holding))
    first = min(segment.document for segment in holding)
    behind = (tag for segment in segments if segment.document >= first for tag in segment.tagged.tags)
    return FormScope(first, names, _names_in(behind))


def _names_among_fields(tagged: TaggedText) -> frozenset[str]:
    """Return the names in the tags between a form's fields, those of the annex taken for themselves.

    Those of the conditions and loops around them are among these, and what such names were set to; and those
    of the conditions behind them, where the report ends.
    """
    found = [(at, match) for at, text in enumerate(tagged.texts) for match in _FIELD.finditer(text)]
    figures = [at for at, match in found if match["figure"] or match["marked"]]
    texts = [at for at, match in found if not (match["figure"] or match["marked"])]
    names = _names_in(tag for tag in tagged.tags[found[0][0] :] if tag.text.startswith("{%"))
    for places in filter(None, (texts, figures)):
        names |= _names_between(tagged, places)
    return _with_sources(names, tagged.tags)


def _with_sources(names: frozenset[str], tags: Sequence[Tag]) -> frozenset[str]:
    """Return ``names`` with those that they were set to."""
    while True:
        more = names | _names_in(tag for tag in tags if bound_names(tag.text) & names)
        if more == names:
            return names
        names = more


def _names_between(tagged: TaggedText, places: Sequence[int]) -> frozenset[str]:
    """Return the names in the tags between the texts at the first and the last of ``places``, and around."""
    first, last = places[0], places[-1]
    around: list[list[Tag]] = []
    for tag in tagged.tags[:first]:
        _follow(tag, around)
    start = first
    paragraphs = tagged.texts[first][: next(_FIELD.finditer(tagged.texts[first])).start()].count("</w:p>")
    while start > 0 and paragraphs <= _HEADINGS:
        start -= 1
        paragraphs += tagged.texts[start].count("</w:p>")
    return _names_in([*(tag for tags in around for tag in tags), *tagged.tags[start:last]])


def _follow(tag: Tag, around: list[list[Tag]]) -> None:
    """Keep in ``around`` the commands that are open behind ``tag``, each with its alternatives."""
    word = first_word(tag.inner) if tag.text.startswith("{%") else ""
    if word in _OPENING:
        around.append([tag])
    elif word in ("elif", "else") and around:
        around[-1].append(tag)
    elif word.startswith("end") and word[3:] in _OPENING and around:
        around.pop()


def _names_in(tags: Iterable[Tag]) -> frozenset[str]:
    return frozenset(name for tag in tags for name in _NAME.findall(_QUOTED.sub("", tag.inner)))

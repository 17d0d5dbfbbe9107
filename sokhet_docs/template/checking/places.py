"""A template file → where each of its tags stands, in the words that a person reads a page by.

The words are those of `office.docx_places`, in the body and beside it (``đầu trang 1, đoạn 1``); the file's
properties have their names.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from sokhet_docs.office.docx_places import TR, P, iter_places
from sokhet_docs.office.docx_text import iter_properties, text_of
from sokhet_docs.office.namespaces import qn
from sokhet_docs.office.package import Package
from sokhet_docs.office.safe_xml import parse_xml
from sokhet_docs.problems import Place
from sokhet_docs.template.rendered_parts import BODY, CORE, iter_sources
from sokhet_docs.template.tags import TAG, Aliases, Tag, TaggedText, split

_PREFIX = re.compile(r"^(\{[{%#]-?)(?:tr|tc|p|r)(?=\s)")
_INSTR = qn("w:instr")
_APART = (qn("w:instrText"), qn("a:t"), qn("m:t"))  # texts that stand beside those of paragraphs
_REVISIONS = (qn("w:del"), qn("w:ins"), qn("w:moveFrom"), qn("w:moveTo"))
_AS_SPACES = str.maketrans("\t\n", "  ")
_NOISE = re.compile(r"[\s“”‘’\"'\-+]|&(?:amp|lt|gt|quot);|[<>&]")


@dataclass(frozen=True, slots=True)
class PlacedText:
    """The text of one paragraph (or one attribute or code), its place, and the table row that it stands in.

    ``is_revised``: it has tracked changes.
    """

    place: Place
    text: str
    row: etree._Element | None = None
    in_attribute: bool = False
    is_revised: bool = False

    @property
    def tags(self) -> list[str]:
        """Return the whole tags of this text."""
        return TAG.findall(self.text)


def iter_roots(package: Package, kind: str) -> Iterator[tuple[etree._Element, str]]:
    """Yield the root of every part of ``kind`` with what begins its places; the properties have none."""
    if kind == BODY:
        yield parse_xml(package.document.blob), ""
    elif names := package.related(kind):
        labels = package.labels()
        yield from ((parse_xml(package.parts[name].blob), labels[name]) for name in names)


def iter_texts(package: Package, kind: str) -> Iterator[PlacedText]:
    """Yield every paragraph, field code and tagged attribute of the parts of ``kind``, with its place."""
    if kind == CORE:
        core = package.parts.get(package.core_name() or "")
        for passage in iter_properties(parse_xml(core.blob)) if core else ():
            yield PlacedText(Place(package.file, passage.place), passage.text)
        return
    for root, label in iter_roots(package, kind):
        yield from _iter_part(package, root, label)


def _iter_part(package: Package, root: etree._Element, label: str) -> Iterator[PlacedText]:
    for element, spot in iter_places(root, label):
        values = [str(value) for value in element.attrib.values() if TAG.search(str(value))]
        if element.tag in _APART and element.text:
            values.append(element.text)
        if (code := element.get(_INSTR, "")) and code not in values:
            values.append(code)
        if not values and element.tag != P:
            continue
        place, row = Place(package.file, spot), next(element.iterancestors(TR), None)
        yield from (PlacedText(place, value, row, in_attribute=True) for value in values)
        if element.tag == P:
            text = text_of(element).translate(_AS_SPACES)
            yield PlacedText(place, text, row, is_revised=next(element.iter(*_REVISIONS), None) is not None)


def _key_of(tag: str) -> str:
    """Return what stays the same of a tag between the file and the patched text."""
    return _NOISE.sub("", _PREFIX.sub(r"\1", tag))


def place_tags(package: Package, kind: str, tags: Sequence[Tag]) -> list[Place | None]:
    """Return the place of each of ``tags``, which stand in parts of ``kind``; None where it is unknown."""
    waiting: defaultdict[str, deque[Place]] = defaultdict(deque)
    for text in iter_texts(package, kind):
        for typed in text.tags:
            waiting[_key_of(typed)].append(text.place)
    return [_next_place(waiting.get(_key_of(tag.typed))) for tag in tags]


def _next_place(places: deque[Place] | None) -> Place | None:
    if not places:
        return None
    return places.popleft() if len(places) > 1 else places[0]  # what only old programs show comes once more


def iter_placed_parts(
    package: Package, aliases: Aliases | None
) -> Iterator[tuple[str, TaggedText, list[Place | None]]]:
    """Yield each part that may hold tags: its kind, its text, the place of each of its tags."""
    by_kind: dict[str, list[TaggedText]] = {}
    for source in iter_sources(package):
        by_kind.setdefault(source.kind, []).append(split(source.text, aliases))
    for kind, parts in by_kind.items():
        places = iter(place_tags(package, kind, [tag for part in parts for tag in part.tags]))
        yield from ((kind, part, list(islice(places, len(part.tags)))) for part in parts)

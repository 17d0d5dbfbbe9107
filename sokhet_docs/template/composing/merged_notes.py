"""The footnotes and endnotes of several documents in one part each, renumbered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import count

from sokhet_docs.office.opc import OFFICE_REL_PREFIX, Relationship
from sokhet_docs.office.package import Package, Part
from sokhet_docs.template.composing.copied_parts import PartCopier
from sokhet_docs.template.composing.references import Renaming, merged_root
from sokhet_docs.template.rendered_parts import BODY, FOOTNOTES, PartSource, Segment, WholePart, plain_source

_NOTES = {"footnotes": "footnote", "endnotes": "endnote"}
_SEPARATORS = re.compile(
    r'<w:(footnote|endnote)\b(?=[^>]*\sw:type="(?!normal)[^"]*")[^>]*>.*?</w:\1>', re.DOTALL
)


class MergedNotes:
    """The packet's notes, to which every document adds its own."""

    def __init__(self, package: Package, parts: list[WholePart]) -> None:
        """Take the packet's package and parts; both are added to."""
        self._package, self._parts = package, parts

    def add(
        self, index: int, source_package: Package, sources: Sequence[PartSource], renaming: Renaming
    ) -> None:
        """Add the notes that the body of the document ``index`` refers to; ``renaming`` gets their new ids.

        Raises RootConflictError.
        """
        body = next(source.text for source in sources if source.kind == BODY)
        for kind, note in _NOTES.items():
            source = _source_of(kind, source_package, sources) if f"<w:{note}Reference" in body else None
            if source is not None:
                self._add(kind, index, source_package, source, renaming)

    def _add(
        self, kind: str, index: int, source_package: Package, source: PartSource, renaming: Renaming
    ) -> None:
        whole = self._part(kind, source_package, source)
        note, text = _NOTES[kind], source.text
        if whole.segments:
            text = _SEPARATORS.sub("", text)
            taken = [int(note_id) for segment in whole.segments for note_id in _ids(segment.text, note)]
            new_ids = map(str, count(1 + max(taken, default=0)))
            renaming.notes |= {(note, old): new for old, new in zip(_ids(text, note), new_ids, strict=False)}
        related = self._related(whole.name, source_package, source_package.parts[source.name])
        whole.before = merged_root(whole.before, source.before)
        whole.segments.append(Segment(index, replace(renaming, relationships=related).apply(text), source))

    def _part(self, kind: str, source_package: Package, source: PartSource) -> WholePart:
        """Return the packet's part of ``kind``: an empty one when no document before had notes."""
        name = self._package.first(kind)
        if name is None:
            return self._new_part(kind, source_package.parts[source.name], source)
        found = next((part for part in self._parts if part.name == name), None)
        if found is None:  # endnotes, which docxtpl does not fill in
            first = plain_source(name, kind, self._package.parts[name].blob)
            found = WholePart(name, kind, first.before, [Segment(0, first.text, first)], first.after)
            self._parts.append(found)
        return found

    def _new_part(self, kind: str, own: Part, source: PartSource) -> WholePart:
        part = Part(f"word/{kind}.xml", own.content_type, own.blob)  # as it is, where nothing is filled in
        self._package.put(part)
        self._package.relate(
            self._package.main, Relationship(f"rId{kind}", f"{OFFICE_REL_PREFIX}{kind}", part.name)
        )
        whole = WholePart(part.name, kind, source.before, [], source.after)
        self._parts.append(whole)
        return whole

    def _related(self, target: str, source_package: Package, part: Part) -> dict[str, str]:
        copier = PartCopier(source_package, self._package)
        ids: dict[str, str] = {}
        for rel in part.relationships:
            copied = rel if rel.external else replace(rel, target=copier.copy(rel.target))
            ids[rel.id] = self._package.relate(target, copied)
        return ids


def _source_of(kind: str, source_package: Package, sources: Sequence[PartSource]) -> PartSource | None:
    if kind == FOOTNOTES:
        return next((source for source in sources if source.kind == kind), None)
    name = source_package.first(kind)
    return plain_source(name, kind, source_package.parts[name].blob) if name else None


def _ids(text: str, note: str) -> list[str]:
    return re.findall(rf'<w:{note}\b[^>]*?\sw:id="(-?\d+)"', text)

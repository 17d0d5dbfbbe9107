"""Parts of one package → copies in another, with every part that they refer to, under unused names."""

from __future__ import annotations

import re
from dataclasses import replace

from sokhet_docs.office.opc import Relationship
from sokhet_docs.office.package import Package, Part

_TRAILING_DIGITS = re.compile(r"\d*$")


class PartCopier:
    """Copies parts of ``source`` into ``target``; where the target has an equal part, that one is used."""

    def __init__(self, source: Package, target: Package) -> None:
        self._source, self._target = source, target
        self._names: dict[str, str] = {}

    def copy(self, name: str, *, share: bool = True) -> str:
        """Copy the part ``name`` with every part that it refers to, and return its name in the target.

        ``share`` False: make a copy even where the target has an equal part.
        """
        if name in self._names:
            return self._names[name]
        part = self._source.parts[name]
        self._names[name] = _unused_name(name, self._target)
        relationships = tuple(self._copy_target(rel) for rel in part.relationships)
        if share and (equal := self._find_equal(part, relationships)):
            self._names[name] = equal
            return equal
        new = self._names[name]
        packed = replace(part.packed, name=new.encode()) if part.packed else None
        self._target.put(replace(part, name=new, relationships=relationships, packed=packed))
        return new

    def _copy_target(self, rel: Relationship) -> Relationship:
        if rel.external or rel.target not in self._source.parts:
            return rel
        return replace(rel, target=self.copy(rel.target))

    def _find_equal(self, part: Part, relationships: tuple[Relationship, ...]) -> str | None:
        wanted = (part.content_type, relationships, part.blob)
        return next(
            (
                other.name
                for other in self._target.parts.values()
                if (other.content_type, other.relationships, other.blob) == wanted
            ),
            None,
        )


def _unused_name(name: str, target: Package) -> str:
    if name not in target.parts:
        return name
    stem, dot, ending = name.rpartition(".")
    base = _TRAILING_DIGITS.sub("", stem)
    number = 1
    while f"{base}{number}{dot}{ending}" in target.parts:
        number += 1
    return f"{base}{number}{dot}{ending}"

"""The parts of an .xlsx file as they can be changed: read, related to each other, written again."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lxml import etree

from sokhet_docs.office import opc
from sokhet_docs.office.safe_xml import parse_xml, xml_bytes
from sokhet_docs.office.safe_zip import TABLES
from sokhet_docs.office.zip_writer import archive_of, pack_entry, packed_as_read


class Parts:
    """The parts of one workbook; those asked for as XML are written back as they were changed."""

    def __init__(self, content: bytes, reader: opc.PackageReader) -> None:
        """Take the bytes of a workbook, and what reads them."""
        self._content, self._reader = content, reader
        self._changed: dict[str, etree._Element] = {}
        self._relationships: dict[str, tuple[opc.Relationship, ...]] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._changed or name in self._reader

    def xml(self, name: str, otherwise: bytes = b"") -> etree._Element:
        """Return the root of a part, to be changed in place; without the part, that of ``otherwise``."""
        if name not in self._changed:
            content = self._reader.read(name) if name in self else otherwise
            # VML is XML by name only: what Office wrote into it is read with its faults mended.
            self._changed[name] = parse_xml(content, recover=name.endswith(".vml"))
        return self._changed[name]

    def related(self, part: str, kind: str) -> str | None:
        """Return the part that ``part`` has of ``kind``; None when it has none."""
        relationships = self._relationships_of(part)
        return next((rel.target for rel in relationships if rel.kind == kind and not rel.external), None)

    def target(self, part: str, relation: str) -> str:
        """Return the part that ``part`` calls ``relation``; raise KeyError when it calls none so."""
        return {rel.id: rel.target for rel in self._relationships_of(part)}[relation]

    def relate(self, part: str, target: str, kind: str) -> str:
        """Make ``target`` a part of ``part``, and return the name that ``part`` calls it by."""
        known = self._relationships_of(part)
        new = opc.settle(opc.Relationship("rIdMarked", f"{opc.OFFICE_REL_PREFIX}{kind}", target), known)
        self._relationships[part] = (*known, new)
        return new.id

    def declare(self, name: str, content_type: str) -> None:
        """Say in the table of contents what a new part is; a .vml by its ending, all others by name."""
        types = self._reader.content_types
        if name.endswith(".vml"):
            types.defaults.setdefault("vml", content_type)
        else:
            types.overrides[name] = content_type

    def free_name(self, pattern: str) -> str:
        """Return the first of ``pattern`` with 1, 2, 3 … that no part has."""
        return next(name for number in range(1, 100_000) if (name := pattern.format(number)) not in self)

    def to_bytes(self) -> bytes:
        """Return the workbook as it is now: parts in their order, new ones last; untouched ones as read."""
        blobs = {name: xml_bytes(root) for name, root in self._changed.items()}
        for part, relationships in self._relationships.items():
            blobs[opc.rels_name(part)] = opc.relationships_bytes(relationships, part)
        blobs[opc.CONTENT_TYPES] = self._reader.content_types.to_bytes()
        read = {name: packed_as_read(self._content, info) for name, info in self._reader.entries.items()}
        changed = {name: pack_entry(name.encode(), blob) for name, blob in blobs.items()}
        return archive_of((read | changed).values())

    def _relationships_of(self, part: str) -> tuple[opc.Relationship, ...]:
        known = self._relationships.get(part)
        return self._reader.relationships_of(part) if known is None else known


@contextmanager
def open_parts(path: Path) -> Iterator[Parts]:
    """Open the workbook at ``path`` for a changed copy. Raises what `SafeZip.opened` raises."""
    content = path.read_bytes()
    with opc.PackageReader.opened(io.BytesIO(content), TABLES) as reader:
        yield Parts(content, reader)

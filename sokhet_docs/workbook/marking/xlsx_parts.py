"""An .xlsx file → its parts, to be changed and written back."""

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
    """The parts of one workbook; a part returned as XML may be changed, and is written back changed."""

    def __init__(self, content: bytes, reader: opc.PackageReader) -> None:
        """Take the bytes of a workbook, and the open reader of the same bytes."""
        self._content, self._reader = content, reader
        self._changed: dict[str, etree._Element] = {}
        self._relationships: dict[str, tuple[opc.Relationship, ...]] = {}
        self._removed: set[str] = set()

    def __contains__(self, name: str) -> bool:
        return name in self._changed or name in self._reader

    def xml(self, name: str, default: bytes = b"") -> etree._Element:
        """Return the root of a part, to be changed in place; a missing part is made from ``default``."""
        if name not in self._changed:
            content = self._reader.read(name) if name in self else default
            # Office's VML is often not well-formed XML: it is read with its errors repaired.
            self._changed[name] = parse_xml(content, recover=name.endswith(".vml"))
        return self._changed[name]

    def related(self, part: str, kind: str) -> str | None:
        """Return the first part that a relationship of ``part`` of ``kind`` leads to; None without one."""
        relationships = self._relationships_of(part)
        return next((rel.target for rel in relationships if rel.kind == kind and not rel.external), None)

    def target(self, part: str, rel_id: str) -> str:
        """Return the target of ``part``'s relationship with the id ``rel_id``; raise KeyError without one."""
        return {rel.id: rel.target for rel in self._relationships_of(part)}[rel_id]

    def relate(self, part: str, target: str, kind: str) -> str:
        """Relate ``part`` to ``target``, and return the relationship's id."""
        known = self._relationships_of(part)
        new = opc.settle(opc.Relationship("rIdMarked", f"{opc.OFFICE_REL_PREFIX}{kind}", target), known)
        self._relationships[part] = (*known, new)
        return new.id

    def declare(self, name: str, content_type: str) -> None:
        """Add a new part to the list of content types: a .vml by its ending, any other by its name."""
        types = self._reader.content_types
        if name.endswith(".vml"):
            types.defaults.setdefault("vml", content_type)
        else:
            types.overrides[name] = content_type

    def remove(self, owner: str, name: str) -> None:
        """Leave out the part ``name``, which only ``owner`` relates to."""
        kept = (rel for rel in self._relationships_of(owner) if rel.external or rel.target != name)
        self._relationships[owner] = tuple(kept)
        self._reader.content_types.overrides.pop(name, None)
        self._removed.add(name)

    def free_name(self, pattern: str) -> str:
        """Return ``pattern`` with the first number, 1 or more, that makes a name no part has."""
        return next(name for number in range(1, 100_000) if (name := pattern.format(number)) not in self)

    def to_bytes(self) -> bytes:
        """Return the changed workbook: parts in their order, new ones last; unchanged ones byte for byte."""
        blobs = {name: xml_bytes(root) for name, root in self._changed.items()}
        for part, relationships in self._relationships.items():
            blobs[opc.rels_name(part)] = opc.relationships_bytes(relationships, part)
        blobs[opc.CONTENT_TYPES] = self._reader.content_types.to_bytes()
        read = {name: packed_as_read(self._content, info) for name, info in self._reader.entries.items()}
        changed = {name: pack_entry(name.encode(), blob) for name, blob in blobs.items()}
        return archive_of([entry for name, entry in (read | changed).items() if name not in self._removed])

    def _relationships_of(self, part: str) -> tuple[opc.Relationship, ...]:
        known = self._relationships.get(part)
        return self._reader.relationships_of(part) if known is None else known


@contextmanager
def open_parts(path: Path) -> Iterator[Parts]:
    """Open the workbook at ``path`` for a changed copy. Raises what `SafeZip.opened` raises."""
    content = path.read_bytes()
    with opc.PackageReader.opened(io.BytesIO(content), TABLES) as reader:
        yield Parts(content, reader)

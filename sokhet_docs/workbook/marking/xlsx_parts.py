"""The parts of an .xlsx file as they can be changed: read, related to each other, written again."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lxml import etree

from sokhet_docs.office.safe_zip import SAFE_XML, open_archive, read_part

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATION_ID = f"{{{_OFFICE}}}id"


class Parts:
    """The parts of one workbook; those asked for as XML are written back as they were changed."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._changed: dict[str, etree._Element] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._changed or name in self._archive.NameToInfo

    def xml(self, name: str, otherwise: bytes = b"") -> etree._Element:
        """Return the root of a part, to be changed in place; without the part, that of ``otherwise``."""
        if name not in self._changed:
            content = read_part(self._archive, name) if name in self else otherwise
            # VML is XML by name only: what Office wrote into it is read with its faults mended.
            parser = etree.XMLParser(**SAFE_XML, recover=name.endswith(".vml"))
            self._changed[name] = etree.fromstring(content, parser)
        return self._changed[name]

    def related(self, part: str, kind: str) -> str | None:
        """Return the part that ``part`` has of the type that ends in ``kind``; None when it has none."""
        for entry in self._relations_of(part):
            if entry.get("Type", "").endswith(f"/{kind}") and entry.get("TargetMode") != "External":
                return _resolved(part, entry.get("Target", ""))
        return None

    def target(self, part: str, relation: str) -> str:
        """Return the part that ``part`` calls ``relation``; raise KeyError when it calls none so."""
        for entry in self._relations_of(part):
            if entry.get("Id") == relation:
                return _resolved(part, entry.get("Target", ""))
        raise KeyError(relation)

    def relate(self, part: str, target: str, kind: str) -> str:
        """Make ``target`` a part of ``part``, and return the name that ``part`` calls it by."""
        relations = self.xml(_relations_part(part), f'<Relationships xmlns="{_RELATIONS}"/>'.encode())
        taken = {entry.get("Id") for entry in relations}
        name = next(f"rId{number}" for number in range(1, 100_000) if f"rId{number}" not in taken)
        attributes = {"Id": name, "Type": f"{_OFFICE}/{kind}", "Target": f"/{target}"}
        etree.SubElement(relations, f"{{{_RELATIONS}}}Relationship", attributes)
        return name

    def declare(self, name: str, content_type: str) -> None:
        """Say in the table of contents what a new part is; a .vml by its ending, all others by name."""
        types = self.xml("[Content_Types].xml")
        if not name.endswith(".vml"):
            attributes = {"PartName": f"/{name}", "ContentType": content_type}
            etree.SubElement(types, f"{{{_TYPES}}}Override", attributes)
        elif not any(entry.get("Extension", "").lower() == "vml" for entry in types):
            default = etree.Element(f"{{{_TYPES}}}Default", Extension="vml", ContentType=content_type)
            types.insert(0, default)

    def free_name(self, pattern: str) -> str:
        """Return the first of ``pattern`` with 1, 2, 3 … that no part has."""
        return next(name for number in range(1, 100_000) if (name := pattern.format(number)) not in self)

    def write(self, target: Path) -> None:
        """Write all the parts to ``target``, in their order, new ones last."""
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
            for info in self._archive.infolist():
                copy.writestr(info, self._content(info.filename), zipfile.ZIP_DEFLATED)
            for name in self._changed:
                if name not in self._archive.NameToInfo:
                    copy.writestr(name, self._content(name))

    def _content(self, name: str) -> bytes:
        if name in self._changed:
            return etree.tostring(
                self._changed[name], xml_declaration=True, encoding="UTF-8", standalone=True
            )
        return self._archive.read(name)

    def _relations_of(self, part: str) -> list[etree._Element]:
        name = _relations_part(part)
        return list(self.xml(name)) if name in self else []


def _relations_part(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _resolved(part: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))


@contextmanager
def open_parts(path: Path) -> Iterator[Parts]:
    """Open the workbook at ``path`` for a changed copy; what zipfile and OSError raise passes through."""
    with open_archive(path) as archive:
        yield Parts(archive)

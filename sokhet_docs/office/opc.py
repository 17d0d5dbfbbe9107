"""An Office file in the Open Packaging Conventions: parts, content types, relationships between parts.

Part names are zip names without a leading slash (``word/document.xml``); "" is the package itself.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import cast

from lxml import etree

from sokhet_docs.office.namespaces import NAMESPACES, R, qn
from sokhet_docs.office.safe_xml import TooComplexError, parse_xml, tree_size, xml_bytes
from sokhet_docs.office.safe_zip import SafeZip, ZipLimits
from sokhet_docs.office.word_spelling import usual_name, usually_named

CONTENT_TYPES = "[Content_Types].xml"
OFFICE_REL_PREFIX = f"{R}/"
"""The types of most relationships begin with this; the rest is their kind."""

WORD_TYPE_PREFIX = "application/vnd.openxmlformats-officedocument.wordprocessingml."
"""The content types of Word's parts begin with this."""

WORD_MAIN = "word/document.xml"
"""The main part of a .docx whose package does not name one."""

PICTURE = "image"
"""The kind of the relationships that lead to pictures."""

_CT_RELS = "application/vnd.openxmlformats-package.relationships+xml"


@dataclass(frozen=True, slots=True)
class Relationship:
    """A relationship from a part to ``target``: a part's name, or an address when ``external``."""

    id: str
    type: str
    target: str
    external: bool = False

    @property
    def kind(self) -> str:
        """Return the last word of the type, such as ``header``, ``image``, ``styles``."""
        return self.type.rpartition("/")[2]


def is_null(rel: Relationship) -> bool:
    """Tell whether ``rel`` is what Word writes for a picture that it lost."""
    return rel.kind == PICTURE and posixpath.basename(rel.target) == "NULL"


def rels_name(part: str) -> str:
    """Return the name of the part that holds the relationships of ``part``."""
    folder, base = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def parse_relationships(blob: bytes, part: str) -> tuple[Relationship, ...]:
    """Return the relationships of ``part``, which ``blob`` holds. Raises what `parse_xml` raises."""
    folder = posixpath.dirname(part)
    entries = parse_xml(blob).iter(qn("rels:Relationship"))
    return tuple(_relationship(entry, folder) for entry in entries)


def _relationship(entry: etree._Element, folder: str) -> Relationship:
    target, external = entry.get("Target", ""), entry.get("TargetMode") == "External"
    if not external:
        target = posixpath.normpath(posixpath.join("/" + folder, target.replace("\\", "/"))).lstrip("/")
    return Relationship(entry.get("Id", ""), usual_name(entry.get("Type", "")), target, external)


def relationships_bytes(relationships: Iterable[Relationship], part: str) -> bytes:
    """Return the content of the part that holds the ``relationships`` of ``part``."""
    root = _element("rels", "Relationships")
    folder = posixpath.dirname(part)
    for rel in relationships:
        target = rel.target if rel.external else posixpath.relpath(f"/{rel.target}", f"/{folder}")
        mode = {"TargetMode": "External"} if rel.external else {}
        attributes = {"Id": rel.id, "Type": rel.type, "Target": target, **mode}
        etree.SubElement(root, qn("rels:Relationship"), attributes)
    return xml_bytes(root)


def settle(new: Relationship, known: Sequence[Relationship]) -> Relationship:
    """Return the one of ``known`` with the target of ``new``; without one, ``new`` with an unused id."""
    taken = {rel.id for rel in known}
    free, number = new.id, 1
    for rel in known:
        if (rel.type, rel.target, rel.external) == (new.type, new.target, new.external):
            return rel
    while free in taken:
        free, number = f"{new.id}_{number}", number + 1
    return replace(new, id=free)


@dataclass(slots=True)
class ContentTypes:
    """What each part is: ``overrides`` by its name, else ``defaults`` by the ending of the name."""

    defaults: dict[str, str] = field(default_factory=lambda: {"rels": _CT_RELS, "xml": "application/xml"})
    overrides: dict[str, str] = field(default_factory=dict)

    @classmethod
    def parse(cls, blob: bytes) -> ContentTypes:
        """Return what ``[Content_Types].xml`` says. Raises what `parse_xml` raises."""
        root = parse_xml(blob)
        defaults, overrides = root.iter(qn("types:Default")), root.iter(qn("types:Override"))
        return cls(
            {entry.get("Extension", "").lower(): entry.get("ContentType", "") for entry in defaults},
            {entry.get("PartName", "").lstrip("/"): entry.get("ContentType", "") for entry in overrides},
        )

    def of(self, part: str) -> str:
        """Return the content type of ``part``."""
        extension = part.rpartition(".")[2].lower()
        return self.overrides.get(part) or self.defaults.get(extension) or "application/octet-stream"

    def to_bytes(self) -> bytes:
        """Return the content of ``[Content_Types].xml``."""
        root = _element("types", "Types")
        for extension, content_type in self.defaults.items():
            attributes = {"Extension": extension, "ContentType": content_type}
            etree.SubElement(root, qn("types:Default"), attributes)
        for part, content_type in self.overrides.items():
            attributes = {"PartName": f"/{part}", "ContentType": content_type}
            etree.SubElement(root, qn("types:Override"), attributes)
        return xml_bytes(root)


def _element(prefix: str, name: str) -> etree._Element:
    nsmap = cast(dict[str, str], {None: NAMESPACES[prefix]})
    return etree.Element(qn(f"{prefix}:{name}"), nsmap=nsmap)


class PackageReader(SafeZip):
    """One open package, each part read when it is asked for."""

    def __init__(self, archive: zipfile.ZipFile, limits: ZipLimits) -> None:
        super().__init__(archive, limits)
        self._bytes = self._elements = 0  # of the parts read as XML
        self._relationships: dict[str, tuple[Relationship, ...]] = {}

    def xml(self, part: str) -> etree._Element:
        """Return the root of ``part``, with the usual names where it has those of the strict form.

        Raises what `read` and `parse_xml` raise, TooComplexError when all parts read have too many elements.
        """
        return usually_named(parse_xml(self._read_xml(part)))

    def _read_xml(self, part: str) -> bytes:
        blob, most = self.read(part), self.limits.elements
        self._bytes += len(blob)
        if most is not None and self._bytes > most:  # fewer bytes hold no third as many elements
            self._elements += tree_size(blob)
            if self._elements > most:
                raise TooComplexError
        return blob

    def relationships_of(self, part: str) -> tuple[Relationship, ...]:
        """Return the relationships of ``part``, of the package itself for ""; () without any."""
        if part not in self._relationships:
            name = rels_name(part)
            there = name in self
            self._relationships[part] = parse_relationships(self._read_xml(name), part) if there else ()
        return self._relationships[part]

    def related(self, part: str, kind: str) -> str | None:
        """Return the first part that a relationship of ``part`` of ``kind`` leads to; None without one."""
        relationships = self.relationships_of(part)
        return next((rel.target for rel in relationships if rel.kind == kind and not rel.external), None)

    @property
    def main(self) -> str | None:
        """Return the name of the main part; None when the package names none."""
        return self.related("", "officeDocument")

    @cached_property
    def content_types(self) -> ContentTypes:
        """Return the package's list of content types. Raises KeyError when there is none."""
        return ContentTypes.parse(self._read_xml(CONTENT_TYPES))

"""A .docx as a graph of parts ↔ its bytes; parts that nobody changed are passed on still compressed.

Part names are zip names without a leading slash (``word/document.xml``). Only parts that a relationship
reaches belong to the package. Bytes written are reproducible: every time in the zip is 1 January 1980.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

from lxml import etree

from sokhet_docs.office import zip_writer as zipped
from sokhet_docs.office.zip_writer import Packed, pack_entry
from sokhet_docs.problems import TemplateError

_CONTENT_TYPES = "[Content_Types].xml"
_NS_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_NS_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships/"
REL_DOCUMENT = OFFICE + "officeDocument"
REL_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
CT_DOCUMENT, CT_TEMPLATE = WORD + "document.main+xml", WORD + "template.main+xml"
CT_RELS = "application/vnd.openxmlformats-package.relationships+xml"
_MAX_PARTS = 4000
_MAX_BYTES = 200_000_000  # unpacked, all parts together
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DECLARATION = b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"


@dataclass(frozen=True, slots=True)
class Relationship:
    """One arrow of the graph. ``target`` is a part's name, or an address when ``external``."""

    id: str
    type: str
    target: str
    external: bool = False

    @property
    def kind(self) -> str:
        """Return the last word of the type, such as ``header``, ``image``, ``styles``."""
        return self.type.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Part:
    """One part. ``packed`` is its compressed form as it was read; None once the part is changed."""

    name: str
    content_type: str
    blob: bytes
    relationships: tuple[Relationship, ...] = ()
    packed: Packed | None = None

    def with_blob(self, blob: bytes) -> Part:
        """Return this part with another content."""
        return replace(self, blob=blob, packed=None)

    def related(self, kind: str) -> list[str]:
        """Return the names of the parts that relationships of ``kind`` lead to."""
        return [rel.target for rel in self.relationships if rel.kind == kind and not rel.external]


@dataclass(slots=True)
class Package:
    """The parts of one .docx by name, the relationships of the package itself, and its main part's name."""

    parts: dict[str, Part]
    relationships: tuple[Relationship, ...]
    main: str
    file: str = field(default="")

    @property
    def document(self) -> Part:
        """Return the main part."""
        return self.parts[self.main]

    def related(self, kind: str) -> list[str]:
        """Return the names of the parts that the main part's relationships of ``kind`` lead to."""
        return [name for name in self.document.related(kind) if name in self.parts]

    def put(self, part: Part) -> None:
        """Add ``part``, or put it in the place of the part of its name."""
        self.parts[part.name] = part

    def core_name(self) -> str | None:
        """Return the name of the core properties part; None when there is none."""
        return next((rel.target for rel in self.relationships if rel.type == REL_CORE), None)


def parse_xml(blob: bytes) -> etree._Element:
    """Return the root element of ``blob``; entities are not resolved, nothing is fetched.

    Raises etree.XMLSyntaxError, and ValueError for a document that brings its own entities.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(blob, parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("a document type is not allowed here")
    return root


def xml_bytes(root: etree._Element) -> bytes:
    """Return ``root`` as the bytes of a part."""
    return _DECLARATION + etree.tostring(root, encoding="UTF-8")


def read_package(path: Path | str) -> Package:
    """Read a .docx (or .dotx, which becomes one).

    Raises TemplateError, with one problem, for anything else: no file, .doc, .odt, .rtf, macros, a password,
    a damaged zip, more than 200 MB unpacked.
    """
    file = Path(path).name
    try:
        content = Path(path).read_bytes()
    except FileNotFoundError as err:
        raise TemplateError.at(file, "Không có tệp này.", "Hãy xem lại tên tệp và thư mục mẫu.") from err
    except OSError as err:
        raise TemplateError.at(
            file, "Không mở được tệp.", "Hãy đóng tệp trong Word hoặc xem quyền đọc."
        ) from err
    return parse_package(content, file)


def parse_package(content: bytes, file: str) -> Package:
    """Return the package that ``content`` holds; ``file`` is the name for messages. Raises TemplateError."""
    if not content.startswith(b"PK"):
        raise _not_a_docx(content, file)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _read_archive(archive, content, file)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, KeyError) as err:
        raise _damaged(file) from err
    except (etree.XMLSyntaxError, ValueError) as err:
        raise _damaged(file) from err


def _not_a_docx(content: bytes, file: str) -> TemplateError:
    if not content:
        return TemplateError.at(file, "Tệp rỗng.", "Hãy lấy lại mẫu từ bản gốc.")
    if content.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            return TemplateError.at(file, "Tệp có mật khẩu.", "Hãy bỏ mật khẩu trong Word rồi lưu lại.")
        return TemplateError.at(file, "Đây là tệp .doc kiểu cũ.", "Hãy mở bằng Word và lưu thành .docx.")
    if content.startswith(b"{\\rtf"):
        return TemplateError.at(file, "Đây là tệp .rtf.", "Hãy mở bằng Word và lưu thành .docx.")
    return TemplateError.at(
        file, "Đây không phải là tệp Word (.docx).", "Hãy mở bằng Word và lưu thành .docx."
    )


def _damaged(file: str) -> TemplateError:
    return TemplateError.at(file, "Tệp bị hỏng, không đọc được.", "Hãy mở bằng Word, sửa và lưu lại.")


def _read_archive(archive: zipfile.ZipFile, content: bytes, file: str) -> Package:
    entries = {info.filename.lstrip("/"): info for info in archive.infolist() if info.filename[-1:] != "/"}
    if len(entries) > _MAX_PARTS or sum(info.file_size for info in entries.values()) > _MAX_BYTES:
        raise TemplateError.at(file, "Tệp giải nén ra quá lớn (hơn 200 MB).", "Hãy bỏ bớt ảnh trong mẫu.")
    if _CONTENT_TYPES not in entries:
        raise TemplateError.at(
            file, "Đây không phải là tệp Word (.docx).", "Hãy mở bằng Word và lưu thành .docx."
        )
    reader = _Reader(archive, content, entries)
    roots = reader.relationships_of("")
    main = next((rel.target for rel in roots if rel.kind == "officeDocument" and not rel.external), None)
    if main is None or main not in entries:
        raise _damaged(file)
    if any(rel.type.startswith(_STRICT) for rel in roots):
        raise TemplateError.at(
            file, "Tệp ở dạng “Strict Open XML”.", "Hãy lưu lại trong Word ở dạng “Word Document (*.docx)”."
        )
    package = Package(reader.reached_from(roots), roots, main, file)
    _accept_main_type(package)
    return package


def _accept_main_type(package: Package) -> None:
    content_type = package.document.content_type
    if "macroEnabled" in content_type:
        raise TemplateError.at(package.file, "Mẫu có macro (.docm).", "Hãy lưu thành .docx, không có macro.")
    if content_type == CT_TEMPLATE:
        package.put(replace(package.document, content_type=CT_DOCUMENT))
    elif content_type != CT_DOCUMENT:
        raise TemplateError.at(
            package.file, "Đây không phải là tệp Word (.docx).", "Hãy mở bằng Word và lưu thành .docx."
        )


class _Reader:
    """Reads parts of one open archive by name."""

    def __init__(
        self, archive: zipfile.ZipFile, content: bytes, entries: Mapping[str, zipfile.ZipInfo]
    ) -> None:
        self._archive, self._content, self._entries = archive, content, entries
        root = parse_xml(self._read(_CONTENT_TYPES))
        self._overrides = {
            one.get("PartName", "").lstrip("/"): one.get("ContentType", "")
            for one in root.iter(f"{{{_NS_TYPES}}}Override")
        }
        self._defaults = {
            one.get("Extension", "").lower(): one.get("ContentType", "")
            for one in root.iter(f"{{{_NS_TYPES}}}Default")
        }

    def reached_from(self, roots: Iterable[Relationship]) -> dict[str, Part]:
        """Return every part that ``roots`` lead to, directly or not, in that order."""
        parts: dict[str, Part] = {}
        waiting = [rel.target for rel in roots if not rel.external]
        while waiting:
            name = waiting.pop(0)
            if name in self._entries and name not in parts:
                parts[name] = self._part(name)
                waiting += [rel.target for rel in parts[name].relationships if not rel.external]
        return parts

    def relationships_of(self, name: str) -> tuple[Relationship, ...]:
        """Return the relationships of the part ``name``, of the package itself for ""."""
        folder, base = posixpath.split(name)
        source = posixpath.join(folder, "_rels", f"{base}.rels")
        if source not in self._entries:
            return ()
        root = parse_xml(self._read(source))
        return tuple(_relationship(one, folder) for one in root.iter(f"{{{_NS_RELS}}}Relationship"))

    def _part(self, name: str) -> Part:
        info = self._entries[name]
        blob = self._read(name)
        if self._content_type(name).endswith("xml"):
            parse_xml(blob)  # a broken part is better found now than by Word
        packed = zipped.packed_as_read(self._content, info)
        return Part(name, self._content_type(name), blob, self.relationships_of(name), packed)

    def _content_type(self, name: str) -> str:
        extension = name.rpartition(".")[2].lower()
        return self._overrides.get(name) or self._defaults.get(extension) or "application/octet-stream"

    def _read(self, name: str) -> bytes:
        info = self._entries[name]
        with self._archive.open(info) as stream:
            blob = stream.read(info.file_size + 1)
        if len(blob) != info.file_size:
            raise zipfile.BadZipFile(f"{name} is longer than the archive says")
        return blob


def _relationship(one: etree._Element, folder: str) -> Relationship:
    target, external = one.get("Target", ""), one.get("TargetMode") == "External"
    if not external:
        target = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
    return Relationship(one.get("Id", ""), one.get("Type", ""), target, external)


def entries_of(package: Package) -> list[Packed]:
    """Return every zip entry of ``package``, in a fixed order; unchanged parts as they were read."""
    entries = [_packed(_CONTENT_TYPES, _content_types(package)), *_rels_entry("", package.relationships)]
    for part in package.parts.values():
        entries.append(part.packed or _packed(part.name, part.blob))
        entries += _rels_entry(part.name, part.relationships)
    return entries


def write_package(package: Package) -> bytes:
    """Return ``package`` as the bytes of a .docx."""
    return zipped.archive_of(entries_of(package))


def _packed(name: str, blob: bytes) -> Packed:
    return pack_entry(name.encode(), blob)


def _content_types(package: Package) -> bytes:
    root = etree.Element(f"{{{_NS_TYPES}}}Types", nsmap=cast(dict[str, str], {None: _NS_TYPES}))
    for extension, content_type in (("rels", CT_RELS), ("xml", "application/xml")):
        etree.SubElement(
            root, f"{{{_NS_TYPES}}}Default", {"Extension": extension, "ContentType": content_type}
        )
    for part in package.parts.values():
        attributes = {"PartName": f"/{part.name}", "ContentType": part.content_type}
        etree.SubElement(root, f"{{{_NS_TYPES}}}Override", attributes)
    return xml_bytes(root)


def _rels_entry(name: str, relationships: tuple[Relationship, ...]) -> list[Packed]:
    if not relationships:
        return []
    folder, base = posixpath.split(name)
    root = etree.Element(f"{{{_NS_RELS}}}Relationships", nsmap=cast(dict[str, str], {None: _NS_RELS}))
    for rel in relationships:
        target = rel.target if rel.external else posixpath.relpath(f"/{rel.target}", f"/{folder}")
        attributes = {"Id": rel.id, "Type": rel.type, "Target": target}
        mode = {"TargetMode": "External"} if rel.external else {}
        etree.SubElement(root, f"{{{_NS_RELS}}}Relationship", attributes | mode)
    return [_packed(posixpath.join(folder, "_rels", f"{base}.rels"), xml_bytes(root))]

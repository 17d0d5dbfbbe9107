"""A .docx as a graph of parts ↔ its bytes; parts that nobody changed are passed on still compressed.

Part names are zip names without a leading slash (``word/document.xml``). Only parts that a relationship
reaches belong to the package. Bytes written are reproducible: every time in the zip is 1 January 1980.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from sokhet_docs.office import opc
from sokhet_docs.office import zip_writer as zipped
from sokhet_docs.office.docx_places import label_parts
from sokhet_docs.office.file_kinds import Kind, kind_of
from sokhet_docs.office.left_out import LEFT_OUT, without_uses
from sokhet_docs.office.namespaces import qn
from sokhet_docs.office.safe_xml import parse_xml
from sokhet_docs.office.safe_zip import DAMAGE, TEMPLATES, EncryptedArchiveError, UnsafeArchiveError
from sokhet_docs.office.svg_types import without_document_type
from sokhet_docs.office.windows_refusals import meaning_of
from sokhet_docs.office.word_spelling import respelled
from sokhet_docs.office.zip_writer import Packed, pack_entry
from sokhet_docs.problems import TemplateError

_CT_DOCUMENT, _CT_TEMPLATE = (
    opc.WORD_TYPE_PREFIX + "document.main+xml",
    opc.WORD_TYPE_PREFIX + "template.main+xml",
)
_CT_DRAWING = "image/svg+xml"
_OFFICE_TYPES = "application/vnd."  # any other XML is the author's own
_SAVE_AS_DOCX = "Hãy mở bằng Word và lưu thành .docx."
_NO_DOCX = ("Đây không phải là tệp Word (.docx).", _SAVE_AS_DOCX)
_NO_DRAWING = ("Hình SVG trong mẫu không đọc được ({}).", "Hãy chèn lại hình dạng PNG.")
_ENCRYPTED = ("Tệp có mật khẩu.", "Hãy bỏ mật khẩu trong Word rồi lưu lại.")
_OTHER_KINDS = {
    Kind.EMPTY: ("Tệp rỗng.", "Hãy lấy lại mẫu từ bản gốc."),
    Kind.ENCRYPTED: _ENCRYPTED,
    Kind.DOC: ("Đây là tệp .doc kiểu cũ.", _SAVE_AS_DOCX),
    Kind.RTF: ("Đây là tệp .rtf.", _SAVE_AS_DOCX),
}


class _UnreadableDrawingError(Exception):
    """A drawing in SVG is broken, or says more before it than is safe to read; the message is its part."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part. ``packed`` is its compressed form as it was read; None once the part is changed."""

    name: str
    content_type: str
    blob: bytes
    relationships: tuple[opc.Relationship, ...] = ()
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
    relationships: tuple[opc.Relationship, ...]
    main: str
    file: str = field(default="")

    @property
    def document(self) -> Part:
        """Return the main part."""
        return self.parts[self.main]

    def related(self, kind: str) -> list[str]:
        """Return the names of the parts that the main part's relationships of ``kind`` lead to."""
        return [name for name in self.document.related(kind) if name in self.parts]

    def first(self, kind: str) -> str | None:
        """Return the first of the parts `related`; None without one."""
        return next(iter(self.related(kind)), None)

    def put(self, part: Part) -> None:
        """Add ``part``, or put it in the place of the part of its name."""
        self.parts[part.name] = part

    def relate(self, name: str, new: opc.Relationship) -> str:
        """Give the part ``name`` the relationship ``new`` and return its id; an equal one is used again."""
        part = self.parts[name]
        rel = opc.settle(new, part.relationships)
        if rel not in part.relationships:
            self.put(replace(part, relationships=(*part.relationships, rel)))
        return rel.id

    def is_lost(self, rel: opc.Relationship) -> bool:
        """Tell whether ``rel`` leads to a picture that the file has no more."""
        return rel.kind == opc.PICTURE and (
            opc.is_null(rel) if rel.external else rel.target not in self.parts
        )

    def labels(self) -> dict[str, str]:
        """Return what people call each part that holds text: "" for the main one; as `label_parts`."""
        document = self.document
        return {self.main: ""} | label_parts(parse_xml(document.blob), document.relationships)

    def core_name(self) -> str | None:
        """Return the name of the core properties part; None when there is none."""
        return next((rel.target for rel in self.relationships if rel.kind == "core-properties"), None)


def read_package(path: Path | str) -> Package:
    """Read a .docx (or .dotx, which becomes one).

    Raises TemplateError, with one problem, for anything else: no file, .doc, .odt, .rtf, macros, a password,
    a damaged zip, more than 200 MB unpacked.
    """
    file = Path(path).name
    try:
        content = Path(path).read_bytes()
    except OSError as err:
        raise TemplateError.at(file, *(meaning_of(err, Path(path)) or _refused(err))) from err
    return parse_package(content, file)


def _refused(err: OSError) -> tuple[str, str]:
    if isinstance(err, FileNotFoundError):
        return "Không có tệp này.", "Hãy xem lại tên tệp và thư mục mẫu."
    return "Không mở được tệp.", "Hãy đóng tệp trong Word hoặc xem quyền đọc."


def parse_package(content: bytes, file: str) -> Package:
    """Return the package that ``content`` holds; ``file`` is the name for messages. Raises TemplateError."""
    if not content.startswith(b"PK"):
        raise TemplateError.at(file, *_OTHER_KINDS.get(kind_of(content), _NO_DOCX))
    try:
        with opc.PackageReader.opened(io.BytesIO(content), TEMPLATES) as reader:
            return _read(reader, content, file)
    except _UnreadableDrawingError as err:
        raise TemplateError.at(file, _NO_DRAWING[0].format(err), _NO_DRAWING[1]) from err
    except EncryptedArchiveError as err:
        raise TemplateError.at(file, *_ENCRYPTED) from err
    except UnsafeArchiveError as err:
        raise TemplateError.at(
            file, "Tệp giải nén ra quá lớn (hơn 200 MB).", "Hãy bỏ bớt ảnh trong mẫu."
        ) from err
    except DAMAGE as err:
        raise TemplateError.at(
            file, "Tệp bị hỏng, không đọc được.", "Hãy mở bằng Word, sửa và lưu lại."
        ) from err


def _read(reader: opc.PackageReader, content: bytes, file: str) -> Package:
    if opc.CONTENT_TYPES not in reader:
        raise TemplateError.at(file, *_NO_DOCX)
    roots = reader.relationships_of("")
    if reader.main is None or reader.main not in reader:
        raise zipfile.BadZipFile("no main part")
    package = Package(_parts_reached(reader, content), roots, reader.main, file)
    _accept_main_type(package)
    _check_body(package.document)
    return package


def _check_body(document: Part) -> None:
    """Raise zipfile.BadZipFile unless there is one body, as the schema has it: Word opens no other file."""
    root = parse_xml(document.blob)
    bodies = list(root.iter(qn("w:body")))
    if len(bodies) != 1 or bodies[0].getparent() is not root:
        raise zipfile.BadZipFile(f"{document.name} has no body, or several")


def _accept_main_type(package: Package) -> None:
    content_type = package.document.content_type
    if "macroEnabled" in content_type:
        raise TemplateError.at(package.file, "Mẫu có macro (.docm).", "Hãy lưu thành .docx, không có macro.")
    if content_type == _CT_TEMPLATE:
        package.put(replace(package.document, content_type=_CT_DOCUMENT))
    elif content_type != _CT_DOCUMENT:
        raise TemplateError.at(package.file, *_NO_DOCX)


def _parts_reached(reader: opc.PackageReader, content: bytes) -> dict[str, Part]:
    """Return every part that relationships of the package lead to, directly or not, in that order."""
    parts: dict[str, Part] = {}
    waiting = [rel.target for rel in reader.relationships_of("") if not rel.external]
    while waiting:
        name = waiting.pop(0)
        if name in reader and name not in parts:
            parts[name] = _part(reader, content, name)
            waiting += [rel.target for rel in parts[name].relationships if not rel.external]
    return parts


def _part(reader: opc.PackageReader, content: bytes, name: str) -> Part:
    blob, content_type = reader.read(name), reader.content_types.of(name)
    packed = zipped.packed_as_read(content, reader.entries[name])
    if len(blob) != packed.size:
        raise zipfile.BadZipFile(f"{name} is shorter than the archive says")
    relationships = tuple(_relationships_kept(reader, name, blob))
    if not content_type.endswith("xml"):
        return Part(name, content_type, blob, relationships, packed)
    if content_type.lower() == _CT_DRAWING:
        return _drawing(Part(name, content_type, blob, relationships, packed))
    parse_xml(blob)  # a broken part is better found now than by Word
    spelled = respelled(blob) if content_type.startswith(_OFFICE_TYPES) else blob
    left_out = {rel.id for rel in reader.relationships_of(name) if rel.kind in LEFT_OUT}
    spelled = without_uses(spelled, left_out)
    return Part(name, content_type, spelled, relationships, packed if spelled is blob else None)


def _drawing(part: Part) -> Part:
    blob = without_document_type(part.blob)
    try:
        parse_xml(blob)
    except DAMAGE as err:
        raise _UnreadableDrawingError(part.name) from err
    return part if blob == part.blob else part.with_blob(blob)


def _relationships_kept(reader: opc.PackageReader, name: str, blob: bytes) -> Iterator[opc.Relationship]:
    """Yield the relationships of a part but what is left out, and those to no part that nothing in it uses.

    One to a picture that is lost is kept where it is used, for `is_lost` to tell. Raises zipfile.BadZipFile
    for any other that leads to no part and is used: Word would not open the letters.
    """
    for rel in reader.relationships_of(name):
        if rel.kind in LEFT_OUT:
            continue
        leads = not opc.is_null(rel) if rel.external else rel.target in reader
        if not leads and f'"{rel.id}"'.encode() not in blob:
            continue
        if not leads and rel.kind != opc.PICTURE:
            raise zipfile.BadZipFile(f"{name} uses {rel.target}, which is missing")
        yield rel


def entries_of(package: Package) -> list[Packed]:
    """Return every zip entry of ``package``, in a fixed order; unchanged parts as they were read."""
    types = opc.ContentTypes(overrides={part.name: part.content_type for part in package.parts.values()})
    entries = [_packed(opc.CONTENT_TYPES, types.to_bytes()), *_rels_entry("", package.relationships)]
    for part in package.parts.values():
        entries.append(part.packed or _packed(part.name, part.blob))
        entries += _rels_entry(part.name, part.relationships)
    return entries


def write_package(package: Package) -> bytes:
    """Return ``package`` as the bytes of a .docx."""
    return zipped.archive_of(entries_of(package))


def _packed(name: str, blob: bytes) -> Packed:
    return pack_entry(name.encode(), blob)


def _rels_entry(name: str, relationships: tuple[opc.Relationship, ...]) -> list[Packed]:
    if not relationships:
        return []
    return [_packed(opc.rels_name(name), opc.relationships_bytes(relationships, name))]

"""A .docx from outside → the XML of the parts that are read, within limits.

Nothing in a returned file is run, followed or fetched, no picture is unpacked, and what claims to be enormous
is refused before it is unpacked. Sizes are in bytes.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from sokhet_docs.problems import ReturnError, SokhetError

MAX_FILE = 200_000_000
MAX_PARTS = 4_000
_MAX_PART = 30_000_000  # of one part's XML, unpacked; a hundred pages are about 2 MB
_MAIN = "word/document.xml"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_IDENTIFIER = "{http://purl.org/dc/elements/1.1/}identifier"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, KeyError, ValueError,
    etree.XMLSyntaxError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReturnedDocx:
    """The parts that are read. ``styles`` and ``numbering`` are None where the file has none.

    ``edges`` are its headers and footers; ``identifier`` is the text of ``dc:identifier`` or "". Both are
    left out where only the answers are wanted.
    """

    name: str
    document: etree._Element
    styles: etree._Element | None
    numbering: etree._Element | None
    edges: tuple[etree._Element, ...]
    identifier: str


def read_returned_docx(path: Path, *, marks: bool = False) -> ReturnedDocx:
    """Return the parts of the .docx ``path``, with ``marks`` also those that tell whose it is.

    Raises ReturnError, its one problem naming the file.
    """
    try:
        if path.stat().st_size > MAX_FILE:
            raise _too_large(path.name)
        data = io.BytesIO(path.read_bytes())
    except OSError as err:
        raise ReturnError.at(path.name, f"Không mở được tệp ({err.strerror or err}).") from err
    try:
        with zipfile.ZipFile(data) as archive:
            return _read_archive(archive, path.name, marks)
    except _DAMAGED as err:
        raise _damaged(path.name) from err


def parse_xml(blob: bytes) -> etree._Element:
    """Return the root element of ``blob``.

    Raises ValueError for a document that brings its own entities, etree.XMLSyntaxError for bad XML.
    """
    root = etree.fromstring(blob, _PARSER)
    if root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("a document type is not allowed here")
    return root


def _read_archive(archive: zipfile.ZipFile, name: str, marks: bool) -> ReturnedDocx:
    entries = {info.filename.lstrip("/"): info for info in archive.infolist()}
    if len(entries) > MAX_PARTS:
        raise _too_large(name)
    parts = _Parts(archive, entries, name)
    main = parts.main()
    related = parts.related(main)
    document = parts.xml(main)
    if document is None or etree.QName(document).localname != "document":
        raise ValueError("no main part")
    if etree.QName(document).namespace == _STRICT:
        raise ReturnError.at(name, "Tệp ở dạng “Strict Open XML”.", "Hãy mở bằng Word và lưu thành .docx.")
    edges = [parts.xml(part) for kind, part in related if marks and kind in ("header", "footer")]
    return ReturnedDocx(
        name,
        document,
        parts.first_xml(related, "styles"),
        parts.first_xml(related, "numbering"),
        tuple(edge for edge in edges if edge is not None),
        parts.identifier() if marks else "",
    )


class _Parts:
    """The parts of one open archive, read one at a time."""

    def __init__(self, archive: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo], file: str) -> None:
        self._archive, self._entries, self._file = archive, entries, file

    def xml(self, part: str) -> etree._Element | None:
        """Return the root of ``part``; None when there is no such part."""
        info = self._entries.get(part)
        if info is None:
            return None
        # The sizes that an archive states may lie: what counts is what comes out.
        with self._archive.open(info) as stream:
            blob = stream.read(_MAX_PART + 1)
        if len(blob) > _MAX_PART:
            raise _too_large(self._file)
        return parse_xml(blob)

    def main(self) -> str:
        """Return the name of the part with the text."""
        return next((part for kind, part in self.related("") if kind == "officeDocument"), _MAIN)

    def related(self, part: str) -> list[tuple[str, str]]:
        """Return (kind, name) of the parts that relationships of ``part`` lead to, external ones left out."""
        folder, base = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        found = [] if root is None else root.iter(_RELATIONSHIP)
        return [
            (
                one.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/" + folder, one.get("Target", ""))).lstrip("/"),
            )
            for one in found
            if one.get("TargetMode") != "External"
        ]

    def first_xml(self, related: list[tuple[str, str]], wanted: str) -> etree._Element | None:
        """Return the root of the first of ``related`` of the kind ``wanted``; None when there is none."""
        return next((self.xml(part) for kind, part in related if kind == wanted), None)

    def identifier(self) -> str:
        """Return the text of ``dc:identifier``; "" when there is none."""
        core = self.first_xml(self.related(""), "core-properties")
        return "" if core is None else (core.findtext(_IDENTIFIER) or "").strip()


def _too_large(name: str) -> SokhetError:
    return ReturnError.at(name, "Tệp giải nén ra quá lớn, không đọc.", "Xin đơn vị gửi lại, bỏ bớt hình ảnh.")


def _damaged(name: str) -> SokhetError:
    return ReturnError.at(name, "Tệp bị hỏng hoặc không phải là tệp Word.", "Xin đơn vị gửi lại tệp Word.")

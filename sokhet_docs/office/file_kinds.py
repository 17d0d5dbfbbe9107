"""The first bytes of a file, and its zip directory → what kind of file it is, whatever its name says."""

from __future__ import annotations

import io
import zipfile
from enum import StrEnum

from sokhet_docs.office.safe_zip import DAMAGE, UnsafeArchiveError, read_entry

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How every file of the old binary formats begins, and every new one with a password."""

_ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b")
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_MAX_MIMETYPE = 1000  # bytes
_BRANDS = (b"heic", b"heix", b"mif1", b"avif")
_MAIL_HEADERS = (
    b"received:",
    b"from:",
    b"return-path:",
    b"delivered-to:",
    b"mime-version:",
    b"date:",
    b"subject:",
)


class Kind(StrEnum):
    """What a file is, as a clerk would call it."""

    DOCX = "Word (.docx)"
    DOC = "Word cũ (.doc)"
    ODT = "văn bản .odt"
    RTF = "văn bản .rtf"
    PDF = "PDF"
    PICTURE = "hình"
    SHEET = "bảng tính"
    ZIP = "tệp nén .zip"
    ARCHIVE = "tệp nén loại khác"
    MAIL = "thư điện tử (.eml)"
    OUTLOOK = "thư Outlook (.msg)"
    ENCRYPTED = "tệp Office có mật khẩu"
    EMPTY = "tệp rỗng"
    OTHER = "loại tệp khác"


CONVERTED = frozenset({Kind.DOC, Kind.ODT, Kind.RTF})
"""Kinds whose text LibreOffice turns into a .docx."""

KEPT = CONVERTED | {Kind.DOCX, Kind.PDF, Kind.PICTURE, Kind.ENCRYPTED}
"""Kinds that count as something received."""


def kind_of(data: bytes) -> Kind:
    """Return what ``data``, a whole file, is."""
    if not data.strip(b"\0 \r\n\t"):
        return Kind.EMPTY
    if data.startswith(b"PK"):
        return _zip_kind(data)
    if data.startswith(OLE_MAGIC):
        return _ole_kind(data)
    if data.startswith(_ARCHIVES):
        return Kind.ARCHIVE
    if data.lstrip().startswith(b"{\\rtf"):
        return Kind.RTF
    if b"%PDF-" in data[:1024]:
        return Kind.PDF
    if (
        data.startswith(_PICTURES)
        or data[8:12] == b"WEBP"
        or (data[4:8] == b"ftyp" and data[8:12] in _BRANDS)
    ):
        return Kind.PICTURE
    return Kind.MAIL if _is_mail(data) else Kind.OTHER


def _zip_kind(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            mimetype = archive.NameToInfo.get("mimetype")
            declared = read_entry(archive, mimetype, _MAX_MIMETYPE) if mimetype else b""
    except (*DAMAGE, UnsafeArchiveError, OSError):
        return Kind.DOCX if b"word/" in data[:100_000] else Kind.ZIP  # damaged: reading it will say so
    if b"opendocument.text" in declared:
        return Kind.ODT
    if b"opendocument" in declared:
        return Kind.SHEET if b"spreadsheet" in declared else Kind.OTHER
    if "[Content_Types].xml" not in names:
        return Kind.ZIP
    tops = {name.partition("/")[0] for name in names}
    return Kind.DOCX if "word" in tops else Kind.SHEET if "xl" in tops else Kind.OTHER


def _ole_kind(data: bytes) -> Kind:
    # The names of an OLE file's streams stand in its directory in UTF-16.
    for stream, kind in (
        ("EncryptedPackage", Kind.ENCRYPTED),
        ("WordDocument", Kind.DOC),
        ("__substg1.0_", Kind.OUTLOOK),
        ("Workbook", Kind.SHEET),
    ):
        if stream.encode("utf-16-le") in data:
            return kind
    return Kind.OTHER


def _is_mail(data: bytes) -> bool:
    head = data[:4000].lower()
    return sum(head.startswith(name) or b"\n" + name in head for name in _MAIL_HEADERS) >= 2

"""The bytes of a file, and its zip or OLE directory → what kind of file it is, whatever its name says."""

from __future__ import annotations

import io
import re
import zipfile
from enum import StrEnum

from sokhet_docs.office.safe_zip import DAMAGE, UNREADABLE, read_entry
from sokhet_docs.office.text_kinds import TextKind, text_kind

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How every file of the old binary formats begins, and every new one with a password."""

_PDF, _RAR, _SEVEN_ZIP, _JPEG = b"%PDF-", b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\xff\xd8\xff"
FILE_STARTS = (b"PK\x03\x04", OLE_MAGIC, _PDF, _RAR, _SEVEN_ZIP, _JPEG, b"\x89PNG", b"{\\rtf")
"""How the files begin that people send, and no text does."""

_BLANKS = b"\0 \r\n\t"
_MAX_MIMETYPE = 1000  # bytes
_MAX_CONTENT_TYPES = 1_000_000  # bytes
_MAX_OLE_ENTRIES = 100_000


class Kind(StrEnum):
    """What a file is, as a clerk would call it."""

    DOCX = "Word (.docx)"
    DOC = "Word cũ (.doc)"
    ODT = "văn bản .odt"
    RTF = "văn bản .rtf"
    WORD_XML = "Word dạng XML 2003"
    FLAT_OPC = "Word dạng một tệp XML"
    WORKS = "văn bản Microsoft Works (.wps)"
    HTML = "trang web (.html)"
    MHT = "trang web lưu một tệp (.mht)"
    TEXT = "văn bản thuần (.txt)"
    PAGES = "tài liệu của máy Apple (.pages)"
    SLIDES = "bài trình chiếu"
    PDF = "PDF"
    PICTURE = "hình"
    SHEET = "bảng tính"
    CSV = "bảng .csv"
    ZIP = "tệp nén .zip"
    SEVEN_ZIP = "tệp nén .7z"
    RAR = "tệp nén .rar"
    TAR = "tệp gộp .tar"
    COMPRESSED = "tệp nén đơn (.gz, .bz2, .xz)"
    MAIL = "thư điện tử (.eml)"
    MAILBOX = "hộp thư (mbox)"
    OUTLOOK = "thư Outlook (.msg)"
    TNEF = "tệp winmail.dat của Outlook"
    SIGNED = "thư có chữ ký số (.p7m)"
    SIGNATURE = "chữ ký số (.p7s)"
    CALENDAR = "lịch hẹn hoặc danh thiếp"
    PROGRAM = "chương trình"
    ENCRYPTED = "tệp Office có mật khẩu"
    RESOURCE_FORK = "tệp phụ của máy Apple (._…)"
    EMPTY = "tệp rỗng"
    OTHER = "loại tệp khác"


CONVERTED = frozenset({Kind.DOC, Kind.ODT, Kind.RTF, Kind.WORD_XML, Kind.WORKS, Kind.HTML, Kind.MHT})
"""Kinds whose text LibreOffice turns into a .docx."""

READABLE = CONVERTED | {Kind.DOCX, Kind.FLAT_OPC, Kind.TEXT, Kind.SHEET, Kind.CSV}
"""Kinds whose text is read."""

CONTAINERS = frozenset(
    {
        Kind.ZIP, Kind.SEVEN_ZIP, Kind.RAR, Kind.TAR, Kind.COMPRESSED, Kind.MAIL, Kind.MAILBOX,
        Kind.OUTLOOK, Kind.TNEF, Kind.SIGNED,
    }
)  # fmt: skip
"""Kinds that hold other files."""

NOTHING = frozenset({Kind.EMPTY, Kind.SIGNATURE, Kind.CALENDAR, Kind.RESOURCE_FORK})
"""Kinds that are certainly no report."""

LINKED_SUFFIXES = frozenset(
    {
        ".docx", ".dotx", ".doc", ".odt", ".rtf", ".pdf", ".txt", ".xlsx", ".xls", ".ods", ".csv", ".pptx",
        ".jpg", ".png", ".gif", ".bmp", ".tif", ".webp", ".heic", ".avif",
    }
)  # fmt: skip
"""Endings of documents and pictures, which a workbook may link to: opening one runs nothing."""

_SUFFIXES = {
    Kind.DOC: ".doc", Kind.ODT: ".odt", Kind.RTF: ".rtf", Kind.WORD_XML: ".xml", Kind.FLAT_OPC: ".xml",
    Kind.WORKS: ".wps", Kind.HTML: ".html", Kind.MHT: ".mht", Kind.TEXT: ".txt", Kind.PAGES: ".pages",
    Kind.PDF: ".pdf", Kind.CSV: ".csv", Kind.ZIP: ".zip", Kind.SEVEN_ZIP: ".7z", Kind.RAR: ".rar",
    Kind.TAR: ".tar", Kind.MAIL: ".eml", Kind.MAILBOX: ".mbox", Kind.OUTLOOK: ".msg", Kind.TNEF: ".tnef",
    Kind.SIGNED: ".p7m", Kind.SIGNATURE: ".p7s", Kind.CALENDAR: ".ics",
}  # fmt: skip
_PICTURES = (
    (b"\x89PNG\r\n\x1a\n", ".png"), (_JPEG, ".jpg"), (b"GIF8", ".gif"), (b"BM", ".bmp"),
    (b"II*\x00", ".tif"), (b"MM\x00*", ".tif"),
)  # fmt: skip
_BRANDS = {b"heic": ".heic", b"heix": ".heic", b"mif1": ".heic", b"msf1": ".heic", b"avif": ".avif"}
_COMPRESSIONS = ((b"\x1f\x8b\x08", ".gz"), (b"BZh", ".bz2"), (b"\xfd7zXZ\x00", ".xz"))
_MAGIC = (
    (_RAR, Kind.RAR),
    (_SEVEN_ZIP, Kind.SEVEN_ZIP),
    *((magic, Kind.COMPRESSED) for magic, _ in _COMPRESSIONS),
    (b"\x78\x9f\x3e\x22", Kind.TNEF),
    (b"\x00\x05\x16\x07", Kind.RESOURCE_FORK),
    (b"\x00\x05\x16\x00", Kind.RESOURCE_FORK),
    (b"MZ", Kind.PROGRAM),
    (b"\x7fELF", Kind.PROGRAM),
    (b"\xca\xfe\xba\xbe", Kind.PROGRAM),
    (b"\xcf\xfa\xed\xfe", Kind.PROGRAM),
    (b"\xce\xfa\xed\xfe", Kind.PROGRAM),
    (b"L\x00\x00\x00\x01\x14\x02\x00", Kind.PROGRAM),  # a shortcut of Windows (.lnk)
    (b"dex\n", Kind.PROGRAM),
    (_PDF, Kind.PDF),
)
_TEXT_KINDS = {kind: Kind[kind.name] for kind in TextKind}
# Object identifiers of cryptographic messages (CMS), and that of the plain content within one.
_SIGNED_DATA, _PKCS7 = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02", b"\x2a\x86\x48\x86\xf7\x0d\x01\x07"
_DETACHED = re.compile(rb"\x30(?:\x0b|\x80)\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01(?!\xa0|\x24)")
# The main streams of OLE files: the first that a file has at its root says what it is.
_OLE_STREAMS = (
    ("EncryptedPackage", Kind.ENCRYPTED),
    ("__properties_version1.0", Kind.OUTLOOK),
    ("WordDocument", Kind.DOC),
    ("Workbook", Kind.SHEET),
    ("Book", Kind.SHEET),
    ("PowerPoint Document", Kind.SLIDES),
    ("MatOST", Kind.WORKS),
    ("CONTENTS", Kind.WORKS),
)
_OLE_MARKS = (*_OLE_STREAMS[:1], *_OLE_STREAMS[2:4], ("__substg1.0_", Kind.OUTLOOK))


def kind_of(data: bytes) -> Kind:
    """Return what ``data``, a whole file, is."""
    if _is_empty(data):
        return Kind.EMPTY
    if data.startswith(OLE_MAGIC):
        return _ole_kind(data)
    if data.startswith(b"PK"):
        return _zip_kind(data)
    return _kind_by_magic(data) or _kind_by_place(data) or _kind_of_text(data)


def _is_empty(data: bytes) -> bool:
    if data[:1000].strip(_BLANKS):
        return False
    return sum(data.count(blank) for blank in _BLANKS) == len(data)


def _kind_by_magic(data: bytes) -> Kind | None:
    if found := next((kind for magic, kind in _MAGIC if data.startswith(magic)), None):
        return found
    if data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{\\rtf"):
        return Kind.RTF
    return Kind.PICTURE if _picture_suffix(data) else None


def _kind_by_place(data: bytes) -> Kind | None:
    """Return the kind of a file that is told by something behind its beginning."""
    if data[257:262] == b"ustar":
        return Kind.TAR
    if data[:1] == b"0" and _PKCS7 in data[:64]:
        return _cms_kind(data)
    return None


def _kind_of_text(data: bytes) -> Kind:
    kind = _TEXT_KINDS.get(text_kind(data), Kind.OTHER)
    if kind not in (Kind.OTHER, Kind.TEXT, Kind.CSV):
        return kind  # a mail may have an archive or a PDF in it just as it is
    if _PDF in data[:1024]:
        return Kind.PDF
    return _zip_kind(data) if is_prefixed_zip(data) else kind


def suffix_of(data: bytes, kind: Kind) -> str:
    """Return the ending that a file of ``kind`` gets, whatever its sender called it; ``.bin`` for none."""
    if kind is Kind.PICTURE:
        return _picture_suffix(data) or ".bin"
    if kind is Kind.COMPRESSED:
        return next(suffix for magic, suffix in _COMPRESSIONS if data.startswith(magic))
    if kind in (Kind.DOCX, Kind.SHEET, Kind.SLIDES):
        return _office_suffix(data, kind)
    return _SUFFIXES.get(kind, ".bin")


def is_prefixed_zip(data: bytes) -> bool:
    """Return whether ``data`` ends as a zip archive does, with other bytes before it."""
    return b"PK\x05\x06" in data[-66_000:] and b"PK\x01\x02" in data


def _picture_suffix(data: bytes) -> str:
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return ".webp"
    if data[4:8] == b"ftyp":
        return _BRANDS.get(data[8:12], "")
    if data.startswith(b"BM") and len(data) > 6 and int.from_bytes(data[2:6], "little") > 2 * len(data):
        return ""  # two letters that begin a word
    return next((suffix for magic, suffix in _PICTURES if data.startswith(magic)), "")


def _zip_kind(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            mimetype = archive.NameToInfo.get("mimetype")
            declared = read_entry(archive, mimetype, _MAX_MIMETYPE) if mimetype else b""
    except (*UNREADABLE, OSError):
        return Kind.DOCX if b"word/" in data[:100_000] else Kind.ZIP  # damaged: reading it will say so
    if b"opendocument" in declared:
        return _open_document_kind(declared)
    if declared.startswith(b"application/"):  # a book (.epub) or another program's file
        return Kind.OTHER
    if names & _OF_PROGRAMS:
        return Kind.PROGRAM
    tops = {name.replace("\\", "/").partition("/")[0] for name in names}
    if names & {"Index.zip", "index.xml", "Index/Document.iwa", "index.xml.gz"} and len(tops) < 20:
        return Kind.PAGES
    if "[Content_Types].xml" not in names:
        return Kind.ZIP
    return next((kind for top, kind in _OPC_FOLDERS if top in tops), Kind.OTHER)


_OF_PROGRAMS = frozenset({"META-INF/MANIFEST.MF", "AndroidManifest.xml"})
_OPC_FOLDERS = (("word", Kind.DOCX), ("xl", Kind.SHEET), ("ppt", Kind.SLIDES))


def _open_document_kind(declared: bytes) -> Kind:
    if b"opendocument.text" in declared:
        return Kind.ODT
    if b"spreadsheet" in declared:
        return Kind.SHEET
    return Kind.SLIDES if b"presentation" in declared else Kind.OTHER


def _office_suffix(data: bytes, kind: Kind) -> str:
    if data.startswith(OLE_MAGIC):
        return ".xls" if kind is Kind.SHEET else ".ppt"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            types = archive.NameToInfo.get("[Content_Types].xml")
            declared = read_entry(archive, types, _MAX_CONTENT_TYPES).lower() if types else b""
    except (*UNREADABLE, OSError):
        return ".docx" if kind is Kind.DOCX else ".bin"
    if not declared:
        return ".ods" if kind is Kind.SHEET else ".odp"
    macros = b"macroenabled" in declared or b"vbaproject" in declared
    if kind is Kind.DOCX:
        is_template = b"template.main+xml" in declared or b"templatemain+xml" in declared
        return (".dotm" if macros else ".dotx") if is_template else ".docm" if macros else ".docx"
    if kind is Kind.SHEET:
        return ".xlsb" if b"sheet.binary" in declared else ".xlsm" if macros else ".xlsx"
    return ".pptm" if macros else ".pptx"


def _cms_kind(data: bytes) -> Kind:
    """Tell a signed mail from a signature that stands beside what it signs; other messages are encrypted."""
    if _SIGNED_DATA not in data[:64]:
        return Kind.SIGNED
    return Kind.SIGNATURE if _DETACHED.search(data[:200]) else Kind.SIGNED


def _ole_kind(data: bytes) -> Kind:
    names = _ole_root_names(data)
    if names is not None:
        found = next((kind for stream, kind in _OLE_STREAMS if stream in names), None)
        if found is not None:
            return found
    # A damaged directory: the names of an OLE file's streams stand in it in UTF-16.
    marks = ((stream.encode("utf-16-le"), kind) for stream, kind in _OLE_MARKS)
    return next((kind for mark, kind in marks if mark in data), Kind.OTHER)


def _ole_root_names(data: bytes) -> set[str] | None:
    """Return the names of what lies at the root of an OLE file; None when its directory is damaged."""
    import olefile  # takes 25 ms, and is seldom needed

    try:
        with olefile.OleFileIO(data) as ole:
            paths = ole.listdir(streams=True, storages=True)
            return {str(path[0]) for path in paths[:_MAX_OLE_ENTRIES]}
    except (*DAMAGE, OSError, AttributeError, TypeError, RecursionError, MemoryError):
        return None

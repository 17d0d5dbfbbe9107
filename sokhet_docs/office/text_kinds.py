"""Bytes without a magic number → which kind of text they are: mail, web page, XML of Word, table, prose."""

from __future__ import annotations

import csv
import io
import re
from enum import Enum, auto

from sokhet_docs.text.decoding import decode_text, is_text

_HEAD = 8_000  # bytes that are looked at
_SAMPLE = 200_000  # bytes of a table that are looked at
_MIN_HEADERS = 2
_MIN_ROWS = 2
_MAX_LINES = 50  # of a table that are looked at
_MAIL_HEADER = re.compile(
    rb"^(received|from|to|return-path|delivered-to|mime-version|date|subject|message-id|content-type"
    rb"|x-[\w-]+|dkim-signature|authentication-results|reply-to|cc|sender|arc-[\w-]+|user-agent"
    rb"|thread-topic|thread-index|content-transfer-encoding|content-class|importance|in-reply-to"
    rb"|references|list-[\w-]+|disposition-notification-to|content-language|accept-language):",
    re.IGNORECASE | re.MULTILINE,
)
_CORE = {b"received", b"from", b"return-path", b"delivered-to", b"mime-version", b"date", b"subject"}
_FROM_LINE = re.compile(rb"^From \S.{0,200}?\d\d:\d\d")
_WEB_PAGE = re.compile(
    rb"^(?:snapshot-)?content-location:|multipart/related|^content-type:\s*text/html",
    re.IGNORECASE | re.MULTILINE,
)
_SAVED_BY = re.compile(rb"^from:\s*[\"'<]{0,2}saved by", re.IGNORECASE | re.MULTILINE)
_SENT = re.compile(rb"^(?:from|to|received|date|return-path|delivered-to):", re.IGNORECASE | re.MULTILINE)
_BLANKS = b"\r\n\t "
_APPLE_COUNT = re.compile(rb"\d{1,10}[ \t]*\r?\n(?=[!-9;-~]{1,76}:)")
_CALENDAR = re.compile(rb"\s*BEGIN:V(CALENDAR|CARD)\b")
_HTML = re.compile(rb"<(html|body|!doctype\s+html|head|meta|table|div|p)\b", re.IGNORECASE)
_SCRIPT = re.compile(
    rb"\A(?:#!|@?echo\s+off|<job\b|Windows Registry Editor|\[InternetShortcut\]|<\?php)"
    rb"|\b(?:WScript\.|ActiveXObject\s*\(|CreateObject\s*\(|powershell(?:\.exe)?\s+-)",
    re.IGNORECASE,
)
_DELIMITERS = ";\t,"


class TextKind(Enum):
    """A kind of text; the names are those of `file_kinds.Kind`."""

    MAIL = auto()
    MAILBOX = auto()
    MHT = auto()
    HTML = auto()
    WORD_XML = auto()
    FLAT_OPC = auto()
    ODT = auto()
    SHEET = auto()
    CSV = auto()
    CALENDAR = auto()
    PROGRAM = auto()
    TEXT = auto()
    OTHER = auto()


def text_kind(data: bytes) -> TextKind:
    """Return which kind of text ``data`` is; OTHER when it is none."""
    if is_mailbox(data):
        return TextKind.MAILBOX
    head = plain_mail(data[:_HEAD])
    if _is_mail(head):
        return TextKind.MHT if _is_saved_page(head) else TextKind.MAIL
    if _CALENDAR.match(head):
        return TextKind.CALENDAR
    if head.startswith(b"<?xml") or b"<" in head[:1]:
        return _markup_kind(head, data)
    if not is_text(data):
        return TextKind.OTHER
    if _SCRIPT.search(head):
        return TextKind.PROGRAM
    return TextKind.CSV if is_table(decode_text(data[:_SAMPLE])) else TextKind.TEXT


def is_mailbox(data: bytes) -> bool:
    """Return whether a file that begins with ``data`` is a mailbox."""
    head = plain_mail(data[:_HEAD])
    return bool(_FROM_LINE.match(head)) and _is_mail(head.partition(b"\n")[2])


def plain_mail(data: bytes) -> bytes:
    """Return a mail, or its beginning, as other programs begin it and end its lines.

    Without a byte order mark and what stands before the first header: blanks, the number of bytes in the
    mails of Apple Mail. One that was saved as UTF-16, or with the line ends of old Macs, is put right.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        data = decode_text(data).encode()
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip(_BLANKS)
    if counted := _APPLE_COUNT.match(data):
        data = data[counted.end() :]
    head = data[:_HEAD]
    return data.replace(b"\r", b"\n") if b"\r" in head and b"\n" not in head else data


def _is_mail(head: bytes) -> bool:
    """Return whether text begins with the headers of a mail, of whichever two."""
    headers = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    first = headers[:200].partition(b"\n")[0]
    if not re.match(rb"[!-9;-~]+:", first):
        return False
    names = {match[1].lower() for match in _MAIL_HEADER.finditer(headers)}
    return len(names) >= _MIN_HEADERS and bool(names & _CORE)


def _is_saved_page(head: bytes) -> bool:
    """Return whether a mail is a web page that a browser or Word saved as one file."""
    headers = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    if _SAVED_BY.search(headers):
        return True
    return not _SENT.search(headers) and bool(_WEB_PAGE.search(headers))


def _markup_kind(head: bytes, data: bytes) -> TextKind:
    if b"http://schemas.microsoft.com/office/2006/xmlPackage" in head:
        return TextKind.FLAT_OPC
    if b"schemas.microsoft.com/office/word/2003/wordml" in head:
        return TextKind.WORD_XML
    if b"urn:oasis:names:tc:opendocument" in head and b"office:document" in head:
        return TextKind.SHEET if b"opendocument.spreadsheet" in head else TextKind.ODT
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head and b"<html" not in head.lower():
        return TextKind.SHEET
    if _HTML.search(head):
        return TextKind.HTML
    if _SCRIPT.search(head):
        return TextKind.PROGRAM
    return TextKind.TEXT if is_text(data) else TextKind.OTHER


def is_table(text: str) -> bool:
    """Return whether the first lines of ``text`` have as many cells each, and several.

    A few lines without any may stand above and below: a title, a signature.
    """
    lines = [line for line in text.splitlines()[:_MAX_LINES] if line.strip()]
    return any(_is_regular(_between_titles(lines, delimiter), delimiter) for delimiter in _DELIMITERS)


def _between_titles(lines: list[str], delimiter: str) -> list[str]:
    """Return the lines from the first to the last with ``delimiter``; none when the others are as many."""
    places = [place for place, line in enumerate(lines) if delimiter in line]
    rows = lines[places[0] : places[-1] + 1] if places else []
    return rows if len(rows) > len(lines) - len(rows) else []


def _is_regular(lines: list[str], delimiter: str) -> bool:
    if len(lines) < _MIN_ROWS:
        return False
    try:
        rows = list(csv.reader(io.StringIO("\n".join(lines)), delimiter=delimiter))
    except csv.Error:
        return False
    widths = {len(row) for row in rows[:-1] or rows}  # the last may be cut off within a quoted cell
    least = 3 if delimiter == "," else 2  # a comma also stands in sentences
    return len(widths) == 1 and widths.pop() >= least

"""The bytes of a mail that Outlook saved (.msg) → what was attached to it, and what was typed into it.

A .msg is an OLE file: each property is a stream named by its number and type, each attachment a storage, and
a mail within the mail a storage with the same layout again.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sokhet_docs.returns import mail_bodies
from sokhet_docs.returns.containers import (
    LIMITS,
    Budget,
    ContainerError,
    Content,
    MailContext,
    guarded,
    printable,
)
from sokhet_docs.returns.mail_rtf import text_of_packed_rtf, unreadable_words
from sokhet_docs.returns.mail_words import address_of, attachment_name
from sokhet_docs.text.decoding import decode_text
from sokhet_docs.text.vietnamese import VIETNAM

_DAMAGED = "Thư Outlook (.msg) bị hỏng, không đọc được."
_PULL_OUT = "Hãy mở bằng Outlook, kéo tệp đính kèm ra ngoài rồi thu lại."
_PROPERTIES = "__properties_version1.0"
_ATTACHMENT = "__attach_version1.0_#"
_ROOT_HEADER, _INNER_HEADER = 32, 24  # bytes before the first property
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
# Numbers of properties.
_SUBJECT, _BODY, _HTML, _PACKED_RTF = 0x0037, 0x1000, 0x1013, 0x1009
_CODE_PAGE, _MESSAGE_CODE_PAGE = 0x3FDE, 0x3FFD
_SENDER_SMTP, _SENDER_ADDRESS, _SENT_FOR, _HEADERS = 0x5D01, 0x0C1F, 0x0065, 0x007D
_SENDER_NAME = 0x0C1A
_SUBMITTED, _DELIVERED = 0x0039, 0x0E06
_DATA, _LONG_NAME, _SHORT_NAME, _DISPLAY_NAME, _CONTENT_ID = 0x3701, 0x3707, 0x3704, 0x3001, 0x3712
_MIME_TAG = 0x370E
_TEXT, _BYTES_TEXT, _BINARY, _OBJECT = "001F", "001E", "0102", "000D"
_TIME_TYPE, _INTEGER_TYPE = 0x0040, 0x0003


def iter_outlook_mail(data: bytes, budget: Budget, key: str = "") -> Iterator[Content]:
    """Yield what was typed into a .msg, then what else lies in it, mails within it included.

    Raises ContainerError when it cannot be read, or not to its end.
    """
    return guarded(_iter_mail(data, budget, key), _DAMAGED, _PULL_OUT)


def _iter_mail(data: bytes, budget: Budget, key: str) -> Iterator[Content]:
    import olefile  # takes 25 ms, and is seldom needed

    with olefile.OleFileIO(data) as ole:
        names = ole.listdir(streams=True, storages=True)
        if len(names) > LIMITS.members:
            raise ContainerError(_DAMAGED, _PULL_OUT)
        root = _Storage(ole, (), {tuple(map(str, name)) for name in names})
        if not any(path[-1] == _PROPERTIES or path[-1].startswith("__substg1.0_") for path in root.paths):
            raise ContainerError(_DAMAGED, _PULL_OUT)
        yield from _iter_message(root, _ROOT_HEADER, MailContext(key), budget)


@dataclass(frozen=True)
class _Storage:
    """A storage of the OLE file: ``place`` is its path, ``paths`` are those of all streams and storages."""

    ole: Any  # olefile has no types
    place: tuple[str, ...]
    paths: set[tuple[str, ...]]

    def stream(self, name: str) -> bytes:
        """Return the bytes of a stream, b"" when there is none."""
        path = (*self.place, name)
        return bytes(self.ole.openstream(list(path)).read()) if path in self.paths else b""

    def inner(self, name: str) -> _Storage | None:
        path = (*self.place, name)
        return replace(self, place=path) if path in self.paths else None

    def attachments(self) -> list[_Storage]:
        depth = len(self.place) + 1
        own = {path for path in self.paths if len(path) == depth and path[:-1] == self.place}
        return [replace(self, place=path) for path in sorted(own) if path[-1].startswith(_ATTACHMENT)]

    def text(self, *numbers: int, encoding: str = "") -> str:
        """Return the first of these properties that has any text."""
        for number in numbers:
            wide = self.stream(f"__substg1.0_{number:04X}{_TEXT}")
            narrow = self.stream(f"__substg1.0_{number:04X}{_BYTES_TEXT}")
            found = wide.decode("utf-16-le", "replace") if wide else decode_text(narrow, encoding)
            if found.strip("\0 "):
                return found.rstrip("\0")
        return ""

    def binary(self, number: int) -> bytes:
        return self.stream(f"__substg1.0_{number:04X}{_BINARY}")

    def fixed(self, header: int, number: int, kind: int) -> int | None:
        """Return the value of a property of fixed size; None when it is missing."""
        entries = self.stream(_PROPERTIES)[header:]
        for at in range(0, len(entries) - 15, 16):
            found_kind, found, _, value = struct.unpack_from("<HHIQ", entries, at)
            if (found, found_kind) == (number, kind):
                return int(value if kind == _TIME_TYPE else value & 0xFFFFFFFF)
        return None


def _iter_message(message: _Storage, header: int, mail: MailContext, budget: Budget) -> Iterator[Content]:
    encoding = _encoding_of(message, header)
    text = _with_plain_line_ends(message.text(_BODY, encoding=encoding))
    page = decode_text(message.binary(_HTML), encoding) or message.text(_HTML, encoding=encoding)
    packed = b"" if text.strip() or page.strip() else message.binary(_PACKED_RTF)
    rtf = text_of_packed_rtf(packed, budget)
    text = rtf or text
    subject = printable(message.text(_SUBJECT, encoding=encoding))
    sender = _sender_of(message, encoding)
    time = _time_of(message, header)
    is_outer = header == _ROOT_HEADER
    mail = replace(
        mail,
        subject=subject,
        sender=sender or mail.sender,
        sender_name=printable(message.text(_SENDER_NAME, encoding=encoding)),
        sent=time if is_outer else mail.sent,
        forwarded=mail.forwarded if is_outer else time or mail.forwarded,
    )
    plain = text if text.strip() else mail_bodies.text_of_html(page)
    if mail.forwarded is None and (inner_time := mail_bodies.forwarded_time(plain, subject)):
        mail = replace(mail, forwarded=inner_time)
    if plain.strip() or subject:
        blob = mail_bodies.packed(page, text)
        budget.spend(len(blob))
        yield Content(subject, blob, mail=mail, is_body=True)
    if rtf is None:
        yield unreadable_words(mail)
    for number, attachment in enumerate(message.attachments(), 1):
        yield from _iter_attachment(attachment, mail, number, page, budget)


def _iter_attachment(
    attachment: _Storage, mail: MailContext, number: int, page: str, budget: Budget
) -> Iterator[Content]:
    name = attachment_name(printable(attachment.text(_LONG_NAME, _SHORT_NAME, _DISPLAY_NAME)))
    inner = attachment.inner(f"__substg1.0_{_DATA:04X}{_OBJECT}")
    if inner is not None:
        if (*inner.place, _PROPERTIES) in inner.paths:
            context = replace(mail, key=f"{mail.key}/{number}")
            yield from _iter_message(inner, _INNER_HEADER, context, budget)
        else:
            yield Content(name, mail=mail, trouble=_DAMAGED, advice=_PULL_OUT)
        return
    blob = attachment.binary(_DATA)
    cid = attachment.text(_CONTENT_ID).strip("<> ")
    is_picture = attachment.text(_MIME_TAG).startswith("image/")
    if not (cid and is_picture and f"cid:{cid}".casefold() in page.casefold()):
        budget.spend(len(blob))
        yield Content(name, blob, mail=mail)


def _with_plain_line_ends(text: str) -> str:
    """Return a text with plain line ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _encoding_of(message: _Storage, header: int) -> str:
    numbers = (_CODE_PAGE, _MESSAGE_CODE_PAGE)
    page = next(filter(None, (message.fixed(header, number, _INTEGER_TYPE) for number in numbers)), 0)
    return {65001: "utf-8", 20127: "ascii", 28591: "latin-1"}.get(page, f"cp{page}") if page else ""


def _sender_of(message: _Storage, encoding: str) -> str:
    headers = message.text(_HEADERS, encoding=encoding)
    lines = [line for line in headers.splitlines() if line.lower().startswith("from:")]
    known = (message.text(_SENDER_SMTP), message.text(_SENDER_ADDRESS), message.text(_SENT_FOR), *lines[:1])
    return next((found for text in known if "@" in text and (found := address_of(text))), "")


def _time_of(message: _Storage, header: int) -> datetime | None:
    """Return when a mail was sent, else delivered; None when it does not say so, or no calendar has it."""
    for number in (_SUBMITTED, _DELIVERED):
        stamp = message.fixed(header, number, _TIME_TYPE)  # in units of 100 ns since 1601
        if stamp:
            try:
                return (_EPOCH + timedelta(microseconds=stamp // 10)).astimezone(VIETNAM)
            except OverflowError:
                return None
    return None

"""The bytes of a winmail.dat, into which Outlook packs a mail (TNEF) → what was attached to it."""

from __future__ import annotations

import logging
import struct
from collections.abc import Iterator
from typing import Any

from sokhet_docs.returns import mail_bodies
from sokhet_docs.returns.containers import (
    SEND_AGAIN,
    Budget,
    ContainerError,
    Content,
    guarded,
)
from sokhet_docs.returns.mail_rtf import text_of_packed_rtf, unreadable_words
from sokhet_docs.returns.mail_words import attachment_name
from sokhet_docs.text.decoding import decode_text

_DAMAGED = "Tệp winmail.dat của Outlook bị hỏng, không đọc được."
_MAX_OBJECTS = 5_000
_MAX_DEPTH = 4
_FIRST_OBJECT, _OBJECT_HEADER, _CHECKSUM = 6, 9, 2  # bytes


def iter_tnef(_: str, data: bytes, budget: Budget) -> Iterator[Content]:
    """Yield what lies in a winmail.dat, mails within it included, after what was typed.

    Raises ContainerError when it cannot be read, or not to its end.
    """
    return guarded(_iter_attached(data, budget), _DAMAGED)


def _iter_attached(data: bytes, budget: Budget) -> Iterator[Content]:
    from tnefparse import TNEF  # takes 40 ms, and is seldom needed

    logging.getLogger("tnefparse").disabled = True  # it would write to the clerk's screen
    count, end = _measure(data)
    if count > _MAX_OBJECTS:  # for each, tnefparse copies all that follows
        raise ContainerError(_DAMAGED, SEND_AGAIN)
    yield from _iter_contents(TNEF(data, do_checksum=False), budget, _MAX_DEPTH)
    if end > len(data):
        raise ContainerError(_DAMAGED, SEND_AGAIN)


def _measure(data: bytes) -> tuple[int, int]:
    """Return how many objects ``data`` has, and where the last ends; beyond its end when it was cut off."""
    at, count = _FIRST_OBJECT, 0
    while at + _OBJECT_HEADER < len(data) and count <= _MAX_OBJECTS:
        at += _OBJECT_HEADER + struct.unpack_from("<I", data, at + 5)[0] + _CHECKSUM
        count += 1
    return count, at


def _iter_contents(mail: Any, budget: Budget, depth: int) -> Iterator[Content]:  # tnefparse is imported late
    page, text = _text_of(mail.htmlbody), _text_of(mail.body)
    packed = b"" if text.strip() or page.strip() else _bytes_of(mail._rtfbody)
    rtf = text_of_packed_rtf(packed, budget)
    text = rtf or text
    plain = text if text.strip() else mail_bodies.text_of_html(page)
    if plain.strip():
        blob = mail_bodies.packed(page, text)
        budget.spend(len(blob))
        yield Content("", blob, is_body=True)
    if rtf is None:
        yield unreadable_words()
    for attachment in mail.attachments:
        inner = getattr(attachment, "embed", None)
        if inner is not None and depth:
            yield from _iter_contents(inner, budget, depth - 1)
        elif isinstance(attachment.data, bytes):
            budget.spend(len(attachment.data))
            yield Content(_name_of(attachment), attachment.data)


def _name_of(attachment: Any) -> str:
    long_names = [item.data for item in attachment.mapi_attrs if item.name == _LONG_FILE_NAME]
    names = [_text_of(name) for name in (*long_names, attachment._name)]
    name = next((name for name in names if name.strip("\0 ")), "")
    return attachment_name(name.strip("\0 "))


_LONG_FILE_NAME = 0x3707


def _bytes_of(value: object) -> bytes:
    """Return the bytes of a property; b"" where the library gives none. It may have dropped a last zero."""
    return value + b"\0" if isinstance(value, bytes) else b""


def _text_of(value: object) -> str:
    """Return a property's text, in whichever of its shapes the library gives it."""
    if isinstance(value, list | tuple):
        value = value[0] if value else ""
    if isinstance(value, bytes):
        return decode_text(value.rstrip(b"\0")).replace("\r\n", "\n")
    return str(value or "").replace("\r\n", "\n").rstrip("\0")

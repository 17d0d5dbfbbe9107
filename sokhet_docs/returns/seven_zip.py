"""The bytes of a .7z archive → what lies in it, within limits, by py7zr."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from sokhet_docs.returns.containers import (
    LIMITS,
    LOCKED,
    MEMBER_DAMAGED,
    SEND_AGAIN,
    TOO_LARGE,
    UNPACK,
    Budget,
    ContainerError,
    Content,
    split_member,
)
from sokhet_docs.returns.received import in_vietnam

_MAX_TOTAL = 500_000_000  # bytes; py7zr unpacks all members at once


def iter_seven_zip(_: str, data: bytes, budget: Budget) -> Iterator[Content]:
    """Yield the members of a .7z archive. Raises ContainerError, and what py7zr does for damaged bytes."""
    import py7zr  # takes 130 ms, and is seldom needed

    try:
        archive = py7zr.SevenZipFile(io.BytesIO(data))
    except py7zr.PasswordRequired as err:
        raise ContainerError(LOCKED, UNPACK) from err
    with archive:
        members = [member for member in archive.list() if member.is_file]
        if archive.needs_password():
            # The names are known all the same, and may tell whose it is.
            yield from (_failed(member, LOCKED, UNPACK) for member in members)
            return
        sizes = [member.uncompressed for member in members]
        if len(members) > LIMITS.entries or max(sizes, default=0) > budget.most or sum(sizes) > _MAX_TOTAL:
            raise ContainerError(TOO_LARGE, UNPACK)
        shelf = _extracted(archive, budget.bytes_left)
    for member in members:
        blob = shelf.get(member.filename, b"")
        budget.spend(len(blob))
        yield _content(member, blob)


def _extracted(archive: Any, most: int) -> dict[str, bytes]:  # Any: py7zr is imported late
    """Return the bytes of each member; what is damaged is missing or has the wrong bytes."""
    from py7zr.io import BytesIOFactory

    factory = BytesIOFactory(most)
    with suppress(Exception):  # py7zr raises anything; the checksums tell which members are whole
        archive.extractall(factory=factory)
    for product in factory.products.values():
        product.seek(0)
    return {name: product.read() for name, product in factory.products.items()}


def _content(member: Any, blob: bytes) -> Content:
    if len(blob) != member.uncompressed or (member.crc32 and zlib.crc32(blob) != member.crc32):
        return _failed(member, MEMBER_DAMAGED, SEND_AGAIN)
    name, folders = split_member(member.filename)
    return Content(name, blob, in_vietnam(member.creationtime), folders)


def _failed(member: Any, trouble: str, advice: str) -> Content:
    return Content(split_member(member.filename)[0], trouble=trouble, advice=advice)

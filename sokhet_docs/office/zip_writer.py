"""Compressed entries → the bytes of a zip archive, as fast as the bytes can be put together.

An entry is compressed once and may go into any number of archives. Sizes are in bytes; every time is
1 January 1980, so that the same entries give the same archive.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

_DEFLATED = 8
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s4B4H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_DATE = (1 << 5) | 1  # 1 January 1980 as DOS writes it
_VERSION = 20
_UTF8_NAME = 0x800
LEVEL = 6


@dataclass(frozen=True, slots=True)
class Packed:
    """One entry: its name, method (stored or deflated), CRC-32, size when unpacked, and compressed bytes."""

    name: bytes
    method: int
    crc: int
    size: int
    data: bytes


def pack_entry(name: bytes, blob: bytes, level: int = LEVEL) -> Packed:
    """Return ``blob`` as an entry, deflated at ``level``."""
    return Packed(name, _DEFLATED, zlib.crc32(blob), len(blob), zlib.compress(blob, level, -15))


class Deflated(bytes):
    """A text that goes into many entries among others, with what it was deflated to, once."""

    deflated: bytes

    def __new__(cls, text: bytes) -> Deflated:
        """Deflate ``text``, as well as can be."""
        new = super().__new__(cls, text)
        deflater = zlib.compressobj(9, _DEFLATED, -15)
        new.deflated = deflater.compress(text) + deflater.flush(zlib.Z_FULL_FLUSH)
        return new


def pack_pieces(name: bytes, pieces: Iterable[bytes]) -> Packed:
    """Return ``pieces``, one behind the other, as an entry; a `Deflated` one is taken as it is.

    A full flush ends with a whole byte, and what is deflated after it does not refer to what was before it.
    """
    deflater = zlib.compressobj(LEVEL, _DEFLATED, -15)
    crc, size = 0, 0
    data: list[bytes] = []
    for kind, run in groupby(pieces, type):
        for piece in run if kind is Deflated else (b"".join(run),):
            crc, size = zlib.crc32(piece, crc), size + len(piece)
            if isinstance(piece, Deflated):
                data += (deflater.flush(zlib.Z_FULL_FLUSH), piece.deflated)
            else:
                data.append(deflater.compress(piece))
    data.append(deflater.flush())
    return Packed(name, _DEFLATED, crc, size, b"".join(data))


def packed_as_read(content: bytes, info: zipfile.ZipInfo) -> Packed:
    """Return an entry, stored or deflated, of the archive ``content`` as it stands there."""
    names = info.header_offset + 26
    name_length, extra_length = struct.unpack_from("<2H", content, names)
    start = names + 4 + name_length + extra_length
    data = content[start : start + info.compress_size]
    return Packed(info.filename.lstrip("/").encode(), info.compress_type, info.CRC, info.file_size, data)


class ArchiveStart:
    """The entries that many archives begin with, put together once."""

    def __init__(self, entries: Iterable[Packed]) -> None:
        """Take the entries, in their order."""
        body, directory, self._count, self._length = _laid_out(entries, 0)
        self._body, self._directory = b"".join(body), b"".join(directory)

    def archive(self, entries: Iterable[Packed]) -> bytes:
        """Return the zip archive of these entries and then ``entries``."""
        body, directory, more, length = _laid_out(entries, self._length)
        central, count = b"".join((self._directory, *directory)), self._count + more
        end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(central), length, 0)
        return b"".join((self._body, *body, central, end))


def _laid_out(entries: Iterable[Packed], offset: int) -> tuple[list[bytes], list[bytes], int, int]:
    """Return what ``entries`` are from ``offset`` on: contents, directory, their number, where they end."""
    body: list[bytes] = []
    directory: list[bytes] = []
    for entry in entries:
        local = _local_header(entry)
        directory.append(_central_header(entry, offset))
        body += (local, entry.data)
        offset += len(local) + len(entry.data)
    return body, directory, len(directory), offset


def archive_of(entries: Iterable[Packed]) -> bytes:
    """Return the zip archive of ``entries``, in their order."""
    return ArchiveStart(()).archive(entries)


def _local_header(entry: Packed) -> bytes:
    flags = 0 if entry.name.isascii() else _UTF8_NAME
    return (
        _LOCAL.pack(
            b"PK\x03\x04", _VERSION, flags, entry.method, 0, _DATE,
            entry.crc, len(entry.data), entry.size, len(entry.name), 0,
        )
        + entry.name
    )  # fmt: skip


def _central_header(entry: Packed, offset: int) -> bytes:
    flags = 0 if entry.name.isascii() else _UTF8_NAME
    return (
        _CENTRAL.pack(
            b"PK\x01\x02", _VERSION, 0, _VERSION, 0, flags, entry.method, 0, _DATE,
            entry.crc, len(entry.data), entry.size, len(entry.name), 0, 0, 0, 0, 0, offset,
        )
        + entry.name
    )  # fmt: skip

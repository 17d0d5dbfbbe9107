"""Zip files that zipfile would not write: with false sizes, or with gigabytes of noughts."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from typing import NamedTuple


class RawEntry(NamedTuple):
    """One deflated entry, its checksum and unpacked size as they shall be written, true or not."""

    name: str
    crc: int
    size: int
    deflated: bytes


def raw_zip(entries: Iterable[RawEntry]) -> bytes:
    """Return the bytes of a zip file of ``entries``."""
    body, directory = b"", []
    for entry in entries:
        name, packed = entry.name.encode(), entry.deflated
        sizes = (entry.crc, len(packed), entry.size, len(name), 0)
        fixed = struct.pack("<HHHHHLLLHH", 20, 0, 8, 0, 33, *sizes)
        directory.append(b"PK\1\2\x14\0" + fixed + struct.pack("<HHHLL", 0, 0, 0, 0, len(body)) + name)
        body += b"PK\3\4" + fixed + name + packed
    central, count = b"".join(directory), len(directory)
    end = struct.pack("<HHHHLLH", 0, 0, count, count, len(central), len(body), 0)
    return body + central + b"PK\5\6" + end

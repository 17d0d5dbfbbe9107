"""Zip archives, .docx and .xlsx among them: made, read, compared and edited part by part.

An archive is its bytes, its parts are a dict of name → bytes.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from lxml import etree


def read_parts(archive: bytes) -> dict[str, bytes]:
    """Return every part of ``archive`` in its order. Raises BadZipFile when one of them is damaged."""
    with zipfile.ZipFile(io.BytesIO(archive)) as package:
        return {name: package.read(name) for name in package.namelist()}


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """Return an archive of ``parts``, always the same bytes for the same parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def edit_part(archive: bytes, part: str, edit: Callable[[bytes], bytes]) -> bytes:
    """Return ``archive`` with one of its parts edited."""
    parts = read_parts(archive)
    return zipped(parts | {part: edit(parts[part])})


def replace_in_part(archive: bytes, part: str, old: str, new: str) -> bytes:
    """Return ``archive`` with ``old``, which must be there, replaced by ``new`` in one of its parts."""

    def replace(content: bytes) -> bytes:
        assert old.encode() in content, f"no {old!r} in {part}"
        return content.replace(old.encode(), new.encode())

    return edit_part(archive, part, replace)


def canonical_parts(archive: bytes) -> dict[str, bytes]:
    """Return every part: XML in canonical form (relationships and types sorted), others as they are."""
    return {name: _canonical(name, content) for name, content in read_parts(archive).items()}


def _canonical(name: str, content: bytes) -> bytes:
    if not name.endswith((".xml", ".rels", ".vml")):
        return content
    root = etree.fromstring(content)
    if name.endswith(".rels") or name.startswith("["):
        return b"\n".join(
            sorted(etree.tostring(entry, method="c14n", exclusive=True, with_tail=False) for entry in root)
        )
    return etree.tostring(root, method="c14n2")


class RawEntry(NamedTuple):
    """One deflated entry, its checksum and unpacked size as they shall be written, true or not."""

    name: str
    crc: int
    size: int
    deflated: bytes


def raw_zip(entries: Iterable[RawEntry]) -> bytes:
    """Return the bytes of a zip archive of ``entries``, with sizes that zipfile would not write."""
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

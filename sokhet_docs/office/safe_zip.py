"""An untrusted zip file (.xlsx, .ods) → its parts, never more than a safe number of bytes.

Sizes are in bytes. The declared size of a part is what zipfile will read at most, so a look at the
directory is enough to refuse a zip bomb before anything is unpacked.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

MAX_TOTAL = 1_200_000_000
MAX_PART = 96_000_000  # of a part that is held in memory as a whole
MAX_CONTENT = 300_000_000  # of a part that is read piece by piece, without what is empty in it
MAX_PARTS = 20_000
CHUNK = 1 << 20

# libxml2 options for every XML part that comes from outside: nothing is fetched, no entity is expanded.
SAFE_XML: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
}


class UnsafeArchiveError(Exception):
    """The archive would unpack to more than is safe, or is encrypted; the message is Vietnamese."""


@contextmanager
def open_archive(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open the zip file at ``path``; raise UnsafeArchiveError when it is a bomb or has a password.

    zipfile's own errors and OSError pass through.
    """
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
        total = sum(entry.file_size for entry in entries)
        if total > MAX_TOTAL or len(entries) > MAX_PARTS:
            raise UnsafeArchiveError(f"Tệp bung ra tới {_size(total)}, có thể là tệp phá hoại; không đọc.")
        if any(entry.flag_bits & 1 for entry in entries):
            raise UnsafeArchiveError("Tệp được đặt mật khẩu.")
        yield archive


def read_part(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return the part ``name`` as a whole; raise UnsafeArchiveError when it is huge, KeyError without it."""
    size = archive.getinfo(name).file_size
    if size > MAX_PART:
        raise UnsafeArchiveError(f"Phần “{name}” của tệp lớn tới {_size(size)}; không đọc.")
    return archive.read(name)


def iter_chunks(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield the bytes of ``stream`` piece by piece."""
    while chunk := stream.read(CHUNK):
        yield chunk


def within_limits(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield ``chunks``; raise UnsafeArchiveError when there is more in them than any list of units needs."""
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > MAX_CONTENT:
            raise UnsafeArchiveError(f"Trong tệp có hơn {_size(MAX_CONTENT)} chữ và số; không đọc.")
        yield chunk


def _size(count: int) -> str:
    return f"{count / 1e9:.1f} GB".replace(".", ",") if count >= 1e9 else f"{count // 1_000_000} MB"

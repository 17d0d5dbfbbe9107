"""An untrusted zip file → its entries, never more than a safe number of bytes. All sizes are in bytes.

The sizes that the zip directory states serve only to refuse a zip bomb early; the limits apply to what is
actually unpacked.
"""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Self

from lxml import etree

DAMAGE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, etree.LxmlError, EOFError, LookupError,
    OverflowError, RuntimeError, ValueError,
)  # fmt: skip
"""All that zipfile, its decompressors, lxml and the readers of parts raise for damaged bytes."""

_CHUNK = 1 << 20
_LISTED = b"PK\x01\x02"  # begins an entry of the directory
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})  # the only two that Office files use


class UnsafeArchiveError(Exception):
    """The archive would unpack to more than is safe, or has a password; the message is Vietnamese."""


class EncryptedArchiveError(UnsafeArchiveError):
    """The archive has a password."""

    def __init__(self) -> None:
        super().__init__("Tệp được đặt mật khẩu.")


class RepeatedPartError(zipfile.BadZipFile):
    """A part is there twice, with different contents, of which each program would read another one."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is there twice, and each program would read another one")
        self.name = name


@dataclass(frozen=True, slots=True)
class ZipLimits:
    """How much an archive may hold.

    ``stated`` is for all entries together as the directory states it; None: what is not read may be of any
    size. ``total`` is for all that is read, ``entry`` for one that is held in memory as a whole, ``streamed``
    for what is kept of one that is read piece by piece, ``elements`` for those of all XML that is held as
    trees, as `safe_xml.tree_size` counts them (None: any number).
    """

    entries: int
    stated: int | None
    total: int
    entry: int
    streamed: int = 0
    elements: int | None = None

    def check(self, entries: Collection[zipfile.ZipInfo]) -> None:
        """Raise UnsafeArchiveError when the directory states too many entries, or too many bytes."""
        stated = sum(entry.file_size for entry in entries)
        if len(entries) > self.entries or (self.stated is not None and stated > self.stated):
            raise UnsafeArchiveError(f"Tệp bung ra tới {_size(stated)}, có thể là tệp phá hoại; không đọc.")


TABLES = ZipLimits(
    entries=20_000, stated=1_200_000_000, total=1_200_000_000, entry=96_000_000, streamed=300_000_000
)
TEMPLATES = ZipLimits(entries=4_000, stated=200_000_000, total=200_000_000, entry=200_000_000)
WORD_TEXT = ZipLimits(entries=4_000, stated=None, total=60_000_000, entry=30_000_000, elements=600_000)
"""For the text of a .docx, whose hundred pages are about 2 MB and 60,000 elements; its pictures are not read.

An element costs up to 25 µs and 500 bytes, until it is answers.
"""


UNREADABLE = (*DAMAGE, UnsafeArchiveError)
"""All that reading an entry of a damaged or unsafe archive raises."""


class SafeZip:
    """One open archive, its entries read by name (without a leading slash) within limits.

    As in Office, the case of letters does not count, and a backslash in the archive is a slash.
    """

    def __init__(self, archive: zipfile.ZipFile, limits: ZipLimits) -> None:
        """Take an open archive. Raises UnsafeArchiveError for one too large or with a password."""
        infos = [info for info in archive.infolist() if info.filename[-1:] != "/"]
        limits.check(infos)
        if any(info.flag_bits & 1 for info in infos):
            raise EncryptedArchiveError
        self._archive, self.limits, self._left = archive, limits, limits.total
        self.entries = {info.filename.lstrip("/"): info for info in infos}
        self._by_key = {_key(name): info for name, info in self.entries.items()}
        self._ambiguous = _names_in_doubt(infos)

    @classmethod
    @contextmanager
    def opened(cls, content: io.BytesIO, limits: ZipLimits) -> Iterator[Self]:
        """Open an archive in memory. Raises UnsafeArchiveError, what `DAMAGE` lists.

        In memory because a wrong offset in a file on disk raises OSError, as a failing disk does.
        """
        check_directory(content.getvalue(), limits)
        with zipfile.ZipFile(content) as archive:
            yield cls(archive, limits)

    def __contains__(self, name: str) -> bool:
        return name in self.entries or _key(name) in self._by_key

    def size(self, name: str) -> int:
        """Return how many bytes the entry ``name`` states to have. Raises KeyError when there is none."""
        return self._usual(name).file_size

    def read(self, name: str) -> bytes:
        """Return the entry ``name`` as a whole.

        Raises KeyError when there is none, UnsafeArchiveError when it is too large, what `DAMAGE` lists.
        """
        blob = read_entry(self._archive, self._usual(name), self.limits.entry)
        self._spend(len(blob), name)
        return blob

    @contextmanager
    def open(self, name: str) -> Iterator[Iterator[bytes]]:
        """Open the entry ``name`` as its pieces, one after the other. Raises what `read` raises."""
        with self._archive.open(self._usual(name)) as stream:
            yield self._iter_chunks(stream, name)

    def _iter_chunks(self, stream: IO[bytes], name: str) -> Iterator[bytes]:
        while chunk := stream.read(_CHUNK):
            self._spend(len(chunk), name)
            yield chunk

    def within_limits(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """Yield what is kept of a part's ``chunks``; raise UnsafeArchiveError when that is too much."""
        most, size = self.limits.streamed, 0
        for chunk in chunks:
            size += len(chunk)
            if size > most:
                raise UnsafeArchiveError(f"Trong tệp có hơn {_size(most)} chữ và số; không đọc.")
            yield chunk

    def _usual(self, name: str) -> zipfile.ZipInfo:
        info = self.entries.get(name) or self._by_key[_key(name)]
        if info.compress_type not in _METHODS:
            raise zipfile.BadZipFile(f"{name} is packed as no Office file is")
        if _key(name) in self._ambiguous:
            raise RepeatedPartError(name)
        return info

    def _spend(self, size: int, name: str) -> None:
        self._left -= size
        if self._left < 0:
            raise _too_large(name, self.limits.total)


def check_directory(archive: bytes, limits: ZipLimits) -> None:
    """Raise UnsafeArchiveError when ``archive`` lists far more entries than ``limits`` allows.

    To be asked before zipfile opens it, which makes an object of half a kilobyte of every 46 bytes there.
    """
    if archive.count(_LISTED) > 2 * limits.entries:  # archives within it, packed as they are, list theirs too
        raise UnsafeArchiveError(f"Tệp nén có hơn {limits.entries} tệp, không mở.")


def _key(name: str) -> str:
    """Return what all spellings of one part's name share."""
    return name.replace("\\", "/").lstrip("/").casefold()


def _names_in_doubt(infos: Iterable[zipfile.ZipInfo]) -> frozenset[str]:
    """Return the keys of the names that entries with different contents share."""
    contents: dict[str, set[tuple[int, int]]] = {}
    for info in infos:
        contents.setdefault(_key(info.filename), set()).add((info.CRC, info.file_size))
    return frozenset(name for name, found in contents.items() if len(found) > 1)


def read_entry(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes:
    """Return one entry; raise UnsafeArchiveError when it states or has more than ``most`` bytes."""
    with archive.open(info) as stream:
        blob = stream.read(most + 1) if info.file_size <= most else None
    if blob is None or len(blob) > most:
        raise _too_large(info.filename, most)
    return blob


def _too_large(name: str, most: int) -> UnsafeArchiveError:
    return UnsafeArchiveError(f"Phần “{name}” của tệp lớn hơn {_size(most)}; không đọc.")


def _size(count: int) -> str:
    return f"{count / 1e9:.1f} GB".replace(".", ",") if count >= 1e9 else f"{count // 1_000_000} MB"

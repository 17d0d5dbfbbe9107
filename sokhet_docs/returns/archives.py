"""The bytes of an archive (.zip, .7z, .rar, .tar, .gz, .bz2, .xz) → what lies in it, within limits.

Nothing is unpacked to a path: names serve as labels only. Each member is guarded on its own.
"""

from __future__ import annotations

import bz2
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from sokhet_docs.office.file_kinds import Kind
from sokhet_docs.office.safe_zip import DAMAGE, UnsafeArchiveError, read_entry
from sokhet_docs.returns.containers import (
    DAMAGED,
    LIMITS,
    LOCKED,
    MEMBER_DAMAGED,
    SEND_AGAIN,
    TOO_LARGE,
    UNPACK,
    Budget,
    BudgetError,
    ContainerError,
    Content,
    guarded,
    split_member,
)
from sokhet_docs.returns.rar_archives import iter_rar
from sokhet_docs.returns.seven_zip import iter_seven_zip
from sokhet_docs.text.vietnamese import VIETNAM

_FAULTS = (*DAMAGE, OSError, MemoryError)  # OSError: what bzip2 says of damaged bytes, which are in memory
_NAMED_UTF8 = 0x800
_MAX_LZMA_MEMORY = 300_000_000  # bytes
_CHUNK = 1 << 20
_OTHER_METHOD = "Tệp nén theo cách mà máy không mở được."
_PACKED_SUFFIXES = {".gz": "", ".bz2": "", ".xz": "", ".tgz": ".tar", ".tbz2": ".tar", ".txz": ".tar"}


def iter_archive(kind: Kind, name: str, data: bytes, budget: Budget) -> Iterator[Content]:
    """Yield what lies in an archive of ``kind``. Raises ContainerError when it cannot be read to its end."""
    return guarded(_READERS[kind](name, data, budget), DAMAGED)


def _iter_zip(_: str, data: bytes, budget: Budget) -> Iterator[Content]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _FAULTS as err:
        raise ContainerError("Tệp nén hoặc tệp Word bị hỏng, không mở được.", SEND_AGAIN) from err
    with archive:
        members = [member for member in archive.infolist() if member.filename[-1:] != "/"]
        unpacked = sum(member.file_size for member in members)
        if len(members) > LIMITS.entries or unpacked > budget.bytes_left:
            raise ContainerError("Tệp nén bung ra quá lớn, không mở.", UNPACK)
        for member in members:
            yield _zip_member(archive, member, budget)


def _zip_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: Budget) -> Content:
    name, folders = split_member(_zip_name(member))
    if member.flag_bits & 1:
        return Content(name, trouble=LOCKED, advice=UNPACK)
    most = budget.most
    try:
        blob = read_entry(archive, member, most)
    except UnsafeArchiveError as err:
        if most < LIMITS.file:
            raise BudgetError from err
        budget.spend(0)
        return Content(name, trouble=f"Tệp bung ra lớn hơn {LIMITS.file // 1_000_000} MB, không nhận.")
    except NotImplementedError:  # as Windows packs what is larger than 2 GB
        budget.spend(0)
        return Content(name, trouble=_OTHER_METHOD, advice=UNPACK)
    except _FAULTS:
        budget.spend(0)
        return Content(name, trouble=MEMBER_DAMAGED, advice=SEND_AGAIN)
    budget.spend(len(blob))
    return Content(name, blob, _zip_time(member), folders)


def _zip_name(member: zipfile.ZipInfo) -> str:
    if member.flag_bits & _NAMED_UTF8:
        return member.filename
    # Old programs write the bytes of UTF-8, or of their country's code page, without saying so; zipfile takes
    # all for code page 437.
    try:
        raw = member.filename.encode("cp437")
    except UnicodeError:
        return member.filename
    from sokhet_docs.text.decoding import decode_text

    return decode_text(raw)


def _zip_time(member: zipfile.ZipInfo) -> datetime | None:
    """Return when a member was last changed; None when the archive does not say so.

    Its calendar begins on 1 January 1980, which stands for no day at all.
    """
    if member.date_time[:3] <= (1980, 1, 1):
        return None
    try:
        return datetime(*member.date_time, tzinfo=VIETNAM)
    except ValueError:
        return None


def _iter_tar(_: str, data: bytes, budget: Budget) -> Iterator[Content]:
    with tarfile.open(fileobj=io.BytesIO(data), mode="r:", errorlevel=0, encoding="utf-8") as archive:
        for count, member in enumerate(archive):
            if count > LIMITS.entries:
                raise BudgetError
            if member.isfile():
                yield _tar_member(archive, member, budget)


def _tar_member(archive: tarfile.TarFile, member: tarfile.TarInfo, budget: Budget) -> Content:
    name, folders = split_member(member.name)
    if member.size > budget.most or member.issparse():
        budget.spend(0)
        return Content(name, trouble=TOO_LARGE, advice=UNPACK)
    stream = archive.extractfile(member)
    blob = stream.read() if stream else b""
    budget.spend(len(blob))
    if len(blob) != member.size:
        return Content(name, trouble=MEMBER_DAMAGED, advice=SEND_AGAIN)
    return Content(name, blob, time_of_stamp(member.mtime), folders)


def time_of_stamp(stamp: float) -> datetime | None:
    """Return the time of a system's time stamp (seconds since 1970); None for one that no calendar has."""
    try:
        return datetime.fromtimestamp(stamp, VIETNAM) if stamp > 0 else None
    except (OverflowError, ValueError, OSError):
        return None


def _iter_compressed(name: str, data: bytes, budget: Budget) -> Iterator[Content]:
    path = PurePosixPath(name)
    suffix = path.suffix.lower()
    inner = path.stem + _PACKED_SUFFIXES[suffix] if suffix in _PACKED_SUFFIXES else path.stem or name
    blob = _decompressed(data, budget.most)
    budget.spend(len(blob))
    yield Content(inner, blob)


def _decompressed(data: bytes, most: int) -> bytes:
    """Return the unpacked streams of ``data``, one after the other. Raises ContainerError beyond ``most``."""
    pieces, size = [], 0
    while data:
        unpacker = _unpacker(data)
        if unpacker is None:
            break  # what stands behind the last stream is padding
        pending, data = data, b""
        while not unpacker.eof:
            piece = unpacker.decompress(pending, _CHUNK)
            pending = getattr(unpacker, "unconsumed_tail", b"")
            size += len(piece)
            if size > most:
                raise ContainerError(TOO_LARGE, UNPACK)
            if not piece and not pending:
                raise ContainerError(DAMAGED, SEND_AGAIN)
            pieces.append(piece)
        data = unpacker.unused_data
    return b"".join(pieces)


def _unpacker(data: bytes) -> Any:  # the three have the same methods, and no common type
    if data.startswith(b"\x1f\x8b"):
        return zlib.decompressobj(16 + zlib.MAX_WBITS)
    if data.startswith(b"BZh"):
        return bz2.BZ2Decompressor()
    if data.startswith(b"\xfd7zXZ"):
        return lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_MAX_LZMA_MEMORY)
    return None


_READERS: Mapping[Kind, Callable[[str, bytes, Budget], Iterator[Content]]] = {
    Kind.ZIP: _iter_zip,
    Kind.TAR: _iter_tar,
    Kind.COMPRESSED: _iter_compressed,
    Kind.SEVEN_ZIP: iter_seven_zip,
    Kind.RAR: iter_rar,
}

"""The bytes of a .rar archive → what lies in it, by rarfile and the WinRAR, 7-Zip or bsdtar of this machine.

Without one of these programs only what was stored uncompressed can be taken out; the names are known anyway.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from sokhet_docs.returns.containers import (
    LIMITS,
    LOCKED,
    NAMELESS,
    SEND_AGAIN,
    TOO_LARGE,
    UNPACK,
    Budget,
    ContainerError,
    Content,
    parts_of_name,
)
from sokhet_docs.returns.received import VIETNAM

_WINDOWS_PLACES = ("PROGRAMFILES", "PROGRAMFILES(X86)", "PROGRAMW6432")
_WINDOWS_PROGRAMS = (
    ("UNRAR_TOOL", "WinRAR/UnRAR.exe"),
    ("SEVENZIP_TOOL", "7-Zip/7z.exe"),
)
_NO_PROGRAM = "Máy này chưa mở được tệp .rar."


def iter_rar(_: str, data: bytes, budget: Budget) -> Iterator[Content]:
    """Yield the members of a .rar archive. Raises ContainerError, and what rarfile does for damaged bytes."""
    import rarfile

    _find_programs(rarfile)
    try:
        archive = rarfile.RarFile(io.BytesIO(data))
    except rarfile.NeedFirstVolume as err:
        raise ContainerError(
            "Đây là một phần của tệp .rar chia nhỏ.", "Hãy ghép và giải nén rồi thu lại."
        ) from err
    with archive:
        members = [member for member in archive.infolist() if member.is_file()]
        if not members and archive.needs_password():
            raise ContainerError(LOCKED, UNPACK)
        if len(members) > LIMITS.entries or sum(member.file_size for member in members) > LIMITS.total:
            raise ContainerError(TOO_LARGE, UNPACK)
        for member in members:
            yield _member(rarfile, archive, member, budget)


def _member(rarfile: Any, archive: Any, member: Any, budget: Budget) -> Content:  # rarfile has no types
    *folders, name = parts_of_name(member.filename) or (NAMELESS,)
    if member.needs_password():
        return Content(name, trouble=LOCKED, advice=UNPACK)
    most = budget.most
    if member.file_size > most:
        budget.spend(0)
        return Content(name, trouble=TOO_LARGE, advice=UNPACK)
    try:
        with archive.open(member) as stream:
            blob = stream.read(most + 1)
    except rarfile.RarCannotExec:
        return Content(name, trouble=_NO_PROGRAM, advice=UNPACK)
    except (rarfile.Error, OSError, ValueError, EOFError):
        blob = b""
    budget.spend(len(blob))
    if len(blob) != member.file_size:
        return Content(name, trouble="Tệp bị hỏng.", advice=SEND_AGAIN)
    hints = tuple(part for part in reversed(folders) if part != "..")
    return Content(name, blob, _time_of(member.mtime), hints)


def _time_of(time: datetime | None) -> datetime | None:
    with suppress(OverflowError, ValueError, OSError):
        if time and time.tzinfo:
            return time.astimezone(VIETNAM)
        return time.replace(tzinfo=VIETNAM) if time else None
    return None


def _find_programs(rarfile: Any) -> None:
    """Tell rarfile of the programs that Windows installs outside its search path."""
    for place in filter(None, map(os.environ.get, _WINDOWS_PLACES)):
        for setting, program in _WINDOWS_PROGRAMS:
            if (path := Path(place, program)).is_file():
                setattr(rarfile, setting, str(path))

"""The bytes of a .rar archive → what lies in it, by rarfile and the WinRAR, unar or 7-Zip of this machine.

Without one of these programs only what was stored uncompressed can be taken out; the names are known anyway.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sokhet_docs.returns.containers import (
    DAMAGED,
    LIMITS,
    LOCKED,
    SEND_AGAIN,
    TOO_LARGE,
    UNPACK,
    Budget,
    ContainerError,
    Content,
    split_member,
)
from sokhet_docs.returns.received import in_vietnam

# Programs that Windows has outside its search path: rarfile's setting, the place's variable, the program.
_WINDOWS_PROGRAMS = (
    ("UNRAR_TOOL", "PROGRAMFILES", "WinRAR/UnRAR.exe"),
    ("UNRAR_TOOL", "PROGRAMFILES(X86)", "WinRAR/UnRAR.exe"),
    ("SEVENZIP_TOOL", "PROGRAMFILES", "7-Zip/7z.exe"),
    ("SEVENZIP_TOOL", "PROGRAMFILES(X86)", "7-Zip/7z.exe"),
)
_PROGRAMS = ("unrar", "unar", "sevenzip", "sevenzip2")
_MAX_FAILURES = 3  # after so many members that no program took out, no more programs are tried
_NOT_OPENED = "Máy này chưa mở được tệp .rar, hoặc tệp bị hỏng."
_PART = re.compile(r"\.part\d+\.rar$|\.r\d\d$", re.IGNORECASE)
_IN_PARTS, _JOIN = "Đây là một phần của tệp .rar chia nhỏ.", "Hãy ghép và giải nén rồi thu lại."


def iter_rar(name: str, data: bytes, budget: Budget) -> Iterator[Content]:
    """Yield the members of a .rar archive. Raises ContainerError, and what rarfile does for damaged bytes."""
    import rarfile

    _find_programs(rarfile)
    try:
        archive = rarfile.RarFile(io.BytesIO(data))
    except rarfile.NeedFirstVolume as err:
        raise ContainerError(_IN_PARTS, _JOIN) from err
    with archive:
        if not archive.infolist():
            locked = archive.needs_password()
            raise ContainerError(LOCKED if locked else DAMAGED, UNPACK if locked else SEND_AGAIN)
        members = [member for member in archive.infolist() if member.is_file()]
        if len(members) > LIMITS.entries or sum(member.file_size for member in members) > LIMITS.total:
            raise ContainerError(TOO_LARGE, UNPACK)
        reader = _MemberReader(rarfile, archive, budget)
        contents = [reader.read(member) for member in members]
    if _PART.search(name) and any(content.trouble for content in contents):
        raise ContainerError(_IN_PARTS, _JOIN)
    yield from contents


class _MemberReader:
    """Takes members out of one archive."""

    def __init__(self, rarfile: Any, archive: Any, budget: Budget) -> None:  # rarfile has no types
        self._rarfile, self._archive, self._budget = rarfile, archive, budget
        self._failures = 0

    def read(self, member: Any) -> Content:
        """Return a member, or why it cannot be taken out."""
        name, folders = split_member(member.filename)
        if member.needs_password():
            return Content(name, trouble=LOCKED, advice=UNPACK)
        if member.file_size > self._budget.most:
            self._budget.spend(0)
            return Content(name, trouble=TOO_LARGE, advice=UNPACK)
        blob = self._blob(member)
        self._budget.spend(len(blob or b""))
        if blob is None:
            self._failures += 1
            return Content(name, trouble=_NOT_OPENED, advice=UNPACK)
        return Content(name, blob, in_vietnam(member.mtime), folders)

    def _blob(self, member: Any) -> bytes | None:
        """Return the bytes of a member by whichever program of this machine can; None when none can."""
        programs = _PROGRAMS if self._failures < _MAX_FAILURES else ()
        for program in ("", *programs):
            try:
                if program:
                    chosen = {name: name == program for name in _PROGRAMS}
                    self._rarfile.tool_setup(**chosen, bsdtar=False, force=True)
                with self._archive.open(member) as stream:
                    blob = bytes(stream.read(member.file_size + 1))
            except (self._rarfile.Error, OSError, ValueError, EOFError):
                continue
            if len(blob) == member.file_size:
                return blob
        return None


def _find_programs(rarfile: Any) -> None:
    """Tell rarfile of the programs that Windows has outside its search path."""
    for setting, place, program in _WINDOWS_PROGRAMS:
        path = Path(os.environ.get(place, ""), program)
        if place in os.environ and path.is_file():
            setattr(rarfile, setting, str(path))

"""A mailbox file (mbox), read as it streams → its mails, one at a time."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import partial
from typing import IO

from sokhet_docs.returns.containers import LIMITS

_HEAD = 8_000  # bytes from which its encoding and line ends are known
_MARK, _WIDE, _BLANKS = b"\xef\xbb\xbf", (b"\xff\xfe", b"\xfe\xff"), b"\r\n\t "
_MAX_LINE = 1 << 20  # bytes that are read at once; a longer line comes in pieces
_FROM = re.compile(rb"From \S.*\d\d:\d\d|From \S+@\S+|From -\s")
_DATED = re.compile(rb"From \S+ +[A-Z][a-z]{2} [A-Z][a-z]{2} +\d{1,2} \d\d:\d\d(?::\d\d)? .*\d{4}\s*$")
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)


def iter_mailbox(stream: IO[bytes]) -> Iterator[bytes | None]:
    """Yield the bytes of each mail in ``stream``, without its ``From `` line; None for one too large.

    A mail begins at such a line after an empty one, or wherever it has the day and time. Programs that escape
    such lines within a mail put ``>`` before them, which is taken away again.
    """
    mail: list[bytes] = []
    size, after_blank, line_start = 0, True, True
    for line in _iter_lines(stream):
        if line_start and line.startswith(b"From ") and (_FROM if after_blank else _DATED).match(line):
            if size:
                yield _whole(mail, size)
            mail, size = [], 0
        elif size <= LIMITS.file:
            mail.append(line)
            size += len(line)
        after_blank = line_start and not line.strip()
        line_start = line.endswith(b"\n")
    if size:
        yield _whole(mail, size)


def _iter_lines(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield the lines of a mailbox from its first one on, long ones in pieces."""
    lines = _iter_plain(stream)
    begun = (line.removeprefix(_MARK).lstrip(_BLANKS) for line in lines)
    if first := next(filter(None, begun), b""):
        yield first
    yield from lines


def _iter_plain(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield all lines; one that was saved as UTF-16, or with the line ends of old Macs, is put right."""
    head = stream.read(_HEAD)
    stream.seek(0)
    wide = head.startswith(_WIDE)
    if not wide and (b"\r" not in head or b"\n" in head):
        yield from iter(partial(stream.readline, _MAX_LINE), b"")
        return
    said, plain = ("utf-16", "utf-8") if wide else ("latin-1", "latin-1")
    text = io.TextIOWrapper(stream, said, "replace", newline="" if wide else None)
    try:
        for line in iter(partial(text.readline, _MAX_LINE), ""):
            yield line.encode(plain, "replace")
    finally:
        text.detach()  # else it closes the stream, which is its opener's to close


def _whole(mail: list[bytes], size: int) -> bytes | None:
    return _ESCAPED.sub(rb"\1", b"".join(mail)) if size <= LIMITS.file else None

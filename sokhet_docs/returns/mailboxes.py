"""A mailbox file (mbox), read as it streams → its mails, one at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO

from sokhet_docs.returns.containers import LIMITS

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
    size, started, after_blank, line_start = 0, False, True, True
    while line := stream.readline(_MAX_LINE):
        if line_start and line.startswith(b"From ") and (_FROM if after_blank else _DATED).match(line):
            if started:
                yield _whole(mail, size)
            mail, size, started = [], 0, True
        elif size <= LIMITS.file:
            mail.append(line)
            size += len(line)
        after_blank = line_start and not line.strip()
        line_start = line.endswith(b"\n")
    if started or mail:
        yield _whole(mail, size)


def _whole(mail: list[bytes], size: int) -> bytes | None:
    return _ESCAPED.sub(rb"\1", b"".join(mail)) if size <= LIMITS.file else None

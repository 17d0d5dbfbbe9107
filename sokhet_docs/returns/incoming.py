"""Folders, files, archives and mails that came in → single files, one at a time, wherever they were packed.

What is packed is never unpacked to a path of its own choosing: names serve as labels only. A container that
cannot be opened, or not wholly, is itself yielded, so that it is kept; the others are still yielded.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO

from sokhet_docs.office.file_kinds import CONTAINERS, NOTHING, Kind, kind_of
from sokhet_docs.office.text_kinds import is_mailbox
from sokhet_docs.problems import Place, Problem, Severity
from sokhet_docs.returns.around import Around
from sokhet_docs.returns.container_readers import iter_contents, told_failures
from sokhet_docs.returns.containers import (
    LIMITS,
    UNPACK,
    Budget,
    ContainerError,
    Content,
    MailContext,
    printable,
)
from sokhet_docs.returns.expected import Expected
from sokhet_docs.returns.incoming_file import Incoming
from sokhet_docs.returns.mail_texts import MailTexts
from sokhet_docs.returns.mailboxes import iter_mailbox
from sokhet_docs.returns.source_files import (
    Opened,
    SourceError,
    SourceFile,
    head_of,
    is_junk_path,
    iter_source_files,
    open_source,
    read_source,
)

_MAILS = frozenset({Kind.MAIL, Kind.OUTLOOK, Kind.TNEF})
_TOO_DEEP = f"Tệp nén lồng nhau quá sâu, không mở. {UNPACK}"
_MIN_MAIL = 500  # bytes of a mailbox for which one member more may be in it
_MAX_NAMES = 3  # of mails that one line names


@dataclass(frozen=True, slots=True)
class _WithoutFiles:
    # A container in which nothing was that could be a report, and the first words of what was typed into it.
    label: str
    kind: Kind
    words: str

    @property
    def problem(self) -> Problem:
        if self.kind not in _MAILS:
            return _problem(self.label, "Tệp nén không có tệp nào.")
        told = f": “{self.words}”." if self.words else "."
        return _problem(self.label, f"Thư không có tệp đính kèm{told}")


_Item = Incoming | Problem | _WithoutFiles


def iter_incoming(
    sources: Sequence[Path], skipped: Path | None, expected: Expected
) -> Iterator[Incoming | Problem]:
    """Yield every file of ``sources`` (files and folders), or the problem that it is, in the order of names.

    The folder ``skipped`` is not looked into; neither are hidden folders, nor links out of a folder.
    ``expected`` is what is expected of the mails.
    """
    for source in iter_source_files(sources, skipped):
        if isinstance(source, Problem):
            yield source
            continue
        for item in _iter_source(source, expected, in_folder=source.path not in sources):
            yield item.problem if isinstance(item, _WithoutFiles) else item


def _iter_source(source: SourceFile, expected: Expected, *, in_folder: bool) -> Iterator[_Item]:
    try:
        opened = open_source(source.path, in_folder=in_folder)
        if opened is None:
            return
        with opened.stream:
            around = Around(Budget.of_source(opened.size), expected, hints=source.folders)
            yield from _iter_opened(source, opened, around)
    except SourceError as err:
        yield err.problem


def _iter_opened(source: SourceFile, opened: Opened, around: Around) -> Iterator[_Item]:
    name = printable(source.path.name)
    if is_mailbox(head_of(source.path, opened)):  # of any size: its mails are read one at a time
        around.budget.members_left += opened.size // _MIN_MAIL
        yield from _iter_mailbox(name, opened.stream, opened.time, around)
        return
    data = read_source(source.path, opened)
    yield from _iter_data(name, data, opened.time, around)


def _iter_data(name: str, data: bytes, time: datetime, around: Around) -> Iterator[_Item]:
    kind = kind_of(data)
    if kind is Kind.RESOURCE_FORK and name.startswith("._"):
        return  # what a Mac puts beside each file
    if kind not in CONTAINERS:
        yield around.incoming(name, data, kind, time)
    elif around.depth >= LIMITS.depth:
        yield around.incoming(name, data, kind, time, _TOO_DEEP)
    elif kind is Kind.MAILBOX:
        yield from _iter_mailbox(name, io.BytesIO(data), time, around)
    else:
        yield from _iter_container(name, data, kind, time, around)


def _iter_mailbox(name: str, stream: IO[bytes], time: datetime, around: Around) -> Iterator[_Item]:
    """Yield what lies in the mails of a mailbox; those without a file are told together, in one line."""
    without: list[_WithoutFiles] = []
    inside = replace(around.within(name, b""), bundle="")
    for number, mail in enumerate(iter_mailbox(stream), 1):
        label = f"thư {number}"
        if mail is None:
            yield _problem(inside.label_of(label), f"Thư lớn hơn {LIMITS.file // 1_000_000} MB, không nhận.")
            continue
        own = replace(inside, budget=inside.budget.of_one_mail())
        for item in _iter_container(label, mail, Kind.MAIL, time, own):
            if isinstance(item, _WithoutFiles):
                without.append(item)
            else:
                yield item
    if len(without) == 1:
        yield without[0]
    elif without:
        shown = "; ".join(f"“{item.words or 'không có chữ'}”" for item in without[:_MAX_NAMES])
        more = "…" if len(without) > _MAX_NAMES else ""
        message = f"{len(without)} thư trong này không có tệp đính kèm: {shown}{more}."
        yield _problem(around.label_of(name), message)


def _iter_container(name: str, data: bytes, kind: Kind, time: datetime, around: Around) -> Iterator[_Item]:
    """Yield what lies in a container; the container itself where something could not be taken out of it."""
    opening = _Opening(around.within(name, data), kind, time)
    failed: list[Content] = []
    trouble = ""
    try:
        for content in iter_contents(name, data, kind, around.budget):
            if content.trouble:
                failed.append(content)
                opening.found += 1
            else:
                yield from opening.iter_content(content)
    except ContainerError as err:
        trouble = f"{err.message} {err.advice}".strip()
    kept = _kept(opening.mail_around(around).incoming(name, data, kind, time), failed, trouble)
    if kept:
        opening.note(kept)
    yield from opening.iter_texts()
    if kept:
        yield kept
    elif not opening.found:
        yield _WithoutFiles(opening.around.label, kind, opening.texts.preview)


def _kept(container: Incoming, failed: Sequence[Content], trouble: str) -> Incoming | None:
    """Return the container itself, with why, where something could not be taken out of it; else None."""
    told = " ".join(filter(None, (trouble, told_failures(failed))))
    if not told:
        return None
    names = " ".join(PurePosixPath(content.name).stem for content in failed)
    return replace(container, trouble=told, hints=(*filter(None, (names,)), *container.hints))


class _Opening:
    """What was found so far in one container."""

    def __init__(self, around: Around, kind: Kind, time: datetime) -> None:
        self.around, self._kind, self._time = around, kind, time
        self.found = 0
        self.texts = MailTexts()
        self._mail: MailContext | None = None

    def mail_around(self, outer: Around) -> Around:
        """Return what is around the container itself, with what its own mail says of it."""
        return outer.within_mail(self._mail) if self._mail else outer

    def iter_content(self, content: Content) -> Iterator[_Item]:
        """Yield what a content of the container is, or holds; of what was typed `iter_texts` yields it."""
        around = self.around
        if content.mail is not None:
            self._mail = self._mail or content.mail
            around = around.within_mail(content.mail)
        if content.is_body:
            self.texts.add(content, around)
        elif not is_junk_path((*reversed(content.folders), content.name), len(content.data)):
            around = replace(around, hints=(*content.folders, *around.hints))
            for item in _iter_data(content.name, content.data, content.time or self._time, around):
                yield from self._noted(item, around.bundle)

    def _noted(self, item: _Item, key: str) -> Iterator[_Item]:
        if isinstance(item, Incoming) and item.kind in NOTHING - {Kind.EMPTY}:
            if item.kind is Kind.CALENDAR and (what := _card_with_words(item.data)):
                yield _problem(item.label, f"{what}, không phải báo cáo; cần thì mở thư xem.")
            return
        self.found += 1
        if isinstance(item, Incoming):
            self.texts.note_file(item, key)
        yield item

    def note(self, kept: Incoming) -> None:
        """Take note that the container itself is kept."""
        self.texts.note_file(kept, self._mail.key if self._mail else self.around.bundle)

    def iter_texts(self) -> Iterator[_Item]:
        """Yield what is taken in of the words that were typed into mails, once all else was taken out."""
        for item in self.texts.iter_files(self._time):
            self.found += not item.only_quotes
            yield item


def _card_with_words(data: bytes) -> str:
    """Return what a calendar's entry or a visiting card is that somebody wrote words into; "" for others."""
    if b"SUMMARY" in data:
        return "Lời mời ghi lịch (.ics)"
    return "Danh thiếp (.vcf) có ghi chú" if b"\nNOTE" in data else ""


def _problem(label: str, message: str, hint: str = "", severity: Severity = Severity.WARNING) -> Problem:
    return Problem(Place(label), message, hint, severity)

"""Folders, files, archives and mails that came in → single files, one at a time, wherever they were packed.

What is packed is never unpacked to a path of its own choosing: names serve as labels only. A container that
cannot be opened, or not wholly, is itself yielded, so that it is kept; the others are still yielded.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO

from sokhet_docs.office.file_kinds import CONTAINERS, NOTHING, READABLE, Kind, kind_of
from sokhet_docs.office.files import sha256_of
from sokhet_docs.office.text_kinds import is_mailbox
from sokhet_docs.problems import Place, Problem, Severity
from sokhet_docs.returns import mail_bodies
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
from sokhet_docs.returns.incoming_file import Incoming
from sokhet_docs.returns.mailboxes import iter_mailbox
from sokhet_docs.returns.received import BETWEEN
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
_BODY = "nội dung thư"
_BODY_ALONE = "Chữ viết ngay trong thư, không phải tệp đính kèm; cần xem có phải báo cáo không."
_MAX_TEXT = 2_000_000  # characters of a body that are looked at
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


@dataclass(frozen=True, slots=True)
class _Around:
    """What a file is packed in: label and hints so far, the mail, how deep it lies, what may be unpacked."""

    budget: Budget = field(default_factory=Budget)
    label: str = ""
    hints: tuple[str, ...] = ()
    sender: str = ""
    sender_name: str = ""
    sent: datetime | None = None
    forwarded: datetime | None = None
    in_mail: bool = False
    bundle: str = ""
    words: str = ""
    depth: int = 0

    def within(self, name: str, data: bytes) -> _Around:
        """Return what is around the contents of the container ``name``."""
        return replace(
            self,
            label=self.label_of(name),
            hints=(PurePosixPath(name).stem, *self.hints),
            bundle=self.bundle if self.in_mail else sha256_of(data)[:16],
            depth=self.depth + 1,
        )

    def within_mail(self, mail: MailContext) -> _Around:
        """Return what is around the attachments of ``mail``, the mail itself being around already.

        Of mails within one another the outermost tells when it was sent, the innermost what was forwarded.
        """
        forwarded = mail.forwarded or (mail.sent if self.in_mail else None) or self.forwarded
        return replace(
            self,
            hints=(mail.subject, *self.hints),
            sender=mail.sender or self.sender,
            sender_name=mail.sender_name if mail.sender else self.sender_name,
            sent=self.sent or mail.sent,
            forwarded=forwarded,
            in_mail=True,
            bundle=mail.key,
            words=mail.words or self.words,
        )

    def label_of(self, name: str) -> str:
        return f"{self.label}{BETWEEN}{name}" if self.label else name

    def incoming(self, name: str, data: bytes, kind: Kind, time: datetime, trouble: str = "") -> Incoming:
        """Return the file ``name`` that lies here."""
        return Incoming(
            name=name,
            label=self.label_of(name),
            data=data,
            kind=kind,
            received=self.sent or time,
            time=time,
            hints=(*self.hints, self.sender_name) if self.sender_name else self.hints,
            sender=self.sender,
            sent=self.sent,
            forwarded=self.forwarded,
            bundle=self.bundle,
            mail_words=self.words,
            trouble=trouble,
        )


def iter_incoming(sources: Sequence[Path], skipped: Path | None = None) -> Iterator[Incoming | Problem]:
    """Yield every file of ``sources`` (files and folders), or the problem that it is, in the order of names.

    The folder ``skipped`` is not looked into; neither are hidden folders, nor links out of a folder.
    """
    for source in iter_source_files(sources, skipped):
        if isinstance(source, Problem):
            yield source
            continue
        for item in _iter_source(source, in_folder=source.path not in sources):
            yield item.problem if isinstance(item, _WithoutFiles) else item


def _iter_source(source: SourceFile, *, in_folder: bool) -> Iterator[_Item]:
    try:
        opened = open_source(source.path, in_folder=in_folder)
        if opened is None:
            return
        with opened.stream:
            yield from _iter_opened(source, opened)
    except SourceError as err:
        yield err.problem


def _iter_opened(source: SourceFile, opened: Opened) -> Iterator[_Item]:
    name = printable(source.path.name)
    around = _Around(Budget.of_source(opened.size), hints=source.folders)
    if is_mailbox(head_of(source.path, opened)):  # of any size: its mails are read one at a time
        around.budget.members_left += opened.size // _MIN_MAIL
        yield from _iter_mailbox(name, opened.stream, opened.time, around)
        return
    data = read_source(source.path, opened)
    yield from _iter_data(name, data, opened.time, around)


def _iter_data(name: str, data: bytes, time: datetime, around: _Around) -> Iterator[_Item]:
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


def _iter_mailbox(name: str, stream: IO[bytes], time: datetime, around: _Around) -> Iterator[_Item]:
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


def _iter_container(name: str, data: bytes, kind: Kind, time: datetime, around: _Around) -> Iterator[_Item]:
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
    if failed or trouble:
        told = " ".join(filter(None, (trouble, told_failures(failed))))
        names = " ".join(PurePosixPath(content.name).stem for content in failed)
        kept = opening.mail_around(around).incoming(name, data, kind, time, told)
        yield replace(kept, hints=(*filter(None, (names,)), *kept.hints))
    elif not opening.found:
        yield _WithoutFiles(opening.around.label, kind, opening.words)


class _Opening:
    """What was found so far in one container."""

    def __init__(self, around: _Around, kind: Kind, time: datetime) -> None:
        self.around, self._kind, self._time = around, kind, time
        self.found = 0
        self.words = ""
        self._readable = False
        self._mail: MailContext | None = None

    def mail_around(self, outer: _Around) -> _Around:
        """Return what is around the container itself, with what its own mail says of it."""
        return outer.within_mail(self._mail) if self._mail else outer

    def iter_content(self, content: Content) -> Iterator[_Item]:
        """Yield what a content of the container is, or holds."""
        around = self.around
        if content.mail is not None:
            self._mail = self._mail or content.mail
            around = around.within_mail(content.mail)
        if content.is_body:
            yield from self._iter_body(content, around)
        elif not is_junk_path((*reversed(content.folders), content.name), len(content.data)):
            around = replace(around, hints=(*content.folders, *around.hints))
            for item in _iter_data(content.name, content.data, content.time or self._time, around):
                yield from self._noted(item)

    def _noted(self, item: _Item) -> Iterator[_Item]:
        if isinstance(item, Incoming) and item.kind in NOTHING - {Kind.EMPTY}:
            return
        self.found += 1
        self._readable |= isinstance(item, Incoming) and item.kind in READABLE and not item.trouble
        yield item

    def _iter_body(self, content: Content, around: _Around) -> Iterator[_Item]:
        kind = kind_of(content.data)
        text = content.data.decode("utf-8", "replace")
        if kind is Kind.HTML or text.startswith("<meta"):
            kind = Kind.HTML
            text = mail_bodies.text_of_html(text, without_quotes=mail_bodies.is_answer(content.name))
        else:
            kind, text = Kind.TEXT, mail_bodies.own_words(text[:_MAX_TEXT], content.name)
        is_report = mail_bodies.has_title(text) or (not self._readable and mail_bodies.is_long(text))
        self.words = self.words or mail_bodies.preview(text)
        if is_report:
            self.found += 1
            body = around.incoming(content.name or _BODY, content.data, kind, self._time)
            yield replace(body, label=around.label_of(_BODY), note=_BODY_ALONE, mail_words="")


def _problem(label: str, message: str, hint: str = "", severity: Severity = Severity.WARNING) -> Problem:
    return Problem(Place(label), message, hint, severity)

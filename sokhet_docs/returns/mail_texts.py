"""What was typed into the mails of one container → a report, or a note of it beside what the mail brought."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import PurePosixPath

from sokhet_docs.office.file_kinds import READABLE, Kind, kind_of
from sokhet_docs.office.files import sha256_of
from sokhet_docs.returns import mail_bodies
from sokhet_docs.returns.around import Around
from sokhet_docs.returns.containers import Content
from sokhet_docs.returns.incoming_file import Incoming
from sokhet_docs.returns.mail_greetings import says_more_than_a_greeting
from sokhet_docs.returns.mail_notes import BODY_NAME, NOTE_NAME, MailNote
from sokhet_docs.returns.received import short_digest

_BODY_ALONE = "Chữ viết ngay trong thư, không phải tệp đính kèm; cần xem có phải báo cáo không."
_MAX_TEXT = 2_000_000  # characters of a body that are looked at


@dataclass(frozen=True, slots=True)
class _Brought:
    # A file that the mail ``key`` brought.
    key: str
    digest: str
    name: str
    readable: bool


@dataclass(frozen=True, slots=True)
class _Body:
    # What was typed into one mail: all of its text, and what of it the sender wrote himself.
    content: Content
    around: Around
    kind: Kind
    text: str
    own: str


class MailTexts:
    """What was typed into the mails of a container, until it is known what each of them brought."""

    def __init__(self) -> None:
        self._bodies: list[_Body] = []
        self._brought: list[_Brought] = []

    @property
    def preview(self) -> str:
        """The first words of the first mail that has any."""
        return next(filter(None, (mail_bodies.preview(body.own) for body in self._bodies)), "")

    def add(self, content: Content, around: Around) -> None:
        """Take the text ``content`` of the mail that is ``around``."""
        kind, subject = kind_of(content.data), around.subject
        text = content.data.decode("utf-8", "replace")
        if kind is Kind.HTML or text.startswith("<meta"):
            kind, text = Kind.HTML, mail_bodies.text_of_html(text, quotes=mail_bodies.is_answer(subject))
        else:
            kind = Kind.TEXT
        own = mail_bodies.own_words(text[:_MAX_TEXT], subject)
        self._bodies.append(_Body(content, around, kind, text, own))

    def note_file(self, item: Incoming, key: str) -> None:
        """Take note of a file that came in the mail ``key``."""
        readable = item.kind in READABLE and not item.trouble and not item.is_note
        self._brought.append(_Brought(key, short_digest(sha256_of(item.data)), item.name, readable))

    def iter_files(self, time: datetime) -> Iterator[Incoming]:
        """Yield each text that is a report, and a note of each mail whose words or files are to be known."""
        written = {body.around.bundle for body in self._bodies if body.own.strip()}
        for body in self._bodies:
            key = body.around.bundle
            if key in written and not body.own.strip():
                continue  # the words of this mail are in another part of it
            brought = [one for one in self._brought if f"{one.key}/".startswith(f"{key}/")]
            yield from _iter_files(body, brought, time)


def _iter_files(body: _Body, brought: Sequence[_Brought], time: datetime) -> Iterator[Incoming]:
    around, name = body.around, body.content.name
    files = {one.digest: one.name for one in brought}
    is_report = _is_report(body, brought)
    if is_report:
        report = around.incoming(name or BODY_NAME, body.content.data, body.kind, time)
        yield replace(report, label=around.label_of(BODY_NAME), note=_BODY_ALONE, typed=True)
        files[short_digest(sha256_of(report.data))] = BODY_NAME
    kept = _note_of(body, "" if is_report else body.text, files)
    is_known = len(files) > 1 or _is_to_be_known(body, kept)
    if is_known or _only_quotes(body, kept):
        data = kept.to_bytes()
        note = around.incoming(NOTE_NAME, data, Kind.TEXT, time)
        stems = (PurePosixPath(name).stem for name in files.values())
        hints = (*stems, *note.hints)
        yield replace(
            note, typed=True, is_note=True, only_quotes=not is_known, brought=tuple(files), hints=hints
        )


def _only_quotes(body: _Body, note: MailNote) -> bool:
    """Return whether ``note``, which says nothing else, quotes a mail in which something may be written."""
    return not _is_of_a_program(body) and bool(note.quoted_words)


def _is_of_a_program(body: _Body) -> bool:
    return body.content.mail is not None and body.content.mail.automatic


def _is_to_be_known(body: _Body, note: MailNote) -> bool:
    """Return whether ``note`` says anything; what a program wrote does not, without a file."""
    if _is_of_a_program(body) and not note.files:
        return False
    if note.files and note.quoted_words:
        return True
    return says_more_than_a_greeting(note.own_words) or bool(note.news_in_subject(body.around.expected))


def _is_report(body: _Body, brought: Sequence[_Brought]) -> bool:
    if mail_bodies.has_title(body.own) or body.around.expected.is_report(body.own):
        return True
    return mail_bodies.is_long(body.own) and not any(one.readable for one in brought)


def _note_of(body: _Body, text: str, files: Mapping[str, str]) -> MailNote:
    around = body.around
    return MailNote(
        text,
        around.bundle,
        around.sender,
        around.sender_name,
        around.subject,
        around.sent,
        around.forwarded,
        files,
    )

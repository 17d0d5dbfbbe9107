"""What was typed into a mail ↔ the text file that is kept of it, which also says what the mail brought.

The file lies among the originals, so that a ledger made anew knows again what was written and which files
came together. A clerk can open it: a few lines that say whose mail it was, an empty one, then the words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sokhet_docs.office.file_kinds import Kind
from sokhet_docs.returns import mail_bodies
from sokhet_docs.returns.expected import Expected
from sokhet_docs.returns.incoming_file import Incoming
from sokhet_docs.returns.received import Intake, Return, in_vietnam, intake_folder, short_digest

NOTE_NAME = "lời trong thư"
BODY_NAME = "nội dung thư"
_MARK = "Lời viết trong thư, sokhet-docs chép lại nguyên văn. Đừng sửa."
_SENDER, _SUBJECT, _SENT, _FORWARDED = "Từ", "Tiêu đề", "Gửi lúc", "Thư gốc gửi lúc"
_FILES, _KEY = "Tệp trong thư", "Mã thư"
_LINE = re.compile(r"([^:\n]{2,20}): (.*)")
_FILE = re.compile(r"(.+?) \[([0-9a-f]{12})\](?:; |$)")
_END = "\r\n"


@dataclass(frozen=True, slots=True)
class MailNote:
    """What is kept of a mail: its words, from whom, when; ``files`` are the names of those it brought.

    ``files`` are by their digests (`short_digest`). ``key`` tells the mail from others, as `Return.bundle`.
    """

    text: str
    key: str = ""
    sender: str = ""
    sender_name: str = ""
    subject: str = ""
    sent: datetime | None = None
    forwarded: datetime | None = None
    files: Mapping[str, str] | None = None

    def to_bytes(self) -> bytes:
        """Return the file that is kept."""
        sender = f"{self.sender_name} <{self.sender}>" if self.sender_name else self.sender
        said = {
            _SENDER: sender,
            _SUBJECT: self.subject,
            _SENT: self.sent.isoformat() if self.sent else "",
            _FORWARDED: self.forwarded.isoformat() if self.forwarded else "",
            _FILES: "; ".join(f"{name} [{digest}]" for digest, name in (self.files or {}).items()),
            _KEY: self.key,
        }
        lines = [f"{label}: {' '.join(value.split())}" for label, value in said.items() if value]
        text = "\n".join([_MARK, *lines, "", self.text.strip("\n")])
        return f"{_END.join(text.splitlines())}{_END}".encode("utf-8", "replace")

    def news_in_subject(self, expected: Expected) -> str:
        """Return the subject where it says more than is ``expected``; "" where it does not."""
        names = (*(self.files or {}).values(), self.sender_name, self.sender)
        return expected.news_in(self.subject, names)

    @property
    def own_words(self) -> str:
        """What the sender wrote himself, without what he answers to."""
        return mail_bodies.own_words(self.text, self.subject).strip()

    @property
    def words_above_quotes(self) -> str:
        """What the sender wrote before he quotes or passes on another mail."""
        return mail_bodies.words_above_quotes(self.text)

    @property
    def quoted_words(self) -> str:
        """What stands in the mail that the sender answers to, where he may have written too."""
        return mail_bodies.quoted_words(self.text, self.subject)


def is_note(data: bytes) -> bool:
    """Return whether ``data`` is a file that `MailNote.to_bytes` made."""
    return data.startswith(_MARK.encode())


def read_note(data: bytes) -> MailNote:
    """Return what was kept of a mail in ``data``, of which `is_note` is true."""
    head, _, text = "\n".join(data.decode("utf-8", "replace").splitlines()).partition("\n\n")
    said = {match[1]: match[2] for line in head.split("\n") if (match := _LINE.fullmatch(line))}
    name, _, address = said.get(_SENDER, "").rpartition(" <")
    files = said.get(_FILES, "")
    return MailNote(
        text,
        said.get(_KEY, ""),
        address.removesuffix(">"),
        name,
        said.get(_SUBJECT, ""),
        _time_in(said.get(_SENT, "")),
        _time_in(said.get(_FORWARDED, "")),
        {digest: name for name, digest in _FILE.findall(files)},
    )


def _time_in(text: str) -> datetime | None:
    with suppress(ValueError):
        return in_vietnam(datetime.fromisoformat(text))
    return None


def note_of(intake: Intake, item: Return) -> MailNote:
    """Return what was kept of the mail of the note ``item``; an empty note where its file is gone."""
    return _note_at(intake_folder(intake.output) / item.file) or MailNote("")


def _note_at(path: Path) -> MailNote | None:
    with suppress(OSError):
        data = path.read_bytes()
        return read_note(data) if is_note(data) else None
    return None


@dataclass(frozen=True, slots=True)
class MailsOfNotes:
    """The mails of which a note is left, where the ledger is not: by the notes' paths, and by their files."""

    by_path: Mapping[Path, MailNote]
    by_file: Mapping[str, MailNote]

    @classmethod
    def read(cls, intake: Intake, paths: Sequence[Path]) -> MailsOfNotes:
        """Read the notes among ``paths``, and those of ``intake``."""
        noted = [intake_folder(intake.output) / item.file for item in intake.returns if item.is_note]
        found = ((path, _note_at(path)) for path in (*noted, *paths) if paths and path.suffix == ".txt")
        notes = {path: note for path, note in found if note}
        widest = sorted(notes.values(), key=lambda note: len(note.files or ()), reverse=True)
        return cls(notes, {digest: note for note in widest for digest in note.files or ()})

    def has(self, path: Path) -> bool:
        """Return whether ``path`` is a note."""
        return path in self.by_path

    def around(self, file: Incoming, digest: str, path: Path) -> Incoming:
        """Return ``file`` with what a note says of the mail that brought it, or that it is of."""
        note = self.by_path.get(path) or self.by_file.get(short_digest(digest))
        if note is None:
            return file
        typed = (note.files or {}).get(short_digest(digest)) == BODY_NAME
        known = replace(file, bundle=note.key, sent=note.sent, forwarded=note.forwarded, typed=typed)
        if path not in self.by_path:
            return known
        brought, stems = tuple(note.files or ()), (Path(name).stem for name in (note.files or {}).values())
        hints = tuple(filter(None, (*stems, note.subject, note.sender_name)))
        return replace(
            known, kind=Kind.TEXT, hints=hints, sender=note.sender, typed=True, is_note=True, brought=brought
        )

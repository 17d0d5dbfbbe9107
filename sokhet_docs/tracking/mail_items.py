"""What was typed into the mails of a unit → review items, beyond mere greetings; nothing is left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sokhet_docs.plan import Plan
from sokhet_docs.returns import (
    Expected,
    Intake,
    Return,
    intake_folder,
    is_long_text,
    note_of,
    says_more_than_a_greeting,
    words_that_announce,
)
from sokhet_docs.text.vietnamese import first_few, joined
from sokhet_docs.tracking.unit_status import ReviewItem

_QUOTED_WORDS = 20  # of a mail that is answered to
_MOST_SHOWN = 30_000  # characters; a cell of a workbook holds a few more


@dataclass(frozen=True, slots=True)
class _Said:
    # What the mail of a note says beyond what is expected: its subject and its words, "" for nothing new;
    # the first words of the mail that it answers to, which are not read.
    note: Return
    subject: str
    words: str
    quoted: str

    @property
    def lines(self) -> list[str]:
        return [self.subject, *self.words.split("\n")]


@dataclass(frozen=True, slots=True)
class MailItems:
    """Tells what was typed into the mails that ``intake`` has notes of, beyond what is ``expected``.

    ``names`` are those of the units, by their codes.
    """

    intake: Intake
    expected: Expected
    names: Mapping[str, str]

    @classmethod
    def of(cls, intake: Intake, plan: Plan) -> MailItems:
        """Return what tells of the mails about ``plan``."""
        return cls(intake, Expected.of(plan), {unit.code: unit.name for unit in plan.units})

    def of_unit(self, code: str, files: Iterable[Return], *, has_text: bool) -> Iterator[ReviewItem]:
        """Yield an item for each mail of a unit that says more than a greeting.

        Of a mail that brought one of the unit's ``files`` the words are only to be known, unless they
        announce a correction or a supplement, or are long where no report of the unit ``has_text``.
        """
        for said in self._said(self._notes_with(files)):
            is_open = bool(words_that_announce(said.lines))
            is_open |= not has_text and is_long_text(said.words)
            yield ReviewItem(said.note.file, self._beside(said), minor=not is_open)
        for said in self._said([one for one in self.intake.lone_notes if one.unit_code == code]):
            is_report, is_none = (f"--{option} {said.note.file}" for option in ("use", "set-aside"))
            choice = f"Nếu chính nó là báo cáo: sokhet-docs collect {is_report}; không phải: {is_none}"
            message = f"{self._alone(said)} {choice}"
            yield ReviewItem(said.note.file, message, minor=not (said.subject or said.words))

    def of_stray(self, item: Return) -> str:
        """Return what was typed into the mail of a file of no known unit, as sentences; "" for nothing."""
        if not item.counts:
            return " ".join(map(self._alone, self._said([item])))
        return " ".join(map(self._beside, self._said(self._notes_with([item]))))

    def _notes_with(self, files: Iterable[Return]) -> Iterator[Return]:
        """Yield the notes of the mails that brought ``files``, each with one file of its mail alone."""
        for item in files:
            notes = self.intake.notes_with(item)
            yield from (note for note in notes if self.intake.is_told_with(note, item))

    def _said(self, notes: Iterable[Return]) -> Iterator[_Said]:
        """Yield what each of ``notes`` says beyond a greeting, equal words once."""
        all_said = {(said.subject, said.words, said.quoted): said for said in map(self._said_in, notes)}
        return (said for said in all_said.values() if said.subject or said.words or said.quoted)

    def _said_in(self, item: Return) -> _Said:
        note = note_of(self.intake, item)
        words = note.own_words
        subject = note.news_in_subject(self.expected)
        quoted = first_few(note.quoted_words.split(), _QUOTED_WORDS, "…", " ")
        return _Said(item, subject, words if says_more_than_a_greeting(words) else "", quoted)

    def _beside(self, said: _Said) -> str:
        subject = f"Tiêu đề thư: “{said.subject}”." if said.subject else ""
        words = f"Lời trong thư: {self._told(said)}" if said.words else ""
        return " ".join(filter(None, (subject, words, _quoted(said), self._others(said))))

    def _alone(self, said: _Said) -> str:
        subject = f"Tiêu đề: “{said.subject}”." if said.subject else ""
        words = f"Lời: {self._told(said)}" if said.words else ""
        only = " ".join(filter(None, (subject, words, _quoted(said))))
        only = f"{only[0].lower()}{only[1:]}"
        return f"Thư không đem theo tệp nào được nhận, chỉ có {only} Chưa tính là báo cáo."

    def _others(self, said: _Said) -> str:
        """Return whose files the mail brought too, as a sentence; "" where all are of one unit."""
        files = (item for item in self.intake.returns if said.note in self.intake.notes_with(item))
        codes = dict.fromkeys(item.unit_code for item in files if item.unit_code in self.names)
        names = [self.names[code] for code in list(codes)[1:] if code]
        return f"Thư này còn đem tệp của {joined(names, ' và ')}." if names else ""

    def _told(self, said: _Said) -> str:
        line = " ".join(said.words.split())
        if len(line) <= _MOST_SHOWN:
            return f"“{line}”."
        shown = line[:_MOST_SHOWN].rsplit(" ", 1)[0]
        place = f"{intake_folder(self.intake.output).name}/{said.note.file}"
        return f"“{shown}…” (thư có {len(line)} ký tự, phần còn lại đọc ở {place})."


def _quoted(said: _Said) -> str:
    return f"Phần trích thư trước, máy không đọc: “{said.quoted}”." if said.quoted else ""

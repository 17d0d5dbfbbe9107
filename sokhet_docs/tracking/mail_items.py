"""What was typed into the mails of a unit → review items, beyond mere greetings; nothing is left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sokhet_docs.returns import (
    Intake,
    Return,
    intake_folder,
    is_long_text,
    quoted,
    says_more_than_a_greeting,
    shortest_name,
    words_of_note,
)
from sokhet_docs.tracking.supplements import words_that_announce
from sokhet_docs.tracking.unit_status import ReviewItem

_MOST_SHOWN = 30_000  # characters; a cell of a workbook holds a few more
_ALONE = "Thư không đem theo tệp nào được nhận, chỉ có lời: {} Chưa tính là báo cáo."


@dataclass(frozen=True, slots=True)
class MailItems:
    """Tells what was typed into the mails that ``intake`` has notes of."""

    intake: Intake

    def of_unit(self, code: str, files: Iterable[Return], *, has_text: bool) -> Iterator[ReviewItem]:
        """Yield an item for each mail of a unit that says more than a greeting.

        Of a mail that brought one of the unit's ``files`` the words are only to be known, unless they
        announce a correction or a supplement, or are long where no report of the unit ``has_text``.
        """
        yield from self._of_notes(self._notes_with(files), has_text=has_text)
        for note, words in self._said([one for one in self.intake.lone_notes if one.unit_code == code]):
            use = quoted(shortest_name(self.intake.returns, note))
            told = f"{_ALONE.format(self._told(note, words))} Nếu chính nó là báo cáo:"
            yield ReviewItem(note.file, f"{told} sokhet-docs collect --use {use}")

    def _of_notes(self, notes: Iterable[Return], *, has_text: bool) -> Iterator[ReviewItem]:
        for note, words in self._said(notes):
            is_open = bool(words_that_announce(words.split("\n")))
            is_open |= not has_text and is_long_text(words)
            yield ReviewItem(note.file, f"Lời trong thư: {self._told(note, words)}", minor=not is_open)

    def of_stray(self, item: Return) -> str:
        """Return what was typed into the mail of a file of no known unit, as sentences; "" for nothing."""
        if not item.counts:
            return " ".join(_ALONE.format(self._told(note, words)) for note, words in self._said([item]))
        said = self._said(self._notes_with([item]))
        return " ".join(f"Lời trong thư: {self._told(note, words)}" for note, words in said)

    def _notes_with(self, files: Iterable[Return]) -> Iterable[Return]:
        return {note.file: note for item in files for note in self.intake.notes_with(item)}.values()

    def _said(self, notes: Iterable[Return]) -> Iterator[tuple[Return, str]]:
        """Yield each note that says more than a greeting with its words, equal ones once."""
        by_words = {words_of_note(self.intake, note): note for note in notes}
        return ((note, words) for words, note in by_words.items() if says_more_than_a_greeting(words))

    def _told(self, note: Return, words: str) -> str:
        line = " ".join(words.split())
        if len(line) <= _MOST_SHOWN:
            return f"“{line}”."
        shown = line[:_MOST_SHOWN].rsplit(" ", 1)[0]
        place = f"{intake_folder(self.intake.output).name}/{note.file}"
        return f"“{shown}…” (thư có {len(line)} ký tự, phần còn lại đọc ở {place})."

"""The output folder → what the letters say that were sent from it: which names a form printed by itself."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path

from sokhet_docs.outbox import released_copies, sent_files
from sokhet_docs.plan import Identity, read_identifier
from sokhet_docs.problems import SokhetError
from sokhet_docs.returns.evidence import Evidence, read_evidence
from sokhet_docs.returns.returned_docx import read_returned_docx
from sokhet_docs.returns.signs import Signs
from sokhet_docs.text.vietnamese import match_key


class SentLetters:
    """The letters that were sent from the output folder ``output``, each read when it is asked for."""

    def __init__(self, output: Path) -> None:
        self._output = output
        self.lines_of = cache(self._lines_of)
        self.signs_of = cache(self._signs_of)

    def _lines_of(self, unit_code: str, *, elsewhere: bool = False) -> frozenset[str]:
        """Return the match keys of the lines in the places that say whose a report is.

        With ``elsewhere`` those of the packet's other documents.
        """
        letters = self.signs_of(unit_code)
        lines = (line for signs in letters for line in (signs.elsewhere if elsewhere else signs.lines))
        return frozenset(match_key(line) for line in lines)

    def _signs_of(self, unit_code: str) -> tuple[Signs, ...]:
        """Return what the reports say that were sent to a unit; none where no letter is left."""
        return tuple(letter.signs for letter in self._letters(unit_code) if letter.is_report and letter.signs)

    def _letters(self, unit_code: str) -> Iterator[Evidence]:
        for path in self._files.get(unit_code, ()):
            try:
                yield read_evidence(path, (), "", ())
            except (OSError, SokhetError):
                continue  # gone or damaged since

    @cached_property
    def identities(self) -> frozenset[Identity]:
        """The identities that released letters carry: the plan's code may have changed since."""
        paths = (path for paths in released_copies(self._output).values() for path in paths)
        return frozenset(identity for path in paths if (identity := _identity_in(path)))

    @cached_property
    def _files(self) -> dict[str, list[Path]]:
        return sent_files(self._output)


def _identity_in(path: Path) -> Identity | None:
    try:
        return read_identifier(read_returned_docx(path, marks=True).identifier)
    except (OSError, SokhetError):
        return None  # gone or damaged since

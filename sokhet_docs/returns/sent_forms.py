"""The output folder → the forms that its units were sent, whatever the workbook says by now."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import cache, cached_property, lru_cache
from pathlib import Path

from sokhet_docs.office.docx_parts import DocxParts
from sokhet_docs.office.files import sha256_of
from sokhet_docs.outbox import read_forms, released_copies, sent_files
from sokhet_docs.plan import Form, Plan, outline_form
from sokhet_docs.problems import SokhetError
from sokhet_docs.returns.returned_docx import read_returned_docx
from sokhet_docs.returns.sent_words import SentWords
from sokhet_docs.template import read_form

_KEPT = 8  # units whose letters' words are kept: one is asked for again only while its report is read


class SentForms:
    """The forms that the units of ``plan`` were sent, as the output folder ``output`` shows them.

    Raises OutputError when a newer version wrote the ledger of forms.
    """

    def __init__(self, output: Path, plan: Plan) -> None:
        self._output, self._plan = output, plan
        self._ledger = read_forms(output)
        self._units = {unit.code: unit for unit in plan.units}
        self.forms_of = cache(self._forms_of)
        self.words_of = lru_cache(maxsize=_KEPT)(self._words_of)

    def _forms_of(self, unit_code: str) -> tuple[Form, ...]:
        """Return the forms that a unit was sent, the newest first; the workbook's where none is left.

        The letters themselves come first: a clerk may have corrected one by hand. Where any were released,
        only they count: what was made and never released, no unit has seen.
        """
        forms: list[Form] = []
        in_letters = list(self._in_letters(unit_code))
        made = () if in_letters and unit_code in self._released else self._ledger.forms_of(unit_code)
        for form in (*in_letters, *made):
            if form not in forms:
                forms.append(form)
        return tuple(forms) or (outline_form(self._plan, self._units[unit_code]),)

    def _words_of(self, unit_code: str) -> SentWords:
        """Return what stood in a unit's letters; where none is left, in those of the first unit that has one.

        Then the names that differ are told as additions, which is better than to take all for the form's.
        """
        forms = self.forms_of(unit_code)
        for code in (unit_code, *self._files):
            if letters := list(self._read_letters(code)):
                words = SentWords.of_letters(letters, forms)
                return words.with_texts(SentWords.of_forms(forms))
        return SentWords.of_forms(forms)

    def _read_letters(self, unit_code: str) -> Iterator[DocxParts]:
        for path in self._files.get(unit_code, ()):
            with suppress(OSError, SokhetError):  # gone or damaged since
                yield read_returned_docx(path, sides=True)

    @property
    def all(self) -> tuple[Form, ...]:
        """Every form that any unit was sent, and the workbook's own."""
        own = (outline_form(self._plan, unit) for unit in self._plan.units[:1])
        return (*self._ledger.forms.values(), *own)

    def _in_letters(self, unit_code: str) -> Iterator[Form]:
        for path in self._files.get(unit_code, ()):
            try:
                form = self._form_in(unit_code, path)
            except (OSError, SokhetError):
                continue  # gone or damaged since
            if form:
                yield form

    def _form_in(self, unit_code: str, path: Path) -> Form | None:
        try:
            return self._ledger.form_in(unit_code, sha256_of(path.read_bytes()))
        except KeyError:  # corrected by hand, or written before there was a ledger
            return read_form(read_returned_docx(path), self._plan.figures)

    @cached_property
    def _files(self) -> dict[str, list[Path]]:
        return sent_files(self._output)

    @cached_property
    def _released(self) -> dict[str, list[Path]]:
        return released_copies(self._output)

"""The letters of a run → the ledger of what each unit was asked.

Letters of the same templates have the same form, but for their units' names: one of them is read, and each
of them only where a template makes what it asks depend on the unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

from sokhet_docs.letters.packets import Packet, Variant
from sokhet_docs.letters.rendering import Renderer
from sokhet_docs.office.docx_parts import read_parts
from sokhet_docs.office.files import sha256_of
from sokhet_docs.office.safe_zip import UNREADABLE
from sokhet_docs.outbox import Outcome, SentForm, read_forms, set_aside_if_damaged
from sokhet_docs.plan import Form, Plan
from sokhet_docs.problems import OutputError, Problem, Severity
from sokhet_docs.template import read_form


class FormNotes:
    """Notes the form of every letter that a run writes into ``output``.

    With ``dry_run`` nothing is noted. Raises OutputError when a newer version wrote the ledger.
    """

    def __init__(self, plan: Plan, renderer: Renderer, output: Path, *, dry_run: bool = False) -> None:
        self._plan, self._renderer, self._output, self._dry_run = plan, renderer, output, dry_run
        self._day = date.today()
        self._ledger = read_forms(output)
        self._shared: dict[Variant | None, Form | None] = {None: None}
        self._sent: dict[str, list[tuple[SentForm, Form | None]]] = {}

    def note(self, packet: Packet, letter: bytes, outcome: Outcome) -> None:
        """Note that the unit of ``packet`` was sent ``letter``, where by ``outcome`` the file is that letter.

        One that cannot be read is left out.
        """
        if self._dry_run or not outcome.in_place:
            return
        sha256 = sha256_of(letter)
        with suppress(OSError, *UNREADABLE):
            form = self._form_in(packet, letter, sha256)
            sent = SentForm(day=self._day, file=packet.file_name, sha256=sha256)
            self._sent.setdefault(packet.unit.code, []).append((sent, form))

    def write(self) -> tuple[Problem, ...]:
        """Write the ledger if anything is new; return what the clerk should know. Never stops a run."""
        if self._dry_run:
            return ()
        problems: tuple[Problem, ...] = ()
        try:
            if damage := set_aside_if_damaged(self._output):
                problems = damage.problems
            ledger = self._ledger.after(self._sent)
            if ledger != self._ledger:
                ledger.write(self._output)
        except OutputError as err:
            problems = (*problems, *err.problems)
        return tuple(replace(problem, severity=Severity.WARNING) for problem in problems)

    def _form_in(self, packet: Packet, letter: bytes, sha256: str) -> Form | None:
        with suppress(KeyError):
            return self._ledger.form_in(packet.unit.code, sha256)
        variant = self._renderer.form_variant(packet)
        if variant and self._renderer.has_own_form(packet):
            return self._read_letter(packet, letter)
        if variant not in self._shared:
            self._shared[variant] = self._read_letter(packet, letter)
        return self._shared[variant]

    def _read_letter(self, packet: Packet, letter: bytes) -> Form | None:
        form = read_form(read_parts(letter), self._plan.figures)
        if form is None:
            return None
        texts = list(self._renderer.texts_of_unit(packet))
        # A line that names the unit is no heading for others.
        kept = (one for one in form.sections if one.answered or _without(texts, one.heading) == one.heading)
        closing = tuple(_without(texts, line) for line in form.closing)
        return replace(form, sections=tuple(kept), closing=closing)


def _without(texts: Iterable[str], line: str) -> str:
    """Return what stands in a line before the first of the unit's own ``texts``: the same for other units."""
    if not (own := "|".join(map(re.escape, sorted(texts)))):
        return line
    return re.split(rf"(?<!\w)(?:{own})(?!\w)", line, maxsplit=1, flags=re.IGNORECASE)[0].rstrip()

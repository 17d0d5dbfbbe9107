"""An output folder → for each unit the report form that it was sent."""

from __future__ import annotations

from functools import cache, cached_property
from pathlib import Path

from sokhet_docs.outbox import read_manifest
from sokhet_docs.problems import SokhetError
from sokhet_docs.returns.form import Form
from sokhet_docs.returns.reader import read_form


class SentForms:
    """The forms in the output folder ``output``, each read on first use."""

    def __init__(self, output: Path) -> None:
        self._output = output
        self.of = cache(self._of)

    def _of(self, unit_code: str) -> Form | None:
        """Return the form that a unit was sent; None when its file is gone or holds no report."""
        for name in self._names.get(unit_code, ()):
            try:
                form = read_form(self._output / name)
            except SokhetError:
                continue  # gone or damaged since: the outline's form is used instead
            if form:
                return form
        return None

    @cached_property
    def _names(self) -> dict[str, list[str]]:
        names: dict[str, list[str]] = {}
        for name, record in read_manifest(self._output).files.items():
            if not record.beside:
                names.setdefault(record.unit_code, []).append(name)
        return names

"""The output folder → the forms that its units were sent, whatever the workbook says by now."""

from __future__ import annotations

from functools import cache, cached_property
from pathlib import Path

from sokhet_docs.outbox import read_manifest
from sokhet_docs.plan import Form, Plan, outline_form
from sokhet_docs.problems import SokhetError
from sokhet_docs.returns.returned_docx import read_returned_docx
from sokhet_docs.template import read_form


class SentForms:
    """The forms that the units of ``plan`` were sent, as the output folder ``output`` shows them."""

    def __init__(self, output: Path, plan: Plan) -> None:
        self._output = output
        self._units = {unit.code: unit for unit in plan.units}
        self._plan = plan
        self.forms_of = cache(self._forms_of)

    def _forms_of(self, unit_code: str) -> tuple[Form, ...]:
        """Return the forms that a unit was sent, the newest first; the workbook's where none is left."""
        for name in self._names.get(unit_code, ()):
            try:
                form = read_form(read_returned_docx(self._output / name), self._plan.figures)
            except SokhetError:
                continue  # gone or damaged since
            if form:
                return (form,)
        return (outline_form(self._plan, self._units[unit_code]),)

    @property
    def all(self) -> tuple[Form, ...]:
        """The forms that the workbook asks its units to fill in."""
        return tuple(outline_form(self._plan, unit) for unit in self._plan.units[:1])

    @cached_property
    def _names(self) -> dict[str, list[str]]:
        names: dict[str, list[str]] = {}
        for name, record in read_manifest(self._output).files.items():
            if not record.beside:
                names.setdefault(record.unit_code, []).append(name)
        return names

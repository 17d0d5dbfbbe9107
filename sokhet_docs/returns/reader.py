"""A returned .docx → its answers: the text of every section, every figure, what was changed in the form."""

from __future__ import annotations

from functools import cache, cached_property
from pathlib import Path

from sokhet_docs.office.docx_blocks import Line
from sokhet_docs.office.docx_walker import FieldTests, read_body
from sokhet_docs.outbox import read_manifest
from sokhet_docs.plan import FIGURES, SECTIONS, Form, Period, Plan, find_figure, find_section, outline_form
from sokhet_docs.problems import SokhetError
from sokhet_docs.returns.annex import find_annex, read_figures
from sokhet_docs.returns.answers import Answers
from sokhet_docs.returns.form_check import find_form_changes, form_of
from sokhet_docs.returns.report_text import read_report_text, report_part
from sokhet_docs.returns.returned_docx import read_returned_docx


def read_form(sent: Path) -> Form | None:
    """Return the report form in a file that `generate` wrote; None when it holds no report.

    Raises ReturnError when it cannot be read.
    """
    found: dict[str, int] = {}

    def is_figure(tag: str) -> bool:
        slot = find_figure(tag)
        if slot and slot[1]:
            found.setdefault(str(slot[1]), slot[1])
        return slot is not None

    text = read_body(read_returned_docx(sent), FieldTests(find_section, is_figure), prompts=True)
    periods = tuple(Period(year, year) for year in sorted(found))
    return form_of(text, Form(SECTIONS, FIGURES if periods else (), periods))


def read_answers(path: Path, form: Form, *others: Form) -> Answers:
    """Return the answers in the .docx ``path``, held against that of the forms that fits it best.

    Raises ReturnError when it cannot be read.
    """
    assert not others or form  # noqa: S101  choosing comes with the ledger of forms
    fields = FieldTests(form.find_section, form.find_figure)
    returned = read_body(read_returned_docx(path), fields)
    blocks = report_part(returned.blocks, form)
    report = read_report_text(blocks, form)
    annex = find_annex(blocks, form)
    lines = [block for block in returned.blocks if isinstance(block, Line)]
    figures, totals = read_figures(annex, lines, form)
    if not report.found and annex is None:
        unlike = "Không nhận ra mẫu báo cáo trong tệp này; phải đọc bằng mắt."
        return Answers(form, report.sections, figures, totals, doubts=(unlike,))
    doubts = [
        *report.doubts,
        *(["Tệp còn dấu theo dõi sửa đổi (Track Changes)."] if returned.revised else []),
        *(["Tệp có chữ bằng phông cũ (.VnTime, VNI), đã chuyển sang Unicode."] if returned.old_fonts else []),
    ]
    changes = find_form_changes(form, report.fixed, blocks, annex)
    return Answers(form, report.sections, figures, totals, changes, tuple(doubts))


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
                form = read_form(self._output / name)
            except SokhetError:
                continue  # gone or damaged since
            if form:
                return (form,)
        return (outline_form(self._plan, self._units[unit_code]),)

    @cached_property
    def _names(self) -> dict[str, list[str]]:
        names: dict[str, list[str]] = {}
        for name, record in read_manifest(self._output).files.items():
            if not record.beside:
                names.setdefault(record.unit_code, []).append(name)
        return names

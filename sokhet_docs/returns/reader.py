"""A returned .docx → its answers: the text of every section, every figure, what was changed in the form."""

from __future__ import annotations

from functools import cache, cached_property
from pathlib import Path

from sokhet_docs.outbox import read_manifest
from sokhet_docs.plan import Plan
from sokhet_docs.problems import SokhetError
from sokhet_docs.returns.annex import find_annex, read_figures
from sokhet_docs.returns.answers import Answers
from sokhet_docs.returns.form_check import find_form_changes, form_of
from sokhet_docs.returns.form_text import Form, Line, outline_form
from sokhet_docs.returns.form_walker import read_form_text
from sokhet_docs.returns.report_text import read_report_text, report_part
from sokhet_docs.returns.returned_docx import read_returned_docx


def read_form(sent: Path) -> Form | None:
    """Return the report form in a file that `generate` wrote; None when it holds no report.

    Raises ReturnError when it cannot be read.
    """
    return form_of(read_form_text(read_returned_docx(sent), prompts=True))


def read_answers(path: Path, plan: Plan, form: Form | None = None) -> Answers:
    """Return the answers in the .docx ``path``, held against ``form`` (None: the outline's own).

    Raises ReturnError when it cannot be read.
    """
    form = form or outline_form(plan)
    returned = read_form_text(read_returned_docx(path))
    blocks = report_part(returned.blocks)
    report = read_report_text(blocks, form)
    annex = find_annex(blocks)
    lines = [block for block in returned.blocks if isinstance(block, Line)]
    figures, totals = read_figures(annex, lines, plan, form.measures)
    if not report.found and annex is None:
        unlike = "Không nhận ra mẫu báo cáo trong tệp này; phải đọc bằng mắt."
        return Answers(report.sections, figures, totals, doubts=(unlike,))
    doubts = [
        *report.doubts,
        *(["Tệp còn dấu theo dõi sửa đổi (Track Changes)."] if returned.revised else []),
        *(["Tệp có chữ bằng phông cũ (.VnTime, VNI), đã chuyển sang Unicode."] if returned.old_fonts else []),
    ]
    changes = find_form_changes(form, report.fixed, blocks, annex)
    return Answers(report.sections, figures, totals, changes, tuple(doubts))


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

"""A returned .docx → its answers: the text of every section, every figure, what was changed in the form."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sokhet_docs.office.docx_blocks import BodyText, Line
from sokhet_docs.office.docx_walker import FieldTests, read_body
from sokhet_docs.plan import Form
from sokhet_docs.returns.annex import find_annex, read_figures
from sokhet_docs.returns.answers import Answers
from sokhet_docs.returns.form_check import find_form_changes
from sokhet_docs.returns.report_text import read_report_text, report_part
from sokhet_docs.returns.returned_docx import read_returned_docx
from sokhet_docs.template import tags_in
from sokhet_docs.text.vietnamese import match_key


def read_answers(path: Path, *forms: Form) -> Answers:
    """Return the answers in the .docx ``path``, held against that of ``forms`` which it is most like.

    There is at least one form; of two that it is equally like the first one counts. Raises ReturnError when
    the file cannot be read.
    """
    returned = read_body(read_returned_docx(path), fields_of(forms))
    form = forms[0] if len(forms) == 1 else _most_alike(returned, forms)
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


def fields_of(forms: Sequence[Form]) -> FieldTests:
    """Return which tags are fields of any of ``forms``."""
    return FieldTests(
        lambda tag: any(form.find_section(tag) for form in forms),
        lambda tag: any(form.find_figure(tag) for form in forms),
    )


def _most_alike(returned: BodyText, forms: Sequence[Form]) -> Form:
    """Return that of ``forms`` with most of the file's fields and fewest others, then most of its lines."""
    tags = {tag for block in returned.blocks for tag in tags_in(block)}
    lines = {match_key(block.text) for block in returned.blocks if isinstance(block, Line)}

    def likeness(form: Form) -> tuple[float, float]:
        own = {match_key(line) for line in form.lines}
        return len(tags & form.tags) / len(tags | form.tags or {""}), len(own & lines) / len(own or {""})

    return max(forms, key=likeness)

"""A returned .docx → its answers: the text of every section, every figure, and all else that it says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from lxml import etree

from sokhet_docs.office.docx_blocks import Block, BodyText, Grid, Line, iter_lines
from sokhet_docs.office.docx_fields import FieldTests
from sokhet_docs.office.docx_parts import DocxParts
from sokhet_docs.office.docx_sides import SidePart, chart_texts
from sokhet_docs.office.docx_texts import has_drawings
from sokhet_docs.office.docx_walker import note_key, read_body, read_words
from sokhet_docs.office.namespaces import qn
from sokhet_docs.plan import Form
from sokhet_docs.returns.account import Account
from sokhet_docs.returns.annex import Annex, find_annex, has_figure_field
from sokhet_docs.returns.annex_figures import read_figures
from sokhet_docs.returns.answers import Answers
from sokhet_docs.returns.form_check import find_form_changes
from sokhet_docs.returns.report_bounds import report_part
from sokhet_docs.returns.report_text import ReportText, is_signature, read_report_text
from sokhet_docs.returns.returned_docx import read_returned_docx
from sokhet_docs.returns.sent_words import SentWords
from sokhet_docs.template import tags_in
from sokhet_docs.text.vietnamese import match_key

_NOTES = (qn("w:footnote"), qn("w:endnote"), qn("w:comment"))
_UNLIKE = "Không nhận ra mẫu báo cáo trong tệp này; phải đọc bằng mắt."
_BESIDE_CELLS = "ngoài các ô của bảng tính"
_REVISED = "Tệp còn dấu theo dõi sửa đổi (Track Changes)."
_OLD_FONTS = "Tệp có chữ bằng phông cũ (.VnTime, VNI), đã chuyển sang Unicode."


def read_answers(path: Path, *forms: Form, sent: SentWords | None = None) -> Answers:
    """Return the answers in the .docx ``path``, held against that of ``forms`` which it is most like.

    There is at least one form; of two that it is equally like the first one counts. ``sent`` is what stood in
    the letters that the unit got; None: only the words of the forms are known. Raises ReturnError when the
    file cannot be read.
    """
    docx = read_returned_docx(path, sides=True)
    returned = read_body(docx, fields_of(forms))
    _place_beside_sheets(returned.blocks)
    form = forms[0] if len(forms) == 1 else _most_alike(returned, forms)
    account = Account(SentWords.of_forms(forms) if sent is None else sent)
    blocks = report_part(returned.blocks, form, account.sent)
    report = read_report_text(blocks, form, account)
    annex = find_annex(blocks, form, report.tables) or _annex_before(blocks, returned.blocks, form)
    lines = [block for block in returned.blocks if isinstance(block, Line)]
    figures, totals = read_figures(annex, lines, form, account)
    _tell_rest(docx, returned, account, report)
    sections = {key: tuple(found) for key, found in report.sections.items()}
    if not report.found and annex is None:
        return Answers(form, sections, figures, totals, (), (_UNLIKE,), account.told(), has_form=False)
    changes = find_form_changes(form, report.fixed, blocks, annex, account)
    doubts = tuple(_iter_doubts(report, returned))
    return Answers(form, sections, figures, totals, changes, doubts, account.told())


def _place_beside_sheets(blocks: Sequence[Block]) -> None:
    """Let the lines beside the tables of a table file stand beside its cells: it has no paragraphs."""
    if any(isinstance(block, Grid) and block.sheet for block in blocks):
        for block in blocks:
            if isinstance(block, Line):
                block.spot = block.spot or _BESIDE_CELLS


def _annex_before(report: Sequence[Block], blocks: Sequence[Block], form: Form) -> Annex | None:
    """Return the annex that a unit moved before its ``report``: it must have its fields to be known there."""
    before = blocks[: len(blocks) - len(report)]
    grids = [block for block in before if isinstance(block, Grid) and has_figure_field(block, form)]
    return find_annex(grids, form)


def _iter_doubts(report: ReportText, returned: BodyText) -> Iterator[str]:
    yield from report.doubts
    if returned.revised:
        yield _REVISED
    if returned.old_fonts:
        yield _OLD_FONTS


def _tell_rest(docx: DocxParts, returned: BodyText, account: Account, report: ReportText) -> None:
    """Tell what no reader placed: in the body, in the parts beside it, and what was not read at all."""
    account.tell_rest(returned.blocks, is_signature)
    account.tell_stray(returned.stray)
    account.tell_difference(returned.characters)
    for side in _once_each(docx.sides):
        if side.is_chart:
            account.tell(f"Chữ ở {side.label}", side.label, " · ".join(chart_texts(side.root)))
        elif side.raw_text not in account.sent.sides or has_drawings(side.root):
            for root in list(side.root.iterchildren(*_NOTES)) or [side.root]:
                lines = iter_lines(read_words(docx, root).blocks)
                account.tell_side(side.label, lines, _place_of_sign(root, returned, report))


def _once_each(sides: Sequence[SidePart]) -> Iterator[SidePart]:
    """Yield ``sides``, headers or footers that say the very same once: LibreOffice writes one a section."""
    met = set[tuple[str, str | bytes]]()
    for side in sides:
        said = etree.tostring(side.root) if has_drawings(side.root) else side.typed_text
        key = side.label.rstrip(" 0123456789"), said
        if key not in met:
            yield side
        met.add(key)


def _place_of_sign(note: etree._Element, returned: BodyText, report: ReportText) -> str:
    """Return the section, else the place, in which something refers to ``note``; "" where nothing does."""
    line, place = returned.signs.get(note_key(note), (None, ""))
    section = report.places.get(id(line))
    return f"mục {section.title}" if section else place


def fields_of(forms: Sequence[Form]) -> FieldTests:
    """Return which tags are fields of any of ``forms``."""
    texts = frozenset[str]().union(*(form.text_tags for form in forms))
    figures = frozenset[str]().union(*(form.figure_tags for form in forms))
    return FieldTests(texts.__contains__, figures.__contains__)


def _most_alike(returned: BodyText, forms: Sequence[Form]) -> Form:
    """Return that of ``forms`` with most of the file's fields and fewest others, then most of its lines."""
    tags = {tag for block in returned.blocks for tag in tags_in(block)}
    lines = {match_key(block.text) for block in returned.blocks if isinstance(block, Line)}

    def likeness(form: Form) -> tuple[float, float]:
        own = {match_key(line) for line in form.lines}
        return len(tags & form.tags) / len(tags | form.tags or {""}), len(own & lines) / len(own or {""})

    return max(forms, key=likeness)

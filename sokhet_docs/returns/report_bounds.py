"""A returned file → the blocks of its report: a packet may hold the outline, with the same headings."""

from __future__ import annotations

from collections.abc import Sequence

from sokhet_docs.office.docx_blocks import Block, Line
from sokhet_docs.plan import Form
from sokhet_docs.returns.sent_words import SentWords, said
from sokhet_docs.template import report_start, tags_in


def report_part(blocks: Sequence[Block], form: Form, sent: SentWords) -> Sequence[Block]:
    """Return the blocks of the report: a packet may hold the outline, with the same headings.

    It begins at its title, or behind the last line that stood before it in the letter as it was sent: a unit
    may have given the title other words.
    """
    bound = _first_of_form(blocks, form)
    start = report_start(blocks, lambda block: bound < len(blocks) and block is blocks[bound])
    before = (
        at for at, block in enumerate(blocks[:bound]) if isinstance(block, Line) and _is_before(block, sent)
    )
    return blocks[max(start, max(before, default=-1) + 1) :]


def _first_of_form(blocks: Sequence[Block], form: Form) -> int:
    """Return the index of the first field, without fields that of the last first heading, else the end."""
    for at, block in enumerate(blocks):
        if holds_field(block, form):
            return at
    first = said(form.lines[0]) if form.lines else ""
    found = (at for at, block in enumerate(blocks) if isinstance(block, Line) and said(block.text) == first)
    return max(found, default=len(blocks)) if first else len(blocks)


def _is_before(line: Line, sent: SentWords) -> bool:
    return bool(sent.before) and said(line.text) in sent.before


def holds_field(block: Block, form: Form) -> bool:
    """Tell whether a field of text of ``form`` stands in ``block``, or around it."""
    return any(form.find_section(tag) for tag in tags_in(block))

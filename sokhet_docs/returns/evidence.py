"""A returned .docx, and the names that it came under → what it says of whose it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from sokhet_docs.returns.annex import find_annex
from sokhet_docs.returns.form_text import Block, Grid
from sokhet_docs.returns.form_walker import read_edge_lines, read_form_text
from sokhet_docs.returns.recognition import Evidence
from sokhet_docs.returns.report_text import is_title, report_part, section_tag
from sokhet_docs.returns.returned_docx import read_returned_docx

_HEAD = 8  # blocks: the letterhead's table, and as many paragraphs where it is none


def read_evidence(path: Path, names: Sequence[str], sender: str) -> Evidence:
    """Return what the .docx ``path`` and its ``names`` say. Raises ReturnError when it cannot be read."""
    docx = read_returned_docx(path, marks=True)
    read = read_form_text(docx)
    report = report_part(read.blocks)
    title = len(read.blocks) - len(report) if report and is_title(report[0]) else None
    head = read.blocks[max(0, title - _HEAD) : title] if title is not None else read.blocks[:_HEAD]
    is_form = any(section_tag(block) for block in report) or find_annex(report) is not None
    texts = [*_iter_texts(read.blocks), *read_edge_lines(docx)]
    return Evidence(
        identifier=docx.identifier,
        bookmarks=read.bookmarks,
        head="\n".join(_iter_texts(head)),
        text="\n".join(texts),
        is_report=title is not None or is_form,
        names=names,
        sender=sender,
    )


def _iter_texts(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Grid):
            yield from (cell.text for row in block.rows for cell in row)
        else:
            yield block.text

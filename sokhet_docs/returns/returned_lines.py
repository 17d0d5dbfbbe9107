"""A returned file that is no report of a known unit → its lines as they look, by which a clerk knows it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sokhet_docs.office.docx_blocks import Grid
from sokhet_docs.office.docx_walker import read_words
from sokhet_docs.problems import ReturnError
from sokhet_docs.returns.cell_text import read_cell_text, shown_line
from sokhet_docs.returns.returned_docx import read_returned_docx


def shown_lines(path: Path) -> Iterator[str]:
    """Yield the lines of the body of the .docx ``path``; none where it cannot be read."""
    try:
        docx = read_returned_docx(path)
        blocks = read_words(docx, docx.document).blocks
    except ReturnError:
        return
    for block in blocks:
        if isinstance(block, Grid):
            yield from (read_cell_text(cell).shown for row in block.rows for cell in row)
        else:
            yield shown_line(block)

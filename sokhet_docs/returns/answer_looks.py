"""The cells of a table within an answer → their runs, where not all of them is plain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sokhet_docs.office.docx_blocks import Cell, TextRun
from sokhet_docs.office.looks import Look
from sokhet_docs.returns.cell_text import shown_line
from sokhet_docs.returns.runs import tidy_runs


def has_struck(runs: Iterable[TextRun]) -> bool:
    """Tell whether any words of ``runs`` are struck out."""
    return any(run.look is Look.STRUCK and any(map(str.isalnum, run.text)) for run in runs)


def has_looks(cell: Cell) -> bool:
    """Tell whether not all of ``cell`` is plain."""
    return any(run.look for line in cell.lines for run in line.runs)


def runs_of(cell: Cell, below: Iterable[str]) -> tuple[TextRun, ...]:
    """Return the runs of ``cell``, its lines parted by line breaks, with the lines ``below`` them."""
    return tuple(_iter_runs(cell, below))


def _iter_runs(cell: Cell, below: Iterable[str]) -> Iterator[TextRun]:
    lines = [*(tidy_runs(line.runs) for line in cell.lines), *((TextRun(text),) for text in below)]
    for at, runs in enumerate(lines):
        yield from (TextRun("\n"), *runs) if at else runs


def shown_cell(cell: Cell) -> str:
    """Return the words of ``cell`` as they look, a line a paragraph."""
    return "\n".join(map(shown_line, cell.lines))

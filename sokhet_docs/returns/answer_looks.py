"""The cells of a table within an answer → their words and numbers, and runs where not all is plain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sokhet_docs.office.docx_blocks import Cell, Line, TextRun
from sokhet_docs.office.looks import Look
from sokhet_docs.returns.cell_text import shown_line
from sokhet_docs.returns.runs import tidy_runs
from sokhet_docs.text.vietnamese import clean


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
    lines = [*map(_numbered_runs, cell.lines), *((TextRun(text),) for text in below)]
    for at, runs in enumerate(lines):
        yield from (TextRun("\n"), *runs) if at else runs


def _numbered_runs(line: Line) -> tuple[TextRun, ...]:
    runs = tidy_runs(line.runs)
    return (TextRun(f"{line.label} "), *runs) if line.ordered else runs


def numbered(line: Line) -> str:
    """Return the words of ``line`` behind the number that its list prints."""
    return clean(f"{line.label if line.ordered else ''} {line.text}").strip()


def shown_cell(cell: Cell) -> str:
    """Return the words of ``cell`` as they look, a line a paragraph."""
    return "\n".join(map(shown_line, cell.lines))

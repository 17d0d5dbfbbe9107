"""Finished letters → their PDFs in the folder ``pdf`` of the output folder, only for what changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from sokhet_docs.office.files import sha256_of
from sokhet_docs.printing.pdf.conversion import Converted, iter_results
from sokhet_docs.printing.pdf.font_stand_ins import count_stand_ins, find_stand_ins, font_warnings
from sokhet_docs.printing.pdf.jobs import Job, to_jobs
from sokhet_docs.printing.pdf.ledger import PdfRecord
from sokhet_docs.printing.pdf.makers import PdfMaker
from sokhet_docs.printing.pdf.office_pool import OfficePool
from sokhet_docs.printing.pdf.run import PdfRun, Progress
from sokhet_docs.printing.pdf.shelf import NewPdf, PdfShelf, open_shelf
from sokhet_docs.problems import Problem


def make_pdfs(
    sources: Sequence[Path],
    output: Path,
    maker: PdfMaker | None = None,
    progress: Progress | None = None,
    *,
    force: bool = False,
) -> PdfRun:
    """Make the PDF of each of ``sources`` that has none, or no longer its own, in ``output``/pdf.

    ``maker`` does the converting (None: LibreOffice on this machine). ``force`` makes all of them again.
    ``progress`` is told how many sources are done, of how many. A source without a PDF is told in
    `PdfRun.problems`; what is done when the run is stopped stays, and is not done again. Raises OutputError
    when there is nothing to convert with, nothing can be written, or another run is at it.
    """
    maker = maker or OfficePool()
    jobs, problems = to_jobs(sources)
    with open_shelf(output) as shelf:
        due = [job for job in jobs if force or not shelf.is_current(job.name, job.sha256, maker.kind)]
        count = _Count(progress, len(jobs), len(jobs) - len(due))
        failed: list[Problem] = []
        made: set[str] = set()
        count.add(0)
        with _opened(maker, due, problems):
            for results in iter_results(maker, due) if due else ():
                made.update(shelf.store({pdf.job.name: _new_pdf(pdf, maker) for pdf in results.pdfs}))
                failed += results.problems
                count.add(len(results.pdfs) + len(results.problems))
        lost = {job.name for job in due} - made
        problems = [*problems, *_with_old_pdfs(failed, jobs, shelf), *shelf.problems]
        return _run(shelf, [job for job in jobs if job.name not in lost], made, problems)


@dataclass(slots=True)
class _Count:
    """How many of ``total`` are done, told to ``progress`` each time."""

    progress: Progress | None
    total: int
    done: int

    def add(self, number: int) -> None:
        self.done += number
        if self.progress:
            self.progress(self.done, self.total)


@contextmanager
def _opened(maker: PdfMaker, due: Sequence[Job], problems: list[Problem]) -> Iterator[None]:
    """Have ``maker`` ready where something is ``due``, and ended whatever happens."""
    if not due:
        yield
        return
    problems += maker.open()
    try:
        yield
    finally:
        maker.close()


def _new_pdf(pdf: Converted, maker: PdfMaker) -> NewPdf:
    stand_ins = find_stand_ins(pdf.letter_fonts or (), pdf.facts.fonts)
    record = PdfRecord(
        source=pdf.source_sha256,
        sha256=sha256_of(pdf.content),
        maker=maker.kind,
        pages=pdf.facts.pages,
        stand_ins=stand_ins,
    )
    return NewPdf(pdf.content, record)


def _with_old_pdfs(failed: Sequence[Problem], jobs: Sequence[Job], shelf: PdfShelf) -> Iterator[Problem]:
    """Yield the problems of letters without a PDF; where an older one is still there, that is said too."""
    by_source = {str(job.source): job for job in jobs}
    for problem in failed:
        job = by_source[problem.place.file]
        record = shelf.record(job.name)
        is_old = shelf.path(job.name).exists() and (record is None or record.source != job.sha256)
        old = f" PDF đang có ({job.name}) là của bản trước." if is_old else ""
        yield replace(problem, message=problem.message + old)


def _run(shelf: PdfShelf, done: Sequence[Job], made: set[str], problems: Sequence[Problem]) -> PdfRun:
    records = [record for job in done if (record := shelf.record(job.name))]
    fonts = count_stand_ins(record.stand_ins for record in records)
    return PdfRun(
        {job.source: shelf.path(job.name) for job in done},
        tuple(job.source for job in done if job.name in made),
        (*problems, *font_warnings(fonts)),
        fonts,
        tuple(shelf.others({job.name for job in done})),
    )

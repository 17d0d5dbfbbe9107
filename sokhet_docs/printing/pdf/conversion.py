"""Jobs → their PDFs, by any maker: in chunks, each result looked at, a failed chunk letter by letter."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass
from math import ceil

from sokhet_docs.office.docx_fonts import fonts_of
from sokhet_docs.office.file_kinds import Kind, kind_of
from sokhet_docs.office.files import sha256_of
from sokhet_docs.office.pdf_facts import PdfFacts, read_pdf_facts
from sokhet_docs.office.safe_xml import TooComplexError
from sokhet_docs.office.safe_zip import DAMAGE, UnsafeArchiveError
from sokhet_docs.printing.pdf.jobs import OPEN_IT, Job, damaged, name_key, read_letter
from sokhet_docs.printing.pdf.makers import ChunkLostError, Letter, Made, PdfMaker
from sokhet_docs.problems import Place, Problem

_MAX_CHUNK = 24  # letters in one call: about 20 of a large batch
_MIN_CHUNK = 4  # of a small batch: to start a program takes as long as three letters
_CHECK_SECONDS = 5.0
_NOT_CONVERTED = "Không đổi được tệp này sang PDF, hoặc đổi quá lâu."


@dataclass(frozen=True, slots=True)
class Converted:
    """A sound PDF: its job, the hash of the bytes that were converted, the letter's fonts, the PDF itself.

    ``letter_fonts`` are None where they are not known.
    """

    job: Job
    source_sha256: str
    letter_fonts: frozenset[str] | None
    content: bytes
    facts: PdfFacts


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A letter that was submitted."""

    job: Job
    letter: Letter
    fonts: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Results:
    """What became of some jobs: the PDFs, and the problem of each letter without one."""

    pdfs: tuple[Converted, ...]
    problems: tuple[Problem, ...]


def iter_results(maker: PdfMaker, jobs: Sequence[Job]) -> Iterator[Results]:
    """Convert ``jobs`` by ``maker``, which is open; yield the results of each chunk as they come.

    Raises what the maker raises. No more is read ahead than the maker has to do next.
    """
    chunks = deque(_chunks(jobs, maker.width))
    again: deque[_Waiting] = deque()
    pending: dict[Future[Made], list[_Waiting]] = {}
    while chunks or again or pending:
        while (chunks or again) and len(pending) < 2 * maker.width:
            waiting, problems = ([again.popleft()], []) if again else _read(chunks.popleft())
            if problems:
                yield Results((), tuple(problems))
            if waiting:
                pending[maker.submit(tuple(each.letter for each in waiting))] = waiting
        done = wait(pending, _CHECK_SECONDS, FIRST_COMPLETED).done
        if not done:
            maker.check()
        for future in done:
            yield _take(future, pending.pop(future), again)


def _chunks(jobs: Sequence[Job], width: int) -> list[list[Job]]:
    """Return the jobs in chunks of about one size, no two letters of the same name in one."""
    wanted = max(ceil(len(jobs) / _MAX_CHUNK), min(width, len(jobs) // _MIN_CHUNK), 1)
    size = ceil(len(jobs) / wanted) or 1
    full: list[list[Job]] = []
    growing: list[dict[str, Job]] = []
    for job in jobs:
        key = name_key(job.source.stem)
        chunk = next((chunk for chunk in growing if key not in chunk), None)
        if chunk is None:
            growing.append(chunk := {})
        chunk[key] = job
        if len(chunk) == size:
            growing.remove(chunk)
            full.append(list(chunk.values()))
    return [*full, *(list(chunk.values()) for chunk in growing)]


def _read(jobs: Sequence[Job]) -> tuple[list[_Waiting], list[Problem]]:
    """Read the letters of ``jobs``; return those to be converted, and what is wrong with the others."""
    waiting: list[_Waiting] = []
    problems: list[Problem] = []
    for job in jobs:
        content = read_letter(job.source)
        try:
            if isinstance(content, bytes):
                waiting.append(_Waiting(job, Letter(job.number, job.source.name, content), _fonts(content)))
            else:
                problems.append(content)
        except DAMAGE:
            problems.append(damaged(job.source))
    return waiting, problems


def _fonts(content: bytes) -> frozenset[str] | None:
    try:
        return fonts_of(content) if kind_of(content) is Kind.DOCX else None
    except (UnsafeArchiveError, TooComplexError):
        return None  # larger than what is read here; its PDF may be sound all the same


def _take(future: Future[Made], waiting: Sequence[_Waiting], again: deque[_Waiting]) -> Results:
    """Return the results of a chunk; letters that may have better luck alone are put into ``again``."""
    made: Made
    try:
        made = future.result()
    except ChunkLostError:
        made = dict.fromkeys((each.job.number for each in waiting), b"")
    pdfs: list[Converted] = []
    problems: list[Problem] = []
    for each in waiting:
        content = made.get(each.job.number)
        if content and (facts := read_pdf_facts(content)):
            sha256 = sha256_of(each.letter.content)
            pdfs.append(Converted(each.job, sha256, each.fonts, content, facts))
        elif content is not None and len(waiting) > 1:
            again.append(each)
        else:
            problems.append(Problem(Place(str(each.job.source)), _NOT_CONVERTED, OPEN_IT))
    return Results(tuple(pdfs), tuple(problems))

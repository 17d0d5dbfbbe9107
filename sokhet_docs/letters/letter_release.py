"""The letters of an output folder → released (phát hành): what goes out is frozen, and when, to whom.

    read ──▶ find what is new since the last release ──▶ check ──▶ number ──▶ freeze

Everything that is wrong is reported at once, before anything is frozen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from sokhet_docs.letters.checking import read
from sokhet_docs.letters.generation import Progress
from sokhet_docs.letters.numbered_documents import numberings
from sokhet_docs.letters.release_candidates import Candidate, find_candidates
from sokhet_docs.letters.release_checks import Places, find_release_problems, foretell
from sokhet_docs.letters.release_numbers import number_documents, numbered_again
from sokhet_docs.outbox import (
    Manifest,
    Release,
    ReleaseLedger,
    SentLetter,
    changed_copies,
    read_releases,
    read_sent,
    replace_releases,
    write_release,
)
from sokhet_docs.plan import Document, Plan
from sokhet_docs.problems import (
    Place,
    Problem,
    ProblemCollector,
    Severity,
    SokhetError,
    UsageError,
)
from sokhet_docs.text.vietnamese import short_date
from sokhet_docs.vocabulary import PLAN_TEMPLATE


@dataclass(frozen=True, slots=True)
class ReleaseOptions:
    """The options of a release.

    ``numbers`` are the numbers that documents got by hand, by a template's or document's name ("": the plan).
    ``day`` is the day on which it goes out (None: today). ``only`` names units (empty: all). ``as_is``
    releases letters that the workbook or the templates have outrun.
    """

    numbers: Mapping[str, str] = field(default_factory=dict)
    day: date | None = None
    note: str = ""
    only: tuple[str, ...] = ()
    as_is: bool = False


@dataclass(frozen=True, slots=True)
class Released:
    """What was released: the release (None: nothing was new), its folder of copies, how many stay as sent.

    ``numbered``: only numbers were added to what had gone out. ``problems`` are warnings.
    """

    release: Release | None
    folder: Path | None = None
    unchanged: int = 0
    numbered: bool = False
    problems: tuple[Problem, ...] = ()


def release(
    workbook: Path,
    templates: Path,
    output: Path,
    options: ReleaseOptions | None = None,
    progress: Progress | None = None,
) -> Released:
    """Freeze every letter in ``output`` that is new since the last release.

    ``progress`` is called as that of `generate` while the letters are held against the workbook.
    Raises SokhetError with every letter that must not go out, UsageError for numbers of unknown documents or
    units that are not there.
    """
    options = options or ReleaseOptions()
    problems = ProblemCollector()
    plan = read(workbook, templates, output)
    manifest, ledger = _read_ledgers(output)
    summary = foretell(Places(workbook, templates, output), manifest, options.only, progress)
    found = find_candidates(output, manifest, summary.outcomes, {unit.code: unit for unit in plan.units})
    if not found.candidates and options.numbers and ledger.in_force:
        return _number_only(plan, output, ledger, options.numbers, found.unchanged)
    problems.add((*changed_copies(output), *found.problems))
    problems.add(find_release_problems(plan, summary, found.candidates, options.as_is))
    if problems.errors:
        raise SokhetError(problems.problems)
    if not found.candidates:
        return Released(None, None, found.unchanged, problems=problems.warnings)
    going = _numbered(plan, templates, found.candidates)
    this = _to_release(plan, ledger, found.candidates, going, options)
    problems.add(_doubts_of_day(this))
    folder = write_release(output, this, [candidate.path for candidate in found.candidates])
    return Released(this, folder, found.unchanged, problems=problems.warnings)


def _read_ledgers(output: Path) -> tuple[Manifest, ReleaseLedger]:
    manifest = read_sent(output)
    if not manifest.files:
        raise UsageError.at(
            str(output),
            "Chưa có văn bản nào được tạo ở thư mục này.",
            "Chỉ đúng thư mục kết quả bằng --output, hoặc tạo văn bản trước: sokhet-docs generate",
        )
    return manifest, read_releases(output)


def _to_release(
    plan: Plan, ledger: ReleaseLedger, candidates: Sequence[Candidate], going: Sequence[Document],
    options: ReleaseOptions,
) -> Release:  # fmt: skip
    now = datetime.now().astimezone()
    day, number = options.day or now.date(), len(ledger.in_force) + 1
    return Release(
        number=number,
        day=day,
        time=now,
        folder=f"{day.isoformat()}-lan-{number}",
        note=options.note,
        documents=number_documents(plan, ledger, going, options.numbers, day),
        letters=tuple(_letter(candidate) for candidate in candidates),
    )


def _doubts_of_day(this: Release) -> Iterator[Problem]:
    """Yield a warning for a day that has not come, or that is before the day of what goes out."""
    place, hint = Place("--date"), "Nếu ghi nhầm, thu hồi bằng sokhet-docs release --undo rồi phát hành lại."
    if this.day > this.time.date():
        message = f"Ngày phát hành {short_date(this.day)} chưa đến."
        yield Problem(place, message, hint, Severity.WARNING)
    for document in this.documents:
        if document.day and document.day > this.day:
            dated = f"“{document.title}” đề ngày {short_date(document.day)}"
            message = f"Phát hành ngày {short_date(this.day)} mà {dated}."
            yield Problem(place, message, hint, Severity.WARNING)


def _number_only(
    plan: Plan, output: Path, ledger: ReleaseLedger, numbers: Mapping[str, str], unchanged: int
) -> Released:
    """Add the numbers that were given to documents that went out without one."""
    after = numbered_again(plan, ledger, numbers)
    replace_releases(output, ledger, after)
    return Released(after.in_force[-1], None, unchanged, numbered=True)


def _numbered(plan: Plan, templates: Path, candidates: Iterable[Candidate]) -> list[Document]:
    """Return the documents in ``candidates`` that print a number of their own, in the workbook's order."""
    titles = {title for candidate in candidates for title in candidate.documents}
    numbered = numberings(plan, templates).keys() - {PLAN_TEMPLATE}
    return [
        document for document in plan.documents if document.title in titles and document.template in numbered
    ]


def _letter(candidate: Candidate) -> SentLetter:
    unit = candidate.unit
    return SentLetter(
        file=candidate.file,
        sha256=candidate.sha256,
        unit_code=unit.code,
        unit_name=unit.name,
        documents=candidate.documents,
        made=candidate.made,
        addressee=" ".join(unit.addressee.split()),
        recipient_name=unit.recipient_name,
        address=unit.address,
        email=unit.email,
        copies=unit.copies,
        replaces=candidate.replaces,
    )

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
from sokhet_docs.letters.given_numbers import GivenNumbers, number_releases
from sokhet_docs.letters.release_candidates import Candidate, find_candidates
from sokhet_docs.letters.release_checks import Places, find_release_problems, foretell
from sokhet_docs.letters.release_numbers import complete, number_documents
from sokhet_docs.outbox import (
    Release,
    ReleaseLedger,
    SentDocument,
    SentLetter,
    SentRecipient,
    changed_copies,
    read_made,
    read_releases,
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
from sokhet_docs.text.vietnamese import VIETNAM, short_date


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
    manifest, ledger = read_made(output), read_releases(output)
    numbers = GivenNumbers(options.numbers, plan.issuer.code)
    if numbers.names_any(document for release in ledger.in_force for document in release.documents):
        return _number_only(output, ledger, numbers, options)
    summary = foretell(Places(workbook, templates, output), manifest, options.only, progress)
    units = {unit.code: unit for unit in plan.units}
    found = find_candidates(output, manifest, summary.outcomes, units, as_is=options.as_is)
    problems.add((*changed_copies(output), *found.problems))
    problems.add(find_release_problems(plan, summary, found.candidates, options.as_is))
    if problems.errors:
        raise SokhetError(problems.problems)
    if not found.candidates:
        return Released(None, None, found.unchanged, problems=problems.warnings)
    documents = number_documents(plan, templates, _going(plan, found.candidates))
    this = _to_release(plan, ledger, found.candidates, documents, options)
    problems.add(_doubts_of_day(this, ledger))
    folder = write_release(output, this, [candidate.path for candidate in found.candidates])
    return Released(this, folder, found.unchanged, problems=problems.warnings)


def _to_release(
    plan: Plan, ledger: ReleaseLedger, candidates: Sequence[Candidate], documents: Sequence[SentDocument],
    options: ReleaseOptions,
) -> Release:  # fmt: skip
    now = datetime.now(VIETNAM)
    day, number = options.day or now.date(), len(ledger.in_force) + 1
    return Release(
        number=number,
        day=day,
        time=now,
        folder=f"{day.isoformat()}-lan-{number}",
        note=options.note,
        documents=complete(documents, ledger, GivenNumbers(options.numbers, plan.issuer.code), day),
        letters=tuple(_letter(candidate) for candidate in candidates),
        issuer_code=plan.issuer.code,
        recipients=tuple(
            SentRecipient(name=to.name, purpose=to.purpose, copies=to.copies) for to in plan.recipients
        ),
    )


def _doubts_of_day(this: Release, ledger: ReleaseLedger) -> Iterator[Problem]:
    """Yield a warning for a day that has not come, or is before that of what goes out or went out."""
    place, hint = Place("--date"), "Nếu ghi nhầm, thu hồi bằng sokhet-docs release --undo rồi phát hành lại."
    if this.day > this.time.date():
        message = f"Ngày phát hành {short_date(this.day)} chưa đến."
        yield Problem(place, message, hint, Severity.WARNING)
    before = max((release.day for release in ledger.in_force), default=this.day)
    if before > this.day:
        message = f"Ngày phát hành {short_date(this.day)} trước lần phát hành ngày {short_date(before)}."
        yield Problem(place, message, hint, Severity.WARNING)
    for document in this.documents:
        if document.day and document.day > this.day:
            dated = f"“{document.title}” đề ngày {short_date(document.day)}"
            message = f"Phát hành ngày {short_date(this.day)} mà {dated}."
            yield Problem(place, message, hint, Severity.WARNING)


def _number_only(
    output: Path, ledger: ReleaseLedger, numbers: GivenNumbers, options: ReleaseOptions
) -> Released:
    """Add ``numbers`` to documents that went out and release nothing. Raises UsageError for other options."""
    if options.day or options.only or options.as_is:
        raise UsageError.at(
            "--number",
            "Văn bản này đã phát hành: lệnh chỉ ghi số, không phát hành thêm.",
            "Bỏ --date, --only, --as-is; muốn phát hành tệp mới thì chạy riêng, không có --number.",
        )
    after = number_releases(ledger, numbers, options.note, datetime.now(VIETNAM))
    replace_releases(output, ledger, after)
    return Released(after.in_force[-1], numbered=True)


def _going(plan: Plan, candidates: Iterable[Candidate]) -> list[Document]:
    """Return the documents in ``candidates``, in the workbook's order."""
    titles = {title for candidate in candidates for title in candidate.documents}
    return [document for document in plan.documents if document.title in titles]


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
        deadline=unit.report_deadline,
    )

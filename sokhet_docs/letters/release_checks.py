"""Letters about to be released → why they must not go out: open, damaged, another unit's, outrun, missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sokhet_docs.letters.generation import GenerateOptions, Progress, Summary, generate
from sokhet_docs.letters.letter_identity import find_stranger
from sokhet_docs.letters.packets import Naming
from sokhet_docs.letters.release_candidates import Candidate
from sokhet_docs.office.owner_files import find_owner_file
from sokhet_docs.outbox import DEFAULT_PATTERN, Fate, Manifest, Outcome
from sokhet_docs.plan import Plan
from sokhet_docs.problems import Place, Problem, Severity
from sokhet_docs.text.vietnamese import few_units, first_few


@dataclass(frozen=True, slots=True)
class Places:
    """Where a plan's files are: its workbook, its templates, its letters."""

    workbook: Path
    templates: Path
    output: Path


_MAX_NAMES = 5  # of files in one sentence


def foretell(
    places: Places, manifest: Manifest, only: tuple[str, ...], progress: Progress | None = None
) -> Summary:
    """Return what `generate` would do now, naming files as its last run did; nothing is written.

    ``only`` names units (empty: all). Raises SokhetError with every problem of workbook and templates.
    """
    last = manifest.runs[max(manifest.runs)] if manifest.runs else None
    naming = Naming(last.naming or DEFAULT_PATTERN, last.split) if last else Naming()
    options = GenerateOptions(only=only, naming=naming, dry_run=True)
    return generate(places.workbook, places.templates, places.output, options, progress)


def find_release_problems(
    plan: Plan, summary: Summary, candidates: Sequence[Candidate], as_is: bool
) -> list[Problem]:
    """Return why ``candidates`` must not go out, and what the clerk should know of them.

    ``summary`` is what `foretell` returned. ``as_is``: letters that the workbook or the templates have outrun
    are meant.
    """
    faults = [problem for candidate in candidates for problem in _faults_of(plan, candidate)]
    outcomes = summary.outcomes
    return [*faults, *_missing(summary, as_is), *_outrun(summary, as_is), *_offers(outcomes), *_left(summary)]


def _faults_of(plan: Plan, candidate: Candidate) -> Iterator[Problem]:
    place = Place(str(candidate.path))
    if owner_file := find_owner_file(candidate.path):
        hint = f"Lưu và đóng tệp rồi chạy lại; nếu không ai mở, xóa tệp “{owner_file.name}” bên cạnh."
        yield Problem(place, "Tệp đang mở trong Word hoặc LibreOffice nên chưa phát hành được.", hint)
    unit = candidate.unit
    if stranger := find_stranger(candidate.path, unit.code, unit.name, plan.code):
        yield stranger


def _missing(summary: Summary, as_is: bool) -> list[Problem]:
    """Return a problem that names the units whose letter, or its changed version, was not made."""
    names = [outcome.entry.unit_name for outcome in summary.outcomes if outcome.fate is Fate.NEW]
    message = f"Chưa có tệp văn bản, hoặc bản thay văn bản đã gửi, của: {few_units(names)}."
    return [_not_generated(summary, message, as_is)] if names else []


def _outrun(summary: Summary, as_is: bool) -> list[Problem]:
    names = [outcome.entry.unit_name for outcome in summary.outcomes if is_outrun(outcome)]
    message = f"Tệp Excel hoặc mẫu đã đổi mà văn bản chưa tạo lại: {few_units(names)}."
    return [_not_generated(summary, message, as_is)] if names else []


def _not_generated(summary: Summary, message: str, as_is: bool) -> Problem:
    hint = "Chạy sokhet-docs generate trước; nếu cố ý gửi văn bản như đang có, thêm --as-is."
    severity = Severity.WARNING if as_is else Severity.ERROR
    return Problem(Place(str(summary.folder)), message, "" if as_is else hint, severity)


def is_outrun(outcome: Outcome) -> bool:
    """Return whether a letter is not what the workbook and the templates make of it by now."""
    is_offered = outcome.fate is Fate.KEPT and outcome.beside is not None and not outcome.beside.exists()
    return outcome.fate in (Fate.CHANGED, Fate.BLOCKED) or is_offered


def _left(summary: Summary) -> list[Problem]:
    """Return a warning that names letters in the folder which are nobody's any more, or of other names."""
    names = [path.name for path in (*summary.orphans, *summary.outdated)]
    if not names:
        return []
    message = f"Không phát hành {len(names)} tệp không có trong danh sách hay mang tên của lần chạy trước: "
    few = first_few(names, _MAX_NAMES, " và {} tệp nữa", "; ")
    return [Problem(Place(str(summary.folder)), f"{message}{few}.", "", Severity.WARNING)]


def _offers(outcomes: Iterable[Outcome]) -> list[Problem]:
    """Return a warning for each letter that goes out as corrected while a newer version lies beside it."""
    return [
        Problem(
            Place(str(outcome.path)),
            f"Phát hành bản đã sửa tay, không phải bản mới “{outcome.beside.name}” bên cạnh.",
            "Nếu phải gửi bản mới, thu hồi bằng sokhet-docs release --undo, thay tệp rồi phát hành lại.",
            Severity.WARNING,
        )
        for outcome in outcomes
        if outcome.beside is not None and outcome.beside.exists()
    ]

"""The main job: a workbook and a folder of templates → one addressed .docx for every unit, in one folder.

    read ──▶ pack ──▶ compile ──▶ check ──▶ render ──▶ write

Everything that the first four stages find is reported at once, before anything is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from sokhet_docs.letters.checking import check_fit, read
from sokhet_docs.letters.form_notes import FormNotes
from sokhet_docs.letters.packets import Naming, Packet, choose_packets, pack
from sokhet_docs.letters.rendering import compile_letters, render_letters
from sokhet_docs.letters.sent_grouping import find_regrouped
from sokhet_docs.office.files import hash_files, sha256_of
from sokhet_docs.outbox import DEFAULT_PATTERN, Outbox, Outcome, Run, changed_copies
from sokhet_docs.plan import Plan
from sokhet_docs.problems import OutputError, Problem, ProblemCollector, Severity, SokhetError
from sokhet_docs.workbook import sample_workbook


class Stage(StrEnum):
    """The stages of the main job, in their order."""

    READ = "read"
    PACK = "pack"
    COMPILE = "compile"
    CHECK = "check"
    RENDER = "render"
    WRITE = "write"


class Progress(Protocol):
    """What is called when a stage begins, and after every file that is written."""

    def __call__(self, stage: Stage, done: int = 0, total: int = 0, /) -> None:
        """Show that ``stage`` has done ``done`` files of ``total``; 0 of 0 when it counts none."""


@dataclass(frozen=True, slots=True)
class GenerateOptions:
    """The options of a run.

    ``only`` names units by number, code or part of the name (empty: all); ``jobs`` is the largest number of
    processes that may render (0: one for each processor); ``force`` replaces files that were corrected by
    hand, ``dry_run`` writes nothing.
    """

    only: tuple[str, ...] = ()
    naming: Naming = field(default_factory=Naming)
    force: bool = False
    dry_run: bool = False
    jobs: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a run did: its packets, every file's outcome in their order, warnings.

    ``orphans`` are our files of units that are gone, ``outdated`` those of units that now have others.
    """

    folder: Path
    packets: tuple[Packet, ...]
    outcomes: tuple[Outcome, ...]
    orphans: tuple[Path, ...]
    outdated: tuple[Path, ...]
    warnings: tuple[Problem, ...]
    dry_run: bool

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Why files could not be written, then what the clerk should look at."""
        blocked = (outcome.problem for outcome in self.outcomes if outcome.problem)
        return (*blocked, *self.warnings)


def generate(
    workbook: Path | str,
    templates: Path | str,
    output: Path | str,
    options: GenerateOptions | None = None,
    progress: Progress | None = None,
) -> Summary:
    """Write one .docx for every unit of ``workbook`` into the folder ``output``.

    Raises SokhetError with every problem of the workbook and the templates before anything is written
    (beyond 2,000 files those that show only while a letter is rendered may come later), OutputError when the
    folder refuses a file.
    """
    workbook, templates, output = Path(workbook), Path(templates), Path(output)
    options, report = options or GenerateOptions(), progress or _ignore
    problems = ProblemCollector()

    report(Stage.READ)
    plan = read(workbook, templates, output)
    report(Stage.PACK)
    packets = problems.attempt(pack, plan, options.naming) or []
    chosen = choose_packets(plan, packets, options.only)
    problems.add(find_regrouped(chosen, output))
    report(Stage.COMPILE)
    renderer = problems.attempt(compile_letters, plan, templates, chosen)
    report(Stage.CHECK)
    problems.add(check_fit(plan, workbook, templates))
    if renderer is None or problems.errors:
        raise SokhetError(problems.problems)
    report(Stage.RENDER)
    letters = render_letters(renderer, chosen, options.jobs)
    report(Stage.WRITE)
    run = _begin_run(plan, options.naming, _hash_inputs(workbook, templates, packets))
    with Outbox(output, run, force=options.force, dry_run=options.dry_run) as outbox:
        _refuse_stray_sample(outbox, workbook, output)
        notes = FormNotes(plan, renderer, output, dry_run=options.dry_run)
        outcomes = []
        for packet, letter in zip(chosen, letters, strict=True):
            outcomes.append(outbox.put(packet.file_name, letter, packet.entry))
            notes.note(packet, letter, outcomes[-1])
            report(Stage.WRITE, len(outcomes), len(chosen))
        orphans, outdated = _find_leftovers(outbox, plan, packets)
        told = (*notes.write(), *_touched_copies(output))

    warnings = (*plan.warnings, *problems.warnings, *outbox.manifest.warnings, *told)
    return Summary(
        folder=output, packets=chosen, outcomes=tuple(outcomes), orphans=orphans, outdated=outdated,
        warnings=warnings, dry_run=options.dry_run,
    )  # fmt: skip


def _ignore(*_: object) -> None:
    pass


def _touched_copies(output: Path) -> Iterator[Problem]:
    """Yield a warning for each released copy that is gone or was changed."""
    return (replace(problem, severity=Severity.WARNING) for problem in changed_copies(output))


def _begin_run(plan: Plan, naming: Naming, inputs: Mapping[str, str]) -> Run:
    pattern = "" if naming.pattern == DEFAULT_PATTERN else naming.pattern
    return Run.now(plan.rule_set.name, inputs, naming=pattern, split=naming.split)


def _hash_inputs(workbook: Path, templates: Path, packets: Iterable[Packet]) -> dict[str, str]:
    names = dict.fromkeys(name for packet in packets for name in packet.templates)
    return hash_files([workbook, *(templates / name for name in names)])


def _refuse_stray_sample(outbox: Outbox, workbook: Path, output: Path) -> None:
    """Raise OutputError where the sample would replace the letters of another workbook."""
    runs = outbox.manifest.runs
    if workbook != sample_workbook() or not runs:
        return
    before = runs[max(runs)].inputs.get(workbook.name)
    if before != sha256_of(workbook.read_bytes()):
        message = "Văn bản ở đây được tạo từ một tệp Excel khác, không phải danh sách mẫu có sẵn."
        hint = "Hãy chỉ ra tệp Excel ấy bằng --workbook, hoặc chọn thư mục kết quả khác."
        raise OutputError.at(str(output), message, hint)


def _find_leftovers(
    outbox: Outbox, plan: Plan, packets: Iterable[Packet]
) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Return our files that are none of ``packets``: those of units that are gone, then the others."""
    left = outbox.orphans(packet.file_name for packet in packets)
    units = {unit.code for unit in plan.units}
    orphans = tuple(path for path, record in left if record.unit_code not in units)
    others = (path for path, record in left if record.unit_code in units)
    return orphans, tuple(path for path in others if not outbox.was_sent(path.name))

"""The main job: a workbook and a folder of templates → one addressed .docx for every unit, in one folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sokhet_docs._version import __version__
from sokhet_docs.letters.packets import Naming, Packet
from sokhet_docs.letters.prepare import Job, prepare
from sokhet_docs.letters.rendering import render_all
from sokhet_docs.office.files import sha256_of
from sokhet_docs.outbox import Entry, Outbox, Outcome, Run
from sokhet_docs.problems import OutputError, Problem, errors_in
from sokhet_docs.workbook import sample_workbook

Progress = Callable[[int, int], None]  # (files done, files in all)
_MAX_HELD = 2000  # letters, about 40 MB, that are filled in before the first is written


@dataclass(frozen=True, slots=True)
class GenerateOptions:
    """What a run may be told.

    ``only`` names units by number, code or part of the name (empty: all); ``jobs`` is the most processes that
    may render (0: as many as there are processors); ``force`` replaces files that were corrected by hand,
    ``dry_run`` writes nothing.
    """

    only: tuple[str, ...] = ()
    naming: Naming = field(default_factory=Naming)
    force: bool = False
    dry_run: bool = False
    jobs: int = 0


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did: its job, every file's outcome in order, warnings.

    ``orphans`` are our files of units that are gone, ``outdated`` those of units that now have others.
    """

    job: Job
    folder: Path
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

    @property
    def has_errors(self) -> bool:
        """Whether a file could not be written."""
        return bool(errors_in(self.problems))


def generate(
    workbook: Path | str,
    templates: Path | str,
    output: Path | str,
    options: GenerateOptions | None = None,
    progress: Progress | None = None,
) -> Summary:
    """Write one .docx for every unit of ``workbook`` into the folder ``output``.

    Raises SokhetError with every problem of the workbook and the templates before anything is written
    (beyond 2,000 files those that show only while a letter is filled in may come later), OutputError when the
    folder refuses a file.
    """
    options = options or GenerateOptions()
    job = prepare(Path(workbook), Path(templates), options.naming, options.only)
    rendered = _render(job, options.jobs)
    with Outbox(output, _run(job), force=options.force, dry_run=options.dry_run) as outbox:
        _refuse_stray_sample(outbox, job, Path(output))
        outcomes = _fill(outbox, job, rendered, progress)
        left = outbox.orphans(packet.file_name for packet in job.packets)
    warnings = (*job.plan.warnings, *outbox.manifest.warnings)
    units = {unit.code for unit in job.plan.units}
    orphans = tuple(path for path, record in left if record.unit_code not in units)
    outdated = tuple(path for path, record in left if record.unit_code in units)
    return Summary(job, Path(output), outcomes, orphans, outdated, warnings, options.dry_run)


def _refuse_stray_sample(outbox: Outbox, job: Job, output: Path) -> None:
    """Raise OutputError where the sample would replace the letters of another workbook."""
    runs = outbox.manifest.runs
    if job.workbook != sample_workbook() or not runs:
        return
    before = runs[max(runs)].inputs.get(job.workbook.name)
    if before != sha256_of(job.workbook.read_bytes()):
        message = "Văn bản ở đây được tạo từ một tệp Excel khác, không phải danh sách mẫu có sẵn."
        hint = "Hãy chỉ ra tệp Excel ấy bằng --workbook, hoặc chọn thư mục kết quả khác."
        raise OutputError.at(str(output), message, hint)


def _render(job: Job, jobs: int) -> Iterable[bytes]:
    """Return the letters: unless they are many all done, so that a fault in one leaves none behind."""
    rendered = render_all(job.renderer, job.chosen, jobs)
    return list(rendered) if len(job.chosen) <= _MAX_HELD else rendered


def _fill(
    outbox: Outbox, job: Job, rendered: Iterable[bytes], progress: Progress | None
) -> tuple[Outcome, ...]:
    outcomes = []
    for packet, docx_bytes in zip(job.chosen, rendered, strict=True):
        outcomes.append(outbox.put(packet.file_name, docx_bytes, _entry(packet)))
        if progress:
            progress(len(outcomes), len(job.chosen))
    return tuple(outcomes)


def _entry(packet: Packet) -> Entry:
    titles = tuple(document.title for document in packet.documents)
    return Entry(unit_code=packet.unit.code, unit_name=packet.unit.name, documents=titles)


def _run(job: Job) -> Run:
    names = dict.fromkeys(name for packet in job.packets for name in packet.templates)
    paths = [job.workbook, *(job.templates / name for name in names)]
    return Run(
        time=datetime.now().astimezone(),
        version=__version__,
        rule_set=job.plan.rule_set.name,
        inputs={path.name: sha256_of(path.read_bytes()) for path in paths},
    )

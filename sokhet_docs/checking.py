"""A workbook and its templates → a job that can be run, or every problem in them at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sokhet_docs.compiling import compile_paper, find_packet_problems
from sokhet_docs.fields import fill_filters
from sokhet_docs.findings import Findings
from sokhet_docs.guard import find_foreign_names
from sokhet_docs.issuer_papers import LIST_TEMPLATE, PLAN_TEMPLATE
from sokhet_docs.packets import Naming, Packet, pack, select_units
from sokhet_docs.plan import Plan
from sokhet_docs.problems import Problem, SokhetError
from sokhet_docs.rendering import Renderer
from sokhet_docs.template import find_problems
from sokhet_docs.workbook import read_plan


@dataclass(frozen=True, slots=True)
class Job:
    """A plan ready to be generated: all its packets, those that were chosen, and what renders them."""

    workbook: Path
    templates: Path
    plan: Plan
    packets: tuple[Packet, ...]
    chosen: tuple[Packet, ...]
    renderer: Renderer


def prepare(workbook: Path, templates: Path, naming: Naming, only: Sequence[str] = ()) -> Job:
    """Return the job of ``workbook`` and the folder ``templates``.

    Raises SokhetError with the problems of both at once, UsageError for a wrong pattern or an unknown unit.
    """
    findings = Findings()
    if job := _prepare(findings, workbook, templates, naming, only):
        return job
    raise SokhetError(findings.problems)


def _prepare(
    findings: Findings, workbook: Path, templates: Path, naming: Naming, only: Sequence[str]
) -> Job | None:
    plan = findings.attempt(lambda: read_plan(workbook))
    if plan is None:
        _check_tags_alone(findings, templates)
        return None
    units = {unit.code for unit in select_units(plan, only)}
    packets = findings.attempt(lambda: pack(plan, naming)) or []
    chosen = tuple(packet for packet in packets if packet.unit.code in units)
    renderer = findings.attempt(lambda: Renderer(plan, templates, [packet.templates for packet in chosen]))
    for path in _template_paths(templates, chosen):
        findings.add(find_foreign_names(plan, path))
    if findings.errors or renderer is None:
        return None
    return Job(workbook, templates, plan, tuple(packets), chosen, renderer)


def _template_paths(templates: Path, packets: Sequence[Packet]) -> list[Path]:
    names = dict.fromkeys(name for packet in packets for name in packet.templates)
    return [templates / name for name in names]


def check(workbook: Path | str, templates: Path | str) -> tuple[Problem, ...]:
    """Return every problem of the workbook and of the templates, errors first; nothing is written."""
    findings, folder = Findings(), Path(templates)
    job = _prepare(findings, Path(workbook), folder, Naming(), ())
    if job:
        findings.add(job.plan.warnings)
        findings.add(find_packet_problems(job.plan, _template_paths(folder, job.packets)))
        _check_papers(findings, job)
    return findings.problems


def _check_papers(findings: Findings, job: Job) -> None:
    for name in (PLAN_TEMPLATE, LIST_TEMPLATE):
        path = job.templates / name
        if path.exists():
            findings.attempt(lambda path=path: compile_paper(job.plan, path))  # type: ignore[misc]


def _check_tags_alone(findings: Findings, templates: Path) -> None:
    """Look for the faults that show without a plan: damaged files, tags that are no tags."""
    for path in sorted(templates.glob("*.docx")):
        if not path.name.startswith("~$"):
            findings.add(find_problems(path, filters=fill_filters()))

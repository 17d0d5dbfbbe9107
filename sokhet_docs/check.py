"""A workbook and its templates → a job that can be run, or every problem in them at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sokhet_docs.findings import Findings
from sokhet_docs.issuer_papers import LIST_TEMPLATE, PLAN_TEMPLATE, compile_paper
from sokhet_docs.packets import Naming, Packet, pack, select_units
from sokhet_docs.plan import Plan
from sokhet_docs.problems import Problem, SokhetError
from sokhet_docs.rendering import Renderer
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
    if findings.errors or renderer is None:
        return None
    return Job(workbook, templates, plan, tuple(packets), chosen, renderer)


def check(workbook: Path | str, templates: Path | str) -> tuple[Problem, ...]:
    """Return every problem of the workbook and of the templates, errors first; nothing is written."""
    findings = Findings()
    job = _prepare(findings, Path(workbook), Path(templates), Naming(), ())
    if job:
        _check_papers(findings, job)
        findings.add(job_warnings(job))
    return findings.problems


def job_warnings(job: Job) -> tuple[Problem, ...]:
    """Return what the clerk should look at before she sends anything; none of it stops a run."""
    return (*job.plan.warnings, *job.renderer.warnings)


def _check_papers(findings: Findings, job: Job) -> None:
    for name in (PLAN_TEMPLATE, LIST_TEMPLATE):
        path = job.templates / name
        if path.exists():
            findings.attempt(lambda path=path: compile_paper(job.plan, path))  # type: ignore[misc]


def _check_tags_alone(findings: Findings, templates: Path) -> None:
    """Look for the faults that show without a plan: damaged files, tags that are no tags."""
    from sokhet_docs.template import Template

    for path in sorted(templates.glob("*.docx")):
        if not path.name.startswith("~$"):
            findings.attempt(lambda path=path: Template.compile(path))  # type: ignore[misc]

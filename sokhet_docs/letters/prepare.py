"""A workbook and its templates → a job that can be run, or every problem in them at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sokhet_docs.letters.packets import Naming, Packet, find_unserved, pack
from sokhet_docs.letters.preflight import find_misfits, find_stamps, find_trial_problems
from sokhet_docs.letters.rendering import Renderer
from sokhet_docs.letters.templates import find_packet_problems, find_plan_document_problems
from sokhet_docs.office.lock_files import is_lock_file
from sokhet_docs.office.package import read_package
from sokhet_docs.plan import Audience, Plan, select_units
from sokhet_docs.problems import Problem, ProblemCollector, Severity, SokhetError, WorkbookError
from sokhet_docs.vocabulary import PLAN_DOCUMENTS, CustomFields
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
    findings = ProblemCollector()
    if job := _prepare(findings, workbook, templates, naming, only):
        return job
    raise SokhetError(findings.problems)


def _prepare(
    findings: ProblemCollector, workbook: Path, templates: Path, naming: Naming, only: Sequence[str]
) -> Job | None:
    plan, custom_fields = _read(findings, workbook)
    if plan is None:
        _check_templates(findings, templates, None, custom_fields)
        return None
    units = {unit.code for unit in select_units(plan, only)}
    packets = findings.attempt(lambda: pack(plan, naming)) or []
    chosen = tuple(packet for packet in packets if packet.unit.code in units)
    renderer = findings.attempt(lambda: Renderer(plan, templates, [packet.templates for packet in chosen]))
    _check_fit(findings, plan, templates)
    if findings.errors or renderer is None:
        return None
    return Job(workbook, templates, plan, tuple(packets), chosen, renderer)


def check(workbook: Path | str, templates: Path | str) -> tuple[Problem, ...]:
    """Return every problem of the workbook and of the templates, errors first; nothing is written."""
    findings, folder = ProblemCollector(), Path(templates)
    plan, custom_fields = _read(findings, Path(workbook))
    packets: list[Packet] = []
    if plan:
        findings.add(plan.warnings)
        packets = findings.attempt(lambda: pack(plan, Naming())) or []
        _check_fit(findings, plan, folder)
    _check_templates(findings, folder, plan, custom_fields)
    if plan:
        findings.add(find_trial_problems(plan, folder, packets))
    return findings.problems


def _read(findings: ProblemCollector, workbook: Path) -> tuple[Plan | None, CustomFields | None]:
    """Return the plan and what the clerk added to it; of a faulty workbook only the latter, if that much."""
    try:
        plan = read_plan(workbook)
    except WorkbookError as err:
        findings.add(err.problems)
        return None, err.custom_fields
    unserved = find_unserved(plan, workbook.name)
    if unserved and unserved.severity is Severity.WARNING:
        plan = replace(plan, warnings=(*plan.warnings, unserved))
    elif unserved:
        findings.add([unserved])
    return plan, plan.custom_fields


def _check_fit(findings: ProblemCollector, plan: Plan, folder: Path) -> None:
    for name in _sent(plan):
        findings.add(find_misfits(plan, folder / name))


def _sent(plan: Plan) -> list[str]:
    """Return the file names of the templates that go out to units."""
    sent = (one.template for one in plan.documents if one.audience is not Audience.NONE)
    return list(dict.fromkeys(sent))


def _check_templates(
    findings: ProblemCollector, folder: Path, plan: Plan | None, custom_fields: CustomFields | None
) -> None:
    """Look at every tag of what is sent (without a plan: of all); without its columns only at the files."""
    papers = PLAN_DOCUMENTS
    there = sorted(path.name for path in folder.glob("*.docx") if not is_lock_file(path.name))
    for_units = _sent(plan) if plan else [name for name in there if name not in papers]
    if custom_fields is None:
        for name in there:
            findings.attempt(lambda name=name: read_package(folder / name))  # type: ignore[misc]
        return
    findings.add(find_packet_problems(custom_fields, [folder / name for name in for_units]))
    for name in papers:
        if name in there:
            findings.add(find_plan_document_problems(custom_fields, folder / name))
            findings.add(find_stamps(folder / name))

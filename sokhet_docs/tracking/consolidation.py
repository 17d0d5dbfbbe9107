"""The units' reports → the draft of the issuing body's own report, workbooks of figures and of statuses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from sokhet_docs.letters import compile_plan_document, plan_fields
from sokhet_docs.office.package import parse_package, read_package, write_package
from sokhet_docs.outbox import Entry, Outbox, Outcome, Run
from sokhet_docs.problems import UsageError
from sokhet_docs.tracking.consolidation_fields import consolidation_fields
from sokhet_docs.tracking.figures_book import figures_book
from sokhet_docs.tracking.fitted_tables import fit_tables
from sokhet_docs.tracking.last_section import drop_empty_last_section
from sokhet_docs.tracking.returned_words import RealLists
from sokhet_docs.tracking.status_book import tracking_book
from sokhet_docs.tracking.unit_status import Tracking
from sokhet_docs.vocabulary import CONSOLIDATION_TEMPLATE

_FOLDER = "tong-hop"
_BRIEF = "tong-hop-rut-gon.docx"


def consolidated_docx(tracking: Tracking, template_path: Path, *, brief: bool = False) -> bytes:
    """Return the draft of the consolidated report; ``brief``: the first sentence of each answer only.

    Raises TemplateError.
    """
    common = tracking.common
    # What the units were asked, not what the workbook asks now, is what this report is about.
    plan = replace(tracking.plan, sections=common.sections, figures=common.figures, periods=common.periods)
    template = compile_plan_document(plan, template_path)
    lists = RealLists(read_package(template_path))
    fields = {**plan_fields(plan), **consolidation_fields(tracking, lists, brief=brief)}
    package = parse_package(template.render(fields), template_path.name)
    lists.define_in(package)
    fit_tables(package)
    drop_empty_last_section(package)
    return write_package(package)


def consolidate(
    tracking: Tracking, templates: Path, output: Path, *, brief: bool = False, force: bool = False
) -> tuple[Outcome, ...]:
    """Write the draft and the figures into the folder ``tong-hop`` of ``output``; return what became of each.

    There is no workbook of figures where the forms asked for none; the ``brief`` draft is a file of its own.
    A file that was changed by hand is kept and the new version put beside it; ``force`` replaces it. Raises
    UsageError when no report was read, TemplateError, OutputError.
    """
    if not any(status.has_content for status in tracking.statuses):
        raise _nothing_to_consolidate(tracking, output)
    name, kind = (_BRIEF, "rút gọn") if brief else (CONSOLIDATION_TEMPLATE, "dự thảo")
    draft = consolidated_docx(tracking, templates / CONSOLIDATION_TEMPLATE, brief=brief)
    files = [(name, draft, Entry.of_plan(f"Báo cáo tổng hợp ({kind})"))]
    if tracking.common.figures:
        files.append(("so-lieu.xlsx", figures_book(tracking), Entry.of_plan("Số liệu của các đơn vị")))
    return _write(tracking, output, files, force=force)


def _nothing_to_consolidate(tracking: Tracking, output: Path) -> UsageError:
    if count := len(tracking.intake.returns):
        message = f"Đã thu {count} tệp nhưng chưa đọc được báo cáo nào của các đơn vị."
        return UsageError.at(str(output), message, "Xem vì sao ở theo-doi.xlsx: sokhet-docs status")
    hint = "Hãy thu báo cáo trước: sokhet-docs collect"
    return UsageError.at(str(output), "Chưa đọc được báo cáo nào của các đơn vị.", hint)


def write_tracking(tracking: Tracking, output: Path, *, force: bool = False) -> tuple[Outcome, ...]:
    """Write the status of all units into ``theo-doi.xlsx``, in the folder ``tong-hop`` of ``output``.

    A workbook that was changed by hand is kept as `consolidate` keeps it. Raises OutputError.
    """
    file = ("theo-doi.xlsx", tracking_book(tracking), Entry.of_plan("Theo dõi báo cáo"))
    return _write(tracking, output, [file], force=force)


def _write(
    tracking: Tracking, output: Path, files: Iterable[tuple[str, bytes, Entry]], *, force: bool
) -> tuple[Outcome, ...]:
    inputs = {item.file: item.sha256 for item in tracking.intake.returns}
    run = Run.now(tracking.plan.rule_set.name, inputs)
    with Outbox(output / _FOLDER, run, force=force) as outbox:
        return tuple(outbox.put(*file) for file in files)

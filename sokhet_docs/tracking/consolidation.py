"""The units' reports → the draft of the issuing body's own report and the workbook of all figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sokhet_docs._version import __version__
from sokhet_docs.letters import compile_plan_document, plan_fields
from sokhet_docs.office.package import parse_package, read_package, write_package
from sokhet_docs.outbox import Entry, Outbox, Outcome, Run
from sokhet_docs.problems import UsageError
from sokhet_docs.tracking.consolidation_fields import consolidation_fields
from sokhet_docs.tracking.figures_book import figures_book
from sokhet_docs.tracking.returned_words import RealLists
from sokhet_docs.tracking.status import Tracking
from sokhet_docs.tracking.status_book import tracking_book
from sokhet_docs.vocabulary import CONSOLIDATION_TEMPLATE

FIGURES_BOOK = "so-lieu.xlsx"
TRACKING_BOOK = "theo-doi.xlsx"
_FOLDER = "tong-hop"


@dataclass(frozen=True, slots=True)
class Written:
    """The files that were made, and the folder in which they lie."""

    folder: Path
    outcomes: tuple[Outcome, ...]


def consolidated_docx(tracking: Tracking, template_path: Path) -> bytes:
    """Return the draft of the consolidated report. Raises TemplateError."""
    template = compile_plan_document(tracking.plan, template_path)
    lists = RealLists(read_package(template_path))
    fields = {**plan_fields(tracking.plan), **consolidation_fields(tracking, lists)}
    package = parse_package(template.render(fields), template_path.name)
    lists.define_in(package)
    return write_package(package)


def consolidate(tracking: Tracking, templates: Path, output: Path, *, force: bool = False) -> Written:
    """Write the draft and the figures into the folder ``tong-hop`` of ``output``.

    What somebody changed in either is kept, the new version laid beside it; ``force`` replaces it. Raises
    UsageError when no report was read, TemplateError, OutputError.
    """
    if not any(status.has_content for status in tracking.statuses):
        raise UsageError.at(
            str(output),
            "Chưa đọc được báo cáo nào của các đơn vị.",
            "Hãy thu báo cáo trước: sokhet-docs collect",
        )
    files = {
        CONSOLIDATION_TEMPLATE: consolidated_docx(tracking, templates / CONSOLIDATION_TEMPLATE),
        FIGURES_BOOK: figures_book(tracking),
    }
    titles = {CONSOLIDATION_TEMPLATE: "Báo cáo tổng hợp (dự thảo)", FIGURES_BOOK: "Số liệu của các đơn vị"}
    return _write(tracking, output, files, titles, force=force)


def write_tracking(tracking: Tracking, output: Path, *, force: bool = False) -> Written:
    """Write how the units stand into ``theo-doi.xlsx``, in the folder ``tong-hop`` of ``output``."""
    files = {TRACKING_BOOK: tracking_book(tracking)}
    return _write(tracking, output, files, {TRACKING_BOOK: "Theo dõi báo cáo"}, force=force)


def _write(
    tracking: Tracking, output: Path, files: dict[str, bytes], titles: dict[str, str], *, force: bool
) -> Written:
    read = {one.file: one.sha256 for one in tracking.intake.returns}
    run = Run(
        time=datetime.now().astimezone(),
        version=__version__,
        rule_set=tracking.plan.rule_set.name,
        inputs=read,
    )
    folder = output / _FOLDER
    with Outbox(folder, run, force=force) as outbox:
        outcomes = tuple(
            outbox.put(name, data, Entry(unit_code="", unit_name="", documents=(titles[name],)))
            for name, data in files.items()
        )
    return Written(folder, outcomes)

"""A plan → the issuing body's own documents: the plan itself, the distribution list as .docx or .xlsx."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from sokhet_docs.letters.distribution_lists import DistributionList
from sokhet_docs.letters.fields import plan_fields
from sokhet_docs.letters.templates import compile_plan_document
from sokhet_docs.office.files import reword_os_errors, write_atomic
from sokhet_docs.plan import Plan
from sokhet_docs.problems import OutputError, UsageError
from sokhet_docs.vocabulary import LIST_TEMPLATE, PLAN_TEMPLATE


def write_plan(plan: Plan, templates: Path, target: Path, *, force: bool = False) -> None:
    """Write the plan itself to ``target``, a .docx. Raises TemplateError, OutputError, UsageError."""
    require_ending(target, (".docx",))
    row = plan.document_of(PLAN_TEMPLATE)
    own = replace(plan, number=row.number or plan.number, day=row.day or plan.day) if row else plan
    docx_bytes = compile_plan_document(plan, templates / PLAN_TEMPLATE).render(plan_fields(own))
    write_new(target, docx_bytes, force=force)


def write_distribution(plan: Plan, templates: Path, target: Path, *, force: bool = False) -> None:
    """Write the distribution list to ``target``, a .docx or .xlsx by its ending. Raises as `write_plan`."""
    require_ending(target, (".docx", ".xlsx"))
    if target.suffix.lower() == ".xlsx":
        from sokhet_docs.letters.distribution_book import distribution_book  # openpyxl is slow to import

        write_new(target, distribution_book(plan), force=force)
    else:
        template = compile_plan_document(plan, templates / LIST_TEMPLATE)
        write_new(target, template.render(plan_fields(plan)), force=force)


def write_distribution_lists(
    plan: Plan, lists: Sequence[DistributionList], target: Path, *, force: bool = False
) -> None:
    """Write ``lists``, one at least, to ``target``, an .xlsx. Raises OutputError, UsageError."""
    require_ending(target, (".xlsx",))
    from sokhet_docs.letters.distribution_book import distribution_lists_book  # openpyxl is slow to import

    write_new(target, distribution_lists_book(plan, lists), force=force)


def require_ending(target: Path, endings: Sequence[str]) -> None:
    """Raise UsageError unless the name of ``target`` ends as one of ``endings``."""
    if target.suffix.lower() not in endings:
        wanted = " hoặc ".join(endings)
        raise UsageError.at(str(target), f"Tên tệp phải có đuôi {wanted}.", "Hãy sửa tên sau -o.")


def write_new(target: Path, data: bytes, *, force: bool) -> None:
    """Write ``data`` to ``target``; a file that is there stays unless ``force``. Raises OutputError."""
    if target.exists() and not force:
        raise OutputError.at(str(target), "Đã có tệp này.", "Đặt tên khác, hoặc thêm --force để ghi đè.")
    with reword_os_errors(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(target, data)

"""A plan → the issuing body's own documents: the plan itself, the distribution list as .docx or .xlsx."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from sokhet_docs.letters.distribution_lists import DistributionList
from sokhet_docs.letters.fields import plan_fields
from sokhet_docs.letters.templates import compile_plan_document
from sokhet_docs.office.files import reword_os_errors, write_atomic
from sokhet_docs.office.saved_files import save_copy
from sokhet_docs.outbox import open_elsewhere
from sokhet_docs.plan import Plan
from sokhet_docs.problems import OutputError, UsageError
from sokhet_docs.vocabulary import LIST_TEMPLATE, PLAN_TEMPLATE


def write_plan(plan: Plan, templates: Path, target: Path, *, force: bool = False) -> Path | None:
    """Write the plan itself to ``target``, a .docx; return as `write_new`.

    Raises TemplateError, OutputError, UsageError.
    """
    require_ending(target, (".docx",))
    row = plan.document_of(PLAN_TEMPLATE)
    own = replace(plan, number=row.number or plan.number, day=row.day or plan.day) if row else plan
    docx_bytes = compile_plan_document(plan, templates / PLAN_TEMPLATE).render(plan_fields(own))
    return write_new(target, docx_bytes, force=force)


def write_distribution(plan: Plan, templates: Path, target: Path, *, force: bool = False) -> Path | None:
    """Write the distribution list to ``target``, a .docx or .xlsx by its ending.

    Returns as `write_new`, raises as `write_plan`.
    """
    require_ending(target, (".docx", ".xlsx"))
    if target.suffix.lower() == ".xlsx":
        from sokhet_docs.letters.distribution_book import distribution_book  # openpyxl is slow to import

        return write_new(target, distribution_book(plan), force=force)
    template = compile_plan_document(plan, templates / LIST_TEMPLATE)
    return write_new(target, template.render(plan_fields(plan)), force=force)


def write_distribution_lists(
    plan: Plan, lists: Sequence[DistributionList], target: Path, *, force: bool = False
) -> Path | None:
    """Write ``lists``, one at least, to ``target``, an .xlsx; return as `write_new`.

    Raises OutputError, UsageError.
    """
    require_ending(target, (".xlsx",))
    from sokhet_docs.letters.distribution_book import distribution_lists_book  # openpyxl is slow to import

    return write_new(target, distribution_lists_book(plan, lists), force=force)


def require_ending(target: Path, endings: Sequence[str]) -> None:
    """Raise UsageError unless the name of ``target`` ends as one of ``endings``."""
    if target.suffix.lower() not in endings:
        wanted = " hoặc ".join(endings)
        raise UsageError.at(str(target), f"Tên tệp phải có đuôi {wanted}.", "Hãy sửa tên sau -o.")


def write_new(target: Path, data: bytes, *, force: bool) -> Path | None:
    """Write ``data`` to ``target``; return where the file that was there is kept, None where there was none.

    Raises OutputError as `require_free`.
    """
    require_free(target, force=force)
    with reword_os_errors(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        is_other = target.exists() and target.read_bytes() != data
        saved = save_copy(target) if is_other else None
        write_atomic(target, data)
    return saved


def kept_at(saved: Path | None) -> tuple[str, ...]:
    """Return what the clerk is told of a file that `write_new` replaced, one line; () for None."""
    return () if saved is None else (f"Tệp cũ được cất ở {saved}.",)


def require_free(target: Path, *, force: bool) -> None:
    """Raise OutputError where ``target`` is there and not to be replaced (``force``), or is open."""
    if target.exists() and not force:
        raise OutputError.at(str(target), "Đã có tệp này.", "Đặt tên khác, hoặc thêm --force để ghi đè.")
    if target.exists() and (problem := open_elsewhere(target)):
        raise OutputError([problem])

"""A workbook and its templates → the plan, or every problem in both at once.

`read` and `check_fit` are the stages "read" and "check" of `generate`. `check` finds more: what would not
stop a run, and what shows only when letters are rendered. It writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from sokhet_docs.letters.blank_facts import blank_facts, find_needed
from sokhet_docs.letters.form_fit import find_form_differences
from sokhet_docs.letters.packets import Naming, find_unserved, pack
from sokhet_docs.letters.preflight import (
    find_misfits,
    find_sample_words,
    find_stamps,
    find_trial_problems,
    find_unprinted,
    plan_tags_of,
    tags_of,
)
from sokhet_docs.letters.released_plan import refuse_changed_codes
from sokhet_docs.letters.renamed_items import find_renamed
from sokhet_docs.letters.templates import find_packet_problems, find_plan_document_problems
from sokhet_docs.office.owner_files import is_owner_file
from sokhet_docs.office.package import read_package
from sokhet_docs.outbox import read_releases, sent_codes
from sokhet_docs.plan import NOBODY, Plan
from sokhet_docs.problems import Place, Problem, ProblemCollector, Severity, SokhetError, WorkbookError
from sokhet_docs.template import find_moved_tables
from sokhet_docs.text.alphabet import name_order
from sokhet_docs.vocabulary import PLAN_DOCUMENTS, PLAN_TEMPLATE, CustomFields
from sokhet_docs.workbook import FACTS_SHEET, is_sample_plan, read_plan
from sokhet_docs.workbook import find_sample_words as find_sample_words_of_workbook


def check(
    workbook: Path | str, templates: Path | str, output: Path | str | None = None
) -> tuple[Problem, ...]:
    """Return every problem of the workbook and of the folder ``templates``, errors first.

    ``output`` is where letters may have been written before.
    """
    workbook, templates = Path(workbook), Path(templates)
    problems = ProblemCollector()
    if plan := problems.attempt(read, workbook, templates, Path(output) if output else None):
        problems.add(plan.warnings)
        problems.add(_derived_names(plan, workbook.name))
        packets = problems.attempt(pack, plan, Naming()) or []
        problems.add(check_fit(plan, workbook, templates))
        problems.add(_iter_later_needs(plan, templates))
        problems.add(_iter_tag_problems(plan.custom_fields, templates, _sent(plan)))
        problems.add(_iter_unprinted(plan, templates))
        problems.add(find_trial_problems(plan, templates, packets))
        problems.add(find_form_differences(plan, templates, packets))
        sets = dict.fromkeys(packet.templates for packet in packets)
        problems.add(find_moved_tables([[templates / name for name in names] for names in sets]))
        if not is_sample_plan(plan):
            problems.add(_iter_sample_words(plan, workbook, templates))
    return problems.problems


def _iter_unprinted(plan: Plan, templates: Path) -> Iterator[Problem]:
    """Yield a warning for each document but the plan whose own number or day its template does not print."""
    for document in plan.documents:
        if document.template != PLAN_TEMPLATE:
            yield from find_unprinted(document, templates / document.template)


def _iter_sample_words(plan: Plan, workbook: Path, templates: Path) -> Iterator[Problem]:
    """Yield a warning for each word of the sample in each sheet, and in each template in use."""
    yield from find_sample_words_of_workbook(workbook)
    for name in dict.fromkeys((*_sent(plan), *PLAN_DOCUMENTS)):
        yield from find_sample_words(templates / name)


def _derived_names(plan: Plan, workbook: str) -> list[Problem]:
    """Return a warning that shows every name that nobody typed and that letters will print."""
    if not plan.derived:
        return []
    names = "; ".join(f"{label}: “{value}”" for label, value in plan.derived.items())
    message = f"Các mục chưa điền, chương trình suy ra: {names}."
    return [
        Problem(Place(workbook, FACTS_SHEET), message, "Chỗ nào chưa đúng thì điền mục ấy.", Severity.WARNING)
    ]


def read(workbook: Path, templates: Path, output: Path | None = None) -> Plan:
    """Return the plan of ``workbook``, its units under the codes that letters in ``output`` have.

    Its warnings tell what was renamed since. Raises SokhetError with every problem of the workbook, and with
    those of all ``templates`` that can be found without a plan, OutputError for units whose codes changed
    since they were sent their letters.
    """
    try:
        plan = read_plan(workbook, sent_codes(output) if output else None)
    except WorkbookError as err:
        problems = ProblemCollector()
        problems.add(err.problems)
        found = (path.name for path in templates.glob("*.docx") if not is_owner_file(path.name))
        names = sorted(found, key=name_order)
        if err.custom_fields is None:  # any unknown tag may be one of the workbook's columns
            for name in names:
                problems.attempt(read_package, templates / name)
        else:
            letters = [name for name in names if name not in PLAN_DOCUMENTS]
            problems.add(_iter_tag_problems(err.custom_fields, templates, letters))
        raise SokhetError(problems.problems) from err
    if output:
        refuse_changed_codes(plan, read_releases(output))
    renamed = find_renamed(plan, workbook.name, output) if output else []
    return replace(plan, warnings=(*plan.warnings, *renamed))


def check_fit(plan: Plan, workbook: Path, templates: Path) -> list[Problem]:
    """Return what does not fit together: units without a document, templates that contradict the plan."""
    misfits = (problem for name in _sent(plan) for problem in find_misfits(plan, templates / name, workbook))
    return [*find_unserved(plan, workbook.name), *misfits, *_needed_by_letters(plan, templates).values()]


def _needed_by_letters(plan: Plan, templates: Path) -> dict[str, Problem]:
    """Return an error for each fact that is blank and that some letter prints, by its label."""
    blank = blank_facts(plan)
    names = _sent(plan) if blank else ()
    return find_needed(blank, (tag for name in names for tag in tags_of(plan, templates / name)))


def _iter_later_needs(plan: Plan, templates: Path) -> Iterator[Problem]:
    """Yield a warning for each fact that is blank and that only the plan's own documents print."""
    blank = blank_facts(plan)
    names = PLAN_DOCUMENTS if blank else ()
    later = find_needed(blank, (tag for name in names for tag in plan_tags_of(plan, templates / name)))
    sooner = _needed_by_letters(plan, templates) if later else {}
    for label, problem in later.items():
        if label not in sooner:
            yield replace(problem, severity=Severity.WARNING)


def _iter_tag_problems(
    custom_fields: CustomFields, templates: Path, letters: Sequence[str]
) -> Iterator[Problem]:
    """Yield the problems of every tag in ``letters`` (file names) and in the plan's own documents."""
    yield from find_packet_problems(custom_fields, [templates / name for name in letters])
    for name in PLAN_DOCUMENTS:
        if (templates / name).exists():
            yield from find_plan_document_problems(custom_fields, templates / name)
            yield from find_stamps(templates / name)


def _sent(plan: Plan) -> list[str]:
    """Return the file names of the templates that go out to units."""
    sent = (document.template for document in plan.documents if document.audience != NOBODY)
    return list(dict.fromkeys(sent))

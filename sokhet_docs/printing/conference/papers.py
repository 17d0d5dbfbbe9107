"""A conference of a plan → its papers: invitations, sign-in sheet with seats, name cards, programme.

Everything comes from the roster (`Thành phần`), the guests (`Đại biểu`) and the programme (`Chương trình`) of
one workbook. All papers are rendered before the first is written; one corrected by hand is kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sokhet_docs.letters import compile_plan_document, plan_tags_of
from sokhet_docs.office.files import hash_files
from sokhet_docs.outbox import Entry, Outbox, Outcome, Run, safe_name
from sokhet_docs.plan import Guest, Plan
from sokhet_docs.printing.conference.doubts import COMMON_INVITATION, find_blanks, find_unfit, notes_on
from sokhet_docs.printing.conference.fields import ConferenceFields, cards_for, unnamed_groups
from sokhet_docs.printing.conference.groups import Group, Meeting, find_disagreements, groups_of
from sokhet_docs.printing.conference.name_cards import split_titles, without_honorific
from sokhet_docs.problems import Problem, ProblemCollector, TemplateError
from sokhet_docs.template import Template
from sokhet_docs.text.vietnamese import slug
from sokhet_docs.vocabulary import (
    GUEST_INVITATION_TEMPLATE,
    NAME_CARDS_TEMPLATE,
    PROGRAMME_TEMPLATE,
    SIGN_IN_TEMPLATE,
)
from sokhet_docs.workbook import sample_templates

FOLDER = "hoi-nghi"  # of the output folder
_ISSUER_FOLDER = "cap-ban-hanh"
_TITLES = {
    GUEST_INVITATION_TEMPLATE: "Giấy mời",
    SIGN_IN_TEMPLATE: "Danh sách điểm danh",
    NAME_CARDS_TEMPLATE: "Thẻ tên",
    PROGRAMME_TEMPLATE: "Chương trình",
}
_TRIAL_NAME = "Nguyễn Văn A"

Progress = Callable[[int, int], None]
Fields = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ConferencePapers:
    """What a run made of one conference: its groups with their numbers, the folder, what became of each file.

    ``orphans`` are papers of guests who are on the list no more; ``problems`` are warnings; ``notes`` say
    what was not made, and why.
    """

    meeting: Meeting
    groups: tuple[Group, ...]
    folder: Path
    outcomes: tuple[Outcome, ...]
    orphans: tuple[Path, ...]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]


def write_conference(
    plan: Plan,
    meeting: Meeting,
    templates: Path,
    folder: Path,
    *,
    force: bool = False,
    progress: Progress | None = None,
) -> ConferencePapers:
    """Write the papers of ``meeting`` into a folder of its own below ``folder``.

    ``force`` replaces papers that were corrected by hand, ``progress`` gets (done, total) of the papers.
    Raises TemplateError with the problems of all templates, and OutputError.
    """
    groups = groups_of(meeting)
    fields = ConferenceFields(plan, meeting, groups)
    drafts = list(_iter_drafts(fields, meeting, groups))
    needed = list(dict.fromkeys(draft.template for draft in drafts))
    paths = {name: _template_path(templates, name) for name in needed}
    compiled = _compile(plan, paths)
    if meeting.guests:
        _refuse_nameless(compiled[GUEST_INVITATION_TEMPLATE], fields, paths[GUEST_INVITATION_TEMPLATE])
    contents = list(_iter_rendered(compiled, drafts, progress))
    target = folder / _folder_name(meeting)
    with Outbox(target, Run.now(plan.rule_set.name, hash_files([*paths.values()])), force=force) as outbox:
        outcomes = tuple(
            outbox.put(draft.file, content, _entry(meeting, draft))
            for draft, content in zip(drafts, contents, strict=True)
        )
        orphans = tuple(path for path, _ in outbox.orphans(draft.file for draft in drafts))
    blanks = (problem for name in needed for problem in _blanks_of(plan, paths[name], drafts))
    return ConferencePapers(
        meeting,
        groups,
        target,
        outcomes,
        orphans,
        problems=(*find_disagreements(meeting, groups), *blanks, *find_unfit(groups)),
        notes=(*notes_on(plan, meeting, groups), *_note_on_templates(templates, paths)),
    )


@dataclass(frozen=True, slots=True)
class _Draft:
    # A paper that is to be made: its file, its template, its fields; whose it is ("": nobody's alone).
    file: str
    template: str
    fields: Fields
    whose: str = ""


def _iter_drafts(fields: ConferenceFields, meeting: Meeting, groups: Sequence[Group]) -> Iterator[_Draft]:
    names = _file_names(meeting.guests)
    for number, (guest, name) in enumerate(zip(meeting.guests, names, strict=True), 1):
        _, whose = without_honorific(guest.name)
        yield _Draft(name, GUEST_INVITATION_TEMPLATE, fields.invitation(guest, number), whose)
    if not meeting.guests or unnamed_groups(groups):
        yield _Draft(COMMON_INVITATION, GUEST_INVITATION_TEMPLATE, fields.common_invitation())
    yield _Draft(SIGN_IN_TEMPLATE, SIGN_IN_TEMPLATE, fields.sign_in())
    if cards_for(groups):
        yield _Draft(NAME_CARDS_TEMPLATE, NAME_CARDS_TEMPLATE, fields.name_cards())
    if meeting.programme:
        yield _Draft(PROGRAMME_TEMPLATE, PROGRAMME_TEMPLATE, fields.programme())


def _file_names(guests: Sequence[Guest]) -> list[str]:
    """Return the invitations' file names, by name, so that a new guest above changes none of the others.

    Where several guests share a name each has its position or body in it, else a number.
    """
    shared = Counter(map(_stem, guests))
    taken = {COMMON_INVITATION}
    names = []
    for guest in guests:
        tried = _iter_file_names(guest, is_shared=shared[_stem(guest)] > 1)
        names.append(next(name for name in tried if name not in taken))
        taken.add(names[-1])
    return names


def _stem(guest: Guest) -> str:
    return f"giay-moi-{slug(split_titles(guest.name)[1]) or 'dai-bieu'}"


def _iter_file_names(guest: Guest, *, is_shared: bool) -> Iterator[str]:
    stem = _stem(guest)
    apart = [safe_name(f"{stem}-{slug(more, longest=40)}") for more in (guest.position, guest.body) if more]
    yield from (*apart, safe_name(stem)) if is_shared else (safe_name(stem), *apart)
    number = 2
    while True:
        yield safe_name(f"{stem}-{number}")
        number += 1


def _template_path(templates: Path, name: str) -> Path:
    """Return the clerk's template; the built-in one where a folder of before has none yet."""
    own = templates / name
    return own if own.exists() else sample_templates() / name


def _compile(plan: Plan, paths: Mapping[str, Path]) -> dict[str, Template]:
    problems = ProblemCollector()
    compiled = {name: problems.attempt(compile_plan_document, plan, path) for name, path in paths.items()}
    if problems.errors:
        raise TemplateError(problems.errors)
    return {name: template for name, template in compiled.items() if template}


def _refuse_nameless(template: Template, fields: ConferenceFields, path: Path) -> None:
    """Raise TemplateError when the invitation does not print whom it invites: a trial, with a short name."""
    fields_of_trial = fields.invitation(Guest(name=_TRIAL_NAME), 1)
    template.render(fields_of_trial)  # any other fault is told by itself
    try:
        template.render(fields_of_trial, must_name=(_TRIAL_NAME,))
    except TemplateError as err:
        hint = "Thêm thẻ {{ khach.ho_ten }} hoặc {{ khach.kinh_moi }} vào mẫu."
        message = "Mẫu không ghi họ tên đại biểu: giấy mời nào cũng như nhau."
        raise TemplateError.at(path.name, message, hint) from err


def _iter_rendered(
    compiled: Mapping[str, Template], drafts: Sequence[_Draft], progress: Progress | None
) -> Iterator[bytes]:
    for done, draft in enumerate(drafts, 1):
        yield compiled[draft.template].render(draft.fields)
        if progress:
            progress(done, len(drafts))


def _folder_name(meeting: Meeting) -> str:
    unit = meeting.unit
    return f"{unit.number:03}-{slug(unit.name)}" if unit else _ISSUER_FOLDER


def _entry(meeting: Meeting, draft: _Draft) -> Entry:
    title = _TITLES[draft.template]
    unit = meeting.unit
    return Entry(unit_code=unit.code if unit else "", unit_name=unit.name if unit else "", documents=(title,))


def _blanks_of(plan: Plan, path: Path, drafts: Sequence[_Draft]) -> list[Problem]:
    made = [draft for draft in drafts if draft.template == path.name]
    return find_blanks(
        plan_tags_of(plan, path), [(draft.whose or draft.file, draft.fields) for draft in made]
    )


def _note_on_templates(templates: Path, paths: Mapping[str, Path]) -> Iterator[str]:
    if lacking := [name for name, path in paths.items() if path.parent != templates]:
        yield f"Thư mục {templates.name} chưa có {', '.join(lacking)}: dùng mẫu có sẵn của chương trình."

"""A template and a plan → where the two do not fit together, beyond what checking the tags finds.

Two things are examined. The template's own words must not contradict the plan: no unit named outright, no
secrecy stamp, every year of figures. (A unit's row and the plan say what the clerk typed, so a wrong name can
only hide in the template's own words.) And trial letters are rendered, to see which tags fail for some
units and which stay blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from sokhet_docs.letters.blank_facts import blank_facts
from sokhet_docs.letters.fields import Fields, PacketFields
from sokhet_docs.letters.numbered_documents import prints_own
from sokhet_docs.letters.packets import Packet
from sokhet_docs.letters.rendering import compile_letters
from sokhet_docs.letters.templates import find_packet_tags, find_plan_document_tags
from sokhet_docs.office.docx_text import Passage, read_passages
from sokhet_docs.plan import Document, Plan, Unit, secrecy_stamp
from sokhet_docs.problems import Place, Problem, Severity, TemplateError
from sokhet_docs.template import PlainTag
from sokhet_docs.text.vietnamese import clean, framed_words, short_date
from sokhet_docs.vocabulary import GUEST_INVITATION_TEMPLATE
from sokhet_docs.workbook import COLUMNS, DOCUMENTS, FACTS_SHEET, period_labels, sample_warnings

_Misfit = tuple[Passage, str, str]  # where, what is wrong, what to do
# Fields other than those of `van_ban` by which a template prints its own number and day.
_OTHER_FIELDS = {GUEST_INVITATION_TEMPLATE: {"so": "to_chuc.so_ky_hieu", "ngay_thang": "to_chuc.ngay_thang"}}
_YEAR = re.compile(r"so_lieu\.nam\[(\d+)\]")


def find_misfits(plan: Plan, template_path: Path, workbook: Path) -> list[Problem]:
    """Return an error for every place where a template's own words contradict ``plan``, that of ``workbook``.

    That is a unit named outright (whole words, compared by match key), a table of figures whose years are
    written out one by one and are too few or too many, and a secrecy stamp. A file that cannot be read gives
    no errors here: the check of its tags reports it.
    """
    passages = _passages_of(template_path)
    misfits = (*_foreign_names(plan, passages), *_missing_years(plan, passages, workbook), *_stamps(passages))
    return _to_problems(template_path, misfits)


def find_stamps(template_path: Path) -> list[Problem]:
    """Return an error for every secrecy stamp in a template's own words; none for an unreadable file."""
    return _to_problems(template_path, _stamps(_passages_of(template_path)))


def find_unprinted(document: Document, template_path: Path) -> list[Problem]:
    """Return a warning when the template of ``document`` has no place for the document's number or day."""
    text = "\n".join(passage.text for passage in _passages_of(template_path))
    own = {"so": f"Số {document.number}" if document.number else ""}
    own["ngay_thang"] = f"Ngày {short_date(document.day)}" if document.day else ""
    other = _OTHER_FIELDS.get(document.template.casefold(), {})
    lost = {
        other.get(field, f"van_ban.{field}"): said
        for field, said in own.items()
        if said and not prints_own(text, field) and not (field in other and other[field] in text)
    }
    if not text or not lost:
        return []
    tags = ", ".join(f"{{{{ {field} }}}}" for field in lost)
    message = f"Trang “{DOCUMENTS}” ghi {', '.join(lost.values())} cho mẫu này, mà mẫu không có thẻ {tags}: "
    hint = "Thêm thẻ vào mẫu, hoặc xóa ở trang ấy."
    return [Problem(Place(template_path.name), f"{message}không in ra ở đâu.", hint, Severity.WARNING)]


def find_sample_words(template_path: Path) -> list[Problem]:
    """Return a warning for each word of the built-in sample that a template's own words say."""
    return sample_warnings(
        (Place(template_path.name, one.place), one.text) for one in _passages_of(template_path)
    )


def _passages_of(template_path: Path) -> list[Passage]:
    try:
        return read_passages(template_path.read_bytes())
    except (OSError, ValueError):
        return []


def _to_problems(template_path: Path, misfits: Iterable[_Misfit]) -> list[Problem]:
    return [
        Problem(Place(template_path.name, passage.place), message, hint) for passage, message, hint in misfits
    ]


def _stamps(passages: Iterable[Passage]) -> Iterator[_Misfit]:
    hint = "Bỏ chữ này; văn bản mật phải soạn riêng, theo quy định về bảo vệ bí mật nhà nước."
    for passage in passages:
        if stamp := secrecy_stamp(clean(passage.text)):
            yield passage, f"Mẫu ghi “{stamp}”; chương trình không in dấu MẬT.", hint


def _foreign_names(plan: Plan, passages: list[Passage]) -> Iterator[_Misfit]:
    keyed = [(passage, framed_words(passage.text)) for passage in passages]
    everything = "\n".join(key for _, key in keyed)
    names = [name for name in _names_of(plan.units) if framed_words(name) in everything]
    for passage, key in keyed:
        for name in names:
            if framed_words(name) in key:
                message = f"Mẫu còn ghi sẵn tên “{name}”, đơn vị nào cũng sẽ nhận tên ấy."
                yield passage, message, "Hãy thay tên ấy bằng trường, ví dụ {{ don_vi.ten }}."


def _missing_years(plan: Plan, passages: list[Passage], workbook: Path) -> Iterator[_Misfit]:
    # With a year too few, the annex would silently lack that year.
    written = {int(index): passage for passage in passages for index in _YEAR.findall(passage.text)}
    if written and set(written) != set(range(len(plan.periods))):
        labels = ", ".join(period.label for period in plan.periods)
        message = f"Bảng số liệu có {len(written)} cột kỳ, kế hoạch có {len(plan.periods)} kỳ ({labels})."
        facts = ", ".join(f"“{label}”" for label in period_labels(workbook))
        hint = f"Hãy thêm hoặc bớt cột trong mẫu, hoặc sửa {facts} ở trang “{FACTS_SHEET}”."
        yield written[max(written)], message, hint


def _names_of(units: Iterable[Unit]) -> Iterator[str]:
    for unit in units:
        yield from dict.fromkeys((unit.name, unit.committee))


def find_trial_problems(plan: Plan, folder: Path, packets: Sequence[Packet]) -> list[Problem]:
    """Return the faults of a trial letter for each set of templates, and the tags that stay blank.

    ``packets`` are those of the whole plan; of each set the first is rendered. A blank tag is one warning for
    each tag and template, whatever the number of units.
    """
    return [*_iter_faults(plan, folder, packets), *_iter_blanks(plan, folder, packets)]


def _iter_faults(plan: Plan, folder: Path, packets: Iterable[Packet]) -> Iterator[Problem]:
    firsts: dict[tuple[str, ...], Packet] = {}
    for packet in packets:
        firsts.setdefault(packet.templates, packet)
    seen: set[tuple[Place, str]] = set()  # sets share templates: for a second unit the fault is the same
    for packet in firsts.values():
        for problem in _faults_of(plan, folder, packet):
            key = problem.place, problem.message.partition(": ")[0]  # the tag: what follows may quote a value
            if key not in seen:
                seen.add(key)
                yield problem


def _faults_of(plan: Plan, folder: Path, packet: Packet) -> Iterator[Problem]:
    faults = _render_faults(plan, folder, packet)
    yield from faults
    if faults and len(packet.documents) > 1:  # the first fault ended the letter: try each document alone
        for document in packet.documents:
            alone = _render_faults(plan, folder, replace(packet, documents=(document,)))
            yield from (problem for problem in alone if problem.place.spot)


def _render_faults(plan: Plan, folder: Path, packet: Packet) -> Sequence[Problem]:
    try:
        renderer = compile_letters(plan, folder, [packet])
    except TemplateError:
        return ()  # the check of its tags reports it
    try:
        renderer.render(packet)
    except TemplateError as err:
        return err.problems
    return ()


def _iter_blanks(plan: Plan, folder: Path, packets: Iterable[Packet]) -> Iterator[Problem]:
    receivers: dict[str, list[Unit]] = {}
    for packet in packets:
        for name in packet.templates:
            receivers.setdefault(name, []).append(packet.unit)
    packet_fields = PacketFields(plan)
    fields = {unit.code: packet_fields.of(unit) for unit in plan.units}
    needed = blank_facts(plan)  # of which `find_needed` tells
    for name, units in receivers.items():
        for tag in tags_of(plan, folder / name):
            blank = [unit for unit in units if is_blank(fields[unit.code], tag.field)]
            if blank and ".".join(tag.field) not in needed:
                yield _blank_problem(tag, blank)


def tags_of(plan: Plan, template_path: Path) -> list[PlainTag]:
    """Return the tags that print one field as it is; none of a template that cannot be read."""
    try:
        return find_packet_tags(plan.custom_fields, template_path)
    except TemplateError:
        return []


def plan_tags_of(plan: Plan, template_path: Path) -> list[PlainTag]:
    """Return the same of a template about the whole plan; none where there is none."""
    try:
        return find_plan_document_tags(plan.custom_fields, template_path) if template_path.exists() else []
    except TemplateError:
        return []


def is_blank(fields: Fields, steps: Sequence[str]) -> bool:
    """Return whether the field that ``steps`` lead to would be printed as nothing."""
    value: object = fields
    for step in steps:
        if not isinstance(value, Mapping) or step not in value:
            return False
        value = value[step]
    return value == ""  # a gap that is left for handwriting is made of spaces


def _blank_problem(tag: PlainTag, units: Sequence[Unit]) -> Problem:
    first = f" (đầu tiên: {units[0].name})" if len(units) > 1 else f": {units[0].name}"
    message = f"{tag.typed} để trống ở {len(units)} đơn vị{first}."
    header = next((column.header for column in COLUMNS if column.field == ".".join(tag.field)), "")
    where = f"Hãy điền cột “{header}” (chưa có thì thêm)" if header else "Hãy điền vào bảng tính"
    hint = f"{where}; hoặc dùng |de_trong để in dấu chấm, {{% if %}} để bỏ cả câu."
    return Problem(tag.place, message, hint, Severity.WARNING)

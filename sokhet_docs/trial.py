"""A plan and its templates → what shows only in letters made: faults of values, tags that stay blank."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from sokhet_docs.compiling import find_packet_tags
from sokhet_docs.fields import Fields, PacketFields
from sokhet_docs.packets import Packet
from sokhet_docs.plan import Plan, Unit
from sokhet_docs.problems import Place, Problem, Severity, TemplateError
from sokhet_docs.rendering import Renderer
from sokhet_docs.template.plain_tags import PlainTag


def find_trial_problems(plan: Plan, folder: Path, packets: Sequence[Packet]) -> list[Problem]:
    """Return what is wrong when the first unit of each kind gets its letter, and the tags that stay blank.

    ``packets`` are those of the whole plan; a kind is one set of templates. A blank tag is a warning, one for
    each tag and template, whatever the number of units.
    """
    return [*_faults(plan, folder, packets), *_blanks(plan, folder, packets)]


def _faults(plan: Plan, folder: Path, packets: Iterable[Packet]) -> Iterator[Problem]:
    firsts: dict[tuple[str, ...], Packet] = {}
    for packet in packets:
        firsts.setdefault(packet.templates, packet)
    told: set[tuple[Place, str]] = set()  # kinds share templates: the second unit's name says nothing new
    for templates, packet in firsts.items():
        found = _faults_of(plan, folder, packet)
        if found and len(templates) > 1:  # the first fault ended the letter: look at each document alone
            alone = [replace(packet, documents=(document,)) for document in packet.documents]
            problems = [problem for one in alone for problem in _faults_of(plan, folder, one)]
            found = [*found, *(problem for problem in problems if problem.place.spot)]
        for problem in found:
            key = problem.place, problem.message.partition(": ")[0]  # the tag: what follows may quote a value
            if key not in told:
                told.add(key)
                yield problem


def _faults_of(plan: Plan, folder: Path, packet: Packet) -> Sequence[Problem]:
    try:
        renderer = Renderer(plan, folder, [packet.templates])
    except TemplateError:
        return ()  # the check of its tags has said so
    try:
        renderer.render(packet)
    except TemplateError as err:
        return err.problems
    return ()


def _blanks(plan: Plan, folder: Path, packets: Iterable[Packet]) -> Iterator[Problem]:
    units: dict[str, list[Unit]] = {}
    for packet in packets:
        for name in packet.templates:
            units.setdefault(name, []).append(packet.unit)
    packet_fields = PacketFields(plan)
    fields = {unit.code: packet_fields.of(unit) for unit in plan.units}
    for name, reached in units.items():
        for tag in _tags_of(plan, folder / name):
            if blank := [unit for unit in reached if _is_blank(fields[unit.code], tag.field)]:
                yield _blank_problem(tag, blank)


def _tags_of(plan: Plan, template_path: Path) -> list[PlainTag]:
    try:
        return find_packet_tags(plan.own_names, template_path)
    except TemplateError:
        return []


def _is_blank(fields: Fields, steps: Sequence[str]) -> bool:
    value: object = fields
    for step in steps:
        if not isinstance(value, Mapping) or step not in value:
            return False
        value = value[step]
    return value == ""  # a blank kept for a pen is made of spaces


def _blank_problem(tag: PlainTag, units: Sequence[Unit]) -> Problem:
    first = f" (đầu tiên: {units[0].name})" if len(units) > 1 else f": {units[0].name}"
    message = f"{tag.typed} để trống ở {len(units)} đơn vị{first}."
    hint = "Hãy điền vào bảng tính; hoặc dùng |de_trong để in dấu chấm, {% if %} để bỏ cả câu."
    return Problem(tag.place, message, hint, Severity.WARNING)

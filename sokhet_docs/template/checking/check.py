"""One template → all its problems with their places, found without rendering.

`is_doubtful` is a quick test, part of every compilation; `find_template_problems` is the thorough one, for
`check` and for templates in which something is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from jinja2 import TemplateError as JinjaError
from jinja2 import nodes
from lxml import etree

from sokhet_docs.office.package import Package
from sokhet_docs.office.safe_xml import parse_xml
from sokhet_docs.problems import Place, Problem, Severity, errors_in
from sokhet_docs.template import structure
from sokhet_docs.template.checking.faults import sentence_of
from sokhet_docs.template.checking.field_check import find_field_faults
from sokhet_docs.template.checking.lookalikes import PartWords, find_lookalikes, may_look_alike
from sokhet_docs.template.checking.looped_marks import find_looped_marks
from sokhet_docs.template.checking.places import PlacedText, iter_placed_parts, iter_roots, iter_texts
from sokhet_docs.template.checking.swallowed import WHOLE_PLACE, Swallowed, find_merged, find_swallowed
from sokhet_docs.template.checking.syntax_check import find_syntax_faults, readable_alone
from sokhet_docs.template.checking.unfilled import (
    find_lookalikes_elsewhere,
    find_unfilled,
    is_doubtful_elsewhere,
)
from sokhet_docs.template.hardening import RefusedError
from sokhet_docs.template.known_tags import KnownTags
from sokhet_docs.template.lookalike_kinds import is_triple, without_certain
from sokhet_docs.template.rendered_parts import CORE, PartSource
from sokhet_docs.template.tags import TAG, Aliases, Tag, TaggedText, bound_names

if TYPE_CHECKING:
    from jinja2 import Environment

    from sokhet_docs.template.options import TemplateOptions

_OPENING = re.compile(r"\{[{%#]")
_CLOSING = re.compile(r"(?<!\})[}%]\}(?!_\})|%\}")
_CLOSE_OF = {"{{": "}}", "{%": "%}", "{#": "#}"}
_ELEMENT = re.compile(r"<(?!/w:p>)[^>]*>")
_ATTRIBUTE = re.compile(r'="([^"]*\{[{%][^"]*)"')
_BRACED = re.compile(r'="([^"]*[{}][^"]*)"')
_GUID = re.compile(r"\{[0-9A-Fa-f-]{36}\}")
_MOVING = re.compile(r"\{%-?\s*(?:vm|hm)\s*-?%\}")
_REVISED = " Trong đoạn có sửa đổi đang theo dõi (Track Changes): hãy chấp nhận hoặc từ chối trước."
_LOOK_AGAIN = "Hãy xem lại cách viết lệnh này."


def is_doubtful(package: Package, sources: Sequence[PartSource]) -> bool:
    """Return whether a tag may be split, unclosed, lost when docxtpl patches the text, or left unfilled."""
    for source in sources:
        if source.kind != CORE and _is_doubtful(package.parts[source.name].blob.decode("utf-8"), source):
            return True
    return is_doubtful_elsewhere(package) or bool(errors_in(find_unfilled(package)))


def _is_doubtful(raw: str, source: PartSource) -> bool:
    if may_look_alike(raw):
        return True
    if "{" not in raw and "}" not in raw:
        return False
    if not _keeps_its_tags(raw, source) or next(find_merged(raw), None):
        return True
    found = find_swallowed(parse_xml(raw.encode())) if WHOLE_PLACE.search(raw) else iter(())
    return any(not swallowed.is_meant for swallowed in found)


def _keeps_its_tags(raw: str, source: PartSource) -> bool:
    plain = _ELEMENT.sub("", raw)
    values = [TAG.sub("", _GUID.sub("", value)) for value in _BRACED.findall(raw)]
    if any("{" in value or _CLOSING.search(value) for value in values):
        return False
    count = sum(len(TAG.findall(value)) for value in _ATTRIBUTE.findall(raw))
    for paragraph in plain.split("</w:p>"):
        if "{" in paragraph or "}" in paragraph:
            count += len(TAG.findall(paragraph))
            rest = TAG.sub("", paragraph)
            if "{" in rest or "}" in rest or "{{{" in paragraph:
                return False
    return bool(_MOVING.search(plain)) or count == len(TAG.findall(source.text))


def find_template_problems(package: Package, options: TemplateOptions) -> list[Problem]:
    """Return every problem of the template ``package``, warnings too, in the order of its parts."""
    return list(_Checker(package, options).problems())


class _Checker:
    """The thorough check of one template."""

    def __init__(self, package: Package, options: TemplateOptions) -> None:
        self._package, self._options = package, options
        self._env: Environment = options.environment()
        self._aliases: Aliases | None = options.alias_reader()
        self._known = KnownTags(options)

    def problems(self) -> Iterator[Problem]:
        """Yield the problems."""
        placed_parts = iter_placed_parts(self._package, self._aliases)
        elsewhere = list(find_lookalikes_elsewhere(self._package, self._known))
        for kind, parts in groupby(placed_parts, key=itemgetter(0)):
            yield from self._text_problems(kind)
            seen = list(self._seen_problems(kind))
            yield from seen
            told = {problem.place for problem in (*seen, *elsewhere)}
            for _, part, places in parts:
                yield from self._part_problems(part, places, told, is_whole=not errors_in(seen))
        yield from find_unfilled(self._package)
        yield from elsewhere

    # -- what can be seen in the text itself

    def _text_problems(self, kind: str) -> Iterator[Problem]:
        for text in iter_texts(self._package, kind):
            if "{" in text.text or "}" in text.text:
                yield from _unclosed(text)

    def _seen_problems(self, kind: str) -> Iterator[Problem]:
        """Yield what a person would see in the letters of the parts of ``kind``: words gone, or left raw."""
        for root, label in iter_roots(self._package, kind):
            for swallowed in find_swallowed(root, label):
                yield self._swallowing(swallowed)
            for merged in find_merged(etree.tostring(root, encoding="unicode")):
                yield self._merging(*merged)
            for name, spot in find_looped_marks(root, label):
                yield self._repeating(name, spot)
            yield from find_lookalikes(root, PartWords(self._package.file, label), self._known)

    def _swallowing(self, found: Swallowed) -> Problem:
        message = f"{found.tag}: lệnh này chiếm cả {found.place}, sẽ mất {found.shown}."
        severity = Severity.WARNING if found.is_meant else Severity.ERROR
        hint = f"Hãy để lệnh một mình trong một {found.place}."
        return Problem(Place(self._package.file, found.spot), message, hint, severity)

    def _repeating(self, name: str, spot: str) -> Problem:
        message = f"Dấu trang “{name}” nằm trong vòng lặp: trường nhắc đến nó in chữ của vòng đầu ở mọi chỗ."
        hint = "Hãy thay trường ấy bằng thẻ."
        return Problem(Place(self._package.file, spot), message, hint, Severity.WARNING)

    def _merging(self, tag: str, lost: str) -> Problem:
        message = f"{tag}: dấu trừ nối lệnh này với chữ bên cạnh, sẽ mất {lost}."
        return Problem(Place(self._package.file), message, "Hãy bỏ dấu trừ trong lệnh.")

    # -- what the tags say

    def _part_problems(
        self, part: TaggedText, places: Sequence[Place | None], told: set[Place], *, is_whole: bool
    ) -> Iterator[Problem]:
        """Yield what is wrong with the tags of a part; where it is not whole, its structure cannot be.

        A tag with a brace too many is ``told`` at its place as what it looks like.
        """
        faults = list(find_syntax_faults(part.tags, self._env, self._aliases, self._known.fields))
        for fault in faults:
            if not (is_triple(part.tags[fault.tag].typed) and places[fault.tag] in told):
                yield self._problem(part.tags, places, fault.tag, fault.message, fault.hint)
        if faults:
            yield from self._each_alone(part, places)
            return
        yield from self._code_problems(part, places)
        if is_whole and part.tags:  # what docxtpl cut without any was an unclosed one, told as such
            yield from self._structure_problems(part, places)

    def _code_problems(self, part: TaggedText, places: Sequence[Place | None]) -> Iterator[Problem]:
        source = part.source()
        try:
            tree = self._env.parse(source)
            found = list(find_field_faults(tree, self._options.shape, self._env))
            if not found:
                self._env.compile(tree)
        except Exception as err:  # noqa: BLE001  whatever Jinja or Python knows
            line = getattr(err, "lineno", None) or 0
            message, hint = "viết sai", _LOOK_AGAIN
            if isinstance(err, RefusedError):
                message, hint = err.fault, err.hint
            yield self._problem(part.tags, places, part.lines.get(line), message, hint)
            return
        for fault in found:
            yield self._problem(part.tags, places, part.lines.get(fault.line), fault.message, fault.hint)

    def _structure_problems(self, part: TaggedText, places: Sequence[Place | None]) -> Iterator[Problem]:
        examined = structure.examine(part)
        for index in examined.bare_cells:
            problem = self._problem(
                part.tags, places, index, "ô này có thể không còn đoạn nào, khi ấy Word báo tệp hỏng",
                "Hãy để thêm một đoạn trống trong ô, ngoài các lệnh.",
            )  # fmt: skip
            yield replace(problem, severity=Severity.WARNING)
        if (broken := examined.broken) is not None:
            yield self._problem(
                part.tags, places, broken,
                "lệnh mở và lệnh đóng không cùng một chỗ, Word sẽ bị đứt đoạn hoặc bảng",
                "Hãy đặt cả hai trong cùng một đoạn, hoặc dùng {%p … %}, {%tr … %} cho cả hai.",
            )  # fmt: skip

    def _each_alone(self, part: TaggedText, places: Sequence[Place | None]) -> Iterator[Problem]:
        """Yield the field faults of the tags that can be read by themselves, for a part that cannot."""
        trees: dict[int, nodes.Template] = {}
        bound = {"loop", "caller", "varargs", "kwargs"}
        for index, tag in enumerate(part.tags):
            try:
                trees[index] = self._env.parse(readable_alone(tag))
                bound |= {name.name for name in trees[index].find_all(nodes.Name) if name.ctx == "store"}
            except JinjaError:
                bound |= bound_names(tag.text)
        for index, tree in trees.items():
            for fault in find_field_faults(tree, self._options.shape, self._env, bound):
                yield self._problem(part.tags, places, index, fault.message, fault.hint)

    def _problem(
        self, tags: Sequence[Tag], places: Sequence[Place | None], index: int | None, fault: str, hint: str
    ) -> Problem:
        if index is None:
            return Problem(Place(self._package.file), sentence_of(None, fault), hint)
        return Problem(places[index] or Place(self._package.file), sentence_of(tags[index], fault), hint)


def _unclosed(text: PlacedText) -> Iterator[Problem]:
    rest = without_certain(TAG.sub(lambda match: " " * len(match.group()), text.text))
    revised = _REVISED if text.is_revised else ""
    for match in _OPENING.finditer(rest):
        shown = text.text[match.start() :][:40]
        yield Problem(
            text.place, f"{shown}: thẻ mở bằng {match.group()} mà không đóng trong cùng đoạn.",
            f"Hãy thêm {_CLOSE_OF[match.group()]} vào cuối thẻ, trên cùng một dòng.{revised}",
        )  # fmt: skip
    for match in _CLOSING.finditer(rest):
        shown = text.text[max(match.start() - 30, 0) : match.end()]
        yield Problem(
            text.place, f"{shown}: có {match.group()} mà không có ngoặc mở tương ứng.",
            f"Hãy thêm ngoặc mở của thẻ.{revised}",
        )  # fmt: skip

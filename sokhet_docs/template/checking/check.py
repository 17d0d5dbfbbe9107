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

from sokhet_docs.office.package import Package
from sokhet_docs.problems import Place, Problem, Severity
from sokhet_docs.template import structure
from sokhet_docs.template.checking.faults import sentence_of
from sokhet_docs.template.checking.field_check import find_field_faults
from sokhet_docs.template.checking.places import PlacedText, iter_placed_parts, iter_texts
from sokhet_docs.template.checking.syntax_check import find_syntax_faults, readable_alone
from sokhet_docs.template.rendered_parts import CORE, PartSource
from sokhet_docs.template.tags import TAG, Aliases, Tag, TaggedText, bound_names
from sokhet_docs.vocabulary import iter_leaves

if TYPE_CHECKING:
    from jinja2 import Environment
    from lxml import etree

    from sokhet_docs.template.options import TemplateOptions

_OPENING = re.compile(r"\{[{%#]")
_CLOSING = re.compile(r"(?<!\})[}%]\}(?!_\})|%\}")
_CLOSE_OF = {"{{": "}}", "{%": "%}", "{#": "#}"}
_ELEMENT = re.compile(r"<(?!/w:p>)[^>]*>")
_ATTRIBUTE = re.compile(r'="([^"]*\{[{%][^"]*)"')
_MOVING = re.compile(r"\{%-?\s*(?:vm|hm)\s*-?%\}")
_WHOLE_PLACE = re.compile(r"^\{[{%]-?(tr|tc|p)\s")
_LOOK_AGAIN = "Hãy xem lại cách viết lệnh này."
_UNFILLED = {"endnotes": "chú thích cuối văn bản", "comments": "ghi chú bên lề"}


def is_doubtful(package: Package, sources: Sequence[PartSource]) -> bool:
    """Return whether a tag may be split, unclosed, or lost when docxtpl patches the text."""
    for source in sources:
        if source.kind == CORE:
            continue
        raw = package.parts[source.name].blob.decode("utf-8")
        if "{" in raw and not _keeps_its_tags(raw, source):
            return True
    return False


def _keeps_its_tags(raw: str, source: PartSource) -> bool:
    plain = _ELEMENT.sub("", raw)
    count = sum(len(TAG.findall(value)) for value in _ATTRIBUTE.findall(raw))
    for paragraph in plain.split("</w:p>"):
        if "{" in paragraph or "}" in paragraph:
            count += len(TAG.findall(paragraph))
            rest = TAG.sub("", paragraph)
            if _OPENING.search(rest) or _CLOSING.search(rest):
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
        self._names = [name for name, _ in iter_leaves(options.shape or {}) if "[]" not in name]

    def problems(self) -> Iterator[Problem]:
        """Yield the problems."""
        placed_parts = iter_placed_parts(self._package, self._aliases)
        for kind, parts in groupby(placed_parts, key=itemgetter(0)):
            yield from self._text_problems(kind)
            for _, part, places in parts:
                yield from self._part_problems(part, places)
        yield from self._unfilled()

    # -- what can be seen in the text itself

    def _text_problems(self, kind: str) -> Iterator[Problem]:
        rows: dict[etree._Element | None, str] = {}
        for text in iter_texts(self._package, kind):
            if "{" not in text.text and "}" not in text.text:
                continue
            yield from _unclosed(text)
            if not text.in_attribute:
                yield from _swallowed(text, rows)

    def _unfilled(self) -> Iterator[Problem]:
        for kind, words in _UNFILLED.items():
            for name in self._package.related(kind):
                if tags := TAG.findall(_ELEMENT.sub("", self._package.parts[name].blob.decode("utf-8"))):
                    yield Problem(
                        Place(self._package.file, words), f"{tags[0]}: thẻ ở đây không được điền.",
                        "Hãy chuyển thẻ vào thân văn bản hoặc chú thích chân trang.", Severity.WARNING,
                    )  # fmt: skip

    # -- what the tags say

    def _part_problems(self, part: TaggedText, places: Sequence[Place | None]) -> Iterator[Problem]:
        syntax_faults = list(find_syntax_faults(part.tags, self._env, self._aliases, self._names))
        for syntax_fault in syntax_faults:
            yield self._problem(part.tags, places, syntax_fault.tag, syntax_fault.message, syntax_fault.hint)
        if syntax_faults:
            yield from self._each_alone(part, places)
            return
        source = part.source()
        try:
            tree = self._env.parse(source)
            found = list(find_field_faults(tree, self._options.shape, self._env))
            if not found:
                self._env.compile(tree)
        except JinjaError as err:
            line = getattr(err, "lineno", None) or 0
            yield self._problem(part.tags, places, part.lines.get(line), "viết sai", _LOOK_AGAIN)
            return
        for fault in found:
            yield self._problem(part.tags, places, part.lines.get(fault.line), fault.message, fault.hint)
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
    rest = TAG.sub(lambda match: " " * len(match.group()), text.text)
    for match in _OPENING.finditer(rest):
        shown = text.text[match.start() :][:40]
        yield Problem(
            text.place, f"{shown}: thẻ mở bằng {match.group()} mà không đóng trong cùng đoạn.",
            f"Hãy thêm {_CLOSE_OF[match.group()]} vào cuối thẻ, trên cùng một dòng.",
        )  # fmt: skip
    for match in _CLOSING.finditer(rest):
        shown = text.text[max(match.start() - 30, 0) : match.end()]
        yield Problem(
            text.place,
            f"{shown}: có {match.group()} mà không có ngoặc mở tương ứng.",
            "Hãy thêm ngoặc mở của thẻ.",
        )


def _swallowed(text: PlacedText, rows: dict[etree._Element | None, str]) -> Iterator[Problem]:
    """Yield a problem for what docxtpl drops with a {%p … %} or {%tr … %}: it takes the whole place away."""
    for tag in text.tags:
        place = _WHOLE_PLACE.match(tag)
        if place is None:
            continue
        if place.group(1) == "p" and len(text.tags) > 1:
            yield Problem(
                text.place, f"{tag}: lệnh này chiếm cả đoạn, mọi chữ và thẻ khác trong đoạn sẽ mất.",
                "Hãy để lệnh một mình trong một đoạn.",
            )  # fmt: skip
            return
        if place.group(1) == "tr" and text.row is not None and text.row in rows:
            yield Problem(
                text.place, f"{tag}: hàng này đã có {rows[text.row]}, một hàng chỉ chứa được một lệnh.",
                "Hãy đặt mỗi lệnh {%tr … %} trong một hàng riêng.",
            )  # fmt: skip
        rows.setdefault(text.row, tag)

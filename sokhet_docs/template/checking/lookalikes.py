"""Texts that look like tags and are none: braces typed otherwise, and the fields of an old mail merge.

They would go out as they stand. What spells a known field is an error; what only looks like a tag is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from sokhet_docs.office.docx_places import P, iter_places
from sokhet_docs.office.docx_text import text_of
from sokhet_docs.office.word_fields import WordField, iter_word_fields
from sokhet_docs.problems import Place, Problem, Severity
from sokhet_docs.template.known_tags import KnownTags
from sokhet_docs.template.tags import TAG

_SUSPECT = re.compile(r"[｛«]|\[(?:<[^>]*>)*\[|&lt;(?:<[^>]*>)*&lt;|MERGE|NEXT|SKIPIF|ADDRESSB|GREETING")
_INSIDE = r"\s*([^{}｛｝\[\]<>«»%#]{1,80}?)\s*"
_ADOPT = "Hoặc dùng lệnh sokhet-docs adopt để đổi mọi trường trộn thư thành thẻ."


@dataclass(frozen=True, slots=True)
class _Kind:
    # How a tag may be written wrongly; ``always``: no text is ever written so.
    pattern: re.Pattern[str]
    fault: str
    always: bool = False
    asked: bool = True


_CHINESE = "ngoặc nhọn kiểu chữ Hán, không phải { và }"
_TRIPLE = _Kind(re.compile(rf"\{{\{{\{{{_INSIDE}\}}\}}\}}?"), "thừa một ngoặc nhọn", always=True)
_KINDS = (
    _TRIPLE,
    _Kind(re.compile(rf"\{{\s*\{{{_INSIDE}\}}\s*\}}"), "giữa hai ngoặc nhọn có dấu cách", always=True),
    _Kind(re.compile(rf"[｛{{]\s*[｛{{]{_INSIDE}[｝}}]\s*[｝}}]"), _CHINESE, always=True),
    _Kind(re.compile(rf"(?<!\{{)\{{{_INSIDE}\}}(?!\}})"), "chỉ có một ngoặc nhọn"),
    _Kind(re.compile(rf"｛{_INSIDE}｝"), _CHINESE),
    _Kind(re.compile(rf"«{_INSIDE}»"), "chỗ điền của thư trộn cũ"),
    _Kind(re.compile(rf"\[\[{_INSIDE}\]\]"), "ngoặc vuông, không phải ngoặc nhọn", asked=False),
    _Kind(re.compile(rf"<<{_INSIDE}>>"), "ngoặc nhọn kiểu khác, không phải { và }", asked=False),
)
"""The first one that fits counts; all but the first are looked for where no whole tag is."""


def may_look_alike(raw: str) -> bool:
    """Tell whether the XML ``raw`` may hold what `find_lookalikes` finds, but for single braces."""
    return _SUSPECT.search(raw) is not None


def is_triple(tag: str) -> bool:
    """Tell whether ``tag`` has a brace too many, which `find_lookalikes` tells."""
    return _TRIPLE.pattern.match(tag) is not None


def find_lookalikes(root: etree._Element, label: str, known: KnownTags, file: str) -> Iterator[Problem]:
    """Yield a problem for each text of a part of ``file`` that looks like a tag; ``label`` begins a spot."""
    merges: dict[etree._Element | None, list[WordField]] = {}
    for field in iter_word_fields(root):
        if field.is_merge:
            merges.setdefault(next(field.elements[0].iterancestors(P), None), []).append(field)
    for paragraph, spot in iter_places(root, label, P):
        fields, place = merges.get(paragraph, []), Place(file, spot)
        yield from (_merge_problem(field, place, known) for field in fields)
        yield from _find_in(text_of(paragraph), place, known, {field.merged for field in fields})


def _merge_problem(field: WordField, place: Place, known: KnownTags) -> Problem:
    name = field.merged
    if not name:
        hint = "Hãy bỏ trường này: mỗi đơn vị đã có một văn bản riêng."
        return Problem(place, f"{field.name}: trường trộn thư của Word, ở đây không dùng được.", hint)
    message = f"«{name}»: trường trộn thư của Word (MERGEFIELD), ở đây không được điền."
    tag = known.nearest(name)
    instead = f"Hãy thay bằng {{{{ {tag} }}}}." if tag else "Không có cột nào tên gần như vậy."
    return Problem(place, message, f"{instead} {_ADOPT}")


def _find_in(text: str, place: Place, known: KnownTags, merged: set[str]) -> Iterator[Problem]:
    for kind in _KINDS:
        if kind is not _TRIPLE:
            text = TAG.sub(" ", text)
        for found in list(kind.pattern.finditer(text)):
            inside = found.group(1)
            tag = known.find(inside)
            text = text.replace(found.group(), " ")
            if inside in merged or not (tag or kind.always or (kind.asked and _is_name(inside))):
                continue
            message = f"{found.group().strip()}: {kind.fault}, sẽ in nguyên như vậy."
            hint = f"Nếu đây là thẻ, hãy viết {{{{ {tag or known.nearest(inside) or inside} }}}}."
            is_sure = bool(tag) or kind is _TRIPLE
            yield Problem(place, message, hint, Severity.ERROR if is_sure else Severity.WARNING)


def _is_name(inside: str) -> bool:
    """Tell whether ``inside`` may be meant as the name of a field, and is no number or list of numbers."""
    return any(map(str.isalpha, inside))

"""Texts that look like tags and are none: braces typed otherwise, and the fields of an old mail merge.

They would go out as they stand. What spells a known field is an error; what only looks like a tag is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from sokhet_docs.office.docx_places import P, iter_places
from sokhet_docs.office.word_fields import WordField, iter_word_fields
from sokhet_docs.problems import Place, Problem, Severity
from sokhet_docs.template.known_tags import KnownTags
from sokhet_docs.template.lookalike_kinds import SUSPECT, Lookalike, find_lookalike_texts
from sokhet_docs.template.readable import iter_readable

_SIGNS = "｛﹛❴⦃«［〔【〚⟦〖⁅〈《⟨⟪‹％＃"
_QUOTE = "(?:[\"'“”‘’„‟‚‛]|&quot;|&apos;)"
_OPENINGS = (
    re.compile(r"\[(?:<[^>]*>)*\["),
    re.compile("&lt;(?:<[^>]*>)*&lt;"),
    re.compile(r"\((?:<[^>]*>)*\((?:<[^>]*>|\s)*[a-z_]"),
    re.compile(r"(?<!\{)%(?:<[^>]*>|\s)*[a-z_](?:<[^>]*>|[^<%{}])*%(?!\})"),
    re.compile("&#"),
    re.compile(rf"\{{(?:<[^>]*>)*\{{(?:<[^>]*>|\s|[-+])*{_QUOTE}"),
    re.compile(r"\{(?:<[^>]*>)*%(?:<[^>]*>|[^<{}\"'“”‘’&])*?\b(?:if|elif|in|not)(?:<[^>]*>|\s)+" + _QUOTE),
)
_MERGES = re.compile("MERGE|NEXT|SKIPIF|ADDRESSB|GREETING|DATABASE", re.IGNORECASE)
_ADOPT = "Hoặc dùng lệnh sokhet-docs adopt để đổi mọi trường trộn thư thành thẻ."
_NONE = "Không có trường hay cột nào tên như vậy; lệnh sokhet-docs fields liệt kê mọi trường."
_ELSEWHERE = "Chỗ này không điền được thẻ: hãy chuyển vào thân văn bản"


@dataclass(frozen=True, slots=True)
class PartWords:
    """What matters of a part here: its file, what begins a place, whether tags in it are filled in.

    ``unseen``: nobody reads it, so that whatever stands there is only told.
    """

    file: str
    label: str
    is_filled: bool = True
    unseen: bool = False

    def problem(self, spot: str, message: str, hint: str, *, is_sure: bool = True) -> Problem:
        """Return what is wrong at ``spot`` of the part."""
        severity = Severity.ERROR if is_sure and not self.unseen else Severity.WARNING
        return Problem(Place(self.file, spot), message, hint, severity)


def may_look_alike(raw: str) -> bool:
    """Tell whether the XML ``raw`` may hold what `find_lookalikes` finds, but for single braces."""
    if any(sign in raw for sign in _SIGNS) or any(opening.search(raw) for opening in _OPENINGS):
        return True
    return "w:instr" in raw and _MERGES.search(raw) is not None


def find_lookalikes(root: etree._Element, part: PartWords, known: KnownTags) -> Iterator[Problem]:
    """Yield a problem for each text of a part that looks like a tag."""
    merges: dict[etree._Element | None, list[WordField]] = {}
    for field in iter_word_fields(root):
        if field.is_merge:
            merges.setdefault(next(field.elements[0].iterancestors(P), None), []).append(field)
    spots = dict(iter_places(root, part.label, P)) if merges else {}
    for paragraph, fields in merges.items():
        spot = part.label if paragraph is None else spots.get(paragraph)
        if spot is not None:  # within what only old programs show, which repeats it
            yield from (_merge_problem(field, spot, part, known) for field in fields)
    for readable in iter_readable(root, part.label):
        if SUSPECT.search(readable.text):
            merged = {name for field in merges.get(readable.element, ()) for name in field.shown}
            yield from find_in_text(
                readable.text, readable.spot, part, known, is_words=readable.is_words, merged=merged
            )


def find_in_text(
    text: str,
    spot: str,
    part: PartWords,
    known: KnownTags,
    *,
    is_words: bool = True,
    merged: set[str] | None = None,
) -> Iterator[Problem]:
    """Yield a problem for each lookalike in ``text``, but for what the fields ``merged`` show."""
    for found in find_lookalike_texts(text, known, is_words=is_words):
        if found.inside and found.inside in (merged or ()):
            continue
        message = f"{found.shown}: {found.fault}, sẽ in nguyên như vậy."
        yield part.problem(spot, message, _hint(found, part, known), is_sure=found.is_sure)


def _hint(found: Lookalike, part: PartWords, known: KnownTags) -> str:
    if not part.is_filled:
        return f"{_ELSEWHERE}{f', viết {found.tag}' if found.tag else ''}."
    if found.tag:
        return f"Nếu đây là thẻ, hãy viết {found.tag}."
    if not found.inside:
        return "Mỗi bên của thẻ chỉ có hai ngoặc nhọn, của lệnh là một ngoặc và dấu %."
    near = known.near(found.inside)
    return f"Tên gần nhất: {{{{ {near} }}}}." if near else _NONE


def _merge_problem(field: WordField, spot: str, part: PartWords, known: KnownTags) -> Problem:
    name = field.merged
    if not name:
        hint = "Hãy bỏ trường này: mỗi đơn vị đã có một văn bản riêng."
        return part.problem(spot, f"{field.name}: trường trộn thư của Word, ở đây không dùng được.", hint)
    message = f"«{name}»: trường trộn thư của Word (MERGEFIELD), ở đây không được điền."
    tag, near = known.find(name), known.near(name)
    if not part.is_filled:
        return part.problem(spot, message, f"{_ELSEWHERE}{f', viết {{{{ {tag} }}}}' if tag else ''}.")
    instead = f"Hãy thay bằng {{{{ {tag} }}}}." if tag else "Không có cột nào tên như vậy."
    guess = f" Tên gần nhất: {{{{ {near} }}}}." if near and not tag else ""
    return part.problem(spot, message, f"{instead}{guess} {_ADOPT}")

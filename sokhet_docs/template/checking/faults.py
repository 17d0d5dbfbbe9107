"""Errors of Jinja and of template code → a sentence for the clerk, a hint, and the place of the tag."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import jinja2
from jinja2.exceptions import SecurityError

from sokhet_docs.office.package import Package
from sokhet_docs.problems import Place, Problem
from sokhet_docs.template.checking.places import place_tags
from sokhet_docs.template.filled_part import BrokenPartError, FilledPart, FilledSegment
from sokhet_docs.template.limits import LimitError
from sokhet_docs.template.wrong_values import EmptyValueError, WrongValueError
from sokhet_docs.text.vietnamese import nearest

if TYPE_CHECKING:
    from types import TracebackType

    from sokhet_docs.template.tags import Tag

RENDER_ERRORS = Exception
"""What the code of a template's tags may raise: anything that Jinja or Python knows."""

_UNDEFINED = re.compile(r"^'(.+)' is undefined$|has no (?:attribute|element) '?(.+?)'?$")
# How Python says that a function was called with too many, too few or unknown arguments.
_ARGUMENTS = re.compile(r"positional|keyword argument|arguments?, got|arguments? \(")
_ANY_OTHER = "không tính được với giá trị đang có", "Hãy xem lại lệnh này và giá trị của nó."
_MAX_SHOWN = 300  # characters of a tag, or of a name, that a sentence shows
_LOOK_UP = "Lệnh sokhet-docs fields liệt kê mọi trường."
_ENDLESS = "lệnh này quá lớn hoặc lặp không dừng", "Hãy rút gọn lệnh này."
_SENTENCES: dict[type[BaseException], tuple[str, str]] = {
    EmptyValueError: ("giá trị còn trống", "Hãy điền vào bảng tính, hoặc dùng {% if %} hay |de_trong."),
    SecurityError: ("không được phép dùng trong mẫu", "Mẫu chỉ được dùng các trường và bộ lọc."),
    BrokenPartError: (
        "các lệnh làm đứt đoạn văn hoặc bảng của Word", "Hãy đặt mỗi cặp lệnh mở, đóng cùng một chỗ."
    ),
    OverflowError: _ENDLESS,
    RecursionError: _ENDLESS,
    MemoryError: _ENDLESS,
}  # fmt: skip


def unknown_name(name: str, known: Iterable[str]) -> tuple[str, str]:
    """Return what is wrong with a field ``name`` that does not exist, and a hint."""
    guess = nearest(name, known)
    return (f"không có “{name}”; gần nhất: {guess}", "") if guess else (f"không có “{name}”", _LOOK_UP)


def sentence_of(tag: Tag | None, fault: str) -> str:
    """Return the sentence that says ``fault`` of ``tag``; None is a fault of the template as a whole."""
    if tag is None:
        return f"Mẫu: {fault}."
    typed = tag.typed if len(tag.typed) <= _MAX_SHOWN else f"{tag.typed[:_MAX_SHOWN]}…"
    whole = f"không có “{tag.inner}”"
    if fault.startswith(whole):
        return f"{typed} không có{fault.removeprefix(whole)}."
    return f"{typed}: {fault}."


def reword(err: BaseException, tag: Tag | None, fields: Mapping[str, Any]) -> tuple[str, str]:
    """Return message and hint for what went wrong while ``tag`` was filled in with ``fields``."""
    fault, hint = _fault(err, tag, fields)
    return sentence_of(tag, fault.rstrip(".")), hint


def _fault(err: BaseException, tag: Tag | None, fields: Mapping[str, Any]) -> tuple[str, str]:
    if isinstance(err, jinja2.UndefinedError) and not isinstance(err, SecurityError):
        return _undefined(str(err), tag, fields)
    if isinstance(err, LimitError):
        return str(err), "Hãy rút gọn lệnh này."
    if isinstance(err, WrongValueError):
        return str(err), err.hint
    if isinstance(err, TypeError) and _ARGUMENTS.search(str(err)):
        return "trong ngoặc đơn có thừa hoặc thiếu giá trị", "Hãy xem lại cách dùng bộ lọc này."
    return next((words for kind, words in _SENTENCES.items() if isinstance(err, kind)), _ANY_OTHER)


def _undefined(message: str, tag: Tag | None, fields: Mapping[str, Any]) -> tuple[str, str]:
    match = _UNDEFINED.search(message[: 3 * _MAX_SHOWN])
    if match is None:  # such as the first element of an empty list
        return "giá trị không có", _ANY_OTHER[1]
    last = (match.group(1) or match.group(2))[:60]
    written = re.search(rf"[\w.]*\b{re.escape(last)}\b", tag.text if tag else "")
    return unknown_name(written.group() if written else last, _names_in(fields))


def _names_in(fields: Mapping[str, Any], prefix: str = "") -> list[str]:
    """Return the dotted names of all values in ``fields``; a list's own name stands for its elements."""
    names: list[str] = []
    for key, value in fields.items():
        name = f"{prefix}{key}"
        names += _names_in(value, f"{name}.") if isinstance(value, Mapping) else [name]
    return names


def render_problem(
    err: Exception,
    part: FilledPart,
    parts: Sequence[FilledPart],
    documents: Sequence[Package],
    fields: Mapping[str, object],
) -> Problem:
    """Return the problem that ``err``, raised while ``part`` was filled in, means for the clerk."""
    found = _tag_of(err.__traceback__, part)
    if found is None:
        if not isinstance(err, (BrokenPartError, LimitError, jinja2.TemplateError)):
            raise err
        message, hint = reword(err, None, fields)
        files = ", ".join(dict.fromkeys(document.file for document in documents))
        return Problem(Place(files), message, hint)
    segment, index = found
    document = documents[segment.document]
    alike = [
        other
        for whole in parts
        if whole.kind == part.kind
        for other in whole.segments
        if documents[other.document] is document
    ]
    before = sum(len(other.tagged.tags) for other in alike[: alike.index(segment)])
    places = place_tags(document, part.kind, [tag for other in alike for tag in other.tagged.tags])
    message, hint = reword(err, segment.tagged.tags[index], fields)
    return Problem(places[before + index] or Place(document.file), message, hint)


def _tag_of(traceback: TracebackType | None, part: FilledPart) -> tuple[FilledSegment, int] | None:
    """Return the segment and the tag whose code raised; None when that is unknown."""
    found = None
    while traceback is not None:
        frame = traceback.tb_frame
        if frame.f_code.co_filename == "<template>":
            template = frame.f_globals.get("__jinja_template__")
            for segment in part.segments:
                index = segment.tag_at(traceback.tb_lineno) if segment.template is template else None
                found = found if index is None else (segment, index)
        traceback = traceback.tb_next
    return found

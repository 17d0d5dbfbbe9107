"""Errors of Jinja and of template code → a sentence for the clerk, and a hint."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from sokhet_docs.text.vietnamese import nearest

if TYPE_CHECKING:
    from sokhet_docs.template.tags import Tag

_UNDEFINED = re.compile(r"^'(.+)' is undefined$|has no (?:attribute|element) '?(.+?)'?$")
# How Python says that a function was called with too many, too few or unknown arguments.
_ARGUMENTS = re.compile(r"positional|keyword argument|arguments?, got|arguments? \(")
_UNTOLD = "không tính được với giá trị đang có", "Hãy xem lại lệnh này và giá trị của nó."
_LOOK_UP = "Lệnh sokhet-docs fields liệt kê mọi trường."


def unknown_name(name: str, known: Iterable[str]) -> tuple[str, str]:
    """Return what is wrong with a field ``name`` that does not exist, and a hint."""
    guess = nearest(name, known)
    return (f"không có “{name}”; gần nhất: {guess}", "") if guess else (f"không có “{name}”", _LOOK_UP)


def said_of(tag: Tag | None, fault: str) -> str:
    """Return the sentence that says ``fault`` of ``tag``; None is a fault of the template as a whole."""
    if tag is None:
        return f"Mẫu: {fault}."
    whole = f"không có “{tag.inner}”"
    if fault.startswith(whole):
        return f"{tag.typed} không có{fault.removeprefix(whole)}."
    return f"{tag.typed}: {fault}."


def reword(err: BaseException, tag: Tag | None, fields: Mapping[str, Any]) -> tuple[str, str]:
    """Return message and hint for what went wrong while ``tag`` was filled in with ``fields``."""
    fault, hint = _fault(err, tag, fields)
    return said_of(tag, fault.rstrip(".")), hint


def _fault(err: BaseException, tag: Tag | None, fields: Mapping[str, Any]) -> tuple[str, str]:
    import jinja2
    from jinja2.exceptions import SecurityError

    from sokhet_docs.template.limits import LimitError
    from sokhet_docs.template.wrong_values import WrongValueError

    if isinstance(err, jinja2.UndefinedError) and not isinstance(err, SecurityError):
        return _undefined(str(err), tag, fields)
    if isinstance(err, LimitError):
        return str(err), "Hãy rút gọn lệnh này."
    if isinstance(err, WrongValueError):
        return str(err), err.hint
    if isinstance(err, TypeError) and _ARGUMENTS.search(str(err)):
        return "trong ngoặc đơn có thừa hoặc thiếu giá trị", "Hãy xem lại cách dùng bộ lọc này."
    return next((words for kind, words in _kinds().items() if isinstance(err, kind)), _UNTOLD)


def _kinds() -> dict[type[BaseException], tuple[str, str]]:
    """Return the faults that are worded alike whatever the tag."""
    from jinja2.exceptions import SecurityError  # Jinja: slow to import, needed for a fault only

    from sokhet_docs.template.filled_part import BrokenPartError
    from sokhet_docs.template.sandbox import EmptyValueError

    forbidden = "không được phép dùng trong mẫu", "Mẫu chỉ được dùng các trường và bộ lọc."
    broken = "các lệnh làm đứt đoạn văn hoặc bảng của Word", "Hãy đặt mỗi cặp lệnh mở, đóng cùng một chỗ."
    endless = "lệnh này quá lớn hoặc lặp không dừng", "Hãy rút gọn lệnh này."
    empty = "giá trị còn trống", "Hãy điền vào bảng tính, hoặc dùng {% if %} hay |de_trong."
    return {
        EmptyValueError: empty, SecurityError: forbidden, BrokenPartError: broken,
        OverflowError: endless, RecursionError: endless, MemoryError: endless,
    }  # fmt: skip


def _undefined(message: str, tag: Tag | None, fields: Mapping[str, Any]) -> tuple[str, str]:
    match = _UNDEFINED.search(message)
    if match is None:  # such as the first element of an empty list
        return "giá trị không có", _UNTOLD[1]
    last = match.group(1) or match.group(2)
    written = re.search(rf"[\w.]*\b{re.escape(last)}\b", tag.text if tag else "")
    return unknown_name(written.group() if written else last, names_in(fields))


def names_in(fields: Mapping[str, Any], prefix: str = "") -> list[str]:
    """Return the dotted names of all values in ``fields``; a list's own name stands for its elements."""
    names: list[str] = []
    for key, value in fields.items():
        name = f"{prefix}{key}"
        names += names_in(value, f"{name}.") if isinstance(value, Mapping) else [name]
    return names

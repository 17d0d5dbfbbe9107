"""Errors of Jinja and of template code → a sentence for the clerk, and a hint."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from sokhet_docs.vietnamese import nearest

if TYPE_CHECKING:
    from sokhet_docs.tags import Tag

_UNDEFINED = re.compile(r"^'(.+)' is undefined$|has no (?:attribute|element) '?(.+?)'?$")
_LOOK_UP = "Lệnh sokhet-docs fields liệt kê mọi trường."


def unknown_name(shown: str, name: str, known: Iterable[str]) -> tuple[str, str]:
    """Return message and hint for a field ``name`` that does not exist; ``shown`` is its tag."""
    guess = nearest(name, known)
    near = f"; gần nhất: {guess}" if guess else ""
    return f"{shown}: không có “{name}”{near}.", "" if guess else _LOOK_UP


def reword(err: BaseException, tag: Tag | None, fields: Mapping[str, Any]) -> tuple[str, str]:
    """Return message and hint for what went wrong while ``tag`` was filled in with ``fields``."""
    import jinja2
    from jinja2.sandbox import SecurityError

    from sokhet_docs.limits import LimitError
    from sokhet_docs.sandbox import EmptyValueError

    shown = tag.typed if tag else "Mẫu"
    if isinstance(err, EmptyValueError):
        return f"{shown}: giá trị còn trống.", "Hãy điền vào bảng tính, hoặc dùng {% if %} hay |de_trong."
    if isinstance(err, SecurityError):
        return f"{shown}: không được phép dùng trong mẫu.", "Mẫu chỉ được dùng các trường và bộ lọc."
    if isinstance(err, jinja2.UndefinedError):
        return _undefined(str(err), shown, fields)
    if isinstance(err, LimitError):
        return f"{shown}: {err}", "Hãy rút gọn lệnh này."
    if isinstance(err, (OverflowError, RecursionError, MemoryError)):
        return f"{shown}: lệnh này quá lớn hoặc lặp không dừng.", "Hãy rút gọn lệnh này."
    return f"{shown}: không tính được ({err}).", "Hãy xem lại lệnh này và giá trị của nó."


def _undefined(message: str, shown: str, fields: Mapping[str, Any]) -> tuple[str, str]:
    match = _UNDEFINED.search(message)
    last = (match.group(1) or match.group(2)) if match else message
    written = re.search(rf"[\w.]*\b{re.escape(last)}\b", shown)
    return unknown_name(shown, written.group() if written else last, names_in(fields))


def names_in(fields: Mapping[str, Any], prefix: str = "") -> list[str]:
    """Return the dotted names of all values in ``fields``; a list's own name stands for its elements."""
    names: list[str] = []
    for key, value in fields.items():
        name = f"{prefix}{key}"
        names += names_in(value, f"{name}.") if isinstance(value, Mapping) else [name]
    return names

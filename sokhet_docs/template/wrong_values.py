"""A value and what was asked of it → a Vietnamese sentence that says why the two do not go together."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

_OPERATIONS = {
    "+": "cộng", "-": "trừ", "*": "nhân", "/": "chia", "//": "chia", "%": "chia lấy dư", "**": "lũy thừa",
}  # fmt: skip
_MAX_QUOTED = 40  # characters of a value that a sentence quotes


class EmptyValueError(Exception):
    """A tag prints a value that is None."""


class NeedsDocxtplError(Exception):
    """A value, such as an InlineImage, needs docxtpl itself; ``template`` is its DocxTemplate."""

    def __init__(self, template: Any) -> None:
        super().__init__()
        self.template = template


class WrongValueError(ValueError):
    """A filter or an operation got a value that it can do nothing with; the message is Vietnamese."""

    def __init__(self, message: str, hint: str) -> None:
        """Take what is wrong, without a full stop, and what to do."""
        super().__init__(message)
        self.hint = hint


def described(value: object) -> str:
    """Return ``value`` in quotes, with its kind: ``“Chi bộ A” (chữ)``; a list has a kind only."""
    if isinstance(value, str):
        shown = value if len(value) <= _MAX_QUOTED else f"{value[:_MAX_QUOTED]}…"
        return f"“{shown}” (chữ)"
    if isinstance(value, date):
        return f"{value.day}/{value.month}/{value.year} (ngày)"
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return f"{value} (số)".replace(".", ",")
    if isinstance(value, Mapping):
        return "một nhóm trường"
    return "một danh sách" if isinstance(value, (list, tuple)) else "một giá trị loại khác"


def wrong_for_filter(name: str, value: object, wanted: str) -> WrongValueError:
    """Return the error of the filter ``name``, which wants ``wanted`` (in Vietnamese) and got ``value``."""
    message = f"bộ lọc “|{name}” cần {wanted}, mà giá trị là {described(value)}"
    return WrongValueError(message, "Hãy bỏ bộ lọc này hoặc chọn trường khác.")


def wrong_for_operation(operator: str, left: object, right: object, err: Exception) -> WrongValueError:
    """Return the error of ``left operator right``, which raised ``err`` (TypeError or ArithmeticError)."""
    done = _OPERATIONS.get(operator, operator)
    if isinstance(err, ZeroDivisionError):
        return WrongValueError("phép chia cho 0", "Hãy xem lại phép chia này, hoặc bọc nó trong {% if %}.")
    message = f"không {done} được {described(left)} với {described(right)}"
    joins = operator == "+" and (isinstance(left, str) or isinstance(right, str))
    return WrongValueError(
        message, "Muốn ghép chữ, hãy dùng dấu ~." if joins else "Hãy xem lại phép tính này."
    )

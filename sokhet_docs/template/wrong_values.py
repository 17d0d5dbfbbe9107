"""A value and what was asked of it → a Vietnamese sentence that says why the two do not go together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from jinja2 import Undefined

_OPERATIONS = {
    "+": "cộng", "-": "trừ", "*": "nhân", "/": "chia", "//": "chia", "%": "chia lấy dư", "**": "lũy thừa",
}  # fmt: skip
_PRINTED = (int, float, Decimal, Undefined)  # those that are undefined say so themselves
_AS_TEXT = "Hãy thêm bộ lọc |ngay hoặc |ngay_dai vào trường này trước khi ghép hay đổi chữ."
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
    if isinstance(value, bool):
        return "một điều kiện (đúng hay sai)"
    if isinstance(value, (int, float)):
        return f"{value} (số)".replace(".", ",")
    if isinstance(value, Mapping):
        return "một nhóm trường"
    if isinstance(value, Iterable):
        return "một danh sách"
    return "một lệnh của mẫu" if callable(value) else "một giá trị loại khác"


def is_printed(value: object) -> bool:
    """Return whether ``value``, which is no text, is printed as it is: a number, no truth of a condition."""
    return isinstance(value, _PRINTED) and not isinstance(value, bool)


def check_readable(*values: object) -> None:
    """Raise EmptyValueError or WrongValueError where one of ``values``, to be put into a text, is no text."""
    for value in values:
        if value is None:
            raise EmptyValueError
        if isinstance(value, date):
            raise WrongValueError(f"{described(value)} chưa thành chữ", _AS_TEXT)
        if not is_printed(value) and not isinstance(value, str) and not hasattr(value, "__html__"):
            raise not_to_print(value)


def not_to_print(value: object) -> WrongValueError:
    """Return the error of a tag that prints ``value``, which is neither text nor number."""
    if isinstance(value, bool):
        hint = "Hãy in chữ theo điều kiện ấy: {% if … %}có{% else %}không{% endif %}."
    elif isinstance(value, Mapping):
        hint = "Hãy ghi rõ trường nào trong nhóm, ví dụ {{ don_vi.ten }}."
    elif isinstance(value, Iterable):
        hint = "Hãy in từng mục bằng {% for %}, hoặc nối lại bằng |join."
    else:
        hint = "Lệnh sokhet-docs fields liệt kê mọi trường."
    return WrongValueError(f"không in được {described(value)}", hint)


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

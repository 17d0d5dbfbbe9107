"""The columns of the two registers: their titles [P], the other offices' words for them [S], their values.

[P] is what a public copy of the official text says; [S] what summaries of it and the State's form of the
register (whose columns are the same but for their words) say.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sokhet_docs.office.excel_style import Value
from sokhet_docs.text.vietnamese import clean, match_key

_DAY = "dd/mm/yyyy"


def title_key(title: str) -> str:
    """Return what all spellings of a column's title share, with or without its commas."""
    return " ".join(re.sub(r"[^\w\s]", " ", match_key(title)).split())


def plain_words(text: str) -> str:
    """Return the words of ``text`` in small letters, without what stands between them."""
    return " ".join(re.sub(r"[^\w\s]", " ", clean(text).casefold()).split())


@dataclass(frozen=True, slots=True)
class RegisterColumn:
    """One column: its name in an entry, its title, its width in mm, its other titles, how it is shown."""

    name: str
    title: str
    width: float
    others: tuple[str, ...] = ()
    align: str = "left"
    number_format: str = "General"

    @property
    def keys(self) -> frozenset[str]:
        """Return the match keys of all its titles."""
        return frozenset(map(title_key, (self.title, *self.others)))


@dataclass(frozen=True, slots=True)
class RegisterForm:
    """One register: its title, the name of its sheet, its columns, those without which none is recognised.

    ``never`` are columns that another register is known by.
    """

    title: str
    sheet: str
    columns: tuple[RegisterColumn, ...]
    needed: tuple[str, ...]
    never: tuple[str, ...] = ()

    @property
    def recipient(self) -> str:
        """Return the name of the column that says who got something."""
        return next(column.name for column in self.columns if column.name.startswith("recipient"))

    def column_of(self, title: str) -> RegisterColumn | None:
        """Return the column that ``title`` heads; None for one of the clerk's own."""
        return _columns_by_key(self).get(title_key(title))

    def values(self, entry: object) -> list[Value]:
        """Return the values of ``entry`` in the order of the columns."""
        return [value_of(entry, column.name) for column in self.columns]


@lru_cache
def _columns_by_key(form: RegisterForm) -> Mapping[str, RegisterColumn]:
    return {key: column for column in reversed(form.columns) for key in column.keys}


def value_of(entry: Any, name: str) -> Value:
    """Return what ``entry`` says in the column ``name``; "" in one that is filled in by hand."""
    value: Value = getattr(entry, name, "")
    return value


_NUMBER = RegisterColumn(
    "number",
    "Số, ký hiệu",
    30,
    (
        "Số và ký hiệu",
        "Số ký hiệu văn bản",
        "Số KH VB",
        "Số KH văn bản",
        "Số ký hiệu VB",
        "Số và ký hiệu văn bản",
        "Số KH",
        "Số hiệu",
        "Số hiệu văn bản",
    ),
)
_RECIPIENTS = ("Nơi nhận văn bản", "Đơn vị nhận", "Đơn vị nhận văn bản", "Nơi gửi", "Nơi gửi đến")
_DAYS = ("Ngày", "Ngày tháng văn bản", "Ngày văn bản", "Ngày ban hành", "Ngày tháng năm", "Ngày ký")
_NAMES = (
    "Trích yếu",
    "Trích yếu nội dung",
    "Trích yếu ND",
    "Trích yếu VB",
    "Trích yếu văn bản",
    "Trích yếu nội dung văn bản",
    "Tên loại, trích yếu",
    "Tên loại và trích yếu văn bản",
    "Tên loại và trích yếu nội dung",
    "Tên loại và trích yếu nội dung văn bản",
    "Nội dung",
    "Nội dung văn bản",
)
_KEEPERS = ("Đơn vị, người nhận bản lưu", "Đơn vị nhận bản lưu", "Nơi lưu", "Bản lưu", "Lưu")
_COPIES = ("Số lượng bản", "Số lượng", "SL", "Số lượng văn bản")
_SENT_DAYS = ("Ngày", "Ngày chuyển giao", "Ngày gửi", "Ngày chuyển văn bản", "Ngày giao")
_SENT = RegisterColumn("sent", "Ngày chuyển", 24, _SENT_DAYS, "center", _DAY)
_SIGNERS = ("Người nhận ký", "Ký nhận văn bản")

OUTGOING = RegisterForm(
    "Sổ đăng ký văn bản đi",
    "Sổ đăng ký",
    (
        _NUMBER,
        RegisterColumn("day", "Ngày tháng", 24, _DAYS, "center", _DAY),
        RegisterColumn("name", "Tên loại và trích yếu", 52, _NAMES),
        RegisterColumn("signatory", "Người ký", 26, ("Người ký văn bản", "Họ tên người ký")),
        RegisterColumn("recipients", "Nơi nhận", 42, _RECIPIENTS),
        RegisterColumn("keeper", "Người nhận bản lưu", 24, _KEEPERS),
        RegisterColumn("copies", "Số bản", 13, _COPIES, "center"),
        _SENT,
        RegisterColumn("", "Ký nhận", 20, _SIGNERS),
        RegisterColumn("note", "Ghi chú", 20),
    ),
    needed=("number", "name"),
)
DELIVERIES = RegisterForm(
    "Sổ chuyển giao văn bản đi",
    "Sổ chuyển giao",
    (
        _SENT,
        RegisterColumn("number", _NUMBER.title, 50, _NUMBER.others),
        RegisterColumn("recipient", "Nơi nhận", 96, (*_RECIPIENTS, "Đơn vị, người nhận")),
        RegisterColumn("", "Ký nhận", 45, _SIGNERS),
        RegisterColumn("note", "Ghi chú", 36),
    ),
    needed=("sent", "number", "recipient"),
    never=("name",),
)
FORMS: Sequence[RegisterForm] = (OUTGOING, DELIVERIES)

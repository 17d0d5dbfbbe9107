"""A cell of ``Gửi cho`` or ``Dành cho`` → the units that something is for.

``Tất cả``, ``Không gửi``, a value of the column Hình thức, or ``Cột: giá trị`` for any column of the sheet
``Đơn vị``; several are separated by ";" and mean the units of any of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sokhet_docs.plan import EVERYONE, NOBODY, Audience, Condition, ReviewForm
from sokhet_docs.text.vietnamese import match_key, nearest
from sokhet_docs.workbook.columns import COLUMNS
from sokhet_docs.workbook.row_words import means_all
from sokhet_docs.workbook.table_cell import TableCell
from sokhet_docs.workbook.tables import Table
from sokhet_docs.workbook.unit_rows import KINDS, PlacedUnit

_REVIEW_FORM = next(column for column in COLUMNS if column.name == "review_form")
_CODE = next(column for column in COLUMNS if column.name == "code")
_ALL, _NONE = "Tất cả", "Không gửi"
_MAX_NAMED = 10  # values in one message
_KNOWN_VALUES = {"review_form": tuple(ReviewForm), "kind": tuple(kind.name for kind in KINDS)}


class AudienceReader:
    """Reads cells that say which units something is for, of the units of one table.

    ``review_forms`` are the match keys of the values of Hình thức that the cells read so far have named.
    """

    def __init__(self, table: Table | None, units: Sequence[PlacedUnit]) -> None:
        """Know the columns of ``table`` and the values of ``units``; without a table nothing is checked."""
        self.review_forms: set[str] = set()
        self._table = table
        self._units = [placed.unit for placed in units]
        self._headers = self._find_headers()
        self._values: dict[str, dict[str, str]] = {}

    def _find_headers(self) -> dict[str, str]:
        """Return the header that a unit is asked for, by the match key of each header that may be written."""
        custom = (
            {match_key(name): name for name in self._table.headers.custom.values()} if self._table else {}
        )
        headers: dict[str, str] = {}
        for column in COLUMNS:
            free = next((header for header in column.headers if match_key(header) not in custom), "")
            headers |= {match_key(header): free for header in column.all_headers}
        return headers | custom

    def read(self, cell: TableCell) -> Audience | None:
        """Return the units that ``cell`` names; None when it is empty or names none, which is an error."""
        words = [word for part in cell.line().split(";") if (word := part.strip())]
        keys = [match_key(word) for word in words]
        if match_key(_ALL) in keys or (len(words) == 1 and self._means_all(words[0])):
            return EVERYONE
        if match_key(_NONE) in keys:
            if len(keys) == 1:
                return NOBODY
            cell.error(f"“{_NONE}” không đi cùng nơi nhận khác.", "Chỉ ghi một trong hai.")
        conditions = [self._condition(cell, word) for word in words if match_key(word) != match_key(_NONE)]
        found = tuple(condition for condition in conditions if condition)
        return Audience(found) if found else None

    def _means_all(self, word: str) -> bool:
        """Return whether ``word`` means all units and is no value of Hình thức."""
        column = self._headers[match_key(_REVIEW_FORM.header)]
        return means_all(word) and match_key(word) not in self._values_of(column)

    def _condition(self, cell: TableCell, word: str) -> Condition | None:
        header, colon, value = (part.strip() for part in word.partition(":"))
        if not colon:
            return self._review_form(cell, word)
        column = self._headers.get(match_key(header))
        if column is None:
            hint = _asked(nearest(header, self._columns())) + f"Các cột: {', '.join(self._columns())}."
            cell.error(f"Trang “Đơn vị” không có cột “{header}”.", hint)
            return None
        if not value:
            hint = _listed("Các giá trị", self._values_of(column).values())
            cell.error(f"Sau “{header}:” chưa có giá trị.", hint)
            return None
        if column == self._headers[match_key(_REVIEW_FORM.header)]:
            return self._review_form(cell, value)
        return self._value(cell, column, value)

    def _value(self, cell: TableCell, column: str, value: str) -> Condition | None:
        known = self._values_of(column)
        found = known.get(match_key(value))
        if found is None and self._table:
            parts = [known.get(match_key(part)) for part in value.split(",")]
            hint = _separated([part and f"{column}: {part}" for part in parts]) or (
                _asked(nearest(value, known.values())) + _listed("Các giá trị", known.values())
            )
            cell.error(f"Không có đơn vị nào mà cột “{column}” là “{value}”.", hint)
            return None
        return Condition(column, found or value)

    def _review_form(self, cell: TableCell, word: str) -> Condition | None:
        column = self._headers[match_key(_REVIEW_FORM.header)]
        known = self._values_of(column)
        found = known.get(match_key(word))
        if found is None and self._table:
            choices = [_ALL, *known.values(), _NONE]
            parts = [known.get(match_key(part)) or self._meant(part) for part in word.split(",")]
            near = self._meant(word) or nearest(word, choices)
            hint = _separated(parts) or (
                _asked(near) + _listed("Chọn một trong", choices, " hoặc ghi Cột: giá trị.")
            )
            cell.error(f"“{word}” không có trong danh sách.", hint)
            return None
        self.review_forms.add(match_key(word))
        return Condition(column, found or word)

    def _values_of(self, column: str) -> dict[str, str]:
        """Return what the units' rows say in ``column``, by match key."""
        if column not in self._values:
            name = next((known.name for known in COLUMNS if column in known.all_headers), "")
            texts = [*_KNOWN_VALUES.get(name, ()), *(unit.column(column) for unit in self._units)]
            self._values[column] = {}
            for text in filter(None, texts):
                self._values[column].setdefault(match_key(text), str(text))
        return self._values[column]

    def _columns(self) -> list[str]:
        """Return the columns that a clerk would ask for: those that her sheet has, and Loại."""
        if self._table is None:
            return []
        labels = [self._table.labels[name] for name in self._table.headers.columns if name != "number"]
        return list(dict.fromkeys([*labels, "Loại", *self._table.headers.custom.values()]))

    def _meant(self, word: str) -> str | None:
        """Return ``Cột: giá trị`` when ``word`` alone is a unit's code or the value of a column."""
        for header in (_CODE.header, *self._columns()):
            if found := self._values_of(self._headers[match_key(header)]).get(match_key(word)):
                return f"{header}: {found}"
        return None


def _separated(parts: Sequence[str | None]) -> str:
    """Return how several values are written that a comma separates; "" when it is none, or one is unknown."""
    if len(parts) < 2 or not all(parts):
        return ""
    return f"Nhiều giá trị thì cách nhau bằng dấu chấm phẩy: “{'; '.join(map(str, parts))}”."


def _asked(near: str | None) -> str:
    return f"Có phải “{near}”? " if near else ""


def _listed(label: str, values: Iterable[str], last: str = "") -> str:
    texts = list(values)
    listed = ", ".join(texts[:_MAX_NAMED]) + (", …" if len(texts) > _MAX_NAMED else "")
    return f"{label}: {listed}" + (f";{last}" if last else ".")

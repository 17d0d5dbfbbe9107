"""Changes of a form → many of one kind as one, with how many there are and all that was written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from sokhet_docs.returns.answers import FormChange
from sokhet_docs.text.vietnamese import first_few

_LINES, _ANNEX = "đề mục", "phụ lục số liệu"
_MAX_APART = 3  # changes of one kind that are told one by one
_NAMED = 10  # of the form's own words that are gone; what a unit wrote is told whole


class Kind(Enum):
    """A kind of change: where it is, and the sentence for many, with how many and what they are about."""

    LOST_LINE = _LINES, "{} dòng của mẫu bị xóa: {}."
    MOVED_LINE = _LINES, "{} dòng của mẫu bị chuyển chỗ: {}."
    NUMBERED_LINE = _LINES, "{} đề mục đánh số khác mẫu hoặc không gõ số: {}."
    ALTERED_LINE = _LINES, "{} dòng của mẫu bị sửa: {}."
    ADDED_LINE = _LINES, "Có thêm {} dòng: {}."
    LISTED_LINE = _LINES, "Có thêm mục lục, {} dòng: {}."
    LOST_COLUMN = _ANNEX, "{} cột bị xóa: {}."
    MOVED_COLUMN = _ANNEX, "{} cột bị chuyển chỗ: {}."
    RENAMED_COLUMN = _ANNEX, "Tên {} cột bị sửa: {}."
    ADDED_COLUMN = _ANNEX, "Có thêm {} cột: {}."
    LOST_ROW = _ANNEX, "{} hàng bị xóa: {}."
    MOVED_ROW = _ANNEX, "{} hàng bị chuyển chỗ: {}."
    ADDED_ROW = _ANNEX, "Có thêm {} hàng: {}."
    LOST_MEASURES = _ANNEX, "Cột đơn vị tính bị xóa, {} hàng không còn: {}."
    LOST_MEASURE = _ANNEX, "Đơn vị tính của {} hàng bị xóa: {}."
    LOST_TEXT = _ANNEX, "Chữ của mẫu ở {} hàng bị xóa: {}."
    ALTERED_MEASURE = _ANNEX, "Đơn vị tính của {} hàng bị sửa: {}."
    ALTERED_TEXT = _ANNEX, "Tên {} chỉ tiêu bị sửa: {}."
    ADDED_TEXT = _ANNEX, "Có thêm chữ ở {} hàng: {}."

    @property
    def apart(self) -> int:
        """How many of it are told one by one."""
        return 1 if self is Kind.LOST_MEASURES else _MAX_APART

    @property
    def is_loss(self) -> bool:
        """Whether nothing that a unit wrote is in it."""
        return self.name.startswith(("LOST", "MOVED"))


@dataclass(frozen=True, slots=True)
class Change:
    """One change; many of one ``kind`` (None: of none) are told as one, by what each is about."""

    change: FormChange
    kind: Kind | None = None
    subject: str = ""


def gathered(changes: Sequence[Change]) -> Iterator[FormChange]:
    """Yield ``changes`` in their order, those of one kind as one at the first of them when they are many."""
    kinds: dict[Kind, list[Change]] = {}
    for one in changes:
        if one.kind:
            kinds.setdefault(one.kind, []).append(one)
    for one in changes:
        if one.kind is None or len(kinds[one.kind]) <= one.kind.apart:
            yield one.change
        elif one is kinds[one.kind][0]:
            yield _as_one(one.kind, kinds[one.kind])


def _as_one(kind: Kind, changes: Sequence[Change]) -> FormChange:
    place, sentence = kind.value
    subjects = [f"“{subject}”" for subject in dict.fromkeys(one.subject for one in changes)]
    named = first_few(subjects, _NAMED if kind.is_loss else len(subjects), " và {} chỗ khác", "; ")
    return FormChange(place, sentence.format(len(changes), named), tuple(one.change for one in changes))

"""What the workbooks of the kits share: columns, labels, explanations, the guide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tools.sample_plan import FACTS, GUIDE, UNIT_COLUMNS, Column, Value

# The sample's explanations that name its own occasion or body.
_EXPLANATIONS = {
    "Dịp": "Việc gì, mấy năm, năm nào: “tổng kết 10 năm”, “kiểm tra chuyên đề năm 2026”.",
    "Loại công việc": "Một hai chữ, như trong “Hội nghị tổng kết”. Để trống thì lấy từ Dịp.",
    "Văn bản được sơ kết": "Loại, số, ngày, cơ quan ban hành. Không có văn bản nào thì để trống.",
    "Hạn hội nghị của cấp ban hành": "Hội nghị ấy hoàn thành trước ngày này. Không tổ chức thì để trống.",
    "Các kỳ số liệu": (
        "Các cột của phụ lục: 2023–2025; hoặc 2023; 2024; hoặc Quý I/2026; Quý II/2026. "
        "Không hỏi số liệu thì để trống."
    ),
}
_REVIEWED = ("Văn bản được sơ kết", "Tên văn bản được sơ kết")
_CONFERENCE_COLUMNS = (
    "Hình thức sơ kết",
    "Thời gian hội nghị",
    "Địa điểm hội nghị",
    "Hình thức hội nghị",
)


def facts(values: Mapping[str, Value], suffix: str = "") -> list[tuple[str, Value, str]]:
    """Return every fact of the sample in its order with the value that ``values`` has for it, else blank.

    ``suffix`` stands behind Văn bản and Tên văn bản: "được tổng kết", or "" where no document is reviewed.
    """
    labels = {label: label.replace(" được sơ kết", suffix and f" {suffix}") for label in _REVIEWED}
    rows = [
        (
            labels.get(label, label),
            values.get(labels.get(label, label)),
            _EXPLANATIONS.get(label, explanation),
        )
        for label, _, explanation in FACTS
    ]
    unknown = values.keys() - {label for label, _, _ in rows}
    assert not unknown, unknown
    return rows


def unit_columns(form: str = "", *, without_conferences: bool = False) -> list[Column]:
    """Return the sample's columns of the units; its column of the form of review is headed ``form``."""
    kept = [
        column
        for column in UNIT_COLUMNS
        if not without_conferences or column.title not in _CONFERENCE_COLUMNS
    ]
    return [
        replace(column, title=form) if column.title == _CONFERENCE_COLUMNS[0] else column for column in kept
    ]


def guide(last: str) -> Sequence[str]:
    """Return the sample's guide with ``last`` in place of its last line."""
    return (*GUIDE[:-1], f"{len(GUIDE)}. {last}")

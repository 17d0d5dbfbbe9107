"""What a report form asks → the merge fields of its outline and of its table of figures."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from sokhet_docs.plan import UNNAMED_PERIOD, Asked, Figure, Period, Section, figure_tag, total_tag
from sokhet_docs.text.vietnamese import joined, lower_first

_HEADER_ROWS = 1
_FIRST_PERIOD = "D"  # the column of the first period, as Word's formulas name it


def outline_fields(asked: Asked, periods: Sequence[Period]) -> dict[str, Any]:
    """Return the fields ``de_cuong`` and ``so_lieu`` of a form that asks ``asked`` for ``periods``."""
    return {"de_cuong": _outline(asked.sections), "so_lieu": _figures(asked.figures, periods)}


def _outline(sections: Sequence[Section]) -> dict[str, Any]:
    top = [section for section in sections if section.level == 1]
    number = top[-1].number.rstrip(".") if top else "0"
    return {
        "co": bool(sections),
        "muc": [_section(section) for section in sections],
        "so_tiep": int(number) + 1 if number.isdecimal() else len(top) + 1,
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "ma": section.key,
        "so": section.number,
        "ten": section.heading,
        "tieu_de": section.title,
        "goi_y": section.guidance,
        "cap": section.level,
        "de_viet": section.answered,
        "loi_nhac": section.prompt,
    }


def _figures(figures: Sequence[Figure], periods: Sequence[Period]) -> dict[str, Any]:
    with_total = len(periods) > 1 and any(figure.summed for figure in figures)
    labels = [int(label) if label.isdecimal() else label for label in (period.label for period in periods)]
    return {
        "co": bool(figures),
        "nam": labels,
        "tu": labels[0] if labels else "",
        "den": labels[-1] if labels else "",
        "cac_ky": span_of(periods),
        "la_nam": bool(periods) and all(_is_year(period) for period in periods),
        "ky": [{"ma": period.key, "ten": period.label} for period in periods],
        "co_tong": with_total,
        "co_khong_tong": with_total and not all(figure.summed for figure in figures),
        "nhom": _groups(figures, periods, with_total=with_total),
    }


def _groups(
    figures: Sequence[Figure], periods: Sequence[Period], *, with_total: bool
) -> list[dict[str, Any]]:
    groups: list[dict[str, Any]] = []
    row, number = _HEADER_ROWS, 0  # those before
    for name, members in groupby(figures, key=lambda figure: figure.group):
        own, ends_group = list(members), bool(groups and not name)
        row += bool(name or ends_group)
        cells = [_sum_of(row + index, periods) if with_total else "" for index in range(1, len(own) + 1)]
        pairs = enumerate(zip(own, cells, strict=True), number + 1)
        rows = [_figure(figure, periods, index, total) for index, (figure, total) in pairs]
        listed = ", ".join(lower_first(figure.label) for figure in own)
        words = f"{name}: {listed}" if name else listed
        groups.append({"ten": name, "ngat": ends_group, "dong": words, "chi_tieu": rows})
        row, number = row + len(own), number + len(own)
    return groups


def _figure(figure: Figure, periods: Sequence[Period], number: int, total: str) -> dict[str, Any]:
    return {
        "stt": number,
        "ma": figure.key,
        "ten": figure.label,
        "nhom": figure.group,
        "don_vi_tinh": figure.measure,
        "o": [{"ma": figure_tag(figure, period.key), "ky": period.label} for period in periods],
        "the_tong": (total_tag(figure) or "") if total else "",
        "cac_o": total,
    }


def _sum_of(row: int, periods: Sequence[Period]) -> str:
    """Return the cells of a row, counted from 1, as Word's formulas name them: ``D3:H3``."""
    return f"{_FIRST_PERIOD}{row}:{chr(ord(_FIRST_PERIOD) + len(periods) - 1)}{row}"


def span_of(periods: Sequence[Period]) -> str:
    """Return the periods within a sentence: ``từ năm 2017 đến năm 2021``, ``quý I/2026, quý II/2026``.

    "" for a single one without a name of its own.
    """
    years = [int(period.label) for period in periods if _is_year(period)]
    if len(years) == len(periods) > 1 and years == list(range(years[0], years[-1] + 1)):
        return f"từ năm {years[0]} đến năm {years[-1]}"
    if years and len(years) == len(periods):
        return f"năm {joined(map(str, years))}"
    if len(periods) == 1 and periods[0].label == UNNAMED_PERIOD:
        return ""
    return joined(lower_first(period.label) for period in periods)


def _is_year(period: Period) -> bool:
    return len(period.label) == 4 and period.label.isdecimal()

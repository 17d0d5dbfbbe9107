"""The filters that templates may use besides Jinja's; `vocabulary.FILTERS` explains each to the clerk.

They are plain functions, so that a template can be sent to another process together with them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache

from sokhet_docs.template import wrong_for_filter
from sokhet_docs.text import vietnamese
from sokhet_docs.text.letter_widths import width_in_mm
from sokhet_docs.text.line_breaks import broken_by_sense, held_together


def fill_filters() -> dict[str, Callable[..., str | list[str]]]:
    """Return the filters by name. None stands for a day that is left open."""
    return {
        "ngay": _day,
        "ngay_dai": _long_day,
        "thu": _weekday,
        "hoa": _upper,
        "hoa_dau": _capitalized,
        "thuong_dau": _lowered,
        "doan": _paragraphs,
        "can_dong": _balanced,
        "de_trong": _or_dots,
    }


def _day(day: date | None) -> str:
    return vietnamese.short_date(_checked("ngay", day)) if day else "…/…/……"


def _long_day(day: date | None) -> str:
    return vietnamese.long_date(_checked("ngay_dai", day)) if day else "ngày … tháng … năm ……"


def _weekday(day: date | None) -> str:
    return vietnamese.weekday(_checked("thu", day)) if day else "Thứ ……"


def _checked(name: str, day: object) -> date:
    """Return ``day``. Raises WrongValueError for anything that is no date, such as a text."""
    if isinstance(day, date):
        return day
    raise wrong_for_filter(name, day, "một ngày")


def _upper(text: object) -> str:
    return str(text).upper()


def _capitalized(text: object) -> str:
    return vietnamese.capitalize_first(str(text))


def _lowered(text: object) -> str:
    return vietnamese.lower_first(str(text))


def _paragraphs(text: object) -> list[str]:
    return [line.strip() for line in str(text).splitlines() if line.strip()]


def _balanced(text: object, width: float, *, hoa: bool = False, dam: bool = False, co: float = 14) -> str:
    """Return ``text`` with its lines broken by sense, in mm of ``width`` and points of ``co``.

    In capitals with ``hoa``, measured in bold with ``dam``. Line breaks of its own stay.
    """
    return "\n".join(_line_broken(line, width, hoa, dam, co) for line in str(text).splitlines())


@lru_cache(maxsize=1024)
def _line_broken(text: str, width: float, upper: bool, bold: bool, points: float) -> str:
    def width_of(part: str) -> float:
        return width_in_mm(part.upper() if upper else part, points, bold=bold)

    lines = broken_by_sense(text, width, width_of)
    broken = held_together(lines, lambda line: width_of(line) <= width)
    return broken.upper() if upper else broken


def _or_dots(text: object, dots: str = vietnamese.DOTS) -> str:
    return vietnamese.or_dots(str(text), dots)

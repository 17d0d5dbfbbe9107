"""The fact ``Các kỳ số liệu`` → the periods of the figures: years, quarters, months, or other words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from sokhet_docs.plan import TOTAL_MARK, UNNAMED_PERIOD, Period, period_key
from sokhet_docs.workbook.period_lists import (
    ROMAN,
    TO,
    is_several,
    listed_periods,
    may_be_several,
    with_words,
)
from sokhet_docs.workbook.reading import CellKind
from sokhet_docs.workbook.table_cell import TableCell

YEARS = (1990, 2200)
MAX_PERIODS = 20
ONLY_PERIOD = Period(period_key(UNNAMED_PERIOD), UNNAMED_PERIOD)  # of a plan that names none
_YEAR = re.compile(r"(?:năm\s+)?(\d{4})", re.IGNORECASE)
_YEAR_RANGE = re.compile(rf"(?:từ\s+)?(?:năm\s+)?(\d{{4}}){TO}(?:năm\s+)?(\d{{4}})", re.IGNORECASE)
_OF_YEAR = r"\s*(?:/|năm)\s*(\d{4})"
_QUARTER = r"(I{1,3}|IV|[1-4])"
_QUARTER_RANGE = re.compile(
    rf"(?:từ\s+)?quý\s+{_QUARTER}(?:{_OF_YEAR})?{TO}(?:quý\s+)?{_QUARTER}{_OF_YEAR}", re.IGNORECASE
)
_MONTH_RANGE = re.compile(
    rf"(?:từ\s+)?tháng\s+(\d{{1,2}})(?:{_OF_YEAR})?{TO}(?:tháng\s+)?(\d{{1,2}}){_OF_YEAR}", re.IGNORECASE
)
_TWO_PERIODS = re.compile(
    r".*(?:\b(?:năm|quý|tháng|kỳ|tuần)\b|\d{4}).*[-–—].*\b(?:năm|quý|tháng|kỳ|tuần)\b.*", re.IGNORECASE
)
_NONE = re.compile(r"(?:không|chưa)(?: (?:có|hỏi|thu|cần|số liệu|kỳ nào|năm nào))*\.?", re.IGNORECASE)
_EXAMPLES = "Ví dụ: 2017–2021; hoặc 2023; 2024; 2025; hoặc Quý I/2026; Quý II/2026."


class NoPeriodsError(ValueError):
    """What is written gives no periods; the message is a Vietnamese sentence."""


def read_periods(cell: TableCell) -> tuple[Period, ...]:
    """Return the periods that ``cell`` names; () when it is empty or names none, which is an error."""
    text = cell.text()
    if not text:
        return ()
    if cell.cell and cell.cell.kind is CellKind.DATETIME:
        cell.error(
            f"Excel đã đổi kỳ số liệu thành ngày: “{text}”.", "Định dạng ô là Văn bản (Text) rồi gõ lại."
        )
        return ()
    try:
        periods = _checked(list(_iter_periods(with_words(text))))
    except NoPeriodsError as err:
        cell.error(str(err), _EXAMPLES)
        return ()
    _tell_span(cell, periods)
    return periods


def _tell_span(cell: TableCell, periods: tuple[Period, ...]) -> None:
    """Tell a lone period that spans several years: each of them may be meant."""
    if len(periods) == 1 and may_be_several(periods[0].label):
        message = f"“{periods[0].label}” được tính là một kỳ, một cột số liệu."
        cell.warning(message, "Nếu hỏi từng năm thì chỉ ghi hai năm, ví dụ 2017–2021.")


def periods_of_years(first: int, last: int) -> tuple[Period, ...]:
    """Return the years from ``first`` to ``last`` as periods."""
    return tuple(Period(str(year), str(year)) for year in range(first, last + 1))


def _checked(periods: list[Period]) -> tuple[Period, ...]:
    seen: dict[str, Period] = {}
    for period in periods:
        if twin := seen.get(period.key):
            raise NoPeriodsError(
                f"Kỳ “{period.label}” ghi hai lần, một lần là “{twin.label}”."
                if twin.label != period.label
                else f"Kỳ “{period.label}” ghi hai lần."
            )
        if period.key == TOTAL_MARK:
            raise NoPeriodsError("“Tổng” là cột cộng của bảng, không phải là một kỳ.")
        seen[period.key] = period
    if len(periods) > MAX_PERIODS:
        raise NoPeriodsError(f"Có {len(periods)} kỳ số liệu, nhiều nhất là {MAX_PERIODS}.")
    if not periods:
        raise NoPeriodsError("Không đọc được kỳ nào trong ô.")
    return tuple(periods)


def _iter_periods(text: str) -> Iterator[Period]:
    if listed := listed_periods(text):
        for label in listed:
            yield _period(str(_year(label)) if label.isdecimal() else label)
        return
    separators = r"[;\n]" if re.search(r"[;\n]", text) else ","
    for part in re.split(separators, text):
        words = " ".join(part.split())
        if not re.fullmatch(r"\.{2,}", words):
            words = words.rstrip(". ")
        if listed := listed_periods(words):
            for label in listed:
                yield _period(str(_year(label)) if label.isdecimal() else label)
        elif words:
            yield from _periods_in(words)


def _periods_in(words: str) -> Iterator[Period]:
    """Yield the periods in words that stand between two separators."""
    if match := _YEAR_RANGE.fullmatch(words):
        first, last = (_year(year) for year in match.groups())
        yield from periods_of_years(*_in_order(first, last, words))
    elif match := _QUARTER_RANGE.fullmatch(words):
        for number, year in _range(match, _quarter, 4):
            yield _period(f"Quý {ROMAN[number - 1]}/{year}")
    elif match := _MONTH_RANGE.fullmatch(words):
        for number, year in _range(match, int, 12):
            yield _period(f"Tháng {number}/{year}")
    elif match := _YEAR.fullmatch(words):
        yield _period(str(_year(match[1])))
    else:
        _refuse_range(words)
        yield _period(words)


def _refuse_range(words: str) -> None:
    """Raise NoPeriodsError for a dash between two periods: as one column they would be one period."""
    if _TWO_PERIODS.fullmatch(words):
        raise NoPeriodsError(
            f"Không rõ “{words}” gồm những kỳ nào: hãy ghi từng kỳ, cách nhau bằng dấu chấm phẩy;"
            " nếu chỉ là một kỳ thì viết “đến” thay dấu gạch."
        )
    if _NONE.fullmatch(words):
        raise NoPeriodsError(f"“{words}” không phải là một kỳ; không hỏi số liệu thì để trống ô.")
    if is_several(words):
        raise NoPeriodsError(
            f"Không rõ “{words}” gồm những kỳ nào: hãy ghi đủ từng kỳ, cách nhau bằng dấu chấm phẩy."
        )


def _period(label: str) -> Period:
    return Period(period_key(label), label)


def _range(match: re.Match[str], as_number: Callable[[str], int], most: int) -> Iterator[tuple[int, int]]:
    """Yield the number and the year of each period of a range, of which a year has ``most``."""
    first_text, first_year, last_text, last_year = match.groups()
    years = _year(first_year or last_year), _year(last_year)
    numbers = as_number(first_text), as_number(last_text)
    if not all(1 <= number <= most for number in numbers):
        raise NoPeriodsError(f"“{match.group()}” không có trong lịch.")
    ends = [year * most + number - 1 for year, number in zip(years, numbers, strict=True)]
    first, last = _in_order(ends[0], ends[1], match.group())
    for index in range(first, last + 1):
        yield index % most + 1, index // most


def _in_order(first: int, last: int, words: str) -> tuple[int, int]:
    if first > last:
        raise NoPeriodsError(f"“{words}” viết ngược: kỳ đầu sau kỳ cuối.")
    if last - first >= MAX_PERIODS:
        raise NoPeriodsError(f"Có {last - first + 1} kỳ số liệu, nhiều nhất là {MAX_PERIODS}.")
    return first, last


def _quarter(text: str) -> int:
    return int(text) if text.isdigit() else ROMAN.index(text.upper()) + 1


def _year(text: str) -> int:
    year = int(text)
    if not YEARS[0] <= year <= YEARS[1]:
        raise NoPeriodsError(f"Năm {year} không hợp lý.")
    return year

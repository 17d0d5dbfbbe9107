"""The fact ``Các kỳ số liệu`` → the periods of the figures: years, quarters, months, or other words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sokhet_docs.plan import TOTAL_MARK, UNNAMED_PERIOD, Period, period_key
from sokhet_docs.workbook.reading import CellKind
from sokhet_docs.workbook.table_cell import TableCell

YEARS = (1990, 2200)
MAX_PERIODS = 20
ONLY_PERIOD = Period(period_key(UNNAMED_PERIOD), UNNAMED_PERIOD)  # of a plan that names none
_TO = r"\s*(?:-|–|—|đến(?:\s+hết)?|tới)\s*"
_ROMAN = ("I", "II", "III", "IV")
_YEAR = re.compile(r"(?:năm\s+)?(\d{4})", re.IGNORECASE)
_YEAR_RANGE = re.compile(rf"(?:từ\s+)?(?:năm\s+)?(\d{{4}}){_TO}(?:năm\s+)?(\d{{4}})", re.IGNORECASE)
_QUARTER_RANGE = re.compile(
    rf"(?:từ\s+)?quý\s+(I{{1,3}}|IV|[1-4]){_TO}(?:quý\s+)?(I{{1,3}}|IV|[1-4])\s*(?:/|năm)\s*(\d{{4}})",
    re.IGNORECASE,
)
_MONTH_RANGE = re.compile(
    rf"(?:từ\s+)?tháng\s+(\d{{1,2}}){_TO}(?:tháng\s+)?(\d{{1,2}})\s*(?:/|năm)\s*(\d{{4}})", re.IGNORECASE
)
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
        return _checked(list(_iter_periods(text)))
    except NoPeriodsError as err:
        cell.error(str(err), _EXAMPLES)
        return ()


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
    separators = r"[;\n]" if re.search(r"[;\n]", text) else ","
    for part in re.split(separators, text):
        if words := " ".join(part.split()):
            yield from _periods_in(words)


def _periods_in(words: str) -> Iterator[Period]:
    """Yield the periods in words that stand between two separators."""
    if match := _YEAR_RANGE.fullmatch(words):
        first, last = (_year(year) for year in match.groups())
        yield from periods_of_years(*_in_order(first, last, words))
    elif match := _QUARTER_RANGE.fullmatch(words):
        for number in _range(_quarter(match[1]), _quarter(match[2]), 4, words):
            yield _period(f"Quý {_ROMAN[number - 1]}/{_year(match[3])}")
    elif match := _MONTH_RANGE.fullmatch(words):
        for number in _range(int(match[1]), int(match[2]), 12, words):
            yield _period(f"Tháng {number}/{_year(match[3])}")
    elif match := _YEAR.fullmatch(words):
        yield _period(str(_year(match[1])))
    else:
        yield _period(words)


def _period(label: str) -> Period:
    return Period(period_key(label), label)


def _range(first: int, last: int, most: int, words: str) -> range:
    first, last = _in_order(first, last, words)
    if not 1 <= first <= last <= most:
        raise NoPeriodsError(f"“{words}” không có trong lịch.")
    return range(first, last + 1)


def _in_order(first: int, last: int, words: str) -> tuple[int, int]:
    if first > last:
        raise NoPeriodsError(f"“{words}” viết ngược: kỳ đầu sau kỳ cuối.")
    if last - first >= MAX_PERIODS:
        raise NoPeriodsError(f"Có {last - first + 1} kỳ số liệu, nhiều nhất là {MAX_PERIODS}.")
    return first, last


def _quarter(text: str) -> int:
    return int(text) if text.isdigit() else _ROMAN.index(text.upper()) + 1


def _year(text: str) -> int:
    year = int(text)
    if not YEARS[0] <= year <= YEARS[1]:
        raise NoPeriodsError(f"Năm {year} không hợp lý.")
    return year

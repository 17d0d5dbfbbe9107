"""A day → whether people work on it in Vietnam: weekends, public holidays, and the days given off for them.

The table `public_holidays.json` is made from the library `holidays` by ``tools/build_holidays.py``: importing
that library takes longer than reading a whole workbook.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from functools import cache, lru_cache
from pathlib import Path

from sokhet_docs.text.vietnamese import weekday

# What is known of the years beyond the table, by month and day.
_FIXED_HOLIDAYS = {
    "01-01": "Tết Dương lịch",
    "04-30": "Ngày Chiến thắng",
    "05-01": "Ngày Quốc tế Lao động",
    "09-02": "Quốc khánh",
    "11-24": "Ngày Văn hóa Việt Nam",
}


@lru_cache(maxsize=4096)
def day_off_reason(day: date) -> str:
    """Return why nobody works on ``day``: ``Thứ Bảy, ngày nghỉ lễ (Quốc khánh)``; "" for a working day.

    The holidays of 2000–2050 are known as the law stands today. Of later years only those of a fixed date are
    known (neither Tết nor Giỗ Tổ Hùng Vương, nor days given off for a weekend); of earlier years, none.
    """
    reasons = [weekday(day)] if day.weekday() >= 5 else []
    if holiday := _holiday_on(day):
        reasons.append(f"ngày nghỉ lễ ({holiday})")
    return ", ".join(reasons)


def add_working_days(day: date, count: int) -> date:
    """Return the ``count``-th working day after ``day``."""
    while count:
        day += timedelta(days=1)
        count -= not day_off_reason(day)
    return day


def _holiday_on(day: date) -> str:
    """Return the name of the holiday on ``day``, or of the one that it is given off for; "" without one."""
    table = _table()
    is_later = day.isoformat() > next(reversed(table))
    return _FIXED_HOLIDAYS.get(f"{day:%m-%d}", "") if is_later else table.get(day.isoformat(), "")


@cache
def _table() -> dict[str, str]:
    """Return the holidays by day (2022-04-30), in order."""
    text = Path(__file__).with_name("public_holidays.json").read_text(encoding="utf-8")
    table: dict[str, str] = json.loads(text)
    return table

"""Days off: the table says what the library `holidays` says; beyond it only fixed dates are known."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from sokhet_docs.plan import add_working_days, day_off_reason
from tools.build_holidays import TARGET, build


def test_the_committed_table_is_what_the_script_builds() -> None:
    assert TARGET.read_text(encoding="utf-8") == build()


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (date(2022, 4, 20), ""),
        (date(2022, 4, 16), "Thứ Bảy"),
        (date(2022, 4, 30), "Thứ Bảy, ngày nghỉ lễ (Ngày Chiến thắng)"),
        (date(2022, 5, 2), "ngày nghỉ lễ (Ngày Chiến thắng (nghỉ bù))"),
        (date(2026, 2, 17), "ngày nghỉ lễ (Tết Nguyên Đán)"),
        (date(2000, 1, 1), "Thứ Bảy, ngày nghỉ lễ (Tết Dương lịch)"),
        (date(2050, 11, 24), "ngày nghỉ lễ (Ngày Văn hóa Việt Nam)"),
        (date(1999, 9, 2), ""),
    ],
)
def test_a_day_off_has_its_reason(day: date, reason: str) -> None:
    assert day_off_reason(day) == reason


def test_beyond_the_table_only_holidays_of_a_fixed_date_are_known() -> None:
    year = [date(2051, 1, 1) + timedelta(days=number) for number in range(365)]
    assert {f"{day:%d/%m}": day_off_reason(day) for day in year if "lễ" in day_off_reason(day)} == {
        "01/01": "Chủ nhật, ngày nghỉ lễ (Tết Dương lịch)",
        "30/04": "Chủ nhật, ngày nghỉ lễ (Ngày Chiến thắng)",
        "01/05": "ngày nghỉ lễ (Ngày Quốc tế Lao động)",
        "02/09": "Thứ Bảy, ngày nghỉ lễ (Quốc khánh)",
        "24/11": "ngày nghỉ lễ (Ngày Văn hóa Việt Nam)",
    }


@pytest.mark.parametrize(
    ("count", "day"), [(0, date(2022, 4, 28)), (1, date(2022, 4, 29)), (2, date(2022, 5, 4))]
)
def test_working_days_leave_out_weekends_holidays_and_days_given_off_for_them(count: int, day: date) -> None:
    assert add_working_days(date(2022, 4, 28), count) == day

"""Days off are known, from the table beside the code and beyond it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from holidays.countries.vietnam import Vietnam

from sokhet_docs.workbook import calendar_warnings
from tests.support.workbook_builder import facts_with, make_workbook, problems_of


@pytest.mark.parametrize("year", range(2017, 2027))
def test_the_table_says_of_settled_years_what_the_library_says(year: int) -> None:
    table = calendar_warnings._table()
    said = {date.fromisoformat(day): name for day, name in table.items() if day.startswith(f"{year}-")}
    assert said == dict(Vietnam(years=year, language="vi"))  # type: ignore[no-untyped-call]


@pytest.mark.parametrize(
    ("deadline", "warned"),
    [
        ("20/4/2022", []),
        ("16/4/2022", ["Hạn báo cáo 16/4/2022 là Thứ Bảy."]),
        ("02/5/2022", ["Hạn báo cáo 02/5/2022 là ngày nghỉ lễ (Ngày Chiến thắng (nghỉ bù))."]),
        ("02/9/2040", ["Hạn báo cáo 02/9/2040 là Chủ nhật, ngày nghỉ lễ (Quốc khánh)."]),
        ("03/5/2040", []),
    ],
)
def test_a_deadline_on_a_day_off_is_said(tmp_path: Path, deadline: str, warned: list[str]) -> None:
    facts = facts_with({"Hạn báo cáo": deadline})
    path = make_workbook(tmp_path / "units.xlsx", facts=facts)
    assert problems_of(path) == [f"Kế hoạch!B16: {message}" for message in warned]

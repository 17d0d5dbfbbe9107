"""A deadline on a day off is said, with the reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.workbook_builder import facts_with, make_workbook, problems_of


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

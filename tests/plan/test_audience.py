"""An audience admits the units of any of its conditions; a limited one only those of the other too."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from sokhet_docs.plan import EVERYONE, NOBODY, Audience, Condition, Conference, ConferenceForm
from tests.support.plans import CONFERENCES, COURT, LIBRARY, a_unit

REPORTS = Audience((Condition("Hình thức", "Báo cáo"),))
CELLS = Audience((Condition("Loại", "chi bộ"),))
EITHER = Audience((Condition("Loại", "Chi bộ"), Condition("Hình thức", "hội nghị")))


@pytest.mark.parametrize(
    ("audience", "admitted"),
    [
        (EVERYONE, [True, True]),
        (NOBODY, [False, False]),
        (CONFERENCES, [True, False]),
        (CELLS, [False, True]),
        (EITHER, [True, True]),
        (Audience((Condition("Khu vực", "Miền núi"),)), [False, False]),
    ],
)
def test_an_audience_admits_the_units_of_any_condition(audience: Audience, admitted: list[bool]) -> None:
    assert [audience.admits(unit) for unit in (COURT, LIBRARY)] == admitted


@pytest.mark.parametrize("audience", [EVERYONE, NOBODY, CONFERENCES, CELLS, EITHER])
@pytest.mark.parametrize("other", [EVERYONE, NOBODY, CONFERENCES, CELLS, EITHER])
def test_a_limited_audience_admits_whom_both_admit(audience: Audience, other: Audience) -> None:
    limited = audience.limited_to(other)
    for unit in (COURT, LIBRARY):
        assert limited.admits(unit) == (audience.admits(unit) and other.admits(unit))


def test_an_audience_limited_to_everyone_or_itself_stays_as_it_is() -> None:
    assert CELLS.limited_to(EVERYONE) is CELLS
    assert CELLS.limited_to(CELLS) is CELLS
    assert EVERYONE.limited_to(CELLS) is CELLS


def test_a_unit_says_what_stands_in_its_columns() -> None:
    conference = Conference(
        deadline=None, time=datetime(2022, 4, 13, 8, 0), place="Hội trường", form=ConferenceForm.COMBINED
    )
    unit = replace(
        a_unit("Đảng bộ A", 3, report_deadline=date(2022, 4, 18), extra={"Khu vực": "Miền núi"}),
        conference=conference,
    )
    said = {
        "TT": "3",
        "tên  đơn vị": "Đảng bộ A",
        "Loại": "Đảng bộ",
        "Hạn báo cáo": "18/4/2022",
        "Thời gian hội nghị": "08:00 13/4/2022",
        "Địa điểm hội nghị": "Hội trường",
        "Hình thức hội nghị": "Lồng ghép",
        "KHU VỰC": "Miền núi",
        "Cụm": "",
    }
    assert {header: unit.column(header) for header in said} == said
    assert LIBRARY.column("Hình thức hội nghị") == ""

"""A day, or a day and time, is read however it is typed, or named as impossible: it is never guessed."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook

from sokhet_docs.workbook import read_plan
from tests.support.six_formats import same_in_office_formats, same_in_quick_formats
from tests.support.workbook_builder import facts_with, make_workbook, problems_of

HINT = "Viết ngày/tháng/năm, ví dụ 20/4/2022."
UNITS = "Tên tổ chức đảng | Hình thức sơ kết | Hạn báo cáo | Thời gian hội nghị\nĐảng bộ A | Hội nghị"


def with_cell(path: Path, name: str, value: object, number_format: str = "General") -> Path:
    def put(book: Workbook) -> None:
        cell = book["Đơn vị"][name]
        cell.value = value
        if cell.data_type == "f":
            cell.data_type = "s"
        cell.number_format = number_format

    return make_workbook(path, put, units=UNITS)


@pytest.mark.parametrize(
    ("value", "number_format"),
    [
        (date(2022, 4, 18), "dd/mm/yyyy"),
        (date(2022, 4, 18), "m/d/yyyy"),
        (date(2022, 4, 18), "d-mmm-yy"),
        (datetime(2022, 4, 18), "dd/mm/yyyy hh:mm"),
        (datetime(2022, 4, 18, 17, 0), "dd/mm/yyyy"),
        ("18/4/2022 00:00", "General"),
        (44669, "[$-42A]d mmmm yyyy"),
        ("18/4/2022", "@"),
        ("18-4-2022", "General"),
        ("18.04.2022", "General"),
        ("2022-04-18", "General"),
        ("ngày 18 tháng 4 năm 2022", "General"),
        (" 18 / 04 / 2022\u00a0", "General"),
    ],
)
def test_a_day_is_read_however_it_is_typed(tmp_path: Path, value: object, number_format: str) -> None:
    path = with_cell(tmp_path / "units.xlsx", "C2", value, number_format)
    assert read_plan(path).units[0].report_deadline == date(2022, 4, 18)


@pytest.mark.parametrize(
    ("value", "number_format", "message"),
    [
        ("31/02/2022", "General", f"Không có ngày “31/02/2022” trong lịch. {HINT}"),
        (
            "04/15/2022",
            "General",
            f"“04/15/2022” có tháng 15; có lẽ ngày và tháng bị viết ngược. {HINT}",
        ),
        ("29/2/2023", "General", f"Không có ngày “29/2/2023” trong lịch. {HINT}"),
        ("18/4", "General", f"“18/4” không phải là ngày viết theo kiểu ngày/tháng/năm. {HINT}"),
        ("18/4/22", "General", f"“18/4/22” không phải là ngày viết theo kiểu ngày/tháng/năm. {HINT}"),
        ("sớm", "General", f"“sớm” không phải là ngày viết theo kiểu ngày/tháng/năm. {HINT}"),
        (
            44669,
            "General",
            "“44669” không phải là ngày. Nếu là ngày 18/4/2022: chọn ô, định dạng lại kiểu Ngày (Date).",
        ),
        (18, "General", f"“18” không phải là ngày. {HINT}"),
        (time(8, 0), "hh:mm", f"“Hạn báo cáo” chỉ ghi giờ 08:00, chưa có ngày. {HINT}"),
        (timedelta(hours=30), "[h]:mm", f"“30:00” không phải là ngày. {HINT}"),
        (-5, "dd/mm/yyyy", f"“########” không phải là ngày. {HINT}"),
        (1e10, "dd/mm/yyyy", f"“########” không phải là ngày. {HINT}"),
        ("#REF!", "General", "Ô có lỗi của Excel: #REF!. Sửa công thức trong ô, hoặc gõ thẳng giá trị."),
        (True, "General", f"“TRUE” không phải là ngày viết theo kiểu ngày/tháng/năm. {HINT}"),
    ],
)
def test_what_is_no_day_is_named(tmp_path: Path, value: object, number_format: str, message: str) -> None:
    path = with_cell(tmp_path / "units.xlsx", "C2", value, number_format)
    assert problems_of(path) == [f"Đơn vị!C2: {message}"]


@pytest.mark.parametrize(
    ("value", "number_format", "expected"),
    [
        (datetime(2022, 4, 13, 8, 0), "hh:mm dd/mm/yyyy", datetime(2022, 4, 13, 8, 0)),
        (date(2022, 4, 13), "dd/mm/yyyy", date(2022, 4, 13)),
        ("13/4/2022", "General", date(2022, 4, 13)),
        ("08:00 13/4/2022", "General", datetime(2022, 4, 13, 8, 0)),
        ("8h30 ngày 13/4/2022", "General", datetime(2022, 4, 13, 8, 30)),
        ("8 giờ 30 phút, ngày 13 tháng 4 năm 2022", "General", datetime(2022, 4, 13, 8, 30)),
        ("14g00 13-4-2022", "General", datetime(2022, 4, 13, 14, 0)),
        ("13/4/2022 08:00", "General", datetime(2022, 4, 13, 8, 0)),
        ("ngày 13/4/2022, lúc 8h", "General", datetime(2022, 4, 13, 8, 0)),
        ("2022-04-13 08:00:00", "General", datetime(2022, 4, 13, 8, 0)),
        ("sáng 13/4/2022", "General", "sáng 13/4/2022"),
        ("tuần hai tháng 4", "General", "tuần hai tháng 4"),
        ("28/4/2022 8:00:00", "General", datetime(2022, 4, 28, 8, 0)),
        (44679.3333333, "dd/mm/yyyy hh:mm", datetime(2022, 4, 28, 8, 0)),
        (44679.333, "dd/mm/yyyy h:mm:ss", datetime(2022, 4, 28, 8, 0)),
        (time(8), "h:mm:ss", "08 giờ 00"),
        (0.333, "General", "08 giờ 00"),
        ("8:00:00", "General", "08 giờ 00"),
        ("14h30", "General", "14 giờ 30"),
        (None, "General", None),
    ],
)
def test_a_conference_is_at_a_time_on_a_day_or_in_words(
    tmp_path: Path, value: object, number_format: str, expected: object
) -> None:
    conference = read_plan(with_cell(tmp_path / "units.xlsx", "D2", value, number_format)).units[0].conference
    assert conference is not None
    assert conference.time == expected
    assert type(conference.time) is type(expected)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("sáng 31/02/2022", "Không có ngày “31/02/2022” trong lịch."),
        ("25:00 13/4/2022", "Không có giờ “25:00”."),
        ("8h 04/15/2022", "“04/15/2022” có tháng 15; có lẽ ngày và tháng bị viết ngược."),
        (44664, "“44664” không phải là ngày."),
    ],
)
def test_an_impossible_time_is_named(tmp_path: Path, value: object, message: str) -> None:
    (problem,) = problems_of(with_cell(tmp_path / "units.xlsx", "D2", value))
    assert problem.startswith(f"Đơn vị!D2: {message}")


def test_a_workbook_of_the_old_macintosh_counts_its_days_from_1904(tmp_path: Path) -> None:
    def count_from_1904(book: Workbook) -> None:
        book.epoch = datetime(1904, 1, 1)
        book["Đơn vị"]["C2"] = date(2022, 4, 18)

    path = make_workbook(tmp_path / "units.xlsx", count_from_1904, units=UNITS)
    assert read_plan(path).units[0].report_deadline == date(2022, 4, 18)


def test_a_column_of_the_clerk_shows_a_day_in_its_own_format(tmp_path: Path) -> None:
    def add_column(book: Workbook) -> None:
        sheet = book["Đơn vị"]
        sheet["E1"], sheet["E2"] = "Ngày thành lập", date(1991, 8, 5)
        sheet["E2"].number_format = 'dd "tháng" m "năm" yyyy'

    path = make_workbook(tmp_path / "units.xlsx", add_column, units=UNITS)
    assert read_plan(path).units[0].extra == {"Ngày thành lập": "05 tháng 8 năm 1991"}


NO_TIME = "“Hạn báo cáo” chỉ ghi ngày, giờ 17:00 sẽ không được in. Chỉ để 18/4/2022; nếu cần giờ, ghi thêm ở"


@pytest.mark.parametrize(
    ("value", "number_format"),
    [
        (datetime(2022, 4, 18, 17, 0), "dd/mm/yyyy hh:mm"),
        (datetime(2022, 4, 18, 17, 0), "h:mm AM/PM d/m/yyyy"),
        ("17:00 18/4/2022", "General"),
        ("18/4/2022 17:00", "@"),
        ("17 giờ 00, ngày 18/4/2022", "General"),
    ],
)
def test_a_deadline_with_a_time_is_refused_however_it_is_typed(
    tmp_path: Path, value: object, number_format: str
) -> None:
    path = with_cell(tmp_path / "units.xlsx", "C2", value, number_format)
    assert problems_of(path) == [f"Đơn vị!C2: {NO_TIME} một cột hay mục khác."]


def test_a_deadline_with_a_time_is_refused_by_every_way_in(tmp_path: Path) -> None:
    path = with_cell(tmp_path / "units.xlsx", "C2", datetime(2022, 4, 18, 17, 0), "dd/mm/yyyy hh:mm")
    for made in same_in_quick_formats(path, tmp_path):
        assert problems_of(made)[0].endswith(f"C2: {NO_TIME} một cột hay mục khác.")


@pytest.mark.slow
def test_days_and_times_of_other_programs_files_are_judged_alike(tmp_path: Path) -> None:
    timed = with_cell(tmp_path / "timed.xlsx", "C2", datetime(2022, 4, 18, 17, 0), "dd/mm/yyyy hh:mm")
    month_first = with_cell(tmp_path / "month.xlsx", "C2", date(2022, 5, 4), "m/d/yyyy")
    made = same_in_office_formats([timed, month_first], tmp_path)
    for path in made[0]:
        assert problems_of(path)[0].startswith(f"Đơn vị!C2: {NO_TIME}")
    for path in made[1]:
        assert problems_of(path)[0].startswith("Đơn vị!C2: Ô hiện “5/4/2022” theo kiểu tháng/ngày")


RETYPE = "Gõ lại ngày theo kiểu ngày/tháng/năm, hoặc định dạng ô kiểu dd/mm/yyyy rồi xem lại."


def test_a_day_shown_month_first_beside_days_typed_day_first_is_asked(tmp_path: Path) -> None:
    path = with_cell(tmp_path / "units.xlsx", "C2", date(2022, 5, 4), "m/d/yyyy")
    for made in same_in_quick_formats(path, tmp_path, with_csv=False):
        assert problems_of(made) == [
            (
                "Đơn vị!C2: Ô hiện “5/4/2022” theo kiểu tháng/ngày, các ngày khác viết ngày/tháng:"
                f" 04/5/2022 hay 05/4/2022? {RETYPE}"
            )
        ]


def test_a_day_shown_month_first_alone_is_told_with_what_is_read(tmp_path: Path) -> None:
    facts = facts_with({"Hạn báo cáo": None, "Hạn hội nghị của đơn vị": None})

    def put(book: Workbook) -> None:
        book["Đơn vị"]["C1"] = "Hạn báo cáo"
        for row in (2, 3):
            book["Đơn vị"].cell(row, 3, date(2022, 5, 4)).number_format = "m/d/yyyy"

    path = make_workbook(tmp_path / "units.xlsx", put, facts=facts)
    problems = [problem for problem in problems_of(path) if "Ô hiện" in problem]
    assert problems == [
        f"Đơn vị!C{row}: Ô hiện “5/4/2022” theo kiểu tháng/ngày, được hiểu là 04/5/2022."
        f" Nếu là 05/4/2022: g{RETYPE[1:]}"
        for row in (2, 3)
    ]


@pytest.mark.parametrize(
    ("value", "number_format"),
    [(date(2022, 4, 18), "m/d/yyyy"), (date(2022, 4, 4), "m/d/yyyy"), (date(2022, 5, 4), "d/m/yyyy")],
)
def test_a_day_that_can_be_no_other_is_not_asked(tmp_path: Path, value: date, number_format: str) -> None:
    path = with_cell(tmp_path / "units.xlsx", "C2", value, number_format)
    assert [problem for problem in problems_of(path) if "Ô hiện" in problem] == []

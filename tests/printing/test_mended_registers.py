"""Books in which a row was corrected, struck out or only begun, and what was corrected in the releases."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from msgspec import structs
from openpyxl import load_workbook
from openpyxl.styles import Font

from sokhet_docs.outbox import Correction
from tests.printing.test_registers import BOTH, KEEPER, SUBJECT, THE_PLAN, enter, rows_of
from tests.support.plans import COURT, LIBRARY
from tests.support.releases import COVER, OUTLINE, PLAN, a_letter, a_release, release, release_all

REGISTER, DELIVERIES = "Sổ đăng ký", "Sổ chuyển giao"
NOTHING = {"Sổ đăng ký văn bản đi": 0, "Sổ chuyển giao văn bản đi": 0}


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A book in which the first release is entered."""
    release_all(THE_PLAN, tmp_path / "output")
    enter(tmp_path / "output", tmp_path / "so.xlsx")
    return tmp_path / "so.xlsx"


def correct(output: Path, *numbers: str) -> None:
    """Change the number of the covering letter in the one release to each of ``numbers`` in turn."""
    before = [COVER.number, *numbers]
    corrections = tuple(
        Correction(
            time=datetime(2022, 4, day, tzinfo=UTC), template=COVER.template, before=number, reason="nhầm"
        )
        for day, number in enumerate(before[:-1], 1)
    )
    cover = structs.replace(COVER, number=numbers[-1])
    first = a_release(*map(a_letter, THE_PLAN.units), documents=[PLAN, cover, OUTLINE])
    release(output, structs.replace(first, corrections=corrections))


def strike(target: Path, sheet: str, *rows: int) -> None:
    """Strike out ``rows``, as the clerk does with a row that is void."""
    book = load_workbook(target)
    for row in rows:
        for cell in book[sheet][row]:
            cell.font = Font(strike=True)
        book[sheet].row_dimensions[row].height = 409
    book.save(target)


@pytest.mark.parametrize("numbers", [["16"], ["17", "16"]])
def test_rows_with_a_number_that_was_corrected_are_told_and_not_entered_again(
    numbers: list[str], target: Path
) -> None:
    correct(target.parent / "output", *numbers)
    before = target.read_bytes()
    written = enter(target.parent / "output", target)
    assert (written.added, written.known, target.read_bytes()) == (NOTHING, 5, before)
    assert "\n".join(written.remarks) == (
        "Sổ đăng ký văn bản đi còn ghi số cũ, đã sửa ở lần phát hành; hãy sửa số bằng tay: "
        "Sổ đăng ký!dòng 8 (15-CV/ĐUK, nay là 16-CV/ĐUK).\n"
        "Sổ chuyển giao văn bản đi còn ghi số cũ, đã sửa ở lần phát hành; hãy sửa số bằng tay: "
        "Sổ chuyển giao!dòng 8 đến 9 (05-KH/ĐUK, 15-CV/ĐUK, nay là 05-KH/ĐUK, 16-CV/ĐUK)."
    )


def test_rows_with_the_old_number_beside_those_with_the_new_one_are_to_be_struck_out(target: Path) -> None:
    other = target.with_name("other.xlsx")
    correct(target.parent / "output", "16")
    enter(target.parent / "output", other)
    book, new = load_workbook(target), load_workbook(other)
    for sheet, first in ((REGISTER, 8), (DELIVERIES, 8)):
        for row in new[sheet].iter_rows(min_row=first, values_only=True):
            book[sheet].append(row)
    book.save(target)
    written = enter(target.parent / "output", target)
    assert (written.added, written.known) == (NOTHING, 5)
    assert "\n".join(written.remarks) == (
        "Sổ đăng ký văn bản đi còn dòng ghi số cũ bên cạnh dòng ghi số đã sửa, hãy gạch bằng tay: "
        "Sổ đăng ký!dòng 8 (15-CV/ĐUK).\n"
        "Sổ chuyển giao văn bản đi còn dòng ghi số cũ bên cạnh dòng ghi số đã sửa, hãy gạch bằng tay: "
        "Sổ chuyển giao!dòng 8 đến 9 (05-KH/ĐUK, 15-CV/ĐUK)."
    )


def test_rows_with_the_old_number_that_she_struck_out_are_entered_anew(target: Path) -> None:
    correct(target.parent / "output", "16")
    strike(target, REGISTER, 8)
    strike(target, DELIVERIES, 8, 9)
    written = enter(target.parent / "output", target)
    assert list(written.added.values()) == [1, 2]
    assert written.remarks == ()
    assert [row[0] for row in rows_of(target, REGISTER, 7)] == ["05-KH/ĐUK", "15-CV/ĐUK", "16-CV/ĐUK"]


def test_another_document_of_that_day_may_have_the_old_number(target: Path) -> None:
    book = load_workbook(target)
    book[REGISTER]["C8"], book[REGISTER]["E8"] = "Công văn khác", "Tỉnh ủy"
    book[REGISTER]["H8"] = None
    book.save(target)
    correct(target.parent / "output", "16")
    written = enter(target.parent / "output", target)
    assert written.added["Sổ đăng ký văn bản đi"] == 1


def test_new_rows_look_like_the_last_row_that_is_not_struck_out(target: Path) -> None:
    first = a_release(*map(a_letter, THE_PLAN.units))
    release(target.parent / "output", first, a_release(a_letter(LIBRARY), number=2, day=date(2022, 4, 1)))
    strike(target, REGISTER, 8)
    enter(target.parent / "output", target)
    sheet = load_workbook(target)[REGISTER]
    assert [cell.font.strike for cell in sheet[9]] == [cell.font.strike for cell in sheet[7]]
    assert [cell.number_format for cell in sheet[9]] == [cell.number_format for cell in sheet[7]]


def test_no_new_row_is_higher_than_excel_allows(target: Path) -> None:
    first = a_release(*map(a_letter, THE_PLAN.units))
    release(target.parent / "output", first, a_release(a_letter(LIBRARY), number=2, day=date(2022, 4, 1)))
    book = load_workbook(target)
    book[REGISTER].column_dimensions["C"].width = 2
    book.save(target)
    enter(target.parent / "output", target)
    assert load_workbook(target)[REGISTER].row_dimensions[9].height == 409


def test_each_round_after_the_first_is_said_in_the_notes(tmp_path: Path) -> None:
    rounds = [a_release(*map(a_letter, THE_PLAN.units))]
    rounds += [a_release(a_letter(LIBRARY), number=number, day=date(2022, 4, number)) for number in (2, 3)]
    release(tmp_path / "output", *rounds, a_release(a_letter(LIBRARY), number=4, note="Gửi lại"))
    enter(tmp_path / "output", tmp_path / "so.xlsx")
    notes = [(row[0], row[9]) for row in rows_of(tmp_path / "so.xlsx", REGISTER, 7)]
    assert notes == [
        ("05-KH/ĐUK", ""),
        ("15-CV/ĐUK", ""),
        ("15-CV/ĐUK", "Lần 2"),
        ("15-CV/ĐUK", "Lần 3"),
        ("15-CV/ĐUK", "Lần 4: Gửi lại"),
    ]


@pytest.mark.parametrize("day", [datetime(2022, 3, 28), "28-3-2022", "28/3/2022"])
def test_a_day_of_sending_that_she_corrected_makes_no_other_delivery(
    day: datetime | str, target: Path
) -> None:
    book = load_workbook(target)
    book[DELIVERIES]["A9"] = day
    book.save(target)
    before = target.read_bytes()
    written = enter(target.parent / "output", target)
    assert (written.added, written.known, target.read_bytes()) == (NOTHING, 5, before)
    assert "".join(written.remarks) == (
        "Sổ chuyển giao văn bản đi ghi khác lần phát hành, hãy xem lại: "
        "Sổ chuyển giao!dòng 9: ngày chuyển 25/3/2022."
    )


def test_the_same_document_sent_to_a_unit_again_is_another_delivery(target: Path) -> None:
    book = load_workbook(target)
    book[DELIVERIES]["A9"] = datetime(2022, 3, 28)
    book.save(target)
    first = a_release(*map(a_letter, THE_PLAN.units))
    again = a_release(*map(a_letter, THE_PLAN.units), number=2, day=date(2022, 4, 1))
    release(target.parent / "output", first, again)
    written = enter(target.parent / "output", target)
    assert list(written.added.values()) == [1, 2]


def test_the_same_number_of_another_year_is_another_delivery(target: Path) -> None:
    book = load_workbook(target)
    book[DELIVERIES]["A9"] = datetime(2021, 3, 25)
    book.save(target)
    assert list(enter(target.parent / "output", target).added.values()) == [0, 1]


def test_a_row_of_another_day_that_she_struck_out_is_no_delivery(target: Path) -> None:
    book = load_workbook(target)
    book[DELIVERIES]["A9"] = datetime(2022, 3, 28)
    book.save(target)
    strike(target, DELIVERIES, 9)
    assert list(enter(target.parent / "output", target).added.values()) == [0, 1]


@pytest.mark.parametrize("held", ["15", 15, "15-CV/ĐUK"])
def test_a_row_that_holds_the_number_alone_is_filled_in(held: str | int, target: Path) -> None:
    book = load_workbook(target)
    for cell in book[REGISTER][8]:
        cell.value = None
    book[REGISTER]["A8"] = held
    book.save(target)
    entered = enter(target.parent / "output", target)
    row = ["15-CV/ĐUK", date(2022, 3, 24), SUBJECT, "Lê Thị Đài", BOTH, KEEPER, 3, date(2022, 3, 25), "", ""]
    assert (entered.added, entered.known) == (NOTHING, 5)
    assert rows_of(target, REGISTER, 8) == [row]
    assert entered.remarks == (
        "Sổ đăng ký văn bản đi đã có mà còn để trống, nay điền: Sổ đăng ký!dòng 8: cả dòng 15-CV/ĐUK.",
    )


def test_new_rows_go_below_a_row_held_for_another(target: Path) -> None:
    book = load_workbook(target)
    for row in (7, 8):
        for cell in book[REGISTER][row]:
            cell.value = None
    book[REGISTER]["A7"] = "15"
    book.save(target)
    enter(target.parent / "output", target)
    assert [row[0] for row in rows_of(target, REGISTER, 7)] == ["15-CV/ĐUK", "05-KH/ĐUK"]


def test_a_row_held_beside_its_running_number_is_filled_in(target: Path) -> None:
    book = load_workbook(target)
    book[REGISTER].insert_cols(1)
    book[REGISTER]["A6"] = "TT"
    for row in (7, 8):
        for cell in book[REGISTER][row]:
            cell.value = None
        book[REGISTER].cell(row, 1, row - 6)
    book[REGISTER]["B8"] = "15-CV/ĐUK"
    book.save(target)
    enter(target.parent / "output", target)
    assert rows_of(target, REGISTER, 8)[0][:2] == [2, "15-CV/ĐUK"]
    assert "05-KH/ĐUK" in [row[1] for row in rows_of(target, REGISTER, 7)]


def test_units_sent_later_with_the_same_plan_are_told_at_its_row(tmp_path: Path) -> None:
    release(tmp_path / "output", a_release(a_letter(COURT)))
    enter(tmp_path / "output", tmp_path / "so.xlsx")
    later = a_release(a_letter(LIBRARY), number=2, day=date(2022, 4, 1))
    release(tmp_path / "output", a_release(a_letter(COURT)), later)
    written = enter(tmp_path / "output", tmp_path / "so.xlsx")
    assert "".join(written.remarks) == (
        "Sổ đăng ký văn bản đi ghi khác lần phát hành, hãy xem lại: Sổ đăng ký!dòng 7: nơi nhận Ban Dân vận "
        "Tỉnh ủy; Các đảng ủy, chi bộ cơ sở (2 đơn vị); Sổ đăng ký!dòng 7: số bản 5."
    )


def test_a_number_without_its_code_is_known_by_its_day_and_told(target: Path) -> None:
    book = load_workbook(target)
    book[REGISTER]["A8"] = "15"
    book.save(target)
    written = enter(target.parent / "output", target)
    assert written.added == NOTHING
    assert "".join(written.remarks) == (
        "Sổ đăng ký văn bản đi ghi khác lần phát hành, hãy xem lại: Sổ đăng ký!dòng 8: số 15-CV/ĐUK."
    )

"""Books as clerks keep them: several registers in one book, prepared rows, months, rows typed otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from sokhet_docs.problems import SokhetError
from tests.printing.test_registers import BOTH, KEEPER, NAME, SUBJECT, THE_PLAN, TO_PLAN, enter, rows_of
from tests.support.archives import read_parts
from tests.support.releases import release_all

HEAD = (
    "Số, ký hiệu", "Ngày tháng", "Tên loại và trích yếu", "Người ký", "Nơi nhận", "Người nhận bản lưu",
    "Số bản", "Ngày chuyển", "Ký nhận", "Ghi chú",
)  # fmt: skip
HAND = ("11-CV/ĐUK", "1/3/2022", "Công văn A", "Vân", "Các chi bộ", "VP", 3, "1/3/2022", None, None)
DELIVERY_HEAD = ("Ngày chuyển", "Số, ký hiệu", "Nơi nhận", "Ký nhận", "Ghi chú")
NEW = [
    ["05-KH/ĐUK", "20/3/2022", NAME, "Nguyễn Trọng Vân", TO_PLAN, KEEPER, 5, "25/3/2022", "", ""],
    ["15-CV/ĐUK", "24/3/2022", SUBJECT, "Lê Thị Đài", BOTH, KEEPER, 3, "25/3/2022", "", ""],
]
OUTGOING = "Sổ đăng ký văn bản đi"
Rows = Sequence[Sequence[object]]


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """The output folder of the plan, everything released once."""
    release_all(THE_PLAN, tmp_path / "output")
    return tmp_path / "output"


def keep(path: Path, **sheets: Rows) -> Path:
    """Write a book with ``sheets`` of rows, by name ("_" for a blank)."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name.replace("_", " "))
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def days(rows: list[list[Any]]) -> list[list[Any]]:
    """Return ``rows`` with their days as they are typed."""
    return [
        [f"{cell.day}/{cell.month}/{cell.year}" if isinstance(cell, date) else cell for cell in row]
        for row in rows
    ]


def test_both_registers_of_one_sheet_get_their_own_rows(output: Path, tmp_path: Path) -> None:
    below = [DELIVERY_HEAD, ["01/3/2022", "11-CV/ĐUK", "Đảng ủy A"]]
    target = keep(tmp_path / "so.xlsx", Sổ=[HEAD, HAND, [], [], [], *below])
    written = enter(output, target)
    assert written.added == {OUTGOING: 2, "Sổ chuyển giao văn bản đi": 3}
    rows = rows_of(target, "Sổ", 3)
    assert days(rows[:2]) == NEW
    assert rows[2] == [""] * 10
    assert [row[:5] for row in rows[3:]] == [
        list(DELIVERY_HEAD),
        ["01/3/2022", "11-CV/ĐUK", "Đảng ủy A", "", ""],
        ["25/3/2022", "05-KH/ĐUK", "Ban Dân vận Tỉnh ủy", "", ""],
        ["25/3/2022", "05-KH/ĐUK, 15-CV/ĐUK", "Đảng ủy Tòa án nhân dân tỉnh", "", ""],
        ["25/3/2022", "05-KH/ĐUK, 15-CV/ĐUK", "Chi bộ Thư viện tỉnh", "", "2 bản"],
    ]
    assert enter(output, target).known == 5


def test_a_register_without_room_above_the_next_is_refused(output: Path, tmp_path: Path) -> None:
    target = keep(tmp_path / "so.xlsx", Sổ=[HEAD, HAND, [], DELIVERY_HEAD])
    before = target.read_bytes()
    with pytest.raises(SokhetError) as caught:
        enter(output, target)
    assert str(caught.value) == (
        f"{target}, Sổ!dòng 4: Dưới dòng cuối của sổ, dòng 4 là “Ngày chuyển”, chỉ còn 1 dòng trống cho 2 "
        "dòng mới. Chèn thêm 1 dòng trống trước dòng 4, lưu, đóng tệp rồi chạy lại."
    )
    assert target.read_bytes() == before


INCOMING = ("Số đến", "Ngày đến", "Cơ quan ban hành", *HEAD[:3], "Nơi nhận", "Ký nhận")
RECEIVED = (1, "1/3/2022", "Tỉnh ủy", "72-KH/TU", "11/2/2022", "KH", "VP", None)


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("Sổ_khác", [INCOMING, RECEIVED]),
        ("Văn_bản_đến", [HEAD, HAND]),
        ("Sổ_khác", [["SỔ ĐĂNG KÝ VĂN BẢN ĐẾN NĂM 2022"], HEAD, HAND]),
        ("Sổ_khác", [("Tác giả", *HEAD[:3]), ("TU", *HAND[:3])]),
    ],
)
def test_a_register_of_incoming_documents_is_never_written(
    name: str, rows: Rows, output: Path, tmp_path: Path
) -> None:
    target = keep(tmp_path / "so.xlsx", **{"Sổ": [HEAD, HAND], name: rows})
    incoming = name.replace("_", " ")
    before = rows_of(target, incoming)
    enter(output, target)
    assert rows_of(target, incoming) == before
    assert days(rows_of(target, "Sổ", 3)) == NEW


def test_what_an_earlier_month_has_is_not_entered_in_a_new_one(output: Path, tmp_path: Path) -> None:
    target = keep(tmp_path / "so.xlsx", Tháng_3=[HEAD, HAND])
    enter(output, target)
    book = load_workbook(target)
    book.create_sheet("Tháng 4").append(HEAD)
    book.save(target)
    before = target.read_bytes()
    assert (enter(output, target).known, target.read_bytes()) == (2, before)


def test_rows_go_to_the_sheet_of_their_month(output: Path, tmp_path: Path) -> None:
    months = {f"Tháng_{month}": [HEAD] for month in range(2, 13)}
    target = keep(tmp_path / "so.xlsx", **months)
    written = enter(output, target)
    assert [row[0] for row in rows_of(target, "Tháng 3", 2)] == ["05-KH/ĐUK", "15-CV/ĐUK"]
    assert [len(rows_of(target, f"Tháng {month}")) for month in (2, 4, 12)] == [1, 1, 1]
    assert written.remarks[0] == (
        "Sổ đăng ký văn bản đi có ở nhiều trang: ghi vào trang “Tháng 3” (11 trang; ghi vào trang khác thì "
        "thêm --sheet TÊN_TRANG)."
    )


def test_without_months_the_last_sheet_with_entries_is_gone_on_with(output: Path, tmp_path: Path) -> None:
    target = keep(tmp_path / "so.xlsx", Quyển_1=[HEAD, HAND], Quyển_2=[HEAD, HAND], Quyển_3=[HEAD])
    enter(output, target)
    assert [len(rows_of(target, f"Quyển {number}")) for number in (1, 2, 3)] == [2, 4, 1]


def test_her_choice_of_a_sheet_wins(output: Path, tmp_path: Path) -> None:
    target = keep(tmp_path / "so.xlsx", Quyển_1=[HEAD, HAND], Quyển_2=[HEAD, HAND])
    with pytest.raises(SokhetError) as caught:
        enter(output, target, sheet="Quyển 9")
    assert str(caught.value) == (
        "--sheet: Không có sổ nào ở trang “Quyển 9” của so.xlsx. Các trang có sổ: Quyển 1, Quyển 2."
    )
    enter(output, target, sheet="quyển 1")
    assert [len(rows_of(target, f"Quyển {number}")) for number in (1, 2)] == [4, 2]


@pytest.mark.parametrize("number", ["15-CV/ĐUK", "15/CV-ĐUK", "Số 15 CV/ĐUK"])
def test_a_document_is_known_by_number_and_day_whatever_its_other_words(
    number: str, output: Path, tmp_path: Path
) -> None:
    by_hand = (number, "24/3/2022", "Yêu cầu báo cáo", "Đài", "các đơn vị", "VP", 2, "25/3/2022", None, None)
    target = keep(tmp_path / "so.xlsx", Sổ=[HEAD, by_hand])
    written = enter(output, target)
    assert (written.added, written.known) == ({OUTGOING: 1}, 1)
    assert days(rows_of(target, "Sổ", 2)) == [["" if cell is None else cell for cell in by_hand], NEW[0]]


def test_another_day_of_sending_is_told_and_not_entered_again(output: Path, tmp_path: Path) -> None:
    by_hand = ("15-CV/ĐUK", "24/3/2022", "Yêu cầu", "Đài", "các đơn vị", "VP", 2, "28/3/2022", None, None)
    target = keep(tmp_path / "so.xlsx", Sổ=[HEAD, by_hand])
    written = enter(output, target)
    assert written.known == 1
    assert written.remarks[0] == (
        "Sổ đăng ký văn bản đi ghi khác lần phát hành, hãy xem lại: Sổ!dòng 2: ngày chuyển 25/3/2022."
    )


def test_the_same_number_of_another_day_is_another_document(output: Path, tmp_path: Path) -> None:
    by_hand = ("15-CV/ĐUK", "24/3/2021", "Yêu cầu", "Đài", "các đơn vị", "VP", 2, "25/3/2021", None, None)
    target = keep(tmp_path / "so.xlsx", Sổ=[HEAD, by_hand])
    assert enter(output, target).added == {OUTGOING: 2}


def test_rows_prepared_with_a_running_number_are_free(output: Path, tmp_path: Path) -> None:
    prepared = [[number] for number in range(2, 9)]
    target = keep(tmp_path / "so.xlsx", Sổ=[("TT", *HEAD), (1, *HAND), *prepared])
    enter(output, target)
    rows = rows_of(target, "Sổ", 3)
    assert days(rows[:2]) == [[2, *NEW[0]], [3, *NEW[1]]]
    assert [[cell for cell in row if cell] for row in rows[2:]] == [[number] for number in range(4, 9)]


def test_prepared_rows_that_are_too_few_are_told(output: Path, tmp_path: Path) -> None:
    rows = [("TT", *HEAD), (1, *HAND), [2], ["Tổng cộng"]]
    target = keep(tmp_path / "so.xlsx", Sổ=rows)
    with pytest.raises(SokhetError, match="dòng 4 là “Tổng cộng”, chỉ còn 1 dòng trống cho 2 dòng mới"):
        enter(output, target)


def test_a_file_that_is_overwritten_is_kept_and_one_that_is_open_refused(
    output: Path, tmp_path: Path
) -> None:
    word, lists = tmp_path / "so.docx", tmp_path / "noi-nhan.xlsx"
    word.write_bytes(b"mine")
    lists.write_bytes(b"my list")
    for lock in (".~lock.so.docx#", "~$noi-nhan.xlsx"):
        (tmp_path / lock).write_bytes(b"x")
        with pytest.raises(SokhetError, match="Tệp đang mở trong"):
            enter(output, word, lists=lists, force=True)
        assert (word.read_bytes(), lists.read_bytes()) == (b"mine", b"my list")
        (tmp_path / lock).unlink()
    written = enter(output, word, lists=lists, force=True)
    kept = tmp_path / ".luu"
    assert written.remarks == (
        f"Tệp cũ được cất ở {kept / 'so.docx'}.",
        f"Tệp cũ được cất ở {kept / 'noi-nhan.xlsx'}.",
    )
    assert (kept / "so.docx").read_bytes() == b"mine"
    assert (kept / "noi-nhan.xlsx").read_bytes() == b"my list"


def test_what_is_printed_and_filtered_grows_with_the_rows(output: Path, tmp_path: Path) -> None:
    target = keep(tmp_path / "so.xlsx", Khác=[["x"]], Sổ=[HEAD, HAND])
    book = load_workbook(target)
    book["Sổ"].print_area = "A1:J2"
    book["Sổ"].auto_filter.ref = "A1:J2"
    book["Sổ"].print_title_rows = "1:1"
    book["Khác"].print_area = "A1:J2"
    book.save(target)
    enter(output, target)
    sheets = load_workbook(target)
    assert (sheets["Sổ"].print_area, sheets["Sổ"].auto_filter.ref) == ("'Sổ'!$A$1:$J$4", "A1:J4")
    assert (sheets["Khác"].print_area, sheets["Sổ"].print_title_rows) == ("'Khác'!$A$1:$J$2", "$1:$1")
    assert b"$J$4" in read_parts(target.read_bytes())["xl/workbook.xml"]


def test_columns_that_are_not_known_stay_blank_and_are_named(output: Path, tmp_path: Path) -> None:
    target = keep(tmp_path / "so.xlsx", Sổ=[[*HEAD, "Đơn vị soạn", "Độ mật"], HAND])
    assert enter(output, target).remarks[0] == (
        "Sổ đăng ký văn bản đi: không rõ cột “Đơn vị soạn”, “Độ mật” nên để trống ở dòng mới."
    )
    assert enter(output, target).remarks[0].startswith("so.xlsx không có")


def test_titles_of_two_rows_are_read_together(output: Path, tmp_path: Path) -> None:
    head = [*HEAD[:5], "Lưu", "Số bản", "Chuyển", None, "Ghi chú"]
    target = keep(tmp_path / "so.xlsx", Sổ=[head, [*[None] * 7, "Ngày", "Ký nhận"], HAND])
    book = load_workbook(target)
    for area in ("H1:I1", *(f"{column}1:{column}2" for column in "ABCDEFGJ")):
        book["Sổ"].merge_cells(area)
    book.save(target)
    written = enter(output, target)
    assert days(rows_of(target, "Sổ", 4)) == NEW
    assert written.remarks[0].startswith("so.xlsx không có")


def test_a_book_whose_titles_are_not_known_says_what_is_near(output: Path, tmp_path: Path) -> None:
    target = keep(tmp_path / "so.xlsx", Khác=[["x"]], Sổ=[[], ["Số", "Ký hiệu", *HEAD[1:]], [25, "CV/ĐUK"]])
    with pytest.raises(SokhetError) as caught:
        enter(output, target)
    assert str(caught.value) == (
        f"{target}, Sổ!dòng 2: Không thấy sổ đăng ký hay sổ chuyển giao trong tệp này. Dòng 2 giống đầu cột "
        "nhất mà thiếu “Số, ký hiệu”; không rõ cột “Số”, “Ký hiệu”. Đầu cột của sổ đăng ký phải có "
        "“Số, ký hiệu”, “Tên loại và trích yếu”; của sổ chuyển giao phải có “Ngày chuyển”, “Số, ký hiệu”, "
        "“Nơi nhận”. Hoặc đặt tên khác sau -o để lập sổ mới."
    )


@pytest.mark.parametrize("titles", [("Số, KH VB", "Trích yếu ND"), ("Số KH văn bản", "Trích yếu VB")])
def test_abbreviated_titles_are_known(titles: tuple[str, str], output: Path, tmp_path: Path) -> None:
    target = keep(tmp_path / "so.xlsx", Sổ=[[titles[0], HEAD[1], titles[1], *HEAD[3:]], HAND])
    enter(output, target)
    assert days(rows_of(target, "Sổ", 3)) == NEW


def test_the_numbers_of_the_columns_are_no_entry(output: Path, tmp_path: Path) -> None:
    numbers = [f"({number})" for number in range(1, 12)]
    target = keep(tmp_path / "so.xlsx", Sổ=[("TT", *HEAD), numbers])
    enter(output, target)
    assert days(rows_of(target, "Sổ", 3)) == [[1, *NEW[0]], [2, *NEW[1]]]


def test_a_short_head_is_near_enough_to_be_named(output: Path, tmp_path: Path) -> None:
    rows = [["Số", "Ký hiệu", "Ngày", "Trích yếu", "Nơi nhận"]]
    target = keep(tmp_path / "so.xlsx", Sổ=rows)
    with pytest.raises(
        SokhetError, match="Dòng 1 giống đầu cột nhất mà thiếu “Số, ký hiệu”; không rõ cột “Số”"
    ):
        enter(output, target)

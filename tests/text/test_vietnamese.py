"""Text and dates as people type them become clean text, match keys, file names and dates by the rules."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sokhet_docs.text import vietnamese as vi


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("  Đảng  bộ\u00a0 A\t", "Đảng bộ A"),
        (unicodedata.normalize("NFD", "Nguyễn Trọng Vân"), "Nguyễn Trọng Vân"),
        ("Ðảng ủy, ƉẢNG ỦY", "Đảng ủy, ĐẢNG ỦY"),
        ("an\u00adninh\u200d", "anninh"),
        ("Hà\u200bTĩnh", "Hà Tĩnh"),
        ("một \r\nhai\rba\vbốn", "một\nhai\nba\nbốn"),
        ("a_x000D_\nb", "a\nb"),
        ("a\x00\x07b\ufffe", "ab"),
        ("\u3000\u2003x\u2009y", "x y"),
        ("“Tiếp tục …” – x’s", "“Tiếp tục …” – x’s"),
        ("😀", "😀"),
        ("", ""),
    ],
)
def test_clean(typed: str, meant: str) -> None:
    assert vi.clean(typed) == meant


@given(st.text())
def test_clean_is_done_once_and_holds_no_letter_apart_from_its_mark(text: str) -> None:
    once = vi.clean(text)
    assert vi.clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "  " not in once


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("sạch", []),
        ("a\x07b\x07", ["U+0007"]),
        ("a\r\nb\u00a0c\u200b", []),
        ("a_x000D_b", []),
        ("\u202ea\u00ad", ["U+00AD", "U+202E"]),
        ("\ud800", ["U+D800"]),
    ],
)
def test_what_is_taken_out_is_named(text: str, named: list[str]) -> None:
    assert vi.removed_from(text) == named


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Đảng uỷ", "Đảng ủy"),
        ("hoà bình", "HÒA  BÌNH"),
        ("kỹ thuật", "kĩ thuật"),
        ("Mỹ", "mĩ"),
        ("quý", "quí"),
        ("thuý", "thúy"),
        ("khoẻ", "khỏe"),
        (unicodedata.normalize("NFD", "Tòa án"), "toà án"),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert vi.match_key(one) == vi.match_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Khối", "Khôi"),
        ("Hà", "Hạ"),
        ("tuy", "tui"),
        ("Đảng", "Dảng"),
        ("thủy", "thùy"),
        ("tỷ", "tỵ"),
        ("mai", "may"),
    ],
)
def test_different_names_have_different_keys(one: str, other: str) -> None:
    assert vi.match_key(one) != vi.match_key(other)


def test_names_that_differ_by_marks_only_share_a_loose_key() -> None:
    assert vi.loose_key("Đảng ủy Khối") == vi.loose_key("đảng-uỷ KHÔI") == "danguykhoi"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Đảng bộ Tòa án nhân dân tỉnh", "dang-bo-toa-an-nhan-dan-tinh"),
        ("../../x", "x"),
        ("a/b\\c:d*e?", "a-b-c-d-e"),
        ("…", ""),
        ("một " * 40, "mot-" * 19 + "mot"),
        ("x" * 100, "x" * 80),
    ],
)
def test_slug(text: str, name: str) -> None:
    assert vi.slug(text) == name


@pytest.mark.parametrize(
    ("header", "field"),
    [("Số điện thoại", "so_dien_thoai"), ("Cụm (1)", "cum_1"), ("2022", "cot_2022"), ("***", "cot_")],
)
def test_field_name(header: str, field: str) -> None:
    assert vi.field_name(header) == field


def test_capitals() -> None:
    assert vi.capitalize_first("ủy viên BCH") == "Ủy viên BCH"
    assert vi.lower_first("Ủy viên") == "ủy viên"
    assert vi.lower_first("UBKT Đảng ủy") == "UBKT Đảng ủy"
    assert vi.lower_first("") == vi.capitalize_first("") == ""


def test_enumerations() -> None:
    assert vi.joined(["a", "", "b", "c"]) == "a, b, c"
    assert vi.joined(["a", "b", "c"], last=" và ") == "a, b và c"
    assert vi.joined([]) == ""


def test_nearest() -> None:
    assert vi.nearest("Ten to chuc", ["Tên tổ chức đảng", "Hạn báo cáo"]) == "Tên tổ chức đảng"
    assert vi.nearest("xyz", ["Tên tổ chức đảng"]) is None
    assert vi.nearest("xyz", []) is None


@pytest.mark.parametrize(
    "text",
    [
        "20/4/2022",
        "20-04-2022",
        "20.4.2022",
        "2022-04-20",
        "ngày 20 tháng 4 năm 2022",
        "20 tháng 04 năm 2022",
    ],
)
def test_parse_date(text: str) -> None:
    assert vi.parse_date(text) == date(2022, 4, 20)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("31/02/2022", "Không có ngày “31/02/2022” trong lịch."),
        ("04/15/2022", "“04/15/2022” có tháng 15; có lẽ ngày và tháng bị viết ngược."),
        ("20/4", "“20/4” không phải là ngày viết theo kiểu ngày/tháng/năm."),
        ("0/4/2022", "Không có ngày “0/4/2022” trong lịch."),
        ("1/1/0000", "Không có ngày “1/1/0000” trong lịch."),
        ("", "“” không phải là ngày viết theo kiểu ngày/tháng/năm."),
    ],
)
def test_a_day_is_never_guessed(text: str, message: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 -- the whole message is compared
        vi.parse_date(text)
    assert str(caught.value) == message


def test_dates_are_written_with_a_zero_before_small_days_and_the_first_two_months() -> None:
    assert vi.short_date(date(2022, 4, 20)) == "20/4/2022"
    assert vi.short_date(date(2022, 2, 5)) == "05/02/2022"
    assert vi.long_date(date(2022, 2, 5)) == "ngày 05 tháng 02 năm 2022"
    assert vi.long_date(date(2022, 12, 15)) == "ngày 15 tháng 12 năm 2022"
    assert vi.time_and_day(datetime(2022, 4, 13, 8, 5)) == "08 giờ 05, Thứ Tư, ngày 13/4/2022"
    assert vi.day_with_weekday(date(2022, 4, 17)) == "Chủ nhật, ngày 17/4/2022"


@given(st.dates())
def test_a_day_that_is_written_can_be_read(day: date) -> None:
    assert vi.parse_date(vi.short_date(day)) == day
    assert vi.parse_date(vi.long_date(day)) == day


def test_what_is_empty_becomes_a_line_of_dots() -> None:
    assert vi.or_dots("Hội trường") == "Hội trường"
    assert vi.or_dots(" ") == vi.DOTS

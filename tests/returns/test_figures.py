"""Figures as people write them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sokhet_docs.plan import FigureKind
from sokhet_docs.returns.answers import Reading
from sokhet_docs.returns.figures import read_figure


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("12", 12),
        ("03", 3),
        ("1.250", 1250),
        ("1 250", 1250),
        ("1\u00a0250", 1250),
        ("1.250.000", 1_250_000),
        ("1,250,000", 1_250_000),
        ("12.0", 12),
        ("12.", 12),
        (" 7 \n", 7),
        ("…12", 12),
        ("ba", 3),
        ("Mười", 10),
        ("mười lăm", 15),
        ("hai mươi mốt", 21),
        ("hai mươi tư", 24),
        ("một trăm linh năm", 105),
        ("một trăm lẻ năm", 105),
        ("chín trăm chín mươi chín", 999),
        ("hai nghìn không trăm linh ba", 2003),
        ("một triệu hai trăm nghìn", 1_200_000),
        ("không", 0),
        ("Không có", 0),
        ("không có.", 0),
        ("12 cuộc", 12),
        ("12 (mười hai)", 12),
        ("03 (ba) cuộc", 3),
        ("...25...", 25),
        ("…………12", 12),
        ("____ 25 cuộc ……....", 25),
    ],
)
def test_a_sure_number_is_read_without_a_doubt(text: str, value: int) -> None:
    reading = read_figure(text, "cuộc")

    assert (reading.value, reading.doubt) == (Decimal(value), "")
    assert not reading.blank


@pytest.mark.parametrize("text", ["", "  ", "…", " … ", "....", "……", "\u200b", "____"])
def test_an_empty_cell_and_the_forms_dots_are_blank_and_never_zero(text: str) -> None:
    reading = read_figure(text, "cuộc", "bảng 1, hàng 2, ô 3")

    assert (reading.raw, reading.value, reading.doubt) == ("", None, "")
    assert reading.blank
    assert reading.place == "bảng 1, hàng 2, ô 3"


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("1,250", "“1,250” có thể là 1250 hoặc là số lẻ."),
        ("1.25", "“1.25” không phải là một số rõ ràng."),
        ("12,5 %", "“12,5 %” là tỷ lệ phần trăm, không phải số đếm."),
        ("-", "“-”: chưa rõ là 0 hay là chưa có số liệu."),
        ("khoảng 50", "“khoảng 50” không phải là một số rõ ràng."),
        (">50", "“>50” không phải là một số rõ ràng."),
        ("12/15", "“12/15” không phải là một số rõ ràng."),
        ("5+7", "“5+7” không phải là một số rõ ràng."),
        ("1 2", "“1 2” không phải là một số rõ ràng."),
        ("O5", "“O5” không phải là một số rõ ràng."),
        ("²", "“²” không phải là một số rõ ràng."),
        ("10²", "“10²” không phải là một số rõ ràng."),
        ("12¹", "“12¹” không phải là một số rõ ràng."),
        ("1½", "“1½” không phải là một số rõ ràng."),
        ("1O", "“1O” không phải là một số rõ ràng."),
        ("3 (bốn)", "“3 (bốn)”: số trong và ngoài dấu ngoặc không khớp nhau."),
        ("80 (có danh sách)", "“80 (có danh sách)” không phải là một số rõ ràng."),
        ("5 (trong đó 2 đột xuất)", "“5 (trong đó 2 đột xuất)” không phải là một số rõ ràng."),
        ("Chưa thống kê được", "“Chưa thống kê được” không phải là một số rõ ràng."),
        ("nghìn", "“nghìn” không phải là một số rõ ràng."),
        ("1" * 5000, f"“{'1' * 60}…” là một câu, không phải một số."),
    ],
)
def test_what_is_no_sure_number_is_a_doubt_and_never_guessed(text: str, doubt: str) -> None:
    reading = read_figure(text, "cuộc")

    assert (reading.value, reading.doubt) == (None, doubt)
    assert reading.raw == text


@pytest.mark.parametrize(
    ("text", "value", "doubt"),
    [
        ("12,5", "12.5", "“12,5” là số lẻ, mà đây là số đếm."),
        ("1.250,5", "1250.5", "“1.250,5” là số lẻ, mà đây là số đếm."),
        ("-5", "-5", "“-5” là số âm."),
        ("12 buổi", "12", "Ghi “12 buổi”, trong khi đơn vị tính của mẫu là “cuộc”."),
    ],
)
def test_a_number_that_deserves_a_second_look_has_both(text: str, value: str, doubt: str) -> None:
    reading = read_figure(text, "cuộc")

    assert (reading.value, reading.doubt) == (Decimal(value), doubt)


@pytest.mark.parametrize(
    ("text", "measure", "value", "doubt"),
    [
        ("12 nghìn", "người", None, "“12 nghìn” có thể là 12.000 hoặc là 12, chưa được cộng."),
        ("12 nghìn", "", None, "“12 nghìn” có thể là 12.000 hoặc là 12, chưa được cộng."),
        ("12 ngàn người.", "người", None, "“12 ngàn người” có thể là 12.000 hoặc là 12, chưa được cộng."),
        ("10 triệu", "lượt", None, "“10 triệu” có thể là 10.000.000 hoặc là 10, chưa được cộng."),
        ("10 TRIỆU đồng", "đồng", None, "“10 TRIỆU đồng” có thể là 10.000.000 hoặc là 10, chưa được cộng."),
        ("1,5 tỷ", "đồng", None, "“1,5 tỷ” có thể là 1.500.000.000 hoặc là 1,5, chưa được cộng."),
        ("1,5 tỉ đồng", "triệu đồng", None, "“1,5 tỉ đồng” có thể là 1.500 hoặc là 1,5, chưa được cộng."),
        ("2 trăm triệu", "triệu đồng", None, "“2 trăm triệu” có thể là 200 hoặc là 2, chưa được cộng."),
        (
            "1.500.000 đồng",
            "triệu đồng",
            None,
            "“1.500.000 đồng” có thể là 1,5 hoặc là 1500000, chưa được cộng.",
        ),
        ("3 chục", "người", None, "“3 chục” có thể là 30 hoặc là 3, chưa được cộng."),
        ("12 nghìn năm trăm", "người", None, "“12 nghìn năm trăm” không phải là một số rõ ràng."),
        ("2 triệu rưỡi", "đồng", None, "“2 triệu rưỡi” không phải là một số rõ ràng."),
        ("12k", "người", None, "“12k” có thể là 12.000 hoặc là 12, chưa được cộng."),
        ("10 triệu", "triệu đồng", "10", ""),
        ("10 triệu đồng", "triệu đồng", "10", ""),
        ("12 nghìn", "nghìn", "12", ""),
        ("10 triệu", "đồng (triệu)", "10", ""),
        ("12 năm", "cuộc", "12", "Ghi “12 năm”, trong khi đơn vị tính của mẫu là “cuộc”."),
        ("12 người", "tỷ lệ", "12", "Ghi “12 người”, trong khi đơn vị tính của mẫu là “tỷ lệ”."),
    ],
)
def test_a_word_that_multiplies_is_never_left_out_silently(
    text: str, measure: str, value: str | None, doubt: str
) -> None:
    reading = read_figure(text, measure)

    assert (reading.value, reading.doubt) == (None if value is None else Decimal(value), doubt)
    assert reading.raw == text


@pytest.mark.parametrize("text", ["1234567890123456", "12.345.678.901.234.567", "1" * 40])
def test_a_number_that_excel_cannot_keep_stays_text(text: str) -> None:
    reading = read_figure(text, "đồng")

    told = f"“{text}” có hơn 15 chữ số, Excel không giữ được hết, chưa được cộng."
    assert (reading.raw, reading.value, reading.doubt) == (text, None, told)


@pytest.mark.parametrize("text", ["123456789012345", "000000123456789012345", "123.456.789.012.345"])
def test_a_number_of_fifteen_digits_is_a_number(text: str) -> None:
    assert read_figure(text, "đồng") == Reading(text, Decimal(123456789012345))


def test_a_percentage_is_a_number_where_the_form_asks_for_one() -> None:
    reading = read_figure("12,5 %", "%")

    assert (reading.value, reading.doubt) == (Decimal("12.5"), "")


@pytest.mark.parametrize(
    ("kind", "text", "value", "doubt"),
    [
        (FigureKind.DECIMAL, "12,5", "12.5", ""),
        (FigureKind.DECIMAL, "12.5", "12.5", ""),
        (FigureKind.DECIMAL, "12", "12", ""),
        (FigureKind.DECIMAL, "0,125", "0.125", ""),
        (FigureKind.DECIMAL, "1.250,75", "1250.75", ""),
        (FigureKind.DECIMAL, "1,250.75", "1250.75", ""),
        (FigureKind.DECIMAL, "1.250.000", "1250000", ""),
        (FigureKind.DECIMAL, "12,5 tỷ", None, "“12,5 tỷ” có thể là 12.500 hoặc là 12,5, chưa được cộng."),
        (FigureKind.DECIMAL, "12,5 triệu", "12.5", ""),
        (FigureKind.DECIMAL, "1.250", None, "“1.250” có thể là 1250 hoặc là số lẻ."),
        (FigureKind.DECIMAL, "1,250", None, "“1,250” có thể là 1250 hoặc là số lẻ."),
        (FigureKind.DECIMAL, "-1,5", "-1.5", "“-1,5” là số âm."),
        (FigureKind.DECIMAL, "12%", None, "“12%” là tỷ lệ phần trăm, không phải số thập phân."),
        (FigureKind.PERCENT, "85%", "85", ""),
        (FigureKind.PERCENT, "85", "85", ""),
        (FigureKind.PERCENT, "85,25 %", "85.25", ""),
        (FigureKind.PERCENT, "85.5", "85.5", ""),
        (FigureKind.PERCENT, "12.500", "12.5", ""),
        (FigureKind.PERCENT, "100%", "100", ""),
        (FigureKind.PERCENT, "120", "120", "“120” lớn hơn 100%."),
        (FigureKind.PERCENT, "120 %", "120", "“120 %” lớn hơn 100%."),
        (FigureKind.PERCENT, "0", "0", ""),
        (FigureKind.PERCENT, "0,985 %", "0.985", ""),
        (FigureKind.PERCENT, "0,985", None, "“0,985” có thể là 98,5 % hoặc là 0,985 %."),
        (FigureKind.PERCENT, "0.5", None, "“0.5” có thể là 50 % hoặc là 0,5 %."),
        (
            FigureKind.PERCENT, "Không có", None,
            "“Không có” không phải là một tỷ lệ: chưa rõ là 0 % hay là không có để tính.",
        ),
        (FigureKind.PERCENT, "gần hết", None, "“gần hết” không phải là một số rõ ràng."),
    ],
)  # fmt: skip
def test_decimals_and_percentages_are_read_by_the_kind_of_the_figure(
    kind: FigureKind, text: str, value: str | None, doubt: str
) -> None:
    reading = read_figure(text, "%" if kind is FigureKind.PERCENT else "triệu", kind=kind)

    assert (reading.value, reading.doubt) == (None if value is None else Decimal(value), doubt)


@pytest.mark.parametrize("number", range(0, 1_000_000, 37_039))
def test_every_spelling_of_a_number_means_that_number(number: int) -> None:
    grouped = f"{number:,}".replace(",", ".")

    assert read_figure(str(number)).value == number
    assert read_figure(grouped).value == number

"""A guest's name on a card: as large as it fits, in few lines, its titles above it."""

from __future__ import annotations

import pytest

from sokhet_docs.printing.conference.name_cards import SIZES, WIDTH, CardName, fit_name, without_honorific
from sokhet_docs.text.letter_widths import width_in_mm
from sokhet_docs.text.line_breaks import NO_BREAK


@pytest.mark.parametrize(
    ("name", "lines", "points", "titles"),
    [
        ("Lê An", ["LÊ AN"], 72, ""),
        ("Đồng chí Trần Văn An", ["TRẦN VĂN AN"], 72, ""),
        ("Bà Trần Thị Thạch", ["TRẦN THỊ THẠCH"], 50, ""),
        ("Đồng chí PGS.TS. Nguyễn Thị Minh Hằng", ["NGUYỄN THỊ", "MINH HẰNG"], 72, "PGS.TS."),
        ("Nguyễn Thị Minh A", ["NGUYỄN THỊ", "MINH A"], 72, ""),
        ("Nguyễn Văn A, PGS.TS", ["NGUYỄN VĂN A"], 60, "PGS.TS"),
        ("Đại tá, TS. Lê Quang Vinh", ["LÊ QUANG VINH"], 60, "Đại tá, TS."),
        ("Thượng Văn Tá", ["THƯỢNG VĂN TÁ"], 50, ""),
        ("Ông Ích Khiêm", ["ÔNG ÍCH KHIÊM"], 60, ""),
        (
            "Công Tằng Tôn Nữ Thị Ngọc Bích Phương Thảo Vy",  # 45 letters
            ["CÔNG TẰNG TÔN", "NỮ THỊ NGỌC BÍCH", "PHƯƠNG THẢO VY"], 50, "",
        ),
        ("Trần & <Lê>", ["TRẦN & <LÊ>"], 72, ""),
    ],
)  # fmt: skip
def test_a_name_is_as_large_as_it_fits(name: str, lines: list[str], points: int, titles: str) -> None:
    card = fit_name(name)
    assert (card.text.replace(NO_BREAK, " ").split("\n"), card.points, card.titles) == (lines, points, titles)
    assert card.fits
    assert max(width_in_mm(line, card.points, bold=True) for line in lines) <= WIDTH


def test_a_name_too_long_for_the_smallest_letters_is_told() -> None:
    name = "Võhoàngnguyễntrầnlêphạmthịngọcbíchphươngthảovy"
    assert fit_name(name) == CardName(name.upper(), SIZES[-1], "", fits=False)


@pytest.mark.parametrize(
    ("name", "address", "rest"),
    [
        ("Đồng chí Lê Thị B", "đồng chí", "Lê Thị B"),
        ("đ/c Lê Thị B", "đồng chí", "Lê Thị B"),
        ("Đ/c: Lê Thị B", "đồng chí", "Lê Thị B"),
        ("Ông Lê B", "ông", "Lê B"),
        ("Ông/Bà Lê B", "ông/bà", "Lê B"),
        ("Bà Lê Thị B", "bà", "Lê Thị B"),
        ("Ông Văn Tùng", "đồng chí", "Ông Văn Tùng"),
        ("Bành Thị C", "đồng chí", "Bành Thị C"),
    ],
)
def test_how_a_guest_is_addressed_is_no_part_of_the_name(name: str, address: str, rest: str) -> None:
    assert without_honorific(name) == (address, rest)

"""Vietnamese names are in the order in which a Vietnamese reader looks for them, on any system."""

from __future__ import annotations

import random
import unicodedata

import pytest

from sokhet_docs.text.alphabet import name_order


@pytest.mark.parametrize(
    "ordered",
    [
        ["An", "Ăn", "Ân", "Ba", "Cà", "Da", "Đa", "Em", "Êm", "Ga", "On", "Ôn", "Ơn", "Um", "Ưm", "Ý"],
        ["ma", "mà", "mả", "mã", "má", "mạ", "man", "mát"],
        ["Đảng bộ 2", "Đảng bộ 10", "Đảng bộ Cục Thuế", "Đảng bộ Tòa án", "Đảng bộ Tỏa"],
        ["bao-cao (2).docx", "bao-cao (10).docx", "bao-cao.docx", "báo-cáo.docx"],
        ["1.docx", "9.docx", "10.docx", "a.docx"],
    ],
    ids=["letters", "tones", "numbers and tones within", "file names", "numbers"],
)
def test_names_are_sorted_as_a_vietnamese_reader_expects(ordered: list[str]) -> None:
    mixed = random.Random(1).sample(ordered, len(ordered))

    assert sorted(mixed, key=name_order) == ordered


def test_marks_typed_apart_and_capitals_change_nothing() -> None:
    names = ["đảng bộ b", "ĐẢNG BỘ A", unicodedata.normalize("NFD", "Đảng bộ ă")]

    assert sorted(names, key=name_order) == [names[1], names[2], names[0]]

"""Text in the old Vietnamese encodings TCVN3 and VNI is recognised where that is certain, and decoded."""

from __future__ import annotations

import subprocess

import pytest

from sokhet_docs.text.legacy_encodings import TCVN3, VNI, decode, guess, is_syllable
from tests.support.environment import require
from tests.support.legacy_text import tcvn3

ALPHABET = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
CAPITALS = "AĂÂBCDĐEÊGHIKLMNOÔƠPQRSTUƯVXY"
SENTENCE = "Đảng bộ Tòa án nhân dân tỉnh hướng dẫn thực hiện quy chế dân chủ ở cơ sở"


def test_tcvn3_is_decoded_as_iconv_does() -> None:
    every_byte = bytes(range(0xA1, 0x100)).decode("latin-1")
    command = [require("iconv"), "-f", "TCVN5712-1", "-t", "UTF-8"]
    decoded = [
        subprocess.run(command, input=c.encode("latin-1"), capture_output=True, check=True).stdout.decode()
        for c in every_byte
    ]
    assert [decode(character, TCVN3) for character in every_byte] == decoded


def test_every_letter_survives_tcvn3() -> None:
    assert decode(tcvn3(ALPHABET), TCVN3) == ALPHABET
    assert decode(tcvn3(CAPITALS), TCVN3) == CAPITALS


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Ñaûng boä Toøa aùn nhaân daân tænh", "Đảng bộ Tòa án nhân dân tỉnh"),
        (
            "höôùng daãn thöïc hieän quy cheá daân chuû ôû cô sôû",
            "hướng dẫn thực hiện quy chế dân chủ ở cơ sở",
        ),
        ("ÑAÛNG UÛY KHOÁI", "ĐẢNG ỦY KHỐI"),
        ("aø aù aû aõ aï aê aè aé aú aü aë aâ aà aá aå aã aä", "à á ả ã ạ ă ằ ắ ẳ ẵ ặ â ầ ấ ẩ ẫ ậ"),
        ("ì í æ ó ò yø yù yû yõ î ñ ô ö", "ì í ỉ ĩ ị ỳ ý ỷ ỹ ỵ đ ơ ư"),
        ("oø oâ oà oá ôø ôù uø uï öø öï eâ eà eä", "ò ô ồ ố ờ ớ ù ụ ừ ự ê ề ệ"),
    ],
)
def test_vni_is_decoded(typed: str, meant: str) -> None:
    assert decode(typed, VNI) == meant


@pytest.mark.parametrize(
    "text",
    [
        SENTENCE,
        "Hà Nam",
        "Công ty",
        "Sè 5",
        "Hôtel Métropole",
        "25°C ± 1",
        "naïve café",
        "20 m²",
        "UBND",
        "½ «»",
    ],
)
def test_what_may_be_unicode_is_left_alone(text: str) -> None:
    assert guess(text) == ""


def test_the_encoding_of_a_sentence_is_certain() -> None:
    assert guess(tcvn3(SENTENCE)) == TCVN3
    assert guess("Ñaûng boä Toøa aùn nhaân daân tænh") == VNI


@pytest.mark.parametrize(
    ("word", "is_one"),
    [
        ("nghiêng", True),
        ("Đảng", True),
        ("khuỷu", True),
        ("giếng", True),
        ("quốc", True),
        ("ủy", True),
        ("tật", True),
        ("tàt", False),  # a word that ends in t has only sắc or nặng
        ("ky", True),
        ("chỳ", False),
        ("kú", False),
        ("ngê", False),
        ("métropole", False),
        ("boä", False),
        ("ßa", False),
    ],
)
def test_syllables_of_vietnamese(word: str, is_one: bool) -> None:
    assert is_syllable(word) is is_one

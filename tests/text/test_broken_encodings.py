"""Text that was read in a wrong encoding is mended where that is certain, and suspected where it is not."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sokhet_docs.text.broken_encodings import is_lost, may_be_broken, mended

WORDS = (
    "Nguyễn", "Thị", "Hằng", "Đảng", "bộ", "Tòa", "án", "nhân", "dân", "tỉnh", "HÀ", "TĨNH", "Y", "tế", "Sở",
    "cơ", "ủy", "Phú", "UBND", "xã", "Ân", "Đức", "Thọ", "lưới", "điện", "số", "5", "–",
    "“Nghị", "quyết”", "Khối",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join)
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def read_as(data: bytes, encoding: str) -> str:
    """Return ``data`` as a program reads it that gives bytes without a letter as control characters."""
    letters = (bytes([byte]).decode(encoding, "ignore") or chr(byte) for byte in data)
    return unicodedata.normalize("NFC", "".join(letters))


def in_windows_1258(text: str) -> bytes:
    """Return ``text`` as Windows-1258 writes it: each tone a character of its own."""
    pieces = []
    for letter in text:
        decomposed = unicodedata.normalize("NFD", letter)
        base = unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in _TONES))
        tones = "".join(c for c in decomposed if c in _TONES)
        pieces.append(letter if _fits(letter) else base + tones)
    return "".join(pieces).encode("cp1258")


def _fits(letter: str) -> bool:
    return bool(letter.encode("cp1258", "ignore"))


@given(TEXTS, st.sampled_from(["cp1252", "cp1258"]))
def test_any_text_in_utf_8_that_was_read_otherwise_is_mended_or_suspected(text: str, encoding: str) -> None:
    broken = read_as(text.encode(), encoding)
    assert mended(broken) == text or may_be_broken(mended(broken)) or text.isascii()


@given(st.lists(st.sampled_from(WORDS[:21]), min_size=1, max_size=8).map(" ".join))
def test_any_text_in_windows_1258_that_was_read_as_1252_never_becomes_a_third_one(text: str) -> None:
    broken = read_as(in_windows_1258(text), "cp1252")
    assert mended(broken) in {broken, text}


@given(TEXTS)
def test_a_text_that_is_right_stays_and_is_not_suspected(text: str) -> None:
    assert mended(text) == text
    assert not may_be_broken(text)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Nguyá»…n Thá»‹ Háº±ng", "Nguyễn Thị Hằng"),
        ("UBND xÃ£ Ã‚n PhÃº", "UBND xã Ân Phú"),
        ("TĂ²a Ă¡n", "Tòa án"),
        ("NguyÃªÌƒn", "Nguyễn"),
        ("lÃ ", "là"),
        ("ÐaÒng bôò SõÒ Y têì", "Đảng bộ Sở Y tế"),
        ("ñồng chí", "đồng chí"),
        ("Ñoàn Thanh niên Cộng sản", "Đoàn Thanh niên Cộng sản"),
        ("ðồng bào", "đồng bào"),
        ("El Niño ở Việt Nam", "El Niño ở Việt Nam"),
        ("cafÃ©", "cafÃ©"),
    ],
)
def test_what_is_certain_is_mended_and_nothing_else(typed: str, meant: str) -> None:
    assert mended(typed) == meant


@pytest.mark.parametrize(
    ("text", "is_suspect"),
    [
        ("Nguy?n", True),
        ("NGUY?N", True),
        ("?ảng bộ", True),
        ("cafÃ©", True),
        ("Ñoàn", True),
        ("Ai? Gì?", False),
        ("gì?Ghi rõ", False),
        ("https://a.vn/x?y=1", False),
        ("“ĐẢNG BỘ XÃ”", False),
        ("XÃ HỘI", False),
        ("El Niño, São Tomé, naïve, Hôtel", False),
    ],
)
def test_signs_of_a_wrong_encoding_are_suspected(text: str, is_suspect: bool) -> None:
    assert may_be_broken(text) is is_suspect


def test_a_letter_that_could_not_be_read_is_lost() -> None:
    assert is_lost("Nguy\ufffdn")
    assert not is_lost("Nguyễn")

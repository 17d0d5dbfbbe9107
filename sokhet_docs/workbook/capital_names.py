"""A name in capitals → the name as a letter writes it, to be offered: ĐẢNG BỘ SỞ Y TẾ → Đảng bộ Sở Y tế."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sokhet_docs.text.legacy_encodings import is_syllable
from sokhet_docs.text.vietnamese import capitalize_first, match_key

# Words that a body's name begins with: the body's own name follows, its first syllable a capital.
_BODIES = (
    "đảng bộ", "chi bộ", "đảng ủy", "đảng đoàn", "ban cán sự đảng", "sở", "ban", "chi cục", "cục", "tổng cục",
    "công ty", "tổng công ty", "tập đoàn", "trường", "bệnh viện", "viện", "hội", "liên đoàn", "liên minh",
    "ủy ban", "kho bạc", "ngân hàng", "bảo hiểm", "tòa án", "viện kiểm sát", "thanh tra", "phòng",
    "trung tâm", "văn phòng", "báo", "đài", "công an", "quỹ", "thư viện", "bảo tàng", "ban quản lý",
    "tỉnh ủy", "thành ủy", "huyện ủy", "thị ủy", "quận ủy", "tòa án nhân dân", "viện kiểm sát nhân dân",
    "ủy ban nhân dân", "hội đồng nhân dân", "ủy ban mặt trận tổ quốc", "ban tuyên giáo", "ban dân vận",
    "ban tổ chức",
)  # fmt: skip
# Words before the name of a place, whose syllables are all capitals; they are small themselves.
_PLACES = ("tỉnh", "thành phố", "huyện", "thị xã", "quận", "phường", "xã", "thị trấn")
_DEPARTMENT = "sở"  # the parts of its name begin with capitals: Sở Giáo dục và Đào tạo
_SMALL = ("các",)
_LETTERS = re.compile(r"[^\W\d_]+")
_MIN_WORDS = 3  # fewer may be an abbreviation: VNPT, BIDV 2


def is_in_capitals(name: str) -> bool:
    """Return whether ``name`` is written in capitals only, and long enough to be no abbreviation."""
    return name.isupper() and len(name.split()) >= _MIN_WORDS


def ordinary_writing(name: str, known: Iterable[str] = ()) -> str:
    """Return how ``name``, in capitals, may be written in a sentence; ``known`` names are written as there.

    Names of persons and of other places are not known: the text is an offer.
    """
    written = " ".join(_written([_lowered(word) for word in name.split()]))
    for proper in filter(None, known):
        if (start := f" {written} ".lower().find(f" {proper.lower()} ")) >= 0:
            written = written[:start] + proper + written[start + len(proper) :]
    return capitalize_first(written)


def _lowered(word: str) -> str:
    """Return ``word`` in small letters, an abbreviation as it is: KH&ĐT, UBND, CP."""
    return word.lower() if all(map(is_syllable, _LETTERS.findall(word))) else word


def _written(words: list[str]) -> list[str]:
    written: list[str] = []
    is_first, is_place, is_department = True, False, False
    while words:
        place, body = _start(words, _PLACES), _start(words, _BODIES)
        head = max(place, body)
        taken, words = words[: head or 1], words[head or 1 :]
        text = " ".join(taken)
        if place > body:
            written.append(text)
            is_first, is_place = False, True
            continue
        is_capital = (is_first and text not in _SMALL) or is_place or bool(body)
        written.append(capitalize_first(text) if is_capital else text)
        is_department = text == _DEPARTMENT or (is_department and not body)
        is_first = bool(body) or (is_department and text == "và")
        is_place = is_place and not body
    return written


def _start(words: list[str], phrases: tuple[str, ...]) -> int:
    """Return how many of ``words`` the longest of ``phrases`` takes that they begin with; 0 for none."""
    lengths = [len(phrase.split()) for phrase in phrases if _begin(words, phrase)]
    return max(lengths, default=0)


def _begin(words: list[str], phrase: str) -> bool:
    length = len(phrase.split())
    return match_key(" ".join(words[:length])) == match_key(phrase)

"""What was typed into a mail → whether it says more than a greeting, a name and what programs put below."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sokhet_docs.text.vietnamese import match_key, slug

POLITE = (
    "kính gửi báo cáo anh chị chí em tôi xin kèm theo đính tệp file thư mail trân trọng cảm cám ơn đồng ban"
    " bạn bản chào vào muốn biểu phụ lục nhé ạ a dạ đã vâng"
)
"""Words that greet and close, and name what a mail brings."""

_WORD = re.compile(r"[\w\u0300-\u036f]+")  # match keys set a syllable's tone behind it
_TELEPHONE = r"\(?(?:\+ ?84|0)\)?[\d\s().+/;,-]{7,60}"
_CLOSING = re.compile(
    r"\s*(?:xin\s+)?(?:trân trọng|tran trong|kính thư|thân ái|best regards|regards|thanks)\b", re.IGNORECASE
)
_SIGNED = re.compile(r"\s*--\s*$")
# Lines that a program, or the sender's own signature, puts below every mail.
_OF_A_PROGRAM = re.compile(
    r"\s*(?:(?:sent from|gửi từ|đã gửi từ|được gửi từ) (?:my |mail for |iphone|ipad|samsung|điện thoại|"
    r"outlook|yahoo|gmail|windows|android|zimbra|mail).{0,60}"
    r"|(?:get|tải) outlook (?:for|cho) .{2,40}|virus-free\..{0,60}|không có vi-?rút\..{0,60}"
    r"|(?:(?:số )?(?:đt|sđt|dđ|điện thoại|di động|tel|mobile|phone|hotline|fax|zalo)\s*[:.]?\s*)?"
    rf"{_TELEPHONE}"
    r"|(?:(?:email|e-mail|website|web)\s*[:.]\s*)?(?:\S+@\S+\.\S+|(?:https?://|www\.)\S+)"
    r"|địa chỉ\s*[:.].{0,150})\s*",
    re.IGNORECASE,
)
_DISCLAIMER = re.compile(
    r"\b(?:confidential|intended recipient|disclaimer|miễn trừ trách nhiệm|người nhận được chỉ định)\b",
    re.IGNORECASE,
)
_MAX_NAME = 6  # words
_ANSWERS = ("không", "có", "chưa", "đã", "đủ")  # that begin an answer, no name


def says_more_than_a_greeting(text: str) -> bool:
    """Return whether ``text``, the lines of a mail's own words, says anything that a clerk should know."""
    words = " ".join(_iter_meant(text.split("\n")))
    plain = words.isascii()
    return bool(set(keys_of(words, plain=plain)).difference(keys_of(POLITE, plain=plain)))


def keys_of(text: str, *, plain: bool) -> list[str]:
    """Return the words of ``text`` by which they are compared, ``plain`` without their marks."""
    return slug(text, " ", longest=len(text) + 1).split() if plain else _WORD.findall(match_key(text))


def _iter_meant(lines: list[str]) -> Iterator[str]:
    """Yield the lines without those below: a telephone number, a name that signs, a notice of a program."""
    is_closed = is_signed = False
    for line in lines:
        is_signed |= _SIGNED.fullmatch(line) is not None
        below = is_signed or is_closed
        if not (_OF_A_PROGRAM.fullmatch(line) or _DISCLAIMER.search(line) or (below and _is_name(line))):
            yield line
        is_closed |= _CLOSING.match(line) is not None


def _is_name(line: str) -> bool:
    words = line.strip(" *_.,").split()
    if words and words[0].lower() in _ANSWERS:
        return False
    return 1 < len(words) <= _MAX_NAME and all(word[0].isupper() and word.isalpha() for word in words)

r"""Vietnamese text that a program read in a wrong encoding → as it was meant, where that is certain.

Nguyá»…n is Nguyễn in UTF-8, read as Windows-1252; ÐaÒng is Đảng in Windows-1258, read as Windows-1252. So are
letters that a page or a program wrote by their numbers (&#7877; \u1ec5). The old encodings with fonts of
their own are in `legacy_encodings`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from html import unescape

from sokhet_docs.text.legacy_encodings import guess, is_syllable

_LOST = "\ufffd"
_LETTERS = re.compile(r"[^\W\d_]+")
_VIETNAMESE_ONLY = re.compile("[ăđĩũơưĂĐĨŨƠƯ\u1ea0-\u1ef9]")
# How a Vietnamese letter in UTF-8 may look in Windows-1252 or 1258, and how it surely does.
_AS_WESTERN = re.compile("[ÃĂÄÆ][\x80-\xbf\u0152-\u0192\u02c6-\u0323\u2013-\u2122]|á[»º]|â€")
_SURELY_WESTERN = re.compile("[ÃĂÄÆ][\x80-\x9f\xa1-\xbf€‚„ƒ†‡ˆ‰Š‹ŒŽ•˜™š›œžŸ]|[a-z][ÃĂÄÆ]|á[»º]|Ä‘|â€")
_QUESTION_IN_WORD = re.compile(r"(?:[^\W\d_]|(?<![\w/=&.?!]))\?[^\W\d_]")
# Letters by their numbers: only what no one types, so not &copy or \\user.
_ENTITY = re.compile(
    r"&(?:amp|lt|gt|quot|apos|nbsp|[A-Za-z](?:grave|acute|circ|tilde)|#\d{2,5}|#x[0-9A-Fa-f]{2,4});"
)
_NUMBERED = re.compile(r"\\u(00[c-f][0-9a-f]|01[0-9ab][0-9a-f]|1e[a-f][0-9a-f])", re.IGNORECASE)
_D_LOOKALIKES = str.maketrans("ñÑðÐ", "đĐđĐ")
_LOOKALIKE = re.compile("[ñÑð]")
_MAX_ROUNDS = 2  # a text may have been spoilt twice


def is_lost(text: str) -> bool:
    """Return whether ``text`` holds the sign that stands for a letter that could not be read (U+FFFD)."""
    return _LOST in text


@lru_cache(maxsize=8192)
def mended(text: str) -> str:
    """Return ``text`` as it was meant when that is certain, else as it is.

    It is certain when all of it can be read in the other encoding, and every word that this changes is then
    Vietnamese.
    """
    text = _without_numbers(text)
    for _ in range(_MAX_ROUNDS):
        better = next((found for found in _readings(text) if _is_vietnamese(found, text)), text)
        if better == text:
            break
        text = better
    return _with_d(text)


@lru_cache(maxsize=8192)
def may_be_broken(text: str) -> bool:
    """Return whether ``text``, as `mended` left it, shows signs of a wrong encoding."""
    if _SURELY_WESTERN.search(text) or _has_lost_letters(text):
        return True
    words = _LETTERS.findall(text)
    return any(_LOOKALIKE.search(word) and is_syllable(word.translate(_D_LOOKALIKES)) for word in words)


def may_have_numbers(text: str) -> bool:
    """Return whether ``text``, of ASCII alone perhaps, may hold letters written by their numbers or names."""
    return "&" in text or "\\u" in text


def _without_numbers(text: str) -> str:
    r"""Return ``text`` with the letters themselves that are written as &#7877; &amp; or \u1ec5."""
    if not may_have_numbers(text) or "<" in text:  # else someone writes of a page's own text
        return text
    text = _NUMBERED.sub(lambda match: chr(int(match[1], 16)), text)
    if not _LETTERS.search(_ENTITY.sub("", text)):
        return text  # someone writes of the sign itself
    return unicodedata.normalize("NFC", _ENTITY.sub(lambda match: unescape(match.group()), text))


def _has_lost_letters(text: str) -> bool:
    """Return whether a question mark stands where a letter was: Nguy?n, NGUY?N, but not gì?Ghi."""
    found = (match.group() for match in _QUESTION_IN_WORD.finditer(text))
    return "://" not in text and any(piece[-1].islower() or piece[0].isupper() for piece in found)


def _readings(text: str) -> Iterator[str]:
    """Yield ``text`` as UTF-8 that was read as Windows-1252 or 1258, and as Windows-1258 read as 1252."""
    if _AS_WESTERN.search(text):
        for wrong in ("cp1252", "cp1258"):
            try:
                yield unicodedata.normalize("NFC", _bytes_of(text, wrong).decode("utf-8"))
            except ValueError:
                continue
    if not _VIETNAMESE_ONLY.search(text) and not text.isascii() and not guess(text):
        try:
            yield unicodedata.normalize("NFC", text.encode("cp1252").decode("cp1258"))
        except ValueError:
            return


def _bytes_of(text: str, encoding: str) -> bytes:
    """Return the bytes that were read as ``text``; those that ``encoding`` lacks are control signs."""
    return b"".join(
        bytes([ord(sign)]) if "\x80" <= sign <= "\x9f" else sign.encode(encoding) for sign in text
    )


def _is_vietnamese(found: str, before: str) -> bool:
    """Return whether all words beyond ASCII of ``found`` are Vietnamese, and what was ``before`` was not."""
    words = [word for word in _LETTERS.findall(found) if not word.isascii()]
    return (
        found != before
        and bool(words)
        and all(map(is_syllable, words))
        and not _has_odd_signs(found)
        and (
            _SURELY_WESTERN.search(before) is not None
            or not all(is_syllable(word) for word in _LETTERS.findall(before) if not word.isascii())
        )
    )


def _has_odd_signs(text: str) -> bool:
    return re.search("[\u0080-\u009f\u0300-\u0323]", text) is not None


def _with_d(text: str) -> str:
    """Return ``text`` with đ for ñ and ð in the words that are Vietnamese with it, among Unicode ones."""
    if not _LOOKALIKE.search(text) or not _VIETNAMESE_ONLY.search(text):
        return text
    return _LETTERS.sub(_word_with_d, text)


def _word_with_d(match: re.Match[str]) -> str:
    word = match.group()
    meant = word.translate(_D_LOOKALIKES)
    return meant if _LOOKALIKE.search(word) and is_syllable(meant) else word

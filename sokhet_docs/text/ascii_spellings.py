"""Vietnamese spelled with the signs of ASCII (VIQR, %C4%90, =C4=90) → the letters that may be meant.

"Dda?ng bo^." is Đảng bộ in VIQR; mail programs and addresses write the bytes of UTF-8 as numbers.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from sokhet_docs.text.legacy_encodings import is_syllable

_MAY = re.compile(r"[%=][0-9A-Fa-f]{2}[%=]|[aeouyAEOUY][(^+*]|[dD][dD]")
_BYTES = re.compile(r"(?:%[0-9A-Fa-f]{2}){2,}|(?:=[0-9A-F]{2}){2,}")
_SHAPES = {"(": "\u0306", "^": "\u0302", "+": "\u031b", "*": "\u031b"}
_TONES = {"'": "\u0301", "`": "\u0300", "?": "\u0309", "~": "\u0303", ".": "\u0323"}
_VOWEL = re.compile(r"([aA][(^]|[eE]\^|[oO][\^+*]|[uU][+*]|[aeiouyAEIOUY])(['`?~.]?)")
_D = re.compile("dd|DD|Dd")
_STRONG = re.compile(r"[aA][(^]|[eE]\^|[oO][\^+*]|[uU][+*]")
_WORDS = re.compile(r"[^\W\d_]+")
_MAX_LENGTH = 2000  # characters


@lru_cache(maxsize=4096)
def ascii_reading(text: str) -> str:
    """Return the Vietnamese that ``text`` may spell; "" when it spells none."""
    if not _MAY.search(text) or "://" in text or "@" in text or len(text) > _MAX_LENGTH:
        return ""
    return _from_bytes(text) or (_from_viqr(text) if text.isascii() else "")


def _from_bytes(text: str) -> str:
    try:
        read = _BYTES.sub(lambda match: bytes.fromhex(re.sub("[%=]", "", match.group())).decode(), text)
    except ValueError:
        return ""
    read = unicodedata.normalize("NFC", re.sub("[%=]20", " ", read))
    words = [word for word in _WORDS.findall(read) if not word.isascii()]
    return read if words and all(map(is_syllable, words)) else ""


def _from_viqr(text: str) -> str:
    """Return ``text`` read as VIQR; "" when a word of it would be none, or too few letters have signs."""
    if not (_STRONG.search(text) and len(_STRONG.findall(text)) + len(_D.findall(text)) + _tones(text) > 1):
        return ""
    read = _D.sub(lambda match: "đ" if match.group() == "dd" else "Đ", text)
    read = unicodedata.normalize("NFC", _VOWEL.sub(_letter, read))
    words = _WORDS.findall(read)
    return read if len(words) > 1 and all(map(is_syllable, words)) else ""


def _tones(text: str) -> int:
    return len(re.findall(r"[aeiouyAEIOUY(^+*]['`?~.]\w?", text))


def _letter(match: re.Match[str]) -> str:
    base, tone = match.groups()
    return base[0] + "".join(_SHAPES[sign] for sign in base[1:]) + _TONES.get(tone, "")

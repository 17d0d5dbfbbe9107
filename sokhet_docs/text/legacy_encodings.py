"""Text of the old Vietnamese encodings TCVN3 (.VnTime fonts) and VNI → Unicode.

Both give the code points of Western European letters to Vietnamese ones: Tßa ¸n (TCVN3) and Toøa aùn (VNI)
are Tòa án.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

TCVN3, VNI = "TCVN3", "VNI"


# What U+00A1 … U+00FF mean in TCVN 5712-1, in their order (B0–B4 are combining tone marks).
_TCVN3_LETTERS = (
    "ĂÂÊÔƠƯĐăâêôơưđẰ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽ"
    "éẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ"
)
_TCVN3 = {0xA1 + index: letter for index, letter in enumerate(_TCVN3_LETTERS)}
_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
_CIRCUMFLEX, _BREVE = "\u0302", "\u0306"
# The second character of a VNI pair → the combining marks that it adds to the letter before it.
_VNI_MARKS = {
    "ø": _GRAVE, "ù": _ACUTE, "û": _HOOK, "õ": _TILDE, "ï": _DOT,
    "â": _CIRCUMFLEX, "à": _CIRCUMFLEX + _GRAVE, "á": _CIRCUMFLEX + _ACUTE, "å": _CIRCUMFLEX + _HOOK,
    "ã": _CIRCUMFLEX + _TILDE, "ä": _CIRCUMFLEX + _DOT,
    "ê": _BREVE, "è": _BREVE + _GRAVE, "é": _BREVE + _ACUTE, "ú": _BREVE + _HOOK,
    "ü": _BREVE + _TILDE, "ë": _BREVE + _DOT,
}  # fmt: skip
# A VNI character that stands for one letter by itself → that letter.
_VNI_SINGLE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ì": "ì", "í": "í"}
_VNI_PAIR = re.compile(
    "([aeoAEO])([øùûõïâàáåãäØÙÛÕÏÂÀÁÅÃÄ])|([aA])([êèéúüëÊÈÉÚÜË])|([uyôöUYÔÖ])([øùûõïØÙÛÕÏ])"
)
_VIETNAMESE_ONLY = re.compile("[ăđĩũơưĂĐĨŨƠƯ\u1ea0-\u1ef9]")
_WESTERN = re.compile("[\u00a1-\u00ff]")
_WINGDINGS = frozenset("üûþý")  # ✓ ✗ ☑ ☒ in that font, where one of them is all that is written
# Every rime (vần) of Vietnamese spelling, without tones.
_RIMES = """
a ac ach ai am an ang anh ao ap at au ay ă ăc ăm ăn ăng ăp ăt â âc âm ân âng âp ât âu ây
e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong
ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
u ua uân uâng uât uây uc uê uêch uênh ui um un ung uơ uôc uôi uôm uôn uông uôt up ut uy uya uych uyên uyêt
uynh uyt uyu uyn uyp ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
y yêm yên yêng yêt yêu
"""
_SYLLABLE = re.compile(
    "(ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnpqrstvx])?(" + re.sub(r"\s+", "|", _RIMES.strip()) + ")"
)
_ONSETS_BEFORE_Y = {"", "h", "k", "l", "m", "s", "t", "v", "qu"}  # before the rime y alone: kỳ, lý
_STOP_CODAS = ("c", "ch", "p", "t")  # a syllable that ends so has the tone sắc or nặng
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_LETTERS = re.compile(r"[^\W\d_]+")


def is_legacy_font(name: str) -> bool:
    """Return whether text in the font ``name`` is not in Unicode."""
    return bool(_encoding_of_font(name))


@lru_cache(maxsize=1024)
def _encoding_of_font(name: str) -> str:
    """Return the encoding (TCVN3, VNI) of text in the font ``name``; "" for Unicode."""
    plain = name.strip().casefold()
    if plain.startswith(".vn"):
        return TCVN3
    return VNI if plain.startswith("vni") else ""


def convert(text: str, font: str) -> str:
    """Return ``text``, written in ``font``, in Unicode; unchanged when the font or the text is Unicode."""
    encoding = _encoding_of_font(font)
    if not encoding or _VIETNAMESE_ONLY.search(text):
        return text
    converted = decode(text, encoding)
    shows_capitals = encoding == TCVN3 and font.strip().endswith("H")  # .VnTimeH
    return converted.upper() if shows_capitals else converted


def decode(text: str, encoding: str) -> str:
    """Return ``text``, written in ``encoding`` (TCVN3 or VNI), in Unicode (NFC)."""
    return unicodedata.normalize("NFC", text.translate(_TCVN3) if encoding == TCVN3 else _from_vni(text))


def _from_vni(text: str) -> str:
    return "".join(map(_vni_single, re.split("(\0.)", _VNI_PAIR.sub(_vni_pair, text.replace("\0", "")))))


def _vni_pair(match: re.Match[str]) -> str:
    """Return a pair as one letter with its marks, after a NUL, so that `_vni_single` leaves it alone."""
    letter, mark = (group for group in match.groups() if group)
    base = _VNI_SINGLE.get(letter.lower(), letter.lower())
    whole = unicodedata.normalize("NFC", base + _VNI_MARKS[mark.lower()])
    return "\0" + (whole.upper() if letter.isupper() else whole)


def _vni_single(piece: str) -> str:
    if piece.startswith("\0"):
        return piece[1:]
    return "".join(
        _VNI_SINGLE.get(c.lower(), c.lower()).upper() if c.isupper() else _VNI_SINGLE.get(c, c) for c in piece
    )


def in_unicode(text: str) -> str:
    """Return ``text`` in Unicode when it is certainly in an old encoding, else as it is."""
    encoding = guess(text)
    return decode(text, encoding) if encoding else text


@lru_cache(maxsize=8192)
def guess(text: str) -> str:
    """Return the encoding that ``text`` is in: TCVN3, VNI, or "" for Unicode or when it is not certain.

    It is certain when, read in one encoding, every word with foreign letters is Vietnamese, and some word is
    not when read in the other, nor as it stands.
    """
    if _VIETNAMESE_ONLY.search(text) or not _WESTERN.search(text) or text.strip() in _WINGDINGS:
        return ""
    words = _foreign_words(text)
    scores = {name: _score([decode(word, name) for word in words]) for name in (TCVN3, VNI)}
    best = max(scores, key=lambda name: scores[name])
    others = [_score(words), *(score for name, score in scores.items() if name != best)]
    return best if scores[best] == len(words) > max(others) else ""


def could_be(text: str, encoding: str) -> bool:
    """Return whether every word of ``text`` with foreign letters is Vietnamese when read in ``encoding``."""
    if not _WESTERN.search(text) or _VIETNAMESE_ONLY.search(text) or text.strip() in _WINGDINGS:
        return False
    decoded = decode(text, encoding)
    words = _foreign_words(text)
    return (
        decoded != text and bool(words) and _score([decode(word, encoding) for word in words]) == len(words)
    )


def _foreign_words(text: str) -> list[str]:
    """Return the words of ``text`` with foreign letters; a sign alone (×, ·, ±) is what it looks like."""
    return [word for word in text.split() if _WESTERN.search(word) and any(map(str.isalpha, word))]


def _score(words: list[str]) -> int:
    """Return how many of ``words`` consist of Vietnamese syllables only."""
    return sum(all(map(is_syllable, _LETTERS.findall(word))) and _has_no_stray_signs(word) for word in words)


def _has_no_stray_signs(word: str) -> bool:
    # A word decoded from the wrong encoding contains signs that nobody types within a word.
    return not re.search("[\u00a1-\u00bf×÷\u00ad\u0300-\u0323]", word) and bool(_LETTERS.search(word))


@lru_cache(maxsize=8192)
def is_syllable(word: str) -> bool:
    """Return whether ``word`` could be one Vietnamese syllable: onset, rime, and a tone that fits them."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    tones = _TONES.findall(decomposed)
    toneless = unicodedata.normalize("NFC", _TONES.sub("", decomposed))
    match = _SYLLABLE.fullmatch(toneless)
    if len(tones) > 1 or match is None or not _is_valid_spelling(match[1] or "", match[2]):
        return False
    return not toneless.endswith(_STOP_CODAS) or tones in ([_ACUTE], [_DOT])


def _is_valid_spelling(onset: str, rime: str) -> bool:
    """Return whether ``onset`` may be written before ``rime``: kê but ca, nghe but nga, kỳ but chi."""
    if onset in {"k", "gh", "ngh"}:
        return rime[0] in "eêiy"
    if onset in {"c", "ng"}:
        return rime[0] not in "eêiy"
    return rime != "y" or onset in _ONSETS_BEFORE_Y

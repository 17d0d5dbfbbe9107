"""Bytes of text whose encoding nobody told → text: Unicode, or one of the old encodings of Vietnamese."""

from __future__ import annotations

import codecs
import re
import unicodedata

from sokhet_docs.text.legacy_encodings import TCVN3, VNI, decode, in_unicode, is_syllable

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE = 200_000  # bytes from which an encoding is told
_MAX_CONTROLS = 0.002  # of a text's characters
_CERTAIN = 0.9  # of the words beyond ASCII
_BETWEEN_WORDS = re.compile(r"[\s\d_!-/:-@\[-`{-~]+")


def decode_text(data: bytes, declared: str = "") -> str:
    """Return ``data`` as text; ``declared`` is the encoding that its mail or page states ("": none).

    A declaration that does not fit is not believed. What no encoding fits is read as Western European.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, "replace")
    for encoding in (declared, "utf-8"):
        if encoding and (text := _decoded(data, encoding)) is not None:
            return in_unicode(text) if _is_western(encoding) else text
    if encoding := _wide_encoding(data):
        return data.decode(encoding, "replace")
    return _decoded_by_spelling(data)


def decode_certainly(data: bytes) -> str | None:
    """Return ``data`` as text where its encoding is certain, Unicode or Windows-1258; None elsewhere.

    It is Windows-1258 when nearly every word beyond ASCII is then Vietnamese (the others are initials), and
    fewer are when it is read otherwise.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decoded(data[len(bom) :], encoding)
    if wide := _wide_encoding(data):
        return _decoded(data, wide)
    if (text := _decoded(data, "utf-8")) is not None:
        return text
    windows = _decoded(data, "cp1258")
    if windows is None:
        return None
    text, western = unicodedata.normalize("NFC", windows), data.decode("latin-1")
    others = (_spelling_score(decode(western, encoding)) for encoding in (TCVN3, VNI))
    score = _spelling_score(text)
    return text if score >= _CERTAIN and score > max(others) else None


def is_text(data: bytes) -> bool:
    """Return whether ``data`` is text in any encoding: almost no control characters."""
    sample = decode_text(data[:_SAMPLE])
    return bool(sample) and len(_CONTROLS.findall(sample)) <= len(sample) * _MAX_CONTROLS


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding.strip().strip("'\""))
    except UnicodeDecodeError as err:
        # A sample that was cut within its last character is still of that encoding.
        return data[: err.start].decode(encoding) if err.start >= max(1, len(data) - 3) else None
    except (LookupError, ValueError, TypeError, AssertionError):
        return None


def _is_western(encoding: str) -> bool:
    return encoding.strip("'\" ").casefold().replace("_", "-") in {
        "iso-8859-1", "latin-1", "latin1", "windows-1252", "cp1252", "us-ascii",
    }  # fmt: skip


def _wide_encoding(data: bytes) -> str:
    """Return the encoding of two bytes a character that the places of zeros betray; "" when none does."""
    sample = data[:2000]
    if len(sample) < 4:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) / 2
    if odd > 0.4 * half and even < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * half and odd < 0.1 * half else ""


def _decoded_by_spelling(data: bytes) -> str:
    """Return ``data`` in the old encoding in which most of its words are Vietnamese ones."""
    western = data.decode("latin-1")
    candidates = [unicodedata.normalize("NFC", data.decode("cp1258", "replace"))]
    candidates += [decode(western, encoding) for encoding in (TCVN3, VNI)]
    best = max(candidates, key=_spelling_score)
    windows = data.decode("cp1252", "replace")
    chinese = _decoded(data, "gb18030")
    if _spelling_score(best) > 0.5:
        return best
    return chinese if chinese is not None and _is_chinese(chinese) else windows


def _spelling_score(text: str) -> float:
    """Return the share of the words beyond ASCII that could be Vietnamese syllables."""
    words = [word.lower() for word in _BETWEEN_WORDS.split(text) if not word.isascii()]
    return sum(word.isalpha() and is_syllable(word) for word in words) / len(words) if words else 0.0


def _is_chinese(text: str) -> bool:
    foreign = [letter for letter in text if ord(letter) > 127]
    return bool(foreign) and all("\u3000" <= letter <= "\uffef" for letter in foreign)

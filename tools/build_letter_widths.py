"""How wide the letters of an office's letters are → ``sokhet_docs/text/letter_widths.json``.

    python -m tools.build_letter_widths

From Liberation Serif, whose letters are as wide as those of Times New Roman and which is free.
"""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

from PIL import ImageFont

FONTS = Path("/usr/share/fonts/truetype/liberation2")
FACES = {"thường": "LiberationSerif-Regular.ttf", "đậm": "LiberationSerif-Bold.ttf"}
TARGET = Path(__file__).parent.parent / "sokhet_docs" / "text" / "letter_widths.json"
_SIZE = 1000  # in which a letter is measured
_PLAIN = "".join(chr(code) for code in range(0x20, 0x7F)) + "–—“”‘’…•·°²³×\u00a0"
_VOWELS = "aăâeêioôơuưy"
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def letters() -> str:
    """Return every sign that a letter may hold, once: Latin letters, those of Vietnamese, usual signs."""
    toned = (unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in ("", *_TONES))
    small = "".join(toned) + "đ"
    return "".join(dict.fromkeys(_PLAIN + small + small.upper()))


def widths() -> dict[str, dict[str, int]]:
    """Return the width of each letter in thousandths of the letters' size, by face."""
    faces = {face: ImageFont.truetype(FONTS / file, _SIZE) for face, file in FACES.items()}
    return {face: {sign: round(font.getlength(sign)) for sign in letters()} for face, font in faces.items()}


def text_of(found: dict[str, dict[str, int]]) -> str:
    """Return the content of the file: the letters of each width together."""
    grouped = {
        face: {
            str(width): "".join(sign for sign in signs if signs[sign] == width)
            for width in sorted({*signs.values()})
        }
        for face, signs in found.items()
    }
    return json.dumps(grouped, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    TARGET.write_text(text_of(widths()), encoding="utf-8")

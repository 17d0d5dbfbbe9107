"""A column of the clerk's own → what it says of who holds a conference: by ticks, or in the program's words.

Who holds one is read from the column Hình thức alone, so what such a column says is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum

from sokhet_docs.plan import ReviewForm
from sokhet_docs.text.vietnamese import framed_words, match_key

_YES = frozenset(map(match_key, ("x", "v", "o", *"×✓✔√☑☒üûþý*+●•■1", "có", "true", "yes", "đúng")))
_NO = frozenset(map(match_key, ("0", "☐", "không", "ko", "k", "false", "no", "sai")))
_HELD = tuple(map(framed_words, ("hội nghị", "hn", "họp", "sơ kết", "tổng kết")))
_REPORTED = tuple(map(framed_words, ("báo cáo", "bc")))
_ABOUT_HELD = frozenset(
    framed_words(
        "có tổ chức mở hội nghị hn họp sơ tổng kết hay không phải đơn vị đánh dấu x"
        " của tại ở cơ sở đảng chi bộ đăng ký cần được"
    ).split()
)
_ABOUT_REPORTED = frozenset(
    framed_words("có chỉ làm viết báo cáo bc bằng văn bản hay không đánh dấu x").split()
)
_MEANT = {
    **dict.fromkeys(map(match_key, ("HN", "Họp", "Có họp", "Có hội nghị")), ReviewForm.CONFERENCE),
    **dict.fromkeys(map(match_key, ("BC", "Chỉ báo cáo", "Có báo cáo", "Không họp")), ReviewForm.REPORT),
}
_REMARK = re.compile(r"\s*[(,;:–]|\s-\s")
_FORMS = tuple(match_key(form) for form in ReviewForm)


class Says(Enum):
    """What a column says of each unit."""

    HELD = "ticks: whether it holds a conference"
    REPORTED = "ticks: whether it reports"
    FORM = "words: which of the two"


def is_tick(text: str) -> bool:
    """Return whether ``text`` says yes by a mark or a word: x, ✓, Có."""
    return match_key(text) in _YES


def yes_or_no(text: str) -> bool | None:
    """Return whether ``text`` says yes, with a remark behind it or not: Có (lồng ghép); None for neither."""
    key = match_key(_REMARK.split(text, maxsplit=1)[0])
    return True if key in _YES else False if key in _NO else None


def is_tick_or_no(text: str) -> bool:
    """Return whether ``text`` says only yes or no."""
    return match_key(text) in _YES | _NO


def form_meant(text: str) -> ReviewForm | None:
    """Return the form that an office's own word for it means: HN, Họp, BC."""
    return _MEANT.get(match_key(text))


def said_by(header: str, texts: Sequence[str]) -> Says | None:
    """Return what the column under ``header`` with ``texts`` says; None for one about something else.

    A text that is none (a note, a total below) does not count beside as many that are.
    """
    if any(match_key(text) == _FORMS[0] for text in texts) and _most(
        texts, [match_key(text) in _FORMS for text in texts]
    ):
        return Says.FORM
    answers = [yes_or_no(text) for text in texts]
    if True not in answers or answers.count(None) * 2 > len(answers):
        return None
    words = framed_words(header)
    if any(held in words for held in _HELD) and _ABOUT_HELD.issuperset(words.split()):
        return Says.HELD
    is_reported = any(report in words for report in _REPORTED)
    return Says.REPORTED if is_reported and _ABOUT_REPORTED.issuperset(words.split()) else None


def _most(texts: Sequence[str], found: Sequence[bool]) -> bool:
    """Return whether all but a few of ``texts`` are ``found``."""
    return (len(texts) - sum(found)) * 4 <= sum(found)

"""The text of a later version against the earlier one's → whether it only adds to it, by its own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sokhet_docs.text.vietnamese import match_key, slug

_FEW_WORDS = 15
_MAX_LINE = 300  # characters of a line that announces what the file is

# In ASCII letters, words apart by one space: units write “bổ sung” without its marks too.
_REFERS_BACK = re.compile(
    r"\b(?:nhu|theo|trong|tai|o) (?:ban |cac )?bao cao(?: \S+){0,3}? "
    r"(?:da gui|da nop|gui truoc|lan truoc|lan dau|truoc do|truoc day|cu)\b"
    r"|\bnhu (?:ban|file|tep|van ban)(?: \S+)? (?:da gui|da nop|gui truoc|truoc|lan truoc|lan dau|cu)\b"
    r"|\bnhu (?:da )?bao cao(?: o| tai)? (?:lan truoc|lan dau|truoc day|truoc do|ban truoc)\b"
    r"|\bnhu da bao cao\b"
    r"|\b(?:noi dung|phan|muc|so lieu|chi tieu)(?: \S+){0,2}? (?:khac|con lai)"
    r"(?: \S+){0,3}? (?:giu nguyen|khong thay doi|khong doi|nhu cu)\b"
    r"|\bkhong thay doi so voi (?:ban |cac )?(?:bao cao|ban truoc)\b"
)
_ADDS = re.compile(
    r"\b(?:bao cao|phu luc|so lieu|noi dung) (?:bo sung|dinh chinh)\b"
    r"|\b(?:xin|de nghi|duoc|gui|gui kem) (?:phep )?(?:bo sung|dinh chinh)\b"
    r"|\b(?:bo sung|dinh chinh)(?: \S+){0,3}? (?:bao cao|so lieu|phu luc|noi dung|muc)\b"
    r"|^(?:bo sung|dinh chinh)\b"
)
_CORRECTS = re.compile(
    r"\b(?:sua|thay|nham|dinh chinh|dieu chinh|cap nhat|bo sung|huy|bo qua|thu hoi|sai|dung la|ban moi"
    r"|xin bo|thu lai|khong dung|ban nhap"
    r"|gia han|lui han|nop cham)\b"
)
_MAY_REFER = re.compile(  # quick to look for in every report
    r"(?:đã|da) (?:gửi|gui|nộp|nop|báo|bao)|(?:trước|truoc|đầu|dau|cũ|cu)\b|(?:giữ|giu) (?:nguyên|nguyen)"
    r"|so (?:với|voi)|(?:thay|không|khong) (?:đổi|doi)",
    re.IGNORECASE,
)
_IN_NAME = re.compile(r"\bbo sung\b|\bdinh chinh\b|\bbosung\b|\bdinhchinh\b")


def words_that_miss_a_report(texts: Iterable[str]) -> str:
    """Return the words in the ``texts`` of a unit's only report that point to an earlier one; "" for none."""
    lines = (line for text in texts if _MAY_REFER.search(text) for line in text.split("\n"))
    return _first_match(_REFERS_BACK, [line for line in lines if _MAY_REFER.search(line)])


def words_that_refer_back(earlier: Sequence[str], later: Sequence[str], *, anywhere: bool) -> str:
    """Return the words of ``later`` that point to an earlier report for the rest; "" where none do.

    Both are the lines of a file; lines that they share say nothing. Not ``anywhere``: only where they are
    nearly all that a line says, because a whole report may mention an earlier one too.
    """
    new = _new_lines(earlier, later)
    return _first_match(_REFERS_BACK, [line for line in new if anywhere or len(line.split()) <= _FEW_WORDS])


def words_that_add(earlier: Sequence[str], later: Sequence[str], name: str) -> str:
    """Return the words of ``later``, or its file's ``name``, that call it a supplement; "" where none do."""
    if _IN_NAME.search(slug(name, " ")):
        return name
    return _first_match(_ADDS, [line for line in _new_lines(earlier, later) if len(line) <= _MAX_LINE])


def words_that_announce(lines: Sequence[str]) -> str:
    """Return the words of a mail's ``lines`` that speak of another or a corrected report; "" for none."""
    found = (_first_match(pattern, lines) for pattern in (_ADDS, _REFERS_BACK, _CORRECTS))
    return next(filter(None, found), "")


def _new_lines(earlier: Sequence[str], later: Sequence[str]) -> list[str]:
    known = {match_key(line) for line in earlier}
    return [line for line in later if match_key(line) not in known]


def _first_match(pattern: re.Pattern[str], lines: Sequence[str]) -> str:
    for line in lines:
        if match := pattern.search(slug(line, " ", longest=len(line) + 1)):
            return _original_words(line, match)
    return ""


def _original_words(line: str, match: re.Match[str]) -> str:
    """Return what was matched as the line writes it: the words at the same places."""
    words = [word for word in line.split() if slug(word)]
    before = len(match.string[: match.start()].split())
    count = len(match.group().split())
    return " ".join(words[before : before + count]).strip(' .,;:()“”"') or match.group()

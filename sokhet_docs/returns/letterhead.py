"""The lines above a report's title → which of them name a unit, and which name somebody else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sokhet_docs.plan import Unit
from sokhet_docs.returns.bodies import head_length
from sokhet_docs.returns.committees import committee_end, committee_start, strip_committee
from sokhet_docs.returns.name_words import plain_words, words_of
from sokhet_docs.returns.signs import Group
from sokhet_docs.returns.unit_names import ISSUER, UnitNames
from sokhet_docs.text.vietnamese import match_key

_MAX_LINES = 4  # on which one name may stand
_MAX_NAME = 150  # characters
_NUMBER = re.compile(r"\s*s[ốo]\b[^/\-]*[/\-]|\s*s[ốo]\s*:?\W*$|\W*\d*\W*-?\w*/", re.IGNORECASE)
_TERM = re.compile(r"\s+(?:khóa|nhiệm kỳ|lần thứ)\s+[\dIVXLC].*$", re.IGNORECASE)  # of a committee
_REMARK = re.compile(
    r"\s*[-–—([/]+\s*(?:bản\s+|lần\s+)?(?:dự thảo|bản thảo|sửa đổi|bổ sung|thảo luận|chính thức|lần|số|cuối"
    r"|mới|\d{1,2})(?:\s+(?:lần|số))?(?:\s*\d{1,2})?\s*[)\]/]?\s*$",
    re.IGNORECASE,
)
_NOTE_SIGN = re.compile(r"(?<=[^\W\d_])\s?(?:(?<!\s)\d{1,2}|[*†¹²³⁴⁵]+|[(\[]\d{1,2}[)\]])$")
_GLUED = re.compile(
    r"^(?:VP)?(ĐU|ĐB|CB|DU|DB)(?=[A-ZĐ]{2,}$| )"
)  # a committee's initials before its office's
_OFFICE = re.compile(r"(?:văn phòng|v\.?p\.?)\s+", re.IGNORECASE)
_DAY = re.compile(r"ngày|tháng|năm\s*\d|,\s*\.{2,}", re.IGNORECASE)
_NO_NAMES = tuple(
    match_key(text)
    for text in (
        "Đảng Cộng sản Việt Nam", "Cộng hòa xã hội", "Độc lập - Tự do", "Dự thảo", "Mẫu số", "Biểu số",
        "Phụ lục", "V/v", "Về việc", "Kính gửi", "Mã báo cáo", "Báo cáo", "Tờ trình", "Đề cương", "(",
    )
)  # fmt: skip
_STAMPS = frozenset(
    match_key(text) for text in ("Mật", "Tối mật", "Tuyệt mật", "Hỏa tốc", "Khẩn", "Thượng khẩn")
)
_BELOW = frozenset(
    plain_words(
        "phòng ban tổ khoa trung chi văn công đoàn hội đội bộ xí nhà lớp đảng tiểu trường bệnh nhiệm lần"
    )
)  # first words of a line below a name that do not go on with it


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What a letterhead says with one unit in mind: whether it names it, and the lines that name others.

    ``others`` are the lines that neither name the unit nor the plan's issuer.
    """

    names_unit: bool
    others: tuple[str, ...]
    rest: tuple[str, ...]


def read_letterhead(groups: Sequence[Group], unit: Unit, names: UnitNames) -> Letterhead:
    """Return what the lines of ``groups`` say of ``unit``; ``rest`` are those that do not name it."""
    columns = [[_name_in(line, names) for line in group if is_name_line(line)] for group in groups]
    own = [_find_own(lines, unit, names) for lines in columns]
    rest = [
        "\n".join(line for at, line in enumerate(lines) if at not in found)
        for lines, found in zip(columns, own, strict=True)
    ]
    others = tuple(line for lines in columns for line in _iter_others(lines, names))
    return Letterhead(any(own), others, tuple(text for text in rest if text))


def _name_in(line: str, names: UnitNames) -> str:
    """Return the name that a line is, without its committee's term, a remark or a note's sign."""
    line = _TERM.sub("", line)
    if any(span.start == 0 for span in names.find(line)):
        return _REMARK.sub("", line)
    line = _GLUED.sub(r"\1 ", _NOTE_SIGN.sub("", _REMARK.sub("", line)))
    office = _OFFICE.match(line)
    return line[office.end() :] if office and committee_end(words_of(line[office.end() :]), 0) else line


def is_name_line(line: str) -> bool:
    """Tell whether a line of a letterhead may be a name: no reference, day, state title or sentence."""
    key = match_key(line)
    if len(line) > _MAX_NAME or key in _STAMPS or key.startswith(_NO_NAMES):
        return False
    if _DAY.search(line) or _NUMBER.match(line):
        return False
    return line.isdecimal() or sum(letter.isalpha() for letter in line) > 1


def _find_own(lines: Sequence[str], unit: Unit, names: UnitNames) -> range:
    """Return which of ``lines`` name ``unit``, a name broken into several among them; none: empty."""
    for length in range(min(_MAX_LINES, len(lines)), 0, -1):
        for at in range(len(lines) - length + 1):
            found = range(at, at + length)
            joined = " ".join(lines[at : found.stop])
            if names.spells(joined, unit.code) and _ends_name(lines, found, names):
                return found
    for at, line in enumerate(lines):
        if _is_in_line(line, unit, names) and _ends_name(lines, range(at, at + 1), names):
            return range(at, at + 1)
    return range(0)


def _is_in_line(line: str, unit: Unit, names: UnitNames) -> bool:
    """Tell whether the name of ``unit`` stands at the end of ``line``, behind its superior's."""
    words, spans = words_of(line), names.find(line)
    starts = {span.start for span in spans if span.code == unit.code and span.end == len(words)}
    above = {span.end for span in spans if span.code == ISSUER}
    return any(committee_start(words, start) in above for start in starts)


def _ends_name(lines: Sequence[str], found: range, names: UnitNames) -> bool:
    """Tell whether the line below ``found`` does not go on with the name, as “VÀ DÂN SỐ” would."""
    if found.stop == len(lines):
        return True
    if lines[found.stop - 1].isupper() and not lines[found.stop].isupper():
        return True  # a remark below it
    words = words_of(lines[found.stop])
    if not words or names.end_of_region(words, 0) == len(words):
        return True
    starts_body = committee_end(words, 0) > 0 or head_length(words, 0, after_committee=True) > 0
    return starts_body or words[0].plain in _BELOW or names.spells(lines[found.stop], ISSUER)


def _iter_others(lines: Sequence[str], names: UnitNames) -> Iterator[str]:
    """Yield the lines that name somebody, but not the issuer, nor a part of its name."""
    issuers = {
        at
        for length in range(1, _MAX_LINES + 1)
        for start in range(len(lines) - length + 1)
        if names.spells(" ".join(lines[start : start + length]), ISSUER)
        for at in range(start, start + length)
    }
    others = (line for at, line in enumerate(lines) if at not in issuers)
    yield from (line for line in others if strip_committee(words_of(line))[0])

"""The words of a row that is no record → what it is: a total, a note, a signature, the title of a group."""

from __future__ import annotations

import re
from collections.abc import Sequence

_MAX_LENGTH = 200  # characters of a text that is looked at
_COUNTED = r"\s*[:.]?\s*(?:có|là|gồm)?\s*(?:\(?\d[\d.,]*\)?(?:\s*[^\W\d_]+(?:\s+[^\W\d_]+){0,4})?)?\s*\.?"
_TOTAL = re.compile(
    rf"(?:tổng cộng|tổng số)\b.*|(?:tổng|cộng){_COUNTED}|cộng (?:mang|chuyển|dồn|lũy|luỹ|trang)\b.*"
    r"|(?:số )?(?:mang sang|chuyển sang)(?: trang)?\W*\d*\W*|l[ũu][ỹy] kế\W*\d*\W*"
    r"|(?:danh sách|biểu|bảng)(?: này)?(?: trên)? (?:có|gồm)\b.*\d.*|ấn định danh sách\b.*"
)
_PERHAPS_OTHER = re.compile(r"(?:tổng|cộng) (?:các|khối|toàn|chung|nhóm|mục|phần|cả)\b.*|\*+\s*\w.*")
_GROUP = re.compile(r"(?:khối|nhóm|cụm)\b.*")
_ALL = re.compile(
    r"(?:tất cả|toàn bộ|toàn thể|mọi|các|chung)(?: các| mọi)?"
    r"(?: (?:đơn vị|hội nghị|cuộc họp|tổ chức đảng|đảng bộ, chi bộ|chi bộ, đảng bộ|tổ chức cơ sở đảng))?"
    r"(?<!mọi)(?<!các)"
)
_NOTE = re.compile(
    r"(?:ghi chú|lưu ý|chú thích|chú ý|nơi nhận|bằng chữ)\s*:.*|\(\*+\).*"
    r"|trang(?: số)?\s*\d+(?:\s*/\s*\d+)?|\(?(?:còn )?tiếp(?: theo)?\)?\.*"
)
_COPY = re.compile(
    r"[-–+\s]*(?:lưu\s*[:.]?\s*(?:vt|văn thư|vp|văn phòng|hồ sơ|hs)\b.*|như (?:trên|điều \d+)\W*)"
)
_DAY_LINE = re.compile(r"(?:[^\d,]{1,60},\s*)?ngày[\s.…\d]*tháng[\s.…\d]*năm[\s.…\d]*")
_SIGNED = re.compile(
    r"người lập(?: (?:biểu|bảng|danh sách))?|\(?(?:đã )?k[ýí]\b.*(?:tên|dấu).*|\((?:đã )?k[ýí]\)"
)
_ROMAN, _LETTER = r"(?=[IVXL])(?:X{0,3})(?:IX|IV|V?I{0,3})", r"[A-HĐ]"
_TITLE_NUMBER = re.compile(rf"(?:{_ROMAN}|{_LETTER})[.)/]?")
_TITLE = re.compile(rf"(?:{_ROMAN}|{_LETTER})(?:\s*[.)]|\s+[–-]\s)\s*[^\W\d_]{{2,}}.*")
_COLUMN = re.compile(r"\(?(\d{1,2}|[A-Z])\)?(?:\s*=.*)?")


def is_total(text: str) -> bool:
    """Return whether ``text`` surely heads a total: Tổng cộng, Cộng: 45 đồng chí. Cộng tác viên is none."""
    return bool(_TOTAL.fullmatch(_key(text)))


def is_plain_total(text: str) -> bool:
    """Return whether ``text`` is nothing but a total's name: Tổng cộng."""
    return _key(text).rstrip(".: ") in {"tổng cộng", "cộng"}


def is_perhaps_other(text: str) -> bool:
    """Return whether ``text`` may head a total or a note: Cộng các đơn vị, * Đơn vị mới."""
    return bool(_PERHAPS_OTHER.fullmatch(_key(text)))


def is_group(text: str) -> bool:
    """Return whether ``text`` may be the title of a group: Khối doanh nghiệp, or words in capitals."""
    return (text.isupper() and " " in text) or bool(_GROUP.fullmatch(_key(text)))


def is_note(text: str) -> bool:
    """Return whether ``text`` is a note on the table, or the foot of a page: Ghi chú: …, Trang 2/3."""
    return bool(_NOTE.fullmatch(_key(text)))


def is_copy(text: str) -> bool:
    """Return whether ``text`` says who keeps a copy, as the foot of a letter does: - Lưu VT."""
    return bool(_COPY.fullmatch(_key(text)))


def is_closing(text: str) -> bool:
    """Return whether ``text`` begins the signatures below a table: a place and day, who made the list."""
    key = _key(text)
    return bool(_DAY_LINE.fullmatch(key) or _SIGNED.fullmatch(key))


def means_all(text: str) -> bool:
    """Return whether ``text`` names no unit but all of them: Tất cả, Các đơn vị, Mọi hội nghị."""
    return bool(_ALL.fullmatch(_key(text).rstrip(".")))


def is_title_number(text: str) -> bool:
    """Return whether ``text`` numbers a group, not a record: I, II., A."""
    return bool(_TITLE_NUMBER.fullmatch(text))


def roman_value(text: str) -> int | None:
    """Return the number that ``text`` is in Roman figures: IV. is 4; None when it is none."""
    figures = text.strip().rstrip(".)/").upper()
    if not re.fullmatch(_ROMAN, figures):
        return None
    values = [{"I": 1, "V": 5, "X": 10, "L": 50}[figure] for figure in figures]
    return sum(
        -value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True)
    )


def is_title(text: str) -> bool:
    """Return whether ``text`` begins with the number of a group: I. Khối đảng."""
    return bool(_TITLE.fullmatch(text))


def is_column_number(texts: Sequence[str]) -> bool:
    """Return whether ``texts`` count: 1, 2, 3, also in brackets, with letters before the first figure."""
    found = [_COLUMN.fullmatch(text) for text in texts]
    if not all(found):
        return False
    marks = [match[1] for match in found if match]
    letters = [mark for mark in marks if not mark.isdigit()]
    numbers = [int(mark) for mark in marks[len(letters) :] if mark.isdigit()]
    return (
        letters == [chr(65 + index) for index in range(len(letters))]
        and numbers == list(range(1, len(numbers) + 1))
        and len(letters) + len(numbers) == len(marks)
    )


def _key(text: str) -> str:
    """Return ``text`` in small letters, "" when it is too long for a line of these kinds."""
    return " ".join(text.casefold().split()) if len(text) <= _MAX_LENGTH else ""

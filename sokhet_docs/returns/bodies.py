"""A text → the body that it names, known or not, and whether that may be one unit under another wording.

A body is told by the word that its name begins with (Sở, Công ty, Đảng ủy, …), so that also one is seen that
is in no list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from sokhet_docs.plan import Plan
from sokhet_docs.returns.committees import committee_end
from sokhet_docs.returns.name_words import Word, Words, fits, plain_words, words_of
from sokhet_docs.returns.unit_names import ISSUER, UnitNames
from sokhet_docs.text.vietnamese import clean

_HEADS = tuple(
    words_of(phrase)
    for phrase in (
        "sở", "tổng cục", "cục", "tổng công ty", "công ty", "tập đoàn", "trường", "đại học", "cao đẳng",
        "bệnh viện", "viện kiểm sát", "viện", "tòa án", "TAND", "VKSND", "ủy ban nhân dân", "UBND",
        "hội đồng nhân dân", "HĐND", "ban quản lý", "BQL", "hội", "liên đoàn", "LĐLĐ", "liên minh",
        "liên hiệp", "ngân hàng", "kho bạc", "bảo hiểm xã hội", "BHXH", "bảo tàng", "thư viện", "đài",
        "quỹ", "thanh tra", "bưu điện", "viễn thông", "điện lực", "tỉnh đoàn", "xã", "phường", "thị trấn",
        "huyện", "thành phố", "thị xã", "quận", "mặt trận", "nhà máy", "xí nghiệp", "hợp tác xã", "công an",
        "vườn quốc gia", "bộ chỉ huy",
    )
)  # fmt: skip
_HEADS_BY_FIRST = {
    first.plain: tuple(head for head in _HEADS if head[0].plain == first.plain) for first, *_ in _HEADS
}
_NOT_BEFORE = {
    "hoi": "nghi dong vien thao hop truong", "vien": "truong pho chuc", "xa": "hoi", "truong": "hop ban",
    "cuc": "bo truong", "thanh": "nhan", "cao": "uy bo doan vien",
}  # fmt: skip
_NOT_BEFORE_PLAIN = {  # where the word has no marks
    "so": "lieu ket sanh luong tay yeu huu du ke tong", "dai": "hoi hoc dien", "vien": "chuc trien",
    "quan": "triet li trong he chung doi uy diem", "qui": "che dinh mo hoach trinh i ii iii iv", "hoi": "thi",
    "truong": "phong khoa dang",
}  # fmt: skip
_COMMON = frozenset({"so", "hoi", "xa", "vien", "dai", "qui", "cuc", "truong", "quan"})  # words without marks


def _keys_of(words: Iterable[Word]) -> frozenset[str]:
    """Return the keys of ``words``, with their marks and without any."""
    return frozenset(key for word in words for key in (word.key, word.plain))


_GENERIC = _keys_of(
    words_of(
        "và các của bộ phận cơ sở quan lâm thời khóa nhiệm kỳ viên cấp trên ủy đảng chi ban thường vụ chấp "
        "hành trực thuộc văn phòng vp tỉnh đơn vị doanh nghiệp nhà nước toàn thể lần thứ kế hoạch công tác "
        "bí thư phó kiêm giám đốc chủ tịch trưởng thủ chánh hiệu trực"
    )
)
_STOPS = frozenset(
    plain_words(
        "báo gửi kính xin trân năm ngày lần về nộp bản sửa final tháng quý sơ tổng số phụ biểu mẫu đợt bổ đã "
        "mới ký thực theo triển hoàn chính có"
    )
)
_PROVINCE_NAMES = (
    "An Giang, Bà Rịa, Bạc Liêu, Bắc Giang, Bắc Kạn, Bắc Ninh, Bến Tre, Bình Dương, Bình Định, Bình "
    "Phước, Bình Thuận, Cà Mau, Cao Bằng, Cần Thơ, Đà Nẵng, Đắk Lắk, Đắk Nông, Điện Biên, Đồng Nai, Đồng "
    "Tháp, Gia Lai, Hà Giang, Hà Nam, Hà Nội, Hà Tĩnh, Hải Dương, Hải Phòng, Hậu Giang, Hòa Bình, Huế, "
    "Hưng Yên, Khánh Hòa, Kiên Giang, Kon Tum, Lai Châu, Lạng Sơn, Lào Cai, Lâm Đồng, Long An, Nam Định, "
    "Nghệ An, Ninh Bình, Ninh Thuận, Phú Thọ, Phú Yên, Quảng Bình, Quảng Nam, Quảng Ngãi, Quảng Ninh, "
    "Quảng Trị, Sóc Trăng, Sơn La, Tây Ninh, Thái Bình, Thái Nguyên, Thanh Hóa, Thừa Thiên, Tiền Giang, "
    "Trà Vinh, Tuyên Quang, Vĩnh Long, Vĩnh Phúc, Yên Bái, Hồ Chí Minh"
)  # of before and after 2025
_PROVINCES = tuple(words_of(name) for name in _PROVINCE_NAMES.split(", "))
_TOWARDS = frozenset(plain_words("gửi trình nộp theo"))  # before whom a file is for, in its name
_END = re.compile(r"[.;:()“”\"\n…_]|\s[-–]\s")


class Bodies:
    """Tells which bodies a text names; the units and the issuer of ``plan`` are known ones."""

    def __init__(self, plan: Plan, names: UnitNames) -> None:
        self._names = names
        issuer = plan.issuer
        texts = (
            issuer.superior, issuer.committee, issuer.body, issuer.party_body, issuer.short,
            issuer.party_short, issuer.place, issuer.through,
        )  # fmt: skip
        self._issuers = _GENERIC | _keys_of(word for text in texts for word in words_of(text))
        self.foreign = lru_cache(maxsize=4096)(self._foreign)

    def _foreign(self, text: str, code: str, *, is_name: bool = False) -> str:
        """Return the body in ``text`` that is neither the unit ``code`` nor the issuer; "" for none.

        ``is_name``: the text is a file's name, in which not every word behind a committee begins a name.
        """
        words, tidy = words_of(text), clean(text)
        known = [span for span in self._names.find(text) if span.code in (code, ISSUER)]
        if elsewhere := self._end_elsewhere(words, [span.end for span in known if span.code == code]):
            return tidy[words[0].start : words[elsewhere - 1].end]
        for start, at in _iter_bodies(words, tidy, is_name=is_name):
            is_goal = is_name and start > 0 and words[start - 1].plain in _TOWARDS
            if is_goal or any(span.start <= at < span.end for span in known):
                continue
            end = _end_of(words, at, tidy)
            phrase = tidy[words[at].start : words[end - 1].end] if end > at else ""
            holds_unit = any(at <= span.start < end and span.code == code != ISSUER for span in known)
            if phrase and not holds_unit and not self._is_known(phrase, words[at:end], code):
                return tidy[words[start].start : words[end - 1].end]
        return ""

    def _end_elsewhere(self, words: Words, ends: Sequence[int]) -> int:
        """Return where another province ends that stands right behind a name; 0 where none does."""
        for end in ends:
            for name in _PROVINCES:
                behind = words[end : end + len(name)]
                if len(behind) == len(name) and all(fits(*pair) for pair in zip(behind, name, strict=True)):
                    return end + len(name)
        return 0

    def _is_known(self, phrase: str, words: Words, code: str) -> bool:
        if all(word.key in self._issuers or word.key.isdecimal() for word in words):
            return True
        if any(_begins(name.words, words) for name in self._names.of_unit.get(code, ())):
            return True  # said in short
        return self._names.spells(phrase, code) or self._names.spells(phrase, ISSUER)


def _begins(name: Words, words: Words) -> bool:
    return len(words) <= len(name) and all(fits(*pair) for pair in zip(words, name, strict=False))


def _starts_name(word: Word, text: str, is_name: bool) -> bool:
    """Tell whether ``word`` behind a committee begins a name: its capital means nothing else."""
    if not word.raw[:1].isupper():
        return False
    return not is_name or not (word.plain in _STOPS or text.isascii() or text.isupper())


def _iter_bodies(words: Words, text: str, *, is_name: bool) -> Iterator[tuple[int, int]]:
    """Yield where a body is named: where its committee begins, and its own name behind that."""
    at = 0
    while at < len(words):
        name = at
        while (end := committee_end(words, name)) > name:
            name = end
        has_committee = name > at
        head = head_length(words, name, after_committee=has_committee)
        if head:
            is_named = head < len(words) - name
        else:
            is_named = has_committee and name < len(words) and _starts_name(words[name], text, is_name)
        if is_named:
            yield at, name
        at = max(name, at + 1)


def head_length(words: Words, at: int, *, after_committee: bool) -> int:
    """Return how many words from ``at`` on are the kind of a body; 0 for none."""
    for head in _HEADS_BY_FIRST.get(words[at].plain, ()) if at < len(words) else ():
        written = words[at : at + len(head)]
        if len(written) < len(head) or not all(fits(*pair) for pair in zip(written, head, strict=True)):
            continue
        behind = words[at + len(head)].plain if at + len(head) < len(words) else ""
        kind = written[0].plain
        unclear = kind in _COMMON and written[0].key == kind != head[0].key
        never = f"{_NOT_BEFORE.get(kind, '')} {_NOT_BEFORE_PLAIN.get(kind, '') if unclear else ''}"
        if behind in never.split():
            return 0
        if not unclear or after_committee or _is_title_case(words, at):
            return len(head)
    return 0


def _is_title_case(words: Words, at: int) -> bool:
    pair = words[at : at + 2]
    return len(pair) == 2 and all(word.raw[:1].isupper() and word.raw[1:].islower() for word in pair)


def _end_of(words: Words, at: int, text: str) -> int:
    """Return where the name that begins at word ``at`` ends: at a sign, or at a word of no name."""
    end = at
    while end < len(words):
        if end > at and _END.search(text, words[end - 1].end, words[end].start):
            break
        if end > at and words[end].plain in _STOPS and words[end].raw[:1].islower():
            break
        end += 1
    return end

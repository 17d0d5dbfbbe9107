"""Text and dates as people type them → clean text, match keys, file names, dates as the rules write them.

The lengths are in characters (code points after NFC). Nothing here knows of Excel, Word or plans.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta, timezone
from functools import lru_cache

VIETNAM = timezone(timedelta(hours=7))
"""Vietnam's time, whatever the machine's is."""
_TONES = "\u0300\u0301\u0303\u0309\u0323"  # huyền, sắc, ngã, hỏi, nặng
_INVISIBLE = re.compile("_x000[dD]_|[\u00ad\u200c\u200d\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_ZERO_WIDTH_SPACE = re.compile("(?<=\\w)\u200b(?=\\w)")
_ODD_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
# C0 and C1 but tab and line feed; surrogates and the two non-characters: none may stand in XML 1.0 text.
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# What plain text does not hold: a text without it is clean already, which nearly all are.
_SUSPECT = re.compile("[^ -~À-ÏÑ-ÖØ-öø-ĐđĩĨũŨơƠưƯ\u1ea0-\u1ef9“”‘’–…]|  |^ | $|_x000")
_D_LOOKALIKES = str.maketrans("ÐƉɖ", "ĐĐđ")
_I_OR_Y = re.compile(r"(?<![^\W\d_])(h|k|l|m|s|t|qu|v)y(?![^\W\d_])")
_SYLLABLE = re.compile(r"[^\W\d_]{1,40}")
_MAX_CACHED = 500  # characters: whole reports in one paragraph would fill the memory
# Unicode takes squared time for a pile of marks on one letter, so a long text is normalised by its words.
_PIECE = re.compile(r"[\s\S]{1,200}(?:\s|\Z)|[\s\S]{1,200}")
_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
_DAY_FIRST = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?")
_IN_WORDS = re.compile(r"(?:ngày\s+)?(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE)
_MONTH_ALONE = re.compile(
    r"(?:ngày)?[\s.…_]*(?:[/.\-]|tháng)?\s*\d{1,2}\s*(?:[/.\-]|năm)\s*\d{4}", re.IGNORECASE
)
_LIKE_A_DATE = re.compile(r"\d{1,4}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{1,4}")
_CLOCK = r"(?P<hour>\d{1,2})\s*(?:giờ|[hHgG:])\s*(?P<minute>\d{2})?(?::00)?(?:\s*phút)?"
_TIME_THEN_DAY = re.compile(rf"(?:lúc\s+)?{_CLOCK}[\s,;]+(?:ngày\s+)?(?P<day>\d.*)", re.IGNORECASE)
_DAY_THEN_TIME = re.compile(rf"(?:ngày\s+)?(?P<day>\d[^\s,;]+)[\s,;]+(?:lúc\s+)?{_CLOCK}", re.IGNORECASE)
DOTS = "……………………………………"
_GAP = "\u00a0" * 6
# Space for handwriting: no-break spaces, so that no line ends within it.
OPEN_NUMBER = _GAP
_MAX_PLACE = 8  # characters of a place's name beside which the whole gaps fit a letterhead's column
OPEN_SHORT_DAY = f"ngày{_GAP}/{_GAP}/"


def clean(text: str) -> str:
    r"""Return ``text`` in NFC, free of invisible characters, odd spaces and spaces at line ends.

    Line breaks stay (as ``\n``); characters that XML forbids are gone: `removed_from` names them.
    """
    if not _SUSPECT.search(text) and unicodedata.is_normalized("NFC", text):
        return text
    return _cleaned(text) if len(text) <= _MAX_CACHED else _cleaned.__wrapped__(text)


@lru_cache(maxsize=4096)  # the same odd texts come again: a form's own lines, in every return
def _cleaned(text: str) -> str:
    text = _composed(text).translate(_D_LOOKALIKES)
    text = _ODD_SPACES.sub(" ", _INVISIBLE.sub("", _ZERO_WIDTH_SPACE.sub(" ", text))).replace("\u200b", "")
    text = _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n"))
    return "\n".join(re.sub(r"[ \t]+", " ", line).strip() for line in text.split("\n")).strip()


def _composed(text: str) -> str:
    if len(text) <= _MAX_CACHED:
        return unicodedata.normalize("NFC", text)
    return "".join(unicodedata.normalize("NFC", piece) for piece in _PIECE.findall(text))


def removed_from(text: str) -> list[str]:
    """Return the characters that `clean` takes out of ``text`` though someone may miss them, each once.

    As ``U+0007``. Spaces of other widths and traces of Windows line ends are not named.
    """
    tidy = _composed(text).replace("\r", "").replace("\v", "")
    found = sorted(set(_FORBIDDEN.findall(tidy)) | set(_INVISIBLE.findall(tidy)) - {"_x000D_", "_x000d_"})
    return [f"U+{ord(character):04X}" for character in found]


def match_key(text: str) -> str:
    """Return the key that all spellings of one name share: uỷ = ủy, kỹ = kĩ, any case, any spaces.

    For matching only, never for writing. Different letters stay different: Khôi is not Khối.
    """
    return _match_key(text) if len(text) <= _MAX_CACHED else _match_key.__wrapped__(text)


@lru_cache(maxsize=16_384)
def _match_key(text: str) -> str:
    joined = " ".join(clean(text).casefold().split())
    return _SYLLABLE.sub(lambda match: _syllable_key(match.group()), joined)


@lru_cache(maxsize=16_384)
def _syllable_key(syllable: str) -> str:
    decomposed = unicodedata.normalize("NFD", syllable)
    tone = "".join(mark for mark in decomposed if mark in _TONES)
    toneless = unicodedata.normalize("NFC", "".join(mark for mark in decomposed if mark not in _TONES))
    return _I_OR_Y.sub(r"\1i", toneless) + unicodedata.normalize("NFC", tone)


def loose_key(text: str) -> str:
    """Return the letters and digits of ``text`` without marks: two names that share them may be one."""
    return re.sub(r"[\W_]+", "", without_marks(match_key(text)))


def without_marks(text: str) -> str:
    """Return ``text`` with every Vietnamese letter as its plain Latin one (đ → d)."""
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if not unicodedata.combining(c)))


def slug(text: str, separator: str = "-", longest: int = 80) -> str:
    """Return ``text`` as a lower-case ASCII file name part of at most ``longest`` characters, maybe ""."""
    words = re.findall(r"[a-z0-9]+", without_marks(clean(text)).lower())
    kept = separator.join(words)
    if len(kept) <= longest:
        return kept
    whole = kept[: longest + 1].rpartition(separator)[0] if separator else ""
    return whole or kept[:longest]


def field_name(header: str) -> str:
    """Return a column's header as a template field: ``Số điện thoại`` → ``so_dien_thoai``."""
    name = slug(header, "_")
    return f"cot_{name}" if not name or name[0].isdigit() else name


def capitalize_first(text: str) -> str:
    """Return ``text`` with its first letter a capital, the others as they are."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """Return ``text`` with its first letter small, unless its first word is an abbreviation (UBKT)."""
    first_word = text.split(" ", 1)[0]
    return text if len(first_word) > 1 and first_word.isupper() else text[:1].lower() + text[1:]


def joined(parts: Iterable[str], last: str = ", ") -> str:
    """Return ``parts`` as one enumeration: ``a, b, c``; ``last`` stands before the last part."""
    items = [part for part in parts if part]
    return last.join([", ".join(items[:-1]), items[-1]]) if len(items) > 1 else "".join(items)


def first_few(texts: Sequence[str], most: int, more: str, separator: str = ", ") -> str:
    """Return the first ``most`` of ``texts`` as one text: ``a, b và 3 tệp nữa``.

    ``more`` is what stands behind them where there are others, ``{}`` in it for how many.
    """
    rest = more.format(len(texts) - most) if len(texts) > most else ""
    return separator.join(texts[:most]) + rest


def with_dots(number: int) -> str:
    """Return ``number`` with a dot before each three of its last digits: ``1.320``."""
    return f"{number:,}".replace(",", ".")


def few_units(names: Sequence[str], most: int = 5) -> str:
    """Return the first ``most`` names of units as one text: ``Đảng bộ A; Chi bộ C và 3 đơn vị nữa``."""
    return first_few(names, most, " và {} đơn vị nữa", "; ")


def nearest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """Return the one of ``known`` that ``word`` was most likely meant to be; None when none is near.

    ``cutoff`` is the share of letters that they must have in common.
    """
    import difflib  # needed for messages only

    by_key = {loose_key(candidate): candidate for candidate in known}
    found = difflib.get_close_matches(loose_key(word), by_key, n=1, cutoff=cutoff)
    return by_key[found[0]] if found else None


def parse_date(text: str) -> date:
    """Return the day that ``text`` says, written day first, year first or in words.

    Raises ValueError, its message a Vietnamese sentence, when the text is no date or an impossible one.
    A day is never guessed: 04/15/2022 is an error, not 15 April.
    """
    tidy = clean(text)
    for pattern, order in ((_DAY_FIRST, (3, 2, 1)), (_YEAR_FIRST, (1, 2, 3)), (_IN_WORDS, (3, 2, 1))):
        if match := pattern.fullmatch(tidy):
            return _real_day(tidy, *(int(match.group(place)) for place in order))
    if _MONTH_ALONE.fullmatch(tidy):
        raise ValueError(f"“{tidy}” chưa ghi ngày, chỉ có tháng và năm.")
    raise ValueError(f"“{tidy}” không phải là ngày viết theo kiểu ngày/tháng/năm.")


def _real_day(text: str, year: int, month: int, day: int) -> date:
    if month > 12 >= day:
        raise ValueError(f"“{text}” có tháng {month}; có lẽ ngày và tháng bị viết ngược.")
    try:
        return date(year, month, day)
    except ValueError as err:
        raise ValueError(f"Không có ngày “{text}” trong lịch.") from err


def parse_when(text: str) -> datetime | date | str:
    """Return the day and time, or the day, that ``text`` says; ``text`` itself when it is other words.

    Raises ValueError, its message a Vietnamese sentence, for a date that is impossible or written otherwise.
    """
    one_line = " ".join(text.split())
    for pattern in (_TIME_THEN_DAY, _DAY_THEN_TIME):
        if match := pattern.fullmatch(one_line):
            return datetime.combine(parse_date(match["day"]), _real_time(match))
    try:
        return parse_date(one_line)
    except ValueError:
        if found := _LIKE_A_DATE.search(one_line):
            parse_date(found.group())  # an impossible day among words is still an error
        return text


def _real_time(match: re.Match[str]) -> time:
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if hour > 23 or minute > 59:
        raise ValueError(f"Không có giờ “{hour}:{minute:02}”.")
    return time(hour, minute)


def short_date(day: date) -> str:
    """Return ``day`` as running text writes it: 20/4/2022, 05/02/2022.

    A zero stands before a day under 10 and a month under 3 (domain rule [P]).
    """
    return f"{day.day:02}/{_month(day.month)}/{day.year:04}"


def long_date(day: date) -> str:
    """Return ``day`` in words: ngày 05 tháng 02 năm 2022."""
    return f"ngày {day.day:02} tháng {_month(day.month)} năm {day.year:04}"


def _month(month: int) -> str:
    return f"{month:02}" if month < 3 else str(month)


def weekday(day: date) -> str:
    """Return the name of ``day``'s weekday: Thứ Hai … Chủ nhật."""
    return _WEEKDAYS[day.weekday()]


def time_and_day(when: datetime) -> str:
    """Return a time and its day as an invitation writes them: 08 giờ 00, Thứ Tư, ngày 13/4/2022."""
    return f"{clock(when)}, {day_with_weekday(when)}"


def clock(when: datetime | time) -> str:
    """Return a time of day as documents write it: 08 giờ 00."""
    return f"{when.hour:02} giờ {when.minute:02}"


def day_with_weekday(day: date) -> str:
    """Return a day with its weekday: Thứ Tư, ngày 13/4/2022."""
    return f"{weekday(day)}, ngày {short_date(day)}"


def or_dots(text: str, dots: str = DOTS) -> str:
    """Return ``text``, or a dotted line to be filled in by hand when it is empty."""
    return text if text.strip() else dots


def framed_words(text: str) -> str:
    """Return the match key of ``text`` as words between spaces, so that only whole words are found in it."""
    words = "".join(letter if letter.isalnum() else " " for letter in match_key(text)).split()
    return f" {' '.join(words)} "


def open_day(place: str, year: int | None) -> str:
    """Return place and date with gaps for handwriting, narrower beside a long name: all fits one line.

    ``year`` None: it is written by hand too.
    """
    gap = "\u00a0" * max(2, len(_GAP) - max(0, len(place) - _MAX_PLACE))
    return f"{place}, ngày{gap}tháng{gap}năm {year or gap}".rstrip(" ")


def open_short_day(year: int | None) -> str:
    """Return a day with gaps for handwriting as a reference has it; ``year`` None: a gap too."""
    return f"{OPEN_SHORT_DAY}{year or _GAP}"

"""What was typed into a mail → whether it is a report, files written into it, a forwarded mail's date."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from datetime import datetime
from typing import AnyStr

from lxml import etree

from sokhet_docs.office.web_pages import parse_page
from sokhet_docs.returns.mail_words import time_of
from sokhet_docs.returns.received import VIETNAM
from sokhet_docs.text.decoding import decode_text
from sokhet_docs.text.english_dates import ENGLISH_MONTHS
from sokhet_docs.text.vietnamese import clean, match_key

_MIN_REPORT = 400  # letters of a mail's own words that are more than a covering note
_TITLE = match_key("báo cáo")
_PREVIEW = 80  # characters
_MAX_TOLD = 2000  # characters of a mail's words that are kept
_REPLY = re.compile(r"^\s*(re|tl|trả lời)\s*:", re.IGNORECASE)
_FORWARD = re.compile(r"^\s*(fwd?|chuyển tiếp|tr|wg)\s*:", re.IGNORECASE)
_QUOTED = re.compile(
    r"^(-{2,} ?(original message|thư gốc|tin nhắn gốc)|(vào|on|lúc) .{6,160}(đã viết|wrote):?\s*$|_{20,}$)",
    re.IGNORECASE | re.MULTILINE,
)
_FORWARDED = re.compile(
    r"^[>\s]*(?:-{2,} ?(?:forwarded message|thư đã chuyển tiếp|tin nhắn được chuyển tiếp|original message|"
    r"thư gốc)|begin forwarded message|bắt đầu (?:thư|tin nhắn) được chuyển tiếp)",
    re.IGNORECASE | re.MULTILINE,
)
_FROM_LINE = re.compile(r"^[>\s*]*(?:from|từ|người gửi)\s*\*?\s*:", re.IGNORECASE)
_DATE_LINE = re.compile(
    r"^[>\s*]*(?:sent|date|ngày gửi|ngày|đã gửi|gửi lúc|thời gian|gửi)\s*\*?\s*:\s*\*?(.{6,100})$",
    re.IGNORECASE,
)
_HEADER_LINES = 8  # lines among which the lines of one mail's head stand
_DAY_FIRST = re.compile(
    r"(?<!\d)(\d{1,2})\s*(?:/|-|\.|tháng|thg|th)\s*\.?\s*(\d{1,2})\s*(?:/|-|\.|,|năm)?\s*(\d{4})"
)
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})")
_MONTH_NAMED = re.compile(r"(?:(\d{1,2})\s+)?([a-z]{3,9})\.?\s+(?:(\d{1,2}),?\s+)?(\d{4})", re.IGNORECASE)
_CLOCK = re.compile(r"(?<!\d)(\d{1,2})\s*[:hg]\s*(\d{2})(?::\d{2})?\s*(sa|ch|am|pm)?\b", re.IGNORECASE)
_AMERICAN = re.compile(r"\b(am|pm)\b", re.IGNORECASE)
_UU_BEGIN = re.compile(r"^begin [0-7]{3,4} ([^\r\n]{1,200})\r?\n", re.MULTILINE)
_UU_END = re.compile(r"^end[ \t\r]*$", re.MULTILINE)
_YENC_BEGIN = re.compile(rb"^=ybegin [^\r\n]{0,500}?name=([^\r\n]{1,200})\r?\n", re.MULTILINE)
_YENC_END = re.compile(rb"^=yend\b", re.MULTILINE)
_YENC_PART = re.compile(rb"\A=ypart [^\r\n]*\r?\n")
_LINE_END = "\ue000"  # a sign of private use, which no text has
_UNSEEN = ("script", "style", "head", "title")
_LINES = ("br", "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "td", "th", "table", "blockquote")
_MAX_TEXT = 2_000_000  # characters of a body that are looked at


def text_of_html(page: str, *, without_quotes: bool = False) -> str:
    """Return what a page shows, line by line, enough to tell what it is; maybe without what it quotes."""
    try:
        root = parse_page(page[:_MAX_TEXT])
    except ValueError:
        return ""
    etree.strip_elements(root, etree.Comment, *_UNSEEN, with_tail=False)
    if without_quotes:
        etree.strip_elements(root, "blockquote", with_tail=False)
    for element in root.iter(*_LINES):
        element.tail = f"{_LINE_END}{element.tail or ''}"
    lines = "".join(map(str, root.itertext())).split(_LINE_END)
    return "\n".join(clean(" ".join(line.split())) for line in lines)


def packed(page: str, text: str) -> bytes:
    """Return what was typed into a mail as the bytes of a file: its page, or where it has none its text."""
    if page:
        return b'<meta charset="utf-8">\n' + page.encode("utf-8", "replace")
    return text.encode("utf-8", "replace")


def own_words(text: str, subject: str) -> str:
    """Return what the sender wrote in a plain text: without what he answers to; all of what he forwards."""
    if _FORWARD.match(subject):
        return re.sub(r"^[>\s]+", "", text, flags=re.MULTILINE)
    quote = _QUOTED.search(text)
    if quote and not _FORWARDED.search(text[quote.start() : quote.start() + 100]):
        text = text[: quote.start()]
    return "\n".join(line for line in text.split("\n") if not line.lstrip().startswith(">"))


def told_words(before: str, text: str, subject: str) -> str:
    """Return what was typed into a mail, ``text``, after what was into the mails around it, ``before``."""
    own = " ".join(own_words(text[:_MAX_TEXT], subject).split())
    return "\n".join(filter(None, (before, own)))[:_MAX_TOLD]


def is_answer(subject: str) -> bool:
    """Return whether a mail answers another, whose words may be quoted in it."""
    return _REPLY.match(subject) is not None


def has_title(text: str) -> bool:
    """Return whether a text has a report's title, or the printed code of a form, on a line of its own."""
    lines = (line.strip() for line in text.split("\n"))
    return any(is_title_line(line) or line.startswith("Mã báo cáo:") for line in lines if len(line) < 200)


def is_title_line(line: str) -> bool:
    """Return whether a line is the title of a report: ``BÁO CÁO``, ``BÁO CÁO TỔNG KẾT``."""
    return line.isupper() and f"{match_key(line)} ".startswith(f"{_TITLE} ")


def is_long(text: str) -> bool:
    """Return whether a text says more than a covering note."""
    return len(re.sub(r"\W", "", text)) >= _MIN_REPORT


def preview(text: str) -> str:
    """Return the first words of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _PREVIEW else f"{line[:_PREVIEW].rsplit(' ', 1)[0]}…"


def iter_written_files(text: str, raw: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield (name, bytes) of the files that old programs wrote into a mail's text (uuencode, yEnc).

    ``raw`` are the bytes of ``text`` as they were sent, in no encoding.
    """
    for begin, end in _iter_spans(_UU_BEGIN, _UU_END, text):
        yield begin[1].strip(), _unpacked_uu(text[begin.end() : end.start()])
    for found, stop in _iter_spans(_YENC_BEGIN, _YENC_END, raw):
        yield decode_text(found[1]).strip(), _unpacked_yenc(raw[found.end() : stop.start()])


def _iter_spans(
    begin: re.Pattern[AnyStr], end: re.Pattern[AnyStr], text: AnyStr
) -> Iterator[tuple[re.Match[AnyStr], re.Match[AnyStr]]]:
    """Yield where each span from ``begin`` to ``end`` begins and ends; one without its end is none."""
    at = 0
    while (start := begin.search(text, at)) and (stop := end.search(text, start.end())):
        yield start, stop
        at = stop.end()


def without_written_files(text: str) -> str:
    """Return a text without the files that are written into it."""
    spans = [(begin.start(), end.end()) for begin, end in _iter_spans(_UU_BEGIN, _UU_END, text)]
    spans += [(begin.start(), end.end()) for begin, end in _iter_spans(_YENC_TEXT, _YENC_TEXT_END, text)]
    for start, stop in sorted(spans, reverse=True):
        text = text[:start] + text[stop:]
    return text


_YENC_TEXT = re.compile(r"^=ybegin ", re.MULTILINE)
_YENC_TEXT_END = re.compile(r"^=yend[^\n]*$", re.MULTILINE)


def _unpacked_uu(body: str) -> bytes:
    lines = []
    for line in body.encode("ascii", "replace").splitlines():
        try:
            lines.append(binascii.a2b_uu(line))
        except binascii.Error:
            # Some programs count a line's padding as a part of it.
            size = (((line[0] - 32) & 63) * 4 + 5) // 3 if line else 0
            lines.append(binascii.a2b_uu(line[:size]) if size else b"")
    return b"".join(lines)


def _unpacked_yenc(body: bytes) -> bytes:
    body = _YENC_PART.sub(b"", body).replace(b"\r", b"").replace(b"\n", b"")
    body = re.sub(rb"=(.)", lambda match: bytes([(match[1][0] - 64) % 256]), body, flags=re.DOTALL)
    return body.translate(bytes((code - 42) % 256 for code in range(256)))


def forwarded_time(text: str, subject: str) -> datetime | None:
    """Return when the mail was sent that a text forwards; None when it forwards none, or not certainly when.

    The date of a mail that is answered is that of another's letter, and says nothing.
    """
    start = _FORWARDED.search(text)
    if start is None and not _FORWARD.match(subject):
        return None
    times = list(_iter_header_times(text[start.start() if start else 0 :][:20_000]))
    return min(times) if times else None


def _iter_header_times(text: str) -> Iterator[datetime]:
    lines = text.split("\n")
    for at, line in enumerate(lines):
        if _FROM_LINE.match(line):
            dated = (_DATE_LINE.match(other.rstrip()) for other in lines[at + 1 : at + _HEADER_LINES])
            if (found := next(filter(None, dated), None)) and (time := _time_as_written(found[1])):
                yield time


def _time_as_written(words: str) -> datetime | None:
    """Return the time that a mail program wrote into a forwarded text; None when it is not certain."""
    if time := time_of(words):
        return time
    day, clock = _day_as_written(words), _CLOCK.search(words)
    if day is None or clock is None:
        return None
    hour, half = int(clock[1]), (clock[3] or "").casefold()
    if half:
        hour = hour % 12 + (12 if half in ("ch", "pm") else 0)
    try:
        return datetime(*day, hour, int(clock[2]), tzinfo=VIETNAM)
    except ValueError:
        return None


def _day_as_written(words: str) -> tuple[int, int, int] | None:
    """Return (year, month, day); None for a day whose order (4/5/2022 AM) is not certain."""
    if found := _YEAR_FIRST.search(words):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _DAY_FIRST.search(words):
        day, month, year = int(found[1]), int(found[2]), int(found[3])
        if _AMERICAN.search(words) and "/" in found.group() and day != month:
            return (year, day, month) if month > 12 else None
        return year, month, day
    for found in _MONTH_NAMED.finditer(words):
        word = found[2].capitalize()
        number = next((at for at, name in enumerate(ENGLISH_MONTHS, 1) if name.startswith(word)), 0)
        day_text = found[1] or found[3]
        if number and day_text:
            return int(found[4]), number, int(day_text)
    return None

"""What was typed into a mail → whether it is a report, files written into it, a forwarded mail's date."""

from __future__ import annotations

import binascii
import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from html import escape
from typing import AnyStr

from lxml import etree

from sokhet_docs.office.page_lines import BLOCKS, add_before, part_shown, text_before
from sokhet_docs.office.page_looks import write_rules_out
from sokhet_docs.office.web_pages import parse_page
from sokhet_docs.returns.mail_words import time_of
from sokhet_docs.returns.page_words import say_looks
from sokhet_docs.text.decoding import decode_text
from sokhet_docs.text.english_dates import ENGLISH_MONTHS
from sokhet_docs.text.vietnamese import VIETNAM, clean, match_key

_MIN_REPORT = 400  # letters of a mail's own words that are more than a covering note
_TITLE = match_key("báo cáo")
_PREVIEW = 80  # characters
_ANSWERS, _PASSES_ON = "re|tl|trả lời", "fwd?|chuyển tiếp|tr|wg"  # before a mail's subject
_REPLY = re.compile(rf"^\s*({_ANSWERS})\s*:", re.IGNORECASE)
_FORWARD = re.compile(rf"^\s*({_PASSES_ON})\s*:", re.IGNORECASE)
_SIGNS = re.compile(rf"^(?:\s*(?:{_ANSWERS}|{_PASSES_ON})\s*:)+", re.IGNORECASE)
_QUOTED = re.compile(
    r"^[ \t]*(-{2,} ?(original message|thư gốc|tin nhắn gốc)|_{20,}$"
    r"|(vào|on|lúc) [^\n]{6,160}(\n[^\n]{0,80})?(đã viết|wrote):?[ \t]*$)",
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
_OF_A_HEAD = re.compile(
    r"\s*\*?(?:from|từ|người gửi|sent|date|ngày gửi|đã gửi|gửi lúc|to|đến|cc|subject|chủ đề|tiêu đề)"
    r"\s*\*?\s*:|(?:vào|on|lúc) .{6,160}(?:đã viết|wrote)?:?\s*$"
    r"|-{2,}.{0,40}-{2,}\s*$|_{20,}|(?:đã viết|wrote):?\s*$",
    re.IGNORECASE,
)  # of what programs put above a mail that they quote
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
_LINE_END, _QUOTE, _UNQUOTE = "\ue000", "\ue001", "\ue002"  # signs of private use, which no text has
_UNSEEN = ("script", "style", "head", "title")
_PICTURE = re.compile(r"(?<=data:)[^\"'<>\s]{1000,}")  # that a page holds itself
_MAX_TEXT = 10_000_000  # characters of a body that are looked at


def text_of_html(page: str, *, quotes: bool = False) -> str:
    """Return what a page shows, line by line, enough to tell what it is.

    ``quotes``: what it quotes is marked as plain texts mark it, by “>” before each line.
    """
    try:
        root = parse_page(_PICTURE.sub("", page)[:_MAX_TEXT])
    except ValueError:
        return ""
    write_rules_out(root)
    etree.strip_elements(root, etree.Comment, *_UNSEEN, with_tail=False)
    part_shown(root)
    say_looks(root)
    if quotes:
        for quote in root.iter("blockquote"):
            quote.text = f"{_LINE_END}{_QUOTE}{quote.text or ''}"
            quote.tail = f"{_UNQUOTE}{quote.tail or ''}"
    for element in list(root.iter("br", *BLOCKS)):
        if element.tag in BLOCKS and _goes_on_a_line(element):
            add_before(element, _LINE_END)
        element.tail = f"{_LINE_END}{element.tail or ''}"
    return "\n".join(_iter_shown_lines("".join(map(str, root.itertext()))))


def _goes_on_a_line(element: etree._Element) -> bool:
    """Tell whether words may stand on the line on which ``element`` begins: before it, or around it."""
    before, parent = element.getprevious(), element.getparent()
    text = text_before(element).rstrip()
    if text or (before is not None and before.tag not in (*BLOCKS, "br")):
        return not text.endswith(_LINE_END)
    return before is None and parent is not None and parent.tag not in (*BLOCKS, "body")


def _iter_shown_lines(text: str) -> Iterator[str]:
    depth = 0
    for line in text.split(_LINE_END):
        depth += line.count(_QUOTE) - line.count(_UNQUOTE)
        shown = clean(" ".join(line.replace(_QUOTE, "").replace(_UNQUOTE, "").split()))
        yield f"> {shown}" if depth > 0 and shown else shown


def page_of_text(text: str) -> str:
    """Return a page that shows a plain text."""
    return f"<div>{'<br>'.join(map(escape, text.splitlines()))}</div>"


def packed(page: str, text: str) -> bytes:
    """Return what was typed into a mail as the bytes of a file: its page, or where it has none its text."""
    if page:
        return b'<meta charset="utf-8">\n' + page.encode("utf-8", "replace")
    return text.encode("utf-8", "replace")


def own_words(text: str, subject: str) -> str:
    """Return what the sender wrote in a plain text: without what he answers to; all of what he forwards."""
    if _FORWARD.match(subject):
        return re.sub(r"^[>\s]+", "", text, flags=re.MULTILINE)
    text = _without_quote(text, subject)
    return "\n".join(line for line in text.split("\n") if not line.lstrip().startswith(">"))


def words_above_quotes(text: str) -> str:
    """Return what a mail says before it quotes or passes on another, whatever its subject is."""
    starts = [found.start() for pattern in (_QUOTED, _FORWARDED) if (found := pattern.search(text))]
    above = text[: min([*starts, _start_of_head(text)])]
    return "\n".join(line for line in above.split("\n") if not line.lstrip().startswith(">"))


def quoted_words(text: str, subject: str) -> str:
    """Return what `own_words` leaves out of a plain text, without the head of the mail that is quoted.

    Whoever answers may have written between the lines there.
    """
    own = Counter(own_words(text, subject).split("\n"))
    left = Counter(text.split("\n")) - own
    lines = (line.lstrip("> \t") for line in text.split("\n") if left[line] > 0)
    return "\n".join(line for line in lines if line.strip() and not _OF_A_HEAD.match(line))


def _without_quote(text: str, subject: str) -> str:
    """Return a text without the mail that it ends with; what stands below marked lines is the sender's."""
    quote, answers = _QUOTED.search(text), is_answer(subject)
    if quote is None:
        return text[: _start_of_head(text)] if answers else text
    start = quote.start()
    if not answers and _FORWARDED.search(text[start : start + 100]):
        return text
    below = text[quote.end() :].lstrip()
    return f"{text[:start]}\n{below}" if below.startswith(">") else text[:start]


def _start_of_head(text: str) -> int:
    """Return where the head of the mail begins that an answer quotes as Outlook does, without a mark."""
    lines = text.split("\n")
    for at, line in enumerate(lines):
        near = lines[at + 1 : at + _HEADER_LINES]
        if _FROM_LINE.match(line) and any(_DATE_LINE.match(other.rstrip()) for other in near):
            return len("\n".join(lines[:at]))
    return len(text)


def is_answer(subject: str) -> bool:
    """Return whether a mail answers another, whose words may be quoted in it."""
    return _REPLY.match(subject) is not None


def own_subject(subject: str) -> str:
    """Return a subject without the signs that it answers a mail, or passes one on."""
    return _SIGNS.sub("", subject).strip()


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

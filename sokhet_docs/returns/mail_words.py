"""The raw headers of a mail → text: encoded words, however broken, bytes without an encoding, parameters."""

from __future__ import annotations

import base64
import binascii
import email.utils
import quopri
import re
from datetime import datetime
from email.message import Message
from urllib.parse import unquote_to_bytes

from sokhet_docs.returns.containers import LIMITS, parts_of_name, printable
from sokhet_docs.returns.received import in_vietnam
from sokhet_docs.text.decoding import decode_text
from sokhet_docs.text.vietnamese import VIETNAM

NAMELESS = "khong-ten"
_WORDS = re.compile(r"((?:=\?[^?\s]{1,60}\?[bBqQ]\?[^?]*\?=\s*)+)")
_ENCODED_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=\s*")
_PARAMETER = re.compile(
    r";\s*(?P<name>[\w-]+)(?:\*(?P<part>\d{1,3}))?(?P<star>\*)?\s*=\s*"
    r"(?P<value>\"(?:[^\"\\]|\\.)*\"?|[^;]*)",
    re.DOTALL,
)
_ADDRESS = re.compile(r"[^\s<>\"(),;:]{1,64}@[^\s<>\"(),;:]{1,255}")
_DAY = re.compile(r"(?<!\d)(\d{1,2}) (\w{3})\w* (\d{4}) (\d{1,2}):(\d{2})(?::(\d{2}))?")


def header(part: Message, name: str) -> str:
    """Return a header as it stands, its folds undone, "" when there is none; too long a one is cut."""
    for key, value in part.raw_items():
        if key.lower() == name.lower():
            return re.sub(r"\r?\n[ \t]*", " ", str(value)[: LIMITS.header]).strip()
    return ""


def text_of(raw: str) -> str:
    """Return a header's text with its encoded words, and its bytes without an encoding, decoded."""
    pieces = _WORDS.split(raw)
    texts = [_decoded_words(piece) if at % 2 else _decoded_raw(piece) for at, piece in enumerate(pieces)]
    return printable("".join(texts))


def _decoded_words(words: str) -> str:
    """Return the text of encoded words that follow one another; a letter may be split between two."""
    runs: list[tuple[str, bytes]] = []
    for charset, encoding, content in _ENCODED_WORD.findall(words):
        blob = _unpacked(content, encoding.lower())
        name = charset.partition("*")[0].lower()
        if runs and runs[-1][0] == name:
            runs[-1] = (name, runs[-1][1] + blob)
        else:
            runs.append((name, blob))
    tail = " " if words[-1:].isspace() else ""
    return "".join(decode_text(blob, charset) for charset, blob in runs) + tail


def _unpacked(content: str, encoding: str) -> bytes:
    raw = content.encode("ascii", "surrogateescape")
    if encoding == "q":
        return quopri.decodestring(raw.replace(b"_", b" "))
    plain = re.sub(rb"[^A-Za-z0-9+/]", b"", raw)
    try:
        return base64.b64decode(plain + b"=" * (-len(plain) % 4))
    except binascii.Error:
        return base64.b64decode(plain[: len(plain) // 4 * 4])


def _decoded_raw(text: str) -> str:
    return text if text.isascii() else decode_text(raw_bytes(text))


def raw_bytes(text: str) -> bytes:
    """Return the bytes that a header's text stands for."""
    return text.encode("utf-8", "surrogateescape")


def parameter(part: Message, header_name: str, name: str) -> str:
    """Return a parameter of a header, decoded; "" when it has none. Parts (``*0*``) are put together."""
    raw = header(part, header_name)
    plain, parts = "", dict[int, tuple[bytes, bool]]()
    for match in _PARAMETER.finditer(raw):
        if match["name"].lower() != name:
            continue
        value = _unquoted(match["value"])
        if match["part"] is None and not match["star"]:
            plain = plain or text_of(value)
        else:
            parts.setdefault(int(match["part"] or 0), (raw_bytes(value), bool(match["star"])))
    return _joined([parts[index] for index in sorted(parts)]) if parts else plain


def _unquoted(value: str) -> str:
    value = value.strip()
    if value.startswith('"'):
        return re.sub(r"\\(.)", r"\1", value[1:].removesuffix('"'), flags=re.DOTALL)
    return value


def _joined(parts: list[tuple[bytes, bool]]) -> str:
    charset, blob = "", b""
    for index, (value, is_encoded) in enumerate(parts):
        if is_encoded and index == 0 and value.count(b"'") >= 2:
            name, _, value = value.split(b"'", 2)
            charset = name.decode("ascii", "replace")
        blob += unquote_to_bytes(value) if is_encoded else value
    return (
        text_of(blob.decode("utf-8", "surrogateescape"))
        if not charset
        else printable(decode_text(blob, charset))
    )


def attachment_name(name: str) -> str:
    """Return the name of what was attached, without the folders in it; `NAMELESS` for none."""
    return (parts_of_name(name) or (NAMELESS,))[-1]


def address_of(raw: str) -> str:
    """Return the first mail address in a header; "" when it has none."""
    try:
        _, address = email.utils.parseaddr(raw)
    except (ValueError, IndexError, TypeError):
        address = ""
    if "@" not in address:
        found = _ADDRESS.search(raw)
        address = found.group() if found else ""
    return printable(address)


def display_name_of(raw: str) -> str:
    """Return what the first sender in a header calls himself; "" when he does not."""
    name, bracket, _ = raw.partition("<")
    return printable(name).strip(" \"',") if bracket else ""


def time_of(raw: str) -> datetime | None:
    """Return the time in a ``Date`` header, in Vietnam's zone; None when missing or in no calendar."""
    try:
        when = in_vietnam(email.utils.parsedate_to_datetime(raw[:200]))
    except (ValueError, TypeError, IndexError, OverflowError, AttributeError):
        when = None
    return when or _time_without_zone(raw[:200])


def _time_without_zone(raw: str) -> datetime | None:
    """Return the day and time of a header whose zone cannot be (+99:99)."""
    parsed = email.utils.parsedate(raw) if _DAY.search(raw) else None
    if parsed is None:
        return None
    try:
        return datetime(*parsed[:6], tzinfo=VIETNAM)
    except (ValueError, TypeError, OverflowError):
        return None

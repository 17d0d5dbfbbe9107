"""The bytes of a mail (.eml) → what was attached to it, and what was typed into it.

Only pictures that the mail's own text shows are left out; everything else that is attached is yielded.
"""

from __future__ import annotations

import base64
import binascii
import email
import re
from collections.abc import Iterator
from dataclasses import replace
from email.message import Message
from urllib.parse import unquote

from sokhet_docs.office.file_kinds import FILE_STARTS
from sokhet_docs.office.text_kinds import plain_mail
from sokhet_docs.returns import mail_bodies
from sokhet_docs.returns.containers import (
    LIMITS,
    SEND_AGAIN,
    Budget,
    ContainerError,
    Content,
    MailContext,
    guarded,
)
from sokhet_docs.returns.mail_words import (
    NAMELESS,
    address_of,
    attachment_name,
    display_name_of,
    header,
    parameter,
    raw_bytes,
    text_of,
    time_of,
)
from sokhet_docs.text.decoding import decode_text

DAMAGED = "Thư bị hỏng, không đọc được hết."
_MAX_BOUNDARIES = 50
_MAX_DEPTH = 50  # parts within one another
_BOUNDARY = re.compile(rb'boundary\*?=\s*"?([^"\r\n;]{1,200})', re.IGNORECASE)
_SHOWN = re.compile(r"cid:([^\"'\s>)]+)", re.IGNORECASE)
_NOT_ATTACHED = {
    "message/delivery-status", "message/disposition-notification", "text/rfc822-headers",
    "application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature",
    "application/applefile",
}  # fmt: skip
_ENCODINGS = ("base64", "quoted-printable")  # which the standard library has undone
_BASE64 = bytes(range(48, 58)) + bytes(range(65, 91)) + bytes(range(97, 123)) + b"+/="
_SPLIT = "Thư bị chia thành nhiều phần, không ghép được."
_ELSEWHERE = "Tệp đính kèm nằm ở nơi khác (liên kết), không lấy về."


def iter_mail(data: bytes, budget: Budget, key: str = "") -> Iterator[Content]:
    """Yield what lies in the mail ``data``, forwarded mails within it included; ``key`` tells it from others.

    What was typed into it comes first. Raises ContainerError when it cannot be read, or not to its end.
    """
    return guarded(_iter_mail(data, budget, key), DAMAGED)


def _iter_mail(data: bytes, budget: Budget, key: str) -> Iterator[Content]:
    data = plain_mail(data)
    _refuse_huge(data)
    message = email.message_from_bytes(data)
    yield from _MailReader(budget).iter_message(message, _context_of(message, MailContext(key)))


def _refuse_huge(data: bytes) -> None:
    """Raise ContainerError for a mail of so many parts, or so long a header, that reading it never ends."""
    boundaries = set(_BOUNDARY.findall(data[: LIMITS.headers * 20]))
    count = sum(data.count(b"--" + boundary.strip()) for boundary in list(boundaries)[:_MAX_BOUNDARIES])
    end = re.search(rb"\r?\n\r?\n", data)
    head = end.start() if end else len(data)
    if len(boundaries) > _MAX_BOUNDARIES or count > 2 * LIMITS.parts or head > LIMITS.headers:
        raise ContainerError("Thư có quá nhiều phần hoặc phần đầu quá dài, không đọc.", SEND_AGAIN)


def _context_of(message: Message, outer: MailContext) -> MailContext:
    """Return what the headers of a mail say; in a forwarded one ``sent`` stays that of the outer mail."""
    time = time_of(header(message, "date"))
    subject = text_of(header(message, "subject"))
    written = text_of(header(message, "from")) or text_of(header(message, "sender"))
    sender, name = address_of(written), display_name_of(written)
    automatic = header(message, "auto-submitted").lower().startswith("auto-")
    return replace(
        outer,
        subject=subject,
        sender=sender or outer.sender,
        sender_name=name,
        sent=time,
        automatic=automatic,
    )


class _MailReader:
    """Reads one mail and those forwarded in it."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._parts = 0

    def iter_message(self, message: Message, mail: MailContext) -> Iterator[Content]:
        """Yield what was typed into ``message``, then what is attached to it."""
        leaves = list(self._iter_leaves(message, 0))
        texts = [part for part in leaves if _is_text(part)]
        body = _Body(texts, _shown_otherwise(message), mail.subject)
        if mail.forwarded is None and (time := mail_bodies.forwarded_time(body.plain, mail.subject)):
            mail = replace(mail, forwarded=time)
        if body.plain.strip() or mail.subject:
            self._budget.spend(len(body.data))
            yield Content(mail.subject, body.data, mail=mail, is_body=True)
        for number, part in enumerate(leaves, 1):
            if not _is_text(part):
                yield from self._iter_part(part, mail, number, body.shown)
        yield from (self._content(name, blob, mail) for name, blob in body.files)

    def _iter_leaves(self, part: Message, depth: int) -> Iterator[Message]:
        self._parts += 1
        if self._parts > LIMITS.parts or depth > _MAX_DEPTH:
            raise ContainerError("Thư có quá nhiều phần, không đọc hết.", SEND_AGAIN)
        payload = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(payload, list):
            for child in payload:
                if isinstance(child, Message):
                    yield from self._iter_leaves(child, depth + 1)
        else:
            yield part

    def _iter_part(self, part: Message, mail: MailContext, number: int, shown: set[str]) -> Iterator[Content]:
        kind = part.get_content_type()
        if kind == "message/partial":
            yield Content("", mail=mail, trouble=_SPLIT, advice=SEND_AGAIN)
        elif kind == "message/external-body":
            yield Content(_name_of(part), mail=mail, trouble=_ELSEWHERE, advice=SEND_AGAIN)
        elif kind in ("message/rfc822", "message/global", "message/news") and part.is_multipart():
            yield from self._iter_forwarded(part, mail, number)
        elif kind.startswith("multipart/"):
            yield Content("", mail=mail, trouble=DAMAGED, advice=SEND_AGAIN)
        elif kind not in _NOT_ATTACHED and not _is_decoration(part, shown):
            yield self._content(_name_of(part), _bytes_of(part), mail)

    def _content(self, name: str, blob: bytes, mail: MailContext) -> Content:
        self._budget.spend(len(blob))
        return Content(attachment_name(name), blob, mail=mail)

    def _iter_forwarded(self, part: Message, mail: MailContext, number: int) -> Iterator[Content]:
        payload = part.get_payload()
        inner = payload[0] if isinstance(payload, list) and payload else None
        if not isinstance(inner, Message):
            return
        packed = inner.get_payload()
        if (
            not inner.keys()
            and isinstance(packed, str)
            and "base64" in header(part, "content-transfer-encoding")
        ):
            yield self._content(f"{NAMELESS}.eml", _from_base64(raw_bytes(packed)), mail)
            return
        context = _context_of(inner, replace(mail, key=f"{mail.key}/{number}"))
        time = context.sent
        yield from self.iter_message(
            inner, replace(context, sent=mail.sent, forwarded=time or mail.forwarded)
        )


class _Body:
    """What was typed into one mail: its text ``parts``, without those that others of them show as a page."""

    def __init__(self, parts: list[Message], shown_otherwise: set[int], subject: str) -> None:
        decoded = [(part, _decoded(part)) for part in parts]
        plain = [(part, text) for part, text in decoded if not _is_page(part)]
        self.files = [
            file for part, text in plain for file in mail_bodies.iter_written_files(text, _bytes_of(part))
        ]
        pages = [text for part, text in decoded if _is_page(part)]
        self.shown = {unquote(cid).casefold() for page in pages for cid in _SHOWN.findall(page)}
        whole = "\n".join(
            text if _is_page(part) else mail_bodies.page_of_text(text)
            for part, text in decoded
            if id(part) not in shown_otherwise
        )
        quotes = mail_bodies.is_answer(subject)
        self.plain = mail_bodies.text_of_html(whole, quotes=quotes) if pages else ""
        page = whole if self.plain.strip() else ""
        if not page:
            self.plain = mail_bodies.without_written_files("\n".join(text for _, text in plain))
        self.data = mail_bodies.packed(page, self.plain)


def _is_page(part: Message) -> bool:
    return part.get_content_subtype() == "html"


def _shown_otherwise(message: Message) -> set[int]:
    """Return the identities of the plain texts that a mail also has as a page."""
    found: set[int] = set()
    for part in message.walk():
        if part.get_content_type() == "multipart/alternative":
            inner = [one for one in part.walk() if not one.is_multipart() and _is_text(one)]
            if any(_is_page(one) for one in inner):
                found.update(id(one) for one in inner if not _is_page(one))
    return found


def _is_text(part: Message) -> bool:
    """Return whether a part is what was typed, rather than a file with text in it."""
    if part.get_content_type() not in ("text/plain", "text/html", "text/enriched", "text/richtext"):
        return False
    if part.get_content_disposition() == "attachment" or _given_name(part):
        return False
    return not _bytes_of(part).startswith(FILE_STARTS)  # such a part is attached, whatever its header says


def _decoded(part: Message) -> str:
    return decode_text(_bytes_of(part), parameter(part, "content-type", "charset"))


def _bytes_of(part: Message) -> bytes:
    """Return the content of a part, decoded as its header says, or as it shows where the header is odd."""
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return b""
    said = header(part, "content-transfer-encoding").lower()
    if said in _ENCODINGS or content.lstrip()[:8].translate(None, _BASE64):
        return content
    unpacked = _from_base64(content)
    return unpacked if unpacked.startswith(FILE_STARTS) else content


def _name_of(part: Message) -> str:
    """Return the name of an attachment, by whichever header says it; `NAMELESS` when none does."""
    name = _given_name(part) or text_of(header(part, "content-description"))
    name = name or unquote(text_of(header(part, "content-location")).rpartition("/")[2])
    return attachment_name(name)


def _given_name(part: Message) -> str:
    return parameter(part, "content-disposition", "filename") or parameter(part, "content-type", "name")


def _is_decoration(part: Message, shown: set[str]) -> bool:
    # A picture that the mail's own text shows, such as the sender's emblem.
    cid = header(part, "content-id").strip("<> ").casefold()
    return bool(cid) and cid in shown and part.get_content_maintype() == "image"


def _from_base64(text: bytes) -> bytes:
    plain = re.sub(rb"[^A-Za-z0-9+/]", b"", text)
    try:
        return base64.b64decode(plain + b"=" * (-len(plain) % 4))
    except binascii.Error:
        return b""

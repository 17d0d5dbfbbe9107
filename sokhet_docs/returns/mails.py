"""The bytes of a mail (.eml) → when it was sent, by whom, about what, with which attachments."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage, Message
from pathlib import PurePosixPath

from sokhet_docs.returns.received import VIETNAM
from sokhet_docs.text.vietnamese import clean

# The mail library raises whatever comes first for mails that break its rules.
_FAULTS = (ValueError, LookupError, TypeError, AttributeError, RecursionError)


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail. ``sent`` is None when its date is missing or wrong; ``attached`` are (name, content)."""

    subject: str
    sent: datetime | None
    sender: str
    attached: tuple[tuple[str, bytes], ...]


def read_mail(data: bytes) -> Mail:
    """Return the mail that ``data`` holds, attachments of forwarded mails within it included.

    Raises ValueError when it cannot be read.
    """
    try:
        mail = email.message_from_bytes(data, EmailMessage, policy=email.policy.default)
        subject = clean(str(mail.get("subject", "")))
        return Mail(subject, _sent_time(mail), _sender_of(mail), tuple(_iter_attached(mail)))
    except _FAULTS as err:
        raise ValueError("a damaged mail") from err


def _iter_attached(mail: EmailMessage) -> Iterator[tuple[str, bytes]]:
    for part in mail.walk():
        name = part.get_filename()
        if part.is_multipart() or not name or _is_decoration(part):
            continue
        content = part.get_payload(decode=True)
        if isinstance(content, bytes):
            yield PurePosixPath(clean(name).replace("\\", "/")).name or "không tên", content


def _is_decoration(part: Message) -> bool:
    # A picture that the mail's own text shows, such as the sender's emblem.
    shown = part.get_content_disposition() == "inline" or part.get("Content-ID") is not None
    return shown and part.get_content_maintype() == "image"


def _sent_time(mail: EmailMessage) -> datetime | None:
    when = getattr(mail.get("date"), "datetime", None)
    if not isinstance(when, datetime):
        return None
    return when.replace(tzinfo=VIETNAM) if when.tzinfo is None else when.astimezone(VIETNAM)


def _sender_of(mail: EmailMessage) -> str:
    addresses = getattr(mail.get("from"), "addresses", ())
    return str(addresses[0].addr_spec) if addresses else ""

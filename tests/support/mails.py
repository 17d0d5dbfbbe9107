"""Mails with files in them, as a mail program stores them (.eml)."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path


def mail_of(
    *files: Path | tuple[str, bytes], date: str, subject: str = "Báo cáo", words: str = "Kính gửi báo cáo."
) -> bytes:
    """Return a mail sent on ``date`` (``Mon, 18 Apr 2022 08:00:00 +0700``; "": without one)."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "x@y.example", "dangkhoi@hatinh.example", subject
    if date:
        mail["Date"] = date
    mail.set_content(words)
    for file in files:
        name, content = (file.name, file.read_bytes()) if isinstance(file, Path) else file
        mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()

"""What a file is packed in: archives, mails, folders; how much of it may still be unpacked."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import PurePosixPath

from sokhet_docs.office.file_kinds import Kind
from sokhet_docs.office.files import sha256_of
from sokhet_docs.returns.containers import Budget, MailContext
from sokhet_docs.returns.expected import Expected
from sokhet_docs.returns.incoming_file import Incoming
from sokhet_docs.returns.received import BETWEEN


@dataclass(frozen=True, slots=True)
class Around:
    """What a file is packed in: label and hints so far, the mail, how deep it lies, what may be unpacked.

    ``expected`` is what is expected of a mail.
    """

    budget: Budget = field(default_factory=Budget)
    expected: Expected = field(default_factory=Expected)
    label: str = ""
    hints: tuple[str, ...] = ()
    sender: str = ""
    sender_name: str = ""
    subject: str = ""
    sent: datetime | None = None
    forwarded: datetime | None = None
    in_mail: bool = False
    bundle: str = ""
    depth: int = 0

    def within(self, name: str, data: bytes) -> Around:
        """Return what is around the contents of the container ``name``."""
        return replace(
            self,
            label=self.label_of(name),
            hints=(PurePosixPath(name).stem, *self.hints),
            bundle=self.bundle if self.in_mail else sha256_of(data)[:16],
            depth=self.depth + 1,
        )

    def within_mail(self, mail: MailContext) -> Around:
        """Return what is around the attachments of ``mail``, the mail itself being around already.

        Of mails within one another the outermost tells when it was sent, the innermost what was forwarded.
        """
        forwarded = mail.forwarded or (mail.sent if self.in_mail else None) or self.forwarded
        return replace(
            self,
            hints=(mail.subject, *self.hints),
            sender=mail.sender or self.sender,
            sender_name=mail.sender_name if mail.sender else self.sender_name,
            subject=mail.subject,
            sent=self.sent or mail.sent,
            forwarded=forwarded,
            in_mail=True,
            bundle=mail.key,
        )

    def label_of(self, name: str) -> str:
        """Return the label of the file ``name`` that lies here."""
        return f"{self.label}{BETWEEN}{name}" if self.label else name

    def incoming(self, name: str, data: bytes, kind: Kind, time: datetime, trouble: str = "") -> Incoming:
        """Return the file ``name`` that lies here."""
        return Incoming(
            name=name,
            label=self.label_of(name),
            data=data,
            kind=kind,
            received=self.sent or time,
            time=time,
            hints=(*self.hints, self.sender_name) if self.sender_name else self.hints,
            sender=self.sender,
            sent=self.sent,
            forwarded=self.forwarded,
            bundle=self.bundle,
            trouble=trouble,
        )

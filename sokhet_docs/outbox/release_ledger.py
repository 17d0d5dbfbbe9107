"""What was released (phát hành): which files, to whom, when, under which numbers.

Each release has a folder of copies under ``da-phat-hanh`` in the output folder. A later release holds only
letters that are new or have changed: one that follows another names the file that it replaces.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sokhet_docs.outbox.ledger import Ledger, Stored

RELEASED_FOLDER = "da-phat-hanh"
COPY_NAME = "so-phat-hanh.json"  # a second copy of the ledger, beside the folders of copies


class SentDocument(Stored, frozen=True):
    """One document as it went out: its template's file name, its title, number ("": blank), day, signatory.

    ``authority``, ``position`` and ``signatory`` are quyền hạn, chức vụ and họ tên of who signed it. ``code``
    is that of its type (CV; "" where its template says none), ``name`` type and subject as registers write
    them. ``by_hand``: the number is not printed but written on the paper.
    """

    template: str
    title: str
    number: str = ""
    day: date | None = None
    authority: str = ""
    position: str = ""
    signatory: str = ""
    code: str = ""
    name: str = ""
    by_hand: bool = False


class SentRecipient(Stored, frozen=True):
    """One of the plan's own recipients, as ``plan.Recipient`` has it."""

    name: str
    purpose: str = ""
    copies: int = 1


class SentLetter(Stored, frozen=True):
    """One file as it went out, and to whom: the unit, Kính gửi, Người nhận, Địa chỉ, Email, Số bản.

    ``sha256`` is that of the file, ``made`` those of our own versions that were known when it went out: the
    file may have been corrected by hand. ``documents`` are titles. ``replaces`` is the file of an earlier
    release that this one follows; "" for a first letter. ``deadline`` is the day before which it asks for the
    report (None: of an older ledger).
    """

    file: str
    sha256: str
    unit_code: str
    unit_name: str
    documents: tuple[str, ...]
    made: tuple[str, ...] = ()
    addressee: str = ""
    recipient_name: str = ""
    address: str = ""
    email: str = ""
    copies: int = 1
    replaces: str = ""
    deadline: date | None = None


class Withdrawal(Stored, frozen=True):
    """When and why a release was taken back."""

    time: datetime
    reason: str


class Correction(Stored, frozen=True):
    """When and why the number of a document was changed in the ledger, and which it was before."""

    time: datetime
    template: str
    before: str
    reason: str


class Release(Stored, frozen=True):
    """One release: its number from 1, its day, the time of the run, the name of its folder of copies.

    ``number`` counts the releases in force. ``documents`` are those of its letters and the plan itself.
    ``issuer_code`` is the code of the issuing body then, ``recipients`` are the plan's own.
    """

    number: int
    day: date
    time: datetime
    folder: str
    note: str = ""
    documents: tuple[SentDocument, ...] = ()
    letters: tuple[SentLetter, ...] = ()
    issuer_code: str = ""
    recipients: tuple[SentRecipient, ...] = ()
    withdrawn: Withdrawal | None = None
    corrections: tuple[Correction, ...] = ()


class ReleaseLedger(Ledger, frozen=True):
    """Every release so far, those taken back included, the oldest first."""

    FILE_NAME = "phat-hanh.json"
    DAMAGED = "Sổ phát hành bị hỏng nên không biết đã phát hành những gì."
    DAMAGED_HINT = (
        f"Chép tệp {{output}}/{RELEASED_FOLDER}/{COPY_NAME} vào đây và đặt tên {FILE_NAME}, hoặc lấy lại từ "
        "bản sao lưu; đừng sửa các tệp khác trong đó."
    )

    about: str = "Sổ phát hành do sokhet-docs ghi: đã gửi những tệp nào, cho ai, ngày nào. Đừng sửa hay xóa."
    releases: tuple[Release, ...] = ()

    def paths(self) -> Iterator[str]:
        """Yield the paths of the copies."""
        for release in self.releases:
            yield f"{RELEASED_FOLDER}/{release.folder}"
            yield from (letter.file for letter in release.letters)

    @property
    def in_force(self) -> tuple[Release, ...]:
        """The releases that were not taken back, the oldest first."""
        return tuple(release for release in self.releases if release.withdrawn is None)

    def letters(self) -> Iterator[tuple[Release, SentLetter]]:
        """Yield every letter in force that no later one replaces, with its release, the oldest first."""
        replaced = {letter.replaces for release in self.in_force for letter in release.letters}
        for release in self.in_force:
            yield from ((release, letter) for letter in release.letters if letter.file not in replaced)

    def document(self, template: str) -> tuple[Release, SentDocument] | None:
        """Return how the document of a template last went out, with its release; None when it never did."""
        return _last(self.in_force, template)

    def number_taken(self, template: str) -> str:
        """Return the last number of a template's document, even if that was taken back; "" for none."""
        found = _last(self.in_force, template) or _last(self.releases, template)
        return found[1].number if found else ""


def _last(releases: Sequence[Release], template: str) -> tuple[Release, SentDocument] | None:
    for release in reversed(releases):
        for document in release.documents:
            if document.template.casefold() == template.casefold():
                return release, document
    return None


@dataclass(frozen=True, slots=True)
class LetterFile:
    """A letter's file that lies on the disk: its path, its unit's code and name, the titles in it.

    ``release`` is the number of the release that it went out with; 0: it was not released.
    """

    path: Path
    unit_code: str
    unit_name: str
    documents: tuple[str, ...]
    release: int = 0


def read_releases(output: Path) -> ReleaseLedger:
    """Return the releases of the output folder ``output``; none where nothing was ever released.

    Raises OutputError when the ledger is damaged, gone while copies are still there, unreadable, or written
    by a newer version.
    """
    copies = output / RELEASED_FOLDER
    if not ReleaseLedger.path(output).exists() and any(copies.glob("*/*.docx")):
        raise ReleaseLedger.damage(output, f"Mất sổ phát hành, mà thư mục {RELEASED_FOLDER} còn bản đã gửi.")
    return ReleaseLedger.read(output)


def copy_path(output: Path, release: Release, letter: SentLetter) -> Path:
    """Return the path of a released letter's copy."""
    return output / RELEASED_FOLDER / release.folder / letter.file


def released_files(output: Path) -> tuple[LetterFile, ...]:
    """Return the copies of the letters that went out last, by release and in the order of the list.

    Empty when nothing was released. Raises OutputError as `read_releases` does.
    """
    return tuple(
        LetterFile(
            copy_path(output, release, letter),
            letter.unit_code,
            letter.unit_name,
            letter.documents,
            release.number,
        )
        for release, letter in read_releases(output).letters()
    )

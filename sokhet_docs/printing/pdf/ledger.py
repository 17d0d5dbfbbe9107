"""What each PDF was made of: the ledger of the folder ``pdf`` of an output folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from sokhet_docs.outbox import Ledger, Stored

PDF_FOLDER = "pdf"
LIBREOFFICE, WORD = "LibreOffice", "Word"  # the programs that make them


class PdfRecord(Stored, frozen=True):
    """One PDF: the SHA-256 of its letter and its own, the program that made it, its number of pages.

    ``before`` is the SHA-256 of the PDF that it replaces: a killed run may have left that one. ``stand_ins``
    are fonts of the letter that the PDF lacks, each with the one that is there instead ("": unknown).
    """

    source: str
    sha256: str
    maker: str
    pages: int
    before: str = ""
    stand_ins: Mapping[str, str] = msgspec.field(default_factory=dict)


class PdfLedger(Ledger, frozen=True):
    """The PDFs by the names of their files."""

    FILE_NAME = "pdf.json"
    DAMAGED = "Sổ ghi các PDF đã tạo bị hỏng nên mọi PDF được làm lại."
    DAMAGED_HINT = "Các PDF đang có được cất vào {output}/.luu/pdf."

    about: str = "Sổ do sokhet-docs ghi: PDF nào làm từ tệp nào. Đừng sửa."
    files: dict[str, PdfRecord] = msgspec.field(default_factory=dict)

    def paths(self) -> Iterator[str]:
        """Yield the paths of the PDFs."""
        return (f"{PDF_FOLDER}/{name}" for name in self.files)

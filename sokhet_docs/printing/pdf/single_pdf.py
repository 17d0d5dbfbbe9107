"""One Word file that is made for one purpose → its PDF, by the same program as the letters' PDFs."""

from __future__ import annotations

from sokhet_docs.office.pdf_facts import read_pdf_facts
from sokhet_docs.printing.pdf.makers import Letter, PdfMaker
from sokhet_docs.printing.pdf.office_pool import OfficePool
from sokhet_docs.problems import OutputError


def convert_one(maker: PdfMaker | None, name: str, docx_bytes: bytes) -> bytes:
    """Return the PDF of the .docx ``docx_bytes``, called ``name``, by ``maker`` (None: LibreOffice).

    Raises OutputError when it cannot be converted.
    """
    maker = maker or OfficePool()
    maker.open()
    try:
        made = maker.submit((Letter(0, name, docx_bytes),)).result()
    finally:
        maker.close()
    content = made.get(0, b"")
    if read_pdf_facts(content) is None:
        message, hint = "Không đổi được tệp này sang PDF, hoặc đổi quá lâu.", "Hãy chạy lại."
        raise OutputError.at(name, message, hint)
    return content

"""Received files of any kind that is read → what the reader of Word files reads, or why there is nothing.

What LibreOffice is not needed for is made here; the others are made ready for it, so that it fetches nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sokhet_docs.office.docx_writer import docx_of
from sokhet_docs.office.file_kinds import CONVERTED, Kind, kind_of
from sokhet_docs.office.files import write_tmp
from sokhet_docs.office.flat_opc import docx_of_flat_opc
from sokhet_docs.office.safe_zip import DAMAGE
from sokhet_docs.office.web_pages import cleaned_page, page_of_mht
from sokhet_docs.problems import ReturnError
from sokhet_docs.returns.mail_notes import is_note, read_note
from sokhet_docs.text.decoding import decode_text

NO_OFFICE = "Máy này không có LibreOffice nên chưa đọc được tệp; hãy mở bằng Word và lưu thành .docx."
NOT_CONVERTED = "LibreOffice không mở được tệp này; hãy mở bằng Word và lưu thành .docx."
_NOT_READ = "Không đọc được tệp này; hãy mở xem, hoặc xin đơn vị gửi lại tệp Word."
_MAX_TEXT = 5_000_000  # bytes of plain text or of a web page
_TOO_LARGE = "Tệp văn bản quá lớn so với một báo cáo, không đọc; cần mở xem."
_WHY_UNREAD = {
    Kind.PDF: "Tệp PDF: không đọc nội dung, cần mở xem.",
    Kind.PICTURE: "Tệp hình: không đọc nội dung, cần mở xem.",
    Kind.ENCRYPTED: "Tệp có mật khẩu, không đọc được; xin đơn vị gửi lại tệp không đặt mật khẩu.",
    Kind.PAGES: "Tệp Pages hoặc Numbers của máy Apple, không đọc được; xin đơn vị gửi lại tệp Word.",
    Kind.SLIDES: "Bài trình chiếu, không đọc được; xin đơn vị gửi lại tệp Word.",
    Kind.PROGRAM: "Tệp chương trình: đừng mở; xin đơn vị gửi lại báo cáo bằng tệp Word.",
    Kind.OUTLOOK: "Chưa đọc được thư Outlook (.msg); hãy kéo tệp đính kèm ra ngoài rồi thu lại.",
    Kind.RAR: "Chưa mở được tệp .rar; hãy giải nén rồi thu lại.",
    Kind.SEVEN_ZIP: "Chưa mở được tệp .7z; hãy giải nén rồi thu lại.",
    Kind.ZIP: "Chưa mở được hết tệp nén; hãy giải nén rồi thu lại.",
}


@dataclass(frozen=True, slots=True)
class Readings:
    """What was made of files: the .docx of each that is read, what LibreOffice has yet to convert.

    ``for_office`` leads from each file to convert to the received one. ``faults`` say why a file cannot be
    read, ``notes`` what a clerk should know of one that can; both are Vietnamese sentences.
    """

    docx: dict[Path, Path] = field(default_factory=dict)
    for_office: dict[Path, Path] = field(default_factory=dict)
    faults: dict[Path, str] = field(default_factory=dict)
    notes: dict[Path, str] = field(default_factory=dict)


def why_unread(kind: Kind) -> str:
    """Return why a file of ``kind`` is not read, and what to do, for a kind that never is."""
    return _WHY_UNREAD.get(kind, _NOT_READ)


def make_readings(paths: Sequence[Path], folder: Path, scratch: Path) -> Readings:
    """Make the .docx of each of ``paths`` in ``folder``, or what LibreOffice converts in ``scratch``.

    Their stems are all different. Raises OSError when nothing can be written.
    """
    readings = Readings()
    for path in paths:
        try:
            _make(path, folder, scratch, readings)
        except ReturnError as err:
            problem = err.problems[0]
            readings.faults[path] = f"{problem.message} {problem.hint}".rstrip()
        except (*DAMAGE, RecursionError, MemoryError):
            readings.faults[path] = _NOT_READ
    return readings


def _make(path: Path, folder: Path, scratch: Path, readings: Readings) -> None:
    data = path.read_bytes()
    kind = Kind.TEXT if is_note(data) else kind_of(data)
    if kind in _PAGES:
        page = scratch / f"{path.stem}.html"
        write_tmp(page, _PAGES[kind](_not_too_large(path, data)), fsync=False)
        readings.for_office[page] = path
    elif kind in CONVERTED:
        readings.for_office[path] = path
    elif kind in _MAKERS or kind in (Kind.SHEET, Kind.CSV):
        target = folder / f"{path.stem}.docx"
        if kind in _MAKERS:
            docx = _MAKERS[kind](_not_too_large(path, data))
        else:
            docx, readings.notes[path] = _sheet_docx(path, data, kind, scratch)
        write_tmp(target, docx, fsync=False)
        readings.docx[path] = target


def _not_too_large(path: Path, data: bytes) -> bytes:
    if len(data) > _MAX_TEXT:
        raise ReturnError.at(path.name, _TOO_LARGE)
    return data


def _text_docx(data: bytes) -> bytes:
    if is_note(data):
        return docx_of(read_note(data).own_words.splitlines())
    return docx_of(decode_text(data).splitlines())


def _sheet_docx(path: Path, data: bytes, kind: Kind, scratch: Path) -> tuple[bytes, str]:
    from sokhet_docs.returns.sheet_tables import (
        read_sheet_tables,  # the readers of tables take 50 ms to import
    )

    if kind is Kind.CSV:
        path = scratch / f"{path.stem}.csv"
        write_tmp(path, decode_text(data).encode("utf-8", "replace"), fsync=False)
    tables = read_sheet_tables(path)
    return tables.docx, tables.note


_PAGES: Mapping[Kind, Callable[[bytes], bytes]] = {Kind.HTML: cleaned_page, Kind.MHT: page_of_mht}
_MAKERS: Mapping[Kind, Callable[[bytes], bytes]] = {Kind.TEXT: _text_docx, Kind.FLAT_OPC: docx_of_flat_opc}

"""Any table file → a book of sheets, or one Vietnamese line that says why it cannot be read.

A file's kind is recognised by its first bytes, not by its name. Macros are never read.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from sokhet_docs.office.file_kinds import OLE_MAGIC, Kind, kind_of
from sokhet_docs.office.files import is_path_too_long
from sokhet_docs.office.opc import CONTENT_TYPES
from sokhet_docs.office.owner_files import find_owner_file, program_of, table_of
from sokhet_docs.office.safe_zip import (
    DAMAGE,
    TABLES,
    EncryptedArchiveError,
    RepeatedPartError,
    SafeZip,
    UnsafeArchiveError,
)
from sokhet_docs.office.windows_refusals import meaning_of
from sokhet_docs.problems import Place, Problem, WorkbookError
from sokhet_docs.text.vietnamese import match_key
from sokhet_docs.workbook.columns import SHEETS
from sokhet_docs.workbook.reading.merged_cells import without_covered_cells
from sokhet_docs.workbook.reading.sheets import Book, TooManyCellsError, Wanted, sheet_key
from sokhet_docs.workbook.reading.xlsx import read_xlsx

MAX_FILE = 150_000_000  # bytes
_TEXT_SUFFIXES = {".csv", ".tsv", ".txt"}
_SAVE_AS_XLSX = "Mở tệp bằng Excel, chọn Lưu thành (Save As), kiểu Excel Workbook (.xlsx)."
# Excel encrypts a book whose structure is protected too, though it opens without a password.
_LOCKED = "Tệp được đặt mật khẩu; Excel có thể tự mở mà không hỏi, nhưng chương trình thì không."
_UNLOCK = "Mở tệp, bỏ mật khẩu và bỏ khóa cấu trúc sổ (Review, Protect Workbook) rồi lưu lại."
_KNOWN = {match_key(name) for name in SHEETS}


def read_book(path: Path, wanted: Wanted | None = None) -> Book:
    """Return the sheets of the plan in the table file at ``path``, or those whose names are ``wanted``.

    Raises WorkbookError when it cannot be read, or has no sheet of the plan.
    """
    with reword_read_errors(path):
        _refuse_locked(path)
        reader = _reader_for(path)
        book = reader(path, wanted or _is_ours)
        return replace(book, sheets=tuple(map(without_covered_cells, book.sheets)))


def _is_ours(name: str) -> bool:
    return sheet_key(name) in _KNOWN


@contextmanager
def reword_read_errors(path: Path) -> Iterator[None]:
    """Turn what the readers and the system raise into one line that names the file."""
    try:
        yield
    except OSError as err:
        raise _error(path, *_refused(path, err)) from err
    except EncryptedArchiveError as err:
        raise _error(path, _LOCKED, _UNLOCK) from err
    except (UnsafeArchiveError, TooManyCellsError) as err:
        raise _error(path, str(err)) from err
    except DAMAGE as err:
        raise _damage(path, err) from err


def _refused(path: Path, err: OSError) -> tuple[str, str]:
    """Return why the system does not give the file at ``path``, and what to do."""
    if path.is_dir():  # of which Windows says no more than that it may not be read
        return "Đây là thư mục, không phải tệp Excel.", ""
    if is_path_too_long(path):
        return "Đường dẫn của tệp quá dài.", "Chép tệp ra gần gốc ổ đĩa rồi chạy lại."
    if meaning := meaning_of(err, path):  # of a server that is gone Windows says, too, that no file is there
        return meaning
    if isinstance(err, FileNotFoundError):
        return "Không có tệp này.", "Kiểm tra lại tên tệp và thư mục."
    if isinstance(err, PermissionError):
        return "Không được phép đọc tệp này.", "Đóng tệp nếu đang mở trong Excel, hoặc xin quyền đọc tệp."
    return "Không đọc được tệp này từ đĩa.", "Chép tệp ra chỗ khác rồi thử lại."


def _damage(path: Path, err: Exception) -> WorkbookError:
    if isinstance(err, RepeatedPartError):
        message = f"Tệp có hai phần khác nhau cùng tên “{err.name}”, không rõ phần nào đúng."
        return _error(path, message, "Mở tệp bằng Excel, xem lại rồi lưu thành tệp mới.")
    return _error(path, "Tệp bị hỏng hoặc không phải là tệp Excel.", _SAVE_AS_XLSX)


def _error(path: Path, message: str, hint: str = "") -> WorkbookError:
    return WorkbookError([Problem(Place(path.name or str(path)), message, hint)])


def _refuse_locked(path: Path) -> None:
    """Raise when the file is open: the saved content may not be what the user sees."""
    if opened := table_of(path.name):
        raise _error(path, f"Đây là tệp khóa tạm của {program_of(path)}.", f"Hãy chọn tệp “{opened}”.")
    if owner_file := find_owner_file(path):
        hint = f"Lưu và đóng tệp rồi chạy lại. Nếu không ai mở tệp, hãy xóa tệp “{owner_file.name}”."
        raise _error(path, f"Tệp đang mở trong {program_of(owner_file)}.", hint)


def _reader_for(path: Path) -> Callable[[Path, Wanted], Book]:
    """Return the reader for what the file's first bytes say it is."""
    if path.exists() and not path.is_file() and not path.is_dir():
        raise _error(path, "Đây không phải là một tệp.")
    with path.open("rb") as stream:
        head = stream.read(8)
    size = path.stat().st_size
    if size > MAX_FILE:
        raise _error(path, f"Tệp lớn tới {size // 1_000_000} MB, quá lớn so với một danh sách đơn vị.")
    if not head:
        raise _error(path, "Tệp rỗng (0 byte).", "Lấy lại tệp từ bản lưu, hoặc làm lại từ tệp mẫu.")
    if head.startswith(b"PK"):
        return _zip_reader(path)
    if head == OLE_MAGIC:
        return _ole_reader(path)
    if path.suffix.lower() in _TEXT_SUFFIXES:
        from sokhet_docs.workbook.reading.csv_files import read_csv  # seldom needed

        return read_csv
    raise _error(path, "Đây không phải là tệp Excel.", _SAVE_AS_XLSX)


def _zip_reader(path: Path) -> Callable[[Path, Wanted], Book]:
    with SafeZip.opened(io.BytesIO(path.read_bytes()), TABLES) as archive:
        if "xl/workbook.bin" in archive:
            raise _error(path, "Chưa đọc được tệp kiểu .xlsb.", _SAVE_AS_XLSX)
        if "word/document.xml" in archive:
            raise _error(path, "Đây là tệp Word, không phải tệp Excel.")
        if CONTENT_TYPES in archive:
            return read_xlsx
        if "encrypted-package" in archive:  # the whole file, as LibreOffice encrypts it since version 24.8
            raise EncryptedArchiveError
        if "content.xml" in archive:
            from sokhet_docs.workbook.reading.ods import read_ods  # seldom needed

            return read_ods
    raise _error(path, "Đây không phải là tệp Excel.", _SAVE_AS_XLSX)


def _ole_reader(path: Path) -> Callable[[Path, Wanted], Book]:
    if kind_of(path.read_bytes()) is Kind.ENCRYPTED:
        raise EncryptedArchiveError
    from sokhet_docs.workbook.reading.xls import read_xls  # seldom needed

    return read_xls

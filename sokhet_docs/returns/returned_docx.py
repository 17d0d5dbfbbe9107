"""A .docx from outside → the XML of the parts that are read, within limits.

Nothing in a returned file is run, followed or fetched, no picture is unpacked, and what claims to be enormous
is refused before it is unpacked. Sizes are in bytes.
"""

from __future__ import annotations

from pathlib import Path

from sokhet_docs.office.docx_parts import DocxParts, read_parts
from sokhet_docs.office.safe_zip import DAMAGE, EncryptedArchiveError, UnsafeArchiveError
from sokhet_docs.problems import ReturnError

MAX_FILE = 200_000_000
_SEND_AGAIN = "Xin đơn vị gửi lại tệp Word."


def read_returned_docx(path: Path, *, marks: bool = False, sides: bool = False) -> DocxParts:
    """Return the parts of the .docx ``path``, with ``marks`` also those that tell whose it is.

    With ``sides`` also those that hold words beside the body.

    Raises ReturnError, its one problem naming the file.
    """
    try:
        # From memory: of a damaged zip, seeking in a file would raise an OSError as a bad disk does.
        return read_parts(_content_of(path), marks=marks, sides=sides)
    except EncryptedArchiveError as err:
        raise ReturnError.at(path.name, "Tệp có mật khẩu, không đọc được.", _SEND_AGAIN) from err
    except UnsafeArchiveError as err:
        hint = "Đề nghị đơn vị chép nội dung sang mẫu mới rồi gửi lại."
        raise ReturnError.at(path.name, "Tệp quá lớn hoặc quá phức tạp, không đọc.", hint) from err
    except FileNotFoundError as err:
        raise ReturnError.at(path.name, "Tệp không còn ở chỗ cũ.", "Hãy thu lại tệp này.") from err
    except OSError as err:
        raise ReturnError.at(path.name, f"Không mở được tệp ({err.strerror or err}).") from err
    except DAMAGE as err:
        raise ReturnError.at(path.name, "Tệp bị hỏng hoặc không phải là tệp Word.", _SEND_AGAIN) from err


def _content_of(path: Path) -> bytes:
    if path.stat().st_size > MAX_FILE:
        raise UnsafeArchiveError
    return path.read_bytes()

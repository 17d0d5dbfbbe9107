"""An error code of Windows → what it means to a clerk, and what she can do.

Python gives many of Windows' codes one meaning (`errno`); the code itself (`winerror`) says more. The codes
are those of winerror.h; no other system has them, and then nothing is said here.
"""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

Meaning: TypeAlias = tuple[str, str]
"""What is wrong, and what to do."""

_SHARING = {32, 33}  # ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION
_PROTECTED = {19}  # ERROR_WRITE_PROTECT
_BAD_NAME = {123, 161, 267}  # ERROR_INVALID_NAME, ERROR_BAD_PATHNAME, ERROR_DIRECTORY
_TOO_LONG = {111, 206}  # ERROR_BUFFER_OVERFLOW, ERROR_FILENAME_EXCED_RANGE
_NOT_READY = {21, 31, 433, 483, 1117, 1167}  # ERROR_NOT_READY … ERROR_DEVICE_NOT_CONNECTED
_NETWORK = {
    *(51, 52, 53, 54, 55, 58, 59, 64, 65, 67, 71, 121),  # ERROR_REM_NOT_LIST … ERROR_SEM_TIMEOUT
    *(1203, 1219, 1222, 1231, 1232, 1236, 1311, 1326, 2250),  # ERROR_NO_NET_OR_BAD_PATH … ERROR_NOT_CONNECTED
}
# ERROR_CLOUD_FILE_…, ERROR_FILE_OFFLINE
_CLOUD = {358, *range(362, 367), *range(374, 399), 404, 426, 434, 475, 4350}
_FULL = {39, 112, 1295}  # ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL, ERROR_DISK_QUOTA_EXCEEDED
DISK_FULL: Meaning = (
    "Ổ đĩa đã đầy nên không ghi thêm được; các tệp đã có vẫn nguyên vẹn.",
    "Xóa bớt tệp không cần hoặc chọn thư mục ở ổ khác, rồi chạy lại.",
)
_MEANINGS: tuple[tuple[set[int], str, str], ...] = (
    (
        _PROTECTED,
        "Ổ đĩa hoặc thẻ nhớ này đang khóa, không ghi được.",
        "Gạt khóa trên thẻ, hoặc chọn thư mục ở ổ khác.",
    ),
    (
        _BAD_NAME,
        "Tên này có ký tự mà Windows không cho dùng, hoặc không phải là tên thư mục.",
        'Bỏ các ký tự \\ / : * ? " < > | trong tên, rồi chạy lại.',
    ),
    (
        _TOO_LONG,
        "Đường dẫn của tệp quá dài.",
        "Chuyển thư mục ra gần gốc ổ đĩa hoặc đặt tên ngắn hơn.",
    ),
    (
        _NOT_READY,
        "Ổ đĩa hoặc USB chưa sẵn sàng hay vừa bị rút ra.",
        "Cắm lại, mở xem được bằng Explorer rồi chạy lại.",
    ),
    (
        _NETWORK,
        "Không nối được tới máy chủ hoặc ổ mạng này.",
        "Mở thư mục bằng Explorer để nối lại, hoặc chép về máy, rồi chạy lại.",
    ),
    (
        _CLOUD,
        "Tệp mới chỉ nằm trên OneDrive (đám mây), chưa tải được về máy.",
        "Nối mạng, bấm chuột phải vào tệp, chọn “Always keep on this device”, đợi tải xong rồi chạy lại.",
    ),
    (_FULL, *DISK_FULL),
)
_PROGRAMS = {
    "Word": (".doc", ".docx", ".docm", ".dot", ".dotx", ".rtf"),
    "Excel": (".xls", ".xlsx", ".xlsm", ".xlsb", ".csv"),
    "chương trình xem PDF": (".pdf",),
}


def meaning_of(err: Exception, path: Path) -> Meaning | None:
    """Return what the code of ``err``, met at ``path``, means; None where there is none that says more."""
    code = getattr(err, "winerror", None)
    if code in _SHARING:
        return locked(path)
    return next(((what, todo) for codes, what, todo in _MEANINGS if code in codes), None)


def locked(path: Path) -> Meaning:
    """Return what is said of a file that another program holds: its kind tells which one that will be."""
    message = "Tệp đang bị khóa hoặc đang mở ở chương trình khác."
    if path.is_dir():
        return "Có tệp trong thư mục này đang mở ở chương trình khác.", "Đóng các tệp ấy rồi chạy lại."
    return message, f"Đóng tệp trong {program_for(path) or 'chương trình ấy'} rồi chạy lại."


def program_for(path: Path) -> str:
    """Return the program that a clerk opens a file like ``path`` with; "" where that may be any."""
    suffix = path.suffix.lower()
    return next((program for program, suffixes in _PROGRAMS.items() if suffix in suffixes), "")

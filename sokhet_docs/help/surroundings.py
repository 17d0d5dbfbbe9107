"""This machine → the program itself, the working folder, the console, each as findings."""

from __future__ import annotations

import os
import platform
import shutil
import struct
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from sokhet_docs._version import __version__
from sokhet_docs.help.registry import MACHINE, value_of
from sokhet_docs.help.report import Finding, State

_EXTRAS = {
    "word": ("win32com", "tạo PDF bằng Word cần phần này; không có thì dùng LibreOffice."),
    "cluster": ("distributed", "chỉ cần khi chia việc tạo PDF cho nhiều máy."),
}
_LITTLE_SPACE = 500_000_000  # bytes: a year's letters, their copies and PDFs
_LONG_FOLDER = 150  # characters, beyond which Word may not open the longest of the files
_FILE_SYSTEM = r"SYSTEM\CurrentControlSet\Control\FileSystem"


def iter_program() -> Iterator[Finding]:
    """Yield the versions of program, Python and system, and which extras are there."""
    yield Finding("sokhet-docs", __version__)
    yield Finding("Python", f"{platform.python_version()}, {8 * struct.calcsize('P')} bit")
    yield Finding("Hệ điều hành", _system())
    for name, (module, meaning) in _EXTRAS.items():
        if name == "word" and sys.platform != "win32":
            continue
        there = find_spec(module) is not None
        yield Finding(f"Phần thêm {name}", "có") if there else _missing_extra(name, meaning)


def _missing_extra(name: str, meaning: str) -> Finding:
    return Finding(f"Phần thêm {name}", "không cài", State.MISSING, meaning)


def _system() -> str:
    return " ".join(filter(None, (platform.system(), platform.release(), platform.version()[:40])))


def iter_folder(folder: Path) -> Iterator[Finding]:
    """Yield whether ``folder``, the working folder, can be worked in; not its name, which may be private."""
    length = len(str(folder.absolute()))
    on = folder.absolute().drive or folder.absolute().root
    if length > _LONG_FOLDER:
        meaning = "đường dẫn dài, tệp trong đó có thể quá 259 ký tự; dời thư mục ra gần gốc ổ đĩa."
        yield Finding("Thư mục đang đứng", f"ổ {on}, đường dẫn {length} ký tự", State.MISSING, meaning)
    else:
        yield Finding("Thư mục đang đứng", f"ổ {on}, đường dẫn {length} ký tự")
    yield _read(folder)
    yield _written(folder)
    yield _space(folder)
    if sys.platform == "win32":
        yield _long_paths()


def _read(folder: Path) -> Finding:
    try:
        next(folder.iterdir(), None)
    except OSError:
        return Finding("Đọc thư mục", "không được", State.BAD, "không đọc được tệp Excel và mẫu ở đây.")
    return Finding("Đọc thư mục", "được")


def _written(folder: Path) -> Finding:
    try:
        with tempfile.TemporaryFile(prefix=".sokhet-docs-", dir=folder) as stream:
            stream.write(b"x")
    except OSError:
        meaning = "không tạo được văn bản ở đây; làm việc trong thư mục của mình, chẳng hạn Documents."
        return Finding("Ghi thư mục", "không được", State.BAD, meaning)
    return Finding("Ghi thư mục", "được")


def _space(folder: Path) -> Finding:
    free = shutil.disk_usage(folder).free
    shown = f"còn {free / 1e9:.1f} GB".replace(".", ",")
    if free < _LITTLE_SPACE:
        return Finding("Ổ đĩa", shown, State.BAD, "sắp đầy; xóa bớt hoặc làm việc ở ổ khác.")
    return Finding("Ổ đĩa", shown)


def _long_paths() -> Finding:
    allowed = value_of(MACHINE, _FILE_SYSTEM, "LongPathsEnabled") == "1"
    value = "cho phép" if allowed else "không cho phép"
    return Finding("Đường dẫn quá 260 ký tự", value, State.GOOD, "Word vẫn chỉ mở được tới 259 ký tự.")


def iter_console() -> Iterator[Finding]:
    """Yield how the console shows Vietnamese."""
    encoding = (getattr(sys.stdout, "encoding", "") or "không rõ").lower()
    where = "cửa sổ lệnh" if sys.stdout.isatty() else "tệp hoặc chương trình khác"
    yield Finding("Chữ in ra", f"{encoding}, ra {where}")
    if page := _code_page():
        if page == "65001" or sys.stdout.isatty():
            yield Finding("Bảng mã cửa sổ lệnh", page)
        else:
            meaning = "chữ chuyển qua “|” hay “>” là UTF-8; hiện sai thì gõ trước: chcp 65001"
            yield Finding("Bảng mã cửa sổ lệnh", page, State.MISSING, meaning)


def _code_page() -> str:
    if sys.platform != "win32":
        return ""
    import ctypes  # pragma: no cover

    return str(ctypes.windll.kernel32.GetConsoleOutputCP() or "")  # pragma: no cover


def iter_places(settings: Path) -> Iterator[Finding]:
    """Yield where the program keeps its settings and the log of its last accident: ``settings``."""
    yield Finding("Nơi giữ thiết lập", str(settings))
    log = settings / "loi.log"
    yield Finding("Nhật ký sự cố", f"{log} ({'có' if log.is_file() else 'chưa có sự cố nào'})")


def homes() -> list[Path]:
    """Return the user's own folders, whose paths say her name."""
    named = (os.environ.get(name) for name in ("USERPROFILE", "HOME", "OneDrive"))
    found = {Path(name) for name in named if name}
    try:
        found.add(Path.home())
    except RuntimeError:  # of a user without a home
        return sorted(found)
    return sorted(found)


def user_name() -> str:
    """Return the user's name on this machine; "" where it has none."""
    return os.environ.get("USERNAME") or os.environ.get("USER") or ""

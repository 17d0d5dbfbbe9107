"""This machine → its office programs, its fonts and its printers, each as findings.

On Windows the registry says them, elsewhere fontconfig and CUPS; nothing is started that shows a window.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from sokhet_docs.help.registry import CLASSES, MACHINE, USER, value_of, values_of
from sokhet_docs.help.report import Finding, State
from sokhet_docs.office.libreoffice import find_libreoffice

SECONDS = 4.0  # that a program may take to answer
_OFFICE = r"SOFTWARE\Microsoft\Office\ClickToRun\Configuration"
_FONTS = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion\Fonts"
_PRINTERS = r"Software\Microsoft\Windows NT\CurrentVersion\Devices"
_DEFAULT_PRINTER = r"Software\Microsoft\Windows NT\CurrentVersion\Windows"
_TIMES = "Times New Roman"
_AS_WIDE = ("Liberation Serif", "Tinos")  # whose letters are exactly as wide as those of Times New Roman
_WORD_YEARS = {"16": "2016 trở lên", "15": "2013", "14": "2010", "12": "2007"}


def iter_office() -> Iterator[Finding]:
    """Yield Word, Excel and LibreOffice, with their versions."""
    word, excel = _microsoft("Word"), _microsoft("Excel")
    office = find_libreoffice()
    yield _program("Word", word, "dùng LibreOffice để mở, sửa và in văn bản." if office else _NOTHING_OPENS)
    yield _program("Excel", excel, "dùng LibreOffice để điền tệp units.xlsx." if office else _NOTHING_OPENS)
    yield _program("LibreOffice", _libreoffice(office) if office else "", _without_libreoffice(bool(word)))


_NOTHING_OPENS = "chưa có chương trình mở tệp này: cần cài Word và Excel, hoặc LibreOffice."


def _program(name: str, version: str, meaning: str) -> Finding:
    if version:
        return Finding(name, version)
    state = State.BAD if meaning == _NOTHING_OPENS else State.MISSING
    return Finding(name, "không thấy", state, meaning)


def _without_libreoffice(has_word: bool) -> str:
    pdf = "tạo PDF phải qua Word (phần nối pywin32)" if has_word else "không tạo được PDF"
    return f"{pdf}; báo cáo gửi về dạng .doc, .odt, .rtf được giữ và kể tên, không đọc được."


def _microsoft(name: str) -> str:
    """Return the version of Microsoft's program ``name``; "" where there is none."""
    current = value_of(CLASSES, rf"{name}.Application\CurVer").rpartition(".")[2]
    if not current:
        return ""
    build = value_of(MACHINE, _OFFICE, "VersionToReport")
    year = _WORD_YEARS.get(current, "")
    return " ".join(filter(None, (current, year and f"({year})", build and f"bản {build}")))


def _libreoffice(program: str) -> str:
    for name in ("version.ini", "versionrc"):
        with suppress(OSError):
            said = (Path(program).resolve().parent / name).read_text(encoding="utf-8", errors="replace")
            if found := re.search(r"^MsiProductVersion=([\d.]+)", said, re.MULTILINE):
                return found[1]
    said = "" if sys.platform == "win32" else answer_of([program, "--version"])
    found = re.search(r"\d+(\.\d+)+", said)
    return found[0] if found else "có, không rõ bản"


def iter_fonts() -> Iterator[Finding]:
    """Yield whether letters look, and break, as with Times New Roman."""
    fonts = _fonts()
    if any(font.startswith(_TIMES) for font in fonts):
        yield Finding("Phông chữ", _TIMES)
    elif same := next((name for name in _AS_WIDE if any(font.startswith(name) for font in fonts)), ""):
        meaning = f"dòng, trang ngắt như {_TIMES}; muốn đúng mặt chữ thì cài {_TIMES}."
        yield Finding("Phông chữ", f"{same}, thay cho {_TIMES}", State.MISSING, meaning)
    else:
        meaning = "trang in trên máy này có thể ngắt khác trên máy nơi nhận; nên cài phông ấy."
        yield Finding("Phông chữ", f"không thấy {_TIMES}", State.MISSING, meaning)


def _fonts() -> Sequence[str]:
    if sys.platform == "win32":
        return [*values_of(MACHINE, _FONTS), *values_of(USER, _FONTS)]
    return answer_of(["fc-list", "--format", "%{family[0]}\n"]).splitlines()


def iter_printers() -> Iterator[Finding]:
    """Yield the printers by name, the usual one first."""
    names, usual = _printers()
    for name in sorted(names, key=lambda name: (name != usual, name.casefold())):
        yield Finding("Máy in", f"{name} (mặc định)" if name == usual else name)
    if not names:
        meaning = "vẫn tạo được văn bản và tệp in PDF; in thì nối máy in hoặc mang PDF sang máy khác."
        yield Finding("Máy in", "không thấy", State.MISSING, meaning)


def _printers() -> tuple[list[str], str]:
    if sys.platform == "win32":
        usual = value_of(USER, _DEFAULT_PRINTER, "Device").partition(",")[0]
        return list(values_of(USER, _PRINTERS)), usual
    usual = answer_of(["lpstat", "-d"]).rpartition(": ")[2].strip()
    return answer_of(["lpstat", "-e"]).split(), usual


def answer_of(command: Sequence[str]) -> str:
    """Return what a program prints; "" where there is none, or it does not answer within `SECONDS`."""
    program = shutil.which(command[0])
    if program is None:
        return ""
    try:
        done = subprocess.run(  # noqa: S603  a program that was looked up
            [program, *command[1:]],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            timeout=SECONDS, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace")

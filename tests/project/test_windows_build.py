"""The build for Windows, as far as it needs neither network nor Wine; `tools.windows_rig` tries the whole."""

from __future__ import annotations

import hashlib
import re
import zipfile
from pathlib import Path

import pytest

from tools.windows.archive import read_folder, zip_bytes
from tools.windows.compiled import compile_folder
from tools.windows.installer import installer_script
from tools.windows.launchers import write_launchers
from tools.windows.runtime import EMBEDDABLE, EMBEDDABLE_SHA256, lay_out_runtime
from tools.windows.wheels import unpack_wheel

FILES = {
    "Sokhet Docs.cmd": b"@echo off",
    "python/python.exe": b"MZ",
    "python/Lib/site-packages/mot.pyc": b"1",
    "python/Lib/site-packages/gia $5.txt": b"2",
    "Đọc trước.txt": "Bắt đầu".encode(),
}


def lay_out(folder: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def test_equal_files_give_equal_bytes_in_any_order(tmp_path: Path) -> None:
    backwards = dict(reversed(FILES.items()))

    assert zip_bytes(FILES) == zip_bytes(backwards)
    (tmp_path / "x.zip").write_bytes(zip_bytes(FILES))
    with zipfile.ZipFile(tmp_path / "x.zip") as archive:
        assert archive.namelist() == sorted(FILES)
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 1, 1, 0, 0, 0)}
        assert {name: archive.read(name) for name in archive.namelist()} == FILES


def test_only_the_pinned_zip_of_python_is_taken(tmp_path: Path) -> None:
    other = tmp_path / EMBEDDABLE
    other.write_bytes(b"PK")
    found = hashlib.sha256(b"PK").hexdigest()

    with pytest.raises(ValueError, match=f"{EMBEDDABLE}: its SHA-256 is {found}, not {EMBEDDABLE_SHA256}"):
        lay_out_runtime(other, tmp_path / "python")
    assert not (tmp_path / "python").exists()


def test_a_folder_that_is_no_python_is_refused(tmp_path: Path) -> None:
    (tmp_path / "python311.dll").write_bytes(b"MZ")

    with pytest.raises(
        ValueError, match=r"no Python 3\.11 for Windows: python\.exe, python311\.zip not there"
    ):
        lay_out_runtime(tmp_path, tmp_path / "python")


def test_of_a_python_what_the_program_needs_is_taken(tmp_path: Path) -> None:
    names = [
        "python.exe",
        "python311.dll",
        "python311.zip",
        "LICENSE.txt",
        "_ssl.pyd",
        "_tkinter.pyd",
        "python.cat",
    ]
    given = lay_out(tmp_path / "given", dict.fromkeys([*names, "python311._pth"], b"x"))

    lay_out_runtime(given, tmp_path / "python")

    assert read_folder(tmp_path / "python") == dict.fromkeys(
        ["LICENSE.txt", "_ssl.pyd", "python.exe", "python311.dll", "python311.zip"], b"x"
    ) | {"python311._pth": b"python311.zip\r\n.\r\nLib\\site-packages\r\n"}


def test_of_a_wheel_modules_data_and_licences_are_taken(tmp_path: Path) -> None:
    names = [
        "goi/__init__.py",
        "goi/tests/test_goi.py",
        "goi/mau.docx",
        "goi/_nhanh.pyx",
        "goi-1.0.data/purelib/them.py",
        "goi-1.0.data/scripts/goi.exe",
        "goi-1.0.dist-info/METADATA",
        "goi-1.0.dist-info/RECORD",
        "goi-1.0.dist-info/licenses/LICENSE",
    ]
    (tmp_path / "goi.whl").write_bytes(zip_bytes(dict.fromkeys(names, b"")))

    unpack_wheel(tmp_path / "goi.whl", tmp_path / "site-packages")

    assert list(read_folder(tmp_path / "site-packages")) == [
        "goi-1.0.dist-info/METADATA",
        "goi-1.0.dist-info/licenses/LICENSE",
        "goi/__init__.py",
        "goi/mau.docx",
        "them.py",
    ]


def test_modules_are_compiled_without_a_path_of_this_machine(tmp_path: Path) -> None:
    module = {
        "goi/mot.py": 'TEN = {"một", "hai", "ba"}\n\n\ndef f() -> None:\n    raise ValueError\n'.encode()
    }
    folders = [lay_out(tmp_path / name, module) for name in ("a", "b")]

    for folder in folders:
        compile_folder(folder)

    first, second = map(read_folder, folders)
    assert list(first) == ["goi/mot.pyc"]
    assert first == second
    assert str(tmp_path).encode() not in first["goi/mot.pyc"]


def test_the_installer_removes_exactly_what_it_installs(tmp_path: Path) -> None:
    folder = lay_out(tmp_path / "Sokhet Docs", FILES)

    script = installer_script(folder, sorted(FILES), "1.2.3", tmp_path / "setup.exe")

    install, remove = script.split('Section "Uninstall"')
    placed, inside = [], ""
    for kind, path in re.findall(r'^  (SetOutPath|File) "(.*)"$', install, re.MULTILINE):
        inside = path if kind == "SetOutPath" else inside
        placed += [f"{inside}\\{path.rpartition('/')[2]}"] if kind == "File" else []
    deleted = re.findall(r'^  Delete "(\$INSTDIR.*)"$', remove, re.MULTILINE)
    assert sorted([*placed, "$INSTDIR\\uninstall.exe"]) == sorted(deleted)
    assert "$INSTDIR\\python\\Lib\\site-packages\\gia $$5.txt" in deleted
    assert re.findall(r'^  RMDir "(\$INSTDIR.*)"$', remove, re.MULTILINE) == [
        "$INSTDIR\\python\\Lib\\site-packages",
        "$INSTDIR\\python\\Lib",
        "$INSTDIR\\python",
        "$INSTDIR",
    ]
    assert "RMDir /r" not in script
    assert "RequestExecutionLevel user" in script


def test_what_is_started_and_read_first_is_text_as_windows_has_it(tmp_path: Path) -> None:
    write_launchers(tmp_path, "1.2.3")

    assert [each.name for each in sorted(tmp_path.iterdir())] == [
        "Sokhet Docs.cmd",
        "sokhet-docs.cmd",
        "sokhet-docs.exe",
        "Đọc trước.txt",
    ]
    start, note = ((tmp_path / name).read_bytes() for name in ("Sokhet Docs.cmd", "Đọc trước.txt"))
    assert start.startswith(b"@echo off\r\nchcp 65001 >nul\r\n")  # no byte order mark, on which cmd stumbles
    assert "Sokhet Docs 1.2.3" in start.decode()
    assert note.startswith("\ufeffSokhet Docs 1.2.3\r\n".encode())
    assert start.count(b"\n") == start.count(b"\r\n")
    with zipfile.ZipFile(tmp_path / "sokhet-docs.exe") as archive:
        assert archive.namelist() == ["__main__.py"]

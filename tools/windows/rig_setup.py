"""The installer, run silently under Wine, used, uninstalled → what it did that it should not have done."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from sokhet_docs._version import __version__
from tools.windows.archive import read_folder
from tools.windows.wine import Wine

_PROGRAM = r"AppData\Local\Programs\Sokhet Docs"
_MENU = r"AppData\Roaming\Microsoft\Windows\Start Menu\Programs\Sokhet Docs"
_KEY = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Sokhet Docs"
_SHORTCUTS = {"Sokhet Docs (cửa sổ lệnh).lnk", "Hướng dẫn sử dụng.lnk", "Gỡ Sokhet Docs.lnk"}
_KEPT = "của tôi.txt"


def try_installer(wine: Wine, setup: Path, program: Path, scratch: Path) -> Iterator[str]:
    """Yield what goes wrong: install the files of the folder ``program``, run, leave none behind."""
    home = _home(wine)
    installed, menu = (home / Path(*name.split("\\")) for name in (_PROGRAM, _MENU))
    for what in ("install", "install over it"):
        print(f"  {what}: {wine.run([str(setup), '/S'], scratch).code}", flush=True)
        yield from _compare(installed, menu, read_folder(program), wine, scratch)
    yield from _use(wine, installed, scratch)
    (installed / _KEPT).write_text("của người dùng", encoding="utf-8")
    print(f"  uninstall: {wine.run([str(installed / 'uninstall.exe'), '/S'], scratch).code}", flush=True)
    yield from _left_behind(installed, menu, wine, scratch)


def _home(wine: Wine) -> Path:
    return next(each for each in (wine.prefix / "drive_c" / "users").iterdir() if each.name != "Public")


def _compare(
    installed: Path, menu: Path, expected: dict[str, bytes], wine: Wine, scratch: Path
) -> Iterator[str]:
    found = read_folder(installed) if installed.exists() else {}
    found.pop("uninstall.exe", None)
    if found != expected:
        names = sorted(
            name for name in found.keys() | expected.keys() if found.get(name) != expected.get(name)
        )
        yield f"installed otherwise than in the zip: {names[:9]}"
    if not menu.exists() or {each.name for each in menu.iterdir()} != _SHORTCUTS:
        yield "start menu: other entries"
    if wine.run(["reg", "query", _KEY], scratch).code:
        yield "not in the list of installed programs"


def _use(wine: Wine, installed: Path, scratch: Path) -> Iterator[str]:
    before = read_folder(installed)
    for arguments in (["init", "đã cài"], ["--version"]):
        outcome = wine.run([str(installed / "sokhet-docs.exe"), *arguments], scratch)
        if outcome.code:
            yield f"{arguments}: {outcome}"
    for name, *arguments in (["sokhet-docs.cmd", "--version"], ["Sokhet Docs.cmd"]):
        outcome = wine.run(["cmd", "/c", str(installed / name), *arguments], scratch)
        if outcome.code or __version__ not in outcome.text:
            yield f"{name}: {outcome}"
    if read_folder(installed) != before:
        yield "using the program changed its folder"


def _left_behind(installed: Path, menu: Path, wine: Wine, scratch: Path) -> Iterator[str]:
    # The uninstaller goes on in a copy of itself after it has returned.
    for _ in range(120):
        if not menu.exists() and wine.run(["reg", "query", _KEY], scratch).code:
            break
        time.sleep(0.5)
    if (left := [*read_folder(installed)]) != [_KEPT]:
        yield f"left behind, or taken away though it is not the program's: {left[:9]}"
    if menu.exists() or not wine.run(["reg", "query", _KEY], scratch).code:
        yield "left in the start menu or in the list of installed programs"

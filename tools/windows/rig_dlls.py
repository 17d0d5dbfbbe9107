"""The program's folder → the DLLs that its .pyd and .dll ask for and that neither it nor Windows 10 has.

Wine would not tell: it has Microsoft's C and C++ libraries of its own, which a clerk's Windows may lack.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

_OF_WINDOWS = {
    "advapi32", "bcrypt", "crypt32", "gdi32", "iphlpapi", "kernel32", "mpr", "ntdll", "ole32", "oleaut32",
    "pdh", "powrprof", "psapi", "rpcrt4", "secur32", "shell32", "shlwapi", "user32", "userenv", "version",
    "winmm", "ws2_32",
}  # fmt: skip


def missing_dlls(folder: Path) -> list[str]:
    """Return a line for each DLL that is missing: who asks for it, and its name."""
    own = {each.name.lower() for each in (folder / "python").iterdir()}
    asking = sorted(each for each in folder.rglob("*") if each.suffix in (".pyd", ".dll", ".exe"))
    return [
        f"{each.relative_to(folder)} asks for {name}, which Windows 10 does not have"
        for each in asking
        for name in _imported(each)
        if name not in own and not _is_of_windows(name)
    ]


def _imported(path: Path) -> list[str]:
    command = ["x86_64-w64-mingw32-objdump", "-p", str(path)]
    text = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=True).stdout
    return [name.lower() for name in re.findall(r"DLL Name: (\S+)", text)]


def _is_of_windows(name: str) -> bool:
    return name.startswith("api-ms-win-") or name.removesuffix(".dll") in _OF_WINDOWS | {"msvcrt"}

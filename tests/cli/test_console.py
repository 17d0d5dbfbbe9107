"""What the program prints: UTF-8 whatever the console's code page, and no word when nobody reads on."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.support.environment import ROOT

HELP = [sys.executable, "-m", "sokhet_docs", "--help"]
FIELDS = [sys.executable, "-m", "sokhet_docs", "fields"]
# As on Windows, where what writes to a closed pipe meets error 22 and no other.
CLOSED_ON_WINDOWS = (
    "import io, sys\n"
    "class Pipe(io.RawIOBase):\n"
    "    def writable(self): return True\n"
    "    def write(self, data): raise OSError(22, 'Invalid argument')\n"
    "sys.stdout = io.TextIOWrapper(io.BufferedWriter(Pipe()), encoding='utf-8')\n"
    "from sokhet_docs.cli import main\n"
    "sys.argv[1:] = {!r}\n"
    "main()\n"
)


def environment(**settings: str) -> dict[str, str]:
    """Return the environment of another Python, with ``settings``."""
    return {**os.environ, "PYTHONPATH": str(ROOT), **settings}


@pytest.mark.parametrize("code_page", ["cp1258", "cp437", "ascii"])
def test_the_program_speaks_utf_8_in_any_code_page(code_page: str) -> None:
    settings = environment(PYTHONIOENCODING=f"{code_page}:strict", PYTHONUTF8="0")
    done = subprocess.run(HELP, capture_output=True, env=settings, check=False, timeout=60)

    assert (done.returncode, done.stderr) == (0, b"")
    assert "Từ một bảng Excel và vài mẫu Word" in done.stdout.decode("utf-8")


@pytest.mark.parametrize("command", [HELP, FIELDS], ids=["help", "fields"])
def test_a_reader_who_leaves_is_no_accident(command: list[str]) -> None:
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, env=environment()) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        said = process.stderr.read()
        process.wait(timeout=60)

    assert (process.returncode, said) == (1, b"")


@pytest.mark.parametrize("words", [["--help"], ["fields"], ["check"]])
def test_a_pipe_that_windows_closed_is_none_either(words: list[str]) -> None:
    code = CLOSED_ON_WINDOWS.format(words)
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, env=environment(), check=False, timeout=60
    )

    lines = done.stderr.decode("utf-8").splitlines()
    assert done.returncode == 1
    assert [line for line in lines if "sự cố" in line or "Traceback" in line or "Exception" in line] == []

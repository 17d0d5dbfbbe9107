"""Tables on a terminal: as wide as it is, columns left out before a name or a word is broken."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from sokhet_docs.plan import deliveries
from sokhet_docs.workbook import read_plan
from tests.support.environment import ROOT, SAMPLE

if sys.platform == "win32":
    pytest.skip("a terminal is simulated by a Unix one", allow_module_level=True)


def on_terminal(folder: Path, columns: int, *words: str) -> list[str]:
    """Return the lines that a command shows on a terminal of ``columns`` characters."""
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    env = {"PATH": "", "PYTHONPATH": str(ROOT), "HOME": str(folder), "TERM": "xterm"}
    command = [sys.executable, "-m", "sokhet_docs", *words]
    with subprocess.Popen(
        command, cwd=folder, env=env, stdout=follower, stderr=subprocess.DEVNULL
    ) as process:
        os.close(follower)
        shown = _read_all(leader)
    assert process.returncode == 0
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.decode()).splitlines()


def _read_all(terminal: int) -> bytes:
    pieces = []
    try:
        while piece := os.read(terminal, 65536):
            pieces.append(piece)
    except OSError:  # the other end is closed
        pass
    return b"".join(pieces)


def columns_of(lines: list[str]) -> dict[str, list[str]]:
    """Return the texts of each column of a table by its header, each put together from its lines."""
    rows = [[cell.strip() for cell in re.split("[│┃]", line)[1:-1]] for line in lines if line[:1] in "│┃"]
    headers, *others = rows
    texts: dict[str, list[str]] = {header: [] for header in headers}
    for row in others:
        for header, cell in zip(headers, row, strict=True):
            if row[0]:
                texts[header].append(cell)
            elif cell:
                texts[header][-1] += f" {cell}"
    return texts


@pytest.mark.parametrize("columns", [80, 100, 160])
def test_no_name_is_cut_whatever_the_terminal_s_width(tmp_path: Path, columns: int) -> None:
    lines = on_terminal(tmp_path, columns, "recipients")
    names = [name.removesuffix(" Tổng số bản") for name in columns_of(lines)["Nơi nhận"]]

    assert max(map(len, lines)) <= columns
    missing = [row.name for row in deliveries(read_plan(SAMPLE)) if row.name not in names]
    assert missing == []


def test_a_narrow_terminal_leaves_columns_out_and_says_so(tmp_path: Path) -> None:
    wide, narrow = on_terminal(tmp_path, 160, "fields"), on_terminal(tmp_path, 80, "fields")
    headers = [[header.strip() for header in lines[1].split("┃")[1:-1]] for lines in (wide, narrow)]

    assert headers == [["Trường", "Nghĩa", "Giá trị"], ["Trường", "Nghĩa"]]
    assert max(map(len, narrow)) <= 80
    assert "Cửa sổ hẹp nên bớt cột Giá trị; nới rộng cửa sổ để xem đủ." in narrow
    assert [line for line in narrow if line.count("{{") != line.count("}}")] == []

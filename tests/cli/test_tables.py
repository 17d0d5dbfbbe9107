"""Tables and sentences on a terminal: as wide as it is, no name, word or command to copy broken."""

from __future__ import annotations

import json
import os
import re
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from sokhet_docs.plan import deliveries
from sokhet_docs.workbook import read_plan
from tests.cli.test_adopt import field
from tests.support.commands import run
from tests.support.docx_builder import docx, p, save
from tests.support.environment import ROOT, SAMPLE

fcntl = pytest.importorskip("fcntl", reason="a terminal of Windows cannot be made here")
pty, termios = pytest.importorskip("pty"), pytest.importorskip("termios")


def on_terminal(folder: Path, columns: int, *words: str, result_only: bool = True) -> list[str]:
    """Return the lines that a command shows on a terminal of ``columns`` characters.

    ``result_only``: without problems and notes.
    """
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    env = {"PATH": "", "PYTHONPATH": str(ROOT), "HOME": str(folder), "TERM": "xterm"}
    command = [sys.executable, "-m", "sokhet_docs", *words]
    stderr = subprocess.DEVNULL if result_only else follower
    with subprocess.Popen(command, cwd=folder, env=env, stdout=follower, stderr=stderr) as process:
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


LETTER = docx(p("Kính gửi: Tổ chức đảng"), p(*(field("MERGEFIELD Tên_tổ_chức_đảng", "«Tên_tổ_chức_đảng»"),)))


def test_a_terminal_too_narrow_for_a_table_lists_its_rows(tmp_path: Path) -> None:
    save(tmp_path, "cu.docx", LETTER)
    lines = on_terminal(tmp_path, 50, "adopt", "cu.docx", "-o", "moi.docx")

    start = next(at for at, line in enumerate(lines) if line.startswith("- Chỗ: "))
    assert lines[start + 1] == "  Trường cũ: «Tên_tổ_chức_đảng»"
    assert lines[start + 2].replace("\u00a0", " ") == "  Thẻ mới: {{ Tên tổ chức đảng }}"
    assert max(map(len, lines)) <= 50


@pytest.mark.parametrize("columns", [60, 80, 118])
def test_sentences_break_between_words(folder: Path, columns: int) -> None:
    lines = on_terminal(folder, columns, "check", result_only=False)
    piped = run("check")
    whole = [*piped.stderr.splitlines(), *piped.stdout.splitlines()]

    assert max(map(len, lines)) <= columns < max(map(len, whole))
    assert " ".join(line.strip() for line in lines) == " ".join(whole)
    problem = [line for line in lines if line.startswith(("Cảnh báo: ", "  "))]
    assert problem[0].startswith("Cảnh báo: ")
    assert problem[1].startswith("  ")  # it goes on under the first


@pytest.mark.parametrize("columns", [44, 60, 68, 80])
def test_a_command_to_copy_stays_on_one_line(tmp_path: Path, columns: int) -> None:
    lines = on_terminal(tmp_path, columns, "init", "b")
    assert [line for line in lines if line.endswith("sokhet-docs check")]

    lines = on_terminal(tmp_path, columns, "generate", "--only", "1")
    assert [line for line in lines if line.endswith("sokhet-docs recipients -o noi-nhan.docx")]
    assert max(map(len, lines)) <= columns


def test_a_list_goes_on_behind_its_names(tmp_path: Path) -> None:
    lines = on_terminal(tmp_path, 60, "init", "--kits")
    assert {line[:10].strip() for line in lines} == {"so-ket", "tong-ket", "kiem-tra", "so-lieu", ""}


def test_what_a_program_reads_is_never_broken(tmp_path: Path) -> None:
    assert json.loads("\n".join(on_terminal(tmp_path, 60, "check", "--json")))

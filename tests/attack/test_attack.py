"""The attack tool: a short run of it comes out clean, and it does see what it looks for."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.attack import __main__ as attack
from tests.attack.inputs import make_case
from tests.support.environment import ROOT

if TYPE_CHECKING:
    from tests.attack.faults import Range

posix_only = pytest.mark.skipif(os.name != "posix", reason="the faults are those of POSIX")


def test_a_short_attack_finds_nothing_lost_and_no_traceback(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "tests.attack", "--seconds", "6", "--seed", "20"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=300)
    figures = dict(line.split(":", 1) for line in done.stdout.strip().splitlines() if ":" in line)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (done.stderr, list(tmp_path.iterdir())) == ("", [])
    assert (figures["files lost"].strip(), figures["tracebacks"].strip()) == ("0", "0")
    assert int(figures["inputs tried"].split()[0]) > 0
    assert os.name != "posix" or int(figures["faults injected"].split()[0]) > 0


def test_a_case_is_always_the_same() -> None:
    assert make_case("3:7") == make_case("3:7") != make_case("3:8")


def test_a_traceback_ends_it_with_1_and_its_case_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr("tests.attack.__main__.draw_apart", lambda _: False)
    monkeypatch.setattr("sokhet_docs.workbook.find_sources", fail)
    assert attack.main(["--case", "1:2", "--keep", str(tmp_path)]) == 1
    told = capsys.readouterr().out
    assert "ZeroDivisionError: oops" in told
    assert "\ntracebacks:      1\n" in told
    assert (tmp_path / "case-1-2" / "units.xlsx").read_bytes() == make_case("1:2").workbook


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Range:
    from tests.attack.faults import Range

    ground = Range(tmp_path_factory.mktemp("range"))
    ground.prepare()
    return ground


@posix_only
def test_a_torn_a_missing_and_an_overwritten_letter_are_counted_as_lost(
    ground: Range, tmp_path: Path
) -> None:
    from tests.attack.faults import CORRECTED

    assert len(ground.old) == len(ground.new) == 66
    before = shutil.copytree(ground.home / "before", tmp_path / "before")
    assert ground.survey(before, fresh=False) == []
    torn, gone, *_ = sorted(ground.old)
    (before / torn).write_bytes(ground.old[torn][:-100])
    (before / gone).unlink()
    (before / CORRECTED).write_bytes(ground.new[CORRECTED])
    assert ground.survey(before, fresh=False) == [torn, gone, f"{CORRECTED} (corrected)"]


@posix_only
def test_a_killed_run_loses_nothing(ground: Range) -> None:
    from tests.attack.faults import Trial

    trial = ground.try_fault("kill", random.Random(4))
    assert trial == Trial("kill", struck=True)

"""The attacks: a short run finds nothing; they do find planted losses, a traceback, a silent drop."""

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
from tests.attack import marked
from tests.attack.cases import make_case
from tests.attack.judge import Snapshot, fault_of_output, fault_of_returns
from tests.support.docx_builder import docx, p, save
from tests.support.environment import ROOT
from tests.support.marks.draft import Draft, Placement
from tests.support.marks.field_places import only_paragraph
from tests.support.marks.office import PLACEMENTS, MarkedOffice

if TYPE_CHECKING:
    from tests.attack.trials import Baseline

pytestmark = pytest.mark.slow
posix_only = pytest.mark.skipif(os.name != "posix", reason="the faults are those of POSIX")


def test_a_short_attack_finds_no_loss_and_no_failure(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "tests.attack", "--seconds", "6", "--seed", "20"]
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=300, encoding="utf-8"
    )
    figures = dict(line.split(":", 1) for line in done.stdout.strip().splitlines() if ":" in line)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (done.stderr, list(tmp_path.iterdir())) == ("", [])
    assert (figures["files lost"].strip(), figures["failures"].strip()) == ("0", "0")
    assert int(figures["inputs tried"].split()[0]) > 0
    assert os.name != "posix" or int(figures["faults injected"].split()[0]) > 0


def test_a_case_is_always_the_same() -> None:
    assert make_case("3:7") == make_case("3:7") != make_case("3:8")


def test_a_traceback_ends_it_with_1_and_its_case_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("oops")

    case = make_case("1:2")
    assert not case.own_process
    monkeypatch.setattr("sokhet_docs.workbook.find_sources", fail)
    assert attack.main(["--case", "1:2", "--keep", str(tmp_path)]) == 1
    printed = capsys.readouterr().out
    assert "ZeroDivisionError: oops" in printed
    assert "\nfailures:        1\n" in printed
    kept = {path: (tmp_path / "case-1-2" / path).read_bytes() for path in case.files}
    assert kept == case.files


@pytest.mark.parametrize(
    ("exit_code", "said", "fault"),
    [
        (0, "Đã ghi kế hoạch.", ""),
        (-9, "", "ended with -9: "),
        (1, "Traceback (most recent call last):", "Traceback (most recent call last):"),
        (0, "x.py:1: UserWarning: x", "x.py:1: UserWarning: x"),
    ],
)
def test_an_answer_in_pythons_words_is_a_fault(tmp_path: Path, exit_code: int, said: str, fault: str) -> None:
    assert fault_of_output("plan", exit_code, said, Snapshot.of(tmp_path), tmp_path) == fault


def test_files_of_a_run_that_failed_and_files_that_are_no_documents_are_faults(tmp_path: Path) -> None:
    save(tmp_path, "cũ.docx", b"")
    before = Snapshot.of(tmp_path)
    save(tmp_path, "mới.docx", docx(p("Kính gửi")))
    assert fault_of_output("plan", 0, "", before, tmp_path) == ""
    assert fault_of_output("plan", 1, "", before, tmp_path) == "ended with 1 and yet wrote 1 files"
    save(tmp_path, "hỏng.docx", b"no zip")
    assert fault_of_output("plan", 0, "", before, tmp_path).startswith(
        "hỏng.docx is no good Word file: BadZip"
    )


def test_a_good_report_that_was_not_received_as_its_units_is_a_fault(tmp_path: Path) -> None:
    received = tmp_path / "output" / "bao-cao-nhan"
    received.mkdir(parents=True)
    save(received, "db01-bao-cao.docx", b"one")
    save(received, "chua-ro-bao-cao.docx", b"two")
    assert fault_of_returns(tmp_path, {"DB01": b"one"}) == ""
    assert fault_of_returns(tmp_path, {"DB01": b"one", "DB02": b"two"}) == (
        "not received: the good reports of ['DB02']"
    )


def only(monkeypatch: pytest.MonkeyPatch, put: Placement) -> None:
    """Let every return of the attack be marked by ``put`` alone."""
    monkeypatch.setattr(marked, "MIXABLE", ["only_paragraph"])
    monkeypatch.setattr(marked, "MOST_PLACES", 1)
    monkeypatch.setattr(marked, "NEIGHBOURS", 0)
    monkeypatch.setitem(PLACEMENTS, "only_paragraph", put)


def put_nowhere(draft: Draft) -> None:
    draft.word()


def test_marks_that_are_found_again_are_no_failure(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    only(monkeypatch, only_paragraph)

    assert attack.main(["--returns", "3", "--seed", "1"]) == 0
    printed = capsys.readouterr().out
    assert "marked returns:  3 with 3 marks, 0 asked about\n" in printed
    assert "lost marks:    0, wrong units: 0, accidents: 0\n" in printed


def test_a_mark_that_is_in_no_file_is_lost(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    only(monkeypatch, put_nowhere)

    assert attack.main(["--returns", "3", "--seed", "1"]) == 1
    printed = capsys.readouterr().out
    assert "3 times only_paragraph, such as round 1:1, " in printed
    assert "lost marks:    3, wrong units: 0, accidents: 0\n" in printed


def test_an_accident_and_a_wrong_unit_are_counted(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    only(monkeypatch, only_paragraph)
    send = marked.send

    def send_as_another(office: MarkedOffice, code: str, chance: random.Random, number: int) -> marked.Sent:
        return send(office, office.codes[1 - number], chance, number)

    monkeypatch.setattr(marked, "send", send_as_another)
    assert attack.main(["--returns", "2", "--seed", "1"]) == 1
    assert "wrong units: 2, accidents: 0\n" in capsys.readouterr().out

    def fail(*_: object) -> None:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr("tests.support.marks.office.track", fail)
    assert attack.main(["--returns", "2", "--seed", "1"]) == 1
    printed = capsys.readouterr().out
    assert "ZeroDivisionError: oops" in printed
    assert "accidents: 1\n" in printed


@pytest.fixture(scope="module")
def baseline(tmp_path_factory: pytest.TempPathFactory) -> Baseline:
    from tests.attack.trials import make_baseline

    return make_baseline(tmp_path_factory.mktemp("baseline"))


@posix_only
def test_a_torn_a_missing_and_an_overwritten_letter_are_counted_as_lost(
    baseline: Baseline, tmp_path: Path
) -> None:
    from tests.attack.trials import CORRECTED, lost_files

    assert len(baseline.old) == len(baseline.new) == 66
    output = shutil.copytree(baseline.before, tmp_path / "output")
    assert lost_files(baseline, output, first_run=False) == []
    torn, gone, *_ = sorted(baseline.old)
    (output / torn).write_bytes(baseline.old[torn][:-100])
    (output / gone).unlink()
    (output / CORRECTED).write_bytes(baseline.new[CORRECTED])
    assert lost_files(baseline, output, first_run=False) == [torn, gone, f"{CORRECTED} (corrected)"]


@posix_only
def test_a_killed_run_loses_nothing(baseline: Baseline) -> None:
    from tests.attack.trials import Trial, try_fault

    assert try_fault(baseline, "kill", random.Random(4)) == Trial("kill", noticed=True)

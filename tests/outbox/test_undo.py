"""Undoing a run: every file as before, what the run had written kept, what was corrected since left alone."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from sokhet_docs.outbox import undo_last_run
from sokhet_docs.outbox.manifest import read_manifest
from sokhet_docs.outbox.writer import Fate
from sokhet_docs.problems import OutputError, Severity, UsageError
from tests.support.outbox_builder import docx_of, put_all, replaced, standing, traces
from tests.support.outbox_kills import kill_myself_at

A, B, C = "001-a.docx", "002-b.docx", "003-c.docx"
OLD, NEW, NEWER = docx_of("Hạn 20/4/2022"), docx_of("Hạn 22/4/2022"), docx_of("Hạn 25/4/2022")
EDITED = docx_of("Sửa tay")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "output"


def test_what_a_run_replaces_is_kept_by_the_run(folder: Path) -> None:
    put_all(folder, {A: OLD, B: OLD})
    put_all(folder, {A: NEW, B: OLD})
    put_all(folder, {A: NEWER, B: NEW})

    assert standing(folder) == {A: NEWER, B: NEW}
    assert replaced(folder) == {f"lan-2/{A}": OLD, f"lan-3/{A}": NEW, f"lan-3/{B}": OLD}


def test_the_last_run_s_files_are_as_before_and_its_own_are_kept(folder: Path) -> None:
    put_all(folder, {A: OLD, B: OLD})
    put_all(folder, {A: NEW, B: OLD, C: NEW})

    undone = undo_last_run(folder)

    assert (undone.restored, undone.removed, undone.problems) == ((folder / A,), (folder / C,), ())
    assert standing(folder) == {f".luu/hoan-tac/{A}": NEW, f".luu/hoan-tac/{C}": NEW, A: OLD, B: OLD}
    manifest = read_manifest(folder)
    assert {name: record.run for name, record in manifest.files.items()} == {A: 1, B: 1}
    assert list(manifest.runs) == [1]
    assert [outcome.fate for outcome in put_all(folder, {A: NEW, B: OLD, C: NEW}).values()] == [
        Fate.CHANGED, Fate.UNCHANGED, Fate.NEW,
    ]  # fmt: skip


def test_undoing_again_goes_one_run_further_back_until_there_is_none(folder: Path) -> None:
    for version in (OLD, NEW, NEWER):
        put_all(folder, {A: version})

    undo_last_run(folder)
    assert (folder / A).read_bytes() == NEW
    undo_last_run(folder)
    assert (folder / A).read_bytes() == OLD
    undo_last_run(folder)
    assert not (folder / A).exists()
    with pytest.raises(UsageError, match="Không có lần chạy nào để hoàn tác"):
        undo_last_run(folder)


def test_a_run_that_changed_nothing_is_none(folder: Path) -> None:
    put_all(folder, {A: OLD})
    put_all(folder, {A: NEW})
    put_all(folder, {A: NEW})

    undo_last_run(folder)
    assert (folder / A).read_bytes() == OLD


def test_what_was_corrected_since_stays_and_is_told(folder: Path) -> None:
    put_all(folder, {A: OLD, B: OLD})
    put_all(folder, {A: NEW, B: NEW})
    (folder / A).write_bytes(EDITED)

    undone = undo_last_run(folder)

    assert undone.restored == (folder / B,)
    (problem,) = undone.problems
    assert str(problem) == (
        f"{folder / A}: Tệp đã được sửa sau lần chạy ấy nên giữ nguyên. Bản cũ của tệp nằm trong thư mục "
        ".luu; cần thì chép lại bằng tay."
    )
    assert problem.severity is Severity.WARNING
    assert ((folder / A).read_bytes(), (folder / B).read_bytes()) == (EDITED, OLD)


def test_a_correction_that_force_replaced_comes_back(folder: Path) -> None:
    put_all(folder, {A: OLD})
    (folder / A).write_bytes(EDITED)
    put_all(folder, {A: NEW}, force=True)

    undo_last_run(folder)

    assert (folder / A).read_bytes() == EDITED
    assert put_all(folder, {A: NEW})[A].fate is Fate.KEPT


def test_an_offer_that_was_laid_aside_comes_back(folder: Path) -> None:
    put_all(folder, {A: OLD})
    (folder / A).write_bytes(EDITED)
    put_all(folder, {A: NEW})
    put_all(folder, {A: OLD})
    offer = folder / "001-a (mới).docx"
    assert not offer.exists()

    undo_last_run(folder)
    assert ((folder / A).read_bytes(), offer.read_bytes()) == (EDITED, NEW)


def test_a_file_that_is_open_waits_and_the_next_undoing_finishes(folder: Path) -> None:
    put_all(folder, {A: OLD, B: OLD})
    put_all(folder, {A: NEW, B: NEW})
    owner_file = folder / "~$001-a.docx"
    owner_file.write_bytes(b"\x05Trinh")

    undone = undo_last_run(folder)
    assert [problem.message for problem in undone.problems] == [
        "Tệp đang mở trong Word hoặc LibreOffice nên chưa lấy lại bản trước."
    ]
    assert ((folder / A).read_bytes(), (folder / B).read_bytes()) == (NEW, OLD)
    owner_file.unlink()
    assert undo_last_run(folder).restored == (folder / A,)
    assert (folder / A).read_bytes() == OLD


def test_older_runs_than_are_remembered_are_said_to_be_too_far(folder: Path) -> None:
    for day in range(10, 18):
        put_all(folder, {A: docx_of(f"Hạn {day}/4/2022")})
    for _ in range(5):
        undo_last_run(folder)

    assert (folder / A).read_bytes() == docx_of("Hạn 12/4/2022")
    with pytest.raises(UsageError, match="chỉ hoàn tác được năm lần chạy gần nhất"):
        undo_last_run(folder)


def test_a_folder_that_was_never_used_has_nothing_to_undo_and_stays_as_it_is(folder: Path) -> None:
    with pytest.raises(UsageError, match="Không có lần chạy nào để hoàn tác"):
        undo_last_run(folder)
    assert not folder.exists()


@pytest.mark.parametrize("damage", [b"", b"{", b'{"format": 1, "about": "", "runs": [{"file": "../x"}]}'])
def test_a_damaged_ledger_undoes_nothing(folder: Path, damage: bytes) -> None:
    put_all(folder, {A: OLD})
    put_all(folder, {A: NEW})
    (folder / ".sokhet-docs/hoan-tac.json").write_bytes(damage)

    with pytest.raises(OutputError, match="Sổ hoàn tác bị hỏng"):
        undo_last_run(folder)
    assert (folder / A).read_bytes() == NEW
    assert put_all(folder, {A: OLD})[A].fate is Fate.CHANGED
    undo_last_run(folder)
    assert (folder / A).read_bytes() == NEW


@pytest.mark.skipif(sys.platform == "win32", reason="needs os.fork")
def test_an_undoing_that_is_killed_at_any_step_is_finished_by_the_next(tmp_path: Path) -> None:
    for step in range(1, 200):
        folder = tmp_path / str(step)
        put_all(folder, {A: OLD, B: OLD})
        put_all(folder, {A: NEW, B: NEW, C: NEW})
        if not _killed_at(step, folder):
            break
        left = {name: (folder / name).read_bytes() for name in (A, B, C) if (folder / name).exists()}
        assert set(left.values()) <= {OLD, NEW}
        _finish(folder)
        assert {name: data for name, data in standing(folder).items() if "/" not in name} == {A: OLD, B: OLD}
        assert put_all(folder, {A: NEW, B: NEW})[A].fate is Fate.CHANGED
    assert step > 10


def _finish(folder: Path) -> None:
    """Undo once more; a kill after the last note leaves nothing to undo but the first run."""
    if (folder / A).read_bytes() == (folder / B).read_bytes() == OLD and not (folder / C).exists():
        files = read_manifest(folder).files
        if all(record.run == 1 for record in files.values()):
            return
    undo_last_run(folder)


def _killed_at(step: int, folder: Path) -> bool:
    if (victim := os.fork()) == 0:
        kill_myself_at(step)
        undo_last_run(folder)
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(victim, 0)[1])


@pytest.mark.skipif(sys.platform == "win32", reason="needs os.fork")
def test_a_run_that_was_killed_can_be_undone_too(tmp_path: Path) -> None:
    undone_files = set()
    for step in range(1, 200):
        folder = tmp_path / str(step)
        put_all(folder, {A: OLD, B: OLD})
        before = standing(folder)
        if (victim := os.fork()) == 0:
            kill_myself_at(step)
            put_all(folder, {A: NEW, B: NEW})
            os._exit(0)
        if not os.WIFSIGNALED(os.waitpid(victim, 0)[1]):
            break
        changed = {name for name in (A, B) if (folder / name).read_bytes() == NEW}
        if changed:
            undo_last_run(folder)
            undone_files |= changed
        assert {name: data for name, data in standing(folder).items() if "/" not in name} == before
    assert undone_files == {A, B}


def test_undoing_touches_no_other_file(folder: Path) -> None:
    put_all(folder, {A: OLD, B: OLD})
    put_all(folder, {A: NEW, B: OLD})
    before = traces(folder)[str(folder / B)]

    undo_last_run(folder)
    assert traces(folder)[str(folder / B)] == before

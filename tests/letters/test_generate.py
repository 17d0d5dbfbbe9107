"""The stages of the main job; a fault that shows only while a letter is rendered names its unit."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from docx import Document

from sokhet_docs.letters import rendering
from sokhet_docs.letters.generation import Stage, generate
from sokhet_docs.letters.rehearsal.drafts import rehearse
from sokhet_docs.outbox import sent_codes
from sokhet_docs.problems import TemplateError
from sokhet_docs.workbook import read_plan
from tests.support.docx_builder import docx, p, save
from tests.support.workbook_builder import make_workbook

UNITS = """
Tên tổ chức đảng | Hình thức sơ kết | Số bản
Đảng bộ A | Báo cáo | 3
Chi bộ B | Báo cáo | 1
"""
DIVIDES_BY_ZERO_FOR_B = docx(p("{{ don_vi.ten }}: {{ 6 // (don_vi.so_ban - 1) }}"))


@pytest.fixture
def job(tmp_path: Path) -> tuple[Path, Path, Path]:
    workbook = make_workbook(tmp_path / "units.xlsx", units=UNITS)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "bao-cao.docx").write_bytes(DIVIDES_BY_ZERO_FOR_B)
    return workbook, tmp_path / "templates", tmp_path / "output"


def test_the_stages_are_reported_in_their_order_and_every_file_is_counted(tmp_path: Path) -> None:
    workbook = make_workbook(tmp_path / "units.xlsx", units=UNITS)
    (tmp_path / "bao-cao.docx").write_bytes(docx(p("{{ don_vi.ten }}")))
    seen: list[tuple[str, int, int]] = []

    def report(stage: Stage, done: int = 0, total: int = 0, /) -> None:
        seen.append((stage, done, total))

    generate(workbook, tmp_path, tmp_path / "output", progress=report)
    assert seen == [
        *((stage, 0, 0) for stage in ("read", "pack", "compile", "check", "render", "write")),
        ("write", 1, 2),
        ("write", 2, 2),
    ]


def letters(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*.docx"))


def test_no_letter_is_written_and_the_unit_is_named(job: tuple[Path, Path, Path]) -> None:
    with pytest.raises(TemplateError) as caught:
        generate(*job)
    (problem,) = caught.value.problems
    assert problem.place.file == "bao-cao.docx"
    assert problem.hint.endswith("Gặp khi làm văn bản cho Chi bộ B.")
    assert not job[2].exists()


def test_a_rehearsal_writes_no_draft_either(job: tuple[Path, Path, Path]) -> None:
    with pytest.raises(TemplateError, match=r"Gặp khi làm văn bản cho Chi bộ B\."):
        rehearse(*job)
    assert not job[2].exists()


def test_of_a_large_job_the_letters_before_the_fault_are_there(
    job: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rendering, "_MAX_HELD", 1)
    with pytest.raises(TemplateError):
        generate(*job)
    assert letters(job[2]) == ["001-dang-bo-a.docx"]


def test_a_units_code_stays_once_it_was_sent(tmp_path: Path) -> None:
    (tmp_path / "bao-cao.docx").write_bytes(docx(p("{{ don_vi.ma }} {{ don_vi.ten }}")))
    units = ("Đảng bộ A", "Chi bộ B", "Chi bộ C")
    before = codes_after(tmp_path, units)
    after = codes_after(tmp_path, ("Đảng bộ mới", "Chi bộ C", "Chi bộ mới", "Đảng bộ A"))
    assert before == {"Đảng bộ A": "DB01", "Chi bộ B": "CB01", "Chi bộ C": "CB02"}
    assert after == {"Đảng bộ mới": "DB02", "Chi bộ C": "CB02", "Chi bộ mới": "CB03", "Đảng bộ A": "DB01"}


def codes_after(folder: Path, units: Sequence[str]) -> dict[str, str]:
    """Generate the letters of ``units``, which have no codes of their own, and return the codes by name."""
    rows = "".join(f"\n{name}" for name in units)
    workbook = make_workbook(
        folder / "units.xlsx", units=f"Tên đơn vị{rows}", attendees="Thành phần | Đơn vị"
    )
    packets = generate(workbook, folder, folder / "output").packets
    again = read_plan(workbook, sent_codes(folder / "output")).units
    assert {packet.unit.name: packet.unit.code for packet in packets} == {
        unit.name: unit.code for unit in again
    }
    return {packet.unit.name: packet.unit.code for packet in packets}


def test_a_template_that_says_nothing_of_its_unit_still_gives_files_that_do(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    save(tmp_path / "templates", "bao-cao.docx", docx(p("Kính gửi {{ don_vi.ten }}")))
    workbook = make_workbook(tmp_path / "units.xlsx", units="Mã | Tên tổ chức đảng\nA1 | Đảng bộ A")

    (outcome,) = generate(workbook, tmp_path / "templates", tmp_path / "output").outcomes

    assert Document(str(outcome.path)).core_properties.identifier == "sokhet-docs:KH1:A1"

"""`generate` keeps what each unit was asked, and a return is read against that, come what may."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sokhet_docs import GenerateOptions, generate, read_plan
from sokhet_docs.outbox import FormLedger, read_forms
from sokhet_docs.plan import Form
from sokhet_docs.problems import OutputError
from sokhet_docs.returns import SentForms
from tests.support.docx_builder import ENDLESS_STYLES, PLAIN_STYLES, docx, p, save
from tests.support.own_forms import block
from tests.support.workbook_builder import make_workbook

UNITS = """
Mã | Tên tổ chức đảng | Hình thức sơ kết | Hạn báo cáo
A1 | Đảng bộ Sở Nội vụ | Báo cáo |
B2 | Chi bộ Báo Hà Tĩnh | Báo cáo |
"""
DOCUMENTS = """
Mẫu | Tên | Gửi cho
bao-cao.docx | Báo cáo | Tất cả
"""
TITLE = p("{{ don_vi.ten }}"), p("BÁO CÁO")
CLOSING = p("Trên đây là báo cáo của {{ don_vi.ten }}.")


class Job:
    """A folder with a workbook and one template, made again as often as wanted."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.output = folder, folder / "output"
        self.workbook = make_workbook(folder / "units.xlsx", None, units=UNITS, documents=DOCUMENTS)
        (folder / "templates").mkdir()

    def generate(self, *form: str, styles: str = PLAIN_STYLES) -> list[str]:
        """Generate with a template that has ``form`` between its title and its end; return the warnings."""
        save(self.folder / "templates", "bao-cao.docx", docx(*TITLE, *form, CLOSING, styles=styles))
        return [str(problem) for problem in self._run().warnings]

    def _run(self) -> Any:
        return generate(self.workbook, self.folder / "templates", self.output)

    def forms_of(self, code: str) -> list[list[str]]:
        """Return the titles of the sections of each form of a unit, the newest first."""
        forms = SentForms(self.output, read_plan(self.workbook)).forms_of(code)
        return [titles(form) for form in forms]


def titles(form: Form) -> list[str]:
    return [section.title for section in form.sections]


@pytest.fixture
def job(tmp_path: Path) -> Job:
    return Job(tmp_path)


ONE = (p("1. Một"), block("mot"))
TWO = (p("1. Một"), block("mot"), p("2. Hai"), block("hai"))


def test_every_unit_has_its_letter_and_the_letters_share_their_form(job: Job) -> None:
    job.generate(*ONE)

    ledger = read_forms(job.output)
    assert {code: [sent.file for sent in letters] for code, letters in ledger.units.items()} == {
        "A1": ["001-dang-bo-so-noi-vu.docx"],
        "B2": ["002-chi-bo-bao-ha-tinh.docx"],
    }
    (form,) = ledger.forms.values()
    assert titles(form) == ["1. Một"]
    assert form.closing == ("Trên đây là báo cáo của",)


def test_a_run_that_changes_nothing_notes_nothing(job: Job) -> None:
    job.generate(*ONE)
    before = FormLedger.path(job.output).read_bytes()
    job.generate(*ONE)

    assert FormLedger.path(job.output).read_bytes() == before


def test_no_form_is_forgotten_when_letters_are_made_again(job: Job) -> None:
    job.generate(*ONE)
    job.generate(*TWO)

    assert job.forms_of("A1") == [["1. Một", "2. Hai"], ["1. Một"]]


def test_what_a_template_asks_of_some_units_only_is_noted_for_each(job: Job) -> None:
    job.generate(
        *ONE,
        p("{% if don_vi.loai == 'Chi bộ' %}"),
        p("2. Riêng chi bộ"),
        block("rieng"),
        p("{% endif %}"),
    )

    assert (job.forms_of("A1"), job.forms_of("B2")) == ([["1. Một"]], [["1. Một", "2. Riêng chi bộ"]])


def test_a_units_name_in_a_heading_is_its_own(job: Job) -> None:
    job.generate(p("1. Tình hình của {{ don_vi.ten }}"), block("mot"))

    assert job.forms_of("B2") == [["1. Tình hình của Chi bộ Báo Hà Tĩnh"]]


def test_a_letter_without_a_form_is_asked_nothing(job: Job) -> None:
    job.generate(p("Kính mời dự họp."))

    assert read_forms(job.output).forms == {}


def test_a_letter_too_large_to_be_read_is_written_all_the_same(job: Job) -> None:
    assert job.generate(*ONE, styles=ENDLESS_STYLES) == []

    assert read_forms(job.output).forms == {}
    assert len(list(job.output.glob("*.docx"))) == 2


def test_a_dry_run_keeps_nothing(job: Job) -> None:
    job.generate(*ONE)
    FormLedger.path(job.output).unlink()
    generate(job.workbook, job.folder / "templates", job.output, GenerateOptions(dry_run=True))

    assert not FormLedger.path(job.output).exists()


def _delete(path: Path) -> None:
    path.unlink()


def _damage(path: Path) -> None:
    path.write_text("{", encoding="utf-8")


def _age(path: Path) -> None:
    """Make every letter another one than the ledger knows."""
    stored = json.loads(path.read_bytes())
    for letters in stored["units"].values():
        for letter in letters:
            letter["sha256"] = "0" * 64
    path.write_text(json.dumps(stored), encoding="utf-8")


@pytest.mark.parametrize("harm", [_delete, _damage, _age], ids=["missing", "damaged", "stale"])
def test_without_a_true_ledger_the_letter_itself_is_read(job: Job, harm: Callable[[Path], None]) -> None:
    job.generate(*TWO)
    harm(FormLedger.path(job.output))

    assert job.forms_of("A1")[0] == ["1. Một", "2. Hai"]


def test_without_the_letter_the_ledger_tells(job: Job) -> None:
    job.generate(*TWO)
    for letter in job.output.glob("*.docx"):
        letter.unlink()

    assert job.forms_of("A1") == [["1. Một", "2. Hai"]]


def test_without_both_the_workbook_tells(job: Job) -> None:
    job.generate(*TWO)
    FormLedger.path(job.output).unlink()
    for letter in job.output.glob("*.docx"):
        letter.unlink()

    plan = read_plan(job.workbook)
    assert job.forms_of("A1") == [[section.title for section in plan.sections]]


def test_a_letter_corrected_by_hand_is_read_as_it_is(job: Job) -> None:
    job.generate(*ONE)
    save(job.output, "001-dang-bo-so-noi-vu.docx", docx(p("BÁO CÁO"), p("1. Sửa tay"), block("mot")))

    assert job.forms_of("A1") == [["1. Sửa tay"], ["1. Một"]]


def test_a_damaged_ledger_is_set_aside_and_named(job: Job) -> None:
    job.generate(*ONE)
    _damage(FormLedger.path(job.output))

    warnings = job.generate(*ONE)

    path = FormLedger.path(job.output)
    assert warnings[-1] == (
        f"{path}: Sổ các mẫu báo cáo đã gửi bị hỏng; mẫu được đọc lại từ các tệp còn trong thư mục kết quả. "
        "Giữ nguyên các tệp đã gửi trong thư mục này cho đến khi thu xong báo cáo."
    )
    assert path.with_name("forms-hong.json").read_text(encoding="utf-8") == "{"
    assert list(read_forms(job.output).units) == ["A1", "B2"]


def test_a_ledger_of_a_newer_version_is_told_as_other_ledgers_are(job: Job) -> None:
    job.generate(*ONE)
    path = FormLedger.path(job.output)
    path.write_text(json.dumps({"format": 2}), encoding="utf-8")

    with pytest.raises(OutputError) as caught:
        job.generate(*TWO)

    assert str(caught.value.problems[0]) == (
        f"{path}: Thư mục này do một bản sokhet-docs mới hơn ghi. "
        "Cập nhật sokhet-docs, hoặc chọn thư mục kết quả khác."
    )

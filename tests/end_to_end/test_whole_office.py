"""A whole plan of 66 units: `generate`, forms filled in and saved by LibreOffice, … `consolidate`."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from sokhet_docs.letters import generate
from sokhet_docs.plan import Form, Plan
from sokhet_docs.returns import Collected, intake_folder
from sokhet_docs.tracking import ReportStatus, Tracking, consolidate, remind, write_tracking
from sokhet_docs.workbook import read_plan
from tests.support.calculated_books import calculated
from tests.support.environment import SAMPLE, TEMPLATES
from tests.support.libreoffice import pages_of
from tests.support.libreoffice_forms import (
    Filling,
    Step,
    delete_row,
    destroy_fields,
    fill_forms,
    forget_bookmark,
    make_list,
    type_emphasised,
    type_in,
)
from tests.support.openxml_validator import assert_valid
from tests.support.sample_form import FIGURES as FORM_FIGURES
from tests.support.sample_form import PERIODS
from tests.support.simulated_office import Office

pytestmark = pytest.mark.slow
MISSING = ("DB09", "DB30", "CB02", "CB10", "CB20", "CB23")
LATE = ("DB04", "DB17", "CB05")
TWICE = "DB02"  # sends a corrected report later
LISTED = "DB03"  # its first section is a numbered list, its second is bold
TYPED_AWAY = ("DB05", "DB06", "DB07", "CB06")  # no control and no bookmark of a field remains
ROW_DELETED = ("DB08", "CB07")  # the row of the documents
NO_MARK = ("DB11", "DB12")  # the hidden bookmark is gone; saved as .odt, only the printed code is left
FORMATS = (".docx", ".docx", ".docx", ".doc", ".odt")
FIGURES = ("sl_vb_2017", "sl_vb_2021", "sl_qt_luot_2019", "sl_don_nhan_2020", "sl_ttnd_tv_2018")


@dataclass
class Round:
    """An office, what the units typed, and what was collected of it."""

    office: Office
    typed: dict[str, dict[str, int]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)  # the file's name → the unit that sent it
    collected: list[Collected] = field(default_factory=list)

    @property
    def plan(self) -> Plan:
        return self.office.plan

    @property
    def output(self) -> Path:
        return self.office.output

    def track(self) -> Tracking:
        return self.office.track("25/4/2022")


@pytest.fixture(scope="module")
def simulated(tmp_path_factory: pytest.TempPathFactory) -> Round:
    """Generate, fill in by LibreOffice, rename and shuffle, collect in three batches."""
    folder = tmp_path_factory.mktemp("whole")
    office = Office(folder, read_plan(SAMPLE))
    generate(SAMPLE, TEMPLATES, office.output)
    simulated = Round(office)
    in_time, late = fillings_of(simulated, random.Random(66))
    again = filling(simulated, TWICE, 900, ".docx", corrected=True)
    fill_forms([*in_time, *late, again])
    batches = {
        "18/4/2022": [*targets(in_time), unrelated_letter(folder), form_of_another_plan(folder)],
        "22/4/2022": targets(late),
        "24/4/2022": targets([again]),
    }
    simulated.collected = [office.collect(batch, day) for day, batch in batches.items()]
    return simulated


def fillings_of(simulated: Round, chance: random.Random) -> tuple[list[Filling], list[Filling]]:
    """Return what every unit that reports does to its form, in shuffled order: in time, and late."""
    codes = [unit.code for unit in simulated.plan.units if unit.code not in MISSING]
    chance.shuffle(codes)
    made = {}
    for number, code in enumerate(codes, 1):
        ending = ".odt" if code in NO_MARK else FORMATS[number % len(FORMATS)]
        made[code] = filling(simulated, code, number, ending)
    return (
        [filling for code, filling in made.items() if code not in LATE],
        [filling for code, filling in made.items() if code in LATE],
    )


def filling(simulated: Round, code: str, number: int, ending: str, *, corrected: bool = False) -> Filling:
    unit_number = next(unit.number for unit in simulated.plan.units if unit.code == code)
    figures = {tag: 100 * unit_number + index for index, tag in enumerate(FIGURES)}
    if corrected:
        figures["sl_vb_2017"] += 7
    target = simulated.office.folder / f"bao cao ({number}) final{ending}"
    simulated.names[target.name] = code
    steps = [type_in(tag, f"{value:,}".replace(",", ".")) for tag, value in figures.items()]
    steps += words_of(code)
    if code in TYPED_AWAY:
        steps += [destroy_fields("muc_"), destroy_fields("sl_")]
    if code in ROW_DELETED:
        steps.append(delete_row("sl_vb_2017"))
        figures = {tag: value for tag, value in figures.items() if not tag.startswith("sl_vb")}
    if code in NO_MARK:
        steps.append(forget_bookmark())
    simulated.typed[code] = figures
    return Filling(sent_file(simulated, unit_number), target, steps)


def words_of(code: str) -> list[Step]:
    if code == LISTED:
        listed = [type_in("muc_1_1", "Việc thứ nhất"), make_list("muc_1_1", "1")]
        return [*listed, type_emphasised("muc_1_2", "Rất rõ")]
    return [type_in("muc_1_1", "\n".join(first_answer(code))), type_in("muc_4_1", f"Ưu điểm của {code}.")]


def first_answer(code: str) -> list[str]:
    return ["Việc thứ nhất"] if code == LISTED else [f"Chức năng của {code} & <b>.", f"Đoạn hai của {code}."]


def sent_file(simulated: Round, unit_number: int) -> Path:
    return next(simulated.output.glob(f"{unit_number:03}-*.docx"))


def targets(fillings: Sequence[Filling]) -> list[Path]:
    return [filling.target for filling in fillings]


def unrelated_letter(folder: Path) -> Path:
    document = Document()
    document.add_paragraph("Thông báo lịch trực tháng 5 của văn phòng.")
    document.save(str(folder / "lich truc.docx"))
    return folder / "lich truc.docx"


def form_of_another_plan(folder: Path) -> Path:
    (folder / "khac").mkdir()
    other = Office.open(folder / "khac")
    return other.fill("A1", "bao cao cua ke hoach khac.docx", {"muc_1_1": "Của kế hoạch khác."})


def test_every_unit_that_can_be_known_is_recognised_and_none_wrongly(simulated: Round) -> None:
    intake = simulated.track().intake
    found = {report.original: report.unit_code for report in intake.returns}

    assert found == simulated.names | {"lich truc.docx": None, "bao cao cua ke hoach khac.docx": None}
    assert [len(batch.added) for batch in simulated.collected] == [59, 3, 1]


def test_originals_are_kept_unchanged(simulated: Round) -> None:
    for report in simulated.track().intake.returns:
        source = next(simulated.office.folder.rglob(report.original))
        assert (intake_folder(simulated.output) / report.file).read_bytes() == source.read_bytes()


def test_every_figure_equals_what_was_typed(simulated: Round) -> None:
    for status in simulated.track().received:
        assert status.answers is not None, status.review_items
        read = {
            place: reading.value
            for place, reading in status.answers.figures.items()
            if reading.value is not None
        }
        assert read == placed(simulated.typed[status.unit.code]), status.unit.code


def placed(figures: Mapping[str, int]) -> dict[tuple[str, str], Decimal]:
    """Return typed figures by key and period."""
    form = Form((), FORM_FIGURES, PERIODS)
    found = {tag: form.find_figure(tag) for tag in figures}
    return {
        (place[0].key, place[1].key): Decimal(figures[tag])
        for tag, place in found.items()
        if place and place[1]
    }


def test_late_missing_and_corrected_reports_are_distinguished(simulated: Round) -> None:
    tracking = simulated.track()

    assert {status.unit.code for status in tracking.with_status(ReportStatus.MISSING)} == set(MISSING)
    late = {status.unit.code: status.days_late for status in tracking.with_status(ReportStatus.LATE)}
    assert late == dict.fromkeys(LATE, 3)
    assert {status.unit.code for status in tracking.statuses if len(status.versions) > 1} == {TWICE}
    assert len(tracking.unknown) == 2


def test_a_deleted_row_is_named_and_others_are_not_blamed(simulated: Round) -> None:
    changed = {
        status.unit.code for status in simulated.track().statuses if status.answers and status.answers.changes
    }
    assert changed == set(ROW_DELETED)


def test_the_figures_book_adds_up_to_what_was_typed(simulated: Round, tmp_path: Path) -> None:
    consolidate(simulated.track(), TEMPLATES, simulated.output)
    book = calculated((simulated.output / "tong-hop" / "so-lieu.xlsx").read_bytes(), tmp_path)
    sheet: Any = book["Số liệu"]

    for label, tag in (("Số văn bản đã ban hành", "sl_vb_2017"), ("Số đơn đã nhận", "sl_don_nhan_2020")):
        first = next(cell.column for cell in sheet[2] if str(cell.value).startswith(label))
        column = first + int(tag[-4:]) - 2017
        cells = {sheet.cell(row, 2).value: sheet.cell(row, column).value for row in range(4, 70)}
        typed = {code: figures.get(tag) for code, figures in simulated.typed.items()}
        assert cells == {unit.code: typed.get(unit.code) for unit in simulated.plan.units}
        assert sheet.cell(70, column).value == sum(value for value in typed.values() if value)
    checks = [cell.value for cell in sheet[72][3:] if cell.value is not None]
    assert set(checks) == {0}


def test_the_consolidated_report_has_every_units_words_in_workbook_order(
    simulated: Round, tmp_path: Path
) -> None:
    path = consolidate(simulated.track(), TEMPLATES, simulated.output)[0].path
    lines = [paragraph.text.replace("\u00a0", " ") for paragraph in Document(str(path)).paragraphs]
    start = lines.index("1.1. Chức năng, nhiệm vụ") + 1
    answered = lines[start : lines.index("1.2. Tổ chức đảng, đảng viên, đội ngũ cán bộ, người lao động")]

    reported = [unit for unit in simulated.plan.units if unit.code not in MISSING]
    expected = [line for unit in reported for line in (unit.name, *first_answer(unit.code))]
    assert answered == ["(Tổng hợp từ 60/66 báo cáo.)", *expected]
    assert "(Dự thảo, tổng hợp từ 60/66 báo cáo của các đơn vị, tính đến hết ngày 25/4/2022)" in lines
    (bold,) = [paragraph for paragraph in Document(str(path)).paragraphs if paragraph.text == "Rất rõ"]
    assert [(run.bold, run.underline) for run in bold.runs] == [(True, True)]
    (pages,) = pages_of([path], tmp_path)
    assert "1. Việc thứ nhất" in " ".join(" ".join(pages).split())


def test_what_comes_out_is_valid_and_goes_to_the_missing(simulated: Round, tmp_path: Path) -> None:
    tracking = simulated.track()
    letters = [outcome.path for outcome in remind(tracking, TEMPLATES, simulated.output).outcomes]
    consolidated = consolidate(tracking, TEMPLATES, simulated.output)
    book = write_tracking(tracking, simulated.output)

    names = [next(unit.name for unit in simulated.plan.units if unit.code == code) for code in MISSING]
    assert len(letters) == len(MISSING)
    for path, pages in zip(letters, pages_of(letters, tmp_path), strict=True):
        assert len(pages) == 1
        own = [name for name in names if name.split(" ", 2)[2] in " ".join(pages[0].split())]
        assert len(own) == 1, path.name
    assert_valid(*letters, *(outcome.path for outcome in (*consolidated, *book)))

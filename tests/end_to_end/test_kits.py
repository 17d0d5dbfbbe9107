"""Every ready kit: `init --kit`, `check`, `generate`, forms filled in by LibreOffice, … `consolidate`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document

from sokhet_docs.letters import check, generate
from sokhet_docs.plan import Figure, FigureKind, Plan, Unit, asked_of, figure_tag
from sokhet_docs.problems import Severity
from sokhet_docs.text.vietnamese import short_date
from sokhet_docs.tracking import ReportStatus, consolidate, remind, write_tracking
from sokhet_docs.workbook import kits, read_plan, start_from_kit
from tests.support.libreoffice_forms import Filling, Step, fill_forms, type_in
from tests.support.openxml_validator import assert_valid
from tests.support.simulated_office import Office

pytestmark = pytest.mark.slow
NAMES = ("so-ket", "tong-ket", "kiem-tra", "so-lieu")
FORMATS = (".docx", ".odt", ".doc")


@dataclass
class KitOffice:
    """A kit's folder, and the units whose reports came back."""

    office: Office
    reported: tuple[Unit, ...]

    @property
    def plan(self) -> Plan:
        return self.office.plan


@pytest.fixture(scope="module", params=NAMES)
def kit(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> KitOffice:
    """Lay out a kit, send its forms, and take in those of its first, middle and last unit."""
    folder = tmp_path_factory.mktemp(request.param)
    start_from_kit(request.param, folder)
    office = Office(folder, read_plan(folder / "data" / "units.xlsx"))
    generate(folder / "data" / "units.xlsx", folder / "templates", office.output)
    units = office.plan.units
    reported = (units[0], units[len(units) // 2], units[-1])
    fillings = [
        Filling(office.form(unit.code), folder / f"bao cao {unit.code}{ending}", steps_of(office.plan, unit))
        for unit, ending in zip(reported, FORMATS, strict=True)
    ]
    office.collect(fill_forms(fillings), day_after(office.plan, -3))
    return KitOffice(office, reported)


def day_after(plan: Plan, days: int) -> str:
    assert plan.report_deadline
    return short_date(plan.report_deadline + timedelta(days))


def steps_of(plan: Plan, unit: Unit) -> list[Step]:
    words = [type_in(key, text) for key, text in words_of(plan, unit).items()]
    numbers = numbers_of(plan, unit).items()
    return words + [type_in(f"sl_{key}_{period}", text) for (key, period), text in numbers]


def words_of(plan: Plan, unit: Unit) -> dict[str, str]:
    sections = asked_of(plan, unit).sections
    return {one.key: f"{unit.code} viết ở mục {one.title}" for one in sections if one.answered}


def numbers_of(plan: Plan, unit: Unit) -> dict[tuple[str, str], str]:
    """Return what the unit types into each cell, each number once, as Vietnamese write it."""
    cells = [(figure, period) for figure in asked_of(plan, unit).figures for period in plan.periods]
    assert all(figure_tag(figure, period.key).endswith(period.key) for figure, period in cells)
    return {
        (figure.key, period.key): number(figure, unit.number * 100 + index)
        for index, (figure, period) in enumerate(cells)
    }


def number(figure: Figure, value: int) -> str:
    """Return a whole number; of a decimal and of a percentage one with a decimal comma."""
    if figure.kind is FigureKind.WHOLE:
        return str(value)
    return f"{value % 100},5" if figure.kind is FigureKind.PERCENT else f"{value},25"


def test_the_kits_are_those_that_are_listed() -> None:
    assert tuple(kit.name for kit in kits()) == NAMES
    assert all(kit.purpose.endswith(".") for kit in kits())


@pytest.mark.parametrize("name", NAMES)
def test_a_kit_has_no_problem_but_days_off(name: str, tmp_path: Path) -> None:
    start_from_kit(name, tmp_path)
    problems = check(tmp_path / "data" / "units.xlsx", tmp_path / "templates")
    assert [str(one) for one in problems if "ngày nghỉ" not in one.message] == []
    assert {one.severity for one in problems} <= {Severity.WARNING}


def test_every_word_and_figure_comes_back_under_its_own_label(kit: KitOffice) -> None:
    tracking = kit.office.track(day_after(kit.plan, 5))
    assert {status.unit.code for status in tracking.received} == {unit.code for unit in kit.reported}
    for status in tracking.received:
        assert status.answers is not None, status.review_items
        read = {key: "\n".join(line.text for line in lines) for key, lines in status.answers.sections.items()}
        assert read == words_of(kit.plan, status.unit)
        typed = numbers_of(kit.plan, status.unit)
        assert {place: reading.value for place, reading in status.answers.figures.items()} == {
            place: Decimal(text.replace(",", ".")) for place, text in typed.items()
        }
        assert (status.answers.changes, status.answers.doubts) == ((), ())


def test_the_others_are_missing_and_reminded(kit: KitOffice) -> None:
    tracking = kit.office.track(day_after(kit.plan, 5))
    missing = {status.unit.code for status in tracking.with_status(ReportStatus.MISSING)}
    assert missing == {unit.code for unit in kit.plan.units} - {unit.code for unit in kit.reported}
    letters = remind(tracking, kit.office.folder / "templates", kit.office.output).outcomes
    assert len(letters) == len(missing)


def test_the_consolidated_report_has_every_word_below_its_heading(kit: KitOffice) -> None:
    tracking = kit.office.track(day_after(kit.plan, 5))
    outcomes = consolidate(tracking, kit.office.folder / "templates", kit.office.output)
    lines = [paragraph.text for paragraph in Document(str(outcomes[0].path)).paragraphs]
    titles = [section.title for section in kit.plan.sections]
    starts = [lines.index(title) for title in titles] + [len(lines)]
    assert starts == sorted(starts)
    for section, start, end in zip(kit.plan.sections, starts, starts[1:], strict=False):
        typed = {unit.name: words_of(kit.plan, unit).get(section.key) for unit in kit.reported}
        expected = [f"{name}: {text}" for name, text in typed.items() if text]
        assert [line for line in lines[start:end] if " viết ở mục " in line] == expected


def test_every_file_of_a_kit_is_valid(kit: KitOffice) -> None:
    tracking = kit.office.track(day_after(kit.plan, 5))
    letters = [kit.office.form(unit.code) for unit in kit.reported]
    consolidated = consolidate(tracking, kit.office.folder / "templates", kit.office.output)
    books = write_tracking(tracking, kit.office.output)
    made = [outcome.path for outcome in (*consolidated, *books)]
    assert_valid(kit.office.folder / "data" / "units.xlsx", *letters, *made)

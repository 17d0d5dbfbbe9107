"""The way back on real files: forms of `generate`, filled in by LibreOffice itself, collected and read."""

from __future__ import annotations

import hashlib
import os
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import docx
import pytest

from sokhet_docs import GenerateOptions, generate
from sokhet_docs.outbox import read_manifest
from sokhet_docs.plan import Plan, outline_form
from sokhet_docs.returns import (
    Answers,
    Collected,
    Paragraph,
    SentForms,
    TextRun,
    collect,
    intake_folder,
    read_answers,
)
from sokhet_docs.returns.answers import FormChange
from sokhet_docs.workbook import read_plan
from tests.support.environment import SAMPLE, TEMPLATES
from tests.support.libreoffice_forms import (
    Filling,
    Step,
    delete_row,
    destroy_fields,
    fill_forms,
    forget_bookmark,
    make_list,
    replace_words,
    type_behind,
    type_emphasised,
    type_in,
)
from tests.support.plans import COURT, a_plan
from tests.support.sample_form import FIGURES, SECTIONS
from tests.support.word_forms import without_identifier, write_form

pytestmark = pytest.mark.slow
YEARS = range(2017, 2022)
ANSWERED = [section.key for section in SECTIONS if section.answered]
FIELDS_AWAY = (destroy_fields("muc_"), destroy_fields("sl_"))
PLAN = read_plan(SAMPLE)


@dataclass(frozen=True)
class Sent:
    """One report: its unit and format, what is done to it besides typing, which rows vanish with it."""

    code: str
    ending: str
    steps: tuple[Step, ...] = ()
    lost: tuple[str, ...] = ()
    found_by: str = "mã tệp"
    changes: tuple[FormChange, ...] = ()
    identifier: bool = True


def deleted(label: str) -> FormChange:
    """Return what the form check says of a deleted row."""
    return FormChange("phụ lục số liệu", f"Hàng “{label}” bị xóa.")


MARKS_AWAY = (*FIELDS_AWAY, forget_bookmark())
SENT = (
    Sent("DB01", ".docx"),
    Sent("DB02", ".doc"),
    Sent("DB03", ".odt"),
    Sent("DB04", ".rtf"),
    Sent("DB05", ".docx", FIELDS_AWAY),
    Sent("DB06", ".doc", FIELDS_AWAY),
    Sent("DB07", ".odt", FIELDS_AWAY),
    Sent(
        "DB08", ".docx", (delete_row("sl_vb_2017"), delete_row("sl_ktgs_2017")), ("vb", "ktgs"),
        changes=(deleted("Số văn bản đã ban hành"), deleted("Số cuộc kiểm tra, giám sát")),
    ),
    Sent("DB09", ".doc", (delete_row("sl_vb_2017"),), ("vb",), changes=(deleted("Số văn bản đã ban hành"),)),
    Sent(
        "DB10", ".odt", (delete_row("sl_vb_2017"), *FIELDS_AWAY), ("vb",),
        changes=(deleted("Số văn bản đã ban hành"),),
    ),
    Sent("CB01", ".docx", found_by="dấu trang", identifier=False),
    Sent("CB02", ".docx", MARKS_AWAY, found_by="mã in", identifier=False),
    Sent(
        "CB03", ".docx", (*MARKS_AWAY, replace_words("Mã báo cáo", "Mã số")),
        found_by="tên trong văn bản", identifier=False,
    ),
    Sent(
        "CB04", ".odt", (replace_words("4.2. Hạn chế", "4.2. Tồn tại"),),
        changes=(FormChange("đề mục “4.2. Hạn chế”", "Dòng này bị sửa thành “4.2. Tồn tại”."),),
    ),
)  # fmt: skip


def typed(code: str, version: int = 1) -> dict[str, str]:
    """Return what a unit types: two paragraphs in every section, another number in every cell."""
    seed = 1 + [unit.code for unit in PLAN.units].index(code) + 100 * version
    texts = {
        key: f"{code} viết ở {key}, bản {version}: “ưu điểm” & <hạn chế>.\nĐoạn thứ hai." for key in ANSWERED
    }
    numbers = {
        f"sl_{figure.key}_{year}": written((seed * 7919 + number * 104_729 + year * 1_299_709) % 4000)
        for number, figure in enumerate(FIGURES)
        for year in YEARS
    }
    return texts | numbers


def written(number: int) -> str:
    """Write a number as people do: points between thousands, a zero in front, in words."""
    if number >= 1000:
        return f"{number:,}".replace(",", ".")
    return {0: "không có", 3: "ba"}.get(number, f"{number:02}")


def number_of(text: str) -> Decimal:
    """Read what `written` wrote."""
    return Decimal({"không có": "0", "ba": "3"}.get(text, text.replace(".", "")))


@dataclass
class Received:
    """What was collected: the returned files' names (without ending) by unit, the answers by these names."""

    output: Path
    collected: Collected
    names: dict[str, str]
    answers: dict[str, Answers] = field(default_factory=dict)


def fill(source: Path, target: Path, answers: Mapping[str, str], *steps: Step) -> Filling:
    """Return the filling that types ``answers`` and then does ``steps``."""
    return Filling(source, target, [*(type_in(tag, text) for tag, text in answers.items()), *steps])


@pytest.fixture(scope="module")
def received(tmp_path_factory: pytest.TempPathFactory) -> Received:
    """Reports of fifteen units under misleading names, one in two versions, and two files of no unit."""
    folder = tmp_path_factory.mktemp("returns")
    output, inbox = folder / "output", folder / "in"
    inbox.mkdir()
    codes = tuple(sent.code for sent in SENT)
    generate(SAMPLE, TEMPLATES, output, GenerateOptions(only=(*codes, "CB05")))
    forms = {record.unit_code: output / name for name, record in read_manifest(output).files.items()}
    names = plain_names([*codes, "CB05", "CB05 lần hai"])
    fillings = [
        fill(forms[sent.code], inbox / f"{names[sent.code]}{sent.ending}", typed(sent.code), *sent.steps)
        for sent in SENT
    ]
    fillings += [
        fill(forms["CB05"], inbox / f"{names['CB05']}.docx", typed("CB05")),
        fill(forms["CB05"], inbox / f"{names['CB05 lần hai']}.doc", typed("CB05", 2)),
    ]
    foreign = write_form(folder / "khác.docx", a_plan(code="SK01-2017"), COURT)
    fillings.append(fill(foreign, inbox / "Báo cáo Tòa án nhân dân tỉnh.odt", {"muc_1_1": "Năm 2017."}))
    fill_forms(fillings)
    for sent in SENT:
        if not sent.identifier:
            returned = inbox / f"{names[sent.code]}{sent.ending}"
            without_identifier(returned, returned)
    write_letter(inbox / "thư mời.docx")
    set_times(inbox, names)
    result = Received(output, collect(PLAN, output, [inbox]), names)
    forms_sent = SentForms(output, PLAN)
    for report in result.collected.added:
        path = result.collected.intake.reading_path(report)
        if report.unit_code and path:
            sent_forms = forms_sent.forms_of(report.unit_code)
            result.answers[Path(report.original).stem] = read_answers(path, *sent_forms)
    return result


def plain_names(units: list[str]) -> dict[str, str]:
    """Return file names for ``units``: numbers at random, and for two no more than a word."""
    numbers = random.Random(2022).sample(range(100, 999), len(units))
    names = {code: f"bao cao ({number}) final" for code, number in zip(units, numbers, strict=True)}
    return names | {"DB01": "tài liệu 01", "DB02": "Báo cáo (mới)"}


def write_letter(path: Path) -> None:
    """Write a letter that is no report and names no unit."""
    letter = docx.Document()
    letter.add_paragraph("Kính mời các đồng chí dự họp.")
    letter.save(str(path))


def set_times(inbox: Path, names: Mapping[str, str]) -> None:
    """Make the second version of the unit that sends two the later file."""
    for name, time in (
        (f"{names['CB05']}.docx", 1_650_000_000),
        (f"{names['CB05 lần hai']}.doc", 1_650_100_000),
    ):
        os.utime(inbox / name, (time, time))


def test_every_unit_that_can_be_known_is_recognised_and_none_wrongly(received: Received) -> None:
    found = {
        Path(report.original).stem: (report.unit_code, report.found_by) for report in received.collected.added
    }

    assert found == {received.names[sent.code]: (sent.code, sent.found_by) for sent in SENT} | {
        received.names["CB05"]: ("CB05", "mã tệp"),
        received.names["CB05 lần hai"]: ("CB05", "mã tệp"),
        "thư mời": (None, ""),
        "Báo cáo Tòa án nhân dân tỉnh": (None, ""),
    }


def test_a_file_of_no_unit_says_why(received: Received) -> None:
    problems = {report.original: report.problems for report in received.collected.intake.unknown()}

    assert problems == {
        "thư mời.docx": ("Không tìm thấy mã hay tên đơn vị nào trong tệp.",),
        "Báo cáo Tòa án nhân dân tỉnh.odt": ("Tệp là của kế hoạch khác (mã SK01-2017).",),
    }


@pytest.mark.parametrize("sent", SENT, ids=lambda sent: f"{sent.code}{sent.ending}")
def test_every_figure_is_what_was_typed(received: Received, sent: Sent) -> None:
    answers = received.answers[received.names[sent.code]]
    expected = {
        (figure.key, str(year)): number_of(typed(sent.code)[f"sl_{figure.key}_{year}"])
        for figure in FIGURES
        for year in YEARS
        if figure.key not in sent.lost
    }

    assert {
        slot: reading.value for slot, reading in answers.figures.items() if reading.value is not None
    } == expected
    doubtful = {slot[0]: reading.doubt for slot, reading in answers.figures.items() if reading.doubt}
    assert doubtful == dict.fromkeys(sent.lost, "Không còn trong biểu.")
    assert {key for key, reading in answers.totals.items() if reading.doubt} == set()


@pytest.mark.parametrize("sent", SENT, ids=lambda sent: f"{sent.code}{sent.ending}")
def test_every_section_is_what_was_typed(received: Received, sent: Sent) -> None:
    answers = received.answers[received.names[sent.code]]

    assert {
        key: "\n".join(paragraph.text for paragraph in found) for key, found in answers.sections.items()
    } == {key: typed(sent.code)[key] for key in ANSWERED}
    assert answers.doubts == ()


@pytest.mark.parametrize("sent", SENT, ids=lambda sent: f"{sent.code}{sent.ending}")
def test_every_change_of_the_form_is_named_and_no_other(received: Received, sent: Sent) -> None:
    assert received.answers[received.names[sent.code]].changes == sent.changes


def test_the_second_version_counts_and_the_first_is_kept(received: Received) -> None:
    intake = received.collected.intake

    assert [Path(report.original).suffix for report in intake.versions("CB05")] == [".docx", ".doc"]
    answers = received.answers[received.names["CB05 lần hai"]]
    assert answers.figures["vb", "2017"].value == number_of(typed("CB05", 2)["sl_vb_2017"])


def test_originals_are_kept_unchanged_in_the_intake_folder(received: Received) -> None:
    for report in received.collected.intake.returns:
        original = (intake_folder(received.output) / report.file).read_bytes()
        assert hashlib.sha256(original).hexdigest() == report.sha256


def test_lists_and_emphasis_outlive_libreoffice(tmp_path: Path) -> None:
    plan: Plan = a_plan()
    form = write_form(tmp_path / "form.docx", plan, COURT)
    steps = [
        type_emphasised("muc_1_1", "Đậm và gạch."),
        type_in("muc_1_2", "Một điểm."),
        make_list("muc_1_2", "0"),
        type_in("muc_1_3", "Điểm thứ nhất."),
        make_list("muc_1_3", "1"),
        type_behind("muc_2_1", "Viết sau lời nhắc."),
    ]
    fill_forms([Filling(form, tmp_path / f"x{ending}", steps) for ending in (".docx", ".doc", ".odt")])

    collected = collect(plan, tmp_path / "output", sorted(tmp_path.glob("x.*")))

    assert len(collected.added) == 3
    for report in collected.added:
        path = collected.intake.reading_path(report)
        assert path is not None
        sections = read_answers(path, outline_form(plan, COURT)).sections
        assert sections["muc_1_1"] == (Paragraph((TextRun("Đậm và gạch.", bold=True, underline=True),)),)
        assert sections["muc_1_2"] == (Paragraph((TextRun("Một điểm."),), list_level=0),)
        assert sections["muc_1_3"] == (Paragraph((TextRun("Điểm thứ nhất."),), list_level=0, ordered=True),)
        assert [paragraph.text for paragraph in sections["muc_2_1"]] == ["Viết sau lời nhắc."]

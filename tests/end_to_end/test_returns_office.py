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
from sokhet_docs.plan import FIGURES, SECTIONS, Plan
from sokhet_docs.returns import Answers, Collected, SentForms, TextRun, collect, read_answers
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
from tests.support.word_forms import without_identifier, write_form

YEARS = range(2017, 2022)
ANSWERED = [section.key for section in SECTIONS if section.answered]
FIELDS_AWAY = (destroy_fields("muc_"), destroy_fields("sl_"))
PLAN = read_plan(SAMPLE)


@dataclass(frozen=True)
class Sent:
    """One report: whose, in which format, what is done to it besides typing, which rows vanish with it."""

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
        f"sl_{figure.key}_{year}": written((seed * 7919 + rank * 104_729 + year * 1_299_709) % 4000)
        for rank, figure in enumerate(FIGURES)
        for year in YEARS
    }
    return texts | numbers


def written(number: int) -> str:
    """Write a number as people do: review_items between thousands, noughts before, words."""
    if number >= 1000:
        return f"{number:,}".replace(",", ".")
    return {0: "không có", 3: "ba"}.get(number, f"{number:02}")


def number_of(text: str) -> Decimal:
    """Read what `written` wrote."""
    return Decimal({"không có": "0", "ba": "3"}.get(text, text.replace(".", "")))


@dataclass
class Office:
    """What was collected: the returned files' names by unit, and the answers of each."""

    collected: Collected
    names: dict[str, str] = field(default_factory=dict)
    answers: dict[str, Answers] = field(default_factory=dict)


def fill(source: Path, target: Path, answers: Mapping[str, str], *steps: Step) -> Filling:
    """Return the filling that types ``answers`` and then does ``steps``."""
    return Filling(source, target, [*(type_in(tag, text) for tag, text in answers.items()), *steps])


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Sixteen units' reports, renamed and shuffled, and three files that are nobody's."""
    folder = tmp_path_factory.mktemp("office")
    output, inbox = folder / "output", folder / "in"
    inbox.mkdir()
    codes = tuple(sent.code for sent in SENT)
    generate(SAMPLE, TEMPLATES, output, GenerateOptions(only=(*codes, "CB05")))
    forms = {record.unit_code: output / name for name, record in read_manifest(output).files.items()}
    names = shuffled_names([*codes, "CB05", "CB05 lần hai"])
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
    result = Office(collect(PLAN, output, [inbox]), names)
    forms_sent = SentForms(output)
    for one in result.collected.added:
        path = result.collected.intake.reading_path(one)
        if one.unit_code and path:
            form = forms_sent.of(one.unit_code)
            result.answers[Path(one.original).stem] = read_answers(path, PLAN, form)
    return result


def shuffled_names(whose: list[str]) -> dict[str, str]:
    """Return misleading names: numbers at random, and for one unit another's name."""
    numbers = random.Random(2022).sample(range(100, 999), len(whose))
    names = {code: f"bao cao ({number}) final" for code, number in zip(whose, numbers, strict=True)}
    return names | {"DB01": "002-dang-bo-truong-chinh-tri-tran-phu", "DB02": "Báo cáo của DB01 (mới)"}


def write_letter(path: Path) -> None:
    """Write a letter that is no report and nobody's."""
    letter = docx.Document()
    letter.add_paragraph("Kính mời các đồng chí dự họp.")
    letter.save(str(path))


def set_times(inbox: Path, names: Mapping[str, str]) -> None:
    """Let the second version of the one unit with two be the later file."""
    for name, time in (
        (f"{names['CB05']}.docx", 1_650_000_000),
        (f"{names['CB05 lần hai']}.doc", 1_650_100_000),
    ):
        os.utime(inbox / name, (time, time))


def test_every_unit_that_can_be_known_is_recognised_and_none_wrongly(office: Office) -> None:
    whose = {Path(one.original).stem: (one.unit_code, one.found_by) for one in office.collected.added}

    assert whose == {office.names[sent.code]: (sent.code, sent.found_by) for sent in SENT} | {
        office.names["CB05"]: ("CB05", "mã tệp"),
        office.names["CB05 lần hai"]: ("CB05", "mã tệp"),
        "thư mời": (None, ""),
        "Báo cáo Tòa án nhân dân tỉnh": (None, ""),
    }


def test_what_is_nobodys_says_why(office: Office) -> None:
    told = {one.original: one.problems for one in office.collected.intake.unknown()}

    assert told == {
        "thư mời.docx": ("Không tìm thấy mã hay tên đơn vị nào trong tệp.",),
        "Báo cáo Tòa án nhân dân tỉnh.odt": ("Tệp là của kế hoạch khác (mã SK01-2017).",),
    }


@pytest.mark.parametrize("sent", SENT, ids=lambda sent: f"{sent.code}{sent.ending}")
def test_every_figure_is_what_was_typed(office: Office, sent: Sent) -> None:
    answers = office.answers[office.names[sent.code]]
    expected = {
        (figure.key, year): number_of(typed(sent.code)[f"sl_{figure.key}_{year}"])
        for figure in FIGURES
        for year in YEARS
        if figure.key not in sent.lost
    }

    assert {slot: one.value for slot, one in answers.figures.items() if one.value is not None} == expected
    doubtful = {slot[0]: one.doubt for slot, one in answers.figures.items() if one.doubt}
    assert doubtful == dict.fromkeys(sent.lost, "Không còn ô này trong biểu.")
    assert {key for key, one in answers.totals.items() if one.doubt} == set()


@pytest.mark.parametrize("sent", SENT, ids=lambda sent: f"{sent.code}{sent.ending}")
def test_every_section_is_what_was_typed(office: Office, sent: Sent) -> None:
    answers = office.answers[office.names[sent.code]]

    assert {key: "\n".join(one.text for one in found) for key, found in answers.sections.items()} == {
        key: typed(sent.code)[key] for key in ANSWERED
    }
    assert answers.doubts == ()


@pytest.mark.parametrize("sent", SENT, ids=lambda sent: f"{sent.code}{sent.ending}")
def test_every_change_of_the_form_is_named_and_no_other(office: Office, sent: Sent) -> None:
    assert office.answers[office.names[sent.code]].changes == sent.changes


def test_the_second_version_counts_and_the_first_is_kept(office: Office) -> None:
    intake = office.collected.intake

    assert [Path(one.original).suffix for one in intake.versions("CB05")] == [".docx", ".doc"]
    answers = office.answers[office.names["CB05 lần hai"]]
    assert answers.figures["vb", 2017].value == number_of(typed("CB05", 2)["sl_vb_2017"])


def test_originals_lie_unchanged_in_the_intake_folder(office: Office) -> None:
    intake = office.collected.intake
    for one in intake.returns:
        assert hashlib.sha256(intake.original_path(one).read_bytes()).hexdigest() == one.sha256


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
    for one in collected.added:
        path = collected.intake.reading_path(one)
        assert path is not None
        sections = read_answers(path, plan).sections
        assert [one.runs for one in sections["muc_1_1"]] == [
            (TextRun("Đậm và gạch.", bold=True, underline=True),)
        ]
        assert [(one.text, one.list_level, one.ordered) for one in sections["muc_1_2"]] == [
            ("Một điểm.", 0, False)
        ]
        assert [(one.text, one.list_level, one.ordered) for one in sections["muc_1_3"]] == [
            ("Điểm thứ nhất.", 0, True)
        ]
        assert [one.text for one in sections["muc_2_1"]] == ["Viết sau lời nhắc."]

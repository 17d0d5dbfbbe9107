"""Whatever is done to a returned report, it is read or its faults are named; the report beside it is read."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from sokhet_docs.plan import outline_form
from sokhet_docs.problems import ReturnError
from sokhet_docs.returns import collect, intake_folder, read_answers
from tests.support.archives import read_parts, zipped
from tests.support.clear_problems import assert_clear, assert_vietnamese
from tests.support.plans import COURT, LIBRARY, a_plan
from tests.support.sample_form import FIGURES
from tests.support.word_forms import BODY, edit_xml, fill_in, write_form

pytestmark = pytest.mark.slow
PLAN = a_plan(COURT, LIBRARY)
FORM = outline_form(PLAN, COURT)
Mutation = Callable[[random.Random, list[etree._Element]], None]


@dataclass(frozen=True)
class Returned:
    """Two whole packets, partly filled in: the court's, to be damaged, and the library's."""

    court: Path
    library: Path


@pytest.fixture(scope="module")
def returned(tmp_path_factory: pytest.TempPathFactory) -> Returned:
    folder = tmp_path_factory.mktemp("returned")
    answers = {"muc_1_1": "Một.\nHai.", "sl_vb_2017": "12"}
    paths = []
    for unit in (COURT, LIBRARY):
        sent = write_form(folder / f"{unit.code}.docx", PLAN, unit, "de-cuong.docx", "bao-cao.docx")
        paths.append(fill_in(sent, folder / f"{unit.code} trả lời.docx", answers))
    return Returned(*paths)


def assert_read_or_named(damaged: bytes, returned: Returned) -> None:
    """Collect a damaged report of the court beside the library's: nothing is guessed, nothing gets lost."""
    with tempfile.TemporaryDirectory() as name:
        inbox, output = Path(name) / "in", Path(name) / "output"
        inbox.mkdir()
        (inbox / "a.docx").write_bytes(damaged)
        (inbox / "b.docx").write_bytes(returned.library.read_bytes())

        collected = collect(PLAN, output, [inbox])

        by_name = {report.original: report for report in collected.added}
        honest = by_name.pop("b.docx")
        assert (honest.unit_code, honest.readable, honest.problems) == (LIBRARY.code, True, ())
        answers = read_answers(intake_folder(output) / honest.file, FORM)
        assert answers.figures["vb", "2017"].value == 12
        assert [paragraph.text for paragraph in answers.sections["muc_1_1"]] == ["Một.", "Hai."]
        assert by_name or collected.problems
        if collected.problems:
            assert_clear(collected.problems)
        for report in by_name.values():
            assert report.original.partition(" › ")[0] == "a.docx"
            assert report.unit_code == COURT.code or (report.unit_code is None and report.problems)
            for problem in report.problems:
                assert_vietnamese(problem)
            assert_answers_or_named(intake_folder(output) / report.file)


def assert_answers_or_named(path: Path) -> None:
    """Fail unless ``path`` gives an answer or a doubt for every figure, or is named as what it is."""
    try:
        answers = read_answers(path, FORM)
    except ReturnError as err:
        assert_clear(err.problems, path.name)
        return
    assert set(answers.figures) == {
        (figure.key, str(year)) for figure in FIGURES for year in range(2017, 2022)
    }
    doubts = [reading.doubt for reading in answers.figures.values() if reading.doubt]
    for sentence in (*doubts, *answers.doubts, *(change.message for change in answers.changes)):
        assert_vietnamese(sentence)


def delete(chance: random.Random, elements: list[etree._Element]) -> None:
    element = chance.choice(elements)
    if (parent := element.getparent()) is not None:
        parent.remove(element)


def double(chance: random.Random, elements: list[etree._Element]) -> None:
    element = chance.choice(elements)
    if element.getparent() is not None:
        element.addnext(deepcopy(element))


def move(chance: random.Random, elements: list[etree._Element]) -> None:
    element, target = chance.choice(elements), chance.choice(elements)
    if element.getparent() is not None and element not in target.iterancestors() and element is not target:
        target.append(element)


def unwrap(chance: random.Random, elements: list[etree._Element]) -> None:
    element = chance.choice(elements)
    if (parent := element.getparent()) is not None:
        at = parent.index(element)
        parent[at : at + 1] = list(element)


def rename(chance: random.Random, elements: list[etree._Element]) -> None:
    element, other = chance.choice(elements), chance.choice(elements)
    element.tag = other.tag


def garble(chance: random.Random, elements: list[etree._Element]) -> None:
    element = chance.choice(elements)
    for name in element.attrib:
        element.set(name, chance.choice(["", "-1", "x", "sl_vb_9999", "muc_99", "999999999999"]))


MUTATIONS: tuple[Mutation, ...] = (delete, double, move, unwrap, rename, garble)


@given(seed=st.integers(0, 2**32), count=st.integers(1, 40))
def test_a_mangled_body_is_read_or_named(returned: Returned, tmp_path: Path, seed: int, count: int) -> None:
    chance = random.Random(seed)

    def mangle(root: etree._Element) -> None:
        elements = list(root.iter(etree.Element))[1:]
        for _ in range(count):
            chance.choice(MUTATIONS)(chance, elements)

    mangled = edit_xml(returned.court, tmp_path / "x.docx", BODY, mangle)

    assert_read_or_named(mangled.read_bytes(), returned)


@given(seed=st.integers(0, 2**32))
def test_a_file_with_wrong_bytes_is_read_or_named(returned: Returned, seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(returned.court.read_bytes())
    for _ in range(chance.randint(1, 20)):
        data[chance.randrange(len(data))] = chance.randrange(256)

    assert_read_or_named(
        bytes(data[: chance.randint(1, len(data))] if chance.random() < 0.3 else data), returned
    )


NEEDED = {"_rels/.rels", "word/_rels/document.xml.rels", "word/styles.xml", BODY}


@pytest.mark.parametrize("blob", [b"", b"<x", b"<x/>", None], ids=["empty", "no XML", "other XML", "gone"])
def test_a_report_is_read_without_every_part_that_reading_does_not_need(
    returned: Returned, tmp_path: Path, blob: bytes | None
) -> None:
    parts = read_parts(returned.court.read_bytes())
    path = tmp_path / "x.docx"
    unread: dict[str, list[str]] = {}
    for part in parts:
        changed = parts | {part: blob or b""}
        path.write_bytes(zipped({name: changed[name] for name in parts if blob is not None or name != part}))
        try:
            answers = read_answers(path, FORM)
        except ReturnError as err:
            unread[part] = [str(problem) for problem in err.problems]
        else:
            assert answers.figures["vb", "2017"].value == 12
            assert [paragraph.text for paragraph in answers.sections["muc_1_1"]] == ["Một.", "Hai."]

    damaged = "x.docx: Tệp bị hỏng hoặc không phải là tệp Word. Xin đơn vị gửi lại tệp Word."
    # Relationships and styles that are wanting are done without; those that are no XML are damage.
    needed = {BODY} if blob in (b"<x/>", None) else NEEDED
    assert unread == {part: [damaged] for part in needed}

"""Whatever is done to a returned report, it is read or it is a problem: never a traceback."""

from __future__ import annotations

import contextlib
import random
import zipfile
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from sokhet_docs.plan.outline import FIGURES
from sokhet_docs.problems import ReturnError
from sokhet_docs.returns.evidence import read_evidence
from sokhet_docs.returns.reader import read_answers, read_form
from sokhet_docs.returns.recognition import Recogniser
from tests.support.plans import COURT, LIBRARY, a_plan
from tests.support.word_forms import edit_part, fill_in, write_form

PLAN = a_plan(COURT, LIBRARY)
OFTEN = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
Mutation = Callable[[random.Random, list[etree._Element]], None]


@pytest.fixture(scope="module")
def returned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole packet, partly filled in."""
    folder = tmp_path_factory.mktemp("fuzz")
    sent = write_form(folder / "sent.docx", PLAN, COURT, "de-cuong.docx", "bao-cao.docx")
    return fill_in(sent, folder / "returned.docx", {"muc_1_1": "Một.\nHai.", "sl_vb_2017": "12"})


def delete(chance: random.Random, elements: list[etree._Element]) -> None:
    one = chance.choice(elements)
    if (parent := one.getparent()) is not None:
        parent.remove(one)


def double(chance: random.Random, elements: list[etree._Element]) -> None:
    one = chance.choice(elements)
    if one.getparent() is not None:
        one.addnext(deepcopy(one))


def move(chance: random.Random, elements: list[etree._Element]) -> None:
    one, target = chance.choice(elements), chance.choice(elements)
    if one.getparent() is not None and one not in target.iterancestors() and one is not target:
        target.append(one)


def unwrap(chance: random.Random, elements: list[etree._Element]) -> None:
    one = chance.choice(elements)
    if (parent := one.getparent()) is not None:
        at = parent.index(one)
        parent[at : at + 1] = list(one)


def rename(chance: random.Random, elements: list[etree._Element]) -> None:
    one, other = chance.choice(elements), chance.choice(elements)
    one.tag = other.tag


def garble(chance: random.Random, elements: list[etree._Element]) -> None:
    one = chance.choice(elements)
    for name in one.attrib:
        one.set(name, chance.choice(["", "-1", "x", "sl_vb_9999", "muc_99", "999999999999"]))


MUTATIONS: tuple[Mutation, ...] = (delete, double, move, unwrap, rename, garble)


@OFTEN
@given(seed=st.integers(0, 2**32), count=st.integers(1, 40))
def test_a_mangled_body_is_read_or_is_a_problem(
    returned: Path, tmp_path: Path, seed: int, count: int
) -> None:
    chance = random.Random(seed)

    def mangle(root: etree._Element) -> None:
        elements = list(root.iter(etree.Element))[1:]
        for _ in range(count):
            chance.choice(MUTATIONS)(chance, elements)

    mangled = edit_part(returned, tmp_path / "x.docx", "word/document.xml", mangle)

    answers = read_answers(mangled, PLAN, read_form(mangled))
    assert len(answers.figures) == len(FIGURES) * 5
    Recogniser(PLAN).recognise(read_evidence(mangled, ("x",), ""))


@OFTEN
@given(seed=st.integers(0, 2**32))
def test_a_file_with_wrong_bytes_is_read_or_is_a_problem(returned: Path, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(returned.read_bytes())
    for _ in range(chance.randint(1, 20)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    damaged = tmp_path / "x.docx"
    damaged.write_bytes(bytes(data[: chance.randint(1, len(data))] if chance.random() < 0.3 else data))

    for read in (
        lambda: read_answers(damaged, PLAN),
        lambda: read_form(damaged),
        lambda: read_evidence(damaged, ("x",), ""),
    ):
        with contextlib.suppress(ReturnError):
            read()


@OFTEN
@given(part=st.sampled_from(["word/styles.xml", "word/numbering.xml", "docProps/core.xml", "_rels/.rels"]))
def test_a_part_that_is_no_xml_or_gone_is_a_problem_or_is_done_without(
    returned: Path, tmp_path: Path, part: str
) -> None:
    for blob in (b"", b"<x", b"<x/>", None):
        with zipfile.ZipFile(returned) as archive:
            parts = {name: archive.read(name) for name in archive.namelist() if name != part}
        with zipfile.ZipFile(tmp_path / "x.docx", "w") as archive:
            for name, content in parts.items():
                archive.writestr(name, content)
            if blob is not None:
                archive.writestr(part, blob)
        with contextlib.suppress(ReturnError):
            assert read_answers(tmp_path / "x.docx", PLAN).figures["vb", 2017].value == 12

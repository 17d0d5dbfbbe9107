"""The templates as pages: what LibreOffice prints, what the Open XML validator says, what the plan reads."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from sokhet_docs.letters.fields import PacketFields, plan_fields
from sokhet_docs.letters.templates import compile_packet, compile_plan_document
from sokhet_docs.plan.model import Plan
from sokhet_docs.workbook import kits
from sokhet_docs.workbook.plan_reader import read_plan
from tests.support.effective_layout import Docx
from tests.support.environment import ROOT
from tests.support.libreoffice import convert, pages_of, read_pages
from tests.support.openxml_validator import assert_valid
from tests.support.sample_form import SECTIONS

pytestmark = pytest.mark.slow

TEMPLATES = ROOT / "templates"
UNIT_PAPERS = ("cong-van.docx", "de-cuong.docx", "giay-moi.docx", "bao-cao.docx", "giay-moi-khoi.docx")
WITH_BLANK_PAGES = 'pdf:writer_pdf_Export:{"IsSkipEmptyPages":{"type":"boolean","value":"false"}}'
PLAN_PAPERS = ("ke-hoach.docx", "noi-nhan.docx")


@pytest.fixture(scope="module")
def plan() -> Plan:
    return read_plan(ROOT / "data/units.xlsx")


@pytest.fixture(scope="module")
def filled(plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return every paper of the sample: for the first conference unit, and for the whole plan."""
    folder = tmp_path_factory.mktemp("filled")
    unit = next(unit for unit in plan.units if unit.conference)
    made = {
        name: compile_packet(plan, [TEMPLATES / name]).render(PacketFields(plan).of(unit))
        for name in UNIT_PAPERS
    }
    made |= {
        name: compile_plan_document(plan, TEMPLATES / name).render(plan_fields(plan)) for name in PLAN_PAPERS
    }
    for name, docx_bytes in made.items():
        (folder / name).write_bytes(docx_bytes)
    return {name: folder / name for name in made}


@pytest.fixture(scope="module")
def pages(filled: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    read = pages_of(list(filled.values()), tmp_path_factory.mktemp("pdf"))
    return dict(zip(filled, read, strict=True))


def test_open_xml(filled: dict[str, Path]) -> None:
    assert_valid(*filled.values())


def test_page_counts(pages: dict[str, list[str]]) -> None:
    assert {name: len(texts) for name, texts in pages.items()} == {
        "cong-van.docx": 1,
        "de-cuong.docx": 4,
        "giay-moi.docx": 1,
        "bao-cao.docx": 5,
        "giay-moi-khoi.docx": 1,
        "ke-hoach.docx": 2,
        "noi-nhan.docx": 5,
    }


def test_pages_are_numbered_from_the_second(pages: dict[str, list[str]]) -> None:
    for name, texts in pages.items():
        numbers = [text.split()[0] for text in texts]
        # The report's annex is numbered on its own: one page, no number.
        expected = [str(number) for number in range(2, len(texts) + (name != "bao-cao.docx"))]
        assert numbers[1 : 1 + len(expected)] == expected
        assert not numbers[0].isdigit()
        assert name != "bao-cao.docx" or numbers[-1] == "PHỤ"


@pytest.mark.parametrize(
    ("paper", "sentence"),
    [
        ("cong-van.docx", "đúng thời hạn."),
        ("giay-moi.docx", "Trân trọng kính mời đồng chí"),
        ("ke-hoach.docx", "chủ động triển khai thực hiện."),
        ("noi-nhan.docx", "Danh sách này có 66 đơn vị; tổng số"),
    ],
)
def test_the_signature_shares_its_page_with_text(
    pages: dict[str, list[str]], paper: str, sentence: str
) -> None:
    last = " ".join(pages[paper][-1].split())
    assert sentence in last
    assert "T/M " in last.partition(sentence)[2]


def test_no_page_ends_with_a_heading(pages: dict[str, list[str]]) -> None:
    headings = {section.title for section in SECTIONS}
    ends = {(name, text.rstrip().rpartition("\n")[2].strip()) for name in pages for text in pages[name]}
    assert {(name, end) for name, end in ends if end in headings} == set()


def test_no_page_of_a_packet_ends_with_a_heading(plan: Plan, tmp_path: Path) -> None:
    headings = {section.title for section in SECTIONS}
    units = [next(unit for unit in plan.units if bool(unit.conference) is holds) for holds in (True, False)]
    packets = [tmp_path / f"{unit.code}.docx" for unit in units]
    for unit, path in zip(units, packets, strict=True):
        templates = [TEMPLATES / document.template for document in plan.documents_for(unit)]
        path.write_bytes(compile_packet(plan, templates).render(PacketFields(plan).of(unit)))
    pages = pages_of(packets, tmp_path / "pdf")
    ends = [text.rstrip().rpartition("\n")[2].strip() for texts in pages for text in texts]
    assert [end for end in ends if end in headings] == []


@pytest.mark.parametrize("kit", [kit.name for kit in kits()])
def test_no_closing_sentence_is_alone_on_its_page(kit: str, tmp_path: Path) -> None:
    (workbook,) = (one.workbook for one in kits() if one.name == kit)
    plan = read_plan(ROOT / "data" / workbook)
    unit = next((unit for unit in plan.units if unit.conference), plan.units[0])
    papers = [document.template for document in plan.documents_for(unit)]
    for name in papers:
        packet = compile_packet(plan, [TEMPLATES / name]).render(PacketFields(plan).of(unit))
        (tmp_path / name).write_bytes(packet)

    pages = [
        page for texts in pages_of([tmp_path / name for name in papers], tmp_path / "pdf") for page in texts
    ]

    closing = ("Trên đây là báo cáo", "Trân trọng kính mời đồng chí đến dự")
    found = {
        sentence: page.partition(sentence)[0] for page in pages for sentence in closing if sentence in page
    }
    assert found.keys() >= {closing[0]}
    assert [sentence for sentence, before in found.items() if len(before.split()) < 3] == []


@pytest.mark.parametrize("kit", [kit.name for kit in kits()])
def test_no_closing_sentence_of_a_plan_is_alone_on_its_page(kit: str, tmp_path: Path) -> None:
    (workbook,) = (one.workbook for one in kits() if one.name == kit)
    plan = read_plan(ROOT / "data" / workbook)
    made = tmp_path / "ke-hoach.docx"
    made.write_bytes(compile_plan_document(plan, TEMPLATES / "ke-hoach.docx").render(plan_fields(plan)))
    (pages,) = pages_of([made], tmp_path / "pdf")
    (before,) = [page.partition("Đề nghị các")[0] for page in pages if "chủ động triển khai" in page]
    assert len(before.split()) > 3, before


def test_every_second_page_has_its_number_where_both_sides_are_printed(plan: Plan, tmp_path: Path) -> None:
    duplex = replace(plan, duplex=True)
    unit = next(unit for unit in plan.units if unit.conference)
    templates = [TEMPLATES / document.template for document in plan.documents_for(unit)]
    packet = tmp_path / "hai-mat.docx"
    packet.write_bytes(compile_packet(duplex, templates).render(PacketFields(duplex).of(unit)))
    assert_valid(packet)
    (pdf,) = convert([packet], tmp_path / "pdf", WITH_BLANK_PAGES)
    pages = [text.split() for text in read_pages(pdf)]

    starts = [at for at, words in enumerate(pages) if words[:1] in (["ĐẢNG"], ["ĐỀ"])]
    assert len(starts) == len(templates)
    assert [at for at in starts if at % 2] == []  # each on a front page, that is pages 1, 3, 5 …
    numbers = [words[0] if words and words[0].isdigit() else "" for words in pages]
    assert numbers == ["", "", "", "2", "3", "4", "", "", "", "2", "3", "4", ""]


def test_the_plan_reads_as_the_real_one(filled: dict[str, Path]) -> None:
    expected = (ROOT / "tests/support/ke_hoach_2022.txt").read_text(encoding="utf-8").splitlines()
    printed = [paragraph.text for paragraph in Docx(filled["ke-hoach.docx"].read_bytes()).paragraphs]
    start = printed.index("KẾ HOẠCH")
    text = [line.strip().replace("\u00a0", " ") for line in printed[start:] if line and line != "-----"]
    assert text == expected
    assert unicodedata.is_normalized("NFC", "\n".join(text))

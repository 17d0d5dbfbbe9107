"""The real plan, end to end: 66 units in the workbook, 66 files that hold what the workbook says of each.

What is expected is read from the workbook itself, by openpyxl alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from sokhet_docs import Summary, generate
from sokhet_docs.outbox import Fate
from tests.support.docx_words import read_words
from tests.support.environment import SAMPLE, TEMPLATES
from tests.support.libreoffice import pages_of
from tests.support.openxml_validator import assert_valid

ROSTER = (
    "Đại diện Ban Thường vụ Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh",
    "Ủy viên BCH đảng bộ",
    "Trưởng các phòng, ban, đơn vị trực thuộc",
    "Trưởng các đoàn thể",
)
RECIPIENTS = ("- Như trên,", "- Lưu Văn phòng Đảng ủy Khối.")
MARGINS = {"top": 1134, "bottom": 1134, "left": 1701, "right": 850}  # twips
HOLDERS = (
    "Đảng bộ Tòa án nhân dân tỉnh",
    "Đảng bộ Trường Chính trị Trần Phú",
    "Đảng bộ Công ty Cổ phần Cấp nước Hà Tĩnh",
    "Đảng bộ Công ty Cổ phần Dược Hà Tĩnh",
)


@dataclass(frozen=True)
class Row:
    """One row of the sheet Đơn vị as it is there."""

    number: int
    code: str
    name: str
    form: str

    @property
    def committee(self) -> str:
        return re.sub(r"^Đảng bộ", "Đảng ủy", self.name)


def read_rows() -> list[Row]:
    sheet = load_workbook(SAMPLE)["Đơn vị"]
    rows = sheet.iter_rows(min_row=2, max_col=4, values_only=True)
    return [Row(*row) for row in rows if row[2]]  # type: ignore[arg-type]


ROWS = read_rows()


@pytest.fixture(scope="module")
def summary(tmp_path_factory: pytest.TempPathFactory) -> Summary:
    return generate(SAMPLE, TEMPLATES, tmp_path_factory.mktemp("job") / "output")


@pytest.fixture(scope="module")
def texts(summary: Summary) -> dict[str, str]:
    return {outcome.entry.unit_code: read_words(outcome.path.read_bytes()) for outcome in summary.outcomes}


def paths_of(summary: Summary) -> list[Path]:
    return sorted(summary.folder.glob("*.docx"))


def test_the_sample_is_the_plan_of_2022() -> None:
    assert len(ROWS) == 66
    assert tuple(row.name for row in ROWS if row.form == "Hội nghị") == HOLDERS
    assert {row.form for row in ROWS} == {"Hội nghị", "Báo cáo"}


def test_every_unit_has_one_file_that_is_named_after_it(summary: Summary) -> None:
    assert [outcome.fate for outcome in summary.outcomes] == [Fate.NEW] * 66
    assert [outcome.entry.unit_name for outcome in summary.outcomes] == [row.name for row in ROWS]
    names = [path.name for path in paths_of(summary)]
    assert len(names) == 66
    assert names[0] == "001-dang-bo-toa-an-nhan-dan-tinh.docx"
    assert [name[:3] for name in names] == [f"{row.number:03}" for row in ROWS]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.code)
def test_a_packet_holds_what_the_workbook_says_of_its_unit(row: Row, texts: dict[str, str]) -> None:
    text = texts[row.code]
    assert f"Kính gửi: {row.committee}" in text
    assert "20/4/2022" in text
    for line in RECIPIENTS:
        assert line in text
    for signature in ("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", "Nguyễn Trọng Vân"):
        assert signature in text
    assert f"sokhet-docs:SK02-2022:{row.code}" in text
    assert f"SK02-2022/{row.code}" in text
    assert row.committee.upper() in text.replace("\u00a0", " ")  # which hold its lines together
    holds = row.form == "Hội nghị"
    assert ("15/4/2022" in text) is holds
    assert all((person in text) is holds for person in ROSTER)
    assert ("GIẤY MỜI" in text) is holds


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.code)
def test_no_packet_names_another_unit(row: Row, texts: dict[str, str]) -> None:
    text = texts[row.code].casefold()
    foreign = [
        name.casefold()
        for other in ROWS
        if other.code != row.code
        for name in (other.name, other.committee)
        if name.casefold() not in (row.name.casefold(), row.committee.casefold())
        and not (row.committee.casefold() + " ").startswith(name.casefold() + " ")
    ]
    assert [name for name in foreign if re.search(rf"{re.escape(name)}(?!\w)", text)] == []


def test_every_section_has_the_page_of_the_rules(summary: Summary) -> None:
    for path in paths_of(summary):
        document = Document(str(path))
        assert not document.settings.element.xpath("./w:mirrorMargins")  # the plan is printed on one side
        for section in document.sections:
            sizes = section._sectPr.xpath("./w:pgSz/@w:w | ./w:pgSz/@w:h")
            assert sorted(int(size) for size in sizes) == [11906, 16838]
            margins = {side: section._sectPr.xpath(f"./w:pgMar/@w:{side}") for side in MARGINS}
            assert {side: int(*found) for side, found in margins.items()} == MARGINS
            numbering = section._sectPr.xpath("./w:pgNumType/@w:start")
            assert numbering == ["1"]


@pytest.mark.slow
def test_every_packet_is_a_valid_word_file(summary: Summary) -> None:
    assert_valid(*paths_of(summary))


@pytest.mark.slow
def test_every_packet_prints_with_its_pages_numbered_from_1_in_each_document(
    summary: Summary, tmp_path: Path
) -> None:
    paths = paths_of(summary)
    printed = dict(zip(paths, pages_of(paths, tmp_path), strict=True))
    for row, (path, pages) in zip(ROWS, printed.items(), strict=True):
        firsts = [page for page in pages if not page.lstrip()[:3].strip().isdigit()]
        assert len(firsts) == (5 if row.form == "Hội nghị" else 4), path.name
        assert not [page for page in pages if not page.strip()], path.name


def test_a_second_run_writes_nothing(summary: Summary) -> None:
    before = {path: path.stat().st_mtime_ns for path in paths_of(summary)}
    again = generate(SAMPLE, TEMPLATES, summary.folder)
    assert {outcome.fate for outcome in again.outcomes} == {Fate.UNCHANGED}
    assert {path: path.stat().st_mtime_ns for path in paths_of(summary)} == before

"""The layout of the papers of a conference by measure, every style resolved."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sokhet_docs.plan import Attendee, Guest, ProgrammeItem
from sokhet_docs.printing import find_meeting, write_conference
from sokhet_docs.printing.conference.name_cards import SIZES
from tests.support.effective_layout import Docx, W
from tests.support.environment import ROOT
from tests.support.plans import a_plan

INVITATION, SIGN_IN = "giay-moi-tran-van-an.docx", "diem-danh.docx"
CARDS, PROGRAMME = "the-ten.docx", "chuong-trinh.docx"
GUEST = Guest(name="Trần Văn An", position="Chánh Văn phòng", body="Văn phòng Tỉnh ủy", group="Ban Đảng")


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Docx]:
    plan = a_plan(
        guests=(GUEST, replace(GUEST, name="Lê B", position="")),
        programme=(ProgrammeItem(content="Khai mạc"),),
    )
    roster = (Attendee(name="Ban Đảng", count=2, of_issuer=True),)
    plan = replace(plan, issuer_conference=replace(plan.issuer_conference, attendees=roster))
    folder: Path = tmp_path_factory.mktemp("papers")
    made = write_conference(plan, find_meeting(plan, "", of_issuer=True), ROOT / "templates", folder)
    return {outcome.path.name: Docx(outcome.path.read_bytes()) for outcome in made.outcomes}


def test_the_invitation_has_the_components_of_a_letter(papers: dict[str, Docx]) -> None:
    looks = {
        "ĐẢNG BỘ TỈNH HÀ TĨNH": (14, "upright", "center"),
        "ĐẢNG CỘNG SẢN VIỆT NAM": (15, "bold", "center"),
        "GIẤY MỜI": (16, "bold", "center"),
        "dự Hội nghị sơ kết 05 năm thực hiện Nghị quyết số 02-NQ/TU": (14, "bold", "center"),
        "Kính mời: đồng chí Trần Văn An, Chánh Văn phòng, Văn phòng Tỉnh ủy": (14, "italic", "center"),
        "Nơi nhận:": (14, "underlined", "left"),
        "T/M BAN THƯỜNG VỤ": (14, "bold", "center"),
        "PHÓ BÍ THƯ": (14, "upright", "center"),
        "Nguyễn Trọng Vân": (14, "bold", "center"),
    }
    assert {text: papers[INVITATION].find(text).look for text in looks} == looks


@pytest.mark.parametrize("paper", [INVITATION, SIGN_IN, PROGRAMME])
def test_the_page_is_that_of_the_rules(papers: dict[str, Docx], paper: str) -> None:
    (section,) = papers[paper].body.iter(f"{W}sectPr")
    margins = section.find(f"{W}pgMar")
    assert margins is not None
    assert [margins.get(f"{W}{edge}") for edge in ("top", "right", "bottom", "left")] == [
        "1134", "850", "1134", "1701",
    ]  # fmt: skip
    fonts = {word.font for paragraph in papers[paper].paragraphs for word in paragraph.words}
    assert fonts == {"Times New Roman"}


@pytest.mark.parametrize(("paper", "table"), [(SIGN_IN, 1), (SIGN_IN, 2), (PROGRAMME, 0)])
def test_rows_are_whole_and_the_header_returns(papers: dict[str, Docx], paper: str, table: int) -> None:
    rows = list(list(papers[paper].body.iter(f"{W}tbl"))[table].iter(f"{W}tr"))
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    headers = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
    assert headers == [True] + [False] * (len(rows) - 1)


def test_the_table_of_seats_stays_with_who_drew_it_up(papers: dict[str, Docx]) -> None:
    paragraphs = papers[SIGN_IN].paragraphs
    start = next(at for at, one in enumerate(paragraphs) if one.text == "Số chỗ ngồi theo nhóm")
    end = next(at for at, one in enumerate(paragraphs) if one.text == "NGƯỜI LẬP")
    rows = {id(one.row): one.keep_next for one in paragraphs[start:end] if one.row is not None}
    assert all(rows.values())


def test_a_card_is_a_page_whose_halves_face_away_from_each_other(papers: dict[str, Docx]) -> None:
    docx = papers[CARDS]
    (section,) = docx.body.iter(f"{W}sectPr")
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    assert size is not None
    assert margins is not None
    assert (size.get(f"{W}w"), size.get(f"{W}h"), size.get(f"{W}orient")) == ("16838", "11906", "landscape")
    assert {margins.get(f"{W}{edge}") for edge in ("top", "right", "bottom", "left")} == {"850"}
    rows = list(docx.body.iter(f"{W}tr"))
    assert len(rows) == 2
    for row in rows:
        directions = [str(each.get(f"{W}val")) for each in row.iter(f"{W}textDirection")]
        widths = {str(each.get(f"{W}w")) for each in row.iter(f"{W}tcW")}
        assert (directions, len(widths)) == (["tbRl", "btLr"], 1)  # the fold is the middle of the sheet
    names = [paragraph for paragraph in docx.paragraphs if paragraph.text.startswith("TRẦN")]
    assert [name.look for name in names] == [(72, "bold", "center")] * 2
    assert [header.text for header in docx.headers(section)["default"]] == [""]  # no page number


def test_each_size_of_a_name_has_its_style(papers: dict[str, Docx]) -> None:
    styles = papers[CARDS].part("word/styles.xml")
    names = {str(each.get(f"{W}val")) for each in styles.iter(f"{W}name")}
    assert {f"Thẻ – tên {size}" for size in SIZES} <= names

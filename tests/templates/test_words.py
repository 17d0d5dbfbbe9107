"""What the templates say once filled in: blanks for the pen, the conference, what there is nothing of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from sokhet_docs.letters.fields import PacketFields, plan_fields
from sokhet_docs.letters.templates import compile_packet, compile_plan_document
from sokhet_docs.plan.audience import EVERYONE, NOBODY
from sokhet_docs.plan.model import Document, Plan, Unit
from sokhet_docs.text.line_breaks import held_together
from sokhet_docs.workbook import kits, read_plan
from tests.support.effective_layout import Docx
from tests.support.environment import ROOT
from tests.support.plans import COURT, GAP, a_plan

TEMPLATES = ROOT / "templates"
UNIT_PAPERS = ("cong-van.docx", "de-cuong.docx", "giay-moi.docx", "bao-cao.docx", "giay-moi-khoi.docx")
PLAN_PAPERS = ("ke-hoach.docx", "noi-nhan.docx")
INVITATIONS = ("giay-moi.docx", "giay-moi-khoi.docx")
PLAN = a_plan()


def fill(paper: str, plan: Plan = PLAN, unit: Unit = COURT) -> Docx:
    """Return the template ``paper`` filled in."""
    if paper in PLAN_PAPERS:
        return Docx(compile_plan_document(plan, TEMPLATES / paper).render(plan_fields(plan)))
    return Docx(compile_packet(plan, [TEMPLATES / paper]).render(PacketFields(plan).of(unit)))


def text_of(paper: str) -> str:
    return "\n".join(paragraph.text for paragraph in fill(paper).paragraphs)


def labelled(docx: Docx, *labels: str) -> list[tuple[str, str]]:
    """Return the style and the text of the lines so labelled, their numbers left out."""
    lines = [(paragraph.style, paragraph.text.partition(". ")[2]) for paragraph in docx.paragraphs]
    return [(style, text) for style, text in lines if text.startswith(labels)]


LAST_DAYS = [("giay-moi.docx", "15/4/2022"), ("giay-moi-khoi.docx", "30/4/2022")]


@pytest.mark.parametrize(("paper", "last_day"), LAST_DAYS)
def test_an_invitation_without_its_time_has_dots_to_the_margin_and_names_the_last_day(
    paper: str, last_day: str
) -> None:
    assert labelled(fill(paper), "Thời gian", "Địa điểm") == [
        ("DongCham", f"Thời gian (trước ngày {last_day}): \t"),
        ("DongCham", "Địa điểm: \t"),
    ]


@pytest.mark.parametrize("paper", INVITATIONS)
def test_an_invitation_that_tells_its_time_names_no_last_day(paper: str) -> None:
    assert COURT.conference is not None
    held = replace(COURT.conference, time=datetime(2022, 4, 13, 8, 0), place="Hội trường tầng 2")
    docx = fill(paper, replace(PLAN, issuer_conference=held), replace(COURT, conference=held))
    assert labelled(docx, "Thời gian", "Địa điểm") == [
        ("DongNhan", "Thời gian: 08 giờ 00, Thứ Tư, ngày 13/4/2022."),
        ("DongNhan", "Địa điểm: Hội trường tầng 2."),
    ]
    assert [paragraph.text for paragraph in docx.paragraphs if "trước ngày" in paragraph.text] == []


@pytest.mark.parametrize("paper", INVITATIONS)
def test_an_invitation_says_what_is_reviewed_wherever_it_names_the_occasion(paper: str) -> None:
    text = text_of(paper)
    said = text.count("sơ kết 05 năm thực hiện Nghị quyết số 02-NQ/TU")
    assert said == text.count("sơ kết 05 năm") >= 1


@pytest.mark.parametrize("paper", UNIT_PAPERS + PLAN_PAPERS)
def test_a_blank_for_the_pen_never_breaks_over_lines(paper: str) -> None:
    assert [paragraph.text for paragraph in fill(paper).paragraphs if "  " in paragraph.text] == []


def test_the_reports_last_sentence_has_one_owner() -> None:
    (last,) = (line for line in text_of("bao-cao.docx").split("\n") if line.startswith("Trên đây"))
    assert last == (
        "Trên đây là báo cáo sơ kết 05 năm thực hiện Nghị quyết số 02-NQ/TU, ngày 12/5/2017 của Ban Chấp "
        "hành Đảng bộ tỉnh; Đảng ủy Tòa án nhân dân tỉnh kính gửi Ban Thường vụ Đảng ủy Khối (qua Ban Tuyên "
        "giáo) tổng hợp."
    )


@pytest.mark.parametrize("paper", ["de-cuong.docx", "bao-cao.docx"])
def test_one_word_is_asked_for_where_there_is_nothing_to_report(paper: str) -> None:
    text = text_of(paper)
    assert "“Không có”" in text
    assert "“Không”" not in text


COVER = Document(template="cong-van.docx", title="Công văn yêu cầu báo cáo", audience=EVERYONE)
DUTIES = ("- Hội nghị sơ kết: ", "- Báo cáo: ")


def covered(number: str = "", day: date | None = None) -> Plan:
    """Return the plan with a covering letter before the other documents."""
    return replace(PLAN, documents=(replace(COVER, number=number, day=day), *PLAN.documents))


def lines_of(paper: str, plan: Plan, unit: Unit = COURT) -> list[str]:
    return [paragraph.text for paragraph in fill(paper, plan, unit).paragraphs]


def test_a_covering_letter_says_what_to_do_by_when_and_what_goes_with_it() -> None:
    lines = lines_of("cong-van.docx", covered("15", date(2022, 3, 16)))
    start = lines.index("Kính gửi: Đảng ủy Tòa án nhân dân tỉnh")
    assert lines[start + 1 : start + 7] == [
        (
            f"Thực hiện Kế hoạch số{GAP}-KH/ĐUK, ngày{GAP}/{GAP}/2022 về sơ kết 05 năm thực hiện Nghị quyết "
            "số 02-NQ/TU, ngày 12/5/2017 của Ban Chấp hành Đảng bộ tỉnh về “Tiếp tục nâng cao chất lượng quy "
            "chế dân chủ cơ sở”, Ban Thường vụ Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh đề nghị Đảng ủy "
            "Tòa án nhân dân tỉnh thực hiện như sau:"
        ),
        (
            "- Hội nghị sơ kết: Đảng ủy Tòa án nhân dân tỉnh tổ chức hội nghị, hoàn thành trước ngày "
            "15/4/2022 (mẫu giấy mời và thành phần dự gửi kèm)."
        ),
        (
            "- Báo cáo: gửi Ban Thường vụ Đảng ủy Khối (qua Ban Tuyên giáo) trước ngày 20/4/2022, gồm bản "
            "giấy có chữ ký, đóng dấu và tệp Word."
        ),
        "Gửi kèm Công văn này: đề cương, giấy mời và báo cáo.",
        (
            "Ban Thường vụ Đảng ủy Khối đề nghị Đảng ủy Tòa án nhân dân tỉnh quan tâm thực hiện, gửi báo cáo "
            "đúng thời hạn."
        ),
        "Nơi nhận:",
    ]


def test_the_outline_is_an_annex_of_the_covering_letter_and_leaves_it_to_say_what_to_do() -> None:
    lines = lines_of("de-cuong.docx", covered("15", date(2022, 3, 16)))
    goes_with = ["(Kèm theo Công văn số 15-CV/ĐUK, ngày 16/3/2022", "của Ban Thường vụ Đảng ủy Khối)"]
    assert held_together(goes_with) in lines
    assert (
        "- Cách viết: Đảng ủy Tòa án nhân dân tỉnh viết vào mẫu báo cáo gửi kèm, giữ nguyên thứ tự và tên "
        "các mục; mục không có nội dung thì ghi “Không có”."
    ) in lines
    assert [line for line in lines if line.startswith((*DUTIES, "Kính gửi", "Nơi nhận", "T/M "))] == []


def test_without_a_covering_letter_the_outline_is_an_annex_of_the_plan_and_says_what_to_do() -> None:
    lines = lines_of("de-cuong.docx", PLAN)
    goes_with = [
        f"(Kèm theo Kế hoạch số{GAP}-KH/ĐUK, ngày{GAP}/{GAP}/2022",
        "của Ban Thường vụ Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh)",
    ]
    assert held_together(goes_with) in lines
    assert [line for line in lines if line.startswith(("Kính gửi", "Nơi nhận", "T/M "))] == []
    assert [line.partition(": ")[0] + ": " for line in lines if line.startswith(DUTIES)] == list(DUTIES)


def test_a_letter_that_is_not_sent_covers_nothing() -> None:
    plan = replace(PLAN, documents=(replace(COVER, audience=NOBODY), *PLAN.documents))
    assert lines_of("de-cuong.docx", plan) == lines_of("de-cuong.docx", PLAN)


@pytest.mark.parametrize("paper", ["cong-van.docx", "de-cuong.docx", "giay-moi.docx", "giay-moi-khoi.docx"])
def test_no_sentence_names_the_issuing_body_twice_and_its_full_name_comes_first(paper: str) -> None:
    full, short = "Ban Thường vụ Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh", "Ban Thường vụ Đảng ủy Khối"
    text = " ".join(line for line in lines_of(paper, covered()) if not line.startswith(("(Kèm", "- Lưu")))
    sentences = [sentence for sentence in text.split(". ") if short in sentence]
    assert [sentence for sentence in sentences if sentence.count(short) > 1] == []
    assert not sentences or full in sentences[0]


@pytest.mark.parametrize("kit", ["so-ket", "tong-ket", "kiem-tra", "so-lieu"])
def test_the_covering_letter_names_its_first_enclosure_as_that_is_titled(kit: str) -> None:
    plan = kit_plan(kit)
    unit = plan.units[0]
    (enclosed,) = [
        line for line in lines_of("cong-van.docx", plan, unit) if line.startswith("Gửi kèm Công văn này: ")
    ]
    title, *_ = lines_of("de-cuong.docx", plan, unit)
    assert enclosed.partition(": ")[2].startswith(title.lower())


@pytest.mark.parametrize("kit", ["so-ket", "tong-ket", "kiem-tra", "so-lieu"])
def test_no_part_of_a_plan_has_a_number_one_without_a_number_two(kit: str) -> None:
    plan = kit_plan(kit)
    numbers = [line[:3] for line in lines_of("ke-hoach.docx", plan, plan.units[0]) if line[:1] in "12"]
    assert [number for number in numbers if number] == ["1. ", "2. "] * (
        2 if plan.issuer_conference.deadline else 1
    )


def kit_plan(name: str) -> Plan:
    (kit,) = [kit for kit in kits() if kit.name == name]
    return read_plan(ROOT / "data" / kit.workbook)


def test_the_distribution_list_breaks_names_by_sense() -> None:
    name = ["Đảng ủy Công ty Cổ phần Môi trường", "và Công trình đô thị Hà Tĩnh"]
    plan = a_plan(replace(COURT, addressee=" ".join(name)))
    assert held_together(name) in lines_of("noi-nhan.docx", plan)


def test_no_line_under_noi_nhan_leaves_a_lone_word() -> None:
    long = replace(COURT, committee="Đảng ủy Công ty Quản lý thủy lợi Bắc Hà Tĩnh")
    lines = lines_of("bao-cao.docx", PLAN, long)
    assert f"- {held_together(['Lưu Đảng ủy Công ty', 'Quản lý thủy lợi Bắc Hà Tĩnh.'])}" in lines

"""The papers of a conference: who is invited how, numbers that agree, what is told, what a rerun does."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from docx import Document
from msgspec import structs

from sokhet_docs.outbox import Fate, Release, ReleaseLedger, SentDocument
from sokhet_docs.plan import NOBODY, Attendee, Guest, Plan, ProgrammeItem
from sokhet_docs.plan import Document as PlanDocument
from sokhet_docs.printing import (
    ConferencePapers,
    find_meeting,
    meetings,
    released_plan,
    seats_of,
    total_of,
    write_conference,
)
from sokhet_docs.problems import TemplateError, UsageError
from tests.support.environment import ROOT
from tests.support.libreoffice import pages_of
from tests.support.openxml_validator import assert_valid
from tests.support.plans import COURT, GAP, LIBRARY, a_plan, a_unit

TEMPLATES = ROOT / "templates"
LEADERS, MEMBERS, HEADS = "Lãnh đạo các ban Đảng", "Ban Chấp hành", "Trưởng các đoàn thể"
HANG = Guest(
    name="Đồng chí PGS.TS. Lê Thị Minh Hằng", position="Phó Trưởng ban", body="Ban Dân vận Tỉnh ủy",
    group=LEADERS, coming=True,
)  # fmt: skip
AN = Guest(name="Trần Văn An", position="Chánh Văn phòng", body="Văn phòng Tỉnh ủy", group=LEADERS)
OTHER_AN = Guest(name="Trần Văn An", position="Trưởng phòng", group=LEADERS, coming=False)
REPORTER = Guest(name="Ông Y <Bhơk> & Êban", body="Báo Hà Tĩnh", group="Phóng viên")
ROSTER = (
    Attendee(name=LEADERS, count=4, of_issuer=True),
    Attendee(name=MEMBERS, count=12, of_issuer=True),
    Attendee(name=HEADS, of_issuer=True),
)
PROGRAMME = (
    ProgrammeItem(content="Đón tiếp đại biểu", time="07:30", presenter="Văn phòng"),
    ProgrammeItem(content="Thảo luận"),
)


def with_guests(*guests: Guest, **facts: object) -> Plan:
    """Return the plan of 2022 whose body holds a conference with ``guests`` and the roster above."""
    plan = a_plan(guests=guests)
    return replace(plan, **({"issuer_conference": replace(plan.issuer_conference, attendees=ROSTER)} | facts))  # type: ignore[arg-type]


PLAN = with_guests(HANG, AN, OTHER_AN, REPORTER, programme=PROGRAMME)


def made(plan: Plan, folder: Path, unit: str = "", templates: Path = TEMPLATES) -> ConferencePapers:
    meeting = find_meeting(plan, unit, of_issuer=not unit)
    return write_conference(plan, meeting, templates, folder)


def words(path: Path) -> str:
    """Return the text as a line for each paragraph, tables first, each cell of a row once."""
    document = Document(str(path))
    lines = [
        " | ".join(dict.fromkeys(cell.text.replace("\n", " ") for cell in row.cells))
        for table in document.tables
        for row in table.rows
    ]
    lines += [paragraph.text for paragraph in document.paragraphs]
    return "\n".join(lines).replace("\u00a0", " ")


def test_each_guest_gets_an_invitation_and_the_unnamed_one_in_common(tmp_path: Path) -> None:
    papers = made(PLAN, tmp_path)

    assert papers.folder == tmp_path / "cap-ban-hanh"
    assert [outcome.path.name for outcome in papers.outcomes] == [
        "giay-moi-le-thi-minh-hang.docx",
        "giay-moi-tran-van-an-chanh-van-phong.docx",
        "giay-moi-tran-van-an-truong-phong.docx",
        "giay-moi-y-bhok-eban.docx",
        "giay-moi-chung.docx",
        "diem-danh.docx",
        "the-ten.docx",
        "chuong-trinh.docx",
    ]


def test_an_invitation_names_its_guest_and_leaves_blanks_for_the_pen(tmp_path: Path) -> None:
    text = words(made(PLAN, tmp_path).outcomes[0].path)
    for said in (
        "ĐẢNG BỘ TỈNH HÀ TĨNH",
        f"Số{GAP}-GM/ĐUK | Hà Tĩnh, ngày{GAP}tháng{GAP}năm 2022".replace("\u00a0", " "),
        "GIẤY MỜI\ndự Hội nghị sơ kết 05 năm thực hiện Nghị quyết số 02-NQ/TU\n-----",
        "Kính mời: đồng chí PGS.TS. Lê Thị Minh Hằng,\nPhó Trưởng ban, Ban Dân vận Tỉnh ủy",
        "trân trọng kính mời đồng chí dự Hội nghị cấp Đảng bộ Khối sơ kết 05 năm thực hiện",
        "2. Thời gian (trước ngày 30/4/2022): \t",
        "3. Địa điểm: \t",
        "4. Chủ trì: Ban Thường vụ Đảng ủy Khối.",
        "địa điểm nêu trên (chương trình gửi kèm).",
        "T/M BAN THƯỜNG VỤ PHÓ BÍ THƯ Nguyễn Trọng Vân",
    ):
        assert said in text
    assert "Trần Văn An" not in text


def test_time_and_place_are_those_of_the_workbook(tmp_path: Path) -> None:
    held = replace(
        PLAN.issuer_conference, time=datetime(2022, 4, 28, 8, 0), place="Hội trường tầng 2, trụ sở ĐUK"
    )
    papers = made(replace(PLAN, issuer_conference=held), tmp_path)
    text = words(papers.outcomes[3].path)
    assert "2. Thời gian: 08 giờ 00, Thứ Năm, ngày 28/4/2022." in text
    assert "3. Địa điểm: Hội trường tầng 2, trụ sở ĐUK." in text
    assert "Kính mời: ông Y <Bhơk> & Êban, Báo Hà Tĩnh" in text
    assert "trân trọng kính mời ông dự Hội nghị" in text
    assert [note for note in papers.notes if "điền tay" in note] == []


def test_the_common_letter_lists_whom_the_roster_counts_and_nobody_named(tmp_path: Path) -> None:
    text = words(made(PLAN, tmp_path).outcomes[4].path)
    assert f"Kính mời:\n- {LEADERS};\n- {MEMBERS} (12 đồng chí);\n- {HEADS}." in text


def test_the_sign_in_sheet_goes_by_groups_and_ends_with_the_seats(tmp_path: Path) -> None:
    text = words(made(PLAN, tmp_path).outcomes[5].path)
    assert (
        f"""TT | Họ và tên | Chức vụ | Đơn vị | Ký tên
I. {LEADERS} (4 đại biểu)
1 | PGS.TS. Lê Thị Minh Hằng | Phó Trưởng ban | Ban Dân vận Tỉnh ủy |\x20
2 | Trần Văn An | Chánh Văn phòng | Văn phòng Tỉnh ủy |\x20
3 | Trần Văn An | Trưởng phòng |  | Báo vắng
4 |\x20
II. {MEMBERS} (12 đại biểu)
5 |\x20"""
        in text
    )
    assert (
        f"""16 |\x20
III. {HEADS}
17 |\x20"""
        in text
    )
    assert (
        """21 |\x20
IV. Phóng viên (1 đại biểu)
22 | Y <Bhơk> & Êban |  | Báo Hà Tĩnh"""
        in text
    )
    document = Document(str(tmp_path / "cap-ban-hanh" / "diem-danh.docx"))
    seats = [[cell.text for cell in row.cells] for row in document.tables[-2].rows]
    assert seats == [
        ["Nhóm", "Theo thành phần", "Có tên", "Nhận lời", "Báo vắng", "Chưa trả lời", "Số chỗ"],
        [LEADERS, "4", "3", "1", "1", "1", "3"],
        [MEMBERS, "12", "0", "0", "0", "0", "12"],
        [HEADS, "", "0", "0", "0", "0", ""],
        ["Phóng viên", "", "1", "0", "0", "1", "1"],
        ["Tổng cộng", "…", "4", "1", "1", "2", "16"],
        [f"Chưa tính, vì chưa định số lượng: {HEADS}."] * 7,
    ]


def test_who_declined_gets_no_name_card(tmp_path: Path) -> None:
    document = Document(str(made(PLAN, tmp_path).outcomes[6].path))
    rows = [
        [cell.text.replace("\u00a0", " ").strip() for cell in row.cells] for row in document.tables[0].rows
    ]
    assert rows == [
        ["PGS.TS.\n\nLÊ THỊ MINH HẰNG\nPhó Trưởng ban\nBan Dân vận Tỉnh ủy"] * 2,
        ["TRẦN VĂN AN\nChánh Văn phòng\nVăn phòng Tỉnh ủy"] * 2,
        ["Y <BHƠK> & ÊBAN\nBáo Hà Tĩnh"] * 2,
    ]


def test_the_programme_is_an_annex_of_the_invitation(tmp_path: Path) -> None:
    text = words(made(PLAN, tmp_path).outcomes[7].path)
    assert "07:30 | Đón tiếp đại biểu | Văn phòng\n | Thảo luận" in text
    assert "CHƯƠNG TRÌNH\nHội nghị sơ kết 05 năm thực hiện Nghị quyết số 02-NQ/TU" in text
    gap = " " * len(GAP)
    assert f"(Kèm theo Giấy mời số{gap}-GM/ĐUK, ngày{gap}/{gap}/2022 của Ban Thường vụ Đảng ủy Khối)" in text


def test_a_span_of_the_programme_is_broken_between_its_times(tmp_path: Path) -> None:
    item = ProgrammeItem(content="Đón tiếp đại biểu", time="07 giờ 30 – 08 giờ 00")
    paper = made(replace(PLAN, programme=(item,)), tmp_path).outcomes[7].path
    cell = Document(str(paper)).tables[0].rows[1].cells[0]
    assert cell.text == "07\u00a0giờ\u00a030\u00a0– 08\u00a0giờ\u00a000"


def test_what_does_not_agree_is_told(tmp_path: Path) -> None:
    nobodys = Guest(name="Võ Thị Sáu")
    papers = made(
        with_guests(HANG, AN, REPORTER, nobodys, replace(AN, name="Lê B", group="Ban Đảng")), tmp_path
    )
    other, near, fewer, nobody = map(str, papers.problems)
    assert other == (
        "Đại biểu: Nhóm “Phóng viên” (1 đại biểu) không có ở trang “Thành phần”. Hãy ghi giống nhau."
    )
    assert near == (
        "Đại biểu: Nhóm “Ban Đảng” (1 đại biểu) không có ở trang “Thành phần”. Có phải “Lãnh đạo các ban "
        "Đảng”? Hãy ghi giống nhau ở hai trang."
    )
    assert fewer == (
        "Đại biểu: Nhóm “Lãnh đạo các ban Đảng”: trang “Thành phần” ghi 4, trang “Đại biểu” có tên 2 (thiếu "
        "2). Sửa một trong hai trang; người còn thiếu tên vẫn được tính một chỗ ngồi."
    )
    assert nobody == (
        "Đại biểu: Có 1 đại biểu chưa ghi nhóm: Võ Thị Sáu. Ghi nhóm như ở trang “Thành phần”; các đại biểu "
        "này đang xếp ở cuối."
    )
    assert papers.notes == (
        "Chưa có thời gian và địa điểm hội nghị: giấy mời chừa chỗ điền tay.",
        (
            "Chưa có đủ tên, mời chung ở giay-moi-chung.docx: Lãnh đạo các ban Đảng (còn 2 người); Ban Chấp "
            "hành; Trưởng các đoàn thể."
        ),
        "Chưa tính chỗ ngồi, vì trang “Thành phần” chưa ghi số lượng: Trưởng các đoàn thể.",
        "Trang “Chương trình” chưa có dòng nào của hội nghị này: không làm chuong-trinh.docx.",
    )


def test_more_names_than_the_roster_counts_are_told_and_seated(tmp_path: Path) -> None:
    guests = [Guest(name=f"Trần Văn {letter}", group=MEMBERS) for letter in "ABCDEFGHIKLMN"]
    papers = made(with_guests(*guests), tmp_path)
    assert [problem.message for problem in papers.problems] == [
        "Nhóm “Ban Chấp hành”: trang “Thành phần” ghi 12, trang “Đại biểu” có tên 13 (thừa 1)."
    ]
    assert [(group.name, group.seats) for group in papers.groups] == [
        (LEADERS, 4), (MEMBERS, 13), (HEADS, None),
    ]  # fmt: skip


@pytest.mark.parametrize("count", [1, 300])
def test_all_papers_say_the_same_numbers(tmp_path: Path, count: int) -> None:
    coming = (True, False, None)
    guests = [
        Guest(name=f"Nguyễn Văn Bình {at}", group=f"Nhóm {at % 7}", coming=coming[at % 3])
        for at in range(count)
    ]
    papers = made(a_plan(guests=tuple(guests)), tmp_path)
    total, declined = total_of(papers.groups), sum(guest.coming is False for guest in guests)
    assert (total.named, total.declined, seats_of(papers.groups)) == (count, declined, count - declined)
    names = [outcome.path.name for outcome in papers.outcomes]
    assert len(names) == len(set(names)) == count + 2
    cards = Document(str(papers.folder / "the-ten.docx")).tables[0]
    sheet = Document(str(papers.folder / "diem-danh.docx")).tables
    assert len(cards.rows) == count - declined
    signed = [row.cells[1].text for row in sheet[1].rows if row.cells[0].text.isdigit()]
    assert sorted(text.replace("\u00a0", " ").replace("\n", " ") for text in signed) == sorted(
        guest.name for guest in guests
    )
    assert [cell.text for cell in sheet[2].rows[-1].cells][-1] == str(count - declined)


def test_a_units_conference_has_its_letterhead_and_its_blanks(tmp_path: Path) -> None:
    guest = replace(HANG, conference=COURT.name, group="Ủy viên BCH đảng bộ")
    papers = made(a_plan(guests=(guest,)), tmp_path, "DB01")
    assert papers.folder == tmp_path / "001-dang-bo-toa-an-nhan-dan-tinh"
    text = words(papers.outcomes[0].path)
    for said in (
        "ĐẢNG BỘ KHỐI CÁC CƠ QUAN VÀ DOANH NGHIỆP TỈNH ĐẢNG ỦY TÒA ÁN NHÂN DÂN TỈNH",
        "-GM/ĐU | Hà Tĩnh, ngày",
        (
            "của Ban Thường vụ Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh, Đảng ủy Tòa án nhân dân tỉnh "
            "trân trọng kính mời đồng chí dự Hội nghị sơ kết 05 năm"
        ),
        "2. Thời gian (trước ngày 15/4/2022): \t",
        "4. Chủ trì: \t",
        "- Lưu Đảng ủy Tòa án nhân dân tỉnh.",
        "T/M ĐẢNG ỦY …",
    ):
        assert said in text


def test_a_conference_without_guests_has_one_letter_with_the_roster(tmp_path: Path) -> None:
    papers = made(with_guests(), tmp_path)
    assert [outcome.path.name for outcome in papers.outcomes] == ["giay-moi-chung.docx", "diem-danh.docx"]
    assert papers.problems == ()
    assert papers.notes[1] == "Chưa có đại biểu nào có tên: không làm giấy mời riêng và thẻ tên."


def test_guests_of_another_conference_are_told_where_this_one_has_none(tmp_path: Path) -> None:
    papers = made(a_plan(guests=(HANG, AN)), tmp_path, "DB01")
    assert papers.notes[2] == (
        "Các đại biểu đã ghi là của hội nghị khác: cấp ban hành (2); xem cột “Hội nghị” của trang “Đại biểu”."
    )


def test_a_conference_of_which_nothing_is_known_has_dots_and_lines_to_sign(tmp_path: Path) -> None:
    papers = made(a_plan(), tmp_path)
    assert "Kính mời: \t" in words(papers.outcomes[0].path)
    assert papers.groups == ()
    assert papers.notes[1:3] == (
        (
            "Tệp Excel chưa ghi thành phần, đại biểu nào của hội nghị này: giấy mời chừa chỗ ghi người được "
            "mời, danh sách điểm danh để 18 dòng trống."
        ),
        "Chưa có đại biểu nào có tên: không làm giấy mời riêng và thẻ tên.",
    )
    sheet, seats = (Document(str(papers.outcomes[1].path)).tables[at] for at in (1, 2))
    rows = [row.cells[0].text for row in sheet.rows]
    assert rows == ["TT", "I. Đại biểu", *map(str, range(1, 19))]
    assert [[cell.text for cell in row.cells] for row in seats.rows][1:] == [
        ["Đại biểu", "", "0", "0", "0", "0", ""],
        ["Tổng cộng", "…", "0", "0", "0", "0", "…"],
    ]


def test_a_second_run_writes_what_changed_and_keeps_corrections(tmp_path: Path) -> None:
    first = made(PLAN, tmp_path)
    assert {outcome.fate for outcome in first.outcomes} == {Fate.NEW}
    assert {outcome.fate for outcome in made(PLAN, tmp_path).outcomes} == {Fate.UNCHANGED}
    corrected = first.outcomes[1].path
    document = Document(str(corrected))
    document.add_paragraph("Sửa tay")
    document.save(str(corrected))

    changed = replace(PLAN, guests=(HANG, replace(AN, body="Tỉnh ủy"), OTHER_AN))
    again = made(changed, tmp_path)
    assert {outcome.path.name: outcome.fate for outcome in again.outcomes} == {
        "giay-moi-le-thi-minh-hang.docx": Fate.UNCHANGED,
        "giay-moi-tran-van-an-chanh-van-phong.docx": Fate.KEPT,
        "giay-moi-tran-van-an-truong-phong.docx": Fate.UNCHANGED,
        "giay-moi-chung.docx": Fate.UNCHANGED,
        "diem-danh.docx": Fate.CHANGED,
        "the-ten.docx": Fate.CHANGED,
        "chuong-trinh.docx": Fate.UNCHANGED,
    }
    assert [path.name for path in again.orphans] == ["giay-moi-y-bhok-eban.docx"]
    assert corrected.read_bytes() != b""
    assert "Sửa tay" in words(corrected)


def test_who_leaves_leaves_his_letter_to_nobody_of_his_name(tmp_path: Path) -> None:
    first = made(PLAN, tmp_path).outcomes[1].path
    before = first.read_bytes()
    again = made(with_guests(HANG, OTHER_AN, REPORTER), tmp_path)
    assert [path.name for path in again.orphans] == [
        "chuong-trinh.docx",
        first.name,
        "giay-moi-tran-van-an-truong-phong.docx",
    ]
    assert first.read_bytes() == before
    assert "Trưởng phòng" in words(again.folder / "giay-moi-tran-van-an.docx")


def test_a_group_without_a_number_is_open_though_some_of_it_have_names(tmp_path: Path) -> None:
    papers = made(with_guests(replace(AN, group=HEADS)), tmp_path)
    assert papers.notes[2] == (
        "Chưa tính chỗ ngồi, vì trang “Thành phần” chưa ghi số lượng: Trưởng các đoàn thể "
        "(ngoài 1 người có tên)."
    )
    document = Document(str(papers.folder / "diem-danh.docx"))
    assert document.tables[-2].rows[-1].cells[0].text == (
        "Chưa tính, vì chưa định số lượng: Trưởng các đoàn thể (ngoài 1 người có tên)."
    )


def test_an_invitation_with_a_number_is_told_to_be_entered_by_hand(tmp_path: Path) -> None:
    told = "Giấy mời số 20-GM/ĐUK: lệnh registers không ghi vào sổ, hãy ghi tay vào Sổ đăng ký văn bản đi."
    plan = replace(PLAN, documents=(ROW,))
    assert [note.replace("\u00a0", " ") for note in made(plan, tmp_path).notes][-1] == told
    assert not any("Giấy mời" in note for note in made(plan, tmp_path, "DB01").notes)


def test_which_conference_is_meant_is_asked(tmp_path: Path) -> None:
    court = replace(HANG, conference=COURT.name)
    assert find_meeting(a_plan(guests=(court,)), "", of_issuer=False).unit == COURT
    assert find_meeting(a_plan(guests=(HANG,)), "", of_issuer=False).unit is None

    def refused(plan: Plan, word: str = "", *, of_issuer: bool = False) -> str:
        with pytest.raises(UsageError) as refusal:
            find_meeting(plan, word, of_issuer=of_issuer)
        return str(refusal.value)

    both = a_plan(guests=(HANG, court))
    assert refused(both) == (
        "conference: Có đại biểu ở 2 hội nghị: cấp ban hành (1 đại biểu); Đảng bộ Tòa án nhân dân tỉnh (1 "
        "đại biểu). Ghi số, mã hoặc tên đơn vị sau lệnh; hội nghị của cấp ban hành thì ghi --issuer."
    )
    assert refused(a_plan()) == (
        "conference: Trang “Đại biểu” chưa ghi ai; chưa rõ làm cho hội nghị nào: cấp ban hành; Đảng bộ Tòa "
        "án nhân dân tỉnh. Ghi số, mã hoặc tên đơn vị sau lệnh; hội nghị của cấp ban hành thì ghi --issuer."
    )
    assert refused(both, "thư viện") == (
        "thư viện: Chi bộ Thư viện tỉnh không tổ chức hội nghị. Các đơn vị tổ chức hội nghị: Đảng bộ Tòa án "
        "nhân dân tỉnh."
    )
    assert refused(both, "kho bạc").startswith("kho bạc: Không có đơn vị nào như vậy.")
    assert refused(both, "1", of_issuer=True).startswith("--issuer: Đã ghi tên đơn vị")
    two = a_plan(COURT, a_unit("Đảng bộ Tòa án quân sự", 2, conference=True), LIBRARY)
    assert refused(two, "tòa án") == (
        "tòa án: Có 2 đơn vị tổ chức hội nghị: Đảng bộ Tòa án nhân dân tỉnh; Đảng bộ Tòa án quân sự. Ghi rõ "
        "một đơn vị."
    )
    assert [meeting.holder for meeting in meetings(two)] == [
        "cấp ban hành", "Đảng bộ Tòa án nhân dân tỉnh", "Đảng bộ Tòa án quân sự",
    ]  # fmt: skip


def ledger(*documents: SentDocument) -> ReleaseLedger:
    time = datetime(2022, 3, 20, 9, 0)
    release = Release(
        number=1, day=date(2022, 3, 20), time=time, folder="2022-03-20-lan-1", documents=documents
    )
    return ReleaseLedger(releases=(release,))


def replace_in(sent: ReleaseLedger, **changes: str) -> ReleaseLedger:
    return ReleaseLedger(releases=tuple(structs.replace(each, **changes) for each in sent.releases))


ROW = PlanDocument(template="giay-moi-dai-bieu.docx", title="Giấy mời", audience=NOBODY, number="20")


def test_what_was_released_is_cited_as_it_went_out(tmp_path: Path) -> None:
    typed = replace(PLAN, number="07", day=date(2022, 3, 25), documents=(ROW,))
    sent = ledger(
        SentDocument(template="ke-hoach.docx", title="Kế hoạch", number="05", day=date(2022, 3, 18)),
        SentDocument(
            template="giay-moi-dai-bieu.docx", title="Giấy mời", number="19", day=date(2022, 4, 20),
            authority="T/M BAN THƯỜNG VỤ", position="BÍ THƯ", signatory="Lê Văn Thuyết",
        ),
    )  # fmt: skip
    plan, told = released_plan(typed, sent)
    text = words(made(plan, tmp_path).outcomes[0].path)
    assert "Số 19-GM/ĐUK | Hà Tĩnh, ngày 20 tháng 4 năm 2022" in text
    assert "Thực hiện Kế hoạch số 05-KH/ĐUK, ngày 18/3/2022, Ban Thường vụ" in text
    assert "BÍ THƯ Lê Văn Thuyết" in text
    gap = "\u00a0" * 6
    assert told == (
        (
            "Tệp Excel ghi Kế hoạch số 07-KH/ĐUK, ngày 25/3/2022; giấy mời viện dẫn bản đã phát hành: Kế "
            "hoạch số 05-KH/ĐUK, ngày 18/3/2022."
        ),
        (
            f"Tệp Excel ghi Giấy mời số 20-GM/ĐUK, ngày{gap}/{gap}/2022; đã phát hành là Giấy mời số "
            "19-GM/ĐUK, ngày 20/4/2022, giấy mời ghi theo bản đã phát hành."
        ),
    )


def test_another_code_than_the_released_one_is_told_and_not_printed(tmp_path: Path) -> None:
    sent = SentDocument(template="ke-hoach.docx", title="Kế hoạch", number="15", day=date(2022, 4, 10))
    release = replace_in(ledger(sent), issuer_code="ĐUK")
    typed = replace(PLAN, issuer=replace(PLAN.issuer, code="ĐU"), number="15", day=date(2022, 4, 10))
    plan, told = released_plan(typed, release)
    assert told == (
        (
            "Tệp Excel ghi Kế hoạch số 15-KH/ĐU, ngày 10/4/2022; giấy mời viện dẫn bản đã phát hành: Kế "
            "hoạch số 15-KH/ĐUK, ngày 10/4/2022."
        ),
    )
    text = words(made(plan, tmp_path).outcomes[0].path)
    assert "Thực hiện Kế hoạch số 15-KH/ĐUK, ngày 10/4/2022, Ban Thường vụ" in text
    assert f"Số{GAP}-GM/ĐUK".replace("\u00a0", " ") in text


def test_a_blank_that_the_release_filled_in_is_no_difference(tmp_path: Path) -> None:
    sent = SentDocument(template="ke-hoach.docx", title="Kế hoạch", number="05", day=date(2022, 3, 18))
    plan, told = released_plan(PLAN, ledger(sent))
    assert told == ()
    text = words(made(plan, tmp_path).outcomes[0].path)
    assert "Thực hiện Kế hoạch số 05-KH/ĐUK, ngày 18/3/2022, Ban Thường vụ" in text


def test_what_was_not_released_is_as_the_workbook_says_and_that_is_told(tmp_path: Path) -> None:
    typed = replace(PLAN, number="07", day=date(2022, 3, 25), documents=(ROW,))
    plan, told = released_plan(typed, ReleaseLedger())
    assert (plan, told) == (typed, ("Chưa phát hành: số, ngày lấy ở tệp Excel.",))
    text = words(made(plan, tmp_path).outcomes[0].path)
    assert "Số 20-GM/ĐUK | Hà Tĩnh, ngày 25 tháng 3 năm 2022" in text
    _, told = released_plan(typed, ledger())
    assert told == ("Kế hoạch chưa phát hành: số, ngày của kế hoạch lấy ở tệp Excel.",)


def own_template(folder: Path, name: str, *lines: str) -> Path:
    """Return a copy of the templates in which ``name`` says ``lines`` alone."""
    shutil.copytree(TEMPLATES, folder / "templates")
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(str(folder / "templates" / name))
    return folder / "templates"


def test_a_blank_field_of_a_clerks_own_template_is_told(tmp_path: Path) -> None:
    templates = own_template(
        tmp_path, "giay-moi-dai-bieu.docx", "{{ khach.ho_ten }}, {{ khach.chuc_vu }}, {{ khach.don_vi }}"
    )
    papers = made(with_guests(HANG, replace(AN, body=""), REPORTER), tmp_path, templates=templates)
    blank = [problem for problem in papers.problems if problem.place.file == "giay-moi-dai-bieu.docx"]
    assert [problem.message for problem in blank] == [
        "{{ khach.ho_ten }} in ra chỗ trống ở 1 tệp: giay-moi-chung.docx.",
        "{{ khach.chuc_vu }} in ra chỗ trống ở 2 tệp: Y <Bhơk> & Êban; giay-moi-chung.docx.",
        "{{ khach.don_vi }} in ra chỗ trống ở 2 tệp: Trần Văn An; giay-moi-chung.docx.",
    ]


def test_an_invitation_that_names_nobody_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    templates = own_template(tmp_path, "giay-moi-dai-bieu.docx", "Kính mời đồng chí dự {{ hoi_nghi.ten }}")
    with pytest.raises(TemplateError) as refusal:
        made(PLAN, tmp_path / "out", templates=templates)
    assert str(refusal.value) == (
        "giay-moi-dai-bieu.docx: Mẫu không ghi họ tên đại biểu: giấy mời nào cũng như nhau. Thêm thẻ "
        "{{ khach.ho_ten }} hoặc {{ khach.kinh_moi }} vào mẫu."
    )
    assert not (tmp_path / "out").exists()


def test_a_wrong_field_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    templates = own_template(tmp_path, "diem-danh.docx", "{{ khach.ho_ten }}", "{{ hoi_nghi.tenn }}")
    with pytest.raises(TemplateError) as refusal:
        made(PLAN, tmp_path / "out", templates=templates)
    assert [problem.place.spot for problem in refusal.value.problems] == ["đoạn 1", "đoạn 2"]
    assert not (tmp_path / "out").exists()


def test_a_folder_of_before_uses_the_built_in_templates_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    papers = made(PLAN, tmp_path, templates=tmp_path / "templates")
    assert papers.notes[-1] == (
        "Thư mục templates chưa có giay-moi-dai-bieu.docx, diem-danh.docx, the-ten.docx, chuong-trinh.docx: "
        "dùng mẫu có sẵn của chương trình."
    )


@pytest.mark.slow
def test_the_papers_are_valid_and_each_card_is_one_page(tmp_path: Path) -> None:
    long = Guest(
        name="Công Tằng Tôn Nữ Thị Ngọc Bích Phương Thảo Vy",
        position="Phó Bí thư Đảng ủy, Phó Giám đốc phụ trách công tác xây dựng lực lượng, hậu cần, kỹ thuật "
        * 2,
        body="Trung tâm Dịch vụ hỗ trợ phát triển doanh nghiệp và xúc tiến đầu tư tỉnh " * 2,
    )
    papers = made(replace(PLAN, guests=(*PLAN.guests, long)), tmp_path)
    paths = [outcome.path for outcome in papers.outcomes]
    assert_valid(*paths)
    pages = dict(zip([path.name for path in paths], pages_of(paths, tmp_path / "pdf"), strict=True))
    assert {name: len(texts) for name, texts in pages.items()} == {
        "giay-moi-le-thi-minh-hang.docx": 1,
        "giay-moi-tran-van-an-chanh-van-phong.docx": 1,
        "giay-moi-tran-van-an-truong-phong.docx": 1,
        "giay-moi-y-bhok-eban.docx": 1,
        "giay-moi-cong-tang-ton-nu-thi-ngoc-bich-phuong-thao-vy.docx": 1,
        "giay-moi-chung.docx": 1,
        "diem-danh.docx": 2,
        "the-ten.docx": 4,
        "chuong-trinh.docx": 1,
    }
    for page in pages["diem-danh.docx"]:
        assert "Họ và tên" in page or "Số chỗ ngồi" in page

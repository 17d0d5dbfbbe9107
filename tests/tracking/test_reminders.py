"""Letters of reminder: to exactly the missing units, by the rules of their day, "lần 2" the second time."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from sokhet_docs.outbox.writer import Fate
from sokhet_docs.problems import OutputError, TemplateError, UsageError
from sokhet_docs.tracking.reminder_ledger import ReminderLedger
from sokhet_docs.tracking.reminders import Reminded, ReminderOptions, remind
from sokhet_docs.workbook.sources import sample_templates
from tests.support.libreoffice import pages_of
from tests.support.openxml_validator import assert_valid
from tests.support.plans import GAP
from tests.support.simulated_office import Office
from tests.support.workbook_builder import facts_with

LIBRARY = "003-chi-bo-thu-vien-tinh.docx"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """A1 has reported; C3 and D4 are overdue from 20/4 on, B2 from 28/4 on."""
    office = Office.open(tmp_path)
    office.send("A1", "18/4/2022", {"muc_1_1": "Đã làm."})
    return office


def reminded(office: Office, day: str, options: ReminderOptions | None = None) -> Reminded:
    return remind(office.track(day), sample_templates(), office.output, options)


def words(path: Path) -> str:
    """Return the text of a letter as a line for each paragraph, tables first."""
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*cells, *(paragraph.text for paragraph in document.paragraphs)])


def letters(done: Reminded) -> dict[str, str]:
    return {outcome.path.name: text_of(outcome.path) for outcome in done.outcomes}


def text_of(path: Path) -> str:
    """Return the words of a letter; single spaces that hold a line together are plain ones."""
    return re.sub(r"(?<=\S)\u00a0(?=\S)", " ", words(path))


def test_exactly_the_missing_units_get_a_letter(office: Office) -> None:
    done = reminded(office, "25/4/2022")

    found = letters(done)
    assert list(found) == ["003-chi-bo-thu-vien-tinh.docx", "004-dang-bo-kho-bac-nha-nuoc.docx"]
    first, second = found.values()
    assert "Kính gửi: Chi bộ Thư viện tỉnh" in first
    assert "Kính gửi: Đảng ủy Kho bạc Nhà nước" in second
    assert done.folder == office.output / "don-doc" / "2022-04-25"
    for own, other in ((first, "Kho bạc"), (second, "Thư viện")):
        assert other not in own
        assert "Sở Nội vụ" not in own


def test_a_letter_tells_the_deadline_the_count_the_new_day_and_who_signs(office: Office) -> None:
    text = letters(reminded(office, "25/4/2022", ReminderOptions(number="15")))[
        "003-chi-bo-thu-vien-tinh.docx"
    ]

    for said in (
        "ĐẢNG BỘ TỈNH HÀ TĨNH\nĐẢNG ỦY KHỐI X\n*",
        "Số 15-CV/ĐUK\nvề việc đôn đốc gửi báo cáo sơ kết 05 năm thực hiện Nghị quyết số 02-NQ/TU",
        "Hà Tĩnh, ngày 25 tháng 4 năm 2022",
        "Chi bộ Thư viện tỉnh gửi báo cáo về Ban Thường vụ Đảng ủy Khối X trước ngày 20/4/2022.",
        "Đến hết ngày 25/4/2022, đã có 1/4 đơn vị gửi báo cáo; còn 3 đơn vị chưa gửi, trong đó có Chi bộ Thư",
        "chậm nhất ngày 04/5/2022",  # five working days on: 30/4 and 1/5 were made good on 2/5 and 3/5
        "Nơi nhận:\n- Như trên,\n- Lưu Văn phòng.",
        "T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\nNguyễn Trọng Vân",
    ):
        assert said in text
    assert "(lần" not in text


def test_the_second_time_says_so_and_names_the_first(office: Office) -> None:
    reminded(office, "25/4/2022", ReminderOptions(number="15", new_deadline=date(2022, 4, 27)))
    second = letters(reminded(office, "29/4/2022"))
    third = letters(reminded(office, "05/5/2022", ReminderOptions(number="21")))

    assert list(second) == [
        "002-chi-bo-bao-ha-tinh.docx",
        "003-chi-bo-thu-vien-tinh.docx",
        "004-dang-bo-kho-bac-nha-nuoc.docx",
    ]
    assert "Nghị quyết số 02-NQ/TU (lần 2)" in second[LIBRARY]
    assert "đã đôn đốc việc gửi báo cáo tại Công văn số 15-CV/ĐUK, ngày 25/4/2022." in second[LIBRARY]
    assert "lần 2" not in second["002-chi-bo-bao-ha-tinh.docx"]  # its first
    assert "đã đôn đốc" not in second["002-chi-bo-bao-ha-tinh.docx"]
    assert "(lần 3)" in third[LIBRARY]
    assert (
        "tại Công văn số 15-CV/ĐUK, ngày 25/4/2022 (lần 1) "
        f"và Công văn số{GAP}-CV/ĐUK, ngày 29/4/2022 (lần 2)." in third[LIBRARY]
    )
    assert "(lần 2)" in third["002-chi-bo-bao-ha-tinh.docx"]


def test_a_number_below_ten_has_two_digits_as_in_every_document(office: Office) -> None:
    first = letters(reminded(office, "25/4/2022", ReminderOptions(number="5")))
    second = letters(reminded(office, "29/4/2022", ReminderOptions(number="7", together=True)))

    assert "Số 05-CV/ĐUK" in first[LIBRARY]
    (text,) = second.values()
    assert "tại Công văn số 05-CV/ĐUK, ngày 25/4/2022." in text
    assert "(Kèm theo Công văn số 07-CV/ĐUK, ngày 29/4/2022 của Ban Thường vụ Đảng ủy Khối)" in text


def test_the_tracking_knows_who_was_reminded_when(office: Office) -> None:
    reminded(office, "25/4/2022")
    reminded(office, "29/4/2022", ReminderOptions(together=True))

    days = {
        status.unit.code: [f"{day:%d/%m}" for day in status.reminded]
        for status in office.track("30/4/2022").statuses
    }
    earlier = {status.unit.code: len(status.reminded) for status in office.track("28/4/2022").statuses}
    assert days == {"A1": [], "B2": ["29/04"], "C3": ["25/04", "29/04"], "D4": ["25/04", "29/04"]}
    assert earlier == {"A1": 0, "B2": 0, "C3": 1, "D4": 1}


def test_the_same_day_again_is_the_same_round(office: Office) -> None:
    reminded(office, "25/4/2022", ReminderOptions(number="15"))
    again = reminded(office, "25/4/2022")

    assert {outcome.fate for outcome in again.outcomes} == {Fate.UNCHANGED}
    ledger = json.loads(ReminderLedger.path(office.output).read_text(encoding="utf-8"))
    assert ledger["rounds"] == [
        {"day": "2022-04-25", "number": "15", "new_deadline": "2022-05-04", "units": ["C3", "D4"]}
    ]


def rounds(office: Office) -> list[dict[str, Any]]:
    return list(json.loads(ReminderLedger.path(office.output).read_text(encoding="utf-8"))["rounds"])


def test_two_letters_of_one_day_are_two_rounds_in_two_folders(office: Office) -> None:
    reminded(office, "22/4/2022", ReminderOptions(number="9", new_deadline=date(2022, 4, 24)))
    together = ReminderOptions(number="15", together=True)
    first = reminded(office, "25/4/2022", together)
    office.send("C3", "25/4/2022", {"muc_1_1": "Đã làm."})
    second = reminded(office, "25/4/2022", ReminderOptions(number="16", together=True))

    assert [done.folder.name for done in (first, second)] == ["2022-04-25", "2022-04-25-so-16"]
    text, later = text_of(first.outcomes[0].path), text_of(second.outcomes[0].path)
    assert "(lần 2)" in text
    assert "Chi bộ Thư viện tỉnh" in text
    assert "(lần 3)" in later
    assert "Công văn số 15-CV/ĐUK, ngày 25/4/2022 (lần 2)" in later
    assert "Thư viện" not in later
    assert [(one["day"], one["number"], one["units"]) for one in rounds(office)] == [
        ("2022-04-22", "9", ["C3", "D4"]),
        ("2022-04-25", "15", ["C3", "D4"]),
        ("2022-04-25", "16", ["D4"]),
    ]
    assert [problem.message for problem in second.problems] == [
        (
            "Công văn số 15 ngày 25/4/2022 cho 1 đơn vị này hạn mới là 04/5/2022, chưa qua mà đã đôn đốc "
            "lần nữa."
        )
    ]


def test_a_letter_made_again_replaces_its_own_round_and_names_whom_it_names_now(office: Office) -> None:
    for number in ("15", "16"):
        reminded(office, "25/4/2022", ReminderOptions(number=number, together=True))
    office.send("C3", "25/4/2022", {"muc_1_1": "Đã làm."})

    again = reminded(office, "25/4/2022", ReminderOptions(number="15", together=True))

    assert again.folder.name == "2022-04-25"
    assert "lần 2" not in text_of(again.outcomes[0].path)
    assert [(one["number"], one["units"]) for one in rounds(office)] == [("15", ["D4"]), ("16", ["C3", "D4"])]


def test_a_letter_that_had_no_number_yet_gets_one(office: Office) -> None:
    reminded(office, "25/4/2022")
    reminded(office, "25/4/2022", ReminderOptions(number="15"))

    assert [(one["number"], one["units"]) for one in rounds(office)] == [("15", ["C3", "D4"])]


@pytest.mark.parametrize("zeroed", [False, True])
def test_a_ledger_gone_while_its_letters_are_there_is_refused(office: Office, zeroed: bool) -> None:
    reminded(office, "25/4/2022")
    path = ReminderLedger.path(office.output)
    message = "Sổ đôn đốc bị hỏng." if zeroed else "Mất sổ đôn đốc, mà thư mục don-doc còn công văn đã tạo."
    if zeroed:
        path.write_bytes(bytes(100))
    else:
        path.unlink()

    with pytest.raises(OutputError) as refused:
        office.track("29/4/2022")

    assert str(refused.value) == (
        f"{path}: {message} Chép lại tệp sổ này từ bản sao lưu; nếu không có, xóa tệp sổ hỏng và dời thư mục "
        f"{office.output}/don-doc đi nơi khác rồi chạy lại: khi ấy các lần đôn đốc trước không còn được tính."
    )
    path.unlink(missing_ok=True)
    (office.output / "don-doc").rename(office.folder / "don-doc cũ")
    assert len(reminded(office, "29/4/2022").units) == 3


def test_a_unit_that_reported_since_gets_none_and_its_letter_is_named(office: Office) -> None:
    reminded(office, "25/4/2022")
    office.send("C3", "25/4/2022", {"muc_1_1": "Đã làm."})
    again = reminded(office, "25/4/2022")

    assert list(letters(again)) == ["004-dang-bo-kho-bac-nha-nuoc.docx"]
    assert [path.name for path in again.orphans] == [LIBRARY]
    assert again.orphans[0].exists()


@pytest.mark.slow
def test_one_letter_to_all_has_the_list_as_its_annex(office: Office, tmp_path: Path) -> None:
    reminded(office, "25/4/2022", ReminderOptions(number="15"))
    done = reminded(office, "29/4/2022", ReminderOptions(together=True))

    (outcome,) = done.outcomes
    text = text_of(outcome.path)
    assert outcome.path.name == "cong-van-don-doc.docx"
    assert "Kính gửi: Các đảng ủy, chi bộ cơ sở (có danh sách kèm theo)" in text
    assert "còn 3 đơn vị chưa gửi (danh sách 3 đơn vị được đôn đốc gửi kèm theo)." in text
    table = Document(str(outcome.path)).tables[-1]
    assert [tuple(cell.text for cell in row.cells) for row in table.rows] == [
        ("TT", "Đơn vị", "Hạn: trước ngày", "Quá hạn (ngày)", "Đôn đốc lần"),
        ("1", "Chi bộ Báo Hà Tĩnh", "28/4/2022", "2", "1"),
        ("2", "Chi bộ Thư viện tỉnh", "20/4/2022", "10", "2"),
        ("3", "Đảng bộ Kho bạc Nhà nước", "20/4/2022", "10", "2"),
    ]
    (pages,) = pages_of([outcome.path], tmp_path)
    assert len(pages) == 2
    assert "Nguyễn Trọng Vân" in pages[0]
    assert "DANH SÁCH" in pages[1]


def test_one_letter_to_all_addresses_schools_and_offices_as_units(tmp_path: Path) -> None:
    rows = "Mã | Tên tổ chức đảng | Hình thức sơ kết\nA1 | Trường THPT A | Báo cáo\nB2 | Đảng bộ B | Báo cáo"
    done = reminded(Office.open(tmp_path, rows), "25/4/2022", ReminderOptions(together=True))

    assert "Kính gửi: Các cơ quan, đơn vị (có danh sách kèm theo)" in text_of(done.outcomes[0].path)


@pytest.mark.slow
def test_a_letter_to_one_unit_is_one_page_and_valid(office: Office, tmp_path: Path) -> None:
    done = reminded(office, "25/4/2022")
    paths = [outcome.path for outcome in done.outcomes]

    assert [len(pages) for pages in pages_of(paths, tmp_path)] == [1, 1]
    assert_valid(*paths)


def test_units_whose_own_deadline_has_not_passed_are_reminded_when_asked_for(office: Office) -> None:
    assert len(reminded(office, "25/4/2022", ReminderOptions(early=True)).units) == 3
    assert len(reminded(office, "26/4/2022").units) == 2


def test_nothing_is_written_when_nobody_is_missing(office: Office) -> None:
    done = reminded(office, "19/4/2022")

    assert (done.units, done.outcomes) == ((), ())
    assert not (office.output / "don-doc").exists()
    assert not ReminderLedger.path(office.output).exists()


def test_a_new_deadline_in_the_past_is_refused(office: Office) -> None:
    with pytest.raises(UsageError, match="Hạn mới 24/4/2022 đã qua"):
        reminded(office, "25/4/2022", ReminderOptions(new_deadline=date(2022, 4, 24)))
    assert not ReminderLedger.path(office.output).exists()


@pytest.mark.parametrize(("day", "mark"), [("26/5/2026", ","), ("27/5/2026", ";")])
def test_the_letter_follows_the_rule_set_of_its_own_day(office: Office, day: str, mark: str) -> None:
    text = letters(reminded(office, day))[LIBRARY]
    assert f"- Như trên{mark}\n" in text


def test_a_rule_set_named_in_the_workbook_holds_on_every_day(tmp_path: Path) -> None:
    office = Office.open(tmp_path, facts=facts_with({"Bộ thể thức": "HD05"}))
    assert "- Như trên;\n" in letters(reminded(office, "25/4/2022"))["001-dang-bo-so-noi-vu.docx"]


def test_a_letter_corrected_by_hand_is_kept(office: Office) -> None:
    path = reminded(office, "25/4/2022").outcomes[0].path
    document = Document(str(path))
    document.add_paragraph("Ghi thêm bằng tay.")
    document.save(str(path))
    mine = path.read_bytes()

    again = reminded(office, "25/4/2022", ReminderOptions(number="16")).outcomes[0]

    assert (again.fate, path.read_bytes()) == (Fate.KEPT, mine)
    assert again.beside is not None
    assert "Số 16-CV/ĐUK" in text_of(again.beside)


def test_a_field_that_a_letter_does_not_have_is_named(office: Office, tmp_path: Path) -> None:
    document = Document(str(sample_templates() / "don-doc.docx"))
    document.add_paragraph("{{ don_doc.han_moii }}")
    document.save(str(tmp_path / "don-doc.docx"))

    with pytest.raises(TemplateError, match=r"don_doc\.han_moii.*don_doc\.han_moi"):
        remind(office.track("25/4/2022"), tmp_path, office.output)
    assert not ReminderLedger.path(office.output).exists()


@pytest.mark.parametrize("damage", [b"[]", b'{"rounds', b'{"\xff": 5}'])
def test_a_damaged_ledger_is_one_problem(office: Office, damage: bytes) -> None:
    ReminderLedger.path(office.output).write_bytes(damage)
    with pytest.raises(OutputError, match="Sổ đôn đốc bị hỏng"):
        reminded(office, "25/4/2022")


def test_a_ledger_of_a_newer_version_is_not_touched(office: Office) -> None:
    path = ReminderLedger.path(office.output)
    path.write_text('{"format": 2, "letters": []}', encoding="utf-8")
    with pytest.raises(OutputError) as caught:
        reminded(office, "25/4/2022")
    assert str(caught.value) == (
        f"{path}: Thư mục này do một bản sokhet-docs mới hơn ghi. "
        "Cập nhật sokhet-docs, hoặc chọn thư mục kết quả khác."
    )
    assert path.read_text(encoding="utf-8") == '{"format": 2, "letters": []}'

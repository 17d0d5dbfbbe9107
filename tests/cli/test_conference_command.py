"""The command `conference` as a clerk types it: what she reads, what lies in the folder, the exit code."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from docx import Document

from sokhet_docs.outbox import Release, ReleaseLedger, SentDocument
from tests.support.commands import files_in, run
from tests.support.workbook_builder import facts_with, make_workbook

UNITS = "Tên tổ chức đảng | Hình thức sơ kết\nĐảng bộ A | Hội nghị\nChi bộ B | Báo cáo"
ATTENDEES = """Thành phần | Đơn vị | Số lượng
Bí thư các chi bộ | | 5
Lãnh đạo ban Đảng | Cấp ban hành | 2
Ban Chấp hành | Cấp ban hành | 15"""
GUESTS = """Họ tên | Chức vụ | Đơn vị | Nhóm | Có mặt | Hội nghị
Lê Thị B | Phó Trưởng ban | Ban Dân vận | Lãnh đạo ban Đảng | Có |
Trần Văn C | Chánh Văn phòng | Tỉnh ủy | Lãnh đạo ban Đảng | Không |"""
PROGRAMME = "Thời gian | Nội dung\n08:00 | Khai mạc"
NO_TIME = "Chưa có thời gian và địa điểm hội nghị: giấy mời chừa chỗ điền tay.\n"


@pytest.fixture
def office(folder: Path) -> Path:
    make_workbook(folder / "units.xlsx", units=UNITS, attendees=ATTENDEES, guests=GUESTS, programme=PROGRAMME)
    return folder


def test_the_only_conference_with_guests_is_made(office: Path) -> None:
    result = run("conference")
    assert (result.exit_code, result.stderr) == (
        0,
        "Không thấy thư mục templates ở đây: dùng các mẫu Word có sẵn.\n",
    )
    table, told = result.stdout.split("┘\n")
    rows = [
        [cell.strip() for cell in line.strip("│").split("│")]
        for line in table.splitlines()[3:]
        if "│" in line
    ]
    assert rows == [
        ["Lãnh đạo ban Đảng", "2", "2", "1", "1", "0", "1"],
        ["Ban Chấp hành", "15", "0", "0", "0", "0", "15"],
        ["Tổng cộng", "17", "2", "1", "1", "0", "16"],
    ]
    assert told == (
        "Chưa phát hành: số, ngày lấy ở tệp Excel.\n" + NO_TIME + "1 đại biểu báo vắng: không làm thẻ tên, "
        "không tính chỗ ngồi.\n"
        "Chưa có đủ tên, mời chung ở giay-moi-chung.docx: Ban Chấp hành.\n"
        "Hội nghị: cấp ban hành. 6 tệp: 6 mới, thư mục output/hoi-nghi/cap-ban-hanh.\n"
    )
    assert [name for name in files_in(office) if name.endswith(".docx")] == [
        f"output/hoi-nghi/cap-ban-hanh/{name}"
        for name in (
            "chuong-trinh.docx",
            "diem-danh.docx",
            "giay-moi-chung.docx",
            "giay-moi-le-thi-b.docx",
            "giay-moi-tran-van-c.docx",
            "the-ten.docx",
        )
    ]


def test_a_unit_is_named_by_number_code_or_part_of_its_name(office: Path) -> None:
    for word in ("1", "DB01", "bộ A"):
        result = run("conference", word, "-o", "giay")
        assert result.exit_code == 0
        assert "Hội nghị: Đảng bộ A." in result.stdout
    assert "2 tệp: 2 không đổi, thư mục giay/001-dang-bo-a." in result.stdout
    assert "Chưa có đại biểu nào có tên: không làm giấy mời riêng và thẻ tên." in result.stdout


def test_what_cannot_be_meant_is_said(office: Path) -> None:
    result = run("conference", "Chi bộ B")
    assert (result.exit_code, result.stderr.split("\n")[-3]) == (
        2,
        "Lỗi: Chi bộ B: Chi bộ B không tổ chức hội nghị. Các đơn vị tổ chức hội nghị: Đảng bộ A.",
    )
    result = run("conference", "1", "--issuer")
    assert (result.exit_code, "Chỉ dùng một." in result.stderr) == (2, True)
    assert not (office / "output").exists()


def test_quiet_says_only_what_is_wrong(office: Path) -> None:
    result = run("conference", "--quiet")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    letter = office / "output/hoi-nghi/cap-ban-hanh/giay-moi-le-thi-b.docx"
    document = Document(str(letter))
    document.add_paragraph("Sửa tay")
    document.save(str(letter))
    make_workbook(
        office / "units.xlsx", units=UNITS, attendees=ATTENDEES,
        guests=GUESTS.replace("Phó Trưởng", "Trưởng").replace("Trần Văn C", "Trần Văn D"),
    )  # fmt: skip
    result = run("conference", "--quiet")
    assert result.stdout == (
        "giay-moi-le-thi-b.docx đã được sửa tay, giữ nguyên. Bản mới đặt bên cạnh: giay-moi-le-thi-b "
        "(mới).docx. Muốn thay hẳn: thêm --force\n"
        "Không còn trong danh sách, vẫn giữ tệp: chuong-trinh.docx\n"
        "Không còn trong danh sách, vẫn giữ tệp: giay-moi-tran-van-c.docx\n"
    )


def test_doubts_about_the_guests_are_shown(office: Path) -> None:
    guests = GUESTS + "\nLê Thị B | Bí thư | Sở X | Khách | |\nVõ E | | | Khách | | Chi bộ B"
    make_workbook(office / "units.xlsx", units=UNITS, attendees=ATTENDEES, guests=guests)
    result = run("conference", "--quiet")
    assert result.exit_code == 0
    assert result.stderr == (
        "Cảnh báo: units.xlsx, Đại biểu!A4: “Lê Thị B” cũng có ở ô A2, chức vụ hoặc đơn vị khác. Nếu là một "
        "người thì xóa một dòng; hai người trùng tên thì để yên.\n"
        "Cảnh báo: units.xlsx, Đại biểu!F5: “Chi bộ B” chỉ báo cáo, không tổ chức hội nghị. Dòng này chưa "
        "vào giấy tờ nào: sửa ô này, hoặc sửa “Hình thức sơ kết” của đơn vị ấy.\n"
        "Cảnh báo: Đại biểu: Nhóm “Khách” (1 đại biểu) không có ở trang “Thành phần”. Hãy ghi giống nhau.\n"
        "Tất cả: 3 cảnh báo.\n"
    )


def test_doubts_about_the_day_of_that_conference_are_shown(office: Path) -> None:
    days = {
        "Thời gian hội nghị của cấp ban hành": "8h 28/4/2022",
        "Hạn hội nghị của cấp ban hành": "27/4/2022",
    }
    make_workbook(
        office / "units.xlsx", units=UNITS, facts=facts_with(days), attendees=ATTENDEES, guests=GUESTS
    )
    told = "Hội nghị của cấp ban hành ngày 28/4/2022 không trước hạn (27/4/2022)."
    assert told in run("conference", "--quiet").stderr
    assert told not in run("conference", "1", "--quiet").stderr


def test_what_was_released_is_cited(office: Path) -> None:
    sent = SentDocument(template="ke-hoach.docx", title="Kế hoạch", number="05", day=date(2022, 3, 18))
    release = Release(
        number=1, day=date(2022, 3, 20), time=datetime(2022, 3, 20).astimezone(), folder="2022-03-20-lan-1",
        documents=(sent,),
    )  # fmt: skip
    (office / "output/.sokhet-docs").mkdir(parents=True)
    ReleaseLedger(releases=(release,)).write(office / "output")
    result = run("conference")
    assert result.exit_code == 0
    assert "Chưa phát hành" not in result.stdout
    letter = Document(str(office / "output/hoi-nghi/cap-ban-hanh/giay-moi-le-thi-b.docx"))
    text = "\n".join(paragraph.text for paragraph in letter.paragraphs)
    assert "Thực hiện Kế hoạch số 05-KH/ĐUK, ngày 18/3/2022, Ban Thường vụ" in text


def test_an_open_file_is_named_and_the_others_are_written(office: Path) -> None:
    run("conference", "--quiet")
    folder = office / "output/hoi-nghi/cap-ban-hanh"
    (folder / ".~lock.diem-danh.docx#").write_text("a,b,c,d;", encoding="utf-8")
    make_workbook(
        office / "units.xlsx", units=UNITS, attendees=ATTENDEES, guests=GUESTS.replace("Lê Thị B", "Lê Thị G")
    )
    result = run("conference", "--quiet")
    assert result.exit_code == 1
    assert "diem-danh.docx: Tệp đang mở trong Word hoặc LibreOffice nên chưa ghi bản mới." in result.stderr
    assert (folder / "giay-moi-le-thi-g.docx").exists()

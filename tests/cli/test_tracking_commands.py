"""The commands `status`, `remind` and `consolidate`: what the clerk types, reads and finds in the folder."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from sokhet_docs.cli.tracking import consolidate, remind, status
from sokhet_docs.problems import UsageError
from sokhet_docs.returns import read_intake
from tests.support.mails import mail_of
from tests.support.simulated_office import Office

ALL_LATE = "--as-of=25/4/2022"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """A1 in time, C3 late by 3 days, D4 missing, B2 not yet due; as of 25/4/2022."""
    office = Office.open(tmp_path)
    office.send("A1", "18/4/2022", {"muc_1_1": "Việc của A.", "sl_vb_2017": "12"})
    office.send("C3", "22/4/2022", {"muc_1_1": "Việc của C."})
    return office


def run(command: click.Command, office: Office, *options: str) -> Result:
    sources = ["--workbook", str(office.folder / "units.xlsx"), "--output", str(office.output)]
    return CliRunner().invoke(command, [*sources, *options], catch_exceptions=True)


def test_status_shows_every_unit_the_totals_and_where_the_workbook_is(office: Office) -> None:
    done = run(status, office, ALL_LATE)

    assert done.exit_code == 0, done.output
    table, _, closing = done.stdout.rpartition("┘\n")
    rows = [[cell.strip() for cell in line.split("│")[1:-1]] for line in table.splitlines()[3:]]
    assert [row[:3] + row[4:9] for row in rows if len(row) > 9] == [
        ["1", "A1", "Đảng bộ Sở Nội vụ", "20/4/2022", "18/4/2022", "Đúng hạn", "", "1"],
        ["2", "B2", "Chi bộ Báo Hà Tĩnh", "28/4/2022", "", "Còn hạn", "", ""],
        ["3", "C3", "Chi bộ Thư viện tỉnh", "20/4/2022", "22/4/2022", "Nộp muộn", "3", "1"],
        ["4", "D4", "Đảng bộ Kho bạc Nhà nước", "20/4/2022", "", "Quá hạn", "6", ""],
    ]
    assert closing.splitlines() == [
        "Nhận: ngày bản đầu. Muộn: số ngày. Bản: số lần gửi. Trống: mục chưa viết. Xem: điểm cần xem lại.",
        "2/4 đã nộp, thiếu: Chi bộ Báo Hà Tĩnh; Đảng bộ Kho bạc Nhà nước.",
        "Nộp muộn: Chi bộ Thư viện tỉnh (3 ngày).",
        "Quá hạn mà chưa nộp: 1 đơn vị. Đôn đốc bằng: sokhet-docs remind",
        f"Đã ghi: {office.output / 'tong-hop' / 'theo-doi.xlsx'}",
    ]


def test_status_names_who_wrote_a_mail_and_sent_no_report(office: Office) -> None:
    mail = office.folder / "D4.eml"
    mail.write_bytes(mail_of(date="", subject="Kho bạc Nhà nước", words="Cơ quan có 25 đảng viên."))
    office.collect(mail, "20/4/2022")

    done = run(status, office, ALL_LATE)

    told = "Chưa nộp nhưng có thư viết về, phải mở xem: Đảng bộ Kho bạc Nhà nước."
    assert told in done.stdout.splitlines()
    book = load_workbook(office.output / "tong-hop" / "theo-doi.xlsx")
    assert [row[4].value for row in book["Cần xem"] if "25 đảng viên" in str(row[5].value)] == [
        item.file for item in read_intake(office.output).returns if item.is_note
    ]


def test_status_names_a_few_of_many_files_that_are_nobodys(office: Office) -> None:
    mails = [office.folder / f"{number}.eml" for number in range(12)]
    for number, mail in enumerate(mails):
        mail.write_bytes(mail_of(date="", subject="Trả lời", words=f"Có {number} đảng viên."))
    office.collect(mails, "20/4/2022")

    lines = run(status, office, ALL_LATE).stdout.splitlines()

    names = [item.file for item in read_intake(office.output).unknown()][:10]
    told = f"Chưa rõ của đơn vị nào: {', '.join(names)} và 2 tệp nữa, kê trong theo-doi.xlsx."
    assert told in lines


def test_status_names_what_was_sent_and_could_not_be_read(office: Office) -> None:
    scanned = office.folder / "D4 bao cao.pdf"
    scanned.write_bytes(b"%PDF-1.7")
    office.collect(scanned, "20/4/2022")

    lines = run(status, office, ALL_LATE).stdout.splitlines()
    assert "Đã gửi, máy chưa đọc được, phải mở xem: Đảng bộ Kho bạc Nhà nước." in lines


def test_status_again_changes_nothing(office: Office) -> None:
    run(status, office, ALL_LATE)
    assert run(status, office, ALL_LATE).stdout.splitlines()[-1] == (
        f"Không đổi: {office.output / 'tong-hop' / 'theo-doi.xlsx'}"
    )


def test_quiet_says_nothing(office: Office) -> None:
    for command in (status, remind, consolidate):
        done = run(command, office, ALL_LATE, "--quiet")
        assert (done.exit_code, done.output) == (0, "")


def test_status_tells_a_workbook_changed_by_hand_is_kept_and_force_replaces_it(office: Office) -> None:
    run(status, office, ALL_LATE)
    path = office.output / "tong-hop" / "theo-doi.xlsx"
    path.write_bytes(path.read_bytes() + b"\0")

    kept = run(status, office, "--as-of=2/5/2022").stdout.splitlines()[-1]
    replaced = run(status, office, "--as-of=2/5/2022", "--force").stdout.splitlines()[-1]

    assert kept == (
        "theo-doi.xlsx đã được sửa tay, giữ nguyên. Bản mới đặt bên cạnh: theo-doi (mới).xlsx. "
        "Muốn thay hẳn: thêm --force"
    )
    assert replaced == f"Đã ghi: {path}"


def test_remind_tells_whom_until_when_and_who_still_has_time(office: Office) -> None:
    done = run(remind, office, ALL_LATE, "--number=15", "--deadline=28/4/2022")

    assert done.exit_code == 0, done.output
    folder = office.output / "don-doc" / "2022-04-25"
    assert done.stdout.splitlines() == [
        f"Đôn đốc 1 đơn vị, 1 tệp, thư mục {folder}.",
        "Hạn mới: chậm nhất ngày 28/4/2022.",
        "Chưa nộp nhưng còn hạn: Chi bộ Báo Hà Tĩnh. Muốn nhắc cả những đơn vị này: thêm --early",
        f"Đã ghi: {folder / '004-dang-bo-kho-bac-nha-nuoc.docx'}",
    ]


def test_remind_with_nobody_missing_says_so(office: Office) -> None:
    done = run(remind, office, "--as-of=19/4/2022")
    assert done.stdout.splitlines()[0] == "Không có đơn vị nào quá hạn mà chưa nộp: không tạo công văn."


def test_consolidate_tells_on_how_many_reports_and_who_is_not_in_it(office: Office) -> None:
    done = run(consolidate, office, ALL_LATE)

    assert done.exit_code == 0, done.output
    folder = office.output / "tong-hop"
    assert done.stdout.splitlines() == [
        "Tổng hợp từ 2/4 báo cáo.",
        "Chưa có báo cáo: Chi bộ Báo Hà Tĩnh; Đảng bộ Kho bạc Nhà nước.",
        "Có 2 điểm cần xem lại, kê trong theo-doi.xlsx, trang Cần xem.",
        f"Đã ghi: {folder / 'tong-hop.docx'}",
        f"Đã ghi: {folder / 'so-lieu.xlsx'}",
        f"Đã ghi: {folder / 'theo-doi.xlsx'}",
    ]
    assert (folder / "so-lieu.xlsx").is_file()


def test_a_brief_report_is_a_file_of_its_own(office: Office) -> None:
    run(consolidate, office, ALL_LATE)
    done = run(consolidate, office, ALL_LATE, "--brief")

    assert done.exit_code == 0, done.output
    folder = office.output / "tong-hop"
    assert done.stdout.splitlines()[-3:] == [
        f"Đã ghi: {folder / 'tong-hop-rut-gon.docx'}",
        f"Không đổi: {folder / 'so-lieu.xlsx'}",
        f"Không đổi: {folder / 'theo-doi.xlsx'}",
    ]
    assert (folder / "tong-hop.docx").is_file()


def test_a_form_without_figures_gives_no_workbook_of_them(tmp_path: Path) -> None:
    office = Office.open(tmp_path, figures="Nhóm | Chỉ tiêu | Đơn vị tính")
    office.send("A1", "18/4/2022", {"muc_1_1": "Việc của A."})

    assert run(consolidate, office, ALL_LATE).stdout.splitlines() == [
        "Tổng hợp từ 1/4 báo cáo.",
        "Chưa có báo cáo: Chi bộ Báo Hà Tĩnh; Chi bộ Thư viện tỉnh; Đảng bộ Kho bạc Nhà nước.",
        "Không có so-lieu.xlsx, vì mẫu báo cáo đã gửi không hỏi số liệu nào.",
        f"Đã ghi: {office.output / 'tong-hop' / 'tong-hop.docx'}",
        f"Đã ghi: {office.output / 'tong-hop' / 'theo-doi.xlsx'}",
    ]


def test_a_workbook_that_asks_more_than_was_sent_is_told(office: Office) -> None:
    book = load_workbook(office.folder / "units.xlsx")
    book["Đề cương"].append(["7", "Việc mới", "", "", "viec_moi"])
    book["Số liệu"].append(["Họp", "Số cuộc họp", "cuộc", "", "", "", "", "hop"])
    book.save(office.folder / "units.xlsx")

    told = "4 đơn vị nhận mẫu chưa có chỉ tiêu “Họp: số cuộc họp”, mục “7. Việc mới” mà sổ nay có."
    assert told in run(status, office, ALL_LATE).stdout.splitlines()
    assert told in run(consolidate, office, ALL_LATE).stdout.splitlines()


def test_a_folder_into_which_nothing_was_collected_is_said_aloud(tmp_path: Path) -> None:
    office = Office.open(tmp_path)
    done = run(remind, office, ALL_LATE)
    assert done.stderr == (
        f"Đến ngày này chưa thu tệp báo cáo nào vào {office.output}. Thu bằng: sokhet-docs collect\n"
    )


@pytest.mark.parametrize("command", [status, remind, consolidate])
def test_a_folder_without_a_workbook_is_told_and_the_sample_s_units_are_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: click.Command
) -> None:
    monkeypatch.chdir(tmp_path)

    error = CliRunner().invoke(command, [ALL_LATE]).exception

    assert isinstance(error, UsageError)
    assert str(error) == (
        f"{tmp_path}: Không thấy data/units.xlsx hay units.xlsx ở thư mục này. "
        "Hãy chạy lệnh ở thư mục đã tạo văn bản, hoặc chỉ tệp Excel đã dùng bằng --workbook."
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", [status, remind, consolidate])
def test_a_folder_in_which_nothing_was_made_is_refused_and_stays_as_it_is(
    office: Office, command: click.Command
) -> None:
    elsewhere = office.folder / "khongco"

    error = run(command, office, ALL_LATE, "--output", str(elsewhere)).exception

    assert isinstance(error, UsageError)
    assert str(error) == (
        f"{elsewhere}: Chưa có văn bản nào được tạo ở thư mục này. "
        "Chỉ đúng thư mục kết quả bằng --output, hoặc tạo văn bản trước: sokhet-docs generate"
    )
    assert not elsewhere.exists()


def test_a_second_letter_before_the_first_one_s_day_is_warned_of(office: Office) -> None:
    run(remind, office, ALL_LATE)

    done = run(remind, office, "--as-of=04/5/2022")

    assert done.exit_code == 0, done.output
    assert done.stderr.splitlines()[0] == (
        "Cảnh báo: remind: Công văn ngày 25/4/2022 cho 1 đơn vị này hạn mới là 04/5/2022, chưa qua mà đã đôn "
        "đốc lần nữa. Nếu chưa định đôn đốc lại, đừng gửi các tệp này."
    )
    assert run(remind, office, "--as-of=05/5/2022").stderr.count("Công văn ngày 25/4/2022") == 0


def test_more_than_ten_names_are_a_count(tmp_path: Path) -> None:
    rows = "\n".join(f"K{number} | Chi bộ Trường {number} | Báo cáo" for number in range(1, 13))
    office = Office.open(tmp_path, f"\nMã | Tên tổ chức đảng | Hình thức sơ kết\n{rows}\n")
    office.send("K1", "18/4/2022", {"muc_1_1": "Đã làm."})

    assert "1/12 đã nộp, thiếu: 11 đơn vị." in run(status, office, ALL_LATE).stdout.splitlines()
    assert "Chưa có báo cáo: 11 đơn vị." in run(consolidate, office, ALL_LATE).stdout.splitlines()


def test_consolidate_counts_the_points_that_status_shows(office: Office) -> None:
    scan = office.folder / f"{office.form('D4').stem}.pdf"
    scan.write_bytes(b"%PDF-1.7")
    office.collect(scan, "18/4/2022")

    shown = [line.split("│") for line in run(status, office, ALL_LATE).stdout.splitlines()]
    consolidated = run(consolidate, office, ALL_LATE).stdout.splitlines()

    assert [row[-2].strip() for row in shown if len(row) > 9 and row[1].strip() == "4"] == ["1"]
    assert "Có 3 điểm cần xem lại, kê trong theo-doi.xlsx, trang Cần xem." in consolidated


def test_a_book_that_is_open_in_excel_is_left_alone(office: Office) -> None:
    run(consolidate, office, ALL_LATE)
    owner_file = office.output / "tong-hop" / "~$so-lieu.xlsx"
    owner_file.touch()
    office.send("D4", "22/4/2022", {"sl_vb_2017": "5"})

    done = run(consolidate, office, ALL_LATE)

    assert done.exit_code == 1
    assert (
        f"{office.output / 'tong-hop' / 'so-lieu.xlsx'}: Tệp đang mở trong Excel hoặc LibreOffice nên chưa "
        "ghi bản mới. Đóng tệp rồi chạy lại; nếu không ai mở, xóa tệp “~$so-lieu.xlsx” bên cạnh."
    ) in done.stderr


@pytest.mark.parametrize(
    ("command", "option", "message"),
    [
        (status, "--as-of=31/02/2022", "--as-of: Không có ngày “31/02/2022” trong lịch."),
        (remind, "--deadline=mai", "--deadline: “mai” không phải là ngày viết theo kiểu ngày/tháng/năm."),
    ],
)
def test_a_day_that_is_none_is_wrong_usage(
    office: Office, command: click.Command, option: str, message: str
) -> None:
    error = run(command, office, option).exception
    assert isinstance(error, UsageError)
    assert str(error) == message


@pytest.mark.parametrize("command", [status, remind, consolidate])
def test_help_is_vietnamese_and_names_every_option(command: click.Command) -> None:
    text = CliRunner().invoke(command, ["--help"]).output
    for option in command.params:
        assert option.opts[-1] in text

"""The commands `status`, `remind` and `consolidate`: what the clerk types, reads and finds in the folder."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from unit_office import Office

from sokhet_docs.cli.tracking import consolidate, remind, status
from sokhet_docs.problems import UsageError

ALL_LATE = "--as-of=25/4/2022"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """A1 in time, C3 late by 3 days, D4 missing, B2 not yet due; told on 25/4/2022."""
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
        ["1", "A1", "Đảng bộ Sở Nội vụ", "20/04/22", "18/04/22", "Đúng hạn", "", "1"],
        ["2", "B2", "Chi bộ Báo Hà Tĩnh", "28/04/22", "", "Còn hạn", "", ""],
        ["3", "C3", "Chi bộ Thư viện tỉnh", "20/04/22", "22/04/22", "Nộp muộn", "3", "1"],
        ["4", "D4", "Đảng bộ Kho bạc Nhà nước", "20/04/22", "", "Quá hạn", "6", ""],
    ]
    assert closing.splitlines() == [
        "Muộn: số ngày. Bản: số lần gửi. Trống: số mục chưa viết. Xem: số điểm cần xem lại.",
        "2/4 đã nộp, thiếu: Chi bộ Báo Hà Tĩnh; Đảng bộ Kho bạc Nhà nước.",
        "Nộp muộn: Chi bộ Thư viện tỉnh (3 ngày).",
        "Quá hạn mà chưa nộp: 1 đơn vị. Đôn đốc bằng: sokhet-docs remind",
        f"Đã ghi: {office.output / 'tong-hop' / 'theo-doi.xlsx'}",
    ]


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
        "Hạn mới: chậm nhất ngày 28/04/2022.",
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
        f"Đã ghi: {folder / 'tong-hop.docx'}",
        f"Đã ghi: {folder / 'so-lieu.xlsx'}",
    ]
    assert (folder / "so-lieu.xlsx").is_file()


def test_a_folder_into_which_nothing_was_collected_is_said_aloud(tmp_path: Path) -> None:
    office = Office.open(tmp_path)
    done = run(remind, office, ALL_LATE)
    assert done.stderr == (
        f"Đến ngày này chưa thu tệp báo cáo nào vào {office.output}. Thu bằng: sokhet-docs collect\n"
    )


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

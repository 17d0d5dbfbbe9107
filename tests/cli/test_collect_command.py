"""The command `collect`: what the clerk types and reads."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sokhet_docs.cli.returns import collect
from sokhet_docs.outbox import read_forms
from sokhet_docs.problems import UsageError
from sokhet_docs.returns import VIETNAM
from sokhet_docs.returns.received import read_intake
from sokhet_docs.text.vietnamese import short_date
from tests.support.mails import mail_of
from tests.support.simulated_office import Office


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """An office whose four units were sent their forms; A1's has come back, and a scan that is nobody's."""
    office = Office.open(tmp_path)
    (tmp_path / "in").mkdir()
    office.fill("A1", "in/bao cao (2) final.docx", {"muc_1_1": "Đã làm."})
    (tmp_path / "in" / "scan.pdf").write_bytes(b"%PDF-1.7")
    return office


def run(office: Office, *words: str) -> Result:
    sources = ["--workbook", str(office.folder / "units.xlsx"), "--output", str(office.output)]
    return CliRunner().invoke(collect, [*sources, *words])


def rows_of(table: str) -> list[list[str]]:
    """Return the cells of every row of a printed table, those printed on several lines joined."""
    rows: list[list[str]] = []
    lines = iter(table.splitlines())
    next(line for line in lines if line[:1] in ("┡", "├"))  # below the header; on Windows lines are plain
    for line in lines:
        cells = [cell.strip() for cell in line.split("│")[1:-1]]
        if cells and cells[0]:
            rows.append(cells)
        elif cells:
            rows[-1] = [" ".join(both).strip() for both in zip(rows[-1], cells, strict=True)]
    return rows


def test_the_clerk_sees_whose_each_file_is_and_what_to_do_next(office: Office) -> None:
    done = run(office, str(office.folder / "in"), "--received", "18/4/2022")

    assert done.exit_code == 0, done.output
    table, _, closing = done.stdout.rpartition("┘\n")
    assert rows_of(table) == [
        ["bao cao (2) final.docx", "Đảng bộ Sở Nội vụ", "mã tệp", "18/4/2022", ""],
        [
            "scan.pdf", "chưa rõ", "", "18/4/2022",
            "Tệp PDF: không đọc nội dung, cần mở xem. Không tìm thấy mã hay tên đơn vị nào trong tệp.",
        ],
    ]  # fmt: skip
    assert closing.splitlines() == [
        "Nhận mới 2 tệp. Đến nay có tệp của 1/4 đơn vị.",
        "Còn 1 tệp chưa rõ của ai:",
        "  scan.pdf",
        "Cho biết bằng: sokhet-docs collect --assign scan.pdf=MÃ_ĐƠN_VỊ",
        "Không phải báo cáo thì gác lại: sokhet-docs collect --set-aside TỆP",
        "Xem đơn vị nào còn thiếu: sokhet-docs status",
    ]


def test_an_assignment_alone_needs_no_folder(office: Office) -> None:
    run(office, str(office.folder / "in"))

    done = run(office, "--assign", "scan.pdf=C3")

    assert done.exit_code == 0, done.output
    assert "chỉ định" in done.stdout
    assert done.stdout.splitlines()[-2:] == [
        "Nhận mới 0 tệp. Đến nay có tệp của 2/4 đơn vị.",
        "Xem đơn vị nào còn thiếu: sokhet-docs status",
    ]


def test_files_of_nobody_are_named_as_they_came_in_the_order_of_their_numbers(office: Office) -> None:
    for number in (10, 2):
        (office.folder / "in" / f"scan ({number}).pdf").write_bytes(b"%PDF-1.7 " + bytes([number]))

    done = run(office, str(office.folder / "in"))

    closing = done.stdout.splitlines()
    start = closing.index("Còn 3 tệp chưa rõ của ai:")
    assert closing[start + 1 : -1] == [
        "  scan (2).pdf",
        "  scan (10).pdf",
        "  scan.pdf",
        'Cho biết bằng: sokhet-docs collect --assign "scan (2).pdf=MÃ_ĐƠN_VỊ"',
        "Không phải báo cáo thì gác lại: sokhet-docs collect --set-aside TỆP",
    ]


def test_two_files_that_came_under_one_name_are_named_as_they_were_kept(office: Office) -> None:
    (office.folder / "in" / "khác").mkdir()
    (office.folder / "in" / "khác" / "scan.pdf").write_bytes(b"%PDF-1.4")

    done = run(office, str(office.folder / "in"))

    kept = [item.file for item in read_intake(office.output).unknown()]
    assert len(set(kept)) == 2
    assert [line.strip() for line in done.stdout.splitlines() if line.strip() in kept] == kept


def test_without_a_workbook_nothing_is_collected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in").mkdir()
    monkeypatch.chdir(tmp_path)

    error = CliRunner().invoke(collect, ["in"]).exception

    assert isinstance(error, UsageError)
    assert str(error).startswith(f"{tmp_path}: Không thấy data/units.xlsx hay units.xlsx ở thư mục này.")
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


def test_a_second_run_says_that_nothing_is_new(office: Office) -> None:
    run(office, str(office.folder / "in"), "--assign", "scan.pdf=C3")

    done = run(office, str(office.folder / "in"))

    assert done.stdout.splitlines() == [
        "2 tệp đã nhận từ trước, không chép lại.",
        "Nhận mới 0 tệp. Đến nay có tệp của 2/4 đơn vị.",
        "Xem đơn vị nào còn thiếu: sokhet-docs status",
    ]


def test_a_day_before_the_units_letter_was_made_is_a_warning(office: Office) -> None:
    made = read_forms(office.output).units["A1"][0].day

    early = run(office, str(office.folder / "in"), "--received", "18/4/2022")

    assert early.exit_code == 0
    assert early.stderr.splitlines() == [
        (
            "Cảnh báo: --received: Ngày 18/4/2022 sớm hơn ngày tạo văn bản gửi đơn vị: Đảng "
            f"bộ Sở Nội vụ ({short_date(made)}). Hãy xem lại ngày nhận đã ghi."
        ),
        "Tất cả: 1 cảnh báo.",
    ]


def test_a_day_on_which_the_units_letter_was_made_is_no_warning(office: Office) -> None:
    made = read_forms(office.output).units["A1"][0].day

    assert run(office, str(office.folder / "in"), "--received", short_date(made)).stderr == ""


def test_a_files_own_time_counts_only_when_the_clerk_says_so(office: Office) -> None:
    saved = office.form("A1").stat().st_mtime
    for path in (office.folder / "in").iterdir():
        os.utime(path, (saved, saved))

    run(office, str(office.folder / "in" / "scan.pdf"))
    run(office, str(office.folder / "in"), "--received", "file")

    scan, report = read_intake(office.output).returns
    assert scan.received == scan.collected
    assert report.received.timestamp() == pytest.approx(saved)
    assert (scan.time_doubt, report.time_doubt) == ("", "")


def test_a_files_own_time_before_its_form_was_sent_is_told(office: Office) -> None:
    report = office.folder / "in" / "bao cao (2) final.docx"
    saved = datetime(2022, 4, 10, 9, tzinfo=VIETNAM).timestamp()
    os.utime(report, (saved, saved))
    made = read_forms(office.output).units["A1"][0].day

    done = run(office, str(report), "--received", "file")

    ((*_, note),) = rows_of(done.stdout)
    assert note == (
        "Tệp ghi ngày lưu 10/4/2022, trước ngày có văn bản gửi đơn vị "
        f"({short_date(made)}); tính theo lúc thu."
    )


def test_a_day_for_files_that_came_before_changes_nothing_and_says_so(office: Office) -> None:
    run(office, str(office.folder / "in"))
    before = read_intake(office.output)

    done = run(office, str(office.folder / "in"), "--received", "file")

    assert read_intake(office.output) == before
    assert done.stdout.splitlines()[:2] == [
        "2 tệp đã nhận từ trước, không chép lại.",
        "Ngày nhận của các tệp ấy giữ nguyên; muốn đổi: sokhet-docs collect --received TỆP=NGÀY",
    ]


def test_the_plans_own_files_are_no_returns(office: Office) -> None:
    done = run(office, str(office.folder / "units.xlsx"))

    line = "units.xlsx: Đây là mẫu hoặc bảng đơn vị của kế hoạch, không phải báo cáo."
    assert f"Cảnh báo: {line}" in done.stderr.splitlines()
    assert read_intake(office.output).returns == ()


def test_a_folder_for_which_nothing_was_made_is_told(office: Office) -> None:
    elsewhere = office.folder / "khác"
    sources = ["--workbook", str(office.folder / "units.xlsx"), "--output", str(elsewhere)]

    done = CliRunner().invoke(collect, [*sources, str(office.folder / "in")])

    assert done.exit_code == 0
    assert f"Cảnh báo: {elsewhere}: Chưa có văn bản nào được tạo ở thư mục này." in done.stderr


def test_a_second_version_is_named(office: Office) -> None:
    run(office, str(office.folder / "in"), "--received", "18/4/2022")
    office.fill("A1", "in/lần hai.docx", {"muc_1_1": "Đã sửa."})

    done = run(office, str(office.folder / "in"), "--received", "19/4/2022")

    told = "Đảng bộ Sở Nội vụ: 2 bản, sau cùng là lần hai.docx; tính bản nào: xem sokhet-docs status."
    assert told in done.stdout.splitlines()


def test_a_folder_that_is_not_there_is_an_error_and_the_others_are_still_collected(office: Office) -> None:
    done = run(office, str(office.folder / "không có"), str(office.folder / "in"))

    assert done.exit_code == 1
    assert "không có: Không có tệp hoặc thư mục này." in done.stderr
    assert len(read_intake(office.output).returns) == 2


def test_quiet_is_quiet(office: Office) -> None:
    assert run(office, str(office.folder / "in"), "--quiet").output == ""


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "collect: Chưa cho biết thu từ đâu. Ví dụ: sokhet-docs collect thu-nhan"),
        (("--assign", "scan.pdf"), "--assign: “scan.pdf” chưa đúng. Hãy ghi: --assign TỆP=ĐƠN_VỊ"),
        (
            ("in", "--received", "04/15/2022"),
            "--received: “04/15/2022” có tháng 15; có lẽ ngày và tháng bị viết ngược.",
        ),
    ],
)
def test_a_command_that_cannot_be_is_a_usage_error(
    office: Office, words: tuple[str, ...], message: str
) -> None:
    done = run(office, *words)

    assert isinstance(done.exception, UsageError)
    assert str(done.exception) == message


def test_a_mail_without_a_file_is_shown_as_words_and_not_as_a_report(office: Office) -> None:
    date = "Mon, 18 Apr 2022 08:00:00 +0700"
    words = "Cơ quan có 25 đảng viên, họp 3 lần."
    for name, subject in (("a", "Sở Nội vụ"), ("b", "Trả lời")):
        mail = mail_of(date=date, subject=subject, words=words)
        (office.folder / "in" / f"{name}.eml").write_bytes(mail)

    done = run(office, str(office.folder / "in"), "--received", "18/4/2022")

    table, _, closing = done.stdout.rpartition("┘\n")
    only = "Thư chỉ có lời, không có tệp: chưa tính là báo cáo."
    nobody = "Không tìm thấy mã hay tên đơn vị nào trong tệp."
    assert [row for row in rows_of(table) if ".eml" in row[0]] == [
        ["a.eml › lời trong thư", "Đảng bộ Sở Nội vụ", "tên tệp", "18/4/2022", only],
        ["b.eml › lời trong thư", "chưa rõ", "", "18/4/2022", f"{only} {nobody}"],
    ]
    (unknown,) = [item for item in read_intake(office.output).unknown() if item.is_note]
    lines = closing.splitlines()
    assert lines[:2] == [
        "Nhận mới 2 tệp. Đến nay có tệp của 1/4 đơn vị.",
        "2 thư chỉ có lời, không có tệp: xem sokhet-docs status.",
    ]
    assert f"  {unknown.file} (b.eml › lời trong thư)" in lines

"""Ledgers that cannot be relied on: every command refuses and says what to do, and what it says works."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from sokhet_docs.outbox import FormLedger
from sokhet_docs.outbox.manifest import ManifestFile
from sokhet_docs.returns import intake_folder, read_intake
from sokhet_docs.returns.received import IntakeLedger
from sokhet_docs.tracking.reminder_ledger import ReminderLedger
from tests.support.commands import run
from tests.support.simulated_office import Office

ON = "--as-of=25/4/2022"
TRACKING = ("status", "remind", "consolidate")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """A1 has reported on 18/4/2022; the others were reminded on 22/4/2022."""
    office = Office.open(tmp_path)
    office.send("A1", "18/4/2022", {"muc_1_1": "Việc của A."}, name="a.docx")
    assert do(office, "remind", "--as-of=22/4/2022", "--number=15").exit_code == 0
    return office


def do(office: Office, name: str, *words: str) -> Result:
    sources = ["--workbook", str(office.folder / "units.xlsx"), "--output", str(office.output)]
    return run(name, *words, *sources)


def refusals(office: Office) -> set[str]:
    """Return what each command says that relies on what was sent and received; they all refuse."""
    done = [do(office, name, ON) for name in TRACKING] + [
        do(office, "collect", str(office.folder / "a.docx"))
    ]
    assert {one.exit_code for one in done} == {1}
    assert [one.stdout for one in done] == [""] * len(done)
    return {" ".join(one.stderr.split()) for one in done}


def gone(path: Path) -> None:
    path.unlink()


def zeroed(path: Path) -> None:
    path.write_bytes(bytes(500))


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:50])


def of_a_newer_version(path: Path) -> None:
    path.write_text(json.dumps(json.loads(path.read_bytes()) | {"format": 2, "new": 1}), encoding="utf-8")


DAMAGES = [gone, zeroed, cut]


@pytest.mark.parametrize("damage", DAMAGES)
def test_without_the_intake_ledger_nobody_counts_as_missing(
    office: Office, damage: Callable[[Path], None]
) -> None:
    damage(IntakeLedger.path(office.output))

    (told,) = refusals(office)
    assert f"Lỗi: {IntakeLedger.path(office.output).as_posix()}: " in told
    assert "Lập lại sổ từ các tệp ấy: sokhet-docs collect --rebuild" in told

    done = do(office, "collect", "--rebuild")
    assert done.exit_code == 0, done.output
    assert "Đã lập lại sổ từ 1 tệp trong bao-cao-nhan" in done.stderr
    assert "1/4 đã nộp" in do(office, "status", ON).stdout


def test_an_original_that_the_ledger_does_not_know_is_told(office: Office) -> None:
    old = IntakeLedger.path(office.output).read_bytes()
    office.send("C3", "19/4/2022", {"muc_1_1": "Việc của C."}, name="c.docx")
    IntakeLedger.path(office.output).write_bytes(old)

    done = do(office, "status", ON)
    assert done.exit_code == 1
    assert "Sổ nhận báo cáo chưa có 1 tệp đang nằm trong bao-cao-nhan (c3-c-" in done.stderr

    do(office, "collect", "--rebuild")
    assert "2/4 đã nộp" in do(office, "status", ON).stdout


@pytest.mark.parametrize("damage", DAMAGES)
def test_without_the_reminder_ledger_nobody_is_reminded_for_the_first_time_again(
    office: Office, damage: Callable[[Path], None]
) -> None:
    path = ReminderLedger.path(office.output)
    damage(path)

    for name in TRACKING:
        done = do(office, name, ON)
        assert (done.exit_code, done.stdout) == (1, "")
        assert f"Lỗi: {path.as_posix()}: " in done.stderr


@pytest.mark.parametrize("damage", DAMAGES)
def test_without_the_manifest_nothing_is_said_of_what_was_sent(
    office: Office, damage: Callable[[Path], None]
) -> None:
    path = ManifestFile.path(office.output)
    damage(path)

    (told,) = refusals(office)
    assert f"Lỗi: {path.as_posix()}: " in told
    assert "chạy lại sokhet-docs generate bằng đúng tệp Excel" in told

    assert do(office, "generate").exit_code == 0
    assert "1/4 đã nộp" in do(office, "status", ON).stdout


@pytest.mark.parametrize("ledger", [IntakeLedger, ManifestFile, FormLedger])
def test_a_ledger_of_a_newer_version_is_refused(office: Office, ledger: type[IntakeLedger]) -> None:
    of_a_newer_version(ledger.path(office.output))

    (told,) = refusals(office)
    assert f"{ledger.path(office.output).as_posix()}: Thư mục này do một bản sokhet-docs mới hơn ghi." in told


@pytest.mark.parametrize("name", ["../002.docx", "/etc/passwd", "C:\\002.docx"])
def test_a_manifest_that_leads_out_of_the_folder_is_refused(office: Office, name: str) -> None:
    path = ManifestFile.path(office.output)
    stored = json.loads(path.read_bytes())
    stored["files"][name] = next(iter(stored["files"].values()))
    path.write_text(json.dumps(stored), encoding="utf-8")

    (told,) = refusals(office)
    assert f"Lỗi: {path.as_posix()}: " in told


def test_a_journal_that_leads_out_of_the_folder_is_refused(office: Office) -> None:
    record = next(iter(json.loads(ManifestFile.path(office.output).read_bytes())["files"].values()))
    line = {"number": 9, "file": "../002.docx", "record": record}
    journal = ManifestFile.path(office.output).with_name("journal.jsonl")
    journal.write_text(json.dumps(line) + "\n", encoding="utf-8")

    (told,) = refusals(office)
    assert "Sổ theo dõi của thư mục kết quả bị hỏng nên không biết đã gửi gì cho đơn vị nào." in told


def test_the_clerk_chooses_a_version_and_sets_a_day(office: Office) -> None:
    office.fill("A1", "b.docx", {"muc_1_1": ""})
    do(office, "collect", str(office.folder / "b.docx"), "--received=19/4/2022")

    done = do(office, "collect", "--use", "b.docx", "--received", "b.docx=20/4/2022")

    assert done.exit_code == 0, done.output
    assert "Từ nay tính bản: b.docx." in done.stdout.splitlines()
    chosen = next(item for item in read_intake(office.output).returns if item.chosen)
    assert (chosen.original, f"{chosen.received:%d/%m/%Y}") == ("b.docx", "20/04/2022")
    assert (intake_folder(office.output) / chosen.file).is_file()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--use", "x.docx"), "Lỗi: --use: Chưa nhận tệp nào tên là “x.docx”."),
        (("--received", "x.docx=20/4/2022"), "Lỗi: --received: Chưa nhận tệp nào tên là “x.docx”."),
        (("--received", "a.docx="), "Lỗi: --received: “a.docx=” chưa đúng. Hãy ghi: --received TỆP=NGÀY"),
        (
            ("--received", "a.docx=1/1/2999"),
            "Lỗi: --received: Ngày nhận 01/01/2999 chưa đến. Hãy xem lại năm và tháng.",
        ),
        (
            ("--received", "a.docx=1/1/1800"),
            "Lỗi: --received: Ngày nhận 01/01/1800 không thể có. Hãy xem lại năm và tháng.",
        ),
        (
            ("--assign", "a.docx=Sở Không Có"),
            "Lỗi: --assign: Không có đơn vị nào là “Sở Không Có”. Ghi số thứ tự, mã hoặc một phần tên.",
        ),
        (
            ("--assign", "a.docx=A1", "--assign", "a.docx=A2"),
            "Lỗi: --assign: “a.docx” được ghi hai lần, khác nhau: A1, A2. Chỉ giữ lại một.",
        ),
        (("--use", "x.docx", "--use", "x.docx"), "Lỗi: --use: Chưa nhận tệp nào tên là “x.docx”."),
        (
            ("--received", "18/4/2022", "--received", "file"),
            (
                "Lỗi: --received: Chỉ ghi một ngày nhận cho cả lần thu, không phải 2. "
                "Riêng cho một tệp thì ghi: --received TỆP=NGÀY"
            ),
        ),
        (("--rebuild",), "Lỗi: --rebuild: Sổ nhận báo cáo còn nguyên, không lập lại."),
    ],
)
def test_a_decision_that_cannot_be_changes_nothing(
    office: Office, words: tuple[str, ...], message: str
) -> None:
    before = IntakeLedger.path(office.output).read_bytes()

    done = do(office, "collect", *words)

    assert done.exit_code == 2
    assert " ".join(done.stderr.split()) == f"{message} Tất cả: 1 lỗi."
    assert IntakeLedger.path(office.output).read_bytes() == before

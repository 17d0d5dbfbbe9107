"""The intake ledger: a lost one is refused and made anew from the originals, an intact one never is."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from sokhet_docs.problems import OutputError, UsageError
from sokhet_docs.returns import VIETNAM, CollectOptions, collect, intake_folder, read_intake
from sokhet_docs.returns.received import IntakeLedger
from tests.support.mails import mail_of
from tests.support.outbox_builder import docx_of, put_all
from tests.support.plans import COURT, LIBRARY, a_plan

PLAN = a_plan(COURT, LIBRARY)
SCAN = ("db01.pdf", b"%PDF-1.7")
REBUILD = CollectOptions(rebuild=True)


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """An output folder with the court's letter of 1/4/2022 and its scan, received by mail on 19/4/2022."""
    put_all(tmp_path / "output", {"001.docx": docx_of("Báo cáo")})
    mail = tmp_path / "thư.eml"
    mail.write_bytes(mail_of(SCAN, date="Tue, 19 Apr 2022 08:00:00 +0700"))
    collect(PLAN, tmp_path / "output", [mail])
    return tmp_path / "output"


def gone(ledger: Path) -> None:
    ledger.unlink()


def zeroed(ledger: Path) -> None:
    ledger.write_bytes(bytes(ledger.stat().st_size))


def emptied(ledger: Path) -> None:
    ledger.write_bytes(b"")


def of_nothing(ledger: Path) -> None:
    ledger.write_bytes(b"{}")


def without_its_returns(ledger: Path) -> None:
    said = json.loads(ledger.read_bytes())
    del said["returns"]
    ledger.write_text(json.dumps(said), encoding="utf-8")


@pytest.mark.parametrize(
    ("lose", "message"),
    [
        (gone, "Mất sổ nhận báo cáo, mà thư mục bao-cao-nhan còn 1 tệp đã nhận."),
        (zeroed, "Sổ nhận báo cáo bị hỏng; các tệp đã nhận vẫn còn nguyên."),
        (emptied, "Sổ nhận báo cáo bị hỏng; các tệp đã nhận vẫn còn nguyên."),
        (of_nothing, "Sổ nhận báo cáo bị hỏng; các tệp đã nhận vẫn còn nguyên."),
        (without_its_returns, "Sổ nhận báo cáo bị hỏng; các tệp đã nhận vẫn còn nguyên."),
    ],
)
def test_a_lost_ledger_is_refused_and_made_anew_from_the_originals(
    output: Path, lose: Callable[[Path], None], message: str
) -> None:
    (before,) = read_intake(output).returns
    ledger = IntakeLedger.path(output)
    lose(ledger)

    for read in (lambda: read_intake(output), lambda: collect(PLAN, output, [])):
        with pytest.raises(OutputError) as refused:
            read()
        hint = "Lập lại sổ từ các tệp ấy: sokhet-docs collect --rebuild"
        assert str(refused.value) == f"{ledger}: {message} {hint}"

    done = collect(PLAN, output, [], REBUILD)
    (item,) = done.added
    assert (item.unit_code, item.file, item.received) == ("DB01", before.file, before.received)
    assert read_intake(output).returns == (item,)
    assert [str(problem) for problem in done.problems] == [
        (
            f"{ledger}: Đã lập lại sổ từ 1 tệp trong bao-cao-nhan; ngày nhận lấy theo ngày "
            "của từng tệp; tên tệp lúc nhận, thư đã đem tệp đến (trừ thư có lời viết), "
            "đơn vị đã chỉ định (--assign), bản đã chọn (--use), tệp đã gác lại (--set-aside) không còn. "
            "Hãy xem lại bằng sokhet-docs status, chỗ nào sai thì chỉ định lại."
        )
    ]


def test_an_intact_ledger_is_never_made_anew(output: Path) -> None:
    before = IntakeLedger.path(output).read_bytes()

    with pytest.raises(UsageError, match="Sổ nhận báo cáo còn nguyên, không lập lại"):
        collect(PLAN, output, [], REBUILD)

    assert IntakeLedger.path(output).read_bytes() == before


def test_a_ledger_of_a_newer_version_is_never_made_anew(output: Path) -> None:
    IntakeLedger.path(output).write_text('{"format": 2, "returns": [], "more": 1}', encoding="utf-8")

    with pytest.raises(OutputError, match="do một bản sokhet-docs mới hơn ghi"):
        collect(PLAN, output, [], REBUILD)

    assert IntakeLedger.path(output).read_text(encoding="utf-8") == '{"format": 2, "returns": [], "more": 1}'


def test_an_older_ledger_learns_of_the_originals_that_it_lacks(output: Path, tmp_path: Path) -> None:
    ledger = IntakeLedger.path(output)
    old = ledger.read_bytes()
    (tmp_path / "cb02.pdf").write_bytes(b"%PDF-1.4")
    when = datetime(2022, 4, 20, tzinfo=VIETNAM)
    (late,) = collect(PLAN, output, [tmp_path / "cb02.pdf"], CollectOptions(received=when)).added
    ledger.write_bytes(old)

    done = collect(PLAN, output, [])

    (item,) = done.added
    assert (item.unit_code, item.file, item.received) == ("CB02", late.file, when)
    assert [problem.message.partition(";")[0] for problem in done.problems] == [
        "Lần thu trước bị ngắt hoặc sổ là bản cũ: đã ghi thêm vào sổ 1 tệp trong bao-cao-nhan"
    ]
    assert len(read_intake(output).returns) == 2


def test_an_original_that_was_changed_since_is_told(output: Path) -> None:
    (item,) = read_intake(output).returns
    kept = intake_folder(output) / item.file
    kept.write_bytes(b"%PDF-1.7 changed")
    IntakeLedger.path(output).unlink()

    problems = collect(PLAN, output, [], REBUILD).problems

    assert str(problems[0]) == (
        f"{kept}: Tệp này đã bị sửa hoặc hỏng sau khi nhận. Đối chiếu với tệp đơn vị gửi, rồi thu lại tệp ấy."
    )
    assert len(read_intake(output).returns) == 1


def test_a_rebuild_takes_in_what_somebody_put_among_the_originals(output: Path) -> None:
    (intake_folder(output) / "cb02.pdf").write_bytes(b"%PDF-1.4 by hand")
    (intake_folder(output) / "~$1.docx").write_bytes(b"owner file of Word")
    IntakeLedger.path(output).unlink()

    collect(PLAN, output, [], REBUILD)

    assert {item.unit_code for item in read_intake(output).returns} == {"DB01", "CB02"}
    assert len(read_intake(output).returns) == 2


def test_a_time_that_cannot_be_is_not_taken_over_into_a_new_ledger(output: Path) -> None:
    (item,) = read_intake(output).returns
    os.utime(intake_folder(output) / item.file, (4e9, 4e9))  # in the year 2096
    IntakeLedger.path(output).unlink()

    (again,) = collect(PLAN, output, [], REBUILD).added

    assert again.received == again.collected
    assert again.time_doubt == "Tệp ghi ngày lưu 02/10/2096, sau lúc thu; tính theo lúc thu."


def test_a_rebuild_credits_nobody_with_what_was_asked_about(output: Path) -> None:
    mail = output.parent / "lạ.eml"
    text = ("báo cáo.txt", "Mã báo cáo: SK02-2022/DB01\nBÁO CÁO\n1. Đã họp.".encode())
    mail.write_bytes(mail_of(text, date="Wed, 20 Apr 2022 08:00:00 +0700", subject="Chi bộ Thư viện tỉnh"))
    (asked,) = collect(PLAN, output, [mail]).added
    assert asked.unit_code is None
    IntakeLedger.path(output).unlink()

    again = {item.file: item for item in collect(PLAN, output, [], REBUILD).added}[asked.file]

    assert again.unit_code is None
    told = "Mã in là của Đảng bộ Tòa án nhân dân tỉnh, nhưng lúc nhận tệp này chưa rõ của ai. Hãy mở tệp xem "
    assert again.problems == (f"{told}của ai rồi chỉ định bằng --assign.",)


OUTSIDE = ["../x.pdf", "/etc/passwd", "C:/x.pdf", "..\\x.pdf", "a/../../x.pdf", "C:x.pdf", "", "x\0.pdf"]


@pytest.mark.parametrize("path", OUTSIDE)
@pytest.mark.parametrize("field", ["file", "reading"])
def test_a_path_that_leads_out_of_the_folder_is_refused(output: Path, field: str, path: str) -> None:
    if field == "reading" and not path:
        return  # not read
    edit_ledger(output, {field: path})

    with pytest.raises(OutputError, match="dẫn ra ngoài thư mục kết quả"):
        read_intake(output)


def edit_ledger(output: Path, entry: dict[str, Any]) -> None:
    """Change the one entry of the intake ledger."""
    ledger = IntakeLedger.path(output)
    stored = json.loads(ledger.read_bytes())
    stored["returns"][0] |= entry
    ledger.write_text(json.dumps(stored), encoding="utf-8")


@pytest.mark.skipif(os.name == "nt", reason="links need a right on Windows")
def test_a_link_that_leads_out_of_the_folder_is_refused(output: Path, tmp_path: Path) -> None:
    (item,) = read_intake(output).returns
    kept = intake_folder(output) / item.file
    kept.rename(tmp_path / "elsewhere.pdf")
    kept.symlink_to(tmp_path / "elsewhere.pdf")

    with pytest.raises(OutputError, match="dẫn ra ngoài thư mục kết quả"):
        read_intake(output)


@pytest.mark.parametrize("time", ["9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "2022-04-18T08:00:00"])
def test_a_time_that_no_ledger_holds_is_refused(output: Path, time: str) -> None:
    edit_ledger(output, {"received": time})

    with pytest.raises(OutputError, match="Sổ nhận báo cáo bị hỏng"):
        read_intake(output)


def test_without_the_manifest_of_the_letters_nothing_is_collected(output: Path) -> None:
    manifest = output / ".sokhet-docs" / "manifest.json"
    manifest.unlink()

    with pytest.raises(OutputError, match="Mất sổ theo dõi của thư mục kết quả, mà ở đây còn văn bản đã tạo"):
        collect(PLAN, output, [])


def test_an_empty_ledger_beside_originals_that_come_again_is_told(output: Path, tmp_path: Path) -> None:
    ledger = IntakeLedger.path(output)
    said = json.loads(ledger.read_bytes())
    ledger.write_text(json.dumps(said | {"returns": []}), encoding="utf-8")

    done = collect(PLAN, output, [tmp_path / "thư.eml"])

    assert [item.unit_code for item in done.added] == ["DB01"]
    assert [problem.message for problem in done.problems] == [
        "Sổ nhận báo cáo trống mà thư mục này đã có 1 tệp; đã nhận lại các tệp ấy."
    ]

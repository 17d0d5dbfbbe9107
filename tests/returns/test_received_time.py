"""When a file was received: by its mail, by the clerk's word, else when it was collected; never by guess."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from sokhet_docs.returns import VIETNAM, CollectOptions, Return, collect, intake_folder, read_intake
from tests.support.mails import mail_of
from tests.support.outbox_builder import docx_of, put_all
from tests.support.plans import COURT, LIBRARY, a_plan

PLAN = a_plan(COURT, LIBRARY)
SCAN = ("db01.pdf", b"%PDF-1.7")
IN_TIME = "Tue, 19 Apr 2022 22:30:00 +0000"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A folder whose output folder has the letter that the court was sent on 1/4/2022."""
    put_all(tmp_path / "output", {"001.docx": docx_of("Báo cáo")})
    return tmp_path


def only_return(office: Path, name: str, data: bytes, options: CollectOptions | None = None) -> Return:
    """Return what is noted of one file, last saved on 10/4/2022, that is collected now."""
    (office / name).write_bytes(data)
    saved = datetime(2022, 4, 10, 9, tzinfo=VIETNAM).timestamp()
    os.utime(office / name, (saved, saved))
    (item,) = collect(PLAN, office / "output", [office / name], options).added
    return item


def is_now(item: Return) -> bool:
    """Return whether ``item`` was received when it was collected, which was just now."""
    now = datetime.now(VIETNAM)
    return item.received == item.collected and now - timedelta(minutes=5) < item.received <= now


def test_a_mails_date_counts(office: Path) -> None:
    item = only_return(office, "thư.eml", mail_of(SCAN, date=IN_TIME))

    assert (item.received, item.time_doubt) == (datetime(2022, 4, 20, 5, 30, tzinfo=VIETNAM), "")


def test_a_copy_from_a_stick_came_when_it_was_collected(office: Path) -> None:
    item = only_return(office, *SCAN)

    assert is_now(item)
    assert item.time_doubt == ""


def test_a_files_own_time_counts_when_the_clerk_says_so(office: Path) -> None:
    item = only_return(office, *SCAN, CollectOptions(by_file_time=True))

    assert (item.received, item.time_doubt) == (datetime(2022, 4, 10, 9, tzinfo=VIETNAM), "")


@pytest.mark.parametrize(
    ("date", "doubt"),
    [
        ("Fri, 1 May 2099 08:00:00 +0700", "Thư ghi ngày gửi 01/5/2099, sau lúc thu; tính theo lúc thu."),
        ("Tue, 1 Jan 1980 00:00:00 +0700", "Thư ghi ngày gửi 01/01/1980, không thể có; tính theo lúc thu."),
        (
            "Thu, 31 Mar 2022 08:00:00 +0700",
            "Thư ghi ngày gửi 31/3/2022, trước ngày có văn bản gửi đơn vị (01/4/2022); tính theo lúc thu.",
        ),
        ("ngày mười tám", "Thư không ghi ngày gửi, hoặc ghi ngày không đọc được; tính theo lúc thu."),
        ("", "Thư không ghi ngày gửi, hoặc ghi ngày không đọc được; tính theo lúc thu."),
    ],
)
def test_a_mails_date_that_cannot_be_is_a_doubt(office: Path, date: str, doubt: str) -> None:
    item = only_return(office, "thư.eml", mail_of(SCAN, date=date))

    assert item.time_doubt == doubt
    assert is_now(item)


def test_a_mail_of_the_day_on_which_the_letter_was_made_is_believed(office: Path) -> None:
    item = only_return(office, "thư.eml", mail_of(SCAN, date="Fri, 1 Apr 2022 07:00:00 +0700"))

    assert (item.received.day, item.time_doubt) == (1, "")


def test_a_clock_a_few_minutes_ahead_is_no_doubt(office: Path) -> None:
    soon = datetime.now(VIETNAM) + timedelta(minutes=3)
    item = only_return(office, "thư.eml", mail_of(SCAN, date=f"{soon:%a, %d %b %Y %H:%M:%S %z}"))

    assert is_now(item)
    assert item.time_doubt == ""


def test_a_files_own_time_that_cannot_be_is_a_doubt(office: Path) -> None:
    path = office / SCAN[0]
    path.write_bytes(SCAN[1])
    os.utime(path, (0, 0))

    (item,) = collect(PLAN, office / "output", [path], CollectOptions(by_file_time=True)).added

    assert item.time_doubt == "Tệp ghi ngày lưu 01/01/1970, không thể có; tính theo lúc thu."
    assert is_now(item)


def test_a_forwarded_mails_own_date_is_told(office: Path) -> None:
    inner = mail_of(SCAN, date="Mon, 18 Apr 2022 08:00:00 +0700")
    outer = mail_of(("thư gốc.eml", inner), date="Thu, 21 Apr 2022 08:00:00 +0700")

    item = only_return(office, "chuyển tiếp.eml", outer)

    assert item.received == datetime(2022, 4, 21, 8, tzinfo=VIETNAM)
    assert item.time_doubt == (
        "Thư chuyển tiếp: thư gốc gửi ngày 18/4/2022, đang tính ngày chuyển tiếp 21/4/2022."
    )


def test_the_clerk_sets_the_day_of_a_file_that_came_before(office: Path) -> None:
    only_return(office, "thư.eml", mail_of(SCAN, date=""))
    when = datetime(2022, 4, 18, tzinfo=VIETNAM)

    done = collect(PLAN, office / "output", [], CollectOptions(received_of={"db01.pdf": when}))

    (item,) = done.dated
    assert (item.received, item.time_doubt) == (when, "")
    assert read_intake(office / "output").returns == (item,)
    kept = intake_folder(office / "output") / item.file
    assert kept.stat().st_mtime == when.timestamp()


def test_a_mail_given_to_a_unit_that_was_sent_nothing_by_then_is_a_doubt(office: Path) -> None:
    scan = ("scan.pdf", b"%PDF-1.4")
    (office / "thư.eml").write_bytes(mail_of(scan, date=IN_TIME))
    (unknown,) = collect(PLAN, office / "output", [office / "thư.eml"]).added
    assert (unknown.unit_code, unknown.received.date().day) == (None, 20)
    put_library_letter(office)

    (item,) = collect(PLAN, office / "output", [], CollectOptions(assign={"scan.pdf": "CB02"})).assigned

    assert item.received == unknown.collected
    assert item.time_doubt.startswith("Thư ghi ngày gửi 20/4/2022, trước ngày có văn bản gửi đơn vị (")


def put_library_letter(office: Path) -> None:
    """Make the letter of the library today."""
    from sokhet_docs.outbox import Entry, Outbox, Run

    entry = Entry(unit_code="CB02", unit_name="Chi bộ Thư viện tỉnh", documents=("Báo cáo",))
    with Outbox(office / "output", Run.now("HD36", {})) as outbox:
        outbox.put("002.docx", docx_of("Báo cáo của thư viện"), entry)

"""A workbook that was changed after the release: registers say what went out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import structs

from sokhet_docs.outbox import SentRecipient, Withdrawal
from sokhet_docs.plan import Recipient
from tests.printing.test_registers import BOTH, KEEPER, NAME, SUBJECT, THE_PLAN, TO_PLAN, enter, rows_of
from tests.support.plans import COURT, LIBRARY, a_unit
from tests.support.releases import COVER, OUTLINE, PLAN, a_letter, a_release, release

SENT = structs.replace(
    a_release(
        *map(a_letter, THE_PLAN.units),
        documents=(
            structs.replace(PLAN, code="KH", name=NAME),
            structs.replace(COVER, code="CV", name=SUBJECT),
            OUTLINE,
        ),
    ),
    issuer_code="ĐUK",
    recipients=tuple(
        SentRecipient(name=to.name, purpose=to.purpose, copies=to.copies) for to in THE_PLAN.recipients
    ),
)
CHANGED: dict[str, Any] = {
    "issuer": replace(THE_PLAN.issuer, code="ĐU"),
    "subject": replace(THE_PLAN.subject, occasion="khác hẳn"),
    "recipients": (Recipient(name="Ban Tổ chức Tỉnh ủy", purpose="báo cáo", copies=9),),
    "units": (LIBRARY,),
}
OUT = date(2022, 3, 25)
DIFFERS = "Tệp Excel khác lúc phát hành, ở đây theo lần phát hành: "


def test_numbers_names_recipients_and_units_are_those_of_the_release(tmp_path: Path) -> None:
    output, target = tmp_path / "output", tmp_path / "so.xlsx"
    release(output, SENT)
    written = enter(output, target, replace(THE_PLAN, **CHANGED))
    assert written.remarks == (
        DIFFERS + "ký hiệu cơ quan (ĐUK); nơi nhận của kế hoạch; 1 đơn vị đã gửi không còn trong danh sách "
        "(Đảng bộ Tòa án nhân dân tỉnh).",
    )
    both = "; ".join(reversed(BOTH.split("; ")))
    assert [row[:8] for row in rows_of(target, "Sổ đăng ký", 7)] == [
        ["05-KH/ĐUK", date(2022, 3, 20), NAME, "Nguyễn Trọng Vân", TO_PLAN, KEEPER, 5, OUT],
        ["15-CV/ĐUK", date(2022, 3, 24), SUBJECT, "Lê Thị Đài", both, KEEPER, 3, OUT],
    ]
    assert [row[1:4] for row in rows_of(target, "Sổ chuyển giao", 7)] == [
        ["05-KH/ĐUK", "Ban Dân vận Tỉnh ủy", ""],
        ["05-KH/ĐUK, 15-CV/ĐUK", "Chi bộ Thư viện tỉnh", ""],
        ["05-KH/ĐUK, 15-CV/ĐUK", "Đảng ủy Tòa án nhân dân tỉnh", ""],
    ]


def test_a_book_of_before_the_change_gets_nothing_twice(tmp_path: Path) -> None:
    output, target = tmp_path / "output", tmp_path / "so.xlsx"
    release(output, SENT)
    enter(output, target)
    before = target.read_bytes()
    assert enter(output, target, replace(THE_PLAN, **CHANGED)).known == 5
    assert target.read_bytes() == before


def test_units_that_came_later_count_for_nothing_that_went_out(tmp_path: Path) -> None:
    output, target, lists = tmp_path / "output", tmp_path / "so.xlsx", tmp_path / "ds.xlsx"
    release(output, SENT)
    newer = replace(THE_PLAN, units=(COURT, LIBRARY, a_unit("Chi bộ Mới", 3)))
    assert enter(output, target, newer, lists=lists).remarks == ()
    (plan, _) = rows_of(target, "Sổ đăng ký", 7)
    assert (plan[4], plan[6]) == (TO_PLAN, 5)
    assert "Chi bộ Mới" not in str(rows_of(lists, "Nơi nhận 05-KH-ĐUK"))


def test_each_round_has_the_code_of_its_own_time(tmp_path: Path) -> None:
    output, target = tmp_path / "output", tmp_path / "so.xlsx"
    later = structs.replace(
        SENT, number=2, day=date(2026, 6, 1), issuer_code="ĐU", letters=(a_letter(LIBRARY),)
    )
    release(output, SENT, later)
    enter(output, target)
    assert [row[0] for row in rows_of(target, "Sổ đăng ký", 7)] == ["05-KH/ĐUK", "15-CV/ĐUK", "15-CV/ĐU"]


def test_rows_of_a_release_that_was_taken_back_are_named(tmp_path: Path) -> None:
    output, target = tmp_path / "output", tmp_path / "so.xlsx"
    release(output, SENT)
    enter(output, target)
    back = structs.replace(SENT, withdrawn=Withdrawal(time=SENT.time, reason="sai số"))
    other = structs.replace(SENT.documents[1], number="16")
    again = structs.replace(SENT, documents=(SENT.documents[0], other, OUTLINE))
    release(output, back, again)
    written = enter(output, target)
    assert written.added == {"Sổ đăng ký văn bản đi": 1, "Sổ chuyển giao văn bản đi": 2}
    words = "văn bản đi còn dòng của lần phát hành đã thu hồi, hãy gạch bằng tay: "
    assert written.remarks == (
        f"Sổ đăng ký {words}Sổ đăng ký!dòng 8 (15-CV/ĐUK).",
        f"Sổ chuyển giao {words}Sổ chuyển giao!dòng 8 đến 9 (05-KH/ĐUK, 15-CV/ĐUK).",
    )

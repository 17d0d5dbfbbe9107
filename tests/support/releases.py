"""Releases in a few readable lines: a ledger as the command `release` leaves it, without its copies."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from sokhet_docs.outbox import Release, ReleaseLedger, SentDocument, SentLetter
from sokhet_docs.plan import Plan, Unit

DAY = date(2022, 3, 25)
PLAN = SentDocument(
    template="ke-hoach.docx", title="Kế hoạch", number="05", day=date(2022, 3, 20),
    authority="T/M BAN THƯỜNG VỤ", position="PHÓ BÍ THƯ", signatory="Nguyễn Trọng Vân",
)  # fmt: skip
COVER = SentDocument(
    template="cong-van.docx", title="Công văn yêu cầu báo cáo", number="15", day=date(2022, 3, 24),
    authority="T/L BAN THƯỜNG VỤ", position="CHÁNH VĂN PHÒNG", signatory="Lê Thị Đài",
)  # fmt: skip
OUTLINE = SentDocument(template="de-cuong.docx", title="Đề cương")


def a_letter(unit: Unit, *titles: str) -> SentLetter:
    """Return a letter to ``unit`` that holds the documents with ``titles``."""
    return SentLetter(
        file=f"{unit.number:03}.docx", sha256="0" * 64, unit_code=unit.code, unit_name=unit.name,
        documents=titles or (COVER.title, OUTLINE.title), addressee=unit.addressee,
        recipient_name=unit.recipient_name, address=unit.address, email=unit.email, copies=unit.copies,
    )  # fmt: skip


def a_release(
    *letters: SentLetter,
    number: int = 1,
    day: date = DAY,
    documents: Sequence[SentDocument] = (PLAN, COVER, OUTLINE),
    note: str = "",
) -> Release:
    """Return a release of ``letters`` on ``day``."""
    return Release(
        number=number, day=day, time=datetime(day.year, day.month, day.day, 8, tzinfo=UTC),
        folder=f"{day}-lan-{number}", note=note, documents=tuple(documents), letters=letters,
    )  # fmt: skip


def release(output: Path, *releases: Release) -> None:
    """Write the ledger of ``releases`` into the folder ``output``."""
    output.mkdir(parents=True, exist_ok=True)
    ReleaseLedger(releases=releases).write(output)


def release_all(plan: Plan, output: Path) -> None:
    """Write the ledger of one release that sent every unit of ``plan`` its letter."""
    release(output, a_release(*map(a_letter, plan.units)))

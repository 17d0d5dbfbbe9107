"""A plan → its distribution list: the lines under Nơi nhận, and the table of who gets how many copies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from sokhet_docs.plan.model import Plan, Recipient, Unit
from sokhet_docs.plan.rules import RuleSet
from sokhet_docs.text.vietnamese import match_key


@dataclass(frozen=True, slots=True)
class Delivery:
    """One row of the distribution list: one of the plan's own recipients, or a unit.

    ``number`` counts within its ``group``, the title above the row and its like.
    """

    number: int
    name: str
    person: str = ""
    address: str = ""
    copies: int = 1
    note: str = ""
    group: str = ""


def recipient_text(recipient: Recipient) -> str:
    """Return a recipient as Nơi nhận prints it: ``Ban Dân vận Tỉnh ủy (báo cáo)``, ``Lưu Văn phòng …``."""
    if match_key(recipient.purpose) == match_key("lưu"):
        return f"Lưu {recipient.name}"
    return f"{recipient.name} ({recipient.purpose})" if recipient.purpose else recipient.name


def archive_line(plan: Plan) -> str:
    """Return the last line under Nơi nhận of the issuing body's letters: ``Lưu Văn phòng Đảng ủy Khối``."""
    purpose = match_key("lưu")
    kept = [recipient for recipient in plan.recipients if match_key(recipient.purpose) == purpose]
    return recipient_text(kept[-1]) if kept else f"Lưu Văn phòng {plan.issuer.short}"


def recipient_lines(recipients: Sequence[Recipient], rule_set: RuleSet) -> list[str]:
    """Return the lines under Nơi nhận, each followed by the rule set's separator, the last by a full stop."""
    marks = [rule_set.recipient_separator] * (len(recipients) - 1) + ["."]
    return [recipient_text(recipient) + mark for recipient, mark in zip(recipients, marks, strict=False)]


def deliveries(plan: Plan) -> list[Delivery]:
    """Return the whole distribution list: the plan's own recipients, counted from 1, then every unit.

    A unit has its own number, by which its file is called too.
    """
    recipients = [_to_recipient(number, recipient) for number, recipient in enumerate(plan.recipients, 1)]
    return recipients + [_to_unit(unit, len(plan.units)) for unit in plan.units]


def _to_recipient(number: int, recipient: Recipient) -> Delivery:
    note = "" if recipient.copies else "Theo danh sách ở mục II"
    name = f"{recipient.name} ({recipient.purpose})" if recipient.purpose else recipient.name
    return Delivery(number, name, copies=recipient.copies, note=note, group="I. Nơi nhận của Kế hoạch")


def _to_unit(unit: Unit, units: int) -> Delivery:
    where = ", ".join(part for part in (unit.address, unit.email) if part)
    return Delivery(
        unit.number,
        " ".join(unit.addressee.split()),
        person=unit.recipient_name,
        address=where,
        copies=unit.copies,
        note=unit.note,
        group=f"II. Các đơn vị ({units} đơn vị)",
    )


def total_copies(rows: Sequence[Delivery]) -> int:
    """Return the number of copies of all rows."""
    return sum(row.copies for row in rows)


def delivery_table(
    rows: Sequence[Delivery],
) -> tuple[tuple[str, ...], list[tuple[str, ...]], tuple[int, ...]]:
    """Return the list as a table of texts: headers, rows with groups and total, the columns of numbers.

    A column that is empty in every row is left out.
    """
    headers = ("TT", "Nơi nhận", "Người nhận", "Địa chỉ", "Số bản", "Ghi chú")
    cells: list[tuple[str, ...]] = []
    for group, of_group in groupby(rows, key=lambda row: row.group):
        number, _, title = group.partition(". ")
        cells.append((number, title, "", "", "", ""))
        cells += [
            (str(row.number), row.name, row.person, row.address, str(row.copies or ""), row.note)
            for row in of_group
        ]
    cells.append(("", "Tổng số bản", "", "", str(total_copies(rows)), ""))
    used = [column for column in range(len(headers)) if any(row[column] for row in cells)]
    numeric = tuple(index for index, column in enumerate(used) if headers[column] in ("TT", "Số bản"))
    return tuple(headers[i] for i in used), [tuple(row[i] for i in used) for row in cells], numeric

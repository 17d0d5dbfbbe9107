"""A unit's missing report and its earlier reminders → the merge fields of the letter of reminder."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sokhet_docs.letters import cited_in_full, cited_letter, letter_number
from sokhet_docs.plan import Plan, RuleSet, archive_line, rule_set_of
from sokhet_docs.text.vietnamese import capitalize_first, joined, long_date
from sokhet_docs.tracking.reminder_ledger import ReminderLedger, Round
from sokhet_docs.tracking.status import days_late
from sokhet_docs.tracking.unit_status import Tracking, UnitStatus

_PARTY = ("Đảng bộ", "Chi bộ")  # kinds of units that are party organisations


class ReminderFields:
    """The merge fields of one round's letters."""

    def __init__(self, tracking: Tracking, ledger: ReminderLedger, this: Round) -> None:
        self._tracking, self._ledger, self._this = tracking, ledger, this
        self._rules = _rules_on(tracking.plan, this.day)

    def to_unit(self, status: UnitStatus) -> dict[str, Any]:
        """Return the fields of the letter to one unit."""
        unit = status.unit
        earlier = self._ledger.before(self._this, unit.code)
        specific = {
            "kinh_gui": unit.addressee,
            "don_vi": unit.committee,
            "han": unit.report_deadline,
            "ngay_gui": self._released_to([status]),
        }
        return self._fields([status], specific | self._rounds(earlier), together=False)

    def to_all(self, statuses: Sequence[UnitStatus]) -> dict[str, Any]:
        """Return the fields of the one letter to all of ``statuses``."""
        rounds = [self._ledger.before(self._this, status.unit.code) for status in statuses]
        party = all(status.unit.kind in _PARTY for status in statuses)
        everyone = "các đảng ủy, chi bộ cơ sở" if party else "các cơ quan, đơn vị"
        specific = {
            "kinh_gui": f"{capitalize_first(everyone)} (có danh sách kèm theo)",
            "don_vi": everyone,
            "han": self._tracking.plan.report_deadline,
            "ngay_gui": self._released_to(statuses),
        }
        return self._fields(statuses, specific | self._rounds(max(rounds, key=len)), together=True)

    def _released_to(self, statuses: Sequence[UnitStatus]) -> date | str:
        """Return the day on which the letters were released to all of these units; "" where there is none."""
        days = {status.sent for status in statuses if status.is_released}
        return min(filter(None, days), default="") if len(days) == 1 else ""

    def _rounds(self, earlier: Sequence[Round]) -> dict[str, Any]:
        cited = [cited_letter(self._tracking.plan, past.number, past.day) for past in earlier]
        if len(cited) > 1:
            cited = [f"{citation} (lần {number})" for number, citation in enumerate(cited, 1)]
        return {"lan": len(earlier) + 1, "lan_truoc": joined(cited, " và ")}

    def _fields(
        self, statuses: Sequence[UnitStatus], specific: dict[str, Any], *, together: bool
    ) -> dict[str, Any]:
        tracking, this, plan = self._tracking, self._this, self._tracking.plan
        letter = {
            "so_ky_hieu": letter_number(plan, this.number),
            "ngay_thang": f"{plan.issuer.place}, {long_date(this.day)}",
            "ngay": this.day,
            "chung": together,
            "han_moi": this.new_deadline,
            "da_nop": len(tracking.received),
            "tong": len(tracking.statuses),
            "con_thieu": len(tracking.not_received),
            "so_don_vi": len(this.units),
            "vien_dan": cited_in_full(plan, cited_letter(plan, this.number, this.day)),
            "dau": self._rules.recipient_separator,
            "luu": archive_line(plan),
            "danh_sach": [self._row(number, status) for number, status in enumerate(statuses, 1)],
        }
        return {"don_doc": letter | specific}

    def _row(self, number: int, status: UnitStatus) -> dict[str, Any]:
        unit = status.unit
        return {
            "stt": number,
            "ten": unit.name,
            "han": unit.report_deadline,
            "qua_han": days_late(unit.report_deadline, self._this.day),
            "lan": len(self._ledger.before(self._this, unit.code)) + 1,
        }


def _rules_on(plan: Plan, day: date) -> RuleSet:
    """Return the rule set in force on ``day``, unless the workbook names another one outright."""
    named = plan.rule_set != rule_set_of(plan.day, plan.year)
    return plan.rule_set if named else rule_set_of(day, day.year)

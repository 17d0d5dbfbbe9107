"""A plan and one of its units → the merge fields of `vocabulary` as plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any

from sokhet_docs.letters.citations import cited, cited_in_full, coded, number_after, short_body
from sokhet_docs.letters.cover_fields import cover_fields
from sokhet_docs.letters.outline_fields import outline_fields
from sokhet_docs.plan import (
    PLAN_TEXTS,
    Attendee,
    Conference,
    Document,
    Identity,
    Plan,
    Subject,
    Unit,
    asked_of,
    deliveries,
    recipient_lines,
    total_copies,
)
from sokhet_docs.text import vietnamese
from sokhet_docs.text.line_breaks import numbers_held
from sokhet_docs.text.vietnamese import field_name, joined, lower_first

Fields = Mapping[str, Any]
_COMMITTEES = {"Đảng bộ": "đảng ủy", "Chi bộ": "chi bộ"}


class PacketFields:
    """The merge fields of one plan's packets; what all units share is computed once."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._shared: Fields = plan_fields(plan)

    def of(self, unit: Unit) -> dict[str, Any]:
        """Return the fields of ``unit``'s packet."""
        return {
            **self._shared,
            "don_vi": _unit_fields(unit) | _open_days(self._plan, unit),
            "han": {**self._shared["han"], "bao_cao": unit.report_deadline},
            "cong_van": cover_fields(self._plan, unit),
            "hoi_nghi": {"co": unit.conference is not None, **_conference_fields(unit.conference)},
            "dinh_danh": _identity_fields(Identity(self._plan.code, unit.code)),
        }


def plan_fields(plan: Plan) -> dict[str, Any]:
    """Return the fields that are the same for every unit."""
    return {
        "han": {
            "bao_cao": plan.report_deadline,
            "hoi_nghi": plan.conference_deadline,
            "hoi_nghi_khoi": plan.issuer_conference.deadline,
        },
        "hoi_nghi_khoi": {
            "thoi_gian": conference_time(plan.issuer_conference),
            "dia_diem": plan.issuer_conference.place,
        },
        "ke_hoach": _document_fields(plan),
        "co_quan": _issuer_fields(plan),
        "so_ket": _subject_fields(plan.subject),
        "noi_nhan": _recipient_fields(plan),
        **outline_fields(asked_of(plan), plan.periods),
        **document_fields(plan),
        "the_thuc": {
            "ten": plan.rule_set.name,
            "dau": plan.rule_set.recipient_separator,
            "hai_mat": "Có" if plan.duplex else "Không",
        },
        "danh_sach": _list_fields(plan),
        "dinh_danh": _identity_fields(Identity(plan.code)),
    }


def document_fields(plan: Plan, document: Document | None = None) -> dict[str, Any]:
    """Return the fields that a document of the sheet Văn bản may have of its own; None: the plan's.

    A blank number is a gap: no two documents share one.
    """
    signatory = (document.signatory if document else None) or plan.signatory
    day = document.day if document and document.day else plan.day
    return {
        "nguoi_ky": {
            "quyen_han": signatory.authority,
            "chuc_vu": signatory.position,
            "ho_ten": signatory.name,
        },
        "van_ban": {
            "so": f"Số{number_after(document.number if document else '')}",
            "ngay_thang": place_and_day(plan, day),
        },
    }


def _subject_fields(subject: Subject) -> dict[str, str]:
    short, _, _ = subject.document.partition(",")
    whole, brief = _doing(subject.occasion, subject.document), _doing(subject.occasion, short)
    return {
        "dip": subject.occasion,
        "viec": subject.work,
        "noi_dung": whole,
        "noi_dung_gon": brief,
        "trich_yeu": f"{whole} về “{subject.title}”" if subject.title else whole,
        "van_ban": subject.document,
        "van_ban_gon": short,
        "loai_van_ban": short.partition(" số")[0],
        "ten_van_ban": subject.title,
        "can_cu": subject.basis,
    }


def _doing(occasion: str, document: str) -> str:
    return f"{occasion} thực hiện {document}" if document else occasion


def _unit_fields(unit: Unit) -> dict[str, Any]:
    custom = {field_name(header): value for header, value in unit.extra.items()}
    return custom | {
        "stt": unit.number,
        "ma": unit.code,
        "ten": unit.name,
        "ten_rieng": unit.own_name,
        "loai": unit.kind,
        "cap_uy": unit.committee,
        "cap_uy_tung_dong": unit.committee_lines,
        "ky_hieu": unit.committee_code,
        "quyen_han": unit.authority,
        "kinh_gui": unit.addressee,
        "so_ket": str(unit.review_form),
        "nguoi_nhan": unit.recipient_name,
        "email": unit.email,
        "dia_chi": unit.address,
        "so_ban": unit.copies,
        "ghi_chu": unit.note,
    }


def _open_days(plan: Plan, unit: Unit) -> dict[str, str]:
    """Return the blanks for the day of a unit's own letter; of a report due in another year, for the year."""
    year = plan.year if unit.report_deadline.year == plan.year else None
    return {
        "ngay_trong": vietnamese.open_day(plan.issuer.place, year),
        "ngay_trong_gon": vietnamese.open_short_day(year),
    }


def name_values(unit: Unit) -> dict[str, Any]:
    """Return the values that a file's name may be made of: the unit's fields by their dotted names."""
    return {f"don_vi.{name}": value for name, value in _unit_fields(unit).items()}


def _conference_fields(conference: Conference | None) -> dict[str, Any]:
    if conference is None:
        return {"thoi_gian": "", "dia_diem": "", "hinh_thuc": "", "thanh_phan": []}
    return {
        "thoi_gian": conference_time(conference),
        "dia_diem": conference.place,
        "hinh_thuc": str(conference.form or ""),
        "thanh_phan": [
            _attendee(number, attendee) for number, attendee in enumerate(conference.attendees, 1)
        ],
    }


def conference_time(conference: Conference) -> str:
    """Return when a conference is held, as an invitation writes it; "" while that is open."""
    time = conference.time
    if isinstance(time, datetime):
        return vietnamese.time_and_day(time)
    return vietnamese.day_with_weekday(time) if isinstance(time, date) else time or ""


def _attendee(index: int, attendee: Attendee) -> dict[str, Any]:
    count = "" if attendee.count is None else attendee.count
    return {"stt": index, "ten": attendee.name, "so_luong": count}


def _document_fields(plan: Plan) -> dict[str, Any]:
    custom = {field_name(label): value for label, value in plan.extra.items()}
    citation = cited(plan, "Kế hoạch", plan.number, "KH", plan.day)
    return custom | {
        "ma": plan.code,
        "so_ky_hieu": f"Số{coded(plan, plan.number, 'KH')}",
        "ngay_thang": place_and_day(plan, plan.day),
        "trich_yeu": _subject_fields(plan.subject)["trich_yeu"],
        "vien_dan": cited_in_full(plan, citation),
        "vien_dan_gon": citation,
        "nam": plan.year,
        "so": plan.number,
        "ngay": plan.day,
        "thanh_phan": _common_attendees(plan),
        **{name: plan.texts.get(name, "") for name in PLAN_TEXTS},
    }


def place_and_day(plan: Plan, day: date | None) -> str:
    """Return the line of place and date; with gaps for the day where it is None."""
    place = plan.issuer.place
    return f"{place}, {vietnamese.long_date(day)}" if day else vietnamese.open_day(place, plan.year)


def _common_attendees(plan: Plan) -> str:
    names = [each.name for each in plan.attendees if not each.unit and not each.of_issuer]
    return joined(lower_first(name) if index else name for index, name in enumerate(names))


def _issuer_fields(plan: Plan) -> dict[str, str]:
    issuer = plan.issuer
    return {
        "cap_tren": issuer.superior,
        "cap_uy": issuer.committee,
        "ten": issuer.body,
        "ten_gon": short_body(plan),
        "ten_ngan": issuer.body.removesuffix(issuer.committee).strip() or short_body(plan),
        "dang_bo": issuer.party_body,
        "ten_tat": issuer.short,
        "dang_bo_tat": issuer.party_short,
        "ky_hieu": issuer.code,
        "dia_danh": issuer.place,
        "dau_moi": issuer.through,
        "lien_he": numbers_held(issuer.contact),
    }


def _recipient_fields(plan: Plan) -> list[dict[str, Any]]:
    lines = recipient_lines(plan.recipients, plan.rule_set)
    return [
        {"stt": number, "ten": to.name, "de": to.purpose, "so_ban": to.copies, "dong": line}
        for number, (to, line) in enumerate(zip(plan.recipients, lines, strict=True), 1)
    ]


def _list_fields(plan: Plan) -> dict[str, Any]:
    holders = [unit for unit in plan.units if unit.conference]
    return {
        "hoi_nghi": _named_by_kind(holders),
        "don_vi": [_unit_row(unit) for unit in plan.units],
        "cac_don_vi": _all_units(plan.units),
        "so_don_vi": len(plan.units),
        "so_hoi_nghi": len(holders),
        "tong_so_ban": total_copies(deliveries(plan)),
    }


def _all_units(units: Sequence[Unit]) -> str:
    """Return what all units are called together: by their committees where each is a Party organisation."""
    kinds = {unit.kind for unit in units}
    known = [name for kind, name in _COMMITTEES.items() if kind in kinds]
    return f"các {', '.join(known)} cơ sở" if known and kinds <= _COMMITTEES.keys() else "các đơn vị"


def _named_by_kind(units: list[Unit]) -> list[dict[str, str]]:
    in_order = sorted(units, key=lambda unit: unit.kind != "Đảng bộ")
    groups = groupby(in_order, key=lambda unit: unit.kind)
    return [{"loai": kind, "ten": joined(unit.own_name for unit in group)} for kind, group in groups]


def _unit_row(unit: Unit) -> dict[str, Any]:
    return {
        "stt": unit.number,
        "ten": unit.name,
        "kinh_gui": unit.addressee,
        "nguoi_nhan": unit.recipient_name,
        "email": unit.email,
        "dia_chi": unit.address,
        "so_ban": unit.copies,
        "so_ket": str(unit.review_form),
        "han_bao_cao": unit.report_deadline,
        "ghi_chu": unit.note,
    }


def _identity_fields(identity: Identity) -> dict[str, str]:
    return {"ma": identity.identifier, "dau_trang": identity.bookmark, "hien_thi": identity.visible}

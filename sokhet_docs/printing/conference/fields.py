"""A conference and its guests → the merge fields of its papers, as `vocabulary` lists them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from sokhet_docs.letters import (
    cited,
    conference_time,
    document_fields,
    letter_number,
    place_and_day,
    plan_fields,
)
from sokhet_docs.plan import Guest, Plan, Unit, archive_line
from sokhet_docs.printing.conference.groups import Group, Meeting, seats_of, total_of, uncounted
from sokhet_docs.printing.conference.name_cards import fit_name, without_honorific
from sokhet_docs.text import vietnamese
from sokhet_docs.text.letter_widths import width_in_mm
from sokhet_docs.text.vietnamese import joined, match_key, or_dots
from sokhet_docs.vocabulary import GUEST_INVITATION_TEMPLATE

INVITATION_CODE = "GM"  # the type code of an invitation [S]
_BLANK_ROWS = 5  # of a group without names and without a number
BLANK_SHEET = 18  # rows of a page, where no guest and no group is known
_ADDRESSEE_WIDTH = 135  # mm: of the text's 165, less the label
_DOTS = "……………………………"


class ConferenceFields:
    """The merge fields of one conference's papers; what they share is computed once."""

    def __init__(self, plan: Plan, meeting: Meeting, groups: Sequence[Group]) -> None:
        self._meeting, self._groups = meeting, groups
        shared = plan_fields(plan)
        self._shared = shared | {
            "to_chuc": _of_unit(plan, meeting.unit) if meeting.unit else _of_issuer(plan, shared),
            "hoi_nghi": _conference(plan, meeting, shared["so_ket"]["noi_dung_gon"]),
        }

    def invitation(self, guest: Guest, number: int) -> dict[str, Any]:
        """Return the fields of the invitation to ``guest``, the conference's guest of that ``number``."""
        return self._shared | {"khach": _guest(guest, number)}

    def common_invitation(self) -> dict[str, Any]:
        """Return the fields of the one letter to all whom the roster counts and nobody has named."""
        nobody = dict.fromkeys(("stt", "ho_ten", "chuc_vu", "don_vi", "chuc_danh", "kinh_moi", "nhom"), "")
        rows = [
            {"ten": group.name, "so_luong": group.unnamed or ""} for group in unnamed_groups(self._groups)
        ]
        return self._shared | {"khach": {**nobody, "co": False, "xung_ho": "đồng chí", "thanh_phan": rows}}

    def sign_in(self) -> dict[str, Any]:
        """Return the fields of the sign-in sheet with its totals."""
        rows, first, groups = [], 1, self._groups or (Group(""),)
        for number, group in enumerate(groups, 1):
            rows.append(_group(group, number, first, alone=len(groups) == 1))
            first += len(rows[-1]["dai_bieu"])
        total = _counts(total_of(self._groups), self._groups)
        left_out = joined(uncounted(self._groups))
        return self._shared | {"diem_danh": {"nhom": rows, "tong": total, "chua_dinh": left_out}}

    def name_cards(self) -> dict[str, Any]:
        """Return the fields of the name cards: one for each guest who has not declined."""
        return self._shared | {"the_ten": [_card(guest) for guest in cards_for(self._groups)]}

    def programme(self) -> dict[str, Any]:
        """Return the fields of the programme."""
        items = [
            {"thoi_gian": _unbroken(item.time), "noi_dung": item.content, "thuc_hien": item.presenter}
            for item in self._meeting.programme
        ]
        return self._shared | {"chuong_trinh": items}


def unnamed_groups(groups: Sequence[Group]) -> list[Group]:
    """Return the lines of the roster that count more people than are named, or give names to nobody."""
    return [group for group in groups if group.on_roster and (group.unnamed or not group.named)]


def cards_for(groups: Sequence[Group]) -> list[Guest]:
    """Return the guests who get a name card, group by group."""
    return [guest for group in groups for guest in group.guests if guest.coming is not False]


def _of_issuer(plan: Plan, shared: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of the body that issues the plan; without a row of its own the letter has no day."""
    issuer, row = plan.issuer, plan.document_of(GUEST_INVITATION_TEMPLATE)
    signed = document_fields(plan, row)
    number, day = (row.number, row.day or plan.day) if row else ("", None)
    short = shared["co_quan"]["ten_gon"]
    return {
        "cap_tren": issuer.superior,
        "cap_uy": issuer.committee,
        "ten": issuer.body,
        "ten_gon": short,
        "so_ky_hieu": letter_number(plan, number, INVITATION_CODE),
        "ngay_thang": place_and_day(plan, day),
        "vien_dan": f"{cited(plan, 'Giấy mời', number, INVITATION_CODE, day)} của {short}",
        **signed["nguoi_ky"],
        "chu_tri": short,
        "lien_he": shared["co_quan"]["lien_he"],
        "ngay_trong": place_and_day(plan, None),
        "luu": archive_line(plan),
    }


def _of_unit(plan: Plan, unit: Unit) -> dict[str, Any]:
    """Return the fields of a unit, which numbers, dates and signs its letter by hand."""
    code = or_dots(unit.committee_code, "……")
    number = f"số{vietnamese.OPEN_NUMBER}-{INVITATION_CODE}/{code}"
    return {
        "cap_tren": plan.issuer.party_body,
        "cap_uy": unit.committee_lines,
        "ten": unit.committee,
        "ten_gon": unit.committee,
        "so_ky_hieu": vietnamese.capitalize_first(number),
        "ngay_thang": place_and_day(plan, None),
        "vien_dan": f"Giấy mời {number}, {vietnamese.open_short_day(plan.year)} của {unit.committee}",
        "quyen_han": or_dots(unit.authority, _DOTS),
        "chuc_vu": _DOTS,
        "ho_ten": _DOTS,
        "chu_tri": "",
        "lien_he": "",
        "ngay_trong": place_and_day(plan, None),
        "luu": f"Lưu {unit.committee}",
    }


def _conference(plan: Plan, meeting: Meeting, occasion: str) -> dict[str, Any]:
    held = meeting.conference
    level = "" if meeting.unit else f" cấp {plan.issuer.party_short}" if plan.issuer.party_short else ""
    return {
        "ten": f"Hội nghị {occasion}" if occasion else "",
        "ten_co_cap": f"Hội nghị{level} {occasion}" if occasion else "",
        "don_vi": meeting.unit.committee if meeting.unit else "",
        "thoi_gian": conference_time(held),
        "dia_diem": held.place,
        "hinh_thuc": str(held.form or ""),
        "han": held.deadline or "",
        "co_chuong_trinh": bool(meeting.programme),
    }


def _guest(guest: Guest, number: int) -> dict[str, Any]:
    address, name = without_honorific(guest.name)
    return {
        "co": True,
        "stt": number,
        "xung_ho": address,
        "ho_ten": name,
        "chuc_vu": guest.position,
        "don_vi": guest.body,
        "chuc_danh": _position_and_body(guest),
        "kinh_moi": _addressed(f"{address} {name}", _position_and_body(guest)),
        "nhom": guest.group,
        "thanh_phan": [],
    }


def _position_and_body(guest: Guest) -> str:
    """Return position and body in one; a body that the position names already stands there alone."""
    if match_key(guest.body) in match_key(guest.position):
        return guest.position
    return ", ".join(filter(None, (guest.position, guest.body)))


def _addressed(name: str, position: str) -> str:
    """Return name and position as one line of Kính mời, or as two where one would break anywhere."""
    if not position:
        return name
    line = f"{name}, {position}"
    return line if width_in_mm(line, 14) <= _ADDRESSEE_WIDTH else f"{name},\n{position}"


def _group(group: Group, number: int, first: int, *, alone: bool) -> dict[str, Any]:
    rows = [_row(guest, at) for at, guest in enumerate(group.guests, first)]
    unknown = _BLANK_ROWS if group.name else BLANK_SHEET
    blank = group.unnamed or (0 if group.named or group.expected == 0 else unknown)
    rows += [_row(None, at) for at in range(first + len(rows), first + len(rows) + blank)]
    name = group.name or ("Đại biểu" if alone else "Đại biểu khác")
    return {"so": _roman(number), "ten": name, **_counts(group, [group]), "dai_bieu": rows}


def _row(guest: Guest | None, number: int) -> dict[str, Any]:
    if guest is None:
        return {"stt": number, "ho_ten": "", "chuc_vu": "", "don_vi": "", "ghi_chu": ""}
    _, name = without_honorific(guest.name)
    note = "Báo vắng" if guest.coming is False else ""
    return {
        "stt": number,
        "ho_ten": name,
        "chuc_vu": guest.position,
        "don_vi": guest.body,
        "ghi_chu": note,
    }


def _counts(group: Group, parts: Sequence[Group]) -> dict[str, Any]:
    """Return the numbers of ``group``; what is missing or seated is the sum of its ``parts``."""
    return {
        "so_luong": "" if group.expected is None else group.expected,
        "co_ten": group.named,
        "nhan_loi": group.accepted,
        "bao_vang": group.declined,
        "chua_ro": group.unanswered,
        "chua_co_ten": sum(part.unnamed for part in parts),
        "so_cho": "" if (seats := seats_of(parts)) is None else seats,
    }


def _card(guest: Guest) -> dict[str, Any]:
    name = fit_name(guest.name)
    return {
        "co": name.points,
        "ten": name.text,
        "hoc_ham": name.titles,
        "chuc_vu": guest.position,
        "don_vi": guest.body if match_key(guest.body) not in match_key(guest.position) else "",
    }


def _unbroken(when: str) -> str:
    """Return ``when`` with its times in one piece each: a narrow column breaks between two of them."""
    return re.sub(r"(?<=\d) giờ (?=\d)", "\u00a0giờ\u00a0", when).replace(" – ", "\u00a0– ")


def _roman(number: int) -> str:
    tens, ones = divmod(number, 10)
    figures = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    return "X" * tens + figures[ones]

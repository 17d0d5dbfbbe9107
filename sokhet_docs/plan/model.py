"""The plan as one frozen value: who holds a conference, who reports by when, who is informed, who signs.

Everything that other modules need to know of a plan is here, already clean and typed, its blanks filled with
the plan's own defaults; nothing here knows of Excel or Word. None means that the workbook leaves it open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from sokhet_docs.plan.audience import Audience
from sokhet_docs.plan.outline import Figure, Period, Section
from sokhet_docs.plan.rules import RuleSet
from sokhet_docs.problems import Problem
from sokhet_docs.text.vietnamese import match_key, short_date
from sokhet_docs.vocabulary import CustomFields


class ReviewForm(StrEnum):
    """How a unit makes its review, in the words that the program knows: with a conference, or a report only.

    A plan may have other words (`Unit.review_form` is any text); only the first means a conference.
    """

    CONFERENCE = "Hội nghị"
    REPORT = "Báo cáo"


class ConferenceForm(StrEnum):
    """Whether a conference is held on its own or within another meeting."""

    SEPARATE = "Riêng"
    COMBINED = "Lồng ghép"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    """One line of a conference's list of attendees. ``unit`` is a unit's name; "" means every conference.

    ``of_issuer``: it is the conference of the body that issues the plan, and no unit's.
    """

    name: str
    unit: str = ""
    count: int | None = None
    of_issuer: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """One person who is invited to a conference by name; each text but the name may be "".

    ``name`` is as typed, titles included. ``body`` is where the guest comes from, ``group`` the line of the
    list of attendees that counts the guest. ``coming``: accepted (True), declined (False) or not known
    (None). ``conference`` is the name of the unit that holds it; "" means the body that issues the plan.
    """

    name: str
    position: str = ""
    body: str = ""
    group: str = ""
    coming: bool | None = None
    conference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeItem:
    """One line of a conference's programme: when (as typed, may be ""), what, by whom ("" is open).

    ``conference`` is as in `Guest`.
    """

    content: str
    time: str = ""
    presenter: str = ""
    conference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """One line of the plan's own Nơi nhận; ``purpose`` is why it gets the plan (báo cáo, lưu), or ""."""

    name: str
    purpose: str = ""
    copies: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One template of the packet: its file name, its title, and which units' packets it belongs to.

    ``number`` "", ``day`` None and ``signatory`` None: the plan's own.
    """

    template: str
    title: str
    audience: Audience
    number: str = ""
    day: date | None = None
    signatory: Signatory | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    """Who signs: quyền hạn (T/M …), chức vụ, họ tên."""

    authority: str
    position: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Conference:
    """A conference: when (a time, a day, words, or None), where ("" is open), how, before which day."""

    deadline: date | None
    time: datetime | date | str | None = None
    place: str = ""
    form: ConferenceForm | None = None
    attendees: tuple[Attendee, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One unit of the workbook, addressed and dated.

    ``number`` is the sheet's TT, else the row's number from 1. ``code`` is unique and never empty.
    ``committee`` is the body that the letter is for (Đảng ủy X, Chi bộ X), ``committee_lines`` the same with
    the line breaks of the workbook's cell; ``addressee`` is Kính gửi.
    ``conference`` is None for a unit that holds none. ``extra`` holds the clerk's own columns by header,
    in the sheet's order, each value as Excel shows it.
    """

    number: int
    code: str
    name: str
    review_form: str
    conference: Conference | None
    report_deadline: date
    kind: str
    own_name: str
    committee: str
    committee_lines: str
    committee_code: str
    authority: str
    addressee: str
    recipient_name: str = ""
    email: str = ""
    address: str = ""
    copies: int = 1
    note: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)

    def column(self, header: str) -> str:
        """Return what the row says in the column ``header``, blanks filled in; "" for an unknown column.

        A header matches by its match key; one of the clerk's own columns wins over a field of the program.
        """
        key = match_key(header)
        custom = next((text for name, text in self.extra.items() if match_key(name) == key), None)
        return custom or _shown(self, _FIELDS_BY_HEADER.get(key, ""))


_HEADERS = {
    "number": ("TT",), "code": ("Mã",), "name": ("Tên tổ chức đảng", "Tên đơn vị", "Đơn vị"),
    "review_form": ("Hình thức", "Hình thức sơ kết"), "kind": ("Loại",), "committee": ("Cấp ủy",),
    "committee_code": ("Ký hiệu",), "authority": ("Quyền hạn",), "addressee": ("Kính gửi",),
    "recipient_name": ("Người nhận",), "email": ("Email",), "address": ("Địa chỉ",), "copies": ("Số bản",),
    "note": ("Ghi chú",), "report_deadline": ("Hạn báo cáo",), "conference.time": ("Thời gian hội nghị",),
    "conference.place": ("Địa điểm hội nghị",), "conference.form": ("Hình thức hội nghị",),
}  # fmt: skip
_FIELDS_BY_HEADER = {match_key(header): name for name, headers in _HEADERS.items() for header in headers}


def _shown(unit: Unit, name: str) -> str:
    """Return the unit's field ``name`` (``conference.place``) as text; "" when there is none."""
    first, _, rest = name.rpartition(".")
    owner = unit.conference if first else unit
    value = getattr(owner, rest, None) if owner else None
    if isinstance(value, datetime):
        return f"{value:%H:%M} {short_date(value)}"
    return short_date(value) if isinstance(value, date) else str(value or "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """The body that issues the plan, under each of the names that letters use for it.

    For the sample: ``superior`` Đảng bộ tỉnh Hà Tĩnh (the letterhead's first line), ``committee`` Đảng ủy
    Khối các cơ quan và doanh nghiệp tỉnh (its second), ``body`` Ban Thường vụ Đảng ủy Khối … (who decides),
    ``party_body`` Đảng bộ Khối … (the first line of the units' letterheads), ``short`` Đảng ủy Khối,
    ``party_short`` Đảng bộ Khối, ``code`` ĐUK, ``place`` Hà Tĩnh, ``through`` Ban Tuyên giáo,
    ``contact`` a name and telephone or "", ``short_body`` Ban Thường vụ Đảng ủy Khối.
    """

    superior: str
    committee: str
    body: str
    party_body: str
    short: str
    party_short: str
    code: str
    place: str
    through: str = ""
    contact: str = ""
    short_body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is reviewed, and on which higher body's order; each of the texts may be "".

    ``occasion`` sơ kết 05 năm; ``work`` its first word or two (sơ kết, tổng kết, kiểm tra), as in "Hội nghị
    sơ kết"; ``document`` Nghị quyết số 02-NQ/TU, ngày 12/5/2017 của …; ``title`` its name without quotation
    marks; ``basis`` Kế hoạch số 72-KH/TU, ngày 11/3/2022 của … .
    """

    occasion: str
    document: str = ""
    title: str = ""
    basis: str = ""
    work: str = ""


PLAN_TEXTS = ("muc_dich", "luu_y_thanh_phan", "luu_y_hoi_nghi")
"""What a plan says in words of its own, which only its own document prints; each is ``ke_hoach.`` field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A whole workbook, read and valid. ``number`` "" and ``day`` None are blanks filled in by hand.

    ``guests`` and ``programme`` are those of all conferences, in the order of their sheets.
    ``report_deadline`` is None where every unit has its own. ``sections`` and ``figures`` are what the report
    form asks, ``periods`` the columns of its figures (none without figures). ``texts`` are words of the plan
    by the names of PLAN_TEXTS, ``extra`` the facts that the clerk added, by label, ``derived`` the names that
    nobody typed, by the label of their fact. ``duplex``: the documents are printed on both sides.
    """

    code: str
    number: str
    day: date | None
    year: int
    issuer: Issuer
    subject: Subject
    signatory: Signatory
    report_deadline: date | None
    conference_deadline: date | None
    issuer_conference: Conference
    rule_set: RuleSet
    units: tuple[Unit, ...]
    attendees: tuple[Attendee, ...]
    recipients: tuple[Recipient, ...]
    documents: tuple[Document, ...]
    sections: tuple[Section, ...] = ()
    figures: tuple[Figure, ...] = ()
    periods: tuple[Period, ...] = ()
    guests: tuple[Guest, ...] = ()
    programme: tuple[ProgrammeItem, ...] = ()
    extra: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    derived: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[Problem, ...] = ()
    duplex: bool = False

    def document_of(self, template: str) -> Document | None:
        """Return the first row of the sheet Văn bản for the file ``template``; None when there is none."""
        name = template.casefold()
        return next((document for document in self.documents if document.template.casefold() == name), None)

    def documents_for(self, unit: Unit) -> tuple[Document, ...]:
        """Return the documents of the sheet Văn bản that go to ``unit``, in the sheet's order."""
        return tuple(document for document in self.documents if document.audience.admits(unit))

    @property
    def custom_fields(self) -> CustomFields:
        """The columns and facts that the clerk added; every unit has all such columns."""
        return CustomFields(tuple(self.units[0].extra) if self.units else (), tuple(self.extra))

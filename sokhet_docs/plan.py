"""The plan as one frozen value: who holds a conference, who reports by when, who is told, who signs.

Everything that another room may ask of a plan is here, already clean, typed and with its blanks filled by
the plan's own defaults; nothing here knows of Excel or Word. None means that the workbook leaves it open.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from sokhet_docs.problems import Problem
from sokhet_docs.rules import RuleSet
from sokhet_docs.vocabulary import OwnNames

Copies = Annotated[int, Field(ge=0, le=10_000)]


class ReviewForm(StrEnum):
    """How a unit reviews: it holds a conference and reports, or it only reports."""

    CONFERENCE = "Hội nghị"
    REPORT = "Báo cáo"


class ConferenceForm(StrEnum):
    """Whether a conference is held on its own or within another meeting."""

    SEPARATE = "Riêng"
    COMBINED = "Lồng ghép"


class Audience(StrEnum):
    """Which units' packets a document goes into."""

    ALL = "Tất cả"
    CONFERENCE = "Hội nghị"
    REPORT = "Báo cáo"
    NONE = "Không gửi"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Attendee(_Frozen):
    """One line of a conference's roster. ``unit`` is a unit's name; "" means every conference."""

    name: str
    unit: str = ""
    count: int | None = None


class Recipient(_Frozen):
    """One line of the plan's own Nơi nhận; ``purpose`` is what it gets the plan for (báo cáo, lưu), or ""."""

    name: str
    purpose: str = ""
    copies: Copies = 1


class Document(_Frozen):
    """One template of the packet: its file name, its title, and whose packet holds it."""

    template: str
    title: str
    audience: Audience


class Signatory(_Frozen):
    """Who signs: quyền hạn (T/M …), chức vụ, họ tên."""

    authority: str
    position: str
    name: str


class Conference(_Frozen):
    """A conference: when (a moment, a day, words, or None), where ("" is open), how, before which day."""

    deadline: date | None
    time: datetime | date | str | None = None
    place: str = ""
    form: ConferenceForm | None = None
    attendees: tuple[Attendee, ...] = ()


class Unit(_Frozen):
    """One unit of the workbook, addressed and dated.

    ``number`` is the sheet's TT, else the row's rank from 1. ``code`` is unique and never empty.
    ``committee`` is whom the letter addresses as a body (Đảng ủy X, Chi bộ X); ``addressee`` is Kính gửi.
    ``conference`` is None for a unit that only reports. ``extra`` holds the clerk's own columns by header,
    in the sheet's order, each value as Excel shows it.
    """

    number: int
    code: str
    name: str
    review_form: ReviewForm
    conference: Conference | None
    report_deadline: date
    kind: str
    own_name: str
    committee: str
    committee_code: str
    authority: str
    addressee: str
    recipient_name: str = ""
    email: str = ""
    address: str = ""
    copies: Copies = 1
    note: str = ""
    extra: Mapping[str, str] = Field(default_factory=dict)


class Issuer(_Frozen):
    """The body that issues the plan, under each of the names that letters use for it.

    For the sample: ``superior`` Đảng bộ tỉnh Hà Tĩnh (the letterhead's first line), ``committee`` Đảng ủy
    Khối các cơ quan và doanh nghiệp tỉnh (its second), ``body`` Ban Thường vụ Đảng ủy Khối … (who decides),
    ``party_body`` Đảng bộ Khối … (the first line of the units' letterheads), ``short`` Đảng ủy Khối,
    ``party_short`` Đảng bộ Khối, ``code`` ĐUK, ``place`` Hà Tĩnh, ``through`` Ban Tuyên giáo,
    ``contact`` a name and telephone or "".
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


class Subject(_Frozen):
    """What is reviewed and on whose call.

    ``occasion`` sơ kết 05 năm; ``document`` Nghị quyết số 02-NQ/TU, ngày 12/5/2017 của …; ``title`` its name
    without quotation marks; ``basis`` Kế hoạch số 72-KH/TU, ngày 11/3/2022 của … .
    """

    occasion: str
    document: str
    title: str
    basis: str


class Plan(_Frozen):
    """A whole workbook, read and valid. ``number`` "" and ``day`` None are blanks filled in by hand."""

    code: str
    number: str
    day: date | None
    year: int
    issuer: Issuer
    subject: Subject
    signatory: Signatory
    report_deadline: date
    conference_deadline: date | None
    issuer_conference: Conference
    first_year: int
    last_year: int
    rule_set: RuleSet
    units: tuple[Unit, ...]
    attendees: tuple[Attendee, ...]
    recipients: tuple[Recipient, ...]
    documents: tuple[Document, ...]
    extra: Mapping[str, str] = Field(default_factory=dict)
    warnings: tuple[Problem, ...] = ()

    @property
    def own_names(self) -> OwnNames:
        """Return the columns and facts that the clerk added; every unit holds all such columns."""
        return OwnNames(tuple(self.units[0].extra) if self.units else (), tuple(self.extra))

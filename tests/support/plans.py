"""Plans in a few readable lines: the real one of 2022, cut down to the units that a test names."""

from __future__ import annotations

from datetime import date
from typing import Any

from sokhet_docs.plan import (
    EVERYONE,
    NOBODY,
    Attendee,
    Audience,
    Condition,
    Conference,
    Document,
    Issuer,
    Period,
    Plan,
    Recipient,
    ReviewForm,
    Signatory,
    Subject,
    Unit,
    rule_set_of,
)
from tests.support.sample_form import FIGURES, SECTIONS

# Where a number is written by hand: no-break spaces, so that a line cannot end within it.
GAP = "\u00a0" * 6
CONFERENCES = Audience((Condition("Hình thức", "Hội nghị"),))
ATTENDEES = (
    Attendee(name="Đại diện Ban Thường vụ Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh"),
    Attendee(name="Ủy viên BCH đảng bộ"),
    Attendee(name="Trưởng các đoàn thể"),
)


def a_unit(name: str, number: int = 1, *, conference: bool = False, **facts: Any) -> Unit:
    """Return a unit called ``name`` with the plan's own deadlines; ``facts`` override any attribute."""
    kind, own_name = name[:7].strip(), name[7:].strip()
    is_party = kind == "Đảng bộ"
    committee = f"Đảng ủy {own_name}" if is_party else name
    held = Conference(deadline=date(2022, 4, 15), attendees=ATTENDEES) if conference else None
    defaults: dict[str, Any] = {
        "number": number,
        "code": f"{'DB' if is_party else 'CB'}{number:02}",
        "name": name,
        "review_form": ReviewForm.CONFERENCE if conference else ReviewForm.REPORT,
        "conference": held,
        "report_deadline": date(2022, 4, 20),
        "kind": kind,
        "own_name": own_name,
        "committee": committee,
        "committee_code": "ĐU" if is_party else "CB",
        "authority": f"T/M {'ĐẢNG ỦY' if is_party else 'CHI BỘ'}",
        "addressee": committee,
    }
    said = defaults | facts
    return Unit(**({"committee_lines": said["committee"]} | said))


COURT = a_unit("Đảng bộ Tòa án nhân dân tỉnh", 1, conference=True)
LIBRARY = a_unit("Chi bộ Thư viện tỉnh", 2, email="thuvien@hatinh.example", copies=2)


def a_plan(*units: Unit, **facts: Any) -> Plan:
    """Return the plan of 2022 with ``units`` (none named: a court and a library); ``facts`` override."""
    defaults: dict[str, Any] = {
        "code": "SK02-2022",
        "number": "",
        "day": None,
        "year": 2022,
        "issuer": Issuer(
            superior="Đảng bộ tỉnh Hà Tĩnh",
            committee="Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh",
            body="Ban Thường vụ Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh",
            party_body="Đảng bộ Khối các cơ quan và doanh nghiệp tỉnh",
            short="Đảng ủy Khối",
            party_short="Đảng bộ Khối",
            code="ĐUK",
            place="Hà Tĩnh",
            through="Ban Tuyên giáo",
        ),
        "subject": Subject(
            work="sơ kết",
            occasion="sơ kết 05 năm",
            document="Nghị quyết số 02-NQ/TU, ngày 12/5/2017 của Ban Chấp hành Đảng bộ tỉnh",
            title="Tiếp tục nâng cao chất lượng quy chế dân chủ cơ sở",
            basis="Kế hoạch số 72-KH/TU, ngày 11/3/2022 của Ban Thường vụ Tỉnh ủy",
        ),
        "signatory": Signatory(authority="T/M BAN THƯỜNG VỤ", position="PHÓ BÍ THƯ", name="Nguyễn Trọng Vân"),
        "report_deadline": date(2022, 4, 20),
        "conference_deadline": date(2022, 4, 15),
        "issuer_conference": Conference(deadline=date(2022, 4, 30)),
        "sections": SECTIONS,
        "figures": FIGURES,
        "periods": tuple(Period(str(year), str(year)) for year in range(2017, 2022)),
        "rule_set": rule_set_of(None, 2022),
        "units": units or (COURT, LIBRARY),
        "attendees": ATTENDEES,
        "recipients": (
            Recipient(name="Ban Dân vận Tỉnh ủy", purpose="báo cáo"),
            Recipient(name="Các đảng ủy, chi bộ cơ sở", copies=0),
            Recipient(name="Văn phòng Đảng ủy Khối", purpose="lưu"),
        ),
        "documents": (
            Document(template="de-cuong.docx", title="Đề cương", audience=EVERYONE),
            Document(template="giay-moi.docx", title="Giấy mời", audience=CONFERENCES),
            Document(template="bao-cao.docx", title="Báo cáo", audience=EVERYONE),
            Document(template="giay-moi-khoi.docx", title="Giấy mời của Khối", audience=NOBODY),
        ),
    }
    return Plan(**(defaults | facts))

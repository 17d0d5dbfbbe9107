"""A dash, or dots, in a column of the program is a blank; in the clerk's own columns it is a text."""

from __future__ import annotations

from pathlib import Path

import pytest

from sokhet_docs.plan import Document, Plan, Recipient
from sokhet_docs.workbook import read_plan
from tests.support.workbook_builder import make_workbook, problems_of

DASHES = ["-", "–", "…", "......", "- - -"]
UNITS = """
TT | Mã | Tên đơn vị | Hình thức | Thời gian hội nghị | Địa điểm hội nghị | Hạn báo cáo | Kính gửi | Số bản | Khu vực
@ | @ | Đảng bộ A | Hội nghị | @ | @ | @ | @ | @ | @
2 | @ | Chi bộ B | Báo cáo | @ | @ | @ | @ | @ | Ven biển
"""  # noqa: E501 -- the header row
SHEETS = {
    "units": UNITS,
    "attendees": "Thành phần | Đơn vị | Số lượng\nBí thư | @ | @",
    "recipients": "Nơi nhận | Để | Số bản\nBan Dân vận | @ | @",
    "documents": "Mẫu | Tên | Gửi cho | Số\nbao-cao.docx | @ | Tất cả | @",
    "outline": "Mục | Tiêu đề | Gợi ý | Dành cho | Mã\n@ | Ưu điểm | @ | @ | @",
    "figures": "Nhóm | Chỉ tiêu | Đơn vị tính | Kiểu | Dành cho | Mã\nĐơn thư | Số đơn | @ | @ | @ | @",
}


def plan_with(folder: Path, mark: str) -> Plan:
    """Return the plan whose blanks are ``mark``, but that of the clerk's own column Khu vực."""
    sheets = {name: text.replace("@", mark) for name, text in SHEETS.items()}
    return read_plan(make_workbook(folder / "units.xlsx", None, **sheets))


@pytest.mark.parametrize("dash", DASHES)
def test_a_dash_in_a_column_of_the_program_is_a_blank(tmp_path: Path, dash: str) -> None:
    plan, blank = plan_with(tmp_path, dash), plan_with(tmp_path, "")
    assert [dict(unit.extra) for unit in plan.units] == [{"Khu vực": dash}, {"Khu vực": "Ven biển"}]
    for one, other in zip(plan.units, blank.units, strict=True):
        assert (one.code, one.number, one.addressee, one.conference, one.report_deadline, one.copies) == (
            (other.code, other.number, other.addressee, other.conference, other.report_deadline, other.copies)
        )
    assert plan.units[0].conference
    assert plan.units[0].conference.place == ""
    assert (plan.attendees, plan.recipients) == (blank.attendees, (Recipient(name="Ban Dân vận"),))
    assert plan.documents == (
        Document(template="bao-cao.docx", title="bao-cao", audience=blank.documents[0].audience),
    )
    assert (plan.sections, plan.figures, plan.warnings) == (blank.sections, blank.figures, ())


def test_a_dash_in_place_of_a_units_name_is_a_missing_name(tmp_path: Path) -> None:
    units = "Tên tổ chức đảng | Hình thức sơ kết\nĐảng bộ A | Hội nghị\n- | Báo cáo\nChi bộ C | …"
    assert problems_of(make_workbook(tmp_path / "units.xlsx", units=units)) == [
        "Đơn vị!A3: Chưa điền “Tên tổ chức đảng”.",
        (
            "Đơn vị!B4: Chưa điền “Hình thức sơ kết”: tính là Báo cáo."
            " Nếu đúng là Báo cáo thì chọn Báo cáo cho rõ."
        ),
    ]


def test_a_dash_in_the_column_of_groups_ends_the_group(tmp_path: Path) -> None:
    figures = "Nhóm | Chỉ tiêu\nĐơn thư | Số đơn\n | Số đơn tồn\n- | Diện tích"
    plan = read_plan(make_workbook(tmp_path / "units.xlsx", figures=figures))
    assert [figure.group for figure in plan.figures] == ["Đơn thư", "Đơn thư", ""]

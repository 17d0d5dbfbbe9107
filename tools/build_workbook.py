"""Build the sample workbook: the plan of 2022 and its units → ``data/units.xlsx``, the same bytes each time.

Run ``python -m tools.build_workbook`` after a change here or of the sample's data; a test holds the committed
file and this script together, part by part.
"""

from __future__ import annotations

from pathlib import Path

from tools.plan_workbook import PlanWorkbook, Values, build_workbook, numbered_units
from tools.sample_outline import figure_rows, outline_rows
from tools.sample_plan import ATTENDEES, DOCUMENTS, FACTS, GUIDE, RECIPIENTS, UNIT_COLUMNS
from tools.sample_units import CONFERENCE_UNITS, REPORT_UNITS

TARGET = Path(__file__).resolve().parent.parent / "data" / "units.xlsx"
TITLE = "DANH SÁCH ĐƠN VỊ VÀ KẾ HOẠCH SƠ KẾT"


def build() -> bytes:
    """Return the sample workbook as the bytes of an .xlsx file."""
    return build_workbook(
        PlanWorkbook(
            title=TITLE,
            guide=GUIDE,
            unit_columns=UNIT_COLUMNS,
            units=numbered_units([_unit(name) for name in (*CONFERENCE_UNITS, *REPORT_UNITS)]),
            facts=FACTS,
            attendees=ATTENDEES,
            recipients=RECIPIENTS,
            documents=DOCUMENTS,
            sections=outline_rows(),
            figures=figure_rows(),
        )
    )


def _unit(name: str) -> Values:
    return {
        "Tên tổ chức đảng": name,
        "Hình thức sơ kết": "Hội nghị" if name in CONFERENCE_UNITS else "Báo cáo",
    }


if __name__ == "__main__":
    TARGET.write_bytes(build())
    print(TARGET)

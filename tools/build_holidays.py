"""Build the table of Vietnam's public holidays → ``sokhet_docs/plan/public_holidays.json``.

Run ``python -m tools.build_holidays`` after an upgrade of the library ``holidays``; a test holds the
committed file and this script together.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from holidays.countries.vietnam import Vietnam

TARGET = Path(__file__).resolve().parent.parent / "sokhet_docs" / "plan" / "public_holidays.json"
YEARS = range(2000, 2051)


def build() -> str:
    """Return the table as JSON: the holiday's name by its day (2022-04-30), in order."""
    days = Vietnam(years=YEARS, language="vi")  # type: ignore[no-untyped-call]
    table = {day.isoformat(): name for day, name in sorted(days.items()) if day.year in YEARS}
    return json.dumps(table, ensure_ascii=False, indent=0) + "\n"


if __name__ == "__main__":
    TARGET.write_text(build(), encoding="utf-8")
    sys.stdout.write(f"{TARGET}\n")

"""Build what `init` begins with beside the sample: the kits and the blank workbook → ``data/``.

Run ``python -m tools.build_kits [FOLDER]`` after a change in `tools/kits` or of the sample's data: the same
bytes each time; a test holds the committed files and this script together, part by part.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path

from tools.kits.blank import BLANK
from tools.kits.quarterly_figures import QUARTERLY_FIGURES
from tools.kits.supervision import SUPERVISION
from tools.kits.ten_years import TEN_YEARS
from tools.plan_workbook import build_workbook
from tools.sample_plan import FACTS

# Name, what it is for, its plan; the sample is the workbook that is there already.
KITS = (
    (
        "so-ket",
        "Sơ kết 05 năm một nghị quyết: hội nghị ở bốn đơn vị, đề cương 6 phần, số liệu 5 năm, 66 đơn vị (kế hoạch thật "
        "của năm 2022, theo Hướng dẫn 36).",
        None,
    ),
    (
        "tong-ket",
        "Tổng kết 10 năm một chỉ thị: hội nghị ở ba đơn vị, đề cương 6 phần, số liệu 3 năm, 20 đơn vị, theo Hướng dẫn 05.",
        TEN_YEARS,
    ),
    (
        "kiem-tra",
        "Kiểm tra, giám sát chuyên đề: không có văn bản được sơ kết, chỉ có đề cương, có mục dành riêng cho đảng bộ, "
        "chi bộ, 12 đơn vị.",
        SUPERVISION,
    ),
    (
        "so-lieu",
        "Thu số liệu theo quý: chỉ có bảng số, có số thập phân và tỷ lệ %, 15 đơn vị gồm cả xã, trường, đoàn thể.",
        QUARTERLY_FIGURES,
    ),
)
# Words that only the sample's own plan has reason to say, beside its names and documents.
_SAMPLE_WORDS = ("Covid-19", "quy chế dân chủ")
_SAMPLE_FACTS = ("Mã kế hoạch", "Cơ quan ban hành", "Văn bản được sơ kết")
_DATA = Path(__file__).resolve().parent.parent / "data"


def main(folder: Path) -> None:
    """Write every file into ``folder``."""
    for name, content in files().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def files() -> Mapping[str, bytes]:
    """Return the content of every file by its path below the folder ``data``."""
    books = {f"kits/{name}/units.xlsx": build_workbook(plan) for name, _, plan in KITS if plan}
    return books | {
        "blank.xlsx": build_workbook(BLANK),
        "kits/kits.json": _json([_entry(name, purpose, plan is None) for name, purpose, plan in KITS]),
        "sample-words.json": _json(_sample_words()),
    }


def _entry(name: str, purpose: str, is_sample: bool) -> dict[str, str]:
    return {
        "name": name,
        "purpose": purpose,
        "workbook": "units.xlsx" if is_sample else f"kits/{name}/units.xlsx",
    }


def _sample_words() -> dict[str, object]:
    """Return by what the sample's plan is known, and the words that another plan has by mistake."""
    values = {label: str(value) for label, value, _ in FACTS if value}
    names = (
        values["Mã kế hoạch"],
        values["Địa danh"],
        values["Cấp ủy ban hành"].removeprefix("Đảng ủy "),
        values["Họ tên người ký"],
    )
    numbers = (values[label].split("số ")[1].split(",")[0] for label in ("Văn bản được sơ kết", "Căn cứ"))
    return {
        "facts": {label: values[label] for label in _SAMPLE_FACTS},
        "words": [*names, *numbers, *_SAMPLE_WORDS],
    }


def _json(value: object) -> bytes:
    return f"{json.dumps(value, ensure_ascii=False, indent=2)}\n".encode()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else _DATA)

"""One damaged input of a run is read or named, and hides no fault of the others."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sokhet_docs import check
from tests.support.clear_problems import assert_clear
from tests.support.docx_builder import docx, p, save, table
from tests.support.mutations import damaged
from tests.support.workbook_builder import make_workbook

pytestmark = pytest.mark.slow
SHEETS = {
    "units": """
        Tên tổ chức đảng | Hình thức sơ kết | Hạn báo cáo
        Chi bộ A | Báo cáo | 31/02/2022
        Chi bộ B | Báo cáo |""",
    "documents": """
        Mẫu | Tên | Gửi cho
        một.docx | Một | Tất cả
        hai.docx | Hai | Tất cả""",
}
GOOD = docx(
    p("Kính gửi: {{ don_vi.ten }}"),
    p("{%p for x in noi_nhan %}"),
    p("- {{ x.ten }}"),
    p("{%p endfor %}"),
    table(["Hạn", "{{ han.bao_cao|ngay }}"]),
    headers={"default": p("{{ don_vi.ma }}")},
)
FAULTY = docx(p("{{ don_vi.ten }}"), p("{% if %}"))
WRONG_DAY = (
    "units.xlsx, Đơn vị!C2: Không có ngày “31/02/2022” trong lịch. Viết ngày/tháng/năm, ví dụ 20/4/2022."
)
WRONG_TAG = "hai.docx, đoạn 2: {% if %}: thiếu tên trường hoặc giá trị. Hãy xem lại cách viết lệnh này."
EMPTY_FILE = "hai.docx: Tệp rỗng. Hãy lấy lại mẫu từ bản gốc."


@given(seed=st.integers(0, 2**32))
def test_a_damaged_template_hides_no_fault_of_the_others(tmp_path: Path, seed: int) -> None:
    workbook = make_workbook(tmp_path / "units.xlsx", None, **SHEETS)
    save(tmp_path, "một.docx", damaged(GOOD, seed))
    save(tmp_path, "hai.docx", FAULTY)

    found = check(workbook, tmp_path)

    assert_clear(found)
    assert {WRONG_DAY, WRONG_TAG} <= set(map(str, found))
    assert {problem.place.file for problem in found} <= {"units.xlsx", "một.docx", "hai.docx"}


@given(seed=st.integers(0, 2**32))
def test_a_damaged_workbook_hides_no_fault_of_a_template(tmp_path: Path, seed: int) -> None:
    workbook = make_workbook(tmp_path / "units.xlsx", None, **SHEETS)
    workbook.write_bytes(damaged(workbook.read_bytes(), seed))
    save(tmp_path, "một.docx", GOOD)
    save(tmp_path, "hai.docx", b"")

    found = check(workbook, tmp_path)

    assert_clear(found)
    assert EMPTY_FILE in map(str, found)
    assert {problem.place.file for problem in found} <= {"units.xlsx", "hai.docx"}

"""Gửi cho, Dành cho: which units something is for; a document's own number, day and signatory."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sokhet_docs.plan import Document, Plan, Signatory
from sokhet_docs.workbook import read_plan
from tests.support.workbook_builder import make_workbook, problems_of

UNITS = """
TT | Mã | Tên đơn vị | Hình thức tổng kết | Khu vực | Hình thức hội nghị | Số bản
1 | A | Đảng bộ A | Hội nghị | Miền núi | Lồng ghép | 2
2 | B | Chi bộ B | Báo cáo | Ven biển | | 1
3 | C | Trường C | Tự kiểm tra | Miền núi | | 1
4 | D | Chi bộ D | Báo cáo | Đô thị | | 2
"""


def plan_of(path: Path, documents: str, units: str = UNITS) -> Plan:
    return read_plan(make_workbook(path / "units.xlsx", units=units, documents=documents))


def codes(plan: Plan, document: Document) -> str:
    return "".join(unit.code for unit in plan.units if document.audience.admits(unit))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Tất cả", "ABCD"),
        ("tất  cả; Hội nghị", "ABCD"),
        ("KHÔNG GỬI", ""),
        ("Hội nghị", "A"),
        ("báo cáo", "BD"),
        ("Tự kiểm tra", "C"),
        ("Hình thức: Hội nghị", "A"),
        ("hình thức sơ kết: báo cáo", "BD"),
        ("Loại: chi bộ", "BD"),
        ("Khu vực: miền núi", "AC"),
        ("Khu vực: ven biển; khu vực: Đô thị", "BD"),
        ("Hội nghị; Khu vực: Ven biển", "AB"),
        ("Hình thức hội nghị: lồng ghép", "A"),
        ("Số bản: 2", "AD"),
        ("TT: 3; Mã: d", "CD"),
        ("Tên đơn vị: Trường C", "C"),
        ("Hạn báo cáo: 20/4/2022", "ABCD"),
    ],
)
def test_an_audience_is_said_in_the_words_of_the_units_sheet(tmp_path: Path, said: str, meant: str) -> None:
    documents = f"Mẫu | Gửi cho\na.docx | {said}\nb.docx | Tự kiểm tra"
    plan = plan_of(tmp_path, documents)
    assert codes(plan, plan.documents[0]) == meant
    assert plan.warnings == ()


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (
            "Ở xa",
            (
                "“Ở xa” không có trong danh sách. Chọn một trong: Tất cả, Hội nghị, Báo cáo, Tự kiểm tra,"
                " Không gửi; hoặc ghi Cột: giá trị."
            ),
        ),
        (
            "Miền núi",
            (
                "“Miền núi” không có trong danh sách. Có phải “Khu vực: Miền núi”? Chọn một trong: Tất cả,"
                " Hội nghị, Báo cáo, Tự kiểm tra, Không gửi; hoặc ghi Cột: giá trị."
            ),
        ),
        (
            "Khu vục: Miền núi",
            (
                "Trang “Đơn vị” không có cột “Khu vục”. Có phải “Khu vực”? Các cột: Mã, Tên đơn vị,"
                " Hình thức tổng kết, Hình thức hội nghị, Số bản, Loại, Khu vực."
            ),
        ),
        (
            "Khu vực: Miền nui",
            (
                "Không có đơn vị nào mà cột “Khu vực” là “Miền nui”. Có phải “Miền núi”?"
                " Các giá trị: Miền núi, Ven biển, Đô thị."
            ),
        ),
        (
            "B",
            (
                "“B” không có trong danh sách. Có phải “Mã: B”? Chọn một trong: Tất cả,"
                " Hội nghị, Báo cáo, Tự kiểm tra, Không gửi; hoặc ghi Cột: giá trị."
            ),
        ),
        (
            "Khu vực: Miền núi, ven biển",
            (
                "Không có đơn vị nào mà cột “Khu vực” là “Miền núi, ven biển”. Nhiều giá trị thì cách nhau"
                " bằng dấu chấm phẩy: “Khu vực: Miền núi; Khu vực: Ven biển”."
            ),
        ),
        (
            "Hội nghị, Báo cáo",
            (
                "“Hội nghị, Báo cáo” không có trong danh sách. Nhiều giá trị thì cách nhau bằng"
                " dấu chấm phẩy: “Hội nghị; Báo cáo”."
            ),
        ),
        (
            "A, B, Miền núi",
            (
                "“A, B, Miền núi” không có trong danh sách. Nhiều giá trị thì cách nhau bằng"
                " dấu chấm phẩy: “Mã: A; Mã: B; Khu vực: Miền núi”."
            ),
        ),
        ("Loại:", "Sau “Loại:” chưa có giá trị. Các giá trị: Đảng bộ, Chi bộ."),
        (
            "Hình thức:",
            "Sau “Hình thức:” chưa có giá trị. Các giá trị: Hội nghị, Báo cáo, Tự kiểm tra.",
        ),
        ("Không gửi; Báo cáo", "“Không gửi” không đi cùng nơi nhận khác. Chỉ ghi một trong hai."),
    ],
)
def test_a_wrong_audience_is_named_with_what_there_is(tmp_path: Path, said: str, message: str) -> None:
    documents = f"Mẫu | Gửi cho\na.docx | {said}\nb.docx | Tự kiểm tra"
    path = make_workbook(tmp_path / "units.xlsx", units=UNITS, documents=documents)
    assert problems_of(path) == [f"Văn bản!B2: {message}"]


@pytest.mark.parametrize(
    ("first", "second", "is_twice"),
    [
        ("Hội nghị", "Khu vực: Miền núi", True),
        ("Hội nghị", "Khu vực: Ven biển", False),
        ("Loại: Chi bộ", "Báo cáo", True),
        ("Loại: Chi bộ", "Tự kiểm tra", False),
    ],
)
def test_a_template_twice_is_decided_by_the_units(
    tmp_path: Path, first: str, second: str, is_twice: bool
) -> None:
    documents = f"Mẫu | Gửi cho\nbao-cao.docx | {first}\nbao-cao.docx | {second}\nb.docx | Tự kiểm tra"
    path = make_workbook(tmp_path / "units.xlsx", units=UNITS, documents=documents)
    said = (
        "Văn bản!A3: Mẫu “bao-cao.docx” đã có ở ô A2, cho cùng đơn vị nhận."
        " Xóa một dòng, hoặc sửa cột “Gửi cho”."
    )
    assert problems_of(path) == ([said] if is_twice else [])


def test_units_without_the_column_of_forms_only_report(tmp_path: Path) -> None:
    units = "Tên đơn vị\nĐảng bộ A\nChi bộ B"
    plan = plan_of(tmp_path, "Mẫu | Gửi cho\na.docx | Báo cáo\nb.docx | Hội nghị", units)
    assert [(unit.review_form, unit.conference) for unit in plan.units] == [("Báo cáo", None)] * 2
    assert [codes(plan, document) for document in plan.documents] == ["DB01CB01", ""]


def test_a_document_has_its_own_number_day_and_signatory(tmp_path: Path) -> None:
    documents = """
Mẫu | Tên | Gửi cho | Số | Ngày | Quyền hạn | Chức vụ | Họ tên
a.docx | A | Tất cả | 07 | 16/3/2022 | T/L BAN THƯỜNG VỤ | CHÁNH VĂN PHÒNG | Lê Văn Năm
b.docx | B | Tất cả | - | … | | BÍ THƯ |
c.docx | C | Tất cả | | | | |
d.docx | D | Tự kiểm tra
"""
    said = [(each.number, each.day, each.signatory) for each in plan_of(tmp_path, documents).documents]
    assert said == [
        (
            "07",
            date(2022, 3, 16),
            Signatory(authority="T/L BAN THƯỜNG VỤ", position="CHÁNH VĂN PHÒNG", name="Lê Văn Năm"),
        ),
        ("", None, Signatory(authority="T/M BAN THƯỜNG VỤ", position="BÍ THƯ", name="Nguyễn Trọng Vân")),
        ("", None, None),
        ("", None, None),
    ]


def test_a_documents_own_number_and_signatory_are_checked_as_the_plans(tmp_path: Path) -> None:
    documents = "Mẫu | Gửi cho | Số | Quyền hạn | Họ tên\na.docx | Tất cả | 7-GM | TL. BAN | TS. Lê Văn Năm"
    path = make_workbook(tmp_path / "units.xlsx", documents=documents)
    assert problems_of(path) == [
        (
            "Văn bản!C2: “7-GM” không phải là số của văn bản."
            " Chỉ ghi số, ví dụ 05; ký hiệu phía sau được ghi tự động."
        ),
        "Văn bản!D2: “TL.” là cách ghi của văn bản nhà nước. Văn bản của Đảng ghi T/M, K/T, T/L hoặc Q.",
        (
            "Văn bản!E2: “TS.” đứng trước họ tên người ký."
            " Văn bản của Đảng chỉ ghi họ và tên, không ghi học hàm, học vị, danh hiệu."
        ),
    ]

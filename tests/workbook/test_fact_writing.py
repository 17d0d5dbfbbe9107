"""Facts typed as in an old document: what templates print themselves is taken off, the rest asked about."""

from __future__ import annotations

from operator import attrgetter
from pathlib import Path

import pytest
from openpyxl import Workbook

from sokhet_docs.workbook import read_plan
from tests.support.workbook_builder import facts_with, make_workbook, problems_of


@pytest.mark.parametrize(
    ("label", "typed", "name", "value"),
    [
        ("Căn cứ", "Căn cứ Kế hoạch số 31-KH/TU;", "subject.basis", "Kế hoạch số 31-KH/TU"),
        ("Căn cứ", "Thực hiện Công văn số 5.", "subject.basis", "Công văn số 5"),
        ("Tên văn bản được sơ kết", "“Đẩy mạnh học tập”.", "subject.title", "Đẩy mạnh học tập"),
        ("Tên văn bản được sơ kết", '"Đẩy mạnh học tập."', "subject.title", "Đẩy mạnh học tập"),
        ("Tên văn bản được sơ kết", "“Học tập” và “làm theo”", "subject.title", "“Học tập” và “làm theo”"),
        ("Văn bản được sơ kết", "thực hiện Nghị quyết số 02", "subject.document", "Nghị quyết số 02"),
        ("Dịp", "sơ kết 05 năm thực hiện", "subject.occasion", "sơ kết 05 năm"),
        ("Dịp", "Sơ kết 05 năm", "subject.occasion", "sơ kết 05 năm"),
        ("Dịp", "Đại hội 05 năm", "subject.occasion", "Đại hội 05 năm"),
        ("Dịp", "sơ kết 05 năm.", "subject.occasion", "sơ kết 05 năm"),
        ("Đầu mối nhận báo cáo", "qua Ban Tuyên giáo", "issuer.through", "Ban Tuyên giáo"),
        ("Đầu mối nhận báo cáo", "Quan hệ công chúng", "issuer.through", "Quan hệ công chúng"),
        ("Địa danh", "Quảng Trị,", "issuer.place", "Quảng Trị"),
        ("Địa danh", "Quảng Trị, ngày", "issuer.place", "Quảng Trị"),
        ("Địa danh", "TP. Vinh", "issuer.place", "TP. Vinh"),
        ("Cấp ủy ban hành", "Đảng ủy Khối X.", "issuer.committee", "Đảng ủy Khối X"),
        ("Quyền hạn ký", "Q.", "signatory.authority", "Q."),
    ],
)
def test_what_the_templates_print_themselves_goes(
    tmp_path: Path, label: str, typed: str, name: str, value: str
) -> None:
    path = make_workbook(tmp_path / "units.xlsx", facts=facts_with({label: typed}))
    assert (attrgetter(name)(read_plan(path)), problems_of(path)) == (value, [])


@pytest.mark.parametrize("typed", ["(đã ký)", "Đã ký", "(Ký tên)", "ký, ghi rõ họ tên", "(để trống)"])
def test_what_is_no_signatory_is_an_error(tmp_path: Path, typed: str) -> None:
    path = make_workbook(tmp_path / "units.xlsx", facts=facts_with({"Họ tên người ký": typed}))
    assert problems_of(path) == [
        f"Kế hoạch!B22: “{typed}” không phải là họ tên người ký. Ghi họ tên, hoặc để trống."
    ]


def test_a_signatory_may_be_called_so(tmp_path: Path) -> None:
    path = make_workbook(tmp_path / "units.xlsx", facts=facts_with({"Họ tên người ký": "Kỳ Văn Ký"}))
    assert problems_of(path) == []


def test_several_bases_in_lines_are_asked_about(tmp_path: Path) -> None:
    def edit(book: Workbook) -> None:
        book["Kế hoạch"]["B15"] = "Căn cứ Kế hoạch số 31;\nCăn cứ Công văn số 5;"

    path = make_workbook(tmp_path / "units.xlsx", edit)
    assert problems_of(path) == [
        (
            "Kế hoạch!B15: “Căn cứ” có 2 dòng mở đầu như một căn cứ riêng, kế hoạch chỉ in thành một câu."
            " Viết thành một câu, chỉ nêu tên các văn bản, cách nhau bằng dấu phẩy."
        )
    ]

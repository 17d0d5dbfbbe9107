"""The distribution list: what is printed under Nơi nhận, who gets how many copies, as text and as files."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from sokhet_docs.letters.distribution_book import distribution_book
from sokhet_docs.letters.plan_documents import write_distribution
from sokhet_docs.plan import NOBODY, Document, Plan, Signatory
from sokhet_docs.plan.distribution import Delivery, deliveries, recipient_lines, total_copies
from sokhet_docs.plan.model import Recipient
from sokhet_docs.plan.rules import HD05, HD36, RuleSet
from sokhet_docs.problems import OutputError, UsageError
from tests.support.archives import read_parts
from tests.support.libreoffice import pages_of
from tests.support.plans import COURT, GAP, LIBRARY, a_plan


@pytest.mark.parametrize(
    ("rules", "lines"),
    [
        (
            HD36,
            ["Ban Dân vận Tỉnh ủy (báo cáo),", "Các đảng ủy, chi bộ cơ sở,", "Lưu Văn phòng Đảng ủy Khối."],
        ),
        (
            HD05,
            ["Ban Dân vận Tỉnh ủy (báo cáo);", "Các đảng ủy, chi bộ cơ sở;", "Lưu Văn phòng Đảng ủy Khối."],
        ),
    ],
)
def test_the_mark_behind_a_recipient_follows_the_rule_set(rules: RuleSet, lines: list[str]) -> None:
    assert recipient_lines(a_plan().recipients, rules) == lines


def test_one_recipient_and_none() -> None:
    assert recipient_lines([Recipient(name="Ban Tuyên giáo")], HD36) == ["Ban Tuyên giáo."]
    assert recipient_lines([], HD36) == []


def test_the_list_holds_the_plans_recipients_then_every_unit() -> None:
    rows = deliveries(a_plan(COURT, LIBRARY))
    own, units = "I. Nơi nhận của Kế hoạch", "II. Các đơn vị (2 đơn vị)"
    assert rows == [
        Delivery(1, "Ban Dân vận Tỉnh ủy (báo cáo)", group=own),
        Delivery(2, "Các đảng ủy, chi bộ cơ sở", copies=0, note="Theo danh sách ở mục II", group=own),
        Delivery(3, "Văn phòng Đảng ủy Khối (lưu)", group=own),
        Delivery(1, "Đảng ủy Tòa án nhân dân tỉnh", group=units),
        Delivery(2, "Chi bộ Thư viện tỉnh", address="thuvien@hatinh.example", copies=2, group=units),
    ]
    assert total_copies(rows) == 5


def rows_of(plan: Plan) -> list[list[object]]:
    book = load_workbook(io.BytesIO(distribution_book(plan)))
    return [[cell or "" for cell in row] for row in book["Nơi nhận"].iter_rows(values_only=True)]


def test_the_book_looks_as_the_list_on_paper_and_adds_the_copies_up_itself() -> None:
    assert rows_of(a_plan(COURT, LIBRARY)) == [
        ["ĐẢNG BỘ TỈNH HÀ TĨNH", "", "", "", "ĐẢNG CỘNG SẢN VIỆT NAM", "", "", ""],
        ["ĐẢNG ỦY KHỐI CÁC CƠ QUAN\nVÀ DOANH NGHIỆP TỈNH", *[""] * 7],
        ["*", *[""] * 7],
        [*[""] * 4, f"Hà Tĩnh, ngày{GAP}tháng{GAP}năm 2022", "", "", ""],
        ["DANH SÁCH NƠI NHẬN", *[""] * 7],
        [f"kế hoạch số{GAP}-KH/ĐUK, ngày{GAP}/{GAP}/2022 của Ban Thường vụ Đảng ủy Khối", *[""] * 7],
        ["-----", *[""] * 7],
        ["TT", "Nơi nhận", "Người nhận", "Địa chỉ, email", "Số bản", "Ngày nhận", "Ký nhận", "Ghi chú"],
        ["I", "Nơi nhận của Kế hoạch", *[""] * 6],
        [1, "Ban Dân vận Tỉnh ủy (báo cáo)", "", "", 1, "", "", ""],
        [2, "Các đảng ủy, chi bộ cơ sở", "", "", "", "", "", "Theo danh sách ở mục II"],
        [3, "Văn phòng Đảng ủy Khối (lưu)", "", "", 1, "", "", ""],
        ["II", "Các đơn vị (2 đơn vị)", *[""] * 6],
        [1, "Đảng ủy Tòa án nhân dân tỉnh", "", "", 1, "", "", ""],
        [2, "Chi bộ Thư viện tỉnh", "", "thuvien@hatinh.example", 2, "", "", ""],
        ["", "Tổng số bản", "", "", "=SUM(E9:E15)", "", "", ""],
        ["Danh sách này có 2 đơn vị; tổng số 5 bản.", *[""] * 7],
        [""] * 8,
        ["NGƯỜI LẬP", "", "", "", "T/M BAN THƯỜNG VỤ", "", "", ""],
        ["(ký, ghi rõ họ tên)", "", "", "", "PHÓ BÍ THƯ", "", "", ""],
        [""] * 8,
        ["", "", "", "", "Nguyễn Trọng Vân", "", "", ""],
    ]


def test_the_book_is_signed_by_whom_its_own_row_names() -> None:
    signatory = Signatory(authority="T/L BAN THƯỜNG VỤ", position="CHÁNH VĂN PHÒNG", name="Lê Thị Đài")
    own = Document(template="noi-nhan.docx", title="Nơi nhận", audience=NOBODY, signatory=signatory)
    plan = replace(a_plan(COURT), documents=(own,))
    assert [row[4] for row in rows_of(plan)[-4:] if row[4]] == [
        "T/L BAN THƯỜNG VỤ", "CHÁNH VĂN PHÒNG", "Lê Thị Đài",
    ]  # fmt: skip


def test_every_printed_page_has_the_headers_and_the_file_names_its_maker() -> None:
    content = distribution_book(a_plan(COURT))
    assert load_workbook(io.BytesIO(content))["Nơi nhận"].print_title_rows == "$8:$8"
    parts = read_parts(content)
    properties = parts["docProps/core.xml"] + parts["docProps/app.xml"]
    assert b"sokhet-docs" in properties
    assert b"penpyxl" not in properties
    created = load_workbook(io.BytesIO(content)).properties.created
    assert created is not None
    assert abs(datetime.now(UTC).replace(tzinfo=None) - created) < timedelta(days=1)


@pytest.mark.slow
@pytest.mark.parametrize("count", [2, 3, 4, 5, 12, 40])
def test_the_signature_stands_with_the_last_units_on_one_page(count: int, tmp_path: Path) -> None:
    units = [replace(COURT, number=at, code=f"DB{at:02}") for at in range(1, count + 1)]
    book = tmp_path / "noi-nhan.xlsx"
    book.write_bytes(distribution_book(a_plan(*units)))
    (pages,) = pages_of([book], tmp_path / "pdf")
    words = [" ".join(page.split()) for page in pages]
    assert "Đảng ủy Tòa án nhân dân tỉnh" in words[-1].partition("Tổng số bản")[0]
    assert words[-1].endswith("Nguyễn Trọng Vân")
    assert [page.split()[0] for page in pages[1:]] == [str(number) for number in range(2, len(pages) + 1)]
    assert not any(page.endswith(f"Các đơn vị ({count} đơn vị)") for page in words)
    assert [page.count("Ký nhận") for page in words] == [1] * len(pages)


def test_a_text_that_looks_like_a_formula_stays_a_text_in_the_sheet() -> None:
    sly = replace(LIBRARY, recipient_name="=1+1")
    sheet = load_workbook(io.BytesIO(distribution_book(a_plan(sly))))["Nơi nhận"]
    assert (sheet["C14"].value, sheet["C14"].data_type) == ("=1+1", "s")


def test_a_file_that_is_there_is_not_overwritten_unless_forced(tmp_path: Path) -> None:
    target = tmp_path / "noi-nhan.xlsx"
    target.write_bytes(b"mine")
    with pytest.raises(OutputError, match=r"Đã có tệp này. Đặt tên khác, hoặc thêm --force để ghi đè\."):
        write_distribution(a_plan(), tmp_path, target)
    assert target.read_bytes() == b"mine"
    write_distribution(a_plan(), tmp_path, target, force=True)
    assert load_workbook(target).sheetnames == ["Nơi nhận"]


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"Tên tệp phải có đuôi \.docx hoặc \.xlsx\."):
        write_distribution(a_plan(), tmp_path, tmp_path / "noi-nhan.pdf")


def test_the_letterhead_of_the_book_cuts_no_name() -> None:
    plan = a_plan(COURT)
    committee = "Đảng ủy phường Ngọc Lân tỉnh Hà Tĩnh"
    plan = replace(plan, issuer=replace(plan.issuer, committee=committee))
    sheet = load_workbook(io.BytesIO(distribution_book(plan)))["Nơi nhận"]
    lines = str(sheet["A2"].value).split("\n")
    assert " ".join(lines) == committee.upper()
    assert any("NGỌC LÂN" in line for line in lines), lines

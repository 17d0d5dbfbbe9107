"""Columns and facts under other words: used and told, asked about, or not read and told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from sokhet_docs.text.vietnamese import match_key
from sokhet_docs.workbook import COLUMNS, FACTS, read_plan
from sokhet_docs.workbook.columns import SHEETS, Column
from tests.support.six_formats import same_in_office_formats, same_in_quick_formats
from tests.support.workbook_builder import facts_with, make_workbook, problems_of

RENAME = "Nếu không đúng, hãy đổi tên."
ASKED = "Hãy đổi tên cột; không phải thì để yên."
SYNONYMS = [(column, word) for column in COLUMNS for word in column.synonyms]


@pytest.mark.parametrize(
    ("sheet", "columns"), SHEETS.items(), ids=[match_key(sheet).replace(" ", "_") for sheet in SHEETS]
)
def test_no_word_means_two_columns_of_a_sheet(sheet: str, columns: tuple[object, ...]) -> None:
    words = [match_key(word) for column in SHEETS[sheet] for word in column.all_headers]
    assert len(words) == len(set(words))
    assert len(columns) == len({column.name for column in SHEETS[sheet]})


def test_no_word_means_two_facts() -> None:
    words = [match_key(word) for fact in FACTS for word in fact.all_labels]
    assert len(words) == len(set(words))


def test_other_offices_words_are_read_and_told_in_one_line(tmp_path: Path) -> None:
    units = """
STT | Tên đơn vị | Hình thức | Giờ họp | Nơi họp | Hạn nộp | Nơi gửi | Họ và tên người nhận
7 | Đảng bộ A | Hội nghị | 08:00 13/4/2022 | Hội trường | 18/4/2022 | Đảng ủy A, Sở B | Ông Năm
"""
    path = make_workbook(tmp_path / "units.xlsx", units=units)
    for made in same_in_quick_formats(path, tmp_path):
        plan = read_plan(made)
        (unit,) = plan.units
        assert unit.conference is not None
        assert (unit.number, unit.addressee, unit.recipient_name) == (7, "Đảng ủy A, Sở B", "Ông Năm")
        assert (unit.conference.place, unit.report_deadline.day) == ("Hội trường", 18)
        assert (str(unit.conference.time), unit.extra) == ("2022-04-13 08:00:00", {})
        told = (
            "Cột được hiểu: “STT” (A1) là “TT”; “Giờ họp” (D1) là “Thời gian hội nghị”; “Nơi họp” (E1) là"
            " “Địa điểm hội nghị”; “Hạn nộp” (F1) là “Hạn báo cáo”; “Nơi gửi” (G1) là “Kính gửi”;"
            " “Họ và tên người nhận” (H1) là “Người nhận”."
        )
        assert [(warning.message, warning.hint) for warning in plan.warnings] == [(told, RENAME)]


@pytest.mark.parametrize(("column", "word"), SYNONYMS)
def test_every_synonym_of_a_units_column_is_read_as_it(tmp_path: Path, column: Column, word: str) -> None:
    headers = ["Tên đơn vị" if column.name != "name" else word, "Hình thức"]
    units = f"{' | '.join([*headers, *([word] if column.name != 'name' else [])])}\nChi bộ A | Báo cáo |"
    path = make_workbook(tmp_path / "units.xlsx", units=units, attendees="Thành phần | Đơn vị")
    plan = read_plan(path)
    assert [(unit.name, unit.extra) for unit in plan.units] == [("Chi bộ A", {})]
    assert [warning.message for warning in plan.warnings] == [
        f"Cột được hiểu: “{word}” ({'A' if column.name == 'name' else 'C'}1) là “{column.header}”."
    ]


def test_a_synonym_beside_the_columns_own_word_is_told_as_not_used(tmp_path: Path) -> None:
    units = "Tên đơn vị | Hình thức | Hạn nộp | Hạn báo cáo\nChi bộ A | Báo cáo | 18/4/2022 | 19/4/2022"
    path = make_workbook(tmp_path / "units.xlsx", units=units, attendees="Thành phần | Đơn vị")
    (unit,) = read_plan(path).units
    assert (unit.report_deadline.day, unit.extra) == (19, {"Hạn nộp": "18/4/2022"})
    assert problems_of(path) == [
        "Đơn vị!C1: Cột “Hạn nộp” không được tính: “Hạn báo cáo” lấy ở ô D1. Hãy xem lại cột nào đúng."
    ]


def test_two_synonyms_of_one_column_are_asked_about(tmp_path: Path) -> None:
    units = "Tên đơn vị | Hình thức | Hạn nộp | Thời hạn\nChi bộ A | Báo cáo | 18/4/2022 | 19/4/2022"
    path = make_workbook(tmp_path / "units.xlsx", units=units)
    assert problems_of(path)[0] == (
        "Đơn vị!C1: Có 2 cột cùng có thể là “Hạn báo cáo”: “Hạn nộp” (C1), “Thời hạn” (D1)."
        " Đổi tên cột đúng thành “Hạn báo cáo”."
    )


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("Thời hạn hoàn thành", "Hạn báo cáo"),
        ("Nộp trước ngày", "Hạn báo cáo"),
        ("Lịch họp của đơn vị", "Thời gian hội nghị"),
        ("Phòng họp", "Địa điểm hội nghị"),
        ("Đầu mối", "Người nhận"),
        ("Hộp thư công vụ", "Email"),
        ("Trụ sở", "Địa chỉ"),
        ("Ngày phải gửi", "Hạn báo cáo"),
        ("Gửi về trước ngày", "Hạn báo cáo"),
        ("Ngày nộp về Văn phòng", "Hạn báo cáo"),
        ("Chậm nhất", "Hạn báo cáo"),
        ("Thời gian nộp báo cáo", "Hạn báo cáo"),
        ("Ngày tổ chức dự kiến", "Thời gian hội nghị"),
        ("Hội nghị: ngày, giờ", "Thời gian hội nghị"),
        ("Nơi tổ chức hội nghị", "Địa điểm hội nghị"),
        ("Họp trực tuyến/trực tiếp", "Hình thức hội nghị"),
        ("Họ và tên", "Người nhận"),
        ("Họ, tên cán bộ phụ trách", "Người nhận"),
        ("Văn thư", "Người nhận"),
        ("Địa chỉ thư (email)", "Email"),
        ("Hòm thư công vụ", "Email"),
        ("Nơi gửi văn bản", "Kính gửi"),
        ("SL bản giấy", "Số bản"),
        ("Mã định danh", "Mã"),
        ("Loại hình tổ chức", "Loại"),
        ("Lưu ý", "Ghi chú"),
    ],
)
def test_a_column_that_is_like_a_missing_one_in_meaning_is_asked_about(
    tmp_path: Path, header: str, column: str
) -> None:
    units = f"Tên đơn vị | Hình thức | {header}\nChi bộ A | Báo cáo | x"
    path = make_workbook(tmp_path / "units.xlsx", units=units, attendees="Thành phần | Đơn vị")
    used = ", đang dùng hạn chung ở trang “Kế hoạch”" if column == "Hạn báo cáo" else ""
    assert problems_of(path) == [f"Đơn vị!C1: Không có cột “{column}”{used}. Có phải cột “{header}”? {ASKED}"]


@pytest.mark.parametrize("header", ["Hạn", "Hạn nộp BC", "Ngày nộp", "Nộp trước ngày", "Ngày phải gửi"])
def test_days_below_a_header_prove_that_it_is_the_deadline(tmp_path: Path, header: str) -> None:
    units = f"Tên đơn vị | Hình thức | {header}\nChi bộ A | Báo cáo | 18/4/2022\nChi bộ B | Báo cáo |"
    path = make_workbook(tmp_path / "units.xlsx", units=units, attendees="Thành phần | Đơn vị")
    for made in same_in_quick_formats(path, tmp_path):
        plan = read_plan(made)
        assert [unit.report_deadline for unit in plan.units] == [date(2022, 4, 18), date(2022, 4, 20)]
        assert [problem.message for problem in plan.warnings] == [
            f"Cột được hiểu: “{header}” (C1) là “Hạn báo cáo”."
        ]


@pytest.mark.parametrize(
    ("header", "cell"), [("Ngày gửi", "18/3/2022"), ("Hạn", "cuối tháng"), ("Hạn hoàn thành", "18/4/2022")]
)
def test_a_header_that_nothing_proves_to_be_the_deadline_is_asked_about(
    tmp_path: Path, header: str, cell: str
) -> None:
    units = f"Tên đơn vị | Hình thức | {header}\nChi bộ A | Báo cáo | {cell}"
    path = make_workbook(tmp_path / "units.xlsx", units=units, attendees="Thành phần | Đơn vị")
    assert problems_of(path) == [
        (
            "Đơn vị!C1: Không có cột “Hạn báo cáo”, đang dùng hạn chung ở trang “Kế hoạch”. "
            f"Có phải cột “{header}”? {ASKED}"
        )
    ]


@pytest.mark.parametrize("header", ["Hình thức hội nghị", "Hình thức tổ chức", "Hội nghị/Báo cáo"])
def test_forms_below_a_header_prove_that_it_is_the_form(tmp_path: Path, header: str) -> None:
    units = f"Tên đơn vị | {header}\nChi bộ A | Báo cáo\nChi bộ B | Hội nghị"
    path = make_workbook(tmp_path / "units.xlsx", units=units, attendees="Thành phần | Đơn vị\nBí thư |")
    for made in same_in_quick_formats(path, tmp_path):
        plan = read_plan(made)
        assert [unit.review_form for unit in plan.units] == ["Báo cáo", "Hội nghị"]
        assert [problem.message for problem in plan.warnings] == [
            f"Cột được hiểu: “{header}” (B1) là “Hình thức”."
        ]


OWN = (
    "Hạng", "Cụm thi đua", "Điện thoại", "Số lượng đảng viên", "Ký nhận", "Đã gửi", "Ngày nhận",
    "Doanh nghiệp", "Số hội nghị", "Giờ làm việc", "Mã số thuế", "Trạng thái gửi", "Số văn bản",
    "Hình thức gửi",
)  # fmt: skip


@pytest.mark.parametrize("header", OWN)
def test_a_column_of_the_clerks_own_is_not_asked_about(tmp_path: Path, header: str) -> None:
    units = f"Tên đơn vị | Hình thức | {header}\nChi bộ A | Báo cáo | x"
    path = make_workbook(tmp_path / "units.xlsx", units=units, attendees="Thành phần | Đơn vị")
    assert read_plan(path).units[0].extra == {header: "x"}
    assert problems_of(path) == []


@pytest.mark.parametrize(
    "header", ["Hội nghị/Báo cáo", "Hình thức tổ chức", "Báo cáo hay hội nghị", "Phương thức thực hiện"]
)
def test_a_column_that_may_be_the_missing_form_is_asked_about_once(tmp_path: Path, header: str) -> None:
    units = f"Tên đơn vị | {header} | Hình thức hội nghị\nChi bộ A | Báo cáo |"
    path = make_workbook(tmp_path / "units.xlsx", units=units, attendees="Thành phần | Đơn vị")
    for made in same_in_quick_formats(path, tmp_path):
        assert [problem.rpartition("!")[2] for problem in problems_of(made)] == [
            f"B1: Không có cột “Hình thức”. Có phải cột “{header}”? {ASKED}"
        ]


@pytest.mark.parametrize("header", ["Đơn vị báo cáo", "Tên các đảng bộ trực thuộc", "Cơ quan nhận"])
def test_a_column_that_may_be_the_missing_name_is_asked_about(tmp_path: Path, header: str) -> None:
    path = make_workbook(tmp_path / "units.xlsx", units=f"TT | {header} | Hình thức\n1 | Chi bộ A | Báo cáo")
    assert problems_of(path)[0] == (
        f"Đơn vị!B1: Thiếu cột “Tên tổ chức đảng”. Có phải cột “{header}”? Hãy đổi tên cột."
    )


def test_a_column_that_means_one_that_is_there_is_not_taken_for_another(tmp_path: Path) -> None:
    units = "Tên đơn vị | Hình thức | Hạn báo cáo | Ngày gửi\nChi bộ A | Báo cáo | 18/4/2022 | 20/3/2022"
    path = make_workbook(tmp_path / "units.xlsx", units=units, attendees="Thành phần | Đơn vị")
    assert problems_of(path) == []


def test_a_column_without_a_header_is_told(tmp_path: Path) -> None:
    units = "Tên đơn vị | Hình thức | | Cụm\nChi bộ A | Báo cáo | quan trọng | 1"
    path = make_workbook(tmp_path / "units.xlsx", units=units, attendees="Thành phần | Đơn vị")
    assert problems_of(path) == [
        "Đơn vị!C1: Cột C có chữ mà không có tiêu đề, không được đọc. Ghi tiêu đề cho cột, hoặc xóa chữ ở đó."
    ]


def hide_columns(book: Workbook) -> None:
    sheet = book["Đơn vị"]
    sheet.column_dimensions["C"].hidden = True
    sheet.column_dimensions["D"].hidden = True


UNITS = "Tên đơn vị | Hình thức | Ghi chú | Trống\nChi bộ A | Báo cáo | x |"
HIDDEN = ["Đơn vị: Có 1 cột ẩn vẫn được đọc: “Ghi chú” (C). Nếu không muốn dùng các cột này, hãy xóa hẳn."]


def test_a_hidden_column_that_is_used_is_told(tmp_path: Path) -> None:
    path = make_workbook(tmp_path / "units.xlsx", hide_columns, units=UNITS, attendees="Thành phần | Đơn vị")
    for made in same_in_quick_formats(path, tmp_path, with_csv=False):
        assert problems_of(made) == HIDDEN


def test_a_hidden_column_whose_header_is_merged_over_two_rows_is_told(tmp_path: Path) -> None:
    units = "Tên đơn vị | Hội nghị | | Ghi chú\n | Hình thức | Địa điểm |\nChi bộ A | Báo cáo | | x"

    def hide(book: Workbook) -> None:
        sheet = book["Đơn vị"]
        for area in ("A1:A2", "B1:C1", "D1:D2"):
            sheet.merge_cells(area)
        sheet.column_dimensions["D"].hidden = True

    path = make_workbook(tmp_path / "units.xlsx", hide, units=units, attendees="Thành phần | Đơn vị")
    assert read_plan(path).units[0].note == "x"
    assert problems_of(path)[-1] == HIDDEN[0].replace("(C)", "(D)")


@pytest.mark.slow
def test_hidden_columns_of_other_programs_files_are_told(tmp_path: Path) -> None:
    path = make_workbook(tmp_path / "units.xlsx", hide_columns, units=UNITS, attendees="Thành phần | Đơn vị")
    (made,) = same_in_office_formats([path], tmp_path)
    assert [problems_of(each) for each in made] == [HIDDEN, HIDDEN]


def test_a_tag_in_a_template_may_be_the_header_that_was_typed() -> None:
    from sokhet_docs.letters.templates import unit_aliases
    from sokhet_docs.vocabulary import CustomFields

    aliases = unit_aliases(CustomFields(("Trụ sở",), ("Địa điểm",)))
    assert (aliases["Hạn nộp"], aliases["STT"]) == ("han.bao_cao", "don_vi.stt")
    assert aliases["Địa điểm"] == "ke_hoach.dia_diem"  # a line that the clerk added wins
    assert {aliases[word] for column in COLUMNS for word in column.headers if column.field} == {
        column.field for column in COLUMNS if column.field
    }


@pytest.mark.parametrize("label", ["Hạn nộp", "Thời hạn báo cáo"])
def test_a_fact_under_another_label_is_read_and_told(tmp_path: Path, label: str) -> None:
    facts = facts_with({"Hạn báo cáo": None, label: "21/4/2022"})
    path = make_workbook(tmp_path / "units.xlsx", facts=facts)
    assert str(read_plan(path).report_deadline) == "2022-04-21"
    assert problems_of(path) == [f"Kế hoạch!A22: Mục được hiểu: “{label}” (A22) là “Hạn báo cáo”. {RENAME}"]


def test_an_empty_column_beside_one_of_its_meaning_is_asked_about(tmp_path: Path) -> None:
    units = """
Tên đơn vị | Hình thức | Thời gian hội nghị | Hạn báo cáo | Ngày phải gửi | Ghi chú
Chi bộ A | Báo cáo | | | 18/4/2022 |
Chi bộ B | Báo cáo | | | 19/4/2022 |
"""
    path = make_workbook(tmp_path / "units.xlsx", units=units, attendees="Thành phần | Đơn vị")
    for made in same_in_quick_formats(path, tmp_path):
        (problem,) = problems_of(made)
        assert problem.endswith(
            "E1: Cột “Hạn báo cáo” để trống, còn cột “Ngày phải gửi” có dữ liệu mà không được tính."
            " Nếu cùng một việc, hãy chép sang cột “Hạn báo cáo”; không phải thì để yên."
        )


def test_empty_columns_beside_others_are_no_problem(tmp_path: Path) -> None:
    units = """
Tên đơn vị | Hình thức | Hạn báo cáo | Địa chỉ | Ngày phải gửi | Số đảng viên
Chi bộ A | Báo cáo | | | | 5
"""
    path = make_workbook(tmp_path / "units.xlsx", units=units, attendees="Thành phần | Đơn vị")
    assert problems_of(path) == []


@pytest.mark.parametrize(
    ("header", "column"),
    [("Địa chi nhận thư", "Địa chỉ"), ("Kinh gửi tới", "Kính gửi"), ("Số bảng", "Số bản"), ("Emai", "Email")],
)
def test_a_misspelt_header_is_asked_about(tmp_path: Path, header: str, column: str) -> None:
    units = f"Tên đơn vị | Hình thức | {header}\nChi bộ A | Báo cáo | x"
    path = make_workbook(tmp_path / "units.xlsx", units=units, attendees="Thành phần | Đơn vị")
    assert problems_of(path) == [f"Đơn vị!C1: Không có cột “{column}”. Có phải cột “{header}”? {ASKED}"]


@pytest.mark.parametrize("header", ["Hạn", "Họ và tên", "Emai"])
def test_a_column_without_anything_in_it_is_not_asked_about(tmp_path: Path, header: str) -> None:
    units = f"Tên đơn vị | Hình thức | {header}\nChi bộ A | Báo cáo |"
    path = make_workbook(tmp_path / "units.xlsx", units=units, attendees="Thành phần | Đơn vị")
    assert problems_of(path) == []


@pytest.mark.parametrize("header", ["Hội nghị", "Tổ chức hội nghị", "Họp"])
def test_a_column_of_unknown_marks_about_a_conference_is_asked_about(tmp_path: Path, header: str) -> None:
    units = f"Tên đơn vị | {header}\nChi bộ A | lồng ghép\nChi bộ B | gộp"
    path = make_workbook(tmp_path / "units.xlsx", units=units, attendees="Thành phần | Đơn vị")
    assert problems_of(path) == [f"Đơn vị!B1: Không có cột “Hình thức”. Có phải cột “{header}”? {ASKED}"]

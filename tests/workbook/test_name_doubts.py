"""Names of units that are doubtful, each kind said in one line: no name, a remark, small letters, numbers."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from sokhet_docs.workbook import read_plan
from tests.support.six_formats import same_in_quick_formats
from tests.support.workbook_builder import make_workbook, problems_of

BARE_HINT = "Ghi đủ tên trong một ô; nếu tên đang ghi ở hai cột thì nối hai cột làm một."
REMARK_HINT = "Nếu chỉ ghi để nhớ thì chuyển sang cột “Ghi chú”; nếu là một phần của tên thì để yên."
NUMBERS_HINT = (
    "Tên tệp bắt đầu bằng số ấy nên sẽ xen nhau, và số không còn chỉ riêng một đơn vị."
    " Nếu cần thì đánh số liền từ đầu đến cuối; không thì để yên."
)


def units_of(path: Path, *names: str) -> Path:
    units = "Tên tổ chức đảng | Hình thức sơ kết\n" + "\n".join(f"{name} | Báo cáo" for name in names)
    return make_workbook(path / "units.xlsx", units=units, attendees="Thành phần | Đơn vị")


def test_a_name_in_two_columns_under_one_header_is_an_error(tmp_path: Path) -> None:
    def merge(book: Workbook) -> None:
        book["Đơn vị"].merge_cells("B1:C1")

    units = "TT | Tên đơn vị | | Hình thức\n1 | Đảng bộ | Sở Y tế | Báo cáo\n2 | Chi bộ | Quỹ B | Báo cáo"
    path = make_workbook(tmp_path / "units.xlsx", merge, units=units, attendees="Thành phần | Đơn vị")
    assert problems_of(path) == [
        "Đơn vị: Có 2 tên chỉ ghi loại tổ chức, thiếu tên đơn vị: B2 “Đảng bộ”; B3 “Chi bộ”. " + BARE_HINT,
        (
            "Đơn vị!C1: Tiêu đề “Tên đơn vị” gộp cả cột C, chữ ở đó không được đọc."
            " Nối chữ của các cột ấy vào một cột, hoặc bỏ gộp và ghi tiêu đề riêng cho từng cột."
        ),
    ]


def test_names_that_are_only_a_kind_are_one_error_in_every_format(tmp_path: Path) -> None:
    path = units_of(tmp_path, "Đảng bộ", "Đảng uỷ", "đảng bộ", "Chi bộ 1")
    for made in same_in_quick_formats(path, tmp_path / "made"):
        assert problems_of(made)[0].endswith(
            "Có 3 tên chỉ ghi loại tổ chức, thiếu tên đơn vị: "
            f"A2 “Đảng bộ”; A3 “Đảng uỷ”; A4 “đảng bộ”. {BARE_HINT}"
        )


def test_remarks_within_names_are_one_question(tmp_path: Path) -> None:
    names = (
        "Đảng bộ Sở Xây dựng (12 chi bộ)",
        "Đảng bộ Dược (sáp nhập từ 01/7/2025)",
        "Chi bộ Quỹ (mới thành lập)",
        "Đảng bộ Ban Quản lý Khu kinh tế (KKT)",
        "Chi bộ Trường Trung học phổ thông (cơ sở 2)",
    )
    path = units_of(tmp_path, *names)
    assert problems_of(path) == [
        (
            "Đơn vị: Có 3 tên kèm lời ghi, thư sẽ in cả lời ấy: "
            f"A2 “(12 chi bộ)”; A3 “(sáp nhập từ 01/7/2025)”; A4 “(mới thành lập)”. {REMARK_HINT}"
        )
    ]
    assert [unit.name for unit in read_plan(path).units] == list(names)


@pytest.mark.parametrize("remark", ["- đã giải thể", "– sáp nhập"])
def test_a_remark_that_a_unit_is_gone_is_an_error(tmp_path: Path, remark: str) -> None:
    assert problems_of(units_of(tmp_path, f"Đảng bộ Sở Ngoại vụ {remark}")) == [
        (
            f"Đơn vị!A2: Tên có ghi “{remark}”: chưa rõ còn gửi cho đơn vị này không."
            " Không gửi thì xóa dòng; còn gửi thì xóa lời ghi ấy."
        )
    ]


def test_names_in_small_letters_are_one_question(tmp_path: Path) -> None:
    path = units_of(tmp_path, "đảng bộ sở nội vụ", "chi bộ báo", "Đảng bộ Sở Y tế", "chi bộ Quỹ B")
    assert problems_of(path) == [
        (
            "Đơn vị: Có 2 tên viết toàn chữ thường, thư sẽ in đúng như vậy: A2 “đảng bộ sở nội vụ” "
            "(“Đảng bộ Sở Nội vụ”?); A3 “chi bộ báo” (“Chi bộ Báo”?). Nên gõ lại, viết hoa đúng quy định."
        )
    ]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Chi bộ Quỹ Đầu tư.", "Chi bộ Quỹ Đầu tư"),
        ("Chi bộ Quỹ Đầu tư .;", "Chi bộ Quỹ Đầu tư"),
        ("Chi bộ Công ty A Co., Ltd.", "Chi bộ Công ty A Co., Ltd."),
        ("Chi bộ các quỹ v.v.", "Chi bộ các quỹ v.v."),
    ],
)
def test_the_full_stop_behind_a_name_goes(tmp_path: Path, typed: str, name: str) -> None:
    path = units_of(tmp_path, typed)
    assert ([unit.name for unit in read_plan(path).units], problems_of(path)) == ([name], [])


def test_numbers_that_begin_again_in_each_group_are_told_once(tmp_path: Path) -> None:
    rows = (
        "I | Khối A\n1 | Đảng bộ A\n2 | Đảng bộ B\nII | Khối B\n1 | Đảng bộ C\n2 | Đảng bộ D\n2 | Đảng bộ E"
    )
    path = make_workbook(
        tmp_path / "units.xlsx", units=f"TT | Tên tổ chức đảng\n{rows}", attendees="Thành phần"
    )
    assert problems_of(path)[-1:] == [
        f"Đơn vị: Có 3 đơn vị mang số thứ tự đã có ở trên: dòng 6–8. {NUMBERS_HINT}"
    ]


@pytest.mark.parametrize("advance", ["| Báo cáo", "DB0 | Báo cáo"])
def test_rows_numbered_in_advance_are_one_error(tmp_path: Path, advance: str) -> None:
    rows = "\n".join(f"{n} | | {'' if advance[0] == '|' else f'DB{n}'} | Báo cáo" for n in (2, 3, 4))
    units = (
        f"TT | Tên tổ chức đảng | Mã | Hình thức\n1 | Đảng bộ A | | Báo cáo\n{rows}\n5 | Chi bộ B | | Báo cáo"
    )
    path = make_workbook(
        tmp_path / "units.xlsx", units=f"{units}\n6 | | | Báo cáo", attendees="Thành phần | Đơn vị"
    )
    assert problems_of(path) == [
        "Đơn vị!B3: Có 4 dòng chưa có “Tên tổ chức đảng”: dòng 3–5, 7. Điền tên, hoặc xóa cả dòng."
    ]

"""Lists as clerks keep them: several units in a cell, parts numbered 1.1, the foot of a letter below."""

from __future__ import annotations

from pathlib import Path

import pytest

from sokhet_docs.workbook import read_plan
from tests.support.workbook_builder import facts_with, make_workbook, problems_of

UNITS = """
Tên tổ chức đảng | Hình thức sơ kết
Đảng bộ A, B | Hội nghị
Đảng bộ C | Hội nghị
Chi bộ D | Báo cáo
"""
NUMBERED = """
TT | Tên tổ chức đảng | Hình thức sơ kết
1 | Đảng bộ A | Hội nghị
2 | Chi bộ B | Báo cáo
"""
ALL_OF_THEM = "Để trống ô này; nếu cần, viết “Toàn thể …” ngay trong tên thành phần."
SKIPPED = "Nếu có dòng là dữ liệu, hãy ghi lại cho đúng cột."


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Đảng bộ A, B; Đảng bộ C", ["Đảng bộ A, B", "Đảng bộ C"]),
        ("Đảng bộ C, Đảng bộ A, B", None),
        ("1, 2", ["Đảng bộ A, B", "Đảng bộ C"]),
        ("Đảng bộ A, B", ["Đảng bộ A, B"]),
        ("Tất cả", [""]),
        ("", [""]),
    ],
)
def test_several_units_in_one_cell_are_each_invited(
    tmp_path: Path, typed: str, names: list[str] | None
) -> None:
    attendees = f"Thành phần | Đơn vị | Số lượng\nĐại diện Ban Thường vụ | |\nBí thư | {typed} | 2"
    path = make_workbook(tmp_path / "units.xlsx", units=UNITS, attendees=attendees)
    if names is None:
        assert problems_of(path)[0].startswith("Thành phần!B3: ")
        return
    conferences = [unit.conference for unit in read_plan(path).units if unit.conference]
    invited = {(each.name, each.unit) for held in conferences for each in held.attendees}
    assert invited == {("Đại diện Ban Thường vụ", ""), *(("Bí thư", name) for name in names)}


def test_units_on_lines_of_one_cell_are_each_invited(tmp_path: Path) -> None:
    def edit(book: object) -> None:
        book["Thành phần"]["B2"] = "Đảng bộ A, B\nĐảng bộ C"  # type: ignore[index]

    path = make_workbook(
        tmp_path / "units.xlsx", edit, units=UNITS, attendees="Thành phần | Đơn vị\nBí thư |"
    )
    assert [unit.conference.attendees[0].unit for unit in read_plan(path).units if unit.conference] == [
        "Đảng bộ A, B", "Đảng bộ C",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "count", "said"),
    [
        ("15 đ/c", 15, None),
        ("15 đồng chí", 15, None),
        ("toàn thể", None, f"“toàn thể” không phải là số. {ALL_OF_THEM}"),
        ("2-3", None, "“2-3” không phải là số nguyên từ 0 đến 10.000. Gõ lại một số nguyên, không kèm chữ."),
    ],
)
def test_a_number_of_people_may_have_their_word_behind_it(
    tmp_path: Path, typed: str, count: int | None, said: str | None
) -> None:
    attendees = f"Thành phần | Đơn vị | Số lượng\nĐảng viên | | {typed}"
    path = make_workbook(tmp_path / "units.xlsx", attendees=attendees)
    assert problems_of(path) == ([f"Thành phần!C2: {said}"] if said else [])
    if not said:
        (held,) = (unit.conference for unit in read_plan(path).units if unit.conference)
        assert held.attendees[0].count == count


def test_the_first_line_of_the_recipients_may_be_the_addressees(tmp_path: Path) -> None:
    recipients = "Nơi nhận | Để | Số bản\nNhư trên; | |\nBan Dân vận | báo cáo |\nVăn phòng | lưu | 2"
    path = make_workbook(tmp_path / "units.xlsx", recipients=recipients)
    assert problems_of(path) == []
    assert [recipient.name for recipient in read_plan(path).recipients] == [
        "Như trên", "Ban Dân vận", "Văn phòng",
    ]  # fmt: skip
    later = "Nơi nhận | Để | Số bản\nBan Dân vận | báo cáo |\nNhư trên | |"
    assert problems_of(make_workbook(tmp_path / "units.xlsx", recipients=later)) == [
        "Nơi nhận!A3: Ô chỉ ghi “Như trên” thay cho giá trị như trên. Gõ hẳn giá trị vào ô."
    ]


@pytest.mark.parametrize(
    "foot", ["Mang sang", "Số chuyển sang trang", "- Lưu VT.", "Lưu: VT, VP", "- Như trên;"]
)
def test_the_foot_of_a_page_or_a_letter_is_no_unit(tmp_path: Path, foot: str) -> None:
    path = make_workbook(tmp_path / "units.xlsx", units=f"{NUMBERED}| {foot} |")
    assert problems_of(path) == [f"Đơn vị: Bỏ qua 1 dòng không phải dữ liệu: 4 (“{foot}”). {SKIPPED}"]
    assert [unit.name for unit in read_plan(path).units] == ["Đảng bộ A", "Chi bộ B"]


def test_numbers_of_parts_are_told_together(tmp_path: Path) -> None:
    units = (
        "TT | Tên tổ chức đảng | Hình thức sơ kết\n1 | Đảng bộ A | Hội nghị\n1.1 | Chi bộ B | Báo cáo\n"
        "7a | Chi bộ C | Báo cáo\nb | Chi bộ D | Báo cáo"
    )
    assert problems_of(make_workbook(tmp_path / "units.xlsx", units=units)) == [
        (
            "Đơn vị!A3: “TT” không phải là số nguyên: A3 “1.1”; A4 “7a”; A5 “b”. "
            "Đánh số liền 1, 2, 3 … từ đầu đến cuối; dòng chỉ là tên nhóm thì xóa số."
        )
    ]


@pytest.mark.parametrize("typed", ["…/6/2022", "/6/2022", "ngày    tháng 6 năm 2022", "6/2022"])
def test_a_day_that_is_not_filled_in_yet_is_told_so(tmp_path: Path, typed: str) -> None:
    path = make_workbook(tmp_path / "units.xlsx", facts=facts_with({"Hạn báo cáo": typed}))
    shown = " ".join(typed.split())
    assert problems_of(path) == [
        f"Kế hoạch!B16: “{shown}” chưa ghi ngày, chỉ có tháng và năm. Viết ngày/tháng/năm, ví dụ 20/4/2022."
    ]


def test_a_section_for_nobody_is_told(tmp_path: Path) -> None:
    outline = "Mục | Tiêu đề | Gợi ý | Dành cho\n1 | Kết quả | Nêu rõ. | Không gửi\n2 | Kiến nghị | Nêu rõ. |"
    assert problems_of(make_workbook(tmp_path / "units.xlsx", outline=outline)) == [
        "Đề cương!D2: “Không gửi”: không đơn vị nào được hỏi dòng này. Nếu không dùng, hãy xóa dòng."
    ]


def test_many_cells_in_an_old_font_are_told_in_one_line(tmp_path: Path) -> None:
    rows = "\n".join(f"{number} | §¶ng bé Së Y tÕ {number} | Héi nghÞ" for number in range(1, 7))
    units = f"TT | Tên tổ chức đảng | Hình thức sơ kết\n{rows}"
    listed = "; ".join(f"B{row} “Đảng bộ Sở Y tế {row - 1}”; C{row} “Hội nghị”" for row in range(2, 7))
    assert problems_of(make_workbook(tmp_path / "units.xlsx", units=units)) == [
        f"Đơn vị!B2: Chữ phông cũ ở 12 ô, đọc là: {listed}; … Hãy xem lại; nên gõ lại bằng phông Unicode."
    ]


@pytest.mark.parametrize("typed", ["05-KH/ĐUK", "Số 05-KH/ĐUK", "Số: ĐUK", "KH/ĐUK"])
def test_a_whole_reference_is_no_code_of_a_body(tmp_path: Path, typed: str) -> None:
    hint = "Chỉ ghi phần sau dấu gạch chéo, ví dụ ĐUK; số và loại văn bản được ghi tự động."
    path = make_workbook(tmp_path / "units.xlsx", facts=facts_with({"Ký hiệu": typed}))
    assert problems_of(path) == [f"Kế hoạch!B10: “{typed}” không phải là ký hiệu của cơ quan. {hint}"]
    units = f"Tên tổ chức đảng | Hình thức sơ kết | Ký hiệu\nĐảng bộ A | Hội nghị | {typed}"
    assert problems_of(make_workbook(tmp_path / "units.xlsx", units=units)) == [
        f"Đơn vị!C2: “{typed}” không phải là ký hiệu của cơ quan. {hint}"
    ]


def test_a_day_among_words_is_offered(tmp_path: Path) -> None:
    path = make_workbook(tmp_path / "units.xlsx", facts=facts_with({"Hạn báo cáo": "Trước ngày 20/4/2022"}))
    assert problems_of(path) == [
        (
            "Kế hoạch!B16: “Trước ngày 20/4/2022” không phải là ngày viết theo kiểu ngày/tháng/năm. "
            "Chỉ ghi 20/4/2022."
        )
    ]


@pytest.mark.parametrize(("typed", "duplex"), [("Có", True), ("có", True), ("Không", False), ("", False)])
def test_the_plan_says_whether_both_sides_are_printed(tmp_path: Path, typed: str, duplex: bool) -> None:
    path = make_workbook(tmp_path / "units.xlsx", facts=facts_with({"In hai mặt": typed}))
    assert (read_plan(path).duplex, problems_of(path)) == (duplex, [])


def test_another_word_for_both_sides_is_told(tmp_path: Path) -> None:
    path = make_workbook(tmp_path / "units.xlsx", facts=facts_with({"In hai mặt": "một mặt"}))
    assert problems_of(path) == [
        "Kế hoạch!B23: “một mặt” không có trong danh sách. Chọn một trong: Có, Không."
    ]

"""Whatever people type or paste into a cell arrives clean, as typed, or is said to have been changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from sokhet_docs.workbook import read_plan
from tests.support.legacy_text import tcvn3
from tests.support.libreoffice import convert
from tests.support.workbook_builder import make_workbook, problems_of


def note_read(tmp_path: Path, typed: str) -> tuple[str, list[str]]:
    """Return what the cell Ghi chú says after ``typed`` was put into it, and the warnings."""

    def type_it(book: Workbook) -> None:
        book["Đơn vị"]["C1"] = "Ghi chú"
        cell = book["Đơn vị"]["C2"]
        cell.value = "x"
        cell._value = typed  # openpyxl itself refuses what Excel files do hold
        cell.data_type = "s"

    path = make_workbook(tmp_path / "units.xlsx", type_it)
    return read_plan(path).units[0].note, problems_of(path)


@pytest.mark.parametrize(
    "typed",
    [
        "{{ 7*7 }}",
        "{% raw %}{%p if x %}",
        "=cmd|' /C calc'!A0",
        "<w:p>&amp;</w:p>",
        "]]>",
        "a < b & c > d",
        "100%",
        "Tiếng Việt 😀 𠀋",
        "x" * 32_767,
        "dòng một\ndòng hai",
        "None",
        "nan",
        "NULL",
    ],
)
def test_a_text_appears_as_typed(tmp_path: Path, typed: str) -> None:
    assert note_read(tmp_path, typed) == (typed, [])


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (" \u00a0Trần\u202fPhú \t", "Trần Phú"),
        ("Trâ\u0300n Phu\u0301", "Trần Phú"),
        ("Ðảng bộ", "Đảng bộ"),
        ("dòng một_x000D_\ndòng hai  ", "dòng một\ndòng hai"),
        ("tên_x0041_", "tênA"),
        ("tên_xD83D__xDE00_", "tên😀"),
    ],
)
def test_spaces_and_spellings_of_one_letter_are_mended_without_a_word(
    tmp_path: Path, typed: str, shown: str
) -> None:
    assert note_read(tmp_path, typed) == (shown, [])


@pytest.mark.parametrize(
    ("typed", "shown", "said"),
    [
        ("chuông_x0007_ reo", "chuông reo", "U+0007"),
        ("Đảng\u00ad bộ\u200d", "Đảng bộ", "U+00AD, U+200D"),
        ("\u202eTrần\u202c Phú\u200f", "Trần Phú", "U+200F, U+202C, U+202E"),
        ("lẻ_xD800_ loi_xFFFE_", "lẻ loi", "U+D800, U+FFFE"),
    ],
)
def test_characters_that_nobody_sees_are_taken_out_and_named(
    tmp_path: Path, typed: str, shown: str, said: str
) -> None:
    assert note_read(tmp_path, typed) == (
        shown,
        [f"Đơn vị!C2: Đã bỏ ký tự lạ, không nhìn thấy được: {said}."],
    )


def test_a_cell_of_spaces_is_empty(tmp_path: Path) -> None:
    units = "Tên tổ chức đảng | Hình thức sơ kết | Hạn báo cáo\nChi bộ A | Báo cáo | \u00a0\u200b"
    assert problems_of(make_workbook(tmp_path / "units.xlsx", units=units)) == []


def test_old_text_is_converted_by_its_font_and_listed(tmp_path: Path) -> None:
    def write_old(book: Workbook) -> None:
        sheet = book["Đơn vị"]
        sheet["A2"], sheet["A2"].font = tcvn3("Đảng bộ Sở Nội vụ"), Font(name=".VnTime")
        sheet["A3"], sheet["A3"].font = tcvn3("đảng bộ công an"), Font(name=".VnTimeH")
        sheet["C1"] = "Ghi chú"
        sheet["C2"], sheet["C2"].font = "Hoäi nghò", Font(name="VNI-Times")
        sheet["C3"], sheet["C3"].font = "Đã là Unicode", Font(name=".VnTime")

    path = make_workbook(tmp_path / "units.xlsx", write_old)
    assert [(unit.name, unit.note) for unit in read_plan(path).units] == [
        ("Đảng bộ Sở Nội vụ", "Hội nghị"),
        ("ĐẢNG BỘ CÔNG AN", "Đã là Unicode"),
    ]
    look = "Hãy xem lại; nên gõ lại bằng phông Unicode."
    assert problems_of(path) == [
        f"Đơn vị!A2: Chữ phông cũ “§¶ng bé Së Néi vô” đã đổi thành “Đảng bộ Sở Nội vụ”. {look}",
        f"Đơn vị!C2: Chữ phông cũ “Hoäi nghò” đã đổi thành “Hội nghị”. {look}",
        f"Đơn vị!A3: Chữ phông cũ “®¶ng bé c«ng an” đã đổi thành “ĐẢNG BỘ CÔNG AN”. {look}",
        (
            "Đơn vị: Có 1 tên viết toàn chữ hoa, thư sẽ in đúng như vậy: A3 “ĐẢNG BỘ CÔNG AN”"
            " (“Đảng bộ Công an”?). Nên gõ lại bằng chữ thường, viết hoa đúng quy định."
        ),
    ]


@pytest.mark.parametrize("ending", ["xls", "ods"])
@pytest.mark.slow
def test_old_fonts_are_known_in_other_programs_files(tmp_path: Path, ending: str) -> None:
    def write_old(book: Workbook) -> None:
        sheet = book["Đơn vị"]
        sheet["A3"], sheet["A3"].font = tcvn3("Chi bộ Sở Nội vụ"), Font(name=".VnTime")

    (path,) = convert([make_workbook(tmp_path / "units.xlsx", write_old)], tmp_path, ending)
    assert [unit.name for unit in read_plan(path).units] == ["Đảng bộ A", "Chi bộ Sở Nội vụ"]


def test_a_cell_of_two_fonts_is_converted_piece_by_piece(tmp_path: Path) -> None:
    def write_runs(book: Workbook) -> None:
        old, new = InlineFont(rFont=".VnTime"), InlineFont(rFont="Times New Roman")
        book["Đơn vị"]["A3"] = CellRichText(
            TextBlock(old, tcvn3("Chi bộ ")), TextBlock(new, "Sở Nội vụ"), TextBlock(old, tcvn3(" tỉnh"))
        )

    path = make_workbook(tmp_path / "units.xlsx", write_runs)
    assert read_plan(path).units[1].name == "Chi bộ Sở Nội vụ tỉnh"


def test_old_text_without_its_font_is_converted_where_it_is_certain(tmp_path: Path) -> None:
    def write_old(book: Workbook) -> None:
        sheet = book["Đơn vị"]
        sheet["A2"] = tcvn3("Đảng bộ Tòa án nhân dân tỉnh")
        sheet["C1"] = "Ghi chú"
        sheet["C2"] = tcvn3("Số")
        book["Nơi nhận"].title = tcvn3("Nơi nhận")

    path = make_workbook(tmp_path / "units.xlsx", write_old)
    unit = read_plan(path).units[0]
    assert (unit.name, unit.note) == ("Đảng bộ Tòa án nhân dân tỉnh", "Sè")
    assert problems_of(path) == [
        (
            "Đơn vị!A2: Chữ phông cũ “§¶ng bé Tßa ¸n nh©n d©n tØnh” đã đổi thành"
            " “Đảng bộ Tòa án nhân dân tỉnh”. Hãy xem lại; nên gõ lại bằng phông Unicode."
        ),
        (
            "Đơn vị: Có ô được giữ nguyên, nhưng có thể cũng là chữ phông cũ: C2 “Sè” (“Số”?)."
            " Nếu phải, hãy gõ lại các ô này."
        ),
    ]


@pytest.mark.parametrize("sign", ["×", "·", "± 5", "²", "§ 2"])
def test_a_sign_alone_is_no_old_text(tmp_path: Path, sign: str) -> None:
    units = f"Tên tổ chức đảng | Hình thức sơ kết | Cột C\nChi bộ Hà Nam | Báo cáo | {sign}"
    path = make_workbook(tmp_path / "units.xlsx", units=units)
    assert [unit.extra for unit in read_plan(path).units] == [{"Cột C": sign}]
    assert [problem for problem in problems_of(path) if "phông cũ" in problem] == []

"""Whatever people type or paste into a cell arrives clean, as typed, or is said to have been changed."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from sokhet_docs.text.legacy_encodings import TCVN3, VNI, decode, guess, is_syllable
from sokhet_docs.workbook.plan_reader import read_plan
from tests.support.environment import require
from tests.support.libreoffice import convert
from tests.support.workbook_builder import make_workbook, problems_of

ALPHABET = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
CAPITALS = "AĂÂBCDĐEÊGHIKLMNOÔƠPQRSTUƯVXY"
SENTENCE = "Đảng bộ Tòa án nhân dân tỉnh hướng dẫn thực hiện quy chế dân chủ ở cơ sở"


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


def tcvn3(text: str) -> str:
    """Return ``text`` as a sheet in a .VnTime font holds it; iconv knows how."""
    command = [require("iconv"), "-f", "UTF-8", "-t", "TCVN5712-1"]
    return subprocess.run(command, input=text.encode(), capture_output=True, check=True).stdout.decode(
        "latin-1"
    )


def test_tcvn3_is_decoded_as_iconv_does() -> None:
    every_byte = bytes(range(0xA1, 0x100)).decode("latin-1")
    command = [require("iconv"), "-f", "TCVN5712-1", "-t", "UTF-8"]
    decoded = [
        subprocess.run(command, input=c.encode("latin-1"), capture_output=True, check=True).stdout.decode()
        for c in every_byte
    ]
    assert [decode(character, TCVN3) for character in every_byte] == decoded


def test_every_letter_survives_tcvn3() -> None:
    assert decode(tcvn3(ALPHABET), TCVN3) == ALPHABET
    assert decode(tcvn3(CAPITALS), TCVN3) == CAPITALS


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Ñaûng boä Toøa aùn nhaân daân tænh", "Đảng bộ Tòa án nhân dân tỉnh"),
        (
            "höôùng daãn thöïc hieän quy cheá daân chuû ôû cô sôû",
            "hướng dẫn thực hiện quy chế dân chủ ở cơ sở",
        ),
        ("ÑAÛNG UÛY KHOÁI", "ĐẢNG ỦY KHỐI"),
        ("aø aù aû aõ aï aê aè aé aú aü aë aâ aà aá aå aã aä", "à á ả ã ạ ă ằ ắ ẳ ẵ ặ â ầ ấ ẩ ẫ ậ"),
        ("ì í æ ó ò yø yù yû yõ î ñ ô ö", "ì í ỉ ĩ ị ỳ ý ỷ ỹ ỵ đ ơ ư"),
        ("oø oâ oà oá ôø ôù uø uï öø öï eâ eà eä", "ò ô ồ ố ờ ớ ù ụ ừ ự ê ề ệ"),
    ],
)
def test_vni_is_decoded(typed: str, meant: str) -> None:
    assert decode(typed, VNI) == meant


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


@pytest.mark.parametrize(
    "text",
    [
        SENTENCE,
        "Hà Nam",
        "Công ty",
        "Sè 5",
        "Hôtel Métropole",
        "25°C ± 1",
        "naïve café",
        "20 m²",
        "UBND",
        "½ «»",
    ],
)
def test_what_may_be_unicode_is_left_alone(text: str) -> None:
    assert guess(text) == ""


def test_the_encoding_of_a_sentence_is_certain() -> None:
    assert guess(tcvn3(SENTENCE)) == TCVN3
    assert guess("Ñaûng boä Toøa aùn nhaân daân tænh") == VNI


@pytest.mark.parametrize(
    ("word", "is_one"),
    [
        ("nghiêng", True),
        ("Đảng", True),
        ("khuỷu", True),
        ("giếng", True),
        ("quốc", True),
        ("ủy", True),
        ("tật", True),
        ("tàt", False),  # a word that ends in t has only sắc or nặng
        ("ky", True),
        ("chỳ", False),
        ("kú", False),
        ("ngê", False),
        ("métropole", False),
        ("boä", False),
        ("ßa", False),
    ],
)
def test_syllables_of_vietnamese(word: str, is_one: bool) -> None:
    assert is_syllable(word) is is_one

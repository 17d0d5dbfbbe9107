"""File names: from a pattern and a unit's values, fit for every system, never shared."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sokhet_docs.outbox.filenames import (
    DEFAULT_PATTERN,
    NamePattern,
    check_names,
    fault_of,
    name_key,
    safe_name,
)
from sokhet_docs.problems import OutputError, UsageError

VALUES = {
    "don_vi.stt": 1,
    "don_vi.ma": "DB01",
    "don_vi.ten": "Đảng bộ Tòa án nhân dân tỉnh",
    "don_vi.ghi_chu": None,
    "Cụm thi đua": "Cụm 1/2022",
}


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        (DEFAULT_PATTERN, "001-dang-bo-toa-an-nhan-dan-tinh.docx"),
        ("{don_vi.ma} {don_vi.ten}", "DB01 Đảng bộ Tòa án nhân dân tỉnh.docx"),
        ("{don_vi.stt:2}_{don_vi.ma}", "01_DB01.docx"),
        ("{cụm thi đua}-{don_vi.ma}{don_vi.ghi_chu}", "Cụm 1-2022-DB01.docx"),
        ("{CỤM THI ĐUA:slug}", "cum-1-2022.docx"),
        ("{don_vi.ghi_chu}", "khong-ten.docx"),
    ],
)
def test_a_pattern_s_fields_are_filled_in(pattern: str, name: str) -> None:
    assert NamePattern.parse(pattern, VALUES).name(VALUES) == name


def test_a_split_packet_s_file_keeps_its_own_ending() -> None:
    assert NamePattern.parse("{don_vi.ma}", VALUES).name(VALUES, "-bao-cao.docx") == "DB01-bao-cao.docx"


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        (
            "{don_vi.tne}",
            ["mẫu tên tệp: Mẫu tên tệp có trường {don_vi.tne} không có. Gần nhất: {don_vi.ten}."],
        ),
        ("{xyz:slug}", ["mẫu tên tệp: Mẫu tên tệp có trường {xyz} không có."]),
        (
            "{q}-{don_vi.ma!r}}",
            [
                "mẫu tên tệp: Mẫu tên tệp có trường {q} không có.",
                "mẫu tên tệp: Mẫu tên tệp có trường {don_vi.ma!r} không có. Gần nhất: {don_vi.ma}.",
                "mẫu tên tệp: Mẫu tên tệp “{q}-{don_vi.ma!r}}” có dấu ngoặc nhọn không thành trường.",
            ],
        ),
        (
            "{don_vi.ma:>9}",
            ["mẫu tên tệp: Mẫu tên tệp “{don_vi.ma:>9}” có dấu ngoặc nhọn không thành trường."],
        ),
        ("{}", ["mẫu tên tệp: Mẫu tên tệp “{}” có dấu ngoặc nhọn không thành trường."]),
    ],
)
def test_a_faulty_pattern_names_every_fault(pattern: str, said: list[str]) -> None:
    with pytest.raises(UsageError) as caught:
        NamePattern.parse(pattern, VALUES)
    assert [str(problem) for problem in caught.value.problems] == said


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Đảng bộ Tòa án", "Đảng bộ Tòa án.docx"),
        ("CON", "CON_.docx"),
        ("com1.báo cáo", "com1_.báo cáo.docx"),
        ("a/b\\c:d*e?", "a-b-c-d-e.docx"),
        ("../../x", "x.docx"),
        ("kết thúc bằng chấm.", "kết thúc bằng chấm.docx"),
        ("!?*…", "khong-ten.docx"),
        ("", "khong-ten.docx"),
        ("~$khóa", "khóa.docx"),
        ("dòng 1\ndòng 2\x07", "dòng 1 dòng 2.docx"),
        (unicodedata.normalize("NFD", "Đảng ủy"), "Đảng ủy.docx"),
        ("\u202egpj.exe", "gpj.exe.docx"),
        ("Đảng bộ " * 30, f"{('Đảng bộ ' * 17).strip()}.docx"),
        ("ệ" * 200, "ệ" * 74 + ".docx"),
        ("😀 vui", "😀 vui.docx"),
    ],
)
def test_any_text_becomes_a_name(text: str, name: str) -> None:
    assert safe_name(text) == name


@given(st.text(max_size=300))
def test_every_name_made_is_fit_and_stays_as_it_is(text: str) -> None:
    name = safe_name(text)

    assert fault_of(name) == ""
    assert Path(name).name == name
    assert safe_name(name.removesuffix(".docx")) == name


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("001-a.docx", ""),
        ("Đảng bộ.docx", ""),
        ("console.docx", ""),
        ("con.docx", "Windows dành riêng tên này, không đặt cho tệp được."),
        ("LPT9", "Windows dành riêng tên này, không đặt cho tệp được."),
        ("nul .docx", "Windows dành riêng tên này, không đặt cho tệp được."),
        ("com¹.docx", "Windows dành riêng tên này, không đặt cho tệp được."),
        ("..", "Tên tệp trống hoặc có ký tự không dùng được trong tên tệp."),
        ("a\x00b", "Tên tệp trống hoặc có ký tự không dùng được trong tên tệp."),
        ("a" * 146 + ".docx", "Tên tệp dài quá 150 ký tự."),
        ("ệ" * 80 + ".docx", "Tên tệp dài quá 150 ký tự."),
        (unicodedata.normalize("NFD", "ủy.docx"), "Tên tệp chưa ở dạng Unicode dựng sẵn (NFC)."),
    ],
)
def test_an_unfit_name_is_told_why(name: str, fault: str) -> None:
    assert fault_of(name) == fault


@given(st.text(max_size=20))
def test_names_that_file_systems_take_for_one_share_their_key(text: str) -> None:
    assert name_key(text) == name_key(unicodedata.normalize("NFD", text))
    assert re.fullmatch("(?s).*", name_key(text))


def test_distinct_names_pass() -> None:
    check_names([("A", "001.docx"), ("B", "002.docx")])


def test_every_shared_or_unfit_name_is_named_with_both_owners() -> None:
    with pytest.raises(OutputError) as caught:
        check_names(
            [
                ("Đảng bộ A", "Tòa án.docx"),
                ("Đảng bộ B", "aux.docx"),
                ("Chi bộ C", "TÒA ÁN.docx"),
                ("Chi bộ D", "001.docx"),
                ("Chi bộ D", "001.docx"),
            ]
        )
    hint = "Cho mỗi đơn vị một số thứ tự (cột TT) riêng, hoặc thêm {don_vi.ma} vào mẫu tên tệp."
    assert [str(problem) for problem in caught.value.problems] == [
        "aux.docx: Windows dành riêng tên này, không đặt cho tệp được. (đơn vị “Đảng bộ B”)",
        f"Tòa án.docx: “Đảng bộ A” và “Chi bộ C” cùng nhận tên tệp này. {hint}",
        f"001.docx: Hai tệp của “Chi bộ D” trùng tên. {hint}",
    ]

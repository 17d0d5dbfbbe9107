"""Which documents a unit gets, which units were meant, and what the files are called."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sokhet_docs.letters.packets import Naming, Packet, pack
from sokhet_docs.plan import Document
from sokhet_docs.plan.selection import select_units
from sokhet_docs.problems import OutputError, SokhetError, UsageError
from tests.support.plans import CONFERENCES, COURT, LIBRARY, a_plan, a_unit


def names(packets: list[Packet]) -> dict[str, tuple[str, ...]]:
    return {packet.file_name: packet.templates for packet in packets}


def messages(error: SokhetError) -> list[str]:
    return [str(problem) for problem in error.problems]


def test_each_unit_gets_its_documents_in_the_sheets_order() -> None:
    assert names(pack(a_plan(), Naming())) == {
        "001-dang-bo-toa-an-nhan-dan-tinh.docx": ("de-cuong.docx", "giay-moi.docx", "bao-cao.docx"),
        "002-chi-bo-thu-vien-tinh.docx": ("de-cuong.docx", "bao-cao.docx"),
    }


def test_split_gives_one_file_a_document() -> None:
    assert names(pack(a_plan(), Naming(split=True))) == {
        "001-dang-bo-toa-an-nhan-dan-tinh-de-cuong.docx": ("de-cuong.docx",),
        "001-dang-bo-toa-an-nhan-dan-tinh-giay-moi.docx": ("giay-moi.docx",),
        "001-dang-bo-toa-an-nhan-dan-tinh-bao-cao.docx": ("bao-cao.docx",),
        "002-chi-bo-thu-vien-tinh-de-cuong.docx": ("de-cuong.docx",),
        "002-chi-bo-thu-vien-tinh-bao-cao.docx": ("bao-cao.docx",),
    }


def test_a_pattern_names_the_files_also_by_a_column_of_the_clerk() -> None:
    unit = replace(LIBRARY, extra={"Cụm": "Cụm 3"})
    packets = pack(a_plan(unit), Naming("{don_vi.cum:slug} {don_vi.ma} {don_vi.ten}"))
    assert [packet.file_name for packet in packets] == ["cum-3 CB02 Chi bộ Thư viện tỉnh.docx"]


def test_an_unknown_field_of_the_pattern_names_the_nearest() -> None:
    with pytest.raises(UsageError) as caught:
        pack(a_plan(), Naming("{don_vi.tne}"))
    assert messages(caught.value) == [
        "mẫu tên tệp: Mẫu tên tệp có trường {don_vi.tne} không có. Gần nhất: {don_vi.ten}."
    ]


def test_two_units_that_would_share_a_file_are_named_both() -> None:
    twin = a_unit("Chi bộ Thư viện Tỉnh", 3)
    with pytest.raises(OutputError) as caught:
        pack(a_plan(LIBRARY, twin), Naming("{don_vi.ten:slug}"))
    assert messages(caught.value) == [
        (
            "chi-bo-thu-vien-tinh.docx: “Chi bộ Thư viện tỉnh” và “Chi bộ Thư viện Tỉnh” "
            "cùng nhận tên tệp này. "
            "Cho mỗi đơn vị một số thứ tự (cột TT) riêng, hoặc thêm {don_vi.ma} vào mẫu tên tệp."
        )
    ]


def test_a_name_that_all_units_would_share_is_one_problem() -> None:
    units = [a_unit(f"Chi bộ Đội {number}", number) for number in range(1, 6)]
    with pytest.raises(OutputError) as caught:
        pack(a_plan(*units), Naming("thu"))
    (message,) = messages(caught.value)
    assert message.startswith(
        "thu.docx: “Chi bộ Đội 1”, “Chi bộ Đội 2” và 3 đơn vị nữa cùng nhận tên tệp này. "
    )


def test_a_unit_without_documents_gets_no_file() -> None:
    only_invitations = (Document(template="giay-moi.docx", title="Giấy mời", audience=CONFERENCES),)
    packets = pack(a_plan(documents=only_invitations), Naming())
    assert [packet.unit for packet in packets] == [COURT]


@pytest.mark.parametrize(
    ("words", "chosen"),
    [
        ([], [COURT, LIBRARY]),
        (["2"], [LIBRARY]),
        (["db01"], [COURT]),
        (["TÒA ÁN"], [COURT]),
        (["toà án"], [COURT]),
        (["tỉnh"], [COURT, LIBRARY]),
        (["CB02", "1"], [COURT, LIBRARY]),
    ],
)
def test_units_are_meant_by_number_code_or_part_of_the_name(words: list[str], chosen: list[object]) -> None:
    assert list(select_units(a_plan(), words)) == chosen


def test_a_number_means_that_number_alone() -> None:
    twelve = a_unit("Chi bộ Đội 1", 12)
    assert select_units(a_plan(COURT, twelve), ["1"]) == (COURT,)


def test_every_word_that_names_no_unit_is_told_with_the_nearest() -> None:
    with pytest.raises(UsageError) as caught:
        select_units(a_plan(), ["toa an", "99", "thư viên tỉnh"])
    how = "Ghi số thứ tự, mã hoặc một phần tên."
    assert messages(caught.value) == [
        f"--only: Không có đơn vị nào là “toa an”. Có phải “Đảng bộ Tòa án nhân dân tỉnh”? {how}",
        f"--only: Không có đơn vị nào là “99”. {how}",
        f"--only: Không có đơn vị nào là “thư viên tỉnh”. Có phải “Chi bộ Thư viện tỉnh”? {how}",
    ]

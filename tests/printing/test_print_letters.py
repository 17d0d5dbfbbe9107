"""All letters × Số bản as one file: what is in it, what it says of itself, what it refuses, what it notes."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from sokhet_docs import generate
from sokhet_docs.letters import GenerateOptions, Naming
from sokhet_docs.office.package import read_package, write_package
from sokhet_docs.outbox import Release, ReleaseLedger, SentLetter, copy_path, read_manifest
from sokhet_docs.printing import PrintedFile, PrintLedger, PrintOptions, print_letters
from sokhet_docs.problems import SokhetError, UsageError
from tests.support.environment import TEMPLATES
from tests.support.pdf_builder import PageOf, SimulatedOffice, bookmarks_of, make_pdf
from tests.support.simulated_office import Office

UNITS = """
Mã | Tên tổ chức đảng | Hình thức sơ kết | Số bản
A1 | Đảng bộ Sở Nội vụ | Hội nghị | 2
B2 | Chi bộ Báo Hà Tĩnh | Báo cáo |
C3 | Chi bộ Thư viện tỉnh | Báo cáo | 0
"""
DOCUMENTS = """
Mẫu | Tên | Gửi cho
cong-van.docx | Công văn | Tất cả
giay-moi.docx | Giấy mời | Hội nghị
bao-cao.docx | Mẫu báo cáo | Tất cả
"""
UNRELEASED = "Chưa phát hành: lấy 3 tệp đang có trong thư mục kết quả."
A1, B2, C3 = "1. Đảng bộ Sở Nội vụ", "2. Chi bộ Báo Hà Tĩnh", "3. Chi bộ Thư viện tỉnh"
SPLIT = GenerateOptions(naming=Naming(split=True))
LIST, TOTALS = "Danh sách nơi nhận", "Bảng kê bản in"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Three units, of which one gets two copies and one none; the letters are there."""
    return Office.open(tmp_path, UNITS, documents=DOCUMENTS)


def print_file(office: Office, maker: SimulatedOffice | None = None, **options: Any) -> PrintedFile:
    """Print into ``in-an.pdf``, a letter's documents having one, two and three pages."""
    maker = maker or SimulatedOffice(pages=(1, 2, 3))
    workbook, target = office.folder / "units.xlsx", office.folder / "in-an.pdf"
    return print_letters(workbook, TEMPLATES, office.output, target, PrintOptions(**options), maker=maker)


def refusal(office: Office, maker: SimulatedOffice | None = None, **options: Any) -> list[str]:
    """Return the problems of a print file that is refused; nothing is written."""
    before = sorted(office.folder.rglob("*.pdf"))
    with pytest.raises(SokhetError) as raised:
        print_file(office, maker, **options)
    assert sorted(office.folder.rglob("*.pdf")) == before
    assert not PrintLedger.path(office.output).exists()
    return told(office, raised.value).splitlines()


def told(office: Office, problem: object) -> str:
    """Return what ``problem`` says, with paths from the office's folder on and ``/`` on every system."""
    return str(problem).replace(str(office.folder), "").replace("\\", "/")


def shape(office: Office) -> Mapping[str, str]:
    """Return what is between the bookmarks of the print file: a letter for each page, ``-`` where it is "
    "blank."""
    path = office.folder / "in-an.pdf"
    faces = "".join("x" if "/Contents" in page else "-" for page in PdfReader(path).pages)
    marks = bookmarks_of(path)
    ends = [page for _, page in marks[1:]] + [len(faces) + 1]
    return {title: faces[start - 1 : end - 1] for (title, start), end in zip(marks, ends, strict=True)}


def strip_marks(path: Path) -> None:
    """Take the marks off a letter, as an older version made it."""
    package = read_package(path)
    body = package.document
    package.put(body.with_blob(re.sub(rb'<w:bookmarkStart [^>]*"_skhet[^>]*/>', b"", body.blob)))
    path.write_bytes(write_package(package))


def change_cell(office: Office, cell: str, value: str | int | None, sheet: str = "Đơn vị") -> None:
    path = office.folder / "units.xlsx"
    book = load_workbook(path)
    book[sheet][cell] = value
    book.save(path)


def release(office: Office, **copies: int) -> None:
    """Release the letters that are there, ``copies`` of each unit's by its code (none named: one)."""
    letters = tuple(
        SentLetter(
            file=name, sha256=record.sha256, unit_code=record.unit_code, unit_name=record.unit_name,
            documents=record.documents, addressee=record.unit_name, copies=copies.get(record.unit_code, 1),
        )
        for name, record in read_manifest(office.output).files.items()
    )  # fmt: skip
    made = Release(
        number=1, day=date(2022, 3, 25), time=datetime(2022, 3, 25, tzinfo=UTC),
        folder="2022-03-25-lan-1", letters=letters,
    )  # fmt: skip
    ReleaseLedger(releases=(made,)).write(office.output)
    for letter in letters:
        copy = copy_path(office.output, made, letter)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(office.output / letter.file, copy)


def test_the_list_comes_first_then_each_unit_as_often_as_it_says_then_the_totals(office: Office) -> None:
    printed = print_file(office)

    assert shape(office) == {LIST: "x", A1: "xxxxxx" * 2, B2: "xxx", TOTALS: "x"}
    assert printed.told == (UNRELEASED,)
    assert printed.left_out == ("Số bản là 0 nên không in: Chi bộ Thư viện tỉnh.",)
    assert printed.problems == ()
    assert printed.totals is not None
    assert printed.totals.fields()["ban_in"] == {
        "so_don_vi": "2",
        "so_ban": "3",
        "hai_mat": False,
        "theo_danh_sach": True,
        "van_ban": [
            {"stt": "1", "ten": "Công văn", "so_don_vi": "2", "so_ban": "3", "so_trang": "3", "so_to": "3"},
            {"stt": "2", "ten": "Giấy mời", "so_don_vi": "1", "so_ban": "2", "so_trang": "4", "so_to": "4"},
            {"stt": "3", "ten": "Mẫu báo cáo", "so_don_vi": "2", "so_ban": "3", "so_trang": "8", "so_to": "8"},  # noqa: E501
        ],
        "tong": {"so_trang": "15", "so_to": "15"},
        "kem_theo": {"so_trang": "2", "so_to": "2"},
        "ca_tep": {"so_trang": "17", "so_to": "17", "mat_trong": ""},
        "kho_giay": [{"ten": "A4", "so_to": "17"}],
        "danh_sach": {"so_don_vi": "3", "so_ban": "3", "so_ban_ke_hoach": "3"},
        "khong_in": ["Số bản là 0 nên không in: Chi bộ Thư viện tỉnh."],
    }  # fmt: skip


def test_on_both_sides_every_document_begins_on_a_front_page(office: Office) -> None:
    printed = print_file(office, duplex=True)

    assert shape(office) == {LIST: "x-", A1: "x-xxxxx-" * 2, B2: "x-xx", TOTALS: "x"}
    assert printed.totals is not None
    fields = printed.totals.fields()["ban_in"]
    assert fields["ca_tep"] == {"so_trang": "17", "so_to": "12", "mat_trong": "6"}
    assert [each["so_to"] for each in fields["van_ban"]] == ["3", "2", "5"]


def test_the_plan_says_whether_it_is_printed_on_both_sides(office: Office) -> None:
    book = load_workbook(office.folder / "units.xlsx")
    book["Kế hoạch"].append(["In hai mặt", "Có"])
    book.save(office.folder / "units.xlsx")
    generate(office.folder / "units.xlsx", TEMPLATES, office.output)

    print_file(office)
    assert shape(office)[B2] == "x-xx"
    print_file(office, duplex=False)
    assert shape(office)[B2] == "xxx"


def test_one_copy_of_each_where_she_multiplies_them_herself(office: Office) -> None:
    printed = print_file(office, copies_from_list=False)

    assert shape(office) == {LIST: "x", A1: "xxxxxx", B2: "xxx", TOTALS: "x"}
    assert printed.left_out == (
        "Số bản là 0 nên không in: Chi bộ Thư viện tỉnh.",
        "Mỗi đơn vị in một bản, không theo cột Số bản của danh sách.",
    )


@pytest.mark.parametrize("word", ["Mẫu báo cáo", "mẫu BÁO cáo", "bao-cao.docx", "bao-cao", "báo"])
def test_only_some_documents_by_title_or_template(office: Office, word: str) -> None:
    printed = print_file(office, documents=(word,))

    assert shape(office) == {LIST: "x", A1: "xxx" * 2, B2: "xx", TOTALS: "x"}
    assert printed.left_out == (
        "Số bản là 0 nên không in: Chi bộ Thư viện tỉnh.",
        "Tệp này chỉ in: Mẫu báo cáo.",
    )


def test_units_without_such_a_document_are_told(office: Office) -> None:
    printed = print_file(office, documents=("Giấy mời",))

    assert shape(office) == {LIST: "x", A1: "xxxx", TOTALS: "x"}
    assert printed.left_out == (
        "Số bản là 0 nên không in: Chi bộ Thư viện tỉnh.",
        "Không có văn bản nào được chọn in: Chi bộ Báo Hà Tĩnh.",
        "Tệp này chỉ in: Giấy mời.",
    )


def test_a_document_that_is_not_there_is_asked_about(office: Office) -> None:
    with pytest.raises(UsageError) as raised:
        print_file(office, documents=("Giấy mòi", "Sổ"))
    assert str(raised.value) == (
        "--documents: Không có văn bản nào là “Giấy mòi”. Có phải “Giấy mời”? Các văn bản: Công văn; "
        "Giấy mời; "
        "Mẫu báo cáo.\n"
        "--documents: Không có văn bản nào là “Sổ”. Các văn bản: Công văn; Giấy mời; Mẫu báo cáo."
    )


def test_a_document_that_the_units_asked_for_do_not_get_is_told(office: Office) -> None:
    with pytest.raises(UsageError) as raised:
        print_file(office, documents=("Giấy mời", "giay-moi.docx"), only=("B2",))
    lacking = "Các đơn vị được chọn không có “Giấy mời”. Các văn bản: Công văn; Mẫu báo cáo."
    assert str(raised.value).splitlines() == [f"--documents: {lacking}", f"--documents: {lacking}"]


def test_several_documents_are_told_in_one_way(office: Office) -> None:
    printed = print_file(office, documents=("Công văn", "Giấy mời", "Mẫu báo cáo"))

    assert printed.left_out[-1] == "Tệp này chỉ in: Công văn; Giấy mời; Mẫu báo cáo."


def test_documents_in_files_of_their_own_are_printed_together(office: Office) -> None:
    shutil.rmtree(office.output)
    generate(
        office.folder / "units.xlsx", TEMPLATES, office.output, GenerateOptions(naming=Naming(split=True))
    )
    print_file(office, SimulatedOffice(pages=(3,)), duplex=True)

    assert shape(office) == {LIST: "xxx-", A1: "xxx-" * 6, B2: "xxx-" * 2, TOTALS: "xxx"}


def test_only_some_units_with_a_list_of_their_own(office: Office) -> None:
    printed = print_file(office, only=("B2", "Báo Hà Tĩnh", "3"))

    assert shape(office) == {LIST: "x", B2: "xxx", TOTALS: "x"}
    assert [str(problem) for problem in printed.problems] == [
        "--only: “Chi bộ Báo Hà Tĩnh” được nêu 2 lần: chỉ in một lần."
    ]
    assert printed.left_out == (
        "Số bản là 0 nên không in: Chi bộ Thư viện tỉnh.",
        "Tệp này chỉ in 1 trong 3 đơn vị của danh sách.",
    )


def test_a_thousand_copies_are_printed_and_asked_about(office: Office) -> None:
    change_cell(office, "D3", 1000)
    generate(office.folder / "units.xlsx", TEMPLATES, office.output)
    printed = print_file(office)

    assert len(shape(office)[B2]) == 3 * 1000
    assert [str(problem) for problem in printed.problems] == [
        (
            "Đơn vị: In 1000 bản cho “Chi bộ Báo Hà Tĩnh”. Nếu không định in nhiều thế, sửa cột Số bản "
            "của trang "
            "Đơn vị rồi chạy lại."
        )
    ]


def test_what_was_printed_is_not_printed_again(office: Office) -> None:
    print_file(office)
    again = print_file(office, changed=True)

    assert (again.path, again.totals) == (None, None)
    assert again.left_out == (
        "Số bản là 0 nên không in: Chi bộ Thư viện tỉnh.",
        "2 đơn vị không có gì mới so với những lần in trước.",
    )


def test_a_letter_that_changed_is(office: Office) -> None:
    print_file(office)
    change_cell(office, "B3", "Chi bộ Báo Hà Tĩnh mới")
    generate(office.folder / "units.xlsx", TEMPLATES, office.output)
    (office.output / "002-chi-bo-bao-ha-tinh.docx").unlink(missing_ok=True)
    printed = print_file(office, changed=True)

    assert shape(office) == {LIST: "x", "2. Chi bộ Báo Hà Tĩnh mới": "xxx", TOTALS: "x"}
    assert printed.left_out[1:] == (
        "1 đơn vị không có gì mới so với những lần in trước.",
        "Tệp này chỉ in những gì chưa in trước đây.",
    )


def test_so_are_documents_and_copies_that_were_not(office: Office) -> None:
    print_file(office, documents=("Giấy mời",), copies_from_list=False)
    print_file(office, changed=True)

    assert shape(office) == {LIST: "x", A1: "xxxxxx" + "xxxx", B2: "xxx", TOTALS: "x"}
    change_cell(office, "D2", 3)
    print_file(office, changed=True)
    assert shape(office) == {LIST: "x", A1: "xxxxxx", TOTALS: "x"}
    assert print_file(office, changed=True).path is None


def test_a_damaged_ledger_is_named(office: Office) -> None:
    PrintLedger.path(office.output).write_text("{", encoding="utf-8")
    with pytest.raises(SokhetError) as raised:
        print_file(office)

    assert str(raised.value).endswith(
        "in.json: Sổ các bản đã in bị hỏng nên không biết đã in những gì. Xóa tệp sổ này; lần in sau coi "
        "như chưa "
        "in gì."
    )


def test_what_was_released_is_printed_as_it_was(office: Office) -> None:
    release(office, A1=2, C3=0)
    (office.output / "002-chi-bo-bao-ha-tinh.docx").unlink()
    maker = SimulatedOffice(pages=(1, 2, 3))
    printed = print_file(office, maker)

    assert printed.told[0] == "Lấy 3 tệp như đã phát hành."
    assert shape(office) == {LIST: "x", A1: "xxxxxx" * 2, B2: "xxx", TOTALS: "x"}


def test_copies_that_differ_from_the_release_are_refused(office: Office) -> None:
    release(office, A1=2, B2=5, C3=0)

    assert refusal(office) == [
        (
            "Đơn vị: “Chi bộ Báo Hà Tĩnh” đã phát hành 5 bản, tệp Excel lại ghi 1 bản. Ghi lại 5 vào cột "
            "Số bản; in thêm "
            "thì dùng --one-copy --only B2."
        )
    ]
    print_file(office, copies_from_list=False, only=("B2",))
    assert shape(office)[B2] == "xxx"


def test_equal_differences_are_told_in_one_line(office: Office) -> None:
    release(office, A1=3, B2=2, C3=3)
    change_cell(office, "D4", 1)
    change_cell(office, "D2", 1)

    assert refusal(office) == [
        (
            "Đơn vị: “Đảng bộ Sở Nội vụ”, “Chi bộ Thư viện tỉnh” đã phát hành 3 bản, tệp Excel lại ghi 1 "
            "bản. Ghi lại 3 vào cột Số bản; in thêm thì dùng --one-copy."
        ),
        (
            "Đơn vị: “Chi bộ Báo Hà Tĩnh” đã phát hành 2 bản, tệp Excel lại ghi 1 bản. Ghi lại 2 vào cột Số "
            "bản; in thêm thì dùng --one-copy --only B2."
        ),
    ]


def test_released_copies_that_are_gone_or_edited_are_refused(office: Office) -> None:
    release(office, A1=2, C3=0)
    copies = sorted((office.output / "da-phat-hanh").rglob("*.docx"))
    copies[0].unlink()
    copies[1].write_bytes(copies[2].read_bytes())
    again = "Chép lại tệp ấy từ bản sao lưu của thư mục da-phat-hanh."
    place = "/output/da-phat-hanh/2022-03-25-lan-1"
    gone = f"{place}/{copies[0].name}: Mất bản đã phát hành này. {again}"
    edited = f"{place}/{copies[1].name}: Bản đã phát hành này đã bị sửa. {again}"

    assert refusal(office) == [gone, edited]
    assert refusal(office, only=("B2",)) == [edited]
    assert print_file(office, only=("C3",)).path is None


def test_a_letter_of_another_unit_is_refused(office: Office) -> None:
    court, paper, _ = sorted(office.output.glob("*.docx"))
    paper.write_bytes(court.read_bytes())

    assert refusal(office, only=("B2",)) == [
        (
            f"/output/{paper.name}: Tệp của “Chi bộ Báo Hà Tĩnh” lại ghi mã KH1/A1 của đơn vị hay kế "
            "hoạch khác. Mở tệp xem; nếu chép nhầm, xóa tệp rồi chạy sokhet-docs generate để tạo lại."
        )
    ]


def test_letters_that_the_workbook_has_outrun_are_named_here_and_on_the_last_page(office: Office) -> None:
    change_cell(office, "E1", "Kính gửi")
    change_cell(office, "E3", "Đồng chí Bí thư Chi bộ Báo Hà Tĩnh")
    printed = print_file(office)

    outrun = "Tệp Excel hoặc mẫu đã đổi mà văn bản chưa tạo lại: Chi bộ Báo Hà Tĩnh."
    assert [str(problem) for problem in printed.problems] == [
        f"{office.output}: {outrun} Muốn lấy bản mới thì chạy sokhet-docs generate trước."
    ]
    assert printed.totals is not None
    assert printed.totals.left_out == ("Số bản là 0 nên không in: Chi bộ Thư viện tỉnh.", outrun)
    assert print_file(office, only=("A1",)).problems == ()


def test_a_corrected_letter_beside_a_newer_one_is_named(office: Office) -> None:
    path = office.output / "002-chi-bo-bao-ha-tinh.docx"
    strip_marks(path)
    change_cell(office, "E1", "Kính gửi")
    change_cell(office, "E3", "Đồng chí Bí thư Chi bộ Báo Hà Tĩnh")
    generate(office.folder / "units.xlsx", TEMPLATES, office.output)

    assert str(print_file(office).problems[0]) == (
        f"{office.output}: Lấy bản đã sửa tay, không phải bản mới đặt bên cạnh, của: Chi bộ Báo Hà Tĩnh. "
        "Muốn lấy bản mới thì thay tệp rồi chạy lại."
    )


def test_letters_that_cannot_be_held_against_the_templates_are_printed_and_told(
    office: Office, tmp_path: Path
) -> None:
    empty = tmp_path / "mẫu"
    empty.mkdir()
    workbook, target = office.folder / "units.xlsx", office.folder / "in-an.pdf"
    printed = print_letters(workbook, empty, office.output, target, maker=SimulatedOffice(pages=(1, 2, 3)))

    assert printed.problems[0].message == "Chưa đối chiếu được văn bản với tệp Excel và mẫu."
    assert shape(office) == {LIST: "x", A1: "xxxxxx" * 2, B2: "xxx", TOTALS: "x"}


def test_every_disagreement_of_list_and_files_is_named(office: Office) -> None:
    names = sorted(path.name for path in office.output.glob("*.docx"))
    (office.output / names[0]).unlink()
    change_cell(office, "B4", "Chi bộ Bảo tàng tỉnh")
    change_cell(office, "A4", "E5")
    change_cell(office, "A5", "F6")
    change_cell(office, "B5", "Chi bộ Đài Phát thanh")
    change_cell(office, "C5", "Báo cáo")

    assert refusal(office) == [
        (
            f"/output/{names[2]}: Tệp này của “Chi bộ Thư viện tỉnh”, không có trong danh sách đơn vị. "
            f"Dời tệp ấy đi nơi "
            "khác, hoặc ghi lại đơn vị vào trang Đơn vị."
        ),
        *(
            f"/output: Chưa có tệp của “{name}”. Chạy sokhet-docs generate rồi in, hoặc chỉ in những đơn "
            f"vị khác "
            "bằng --only."
            for name in ("Đảng bộ Sở Nội vụ", "Chi bộ Bảo tàng tỉnh", "Chi bộ Đài Phát thanh")
        ),
    ]
    print_file(office, only=("B2",))
    assert shape(office) == {LIST: "x", B2: "xxx", TOTALS: "x"}


def test_a_document_in_two_files_of_a_unit_is_named(office: Office) -> None:
    generate(
        office.folder / "units.xlsx", TEMPLATES, office.output, GenerateOptions(naming=Naming(split=True))
    )
    problems = refusal(office, only=("B2",))

    assert len(problems) == 2
    assert problems[0] == (
        "/output/002-chi-bo-bao-ha-tinh.docx: Cả tệp này và 002-chi-bo-bao-ha-tinh-cong-van.docx đều có "
        "“Công văn” "
        "của “Chi bộ Báo Hà Tĩnh”. Dời tệp cũ đi nơi khác kẻo in hai lần."
    )


def test_a_letter_that_lacks_a_document_is_named(office: Office) -> None:
    change_cell(office, "C3", "Tất cả", sheet="Văn bản")

    assert refusal(office, only=("B2",)) == [
        (
            "/output: Tệp của “Chi bộ Báo Hà Tĩnh” thiếu “Giấy mời”. Chạy sokhet-docs generate rồi in, "
            "hoặc chỉ in những "
            "đơn vị khác bằng --only."
        )
    ]


def test_files_that_cannot_be_printed_as_they_are_are_all_named(office: Office) -> None:
    court, paper, library = sorted(office.output.glob("*.docx"))
    court.with_name(f".~lock.{court.name}#").write_text("", encoding="utf-8")
    paper.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    library.write_bytes(library.read_bytes()[:3000])

    assert refusal(office) == [
        (
            f"/output/{court.name}: Tệp đang mở trong Word hoặc LibreOffice, có thể còn chữ chưa lưu. "
            f"Lưu và đóng tệp rồi "
            f"chạy lại; nếu không ai mở, xóa tệp “.~lock.{court.name}#” bên cạnh."
        ),
        (
            f"/output/{paper.name}: Tệp có mật khẩu nên không in được. Mở bằng Word, bỏ mật khẩu, lưu lại "
            f"rồi chạy lại."
        ),
        (
            f"/output/{library.name}: Tệp hỏng, không đọc được. Lấy lại bản sao lưu, hoặc xóa tệp rồi "
            f"chạy sokhet-docs "
            "generate."
        ),
    ]


def test_a_letter_without_a_pdf_is_named(office: Office) -> None:
    name = min(office.output.glob("*.docx")).name
    with pytest.raises(SokhetError) as raised:
        print_file(office, SimulatedOffice(broken=frozenset({name})))

    assert not (office.folder / "in-an.pdf").exists()
    assert str(raised.value) == (
        f"{office.output / name}: Không đổi được tệp này sang PDF, hoặc đổi quá lâu. Hãy mở thử bằng "
        f"Word hoặc "
        "LibreOffice, lưu lại rồi chạy lại."
    )


def test_letters_that_do_not_say_where_documents_end_are_told(office: Office) -> None:
    maker = SimulatedOffice(pages=(1, 2, 3), forgets_marks=True)
    printed = print_file(office, maker, duplex=True)

    assert shape(office) == {LIST: "x-", A1: "xxxxxx" * 2, B2: "xxx-", TOTALS: "x"}
    assert [told(office, problem) for problem in printed.problems] == [
        (
            "/output: Không biết mỗi văn bản hết ở trang nào trong tệp của Đảng bộ Sở Nội vụ; Chi bộ Báo "
            "Hà Tĩnh: chỉ văn "
            "bản đầu chắc chắn ở mặt trước tờ giấy. Xóa các tệp ấy rồi chạy sokhet-docs generate để tạo lại."
        )
    ]


def test_their_documents_cannot_be_printed_alone(office: Office) -> None:
    maker = SimulatedOffice(forgets_marks=True)
    with pytest.raises(SokhetError) as raised:
        print_file(office, maker, documents=("Công văn",))

    assert not (office.folder / "in-an.pdf").exists()
    assert str(raised.value).endswith(
        "Không biết mỗi văn bản hết ở trang nào trong tệp của Đảng bộ Sở Nội vụ; Chi bộ Báo Hà Tĩnh, nên "
        "không in "
        "riêng từng văn bản được. Xóa các tệp ấy rồi chạy sokhet-docs generate để tạo lại."
    )


def test_a_file_of_somebody_else_is_not_replaced(office: Office) -> None:
    target = office.folder / "in-an.pdf"
    target.write_bytes(make_pdf([PageOf()]))
    before = target.read_bytes()

    assert refusal(office) == [
        (
            "/in-an.pdf: Đã có tệp này, không phải tệp in do phần mềm tạo. Đặt tên khác sau -o, hoặc "
            "thêm --force để ghi "
            "đè."
        )
    ]
    assert target.read_bytes() == before
    print_file(office, force=True)
    print_file(office)
    assert shape(office)[B2] == "xxx"


def test_a_file_that_is_no_pdf_is_not_replaced_and_nothing_else_is_said(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    (office.folder / "in-an.pdf").write_bytes(b"\x7fELF\x02" + b"\0" * 3000)

    assert len(refusal(office)) == 1
    assert caplog.records == []


def test_a_stop_half_way_leaves_the_old_file_and_notes_nothing(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    print_file(office, only=("B2",))
    before = (office.folder / "in-an.pdf").read_bytes()
    ledger = PrintLedger.path(office.output).read_bytes()

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("sokhet_docs.printing.print_file.job.find_disagreements", stop)
        with pytest.raises(KeyboardInterrupt):
            print_file(office)
    assert (office.folder / "in-an.pdf").read_bytes() == before
    assert PrintLedger.path(office.output).read_bytes() == ledger
    print_file(office, changed=True)
    assert shape(office) == {LIST: "x", A1: "xxxxxx" * 2, TOTALS: "x"}


def test_the_ledger_says_what_is_in_the_file(office: Office) -> None:
    print_file(office, only=("A1",))
    [letter] = json.loads(PrintLedger.path(office.output).read_text(encoding="utf-8"))["letters"]

    assert (letter["unit_code"], letter["copies"]) == ("A1", {"Công văn": 2, "Giấy mời": 2, "Mẫu báo cáo": 2})


def test_units_that_were_not_released_are_told(office: Office) -> None:
    release(office, A1=2, C3=0)
    change_cell(office, "A5", "F6")
    change_cell(office, "B5", "Chi bộ Đài Phát thanh")
    change_cell(office, "C5", "Báo cáo")
    generate(office.folder / "units.xlsx", TEMPLATES, office.output)
    printed = print_file(office)

    assert shape(office) == {LIST: "x", A1: "xxxxxx" * 2, B2: "xxx", TOTALS: "x"}
    assert printed.told == (
        "Lấy 3 tệp như đã phát hành.",
        "Chưa phát hành, nên không có trong lần này: 004-chi-bo-dai-phat-thanh.docx.",
    )
    assert printed.left_out == (
        "Số bản là 0 nên không in: Chi bộ Thư viện tỉnh.",
        "Chưa có văn bản để in: Chi bộ Đài Phát thanh.",
    )


def test_a_pdf_that_was_damaged_since_is_made_again(office: Office) -> None:
    maker = SimulatedOffice(pages=(1, 2, 3))
    print_file(office, maker)
    pdfs = sorted((office.output / "pdf").glob("*.pdf"))
    pdfs[0].write_bytes(b"%PDF-1.7 cut short")
    before = shape(office)
    maker.converted.clear()
    print_file(office, maker)

    assert shape(office) == before
    assert maker.converted == ["001-dang-bo-so-noi-vu.docx", "noi-nhan.docx", "bang-ke-in.docx"]


def test_a_print_file_that_is_open_is_named_before_anything_is_converted(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    print_file(office)
    target, maker, opened = office.folder / "in-an.pdf", SimulatedOffice(), Path.open

    def as_windows_does(path: Path, mode: str = "r", *rest: Any, **options: Any) -> Any:
        if path == target and mode == "r+b":
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, mode, *rest, **options)

    monkeypatch.setattr(Path, "open", as_windows_does)
    with pytest.raises(SokhetError) as raised:
        print_file(office, maker)
    assert str(raised.value) == (
        f"{target}: Tệp in cũ đang mở ở chương trình khác nên không thay được. Đóng tệp ấy rồi chạy lại, "
        f"hoặc đặt tên "
        "khác sau -o."
    )
    assert maker.converted == []


def test_a_letter_from_before_the_marks_is_told(office: Office) -> None:
    path = office.output / "002-chi-bo-bao-ha-tinh.docx"
    strip_marks(path)
    printed = print_file(office, SimulatedOffice(pages=(3,)), duplex=True, only=("B2",))

    assert len(printed.problems) == 1
    assert printed.problems[0].message.startswith(
        "Không biết mỗi văn bản hết ở trang nào trong tệp của Chi bộ Báo"
    )

"""`registers`, `envelopes` and `labels` as a clerk types them."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from sokhet_docs.office.docx_text import read_passages
from tests.support.commands import files_in, run

NOT_RELEASED = "Chưa phát hành: lấy theo tệp Excel và các văn bản đang có trong thư mục kết quả.\n"
BLANK = (
    NOT_RELEASED
    + "2 văn bản chưa có số: sổ chừa chỗ (……-KH/ĐUK) để điền tay.\n"
    + "2 văn bản chưa có ngày: sổ để trống ngày tháng.\n"
    + "Chưa phát hành nên sổ để trống ngày chuyển.\n"
)
LISTS = "Danh sách nơi nhận từng văn bản, có chỗ ký: thêm --lists noi-nhan-tung-van-ban.xlsx\n"
NO_ADDRESS = "Cột “Địa chỉ” trống ở mọi đơn vị: chỉ in tên nơi nhận.\n"


@pytest.fixture
def started(folder: Path) -> Path:
    """A working folder with the sample."""
    run("init")
    return folder


def test_registers_before_and_after_a_release(started: Path) -> None:
    first = run("registers")
    assert (first.exit_code, first.stderr) == (0, BLANK)
    assert first.stdout == (
        "Sổ đăng ký văn bản đi: ghi 2 dòng.\nSổ chuyển giao văn bản đi: ghi 70 dòng.\n"
        f"Đã ghi: so-van-ban-di.xlsx\n{LISTS}"
    )
    again = run("registers")
    assert again.stdout == (
        "Sổ đăng ký văn bản đi: ghi 0 dòng.\nSổ chuyển giao văn bản đi: ghi 0 dòng.\n"
        f"72 dòng đã có trong sổ, không ghi lại.\nSổ không đổi: so-van-ban-di.xlsx\n{LISTS}"
    )
    run("generate", "-q")
    released = run("release", "--number", "15", "--number", "cong-van.docx=27", "--date", "10/4/2022")
    assert released.exit_code == 0
    done = run("registers", "-o", "so.xlsx", "--lists", "danh-sach.xlsx")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == (
        "Sổ đăng ký văn bản đi: ghi 2 dòng.\nSổ chuyển giao văn bản đi: ghi 70 dòng.\n"
        "Đã ghi: so.xlsx\nĐã ghi danh sách nơi nhận từng văn bản: danh-sach.xlsx\n"
    )
    rows = list(load_workbook("so.xlsx")["Sổ đăng ký"].iter_rows(min_row=7, values_only=True))
    assert [(row[0], f"{row[7]:%d/%m/%Y}", row[6]) for row in rows] == [
        ("15-KH/ĐUK", "10/04/2022", 71),
        ("27-CV/ĐUK", "10/04/2022", 66),
    ]


def test_a_book_that_grew_says_where_the_old_one_is(started: Path) -> None:
    run("registers")
    book = load_workbook("so-van-ban-di.xlsx")
    book["Sổ đăng ký"].delete_rows(8)
    book.save("so-van-ban-di.xlsx")
    assert run("registers").stdout == (
        "Sổ đăng ký văn bản đi: ghi 1 dòng.\nSổ chuyển giao văn bản đi: ghi 0 dòng.\n"
        "71 dòng đã có trong sổ, không ghi lại.\n"
        "Sổ trước khi ghi được cất ở .luu/so-van-ban-di.xlsx.\n"
        f"Đã ghi: so-van-ban-di.xlsx\n{LISTS}"
    )


def test_envelopes_and_labels(started: Path) -> None:
    done = run("envelopes", "--size", "c5", "--only", "1", "--only", "2")
    assert (done.exit_code, done.stderr) == (0, NOT_RELEASED + NO_ADDRESS)
    assert done.stdout == "2 phong bì cỡ C5: phong-bi.docx\n"
    labels = run("labels", "--from", "5")
    assert (labels.exit_code, labels.stderr) == (0, NOT_RELEASED + NO_ADDRESS)
    assert labels.stdout == (
        "66 nhãn, 5 tờ, mỗi nhãn 99,1 x 38,1 mm: nhan.docx\n"
        "In ở cỡ 100% (Actual size); in thử một tờ giấy thường, áp lên tờ nhãn để xem có khớp không.\n"
    )


def test_what_does_not_fit_is_a_warning_with_its_unit(started: Path) -> None:
    book = load_workbook("data/units.xlsx")
    book["Đơn vị"]["L2"] = "Số 2 đường Phan Đình Phùng, phường Nam Hà, thành phố Hà Tĩnh, tỉnh Hà Tĩnh, " * 4
    book.save("data/units.xlsx")
    done = run("labels", "--custom", "40x20:5x14")
    assert done.exit_code == 0
    assert "Cảnh báo: Đảng bộ Tòa án nhân dân tỉnh: Tên, người nhận, địa chỉ dài quá chỗ" in done.stderr
    assert done.stdout.startswith("65 nhãn, 1 tờ, mỗi nhãn 40 x 20 mm: nhan.docx\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("labels", "--sheet", "9x9"), "Không có tờ nhãn “9x9”. Có sẵn: 2x4, 2x5, 2x7"),
        (
            ("labels", "--sheet", "2x7", "--custom", "70x37:3x8"),
            "Chỉ ghi một trong hai: --sheet hoặc --custom.",
        ),
        (("labels", "--custom", "to"), "Không hiểu “to”. Ghi RỘNGxCAO:CỘTxHÀNG"),
        (("labels", "--from", "15"), "Không có nhãn thứ 15 trên tờ. Ghi từ 1 đến 14"),
        (("envelopes", "--only", "xyz"), "Không có đơn vị nào là “xyz”."),
        (("envelopes", "-o", "a.pdf"), "Tên tệp phải có đuôi .docx."),
        (("registers", "-o", "a.pdf"), "Tên tệp phải có đuôi .xlsx hoặc .docx."),
        (("registers", "--lists", "a.docx"), "Tên tệp phải có đuôi .xlsx."),
    ],
)
def test_wrong_usage_is_told_and_nothing_is_written(words: tuple[str, ...], said: str, started: Path) -> None:
    before = files_in(started)
    done = run(*words)
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr
    assert files_in(started) == before


def test_the_sample_s_rows_never_come_into_a_book_that_is_kept(folder: Path) -> None:
    book = folder / "so cua toi.xlsx"
    Workbook().save(book)
    before = book.read_bytes()

    done = run("registers", "-o", "so cua toi.xlsx")
    assert done.exit_code == 2
    assert "Không thấy data/units.xlsx hay units.xlsx ở thư mục này." in done.output
    assert book.read_bytes() == before


def test_addresses_may_be_filled_in_after_the_release(started: Path) -> None:
    run("generate", "-q", "--only", "1")
    run("release", "-q", "--only", "1")
    workbook = started / "data" / "units.xlsx"
    book = load_workbook(workbook)
    sheet = book["Đơn vị"]
    titles = [cell.value for cell in sheet[1]]
    sheet.cell(2, titles.index("Địa chỉ") + 1, "Số 1 Trần Phú")
    sheet.cell(2, titles.index("Người nhận") + 1, "Chị Hoa")
    book.save(workbook)

    assert run("envelopes", "--only", "1").exit_code == 0
    words = "\n".join(passage.text for passage in read_passages(Path("phong-bi.docx").read_bytes()))
    assert "Số 1 Trần Phú" in words
    assert "Chị Hoa" in words

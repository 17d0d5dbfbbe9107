"""The command `pdf`: which letters it takes, what the clerk reads, what is refused."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path
from shutil import copyfile

import pytest
from openpyxl import load_workbook

from sokhet_docs.office.files import sha256_of
from sokhet_docs.outbox import Release, ReleaseLedger, SentLetter, copy_path, read_manifest
from tests.support.commands import files_in, run
from tests.support.docx_builder import docx, p
from tests.support.pdf_office import PdfOffice, install
from tests.support.simulated_office import Office

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the stand-in is a shell script")
NOTHING = (
    "output: Chưa có văn bản nào được tạo ở thư mục này. Chạy sokhet-docs generate trước, hoặc chỉ đúng thư "
    "mục kết quả."
)
IDLE = (
    "Chứng thư chỉ dùng cho kết nối mã hóa, mà lệnh này không có --cluster tls://. Ghi --cluster "
    "tls://máy:cổng, hoặc bỏ các chứng thư."
)
ADDRESS = "Ghi: --cluster tls://máy:cổng, hoặc tcp://127.0.0.1:cổng trên chính máy này."
FONTS = (
    "Times New Roman: máy không có phông này, {} PDF in bằng Liberation Serif; chữ rộng như nhau nên dòng "
    "và trang không đổi."
)


@pytest.fixture
def converter(folder: Path, monkeypatch: pytest.MonkeyPatch) -> PdfOffice:
    return install(folder / "bin", monkeypatch)


@pytest.fixture
def office(folder: Path, converter: PdfOffice) -> Office:
    return Office.open(folder)


def names_of(office: Office) -> list[str]:
    return sorted(name for name in read_manifest(office.output).files)


def release(office: Office, *codes: str) -> Release:
    """Release the letters of the units ``codes`` as they are now."""
    letters = []
    for code in codes:
        path = office.form(code)
        letters.append(
            SentLetter(
                file=path.name, sha256=sha256_of(path.read_bytes()), unit_code=code, unit_name=code,
                documents=("Báo cáo",),
            )
        )  # fmt: skip
    day = datetime(2022, 4, 1, 8, tzinfo=UTC)
    made = Release(
        number=1, day=date(2022, 4, 1), time=day, folder="2022-04-01-lan-1", letters=tuple(letters)
    )
    for letter in letters:
        copy = copy_path(office.output, made, letter)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copyfile(office.output / letter.file, copy)
    ReleaseLedger(releases=(made,)).write(office.output)
    return made


def test_every_letter_becomes_a_pdf_and_a_second_run_makes_none(office: Office, converter: PdfOffice) -> None:
    first, again = run("pdf"), run("pdf")

    assert (first.exit_code, again.exit_code) == (0, 0)
    notes = f"Chưa phát hành: lấy 4 tệp đang có trong thư mục kết quả.\n{FONTS.format(4)}\n"
    assert (first.stdout, first.stderr) == ("4 PDF trong output/pdf: 4 mới làm, 0 không đổi.\n", notes)
    assert (again.stdout, again.stderr) == ("4 PDF trong output/pdf: 0 mới làm, 4 không đổi.\n", notes)
    assert files_in(office.output / "pdf") == [f"{Path(name).stem}.pdf" for name in names_of(office)]
    assert len(converter.calls()) == 1


def test_quiet_says_nothing_when_all_is_well(office: Office) -> None:
    done = run("pdf", "-q")

    assert (done.exit_code, done.output) == (0, "")


def test_only_some_units(office: Office) -> None:
    done = run("pdf", "--only", "A1", "--only", "Thư viện", "-w", "units.xlsx")

    assert done.stdout == "2 PDF trong output/pdf: 2 mới làm, 0 không đổi.\n"
    assert files_in(office.output / "pdf") == [office.form(code).stem + ".pdf" for code in ("A1", "C3")]


def test_named_files_go_where_the_letters_pdfs_are(office: Office) -> None:
    Path("ngoài").mkdir()
    Path("ngoài/kế hoạch.docx").write_bytes(docx(p("Kế hoạch")))

    done = run("pdf", "ngoài/kế hoạch.docx")

    assert (done.exit_code, done.stdout) == (0, "1 PDF trong output/pdf: 1 mới làm, 0 không đổi.\n")
    assert files_in(office.output / "pdf") == ["kế hoạch.pdf"]


def test_what_was_released_is_converted_and_the_rest_is_told(office: Office, converter: PdfOffice) -> None:
    made = release(office, "A1", "B2")
    changed = office.form("B2")
    changed.write_bytes(docx(p("sửa sau khi gửi")))

    done = run("pdf")

    left = ", ".join([office.form("C3").name, office.form("D4").name])
    assert done.stderr.splitlines()[:2] == [
        "Lấy 2 tệp như đã phát hành.",
        (
            f"Chưa phát hành, nên không có trong lần này: {left}. "
            f"Đã khác bản đã gửi, ở đây lấy bản đã gửi: {changed.name}."
        ),
    ]
    assert done.stdout == "2 PDF trong output/pdf: 2 mới làm, 0 không đổi.\n"
    record = (office.output / ".sokhet-docs" / "pdf.json").read_text(encoding="utf-8")
    assert [letter.sha256 in record for letter in made.letters] == [True, True]


def test_a_released_copy_that_was_touched_gets_no_pdf(office: Office) -> None:
    made = release(office, "A1", "B2")
    touched = copy_path(office.output, made, made.letters[0])
    touched.write_bytes(docx(p("sửa bản đã gửi")))

    done = run("pdf")

    told = "Bản đã phát hành này đã bị sửa. Chép lại tệp ấy từ bản sao lưu của thư mục da-phat-hanh."
    assert (done.exit_code, done.stdout) == (1, "1 PDF trong output/pdf: 1 mới làm, 0 không đổi.\n")
    assert f"Lỗi: {touched.relative_to(Path.cwd())}: {told}" in done.stderr.splitlines()


def test_letters_that_are_gone_and_pdfs_of_none_are_told(office: Office) -> None:
    run("pdf", "-q")
    gone = office.form("C3")
    gone.unlink()

    done = run("pdf")

    assert done.stderr.splitlines()[:2] == [
        "Chưa phát hành: lấy 3 tệp đang có trong thư mục kết quả.",
        f"Không còn ở đây, nên không có trong lần này: {gone.name}.",
    ]
    assert done.stdout == (
        "3 PDF trong output/pdf: 0 mới làm, 3 không đổi.\n"
        f"Ở đó còn PDF không của văn bản nào trên đây: {gone.stem}.pdf.\n"
    )


def test_a_letter_without_a_pdf_is_an_error_and_the_others_are_made(
    folder: Path, converter: PdfOffice
) -> None:
    for name in ("tốt", "rác"):
        Path(f"{name}.docx").write_bytes(docx(p(name)))

    done = run("pdf", "tốt.docx", "rác.docx")

    assert done.exit_code == 1
    assert done.stdout == "1 PDF trong output/pdf: 1 mới làm, 0 không đổi.\n"
    failed = "Không đổi được tệp này sang PDF, hoặc đổi quá lâu."
    hint = "Hãy mở thử bằng Word hoặc LibreOffice, lưu lại rồi chạy lại."
    assert done.stderr.splitlines()[:2] == [f"Lỗi: rác.docx: {failed} {hint}", "Tất cả: 1 lỗi."]


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["a.docx", "--only", "1"], 2, "--only: Không dùng chung với tên tệp. Chỉ ghi một trong hai."),
        (["--by", "word", "--cluster", "tcp://127.0.0.1:1"], 2,
         "--by: Cụm máy chỉ dùng LibreOffice. Bỏ --by word hoặc bỏ --cluster."),
        (["--tls-ca", "a.pem", "--tls-key", "k.pem"], 2, f"--tls-ca, --tls-key: {IDLE}"),
        (["--tls-cert", "a.pem", "--cluster", "tcp://127.0.0.1:1"], 2, f"--tls-cert: {IDLE}"),
        (["--cluster", ""], 2, f"--cluster: “” không phải là địa chỉ của một cụm máy. {ADDRESS}"),
        (["--cluster", "tcp://may-in:8786"], 2,
         "--cluster: tcp:// không mã hóa, mà may-in không phải là chính máy này. Dùng tls:// với chứng thư."),
        ([], 2, NOTHING),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_one_line(
    folder: Path, converter: PdfOffice, words: list[str], code: int, message: str
) -> None:
    done = run("pdf", *words)

    assert (done.exit_code, done.stdout) == (code, "")
    assert done.stderr == f"Lỗi: {message}\nTất cả: 1 lỗi.\n"
    assert not Path("output").exists()


def test_a_letter_of_another_unit_gets_no_pdf(office: Office) -> None:
    office.form("B2").write_bytes(office.form("A1").read_bytes())

    done = run("pdf")

    told = (
        f"Lỗi: output/{office.form('B2').name}: Tệp của “Chi bộ Báo Hà Tĩnh” lại ghi mã KH1/A1 của đơn "
        "vị hay kế hoạch khác. Mở tệp xem; nếu chép nhầm, xóa tệp rồi chạy sokhet-docs generate để tạo lại."
    )
    assert (done.exit_code, done.stdout) == (1, "3 PDF trong output/pdf: 3 mới làm, 0 không đổi.\n")
    assert told in done.stderr.splitlines()


def test_letters_that_the_workbook_has_outrun_are_named(folder: Path, converter: PdfOffice) -> None:
    Office.open(folder, documents="Mẫu | Tên | Gửi cho\ncong-van.docx | Công văn | Tất cả")
    book = load_workbook("units.xlsx")
    book["Đơn vị"]["E1"], book["Đơn vị"]["E2"] = "Kính gửi", "Đồng chí Giám đốc Sở Nội vụ"
    book.save("units.xlsx")

    done = run("pdf")

    told = (
        "Cảnh báo: output: Tệp Excel hoặc mẫu đã đổi mà văn bản chưa tạo lại: Đảng bộ Sở Nội vụ. Muốn lấy "
        "bản mới thì chạy sokhet-docs generate trước."
    )
    assert (done.exit_code, done.stdout) == (0, "4 PDF trong output/pdf: 4 mới làm, 0 không đổi.\n")
    assert told in done.stderr.splitlines()
    assert told not in run("pdf", "--only", "B2").stderr


def test_without_its_workbook_letters_are_converted_and_that_is_told(office: Office) -> None:
    Path("units.xlsx").unlink()

    done = run("pdf")

    assert (done.exit_code, done.stdout) == (0, "4 PDF trong output/pdf: 4 mới làm, 0 không đổi.\n")
    assert "Chưa đối chiếu được văn bản với tệp Excel và mẫu." in done.stderr


def test_a_unit_without_a_letter_is_told(office: Office) -> None:
    office.form("A1").unlink()

    done = run("pdf", "--only", "A1", "-w", "units.xlsx")

    told = "--only: Chưa có văn bản của: Đảng bộ Sở Nội vụ. Chạy sokhet-docs generate trước."
    assert (done.exit_code, done.stderr) == (2, f"Lỗi: {told}\nTất cả: 1 lỗi.\n")

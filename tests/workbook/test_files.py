"""Every kind of table file is read; every file that cannot be is one clear line."""

from __future__ import annotations

import os
import re
import struct
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook

from sokhet_docs.office.safe_zip import TABLES
from sokhet_docs.plan import Plan
from sokhet_docs.problems import WorkbookError
from sokhet_docs.workbook import read_plan
from sokhet_docs.workbook.reading import csv_files
from tests.support.archives import RawEntry, edit_part, raw_zip, read_parts, zipped
from tests.support.environment import SAMPLE
from tests.support.libreoffice import convert
from tests.support.six_formats import same_in_quick_formats
from tests.support.workbook_builder import SMALL_PLAN, TITLES, fill, make_workbook, problems_of

SAVE_AS = "Mở tệp bằng Excel, chọn Lưu thành (Save As), kiểu Excel Workbook (.xlsx)."
LOCKED = "Tệp được đặt mật khẩu; Excel có thể tự mở mà không hỏi, nhưng chương trình thì không."
UNLOCK = "Mở tệp, bỏ mật khẩu và bỏ khóa cấu trúc sổ (Review, Protect Workbook) rồi lưu lại."
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DAMAGED = f"Tệp bị hỏng hoặc không phải là tệp Excel. {SAVE_AS}"
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def without_warnings(plan: Plan) -> Plan:
    return replace(plan, warnings=())


@pytest.fixture(scope="module")
def sample_in_other_programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("converted")
    for ending in ("xls", "ods", "xlsx"):
        convert([SAMPLE], folder, ending)
    return folder


@pytest.mark.parametrize("ending", ["xls", "ods", "xlsx"])
@pytest.mark.slow
def test_the_sample_saved_by_another_program_is_the_same_plan(
    sample_in_other_programs: Path, ending: str
) -> None:
    read = read_plan(sample_in_other_programs / f"units.{ending}")
    assert without_warnings(read) == without_warnings(read_plan(SAMPLE))
    assert [(w.place.file, w.place.spot) for w in read.warnings] == [(f"units.{ending}", "Kế hoạch!B28")]


@pytest.fixture(scope="module")
def hard_in_other_programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook of hard cells: formats, fonts, breaks, errors, hidden rows, merged cells."""

    def harden(book: Workbook) -> None:
        sheet = book["Đơn vị"]
        for column, (code, value) in enumerate(HARD_CELLS, 3):
            sheet.cell(1, column, f"Cột {column}")
            cell = sheet.cell(2, column, value)
            cell.number_format = code
        sheet.row_dimensions[3].hidden = True
        sheet.merge_cells("B2:B3")

    folder = tmp_path_factory.mktemp("hard")
    make_workbook(folder / "units.xlsx", harden)
    convert([folder / "units.xlsx"], folder, "ods")
    convert([folder / "units.xlsx"], folder, "xls")
    return folder


HARD_CELLS: tuple[tuple[str, float | str], ...] = (
    ("00", 1),
    ("0000000000", 912345678),
    ("0.0%", 0.125),
    ("hh:mm", 0.375),
    ("@", "a\nb"),
    ("General", True),
)
HARD_SHOWN = ["01", "0912345678", "12,5%", "09:00", "a\nb", "TRUE"]


@pytest.mark.parametrize("ending", ["xlsx", "xls"])
@pytest.mark.slow
def test_hard_cells_are_shown_alike_in_old_and_new_files(hard_in_other_programs: Path, ending: str) -> None:
    plan = read_plan(hard_in_other_programs / f"units.{ending}")
    assert list(plan.units[0].extra.values()) == HARD_SHOWN
    assert [unit.review_form for unit in plan.units] == ["Hội nghị", "Hội nghị"]
    assert [warning.message for warning in plan.warnings] == ["Có 1 dòng ẩn vẫn được đọc: 3."]


@pytest.mark.slow
def test_an_ods_is_shown_as_a_vietnamese_machine_does(hard_in_other_programs: Path) -> None:
    plan = read_plan(hard_in_other_programs / "units.ods")
    # The .ods was written on an English machine; its own texts say 12.5%.
    assert list(plan.units[0].extra.values()) == HARD_SHOWN
    assert [warning.message for warning in plan.warnings] == ["Có 1 dòng ẩn vẫn được đọc: 3."]


def test_macros_are_ignored(tmp_path: Path) -> None:
    path = make_workbook(tmp_path / "units.xlsx")
    with_macros = read_parts(path.read_bytes()) | {"xl/vbaProject.bin": b"Attribute VB_Name = ..."}
    path = tmp_path / "units.xlsm"
    path.write_bytes(zipped(with_macros))
    assert len(read_plan(path).units) == 2


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("prefix", ["", "units-"])
def test_csv_files_make_a_plan_together(tmp_path: Path, delimiter: str, encoding: str, prefix: str) -> None:
    form = {
        "outline": "Mục | Tiêu đề\n1 | Kết quả\n1.1 | Ưu điểm",
        "figures": "Chỉ tiêu | Nhóm\nSố cuộc | Họp",
    }
    for title, text in (SMALL_PLAN | {TITLES[name]: text for name, text in form.items()}).items():
        lines = [[f'"{cell.strip()}"' for cell in line.split("|")] for line in text.strip().split("\n")]
        content = "\r\n".join(delimiter.join(line) for line in lines)
        (tmp_path / f"{prefix}{title}.csv").write_text(content, encoding=encoding, newline="")
    expected = read_plan(make_workbook(tmp_path / "small.xlsx", None, **form))
    assert read_plan(tmp_path / f"{prefix}Đơn vị.csv") == expected


def test_csv_faults_name_the_file_of_their_table(tmp_path: Path) -> None:
    (tmp_path / "danh-sach.csv").write_text(
        "sep=;\nTên tổ chức đảng;Hình thức sơ kết\nChi bộ A;Báo cao\n", encoding="utf-8"
    )
    (tmp_path / "ke-hoach.csv").write_text("Mục;Giá trị\nNăm;x\n", encoding="utf-8")
    with pytest.raises(WorkbookError) as caught:
        read_plan(tmp_path / "danh-sach.csv")
    said = [str(problem) for problem in caught.value.problems]
    assert (
        "danh-sach.csv, B3: “Báo cao” không có trong danh sách."
        " Có phải “Báo cáo”? Chọn một trong: Hội nghị, Báo cáo."
    ) in said
    assert (
        "ke-hoach.csv, B2: “x” không phải là số nguyên từ 1990 đến 2200. Gõ lại một số nguyên, không kèm chữ."
        in said
    )
    assert "danh-sach.csv: Thiếu bảng “Nơi nhận”. Đặt tệp noi-nhan.csv cạnh tệp này." in said


def test_a_csv_whose_encoding_is_not_certain_is_not_guessed(tmp_path: Path) -> None:
    (tmp_path / "units.csv").write_bytes("Tên;Hình thức\nChi bộ Málaga;Báo cáo".encode("cp1258", "replace"))
    assert problems_of(tmp_path / "units.csv") == [
        "Tệp “units.csv” không phải CSV UTF-8; trong Excel hãy lưu kiểu “CSV UTF-8” hoặc .xlsx."
    ]


def part_replaced(path: Path, name: str, change: Callable[[bytes], bytes]) -> None:
    """Rewrite the zip at ``path`` with the part ``name`` changed."""
    path.write_bytes(edit_part(path.read_bytes(), name, change))


def bomb(path: Path) -> None:
    """Write a workbook that would unpack to twelve gigabytes of zeros."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    megabyte = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    size = 4_000 << 20
    zeros = RawEntry("xl/worksheets/sheet1.xml", 0, size, megabyte * 4_000 + packer.flush())
    path.write_bytes(raw_zip([zeros, zeros, zeros]))  # three parts of one name count as three


def liar(path: Path) -> None:
    """Write a workbook whose sheet holds far more than its directory says."""
    make_workbook(path)
    parts = read_parts(path.read_bytes())
    sheet = "xl/worksheets/sheet1.xml"
    content = {name: data + bytes(50 << 20) if name == sheet else data for name, data in parts.items()}
    path.write_bytes(
        raw_zip(
            RawEntry(name, zlib.crc32(data), len(parts[name]), zlib.compress(data, 9, -15))
            for name, data in content.items()
        )
    )


def declaring(declaration: bytes, part: str) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        make_workbook(path)
        part_replaced(
            path, part, lambda xml: declaration + xml[xml.find(b"?>") + 2 if xml[:2] == b"<?" else 0 :]
        )

    return write


def encrypted(path: Path) -> None:
    """Write what Excel's password protection makes of a workbook: an OLE file with an encrypted package."""
    path.write_bytes(OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(512))


def locked(path: Path) -> None:
    make_workbook(path)
    path.with_name(f"~${path.name}").write_bytes(b"\x05Clerk")


def open_in_libreoffice(path: Path) -> None:
    make_workbook(path)
    path.with_name(f".~lock.{path.name}#").write_text(",clerk,pc", encoding="utf-8")


def word_file(path: Path) -> None:
    path.write_bytes(zipped({"[Content_Types].xml": b"", "word/document.xml": b""}))


def other_zip(name: str) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(zipped({name: b""}))


def truncated(path: Path) -> None:
    path.write_bytes(SAMPLE.read_bytes()[:20_000])


def misleading_directory(path: Path) -> None:
    """Write a workbook whose zip says that its directory begins far beyond the end of the file."""
    content = SAMPLE.read_bytes()
    end = content.rindex(b"PK\5\6")
    path.write_bytes(content[: end + 16] + struct.pack("<L", 1_000_000) + content[end + 20 :])


CLOSE_IT = "Lưu và đóng tệp rồi chạy lại. Nếu không ai mở tệp, hãy xóa tệp"


@pytest.mark.parametrize(
    ("write", "message"),
    [
        (lambda path: None, "Không có tệp này. Kiểm tra lại tên tệp và thư mục."),
        (lambda path: path.mkdir(), "Đây là thư mục, không phải tệp Excel."),
        (
            lambda path: path.write_bytes(b""),
            "Tệp rỗng (0 byte). Lấy lại tệp từ bản lưu, hoặc làm lại từ tệp mẫu.",
        ),
        (lambda path: path.write_text("TT;Tên", encoding="utf-8"), f"Đây không phải là tệp Excel. {SAVE_AS}"),
        (
            lambda path: path.write_text("<html><table>", encoding="utf-8"),
            f"Đây không phải là tệp Excel. {SAVE_AS}",
        ),
        pytest.param(
            lambda path: os.mkfifo(path),
            "Đây không phải là một tệp.",
            marks=pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such pipes"),
        ),
        (truncated, DAMAGED),
        (misleading_directory, DAMAGED),
        (lambda path: path.write_bytes(b"PK\x03\x04" + bytes(100)), DAMAGED),
        (lambda path: path.write_bytes(OLE + bytes(600)), DAMAGED),
        (encrypted, f"{LOCKED} {UNLOCK}"),
        (bomb, "Tệp bung ra tới 12,6 GB, có thể là tệp phá hoại; không đọc."),
        (liar, DAMAGED),
        (declaring(LAUGHS, "xl/worksheets/sheet1.xml"), DAMAGED),
        (declaring(OUTSIDE, "xl/worksheets/sheet1.xml"), DAMAGED),
        (declaring(LAUGHS, "xl/workbook.xml"), DAMAGED),
        (declaring(OUTSIDE, "xl/styles.xml"), DAMAGED),
        (locked, f"Tệp đang mở trong Excel. {CLOSE_IT} “~$units.xlsx”."),
        (open_in_libreoffice, f"Tệp đang mở trong LibreOffice. {CLOSE_IT} “.~lock.units.xlsx#”."),
        (word_file, "Đây là tệp Word, không phải tệp Excel."),
        (other_zip("xl/workbook.bin"), f"Chưa đọc được tệp kiểu .xlsb. {SAVE_AS}"),
        (other_zip("anh.png"), f"Đây không phải là tệp Excel. {SAVE_AS}"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_line(
    tmp_path: Path, write: Callable[[Path], object], message: str
) -> None:
    path = tmp_path / "units.xlsx"
    write(path)
    with pytest.raises(WorkbookError) as caught:
        read_plan(path)
    assert [str(problem) for problem in caught.value.problems] == [f"units.xlsx: {message}"]


def test_an_owner_file_of_excel_is_no_workbook(tmp_path: Path) -> None:
    (tmp_path / "~$units.xlsx").write_bytes(b"\x05Clerk")
    assert problems_of(tmp_path / "~$units.xlsx") == [
        "Đây là tệp khóa tạm của Excel. Hãy chọn tệp “units.xlsx”."
    ]


def test_a_file_that_may_not_be_read_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make_workbook(tmp_path / "units.xlsx")
    path.chmod(0)
    if os.access(path, os.R_OK):  # the administrator may read everything: let the system say no in its stead
        monkeypatch.setattr(Path, "open", _forbidden)
    assert problems_of(path) == [
        "Không được phép đọc tệp này. Đóng tệp nếu đang mở trong Excel, hoặc xin quyền đọc tệp."
    ]


def _forbidden(*args: object, **options: object) -> None:
    raise PermissionError(13, "Permission denied")


def test_a_password_of_an_open_document_is_said(tmp_path: Path) -> None:
    encrypted = {"content.xml": b"\x00\x01", "META-INF/manifest.xml": b"<manifest:encryption-data/>"}
    (tmp_path / "units.ods").write_bytes(zipped(encrypted))
    assert problems_of(tmp_path / "units.ods") == [f"{LOCKED} {UNLOCK}"]


def test_a_password_of_libreoffice_24_8_is_said(tmp_path: Path) -> None:
    whole = {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "encrypted-package": b"\x00\x01",
             "META-INF/manifest.xml": b"<manifest:encryption-data/>"}  # fmt: skip
    (tmp_path / "units.ods").write_bytes(zipped(whole))
    assert problems_of(tmp_path / "units.ods")[0].startswith(LOCKED)


def test_part_names_in_other_cases_and_with_backslashes_are_found_as_excel_does(tmp_path: Path) -> None:
    path = make_workbook(tmp_path / "units.xlsx")
    parts = read_parts(path.read_bytes())
    path.write_bytes(zipped({name.replace("/", "\\").upper(): part for name, part in parts.items()}))
    assert [unit.name for unit in read_plan(path).units] == ["Đảng bộ A", "Chi bộ B"]


def test_a_sheet_of_formatted_empty_rows_is_read_like_an_empty_one(tmp_path: Path) -> None:
    path = make_workbook(tmp_path / "units.xlsx")
    empty = b"".join(
        b'<row r="%d" s="1" customFormat="1"><c r="A%d" s="1"/><c r="B%d" s="1"/></row>' % (n, n, n)
        for n in range(4, 60_000)
    )
    part_replaced(
        path, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"</sheetData>", empty + b"</sheetData>")
    )
    assert len(read_plan(path).units) == 2


def test_a_sheet_of_more_text_than_any_list_needs_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    limits = replace(TABLES, streamed=2_000_000)
    monkeypatch.setattr("sokhet_docs.workbook.reading.xlsx.TABLES", limits)
    units = f"Tên tổ chức đảng | Hình thức sơ kết | Ghi chú\nChi bộ A | Báo cáo | {'x' * 30_000}"
    path = make_workbook(tmp_path / "units.xlsx", units=units)
    assert len(read_plan(path).units) == 1
    row = b'<row r="9"><c r="C9" t="inlineStr"><is><t>' + b"x" * 30_000 + b"</t></is></c></row>"
    end = b"</sheetData>"
    part_replaced(path, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(end, row * 70 + end))
    assert problems_of(path) == ["Trong tệp có hơn 2 MB chữ và số; không đọc."]


def test_a_csv_of_many_megabytes_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_files, "MAX_FILE", 10)
    (tmp_path / "units.csv").write_text("Tên;Hình thức", encoding="utf-8")
    assert problems_of(tmp_path / "units.csv") == ["Tệp “units.csv” quá lớn so với một danh sách đơn vị."]


def test_what_only_looks_like_an_empty_cell_stays(tmp_path: Path) -> None:
    units = "Tên tổ chức đảng | Hình thức sơ kết | Ghi chú\nChi bộ A | Báo cáo | ZZZ"
    path = make_workbook(tmp_path / "units.xlsx", units=units)
    strange = b'<![CDATA[<c r="A9" s="1"/>]]>'
    part_replaced(path, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"ZZZ", strange))
    assert read_plan(path).units[0].note == '<c r="A9" s="1"/>'


def test_a_sheet_without_cell_references_is_read_in_order(tmp_path: Path) -> None:
    path = make_workbook(tmp_path / "units.xlsx")
    part_replaced(path, "xl/worksheets/sheet1.xml", lambda xml: re.sub(rb' (?:r|spans)="[^"]*"', b"", xml))
    assert [unit.name for unit in read_plan(path).units] == ["Đảng bộ A", "Chi bộ B"]


def test_a_formula_counts_by_its_result_and_only_with_one(tmp_path: Path) -> None:
    units = "Tên tổ chức đảng | Hình thức sơ kết | Hạn báo cáo | Số bản\nChi bộ A | Báo cáo"
    path = make_workbook(tmp_path / "units.xlsx", units=units)
    cells = {
        "C2": b'<c r="C2" s="0"><f>A1</f></c>',
        "D2": b'<c r="D2" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
    }
    part_replaced(
        path,
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b"</row></sheetData>", b"".join(cells.values()) + b"</row></sheetData>"),
    )
    assert problems_of(path) == [
        "Đơn vị!C2: Công thức trong ô chưa có kết quả. Mở tệp bằng Excel, lưu lại, hoặc gõ thẳng giá trị.",
        "Đơn vị!D2: Ô có lỗi của Excel: #DIV/0!. Sửa công thức trong ô, hoặc gõ thẳng giá trị.",
    ]


def test_the_builder_writes_text_numbers_and_blanks() -> None:
    book = Workbook()
    sheet = book.create_sheet("x")
    fill(sheet, "a | 01 | 7\n =1+1 |")
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows == [["a", "01", 7], ["=1+1", None, None]]


@pytest.mark.parametrize(
    "text",
    [
        "TT|Tên đơn vị|Hình thức\n1|Đảng bộ A, B|Hội nghị\n2|Chi bộ B|Báo cáo\n",
        "| TT | Tên đơn vị | Hình thức |\n| 1 | Đảng bộ A, B | Hội nghị |\n| 2 | Chi bộ B | Báo cáo |\n",
    ],
)
def test_a_csv_may_have_bars_between_its_cells(tmp_path: Path, text: str) -> None:
    *_, made = same_in_quick_formats(make_workbook(tmp_path / "units.xlsx"), tmp_path)
    made.write_text(text, "utf-8")
    assert [(unit.name, unit.review_form) for unit in read_plan(made).units] == [
        ("Đảng bộ A, B", "Hội nghị"),
        ("Chi bộ B", "Báo cáo"),
    ]
    assert problems_of(made) == []

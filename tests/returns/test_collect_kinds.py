"""Files of every kind that come in: read where a library can, else kept, named and counted as sent."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import random
import struct
import tarfile
import zlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import docx
import openpyxl
import py7zr
import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from sokhet_docs.office.docx_text import read_passages
from sokhet_docs.returns import VIETNAM, Collected, Return, collect, intake_folder
from tests.support.archives import zipped
from tests.support.environment import require
from tests.support.plans import COURT, LIBRARY, a_plan
from tests.support.word_forms import W, fill_in, words_of, write_form

PLAN = a_plan()
SENT = b"%PDF-1 scan"
UNREAD_PDF = "Tệp PDF: không đọc nội dung, cần mở xem."


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """An empty folder for what comes in."""
    folder = tmp_path / "in"
    folder.mkdir()
    return folder


def report(tmp_path: Path, text: str = "Đã viết.") -> bytes:
    """Return the court's form with ``text`` in its first section."""
    form = write_form(tmp_path / "form.docx", PLAN, COURT)
    return fill_in(form, tmp_path / "filled.docx", {"muc_1_1": text}).read_bytes()


def taken(collected: Collected) -> list[tuple[str, str | None, str]]:
    """Return what was taken in: the name it came under, its unit, the ending of its file."""
    return [(item.original, item.unit_code, Path(item.file).suffix) for item in collected.added]


def text_of(output: Path, item: Return) -> list[str]:
    """Return the lines that the reader of Word files is given of ``item``."""
    paragraphs = docx.Document(str(output / item.reading)).element.body.iter(f"{W}p")
    return [words for paragraph in paragraphs if (words := words_of(paragraph).strip())]


def tarred(name: str, content: bytes, time: float = 1_650_000_000) -> bytes:
    """Return a .tar of one file."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        member = tarfile.TarInfo(name)
        member.size, member.mtime = len(content), time
        archive.addfile(member, io.BytesIO(content))
    return stream.getvalue()


def seven_zipped(name: str, content: bytes, password: str | None = None, *, hide: bool = False) -> bytes:
    """Return a .7z of one file, with ``hide`` its name encrypted too."""
    stream = io.BytesIO()
    with py7zr.SevenZipFile(stream, "w", password=password, header_encryption=hide) as archive:
        archive.writestr(content, name)
    return stream.getvalue()


def rar_stored(name: str, content: bytes, flags: int = 0, method: int = 0x30) -> bytes:
    """Return a .rar (of version 3) of one file that was stored as it is."""
    raw = name.encode("ascii")
    head = struct.pack(
        "<BHHIIBIIBBHI", 0x74, 0x8000 | flags, 32 + len(raw), len(content), len(content), 3,
        zlib.crc32(content), 0x54936000, 29, method, len(raw), 0x20,
    ) + raw  # fmt: skip
    main = struct.pack("<BHHHI", 0x73, 0, 13, 0, 0)
    blocks = (struct.pack("<H", zlib.crc32(block) & 0xFFFF) + block for block in (main, head))
    start, file_head = blocks
    return b"Rar!\x1a\x07\x00" + start + file_head + content + b"\xc4\x3d\x7b\x00\x40\x07\x00"


ARCHIVES: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "zip": (lambda blob: zipped({"thư mục/cb02.pdf": blob}), "a.x › cb02.pdf"),
    "zip behind a program": (lambda blob: b"\0\1\2" + zipped({"cb02.pdf": blob}), "a.x › cb02.pdf"),
    "tar": (lambda blob: tarred("thư mục/cb02.pdf", blob), "a.x › cb02.pdf"),
    "tar.gz": (lambda blob: gzip.compress(tarred("cb02.pdf", blob)), "a.x › a › cb02.pdf"),
    "tar.bz2": (lambda blob: bz2.compress(tarred("cb02.pdf", blob)), "a.x › a › cb02.pdf"),
    "tar.xz": (lambda blob: lzma.compress(tarred("cb02.pdf", blob)), "a.x › a › cb02.pdf"),
    "7z": (lambda blob: seven_zipped("thư mục/cb02.pdf", blob), "a.x › cb02.pdf"),
    "rar": (lambda blob: rar_stored("cb02.pdf", blob), "a.x › cb02.pdf"),
    "7z in zip": (lambda blob: zipped({"b.7z": seven_zipped("cb02.pdf", blob)}), "a.x › b.7z › cb02.pdf"),
}


@pytest.mark.parametrize(("pack", "label"), ARCHIVES.values(), ids=ARCHIVES)
def test_archives_of_every_kind_are_unpacked(
    tmp_path: Path, inbox: Path, pack: Callable[[bytes], bytes], label: str
) -> None:
    (inbox / "a.x").write_bytes(pack(SENT))

    collected = collect(PLAN, tmp_path / "output", [inbox])

    assert taken(collected) == [(label, "CB02", ".pdf")]
    assert collected.problems == ()
    (kept,) = intake_folder(tmp_path / "output").iterdir()
    assert kept.read_bytes() == SENT


def damaged(archive: bytes, at: int) -> bytes:
    """Return ``archive`` with one byte changed."""
    data = bytearray(archive)
    data[at] ^= 0xFF
    return bytes(data)


def damaged_zip(method: int) -> bytes:
    """Return a zip of a whole and a damaged file, packed by ``method``."""
    import zipfile

    stream = io.BytesIO()
    noise = random.Random(1).randbytes(5000)
    with zipfile.ZipFile(stream, "w", method) as archive:
        archive.writestr("db01.pdf", SENT)
        archive.writestr("cb02.pdf", b"%PDF-1 " + noise)
        at = archive.getinfo("cb02.pdf").header_offset + 300
    data = bytearray(stream.getvalue())
    data[at : at + 200] = bytes(200)
    return bytes(data)


def of_unknown_method(archive: bytes) -> bytes:
    """Return ``archive``, its one member said to be packed by a method that nobody has."""
    data = bytearray(archive)
    for signature, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        data[data.index(signature) + offset] = 77
    return bytes(data)


SEND_AGAIN, UNPACK = "Đề nghị nơi gửi gửi lại.", "Hãy giải nén rồi thu lại."
BROKEN = f"Tệp nén bị hỏng, không mở được hết. {SEND_AGAIN}"
LOCKED = "tệp nén có mật khẩu, không mở được."
OTHER_METHOD = f"Không lấy ra được cb02.pdf: tệp nén theo cách mà máy không mở được. {UNPACK}"
NOT_TAKEN_OUT = f"Không lấy ra được cb02.pdf: tệp bị hỏng. {SEND_AGAIN}"
KEPT: dict[str, tuple[bytes, str, str]] = {
    "pages": (
        zipped({"Index/Document.iwa": b"x", "preview.jpg": b"y"}), ".pages",
        "Tệp Pages hoặc Numbers của máy Apple, không đọc được; xin đơn vị gửi lại tệp Word.",
    ),
    "7z with a password": (
        seven_zipped("cb02.pdf", SENT, "x"), ".7z", f"Không lấy ra được cb02.pdf: {LOCKED} {UNPACK}",
    ),
    "7z with hidden names": (
        seven_zipped("x.pdf", SENT, "x", hide=True), ".7z", f"T{LOCKED[1:]} {UNPACK}",
    ),
    "damaged 7z": (damaged(seven_zipped("cb02.pdf", SENT), 36), ".7z", NOT_TAKEN_OUT),
    "cut 7z": (seven_zipped("cb02.pdf", SENT)[:-9], ".7z", BROKEN),
    "packed rar": (
        rar_stored("cb02.pdf", SENT, method=0x33), ".rar",
        f"Không lấy ra được cb02.pdf: máy này chưa mở được tệp .rar, hoặc tệp bị hỏng. {UNPACK}",
    ),
    "rar with a password": (
        rar_stored("cb02.pdf", SENT, flags=4), ".rar", f"Không lấy ra được cb02.pdf: {LOCKED} {UNPACK}",
    ),
    "damaged rar": (
        b"Rar!\x1a\x07\x01\x00junk", ".rar", BROKEN,
    ),
    "cut gz": (gzip.compress(SENT)[:-15], ".gz", BROKEN),
    "damaged bz2": (
        damaged(bz2.compress(SENT), 14), ".bz2", BROKEN,
    ),
    "cut xz": (lzma.compress(SENT)[:-20], ".xz", BROKEN),
    "zip packed by nobody's method": (of_unknown_method(zipped({"cb02.pdf": SENT})), ".zip", OTHER_METHOD),
    "unknown bytes": (
        bytes(range(256)) * 9, ".bin",
        "Không đọc được tệp này; hãy mở xem, hoặc xin đơn vị gửi lại tệp Word.",
    ),
    "a program": (
        b"MZ\x90\0" + bytes(90), ".bin",
        "Tệp chương trình: đừng mở; xin đơn vị gửi lại báo cáo bằng tệp Word.",
    ),
    "a script": (
        b"@echo off\r\ndel *.*", ".bin",
        "Tệp chương trình: đừng mở; xin đơn vị gửi lại báo cáo bằng tệp Word.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("blob", "ending", "advice"), KEPT.values(), ids=KEPT)
def test_what_cannot_be_read_is_kept_and_counts_as_sent(
    tmp_path: Path, inbox: Path, blob: bytes, ending: str, advice: str
) -> None:
    (inbox / "Chi bộ Thư viện tỉnh.docx").write_bytes(blob)

    collected = collect(PLAN, tmp_path / "output", [inbox])

    (item,) = collected.added
    assert (item.unit_code, item.readable, item.problems) == (LIBRARY.code, False, (advice,))
    assert Path(item.file).suffix == ending
    assert (intake_folder(tmp_path / "output") / item.file).read_bytes() == blob
    assert collected.problems == ()


@pytest.mark.parametrize("method", [8, 12, 14], ids=["deflate", "bzip2", "lzma"])
def test_a_damaged_member_costs_one_line_and_the_archive_is_kept(
    tmp_path: Path, inbox: Path, method: int
) -> None:
    (inbox / "a.zip").write_bytes(damaged_zip(method))

    collected = collect(PLAN, tmp_path / "output", [inbox])

    assert taken(collected) == [("a.zip › db01.pdf", "DB01", ".pdf"), ("a.zip", "CB02", ".zip")]
    assert collected.added[1].problems == (NOT_TAKEN_OUT,)
    assert collect(PLAN, tmp_path / "output", [inbox]).added == ()


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"], ids=["utf-8", "marked", "utf-16", "unmarked"]
)
def test_a_report_in_plain_text_is_read(tmp_path: Path, inbox: Path, encoding: str) -> None:
    lines = ["BÁO CÁO", "Chi bộ Thư viện tỉnh", "Đã mở 25 lớp."]
    (inbox / "a.doc").write_bytes("\r\n".join(lines).encode(encoding))

    (item,) = collect(PLAN, tmp_path / "output", [inbox]).added

    assert (item.unit_code, item.found_by, Path(item.file).suffix) == ("CB02", "tên trong văn bản", ".txt")
    assert text_of(tmp_path / "output", item) == lines


FLAT_OPC = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><?mso-application progid="Word.Document"?>'
    '<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"><pkg:part '
    'pkg:name="/_rels/.rels" pkg:contentType="application/vnd.openxmlformats-package.relationships+xml">'
    '<pkg:xmlData><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="word/document.xml" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/officeDocument"/></Relationships></pkg:xmlData></pkg:part>'
    '<pkg:part pkg:name="/word/document.xml" pkg:contentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"><pkg:xmlData>'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    "<w:p><w:r><w:t>BÁO CÁO</w:t></w:r></w:p><w:p><w:r><w:t>Chi bộ Thư viện tỉnh</w:t></w:r></w:p>"
    "</w:body></w:document></pkg:xmlData></pkg:part></pkg:package>"
)


def test_a_word_file_saved_as_one_xml_file_is_read(tmp_path: Path, inbox: Path) -> None:
    (inbox / "a.doc").write_text(FLAT_OPC, encoding="utf-8")

    (item,) = collect(PLAN, tmp_path / "output", [inbox]).added

    assert (item.unit_code, Path(item.file).suffix) == ("CB02", ".xml")
    assert text_of(tmp_path / "output", item) == ["BÁO CÁO", "Chi bộ Thư viện tỉnh"]


WORD_2003 = (
    '<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Word.Document"?>'
    '<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body>'
    "<w:p><w:r><w:t>BÁO CÁO</w:t></w:r></w:p><w:p><w:r><w:t>Chi bộ Thư viện tỉnh</w:t></w:r></w:p>"
    "</w:body></w:wordDocument>"
)
PAGE = (
    "<html><head><title>x</title></head><body><p>BÁO CÁO</p><table><tr><td>Chi bộ Thư viện tỉnh</td>"
    '</tr></table><img src="http://127.0.0.1:9/a.png"><script>alert(1)</script></body></html>'
)
PAGE_WITH_FIELDS = PAGE.replace("Thư viện", "\x04Thư\x05 viện\x01").replace("</table>", "</table><p>\x01</p>")
DRAWN = "<svg><text x=1>Chi <tspan>bộ</tspan></text><text>Thư viện tỉnh</text><rect/></svg>"
PAGE_WITH_A_DRAWING = PAGE.replace("Chi bộ Thư viện tỉnh", f"4{DRAWN}5")
SAVED_PAGE = (
    'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"; type="text/html"\r\n\r\n--x\r\n'
    'Content-Location: file:///C:/a.htm\r\nContent-Type: text/html; charset="utf-8"\r\n'
    f"Content-Transfer-Encoding: 8bit\r\n\r\n{PAGE}\r\n\r\n--x--\r\n"
)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "ending"),
    [(WORD_2003, ".xml"), (PAGE, ".html"), (SAVED_PAGE, ".mht"), (PAGE_WITH_FIELDS, ".html")],
    ids=["2003 XML", "page", "saved page", "page with fields"],
)
def test_pages_and_old_xml_named_doc_are_read(tmp_path: Path, inbox: Path, text: str, ending: str) -> None:
    require("soffice")
    (inbox / "a.doc").write_bytes(text.encode())

    (item,) = collect(PLAN, tmp_path / "output", [inbox]).added

    assert (item.unit_code, Path(item.file).suffix, item.problems) == ("CB02", ending, ())
    assert text_of(tmp_path / "output", item) == ["BÁO CÁO", "Chi bộ Thư viện tỉnh"]
    assert (intake_folder(tmp_path / "output") / item.file).read_bytes() == text.encode()


@pytest.mark.slow
def test_words_of_a_drawing_in_a_page_are_read(tmp_path: Path, inbox: Path) -> None:
    require("soffice")
    (inbox / "a.html").write_text(PAGE_WITH_A_DRAWING, encoding="utf-8")

    (item,) = collect(PLAN, tmp_path / "output", [inbox]).added

    assert text_of(tmp_path / "output", item) == ["BÁO CÁO", "4 (trong hình: Chi bộ Thư viện tỉnh) 5"]


def test_a_table_file_is_read_as_it_shows(tmp_path: Path, inbox: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Phụ lục cb02"
    for row in (["Chỉ tiêu", "Năm 2021"], ["Số lớp", 1250], ["Tỷ lệ", 0.125], ["ẩn", 1]):
        sheet.append(row)
    sheet["B3"].number_format = "0.0%"
    sheet["B2"].number_format = "#,##0"
    sheet.row_dimensions[4].hidden = True
    sheet.merge_cells("A5:B5")
    sheet["A5"] = "gộp"
    book.create_sheet("Nháp")["A1"] = "bí mật"
    book["Nháp"].sheet_state = "hidden"
    book.save(inbox / "cb02.docx")

    (item,) = collect(PLAN, tmp_path / "output", [inbox]).added

    assert (item.unit_code, Path(item.file).suffix) == ("CB02", ".xlsx")
    assert text_of(tmp_path / "output", item) == [
        "Phụ lục cb02", "Chỉ tiêu", "Năm 2021", "Số lớp", "1.250", "Tỷ lệ", "12,5%", "gộp",
    ]  # fmt: skip
    assert item.problems == (
        "Bảng tính có trang ẩn “Nháp”, 1 dòng ẩn (“ẩn 1 bí mật”): không đọc, cần mở xem.",
    )


def test_a_csv_in_an_old_encoding_is_read_as_a_table(tmp_path: Path, inbox: Path) -> None:
    (inbox / "cb02.txt").write_bytes("STT;Chỉ tiêu;Số\r\n1;Số lớp;25\r\n".encode("utf-16"))

    (item,) = collect(PLAN, tmp_path / "output", [inbox]).added

    assert (item.unit_code, Path(item.file).suffix) == ("CB02", ".csv")
    assert text_of(tmp_path / "output", item) == ["STT", "Chỉ tiêu", "Số", "1", "Số lớp", "25"]


def a_pdf(*lines: str) -> bytes:
    """Return a PDF of one page with ``lines`` of plain letters as its text layer."""
    writer = PdfWriter()
    page = writer.add_blank_page(600, 800)
    kind = {
        NameObject("/Type"): NameObject("/Font"),
        NameObject("/Subtype"): NameObject("/Type1"),
        NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
    }
    font = DictionaryObject({**kind, NameObject("/BaseFont"): NameObject("/Helvetica")})
    fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    stream = DecodedStreamObject()
    shown = " ".join(f"({line}) Tj 0 -20 Td" for line in lines)
    stream.set_data(f"BT /F1 12 Tf 50 700 Td {shown} ET".encode("latin-1"))
    page[NameObject("/Contents")] = writer._add_object(stream)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_the_text_of_a_pdf_tells_whose_it_is(tmp_path: Path, inbox: Path) -> None:
    plan = a_plan(COURT, LIBRARY, code="SK01")
    code = write_and_read_code(tmp_path)
    (inbox / "scan1.pdf").write_bytes(a_pdf("x", f"M\\343 b\\341o c\\341o: {code}"))
    (inbox / "scan2.pdf").write_bytes(a_pdf("x") + b"%damaged")

    first, second = collect(plan, tmp_path / "output", [inbox]).added

    assert (first.unit_code, first.found_by, first.readable, first.problems) == (
        "CB02", "mã in", False, (UNREAD_PDF,)
    )  # fmt: skip
    assert second.unit_code is None


def write_and_read_code(tmp_path: Path) -> str:
    """Return the code that is printed on the library's form."""
    form = write_form(tmp_path / "coded.docx", a_plan(COURT, LIBRARY, code="SK01"), LIBRARY)
    text = "\n".join(passage.text for passage in read_passages(form.read_bytes()))
    return text.partition("Mã báo cáo:")[2].split()[0]


def test_a_bomb_of_nested_archives_is_refused_within_one_budget(tmp_path: Path, inbox: Path) -> None:
    layer = zipped({f"{number}.bin": bytes(90_000_000) for number in range(2)})
    (inbox / "cb02.zip").write_bytes(
        zipped({f"{number}.zip": layer + bytes([number]) for number in range(5)} | {"cb02.pdf": SENT})
    )

    collected = collect(PLAN, tmp_path / "output", [inbox])

    refused = [(f"cb02.zip › {number}.zip", "CB02", ".zip") for number in range(1, 5)]
    assert taken(collected) == [*refused, ("cb02.zip › cb02.pdf", "CB02", ".pdf")]
    assert collected.added[0].problems == (f"Tệp nén bung ra quá lớn, không mở. {UNPACK}",)


def test_an_archive_of_zeros_is_refused_before_it_is_unpacked(tmp_path: Path, inbox: Path) -> None:
    (inbox / "cb02.zip").write_bytes(
        zipped(dict.fromkeys(["1.docx", "2.docx", "3.docx"], bytes(120_000_000)))
    )

    (zeros,) = collect(PLAN, tmp_path / "output", [inbox]).added

    assert zeros.problems == (f"Tệp nén bung ra quá lớn, không mở. {UNPACK}",)


def test_members_keep_their_times_and_odd_times_stop_nothing(tmp_path: Path, inbox: Path) -> None:
    (inbox / "1.tar").write_bytes(tarred("db01.pdf", SENT))
    (inbox / "2.tar").write_bytes(tarred("cb02.pdf", SENT + b"2", time=-9))
    (inbox / "3.tar").write_bytes(tarred("cb02.pdf", SENT + b"3", time=8e10))

    collected = collect(PLAN, tmp_path / "output", [inbox])

    assert [item.original for item in collected.added] == [
        "1.tar › db01.pdf", "2.tar › cb02.pdf", "3.tar › cb02.pdf",
    ]  # fmt: skip
    assert collected.added[0].made == datetime.fromtimestamp(1_650_000_000, VIETNAM)


def test_a_csv_with_a_title_above_and_a_signature_below_is_read_as_a_table(
    tmp_path: Path, inbox: Path
) -> None:
    lines = ["Phụ lục số liệu", "", "STT;Chỉ tiêu;Số", "1;Số lớp;25", "2;Số người;30", "Người lập biểu", ""]
    (inbox / "cb02.csv").write_text("\r\n".join(lines), encoding="utf-8-sig")

    (item,) = collect(PLAN, tmp_path / "output", [inbox]).added

    assert (item.unit_code, Path(item.file).suffix) == ("CB02", ".csv")
    assert text_of(tmp_path / "output", item) == [
        "Phụ lục số liệu", "STT", "Chỉ tiêu", "Số", "1", "Số lớp", "25", "2", "Số người", "30",
        "Người lập biểu",
    ]  # fmt: skip


def test_a_letter_with_a_short_list_in_it_is_no_table(tmp_path: Path, inbox: Path) -> None:
    lines = ["Kính gửi Ban,", "Chi bộ báo cáo:", "1.\tSố lớp: 25", "2.\tSố người: 30", "Hết."]
    (inbox / "cb02.txt").write_text("\n".join(lines), encoding="utf-8")

    (item,) = collect(PLAN, tmp_path / "output", [inbox]).added

    assert (item.unit_code, Path(item.file).suffix) == ("CB02", ".txt")
    assert text_of(tmp_path / "output", item) == [line.replace("\t", "") for line in lines]


@pytest.mark.parametrize(
    ("name", "members"),
    [
        ("a.epub", {"mimetype": b"application/epub+zip", "OEBPS/1.xhtml": b"<html/>"}),
        ("a.apk", {"AndroidManifest.xml": b"x", "classes.dex": b"dex"}),
    ],
)
def test_a_file_of_another_program_that_is_a_zip_is_one_file(
    tmp_path: Path, inbox: Path, name: str, members: dict[str, bytes]
) -> None:
    (inbox / name).write_bytes(zipped(members))

    (item,) = collect(PLAN, tmp_path / "output", [inbox]).added

    assert (item.original, Path(item.file).suffix, item.readable) == (name, ".bin", False)

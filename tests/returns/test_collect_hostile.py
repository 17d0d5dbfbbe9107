"""Files made to do harm, or that look like it: one line each, nothing run or fetched, the others are read."""

from __future__ import annotations

import http.server
import struct
import threading
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path
from types import MappingProxyType

import pytest
from lxml import etree

from sokhet_docs.returns import Collected, collect, intake_folder
from tests.support.archives import RawEntry, edit_part, raw_zip, zipped
from tests.support.environment import require
from tests.support.plans import COURT, LIBRARY, a_plan
from tests.support.word_forms import BODY, edit_xml, fill_in, write_form

PLAN = a_plan()


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """A folder with one honest report in it, last by name."""
    folder = tmp_path / "in"
    folder.mkdir()
    form = write_form(tmp_path / "form.docx", PLAN, COURT)
    fill_in(form, folder / "zz tử tế.docx", {"muc_1_1": "Đã viết."})
    return folder


def lines(collected: Collected) -> list[str]:
    """Return every problem: those of files that were not taken in, and those of files that were."""
    return [str(problem) for problem in collected.problems] + [
        f"{report.original}: {problem}" for report in collected.added for problem in report.problems
    ]


def assert_honest_one_is_there(collected: Collected) -> None:
    honest = [report for report in collected.added if report.original == "zz tử tế.docx"]
    assert [(report.unit_code, report.readable) for report in honest] == [("DB01", True)]


ENTITIES = b"".join(b'<!ENTITY a%d "%s">' % (level, b"&a%d;" % (level - 1) * 10) for level in range(1, 12))
ENTITY_BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "lol">' + ENTITIES + b"]>"
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    b"<w:body><w:p><w:r><w:t>&a11;</w:t></w:r></w:p></w:body></w:document>"
)
OUTSIDE_ENTITY = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    b"<w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>"
)
DEEP_XML = (
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    + b"<w:body>" * 100_000 + b"</w:body>" * 100_000 + b"</w:document>"
)  # fmt: skip
NOBODY = "Không tìm thấy mã hay tên đơn vị nào trong tệp."
DAMAGED = "Tệp bị hỏng hoặc không phải là tệp Word. Xin đơn vị gửi lại tệp Word."
TOO_LARGE = "Tệp quá lớn hoặc quá phức tạp, không đọc. Đề nghị đơn vị chép nội dung sang mẫu mới rồi gửi lại."


@pytest.mark.parametrize(
    ("blob", "told"),
    [
        pytest.param(ENTITY_BOMB, DAMAGED, id="entities"),
        pytest.param(ENTITY_BOMB.decode().encode("utf-16"), TOO_LARGE, id="entities in UTF-16"),
        pytest.param(OUTSIDE_ENTITY, DAMAGED, id="outside"),
        pytest.param(DEEP_XML, TOO_LARGE, id="deep"),
    ],
)
def test_hostile_xml_is_one_line(tmp_path: Path, inbox: Path, blob: bytes, told: str) -> None:
    form = (tmp_path / "form.docx").read_bytes()
    (inbox / "a.docx").write_bytes(edit_part(form, BODY, lambda _: blob))

    collected = collect(PLAN, tmp_path / "output", [inbox])

    assert lines(collected) == [
        f"a.docx: {told}",
        "a.docx: Không tìm thấy mã hay tên đơn vị nào trong tệp.",
    ]
    assert_honest_one_is_there(collected)


def test_a_document_that_unpacks_to_gigabytes_is_refused_before_it_is_unpacked(
    tmp_path: Path, inbox: Path
) -> None:
    form = (tmp_path / "form.docx").read_bytes()
    (inbox / "a.docx").write_bytes(edit_part(form, BODY, lambda _: bytes(300_000_000)))

    collected = collect(PLAN, tmp_path / "output", [inbox])

    assert lines(collected) == [
        f"a.docx: {TOO_LARGE}",
        "a.docx: Không tìm thấy mã hay tên đơn vị nào trong tệp.",
    ]
    assert_honest_one_is_there(collected)


def claims(path: Path, size: int) -> None:
    """Let the archive ``path`` say that each of its members unpacks to ``size`` bytes."""
    data = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.find(signature)
        while at >= 0:
            data[at + offset : at + offset + 4] = size.to_bytes(4, "little")
            at = data.find(signature, at + 1)
    path.write_bytes(data)


def test_an_archive_that_unpacks_to_gigabytes_is_refused(tmp_path: Path, inbox: Path) -> None:
    for name, size in (("a.zip", 2_100_000_000), ("b.zip", 201_000_000), ("c.zip", 5)):
        with zipfile.ZipFile(inbox / name, "w") as archive:
            archive.writestr("db01.pdf", b"%PDF-" + bytes(1_000_000))
        claims(inbox / name, size)

    collected = collect(PLAN, tmp_path / "output", [inbox])

    assert lines(collected) == [
        "a.zip: Tệp nén bung ra quá lớn, không mở. Hãy giải nén rồi thu lại.",
        f"a.zip: {NOBODY}",
        "b.zip: Không lấy ra được db01.pdf: tệp bung ra lớn hơn 200 MB, không nhận.",
        "c.zip: Không lấy ra được db01.pdf: tệp bị hỏng. Đề nghị nơi gửi gửi lại.",
    ]
    assert {item.original: item.unit_code for item in collected.added if not item.readable} == {
        "a.zip": None, "b.zip": "DB01", "c.zip": "DB01",
    }  # fmt: skip
    assert_honest_one_is_there(collected)


def test_archives_within_archives_end(tmp_path: Path, inbox: Path) -> None:
    content = zipped({"db01.pdf": b"%PDF-1"})
    for depth in range(8):
        content = zipped({f"{depth}.zip": content})
    (inbox / "a.zip").write_bytes(content)

    collected = collect(PLAN, tmp_path / "output", [inbox])

    kept = "a.zip › 7.zip › 6.zip › 5.zip › 4.zip › 3.zip › 2.zip"
    assert lines(collected) == [
        f"{kept}: Tệp nén lồng nhau quá sâu, không mở. Hãy giải nén rồi thu lại.", f"{kept}: {NOBODY}",
    ]  # fmt: skip
    assert_honest_one_is_there(collected)


@pytest.mark.parametrize(
    "name",
    [
        "../../../thoát.pdf",
        "/etc/thoát.pdf",
        "C:\\Windows\\thoát.pdf",
        "..\\..\\thoát.pdf",
        "a/../../thoát.pdf",
    ],
)
def test_names_that_lead_out_of_an_archive_lead_nowhere(tmp_path: Path, inbox: Path, name: str) -> None:
    (inbox / "a.zip").write_bytes(zipped({name: b"%PDF-1"}))
    before = set(tmp_path.rglob("*"))

    collected = collect(PLAN, tmp_path / "output", [inbox])

    output = tmp_path / "output"
    assert all(path.is_relative_to(output) for path in set(tmp_path.rglob("*")) - before)
    assert [report.original for report in collected.added] == ["a.zip › thoát.pdf", "zz tử tế.docx"]
    assert collected.added[0].file.startswith("chua-ro-thoat-")


def test_a_member_without_a_name_is_received_under_one(tmp_path: Path, inbox: Path) -> None:
    scan = b"%PDF-1"
    nameless = RawEntry("", zlib.crc32(scan), len(scan), zlib.compress(scan, wbits=-15))
    (inbox / "a.zip").write_bytes(raw_zip([nameless]))

    collected = collect(PLAN, tmp_path / "output", [inbox])

    assert [report.original for report in collected.added] == ["a.zip › không tên", "zz tử tế.docx"]
    assert_honest_one_is_there(collected)


def test_attachments_names_lead_nowhere_either(tmp_path: Path, inbox: Path) -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Date"] = "a@b.example", "x", "không phải ngày"
    mail.set_content("x")
    mail.add_attachment(b"%PDF-1", maintype="application", subtype="pdf", filename="../../../con.pdf")
    (inbox / "a.eml").write_bytes(mail.as_bytes())

    collected = collect(PLAN, tmp_path / "output", [inbox])

    assert [report.original for report in collected.added] == ["a.eml › con.pdf", "zz tử tế.docx"]
    assert {path.parent for path in (tmp_path / "output").rglob("*.pdf")} == {
        intake_folder(tmp_path / "output")
    }


def test_links_out_of_a_folder_are_not_followed(tmp_path: Path, inbox: Path) -> None:
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "db01.pdf").write_bytes(b"%PDF-1")
    (inbox / "a").symlink_to(secret)
    (inbox / "b.pdf").symlink_to(secret / "db01.pdf")

    assert [report.original for report in collect(PLAN, tmp_path / "output", [inbox]).added] == [
        "zz tử tế.docx"
    ]


def a_locked_zip(path: Path) -> None:
    data = bytearray(zipped({"db01.pdf": b"%PDF-1"}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    path.write_bytes(data)


def a_cut_zip(path: Path) -> None:
    path.write_bytes(zipped({"db01.pdf": b"%PDF-1"})[:-10])


def a_zip_with_a_wrong_sum(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("db01.pdf", b"%PDF-1")
    path.write_bytes(path.read_bytes().replace(b"%PDF-1", b"%PDF-2"))


SIMPLE: dict[str, tuple[Callable[[Path], object], str]] = {
    "empty": (lambda path: path.write_bytes(b""), "Tệp rỗng."),
    "zeros": (lambda path: path.write_bytes(bytes(5000)), "Tệp rỗng."),
    "a calendar": (
        lambda path: path.write_text("BEGIN:VCALENDAR\nEND:VCALENDAR", encoding="utf-8"),
        "Không phải là tệp báo cáo, không nhận.",
    ),
    "an empty archive": (lambda path: path.write_bytes(zipped({})), "Tệp nén không có tệp nào."),
    "a mail without attachments": (
        lambda path: path.write_bytes(b"From: a@b.example\nSubject: x\n\nXin chao"),
        "Thư không có tệp đính kèm: “Xin chao”.",
    ),
}
UNREAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "a program": (
        lambda path: path.write_bytes(b"MZ\x90"),
        "Tệp chương trình: đừng mở; xin đơn vị gửi lại báo cáo bằng tệp Word.",
    ),
    "an Outlook mail": (
        lambda path: path.write_bytes(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "__substg1.0_".encode("utf-16-le")
        ),
        (
            "Thư Outlook (.msg) bị hỏng, không đọc được. "
            "Hãy mở bằng Outlook, kéo tệp đính kèm ra ngoài rồi thu lại."
        ),
    ),
    "a .rar": (
        lambda path: path.write_bytes(b"Rar!\x1a\x07\x01\x00"),
        "Tệp nén bị hỏng, không mở được hết. Đề nghị nơi gửi gửi lại.",
    ),
    "a locked archive": (
        a_locked_zip,
        "Không lấy ra được db01.pdf: tệp nén có mật khẩu, không mở được. Hãy giải nén rồi thu lại.",
    ),
    "a truncated archive": (
        a_cut_zip,
        "Tệp nén hoặc tệp Word bị hỏng, không mở được. Đề nghị nơi gửi gửi lại.",
    ),
    "an archive with a wrong sum": (
        a_zip_with_a_wrong_sum,
        "Không lấy ra được db01.pdf: tệp bị hỏng. Đề nghị nơi gửi gửi lại.",
    ),
}


@pytest.mark.parametrize(("write", "line"), SIMPLE.values(), ids=SIMPLE)
def test_what_is_no_report_is_one_line(
    tmp_path: Path, inbox: Path, write: Callable[[Path], object], line: str
) -> None:
    write(inbox / "a.x")

    collected = collect(PLAN, tmp_path / "output", [inbox])

    assert lines(collected) == [f"a.x: {line}"]
    assert [report.original for report in collected.added] == ["zz tử tế.docx"]
    assert_honest_one_is_there(collected)


@pytest.mark.parametrize(("write", "line"), UNREAD.values(), ids=UNREAD)
def test_what_cannot_be_opened_is_one_line_and_kept(
    tmp_path: Path, inbox: Path, write: Callable[[Path], object], line: str
) -> None:
    write(inbox / "a.x")

    collected = collect(PLAN, tmp_path / "output", [inbox])

    assert lines(collected)[0] == f"a.x: {line}"
    kept = collected.added[0]
    assert (intake_folder(tmp_path / "output") / kept.file).read_bytes() == (inbox / "a.x").read_bytes()
    assert_honest_one_is_there(collected)


def test_a_document_with_a_password_is_received_unread(tmp_path: Path, inbox: Path) -> None:
    (inbox / "cb02.docx").write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    )

    collected = collect(PLAN, tmp_path / "output", [inbox])

    (locked, _) = collected.added
    assert (locked.unit_code, locked.readable, locked.problems) == (
        LIBRARY.code, False, ("Tệp có mật khẩu, không đọc được; xin đơn vị gửi lại tệp không đặt mật khẩu.",)
    )  # fmt: skip


def test_a_missing_file_is_named(tmp_path: Path, inbox: Path) -> None:
    collected = collect(PLAN, tmp_path / "output", [tmp_path / "không có", inbox])

    assert lines(collected) == [f"{tmp_path / 'không có'}: Không có tệp hoặc thư mục này."]
    assert_honest_one_is_there(collected)


@contextmanager
def a_web_server() -> Iterator[tuple[str, list[str]]]:
    """Serve on this machine; give the address and the list of the paths that were asked for."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def parse_request(self) -> bool:
            """Note what is asked for, by whatever method, and give nothing."""
            if super().parse_request():
                asked.append(self.path)
                self.send_error(404)
            return False

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}", asked
        server.shutdown()
        thread.join()


def test_links_in_a_document_are_not_followed(tmp_path: Path, inbox: Path) -> None:
    def link(root: etree._Element) -> None:
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
        for number, name in enumerate(("attachedTemplate", "image", "oleObject", "styles", "footer")):
            etree.SubElement(
                root,
                "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship",
                {
                    "Id": f"x{number}",
                    "Type": kind + name,
                    "Target": f"{address}/{name}",
                    "TargetMode": "External",
                },
            )

    with a_web_server() as (address, asked):
        edit_xml(inbox / "zz tử tế.docx", inbox / "zz tử tế.docx", "word/_rels/document.xml.rels", link)
        collected = collect(PLAN, tmp_path / "output", [inbox])

    assert asked == []
    assert_honest_one_is_there(collected)


ODT_SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:script="urn:oasis:names:tc:opendocument:xmlns:script:1.0" '
    'xmlns:dom="http://www.w3.org/2001/xml-events" office:version="1.3"'
)


def an_odt(
    path: Path, body: str, scripts: str = "", parts: Mapping[str, bytes] = MappingProxyType({})
) -> Path:
    """Write an .odt with ``body`` as its text, and with further ``parts``."""
    listed = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type=""/>' for name in parts
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" '
            'manifest:version="1.3"><manifest:file-entry manifest:full-path="/" '
            'manifest:media-type="application/vnd.oasis.opendocument.text"/><manifest:file-entry '
            f'manifest:full-path="content.xml" manifest:media-type="text/xml"/>{listed}</manifest:manifest>',
        )
        archive.writestr(
            "content.xml",
            f"<office:document-content {ODT_SPACES}>{scripts}<office:body><office:text>{body}"
            "</office:text></office:body></office:document-content>",
        )
        for name, blob in parts.items():
            archive.writestr(name, blob)
    return path


@pytest.mark.slow
def test_links_and_macros_of_a_converted_document_are_not_followed(tmp_path: Path, inbox: Path) -> None:
    require("soffice")
    marker = tmp_path / "macro ran"
    macro = f'Sub Run\\nOpen "{marker}" For Output As #1\\nPrint #1, "x"\\nClose #1\\nEnd Sub'.replace(
        "\\n", "\n"
    )
    module = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="M" '
        'script:language="StarBasic">' + macro.replace('"', "&quot;") + "</script:module>"
    )
    library = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" '
        'library:readonly="false" library:passwordprotected="false">'
        '<library:element library:name="M"/></library:library>'
    )
    libraries = (
        '<?xml version="1.0" encoding="UTF-8"?><library:libraries '
        'xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink">'
        '<library:library library:name="Standard" library:link="false"/></library:libraries>'
    )
    scripts = (
        '<office:scripts><office:event-listeners><script:event-listener script:language="ooo:script" '
        'script:event-name="dom:load" '
        'xlink:href="vnd.sun.star.script:Standard.M.Run?language=Basic&amp;location=document" '
        'xlink:type="simple"/></office:event-listeners></office:scripts>'
    )
    with a_web_server() as (address, asked):
        picture = (
            f'<draw:frame svg:width="5cm" svg:height="5cm" text:anchor-type="paragraph">'
            f'<draw:image xlink:href="{address}/picture.png" xlink:type="simple"/></draw:frame>'
        )
        an_odt(
            inbox / "cb02.odt",
            f"<text:p>BÁO CÁO</text:p><text:p>x{picture}</text:p>",
            scripts,
            {
                "Basic/Standard/M.xml": module.encode(),
                "Basic/Standard/script-lb.xml": library.encode(),
                "Basic/script-lc.xml": libraries.encode(),
            },
        )
        collected = collect(PLAN, tmp_path / "output", [inbox])

    converted = collected.added[0]
    assert (converted.unit_code, converted.readable) == (LIBRARY.code, True)
    assert asked == []
    assert not marker.exists()


def a_huge_png(side: int) -> bytes:
    """Return a PNG of ``side`` × ``side`` black points, a few kilobytes for many gigabytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    packer = zlib.compressobj(9)
    row = bytes(1 + side * 3)
    packed = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


@pytest.mark.slow
def test_a_gigantic_picture_is_not_unpacked(tmp_path: Path, inbox: Path) -> None:
    require("soffice")
    picture = a_huge_png(20_000)
    (inbox / "cb02.png").write_bytes(picture)
    frame = (
        '<draw:frame svg:width="5cm" svg:height="5cm" text:anchor-type="paragraph">'
        '<draw:image xlink:href="Pictures/a.png" xlink:type="simple"/></draw:frame>'
    )
    an_odt(inbox / "cb02.odt", f"<text:p>BÁO CÁO{frame}</text:p>", parts={"Pictures/a.png": picture})

    collected = collect(PLAN, tmp_path / "output", [inbox])

    as_odt, as_picture, _ = collected.added
    assert (as_odt.unit_code, as_picture.unit_code) == (LIBRARY.code, LIBRARY.code)
    assert as_picture.problems == ("Tệp hình: không đọc nội dung, cần mở xem.",)
    assert as_odt.readable or len(as_odt.problems) == 1
    assert_honest_one_is_there(collected)


@pytest.mark.slow
def test_a_document_that_the_office_cannot_open_costs_the_others_nothing(tmp_path: Path, inbox: Path) -> None:
    require("soffice")
    good = an_odt(inbox / "cb02.odt", "<text:p>BÁO CÁO</text:p>")
    (inbox / "a hỏng.odt").write_bytes(good.read_bytes().replace(b"content.xml", b"c0ntent.xml"))
    (inbox / "b hỏng.doc").write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") + b"\x01" * 5000
    )

    collected = collect(PLAN, tmp_path / "output", [inbox])

    units = {report.original: report.unit_code for report in collected.added}
    assert units == {"a hỏng.odt": None, "b hỏng.doc": None, "cb02.odt": "CB02", "zz tử tế.docx": "DB01"}
    assert all(report.problems for report in collected.added if report.unit_code is None)
    assert_honest_one_is_there(collected)


def test_a_file_too_large_to_be_a_report_is_not_read(tmp_path: Path, inbox: Path) -> None:
    with (inbox / "db01.docx").open("wb") as large:
        large.write(b"PK\x03\x04")
        large.truncate(201_000_000)

    collected = collect(PLAN, tmp_path / "output", [inbox])

    assert lines(collected) == [f"{inbox / 'db01.docx'}: Tệp lớn hơn 200 MB, không nhận."]
    assert_honest_one_is_there(collected)


@pytest.mark.parametrize(
    "head",
    [
        b"From: \xff\xfe\nSubject: =?utf-8?b?####?=",
        b"From: <<>>@@\nSubject: x\nContent-Type: multipart/mixed",
    ],
)
def test_a_mail_that_breaks_the_rules_is_one_line(tmp_path: Path, inbox: Path, head: bytes) -> None:
    (inbox / "a.eml").write_bytes(head + b"\nDate: Thu, 99 Foo 2022\nMIME-Version: 1.0\n\nXin chao")

    collected = collect(PLAN, tmp_path / "output", [inbox])

    told = [line for line in lines(collected) if line != f"a.eml: {NOBODY}"]
    assert len(told) == 1
    assert told[0].startswith("a.eml: Thư ")
    assert_honest_one_is_there(collected)

# ruff: noqa: E501  (a template stays on one line)
"""A .docx is read safely, or refused in one clear line; its untouched parts are passed on byte for byte."""

from __future__ import annotations

import hashlib
import io
import zipfile
import zlib
from pathlib import Path

import docx as python_docx
import pytest

from sokhet_docs.office.package import parse_package, write_package
from sokhet_docs.problems import TemplateError
from sokhet_docs.template.engine import Template
from tests.support.archives import RawEntry, canonical_parts, raw_zip, read_parts, replace_in_part, zipped
from tests.support.docx_builder import PNG, docx, p, picture, save
from tests.support.openxml_validator import assert_valid

GOOD = docx(p("Gửi {{ ten }}"), p(picture("rIdP", 1)), headers={"default": p("đầu")}, pictures={"rIdP": PNG})


def changed(name: str, old: str, new: str) -> bytes:
    """Return `GOOD` with ``old`` replaced by ``new`` in the part ``name``."""
    return replace_in_part(GOOD, name, old, new)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><w:document'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document'
DOCX, AS_DOCX = "Đây không phải là tệp Word (.docx).", "Hãy mở bằng Word và lưu thành .docx."
DAMAGED = "Tệp bị hỏng, không đọc được. Hãy mở bằng Word, sửa và lưu lại."
MAIN = "wordprocessingml.document.main+xml"

BAD = {
    "empty": (b"", "Tệp rỗng. Hãy lấy lại mẫu từ bản gốc."),
    "text": (b"Xin chao", f"{DOCX} {AS_DOCX}"),
    "doc": (OLE + "WordDocument".encode("utf-16-le"), f"Đây là tệp .doc kiểu cũ. {AS_DOCX}"),
    "password": (OLE + "EncryptedPackage".encode("utf-16-le"), "Tệp có mật khẩu. Hãy bỏ mật khẩu trong Word rồi lưu lại."),
    "rtf": (b"{\\rtf1 abc}", f"Đây là tệp .rtf. {AS_DOCX}"),
    "odt": (zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}), f"{DOCX} {AS_DOCX}"),
    "xlsx": (changed("[Content_Types].xml", MAIN, "spreadsheet"), f"{DOCX} {AS_DOCX}"),
    "macros": (
        changed("[Content_Types].xml", f"vnd.openxmlformats-officedocument.{MAIN}", "vnd.ms-word.document.macroEnabled.main+xml"),
        "Mẫu có macro (.docm). Hãy lưu thành .docx, không có macro.",
    ),
    "cut off": (GOOD[: len(GOOD) // 2], DAMAGED),
    "damaged inside": (GOOD.replace(GOOD[60:90], bytes(30)), DAMAGED),
    "broken XML": (changed("word/document.xml", "</w:body>", ""), DAMAGED),
    "entities": (changed("word/document.xml", "<w:document", ENTITIES), DAMAGED),
    "an outside entity": (changed("word/document.xml", "<w:document", OUTSIDE), DAMAGED),
    "no body": (changed("word/document.xml", "w:body>", "w:than>"), DAMAGED),
    "two bodies": (changed("word/document.xml", "</w:body>", "</w:body><w:body><w:p/></w:body>"), DAMAGED),
    "a body in a body": (changed("word/document.xml", "</w:body>", "<w:body><w:p/></w:body></w:body>"), DAMAGED),
    "a missing header": (changed("word/_rels/document.xml.rels", "header1", "header9"), DAMAGED),
    "no document": (changed("_rels/.rels", "word/document.xml", "word/nothing.xml"), DAMAGED),
    "a zip bomb": (
        zipped(read_parts(GOOD) | {"word/media/big.png": bytes(201_000_000)}),
        "Tệp giải nén ra quá lớn (hơn 200 MB). Hãy bỏ bớt ảnh trong mẫu.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_template_is_refused_in_one_line(name: str, tmp_path: Path) -> None:
    content, expected = BAD[name]
    path = save(tmp_path, "mau.docx", content)
    with pytest.raises(TemplateError) as caught:
        Template.compile(path)
    assert str(caught.value) == f"mau.docx: {expected}"


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(TemplateError) as caught:
        Template.compile([tmp_path / "không có.docx", tmp_path])
    assert str(caught.value) == (
        "không có.docx: Không có tệp này. Hãy xem lại tên tệp và thư mục mẫu.\n"
        f"{tmp_path.name}: Không mở được tệp. Hãy đóng tệp trong Word hoặc xem quyền đọc."
    )


def test_a_package_is_written_as_it_was_read(tmp_path: Path) -> None:
    written = write_package(parse_package(GOOD, "mau.docx"))
    before, after = canonical_parts(GOOD), canonical_parts(written)
    types = (before.pop("[Content_Types].xml"), after.pop("[Content_Types].xml"))
    assert before == after
    assert all(b"wordprocessingml.document.main+xml" in paragraph for paragraph in types)
    path = save(tmp_path, "bản sao.docx", written)
    assert [paragraph.text for paragraph in python_docx.Document(str(path)).paragraphs] == [
        "Gửi {{ ten }}",
        "",
    ]
    assert_valid(path)


def test_a_part_without_a_name_is_no_part(tmp_path: Path) -> None:
    parts = {**read_parts(GOOD), "": b"x"}
    entries = [
        RawEntry(name, zlib.crc32(part), len(part), zlib.compress(part, wbits=-15))
        for name, part in parts.items()
    ]
    content = Template.compile(save(tmp_path, "mau.docx", raw_zip(entries))).render({"ten": "A"})
    assert "" not in read_parts(content)


def test_parts_without_tags_keep_their_compressed_bytes(tmp_path: Path) -> None:
    content = Template.compile(save(tmp_path, "mau.docx", GOOD)).render({"ten": "A"})
    for name in ("word/styles.xml", "word/header1.xml", "word/media/rIdP.png"):
        assert _compressed(content, name) == _compressed(GOOD, name)


def _compressed(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        info = archive.getinfo(name)
        start = info.header_offset + 30 + len(name.encode())
        return content[start : start + info.compress_size]


def test_a_word_template_becomes_a_document(tmp_path: Path) -> None:
    dotx = changed("[Content_Types].xml", "document.main+xml", "template.main+xml")
    content = Template.compile(save(tmp_path, "mau.dotx", dotx)).render({"ten": "A"})
    assert python_docx.Document(io.BytesIO(content)).part.content_type.endswith(MAIN)


def test_the_same_fields_give_the_same_bytes(tmp_path: Path) -> None:
    path = save(tmp_path, "mau.docx", GOOD)
    hashes = {hashlib.sha256(Template.compile(path).render({"ten": "A"})).hexdigest() for _ in range(3)}
    assert len(hashes) == 1
    with zipfile.ZipFile(io.BytesIO(Template.compile(path).render({"ten": "A"}))) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_relationship_that_leads_nowhere_and_serves_nothing_is_left_out() -> None:
    without_styles = {name: part for name, part in read_parts(GOOD).items() if name != "word/styles.xml"}

    letter = write_package(parse_package(zipped(without_styles), "mẫu.docx"))

    assert python_docx.Document(io.BytesIO(letter)).paragraphs[0].text == "Gửi {{ ten }}"
    assert b"styles" not in read_parts(letter)["word/_rels/document.xml.rels"]

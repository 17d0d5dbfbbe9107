"""Relationships and content types of a package, and the limits of what is read of it."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Mapping
from dataclasses import replace

import pytest

from sokhet_docs.office.namespaces import NAMESPACES, R, qn
from sokhet_docs.office.opc import (
    ContentTypes,
    PackageReader,
    Relationship,
    parse_relationships,
    relationships_bytes,
    rels_name,
    settle,
)
from sokhet_docs.office.safe_xml import TooComplexError
from sokhet_docs.office.safe_zip import WORD_TEXT, EncryptedArchiveError, UnsafeArchiveError
from tests.support.archives import zipped

RELS = f"""<Relationships xmlns="{NAMESPACES["rels"]}">
<Relationship Id="rId1" Type="{R}/styles" Target="styles.xml"/>
<Relationship Id="rId2" Type="{R}/image" Target="../media/a.png"/>
<Relationship Id="rId3" Type="{R}/theme" Target="/word/theme/theme1.xml"/>
<Relationship Id="rId4" Type="{R}/hyperlink" Target="http://a.example/x" TargetMode="External"/>
</Relationships>"""
RESOLVED = (
    Relationship("rId1", f"{R}/styles", "word/styles.xml"),
    Relationship("rId2", f"{R}/image", "media/a.png"),
    Relationship("rId3", f"{R}/theme", "word/theme/theme1.xml"),
    Relationship("rId4", f"{R}/hyperlink", "http://a.example/x", external=True),
)


def test_relationships_are_resolved_and_written_back() -> None:
    part = "word/document.xml"
    assert parse_relationships(RELS.encode(), part) == RESOLVED
    assert parse_relationships(relationships_bytes(RESOLVED, part), part) == RESOLVED
    assert (rels_name(part), rels_name("")) == ("word/_rels/document.xml.rels", "_rels/.rels")


def test_a_new_relationship_gets_a_free_id_and_an_equal_one_is_used_again() -> None:
    assert settle(Relationship("x", f"{R}/styles", "word/styles.xml"), RESOLVED) == RESOLVED[0]
    new = Relationship("rId2", f"{R}/header", "word/header1.xml")
    assert settle(new, RESOLVED) == replace(new, id="rId2_1")


def test_content_types_are_read_and_written_back() -> None:
    types = ContentTypes({"rels": "a/rels", "png": "image/png"}, {"word/document.xml": "a/main"})
    assert ContentTypes.parse(types.to_bytes()) == types
    assert types.of("word/document.xml") == "a/main"
    assert types.of("media/A.PNG") == "image/png"
    assert types.of("word/unknown.xml") == "application/octet-stream"


def test_a_name_is_spelled_as_lxml_spells_it() -> None:
    word = NAMESPACES["w"]
    assert qn("w:p") == f"{{{word}}}p"
    assert qn("w:style[@w:default='1']/w:rPr") == f"{{{word}}}style[@{{{word}}}default='1']/{{{word}}}rPr"


PARTS = {"[Content_Types].xml": b"<Types/>", "word/a.xml": b"a" * 900, "word/b.xml": b"b" * 900}
SMALL = replace(WORD_TEXT, entries=3, total=1700, entry=1000)


def package(parts: Mapping[str, bytes] = PARTS) -> io.BytesIO:
    return io.BytesIO(zipped(parts))


def test_what_is_read_together_is_limited_however_small_each_part() -> None:
    with PackageReader.opened(package(), SMALL) as reader:
        assert reader.read("word/a.xml") == PARTS["word/a.xml"]
        with pytest.raises(UnsafeArchiveError), reader.open("word/b.xml") as chunks:
            list(chunks)


def test_one_part_and_the_number_of_parts_are_limited() -> None:
    large, message = package(PARTS | {"word/a.xml": b"a" * 1001}), r"Phần “word/a\.xml”"
    with PackageReader.opened(large, SMALL) as reader, pytest.raises(UnsafeArchiveError, match=message):
        reader.read("word/a.xml")
    with pytest.raises(UnsafeArchiveError), PackageReader.opened(package(PARTS | {"c": b""}), SMALL):
        pass


def test_what_is_not_read_may_be_of_any_size_unless_the_stated_size_counts() -> None:
    parts = PARTS | {"word/b.xml": bytes(5000)}
    with PackageReader.opened(package(parts), SMALL) as reader:
        assert reader.read("word/a.xml") == PARTS["word/a.xml"]
    with pytest.raises(UnsafeArchiveError), PackageReader.opened(package(parts), replace(SMALL, stated=4000)):
        pass


def test_a_password_and_a_packing_of_other_programs_are_refused() -> None:
    stream = package()
    locked = bytearray(stream.getvalue())
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(EncryptedArchiveError), PackageReader.opened(io.BytesIO(bytes(locked)), SMALL):
        pass
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("word/a.xml", b"a")
    with PackageReader.opened(packed, SMALL) as reader, pytest.raises(zipfile.BadZipFile):
        reader.read("word/a.xml")


def twice(name: str, first: bytes, second: bytes, other_name: str = "") -> io.BytesIO:
    """Return an archive with two entries called ``name``, or the second ``other_name``."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # zipfile itself warns of it
        archive.writestr(name, first)
        archive.writestr(other_name or name, second)
    return stream


@pytest.mark.parametrize("other_name", ["word/a.xml", "/word/a.xml", "Word/A.xml"])
def test_a_part_that_is_there_twice_is_read_only_when_both_are_the_same(other_name: str) -> None:
    with PackageReader.opened(twice("word/a.xml", b"<a/>", b"<a/>", other_name), SMALL) as reader:
        assert reader.xml("word/a.xml").tag == "a"
    different = twice("word/a.xml", b"<a/>", b"<b/>", other_name)
    with PackageReader.opened(different, SMALL) as reader, pytest.raises(zipfile.BadZipFile, match="twice"):
        reader.xml("word/a.xml")


def test_the_elements_of_all_parts_together_are_limited() -> None:
    few = replace(SMALL, elements=20)
    parts = {"a.xml": b"<a>" + b"<b c=''/>" * 9 + b"</a>", "b.xml": b"<a>" + b"<b></b>" * 6 + b"</a>"}
    with PackageReader.opened(package(parts), few) as reader:
        assert len(reader.xml("a.xml")) == 9
        with pytest.raises(TooComplexError, match="quá lớn hoặc quá phức tạp"):
            reader.xml("b.xml")


def test_entries_that_are_listed_but_not_there_are_refused_before_they_are_counted() -> None:
    listed = io.BytesIO(package().getvalue() + b"PK\1\2" * 7)
    with pytest.raises(UnsafeArchiveError, match="hơn 3 tệp"), PackageReader.opened(listed, SMALL):
        pass

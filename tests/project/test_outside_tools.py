"""The outside tools that other tests trust: each must be able to fail."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from docx import Document

from tests.support.archives import replace_in_part
from tests.support.environment import require
from tests.support.libreoffice import OfficeError, convert, pages_of, read_pages
from tests.support.openxml_validator import assert_valid, find_faults

pytestmark = pytest.mark.slow


def write_docx(path: Path, *pages: str) -> Path:
    """Write a file with each of ``pages`` on a page of its own."""
    document = Document()
    for number, text in enumerate(pages):
        document.add_paragraph(text).paragraph_format.page_break_before = number > 0
    document.save(str(path))
    return path


def test_a_valid_file_has_no_faults(tmp_path: Path) -> None:
    good = write_docx(tmp_path / "tốt.docx", "Đảng bộ Tòa án nhân dân tỉnh")

    assert find_faults([good]) == {good: []}
    assert_valid(good)


def test_elements_in_the_wrong_order_are_a_fault_with_its_part_and_place(tmp_path: Path) -> None:
    good = write_docx(tmp_path / "good.docx", "Kính gửi")
    wrong_order = "<w:r><w:t>Kính gửi</w:t><w:rPr><w:b/></w:rPr></w:r>"
    bad = tmp_path / "bad.docx"
    bad.write_bytes(
        replace_in_part(good.read_bytes(), "word/document.xml", "<w:r><w:t>Kính gửi</w:t></w:r>", wrong_order)
    )

    faults = find_faults([good, bad])

    assert faults[good] == []
    assert [fault.partition(":")[0] for fault in faults[bad]] == ["/word/document.xml /w"]
    assert "unexpected child element" in faults[bad][0]
    with pytest.raises(AssertionError, match=r"(?s)bad\.docx.*unexpected child element") as failed:
        assert_valid(good, bad)
    assert "good.docx" not in str(failed.value)


def test_an_attribute_that_is_not_a_number_is_a_fault_in_its_part(tmp_path: Path) -> None:
    good = write_docx(tmp_path / "good.docx", "Kính gửi")
    bad = tmp_path / "bad.docx"
    bad.write_bytes(
        replace_in_part(good.read_bytes(), "word/styles.xml", 'w:sz w:val="22"', 'w:sz w:val="lớn"')
    )

    assert [fault.split()[0] for fault in find_faults([bad])[bad]] == ["/word/styles.xml"]


@pytest.mark.parametrize(
    "content", [b"", b"Chi bo", b"PK\x03\x04 cut short"], ids=["empty", "text", "truncated"]
)
def test_what_is_no_office_file_is_a_fault(tmp_path: Path, content: bytes) -> None:
    broken = tmp_path / "broken.docx"
    broken.write_bytes(content)

    assert len(find_faults([broken])[broken]) == 1


def test_no_file_to_validate_is_no_success() -> None:
    with pytest.raises(AssertionError, match="no file to validate"):
        assert_valid()


def test_many_files_become_pages_in_one_call(tmp_path: Path) -> None:
    single = write_docx(tmp_path / "một.docx", "Trường Chính trị Trần Phú")
    three = write_docx(tmp_path / "ba.docx", "Ủy ban Kiểm tra", "Hội nghị sơ kết", "Nguyễn Trọng Vân")

    assert [[page.strip() for page in pages] for pages in pages_of([single, three], tmp_path)] == [
        ["Trường Chính trị Trần Phú"],
        ["Ủy ban Kiểm tra", "Hội nghị sơ kết", "Nguyễn Trọng Vân"],
    ]


def test_a_file_that_the_office_cannot_open_is_named(tmp_path: Path) -> None:
    good = write_docx(tmp_path / "good.docx", "Kính gửi")
    with pytest.raises(OfficeError, match=r"no pdf of \S+missing\.docx\n"):
        convert([good, tmp_path / "missing.docx"], tmp_path)


def test_an_old_result_is_not_taken_for_a_new_one(tmp_path: Path) -> None:
    (tmp_path / "missing.pdf").write_bytes(b"of yesterday")
    with pytest.raises(OfficeError):
        convert([tmp_path / "missing.docx"], tmp_path)


def test_a_result_that_would_overwrite_another_or_a_source_is_refused(tmp_path: Path) -> None:
    source = write_docx(tmp_path / "x.docx", "Kính gửi")
    with pytest.raises(ValueError, match="overwrite"):
        convert([tmp_path / "a/x.docx", tmp_path / "b/x.docx"], tmp_path)
    with pytest.raises(ValueError, match="overwrite"):
        convert([source], tmp_path, to="docx")
    assert source.exists()


def test_an_office_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    source = write_docx(tmp_path / "slow.docx", "Kính gửi")
    with pytest.raises(OfficeError, match=r"more than 0\.05 s"):
        convert([source], tmp_path, timeout=0.05)
    assert len(read_pages(convert([source], tmp_path)[0])) == 1


def test_a_missing_tool_skips_the_test(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(pytest.skip.Exception, match=r"soffice is not installed \(Debian packages"):
        require("soffice")


def test_a_missing_tool_fails_the_test_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    monkeypatch.setenv("PATH", "")
    with pytest.raises(pytest.fail.Exception, match=re.escape("pdftotext is not installed")):
        require("pdftotext")

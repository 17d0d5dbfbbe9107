"""Word files to PDF by the real LibreOffice, and what is said when it is missing, hangs or gives up."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from sokhet_docs.office import libreoffice as conversion
from sokhet_docs.office.pdf import read_pages, write_pdfs
from sokhet_docs.problems import OutputError
from tests.support.docx_builder import docx, p
from tests.support.environment import require

PAGE_BREAK = '<w:r><w:br w:type="page"/></w:r>'
LETTER = docx(p("Kính gửi: Đảng ủy Tòa án"), p("Ưỡn ẹo ở phường Nghĩa Đỗ"), p(PAGE_BREAK, "Trang hai"))


def save(folder: Path, **files: bytes) -> list[Path]:
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / f"{name}.docx").write_bytes(content)
    return [folder / f"{name}.docx" for name in files]


def test_each_file_becomes_a_pdf_of_the_same_name_and_its_lines_are_read_back(tmp_path: Path) -> None:
    require("soffice")
    sources = save(tmp_path / "Thư mục có dấu & dấu cách", mot=LETTER, hai=docx(p("Một dòng"), p("")))
    (tmp_path / "hai.pdf").write_bytes(b"an older one")
    pdfs = write_pdfs(sources, tmp_path)
    assert pdfs == [tmp_path / "mot.pdf", tmp_path / "hai.pdf"]
    assert [read_pages(path) for path in pdfs] == [
        [("Kính gửi: Đảng ủy Tòa án", "Ưỡn ẹo ở phường Nghĩa Đỗ"), ("Trang hai",)],
        [("Một dòng",)],
    ]
    assert sorted(path.name for path in tmp_path.glob("*.*")) == ["hai.pdf", "mot.pdf"]


def test_nothing_to_do_is_done() -> None:
    require("soffice")
    assert write_pdfs([], Path("nowhere")) == []


def test_a_file_that_cannot_be_converted_is_named_and_the_others_are_there(tmp_path: Path) -> None:
    require("soffice")
    good, bad = save(tmp_path, good=LETTER, bad=b"PK\x03\x04 no zip at all")
    with pytest.raises(OutputError) as caught:
        write_pdfs([bad, good], tmp_path)
    told = "LibreOffice không đổi được tệp này sang PDF, hoặc làm quá lâu."
    assert str(caught.value) == f"{bad}: {told} Hãy mở thử bằng LibreOffice, rồi chạy lại."
    assert len(read_pages(tmp_path / "good.pdf")) == 2
    assert not (tmp_path / "bad.pdf").exists()


def test_without_libreoffice_one_line_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(OutputError) as caught:
        write_pdfs(save(tmp_path, mot=LETTER), tmp_path)
    assert str(caught.value) == (
        "LibreOffice: Máy này chưa có LibreOffice nên không tạo được PDF. Hãy cài LibreOffice, miễn phí."
    )


@pytest.mark.skipif(os.name != "posix", reason="the stand-in is a shell script")
def test_one_that_hangs_is_ended_with_its_children(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hanging = tmp_path / "soffice"
    hanging.write_text(f"#!/bin/sh\n/bin/sleep 600 &\necho $! > {tmp_path}/child\nwait\n", encoding="utf-8")
    hanging.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(conversion, "START_SECONDS", 1.0)
    monkeypatch.setattr(conversion, "FILE_SECONDS", 0.0)
    (source,) = save(tmp_path, mot=LETTER)
    with pytest.raises(OutputError, match="hoặc làm quá lâu"):
        write_pdfs([source], tmp_path)
    assert ends_soon(int((tmp_path / "child").read_text(encoding="utf-8")))


def ends_soon(pid: int) -> bool:
    """Tell whether the process is gone within ten seconds: a kill takes its time on a busy machine."""
    for _ in range(100):
        if not is_running(pid):
            return True
        time.sleep(0.1)
    return False


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")
    return not state.exists() or state.read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"


def test_a_folder_in_the_way_of_a_pdf_is_named(tmp_path: Path) -> None:
    require("soffice")
    in_the_way = tmp_path / "mot.pdf"
    in_the_way.mkdir()
    with pytest.raises(OutputError) as caught:
        write_pdfs(save(tmp_path, mot=LETTER), tmp_path)
    told = "Đã có một thư mục mang tên của tệp này. Đổi tên hoặc dời thư mục ấy đi, rồi chạy lại."
    assert str(caught.value) == f"{in_the_way}: {told}"

"""The command `print` where it refuses, and that nothing is opened unasked."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from sokhet_docs.office.viewer import open_in_viewer
from tests.support.commands import files_in, run
from tests.support.pdf_builder import PageOf, make_pdf

NO_TEMPLATES_NOTE = "Không thấy data/units.xlsx hay units.xlsx ở đây: dùng danh sách mẫu có sẵn.\n"


def refused(*words: str) -> tuple[int, str, str]:
    result = run("print", *words)
    return result.exit_code, result.stdout, result.stderr.removeprefix(NO_TEMPLATES_NOTE)


def test_the_file_is_a_pdf(folder: Path) -> None:
    assert refused("-o", "in-an.docx") == (
        2,
        "",
        "Lỗi: in-an.docx: Tên tệp phải có đuôi .pdf. Hãy sửa tên sau -o.\nTất cả: 1 lỗi.\n",
    )


def test_without_letters_there_is_nothing_to_print(folder: Path) -> None:
    code, said, told = refused()

    assert (code, said) == (2, "")
    assert told.startswith(
        "Lỗi: output: Chưa có văn bản nào được tạo ở thư mục này. Chạy sokhet-docs generate"
    )
    assert files_in(folder) == []


def test_an_unknown_unit_is_asked_about(folder: Path) -> None:
    run("generate", "--only", "1", "--quiet")

    assert refused("--only", "Toà án tĩnh") == (
        2,
        "",
        (
            "Lỗi: --only: Không có đơn vị nào là “Toà án tĩnh”. Có phải “Chi bộ Bảo tàng tỉnh”? "
            "Ghi số thứ tự, mã hoặc một phần tên.\nTất cả: 1 lỗi.\n"
        ),
    )


def test_everything_wrong_is_told_at_once_and_the_file_stays(folder: Path) -> None:
    run("generate", "--only", "1", "--quiet")
    (folder / "in-an.pdf").write_bytes(make_pdf([PageOf()]))
    before = files_in(folder)
    code, said, told = refused()

    assert (code, said) == (1, "")
    assert told.splitlines()[0] == (
        "Lỗi: in-an.pdf: Đã có tệp này, không phải tệp in do phần mềm tạo. Đặt tên khác sau -o, hoặc "
        "thêm --force "
        "để ghi đè."
    )
    assert told.splitlines()[1].startswith(
        "Lỗi: output: Chưa có tệp của “Đảng bộ Trường Chính trị Trần Phú”."
    )
    assert told.splitlines()[-1] == "Tất cả: 66 lỗi."
    assert files_in(folder) == before


def test_a_viewer_that_is_not_there_is_no_failure(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(folder))

    assert not open_in_viewer(folder / "in-an.pdf")


@pytest.mark.skipif(os.name != "posix", reason="the stand-in for the viewer is a shell script")
def test_the_viewer_is_that_of_the_desktop(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program, seen = folder / "xdg-open", folder / "seen"
    program.write_text(f'#!/bin/sh\nprintf %s "$1" > {seen}\n', encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")

    assert open_in_viewer(folder / "in an.pdf")
    deadline = time.monotonic() + 20
    while not (seen.exists() and seen.read_text(encoding="utf-8")) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert seen.read_text(encoding="utf-8") == str(folder / "in an.pdf")

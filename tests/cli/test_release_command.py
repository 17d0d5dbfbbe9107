"""The commands `release` and `undo`: what the clerk types and reads."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sokhet_docs.text.vietnamese import short_date
from tests.support.commands import files_in, run
from tests.support.docx_builder import docx, p
from tests.support.workbook_builder import make_workbook

UNITS = """
Tên tổ chức đảng | Hạn báo cáo
Đảng bộ A | 20/4/2022
Chi bộ C | 20/4/2022
"""
DOCUMENTS = "Mẫu | Tên | Gửi cho\ncong-van.docx | Công văn | Tất cả"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "templates").mkdir()
    letter = docx(p("{{ van_ban.so }}-CV/ĐUK"), p("{{ don_vi.kinh_gui }} trước {{ han.bao_cao|ngay }}"))
    (tmp_path / "templates/cong-van.docx").write_bytes(letter)
    make_workbook(tmp_path / "units.xlsx", units=UNITS, documents=DOCUMENTS)
    run("generate", "-q")
    return tmp_path


def said(*words: str) -> list[str]:
    result = run(*words)
    assert result.exit_code == 0, result.output
    return result.output.splitlines()


def move_deadline(folder: Path) -> None:
    units = UNITS.replace("A | 20/4/2022", "A | 25/4/2022")
    make_workbook(folder / "units.xlsx", units=units, documents=DOCUMENTS)


def test_a_release_says_what_went_out_and_what_has_no_number_yet(folder: Path) -> None:
    assert said("release", "--date", "10/4/2022", "--number", "15") == [
        "Đã phát hành lần 1, ngày 10/4/2022: 2 tệp, thư mục output/da-phat-hanh/2022-04-10-lan-1.",
        "  Kế hoạch: số 15, ngày 10/4/2022",
        "  Công văn: số chưa ghi, ngày 10/4/2022",
        "Có số rồi thì ghi vào sổ: sokhet-docs release --number cong-van.docx=SỐ",
    ]
    assert files_in(folder / "output/da-phat-hanh") == [
        "2022-04-10-lan-1/001-dang-bo-a.docx",
        "2022-04-10-lan-1/002-chi-bo-c.docx",
        "so-phat-hanh.json",
    ]
    assert said("release", "--number", "cong-van.docx=27") == [
        "Đã ghi số vào sổ phát hành; các tệp đã gửi giữ nguyên, không phát hành thêm.",
        "  Kế hoạch: số 15, ngày 10/4/2022",
        "  Công văn: số 27, ngày 10/4/2022",
    ]


def test_generate_tells_unit_by_unit_what_differs_from_what_was_sent(folder: Path) -> None:
    said("release", "-q", "--date", "10/4/2022")
    move_deadline(folder)

    assert said("generate") == [
        "001-dang-bo-a (lần 2).docx: mới",
        "    khác bản đã phát hành da-phat-hanh/2022-04-10-lan-1/001-dang-bo-a.docx",
        "    đoạn 2: “20/4/2022” → “25/4/2022”",
        "2 đơn vị, 2 tệp, thư mục output.",
        "  2 chỉ gửi báo cáo",
        "  1 mới, 1 đã phát hành, không đổi",
        "  1 tệp khác bản đã phát hành, để bên cạnh cho lần phát hành sau",
        "Xem lại các tệp ấy rồi phát hành lần sau: sokhet-docs release",
    ]
    assert said("release", "--date", "12/4/2022") == [
        "001-dang-bo-a (lần 2).docx: thay 001-dang-bo-a.docx đã gửi",
        "Đã phát hành lần 2, ngày 12/4/2022: 1 tệp, thư mục output/da-phat-hanh/2022-04-12-lan-2.",
        "  1 tệp khác vẫn như đã gửi.",
        "  Kế hoạch: số chưa ghi, ngày 10/4/2022",
        "  Công văn: số chưa ghi, ngày 10/4/2022",
        "Có số rồi thì ghi vào sổ: sokhet-docs release --number cong-van.docx=SỐ",
    ]
    assert said("generate")[-1] == "Không có gì thay đổi so với lần trước."
    assert said("release") == ["Không có gì mới để phát hành: 2 tệp vẫn như đã gửi."]


def test_the_day_is_today_s_when_none_is_given(folder: Path) -> None:
    assert said("release")[0].startswith(f"Đã phát hành lần 1, ngày {short_date(date.today())}: 2 tệp")


def test_a_release_is_taken_back_with_its_reason_only(folder: Path) -> None:
    said("release", "-q", "--date", "10/4/2022")

    refused = run("release", "--undo")
    assert refused.exit_code == 2
    assert "--undo: Phải ghi lý do thu hồi." in refused.output
    assert said("release", "--undo", "--note", "Sai hạn") == [
        "Đã thu hồi lần phát hành 1 (2 tệp): Sai hạn",
        "  Bản đã chép nằm ở da-phat-hanh/2022-04-10-lan-1-thu-hoi. Sửa xong thì generate rồi phát hành lại.",
    ]
    again = run("release", "--undo", "--note", "Sai hạn")
    assert (again.exit_code, "Chưa phát hành lần nào" in again.output) == (2, True)


@pytest.mark.parametrize("other", ["--only=1", "--date=10/4/2022", "--number=3", "--as-is"])
def test_a_part_of_a_release_is_not_taken_back(folder: Path, other: str) -> None:
    said("release", "-q")

    refused = run("release", "--undo", "--note", "nhầm", other)
    assert (refused.exit_code, "Thu hồi cả lần phát hành cuối" in refused.output) == (2, True)


def test_two_numbers_for_one_document_are_refused(folder: Path) -> None:
    refused = run("release", "--number", "27", "--number", "28")
    assert "--number: Ghi hai số cho kế hoạch. Chỉ ghi một số cho mỗi văn bản." in refused.output


def test_undoing_nothing_does_not_say_that_it_was_done(folder: Path) -> None:
    for name in ("~$1-dang-bo-a.docx", "~$2-chi-bo-c.docx"):
        (folder / "output" / name).write_bytes(b"")

    done = run("undo")
    assert (done.exit_code, done.stdout) == (1, "Chưa hoàn tác được tệp nào.\n")


@pytest.mark.parametrize("number", ["", "cong-van.docx=", "="])
def test_a_number_that_says_none_is_refused(folder: Path, number: str) -> None:
    refused = run("release", "--number", number)
    assert (refused.exit_code, "không ghi rõ số" in refused.output) == (2, True)
    assert not (folder / "output/da-phat-hanh").exists()


def test_before_anything_was_made_there_is_nothing_to_release(folder: Path) -> None:
    refused = run("release", "-o", "khac")
    assert refused.exit_code == 2
    assert "Chưa có văn bản nào được tạo ở thư mục này." in refused.output


def test_undo_brings_the_letters_of_the_run_before_back(folder: Path) -> None:
    before = (folder / "output/001-dang-bo-a.docx").read_bytes()
    move_deadline(folder)
    said("generate", "-q")

    lines = said("undo")
    assert lines[0] == "001-dang-bo-a.docx: lấy lại bản trước"
    assert lines[1].startswith("Đã hoàn tác lần chạy lúc ")
    assert lines[1].endswith(": 1 tệp lấy lại bản trước, 0 tệp mới tạo đã cất vào .luu/hoan-tac.")
    assert (folder / "output/001-dang-bo-a.docx").read_bytes() == before


def test_undo_of_a_first_run_takes_all_letters_away_and_keeps_them(folder: Path) -> None:
    said("undo")
    assert files_in(folder / "output/.luu") == [
        "hoan-tac/001-dang-bo-a.docx",
        "hoan-tac/002-chi-bo-c.docx",
    ]
    refused = run("undo")
    assert (refused.exit_code, "Không có lần chạy nào để hoàn tác" in refused.output) == (2, True)

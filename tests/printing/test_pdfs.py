"""PDFs of letters: what is made, what is left, what one bad letter costs the others, what a stop costs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sokhet_docs.office.pdf_facts import read_pdf_facts
from sokhet_docs.printing import PdfRun, make_pdfs
from sokhet_docs.problems import OutputError
from tests.support.docx_builder import docx, p
from tests.support.outlook import ole_file
from tests.support.pdf_office import PdfOffice, install, pdf

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the stand-in is a shell script")
NOT_CONVERTED = "Không đổi được tệp này sang PDF, hoặc đổi quá lâu."
KEPT = "PDF này đã bị đổi, hoặc không do sokhet-docs tạo; được cất ở {}."
ENCRYPTED = (
    "Tệp có mật khẩu nên không tạo được PDF. Mở trong Word, bỏ mật khẩu ở Tệp > Thông tin > Bảo vệ tài liệu, "
    "lưu lại rồi chạy lại."
)
EMPTY = "Tệp rỗng. Chép lại tệp từ bản khác, hoặc tạo lại bằng sokhet-docs generate."
NO_LETTER = "Đây không phải là văn bản Word. Chỉ tạo được PDF từ .docx, .doc, .odt, .rtf."
FOLDER = "Đây là một thư mục. Ghi tên từng tệp; không ghi tệp nào thì lấy mọi văn bản của thư mục kết quả."
OPENED = (
    "Tệp đang mở ở Word hoặc LibreOffice: PDF theo bản lưu gần nhất. Lưu tệp rồi chạy lại; nếu không ai mở, "
    "xóa tệp “{}” bên cạnh."
)
LEDGER = "Sổ ghi các PDF đã tạo bị hỏng nên mọi PDF được làm lại. Các PDF đang có được cất vào {}."
IN_THE_WAY = "Đã có một thư mục mang tên của tệp này. Đổi tên hoặc dời thư mục ấy đi, rồi chạy lại."
BUSY = (
    "Một lần chạy sokhet-docs khác đang ghi vào thư mục này. Đợi lần chạy ấy xong rồi chạy lại, hoặc chọn "
    "thư mục kết quả khác."
)
OPEN_IT = "Hãy mở thử bằng Word hoặc LibreOffice, lưu lại rồi chạy lại."


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PdfOffice:
    return install(tmp_path / "bin", monkeypatch)


def letters(folder: Path, *names: str) -> list[Path]:
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / f"{name}.docx").write_bytes(docx(p(f"Kính gửi {name}")))
    return [folder / f"{name}.docx" for name in names]


def pdfs_in(output: Path) -> list[str]:
    return sorted(path.name for path in (output / "pdf").iterdir())


def said(run: PdfRun) -> list[str]:
    return [f"{problem.severity}: {problem}" for problem in run.problems]


def test_each_letter_becomes_a_pdf_of_its_name_and_is_not_made_again(
    tmp_path: Path, office: PdfOffice
) -> None:
    output = tmp_path / "output"
    sources = letters(output, "001-toa-an", "002-duoc")

    first, again = make_pdfs(sources, output), make_pdfs(sources, output)

    assert first.done == {source: output / "pdf" / f"{source.stem}.pdf" for source in sources}
    assert (first.made, first.problems, first.others) == (tuple(sources), (), ())
    assert (again.done, again.made, again.problems, again.fonts) == (first.done, (), (), first.fonts)
    assert [read_pdf_facts(path.read_bytes()) is not None for path in first.done.values()] == [True, True]
    assert office.calls() == [["001-toa-an.docx", "002-duoc.docx"]]


def test_only_what_changed_is_made_again(tmp_path: Path, office: PdfOffice) -> None:
    output = tmp_path / "output"
    sources = letters(output, "đổi", "xóa", "ký", "yên")
    make_pdfs(sources, output)
    letters(output, "yên")  # written again, with the same bytes
    sources[0].write_bytes(docx(p("Kính gửi nơi khác")))
    (output / "pdf" / "xóa.pdf").unlink()
    (output / "pdf" / "ký.pdf").write_bytes(pdf(pages=3))

    run = make_pdfs(sources, output)

    assert run.made == tuple(sources[:3])
    assert office.calls()[1:] == [["đổi.docx", "xóa.docx", "ký.docx"]]
    assert said(run) == [
        f"cảnh báo: {output}/pdf/ký.pdf: {KEPT.format(output / '.luu/pdf/ký.pdf')}",
    ]
    assert (output / ".luu" / "pdf" / "ký.pdf").read_bytes() == pdf(pages=3)
    assert make_pdfs(sources, output, force=True).made == tuple(sources)


def test_a_pdf_that_somebody_put_there_is_kept(tmp_path: Path, office: PdfOffice) -> None:
    output = tmp_path / "output"
    sources = letters(output, "a")
    for number in (1, 2):
        (output / "pdf").mkdir(exist_ok=True)
        (output / "pdf" / "a.pdf").write_bytes(b"scan %d" % number)
        make_pdfs(sources, output)

    kept = sorted((output / ".luu" / "pdf").iterdir())
    assert [path.read_bytes() for path in kept] == [b"scan 2", b"scan 1"]


@pytest.mark.parametrize("bad", ["treo", "sập", "rác", "rỗng", "vỏ", "thôi"])
def test_a_letter_that_fails_costs_the_others_nothing(tmp_path: Path, office: PdfOffice, bad: str) -> None:
    output = tmp_path / "output"
    sources = letters(output, "a", bad, "c")

    run = make_pdfs(sources, output)

    assert said(run) == [f"lỗi: {output}/{bad}.docx: {NOT_CONVERTED} {OPEN_IT}"]
    assert list(run.done) == [sources[0], sources[2]]
    assert pdfs_in(output) == ["a.pdf", "c.pdf"]
    assert office.calls()[-1] != [f"{bad}.docx", "c.docx"]
    assert [f"{bad}.docx"] in office.calls()


def test_a_result_is_taken_whatever_the_exit_code_says(tmp_path: Path, office: PdfOffice) -> None:
    run = make_pdfs(letters(tmp_path, "mã 1", "b"), tmp_path)

    assert (len(run.made), run.problems) == (2, ())
    assert len(office.calls()) == 1


def test_the_pdf_of_an_earlier_letter_is_told_where_the_new_one_fails(
    tmp_path: Path, office: PdfOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = letters(tmp_path, "a", "b")
    make_pdfs(sources, tmp_path)
    sources[0].write_bytes(docx(p("khác")))
    (tmp_path / "bin" / "soffice").write_text("#!/bin/sh\n", encoding="utf-8")

    run = make_pdfs(sources, tmp_path)

    assert said(run) == [
        f"lỗi: {sources[0]}: {NOT_CONVERTED} PDF đang có (a.pdf) là của bản trước. {OPEN_IT}"
    ]
    assert list(run.done) == [sources[1]]


def test_what_is_no_letter_is_told_and_the_others_are_made(tmp_path: Path, office: PdfOffice) -> None:
    good, hurt, cut, locked, empty, notes, opened = letters(
        tmp_path, "tốt", "hỏng", "cụt", "khóa", "trống", "ghi chép", "đang mở ở Word"
    )
    hurt.write_bytes(b"PK\x03\x04 and nothing else")
    cut.write_bytes(good.read_bytes()[:-300])
    locked.write_bytes(ole_file({"EncryptedPackage": b"x" * 5000, "EncryptionInfo": b"y"}))
    empty.write_bytes(b"")
    notes.write_bytes("Chỉ là chữ".encode())
    owner_file = tmp_path / "~$ng mở ở Word.docx"
    owner_file.write_bytes(b"\x05chi")
    missing = tmp_path / "không có.docx"

    run = make_pdfs([hurt, cut, locked, empty, notes, opened, owner_file, missing, tmp_path, good], tmp_path)

    assert said(run) == [
        f"lỗi: {hurt}: Tệp Word bị hỏng nên không tạo được PDF. {OPEN_IT}",
        f"lỗi: {locked}: {ENCRYPTED}",
        f"lỗi: {empty}: {EMPTY}",
        f"lỗi: {notes}: {NO_LETTER}",
        f"lỗi: {missing}: Không thấy tệp này. Kiểm tra lại tên tệp và thư mục.",
        f"lỗi: {tmp_path}: {FOLDER}",
        f"cảnh báo: {opened}: {OPENED.format(owner_file.name)}",
        f"lỗi: {cut}: Tệp Word bị hỏng nên không tạo được PDF. {OPEN_IT}",
    ]
    assert list(run.done) == [opened, good]
    assert pdfs_in(tmp_path) == ["tốt.pdf", "đang mở ở Word.pdf"]


def test_two_letters_of_one_name_get_two_pdfs(tmp_path: Path, office: PdfOffice) -> None:
    sources = [*letters(tmp_path / "lan-1", "001", "002"), *letters(tmp_path / "lan-2", "001")]

    run = make_pdfs(sources, tmp_path)

    assert [path.name for path in run.done.values()] == ["001 (lan-1).pdf", "002.pdf", "001 (lan-2).pdf"]
    assert said(run) == [
        f"cảnh báo: {sources[0]}: Có tệp khác cùng tên, nên PDF của tệp này là “001 (lan-1).pdf”.",
        f"cảnh báo: {sources[2]}: Có tệp khác cùng tên, nên PDF của tệp này là “001 (lan-2).pdf”.",
    ]
    assert sorted(map(sorted, office.calls())) == [["001.docx"], ["001.docx", "002.docx"]]
    assert make_pdfs(sources, tmp_path).made == ()


def test_the_same_letter_named_twice_is_one(tmp_path: Path, office: PdfOffice) -> None:
    [source] = letters(tmp_path, "a")

    run = make_pdfs([source, source], tmp_path)

    assert (run.made, run.problems, office.calls()) == ((source,), (), [["a.docx"]])


def test_without_libreoffice_one_sentence_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")

    with pytest.raises(OutputError) as caught:
        make_pdfs(letters(tmp_path, "a"), tmp_path)

    assert str(caught.value) == (
        "LibreOffice: Máy này chưa có LibreOffice nên không tạo được PDF. Hãy cài LibreOffice, miễn phí, từ "
        "libreoffice.org; máy Windows có Word thì thêm --by word."
    )


def test_what_is_done_already_needs_no_libreoffice(
    tmp_path: Path, office: PdfOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = letters(tmp_path, "a")
    make_pdfs(sources, tmp_path)
    monkeypatch.setenv("PATH", "")

    assert list(make_pdfs(sources, tmp_path).done) == sources


def test_letters_go_in_chunks_of_about_twenty_as_many_at_a_time_as_processors_but_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = install(tmp_path / "bin", monkeypatch, seconds=0.02)
    monkeypatch.setattr("os.cpu_count", lambda: 3)
    told: list[tuple[int, int]] = []

    run = make_pdfs(
        letters(tmp_path, *(f"{number:02}" for number in range(66))),
        tmp_path,
        progress=lambda *done: told.append(done),
    )

    assert (len(run.made), run.problems) == (66, ())
    assert sorted(len(call) for call in office.calls()) == [22, 22, 22]
    assert told == [(0, 66), (22, 66), (44, 66), (66, 66)]
    profiles = {word for word in office.log.read_text(encoding="utf-8").split() if word.startswith("-env:")}
    assert len(profiles) == 3


def test_a_damaged_ledger_is_told_and_everything_made_again(tmp_path: Path, office: PdfOffice) -> None:
    sources = letters(tmp_path, "a")
    make_pdfs(sources, tmp_path)
    ledger = tmp_path / ".sokhet-docs" / "pdf.json"
    ledger.write_text("{", encoding="utf-8")

    run = make_pdfs(sources, tmp_path)

    assert run.made == tuple(sources)
    assert said(run) == [
        f"cảnh báo: {ledger}: {LEDGER.format(tmp_path / '.luu/pdf')}",
        f"cảnh báo: {tmp_path}/pdf/a.pdf: {KEPT.format(tmp_path / '.luu/pdf/a.pdf')}",
    ]


def test_pdfs_of_letters_that_were_not_asked_for_are_told(tmp_path: Path, office: PdfOffice) -> None:
    sources = letters(tmp_path, "a", "b")
    make_pdfs(sources, tmp_path)

    assert make_pdfs(sources[:1], tmp_path).others == ("b.pdf",)


def test_a_folder_in_the_way_of_a_pdf_is_told_and_the_others_are_made(
    tmp_path: Path, office: PdfOffice
) -> None:
    (tmp_path / "pdf" / "a.pdf").mkdir(parents=True)

    run = make_pdfs(letters(tmp_path, "a", "b"), tmp_path)

    assert [path.name for path in run.done] == ["b.docx"]
    assert said(run) == [f"lỗi: {tmp_path}/pdf/a.pdf: {IN_THE_WAY}"]


# Stops -----------------------------------------------------------------------------------------------------


def start(folder: Path) -> subprocess.Popen[str]:
    """Begin to convert the 60 letters of ``folder`` by a process of its own."""
    words = [sys.executable, "-m", "sokhet_docs", "pdf", "-o", str(folder)]
    command = ["/usr/bin/env", "--default-signal=INT", *words]
    environment = os.environ | {"TMPDIR": str(folder / "tmp")}
    return subprocess.Popen(
        [*command, *map(str, sorted(folder.glob("*.docx")))],
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
        start_new_session=True,
    )  # fmt: skip


def wait_for_pdfs(folder: Path) -> None:
    deadline = time.monotonic() + 60
    while not list((folder / "pdf").glob("[!.]*.pdf")):
        assert time.monotonic() < deadline, "no PDF was made"
        time.sleep(0.01)


def still_running(folder: Path) -> bool:
    for process in Path("/proc").iterdir():
        if process.name.isdigit():
            try:
                if str(folder / "tmp").encode() in (process / "cmdline").read_bytes():
                    return True
            except OSError:
                continue  # ended meanwhile
    return False


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, getattr(signal, "SIGKILL", None)])
def test_a_stopped_run_leaves_whole_pdfs_and_the_next_one_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    office = install(tmp_path / "bin", monkeypatch, seconds=0.05)
    sources = letters(tmp_path, *(f"{number:02}" for number in range(60)))
    (tmp_path / "tmp").mkdir()
    with start(tmp_path) as running:
        wait_for_pdfs(tmp_path)
        running.send_signal(number)
        _, told = running.communicate(timeout=30)

    assert running.returncode == {signal.SIGINT: 1, signal.SIGTERM: 143, signal.SIGKILL: -9}[number]
    assert "Traceback" not in told
    done = list((tmp_path / "pdf").glob("[!.]*.pdf"))
    assert 0 < len(done) < 60
    deadline = time.monotonic() + 10
    while still_running(tmp_path) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not still_running(tmp_path)
    calls = len(office.calls())

    run = make_pdfs(sources, tmp_path)

    assert (len(run.done), run.problems) == (60, ())
    assert pdfs_in(tmp_path) == [f"{number:02}.pdf" for number in range(60)]
    assert len(run.made) == 60 - len(done)
    assert sum(map(len, office.calls()[calls:])) == len(run.made)
    assert not (tmp_path / ".luu").exists()


def test_two_runs_in_one_folder_do_not_meet(tmp_path: Path, office: PdfOffice) -> None:
    sources = letters(tmp_path, "a")
    refused: list[str] = []

    def run_again(done: int, total: int) -> None:
        try:
            make_pdfs(sources, tmp_path)
        except OutputError as err:
            refused.append(str(err))

    make_pdfs(sources, tmp_path, progress=run_again)

    assert refused == [f"{tmp_path}: {BUSY}"] * 2  # before the letter, and after it

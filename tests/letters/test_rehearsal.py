"""Rehearsals: which units are tried, the mark on every page, the faults of the printed pages."""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sokhet_docs.cli.program import program
from sokhet_docs.letters.generation import GenerateOptions, generate
from sokhet_docs.letters.packets import Naming
from sokhet_docs.letters.rehearsal.drafts import Rehearsal, rehearse
from sokhet_docs.letters.rehearsal.hardest import choose_hardest
from sokhet_docs.office import libreoffice as conversion
from sokhet_docs.plan.model import Attendee, Conference
from tests.support.docx_builder import LANDSCAPE, PORTRAIT, docx, p, table
from tests.support.environment import ROOT, require
from tests.support.libreoffice import convert
from tests.support.openxml_validator import assert_valid
from tests.support.plans import COURT, LIBRARY, a_unit
from tests.support.workbook_builder import make_workbook

pytestmark = pytest.mark.slow

WORKBOOK, TEMPLATES = ROOT / "data/units.xlsx", ROOT / "templates"
SAMPLE_DRAFTS = {
    "001-dang-bo-toa-an-nhan-dan-tinh": ("nhiều thành phần dự nhất (4)", "hàng để trống nhiều nhất"),
    "042-dang-bo-cong-ty-trach-nhiem-huu-han-mot-thanh-vien-xo-so-kien-thiet-ha-tinh": (
        "tên dài nhất (75 chữ cái)",
    ),
    "044-chi-bo-van-phong-doan-dai-bieu-quoc-hoi-va-hoi-dong-nhan-dan-tinh": ("đại diện cho loại này",),
}
EXACT = '<w:spacing w:before="0" w:after="0" w:line="400" w:lineRule="exact"/>'  # 20 pt: 36 lines a page
PAGE_BREAK = '<w:r><w:br w:type="page"/></w:r>'
SIGNATURE = ("Nơi nhận: {{ don_vi.ten }}", "T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", "Nguyễn Trọng Vân")


def lines(*texts: str) -> str:
    """Return paragraphs of one line of 20 pt each."""
    return "".join(p(text, properties=EXACT) for text in texts)


def body(count: int) -> str:
    """Return ``count`` lines of text, the first with the name of the unit."""
    return lines("Gửi {{ don_vi.ten }}", *(f"Dòng {number}" for number in range(2, count + 1)))


def make_job(folder: Path, **templates: bytes) -> tuple[Path, Path]:
    """Lay out a small plan whose packet holds ``templates`` (title → .docx) in this order."""
    rows = [f"{title}.docx | Văn bản {title} | Tất cả" for title in templates]
    documents = "\n".join(["Mẫu | Tên | Gửi cho", *rows])
    workbook = make_workbook(folder / "units.xlsx", documents=documents)
    (folder / "templates").mkdir()
    for title, content in templates.items():
        (folder / "templates" / f"{title}.docx").write_bytes(content)
    return workbook, folder / "templates"


def run(*words: str) -> Result:
    return CliRunner().invoke(program, list(words), prog_name="sokhet-docs", catch_exceptions=False)


def words_of(pdf: Path) -> list[list[str]]:
    """Return every word of every page with its exact place, the mark's left out."""
    printed = subprocess.run(
        [require("pdftotext"), "-bbox", str(pdf), "-"], capture_output=True, check=True, timeout=60
    ).stdout.decode()
    pages = [re.findall("<word .*</word>", page) for page in printed.split("<page ")[1:]]
    marks = re.compile(r">(BẢN|THỬ|\(\d/\d\))</word>")
    return [[word for word in page if not marks.search(word)] for page in pages]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Rehearsal:
    require("soffice")
    return rehearse(WORKBOOK, TEMPLATES, tmp_path_factory.mktemp("rehearsal"))


def test_the_sample_has_no_layout_fault(sample: Rehearsal) -> None:
    assert sample.is_checked
    assert sample.layout_faults == ()


def test_the_hardest_units_are_drafted_into_a_folder_of_their_own(sample: Rehearsal) -> None:
    assert {draft.path.stem: draft.choice.reasons for draft in sample.drafts} == SAMPLE_DRAFTS
    names = sorted(path.name for path in sample.folder.iterdir())
    assert names == sorted(f"{name}.{ending}" for name in SAMPLE_DRAFTS for ending in ("docx", "pdf"))
    assert [path.name for path in sample.folder.parent.iterdir()] == ["thu"]


def test_drafts_are_valid(sample: Rehearsal) -> None:
    assert_valid(*(draft.path for draft in sample.drafts))


def test_the_mark_is_on_every_page_and_moves_no_word(sample: Rehearsal, tmp_path: Path) -> None:
    only = tuple(draft.choice.unit.code for draft in sample.drafts)
    generate(WORKBOOK, TEMPLATES, tmp_path / "output", GenerateOptions(only=only))
    drafts = [draft.path for draft in sample.drafts]
    issued = [tmp_path / "output" / path.name for path in drafts]
    for folder in ("marked", "plain"):
        (tmp_path / folder).mkdir()
    marked, plain = convert(drafts, tmp_path / "marked"), convert(issued, tmp_path / "plain")
    for with_mark, without in zip(marked, plain, strict=True):
        assert words_of(with_mark) == words_of(without)
        assert marks_of(with_mark) == [1] * len(words_of(without))
        assert marks_of(without) == [0] * len(words_of(without))


def marks_of(pdf: Path) -> list[int]:
    """Return how often each page bears the mark."""
    printed = subprocess.run(
        [require("pdftotext"), "-layout", str(pdf), "-"], capture_output=True, check=True, timeout=60
    ).stdout.decode()
    return [len(re.findall(r"BẢN THỬ \(\d/\d\)", page)) for page in printed.split("\f")[:-1]]


HEADER_NUMBER = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
HEADER = p(HEADER_NUMBER)
OWN_SECTION = f"<w:p><w:pPr><w:sectPr>{LANDSCAPE}</w:sectPr></w:pPr></w:p>"
TEMPLATES_OF_ALL_SORTS = {
    "without_headers": docx(body(80)),
    "with_a_first_page_of_its_own": docx(body(80), headers={"default": HEADER}, title_page=True),
    "with_even_pages_of_their_own": docx(
        body(80),
        headers={"default": HEADER, "even": p("Trang chẵn")},
        settings="<w:evenAndOddHeaders/>",
    ),
    "with_all_three": docx(
        body(120),
        headers={"first": p("Đầu"), "default": HEADER, "even": p("Chẵn")},
        settings="<w:evenAndOddHeaders/>",
        title_page=True,
    ),
    "with_a_table_in_its_header": docx(body(40), headers={"default": table(["Trái", "Phải"]) + p("")}),
    "with_two_sections": docx(body(40), OWN_SECTION, body(40), section=PORTRAIT),
    "without_a_word_of_its_own_size": docx(p("Gửi {{ don_vi.ten }}"), styles="<w:docDefaults/>"),
}


def test_templates_of_all_sorts_take_the_mark(tmp_path: Path) -> None:
    workbook, templates = make_job(tmp_path, **TEMPLATES_OF_ALL_SORTS)
    naming = Naming(split=True)
    rehearsal = rehearse(workbook, templates, tmp_path / "output", naming, only=["1"])
    generate(workbook, templates, tmp_path / "output", GenerateOptions(naming=naming))
    drafts = [draft.path for draft in rehearsal.drafts]
    assert_valid(*drafts)
    plain = convert([tmp_path / "output" / path.name for path in drafts], tmp_path)
    for sort, draft, without in zip(TEMPLATES_OF_ALL_SORTS, drafts, plain, strict=True):
        marked = draft.with_suffix(".pdf")
        assert (sort, words_of(marked)) == (sort, words_of(without))
        assert (sort, marks_of(marked)) == (sort, [1] * len(words_of(without)))


def test_every_fault_of_the_pages_is_reported(tmp_path: Path) -> None:
    require("soffice")
    workbook, templates = make_job(
        tmp_path,
        tach=docx(body(33), lines(*SIGNATURE)),
        duoi=docx(body(35), lines(SIGNATURE[0], SIGNATURE[1])),
        quyen=docx(body(34), lines(SIGNATURE[0], "{{ don_vi.quyen_han }}", "…………")),
        le=docx(
            body(37),
            headers={"default": p("Trang ", HEADER_NUMBER, ", bản mẫu")},
            footers={"default": p("Cuối")},
        ),
        trong=docx(body(3), p(PAGE_BREAK, properties=EXACT), p(PAGE_BREAK, properties=EXACT), body(3)),
        dai=docx(body(3), lines("{%p if hoi_nghi.co %}"), body(40), lines("{%p endif %}")),
        dung=docx(body(32), lines(*SIGNATURE)),
    )
    rehearsal = rehearse(workbook, templates, tmp_path / "output")
    assert [draft.path.name for draft in rehearsal.drafts] == ["001-dang-bo-a.docx", "002-chi-bo-b.docx"]
    faults_found = [str(problem) for problem in rehearsal.layout_faults]
    line, split = "Trang cuối chỉ có một dòng", "Khối chữ ký bị tách trang"
    authority, position, name = (f"“{words}”" for words in SIGNATURE[1:])
    spread = f"{authority} ở trang 1, {position} ở trang 1, {name} ở trang 2, “Nơi nhận” ở trang 1"
    together = "Trong mẫu, đặt chữ ký và nơi nhận vào một hàng bảng không cho tách trang."
    shorten = "Rút bớt chữ hoặc giãn cách trong mẫu cho gọn vào trang trước."
    faults = [
        f"Văn bản tach, trang 2: {line}: {name}. {shorten}",
        f"Văn bản tach, trang 1: {split}: {spread}. {together}",
        f"Văn bản duoi, trang 4: {line}: {authority}. {shorten}",
        f"Văn bản duoi, trang 4: {split}: {authority} ở trang 4, “Nơi nhận” ở trang 3. {together}",
        f"Văn bản quyen, trang 6: {line}: “…………”. {shorten}",
        f"Văn bản quyen, trang 5: “{{authority}}” nằm cuối trang, phần ký sang trang sau. {together}",
        f"Văn bản le, trang 8: {line}: “Dòng 37”. {shorten}",
        "Văn bản trong, trang 10: Trang này không có chữ nào. Bỏ dấu ngắt trang thừa trong mẫu.",
    ]
    longer = "Văn bản dai: Văn bản này 2 trang, các bản thử khác cùng mẫu 1 trang. "
    longer += "Xem chỗ nào dài hơn, thường là tên hoặc thành phần."
    of_a = [fault.replace("{authority}", "T/M ĐẢNG ỦY") for fault in [*faults, longer]]
    of_b = [fault.replace("{authority}", "T/M CHI BỘ") for fault in faults]
    assert faults_found == [f"001-dang-bo-a.docx, {fault}" for fault in of_a] + [
        f"002-chi-bo-b.docx, {fault}" for fault in of_b
    ]


def test_where_most_documents_are_long_one_of_them_is_named_and_not_the_short_one(tmp_path: Path) -> None:
    require("soffice")
    long = docx(body(3), lines("{%p if not hoi_nghi.co %}"), body(40), lines("{%p endif %}"))
    _, templates = make_job(tmp_path, dai=long)
    units = (
        "Tên tổ chức đảng | Hình thức sơ kết\nĐảng bộ A | Hội nghị\nChi bộ B | Báo cáo\nĐảng bộ C | Báo cáo"
    )
    documents = "Mẫu | Tên | Gửi cho\ndai.docx | Văn bản dai | Tất cả"
    workbook = make_workbook(tmp_path / "ba.xlsx", units=units, documents=documents)
    rehearsal = rehearse(workbook, templates, tmp_path / "output")
    assert len(rehearsal.drafts) == 3
    (told,) = rehearsal.layout_faults
    assert str(told) == (
        "002-chi-bo-b.docx, Văn bản dai: Văn bản này 2 trang, có bản thử cùng mẫu chỉ 1 trang. "
        "Xem chỗ nào dài hơn, thường là tên hoặc thành phần."
    )


def test_split_drafts_are_one_document_each(tmp_path: Path) -> None:
    workbook, templates = make_job(tmp_path, mot=docx(body(2)), hai=docx(body(2)))
    result = run(
        *("generate", "--rehearse", "--split", "-w", str(workbook), "-t", str(templates)),
        *("-o", str(tmp_path / "output"), "--only", "Đảng bộ A"),
    )
    assert result.exit_code == 0
    assert sorted(path.name for path in (tmp_path / "output/thu").glob("*.docx")) == [
        "001-dang-bo-a-hai.docx",
        "001-dang-bo-a-mot.docx",
    ]


def test_the_command_says_what_was_drafted_and_why(tmp_path: Path) -> None:
    require("soffice")
    workbook, templates = make_job(tmp_path, mau=docx(body(2)))
    output = tmp_path / "output"
    (output / "thu").mkdir(parents=True)
    (output / "thu" / "002-chi-bo-b.docx").write_bytes(b"an older draft")
    words = ("generate", "--rehearse", "-w", str(workbook), "-t", str(templates), "-o", str(output))
    result = run(*words)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        f"Bản thử của 2 đơn vị khó nhất: 2 tệp, thư mục {output / 'thu'}.\n"
        "  001-dang-bo-a.docx: Đảng bộ – Hội nghị; tên dài nhất (9 chữ cái); nhiều thành phần dự nhất (1); "
        "hàng để trống nhiều nhất\n"
        "  002-chi-bo-b.docx: Chi bộ – Báo cáo; đại diện cho loại này\n"
        "Ngắt trang, theo LibreOffice (Word có thể hơi khác): không thấy lỗi.\n"
        "Mỗi trang mang chữ BẢN THỬ. Lần thử sau có thể ghi đè; đừng sửa tay ở đây.\n"
        "Khi đã vừa ý, chạy lại lệnh này mà không có --rehearse.\n"
    )
    assert run(*words, "--quiet").output == ""
    assert_valid(output / "thu" / "002-chi-bo-b.docx")


def test_without_libreoffice_it_says_so_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workbook, templates = make_job(tmp_path, mau=docx(body(2)))
    monkeypatch.setenv("PATH", "")
    result = run(
        *("generate", "--rehearse", "-w", str(workbook), "-t", str(templates), "-o", str(tmp_path / "output"))
    )
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines()[3] == (
        "Máy này chưa có LibreOffice nên chưa soát được việc ngắt trang: hãy mở từng tệp để xem."
    )
    assert sorted(path.name for path in (tmp_path / "output/thu").iterdir()) == [
        "001-dang-bo-a.docx",
        "002-chi-bo-b.docx",
    ]


@pytest.mark.skipif(os.name != "posix", reason="the fake soffice is a shell script")
def test_a_libreoffice_that_hangs_costs_the_check_and_not_the_drafts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hanging = tmp_path / "soffice"
    hanging.write_text("#!/bin/sh\nexec /bin/sleep 600\n", encoding="utf-8")
    hanging.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(conversion, "START_SECONDS", 0.2)
    monkeypatch.setattr(conversion, "FILE_SECONDS", 0.0)
    workbook, templates = make_job(tmp_path, mau=docx(body(2)))
    result = run(
        *("generate", "--rehearse", "-w", str(workbook), "-t", str(templates), "-o", str(tmp_path / "output"))
    )
    path = tmp_path / "output/thu/001-dang-bo-a.docx"
    assert result.exit_code == 0
    assert result.stderr.splitlines()[0] == (
        f"Cảnh báo: {path}: LibreOffice không đổi được tệp này sang PDF, hoặc làm quá lâu. "
        "Hãy mở thử bằng LibreOffice, rồi chạy lại."
    )
    assert "Chưa soát được việc ngắt trang: hãy mở từng tệp để xem.\n" in result.stdout
    assert path.exists()


@pytest.mark.parametrize("other", ["--force", "--dry-run"])
def test_it_does_not_go_with_what_concerns_issued_files(other: str, tmp_path: Path) -> None:
    workbook, templates = make_job(tmp_path, mau=docx(body(2)))
    result = run(
        *("generate", "--rehearse", other, "-w", str(workbook), "-t", str(templates)),
        *("-o", str(tmp_path / "output")),
    )
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "Lỗi: --rehearse: Không dùng chung với --force và --dry-run.\nTất cả: 1 lỗi.\n"
    assert not (tmp_path / "output").exists()


def test_problems_of_the_sources_are_told_before_anything_is_written(tmp_path: Path) -> None:
    workbook, templates = make_job(tmp_path, mau=docx(lines("{{ don_vi.tne }}")))
    result = run(
        *("generate", "--rehearse", "-w", str(workbook), "-t", str(templates), "-o", str(tmp_path / "output"))
    )
    assert result.exit_code == 1
    assert "{{ don_vi.tne }}" in result.stderr
    assert not (tmp_path / "output").exists()


def test_the_extremes_come_first_then_each_kind_and_never_more_than_six() -> None:
    roster = tuple(Attendee(name=f"Thành phần {number}") for number in range(9))
    crowded = a_unit(
        "Đảng bộ Y tế", 3, conference=True, email="y@te", note="x", address="y", recipient_name="z"
    )
    crowded = replace(crowded, conference=Conference(deadline=None, attendees=roster))
    longest = a_unit("Đảng bộ Công ty Cổ phần Dược Hà Tĩnh", 4, email="a@b", note="x")
    others = [a_unit(f"Tổ {number}", 10 + number, kind=f"Loại {number}", note="x") for number in range(9)]
    chosen = choose_hardest([COURT, LIBRARY, crowded, longest, *others])
    assert [(choice.unit.name, choice.reasons) for choice in chosen] == [
        ("Đảng bộ Tòa án nhân dân tỉnh", ("hàng để trống nhiều nhất",)),
        ("Chi bộ Thư viện tỉnh", ("đại diện cho loại này",)),
        ("Đảng bộ Y tế", ("nhiều thành phần dự nhất (9)",)),
        ("Đảng bộ Công ty Cổ phần Dược Hà Tĩnh", ("tên dài nhất (36 chữ cái)",)),
        ("Tổ 0", ("đại diện cho loại này",)),
        ("Tổ 1", ("đại diện cho loại này",)),
    ]
    assert choose_hardest([]) == ()

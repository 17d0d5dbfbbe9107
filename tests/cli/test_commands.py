"""The commands as a clerk types them: what she reads, what lies in the folder afterwards, the exit code."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from sokhet_docs.cli.letters_report import STAGE_TITLES
from sokhet_docs.cli.program import program
from sokhet_docs.letters import Stage
from tests.support.commands import files_in, run
from tests.support.docx_words import read_words
from tests.support.environment import ROOT

WARNING = (
    "Cảnh báo: units.xlsx, Kế hoạch!B28: Hạn hội nghị của cấp ban hành 30/4/2022 là Thứ Bảy, "
    "ngày nghỉ lễ (Ngày Chiến thắng).\nTất cả: 1 cảnh báo.\n"
)


def change_cell(folder: Path, sheet: str, cell: str, value: str | int | None) -> None:
    path = folder / "data" / "units.xlsx"
    book = load_workbook(path)
    book[sheet][cell] = value
    book.save(path)


def test_init_lays_out_a_folder_that_check_finds_good(folder: Path) -> None:
    result = run("init")
    assert result.exit_code == 0
    assert files_in(folder) == [
        "data/units.xlsx",
        *(f"templates/{path.name}" for path in sorted((ROOT / "templates").glob("*.docx"))),
    ]
    assert result.stdout.endswith("rồi chạy: sokhet-docs check\n")
    checked = run("check")
    assert (checked.exit_code, checked.stderr) == (0, WARNING)
    assert checked.stdout == "Không có lỗi. Tạo văn bản bằng: sokhet-docs generate\n"


def test_another_workbook_beside_the_one_that_is_read_is_named(folder: Path) -> None:
    run("init")
    for name in ("data/units (1).xls", "units.xlsx", "data/thu.csv"):
        (folder / name).write_bytes(b"x")
    note = (
        "Đang đọc data/units.xlsx; còn có data/units (1).xls, units.xlsx không được đọc. "
        "Cần thì chỉ bằng --workbook.\n"
    )
    assert run("check").stderr == note + WARNING
    assert run("check", "--workbook", "data/units.xlsx").stderr == WARNING


def test_init_overwrites_nothing(folder: Path) -> None:
    (folder / "data").mkdir()
    (folder / "data" / "units.xlsx").write_bytes(b"mine")
    result = run("init")
    assert result.exit_code == 1
    assert result.stderr == (
        "Lỗi: data/units.xlsx: Đã có tệp này. Hãy chọn một thư mục khác, còn trống.\nTất cả: 1 lỗi.\n"
    )
    assert files_in(folder) == ["data/units.xlsx"]
    assert (folder / "data" / "units.xlsx").read_bytes() == b"mine"


def test_generate_in_an_empty_folder_uses_the_sample_and_says_so(folder: Path) -> None:
    result = run("generate", "--only", "DB01", "--only", "66")
    assert result.exit_code == 0
    assert result.stderr == (
        "Không thấy data/units.xlsx hay units.xlsx ở đây: dùng danh sách mẫu có sẵn.\n"
        "Không thấy thư mục templates ở đây: dùng các mẫu Word có sẵn.\n" + WARNING
    )
    assert result.stdout == (
        "2 đơn vị, 2 tệp, thư mục output.\n"
        "  1 tổ chức hội nghị, 1 chỉ gửi báo cáo\n"
        "  2 mới\n"
        "Tiếp theo: mở vài tệp để xem, rồi lập nơi nhận: sokhet-docs recipients -o noi-nhan.docx\n"
    )
    assert sorted(path.name for path in (folder / "output").glob("*.docx")) == [
        "001-dang-bo-toa-an-nhan-dan-tinh.docx",
        "066-chi-bo-cong-ty-co-phan-in-ha-tinh.docx",
    ]


def test_the_sample_never_stands_in_for_a_workbook_that_is_lost(folder: Path) -> None:
    run("init")
    change_cell(folder, "Đơn vị", "E2", "08:00 13/4/2022")
    run("generate", "--only", "1")
    (letter,) = (folder / "output").glob("*.docx")
    before = letter.read_bytes()
    (folder / "data" / "units.xlsx").rename(folder / "data" / "cũ.xlsx")
    result = run("generate")
    assert (result.exit_code, result.stderr) == (
        1,
        (
            "Lỗi: data/units.xlsx: Không thấy tệp này, dù đây là một thư mục làm việc. "
            "Hãy đưa tệp Excel về chỗ cũ, hoặc chỉ ra tệp bằng --workbook.\nTất cả: 1 lỗi.\n"
        ),
    )
    shutil.rmtree(folder / "data")
    shutil.rmtree(folder / "templates")
    result = run("generate")
    assert result.exit_code == 1
    assert "output: Văn bản ở đây được tạo từ một tệp Excel khác" in result.stderr
    assert [path.read_bytes() for path in (folder / "output").glob("*.docx")] == [before]


def test_units_that_get_nothing_are_reported_and_a_run_for_nobody_is_refused(folder: Path) -> None:
    run("init")
    for cell in ("C2", "C3", "C5"):
        change_cell(folder, "Văn bản", cell, "Hội nghị")
    message = "62 đơn vị không được gửi văn bản nào, đầu tiên là “Đảng bộ Văn phòng Ủy ban nhân dân tỉnh”."
    assert message in run("generate").stderr
    for cell in ("C2", "C3", "C4", "C5"):
        change_cell(folder, "Văn bản", cell, "Không gửi")
    nobody = run("generate")
    assert nobody.exit_code == 1
    assert "Lỗi: units.xlsx, Văn bản: Không có văn bản nào để gửi." in nobody.stderr


def test_every_stage_has_a_title_on_the_progress_line() -> None:
    assert set(STAGE_TITLES) == set(Stage)


def test_a_new_file_beside_old_ones_is_named(folder: Path) -> None:
    run("init")
    run("generate", "--only", "1")
    result = run("generate", "--only", "1", "--only", "2")
    assert result.stdout.startswith("002-dang-bo-truong-chinh-tri-tran-phu.docx: mới\n")


def test_files_of_another_way_of_naming_are_reported_once(folder: Path) -> None:
    run("generate", "--only", "1")
    output = run("generate", "--only", "1", "--split").stdout
    assert output.startswith(
        "1 tệp của những lần trước, tên khác hay gộp khác, vẫn nằm đây "
        "(đầu tiên là 001-dang-bo-toa-an-nhan-dan-tinh.docx).\n    Hãy dời chúng đi nơi khác kẻo gửi nhầm.\n"
    )


def test_a_unit_that_left_the_workbook_is_named_and_keeps_its_file(folder: Path) -> None:
    run("init")
    run("generate", "--only", "66", "--only", "65")
    path = folder / "data" / "units.xlsx"
    book = load_workbook(path)
    book["Đơn vị"].delete_rows(67)
    book.save(path)
    name = "066-chi-bo-cong-ty-co-phan-in-ha-tinh.docx"
    assert f"Không còn trong danh sách, vẫn giữ tệp: {name}\n" in run("generate", "--only", "65").stdout
    assert (folder / "output" / name).exists()


def test_nothing_is_to_be_compared_when_nothing_new_was_offered(folder: Path) -> None:
    run("generate", "--only", "1")
    (letter,) = (folder / "output").glob("*.docx")
    letter.write_bytes(b"corrected by hand")
    result = run("generate", "--only", "1")
    assert result.stdout.endswith("Không có gì thay đổi so với lần trước.\n")


def test_quiet_says_only_what_is_wrong(folder: Path) -> None:
    result = run("generate", "--only", "1", "--quiet")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", WARNING)


def test_one_changed_cell_changes_one_file_and_the_words_are_shown(folder: Path) -> None:
    run("init")
    run("generate")
    change_cell(folder, "Đơn vị", "H3", "12/4/2022")
    dry = run("generate", "--dry-run")
    assert dry.exit_code == 0
    assert "002-dang-bo-truong-chinh-tri-tran-phu.docx: đổi nội dung, sẽ thay" in dry.stdout
    assert "“20/4/2022” → “12/4/2022”" in dry.stdout
    assert "  1 đổi nội dung, sẽ thay, 65 không đổi\n" in dry.stdout
    assert "Chạy thử, không ghi gì" in dry.stdout
    path = folder / "output" / "002-dang-bo-truong-chinh-tri-tran-phu.docx"
    assert "12/4/2022" not in read_words(path.read_bytes())
    real = run("generate")
    assert "  1 đổi nội dung, đã thay, 65 không đổi\n" in real.stdout
    assert "12/4/2022" in read_words(path.read_bytes())


def test_a_letter_corrected_by_hand_stays_and_the_new_one_lies_beside(folder: Path) -> None:
    run("init")
    run("generate", "--only", "3")
    letter = folder / "output" / "003-dang-bo-cong-ty-co-phan-cap-nuoc-ha-tinh.docx"
    letter.write_bytes(b"corrected by hand")
    change_cell(folder, "Đơn vị", "H4", "12/4/2022")
    result = run("generate", "--only", "3")
    assert result.exit_code == 0
    assert letter.read_bytes() == b"corrected by hand"
    beside = letter.with_name(f"{letter.stem} (mới).docx")
    assert "12/4/2022" in read_words(beside.read_bytes())
    assert f"    bản mới đặt bên cạnh: {beside.name}\n" in result.stdout


def test_every_problem_of_workbook_and_templates_is_listed_and_nothing_is_written(folder: Path) -> None:
    run("init")
    change_cell(folder, "Đơn vị", "H3", "31/02/2022")
    change_cell(folder, "Đơn vị", "D9", "Hội ngị")
    (folder / "templates" / "bao-cao.docx").write_bytes(b"not a docx")
    result = run("generate")
    assert result.exit_code == 1
    assert result.stdout == ""
    errors = [line for line in result.stderr.splitlines() if line.startswith("Lỗi: ")]
    places = [line.split(":")[1].strip() for line in errors]
    assert sorted(places) == ["bao-cao.docx", "units.xlsx, Đơn vị!D9", "units.xlsx, Đơn vị!H3"]
    assert not (folder / "output").exists()


def test_check_gives_the_same_list_to_programs(folder: Path) -> None:
    run("init")
    change_cell(folder, "Đơn vị", "H3", "31/02/2022")
    result = run("check", "--json")
    assert result.exit_code == 1
    first, *others = json.loads(result.stdout)
    assert first.pop("hint").startswith("Viết ngày/tháng/năm")
    assert first == {
        "file": "units.xlsx",
        "spot": "Đơn vị!H3",
        "severity": "error",
        "message": "Không có ngày “31/02/2022” trong lịch.",
    }
    assert {problem["severity"] for problem in others} <= {"warning"}


def test_a_template_with_last_years_unit_in_it_is_refused(folder: Path) -> None:
    from docx import Document

    run("init")
    path = folder / "templates" / "de-cuong.docx"
    document = Document(str(path))
    document.add_paragraph("Nơi gửi: ĐẢNG ỦY SỞ NỘI VỤ")
    document.save(str(path))
    result = run("generate")
    assert result.exit_code == 1
    assert "Mẫu còn ghi sẵn tên “Đảng ủy Sở Nội vụ”, đơn vị nào cũng sẽ nhận tên ấy." in result.stderr
    assert not (folder / "output").exists()


def test_fields_lists_every_field_with_its_value(folder: Path) -> None:
    result = run("fields")
    assert result.exit_code == 0
    assert "{{ don_vi.ten }}" in result.stdout
    assert "Chỉ dùng trong don-doc.docx:" in result.stdout
    assert "{{ don_doc." in result.stdout
    assert "Đảng bộ Tòa án nhân dân tỉnh" in result.stdout


def test_recipients_prints_the_list_and_writes_it_as_word_and_excel(folder: Path) -> None:
    printed = run("recipients")
    assert printed.exit_code == 0
    assert "Ban Dân vận Tỉnh ủy (báo cáo)" in printed.stdout
    assert "Chi bộ Công ty Cổ phần In Hà Tĩnh" in printed.stdout
    for name in ("noi-nhan.docx", "noi-nhan.xlsx"):
        assert run("recipients", "-o", name).stdout == f"Đã ghi danh sách nơi nhận: {name}\n"
        assert (folder / name).stat().st_size > 5_000
    text = read_words((folder / "noi-nhan.docx").read_bytes())
    assert "Chi bộ Công ty Cổ phần In Hà Tĩnh" in text
    assert "71" in text.split()


def test_plan_writes_the_plan_from_the_same_workbook(folder: Path) -> None:
    run("init")
    change_cell(folder, "Kế hoạch", "B26", "25/4/2022")
    result = run("plan", "-o", "ke-hoach.docx")
    assert (result.exit_code, result.stdout) == (0, "Đã ghi kế hoạch: ke-hoach.docx\n")
    text = read_words((folder / "ke-hoach.docx").read_bytes())
    assert "trước ngày 25/4/2022" in text
    assert "Khôi" not in text


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["genrate"], "Không có lệnh 'genrate'. Có phải 'generate'?"),
        (["generate", "--ony", "1"], "Không có tùy chọn '--ony'. Có phải '--only'?"),
        (["generate", "--jobs", "hai"], "Giá trị của '-j' / '--jobs' không đúng: 'hai' không phải là số."),
        (["generate", "-o"], "Tùy chọn '-o' cần có giá trị đứng sau."),
        (["generate", "x"], "Thừa tham số (x)"),
        (["generate", "--only", "99"], "--only: Không có đơn vị nào là “99”."),
        (["generate", "--name", "{x}"], "mẫu tên tệp: Mẫu tên tệp có trường {x} không có."),
        (["plan", "-o", "ke-hoach.pdf"], "ke-hoach.pdf: Tên tệp phải có đuôi .docx."),
    ],
)
def test_wrong_usage_is_explained_in_vietnamese_and_ends_with_2(
    folder: Path, words: list[str], message: str
) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert message in result.stderr
    assert files_in(folder) == []


def test_an_unexpected_error_is_one_line_and_a_log(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr("sokhet_docs.workbook.read_plan", fail)
    monkeypatch.setattr("click.get_app_dir", lambda _: str(folder / "app"))
    result = CliRunner().invoke(program, ["recipients"])
    log = folder / "app" / "loi.log"
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1] == (
        "Lỗi: Phần mềm gặp sự cố ngoài dự kiến (ZeroDivisionError). "
        f"Hãy gửi tệp này cho người phụ trách: {log}"
    )
    assert "ZeroDivisionError: oops" in log.read_text(encoding="utf-8")
    debug = CliRunner().invoke(program, ["--debug", "recipients"])
    assert isinstance(debug.exception, ZeroDivisionError)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["generate", "-w", "x.xlsx"], "x.xlsx: "),
        (["generate", "-t", "x"], "x: Không có thư mục này. Hãy xem lại đường dẫn sau --templates."),
    ],
)
def test_missing_files_are_named_and_end_with_1(folder: Path, words: list[str], message: str) -> None:
    result = run(*words)
    assert result.exit_code == 1
    assert message in result.stderr
    assert files_in(folder) == []


def test_the_help_is_vietnamese_throughout(folder: Path) -> None:
    texts = [run("--help").stdout, *(run(name, "--help").stdout for name in program.commands)]
    for text in texts:
        assert text.startswith("Cách dùng:")
        for english in ("Usage", "Options", "Commands", "Show", "default:", "TEXT", "PATH", "INTEGER", "..."):
            assert english not in text


def test_it_runs_as_a_module_and_writes_utf8_into_a_pipe(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sokhet_docs", "recipients"],
        capture_output=True,
        check=True,
        env={"PYTHONIOENCODING": "cp1252", "PATH": "", "PYTHONPATH": str(ROOT)},
    )
    assert "Ban Dân vận Tỉnh ủy (báo cáo)" in done.stdout.decode("utf-8")


def test_a_reader_that_stops_reading_is_no_accident(folder: Path) -> None:
    words = [sys.executable, "-m", "sokhet_docs", "fields"]
    env = {"PATH": "", "PYTHONPATH": str(ROOT), "HOME": str(folder)}
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        errors = process.stderr.read().decode("utf-8")
    assert "sự cố" not in errors
    assert not list(folder.rglob("loi.log"))


def test_the_compiled_words_are_those_of_the_source(folder: Path) -> None:
    from tools.build_messages import COMPILED, compile_messages

    assert COMPILED.read_bytes() == compile_messages()


def test_a_copy_of_the_sample_gives_the_same_files_as_the_sample(folder: Path) -> None:
    run("generate", "--only", "1", "-o", "one")
    shutil.rmtree(folder / "one" / ".sokhet-docs")
    run("init", "office")
    run("generate", "--only", "1", "-w", "office/data/units.xlsx", "-o", "two")
    shutil.rmtree(folder / "two" / ".sokhet-docs")
    (first,), (second,) = (list((folder / name).iterdir()) for name in ("one", "two"))
    assert first.read_bytes() == second.read_bytes()

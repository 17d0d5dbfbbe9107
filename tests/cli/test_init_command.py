"""The ways to begin a plan: `init`, `--blank`, `--kit`, `--kits`, `--from`, and what `check` then says."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from tests.support.archives import canonical_parts, read_parts
from tests.support.commands import files_in, run
from tests.support.environment import ROOT
from tests.support.openxml_validator import assert_valid
from tools.build_kits import files

TEMPLATES = sorted(f"templates/{path.name}" for path in (ROOT / "templates").glob("*.docx"))

EMPTIED = (
    *("Mã kế hoạch", "Số kế hoạch", "Ngày ban hành", "Năm", "Bộ thể thức", "Dịp", "Loại công việc"),
    *("Văn bản được tổng kết", "Tên văn bản được tổng kết", "Căn cứ", "Mục đích, yêu cầu"),
    *("Lưu ý về thành phần", "Lưu ý về hội nghị của cấp ban hành", "Hạn báo cáo"),
    *("Hạn hội nghị của đơn vị", "Hạn hội nghị của cấp ban hành", "Các kỳ số liệu"),
)


def words_in(book: Workbook) -> str:
    cells = (cell for sheet in book for row in sheet.iter_rows() for cell in row)
    return "\n".join(str(text) for cell in cells for text in (cell.value, cell.comment and cell.comment.text))


def test_the_kits_are_listed_each_in_a_line_its_name_first(folder: Path) -> None:
    result = run("init", "--kits")
    assert result.exit_code == 0
    assert [line.split()[0] for line in result.stdout.splitlines()] == [
        "so-ket",
        "tong-ket",
        "kiem-tra",
        "so-lieu",
    ]
    assert files_in(folder) == []


def test_a_kit_is_laid_out_and_overwrites_nothing(folder: Path) -> None:
    result = run("init", "--kit", "kiem-tra", "moi")
    assert (result.exit_code, files_in(folder / "moi")) == (0, ["data/units.xlsx", *TEMPLATES])
    assert result.stdout.endswith(
        'Vào thư mục ấy: cd "moi"\n'
        "Hãy mở tệp Excel, thay bằng đơn vị và kế hoạch của mình, rồi chạy: sokhet-docs check\n"
    )
    before = (folder / "moi" / "data" / "units.xlsx").read_bytes()
    again = run("init", "--kit", "so-lieu", "moi")
    assert (again.exit_code, again.stderr) == (
        1,
        "Lỗi: moi/data/units.xlsx: Đã có tệp này. Hãy chọn một thư mục khác, còn trống.\nTất cả: 1 lỗi.\n",
    )
    assert (folder / "moi" / "data" / "units.xlsx").read_bytes() == before


def test_an_unknown_kit_and_two_ways_at_once_are_refused(folder: Path) -> None:
    unknown = run("init", "--kit", "tong-hop", "moi")
    assert (unknown.exit_code, unknown.stderr.splitlines()[0]) == (
        2,
        "Lỗi: --kit: Không có bộ mẫu “tong-hop”. Chọn một trong: so-ket, tong-ket, kiem-tra, so-lieu.",
    )
    both = run("init", "--blank", "--kit", "so-ket", "moi")
    assert (both.exit_code, both.stderr.splitlines()[0]) == (
        2,
        "Lỗi: --blank --kit: Các tùy chọn này không đi cùng nhau. Chỉ dùng một.",
    )
    assert files_in(folder) == []


def test_blank_sheets_say_nothing_of_the_sample_and_check_lists_what_to_fill_in(folder: Path) -> None:
    assert run("init", "--blank").exit_code == 0
    book = load_workbook(folder / "data" / "units.xlsx")
    text = words_in(book).casefold()
    sample = load_workbook(ROOT / "data" / "units.xlsx")
    assert book.sheetnames == sample.sheetnames
    values = [cell.value for cell in sample["Kế hoạch"]["B"][1:-1] if isinstance(cell.value, str)]
    assert [value for value in values if value.casefold() in text] == []
    for word in ("Hà Tĩnh", "02-NQ/TU", "Covid", "dân chủ", "Khối", "2022/"):
        assert word.casefold() not in text
    units = book["Đơn vị"]
    assert units.max_row > 1
    assert all(cell.value is None for row in units.iter_rows(min_row=2) for cell in row)
    assert len(units.data_validations.dataValidation) == len(sample["Đơn vị"].data_validations.dataValidation)
    checked = run("check")
    assert checked.exit_code == 1
    assert [line for line in checked.stderr.splitlines() if line.startswith("Lỗi")] == [
        "Lỗi: units.xlsx, Kế hoạch!B2: Chưa điền “Mã kế hoạch”.",
        "Lỗi: units.xlsx, Kế hoạch!B26: Chưa điền “Hạn báo cáo”.",
        "Lỗi: units.xlsx, Kế hoạch!B5: Chưa điền “Năm”.",
        "Lỗi: units.xlsx, Đơn vị: Không có đơn vị nào dưới dòng tiêu đề.",
    ]
    assert "Cảnh báo: units.xlsx, Kế hoạch!B7: Chưa điền “Cấp trên”; “Cấp ủy ban hành”; " in checked.stderr
    hint = "Hầu hết các mẫu in các mục này; mục nào kế hoạch này không có thì để trống."
    assert hint in checked.stderr
    assert run("generate").exit_code == 1


@pytest.fixture
def old(folder: Path) -> Path:
    """Last year's folder: a kit with a column, a fact and a template of the clerk's own, and letters sent."""
    run("init", "--kit", "tong-ket", "cu")
    path = folder / "cu" / "data" / "units.xlsx"
    book = load_workbook(path)
    book["Đơn vị"]["O1"], book["Đơn vị"]["O2"] = "Khu vực", "Miền núi"
    book["Đơn vị"]["H3"] = "10/8/2026"
    book["Văn bản"]["D2"] = "17"
    row = book["Kế hoạch"].max_row + 1
    book["Kế hoạch"].cell(row, 1, "Khẩu hiệu")
    book["Kế hoạch"].cell(row, 2, "Học đi đôi với làm")
    book.save(path)
    shutil.copy(ROOT / "templates" / "de-cuong.docx", folder / "cu" / "templates" / "mau-rieng.docx")
    run("generate", "-w", "cu/data/units.xlsx", "-o", "cu/output")
    return folder / "cu"


def test_a_new_plan_from_last_years_folder(folder: Path, old: Path) -> None:
    before = {name: (old / name).read_bytes() for name in files_in(old)}
    result = run("init", "--from", "cu", "moi")
    assert result.exit_code == 0
    assert files_in(folder / "moi") == ["data/units.xlsx", *sorted([*TEMPLATES, "templates/mau-rieng.docx"])]
    assert {name: (old / name).read_bytes() for name in files_in(old)} == before
    *emptied_lines, enter, todo = result.stdout.splitlines()[-5:]
    assert emptied_lines == [
        f"Đã bỏ trống ở trang “Kế hoạch”: {'; '.join(EMPTIED)}.",
        "Đã bỏ trống ở trang “Đơn vị”: Thời gian hội nghị; Hạn báo cáo.",
        "Đã bỏ trống ở trang “Văn bản”: Số.",
    ]
    assert enter == 'Vào thư mục ấy: cd "moi"'
    assert todo == "Hãy mở tệp Excel, điền những chỗ bỏ trống, rồi chạy: sokhet-docs check"
    was = load_workbook(old / "data" / "units.xlsx")
    now = load_workbook(folder / "moi" / "data" / "units.xlsx")
    emptied = [
        f"{sheet.title}!{cell.coordinate}"
        for sheet in was
        for row in sheet.iter_rows()
        for cell in row
        if cell.value != now[sheet.title][cell.coordinate].value
    ]
    assert [spot for spot in emptied if not spot.startswith("Kế hoạch!B")] == [
        "Đơn vị!E2",
        "Đơn vị!H3",
        "Văn bản!D2",
    ]
    for sheet in was:
        same = now[sheet.title]
        styles = [cell.style_id for row in sheet.iter_rows() for cell in row]
        assert [cell.style_id for row in same.iter_rows() for cell in row] == styles
        assert len(same.data_validations.dataValidation) == len(sheet.data_validations.dataValidation)
    assert words_in(now).count("Học đi đôi với làm") == 1


def test_guests_are_kept_for_a_new_plan_but_not_who_of_them_comes(folder: Path, old: Path) -> None:
    path = old / "data" / "units.xlsx"
    book = load_workbook(path)
    for column, value in zip("BCDEFG", ("Lê Thị B", "Bí thư", "Sở A", "Khách", "Có", "DB01"), strict=True):
        book["Đại biểu"][f"{column}2"] = value
    book["Chương trình"]["A2"], book["Chương trình"]["B2"] = "08:00", "Khai mạc"
    book.save(path)
    assert "Đã bỏ trống ở trang “Đại biểu”: Có mặt." in run("init", "--from", "cu", "moi").stdout
    now = load_workbook(folder / "moi" / "data" / "units.xlsx")
    assert [cell.value for cell in now["Đại biểu"][2]][1:] == [
        "Lê Thị B", "Bí thư", "Sở A", "Khách", None, "DB01",
    ]  # fmt: skip
    assert [cell.value for cell in now["Chương trình"][2]][:2] == ["08:00", "Khai mạc"]


def test_an_old_workbook_without_the_sheets_of_questions_is_said(folder: Path) -> None:
    shutil.copytree(ROOT / "tests" / "landed", folder / "cu")
    result = run("init", "--from", "cu", "moi")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-3:-2] == [
        (
            "Sổ cũ chưa có trang “Đề cương”, “Số liệu”. Muốn ghi câu hỏi và chỉ tiêu trong Excel: chạy"
            " sokhet-docs init --kit so-ket trong một thư mục khác, rồi chép hai trang ấy sang sổ mới,"
            " bao-cao.docx và de-cuong.docx sang thư mục templates."
        )
    ]
    book = load_workbook(folder / "moi" / "units.xlsx")
    book.create_sheet("Đề cương")
    book.save(folder / "moi" / "units.xlsx")
    again = run("init", "--from", "moi", "moi2")
    assert "Sổ cũ chưa có trang “Số liệu”. " in again.stdout
    run("init", "--kit", "so-lieu", "bo")
    assert "Sổ cũ chưa có" not in run("init", "--from", "bo", "moi3").stdout


def test_the_help_says_where_the_folder_is_laid_out(folder: Path) -> None:
    told = " ".join(run("init", "--help").stdout.split())
    assert "Không ghi tên thư mục thì tạo ngay ở thư mục đang đứng." in told


def test_the_copied_workbook_obeys_the_standard(folder: Path) -> None:
    run("init", "--kit", "so-lieu", "cu")
    run("init", "--from", "cu", "moi")
    assert_valid(folder / "moi" / "data" / "units.xlsx")


def test_the_new_plan_is_ready_once_its_blanks_are_filled_in(folder: Path, old: Path) -> None:
    run("init", "--from", "cu", "moi")
    path = folder / "moi" / "data" / "units.xlsx"
    book = load_workbook(path)
    values: dict[str, str | int] = {"Mã kế hoạch": "TK-2027", "Năm": 2027, "Hạn báo cáo": "16/8/2027"}
    values |= {"Dịp": "tổng kết 11 năm", "Các kỳ số liệu": "2026", "Hạn hội nghị của đơn vị": "2/8/2027"}
    for row in book["Kế hoạch"].iter_rows(min_row=2):
        label = str(row[0].value)
        if label in values:
            row[1].value = values[label]
    book.save(path)
    result = run("generate", "-w", str(path), "-o", "moi/output")
    assert (result.exit_code, len(list((folder / "moi" / "output").glob("*.docx")))) == (0, 20)


def test_an_old_folder_without_an_xlsx_is_named(folder: Path) -> None:
    (folder / "cu").mkdir()
    nothing = run("init", "--from", "cu", "moi")
    assert "Lỗi: cu: Thư mục này không có tệp Excel của kế hoạch." in nothing.stderr
    (folder / "cu" / "units.ods").write_bytes(b"PK")
    other = run("init", "--from", "cu", "moi")
    assert other.stderr.splitlines()[0] == (
        "Lỗi: cu/units.ods: Chỉ chép được kế hoạch cũ từ tệp .xlsx. Mở tệp ấy bằng Excel, chọn Lưu thành "
        "(Save As), kiểu Excel Workbook (.xlsx), cùng tên."
    )
    missing = run("init", "--from", "xa", "moi")
    assert (missing.exit_code, "Không có thư mục “xa”" in missing.stderr) == (2, True)
    assert files_in(folder) == ["cu/units.ods"]


def test_check_names_the_samples_words_in_another_plan(folder: Path) -> None:
    run("init", "--kit", "kiem-tra")
    path = folder / "data" / "units.xlsx"
    book = load_workbook(path)
    facts = {str(row[0].value): row[1] for row in book["Kế hoạch"].iter_rows(min_row=2)}
    facts["Địa danh"].value, facts["Họ tên người ký"].value = "Hà Tĩnh", "Nguyễn Trọng Vân"
    book["Đề cương"]["C2"] = "Việc thực hiện quy chế dân chủ."
    book.save(path)
    hint = "Hãy sửa cho đúng kế hoạch của mình; nếu đúng là của mình thì để nguyên."
    spots = {
        f"Kế hoạch!{facts['Địa danh'].coordinate}": "Hà Tĩnh",
        f"Kế hoạch!{facts['Họ tên người ký'].coordinate}": "Nguyễn Trọng Vân",
        "Đề cương!C2": "quy chế dân chủ",
    }
    result = run("check")
    assert result.exit_code == 0
    assert result.stderr.splitlines()[:-1] == [
        f"Cảnh báo: units.xlsx, {spot}: Còn chữ của kế hoạch mẫu: “{word}”. {hint}"
        for spot, word in spots.items()
    ]


def test_check_names_the_samples_words_in_a_template(folder: Path) -> None:
    run("init", "--kit", "so-lieu")
    path = folder / "templates" / "bao-cao.docx"
    document = Document(str(path))
    first = len(document.element.body.xpath(".//w:p[not(ancestor::w:tbl)]")) + 1
    document.add_paragraph("Nơi lập: Hà Tĩnh, theo Nghị quyết số 02-NQ/TU.")
    document.add_paragraph("Hà Tĩnh, ngày")
    document.save(str(path))
    result = run("check")
    hint = "Hãy sửa cho đúng kế hoạch của mình; nếu đúng là của mình thì để nguyên."
    assert (result.exit_code, result.stderr.splitlines()[:-1]) == (
        0,
        [
            f"Cảnh báo: bao-cao.docx, {spot}: Còn chữ của kế hoạch mẫu: “{word}”. {hint}"
            for spot, word in (
                (f"đoạn {first}; đoạn {first + 1}", "Hà Tĩnh"),
                (f"đoạn {first}", "02-NQ/TU"),
            )
        ],
    )


def test_a_word_of_the_sample_in_many_cells_is_one_line_and_every_cell_is_marked(folder: Path) -> None:
    run("init", "--kit", "kiem-tra")
    path = folder / "data" / "units.xlsx"
    book = load_workbook(path)
    for row in (2, 3, 5):
        book["Đề cương"].cell(row, 3).value = "Phòng, chống dịch Covid-19 ở Hà Tĩnh."
    book["Số liệu"]["B2"].value = "Số ca Covid-19"
    book.save(path)
    result = run("check", "--mark", "danh-dau.xlsx")
    hint = "Hãy sửa cho đúng kế hoạch của mình; nếu đúng là của mình thì để nguyên."
    assert result.stderr.splitlines()[:3] == [
        f"Cảnh báo: units.xlsx, {spot}: Còn chữ của kế hoạch mẫu: “{word}”. {hint}"
        for spot, word in (
            ("Đề cương!C2, C3, C5", "Hà Tĩnh"),
            ("Đề cương!C2, C3, C5", "Covid-19"),
            ("Số liệu!B2", "Covid-19"),
        )
    ]
    marked = load_workbook(folder / "danh-dau.xlsx")
    notes = {
        f"{sheet.title}!{cell.coordinate}": cell.comment.text.count("Covid-19")
        for sheet in marked
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment and "Còn chữ của kế hoạch mẫu" in cell.comment.text
    }
    assert notes == {"Đề cương!C2": 1, "Đề cương!C3": 1, "Đề cương!C5": 1, "Số liệu!B2": 1}


def test_formulas_of_last_year_go_with_their_chain(folder: Path) -> None:
    run("init", "--kit", "tong-ket", "cu")
    path = folder / "cu" / "data" / "units.xlsx"
    book = load_workbook(path)
    for row in (2, 3):
        book["Đơn vị"][f"H{row}"] = "=DATE(2026,8,10)"
    book.save(path)
    _add_chain(path)
    assert run("init", "--from", "cu", "moi").exit_code == 0
    parts = read_parts((folder / "moi" / "data" / "units.xlsx").read_bytes())
    assert "xl/calcChain.xml" in read_parts(path.read_bytes())
    assert "xl/calcChain.xml" not in parts
    assert not any(b"calcChain" in content or b"<f>" in content for content in parts.values())


def _add_chain(path: Path) -> None:
    """Give the workbook the chain of its formulas that Excel itself writes."""
    parts = read_parts(path.read_bytes())
    space = "http://schemas.openxmlformats.org"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"
    related = f'Type="{space}/officeDocument/2006/relationships/calcChain" Target="calcChain.xml"'
    relation = f'<Relationship Id="rIdC" {related}/>'
    declaration = f'<Override PartName="/xl/calcChain.xml" ContentType="{kind}"/>'
    chain = f'<calcChain xmlns="{space}/spreadsheetml/2006/main"><c r="H2" i="2"/></calcChain>'
    parts["xl/calcChain.xml"] = chain.encode()
    for name, end, added in (
        ("xl/_rels/workbook.xml.rels", b"</Relationships>", relation),
        ("[Content_Types].xml", b"</Types>", declaration),
    ):
        parts[name] = parts[name].replace(end, added.encode() + end)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


@pytest.mark.parametrize("name", [name for name in files() if name.endswith(".xlsx")])
def test_the_committed_workbooks_are_what_the_script_builds(name: str) -> None:
    assert canonical_parts((ROOT / "data" / name).read_bytes()) == canonical_parts(files()[name])
    assert_valid(ROOT / "data" / name)


def test_the_committed_lists_are_what_the_script_builds() -> None:
    for name in ("kits/kits.json", "sample-words.json"):
        assert (ROOT / "data" / name).read_bytes() == files()[name]

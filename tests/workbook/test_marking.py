"""A marked copy shows each problem on its cell, and is otherwise the workbook as it was."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from lxml import etree
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation

from sokhet_docs.problems import OutputError, Place, Problem, Severity, SokhetError, WorkbookError
from sokhet_docs.workbook import mark_workbook, read_plan
from tests.support.archives import zipped
from tests.support.environment import SAMPLE
from tests.support.libreoffice import convert
from tests.support.openxml_validator import assert_valid
from tests.support.workbook_builder import make_workbook

RED, YELLOW = "FFFFC7CE", "FFFFEB9C"


def problem(spot: str, message: str, hint: str = "", severity: Severity = Severity.ERROR) -> Problem:
    return Problem(Place("units.xlsx", spot), message, hint, severity)


def marks_in(path: Path) -> dict[str, tuple[str, str]]:
    """Return the colour and the note of every cell that has a note, by sheet and cell."""
    return {
        f"{sheet.title}!{cell.coordinate}": (cell.fill.start_color.rgb, cell.comment.text)
        for sheet in load_workbook(path)
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }


def values_in(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return the values of every sheet's rows."""
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in load_workbook(path)}


def test_faulty_cells_are_coloured_and_say_what_is_wrong(tmp_path: Path) -> None:
    path = make_workbook(
        tmp_path / "units.xlsx",
        units="Tên tổ chức đảng | Hình thức sơ kết | Hạn báo cáo\nChi bộ A | | 17/4/2022"
        "\nChi bộ B | Báo cao |",
        recipients="Nơi nhận | Số bản\nBan Dân vận | ít",
    )
    with pytest.raises(WorkbookError) as caught:
        read_plan(path)
    target = tmp_path / "marked.xlsx"
    assert mark_workbook(path, caught.value.problems, target) == 4
    assert marks_in(target) == {
        "Đơn vị!B2": (
            YELLOW,
            (
                "Cảnh báo: Chưa điền “Hình thức sơ kết”: tính là Báo cáo."
                " Nếu đúng là Báo cáo thì chọn Báo cáo cho rõ."
            ),
        ),
        "Đơn vị!C2": (YELLOW, "Cảnh báo: Hạn báo cáo 17/4/2022 là Chủ nhật."),
        "Đơn vị!B3": (
            RED,
            "Lỗi: “Báo cao” không có trong danh sách. Có phải “Báo cáo”? Chọn một trong: Hội nghị, Báo cáo.",
        ),
        "Nơi nhận!B2": (
            RED,
            "Lỗi: “ít” không phải là số nguyên từ 0 đến 10.000. Gõ lại một số nguyên, không kèm chữ.",
        ),
    }
    assert values_in(target) == values_in(path)


def test_a_marked_copy_is_read_like_the_workbook(tmp_path: Path) -> None:
    path = make_workbook(
        tmp_path / "units.xlsx", units="Tên tổ chức đảng | Hình thức sơ kết\nChi bộ A | Báo cao"
    )
    with pytest.raises(WorkbookError) as caught:
        read_plan(path)
    mark_workbook(path, caught.value.problems, tmp_path / "marked.xlsx")
    with pytest.raises(WorkbookError) as again:
        read_plan(tmp_path / "marked.xlsx")
    assert [p.message for p in again.value.problems] == [p.message for p in caught.value.problems]


def test_sheets_rows_columns_and_missing_cells_are_marked_where_they_begin(tmp_path: Path) -> None:
    path = make_workbook(tmp_path / "units.xlsx")
    problems = [
        problem("Đơn vị", "Cả trang."),
        problem("Đơn vị!dòng 9", "Cả dòng."),
        problem("Đơn vị!cột D", "Cả cột."),
        problem("Đơn vị!A5", "Ô chưa có."),
        problem("Đơn vị!C2", "Sai.", "Sửa đi."),
        problem("Đơn vị!C2", "Lạ.", severity=Severity.WARNING),
        problem("", "Cả tệp."),
        Problem(Place("bao-cao.docx", "Đơn vị!A1"), "Tệp khác."),
        problem("Trang khác!A1", "Không có trang này."),
    ]
    target = tmp_path / "marked.xlsx"
    assert mark_workbook(path, problems, target) == 5
    assert marks_in(target) == {
        "Đơn vị!A1": (RED, "Lỗi: Cả trang."),
        "Đơn vị!D1": (RED, "Lỗi: Cả cột."),
        "Đơn vị!C2": (RED, "Lỗi: Sai. Sửa đi.\nCảnh báo: Lạ."),
        "Đơn vị!A5": (RED, "Lỗi: Ô chưa có."),
        "Đơn vị!A9": (RED, "Lỗi: Cả dòng."),
    }


def test_formulas_formats_lists_and_earlier_notes_are_kept(tmp_path: Path) -> None:
    def furnish(book: Workbook) -> None:
        sheet = book["Đơn vị"]
        sheet["C1"], sheet["C2"] = "Số bản", "=1+1"
        sheet["C2"].number_format = "00"
        sheet["C2"].font = Font(name="Arial", bold=True)
        sheet["A2"].comment = Comment("Ghi chú cũ", "Văn thư")
        rule = DataValidation(type="list", formula1='"Hội nghị,Báo cáo"')
        sheet.add_data_validation(rule)
        rule.add("B2:B9")
        sheet.freeze_panes = "B2"

    path = make_workbook(tmp_path / "units.xlsx", furnish)
    target = tmp_path / "marked.xlsx"
    mark_workbook(path, [problem("Đơn vị!C2", "Sai."), problem("Đơn vị!A2", "Lạ.")], target)
    sheet = load_workbook(target)["Đơn vị"]
    assert (sheet["C2"].value, sheet["C2"].number_format, sheet["C2"].font.name) == ("=1+1", "00", "Arial")
    assert sheet["A2"].comment.text == "Ghi chú cũ\nLỗi: Lạ."
    assert sheet["A2"].comment.author == "Văn thư"
    assert sheet.data_validations.dataValidation[0].formula1 == '"Hội nghị,Báo cáo"'
    assert sheet.freeze_panes == "B2"
    assert sheet["B2"].fill.fill_type is None


def test_only_the_parts_of_cells_styles_and_notes_are_changed(tmp_path: Path) -> None:
    target = tmp_path / "marked.xlsx"
    mark_workbook(SAMPLE, [problem("Nơi nhận!D2", "Sai.")], target)
    before, after = parts_in(SAMPLE), parts_in(target)
    assert list(after) == list(before)
    assert [name for name in before if before[name] != after[name]] == [
        "xl/comments/comment4.xml",
        "xl/drawings/commentsDrawing4.vml",
        "xl/styles.xml",
        "xl/worksheets/sheet5.xml",
    ]
    assert values_in(target) == values_in(SAMPLE)


def parts_in(path: Path) -> dict[str, bytes]:
    """Return the content of every part, XML in its canonical form."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return {name: etree.tostring(etree.fromstring(part), method="c14n") for name, part in parts.items()}


def test_the_marked_copy_obeys_the_standard(tmp_path: Path) -> None:
    target = tmp_path / "marked.xlsx"
    spots = ("Đơn vị!D6", "Đơn vị!A1", "Đơn vị!P90", "Hướng dẫn", "Kế hoạch!B23")
    mark_workbook(SAMPLE, [problem(spot, "Sai.") for spot in spots], target)
    assert_valid(target)


@pytest.mark.slow
def test_libreoffice_opens_the_marked_copy_with_its_notes(tmp_path: Path) -> None:
    target = tmp_path / "marked.xlsx"
    mark_workbook(make_workbook(tmp_path / "units.xlsx"), [problem("Đơn vị!B2", "Sai.")], target)
    (folder := tmp_path / "again").mkdir()
    (again,) = convert([target], folder, "xlsx")
    assert marks_in(again) == {"Đơn vị!B2": (RED, "Lỗi: Sai.")}


def test_the_copy_never_takes_the_place_of_the_workbook(tmp_path: Path) -> None:
    path = make_workbook(tmp_path / "units.xlsx")
    before = path.read_bytes()
    with pytest.raises(OutputError, match="không được ghi đè lên chính tệp đó"):
        mark_workbook(path, [problem("Đơn vị!B2", "Sai.")], path)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("units.csv", b"TT;Ten", "Chỉ đánh dấu được tệp .xlsx, .xlsm."),
        ("units.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Chỉ đánh dấu được tệp .xlsx, .xlsm."),
        ("units.xlsx", b"PK", "Chỉ đánh dấu được tệp .xlsx, .xlsm."),
        ("units.ods", zipped({"content.xml": b"<x/>"}), "Chỉ đánh dấu được tệp .xlsx, .xlsm."),
    ],
)
def test_other_files_cannot_be_marked(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(SokhetError, match=message):
        mark_workbook(tmp_path / name, [], tmp_path / "marked.xlsx")
    assert not (tmp_path / "marked.xlsx").exists()


def test_a_copy_that_cannot_be_written_says_so_and_leaves_nothing(tmp_path: Path) -> None:
    path = make_workbook(tmp_path / "units.xlsx")
    with pytest.raises(OutputError, match="Không ghi được bản đánh dấu"):
        mark_workbook(path, [], tmp_path / "nowhere" / "marked.xlsx")
    assert [entry.name for entry in tmp_path.iterdir()] == ["units.xlsx"]

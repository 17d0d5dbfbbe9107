"""Envelopes and labels: their paper, who is on them, what does not fit."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.shared import Mm

from sokhet_docs.office.namespaces import qn
from sokhet_docs.plan import Plan, Unit
from sokhet_docs.printing import (
    ENVELOPES,
    LABELS,
    LabelSheet,
    MadeStationery,
    Sources,
    custom_sheet,
    write_envelopes,
    write_labels,
)
from sokhet_docs.problems import OutputError, SokhetError, UsageError
from tests.printing.test_registers import THE_PLAN
from tests.support.environment import ROOT
from tests.support.libreoffice import pages_of
from tests.support.openxml_validator import assert_valid
from tests.support.plans import COURT, LIBRARY, a_unit
from tests.support.releases import a_letter, a_release, release, release_all

TEMPLATES = ROOT / "templates"
ADDRESSED = replace(
    COURT, recipient_name="đồng chí Nguyễn Thị Hương", address="Số 2 đường Phan Đình Phùng, Hà Tĩnh"
)
LONG = replace(LIBRARY, addressee="Chi bộ " + "Thư viện tổng hợp tỉnh và các đơn vị trực thuộc " * 30)
VERY_LONG = replace(LIBRARY, address="x" * 300)
PLAN = replace(THE_PLAN, units=(ADDRESSED, LIBRARY))


def sources(tmp_path: Path, plan: Plan = PLAN, *only: str) -> Sources:
    release_all(plan, tmp_path / "output")
    return Sources(plan, TEMPLATES, tmp_path / "output", only)


def envelopes(given: Sources, target: Path, size: str = "DL", **options: Any) -> MadeStationery:
    return write_envelopes(given, ENVELOPES[size], target, **options)


def texts(path: Path) -> list[list[list[str]]]:
    """Return the lines of each cell that has any, by table."""
    tables = docx.Document(str(path)).tables
    cells = ([_lines(cell) for row in table.rows for cell in row.cells] for table in tables)
    return [[lines for lines in of_table if lines] for of_table in cells]


def _lines(cell: Any) -> list[str]:
    return [" ".join(line.text.split()) for line in cell.paragraphs if line.text]


def test_each_unit_gets_an_envelope_with_sender_and_recipient(tmp_path: Path) -> None:
    target = tmp_path / "phong-bi.docx"
    done = envelopes(sources(tmp_path), target)
    assert done == MadeStationery(
        2, 2, ("1 đơn vị chưa có địa chỉ, chỉ in tên nơi nhận: Chi bộ Thư viện tỉnh.",), ()
    )
    sender = [
        "ĐẢNG BỘ TỈNH HÀ TĨNH",
        "ĐẢNG ỦY KHỐI CÁC CƠ QUAN VÀ DOANH NGHIỆP TỈNH",
        "Số 05-KH/ĐUK, 15-CV/ĐUK",
    ]
    court = [
        "Kính gửi: Đảng ủy Tòa án nhân dân tỉnh",
        "Người nhận: đồng chí Nguyễn Thị Hương",
        "Địa chỉ: Số 2 đường Phan Đình Phùng, Hà Tĩnh",
    ]
    assert texts(target) == [[sender, court], [sender, ["Kính gửi: Chi bộ Thư viện tỉnh"]]]


@pytest.mark.parametrize("size", ENVELOPES)
def test_an_envelope_is_a_landscape_page_of_its_size(size: str, tmp_path: Path) -> None:
    target = tmp_path / "phong-bi.docx"
    envelopes(sources(tmp_path), target, size)
    (section,) = docx.Document(str(target)).sections
    width, height = ENVELOPES[size]
    assert section.page_width is not None
    assert section.page_height is not None
    assert abs(section.page_width - Mm(width)) < Mm(0.1)
    assert abs(section.page_height - Mm(height)) < Mm(0.1)
    for table in docx.Document(str(target)).tables:
        high = sum(row.height or 0 for row in table.rows)
        edges = (section.top_margin or 0) + (section.bottom_margin or 0)
        assert 0 < high < section.page_height - edges


def test_only_the_units_named_get_one(tmp_path: Path) -> None:
    target = tmp_path / "phong-bi.docx"
    assert envelopes(sources(tmp_path, PLAN, "Thư viện"), target).count == 1
    assert texts(target)[0][1] == ["Kính gửi: Chi bộ Thư viện tỉnh"]
    with pytest.raises(UsageError, match="Không có đơn vị nào là “Y tế”"):
        envelopes(sources(tmp_path, PLAN, "Y tế"), tmp_path / "khac.docx")


def test_who_got_nothing_gets_no_envelope_and_that_is_told(tmp_path: Path) -> None:
    release(tmp_path / "output", a_release(a_letter(LIBRARY)))
    given = Sources(PLAN, TEMPLATES, tmp_path / "output")
    done = envelopes(given, tmp_path / "phong-bi.docx")
    assert done.remarks[0] == (
        "Không có văn bản gửi nên không làm cho 1 đơn vị: Đảng bộ Tòa án nhân dân tỉnh."
    )
    with pytest.raises(OutputError, match="Không đơn vị nào trong số này có văn bản được gửi"):
        envelopes(replace(given, only=("1",)), tmp_path / "khac.docx")


def test_names_and_addresses_are_those_that_were_released(tmp_path: Path) -> None:
    given = sources(tmp_path)
    moved = replace(PLAN, units=(replace(ADDRESSED, address="Nơi mới"), LIBRARY))
    envelopes(replace(given, plan=moved), tmp_path / "phong-bi.docx")
    assert texts(tmp_path / "phong-bi.docx")[0][1][-1] == "Địa chỉ: Số 2 đường Phan Đình Phùng, Hà Tĩnh"


def test_units_that_left_the_workbook_after_the_release_still_get_one(tmp_path: Path) -> None:
    given = sources(tmp_path)
    fewer = replace(PLAN, units=(LIBRARY,))
    target = tmp_path / "phong-bi.docx"
    done = envelopes(replace(given, plan=fewer), target)
    assert done.count == 2
    assert done.remarks[0] == (
        "Tệp Excel khác lúc phát hành, ở đây theo lần phát hành: 1 đơn vị đã gửi không còn trong danh sách "
        "(Đảng bộ Tòa án nhân dân tỉnh)."
    )
    assert [cells[1][0] for cells in texts(target)] == [
        "Kính gửi: Chi bộ Thư viện tỉnh",
        "Kính gửi: Đảng ủy Tòa án nhân dân tỉnh",
    ]


def test_what_is_too_long_is_left_out_and_told_with_how_much(tmp_path: Path) -> None:
    plan, target = replace(PLAN, units=(ADDRESSED, LONG)), tmp_path / "phong-bi.docx"
    done = envelopes(sources(tmp_path, plan), target)
    assert done.count == len(texts(target)) == 1
    (problem,) = done.left_out
    assert re.fullmatch(
        r"Chi bộ Thư viện tỉnh: Tên, người nhận, địa chỉ dài quá chỗ \d+,\d mm \(dài nhất: “Kính gửi”\) "
        r"nên chưa làm phong bì\. "
        r"Rút gọn ô ấy ở trang “Đơn vị”, hoặc dùng phong bì lớn hơn \(--size C5\)\.",
        str(problem),
    )
    with pytest.raises(OutputError, match="dài quá chỗ"):
        envelopes(sources(tmp_path, replace(PLAN, units=(LONG,))), tmp_path / "khac.docx")
    assert not (tmp_path / "khac.docx").exists()


def test_letters_become_smaller_where_that_is_enough(tmp_path: Path) -> None:
    unit = replace(ADDRESSED, addressee="Đảng ủy " + "Ban Quản lý các khu kinh tế tỉnh Hà Tĩnh, " * 3)
    plan, target = replace(PLAN, units=(unit, LIBRARY)), tmp_path / "nhan.docx"
    done = write_labels(sources(tmp_path, plan), LABELS["3x8"], 1, target)
    assert done.remarks[1:] == (
        "Chữ thu nhỏ cho vừa (không dưới 8 pt) ở 1 nhãn: Đảng bộ Tòa án nhân dân tỉnh.",
    )
    assert (done.count, done.left_out) == (2, ())
    sizes = [_sizes(cell) for cell in docx.Document(str(target)).tables[0].rows[0].cells[:2]]
    assert 8.0 <= min(sizes[0]) <= max(sizes[0]) < max(sizes[1]) == 11.0


def _sizes(cell: Any) -> list[float]:
    runs = [run for paragraph in cell.paragraphs for run in paragraph.runs if run.text]
    return [run.font.size.pt for run in runs]


def test_an_existing_file_stays_unless_forced(tmp_path: Path) -> None:
    target = tmp_path / "phong-bi.docx"
    target.write_bytes(b"mine")
    with pytest.raises(OutputError, match="Đã có tệp này"):
        envelopes(sources(tmp_path), target)
    assert target.read_bytes() == b"mine"
    assert envelopes(sources(tmp_path), target, force=True).count == 2


def labels(given: Sources, target: Path, **options: Any) -> MadeStationery:
    return write_labels(given, LABELS["2x7"], 1, target, **options)


@pytest.mark.parametrize("make", [envelopes, labels])
def test_what_is_overwritten_is_kept_and_what_is_open_refused(make: Any, tmp_path: Path) -> None:
    given, kept = sources(tmp_path), tmp_path / ".luu" / "a.docx"
    target, lock = tmp_path / "a.docx", tmp_path / ".~lock.a.docx#"
    target.write_bytes(b"mine")
    lock.write_bytes(b"x")
    with pytest.raises(OutputError, match="Tệp đang mở trong Word hoặc LibreOffice"):
        make(given, target, force=True)
    assert target.read_bytes() == b"mine"
    lock.unlink()
    assert make(given, target, force=True).remarks[-1] == f"Tệp cũ được cất ở {kept}."
    assert kept.read_bytes() == b"mine"


def test_her_own_template_wins_over_the_built_in_one(tmp_path: Path) -> None:
    own = tmp_path / "templates"
    own.mkdir()
    given = replace(sources(tmp_path), templates=own)
    assert envelopes(given, tmp_path / "1.docx").count == 2
    mine = docx.Document(str(TEMPLATES / "phong-bi.docx"))
    mine.tables[0].rows[0].cells[0].paragraphs[0].insert_paragraph_before("ĐIỆN THOẠI 0239")
    mine.save(str(own / "phong-bi.docx"))
    envelopes(given, tmp_path / "2.docx")
    assert texts(tmp_path / "2.docx")[0][0][0] == "ĐIỆN THOẠI 0239"


def cells_of(path: Path) -> list[list[str]]:
    table = docx.Document(str(path)).tables[0]
    return [[" | ".join(_lines(cell)) for cell in row.cells] for row in table.rows]


def test_labels_begin_at_any_label_of_a_used_sheet(tmp_path: Path) -> None:
    target = tmp_path / "nhan.docx"
    done = write_labels(sources(tmp_path), LABELS["2x7"], 4, target)
    court = (
        "Nơi gửi: Đảng ủy Khối | Kính gửi: Đảng ủy Tòa án nhân dân tỉnh | Người nhận: đồng chí Nguyễn Thị "
        "Hương | Địa chỉ: Số 2 đường Phan Đình Phùng, Hà Tĩnh"
    )
    library = "Nơi gửi: Đảng ủy Khối | Kính gửi: Chi bộ Thư viện tỉnh"
    assert cells_of(target) == [["", ""], ["", court], [library, ""]]
    assert (done.count, done.sheets) == (2, 1)
    assert write_labels(sources(tmp_path), LABELS["2x7"], 14, target, force=True).sheets == 2
    for start in (0, 15):
        with pytest.raises(UsageError, match=f"Không có nhãn thứ {start} trên tờ. Ghi từ 1 đến 14"):
            write_labels(sources(tmp_path), LABELS["2x7"], start, target, force=True)


@pytest.mark.parametrize("name", LABELS)
def test_the_labels_of_a_sheet_stand_where_the_sheet_has_them(name: str, tmp_path: Path) -> None:
    sheet, target = LABELS[name], tmp_path / "nhan.docx"
    write_labels(sources(tmp_path), sheet, 1, target)
    document = docx.Document(str(target))
    section, table = document.sections[0], document.tables[0]
    left, top = sheet.start
    assert abs(section.left_margin - Mm(left)) < Mm(0.1)  # type: ignore[operator]
    assert abs(section.top_margin - Mm(top)) < Mm(0.1)  # type: ignore[operator]
    for row in table.rows:
        assert abs(row.height - Mm(sheet.height + sheet.gap_y)) < Mm(0.1)
        assert [round(cell.width.mm, 1) for cell in row.cells] == [sheet.width + sheet.gap_x] * sheet.columns


def test_words_stay_off_the_edge_of_the_paper_where_printers_do_not_print(tmp_path: Path) -> None:
    units = many(50)
    sheet, target = LABELS["3x8"], tmp_path / "nhan.docx"
    write_labels(sources(tmp_path, replace(PLAN, units=units)), sheet, 1, target)
    rows = docx.Document(str(target)).tables[0].rows
    left, top = sheet.start
    for at, row in enumerate(rows):
        margins = [_margins(cell) for cell in row.cells]
        assert (left + margins[0]["left"], left + margins[-1]["right"]) == (5.0, 5.0)
        assert margins[1]["left"] == 2.5
        if at % sheet.rows == 0:
            assert top + margins[0]["top"] >= 4.99


def _margins(cell: Any) -> dict[str, float]:
    return {
        edge.tag.rpartition("}")[2]: round(int(edge.get(qn("w:w"))) * 25.4 / 1440, 1)
        for edge in cell._tc.find(f"{qn('w:tcPr')}/{qn('w:tcMar')}")
    }


@pytest.mark.parametrize(("size", "hint"), [("DL", ", hoặc dùng phong bì lớn hơn (--size C5)"), ("C4", "")])
def test_a_larger_envelope_is_named_where_there_is_one(size: str, hint: str, tmp_path: Path) -> None:
    with pytest.raises(OutputError) as caught:
        envelopes(sources(tmp_path, replace(PLAN, units=(VERY_LONG,))), tmp_path / "a.docx", size)
    assert str(caught.value).endswith(f"Rút gọn ô ấy ở trang “Đơn vị”{hint}.")


def test_every_known_sheet_is_on_its_paper() -> None:
    assert [name for name, sheet in LABELS.items() if not sheet.fits] == []


def test_an_own_sheet_is_described_in_a_few_words() -> None:
    assert custom_sheet("70x37:3x8") == LabelSheet(3, 8, 70, 37)
    assert custom_sheet(" 63,5 x 38.1 : 3x7 : gap2,5x0 : margin7,2x15,1") == LabelSheet(
        3, 7, 63.5, 38.1, 2.5, 0, 7.2, 15.1
    )


@pytest.mark.parametrize("text", ["", "70x37", "70x37:0x8", "70x37:4x8", "5x5:3x8", "70x37:3x8:margin10x5"])
def test_what_describes_no_sheet_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="Ghi RỘNGxCAO:CỘTxHÀNG"):
        custom_sheet(text)


def many(count: int) -> tuple[Unit, ...]:
    units = (a_unit(f"Đảng bộ Cơ quan số {at}", at) for at in range(1, count + 1))
    return tuple(replace(unit, address=f"Số {unit.number}, Hà Tĩnh") for unit in units)


@pytest.mark.slow
@pytest.mark.parametrize("count", [1, 66])
def test_every_envelope_and_every_sheet_of_labels_is_one_page(count: int, tmp_path: Path) -> None:
    given, made = sources(tmp_path, replace(PLAN, units=many(count))), {}
    for size in ENVELOPES:
        made[f"{size}.docx"] = envelopes(given, tmp_path / f"{size}.docx", size).sheets
    for name, sheet in LABELS.items():
        made[f"{name}.docx"] = write_labels(given, sheet, 3, tmp_path / f"{name}.docx").sheets
    paths = [tmp_path / name for name in made]
    assert_valid(*paths)
    assert {
        path.name: len(pages) for path, pages in zip(paths, pages_of(paths, tmp_path), strict=True)
    } == made


def test_a_template_that_is_none_is_an_error_of_one_line(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "nhan.docx").write_bytes(b"x")
    given = replace(sources(tmp_path), templates=tmp_path / "templates")
    with pytest.raises(SokhetError, match=r"nhan\.docx"):
        write_labels(given, LABELS["2x7"], 1, tmp_path / "nhan.docx")

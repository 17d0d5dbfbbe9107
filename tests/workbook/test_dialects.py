"""The same table as different programs write it into .xlsx and .ods files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sokhet_docs.workbook import read_plan
from tests.support.archives import read_parts, zipped
from tests.support.workbook_builder import SMALL_PLAN, make_workbook, problems_of

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = """<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<si><t>Tên tổ chức đảng</t></si><si><t>Hình thức sơ kết</t></si><si><t>Hạn báo cáo</t></si>
<si><r><t>Chi </t></r><r><rPr><b/></rPr><t>bộ A</t></r><rPh sb="0" eb="1"><t>zzz</t></rPh></si>
<si><t xml:space="preserve">Báo cáo </t></si><si><t>Đúng</t></si><si><t>Ngày lập</t></si></sst>"""
ROWS = """<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c>
<c r="D1" t="s"><v>5</v></c><c r="E1" t="s"><v>6</v></c></row>
<row r="2"><c r="A2" t="s"><v>3</v></c><c r="B2" t="s"><v>4</v></c>
<c r="C2" t="d"><v>2022-04-18T00:00:00</v></c>
<c r="D2" t="b"><v>1</v></c><c r="E2" t="str"><f>TEXT(1,"0")</f><v>5/8</v></c></row>"""


def rewrite(path: Path, changes: dict[str, bytes]) -> None:
    path.write_bytes(zipped(read_parts(path.read_bytes()) | changes))


def write_as_excel(path: Path, rows: str = ROWS) -> Path:
    """Write the small plan, its units in shared strings and absolute targets."""
    make_workbook(path, attendees="Thành phần | Đơn vị")
    parts = read_parts(path.read_bytes())
    relations = parts["xl/_rels/workbook.xml.rels"].decode()
    sheet = parts[SHEET].decode()
    shared = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    entry = f'<Relationship Id="rIdX" Type="{shared}" Target="/xl/sharedStrings.xml"/></Relationships>'
    new_sheet = re.sub(r"(?s)<sheetData>.*</sheetData>", f"<sheetData>{rows}</sheetData>", sheet)
    changes = {
        "xl/sharedStrings.xml": STRINGS,
        "xl/_rels/workbook.xml.rels": relations.replace("</Relationships>", entry),
        SHEET: new_sheet,
    }
    rewrite(path, {name: text.encode() for name, text in changes.items()})
    return path


def test_shared_strings_dates_as_text_and_truths_are_read(tmp_path: Path) -> None:
    (unit,) = read_plan(write_as_excel(tmp_path / "units.xlsx")).units
    assert (unit.name, unit.review_form) == ("Chi bộ A", "Báo cáo")
    assert unit.report_deadline.isoformat() == "2022-04-18"
    assert unit.extra == {"Đúng": "TRUE", "Ngày lập": "5/8"}


def test_prefixed_names_are_read_like_plain_ones(tmp_path: Path) -> None:
    path = write_as_excel(tmp_path / "units.xlsx")
    sheet = read_parts(path.read_bytes())[SHEET].decode()
    prefixed = re.sub(r"<(/?)(\w)", r"<\1x:\2", re.sub(r"<\?xml.*?\?>", "", sheet))
    rewrite(path, {SHEET: prefixed.replace("xmlns=", "xmlns:x=").encode()})
    assert [unit.name for unit in read_plan(path).units] == ["Chi bộ A"]


def test_strict_workbooks_are_read(tmp_path: Path) -> None:
    path = write_as_excel(tmp_path / "units.xlsx")
    transitional, strict = b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"
    parts = {name: part for name, part in read_parts(path.read_bytes()).items() if name.startswith("xl/")}
    names = {
        transitional + b"spreadsheetml/2006/main": strict + b"spreadsheetml/main",
        transitional + b"officeDocument/2006/relationships": strict + b"officeDocument/relationships",
    }
    for old, new in names.items():
        parts = {name: content.replace(old, new) for name, content in parts.items()}
    rewrite(path, parts)
    assert [unit.name for unit in read_plan(path).units] == ["Chi bộ A"]


@pytest.mark.parametrize("index", ["-1", "7", "x"])
def test_a_string_that_does_not_exist_is_an_error_at_its_cell(tmp_path: Path, index: str) -> None:
    path = write_as_excel(tmp_path / "units.xlsx", ROWS.replace("<v>3</v>", f"<v>{index}</v>"))
    assert problems_of(path) == [
        f"Đơn vị!A2: Giá trị “{index}” ghi trong tệp không đọc được. Gõ lại giá trị trong ô này."
    ]


ODS_NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office", "table": "table", "text": "text", "style": "style", "fo": "xsl-fo-compatible"
    }.items()
) + ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'  # fmt: skip
ODS_STYLES = """<office:automatic-styles><style:style style:name="old" style:family="text">
<style:text-properties fo:font-family="'.VnTime'"/></style:style></office:automatic-styles>"""
ODS_UNITS = """<table:table table:name="Đơn vị"><table:table-header-rows><table:table-row>
<table:table-cell><text:p>Tên tổ chức đảng</text:p></table:table-cell>
<table:table-cell><text:p>Hình thức<text:s/>sơ kết</text:p></table:table-cell>
<table:table-cell><text:p>Cụm</text:p></table:table-cell><table:table-cell><text:p>Giờ</text:p></table:table-cell>
</table:table-row></table:table-header-rows>
<table:table-row table:number-rows-repeated="7">
<table:table-cell table:number-columns-repeated="1024"/></table:table-row>
<table:table-row><table:table-cell><office:annotation><text:p>nhắc</text:p></office:annotation>
<text:p>Chi bộ <text:span text:style-name="old">Së</text:span> A</text:p></table:table-cell>
<table:table-cell table:number-rows-spanned="2"><text:p>Báo cáo</text:p></table:table-cell>
<table:table-cell office:value-type="float" office:value="1200"><text:p>1.200</text:p></table:table-cell>
<table:table-cell office:value-type="time" office:time-value="PT08H00M00S">
<text:p>08:00</text:p></table:table-cell>
</table:table-row><table:table-row table:visibility="filter">
<table:table-cell><text:p>Chi bộ B</text:p></table:table-cell>
<table:covered-table-cell/><table:table-cell><text:p>a<text:tab/>b<text:line-break/>c</text:p><text:p>d</text:p>
</table:table-cell><table:table-cell office:value-type="boolean"><text:p>TRUE</text:p>
</table:table-cell></table:table-row>
</table:table>"""


def write_ods(path: Path, units: str = ODS_UNITS) -> Path:
    """Write an OpenDocument spreadsheet with ``units`` and the other sheets of the small plan."""
    others = "".join(
        f'<table:table table:name="{title}">{_ods_rows(text)}</table:table>'
        for title, text in SMALL_PLAN.items()
        if title != "Đơn vị"
    )
    body = f"<office:body><office:spreadsheet>{units}{others}</office:spreadsheet></office:body>"
    content = f"<office:document-content {ODS_NAMES}>{ODS_STYLES}{body}</office:document-content>"
    path.write_bytes(zipped({"META-INF/manifest.xml": b"<manifest/>", "content.xml": content.encode()}))
    return path


def _ods_rows(text: str) -> str:
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    rows = [[cell.format(value.strip()) for value in line.split("|")] for line in text.strip().split("\n")]
    return "".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in rows)


def test_an_open_document_is_read_with_its_repetitions_spans_and_fonts(tmp_path: Path) -> None:
    path = write_ods(tmp_path / "units.ods")
    assert [(u.name, u.review_form, u.extra) for u in read_plan(path).units] == [
        ("Chi bộ Sở A", "Báo cáo", {"Cụm": "1.200", "Giờ": "08:00"}),
        ("Chi bộ B", "Báo cáo", {"Cụm": "a b\nc\nd", "Giờ": "TRUE"}),
    ]
    assert [problem.split(".", 1)[0] for problem in problems_of(path)] == [
        "Đơn vị!A9: Chữ phông cũ “Chi bộ Së A” đã đổi thành “Chi bộ Sở A”",
        "Đơn vị!D1: Không có cột “Thời gian hội nghị”",
        "Đơn vị: Có 1 dòng ẩn vẫn được đọc: 10",
    ]


def test_errors_and_days_beyond_the_calendar_of_an_open_document_are_named(tmp_path: Path) -> None:
    extra = """<table:table-cell calcext:value-type="error" office:value-type="string"><text:p>#REF!</text:p>
</table:table-cell>"""
    units = ODS_UNITS.replace("<text:p>Cụm</text:p>", "<text:p>Số bản</text:p>").replace(
        "<text:p>Giờ</text:p>", "<text:p>Hạn báo cáo</text:p>"
    )
    units = re.sub(r'(?s)<table:table-cell office:value-type="float".*?</table:table-cell>', extra, units)
    units = units.replace(
        'office:value-type="time" office:time-value="PT08H00M00S"',
        'office:value-type="date" office:date-value="12022-01-01"',
    )
    said = problems_of(write_ods(tmp_path / "units.ods", units))
    assert "Đơn vị!C9: Ô có lỗi của Excel: #REF!. Sửa công thức trong ô, hoặc gõ thẳng giá trị." in said
    assert "Đơn vị!D9: “08:00” không phải là ngày. Viết ngày/tháng/năm, ví dụ 20/4/2022." in said


def test_a_formula_of_an_open_document_without_a_result_is_no_blank(tmp_path: Path) -> None:
    unknown, empty_text = (
        '<table:table-cell table:formula="of:=TODAY()"/>',
        ('<table:table-cell table:formula="of:=&quot;&quot;" office:value-type="string"/>'),
    )
    units = re.sub(
        r'(?s)<table:table-cell office:value-type="float".*?</table:table-cell>', unknown, ODS_UNITS
    )
    units = re.sub(r'(?s)<table:table-cell office:value-type="time".*?</table:table-cell>', empty_text, units)
    assert [said for said in problems_of(write_ods(tmp_path / "units.ods", units)) if "!C9" in said] == [
        "Đơn vị!C9: Công thức trong ô chưa có kết quả. Mở tệp bằng Excel, lưu lại, hoặc gõ thẳng giá trị."
    ]


def test_a_row_repeated_without_end_is_refused(tmp_path: Path) -> None:
    units = ODS_UNITS.replace('table:visibility="filter"', 'table:number-rows-repeated="1048576"')
    assert problems_of(write_ods(tmp_path / "units.ods", units)) == ["Tệp có quá 2000000 ô có chữ."]

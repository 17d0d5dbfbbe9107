"""Files as other programs and older versions write them: read as a Vietnamese Excel shows them."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from sokhet_docs.workbook import read_book
from tests.support.archives import edit_part, read_parts, zipped
from tests.support.libreoffice import convert


def a_book(path: Path) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["A2"] = datetime(2022, 2, 7), "Sở Y tế"
    sheet["A1"].number_format = "mm-dd-yy"  # the short date of the machine
    book.save(path)
    return path


def texts(path: Path) -> list[str]:
    (sheet,) = read_book(path, lambda _: True).sheets
    return [cell.text for row in sheet.rows.values() for cell in row.values()]


MONTH_FIRST = (
    rb'<number:date-style style:name="\1" number:automatic-order="true"><number:month number:style="long"/>'
    rb'<number:text>/</number:text><number:day number:style="long"/><number:text>/</number:text>'
    rb'<number:year number:style="long"/></number:date-style>'
)


@pytest.mark.slow
def test_a_day_whose_order_is_the_machines_is_day_first_in_an_ods(tmp_path: Path) -> None:
    (ods,) = convert([a_book(tmp_path / "a.xlsx")], tmp_path / "ods", "ods")
    style = re.compile(rb'<number:date-style style:name="([^"]*)".*?</number:date-style>', re.DOTALL)
    content = edit_part(ods.read_bytes(), "styles.xml", lambda part: style.sub(MONTH_FIRST, part))
    (tmp_path / "b.ods").write_bytes(content)
    assert texts(tmp_path / "b.ods") == ["07/02/2022", "Sở Y tế"]


def test_the_name_of_a_macro_sheet_that_is_gone_condemns_no_file(tmp_path: Path) -> None:
    gone = b'<sheet name="Module1" sheetId="9" state="veryHidden" r:id=""/></sheets>'
    spaces = b'<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    content = edit_part(
        a_book(tmp_path / "a.xlsx").read_bytes(),
        "xl/workbook.xml",
        lambda part: part.replace(b"</sheets>", gone).replace(b"<workbook ", spaces, 1),
    )
    (tmp_path / "b.xlsx").write_bytes(content)
    assert texts(tmp_path / "b.xlsx") == ["07/02/2022", "Sở Y tế"]


@pytest.mark.parametrize(
    ("part", "read"), [("xl/sharedStrings.xml", "07/02/2022"), ("xl/styles.xml", "44599")]
)
def test_a_part_that_is_not_there_condemns_no_cell_that_does_without(
    tmp_path: Path, part: str, read: str
) -> None:
    parts = read_parts(a_book(tmp_path / "a.xlsx").read_bytes())
    (tmp_path / "b.xlsx").write_bytes(zipped({name: blob for name, blob in parts.items() if name != part}))
    assert texts(tmp_path / "b.xlsx")[0] == read


NO_STYLES = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"><office:automatic-styles>
<number:number-style style:name="N0"><number:number number:min-integer-digits="1"/></number:number-style>
<number:time-style style:name="N1" number:truncate-on-overflow="false"><number:hours/>
<number:text>:</number:text><number:minutes number:style="long"/></number:time-style>
<style:style style:name="ce1" style:family="table-cell" style:data-style-name="N0"/>
<style:style style:name="ce2" style:family="table-cell" style:data-style-name="N1"/>
</office:automatic-styles><office:body><office:spreadsheet><table:table table:name="A"><table:table-row>
<table:table-cell table:style-name="ce1" office:value-type="date" office:date-value="2022-02-07"/>
<table:table-cell table:style-name="ce1" office:value-type="time" office:time-value="PT08H30M00S"/>
<table:table-cell table:style-name="ce2" office:value-type="time" office:time-value="PT49H30M00S"/>
<table:table-cell table:style-name="ce1" office:value-type="boolean" office:boolean-value="1"/>
<table:table-cell table:style-name="ce1" office:value-type="float" office:value="12"/>
<table:table-cell office:value-type="date" office:date-value="2022-02-07"><text:p>02/07/22</text:p>
</table:table-cell>
</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"""


def test_a_day_in_a_style_of_numbers_is_a_day_in_an_ods(tmp_path: Path) -> None:
    manifest = b'<manifest xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    parts = {
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": NO_STYLES.encode(),
        "META-INF/manifest.xml": manifest,
    }
    (tmp_path / "a.ods").write_bytes(zipped(parts))
    assert texts(tmp_path / "a.ods") == ["07/02/2022", "08:30:00", "49:30", "TRUE", "12", "07/02/2022"]

"""What units number and strike in their answers, from their files to the consolidated report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from docx import Document
from lxml import etree

from sokhet_docs.tracking.consolidation import consolidated_docx
from sokhet_docs.workbook.sources import sample_templates
from tests.support.archives import read_parts, zipped
from tests.support.docx_builder import W
from tests.support.openxml_validator import assert_valid
from tests.support.simulated_office import Office
from tests.support.word_forms import control, edit_xml, run, xml

LIST = (
    '<w:abstractNum w:abstractNumId="{0}"><w:lvl w:ilvl="0"><w:start w:val="{1}"/><w:numFmt w:val="{2}"/>'
    '<w:lvlText w:val="{3}"/></w:lvl></w:abstractNum>'
)
REL = '<Relationship Id="rIdDs" Type="{}/numbering" Target="numbering.xml"/></Relationships>'
TYPE = '<Override PartName="/word/numbering.xml" ContentType="{}.numbering+xml"/></Types>'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office.open(tmp_path)


def with_lists(path: Path, lists: Sequence[tuple[int, str, str]]) -> Path:
    """Give a file the lists (start, format, text of the first level); their numbers begin at 1."""
    parts = read_parts(path.read_bytes())
    abstracts = "".join(LIST.format(at, *one) for at, one in enumerate(lists, 1))
    nums = "".join(
        f'<w:num w:numId="{at}"><w:abstractNumId w:val="{at}"/></w:num>' for at, _ in enumerate(lists, 1)
    )
    parts["word/numbering.xml"] = f'<w:numbering xmlns:w="{W[1:-1]}">{abstracts}{nums}</w:numbering>'.encode()
    for name, end, added in (
        ("word/_rels/document.xml.rels", b"</Relationships>", REL.format(_OFFICE)),
        ("[Content_Types].xml", b"</Types>", TYPE.format(_WORD)),
    ):
        parts[name] = parts[name].replace(end, added.encode())
    path.write_bytes(zipped(parts))
    return path


def numbered(text: str, number: int) -> etree._Element:
    properties = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
    return xml(f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>')


def report(office: Office, content: Sequence[etree._Element], *, brief: bool = False) -> Path:
    """Answer section 1.1 of A1's form with ``content``; return the consolidated report."""

    def write(root: etree._Element) -> None:
        field = control(root, "muc_1_1").find(f"{W}sdtContent")
        assert field is not None
        field[:] = content

    filled = edit_xml(office.form("A1"), office.folder / "a.docx", "word/document.xml", write)
    lists = [
        (3, "lowerLetter", "%1)"),
        (1, "decimal", "%1."),
        (4, "upperRoman", "%1."),
        (1, "bullet", "★ Mới:"),
    ]
    office.collect(with_lists(filled, [*lists, (1, "bullet", "o")]), "18/4/2022")
    path = office.folder / "tong-hop.docx"
    template = sample_templates() / "tong-hop.docx"
    path.write_bytes(consolidated_docx(office.track("25/4/2022"), template, brief=brief))
    assert_valid(path)
    return path


def test_a_number_that_the_reports_own_list_would_not_print_is_kept_in_words(office: Office) -> None:
    lines = [("Một", 2), ("Hai", 2), ("Việc", 1), ("Nữa", 1), ("Bốn", 3), ("Sao", 4), ("Gạch", 5)]

    path = report(office, [numbered(*line) for line in lines])

    written = [
        one for one in Document(str(path)).paragraphs if one.text.split()[-1:] in ([w] for w, _ in lines)
    ]
    assert [(one.text, one._p.find(f"{W}pPr/{W}numPr") is not None) for one in written] == [
        ("Một", True), ("Hai", True), ("c)\tViệc", False), ("d)\tNữa", False), ("IV.\tBốn", False),
        ("★ Mới: Sao", False), ("Gạch", True),
    ]  # fmt: skip


def test_digits_in_a_table_within_an_answer_are_not_joined(office: Office) -> None:
    struck = [run("25", "<w:strike/>"), run("30")]
    raised = [run("12"), run("1", '<w:vertAlign w:val="superscript"/>')]
    table = xml("<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc/><w:tc/><w:tc/></w:tr></w:tbl>")
    for cell, runs in zip(table.iter(f"{W}tc"), ([], struck, raised), strict=True):
        line = numbered("", 0 if runs else 3)
        line.extend(runs)
        cell.append(line)

    path = report(office, [numbered("Bảng:", 0), table, numbered("Hết.", 0)])

    rows = [row.cells for one in Document(str(path)).tables for row in one.rows]
    (cells,) = (cells for cells in rows if cells[0].text == "IV.")
    found = [
        [(one.text, bool(one.font.strike), bool(one.font.superscript)) for one in cell.paragraphs[0].runs]
        for cell in cells[1:]
    ]
    assert found == [[("25", True, False), ("30", False, False)], [("12", False, False), ("1", False, True)]]


def test_a_brief_report_does_not_join_digits_either(office: Office) -> None:
    line = numbered("Tổ chức ", 1)
    line.extend([run("25", "<w:strike/>"), run("30 cuộc.")])

    path = report(office, [line], brief=True)

    assert "Đảng bộ Sở Nội vụ: c) Tổ chức (gạch bỏ: 25) 30 cuộc." in [
        one.text for one in Document(str(path)).paragraphs
    ]


def test_a_label_in_words_is_told_once_in_a_brief_report(office: Office) -> None:
    path = report(office, [numbered("Sao.", 4)], brief=True)

    assert "Đảng bộ Sở Nội vụ: ★ Mới: Sao." in [one.text for one in Document(str(path)).paragraphs]

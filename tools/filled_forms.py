"""Packets as generated → packets as the units send them back, for the guide's pictures."""

from __future__ import annotations

import zipfile
from pathlib import Path

from docx.oxml.ns import qn
from lxml import etree

from sokhet_docs.plan import figure_tag
from sokhet_docs.workbook import read_plan, sample_workbook

_BODY = "word/document.xml"
_ANSWERS = {
    "muc_1_1": "Lãnh đạo thực hiện nhiệm vụ chính trị của cơ quan, đơn vị.",
    "muc_2_1": "Đã quán triệt Nghị quyết đến toàn thể cán bộ, đảng viên.",
    "muc_4_1": "Quy chế dân chủ ở cơ sở đi vào nền nếp.",
}
_OTHER_ANSWER = "Đã thực hiện theo kế hoạch của cấp ủy."


def fill_forms(sources: list[Path], folder: Path) -> None:
    """Write each of ``sources`` into ``folder``, answered, under a name such as units give."""
    folder.mkdir()
    for number, source in enumerate(sources, 1):
        with (
            zipfile.ZipFile(source) as before,
            zipfile.ZipFile(folder / f"bao cao ({number}).docx", "w") as to,
        ):
            for entry in before.infolist():
                part = before.read(entry)
                to.writestr(entry, _answered(part, number) if entry.filename == _BODY else part)


def _answered(body: bytes, number: int) -> bytes:
    plan = read_plan(sample_workbook())
    figures = {
        figure_tag(row, period.key): str((number * 7 + int(period.label)) % 9)
        for row in plan.figures
        for period in plan.periods
    }
    answers = {section.key: _ANSWERS.get(section.key, _OTHER_ANSWER) for section in plan.sections} | figures
    root = etree.fromstring(body)
    for control in root.iter(qn("w:sdt")):
        tag = control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
        if tag is not None and (answer := answers.get(str(tag.get(qn("w:val"))))):
            _write(control, answer)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def _write(control: etree._Element, answer: str) -> None:
    first, *others = list(control.iter(qn("w:t")))
    first.text = answer
    for other in others:
        other.text = ""
    for showing in list(control.iter(qn("w:showingPlcHdr"))):
        parent = showing.getparent()
        assert parent is not None
        parent.remove(showing)

# ruff: noqa: E501  (a template stays on one line)
"""What a loop repeats has ids of its own, whether the loop is the same in all letters or each has another one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sokhet_docs.template import Template, TemplateFile
from tests.support.archives import read_parts
from tests.support.docx_builder import PNG, docx, p, picture, save
from tests.support.openxml_validator import assert_valid

_VML = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
BOX = (
    f'<w:r><w:pict><v:shapetype {_VML} id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"/>'
    f'<v:shape {_VML} id="_x0000_s1026" o:spid="_x0000_s1026" type="#_x0000_t202" style="width:10pt;height:10pt"><v:textbox>'
    "<w:txbxContent><w:p><w:r><w:t>{{ x }}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)
REPEATED = {
    "a text box": (BOX, r'<v:shape [^>]* id="([^"]*)"', ["_x0000_s1026", "_x0000_s1027"]),
    "a control": ('<w:sdt><w:sdtPr><w:id w:val="77"/></w:sdtPr><w:sdtContent><w:r><w:t>{{ x }}</w:t></w:r></w:sdtContent></w:sdt>', r'<w:id w:val="(\d+)"', ["77", "78"]),
    "a bookmark": ('<w:bookmarkStart w:id="1" w:name="cho"/><w:bookmarkEnd w:id="1"/>', r'<w:bookmark\w+ w:id="(\d+)"', ["1", "1", "2", "2"]),
    "a picture": (picture("rIdP", 1), r'<wp:docPr id="(\d+)"', ["1001", "1002"]),
}  # fmt: skip


@pytest.mark.parametrize("is_constant", [True, False])
@pytest.mark.parametrize("name", REPEATED)
def test_each_of_a_loop_has_its_own(tmp_path: Path, name: str, is_constant: bool) -> None:
    inner, pattern, expected = REPEATED[name]
    path = save(
        tmp_path,
        "mau.docx",
        docx(p("{%p for x in ds %}"), p(inner), p("{%p endfor %}"), pictures={"rIdP": PNG}),
    )
    fields = {"ds": ["một", "hai"]}
    template = Template.compile(TemplateFile(path, fields if is_constant else {}))
    made = save(tmp_path, "thu.docx", template.render({} if is_constant else fields))

    assert re.findall(pattern, read_parts(made.read_bytes())["word/document.xml"].decode()) == expected
    assert_valid(made)


def test_the_type_of_a_repeated_shape_stands_once(tmp_path: Path) -> None:
    path = save(tmp_path, "mau.docx", docx(p("{%p for x in ds %}"), p(BOX), p("{%p endfor %}")))
    made = Template.compile(path).render({"ds": ["một", "hai", "ba"]})

    assert read_parts(made)["word/document.xml"].count(b"<v:shapetype ") == 1

# ruff: noqa: E501  (a template stays on one line)
"""However a program spells the XML of a template, its letters are the same, alone and in a packet."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from sokhet_docs.template.engine import Template, find_problems
from tests.support.archives import canonical_parts, read_parts, zipped
from tests.support.docx_builder import PNG, docx, note, p, picture, r, save, table
from tests.support.openxml_validator import assert_valid

TEMPLATE = docx(
    p("Kính gửi: {{ ten }}", note(1), properties='<w:jc w:val="left"/>'),
    p("{%p if muc %}"), p("Có ", r("mục", "<w:b/>")), p("{%p endif %}"),
    table(["TT", "Tên"], ["{%tr for x in muc %}", ""], ["{{ loop.index }}", "{{ x }}"], ["{%tr endfor %}", ""]),
    p(picture("rIdP", 1)),
    headers={"default": p("Đầu {{ ten }}")}, footnotes=["Ghi chú của {{ ten }}"], pictures={"rIdP": PNG},
)  # fmt: skip
OTHER = docx(p("Thư kèm của {{ ten }}"))
FIELDS = {"ten": "Sở A & B", "muc": ["một", "hai"]}
Spelling = Callable[[str], bytes]


def with_prefix(prefix: str, other: str) -> Spelling:
    """Return a spelling with ``other`` as prefix in place of ``prefix``; "" makes it the default namespace."""

    def spell(text: str) -> bytes:
        new, declared = (f"{other}:", f"xmlns:{other}=") if other else ("", "xmlns=")
        text = re.sub(rf"(</?){prefix}:", rf"\1{new}", text).replace(f"xmlns:{prefix}=", declared)
        if other:
            return re.sub(rf"(\s){prefix}:(?=[\w]+=)", rf"\1{new}", text).encode()
        return text.replace(declared, f'xmlns:{prefix}="{NAMESPACE[prefix]}" {declared}').encode()

    return spell


NAMESPACE = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
SPELLINGS: dict[str, Spelling] = {
    "byte order mark": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "UTF-16": lambda text: f'<?xml version="1.0" encoding="UTF-16"?>{text}'.encode("utf-16"),
    "Windows-1258": lambda text: f'<?xml version="1.0" encoding="windows-1258"?>{text}'.encode("windows-1258", "xmlcharrefreplace"),
    "ASCII": lambda text: f'<?xml version="1.0" encoding="us-ascii"?>{text}'.encode("ascii", "xmlcharrefreplace"),
    "another prefix for w": with_prefix("w", "x"),
    "the default namespace": with_prefix("w", ""),
    "another prefix for r": with_prefix("r", "rel"),
    "another prefix for wp": with_prefix("wp", "d"),
    "a usual prefix for another namespace": lambda text: with_prefix("wp", "v")(text),
    "remarks": lambda text: re.sub(r"(<w:(?:body|hdr|p|r|t)\b[^>]*>)", r"\1<!-- {{ khong_co }} </w:p> -->", text).encode(),
    "a remark in a tag": lambda text: text.replace("ten }}", "te<!-- x -->n }}").encode(),
    "instructions": lambda text: re.sub(r"(<w:(?:body|hdr|p)\b[^>]*>)", r"\1<?mso x {{ a }}?>", text).encode(),
    "CDATA": lambda text: re.sub(r">(\{\{ ten \}\})<", r"><![CDATA[\1]]><", text).encode(),
    "references to characters": lambda text: text.replace("{{ ten", "&#123;&#x7b; t&#101;n").encode(),
    "apostrophes": lambda text: re.sub(r'="([^"\']*)"', r"='\1'", text).encode(),
    "white space in tags": lambda text: re.sub(r"<(/?)(w:[a-zA-Z]+)>", r"<\1\2 >" , text).encode(),
    "indents": lambda text: re.sub(r"(?<=>)(?=<(?!/w:t>))", "\n  ", text).encode(),
    "white space in what is empty": lambda text: text.replace("<w:tcPr></w:tcPr>", "<w:tcPr> </w:tcPr>").replace("</w:body>", "\n</w:body>").encode(),
    "notes of another program": lambda text: re.sub(r"<w:(tbl|[prt]Pr|tblPr)>", r'<w:\1 wp:ghi="1">', text).encode(),
    "strict": lambda text: strictly(text).encode(),
}  # fmt: skip


def undeclared(part: bytes) -> str:
    """Return the XML of ``part`` without its declaration."""
    return re.sub(r"^<\?xml[^>]*\?>\s*", "", part.decode())


_STRICT = {
    NAMESPACE["w"]: "http://purl.oclc.org/ooxml/wordprocessingml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "http://purl.oclc.org/ooxml/officeDocument/relationships",
    "http://schemas.openxmlformats.org/drawingml/2006/": "http://purl.oclc.org/ooxml/drawingml/",
    '<w:jc w:val="left"/>': '<w:jc w:val="start"/>',
    "<w:left ": "<w:start ",
    "<w:right ": "<w:end ",
}


def strictly(text: str) -> str:
    """Return the XML ``text`` in the strict form."""
    for usual, strict in _STRICT.items():
        text = text.replace(usual, strict)
    return text


def spelled(template: bytes, spelling: str) -> bytes:
    """Return ``template`` with its parts spelled otherwise; strict ones have other relationships too."""
    parts = read_parts(template)
    changed = {name: SPELLINGS[spelling](undeclared(part)) for name, part in parts.items() if re.match(r"word/[a-z]+\d?\.xml$", name)}  # fmt: skip
    if spelling == "strict":
        changed |= {
            name: strictly(part.decode()).encode() for name, part in parts.items() if name.endswith(".rels")
        }
    return zipped(parts | changed)


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_template_gives_the_same_letters_however_it_is_spelled(tmp_path: Path, spelling: str) -> None:
    plain, other = save(tmp_path, "mau.docx", TEMPLATE), save(tmp_path, "kem.docx", OTHER)
    odd = save(tmp_path, "la.docx", spelled(TEMPLATE, spelling))

    assert find_problems(odd) == ()
    for packet in ([odd], [odd, other], [other, odd]):
        made = Template.compile(packet).render(FIELDS)
        wanted = Template.compile([plain if one == odd else one for one in packet]).render(FIELDS)
        assert canonical_parts(made) == canonical_parts(wanted), [path.name for path in packet]
        assert_valid(save(tmp_path, "thu.docx", made))

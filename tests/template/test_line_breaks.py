# ruff: noqa: E501  (a template stays on one line)
"""Line breaks and tabs in values are what docxtpl makes of them, wherever the tag stands, one part at a time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sokhet_docs.template import line_breaks
from sokhet_docs.template.engine import Template
from tests.support.archives import read_parts
from tests.support.docx_builder import docx, p, r, save, table
from tests.template.test_parity import assert_same, by_docxtpl

FIELDS: dict[str, Any] = {
    "dong": "một\nhai", "tab": "cột\tcột & <b>", "ca_hai": "a\tb\nc", "doan": "đoạn\ađoạn", "ngoac": "{_{ x\ny }_}",
    "trang": "một\fhai\n", "ten": "Chi bộ A", "ds": [{"ten": "x\ny"}, {"ten": "z\tw"}, {"ten": "chữ"}], "co": True, "gach": "a_b\tc", "dai": "dòng\n" * 99,
}  # fmt: skip
BOLD, ITALIC = "<w:b/>", "<w:i/>"
TEMPLATES = {
    "in a run with a format": docx(p("Kính gửi: ", r("{{ dong }}, {{ tab }}", BOLD), " và {{ ca_hai }}.")),
    "in a paragraph with a format": docx(p(r("{{ dong }}{{ tab }}", BOLD), properties='<w:jc w:val="center"/>')),
    "paragraphs and pages beside line breaks": docx(p("{{ dong }} {{ doan }} {{ tab }}"), p("{{ trang }}{{ dong }}"), p("{{ tab }}")),
    "braces": docx(p("{{ ngoac }} {{ dong }}"), p("{{ gach }} {{ tab }}")),
    "in a loop within a run": docx(p(r("{% for x in ds %}{{ x.ten }}; {% endfor %}{{ tab }}", BOLD))),
    "in a loop over runs": docx(p("a ", "{%r for x in ds %}", r("{{ x.ten }},", BOLD), "{%r endfor %}", r(" {{ tab }}", ITALIC))),
    "in a loop over paragraphs": docx(p("{%p for x in ds %}"), p(r("- {{ x.ten }};", ITALIC)), p("{%p endfor %}"), p("{{ tab }}")),
    "in a loop over rows": docx(table(["{%tr for x in ds %}", ""], ["{{ loop.index }}", "{{ x.ten }}"], ["{%tr endfor %}", ""])),
    "after a run that a condition chooses": docx(
        p("{%r if co %}", r("đậm {{ tab }}", BOLD), "{%r else %}", r("nghiêng", ITALIC), "{%r endif %}", "{{ tab }}")
    ),
    "after a condition within a run": docx(p(r("{% if co %}có{% else %}không{% endif %}{{ tab }}{{ dong }}", BOLD))),
    "over a condition's runs": docx(p("{% if co %}một", r(" hai {% endif %}", BOLD), r("{{ tab }}", ITALIC))),
    "in an attribute": docx(
        '<w:sdt><w:sdtPr><w:alias w:val="{{ tab }}"/><w:tag w:val="{{ dong }}"/></w:sdtPr>'
        f'<w:sdtContent>{p("{{ ten }}")}</w:sdtContent></w:sdt>'
    ),
    "in a header and a footer": docx(
        p("thân {{ ten }}"), headers={"default": p(r("{{ tab }}", BOLD))}, footers={"default": table(["{{ dong }}"]) + p("")}
    ),
    "in a property": docx(p("{{ ten }}"), core={"title": "{{ dong }}"}),
    "in a macro": docx(p("{% macro m(x) %}[{{ x }}]{% endmacro %}{{ m(dong) }}{{ tab }}")),
    "in a block that is set": docx(p("{% set a %}x {{ dong }}{% endset %}{{ a }}{{ tab }}")),
    "beside a fixed tab": docx(p("gõ\tsẵn {{ dong }}"), p("{{ tab }}")),
    "in a long text": docx(p(r("{{ dai }}", BOLD))),
    "by a filter": docx(p(r("{{ tab|upper }} {{ dong|replace('m', 'M') }} {{ dong ~ tab }}", BOLD))),
}  # fmt: skip


@pytest.mark.parametrize("name", TEMPLATES)
def test_line_breaks_and_tabs_are_as_docxtpl_makes_them(name: str, tmp_path: Path) -> None:
    path = save(tmp_path, "mau.docx", TEMPLATES[name])
    assert_same(Template.compile(path).render(FIELDS), by_docxtpl(TEMPLATES[name], FIELDS))


def test_no_part_is_gone_over_for_a_line_break(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    body = docx(p(r("{{ dong }} {{ tab }}", BOLD)), p("{{ ca_hai }}"), headers={"default": p("{{ dong }}")})
    template = Template.compile(save(tmp_path, "mau.docx", body))
    expected = read_parts(template.render(FIELDS))
    monkeypatch.setattr(line_breaks, "_docxtpl", lambda: pytest.fail("left to docxtpl"))
    assert read_parts(template.render(FIELDS)) == expected
    assert expected["word/document.xml"].count(b"<w:tab/>") == 2
    assert expected["word/document.xml"].count(b"<w:br/>") == 2

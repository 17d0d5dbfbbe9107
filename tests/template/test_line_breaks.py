# ruff: noqa: E501  (a template stays on one line)
"""Line breaks and tabs in values are what docxtpl makes of them, wherever the tag stands, one part at a time."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from sokhet_docs.template import line_breaks
from sokhet_docs.template.engine import Template
from tests.support.archives import read_parts
from tests.support.docx_builder import docx, p, r, save, table, texts
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


PLACES = docx(
    p("Kính gửi: ", r("{{ ten }}; {{ ten }}", BOLD), " và {{ ten }}."),
    p(r("{{ khac }}", ITALIC), " {{ khac|upper }}"),
    p(r("{{ khac }}. ", BOLD), "{% if ten %}", r("{{ ten }}"), "{% endif %}."),
    table(["{%tr for x in ds %}", ""], ["{{ loop.index }}", "{{ x.ten }}"], ["{%tr endfor %}", ""]),
    headers={"default": p("{{ ten }}.")},
)  # fmt: skip
VALUES = st.text("ab đ&<>_{}%\n\t\a\xa0", max_size=8)
LETTERS = st.lists(
    st.fixed_dictionaries(
        {"ten": VALUES, "khac": VALUES, "ds": st.lists(st.fixed_dictionaries({"ten": VALUES}))}
    ),
    min_size=1,
    max_size=4,
)


@given(letters=LETTERS)
def test_no_letter_depends_on_the_letters_before_it(letters: list[dict[str, Any]]) -> None:
    with TemporaryDirectory() as folder:
        template = Template.compile(save(Path(folder), "mau.docx", PLACES))
        for fields, expected in [(fields, by_docxtpl(PLACES, fields)) for fields in letters] * 2:
            assert_same(template.render(fields), expected)


def test_values_that_python_holds_equal_are_printed_each_as_it_is(tmp_path: Path) -> None:
    template = Template.compile(
        save(tmp_path, "mau.docx", docx(p("{{ a }} {{ b }} {{ c }} {{ d }} {{ e }}")))
    )
    values = [1, 1.0, "1", "&amp;", Markup("&amp;")]
    forwards, backwards = dict(zip("abcde", values, strict=True)), dict(zip("edcba", values, strict=True))
    assert texts(template.render(forwards)) == ["1 1.0 1 &amp; &"]
    assert texts(template.render(backwards)) == ["& &amp; 1 1.0 1"]
    assert texts(template.render(forwards)) == ["1 1.0 1 &amp; &"]


def test_any_number_of_values_is_printed(tmp_path: Path) -> None:
    template = Template.compile(save(tmp_path, "mau.docx", docx(p("{% for x in ds %}{{ x }}, {% endfor %}"))))
    many = [f"giá trị {number}" for number in range(3000)]
    for values in (many, many[::-1]):
        assert texts(template.render({"ds": values})) == ["".join(f"{value}, " for value in values)]


def test_a_line_break_costs_no_more_calls_than_a_space(tmp_path: Path) -> None:
    rows = table(
        ["{%tr for x in ds %}", ""], [p(r("{{ x.ten }}", BOLD)), "{{ x.ma }}"], ["{%tr endfor %}", ""]
    )
    template = Template.compile(save(tmp_path, "mau.docx", docx(p("{{ ten }}"), rows)))
    plain, broken, low = (_calls(template, between) for between in (" ", "\n\t", "_"))
    assert (broken, low) == (plain, plain)


def _calls(template: Template, between: str) -> int:
    """Return how many calls it takes to fill in a letter whose values all hold ``between``, not the first one."""
    row = {"ten": f"Chi bộ{between}Sở", "ma": f"a{between}b"}
    fields = {"ten": f"Đảng bộ{between}tỉnh", "ds": [row] * 20}
    template.render(fields)
    count = 0

    def note(_frame: object, event: str, _arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        template.render(fields)
    finally:
        sys.setprofile(None)
    return count

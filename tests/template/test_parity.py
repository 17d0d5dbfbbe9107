# ruff: noqa: E501  (a template stays on one line)
"""The engine gives what docxtpl gives, part by part, on a corpus of every tag and on made-up templates."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import docxtpl
import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from sokhet_docs.problems import TemplateError
from sokhet_docs.template.engine import Template
from tests.support.archives import canonical_parts, edit_part, read_parts
from tests.support.docx_builder import (
    PLAIN_STYLES,
    PNG,
    W,
    docx,
    note,
    p,
    picture,
    r,
    save,
    table,
)

UNITS = [
    {"ten": "Đảng bộ Tòa án nhân dân tỉnh", "so": 12, "muc": ["a", "b"]},
    {"ten": "Chi bộ <Kho bạc> & “Thuế”", "so": 0, "muc": []},
    {"ten": "  dẫn đầu bằng dấu cách", "so": 3.5, "muc": ["x"]},
]
FIELDS: dict[str, Any] = {
    "ten": "Nguyễn Văn A & <B>",
    "so": 7,
    "ngay": date(2022, 4, 20),
    "dung": True,
    "sai": False,
    "trong": "",
    "don_vi": UNITS,
    "nhom": {"ten": "Khối", "con": {"ma": "ĐUK"}},
    "nhieu_dong": "dòng một\ndòng hai\tsau tab",
    "doan": "đoạn một\ađoạn hai\fsang trang",
    "ngoac": "{{ 7*7 }} {% raw %} {# x #} ]]> &amp;",
}

LOOP_ROWS = (["{%tr for x in don_vi %}", ""], ["{{ loop.index }}", "{{ x.ten }}"], ["{%tr endfor %}", ""])

CORPUS: dict[str, bytes] = {
    "plain": docx(p("Kính gửi: {{ ten }}, {{ nhom.con.ma }} {{ so }} {{ ngay }} {{ dung|int }} {{ 1.50 }}")),
    "split over runs": docx(p("Số {", "{ te", "n }", "} và {", "% if dung %", "}có{% e", "ndif %}.")),
    "smart quotes": docx(p("{% if ten == “x” or ten != ‘y’ %}khác{% endif %} {{ “a” ~ 'b' }}")),
    "comparison": docx(p("{% if so > 3 and so < 9 %}giữa{% else %}ngoài{% endif %}")),
    "comment": docx(p("a{# lời bàn #}b"), p("{#p cả đoạn #}"), p("c")),
    "no tags": docx(p("Không có thẻ nào."), table(["a", "b"])),
    "paragraph loop": docx(p("{%p for x in don_vi %}"), p("- {{ x.ten }};"), p("{%p endfor %}"), p("hết")),
    "paragraph condition": docx(p("{%p if sai %}"), p("mất"), p("{%p else %}"), p("còn"), p("{%p endif %}")),
    "condition over paragraphs": docx(p("{% if dung %}một"), p("hai{% endif %}"), p("{% if sai %}ba"), p("bốn{% endif %}")),
    "run loop": docx(p("đầu ", "{%r for x in don_vi %}", r("{{ x.so }},", "<w:b/>"), "{%r endfor %}", " cuối")),
    "row loop": docx(table(["TT", "Tên"], *LOOP_ROWS, ["Tổng", "{{ don_vi|length }}"])),
    "row condition": docx(table(["TT", "Tên"], ["{%tr if sai %}", ""], ["x", "y"], ["{%tr endif %}", ""])),
    "only rows of a loop": docx(table(*LOOP_ROWS)),
    "rows of an empty loop": docx(table(["{%tr for x in [] %}", ""], ["a", "b"], ["{%tr endfor %}", ""]), p("sau")),
    "only rows of an empty loop": docx(table(["{%tr for x in [] %}", ""], ["a", "b"], ["{%tr endfor %}", ""])),
    "a table in a loop, rows in a loop": docx(
        p("{%p for x in don_vi %}"), table(["{%tr for m in x.muc %}", ""], ["{{ m }}", "b"], ["{%tr endfor %}", ""]), p("{%p endfor %}")
    ),
    "cell loop": docx(table(["{%tc for x in don_vi %}", "{{ x.ten }}", "{%tc endfor %}"], ["a", "b", "c"])),
    "cell loop without cells": docx(table(["{%tc for x in [] %}", "{{ x }}", "{%tc endfor %}", "d"])),
    "vertical merge": docx(table(["a", "b"], ["{%tr for x in don_vi %}", ""], ["{% vm %}Gộp", "{{ x.ten }}"], ["{%tr endfor %}", ""])),
    "horizontal merge": docx(table(["{%tc for x in don_vi %}", "{% hm %}Gộp", "{%tc endfor %}"], ["1", "2", "3"])),
    "colspan": docx(table(["{% colspan so %}Rộng {{ ten }}", "b"], ["a", "b"])),
    "background": docx(table(["{% cellbg 'FF0000' if dung else '00FF00' %}Đỏ", "b"])),
    "nested tables": docx(table([table(["a", "b", "c"], ["{{ ten }}", "", ""]) + p("x"), "y"])),
    "rows of unequal cells": docx(table(["a", "b", "c"], ["d"], columns=2)),
    "grid wider than rows": docx(table(["{{ ten }}", "b"], columns=4)),
    "white space": docx(p("một {%- if dung -%}  hai {%- endif %} ba"), p("bốn {{- so -}} năm")),
    "white space over paragraphs": docx(p("đầu"), p("{%- if dung -%}"), p("giữa"), p("{%- endif -%}"), p("cuối")),
    "escaped braces": docx(p("{_{ không phải thẻ }_} {_% như trên %_} {{ ten }}")),
    "braces in data": docx(p("{{ ngoac }}")),
    "line breaks": docx(p(r("{{ nhieu_dong }}", "<w:b/>"), properties='<w:jc w:val="center"/>'), p("{{ doan }}")),
    "line breaks in a cell": docx(table(["{{ nhieu_dong }}", "{{ ten }}"])),
    "fixed line breaks": docx(p("gõ\tsẵn {{ ten }}"), p("không thẻ\ttab")),
    "raw": docx(p("{% raw %}{{ để nguyên }}{% endraw %} {{ ten }}")),
    "set": docx(p("{% set a = so * 2 %}"), p("{{ a }} {{ a ~ ten }}")),
    "block set": docx(p("{% set a %}x {{ ten }}{% endset %}{{ a }}")),
    "macro": docx(p("{% macro m(x) %}[{{ x }}]{% endmacro %}{{ m(ten) }}{{ m(so) }}")),
    "macro over runs": docx(p("{% macro m(x) %}", r("{{ x }}", "<w:b/>"), "{% endmacro %}", "{{ m(ten) }}"), p("{{ m(so) }}")),
    "call block": docx(p("{% macro m() %}<{{ caller() }}>{% endmacro %}{% call m() %}{{ ten }}{% endcall %}")),
    "filter block": docx(p("{% filter upper %}abc {{ so }}{% endfilter %}")),
    "filters in loops and macros": docx(
        p("{% for x in don_vi %}{% filter trim %}{{ x.ten|lower|trim }}{% endfilter %}{{ [x.so, 1]|max }}{% endfor %}"),
        p("{% macro m(x) %}{{ x|replace('A', 'B') }}{{ {'a': x}.a }}{% endmacro %}{{ m(ten) }}"),
    ),
    "with": docx(p("{% with a = so + 1 %}{{ a }}{% endwith %}")),
    "nested loops": docx(
        p("{%p for x in don_vi %}"), p("{{ loop.index }}/{{ loop.length }} {{ x.ten }}"),
        p("{%p for m in x.muc %}"), p("+ {{ m }} {{ loop.last|int }}"), p("{%p else %}"), p("không"), p("{%p endfor %}"), p("{%p endfor %}"),
    ),
    "loop with condition": docx(p("{% for x in don_vi if x.so > 1 %}{{ x.ten }}{{ ', ' if not loop.last }}{% endfor %}")),
    "filters": docx(
        p("{{ ten|upper }} {{ ten|e }} {{ ten|lower|title }} {{ don_vi|join('; ', attribute='ten') }} {{ 'x y'|capitalize }}"),
        p("{{ trong|default('-', true) }} {{ khong_co|d('x') }} {{ (don_vi|first).ten|trim }} {{ (don_vi|last).so|int }}"),
        p("{{ '%05.1f' % so }} {{ ten|replace('A', '+') }} {{ [3,1,2]|sort|join }} {{ 3.14159|round(2) }} {{ '2.5'|float }}"),
        p("{{ [3,1,3]|unique|join }} {{ [3,1]|max }} {{ [3,1]|min }} {{ don_vi|sum(attribute='so') }} {{ [-1]|first|abs }}"),
        p("{{ range(3)|list|reverse|join }} {{ don_vi|length }} {{ don_vi|count }}"),
    ),
    "expressions": docx(p("{{ so + 1 }} {{ so * 2 }} {{ so / 2 }} {{ so ** 2 }} {{ so % 4 }} {{ ten[0:3] }} {{ don_vi[1].ten }} {{ nhom['ten'] }}")),
    "attributes": docx(
        '<w:sdt><w:sdtPr><w:alias w:val="{{ ten }}"/><w:tag w:val="o_{{ so }}"/><w:id w:val="5"/></w:sdtPr>'
        f'<w:sdtContent>{p("{{ ten }}")}</w:sdtContent></w:sdt>',
        '<w:p><w:bookmarkStart w:id="1" w:name="_{{ nhom.con.ma }}"/><w:bookmarkEnd w:id="1"/></w:p>',
    ),
    "attribute by condition": docx(p("x", properties="<w:jc w:val=\"{% if dung %}center{% else %}left{% endif %}\"/>")),
    "headers and footers": docx(
        p("thân"), headers={"default": p("Đầu {{ ten }}"), "first": p("Trang đầu"), "even": p("{{ so }}\t{{ nhieu_dong }}")},
        footers={"default": table(["{{ ten }}", "{% if dung %}x{% endif %}"]) + p("")}, title_page=True,
    ),
    "footnotes": docx(p("thân", note(1), note(2)), footnotes=["Theo {{ ten }}", "không thẻ"]),
    "properties": docx(
        p("{{ so }}"),
        core={"title": "Báo cáo {{ so }}", "subject": "{% if so > 3 and so < 9 %}x{% endif %}", "creator": "Ai đó", "identifier": "sk:{{ nhom.con.ma }}"},
    ),
    "pictures": docx(p("{{ ten }}", picture("rIdP", 5), picture("rIdP", 5)), p(picture("rIdP", 9)), pictures={"rIdP": PNG}),
    "pictures in a loop": docx(p("{%p for x in don_vi %}"), p(picture("rIdP", 5), "{{ x.ten }}"), p("{%p endfor %}"), pictures={"rIdP": PNG}),
    "content controls": docx(
        table(["a", "b"]).replace("<w:tr>", '<w:sdt><w:sdtContent><w:tr>', 1).replace("</w:tr>", "</w:tr></w:sdtContent></w:sdt>", 1),
        p("{{ ten }}"),
    ),
    "unrelated braces": docx(p("{ten} { {ten} } 100%"), p("{{ ten }}")),
}  # fmt: skip


def by_docxtpl(template: bytes, fields: Mapping[str, Any]) -> bytes:
    document = docxtpl.DocxTemplate(io.BytesIO(template))
    document.render(dict(fields), jinja2.Environment(autoescape=True), autoescape=True)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def with_cells_in_order(document: bytes) -> bytes:
    """Return a part with the columns and the merging of cells where the format wants them: behind the width."""
    root = etree.fromstring(document)
    for properties in root.iter(f"{W}tcPr"):
        order = ["tcW", "gridSpan", "vMerge", "shd"]
        properties[:] = sorted(properties, key=lambda child: order.index(child.tag.removeprefix(W)))
    return etree.tostring(root)


def assert_same(ours: bytes, theirs: bytes) -> None:
    """Fail unless the packages have the same parts; the list of types may be written in other words."""
    theirs = edit_part(theirs, "word/document.xml", with_cells_in_order)
    left, right = canonical_parts(ours), canonical_parts(theirs)
    left.pop("[Content_Types].xml")
    right.pop("[Content_Types].xml")
    assert left.keys() == right.keys()
    for name in left:
        assert left[name].decode(errors="replace") == right[name].decode(errors="replace"), name


@pytest.mark.parametrize("name", CORPUS)
def test_every_part_is_as_docxtpl_makes_it(name: str, tmp_path: Path) -> None:
    path = save(tmp_path, "mau.docx", CORPUS[name])
    assert_same(Template.compile(path).render(FIELDS), by_docxtpl(CORPUS[name], FIELDS))


def test_a_property_keeps_its_characters_where_docxtpl_escapes_them_twice(tmp_path: Path) -> None:
    template = docx(p("x"), core={"title": "{{ ten }}"})
    ours = Template.compile(save(tmp_path, "mau.docx", template)).render({"ten": "A & <B>"})
    assert b"<dc:title>A &amp; &lt;B&gt;</dc:title>" in read_parts(ours)["docProps/core.xml"]


def test_rich_text_and_listings_are_as_docxtpl_makes_them(tmp_path: Path) -> None:
    template = docx(
        p("trước {{r dam }} sau", "{{ liet_ke }}"), table(["{{r dam }}", "{{ liet_ke }}"]), p("{{p doan }}")
    )
    rich = docxtpl.RichText("đậm & <nghiêng>", bold=True)
    rich.add("\ttab\nxuống dòng", italic=True, color="FF0000")
    paragraph = docxtpl.RichTextParagraph("cả đoạn & thế", parastyle="Normal")
    fields = {"dam": rich, "liet_ke": docxtpl.Listing("một\nhai\aba <b>"), "doan": paragraph}
    path = save(tmp_path, "mau.docx", template)
    assert_same(Template.compile(path).render(fields), by_docxtpl(template, fields))


def test_a_picture_is_left_to_docxtpl_itself(tmp_path: Path) -> None:
    path = save(tmp_path, "mau.docx", docx(p("ảnh: {{ anh }} {{ ten }}"), styles=PLAIN_STYLES))

    def fields(document: docxtpl.DocxTemplate) -> dict[str, Any]:
        return {"anh": docxtpl.InlineImage(document, io.BytesIO(PNG)), "ten": "A & B"}

    document = docxtpl.DocxTemplate(path)
    ours = Template.compile(path).render(fields(document))
    other = docxtpl.DocxTemplate(path)
    other.render(fields(other), jinja2.Environment(autoescape=True), autoescape=True)
    stream = io.BytesIO()
    other.save(stream)
    unindented = re.sub(rb">\n\s*<", b"><", read_parts(stream.getvalue())["word/document.xml"])
    assert_same(ours, edit_part(stream.getvalue(), "word/document.xml", lambda _: unindented))
    assert any(name.endswith(".png") for name in read_parts(ours))


def test_a_picture_in_a_packet_of_several_templates_is_refused(tmp_path: Path) -> None:
    path = save(tmp_path, "mau.docx", docx(p("{{ anh }}")))
    picture_value = docxtpl.InlineImage(docxtpl.DocxTemplate(path), io.BytesIO(PNG))
    with pytest.raises(TemplateError) as caught:
        Template.compile([path, path]).render({"anh": picture_value})
    assert str(caught.value) == (
        "mau.docx: Ảnh hoặc tài liệu con không dùng được trong bộ nhiều mẫu. Hãy điền riêng mẫu này."
    )


TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs"], exclude_characters="\r\x0b\x85\u2028\u2029\ufffe\uffff", min_codepoint=9)
    | st.sampled_from("&<>\"'{}%_# \t\nĐđâ̂"),
    max_size=30,
).filter(lambda text: all(c in "\t\n" or c >= " " for c in text))  # fmt: skip
WORDS = st.text(st.sampled_from("abc ĐÂ.,&<>\"'"), max_size=12)
VALUES = st.fixed_dictionaries(
    {
        "ten": TEXT,
        "so": st.integers(-1000, 1000),
        "co": st.booleans(),
        "ds": st.lists(st.fixed_dictionaries({"ten": TEXT, "ds": st.lists(TEXT, max_size=3)}), max_size=4),
    }
)


@st.composite
def paragraphs(draw: st.DrawFn, names: tuple[str, ...]) -> str:
    """Draw a paragraph of words and printed names, its tags split over runs anywhere."""
    text = ""
    for _ in range(draw(st.integers(0, 3))):
        printed = f"{{{{ {draw(st.sampled_from(names))} }}}}"
        text += draw(WORDS) + draw(
            st.sampled_from([printed, f"{{% if co %}}{printed}{{% else %}}-{{% endif %}}"])
        )
    cuts = sorted({0, len(text), *draw(st.lists(st.integers(0, len(text)), max_size=3))})
    return p(*(r(text[start:end]) for start, end in pairwise(cuts)))


@st.composite
def bodies(draw: st.DrawFn, names: tuple[str, ...] = ("ten", "so"), depth: int = 2) -> str:
    """Draw blocks: paragraphs, conditions, loops over paragraphs and over table rows."""
    blocks: list[str] = []
    for _ in range(draw(st.integers(1, 3))):
        kind = draw(st.sampled_from(["p", "p", "if", "for", "table"])) if depth else "p"
        if kind == "p":
            blocks.append(draw(paragraphs(names)))
        elif kind == "if":
            blocks += [p("{%p if so > 0 %}"), draw(bodies(names, depth - 1)), p("{%p endif %}")]
        elif kind == "for":
            inner = (*names, "x.ten")
            blocks += [p("{%p for x in ds %}"), draw(bodies(inner, depth - 1)), p("{%p endfor %}")]
        else:
            inner = (*names, "y.ten", "loop.index")
            cells = [draw(paragraphs(inner)) for _ in range(draw(st.integers(1, 3)))]
            width = len(cells)
            first, last = ["{%tr for y in ds %}"], ["{%tr endfor %}"]
            blocks.append(table(["đầu"] * draw(st.integers(1, width)), first, cells, last, columns=width))
    return "".join(blocks)


@given(body=bodies(), fields=VALUES)
@pytest.mark.slow
def test_any_template_and_any_values_give_what_docxtpl_gives(
    body: str, fields: dict[str, Any], tmp_path: Path
) -> None:
    template = docx(body, headers={"default": p("{{ ten }}")})
    ours = Template.compile(save(tmp_path, "mau.docx", template)).render(fields)
    assert_same(ours, by_docxtpl(template, fields))

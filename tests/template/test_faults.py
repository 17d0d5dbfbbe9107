# ruff: noqa: E501  (a template stays on one line)
"""Every fault of a template is named, all at once, where a person can find it; no template can do harm."""

from __future__ import annotations

import pickle
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sokhet_docs.letters.filters import fill_filters
from sokhet_docs.problems import Severity, TemplateError
from sokhet_docs.template import TemplateOptions
from sokhet_docs.template.engine import RemovedCharactersWarning, Template, find_problems
from sokhet_docs.vocabulary import Shape
from tests.support.archives import read_parts, zipped
from tests.support.docx_builder import docx, note, p, save, table, texts

SHAPE: dict[str, Shape] = {
    "don_vi": {"ten": "Tên", "kinh_gui": "Kính gửi", "so_ban": "Số bản"},
    "hoi_nghi": {"thanh_phan": [{"stt": "Số thứ tự", "ten": "Tên"}], "dia_diem": "Địa điểm"},
    "so_lieu": {"nam": ["Năm"]},
}
ALIASES = {
    "Tên tổ chức đảng": "don_vi.ten",
    "Số bản": "don_vi.so_ban",
    "Ghi chú": "don_vi.kinh_gui",
    "TT": "don_vi.so_ban",
}
FILTERS: dict[str, Callable[..., object]] = {"hoa": lambda text: str(text).upper(), "ngay": str}
FIELDS: dict[str, Any] = {
    "don_vi": {"ten": "Chi bộ Sở A", "kinh_gui": "Chi bộ Sở A", "so_ban": 2},
    "hoi_nghi": {"thanh_phan": [{"stt": 1, "ten": "Bí thư"}], "dia_diem": None},
    "so_lieu": {"nam": [2017, 2018]},
}


def problems(folder: Path, template: bytes) -> list[str]:
    path = save(folder, "mau.docx", template)
    return [
        str(problem)
        for problem in find_problems(path, TemplateOptions(shape=SHAPE, aliases=ALIASES, filters=FILTERS))
    ]


LOOK_UP = "Lệnh sokhet-docs fields liệt kê mọi trường."
NOT_NEEDED = "Mẫu chỉ dùng bộ lọc của chương trình (lệnh sokhet-docs fields liệt kê) và vài bộ lọc đơn giản như default, join, replace."
CASES: dict[str, tuple[bytes, str]] = {
    "unknown field in a cell": (
        docx(p("a"), table(["x"]), table(["a", "b"], ["c", "d"], ["{{ don_vi.tne }}", "e"])),
        "mau.docx, bảng 2, hàng 3, ô 1: {{ don_vi.tne }} không có; gần nhất: don_vi.ten.",
    ),
    "a remark that nothing closes, in a table": (
        docx(table(["{#lặp}"]), p("x")),
        "mau.docx, bảng 1, hàng 1, ô 1: {#lặp}: thẻ mở bằng {# mà không đóng trong cùng đoạn. Hãy thêm #} vào cuối thẻ, trên cùng một dòng.",
    ),
    "unknown field in a paragraph": (
        docx(p("a"), p("b"), p("Gửi ", "{{ don", "_vi.kinhgui|hoa }}")),
        "mau.docx, đoạn 3: {{ don_vi.kinhgui|hoa }}: không có “don_vi.kinhgui”; gần nhất: don_vi.kinh_gui.",
    ),
    "unknown field far from any": (docx(p("{{ qqqq }}")), f"mau.docx, đoạn 1: {{{{ qqqq }}}} không có. {LOOK_UP}"),
    "unknown header": (
        docx(p("{{ Tên tổ chức Đoảng }}")),
        "mau.docx, đoạn 1: {{ Tên tổ chức Đoảng }} không có; gần nhất: Tên tổ chức đảng.",
    ),
    "unknown filter": (docx(p("{{ don_vi.ten|hoaa }}")), "mau.docx, đoạn 1: {{ don_vi.ten|hoaa }}: không có bộ lọc “|hoaa”; gần nhất: |hoa."),
    "a filter that no letter needs": (
        docx(p("{{ hoi_nghi.thanh_phan|map(attribute='ten')|join(', ') }}")),
        "mau.docx, đoạn 1: {{ hoi_nghi.thanh_phan|map(attribute='ten')|join(', ') }}: bộ lọc “|map” không dùng được. " + NOT_NEEDED,
    ),
    "a filter that is not safe": (
        docx(p("{{ don_vi.ten|safe }}")),
        "mau.docx, đoạn 1: {{ don_vi.ten|safe }}: bộ lọc “|safe” không dùng được. Giá trị luôn được ghi đúng như gõ, không nhận mã XML.",
    ),
    "unknown test": (docx(p("{% if don_vi.ten is definedd %}x{% endif %}")), "mau.docx, đoạn 1: {% if don_vi.ten is definedd %}: không có phép thử “is definedd”. Gần nhất: defined."),
    "in a condition": (docx(p("{% if don_vi.tem %}x{% endif %}")), "mau.docx, đoạn 1: {% if don_vi.tem %}: không có “don_vi.tem”; gần nhất: don_vi.ten."),
    "of a loop": (
        docx(p("{%p for x in hoi_nghi.thanh_phan %}"), p("{{ x.tenn }}"), p("{%p endfor %}")),
        "mau.docx, đoạn 2: {{ x.tenn }} không có; gần nhất: x.ten.",
    ),
    "a loop's name after the loop": (
        docx(p("{% for moi in so_lieu.nam %}{{ moi }}{% endfor %}{{ moi }}")),
        f"mau.docx, đoạn 1: {{{{ moi }}}} không có. {LOOK_UP}",
    ),
    "a loop over a single value": (
        docx(p("{%p for x in don_vi.ten %}"), p("a"), p("{%p endfor %}")),
        "mau.docx, đoạn 1: {% for x in don_vi.ten %}: “don_vi.ten” là một giá trị đơn, không lặp được. Chỉ lặp trên danh sách.",
    ),
    "a list printed": (docx(p("{{ hoi_nghi.thanh_phan }}")), "mau.docx, đoạn 1: {{ hoi_nghi.thanh_phan }}: “hoi_nghi.thanh_phan” là danh sách. Hãy dùng {%p for … %} để in từng mục."),
    "a group printed": (docx(p("{{ don_vi }}")), "mau.docx, đoạn 1: {{ don_vi }}: “don_vi” là một nhóm trường. Hãy chọn một mục trong nhóm: ten, kinh_gui, so_ban …"),
    "in an attribute": (
        docx(p("a", properties='<w:jc w:val="{{ don_vi.tenn }}"/>')),
        "mau.docx, đoạn 1: {{ don_vi.tenn }} không có; gần nhất: don_vi.ten.",
    ),
    "in a header": (docx(p("a"), headers={"default": p("{{ don_vi.tenn }}")}), "mau.docx, đầu trang 1, đoạn 1: {{ don_vi.tenn }} không có; gần nhất: don_vi.ten."),
    "in a footer's table": (
        docx(p("a"), footers={"default": table(["a", "{{ don_vi.tenn }}"]) + p("")}),
        "mau.docx, chân trang 1, bảng 1, hàng 1, ô 2: {{ don_vi.tenn }} không có; gần nhất: don_vi.ten.",
    ),
    "in a footnote": (docx(p("a", note(1)), footnotes=["{{ don_vi.tenn }}"]), "mau.docx, chú thích cuối trang, đoạn 3: {{ don_vi.tenn }} không có; gần nhất: don_vi.ten."),
    "in a property": (docx(p("a"), core={"title": "{{ don_vi.tenn }}"}), "mau.docx, thuộc tính title: {{ don_vi.tenn }} không có; gần nhất: don_vi.ten."),
    "in a nested table": (
        docx(table(["a", table(["b"], ["{{ don_vi.tenn }}"]) + p("")])),
        "mau.docx, bảng 1, hàng 1, ô 2, bảng con 1, hàng 2, ô 1: {{ don_vi.tenn }} không có; gần nhất: don_vi.ten.",
    ),
    "unclosed block": (docx(p("{% if don_vi.ten %}x")), "mau.docx, đoạn 1: {% if don_vi.ten %}: thiếu {% endif %}. Lệnh mở phải có lệnh đóng."),
    "unopened block": (docx(p("x{% endfor %}")), "mau.docx, đoạn 1: {% endfor %}: không có lệnh for nào đang mở. Hãy bỏ lệnh này hoặc thêm lệnh mở."),
    "else outside": (docx(p("x{% else %}")), "mau.docx, đoạn 1: {% else %}: {% else %} không thuộc lệnh if hay for nào. Hãy xem lại lệnh mở."),
    "misspelt command": (docx(p("{% iff don_vi.ten %}x")), "mau.docx, đoạn 1: {% iff don_vi.ten %}: không có lệnh “iff”; gần nhất: if."),
    "a space before p": (
        docx(p("{% p if don_vi.ten %}")),
        "mau.docx, đoạn 1: {% p if don_vi.ten %}: “p” phải viết liền sau ngoặc và đứng trong một đoạn riêng. Viết {%p … %}, không có dấu cách.",
    ),
    "tr outside a table": (
        docx(p("{%tr if don_vi.ten %}")),
        "mau.docx, đoạn 1: {%tr if don_vi.ten %}: “tr” phải viết liền sau ngoặc và đứng trong một hàng của bảng. Viết {%tr … %}, không có dấu cách.",
    ),
    "empty tag": (docx(p("{{ }}")), "mau.docx, đoạn 1: {{ }}: thẻ trống. Hãy ghi tên trường vào giữa hai cặp ngoặc."),
    "bad expression": (docx(p("{{ don_vi.ten + }}")), "mau.docx, đoạn 1: {{ don_vi.ten + }}: thiếu tên trường hoặc giá trị. Hãy xem lại cách viết thẻ này."),
    "tag split over paragraphs": (
        docx(p("đầu {{ don_vi."), p("ten }} cuối")),
        "mau.docx, đoạn 1: {{ don_vi.: thẻ mở bằng {{ mà không đóng trong cùng đoạn. Hãy thêm }} vào cuối thẻ, trên cùng một dòng.",
    ),
    "two commands in a row": (
        docx(table(["{%tr for x in so_lieu.nam %}{{ x }}{%tr endfor %}"])),
        "mau.docx, bảng 1, hàng 1, ô 1: {%tr for x in so_lieu.nam %}: lệnh này chiếm cả hàng, sẽ mất “{{ x }}{%tr endfor %}”. Hãy để lệnh một mình trong một hàng.",
    ),
    "text beside a paragraph's command": (
        docx(p("{%p if don_vi.ten %}{{ don_vi.ten }}"), p("{%p endif %}")),
        "mau.docx, đoạn 1: {%p if don_vi.ten %}: lệnh này chiếm cả đoạn, sẽ mất “{{ don_vi.ten }}”. Hãy để lệnh một mình trong một đoạn.",
    ),
    "a condition that opens in a cell and closes outside": (
        docx(table(["{% if don_vi.ten %}a", "b"]), p("sau{% endif %}")),
        "mau.docx, đoạn 1: {% endif %}: lệnh mở và lệnh đóng không cùng một chỗ, Word sẽ bị đứt đoạn hoặc bảng. Hãy đặt cả hai trong cùng một đoạn, hoặc dùng {%p … %}, {%tr … %} cho cả hai.",
    ),
    "an underscore": (
        docx(p("{{ don_vi.ten.__class__ }}")),
        "mau.docx, đoạn 1: {{ don_vi.ten.__class__ }}: không được phép dùng trong mẫu. Mẫu chỉ được dùng các trường và bộ lọc.",
    ),
    "an include": (docx(p("{% include 'x' %}")), "mau.docx, đoạn 1: {% include 'x' %}: lệnh này không dùng được trong mẫu. Mỗi mẫu phải tự đủ, không gọi tệp khác."),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_fault_is_named_with_its_place(name: str, tmp_path: Path) -> None:
    template, expected = CASES[name]
    found = problems(tmp_path, template)
    assert expected in found
    if name not in (
        "two commands in a row",
        "tag split over paragraphs",
        "text beside a paragraph's command",
    ):
        assert found == [expected]
    with pytest.raises(TemplateError) as caught:
        Template.compile(
            tmp_path / "mau.docx", TemplateOptions(shape=SHAPE, aliases=ALIASES, filters=FILTERS)
        )
    assert [str(problem) for problem in caught.value.problems] == found


REFUSED = ["attr", "batch", "center", "dictsort", "filesizeformat", "format", "groupby", "indent", "items", "map", "pprint", "reject", "rejectattr", "select", "selectattr", "slice", "string", "striptags", "tojson", "truncate", "urlencode", "wordcount", "wordwrap"]  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.parametrize("tag", ["{{{{ don_vi.ten|{} }}}}", "{{% filter {} %}}x{{% endfilter %}}"])
def test_filters_that_no_letter_needs_are_refused_by_name(name: str, tag: str, tmp_path: Path) -> None:
    tag = tag.format(name)
    path = save(tmp_path, "mau.docx", docx(p(tag)))
    with pytest.raises(TemplateError) as caught:
        Template.compile(path)  # whatever is known of the fields
    typed = tag.removesuffix("x{% endfilter %}")
    assert str(caught.value) == f"mau.docx, đoạn 1: {typed}: bộ lọc “|{name}” không dùng được. {NOT_NEEDED}"


def test_a_sum_takes_no_start(tmp_path: Path) -> None:
    template = Template.compile(save(tmp_path, "mau.docx", docx(p("{{ [[1]]|sum(start=[]) }}"))))
    with pytest.raises(TemplateError, match="trong ngoặc đơn có thừa hoặc thiếu giá trị"):
        template.render({})


def test_all_faults_of_all_templates_are_named_at_once(tmp_path: Path) -> None:
    first = save(tmp_path, "một.docx", docx(p("{{ a }}{{ don_vi.b }}"), table(["{{ c }}"])))
    two = save(tmp_path, "hai.docx", docx(p("{% if x %}")))
    three = save(tmp_path, "ba.docx", b"no zip")
    with pytest.raises(TemplateError) as caught:
        Template.compile([first, two], TemplateOptions(shape=SHAPE))
    places = [str(problem.place) for problem in caught.value.problems]
    assert places == [
        "một.docx, đoạn 1",
        "một.docx, đoạn 1",
        "một.docx, bảng 1, hàng 1, ô 1",
        "hai.docx, đoạn 1",
        "hai.docx, đoạn 1",
    ]
    assert [
        problem.place.file for problem in find_problems([first, two, three], TemplateOptions(shape=SHAPE))
    ] == ["một.docx"] * 3 + [
        "hai.docx",
        "hai.docx",
        "ba.docx",
    ]


def test_a_fault_of_grammar_hides_no_fault_of_a_field(tmp_path: Path) -> None:
    tags = p("{{ don_vi.tne }} {{ don_vi.ten|viethoa }} {{ abc }} {% if %}")
    assert problems(tmp_path, docx(tags)) == [
        "mau.docx, đoạn 1: {% if %}: thiếu tên trường hoặc giá trị. Hãy xem lại cách viết lệnh này.",
        "mau.docx, đoạn 1: {{ don_vi.tne }} không có; gần nhất: don_vi.ten.",
        "mau.docx, đoạn 1: {{ don_vi.ten|viethoa }}: không có bộ lọc “|viethoa”; gần nhất: |hoa.",
        f"mau.docx, đoạn 1: {{{{ abc }}}} không có. {LOOK_UP}",
    ]


def test_beside_a_fault_of_grammar_a_loop_s_name_is_no_fault(tmp_path: Path) -> None:
    tags = p(
        "{% for x in don_vi.tne %}{{ x.y }}{{ loop.index }}{% set z = x %}{{ z }}{% macro m(a) %}{{ a }}"
    )
    assert problems(tmp_path, docx(tags)) == [
        "mau.docx, đoạn 1: {% for x in don_vi.tne %}: thiếu {% endfor %}. Lệnh mở phải có lệnh đóng.",
        "mau.docx, đoạn 1: {% macro m(a) %}: thiếu {% endmacro %}. Lệnh mở phải có lệnh đóng.",
        "mau.docx, đoạn 1: {% for x in don_vi.tne %}: không có “don_vi.tne”; gần nhất: don_vi.ten.",
    ]


def test_a_good_template_has_no_problems(tmp_path: Path) -> None:
    good = docx(
        p("{{ don_vi.ten|hoa }} {{ Tên tổ chức đảng }} {{ so_lieu.nam[0] }} {{ so_lieu.nam|length }} {{ don_vi.ten.upper() }}"),
        p("{%p for x in hoi_nghi.thanh_phan %}"), p("{{ loop.index }} {{ x.ten }} {% set y = x %}{{ y.stt }}"), p("{%p endfor %}"),
        p("{% macro m(a, b=1) %}{{ a.gi }} {{ b }}{% endmacro %}{{ m(don_vi) }}{% with z = don_vi %}{{ z.ten }}{% endwith %}"),
        p("{% for k, v in don_vi.items() %}{{ k }}{{ v }}{% endfor %}{{ 'x' if khac is defined }}{{ range(3)|join }}"),
    )  # fmt: skip
    assert problems(tmp_path, good) == []


def test_a_tag_where_nothing_is_filled_in_is_a_warning(tmp_path: Path) -> None:
    parts = read_parts(docx(p("a")))
    kind = b"application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"</Types>", b'<Override PartName="/word/comments.xml" ContentType="' + kind + b'"/></Types>'
    )
    parts["word/_rels/document.xml.rels"] = parts["word/_rels/document.xml.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="rIdC" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="comments.xml"/></Relationships>',
    )
    parts["word/comments.xml"] = (
        b'<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:comment w:id="1"><w:p><w:r><w:t>{{ x }}</w:t></w:r></w:p></w:comment></w:comments>'
    )
    path = save(tmp_path, "mau.docx", zipped(parts))
    (found,) = find_problems(path)
    assert (str(found), found.severity) == (
        "mau.docx, ghi chú bên lề: {{ x }}: thẻ ở đây không được điền. Hãy chuyển thẻ vào thân văn bản hoặc chú thích chân trang.",
        Severity.WARNING,
    )
    assert Template.compile(path).render({})


def test_a_cell_that_may_lose_every_paragraph_is_a_warning(tmp_path: Path) -> None:
    inside = p("{%p if ten %}") + p("x") + p("{%p endif %}")
    path = save(
        tmp_path,
        "mau.docx",
        docx(table(["a", inside], ["b", inside + p("")], ["c", "{% if ten %}y{% endif %}"])),
    )
    (found,) = find_problems(path)
    assert (str(found), found.severity) == (
        "mau.docx, bảng 1, hàng 1, ô 2: {% endif %}: ô này có thể không còn đoạn nào, khi ấy Word báo tệp hỏng. Hãy để thêm một đoạn trống trong ô, ngoài các lệnh.",
        Severity.WARNING,
    )


# -- columns are tags

HEADER_TAGS = [
    "{{ Tên tổ chức đảng }}", "{{ TÊN TỔ CHỨC ĐẢNG }}", "{{ tên  tổ\u00a0chức đảng }}", "{{ Te\u0302n tô\u0309 chư\u0301c đa\u0309ng }}",
    "{{Tên tổ chức đảng|hoa|lower|replace('chi bộ sở a', 'Chi bộ Sở A')}}", "{% if Ghi chú %}{{ Tên tổ chức đảng }}{% endif %}",
    "{% set ten = Tên tổ chức đảng %}{{ ten }}", "{{ '' ~ Tên tổ chức đảng }}", "{{ don_vi.ten }}",
]  # fmt: skip


@pytest.mark.parametrize("tag", HEADER_TAGS)
def test_a_header_is_a_tag_however_it_is_typed(tag: str, tmp_path: Path) -> None:
    path = save(tmp_path, "mau.docx", docx(p(tag[:9], tag[9:])))
    template = Template.compile(path, TemplateOptions(shape=SHAPE, aliases=ALIASES, filters=FILTERS))
    assert texts(template.render(FIELDS)) == ["Chi bộ Sở A"]


def test_a_header_never_hides_a_local_name_or_a_text(tmp_path: Path) -> None:
    path = save(
        tmp_path,
        "mau.docx",
        docx(p("{% for tt in so_lieu.nam %}{{ tt }} {% endfor %}{{ TT }} {{ 'Ghi chú' }}")),
    )
    template = Template.compile(path, TemplateOptions(shape=SHAPE, aliases=ALIASES))
    assert texts(template.render(FIELDS)) == ["2017 2018 2 Ghi chú"]


# -- while it is filled in

RENDER_CASES = {
    "undefined": ("{{ don_vi.tne }}", "{{ don_vi.tne }} không có; gần nhất: don_vi.ten."),
    "undefined in a condition": ("{% if tne %}{% endif %}", "{% if tne %}: không có “tne”. " + LOOK_UP),
    "empty": ("{{ hoi_nghi.dia_diem }}", "{{ hoi_nghi.dia_diem }}: giá trị còn trống. Hãy điền vào bảng tính, hoặc dùng {% if %} hay |de_trong."),
    "a fault of arithmetic": ("{{ 1 // (don_vi.so_ban - 2) }}", "{{ 1 // (don_vi.so_ban - 2) }}: phép chia cho 0. Hãy xem lại phép chia này, hoặc bọc nó trong {% if %}."),
    "a text and a number added": ("{{ don_vi.ten + 1 }}", "{{ don_vi.ten + 1 }}: không cộng được “Chi bộ Sở A” (chữ) với 1 (số). Muốn ghép chữ, hãy dùng dấu ~."),
    "a text less a number": ("{{ don_vi.ten - 1 }}", "{{ don_vi.ten - 1 }}: không trừ được “Chi bộ Sở A” (chữ) với 1 (số). Hãy xem lại phép tính này."),
    "a text as a day": ("{{ don_vi.ten|ngay }}", "{{ don_vi.ten|ngay }}: bộ lọc “|ngay” cần một ngày, mà giá trị là “Chi bộ Sở A” (chữ). Hãy bỏ bộ lọc này hoặc chọn trường khác."),
    "a number as a long day": ("{{ don_vi.so_ban|ngay_dai }}", "{{ don_vi.so_ban|ngay_dai }}: bộ lọc “|ngay_dai” cần một ngày, mà giá trị là 2 (số). Hãy bỏ bộ lọc này hoặc chọn trường khác."),
    "too much in brackets": ("{{ don_vi.han|ngay(1, 2) }}", "{{ don_vi.han|ngay(1, 2) }}: trong ngoặc đơn có thừa hoặc thiếu giá trị. Hãy xem lại cách dùng bộ lọc này."),
    "a text rounded": ("{{ don_vi.ten|round }}", "{{ don_vi.ten|round }}: không tính được với giá trị đang có. Hãy xem lại lệnh này và giá trị của nó."),
    "the first of nothing": ("{{ don_vi.khong|first }}", "{{ don_vi.khong|first }}: giá trị không có. Hãy xem lại lệnh này và giá trị của nó."),
}  # fmt: skip


@pytest.mark.parametrize("name", RENDER_CASES)
def test_a_fault_while_filling_in_names_tag_and_place(name: str, tmp_path: Path) -> None:
    tag, expected = RENDER_CASES[name]
    fields = FIELDS | {"don_vi": FIELDS["don_vi"] | {"han": date(2022, 4, 20), "khong": []}}
    first = save(tmp_path, "một.docx", docx(p("{{ don_vi.ten }}")))
    second = save(tmp_path, "hai.docx", docx(p("a"), table(["b", f"{{{{ don_vi.ten }}}} {tag}"])))
    for paths, spot in ((second, "hai.docx"), ([first, second], "hai.docx")):
        with pytest.raises(TemplateError) as caught:
            Template.compile(paths, TemplateOptions(filters=fill_filters())).render(fields)
        assert [str(problem) for problem in caught.value.problems] == [
            f"{spot}, bảng 1, hàng 1, ô 2: {expected}"
        ]


def test_forbidden_characters_are_taken_out_with_a_warning(tmp_path: Path) -> None:
    path = save(tmp_path, "mau.docx", docx(p("[{{ ten }}]"), core={"title": "{{ ten }}"}))
    with pytest.warns(RemovedCharactersWarning, match=r"U\+0000, U\+000B, U\+D800, U\+FFFE"):
        content = Template.compile(path).render({"ten": "a\x00b\x0bc\ud800d\ufffee"})
    assert texts(content) == ["[abcde]"]


def test_rendering_keeps_nothing_and_may_run_in_threads_and_processes(tmp_path: Path) -> None:
    path = save(
        tmp_path,
        "mau.docx",
        docx(p("{% for x in ds %}{{ x }}{% endfor %}"), headers={"default": p("{{ ds[0] }}")}),
    )
    template = Template.compile(path)
    jobs = [{"ds": [f"đơn vị {number}", number]} for number in range(40)]
    alone = [template.render(job) for job in jobs]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(template.render, jobs)) == alone
    assert [pickle.loads(pickle.dumps(template)).render(job) for job in jobs[:2]] == alone[:2]
    assert alone[0] == Template.compile(path).render(jobs[0])


# -- harm

NESTED = (
    "{% set ns = namespace(a=[1], b=[1]) %}{% for i in range(60) %}"
    "{% set ns.a = [ns.a, ns.a] %}{% set ns.b = [ns.b, ns.b] %}{% endfor %}"
)
NESTED_TUPLES = (
    "{% set ns = namespace(a=(1,)) %}{% for i in range(60) %}{% set ns.a = (ns.a, ns.a) %}{% endfor %}"
)
HARMFUL = {
    "classes": "{{ ''.__class__.__mro__ }}",
    "classes by index": "{{ ''['__cla' ~ 'ss__'] }}",
    "classes by filter": "{{ ''|attr('__class__') }}",
    "globals of cycler": "{{ cycler.__init__.__globals__ }}",
    "format": "{{ '{0.__class__}'.format(1) }}",
    "a long range": "{% for i in range(10**9) %}x{% endfor %}",
    "loops in loops": "{% for i in range(90000) %}{% for j in range(90000) %}{% endfor %}{% endfor %}",
    "a long text": "{{ 'a' * 10**10 }}",
    "a long list": "{{ [1] * 10**9 }}",
    "a large number": "{{ 9 ** (9 ** 9) }}",
    "doubling": "{% set ns = namespace(a='x' * 100) %}{% for i in range(99) %}{% set ns.a = ns.a ~ ns.a %}{% endfor %}{{ ns.a }}",
    "doubling by plus": "{% set ns = namespace(a='x' * 100) %}{% for i in range(99) %}{% set ns.a = ns.a + ns.a %}{% endfor %}{{ ns.a }}",
    "squaring": "{% set ns = namespace(a=10**99) %}{% for i in range(99) %}{% set ns.a = ns.a * ns.a %}{% endfor %}{{ ns.a }}",
    "nesting": "{% set ns = namespace(a=[1]) %}{% for i in range(99) %}{% set ns.a = [ns.a, ns.a] %}{% endfor %}{{ ns.a }}",
    "nesting compared": NESTED + "{% if ns.a == ns.b %}{% endif %}",
    "nesting in capitals": NESTED + "{{ ns.a|upper }}",
    "nesting by percent": NESTED + "{{ '%s' % ns.a }}",
    "nesting by calls": "{% set ns = namespace(a=1) %}{% for i in range(60) %}{% set ns.a = dict(x=ns.a, y=ns.a) %}{% endfor %}{{ ns.a|e }}",
    "nesting by arguments": "{% set ns = namespace(a=(1,)) %}{% macro m() %}{% set ns.a = varargs %}{% endmacro %}{% for i in range(60) %}{{ m(ns.a, ns.a) }}{% endfor %}{{ {}.get(ns.a) }}",
    "nesting as a key": NESTED_TUPLES + "{{ {ns.a: 1} }}",
    "long texts in a loop": "{% set a = 'x' * 10**6 %}{% for i in range(99999) %}{% if a|upper|lower == 1 %}{% endif %}{% endfor %}",
    "a list that grows": "{% set a = [1] %}{% for i in range(99) %}{% set _ = a.append(a) %}{% endfor %}",
    "alignment": "{{ 'x'|center(10**9) }}",
    "alignment by method": "{{ 'x'.ljust(10**9) }}",
    "alignment by format": "{{ '{:1000000000}'.format(1) }}",
    "alignment by percent": "{{ '%1000000000d' % 1 }}",
    "indentation": "{{ 'x\ny'|indent(10**9) }}",
    "replacement": "{{ ('a' * 9**6)|replace('a', 'b' * 9**6) }}",
    "joining": "{{ range(99999)|join('x' * 9**6) }}",
    "batches": "{{ [1]|batch(10**9, 1)|list }}",
    "rounding": "{{ 1.5|round(10**9, 'floor') }}",
    "endless macro": "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
    "growing macro": "{% macro f(n) %}{% if n %}{{ f(n - 1) }}{{ f(n - 1) }}{% else %}x{% endif %}{% endmacro %}{{ f(60) }}",
    "printing": "{% set a = 'x' * 10**6 %}{% for i in range(99999) %}{{ a }}{% endfor %}",
    "printing in a macro": "{% macro m() %}{% for i in range(99999) %}" + "x" * 9999 + "{% endfor %}{% endmacro %}{{ m() }}",
    "lipsum": "{{ lipsum(10**6) }}",
}  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="a process's memory is told as Linux does")
@pytest.mark.parametrize("name", HARMFUL)
def test_a_harmful_template_is_a_clear_error(name: str, tmp_path: Path) -> None:
    path = save(tmp_path, "mau.docx", docx(p(HARMFUL[name])))
    script = (
        "import sys; from sokhet_docs.template.engine import Template; from sokhet_docs.problems import TemplateError\n"
        "try:\n    Template.compile(sys.argv[1]).render({})\n"
        "except TemplateError as err:\n    print(err)\n"
        # Not getrusage: what it tells of a fresh process includes the one that started it.
        "print(open('/proc/self/status').read().partition('VmHWM:')[2].split()[0])"
    )
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", script, path],
        capture_output=True,
        text=True,
        timeout=20,
        check=True,
        encoding="utf-8",
    )
    message, kilobytes = done.stdout.strip().split("\n")
    assert message.startswith(("mau.docx, đoạn 1: {", "mau.docx: Mẫu: "))
    assert int(kilobytes) < 500_000
    assert time.monotonic() - start < 15, "a hang, not a slow machine"


def test_no_template_changes_what_the_next_one_is_filled_in_with(tmp_path: Path) -> None:
    path = save(
        tmp_path, "mau.docx", docx(p("{% set _ = so_lieu.nam.append(2019) %}{{ so_lieu.nam|length }}"))
    )
    with pytest.raises(TemplateError) as caught:
        Template.compile(path).render(FIELDS)
    assert str(caught.value) == (
        "mau.docx, đoạn 1: {% set _ = so_lieu.nam.append(2019) %}: không được phép dùng trong mẫu. "
        "Mẫu chỉ được dùng các trường và bộ lọc."
    )
    assert FIELDS["so_lieu"]["nam"] == [2017, 2018]


_BY_ITEMS = "Hãy in từng mục bằng {% for %}, hoặc nối lại bằng |join."
_BY_NAME = "Lệnh sokhet-docs fields liệt kê mọi trường."
_COMMAND = f"không in được một lệnh của mẫu. {_BY_NAME}"
_LIST, _OTHER = (
    f"không in được một danh sách. {_BY_ITEMS}",
    f"không in được một giá trị loại khác. {_BY_NAME}",
)
_GROUP = "không in được một nhóm trường. Hãy ghi rõ trường nào trong nhóm, ví dụ {{ don_vi.ten }}."
_EMPTY = "giá trị còn trống. Hãy điền vào bảng tính, hoặc dùng {% if %} hay |de_trong."
_DAY = "20/4/2022 (ngày) chưa thành chữ. Hãy thêm bộ lọc |ngay hoặc |ngay_dai vào trường này trước khi ghép hay đổi chữ."
_TRUTH = "không in được một điều kiện (đúng hay sai). Hãy in chữ theo điều kiện ấy: {% if … %}có{% else %}không{% endif %}."
_FOR_PROGRAMMERS = "định dạng %r, %a in chữ cho người lập trình. Hãy dùng %s."
NO_TEXTS = {
    "{{ joiner }}": _COMMAND, "{{ range }}": _COMMAND, "{{ ten.upper }}": _COMMAND, "{{ joiner() }}": _COMMAND,
    "{% macro m() %}x{% endmacro %}{{ m }}": _COMMAND, "{{ namespace(a=1) }}": _OTHER, "{{ self }}": _OTHER,
    "{{ (-8)**0.5 }}": _OTHER, "{{ ds }}": _LIST, "{{ range(3) }}": _LIST, "{{ ds|reverse }}": _LIST,
    "{% for x in ds %}{{ loop }}{% endfor %}": _LIST, "{{ nhom }}": _GROUP, "{{ ds ~ 1 }}": _LIST,
    "{{ nhom|upper }}": _GROUP, "{{ [ds]|join }}": _LIST, "{{ ds|trim }}": _LIST, "{{ ds|e }}": _LIST,
    "{{ '%s' % ds }}": _LIST, "{{ ds|replace('a', 'b') }}": _LIST, "{{ trong ~ 1 }}": _EMPTY,
    "{{ [ten, trong]|join }}": _EMPTY, "{{ trong|upper }}": _EMPTY, "{{ '%s' % trong }}": _EMPTY,
    "{{ ngay ~ '.' }}": _DAY, "{{ [ngay]|join }}": _DAY, "{{ ngay|upper }}": _DAY,
    "{{ 1 == 1 }}": _TRUTH, "{{ [true]|join }}": _TRUTH, "{{ dung ~ 1 }}": _TRUTH, "{{ '%s' % nhom }}": _GROUP,
    "{{ '%r' % ten }}": _FOR_PROGRAMMERS, "{{ '%(a)5r' % nhom }}": _FOR_PROGRAMMERS,
}  # fmt: skip


@pytest.mark.parametrize("tags", NO_TEXTS)
def test_what_is_no_text_is_never_printed(tmp_path: Path, tags: str) -> None:
    fields = {
        "ten": "A",
        "ds": ["một", "hai"],
        "nhom": {"a": 1},
        "trong": None,
        "dung": True,
        "ngay": date(2022, 4, 20),
    }
    path = save(tmp_path, "mau.docx", docx(p(tags)))

    with pytest.raises(TemplateError) as raised:
        Template.compile(path).render(fields)

    assert [problem.message + f" {problem.hint}" for problem in raised.value.problems] == [
        f"{tags[tags.rindex('{{') :].removesuffix('{% endfor %}')}: {NO_TEXTS[tags]}"
    ]


def test_values_are_never_code_nor_xml(tmp_path: Path) -> None:
    path = save(tmp_path, "mau.docx", docx(p("{{ x }}", properties='<w:jc w:val="{{ y }}"/>')))
    tricky = [
        "{{ 7*7 }}",
        "{% raw %}",
        "=cmd|' /C calc'!A0",
        "</w:t><w:p>",
        "&amp; &lt;",
        "]]>",
        "\"'>",
        "<!--",
        "{# #}",
    ]
    for value in tricky:
        content = Template.compile(path).render({"x": value, "y": value})
        assert texts(content) == [value]

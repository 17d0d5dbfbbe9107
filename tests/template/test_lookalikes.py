# ruff: noqa: E501  (a template stays on one line)
"""What looks like a tag is told wherever a tag is told, with the right tag or with none; `adopt` changes or lists it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sokhet_docs.problems import Severity, TemplateError
from sokhet_docs.template import TemplateOptions, adopt
from sokhet_docs.template.engine import Template, find_problems
from sokhet_docs.vocabulary import Shape
from tests.support.archives import edit_part, read_parts
from tests.support.docx_builder import docx, p, r, save, texts
from tests.support.extra_parts import LABELS, PARTS, UNSEEN, with_part, with_words

LONG = "Tên tổ chức đảng hoặc đơn vị cơ sở trực thuộc tỉnh"
SHAPE: dict[str, Shape] = {"ten": "Tên", "don_vi": {"ten": "Tên", "ma": "Mã", "khoi": "Khối", "co": "Có", "dai": "Dài"}, "ds": ["Danh sách"]}  # fmt: skip
ALIASES = {
    "Tên đơn vị": "don_vi.ten", "Mã": "don_vi.ma", "Mã số": "don_vi.ma", "1. Họ và tên": "don_vi.khoi",
    "Họ và tên người ký": "ten", "Khối": "don_vi.khoi", "Khôi": "ten", LONG: "don_vi.dai", "Cấp trên": "don_vi.co",
}  # fmt: skip
OPTIONS = TemplateOptions(shape=SHAPE, aliases=ALIASES)
MERGED = '<w:fldSimple w:instr=" MERGEFIELD Mã "><w:r><w:t>«Mã»</w:t></w:r></w:fldSimple>'
MARKS = {
    "«Mã»": "chỗ điền của thư trộn cũ", "{Mã}": "chỉ có một ngoặc nhọn", "{ { Mã } }": "giữa hai ngoặc nhọn có dấu cách",
    "｛｛Mã｝｝": "ngoặc nhọn kiểu chữ Hán, không phải { và }", "［［Mã］］": "ngoặc vuông, không phải ngoặc nhọn",
}  # fmt: skip


def found_in(path: Path) -> list[str]:
    """Return the problems of a template, warnings marked; those that are errors stop it."""
    problems = find_problems(path, OPTIONS)
    errors = [str(one) for one in problems if one.severity is Severity.ERROR]
    if errors:
        with pytest.raises(TemplateError) as caught:
            Template.compile(path, OPTIONS)
        assert [str(one) for one in caught.value.problems] == errors
    else:
        Template.compile(path, OPTIONS)
    return [f"{'' if one.severity is Severity.ERROR else 'cảnh báo: '}{one}" for one in problems]


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("name", PARTS)
def test_a_mark_where_nothing_is_filled_in_is_told(tmp_path: Path, name: str, mark: str) -> None:
    path = save(tmp_path, "mau.docx", with_words(name, mark))
    told = "cảnh báo: " if name in UNSEEN else ""

    assert found_in(path) == [
        f"{told}mau.docx, {LABELS[name]}: {mark}: {MARKS[mark]}, sẽ in nguyên như vậy. Chỗ này không điền được thẻ: hãy chuyển vào thân văn bản, viết {{{{ Mã }}}}."
    ]
    adopted = adopt(path, OPTIONS)
    assert [str(one) for one in adopted.problems] == [found_in(path)[0].removeprefix("cảnh báo: ")]
    assert adopted.replaced == ()


@pytest.mark.parametrize("name", ["endnotes", "comments", "glossary"])
def test_a_merge_field_where_nothing_is_filled_in_is_told(tmp_path: Path, name: str) -> None:
    part = PARTS[name][0]
    template = edit_part(
        with_words(name, "x"), part, lambda xml: xml.replace(p("x").encode(), p(MERGED).encode())
    )
    path = save(tmp_path, "mau.docx", template)
    told = "cảnh báo: " if name in UNSEEN else ""
    message = f"mau.docx, {LABELS[name]}: «Mã»: trường trộn thư của Word (MERGEFIELD), ở đây không được điền. Chỗ này không điền được thẻ: hãy chuyển vào thân văn bản, viết {{{{ Mã }}}}."

    assert found_in(path) == [told + message]
    assert [str(one) for one in adopt(path, OPTIONS).problems] == [message]


FILLED: dict[str, tuple[Callable[[str], bytes], str, str]] = {
    "a property": (lambda mark: docx(p("x"), core={"title": f"Thư {mark}"}), "thuộc tính title", "docProps/core.xml"),
    "an address": (
        lambda mark: docx(p(f'<w:hyperlink r:id="rIdL">{r("x")}</w:hyperlink>'), links={"rIdL": f"https://x.vn/{mark}"}),
        "đoạn 1", "word/_rels/document.xml.rels",
    ),
    "the code of a field": (lambda mark: docx(p(f'<w:fldSimple w:instr=" HYPERLINK &quot;https://x.vn/{mark}&quot; ">{r("x")}</w:fldSimple>')), "đoạn 1", "word/document.xml"),
    "words for the blind": (
        lambda mark: docx(p(f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="a" descr="{mark}"/></wp:inline></w:drawing></w:r>')),
        "đoạn 1", "word/document.xml",
    ),
    "a drawing": (
        lambda mark: docx(p(f"<w:r><w:drawing><wp:inline><a:graphic><a:p><a:r><a:t>{mark}</a:t></a:r></a:p></a:graphic></wp:inline></w:drawing></w:r>")),
        "đoạn 1", "word/document.xml",
    ),
}  # fmt: skip


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("name", FILLED)
def test_a_mark_beside_the_words_of_a_letter_is_told_and_adopted(
    tmp_path: Path, name: str, mark: str
) -> None:
    make, place, part = FILLED[name]
    path = save(tmp_path, "mau.docx", make(mark))

    assert found_in(path) == [
        f"mau.docx, {place}: {mark}: {MARKS[mark]}, sẽ in nguyên như vậy. Nếu đây là thẻ, hãy viết {{{{ Mã }}}}."
    ]
    made = adopt(path, OPTIONS)
    assert [(old, tag) for _, old, tag in made.replaced] == [(mark, "{{ Mã }}")]
    assert made.problems == ()
    assert "{{ Mã }}" in read_parts(made.content)[part].decode()
    letter = Template.compile(save(tmp_path, "moi.docx", made.content), OPTIONS).render(
        {"ten": "a", "don_vi": {"ma": "M7"}}
    )
    assert any(b"M7" in content for content in read_parts(letter).values())


def test_a_tag_in_a_property_that_is_not_filled_in_is_refused(tmp_path: Path) -> None:
    template = edit_part(
        docx(p("x")),
        "docProps/core.xml",
        lambda xml: xml.replace(b"</cp:core", b"<cp:keywords>{{ ten }}</cp:keywords></cp:core"),
    )
    assert found_in(save(tmp_path, "mau.docx", template)) == [
        "mau.docx, thuộc tính keywords: {{ ten }}: thẻ ở đây không được điền. Hãy chuyển thẻ vào thân văn bản hoặc chú thích chân trang."
    ]


TRIPLE = (
    "{{{{{{ {0} }}}}}}: thừa một ngoặc nhọn, sẽ in nguyên như vậy. Nếu đây là thẻ, hãy viết {{{{ {0} }}}}."
)


@pytest.mark.parametrize("name", FILLED)
def test_a_brace_too_many_is_told_at_its_place(tmp_path: Path, name: str) -> None:
    make, place, _ = FILLED[name]

    assert found_in(save(tmp_path, "mau.docx", make("{{{ ten }}}"))) == [
        f"mau.docx, {place}: {TRIPLE.format('ten')}"
    ]


BROKEN = {
    "{ % if ds % }": ("giữa ngoặc nhọn và dấu % có dấu cách", "{% if ds %}", True),
    "{ %p endif % }": ("giữa ngoặc nhọn và dấu % có dấu cách", "{%p endif %}", True),
    "｛% for x in ds %｝": ("ngoặc nhọn kiểu chữ Hán, không phải { và }", "{% for x in ds %}", True),
    "{ # xem lại # }": ("giữa ngoặc nhọn và dấu # có dấu cách", "{# xem lại #}", False),
    "{{ ten }}}": ("thừa một ngoặc nhọn", "{{ ten }}", True),
    "{{{ ten }}": ("thừa một ngoặc nhọn", "{{ ten }}", True),
    "{{ ten }} }": ("thừa một ngoặc nhọn", "{{ ten }}", False),
    "{ {{ ten }}": ("thừa một ngoặc nhọn", "{{ ten }}", False),
    "{{% if ds %}": ("thừa một ngoặc nhọn", "{% if ds %}", True),
    "{% endif %}}": ("thừa một ngoặc nhọn", "{% endif %}", True),
    "{{ “don_vi.ten” }}": ("tên trường đứng trong ngoặc kép nên là chữ, không phải trường", "{{ don_vi.ten }}", True),
    "{{ ‘don_vi.ten’|hoa }}": ("tên trường đứng trong ngoặc kép nên là chữ, không phải trường", "{{ don_vi.ten|hoa }}", True),
    '{{ "don_vi.ten" }}': ("tên trường đứng trong ngoặc kép nên là chữ, không phải trường", "{{ don_vi.ten }}", True),
    "{% if “don_vi.co” %}": ("tên trường đứng trong ngoặc kép nên là chữ, không phải trường", "{% if don_vi.co %}", True),
    "{{ “Tên đơn vị” }}": ("tên trường đứng trong ngoặc kép nên là chữ, không phải trường", "{{ Tên đơn vị }}", False),
    "〔don_vi.ten〕": ("ngoặc vuông, không phải ngoặc nhọn", "{{ don_vi.ten }}", True),
    "〔〔 Tên đơn vị 〕〕": ("ngoặc vuông, không phải ngoặc nhọn", "{{ Tên đơn vị }}", True),
    "【Mã】": ("ngoặc vuông, không phải ngoặc nhọn", "{{ Mã }}", True),
    "《Mã》": ("ngoặc nhọn kiểu khác, không phải { và }", "{{ Mã }}", True),
    "‹‹Mã››": ("ngoặc nhọn kiểu khác, không phải { và }", "{{ Mã }}", True),
    "{Mã|hoa}": ("chỉ có một ngoặc nhọn", "{{ Mã|hoa }}", True),
    "{MERGEFIELD Mã \\* Upper}": ("chỉ có một ngoặc nhọn", "{{ Mã }}", True),
}  # fmt: skip


OTHER_SIGNS = {"((don_vi.ten))": "don_vi.ten", "(( don_vi.ten|hoa ))": "don_vi.ten|hoa", "%don_vi.ten%": "don_vi.ten", "% don_vi.ma %": "don_vi.ma", "(((ten)))": "ten"}  # fmt: skip


@pytest.mark.parametrize("typed", OTHER_SIGNS)
def test_a_field_s_very_name_between_other_signs_is_a_fault(tmp_path: Path, typed: str) -> None:
    right, half = f"{{{{ {OTHER_SIGNS[typed]} }}}}", len(typed) // 2 + 1
    path = save(
        tmp_path,
        "mau.docx",
        docx(p("Đạt 5% ", typed[:half], typed[half:], "."), p("{% if ten %}x{% endif %}")),
    )
    fault = "dấu phần trăm, không phải ngoặc nhọn" if "%" in typed else "ngoặc tròn, không phải ngoặc nhọn"
    shown = typed[1:-1] if typed.startswith("(((") else typed

    assert found_in(path) == [
        f"mau.docx, đoạn 1: {shown}: {fault}, sẽ in nguyên như vậy. Nếu đây là thẻ, hãy viết {right}."
    ]
    assert right in texts(adopt(path, OPTIONS).content)[0]


@pytest.mark.parametrize("typed", ["((Tên))", "((ghi rõ họ tên))", "5% ten 10%", "5%, 10%", "%Mã%", "((don_vi.tên))", "f((x)) 100%", "{% if ten %}x{% endif %} %"])  # fmt: skip
def test_brackets_and_per_cents_of_a_letter_are_no_tags(tmp_path: Path, typed: str) -> None:
    assert found_in(save(tmp_path, "mau.docx", docx(p(typed)))) == []


@pytest.mark.parametrize("typed", BROKEN)
def test_a_tag_that_is_nearly_right_is_told(tmp_path: Path, typed: str) -> None:
    fault, right, is_sure = BROKEN[typed]
    half = len(typed) // 2
    (found, *_) = [
        one
        for one in found_in(save(tmp_path, "mau.docx", docx(p("Gửi ", typed[:half], typed[half:]))))
        if fault in one
    ]
    told = "" if is_sure else "cảnh báo: "

    assert found == (
        f"{told}mau.docx, đoạn 1: {typed}: {fault}, sẽ in nguyên như vậy. Nếu đây là thẻ, hãy viết {right}."
    )


@pytest.mark.parametrize(
    "text",
    ["{ {{ ten }}, {{ ten }}}", "{ {{ ten }} }", "{a {{ ten }} }", "{{ 'Kính gửi' }}", "{% if don_vi.co == “x” %}a{% endif %}", "Nghị quyết 〔2022〕 số 5", "điều 《năm》", "{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"],
)  # fmt: skip
def test_text_that_only_resembles_a_tag_is_let_through(tmp_path: Path, text: str) -> None:
    assert [one for one in found_in(save(tmp_path, "mau.docx", docx(p(text)))) if "cảnh báo" not in one] == []


NAMES = {
    "ten": "ten", "TÊN": "ten", "N": None, "co": None, "Không_có_cột": None, "Mã": "Mã", "ma": "Mã", "Ma_so": "Mã số",
    "M_1__Họ_và_tên": "1. Họ và tên", "Họ_và_tên": None, "Khoi": None, "Khối": "Khối", "Khôi": "Khôi",
    LONG[:40]: LONG, "Tên": "ten", "Cap_tren": "Cấp trên",
}  # fmt: skip


@pytest.mark.parametrize("written", NAMES)
def test_only_the_tag_of_that_very_name_is_proposed(tmp_path: Path, written: str) -> None:
    field = f'<w:fldSimple w:instr=" MERGEFIELD &quot;{written}&quot; "><w:r><w:t>x</w:t></w:r></w:fldSimple>'
    for body in (p(f"{{{written}}}"), p(f"«{written}»"), p(field)):
        (found,) = found_in(save(tmp_path, "mau.docx", docx(body)))
        name = NAMES[written]
        assert (f"{{{{ {name} }}}}" in found) if name else ("{{" not in found), found


def control(content: str, store: str = "{11111111-1111-1111-1111-111111111111}") -> str:
    """Return a paragraph with a control bound to data."""
    binding = f'<w:dataBinding w:xpath="/a/b" w:storeItemID="{store}"/>'
    return f'<w:p><w:sdt><w:sdtPr><w:id w:val="3"/>{binding}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt></w:p>'


@pytest.mark.parametrize("mark", ["{{ ten }}", "«Mã»"])
def test_data_that_a_control_shows_holds_no_tag(tmp_path: Path, mark: str) -> None:
    for body, is_shown in ((control(r("cũ")), True), (p("x"), False), (control(r("cũ"), "{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"), False)):  # fmt: skip
        (found,) = found_in(save(tmp_path, "mau.docx", with_words("data", mark, body)))
        assert found.startswith("mau.docx, dữ liệu XML kèm tệp: ") is is_shown


def test_a_variable_that_a_field_shows_holds_no_tag(tmp_path: Path) -> None:
    field = f'<w:fldSimple w:instr=" DOCVARIABLE a ">{r("cũ")}</w:fldSimple>'
    for body, is_shown in ((p(field), True), (p("x"), False)):
        (found,) = found_in(save(tmp_path, "mau.docx", with_words("variables", "{{ ten }}", body)))
        assert found.startswith("mau.docx, cài đặt của tệp: {{ ten }}") is is_shown


def test_a_bound_control_with_a_tag_in_a_link_shows_it(tmp_path: Path) -> None:
    link = f'<w:fldSimple w:instr=" HYPERLINK &quot;https://x.vn/{{{{ ten }}}}&quot; ">{r("x")}</w:fldSimple>'
    path = save(tmp_path, "mau.docx", with_words("data", "cũ", control(link)))

    assert (
        b"dataBinding"
        not in read_parts(Template.compile(path, OPTIONS).render({"ten": "a"}))["word/document.xml"]
    )


def test_a_part_in_another_encoding_is_read(tmp_path: Path) -> None:
    data = '<?xml version="1.0" encoding="UTF-16"?><a>{{ ten }}</a>'.encode("utf-16")
    path = save(
        tmp_path, "mau.docx", with_part(docx(control(r("cũ"))), "customXml/item1.xml", "customXml", "", data)
    )

    assert "mau.docx, dữ liệu XML kèm tệp: {{ ten }}: thẻ ở đây không được điền." in found_in(path)[0]


def test_what_already_is_a_tag_stays(tmp_path: Path) -> None:
    made = adopt(
        save(tmp_path, "cu.docx", docx(p("{{ten}} {ten} {{ten}} {", "ten} { % if ds % }a{ % endif % }"))),
        OPTIONS,
    )

    assert texts(made.content) == ["{{ten}} {{ ten }} {{ten}} {{ ten }} {% if ds %}a{% endif %}"]


@pytest.mark.parametrize("typed", ["ten }}", "endif %}"])
@pytest.mark.parametrize("name", ["a property", "the code of a field", "a drawing"])
def test_the_end_of_a_tag_without_its_beginning_stops_the_template_too(
    tmp_path: Path, name: str, typed: str
) -> None:
    make, place, _ = FILLED[name]
    found = found_in(save(tmp_path, "mau.docx", make(typed)))

    assert [one.split(": ")[0] for one in found] == [f"mau.docx, {place}"]


def test_a_text_box_is_adopted_in_both_its_forms(tmp_path: Path) -> None:
    box = "<v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape>".format(
        p("«Mã»")
    )
    both = f'<w:r xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:AlternateContent><mc:Choice Requires="wps"><w:pict>{box}</w:pict></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>'
    made = adopt(save(tmp_path, "cu.docx", docx(f"<w:p>{both}</w:p>")), OPTIONS)

    assert made.replaced == (("khung ở đoạn 1", "«Mã»", "{{ Mã }}"),)
    assert read_parts(made.content)["word/document.xml"].decode().count("{{ Mã }}") == 2

# ruff: noqa: E501  (a template stays on one line)
"""Nothing of a template disappears, and nothing goes out raw: it is printed, or named with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from sokhet_docs.office.namespaces import qn
from sokhet_docs.office.safe_xml import parse_xml
from sokhet_docs.problems import Severity, TemplateError
from sokhet_docs.template import TemplateOptions
from sokhet_docs.template.engine import Template, find_problems
from sokhet_docs.vocabulary import Shape
from tests.support.archives import edit_part, read_parts, zipped
from tests.support.docx_builder import LANDSCAPE, PNG, docx, note, p, picture, r, save, table, texts
from tests.support.openxml_validator import assert_valid

SHAPE: dict[str, Shape] = {"ten": "Tên", "don_vi": {"email": "Email"}, "co": "Có", "ds": ["Danh sách"]}
OPTIONS = TemplateOptions(shape=SHAPE, aliases={"Tên đơn vị": "ten", "Hạn nộp": "don_vi.email"})
FIELDS = {"ten": "Sở A & B", "don_vi": {"email": "a@b.vn"}, "co": True, "ds": ["một", "hai"]}
END = p("{%p endif %}")
ROWS = (["{{ x }}", "b"], ["{%tr endfor %}", ""])
PAGE_BREAK = '<w:r><w:br w:type="page"/></w:r>'
BOX = f'<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>{p("trong khung")}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>'
EQUATION = '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>x+1</m:t></m:r></m:oMath>'
BOOKMARK = '<w:bookmarkStart w:id="1" w:name="noi_dung"/><w:bookmarkEnd w:id="1"/>'
DATE = '<w:fldSimple w:instr=" DATE "><w:r><w:t>hôm nay</w:t></w:r></w:fldSimple>'


def found_in(path: Path) -> list[str]:
    """Return the problems of a template, warnings marked."""
    return [
        f"{'' if one.severity is Severity.ERROR else 'cảnh báo: '}{one}"
        for one in find_problems(path, OPTIONS)
    ]


def assert_refused(path: Path, *expected: str) -> None:
    """Assert that a template has these problems, and that those which are errors stop it."""
    assert found_in(path) == list(expected)
    with pytest.raises(TemplateError) as caught:
        Template.compile(path, OPTIONS)
    assert [str(one) for one in caught.value.problems] == [
        one for one in expected if not one.startswith("cảnh báo")
    ]


SWALLOWING = {
    "words behind": (docx(p("{%p if co %}"), p("x"), p("{%p endif %} Kính gửi")), "đoạn 3", "{%p endif %}", "đoạn", "“Kính gửi”"),
    "words before": (docx(p("Mở ", "{%p if co %}"), p("x"), END), "đoạn 1", "{%p if co %}", "đoạn", "“Mở”"),
    "a tag": (docx(p("{%p if co %}{{ ten }}"), p("x"), END), "đoạn 1", "{%p if co %}", "đoạn", "“{{ ten }}”"),
    "a picture": (docx(p("{%p if co %}", picture("rIdP", 1)), p("x"), END, pictures={"rIdP": PNG}), "đoạn 1", "{%p if co %}", "đoạn", "hình"),
    "a text box": (docx(p("{%p if co %}", BOX), p("x"), END), "đoạn 1", "{%p if co %}", "đoạn", "hình"),
    "a page break": (docx(p("{%p if co %}", PAGE_BREAK), p("x"), END), "đoạn 1", "{%p if co %}", "đoạn", "dấu ngắt trang"),
    "a page break before": (
        docx(p("{%p if co %}", properties="<w:pageBreakBefore/>"), p("x"), END), "đoạn 1", "{%p if co %}", "đoạn", "dấu ngắt trang",
    ),
    "a hyphen": (docx(p("{%p if co %}", "<w:r><w:noBreakHyphen/></w:r>"), p("x"), END), "đoạn 1", "{%p if co %}", "đoạn", "gạch nối"),
    "a section break": (
        docx(p("{%p if co %}"), p("x"), p("{%p endif %}", properties=f"<w:sectPr>{LANDSCAPE}</w:sectPr>"), p("y")),
        "đoạn 3", "{%p endif %}", "đoạn", "dấu ngắt phần (section)",
    ),
    "a footnote": (docx(p("{%p if co %}", note(1)), p("x"), END, footnotes=["a"]), "đoạn 1", "{%p if co %}", "đoạn", "dấu chú thích"),
    "a field": (docx(p("{%p if co %}", DATE), p("x"), END), "đoạn 1", "{%p if co %}", "đoạn", "“hôm nay”, trường của Word"),
    "an equation": (docx(f"<w:p>{r('{%p if co %}')}{EQUATION}</w:p>", p("x"), END), "đoạn 1", "{%p if co %}", "đoạn", "“x+1”, công thức"),
    "a bookmark": (docx(p("{%p if co %}", BOOKMARK), p("x"), END), "đoạn 1", "{%p if co %}", "đoạn", "dấu trang “noi_dung”"),
    "another cell": (docx(table(["{%tr for x in ds %}", "chữ"], *ROWS)), "bảng 1, hàng 1, ô 1", "{%tr for x in ds %}", "hàng", "“chữ”"),
    "the same cell": (docx(table(["{%tr for x in ds %} chữ", ""], *ROWS)), "bảng 1, hàng 1, ô 1", "{%tr for x in ds %}", "hàng", "“chữ”"),
    "another paragraph of the cell": (
        docx(table([p("{%tr for x in ds %}") + p("dưới"), ""], *ROWS)), "bảng 1, hàng 1, ô 1", "{%tr for x in ds %}", "hàng", "“dưới”",
    ),
    "in a cell's place": (docx(table(["{%tc for x in ds %} chữ", "{{ x }}", "{%tc endfor %}"])), "bảng 1, hàng 1, ô 1", "{%tc for x in ds %}", "ô", "“chữ”"),
    "in a header": (docx(p("x"), headers={"default": p("{%p if co %}Số") + p("y") + END}), "đầu trang 1, đoạn 1", "{%p if co %}", "đoạn", "“Số”"),
    "long words": (docx(p("{%p if co %}", "dài " * 20), p("x"), END), "đoạn 1", "{%p if co %}", "đoạn", f"“{('dài ' * 10).strip()}…”"),
}  # fmt: skip


def test_a_remark_beside_another_loses_nothing(tmp_path: Path) -> None:
    body = (p("{#p một #}{# hai #} ", "{#p ba #}"), p("{%p if co %}{# vì sao #}"), p("x"), END)
    path = save(tmp_path, "mau.docx", docx(*body))

    assert found_in(path) == []
    assert texts(Template.compile(path, OPTIONS).render(FIELDS)) == ["x"]


@pytest.mark.parametrize(
    ("body", "spot", "place"),
    [
        (p("{#p ghi chú #} Kính gửi"), "đoạn 1", "đoạn"),
        (p("Kính gửi ", "{#p ghi ", "chú #}"), "đoạn 1", "đoạn"),
        (table(("{#tr ghi chú #}", "Kính gửi")), "bảng 1, hàng 1, ô 1", "hàng"),
    ],
)
def test_words_beside_a_remark_that_takes_them_are_a_fault(
    tmp_path: Path, body: str, spot: str, place: str
) -> None:
    tag = "{#tr ghi chú #}" if place == "hàng" else "{#p ghi chú #}"
    assert_refused(
        save(tmp_path, "mau.docx", docx(body, p("x"))),
        f"mau.docx, {spot}: {tag}: lệnh này chiếm cả {place}, sẽ mất “Kính gửi”. Hãy để lệnh một mình trong một {place}.",
    )


@pytest.mark.parametrize("name", SWALLOWING)
def test_what_a_command_takes_with_its_place_is_named(tmp_path: Path, name: str) -> None:
    template, spot, tag, place, lost = SWALLOWING[name]
    assert_refused(
        save(tmp_path, "mau.docx", template),
        f"mau.docx, {spot}: {tag}: lệnh này chiếm cả {place}, sẽ mất {lost}. Hãy để lệnh một mình trong một {place}.",
    )


def test_what_goes_with_a_remark_is_told(tmp_path: Path) -> None:
    path = save(
        tmp_path, "mau.docx", docx(p("{#p xem lại #}", picture("rIdP", 1)), p("x"), pictures={"rIdP": PNG})
    )

    assert found_in(path) == [
        "cảnh báo: mau.docx, đoạn 1: {#p xem lại #}: lệnh này chiếm cả đoạn, sẽ mất hình. Hãy để lệnh một mình trong một đoạn."
    ]
    assert texts(Template.compile(path, OPTIONS).render(FIELDS)) == ["x"]


@pytest.mark.parametrize(
    ("body", "tag", "lost"),
    [
        (p("trước {%- if co %}x{% endif %}"), "{%- if co %}", "“trước”"),
        (p(picture("rIdP", 1), "{%- if co %}x{% endif %}"), "{%- if co %}", "hình"),
        (p("a", '<w:r><w:footnoteReference w:id="1"/></w:r>', "{%- if co %}x{% endif %}"), "{%- if co %}", "dấu chú thích"),
        (p("a{% if co -%}", PAGE_BREAK, note(1), "x{% endif %}"), "{% if co -%}", "dấu chú thích"),
    ],
)  # fmt: skip
def test_what_a_minus_sign_takes_with_it_is_named(tmp_path: Path, body: str, tag: str, lost: str) -> None:
    path = save(tmp_path, "mau.docx", docx(p("đầu"), body, pictures={"rIdP": PNG}, footnotes=["ghi"]))

    assert (
        f"mau.docx: {tag}: dấu trừ nối lệnh này với chữ bên cạnh, sẽ mất {lost}. Hãy bỏ dấu trừ trong lệnh."
        in found_in(path)
    )
    with pytest.raises(TemplateError):
        Template.compile(path, OPTIONS)


def ins(text: str) -> str:
    """Return a tracked insertion."""
    return f'<w:ins w:id="6" w:author="a" w:date="2022-01-01T00:00:00Z">{r(text)}</w:ins>'


def deleted(text: str) -> str:
    """Return a tracked deletion."""
    return f'<w:del w:id="5" w:author="a" w:date="2022-01-01T00:00:00Z"><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


WRAPPED = {
    "an insertion": ins("n"),
    "a link": f'<w:hyperlink w:anchor="x">{r("n")}</w:hyperlink>',
    "a control": f'<w:sdt><w:sdtPr><w:id w:val="3"/></w:sdtPr><w:sdtContent>{r("n")}</w:sdtContent></w:sdt>',
    "a smart tag": f'<w:smartTag w:uri="u" w:element="e">{r("n")}</w:smartTag>',
    "a deletion": f"{deleted('m')}{r('n')}",
    "a bookmark": f'<w:bookmarkStart w:id="1" w:name="b"/>{r("n")}<w:bookmarkEnd w:id="1"/>',
    "a remark's range": f'<w:commentRangeStart w:id="1"/>{r("n")}<w:commentRangeEnd w:id="1"/>',
    "a spelling mistake": f'<w:proofErr w:type="spellStart"/>{r("n")}<w:proofErr w:type="spellEnd"/>',
    "a page's end": f"<w:r><w:lastRenderedPageBreak/></w:r>{r('n')}",
    "a footnote": f"{note(1)}{r('n')}",
}


@pytest.mark.parametrize("name", WRAPPED)
def test_a_tag_that_something_cuts_is_put_together(tmp_path: Path, name: str) -> None:
    path = save(tmp_path, "mau.docx", docx(p("Gửi {{ te", WRAPPED[name], " }}, hết"), footnotes=["a"]))
    made = Template.compile(path, OPTIONS).render(FIELDS)

    assert [one for one in found_in(path) if not one.startswith("cảnh báo")] == []
    assert texts(made) == ["Gửi Sở A & B, hết"]
    kept = read_parts(made)["word/document.xml"].decode()
    assert all(
        sign in kept for sign in ("footnoteReference", "bookmarkStart", "<w:del ") if sign in WRAPPED[name]
    )


def test_a_deleted_tag_is_no_tag(tmp_path: Path) -> None:
    moved = f'<w:moveFrom w:id="7" w:author="a" w:date="2022-01-01T00:00:00Z">{r("{{ cung_khong }}")}</w:moveFrom>'
    path = save(tmp_path, "mau.docx", docx(p("a ", deleted("{{ khong_co }} {% if %}"), moved, "b {{ ten }}")))

    assert found_in(path) == [
        "cảnh báo: mau.docx, đoạn 1: Mẫu còn sửa đổi đang theo dõi (Track Changes), mọi đơn vị sẽ thấy. Hãy chấp nhận hoặc từ chối hết sửa đổi trong Word (Review)."
    ]
    assert (
        "{{ khong_co }} {% if %}"
        in read_parts(Template.compile(path, OPTIONS).render(FIELDS))["word/document.xml"].decode()
    )


def test_a_tag_whose_end_was_deleted_is_blamed_on_the_tracked_change(tmp_path: Path) -> None:
    assert_refused(
        save(tmp_path, "mau.docx", docx(p("a {{ ten", deleted(" }}"), " b"))),
        "cảnh báo: mau.docx, đoạn 1: Mẫu còn sửa đổi đang theo dõi (Track Changes), mọi đơn vị sẽ thấy. Hãy chấp nhận hoặc từ chối hết sửa đổi trong Word (Review).",
        "mau.docx, đoạn 1: {{ ten b: thẻ mở bằng {{ mà không đóng trong cùng đoạn. Hãy thêm }} vào cuối thẻ, trên cùng một dòng. Trong đoạn có sửa đổi đang theo dõi (Track Changes): hãy chấp nhận hoặc từ chối trước.",
    )


def test_the_address_of_a_link_is_filled_in(tmp_path: Path) -> None:
    link = f'<w:hyperlink r:id="rIdL">{r("thư điện tử")}</w:hyperlink>'
    for address in ("mailto:{{ don_vi.email }}", "mailto:%7B%7B%20don_vi.email%20%7D%7D"):
        path = save(tmp_path, "mau.docx", docx(p("Gửi ", link, "."), links={"rIdL": address}))
        made = Template.compile(path, OPTIONS).render(FIELDS)

        assert found_in(path) == []
        assert ' HYPERLINK "mailto:a@b.vn" ' in read_parts(made)["word/document.xml"].decode()
        assert b"{" not in read_parts(made)["word/_rels/document.xml.rels"]
        assert_valid(save(tmp_path, "thu.docx", made))


def test_a_control_bound_to_data_shows_what_its_tag_says(tmp_path: Path) -> None:
    binding = (
        '<w:dataBinding w:xpath="/a" w:storeItemID="{{6C3C8BC8-F283-45AE-878A-BAB7291924A1}}"/>'.replace(
            "{{", "{"
        ).replace("}}", "}")
    )
    control = f'<w:sdt><w:sdtPr><w:id w:val="3"/>{binding}</w:sdtPr><w:sdtContent>{r("{{ ten }}")}</w:sdtContent></w:sdt>'
    path = save(tmp_path, "mau.docx", docx(f"<w:p>{control}</w:p>"))
    made = Template.compile(path, OPTIONS).render(FIELDS)

    assert texts(made) == ["Sở A & B"]
    assert b"dataBinding" not in read_parts(made)["word/document.xml"]


QUOTED = {
    "marks": ("{{ khong|default(&quot;a &amp; b&quot;, true) }}", "a & b"),
    "single marks": ("{{ khong|default(&apos;a&apos;, true) }}", "a"),
    "numbers of marks": ("{{ khong|default(&#34;a&#34;, true) }}", "a"),
    "a command": ("{% if ten != &quot;&quot; %}a{% endif %}", "a"),
    "a mark within marks": ("{{ khong|default('&quot;', true) }}", '"'),
    "written twice": ("{{ khong|default('&amp;quot;', true) }}", "&quot;"),
}
SHAPE_AND_MORE = TemplateOptions(shape={**SHAPE, "khong": "Không có"})


@pytest.mark.parametrize("name", QUOTED)
def test_a_tag_in_a_field_s_code_may_have_quotation_marks(tmp_path: Path, name: str) -> None:
    tag, printed = QUOTED[name]
    body = p(f'<w:fldSimple w:instr=" QUOTE &quot;{tag}&quot; "><w:r><w:t>x</w:t></w:r></w:fldSimple>')
    path = save(tmp_path, "mau.docx", docx(body))

    assert find_problems(path, SHAPE_AND_MORE) == ()
    letter = read_parts(Template.compile(path, SHAPE_AND_MORE).render({"ten": "Sở A", "khong": ""}))
    (field,) = parse_xml(letter["word/document.xml"]).iter(qn("w:fldSimple"))
    assert field.get(qn("w:instr")) == f' QUOTE "{printed}" '


def test_an_and_sign_within_quotation_marks_is_that_sign(tmp_path: Path) -> None:
    body = (
        p("{{ 'a & b' }}"),
        p("{% if ten == 'Sở A & B' %}đúng{% endif %}"),
        p("{{ ten|replace('&', 'và') }}"),
    )
    path = save(tmp_path, "mau.docx", docx(*body))

    assert texts(Template.compile(path, OPTIONS).render(FIELDS)) == ["a & b", "đúng", "Sở A và B"]


def test_the_list_of_a_mail_merge_does_not_go_out(tmp_path: Path) -> None:
    merge = r'<w:mailMerge><w:mainDocumentType w:val="formLetters"/><w:dataType w:val="native"/><w:connectString w:val="Data Source=C:\Users\lan\ds.xlsx"/><w:dataSource r:id="rIdM"/></w:mailMerge>'
    parts = read_parts(docx(p("{{ ten }}"), settings=merge))
    parts["word/_rels/settings.xml.rels"] = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rIdM" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/mailMergeSource" Target="file:///C:/Users/lan/ds.xlsx" TargetMode="External"/></Relationships>'
    )
    path = save(tmp_path, "mau.docx", zipped(parts))
    made = read_parts(Template.compile(path, OPTIONS).render(FIELDS))

    assert found_in(path) == []
    assert not any(b"ds.xlsx" in part for part in made.values())


MERGE = "«{0}»: trường trộn thư của Word (MERGEFIELD), ở đây không được điền. {1} Hoặc dùng lệnh sokhet-docs adopt để đổi mọi trường trộn thư thành thẻ."


def merge_field(code: str, shown: str) -> str:
    """Return a field as Word writes it, its code in two runs."""
    sign = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    half = len(code) // 2
    codes = "".join(
        f'<w:r><w:instrText xml:space="preserve">{part}</w:instrText></w:r>'
        for part in (code[:half], code[half:])
    )
    return f"{sign.format('begin')}{codes}{sign.format('separate')}{r(shown)}{sign.format('end')}"


def test_the_fields_of_an_old_mail_merge_are_named_one_by_one(tmp_path: Path) -> None:
    simple = f'<w:fldSimple w:instr=" MERGEFIELD Han_nop ">{r("«Han_nop»")}</w:fldSimple>'
    body = p(
        "Gửi ", merge_field(" MERGEFIELD Tên_đơn_vị \\* MERGEFORMAT ", "«Tên_đơn_vị»"), " trước ", simple
    )
    other = p(merge_field(' MERGEFIELD "So dien thoai" ', "«So dien thoai»"), merge_field(" NEXT ", ""))
    assert_refused(
        save(tmp_path, "mau.docx", docx(body, other)),
        f"mau.docx, đoạn 1: {MERGE.format('Tên_đơn_vị', 'Hãy thay bằng {{ Tên đơn vị }}.')}",
        f"mau.docx, đoạn 1: {MERGE.format('Han_nop', 'Hãy thay bằng {{ Hạn nộp }}.')}",
        f"mau.docx, đoạn 2: {MERGE.format('So dien thoai', 'Không có cột nào tên như vậy.')}",
        "mau.docx, đoạn 2: NEXT: trường trộn thư của Word, ở đây không dùng được. Hãy bỏ trường này: mỗi đơn vị đã có một văn bản riêng.",
    )


CHINESE = "ngoặc nhọn kiểu chữ Hán, không phải { và }"
LOOKALIKES = {
    "{Tên đơn vị}": ("{Tên đơn vị}", "chỉ có một ngoặc nhọn", "Tên đơn vị"),
    "{ten_don_vi}": ("{ten_don_vi}", "chỉ có một ngoặc nhọn", "Tên đơn vị"),
    "{ { ten } }": ("{ { ten } }", "giữa hai ngoặc nhọn có dấu cách", "ten"),
    "{{{ ten }}}": ("{{{ ten }}}", "thừa một ngoặc nhọn", "ten"),
    "｛｛ ten ｝｝": ("｛｛ ten ｝｝", CHINESE, "ten"),
    "｛ten｝": ("｛ten｝", CHINESE, "ten"),
    "[[Tên đơn vị]]": ("[[Tên đơn vị]]", "ngoặc vuông, không phải ngoặc nhọn", "Tên đơn vị"),
    "<<Tên đơn vị>>": ("<<Tên đơn vị>>", "ngoặc nhọn kiểu khác, không phải { và }", "Tên đơn vị"),
    "«Tên đơn vị»": ("«Tên đơn vị»", "chỗ điền của thư trộn cũ", "Tên đơn vị"),
}


@pytest.mark.parametrize("typed", LOOKALIKES)
def test_a_field_s_name_in_other_braces_is_a_fault(tmp_path: Path, typed: str) -> None:
    shown, fault, tag = LOOKALIKES[typed]
    half = len(typed) // 2
    assert_refused(
        save(tmp_path, "mau.docx", docx(p("Gửi ", typed[:half], typed[half:], " và {{ ten }}"))),
        f"mau.docx, đoạn 1: {shown}: {fault}, sẽ in nguyên như vậy. Nếu đây là thẻ, hãy viết {{{{ {tag} }}}}.",
    )


@pytest.mark.parametrize(("typed", "fault"), [("{xyz}", "chỉ có một ngoặc nhọn"), ("{ { xyz } }", "giữa hai ngoặc nhọn có dấu cách"), ("«xyz»", "chỗ điền của thư trộn cũ")])  # fmt: skip
def test_another_name_in_braces_is_asked_about(tmp_path: Path, typed: str, fault: str) -> None:
    path = save(tmp_path, "mau.docx", docx(p(f"Gửi {typed}")))

    assert found_in(path) == [
        f"cảnh báo: mau.docx, đoạn 1: {typed}: {fault}, sẽ in nguyên như vậy. Không có trường hay cột nào tên như vậy; lệnh sokhet-docs fields liệt kê mọi trường."
    ]
    assert texts(Template.compile(path, OPTIONS).render(FIELDS)) == [f"Gửi {typed}"]


@pytest.mark.parametrize("text", ["tập {1; 2; 3}", "a << b và c >> d", "[1] và [[2]]", "Điều 5 [[sửa đổi]]"])
def test_signs_that_are_no_tags_are_left_alone(tmp_path: Path, text: str) -> None:
    path = save(tmp_path, "mau.docx", docx(p(text)))

    assert found_in(path) == []
    assert texts(Template.compile(path, OPTIONS).render(FIELDS)) == [text]


OTHER_PARTS = {
    "endnotes": ("word/endnotes.xml", "endnotes", "wordprocessingml.endnotes", '<w:endnotes xmlns:w="W"><w:endnote w:id="1"><w:p><w:r><w:t>{{ t</w:t></w:r><w:r><w:t>en }}</w:t></w:r></w:p></w:endnote></w:endnotes>', "chú thích cuối văn bản"),
    "a chart": ("word/charts/chart1.xml", "chart", "drawingml.chart", '<c:chart xmlns:c="C" xmlns:a="A"><a:p><a:r><a:t>{{ t</a:t></a:r><a:r><a:t>en }}</a:t></a:r></a:p></c:chart>', "biểu đồ"),
    "a diagram": ("word/diagrams/data1.xml", "diagramData", "drawingml.diagramData", '<d:m xmlns:d="D" xmlns:a="A"><a:p><a:r><a:t>{{ ten }}</a:t></a:r></a:p></d:m>', "sơ đồ SmartArt"),
    "own properties": ("docProps/custom.xml", "custom-properties", "custom-properties", '<Properties xmlns="P"><property name="a"><lpwstr>{{ ten }}</lpwstr></property></Properties>', "thuộc tính riêng của tệp"),
    "the program's properties": ("docProps/app.xml", "extended-properties", "extended-properties", '<Properties xmlns="P"><Company>{{ ten }}</Company></Properties>', "thuộc tính của tệp"),
}  # fmt: skip


def with_part(template: bytes, name: str, kind: str, content_type: str, xml: str) -> bytes:
    """Return ``template`` with one more part, which its main part refers to."""
    parts = read_parts(template)
    override = f'<Override PartName="/{name}" ContentType="application/vnd.openxmlformats-officedocument.{content_type}+xml"/></Types>'
    relation = f'<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="/{name}"/></Relationships>'
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", override.encode())
    rels = "word/_rels/document.xml.rels"
    parts[rels] = parts[rels].replace(b"</Relationships>", relation.encode())
    return zipped(parts | {name: xml.encode()})


@pytest.mark.parametrize("name", OTHER_PARTS)
def test_a_tag_where_nothing_is_filled_in_is_refused(tmp_path: Path, name: str) -> None:
    part, kind, content_type, xml, label = OTHER_PARTS[name]
    assert_refused(
        save(tmp_path, "mau.docx", with_part(docx(p("x")), part, kind, content_type, xml)),
        f"mau.docx, {label}: {{{{ ten }}}}: thẻ ở đây không được điền. Hãy chuyển thẻ vào thân văn bản hoặc chú thích chân trang.",
    )


RED = "{% cellbg 'FF0000' %}{{ ten }}"
TABLES = {
    "without a grid": f"<w:tbl><w:tblPr/><w:tr><w:tc>{p('{{ ten }}')}</w:tc><w:tc>{p('b')}</w:tc></w:tr></w:tbl>",
    "with an empty grid": f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc>{p('{{ ten }}')}</w:tc></w:tr></w:tbl>",
    "a cell without a paragraph": f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid><w:tr><w:tc><w:tcPr/></w:tc><w:tc>{p('{{ ten }}')}</w:tc></w:tr></w:tbl>",
    "a cell that ends with a table": f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>{table(['{{ ten }}'])}</w:tc></w:tr></w:tbl>",
    "a background in an empty tcPr": f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:tcPr/>{p(RED)}</w:tc></w:tr></w:tbl>",
    "columns of a cell without tcPr": f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid><w:tr><w:tc>{p('{% colspan 2 %}{{ ten }}')}</w:tc></w:tr><w:tr><w:tc>{p('a')}</w:tc><w:tc>{p('b')}</w:tc></w:tr></w:tbl>",
}  # fmt: skip

_SET = '<w:tcPr><w:tcW w:w="1" w:type="dxa"/><w:tcBorders><w:top w:val="single"/></w:tcBorders><w:vAlign w:val="center"/></w:tcPr>'
TABLES |= {
    f"{command} in a cell with properties": f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>{rows}</w:tbl>"
    for command, rows in {
        "columns": f"<w:tr><w:tc>{_SET}{p('{% colspan 2 %}{{ ten }}')}</w:tc></w:tr>",
        "background": f"<w:tr><w:tc>{_SET}{p(RED)}</w:tc><w:tc>{_SET}{p('b')}</w:tc></w:tr>",
        "horizontal merge": f"<w:tr>{''.join(f'<w:tc>{_SET}{p(text)}</w:tc>' for text in ('{%tc for x in [1, 2] %}', '{% hm %}{{ ten }}', '{%tc endfor %}'))}</w:tr>",
        "vertical merge": "".join(
            f"<w:tr><w:tc>{_SET}{p(text)}</w:tc><w:tc>{p('b' if '{% vm' in text else '')}</w:tc></w:tr>"
            for text in ("{%tr for x in [1, 2] %}", "{% vm %}{{ ten }}", "{%tr endfor %}")
        ),
    }.items()
}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_that_lacks_something_is_completed(tmp_path: Path, name: str) -> None:
    path = save(tmp_path, "mau.docx", docx(TABLES[name]))
    made = Template.compile(path, OPTIONS).render(FIELDS)

    assert found_in(path) == []
    assert "Sở A & B" in texts(made)
    assert_valid(save(tmp_path, "thu.docx", made))


def test_a_page_setup_s_past_is_dropped(tmp_path: Path) -> None:
    change = '<w:sectPrChange w:id="9" w:author="a" w:date="2022-01-01T00:00:00Z"><w:sectPr><w:pgSz w:w="1" w:h="1"/></w:sectPr></w:sectPrChange>'
    template = edit_part(
        docx(p("{{ ten }}")),
        "word/document.xml",
        lambda part: part.replace(b"</w:sectPr>", change.encode() + b"</w:sectPr>"),
    )
    path, other = save(tmp_path, "mau.docx", template), save(tmp_path, "kem.docx", docx(p("kèm")))

    for packet in ([path], [path, other], [other, path]):
        made = Template.compile(packet, OPTIONS).render(FIELDS)
        assert b"sectPrChange" not in read_parts(made)["word/document.xml"]
        assert_valid(save(tmp_path, "thu.docx", made))


def test_a_bookmark_in_a_loop_that_a_field_refers_to_is_told(tmp_path: Path) -> None:
    mark = '<w:bookmarkStart w:id="1" w:name="lap"/>{}<w:bookmarkEnd w:id="1"/>'
    field = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF {} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    looped = (p("{%p for x in ds %}"), p(mark.format(r("{{ x }}"))), p("{%p endfor %}"))

    told = found_in(save(tmp_path, "mau.docx", docx(*looped, p(field.format("lap")))))
    others = found_in(save(tmp_path, "khac.docx", docx(*looped, p(field.format("lap_khac")))))
    outside = found_in(
        save(
            tmp_path, "ngoai.docx", docx(p(mark.format(r("{{ ten }}"))), *looped[::2], p(field.format("lap")))
        )
    )

    assert told == [
        "cảnh báo: mau.docx, đoạn 2: Dấu trang “lap” nằm trong vòng lặp: trường nhắc đến nó in chữ của vòng đầu ở mọi chỗ. Hãy thay trường ấy bằng thẻ."
    ]
    assert (others, outside) == ([], [])

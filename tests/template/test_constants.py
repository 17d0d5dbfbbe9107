# ruff: noqa: E501  (a template stays on one line)
"""What is the same in all letters is written out when a template is compiled; the letters stay the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from sokhet_docs.problems import TemplateError
from sokhet_docs.template import Template, TemplateFile
from tests.support.archives import canonical_parts, read_parts
from tests.support.docx_builder import PORTRAIT, W, docx, p, save, table
from tests.support.docx_words import read_words
from tests.template.test_parity import CORPUS, FIELDS, VALUES, bodies


def parts_of(docx_bytes: bytes) -> dict[str, bytes]:
    """Return the canonical parts; the grids of tables, which are fitted, left out."""
    parts = canonical_parts(docx_bytes)
    for name, blob in parts.items():
        if name == "word/document.xml":
            root = etree.fromstring(blob)
            for grid in root.iter(f"{W}tblGrid", f"{W}tcW", f"{W}gridSpan"):
                grid.clear()
            parts[name] = etree.tostring(root, method="c14n")
    return parts


@pytest.mark.parametrize("name", CORPUS)
@pytest.mark.parametrize("constant", [("don_vi",), ("ten", "so", "dung", "sai"), tuple(FIELDS)])
def test_a_letter_is_the_same_whatever_is_constant(
    name: str, constant: tuple[str, ...], tmp_path: Path
) -> None:
    path = save(tmp_path, "mau.docx", CORPUS[name])
    constants = {key: FIELDS[key] for key in constant}
    rest = {key: value for key, value in FIELDS.items() if key not in constant}

    folded = Template.compile(TemplateFile(path, constants)).render(rest)

    assert parts_of(folded) == parts_of(Template.compile(path).render(FIELDS))


@given(body=bodies(), fields=VALUES, constant=st.sampled_from(["ten", "so", "ds", ""]))
@pytest.mark.slow
def test_any_letter_is_the_same_whatever_is_constant(
    body: str, fields: dict[str, Any], constant: str, tmp_path: Path
) -> None:
    path = save(tmp_path, "mau.docx", docx(body, headers={"default": p("{{ ten }}")}))
    constants = {key: value for key, value in fields.items() if constant in ("", key)}

    folded = Template.compile(TemplateFile(path, constants)).render(fields)

    assert parts_of(folded) == parts_of(Template.compile(path).render(fields))


def test_a_constant_goes_before_the_letters_own_field(tmp_path: Path) -> None:
    path = save(tmp_path, "mau.docx", docx(p("{{ ten }} {% for x in muc %}{{ x ~ ten2 }}{% endfor %}")))
    template = Template.compile(TemplateFile(path, {"ten": "Hằng", "muc": ["a", "b"]}))

    assert read_words(template.render({"ten": "Riêng", "ten2": "!"})).strip() == "Hằng a!b!"


@pytest.mark.parametrize("value", ["{{ 7*7 }}", "{% raw %}", "{# x #}", "{", "a\nb", "{_{ x }_}", "5 %_}"])
def test_a_constant_is_text_and_never_a_tag(value: str, tmp_path: Path) -> None:
    path = save(tmp_path, "mau.docx", docx(p("x{{ ten }}{# y #}{ {{ so }} }")))

    folded = Template.compile(TemplateFile(path, {"ten": value})).render({"so": 1})

    assert parts_of(folded) == parts_of(Template.compile(path).render({"ten": value, "so": 1}))


def test_an_unknown_field_in_a_branch_that_is_left_out_is_still_an_error(tmp_path: Path) -> None:
    path = save(tmp_path, "mau.docx", docx(p("{% if sai %}{{ khong_co }}{% endif %}")))
    template = Template.compile(TemplateFile(path, {"sai": False}))

    assert (
        read_words(template.render({})).strip() == ""
    )  # without a list of fields, nothing is known to be wrong
    with pytest.raises(TemplateError):
        Template.compile(path).render({"sai": True})


def test_a_missing_field_in_a_constant_is_told_with_its_place(tmp_path: Path) -> None:
    path = save(tmp_path, "mau.docx", docx(p("một"), p("{{ muc.tem }}")))
    template = Template.compile(TemplateFile(path, {"muc": {"ten": "a"}}))

    with pytest.raises(TemplateError) as caught:
        template.render({})

    assert [str(problem) for problem in caught.value.problems] == [
        "mau.docx, đoạn 2: {{ muc.tem }} không có; gần nhất: muc.ten."
    ]


CONTROL = (
    '<w:bookmarkStart w:id="5" w:name="{{ m.ma }}"/><w:sdt><w:sdtPr><w:alias w:val="{{ m.ten }}"/>'
    '<w:tag w:val="{{ m.ma }}"/><w:id w:val="7"/></w:sdtPr><w:sdtContent><w:r><w:t>…</w:t></w:r></w:sdtContent>'
    '</w:sdt><w:bookmarkEnd w:id="5"/>'
)


def test_controls_of_a_loop_have_ids_of_their_own(tmp_path: Path) -> None:
    body = p("{%p for m in muc %}") + p(CONTROL) + p("{%p endfor %}")
    constants = {"muc": [{"ma": "muc_a", "ten": "A & B"}, {"ma": "muc_b", "ten": "“B”"}]}
    template = Template.compile(TemplateFile(save(tmp_path, "mau.docx", docx(body)), constants))

    root = etree.fromstring(read_parts(template.render({}))["word/document.xml"])

    bookmarks = [(mark.get(f"{W}name"), mark.get(f"{W}id")) for mark in root.iter(f"{W}bookmarkStart")]
    assert bookmarks == [("muc_a", "5"), ("muc_b", "6")]
    assert [mark.get(f"{W}id") for mark in root.iter(f"{W}bookmarkEnd")] == ["5", "6"]
    controls = [(sdt.find(f"{W}sdtPr/{W}tag"), sdt.find(f"{W}sdtPr/{W}id")) for sdt in root.iter(f"{W}sdt")]
    assert [(tag.get(f"{W}val"), number.get(f"{W}val")) for tag, number in controls if tag is not None and number is not None] == [
        ("muc_a", "7"), ("muc_b", "8"),
    ]  # fmt: skip


@pytest.mark.parametrize("heading", ["{{ 7*7 }}", "{% raw %} & <b>", "một {", "{# lời #}", "}}"])
def test_words_that_look_like_tags_are_text_in_controls_too(heading: str, tmp_path: Path) -> None:
    body = p("{%p for m in muc %}") + p("{{ m.ten }}", CONTROL) + p("{%p endfor %}")
    sections = [{"ma": "muc_a", "ten": heading}, {"ma": "muc_b", "ten": "B"}]
    template = Template.compile(TemplateFile(save(tmp_path, "mau.docx", docx(body)), {"muc": sections}))

    rendered = template.render({})

    root = etree.fromstring(read_parts(rendered)["word/document.xml"])
    assert [title.get(f"{W}val") for title in root.iter(f"{W}alias")] == [heading, "B"]
    assert [mark.get(f"{W}id") for mark in root.iter(f"{W}bookmarkStart")] == ["5", "6"]
    assert [line.partition("…")[0] for line in read_words(rendered).split("\n") if line] == [heading, "B"]


def test_a_controls_title_is_cut_at_what_word_takes(tmp_path: Path) -> None:
    body = p("{%p for m in muc %}") + p(CONTROL) + p("{%p endfor %}")
    long = "Ưu điểm & <hạn chế> " * 5
    constants = {"muc": [{"ma": "muc_a", "ten": long}, {"ma": "muc_b", "ten": "x" * 64}]}
    template = Template.compile(TemplateFile(save(tmp_path, "mau.docx", docx(body)), constants))

    root = etree.fromstring(read_parts(template.render({}))["word/document.xml"])

    titles = [title.get(f"{W}val") for title in root.iter(f"{W}alias")]
    assert titles == [f"{long[:63].rstrip()}…", "x" * 64]


ANNEX = table(
    [
        "Nội dung",
        "{%tc for k in ky %}",
        "{{ k }}",
        "{%tc endfor %}",
        "{%tc if tong %}",
        "Tổng",
        "{%tc endif %}",
    ],
    ["a", "{%tc for k in ky %}", "{{ k }}", "{%tc endfor %}", "{%tc if tong %}", "x", "{%tc endif %}"],
)


@pytest.mark.parametrize(
    ("periods", "total", "widths", "page"),
    [
        (1, False, [12300, 1700], "11906"),
        (2, True, [8600, 1700, 1700, 2000], "11906"),
        (5, True, [3500, 1700, 1700, 1700, 1700, 1700, 2000], "11906"),
        (20, True, [2012, 746, 2000], "16838"),
    ],
)
def test_the_columns_of_a_loop_share_the_width_and_the_page_is_turned_when_they_are_too_narrow(
    periods: int, total: bool, widths: list[int], page: str, tmp_path: Path
) -> None:
    path = save(tmp_path, "mau.docx", docx(ANNEX, section=PORTRAIT))
    constants = {"ky": [f"K{number}" for number in range(periods)], "tong": total}

    root = etree.fromstring(
        read_parts(Template.compile(TemplateFile(path, constants)).render({"so": 1}))["word/document.xml"]
    )

    grid = [int(column.get(f"{W}w") or 0) for column in root.iter(f"{W}gridCol")]
    assert len(grid) == 1 + periods + total
    assert (grid if periods < 20 else [grid[0], grid[1], grid[-1]]) == widths
    cells = [[int(width.get(f"{W}w") or 0) for width in row.iter(f"{W}tcW")] for row in root.iter(f"{W}tr")]
    assert cells == [grid, grid]
    size = next(root.iter(f"{W}pgSz"))
    assert size.get(f"{W}w") == page


def _cell(text: str, width: str = "2000", kind: str = "dxa", span: str = "") -> str:
    spanned = f'<w:gridSpan w:val="{span}"/>' if span else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="{kind}"/>{spanned}</w:tcPr>{p(text)}</w:tc>'


def _looped(width: str = "2000", kind: str = "dxa") -> str:
    texts = ("Nội dung", "{%tc for k in ky %}", "{{ k }}", "{%tc endfor %}", "Tổng")
    return f"<w:tr>{''.join(_cell(text, width, kind) for text in texts)}</w:tr>"


def _table(*rows: str, grid: str = "3000") -> str:
    columns = f'<w:gridCol w:w="{grid}"/>' * 5
    return f"<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


HEADER = f"<w:tr>{_cell('A')}{_cell('Các kỳ', '6000', span='3')}{_cell('T')}</w:tr>"
IN_CONTROL = f"<w:sdt><w:sdtContent>{_looped()}</w:sdtContent></w:sdt>"


@pytest.mark.parametrize(
    ("rows", "grid", "widths"),
    [
        ([HEADER, _looped()], "3000", [[9600, 3400, 2000], [9600, 1700, 1700, 2000]]),
        ([_looped("1250.66")], "1250.66", [[1600, 1700, 1700, 1250]]),
        ([_looped("20%", "pct")], "3000", [[7850, 1700, 1700, 3750]]),
        ([_looped("0", "auto")], "3000", [[7850, 1700, 1700, 3750]]),
        ([IN_CONTROL], "3000", [[9600, 1700, 1700, 2000]]),
        ([_looped(), f"<w:tr>{_cell('{% colspan so %}x')}</w:tr>"], "3000", [[2000] * 4, [2000]]),
    ],
)
def test_tables_as_any_program_writes_them_are_fitted(
    rows: list[str], grid: str, widths: list[list[int]], tmp_path: Path
) -> None:
    path = save(tmp_path, "mau.docx", docx(_table(*rows, grid=grid)))
    template = Template.compile(TemplateFile(path, {"ky": ["2021", "2022"]}))

    root = etree.fromstring(read_parts(template.render({"so": 4}))["word/document.xml"])

    cells = [[int(width.get(f"{W}w") or 0) for width in row.iter(f"{W}tcW")] for row in root.iter(f"{W}tr")]
    assert cells == widths


def test_a_table_in_a_footer_keeps_no_mark_of_its_loop(tmp_path: Path) -> None:
    path = save(tmp_path, "mau.docx", docx(p("x"), footers={"default": _table(_looped()) + p("")}))
    template = Template.compile(TemplateFile(path, {"ky": ["2021", "2022"]}))

    footer = etree.fromstring(read_parts(template.render({}))["word/footer1.xml"])

    assert [dict(cell.attrib) for cell in footer.iter(f"{W}tc")] == [{}] * 4

"""Long fixed texts are deflated once, when a template is compiled: letters read the same, and stay small."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sokhet_docs.problems import TemplateError
from sokhet_docs.template.engine import Template
from tests.support.docx_builder import docx, p, r, save, texts
from tests.template.test_parity import assert_same, by_docxtpl

LONG = "".join(p(f"Mục {number}: nội dung báo cáo, số liệu {number * 7919 % 1000}") for number in range(90))
FIELDS: dict[str, Any] = {
    "ten": "Chi bộ A & B",
    "dong": "một\nhai",
    "doan": "đoạn\ađoạn",
    "ds": [1, 2, 3],
    "co": False,
}
LOOP = (p("{%p for x in ds %}"), p("{{ x }}"), LONG, p("{%p endfor %}"))
TEMPLATES = {
    "before a tag": docx(LONG, p("{{ ten }}")),
    "behind a tag": docx(p("{{ ten }}"), LONG),
    "between tags": docx(p("{{ ten }}"), LONG, p("{{ ten }}")),
    "beside a line break": docx(LONG, p(r("{{ dong }}", "<w:b/>")), LONG),
    "beside what docxtpl makes paragraphs of": docx(
        p("{{ ten }}"), LONG, p("{{ doan }}"), LONG, p("{{ ten }}")
    ),
    "beside braces": docx(LONG, p("{_{ ten }_} {{ ten }}")),
    "that a condition leaves out": docx(
        p("{{ ten }}"), p("{%p if co %}"), LONG, p("{%p endif %}"), p("{{ ten }}")
    ),
    "one behind the other": docx(LONG, p("{%p if not co %}"), LONG, p("{%p endif %}"), LONG),
    "in a loop": docx(*LOOP),
    "behind a loop": docx(*LOOP, LONG, p("{{ ten }}")),
    "in a header": docx(p("{{ ten }}"), headers={"default": LONG + p("{{ ten }}")}),
}


@pytest.mark.parametrize("name", TEMPLATES)
def test_long_texts_are_as_docxtpl_leaves_them(name: str, tmp_path: Path) -> None:
    template = Template.compile(save(tmp_path, "mau.docx", TEMPLATES[name]))
    for fields in (FIELDS, FIELDS | {"ten": "Chi bộ C", "ds": []}):
        assert_same(template.render(fields), by_docxtpl(TEMPLATES[name], fields))


@pytest.mark.parametrize("name", ["before a tag", "in a loop"])
def test_letters_with_long_texts_are_hardly_larger(name: str, tmp_path: Path) -> None:
    template = Template.compile(save(tmp_path, "mau.docx", TEMPLATES[name]))
    many = FIELDS | {"ds": list(range(100))}
    assert len(template.render(many)) < 1.05 * len(by_docxtpl(TEMPLATES[name], many))


def test_equal_numbers_of_different_kinds_are_printed_each_in_its_own_way(tmp_path: Path) -> None:
    template = Template.compile(save(tmp_path, "mau.docx", docx(p("{{ a }} {{ b }} {{ c }}"))))
    for _ in range(2):
        assert texts(template.render({"a": 1, "b": 1.0, "c": "1"})) == ["1 1.0 1"]
        assert texts(template.render({"a": 1.0, "b": "1", "c": 1})) == ["1.0 1 1"]
    with pytest.raises(TemplateError):  # a condition is no number, though it equals 1
        template.render({"a": True, "b": 1, "c": 1})

# ruff: noqa: E501  (a template stays on one line)
"""Whatever a template says, it takes little time and memory, changes no field, and fails at its tag."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sokhet_docs.letters.filters import fill_filters
from sokhet_docs.problems import TemplateError
from sokhet_docs.template import TemplateOptions
from sokhet_docs.template.engine import Template
from tests.support.docx_builder import docx, p, save, texts

LONG = "{% set a = 'x' * 10**6 %}"
WORDS = "{% set a = 'đẽ ' * 3*10**5 %}"
TOO_MUCH = "Mẫu lặp hoặc tính quá nhiều lần. Hãy rút gọn lệnh này."
TOO_LARGE = "Giá trị làm ra quá lớn. Hãy rút gọn lệnh này."
TOO_LONG = "Văn bản làm ra quá dài. Hãy rút gọn lệnh này."
TOO_WIDE = "Mẫu định dạng % có bề rộng quá lớn. Hãy rút gọn lệnh này."
TOO_MANY_DIGITS = "Phép tính cho ra số quá lớn. Hãy rút gọn lệnh này."
TOO_DEEP = "lệnh này quá dài hoặc lồng nhau quá sâu. Hãy rút gọn lệnh này."
TOO_NESTED = "các lệnh lồng nhau quá sâu. Hãy rút gọn lệnh này."
NOT_ALLOWED = "không được phép dùng trong mẫu. Mẫu chỉ được dùng các trường và bộ lọc."
NOT_PRINTED = "không in được một danh sách. Hãy in từng mục bằng {% for %}, hoặc nối lại bằng |join."
NOT_COUNTED = "không tính được với giá trị đang có. Hãy xem lại lệnh này và giá trị của nó."
ARGUMENTS = "trong ngoặc đơn có thừa hoặc thiếu giá trị. Hãy xem lại cách dùng bộ lọc này."
BADLY_WRITTEN = "viết sai. Hãy xem lại cách viết lệnh này."


# What stands before the faulty tag, the tag, what stands after it, and what is said of the tag.
Case = tuple[str, str, str, str]
LOOP = "{% for i in range(9000) %}"
OPERATIONS: dict[str, Case] = {
    "a format for each value": ("{% set f = '%(a)s' * 10**5 %}", "{{ (f % {'a': 'x' * 10**6})|length }}", "", TOO_LARGE),
    "many widths": ("{% set f = '%9999d' * 10**4 %}", "{% set x = f % ((1,) * 10**4) %}", "", TOO_WIDE),
    "a long precision": ("", "{{ '%.999999999f' % 1.5 }}", "", TOO_WIDE),
    "a width that is a value": ("", "{{ '%*d' % (10**9, 1) }}", "", TOO_WIDE),
    "a format as an even number": ("", "{% if '%1000000000d' is even %}", "{% endif %}", NOT_COUNTED),
    "a format as an odd number": ("", "{% if '%1000000000d' is odd %}", "{% endif %}", NOT_COUNTED),
    "a format divided": ("", "{% if '%1000000000d' is divisibleby(3) %}", "{% endif %}", NOT_COUNTED),
    "a format that is escaped": ("{% macro m() %}%1000000000d{% endmacro %}", "{{ m() % 3 }}", "", TOO_WIDE),
    "powers": ("", "{{ 10**10000 }}", "", TOO_MANY_DIGITS),
    "squares": ("{% set n = namespace(a=7) %}{% for i in range(40) %}", "{% set n.a = n.a * n.a %}", "{% endfor %}", TOO_MANY_DIGITS),
    "a long list": ("", "{{ [1] * 10**9 }}", "", TOO_LARGE),
    "cutting": (LONG + LOOP, "{% set b = a[::-1] %}", "{% endfor %}", TOO_MUCH),
    "comparing": (LONG + "{% set b = 'x' * 10**6 %}" + LOOP, "{% if a == b %}", "{% endif %}{% endfor %}", TOO_MUCH),
    "searching": (LONG + LOOP, "{% if 'b' in a %}", "{% endif %}{% endfor %}", TOO_MUCH),
    "searching numbers": (LOOP, "{% if 'b' in range(100000) %}", "{% endif %}{% endfor %}", TOO_MUCH),
    "looking up": (LONG + "{% set d = {a: 1} %}" + LOOP, "{% set c = d[a] %}", "{% endfor %}", TOO_MUCH),
    "a key that is nested": ("", "{{ {}[(1, 2)] }}", "", NOT_ALLOWED),
    "printing a list": (LONG, "{{ [a] * 10**5 }}", "", NOT_PRINTED),
    "printing pairs": (LONG, "{{ dict(a=[a] * 9).items() }}", "", TOO_MUCH),
    "infinity": ("", "{{ 1e999 }}", "", "số quá lớn. Hãy rút gọn lệnh này."),
}  # fmt: skip
FILTERS: dict[str, Case] = {
    "a text rounded": ("", "{{ 'x'|round(9, 'ceil') }}", "", NOT_COUNTED),
    "rounding by name": ("", "{{ 1.5|round(precision=10**9) }}", "", "Không thể làm tròn đến nhiều chữ số như vậy. Hãy rút gọn lệnh này."),
    "trimming": (LONG, "{{ a|trim(chars='b' * 10**6 ~ 'x')|length }}", "", TOO_LARGE),
    "digits of another base": ("", "{% set a = ('f' * 10**6)|int(base=16) %}", "", TOO_LARGE),
    "replacing by name": ("", "{{ ('a' * 9**6)|replace(old='a', new='b' * 9**6) }}", "", TOO_LARGE),
    "replacing nothing": ("", "{{ ('a' * 10**5)|replace('', 'b' * 10**5) }}", "", TOO_LARGE),
    "joining by name": ("", "{{ range(99999)|join(d='x' * 9**6) }}", "", TOO_LARGE),
    "joining long texts": (LONG, "{{ ([a] * 9)|join|length }}", "", TOO_MUCH),
    "a sum of deep fields": ("", "{{ range(100000)|sum(attribute='real" + ".real" * 300 + "') }}", "", TOO_MUCH),
    "sorting by many fields": ("", "{{ range(100000)|sort(attribute='real" + ",real" * 300 + "')|length }}", "", TOO_MUCH),
    "a sum from a list": ("", "{{ [[1]]|sum(start=[]) }}", "", ARGUMENTS),
    "numbers that look alike": ("", "{{ range(0, 90000 * (2**61 - 1), 2**61 - 1)|unique|list|length }}", "", "Vòng lặp quá dài. Hãy rút gọn lệnh này."),
    "titles": (WORDS, "{{ a|title|length }}", "", TOO_MUCH),
    "capitals": (WORDS + LOOP, "{% set b = a|upper %}", "{% endfor %}", TOO_MUCH),
    "capitals of our own": (WORDS + LOOP, "{% set b = a|hoa %}", "{% endfor %}", TOO_MUCH),
    "lines": ("{% set a = 'đ\\n' * 4*10**5 %}" + LOOP, "{% set b = a|doan %}", "{% endfor %}", TOO_MUCH),
    "letters": ("{% set a = 'đ' * 10**6 %}", "{% set b = a|list %}", "", TOO_LARGE),
    "lists": ("".join(f"{{% set b{n} = range(99000)|list %}}" for n in range(3)), "{% set b = range(99001)|list %}", "", TOO_MUCH),
    "lists sorted": ("", "{{ range(99999)|list|sort|length }}", "", TOO_MUCH),
    "the largest": ("{% set a = [1] * 90000 %}" + LOOP, "{% set b = a|max %}", "{% endfor %}", TOO_MUCH),
    "a text of several as a filler": (WORDS, "{{ ([a, a] * 9)|de_trong }}", "", TOO_MUCH),
}  # fmt: skip
METHODS: dict[str, Case] = {
    "tabs": ("", "{{ ('\\t' * 10**6).expandtabs(9999) }}", "", NOT_ALLOWED),
    "tabs by name": ("", "{{ '\\t'.expandtabs(tabsize=10**9) }}", "", NOT_ALLOWED),
    "bytes": ("", "{{ (5).to_bytes(length=10**9, byteorder='big') }}", "", NOT_ALLOWED),
    "encoding": ("", "{{ 'x'.encode(encoding='utf-8') }}", "", NOT_ALLOWED),
    "translation": ("", "{{ 'x'.translate({120: 'y'}) }}", "", NOT_ALLOWED),
    "a formatted map": ("", "{{ '{a:>1000000000}'.format_map({'a': 1}) }}", "", NOT_ALLOWED),
    "keys": ("", "{{ dict.fromkeys(range(100000), 1)|length }}", "", NOT_ALLOWED),
    "stripping": (LONG, "{{ a.strip('b' * 9**6 ~ 'x')|length }}", "", TOO_MUCH),
    "searching backwards": (LONG, "{{ a.rfind('b' ~ 'x' * 5*10**5) }}", "", TOO_MUCH),
    "filling by name": ("", "{{ 'x'.ljust(width=10**9) }}", "", ARGUMENTS),
    "filling": ("", "{{ '1'.zfill(10**9) }}", "", "Bề rộng 1000000000 quá lớn. Hãy rút gọn lệnh này."),
    "counting": (LONG + LOOP, "{% set c = a.count('x') %}", "{% endfor %}", TOO_MUCH),
    "copying": ("{% set a = [1] * 90000 %}" + LOOP, "{% set c = a.copy() %}", "{% endfor %}", TOO_MUCH),
    "splitting": (WORDS + LOOP, "{% set c = a.split() %}", "{% endfor %}", TOO_MUCH),
    "splitting lines": (WORDS + LOOP, "{% set c = a.splitlines(keepends=true) %}", "{% endfor %}", TOO_MUCH),
    "joining": ("", "{{ ('x' * 10**6).join(['a', 'b'] * 9) }}", "", TOO_LARGE),
    "a day's format": ("", "{{ han.strftime('%Y' * 10**5) }}", "", TOO_LARGE),
    "growing groups": ("{% set n = namespace(d={}) %}" + LOOP, "{% set n.d = dict(n.d, **{'k' ~ i: i}) %}", "{% endfor %}", TOO_MUCH),
    "many arguments": ("{% macro m() %}{{ varargs|length }}{% endmacro %}" + LOOP, "{{ m(*range(100000)) }}", "{% endfor %}", TOO_MUCH),
}  # fmt: skip
REPETITION: dict[str, Case] = {
    "much in a loop": ("", LOOP, "{% set b = 1 %}" * 1000 + "{% endfor %}", TOO_MUCH),
    "fields in a loop": ("", LOOP, "{% if loop.index.real.real %}{% endif %}" * 99 + "{% endfor %}", TOO_MUCH),
    "a block in a loop": ("", LOOP, "{% set z %}" + "x" * 20000 + "{% endset %}{% endfor %}", TOO_MUCH),
    "a long macro": ("", "{% macro m() %}", "{% set b = 1 %}" * 900 + "{% endmacro %}" + LOOP + "{{ m() }}{% endfor %}", TOO_MUCH),
    "a loop that calls itself": ("", "{% for i in range(300) recursive %}", "{{ loop(range(90000)) if loop.depth0 == 0 }}{% endfor %}", TOO_MUCH),
    "a macro that calls itself": ("{% macro m() %}", "{{ m() }}", "{% endmacro %}{{ m() }}", "lệnh này quá lớn hoặc lặp không dừng. Hãy rút gọn lệnh này."),
    "a block within its own variables": ("{% block a scoped %}" + LOOP + "{% block b scoped %}", "{% for j in range(90000) %}", "x{% endfor %}{% endblock %}{% endfor %}{% endblock %}", TOO_MUCH),
    "printing": ("{% set a = 'đ' * 10**6 %}" + LOOP, "{{ a }}", "{% endfor %}", TOO_MUCH),
    "printing in a macro": (LONG + "{% macro m() %}" + LOOP, "{{ a }}", "{% endfor %}{% endmacro %}{{ m() }}", TOO_MUCH),
    "printing line breaks": ("{% set a = 'x\\n' * 4*10**5 %}" + LOOP, "{{ a }}", "{% endfor %}", TOO_LONG),
    "printing what is fixed": ("", "{% for i in range(200) %}", "x" * 50_000 + "{{ i }}{% endfor %}", TOO_LONG),
}  # fmt: skip
COMPILING: dict[str, Case] = {
    "parentheses": ("", "{{ " + "(" * 99 + "1" + ")" * 99 + " }}", "", TOO_DEEP),
    "sums": ("", "{{ 1" + " + 1" * 70 + " }}", "", TOO_NESTED),
    "filters": ("", "{{ 'x'" + "|hoa" * 70 + " }}", "", TOO_NESTED),
    "loops": ("{% for x in [1] %}" * 12, "{% for y in [1] %}", "x" + "{% endfor %}" * 13, TOO_NESTED),
    "an argument named twice": ("{{ han }}", "{{ dict(a=1, a=2) }}", "", BADLY_WRITTEN),
    "a parameter named twice": ("{{ han }}", "{% macro m(a, a) %}", "{% endmacro %}", BADLY_WRITTEN),
    "digits": ("", "{{ 9" + "9" * 200 + " ** 99 }}", "", TOO_MANY_DIGITS),
    "setting a field": ("{{ han }}", "{% set don_vi.ten = 1 %}", "", NOT_COUNTED),
}  # fmt: skip

SCRIPT = """
import json, resource, sys
from datetime import date
from sokhet_docs.letters.filters import fill_filters
from sokhet_docs.problems import TemplateError
from sokhet_docs.template import TemplateOptions
from sokhet_docs.template.engine import Template
resource.setrlimit(resource.RLIMIT_AS, (10**9, 10**9))
said = []
for path in sys.argv[1:]:
    try:
        Template.compile(path, TemplateOptions(filters=fill_filters())).render({"han": date(2022, 4, 20), "don_vi": {"ten": "A"}})
        said.append(["nothing"])
    except TemplateError as err:
        said.append([str(problem) for problem in err.problems])
# Not getrusage: what it tells of a fresh process includes the one that started it.
peak = open("/proc/self/status").read().partition("VmHWM:")[2].split()[0]
print(json.dumps([said, int(peak) // 1000]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a process's memory is limited and told as Linux does")
@pytest.mark.parametrize(
    "cases", [OPERATIONS, FILTERS, METHODS, REPETITION, COMPILING],
    ids=["operations", "filters", "methods", "repetition", "compiling"],
)  # fmt: skip
def test_no_template_takes_much_time_or_memory(cases: dict[str, Case], tmp_path: Path) -> None:
    paths = [
        save(tmp_path, f"{number}.docx", docx(p(f"{before}{tag}{after}")))
        for number, (before, tag, after, _) in enumerate(cases.values())
    ]
    command = [sys.executable, "-c", SCRIPT, *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True, encoding="utf-8")
    said, megabytes = json.loads(done.stdout)
    assert dict(zip(cases, said, strict=True)) == {
        name: [f"{number}.docx, đoạn 1: {shown(tag)}: {fault}"]
        for number, (name, (_, tag, _, fault)) in enumerate(cases.items())
    }
    assert megabytes < 200


def shown(tag: str) -> str:
    return tag if len(tag) <= 300 else f"{tag[:300]}…"


def test_a_template_with_more_tags_than_can_be_read_is_refused(tmp_path: Path) -> None:
    for body, fault in (
        ("{{ 1 }}" * 6000, "Mẫu có hơn 10000 dấu ngoặc nhọn, không đọc. Hãy chia mẫu thành nhiều mẫu."),
        ("{%p " * 4000, "Mẫu có hơn 100 thẻ mở mà không đóng, không đọc. Mỗi {{ phải có }}, mỗi {% phải có %}, mỗi {# phải có #}."),
    ):  # fmt: skip
        with pytest.raises(TemplateError) as caught:
            Template.compile(save(tmp_path, "mau.docx", docx(p(body))))
        assert str(caught.value) == f"mau.docx: {fault}"


FIELDS: dict[str, Any] = {
    "don_vi": {"ten": "Chi bộ A", "ngay": date(2022, 4, 20)},
    "noi_nhan": [{"ten": "Như trên"}, {"ten": "Lưu"}],
}
CHANGING = (
    "noi_nhan.append(1)", "noi_nhan.extend(noi_nhan)", "noi_nhan.insert(0, 1)", "noi_nhan.sort()",
    "noi_nhan.reverse()", "noi_nhan.clear()", "noi_nhan.pop()", "noi_nhan.copy().append(1)", "don_vi.update({'ten': 1})",
    "don_vi.update(ten=1)", "don_vi.pop('ten')", "don_vi.setdefault('x', 1)", "don_vi.popitem()", "don_vi.clear()",
    "don_vi['update'](ten=1)", "(noi_nhan|first).update(ten=1)", "noi_nhan.__iadd__([1])",
)  # fmt: skip


@pytest.mark.parametrize("call", CHANGING)
def test_no_template_changes_the_fields_of_another_unit(call: str, tmp_path: Path) -> None:
    before = copy.deepcopy(FIELDS)
    tag = f"{{% set x = {call} %}}"
    with pytest.raises(TemplateError) as caught:
        Template.compile(save(tmp_path, "mau.docx", docx(p(tag)))).render(FIELDS)
    assert str(caught.value) == f"mau.docx, đoạn 1: {tag}: {NOT_ALLOWED}"
    assert before == FIELDS


ORDINARY = {
    "{{ don_vi.ten.upper() }} {{ don_vi.ten.replace('A', 'B') }} {{ don_vi.ten.split(' ')[0] }}": "CHI BỘ A Chi bộ B Chi",
    "{{ don_vi.ten.startswith('Chi')|int }} {{ don_vi.ten.split(sep=' ', maxsplit=1)|join('-') }}": "1 Chi-bộ A",
    "{{ don_vi.ngay.strftime('%d/%m/%Y') }} {{ don_vi.ngay.replace(year=2023).isoformat() }}": "20/04/2022 2023-04-20",
    "{% for ten, gia_tri in {'a': 1}.items() %}{{ ten }}{{ gia_tri }}{% endfor %}": "a1",
    "{{ noi_nhan|map_ten }}|{{ noi_nhan|sort(attribute='ten')|join(', ', attribute='ten') }}": "2|Lưu, Như trên",
    "{{ '%05.1f' % 2.5 }} {{ '%s/%s' % (1, 2) }} {{ 'a' * 3 }} {{ 7 // 2 }} {{ (7 is odd)|int }}": "002.5 1/2 aaa 3 1",
    "{{ (noi_nhan|reverse|first == noi_nhan|last)|int }} {{ 'đa'|reverse }} {{ [3, 1]|sort|reverse|join(',') }}": "1 ađ 3,1",
    "{% set so = namespace(a=0) %}{% for x in noi_nhan %}{% set so.a = so.a + loop.index %}{% endfor %}{{ so.a }}": "3",
    "{% for x in noi_nhan if x.ten.startswith('L') %}{{ x.ten.replace('L', 'X') }}{{ x.get('ten') }}{% endfor %}": "XưuLưu",
    "{% for x in [1, [2, [3]]] recursive %}{{ x if x is number else loop(x) }}{% endfor %}": "123",
    "{% block a %}{{ don_vi.ten }}{% endblock %}{% macro m(x, y=2) %}({{ x }}, {{ y }}){% endmacro %}{{ m(1) }}": "Chi bộ A(1, 2)",
    "{{ 'x' if 'Chi' in don_vi.ten }}{{ (1 in [1, 2])|int }}{{ ((1, 2) == (1, 2))|int }}{{ noi_nhan[0:1]|length }}": "x111",
    "{{ (2**0.5 > 1)|int }} {{ 10|float }} {{ '12'|int + 1 }} {{ 2.5|round }} {{ [1, 2.5]|sum }}": "1 10.0 13 2.0 3.5",
}  # fmt: skip


@pytest.mark.parametrize("source", ORDINARY)
def test_what_a_letter_needs_is_as_before(source: str, tmp_path: Path) -> None:
    options = TemplateOptions(filters={**fill_filters(), "map_ten": len})
    content = Template.compile(save(tmp_path, "mau.docx", docx(p(source))), options).render(FIELDS)
    assert texts(content) == [ORDINARY[source]]


def test_large_fields_may_be_printed_as_often_as_they_need(tmp_path: Path) -> None:
    rows = [{"ten": f"Đơn vị số {number}", "noi_dung": "báo cáo\n" * 40} for number in range(3000)]
    body = "{%p for x in ds %}", "{{ x.ten|hoa }}", "{%p for y in x.noi_dung|doan %}", "{{ y|hoa_dau }}"
    ends = "{%p endfor %}", "{%p endfor %}"
    path = save(tmp_path, "mau.docx", docx(*map(p, (*body, *ends))))
    content = Template.compile(path, TemplateOptions(filters=fill_filters())).render({"ds": rows})
    assert len(texts(content)) == 3000 * 41

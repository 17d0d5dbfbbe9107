"""The tags of one part → every syntax error in them: in each tag by itself, and in how blocks are nested."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jinja2 import TemplateSyntaxError

from sokhet_docs.template.hardening import RefusedError
from sokhet_docs.template.tags import Aliases, Tag, first_word
from sokhet_docs.text.vietnamese import nearest

if TYPE_CHECKING:
    from jinja2 import Environment

# Statements that open a block, which {% end… %} closes.
_BLOCKS = frozenset({"if", "for", "macro", "call", "filter", "with", "block", "autoescape", "raw"})
# Clauses within a block → the blocks that they may stand in.
_CLAUSES = {"else": ("if", "for"), "elif": ("if",)}
# Statements without a block; but {% set x %} without a value opens one, which {% endset %} closes.
_STANDALONE = frozenset({"set", "include", "import", "from", "extends"})
# docxtpl's prefixes ({%p …) → where in the document a tag with that prefix must stand.
_PREFIXES = {
    "tr": "một hàng của bảng",
    "tc": "một ô của bảng",
    "p": "một đoạn riêng",
    "r": "một chỗ trong đoạn",
}
# Jinja's messages → what they mean in Vietnamese; the groups of a pattern fill the braces.
_JINJA_MESSAGES = (
    (re.compile(r"expected token 'end of (?:print statement|statement block)', got '(.*)'"), "thừa “{}”"),
    (re.compile(r"expected token '(.*)', got 'end of (?:print statement|statement block)'"), "thiếu “{}”"),
    (re.compile(r"expected token '(.*)', got '(.*)'"), "cần “{}” mà gặp “{}”"),
    (re.compile(r"unexpected char (.+) at"), "có ký tự lạ {}"),
    (re.compile(r"Expected an expression, got '?(.*?)'?$"), "thiếu tên trường hoặc giá trị"),
    (re.compile(r"unexpected 'end of"), "thiếu tên trường hoặc giá trị"),
    (re.compile(r"unexpected '(.*)'"), "thừa “{}”"),
)


@dataclass(frozen=True, slots=True)
class SyntaxFault:
    """One syntax error: the index of its tag, what is wrong, what to do."""

    tag: int
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class _OpenBlock:
    """A block that is not closed yet: its keyword, and the index of the tag that opened it."""

    keyword: str
    tag: int


def find_syntax_faults(
    tags: Sequence[Tag], env: Environment, aliases: Aliases | None, names: Sequence[str]
) -> Iterator[SyntaxFault]:
    """Yield the first fault of each faulty tag; ``names`` are the fields that a misspelt header may mean."""
    reported: set[int] = set()  # a tag that cannot be parsed is not also reported as unclosed
    for fault in _all_faults(tags, env, aliases, names):
        if fault.tag not in reported:
            reported.add(fault.tag)
            yield fault


def _all_faults(
    tags: Sequence[Tag], env: Environment, aliases: Aliases | None, names: Sequence[str]
) -> Iterator[SyntaxFault]:
    stack: list[_OpenBlock] = []
    for index, tag in enumerate(tags):
        if tag.text.startswith("{{"):
            yield from _expression_faults(index, tag, env, aliases, names)
        else:
            yield from _statement_faults(index, tag, env, stack, tags)
    for block in stack:
        yield SyntaxFault(block.tag, f"thiếu {{% {_end_of(block.keyword)} %}}", "Lệnh mở phải có lệnh đóng.")


def _expression_faults(
    index: int, tag: Tag, env: Environment, aliases: Aliases | None, names: Sequence[str]
) -> Iterator[SyntaxFault]:
    if not tag.inner:
        yield SyntaxFault(index, "thẻ trống", "Hãy ghi tên trường vào giữa hai cặp ngoặc.")
        return
    if tag.inner.split(" ")[0] in _PREFIXES and len(tag.inner.split(" ")) > 1:
        yield _misplaced(index, tag.inner.split(" ")[0])
        return
    try:
        env.parse(tag.text)
    except RefusedError as err:
        yield SyntaxFault(index, err.fault, err.hint)
    except TemplateSyntaxError as err:
        yield _unparsable(index, tag, str(err.message), aliases, names)


def _unparsable(
    index: int, tag: Tag, message: str, aliases: Aliases | None, names: Sequence[str]
) -> SyntaxFault:
    header = re.sub(r"\s+", " ", tag.inner.split("|")[0]).strip()
    if re.fullmatch(r"[\w\s.,/()-]+", header) and " " in header:
        guess = nearest(header, [*(aliases.headers if aliases else ()), *names])
        near = f"; gần nhất: {guess}" if guess else ""
        return SyntaxFault(
            index, f"không có “{header}”{near}", "" if guess else "Hãy xem lại tên cột trong bảng tính."
        )
    return SyntaxFault(index, _in_vietnamese(message), "Hãy xem lại cách viết thẻ này.")


def _in_vietnamese(message: str) -> str:
    for pattern, text in _JINJA_MESSAGES:
        if match := pattern.search(message):
            return text.format(*match.groups())
    return "viết sai"


def _statement_faults(
    index: int, tag: Tag, env: Environment, stack: list[_OpenBlock], tags: Sequence[Tag]
) -> Iterator[SyntaxFault]:
    keyword = first_word(tag.inner)
    if keyword.startswith("end") and keyword[3:] in _BLOCKS | {"set"}:
        yield from _closing_faults(index, keyword[3:], stack, tags)
    elif keyword in _CLAUSES:
        if not stack or stack[-1].keyword not in _CLAUSES[keyword]:
            yield SyntaxFault(
                index, f"{{% {keyword} %}} không thuộc lệnh if hay for nào", "Hãy xem lại lệnh mở."
            )
        elif keyword == "elif":
            yield from _parse_faults(index, env, f"{{% if 1 %}}{{% {tag.inner} %}}{{% endif %}}")
    elif keyword in _BLOCKS or (keyword == "set" and "=" not in tag.inner):
        stack.append(_OpenBlock(keyword, index))
        if keyword != "raw":
            yield from _parse_faults(index, env, f"{{% {tag.inner} %}}{{% {_end_of(keyword)} %}}")
    elif keyword in _STANDALONE:
        yield from _parse_faults(index, env, f"{{% {tag.inner} %}}")
    else:
        yield _unknown_statement(index, keyword, tag.inner)


def _closing_faults(
    index: int, keyword: str, stack: list[_OpenBlock], tags: Sequence[Tag]
) -> Iterator[SyntaxFault]:
    if stack and stack[-1].keyword == keyword:
        stack.pop()
        return
    if not any(block.keyword == keyword for block in stack):
        yield SyntaxFault(index, f"không có lệnh {keyword} nào đang mở", "Hãy bỏ lệnh này hoặc thêm lệnh mở.")
        return
    while stack[-1].keyword != keyword:
        block = stack.pop()
        yield SyntaxFault(
            block.tag,
            f"thiếu {{% {_end_of(block.keyword)} %}} trước {tags[index].typed}",
            "Lệnh mở phải có lệnh đóng.",
        )
    stack.pop()


def _parse_faults(index: int, env: Environment, source: str) -> Iterator[SyntaxFault]:
    try:
        env.parse(source)
    except RefusedError as err:
        yield SyntaxFault(index, err.fault, err.hint)
    except TemplateSyntaxError as err:
        yield SyntaxFault(index, _in_vietnamese(str(err.message)), "Hãy xem lại cách viết lệnh này.")


def _unknown_statement(index: int, keyword: str, inner: str) -> SyntaxFault:
    if keyword in _PREFIXES:
        return _misplaced(index, keyword)
    if keyword in ("colspan", "cellbg", "vm", "hm"):
        return SyntaxFault(index, f"lệnh {keyword} chỉ dùng trong ô của bảng", "Hãy đặt lệnh vào một ô.")
    if not keyword:
        return SyntaxFault(
            index, "lệnh trống" if not inner else "viết sai", "Hãy ghi lệnh, như if, for hoặc endif."
        )
    ends = {_end_of(block) for block in _BLOCKS}
    guess = nearest(keyword, sorted(_BLOCKS | _CLAUSES.keys() | ends | {"set"}))
    return SyntaxFault(index, f"không có lệnh “{keyword}”" + (f"; gần nhất: {guess}" if guess else ""))


def _misplaced(index: int, prefix: str) -> SyntaxFault:
    where = _PREFIXES[prefix]
    return SyntaxFault(
        index,
        f"“{prefix}” phải viết liền sau ngoặc và đứng trong {where}",
        f"Viết {{%{prefix} … %}}, không có dấu cách.",
    )


def _end_of(keyword: str) -> str:
    return f"end{keyword}"


def readable_alone(tag: Tag) -> str:
    """Return ``tag`` as source that Jinja may parse without the other tags: an opened block is closed."""
    keyword = first_word(tag.inner)
    if keyword == "elif":
        return f"{{% {tag.inner.removeprefix('el')} %}}{{% endif %}}"
    return f"{tag.text}{{% {_end_of(keyword)} %}}" if keyword in ("if", "for") else tag.text

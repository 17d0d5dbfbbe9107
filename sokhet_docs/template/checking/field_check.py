"""A template's syntax tree → every field and filter in it that does not exist, found without data.

Local names (loops, `set`, macros) are followed; nothing is assumed of what a filter or a call returns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from jinja2 import nodes

from sokhet_docs.template.checking.faults import unknown_name
from sokhet_docs.template.metered import REFUSED_FILTERS
from sokhet_docs.text.vietnamese import nearest
from sokhet_docs.vocabulary import Shape, iter_leaves

if TYPE_CHECKING:
    from collections.abc import Generator
    from typing import TypeAlias

    from jinja2 import Environment

    _Known: TypeAlias = Shape | "_Any"
    _Scope: TypeAlias = dict[str, _Known]
    _Walk: TypeAlias = Generator["FieldFault", None, _Known]


@dataclass(frozen=True, slots=True)
class FieldFault:
    """One fault: the line of the source (which names the tag), what is wrong, what to do."""

    line: int
    message: str
    hint: str = ""


class _Any:
    """The shape of a value about which nothing is known."""


_ANY = _Any()
_KEEPING = frozenset({"sort", "list", "reverse", "unique", "default", "d"})
_PICKING = frozenset({"first", "last", "min", "max"})
_VALUE_METHODS = frozenset(dir(str)) | frozenset(dir(datetime)) | frozenset(dir(int))
_FORBIDDEN_COMMANDS = (
    nodes.Include,
    nodes.Import,
    nodes.FromImport,
    nodes.Extends,
    nodes.ScopedEvalContextModifier,
)
_WHY_NOT = {
    "safe": "Giá trị luôn được ghi đúng như gõ, không nhận mã XML.",
    "urlize": "Bộ lọc này tạo mã HTML, không dùng được trong Word.",
    "xmlattr": "Bộ lọc này tạo mã HTML, không dùng được trong Word.",
    "random": "Mẫu phải cho cùng một kết quả mỗi lần chạy.",
}
_NOT_NEEDED = (
    "Mẫu chỉ dùng bộ lọc của chương trình (lệnh sokhet-docs fields liệt kê) và vài bộ lọc đơn giản như "
    "default, join, replace."
)


def find_field_faults(
    tree: nodes.Template, shape: Mapping[str, Shape] | None, env: Environment, bound: Iterable[str] = ()
) -> Iterator[FieldFault]:
    """Yield the faults of ``tree``; with ``shape`` None any field may be used.

    ``bound`` are names that stand for something elsewhere, of which nothing is known.
    """
    yield from _Checker(shape, env).block(tree.body, dict.fromkeys(bound, _ANY))


class _Checker:
    """Walks statements and expressions with the names known at each."""

    def __init__(self, shape: Mapping[str, Shape] | None, env: Environment) -> None:
        self._shape, self._env = shape, env
        self._faults: list[FieldFault] = []

    # -- statements

    def block(self, body: list[nodes.Node], scope: _Scope) -> Iterator[FieldFault]:
        """Yield the faults of statements; ``scope`` gains the names that they set."""
        for node in body:
            yield from self._statement(node, scope)

    def _statement(self, node: nodes.Node, scope: _Scope) -> Iterator[FieldFault]:
        if isinstance(node, nodes.Output):
            yield from self._output(node, scope)
        elif isinstance(node, nodes.For):
            yield from self._for(node, scope)
        elif isinstance(node, nodes.Assign):
            value = yield from self._value(node.node, scope)
            _bind(node.target, value, scope)
        elif isinstance(node, nodes.AssignBlock):
            yield from self.block(node.body, dict(scope))
            _bind(node.target, _ANY, scope)
        elif isinstance(node, (nodes.Macro, nodes.CallBlock)):
            yield from self._macro(node, scope)
        elif isinstance(node, nodes.With):
            yield from self._with(node, scope)
        elif isinstance(node, _FORBIDDEN_COMMANDS):
            yield FieldFault(
                node.lineno, "lệnh này không dùng được trong mẫu", "Mỗi mẫu phải tự đủ, không gọi tệp khác."
            )
        else:
            yield from self._other(node, scope)

    def _output(self, node: nodes.Output, scope: _Scope) -> Iterator[FieldFault]:
        for printed in node.nodes:
            if isinstance(printed, nodes.TemplateData):
                continue
            value = yield from self._value(printed, scope)
            if isinstance(value, list):
                yield FieldFault(
                    printed.lineno,
                    f"“{_dotted(printed)}” là danh sách",
                    "Hãy dùng {%p for … %} để in từng mục.",
                )
            elif isinstance(value, Mapping):
                some = ", ".join(list(value)[:4])
                yield FieldFault(
                    printed.lineno,
                    f"“{_dotted(printed)}” là một nhóm trường",
                    f"Hãy chọn một mục trong nhóm: {some} …",
                )

    def _for(self, node: nodes.For, scope: _Scope) -> Iterator[FieldFault]:
        values = yield from self._value(node.iter, scope)
        if isinstance(values, str):
            yield FieldFault(
                node.iter.lineno,
                f"“{_dotted(node.iter)}” là một giá trị đơn, không lặp được",
                "Chỉ lặp trên danh sách.",
            )
        inner = scope | {"loop": _ANY}
        _bind(node.target, values[0] if isinstance(values, list) else _ANY, inner)
        if node.test is not None:
            yield from self._value(node.test, inner)
        yield from self.block(node.body, inner)
        yield from self.block(node.else_, dict(scope))

    def _macro(self, node: nodes.Macro | nodes.CallBlock, scope: _Scope) -> Iterator[FieldFault]:
        if isinstance(node, nodes.CallBlock):
            yield from self._value(node.call, scope)
        else:
            scope[node.name] = _ANY
        for default in node.defaults:
            yield from self._value(default, scope)
        inner = scope | dict.fromkeys(("caller", "varargs", "kwargs"), _ANY)
        for argument in node.args:
            _bind(argument, _ANY, inner)
        yield from self.block(node.body, inner)

    def _with(self, node: nodes.With, scope: _Scope) -> Iterator[FieldFault]:
        inner = dict(scope)
        for target, expression in zip(node.targets, node.values, strict=True):
            value = yield from self._value(expression, scope)
            _bind(target, value, inner)
        yield from self.block(node.body, inner)

    def _other(self, node: nodes.Node, scope: _Scope) -> Iterator[FieldFault]:
        for name in node.fields:
            content = getattr(node, name)
            for child in content if isinstance(content, list) else [content]:
                if isinstance(child, nodes.Stmt):
                    yield from self._statement(child, scope)
                elif isinstance(child, nodes.Expr):
                    yield from self._value(child, scope)

    # -- expressions: each returns the shape of its value

    def _value(self, node: nodes.Node, scope: _Scope) -> _Walk:
        if isinstance(node, nodes.Name):
            return (yield from self._name(node, scope))
        if isinstance(node, (nodes.Getattr, nodes.Getitem)):
            return (yield from self._member(node, scope))
        if isinstance(node, nodes.Filter):
            return (yield from self._filter(node, scope))
        if isinstance(node, nodes.Test):
            return (yield from self._test(node, scope))
        for child in node.iter_child_nodes():
            yield from self._value(child, scope)
        return _ANY

    def _name(self, node: nodes.Name, scope: _Scope) -> _Walk:
        if node.name in scope:
            return scope[node.name]
        if self._shape is None or node.name in self._env.globals:
            return _ANY
        if node.name in self._shape:
            return self._shape[node.name]
        yield self._unknown(node, node.name, self._known(scope))
        return _ANY

    def _member(self, node: nodes.Getattr | nodes.Getitem, scope: _Scope) -> _Walk:
        owner = yield from self._value(node.node, scope)
        if isinstance(node, nodes.Getitem) and not isinstance(node.arg, nodes.Const):
            yield from self._value(node.arg, scope)
            return (
                owner[0]
                if isinstance(owner, list) and not isinstance(node.arg, nodes.Slice)
                else (owner if isinstance(node.arg, nodes.Slice) else _ANY)
            )
        key = node.attr if isinstance(node, nodes.Getattr) else node.arg.value  # type: ignore[attr-defined]
        if isinstance(key, str) and key.startswith("_"):
            yield FieldFault(
                node.lineno, "không được phép dùng trong mẫu", "Mẫu chỉ được dùng các trường và bộ lọc."
            )
            return _ANY
        return (yield from self._child(node, owner, key))

    def _child(self, node: nodes.Expr, owner: _Known, key: object) -> _Walk:
        if isinstance(owner, list):
            if isinstance(key, int):
                return owner[0]
            yield FieldFault(
                node.lineno, f"“{_dotted(node)}”: trước “.{key}” là danh sách", "Hãy dùng {%p for … %}."
            )
        elif (
            isinstance(owner, Mapping) and key not in owner and key not in ("items", "keys", "values", "get")
        ):
            prefix = _dotted(node).rpartition(".")[0]
            near = [f"{prefix}.{child}" for child in owner]
            name = _dotted(node)
            yield self._unknown(node, name, near if nearest(name, near) else self._leaves())
        elif isinstance(owner, Mapping):
            return owner.get(key, _ANY)  # type: ignore[call-overload, no-any-return]
        elif isinstance(owner, str) and isinstance(key, str) and key not in _VALUE_METHODS:
            yield self._unknown(node, _dotted(node), self._leaves())
        return _ANY

    def _filter(self, node: nodes.Filter, scope: _Scope) -> _Walk:
        value: _Known = _ANY
        if node.node is not None:
            value = yield from self._value(node.node, scope)
        for child in (*node.args, *node.kwargs):
            yield from self._value(child, scope)
        if node.name not in self._env.filters:
            yield self._unknown_filter(node)
        if node.name in _PICKING and isinstance(value, list):
            return value[0]
        return value if node.name in _KEEPING or (node.name not in self._env.filters) else _ANY

    def _test(self, node: nodes.Test, scope: _Scope) -> _Walk:
        if node.name not in self._env.tests:
            guess = nearest(node.name, self._env.tests)
            yield FieldFault(
                node.lineno, f"không có phép thử “is {node.name}”", f"Gần nhất: {guess}." if guess else ""
            )
        if node.name not in ("defined", "undefined"):
            yield from self._value(node.node, scope)
        for child in (*node.args, *node.kwargs):
            yield from self._value(child, scope)
        return _ANY

    # -- faults

    def _known(self, scope: _Scope) -> list[str]:
        return [*scope, *(self._shape or {}), *self._leaves()]

    def _leaves(self) -> list[str]:
        # A field of a loop's elements cannot be written by its whole path.
        leaves = [name for name, _ in iter_leaves(self._shape or {}) if "[]." not in name]
        return [name.removesuffix("[]") for name in leaves]

    def _unknown(self, node: nodes.Expr, name: str, known: list[str]) -> FieldFault:
        return FieldFault(node.lineno, *unknown_name(name, known))

    def _unknown_filter(self, node: nodes.Filter) -> FieldFault:
        if node.name in REFUSED_FILTERS:
            hint = _WHY_NOT.get(node.name, _NOT_NEEDED)
            return FieldFault(node.lineno, f"bộ lọc “|{node.name}” không dùng được", hint)
        guess = nearest(node.name, [name for name in self._env.filters if " " not in name])
        near = f"; gần nhất: |{guess}" if guess else ""
        return FieldFault(node.lineno, f"không có bộ lọc “|{node.name}”{near}")


def _bind(target: nodes.Node, value: _Known, scope: _Scope) -> None:
    if isinstance(target, nodes.Name):
        scope[target.name] = value
    elif isinstance(target, nodes.Tuple):
        for item in target.items:
            _bind(item, _ANY, scope)


def _dotted(node: nodes.Node) -> str:
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{_dotted(node.node)}.{node.attr}"
    if isinstance(node, nodes.Getitem):
        inner = node.arg.value if isinstance(node.arg, nodes.Const) else "…"
        return f"{_dotted(node.node)}[{inner}]"
    if isinstance(node, nodes.Filter) and node.node is not None:
        return _dotted(node.node)
    return "…"

"""The Jinja environment that templates run in: no access to Python, no endless loops, nothing unescaped.

Values are always escaped; an undefined or empty (None) value is an error, never a blank; values passed in
cannot be changed. Loops, calls, operations and the values that they produce are charged to the rendering's
`Budget`. Of Jinja's filters only those that a letter may need are kept. Everything else is Jinja as docxtpl
uses it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from itertools import islice
from typing import Any

from jinja2 import StrictUndefined, Template, nodes, pass_context, pass_environment, pass_eval_context
from jinja2 import filters as builtin
from jinja2.runtime import Context, markup_join
from jinja2.sandbox import ImmutableSandboxedEnvironment, SandboxedEnvironment
from jinja2.utils import Namespace
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from sokhet_docs.template import limits
from sokhet_docs.template.limits import Budget, LimitError
from sokhet_docs.template.wrong_values import wrong_for_operation

# Jinja's own filters that a letter can need, as they are; the others are refused by name.
_KEPT_FILTERS = (
    "abs", "capitalize", "count", "d", "default", "first", "float", "int", "last", "length", "list", "lower",
    "max", "min", "reverse", "sort", "title", "trim", "unique", "upper",
)  # fmt: skip
_FORBIDDEN_METHODS = frozenset({"format", "format_map", "encode", "translate", "maketrans"})
_DICT_ATTRIBUTES = frozenset(dir(dict))
# Filters that `_Hardener` puts in; no template can write a name with a space.
_EACH, _CONCAT, _MADE, _PAID = "sokhet each", "sokhet concat", "sokhet made", "sokhet paid"
# Characters that docxtpl turns into XML of their own (tab, line feed, \a, \f), that no XML may hold, and
# its escapes for braces.
_UNUSUAL = re.compile("[\x00-\x1f\ud800-\udfff\ufffe\uffff]|[{}%]_|_[{}%]").search
_FORBIDDEN = re.compile("[\x00-\x06\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class EmptyValueError(Exception):
    """A tag prints a value that is None."""


class NeedsDocxtplError(Exception):
    """A value, such as an InlineImage, needs docxtpl itself; ``template`` is its DocxTemplate."""

    def __init__(self, template: Any) -> None:
        super().__init__()
        self.template = template


class _Context(Context):
    """The variables of one rendering, and its budget."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.budget = Budget()


class _Namespace(Namespace):
    """Jinja's namespace; printed, it is only its name, whatever it contains."""

    def __repr__(self) -> str:
        return "<Namespace>"


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox with the project's limits, filters and strictness."""

    context_class = _Context
    concat = staticmethod(limits.joined)
    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "**", "%"})

    def __init__(
        self, filters: Mapping[str, Callable[..., object]], date_text: Callable[[date], str] | None = None
    ) -> None:
        """Make the environment; ``date_text`` prints a date that has no filter, None: as docxtpl does."""
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=_finalize)
        self.date_text = date_text
        self.within_docxtpl = False  # whether docxtpl itself renders, and knows its pictures
        self.globals.pop("lipsum")
        self.globals["namespace"] = _Namespace
        kept = {name: builtin.FILTERS[name] for name in _KEPT_FILTERS}
        self.filters = {**kept, **_OWN_FILTERS, **filters}

    def from_string(
        self,
        source: Any,
        globals: Any = None,  # noqa: A002  Jinja's own name
        template_class: Any = None,
    ) -> Template:
        """Compile ``source`` (text or a syntax tree); loops and joined texts are charged to the budget."""
        tree = self.parse(source) if isinstance(source, str) else source
        hardened = _Hardener().visit(tree)
        return super().from_string(hardened, globals, template_class)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return a field of ``obj`` as Jinja does, but for dicts without raising an exception first."""
        if type(obj) is dict and attribute not in _DICT_ATTRIBUTES:
            try:
                return obj[attribute]
            except KeyError:
                return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Return whether a template may use the attribute ``attr``."""
        is_forbidden = isinstance(obj, str) and attr in _FORBIDDEN_METHODS
        return not is_forbidden and super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> None:
        """Give ``str.format`` no special treatment: it is forbidden."""

    def call(__self, __context: Any, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        """Call ``__obj`` for a template, charged to the budget."""
        __context.budget.spend_steps(limits.CALL_STEPS)
        __context.budget.spend_made([*args, *kwargs.values()])
        limits.check_method(__obj, args)
        return super().call(__context, __obj, *args, **kwargs)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Return ``left operator right`` unless that value is too large. Raises WrongValueError."""
        limits.check_operation(operator, left, right)
        context.budget.spend_made([left, right])
        try:
            return super().call_binop(context, operator, left, right)
        except (TypeError, ZeroDivisionError) as err:
            raise wrong_for_operation(operator, left, right, err) from err


class _Hardener(NodeTransformer):
    """Charges every loop, every ``a ~ b``, every value made and every repeated filter to the budget."""

    def __init__(self) -> None:
        self._repeated = 0  # how many loops and macros are around

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802
        self.visit_Macro(node)
        node.iter = _filtered(node.iter, _EACH)
        return node

    def visit_Macro(self, node: nodes.Node) -> nodes.Node:  # noqa: N802
        self._repeated += 1
        self.generic_visit(node)
        self._repeated -= 1
        return node

    visit_CallBlock = visit_Macro  # noqa: N815

    def visit_Filter(self, node: nodes.Filter) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        if self._repeated and node.node is not None:
            node.node = _filtered(node.node, _PAID)
        return node

    def visit_List(self, node: nodes.List | nodes.Tuple | nodes.Dict) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        is_fixed = all(isinstance(item, nodes.Const) for item in node.items)
        return node if is_fixed else _filtered(node, _MADE)

    visit_Dict = visit_List  # noqa: N815

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Node:  # noqa: N802
        return self.visit_List(node) if node.ctx == "load" else node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return _filtered(nodes.List(list(node.nodes), lineno=node.lineno), _CONCAT)


def _filtered(node: Any, name: str) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


@pass_context
def _finalize(context: _Context, value: Any) -> Any:
    """Return ``value`` as it is printed. Raises EmptyValueError for None."""
    kind = type(value)
    if kind is int or (kind is str and value.isprintable() and "_" not in value):
        return value
    return _finalize_other(context, value)


def _finalize_other(context: _Context, value: Any) -> Any:
    if value is None:
        raise EmptyValueError
    if isinstance(value, str):
        return _finalize_text(context.budget, value)
    if isinstance(value, date):
        date_text = context.environment.date_text  # type: ignore[attr-defined]
        return date_text(value) if date_text else value
    if hasattr(value, "__html__"):
        if hasattr(value, "tpl"):
            return _left_to_docxtpl(context, value)
        return _finalize_text(context.budget, Markup(value.__html__()))  # noqa: S704  docxtpl's RichText
    if isinstance(value, (list, tuple, dict, set, frozenset)):
        return _finalize(context, str(value))
    return value


def _left_to_docxtpl(context: _Context, value: Any) -> Any:
    if context.environment.within_docxtpl:  # type: ignore[attr-defined]
        return value
    raise NeedsDocxtplError(value.tpl)


def _finalize_text(budget: Budget, text: str) -> str:
    if not isinstance(text, Markup) and not _UNUSUAL(text):
        return text
    budget.spend_text(len(text))
    if not _UNUSUAL(text):
        return text
    budget.unusual = True
    if found := set(_FORBIDDEN.findall(text)):
        budget.removed |= found
        kind = type(text)
        return kind(_FORBIDDEN.sub("", text))
    return text


@pass_context
def _each(context: _Context, values: Iterable[Any]) -> Iterable[Any]:
    return context.budget.each(values)


@pass_context
def _paid(context: _Context, value: Any) -> Any:
    context.budget.spend_size(value)
    return value


@pass_context
def _made(context: _Context, value: Any) -> Any:
    """Return a list, tuple or dict that the template made, unless it is too large."""
    context.budget.spend_made(value)
    return value


@pass_context
def _concat(context: _Context, parts: list[Any]) -> str:
    context.budget.spend_made(parts)
    return markup_join(parts)


def _plain(value: Any) -> Any:
    """Return ``value`` unescaped: it is escaped when it is printed, and never twice."""
    return value if isinstance(value, (str, Markup)) else str(value)


@pass_eval_context
def _replace(eval_ctx: nodes.EvalContext, text: str, old: str, new: str, count: int | None = None) -> str:
    limits.check_replacement(str(text), old, new)
    return builtin.do_replace(eval_ctx, text, old, new, count)


@pass_eval_context
def _join(
    eval_ctx: nodes.EvalContext, values: Iterable[Any], d: str = "", attribute: str | int | None = None
) -> str:
    items = list(islice(values, limits.MAX_VALUE + 1))
    if attribute is not None:
        items = list(map(builtin.make_attrgetter(eval_ctx.environment, attribute), items))
    limits.check_size(sum(map(limits.size_of, items)) + len(items) * len(str(d)))
    joined: str = builtin.do_join(eval_ctx, items, d)
    return joined


def _round(value: float, precision: int = 0, method: Any = "common") -> float:
    if abs(precision) > 20:
        raise LimitError(f"Không thể làm tròn đến {precision} chữ số.")
    return builtin.do_round(value, precision, method)


@pass_environment
def _sum(environment: SandboxedEnvironment, values: Iterable[Any], attribute: str | int | None = None) -> Any:
    return builtin.sync_do_sum(environment, values, attribute)


_OWN_FILTERS: dict[str, Callable[..., Any]] = {
    _EACH: _each, _CONCAT: _concat, _PAID: _paid, _MADE: _made, "e": _plain, "escape": _plain,
    "forceescape": _plain, "replace": _replace, "join": _join, "round": _round, "sum": _sum,
}  # fmt: skip
REFUSED_FILTERS = builtin.FILTERS.keys() - {*_KEPT_FILTERS, *_OWN_FILTERS}
"""Filters of Jinja that no letter needs, or that lift the escaping, make HTML, differ from run to run."""

"""The Jinja environment that templates run in: no way to Python, no way to hang, nothing unescaped.

Values are escaped always; an undefined or empty (None) value is an error, never a blank; every loop, call
and operation is paid from the rendering's `Budget`. Everything else is Jinja as docxtpl has it.
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
from jinja2.sandbox import SandboxedEnvironment
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from sokhet_docs.template import limits
from sokhet_docs.template.limits import Budget, LimitError
from sokhet_docs.template.wrong_values import wrong_for_operation

# Not to be had: they lift the escaping, make HTML, or differ from run to run.
FORBIDDEN_FILTERS = ("safe", "urlize", "xmlattr", "random")
_FORBIDDEN_METHODS = frozenset({"format", "format_map", "encode", "translate", "maketrans"})
_DICT_ATTRIBUTES = frozenset(dir(dict))
_EACH, _CONCAT = "sokhet each", "sokhet concat"  # no template can write a name with a space
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


class TemplateEnvironment(SandboxedEnvironment):
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
        for name in FORBIDDEN_FILTERS:
            self.filters.pop(name)
        self.filters.update(_CAREFUL_FILTERS)
        self.filters.update(filters)

    def from_string(
        self,
        source: Any,
        globals: Any = None,  # noqa: A002  Jinja's own name
        template_class: Any = None,
    ) -> Template:
        """Compile ``source`` (text or a syntax tree) with its loops and joined texts under the budget."""
        tree = self.parse(source) if isinstance(source, str) else source
        hardened = _Hardener().visit(tree)
        return super().from_string(hardened, globals, template_class)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return a field of ``obj``: Jinja's meaning, without its detour by an exception for dicts."""
        if type(obj) is dict and attribute not in _DICT_ATTRIBUTES:
            try:
                return obj[attribute]
            except KeyError:
                return self.undefined(obj=obj, name=attribute)
        if isinstance(obj, str) and attribute in _FORBIDDEN_METHODS:
            return self.unsafe_undefined(obj, attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return ``obj[argument]`` as Jinja means it."""
        if isinstance(obj, str) and argument in _FORBIDDEN_METHODS:
            return self.unsafe_undefined(obj, argument)
        return super().getitem(obj, argument)

    def call(__self, __context: Any, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        """Call ``__obj`` for a template, under the budget."""
        __context.budget.spend_steps(limits.CALL_STEPS)
        limits.check_method(__obj, args)
        return super().call(__context, __obj, *args, **kwargs)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Return ``left operator right`` if that is no enormous value. Raises WrongValueError."""
        limits.check_operation(operator, left, right)
        try:
            return super().call_binop(context, operator, left, right)
        except (TypeError, ZeroDivisionError) as err:
            raise wrong_for_operation(operator, left, right, err) from err


class _Hardener(NodeTransformer):
    """Puts every loop and every ``a ~ b`` under the budget."""

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        node.iter = _filtered(node.iter, _EACH)
        return node

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
        limits.check_size(limits.size_of(value))
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


def _concat(parts: list[Any]) -> str:
    limits.check_size(sum(map(limits.size_of, parts)))
    return markup_join(parts)


def _plain(value: Any) -> Any:
    """Return ``value`` unescaped: it is escaped when it is printed, and never twice."""
    return value if isinstance(value, (str, Markup)) else str(value)


def _center(value: str, width: int = 80) -> str:
    limits.check_width(width)
    return builtin.do_center(value, width)


def _indent(text: str, width: int | str = 4, first: bool = False, blank: bool = False) -> str:
    limits.check_size(text.count("\n") * (width if isinstance(width, int) else len(width)))
    limits.check_width(width)
    return builtin.do_indent(text, width, first, blank)


@pass_eval_context
def _replace(eval_ctx: nodes.EvalContext, text: str, old: str, new: str, count: int | None = None) -> str:
    limits.check_replacement(str(text), old, new)
    return builtin.do_replace(eval_ctx, text, old, new, count)


def _format(text: str, *args: Any, **kwargs: Any) -> str:
    limits.check_format(text)
    return builtin.do_format(text, *args, **kwargs)


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


@pass_environment
def _wordwrap(
    environment: SandboxedEnvironment,
    text: str,
    width: int = 79,
    break_long_words: bool = True,
    wrapstring: str | None = None,
    break_on_hyphens: bool = True,
) -> str:
    limits.check_size(len(text) * len(wrapstring or "\n"))
    return builtin.do_wordwrap(environment, text, width, break_long_words, wrapstring, break_on_hyphens)


def _batch(values: Iterable[Any], linecount: int, fill_with: Any = None) -> Iterable[Any]:
    limits.check_width(linecount)
    return builtin.do_batch(values, linecount, fill_with)


def _slice(values: Any, slices: int, fill_with: Any = None) -> Iterable[Any]:
    limits.check_width(slices)
    return builtin.sync_do_slice(values, slices, fill_with)


def _round(value: float, precision: int = 0, method: Any = "common") -> float:
    if abs(precision) > 20:
        raise LimitError(f"Không thể làm tròn đến {precision} chữ số.")
    return builtin.do_round(value, precision, method)


@pass_eval_context
def _tojson(eval_ctx: nodes.EvalContext, value: Any, indent: int | None = None) -> str:
    limits.check_size(limits.size_of(value))
    limits.check_width((indent or 0) * 1000)
    return str(builtin.do_tojson(eval_ctx, value, indent))


def _string(value: Any) -> str:
    limits.check_size(limits.size_of(value))
    return value if isinstance(value, str) else str(value)


def _pprint(value: Any) -> str:
    limits.check_size(limits.size_of(value))
    return builtin.do_pprint(value)


_CAREFUL_FILTERS: dict[str, Callable[..., Any]] = {
    _EACH: _each, _CONCAT: _concat, "e": _plain, "escape": _plain, "forceescape": _plain,
    "center": _center, "indent": _indent, "replace": _replace, "format": _format, "join": _join,
    "wordwrap": _wordwrap, "batch": _batch, "slice": _slice, "round": _round, "tojson": _tojson,
    "string": _string, "pprint": _pprint,
}  # fmt: skip

"""The Jinja environment that templates run in: no access to Python, no endless work, nothing unescaped.

Values are always escaped; an undefined or empty (None) value is an error, never a blank; values passed in
cannot be changed. All that a template does is charged to the rendering's `Budget` (`hardening`, `metered`,
`operations`). Everything else is Jinja as docxtpl uses it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sized
from datetime import date
from itertools import islice
from typing import Any

from jinja2 import StrictUndefined, Template, nodes, pass_context, runtime
from jinja2 import TemplateError as JinjaError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace

from sokhet_docs.template import hardening, limits, metered, operations
from sokhet_docs.template.code_generator import DICT_ATTRIBUTES, CodeGenerator
from sokhet_docs.template.context import Context
from sokhet_docs.template.hardening import Hardener, RefusedError
from sokhet_docs.template.limits import Budget, LimitError
from sokhet_docs.template.printing import finalize, printed
from sokhet_docs.template.wrong_values import wrong_for_operation

_LOOP_NUMBERS = frozenset({"first", "index", "index0", "last", "length", "revindex", "revindex0"})
_KEYS = (str, int, float, date, type(None))  # what an element may be looked up by
_JINJA_ARGUMENTS = ("_loop_vars", "_block_vars")  # which it adds to calls within loops and blocks
_MOST_RANGE = 10**9  # a number of a range
_LONG = 256  # characters from which a value that is made is charged for


class _Namespace(Namespace):
    """Jinja's namespace; printed, it is only its name, whatever it contains."""

    def __repr__(self) -> str:
        return "<Namespace>"


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox with the project's limits, filters and strictness."""

    context_class = Context
    code_generator_class = CodeGenerator
    printed = staticmethod(printed)
    concat = staticmethod(limits.joined)
    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "**", "%"})

    def __init__(
        self, filters: Mapping[str, Callable[..., object]], date_text: Callable[[date], str] | None = None
    ) -> None:
        """Make the environment; ``date_text`` prints a date that has no filter, None: as docxtpl does."""
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=finalize)
        self.date_text = date_text
        self.within_docxtpl = False  # whether docxtpl itself renders, and knows its pictures
        self._known: dict[str, dict[str | int, bytes]] = {}
        self.globals.pop("lipsum")
        self.globals |= {"namespace": _Namespace, "range": _range}
        self.filters = {**_CHARGES, **metered.filters_of(filters)}
        self.tests = dict(metered.TESTS)

    def context_for(self, template: Template, fields: Mapping[str, Any], budget: Budget) -> Context:
        """Return the context in which ``template`` is filled in with ``fields``, charged to ``budget``."""
        # As `template.new_context` does, but for its slow way to put the environment's names together.
        context = Context(self, {**self.globals, **fields}, template.name, template.blocks)
        context.budget = budget
        return context

    def known_before(self, tab: str) -> dict[str | int, bytes]:
        """Return what values were printed as where a tab is written as ``tab`` ("": as everywhere else)."""
        return self._known.setdefault(tab, {})

    def parse(self, source: str, name: str | None = None, filename: str | None = None) -> nodes.Template:
        """Return the syntax tree of ``source``. Raises jinja2.TemplateSyntaxError, whatever is wrong."""
        hardening.check_source(source)
        try:
            tree = super().parse(source, name, filename)
        except JinjaError:
            raise
        except Exception as err:  # Python reads no deeper, or no larger a number
            raise RefusedError(_TOO_DEEP, 1) from err
        hardening.check_tree(tree)
        return tree

    def compile(self, source: Any, *args: Any, **named: Any) -> Any:
        """Return the code of ``source``. Raises jinja2.TemplateSyntaxError, whatever is wrong."""
        try:
            return super().compile(source, *args, **named)
        except JinjaError:
            raise
        except SyntaxError as err:  # such as an argument that is named twice
            code = str(super().compile(source, raw=True))
            line = hardening.own_line(code, err.lineno or 0)
            raise RefusedError("viết sai", line, "Hãy xem lại cách viết lệnh này.") from err
        except Exception as err:
            raise RefusedError(_TOO_DEEP, 1) from err

    def from_string(
        self,
        source: Any,
        globals: Any = None,  # noqa: A002  Jinja's own name
        template_class: Any = None,
    ) -> Template:
        """Compile ``source`` (text or a syntax tree); all that it does is charged to the budget."""
        tree = self.parse(source) if isinstance(source, str) else source
        return super().from_string(Hardener().visit(tree), globals, template_class)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return a field of ``obj`` as Jinja does, but for dicts without raising an exception first."""
        if type(obj) is dict and attribute not in DICT_ATTRIBUTES:
            try:
                return obj[attribute]
            except KeyError:
                return self.undefined(obj=obj, name=attribute)
        if type(obj) is runtime.LoopContext and attribute in _LOOP_NUMBERS:
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return an element of ``obj`` as Jinja does; only single values are keys."""
        if not isinstance(argument, _KEYS):
            raise SecurityError("not a key")
        return super().getitem(obj, argument)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Return whether a template may use the attribute ``attr``."""
        if callable(value) and not operations.is_method_allowed(obj, attr):
            return False
        return super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> None:
        """Give ``str.format`` no special treatment: it is no method that a template may use."""

    def call(__self, __context: Any, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        """Call ``__obj`` for a template, charged to the budget."""
        named = {name: value for name, value in kwargs.items() if name not in _JINJA_ARGUMENTS}
        operations.charge_call(__context.budget, __obj, args, named)
        result = super().call(__context, __obj, *args, **kwargs)
        if type(result) is not str or len(result) > _LONG:
            __context.budget.spend_size(result)
        return result

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Return ``left operator right`` unless that value is too large. Raises WrongValueError."""
        operations.charge_operation(context.budget, operator, left, right)
        try:
            return super().call_binop(context, operator, left, right)
        except (TypeError, ZeroDivisionError) as err:
            raise wrong_for_operation(operator, left, right, err) from err


# -- what a template may call, and what `hardening` puts in


def _range(*bounds: int) -> range:
    """Return Python's ``range`` of numbers that are not too large, if it is not too long."""
    if any(isinstance(bound, int) and abs(bound) > _MOST_RANGE for bound in bounds):
        raise LimitError("Vòng lặp quá dài.")
    numbers = range(*bounds)
    if len(numbers) > limits.MAX_ITEMS:
        raise LimitError("Vòng lặp quá dài.")
    return numbers


@pass_context
def _each(context: Context, values: Iterable[Any], cost: int) -> Iterable[Any]:
    """Return ``values`` for a loop, after charging all its turns."""
    if not isinstance(values, Sized):
        values = list(islice(values, limits.MAX_ITEMS + 1))
    context.budget.spend(len(values) * cost)
    return values


@pass_context
def _turn(context: Context, cost: int) -> None:
    context.budget.spend(cost)


@pass_context
def _paid(context: Context, value: Any) -> Any:
    kind = type(value)
    if kind is not int and (kind is not str or len(value) > _LONG):
        context.budget.spend_size(value)
    return value


@pass_context
def _made(context: Context, value: Any) -> Any:
    """Return a list, tuple or dict that the template made, unless it is too large."""
    context.budget.spend_size(value)
    return value


@pass_context
def _concat(context: Context, parts: list[Any]) -> str:
    context.budget.spend_size(parts)
    operations.check_parts(parts)
    return runtime.markup_join(parts)


_CHARGES = {
    hardening.CONCAT: _concat, hardening.EACH: _each, hardening.MADE: _made, hardening.PAID: _paid,
    hardening.TURN: _turn,
}  # fmt: skip
_TOO_DEEP = "lệnh này quá dài hoặc lồng nhau quá sâu"

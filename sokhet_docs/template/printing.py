"""A value of a tag → the text that is printed for it, escaped; in UTF-8 where nothing but joining is left.

Most values are printed again and again, in one letter or the next: what each was printed as is remembered.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import markupsafe
from jinja2 import pass_context
from markupsafe import Markup, escape

from sokhet_docs.template.context import Context
from sokhet_docs.template.limits import Budget
from sokhet_docs.template.line_breaks import LISTING, UnusualText, with_elements
from sokhet_docs.template.wrong_values import EmptyValueError, NeedsDocxtplError, is_printed, not_to_print

_ELEMENT = 40  # bytes of the element that stands for a line break, or more
_LONG = 256  # characters from which a printed text is charged for, and not remembered
_REMEMBERED = 1024  # values
# Characters that docxtpl turns into XML of their own (tab, line feed, \a, \f), that no XML may hold, and
# its escapes for braces.
_UNUSUAL = re.compile("[\x00-\x1f\ud800-\udfff\ufffe\uffff]|[{}%]_|_[{}%]").search
_BRACES = re.compile("[{}%]_|_[{}%]").search
_FORBIDDEN = re.compile("[\x00-\x06\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


# As `escape`, but a text gives a text, which is much faster.
_escaped: Callable[[str], str] = getattr(markupsafe, "_escape_inner", escape)


def printed(context: Context, value: Any, line: int) -> bytes:
    """Return what `finalize` does, in UTF-8; remember it for the next time, when the code looks there."""
    done = finalize(context, value, line).encode()
    is_short = len(value) < _LONG if type(value) is str else type(value) is int
    if is_short and type(done) is bytes:  # what is unusual concerns the whole letter
        known = context.known[line]
        if len(known) >= _REMEMBERED:
            known.clear()
        known[value] = done
    return done


@pass_context
def finalize(context: Context, value: Any, line: int = 0) -> str:
    """Return ``value`` as it is printed at ``line``, escaped.

    Raises EmptyValueError for None, WrongValueError for what is neither text nor number.
    """
    kind = type(value)
    if kind is str:
        if len(value) >= _LONG:
            context.budget.spend(len(value))
            context.budget.spend_text(len(value))
        if value.isprintable() and not ("_" in value and _BRACES(value)):
            return _escaped(value)
        if (tab := context.tabs.get(line)) and not ("_" in value and _BRACES(value)):
            rest = value.replace("\n", "").replace("\t", "")
            if rest.isprintable():
                context.budget.spend_text((len(value) - len(rest)) * len(tab))
                return with_elements(_escaped(value), tab)
    elif kind is int:
        return str(value)
    return _finalize_other(context, value)


def _finalize_other(context: Context, value: Any) -> str:
    if value is None:
        raise EmptyValueError
    if isinstance(value, str):
        return _finalize_text(context.budget, value)
    if isinstance(value, date):
        date_text = context.environment.date_text  # type: ignore[attr-defined]
        return _finalize_text(context.budget, date_text(value) if date_text else str(value))
    if hasattr(value, "__html__"):
        if hasattr(value, "tpl"):
            return _left_to_docxtpl(context, value)
        return _finalize_text(context.budget, Markup(value.__html__()))  # noqa: S704  docxtpl's RichText
    if not is_printed(value):
        raise not_to_print(value)
    return _finalize_text(context.budget, str(value))


def _left_to_docxtpl(context: Context, value: Any) -> str:
    if context.environment.within_docxtpl:  # type: ignore[attr-defined]
        return escape(value)
    raise NeedsDocxtplError(value.tpl)


def _finalize_text(budget: Budget, text: str) -> str:
    """Return ``text`` escaped, without characters that XML forbids; `UnusualText` where it needs care."""
    if type(text) is not str and len(text) >= _LONG:  # else it was charged for
        budget.spend(len(text))
        budget.spend_text(len(text))
    if not _UNUSUAL(text):
        return escape(text)
    budget.unusual = True
    budget.spend_text(sum(map(text.count, LISTING)) * _ELEMENT)
    if found := set(_FORBIDDEN.findall(text)):
        budget.removed |= found
        text = type(text)(_FORBIDDEN.sub("", text))
    return UnusualText(escape(text))

"""One template → its tags that print one field as it stands, whatever the data, each with its place.

A tag inside a condition, a loop or a macro, or with a filter that may print something else for a blank, is
none: its author thought of a blank.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from jinja2 import TemplateError as JinjaError
from jinja2 import nodes

from sokhet_docs.office.package import Package
from sokhet_docs.problems import Place
from sokhet_docs.template.checking.places import iter_placed_parts
from sokhet_docs.template.rendered_parts import CORE
from sokhet_docs.template.tags import PlainTag, TaggedText

if TYPE_CHECKING:
    from jinja2 import Environment

    from sokhet_docs.template.options import TemplateOptions

_OF_LETTERS = frozenset(
    {"hoa", "hoa_dau", "thuong_dau", "can_dong", "upper", "lower", "capitalize", "title", "trim"}
)


def find_plain_tags(package: Package, options: TemplateOptions) -> list[PlainTag]:
    """Return the plain tags of ``package``, each wording once; the file's properties are left out.

    Parts that cannot be read as Jinja give none: `find_template_problems` says what is wrong with them.
    """
    env = options.environment()
    found: dict[str, PlainTag] = {}
    for kind, part, places in iter_placed_parts(package, options.alias_reader()):
        for tag in _plain_tags_of(part, places, env, Place(package.file)) if kind != CORE else ():
            found.setdefault(tag.typed, tag)
    return list(found.values())


def _plain_tags_of(
    part: TaggedText, places: Sequence[Place | None], env: Environment, anywhere: Place
) -> Iterator[PlainTag]:
    try:
        tree = env.parse(part.source())
    except JinjaError:
        return
    local = set(_names_set_in(tree))
    for output in tree.body:
        for node in output.nodes if isinstance(output, nodes.Output) else ():
            field, index = _steps(node), part.lines.get(node.lineno)
            if field and index is not None and field[0] not in local:
                yield PlainTag(part.tags[index].typed, field, places[index] or anywhere)


def _names_set_in(tree: nodes.Template) -> Iterator[str]:
    for name in tree.find_all(nodes.Name):
        if name.ctx == "store":
            yield name.name


def _steps(node: nodes.Node) -> tuple[str, ...]:
    """Return ``("don_vi", "ten")`` for ``don_vi.ten`` and ``don_vi.ten|hoa``; empty for anything else."""
    if isinstance(node, nodes.Filter) and node.name in _OF_LETTERS and node.node is not None:
        return _steps(node.node)
    if isinstance(node, nodes.Name):
        return (node.name,)
    if isinstance(node, nodes.Getattr) and (before := _steps(node.node)):
        return (*before, node.attr)
    return ()

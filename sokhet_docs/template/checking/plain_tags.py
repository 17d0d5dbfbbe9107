"""One template → its tags that print one field as it stands, whatever the data, each with its place.

A tag with a filter, or inside a condition, a loop or a macro, is none: its author thought of a blank.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jinja2 import TemplateError as JinjaError
from jinja2 import nodes

from sokhet_docs.office.package import Package
from sokhet_docs.problems import Place
from sokhet_docs.template.checking.places import place_tags
from sokhet_docs.template.rendered_parts import CORE, iter_sources
from sokhet_docs.template.tags import TaggedText, split

if TYPE_CHECKING:
    from jinja2 import Environment

    from sokhet_docs.template.options import TemplateOptions


@dataclass(frozen=True, slots=True)
class PlainTag:
    """One tag as it was typed, the steps of the field that it prints (``don_vi``, ``email``), its place."""

    typed: str
    field: tuple[str, ...]
    place: Place


def find_plain_tags(package: Package, options: TemplateOptions) -> list[PlainTag]:
    """Return the plain tags of ``package``, each wording once; the file's properties are left out.

    Parts that cannot be read as Jinja give none: `check.problems_of` says what is wrong with them.
    """
    env, aliases = options.environment(), options.alias_reader()
    found: dict[str, PlainTag] = {}
    by_kind: dict[str, list[TaggedText]] = {}
    for source in iter_sources(package):
        if source.kind != CORE:
            by_kind.setdefault(source.kind, []).append(split(source.text, aliases))
    for kind, parts in by_kind.items():
        places = place_tags([package], kind, [tag for part in parts for tag in part.tags])
        start = 0
        for part in parts:
            here = places[start : start + len(part.tags)]
            start += len(part.tags)
            for one in _plain_tags_of(part, here, env, Place(package.file)):
                found.setdefault(one.typed, one)
    return list(found.values())


def _plain_tags_of(
    part: TaggedText, places: Sequence[Place | None], env: Environment, anywhere: Place
) -> Iterator[PlainTag]:
    try:
        tree = env.parse(part.source())
    except JinjaError:
        return
    own = set(_names_set_in(tree))
    for output in tree.body:
        for node in output.nodes if isinstance(output, nodes.Output) else ():
            field, index = _steps(node), part.lines.get(node.lineno)
            if field and index is not None and field[0] not in own:
                yield PlainTag(part.tags[index].typed, field, places[index] or anywhere)


def _names_set_in(tree: nodes.Template) -> Iterator[str]:
    for name in tree.find_all(nodes.Name):
        if name.ctx == "store":
            yield name.name


def _steps(node: nodes.Node) -> tuple[str, ...]:
    """Return ``("don_vi", "ten")`` for ``don_vi.ten``; empty for anything else."""
    if isinstance(node, nodes.Name):
        return (node.name,)
    if isinstance(node, nodes.Getattr) and (before := _steps(node.node)):
        return (*before, node.attr)
    return ()

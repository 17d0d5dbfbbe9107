"""Tags that need nothing but constants → their text, written out once, when a template is compiled.

What a plan asks of all its units alike (its outline, its figures) is in the templates as loops and
conditions. Filling them in again for every letter would cost more than the letter itself, and a control in a
loop has the same id each time. What cannot be written out for sure stays a tag: nothing depends on folding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Any, cast

from sokhet_docs.template.checking import RENDER_ERRORS
from sokhet_docs.template.limits import MAX_TEXT, MAX_WORK, Budget
from sokhet_docs.template.tags import (
    CLOSE_BRACE,
    OPEN_BRACE,
    Aliases,
    Tag,
    bound_names,
    first_word,
    held,
    iter_pieces,
    split,
    unescaped,
)

if TYPE_CHECKING:
    from sokhet_docs.template.sandbox import TemplateEnvironment

LOOPED = 'w:looped="1"'
"""The mark of a table cell that a loop over cells made; `fitted_tables` takes it away."""

_NAME = re.compile(r"(?<![\w.])[^\W\d]\w*")
_NO_NAME = re.compile(
    r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'"  # texts
    r"|\|\s*\w+|\bis\s+(?:not\s+)?\w+|\b\w+\s*=(?!=)"  # filters, tests, names of arguments
)
_KEYWORDS = frozenset(
    ["in", "not", "and", "or", "if", "elif", "else", "true", "false", "none", "True", "False", "None"]
)
_FOR = re.compile(r"for\s+(.+?)\s+in\s+(.+)", re.DOTALL)
_CELL = re.compile(r"<w:tc(?=[ >])")
_FOLLOWED = frozenset({"for", "if", "elif", "else", "endfor", "endif", "set"})
_NEEDS_CARE = re.compile(f"[\x00-\x1f{OPEN_BRACE}{CLOSE_BRACE}]")  # as line breaks, which docxtpl writes
_RENDERING = 3000  # units of work that one compilation takes
_BETWEEN = "\x04"  # stands between what is rendered together; no XML text can hold it


@dataclass(slots=True)
class _Branch:
    """One branch of a block: the tag that opens it, and what stands in it."""

    opening: str
    tag: Tag
    content: list[_Node] = field(default_factory=list)


@dataclass(slots=True)
class _Block:
    """A loop or a condition, from its first tag to ``closing``."""

    branches: list[_Branch]
    closing: str = ""

    @property
    def is_loop(self) -> bool:
        return first_word(self.branches[0].tag.inner) == "for"


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A fixed text (``tag`` None), or a tag that prints or sets something."""

    text: str
    tag: Tag | None = None


_Node = _Leaf | _Block


class _Fixed(bytes):
    """A fixed text of a template, to be told from values."""

    __slots__ = ()


class _UnknownError(Exception):
    """The text has tags whose meaning is not followed here."""


class Folder:
    """Writes out what depends on ``constants`` alone."""

    def __init__(
        self, env: TemplateEnvironment, aliases: Aliases | None, constants: Mapping[str, Any]
    ) -> None:
        self._env, self._aliases, self._constants = env, aliases, dict(constants)
        self._budget = Budget(constants, MAX_WORK // 5)

    def fold(self, text: str) -> str:
        """Return the patched text of a part with all such tags written out; ``text`` itself for none.

        A table cell that a loop over cells made has the attribute `LOOPED`.
        """
        if not self._constants or "{" not in text:
            return text
        try:
            nodes = _tree_of(text, self._aliases)
        except _UnknownError:
            return text
        known = self._constants.keys() - _names_set_in(text)
        pieces = list(self._fold_all(nodes, frozenset(known)))
        written = self._written_out([piece.text for piece in pieces if isinstance(piece, _Span)])
        return "".join(next(written) if isinstance(piece, _Span) else piece for piece in pieces)

    def _fold_all(self, nodes: Sequence[_Node], known: frozenset[str]) -> Iterator[str | _Span]:
        for node in nodes:
            if isinstance(node, _Leaf) and node.tag is None:
                yield node.text
            elif _free_names(node) <= known and _is_foldable(node):
                yield _Span(_source_of(node))
            elif isinstance(node, _Block):
                yield from self._fold_block(node, known)
            else:
                yield node.text

    def _fold_block(self, block: _Block, known: frozenset[str]) -> Iterator[str | _Span]:
        chosen = self._chosen_branch(block, known)
        if chosen is not None:
            yield from self._fold_all(chosen, known)
            return
        for branch in block.branches:
            yield branch.opening
            yield from self._fold_all(branch.content, known - _targets_of(branch.tag))
        yield block.closing

    def _chosen_branch(self, block: _Block, known: frozenset[str]) -> Sequence[_Node] | None:
        """Return the content of the branch that the constants choose, maybe (); None where data decides."""
        tags = [branch.tag for branch in block.branches]
        if block.is_loop or not all(_names_in(tag.inner) <= known and _is_plain(tag) for tag in tags):
            return None
        for branch in block.branches:
            if first_word(branch.tag.inner) == "else":
                return branch.content
            condition = branch.tag.inner.removeprefix("elif").removeprefix("if")
            if (holds := self._render(f"{{% if {condition} %}}1{{% endif %}}")) is None:
                return None
            if holds:
                return branch.content
        return ()

    def _written_out(self, spans: Sequence[str]) -> Iterator[str]:
        """Yield each of ``spans`` written out; as it is where that is not sure."""
        together = self._render(_BETWEEN.join(spans)) if len(spans) > 1 else None
        if together is not None:
            yield from together.split(_BETWEEN)
            return
        for span in spans:
            written = self._render(span)
            yield span.replace(f" {LOOPED}", "") if written is None else written

    def _render(self, source: str) -> str | None:
        """Return ``source`` filled in; None where a value fails, or needs care in each letter."""
        tagged = split(source, self._aliases)
        self._budget.removed = set()
        try:
            template = self._env.from_string(self._env.parse(tagged.source()))
            self._budget.spend(_RENDERING)
            context = self._env.context_for(template, self._constants, self._budget)
            context.texts = [_Fixed(text.encode()) for text in tagged.texts]
            context.known = [{}] * (len(tagged.tags) + 2)
            pieces: list[str] = []
            length = 0
            printed = cast("Iterator[tuple[bytes, ...]]", template.root_render_func(context))
            for piece in chain.from_iterable(printed):
                text = piece.decode()
                if type(piece) is not _Fixed and _NEEDS_CARE.search(text):
                    return None
                pieces.append(text if type(piece) is _Fixed else held(unescaped(text)))
                length += len(pieces[-1])
                if length > MAX_TEXT:
                    return None
        except RENDER_ERRORS:
            return None
        return None if self._budget.removed else "".join(pieces)


@dataclass(frozen=True, slots=True)
class _Span:
    """A stretch of text that depends on constants alone."""

    text: str


def _tree_of(text: str, aliases: Aliases | None) -> list[_Node]:
    """Return ``text`` as leaves and blocks. Raises _UnknownError for tags that are not followed."""
    bound = bound_names(text) if aliases else frozenset()
    top: list[_Node] = []
    opened: list[_Block] = []
    for raw, tag in iter_pieces(text, aliases, bound):
        content = opened[-1].branches[-1].content if opened else top
        keyword = first_word(tag.inner) if tag and tag.text.startswith("{%") else ""
        if tag is None or not keyword or keyword == "set":
            content.append(_Leaf(raw, tag))
        elif keyword not in _FOLLOWED:
            raise _UnknownError
        elif keyword in ("for", "if"):
            opened.append(_Block([_Branch(raw, tag)]))
            content.append(opened[-1])
        else:
            _go_on(opened, keyword, raw, tag)
    if opened:
        raise _UnknownError
    return top


def _go_on(opened: list[_Block], keyword: str, raw: str, tag: Tag) -> None:
    """Take a tag that goes on with, or ends, the block opened last."""
    if not opened or (keyword.startswith("end") and keyword != ("endfor" if opened[-1].is_loop else "endif")):
        raise _UnknownError
    if keyword.startswith("end"):
        opened.pop().closing = raw
    else:
        opened[-1].branches.append(_Branch(raw, tag))


def _names_in(code: str) -> frozenset[str]:
    """Return the variables that ``code`` reads, and maybe more."""
    words = _NAME.findall(_NO_NAME.sub(" ", code))
    return frozenset(words) - _KEYWORDS


def _targets_of(tag: Tag) -> frozenset[str]:
    """Return the names that a loop binds within itself; none for another tag."""
    match = _FOR.fullmatch(tag.inner)
    return frozenset(_NAME.findall(match.group(1))) | {"loop"} if match else frozenset()


def _names_set_in(text: str) -> frozenset[str]:
    return bound_names(
        "".join(raw for raw, tag in iter_pieces(text) if tag and first_word(tag.inner) == "set")
    )


def _free_names(node: _Node) -> frozenset[str]:
    """Return the variables that ``node`` needs from outside."""
    if isinstance(node, _Leaf):
        return _names_in(node.tag.inner) if node.tag else frozenset()
    free: frozenset[str] = frozenset()
    for branch in node.branches:
        match = _FOR.fullmatch(branch.tag.inner)
        targets = _targets_of(branch.tag)
        free |= _names_in(match.group(2)) - targets if match else _names_in(branch.tag.inner)
        for inner in branch.content:
            free |= _free_names(inner) - targets
    return free


def _is_plain(tag: Tag) -> bool:
    """Return whether ``tag`` leaves the white space around it alone."""
    return tag.text[2] not in "-+" and tag.text[-3] not in "-+"


def _is_foldable(node: _Node) -> bool:
    if isinstance(node, _Leaf):
        return node.tag is None or (_is_plain(node.tag) and node.tag.text.startswith("{{"))
    inner = (_is_plain(branch.tag) and all(map(_is_foldable, branch.content)) for branch in node.branches)
    return node.closing[2] not in "-+" and node.closing[-3] not in "-+" and all(inner)


def _source_of(node: _Node, *, looped: bool = False) -> str:
    """Return the text of ``node``; cells that a loop repeats are marked."""
    if isinstance(node, _Leaf):
        return _CELL.sub(f"<w:tc {LOOPED}", node.text) if looped and node.tag is None else node.text
    repeats_cells = node.is_loop and _begins_with_cell(node.branches[0].content)
    pieces = []
    for branch in node.branches:
        pieces.append(branch.opening)
        pieces += [_source_of(inner, looped=repeats_cells) for inner in branch.content]
    return "".join([*pieces, node.closing])


def _begins_with_cell(content: Sequence[_Node]) -> bool:
    first = content[0] if content else None
    return isinstance(first, _Leaf) and first.tag is None and _CELL.match(first.text.lstrip()) is not None

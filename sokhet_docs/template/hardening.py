"""A template's syntax tree → the same tree, charged for all it does; or where it is too much to compile.

Each turn of a loop and each call of a macro costs what stands in it, so that nothing repeats for free; what
takes as long as its values are long is charged by their size when it is done.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

from jinja2 import TemplateSyntaxError, nodes
from jinja2.visitor import NodeTransformer

from sokhet_docs.template.limits import MAX_BITS
from sokhet_docs.template.tags import TAG

# Filters that `Hardener` puts in; no template can write a name with a space.
EACH, CONCAT, MADE, PAID, TURN = "sokhet each", "sokhet concat", "sokhet made", "sokhet paid", "sokhet turn"
_MAX_SOURCE = 300_000  # characters of all tags of a part
_MAX_NODES = 60_000  # names, values, operations and commands of a part
_MAX_DEPTH = 60  # how deep they may stand in each other: Python itself reads no deeper
_MAX_BLOCKS = 12  # how deep loops and other commands may stand in each other
_HINT = "Hãy rút gọn lệnh này."

# Units of work that one node takes, besides what depends on its values: about 0.1 microseconds each.
_COSTS: dict[type[nodes.Node], int] = {
    nodes.AssignBlock: 20, nodes.Call: 60, nodes.CallBlock: 80, nodes.Compare: 3, nodes.Concat: 20,
    nodes.Dict: 12, nodes.Filter: 40, nodes.FilterBlock: 20, nodes.For: 30, nodes.Getattr: 10,
    nodes.Getitem: 12, nodes.List: 12, nodes.Macro: 60, nodes.Slice: 4, nodes.Test: 15, nodes.Tuple: 6,
    nodes.With: 4,
}  # fmt: skip
_OPERATION, _PRINTED, _OTHER = 20, 12, 1
_TEXT = 32  # characters of fixed text that cost one unit
_BLOCKS = (
    nodes.AssignBlock, nodes.Block, nodes.CallBlock, nodes.FilterBlock, nodes.For, nodes.Macro, nodes.With,
)  # fmt: skip
_APART = (nodes.Macro, nodes.CallBlock, nodes.Block)  # what stands in these is charged when it is called
_LOGICAL = (nodes.And, nodes.Or, nodes.Not)
_SEARCHING = ("in", "notin")


class RefusedError(TemplateSyntaxError):
    """A template that is too much to compile; ``fault`` says so in Vietnamese, ``hint`` what to do."""

    def __init__(self, fault: str, line: int, hint: str = _HINT) -> None:
        super().__init__(fault, line)
        self.fault, self.hint = fault, hint


# -- what may be compiled


def check_source(source: str) -> None:
    """Raise RefusedError for tags that are too long to be read."""
    if len(source) <= _MAX_SOURCE:
        return
    length = 0
    for tag in TAG.finditer(source):
        length += len(tag.group())
        if length > _MAX_SOURCE:
            line = source.count("\n", 0, tag.end()) + 1
            raise RefusedError(f"các thẻ dài quá {_MAX_SOURCE} chữ", line, "Hãy chia mẫu thành nhiều mẫu.")


def check_tree(tree: nodes.Template) -> None:
    """Raise RefusedError at the node that makes ``tree`` too deep or too large, or at too large a number."""
    waiting: list[tuple[nodes.Node, int, int]] = [(tree, 0, 0)]
    count = 0
    while waiting:
        node, depth, blocks = waiting.pop()
        count += 1
        blocks += isinstance(node, _BLOCKS)
        if depth > _MAX_DEPTH or blocks > _MAX_BLOCKS:
            raise RefusedError("các lệnh lồng nhau quá sâu", node.lineno)
        if count > _MAX_NODES:
            raise RefusedError("mẫu có quá nhiều lệnh", node.lineno, "Hãy chia mẫu thành nhiều mẫu.")
        if isinstance(node, nodes.Const):
            _check_number(node)
        waiting += [(child, depth + 1, blocks) for child in node.iter_child_nodes()]


def _check_number(node: nodes.Const) -> None:
    value = node.value
    if (isinstance(value, float) and not math.isfinite(value)) or (
        isinstance(value, int) and value.bit_length() > MAX_BITS
    ):
        raise RefusedError("số quá lớn", node.lineno)


def own_line(code: str, line: int) -> int:
    """Return the line of a template that line ``line`` of its generated ``code`` comes from."""
    _, _, info = code.rpartition("debug_info = ")
    pairs = [tuple(map(int, pair.split("="))) for pair in info.strip().strip("'").split("&") if pair]
    return max(((made, own) for own, made in pairs if made <= line), default=(0, 1))[1]


# -- what it costs


class Hardener(NodeTransformer):
    """Charges every loop, call, comparison, ``a ~ b`` and value made to the budget."""

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802
        """Charge a loop for all its turns at once."""
        cost = _cost_of([*node.body, *([node.test] if node.test else ())]) + 5
        self.generic_visit(node)
        if node.recursive:
            node.body.insert(0, _turn(cost, node.lineno))
        node.iter = _filtered(node.iter, EACH, nodes.Const(1 if node.recursive else cost))
        return node

    def visit_Macro(self, node: nodes.Macro | nodes.CallBlock | nodes.Block) -> nodes.Node:  # noqa: N802
        """Charge each call for what is done in it."""
        cost = _cost_of(node.body)
        self.generic_visit(node)
        node.body.insert(0, _turn(cost, node.lineno))
        return node

    visit_CallBlock = visit_Macro  # noqa: N815
    visit_Block = visit_Macro  # noqa: N815

    def visit_Assign(self, node: nodes.Assign) -> Any:  # noqa: N802
        """Let an attribute that cannot be set be a fault at this line, not at the one before."""
        self.generic_visit(node)
        return [_turn(0, node.lineno), node] if node.find(nodes.NSRef) else node

    def visit_Compare(self, node: nodes.Compare) -> nodes.Node:  # noqa: N802
        """Charge what is compared or searched, unless one look tells."""
        self.generic_visit(node)
        for operand in node.ops:
            if operand.op in _SEARCHING or not isinstance(operand.expr, nodes.Const):
                operand.expr = _paid(operand.expr)
        if any(not isinstance(operand.expr, nodes.Const) for operand in node.ops):
            node.expr = _paid(node.expr)
        return node

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Node:  # noqa: N802
        """Charge what is cut out, or looked up."""
        self.generic_visit(node)
        if isinstance(node.arg, nodes.Slice):
            node.node = _paid(node.node)
        else:
            node.arg = _paid(node.arg)
        return node

    def visit_List(self, node: nodes.List | nodes.Tuple | nodes.Dict) -> nodes.Node:  # noqa: N802
        """Charge what is made."""
        self.generic_visit(node)
        is_fixed = all(isinstance(item, nodes.Const) for item in node.items)
        return node if is_fixed else _filtered(node, MADE)

    visit_Dict = visit_List  # noqa: N815

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Node:  # noqa: N802
        """Charge what is made."""
        return self.visit_List(node) if node.ctx == "load" else node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        """Charge what is joined."""
        self.generic_visit(node)
        return _filtered(nodes.List(list(node.nodes), lineno=node.lineno), CONCAT)


def _paid(node: Any) -> Any:
    return node if isinstance(node, nodes.Const) else _filtered(node, PAID)


def _filtered(node: Any, name: str, *arguments: nodes.Expr) -> nodes.Filter:
    return nodes.Filter(node, name, list(arguments), [], None, None, lineno=node.lineno)


def _turn(cost: int, line: int) -> nodes.Node:
    return nodes.ExprStmt(_filtered(nodes.Const(cost, lineno=line), TURN), lineno=line)


def _cost_of(body: Sequence[nodes.Node]) -> int:
    """Return what it costs to do ``body`` once, each loop in it for no turn."""
    return sum(map(_own_cost, _iter_once(body)))


def _iter_once(body: Sequence[nodes.Node]) -> Iterator[nodes.Node]:
    waiting = list(body)
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, nodes.For):
            waiting += [node.iter, *node.else_]
        elif not isinstance(node, _APART):
            waiting += node.iter_child_nodes()
        elif not isinstance(node, nodes.Block):
            waiting += [*node.defaults, *node.iter_child_nodes(only=("call",))]


def _own_cost(node: nodes.Node) -> int:
    if isinstance(node, nodes.TemplateData):
        return 2 + len(node.data) // _TEXT
    if isinstance(node, nodes.Output):
        return _PRINTED * len(node.nodes)
    if isinstance(node, (nodes.BinExpr, nodes.UnaryExpr)) and not isinstance(node, _LOGICAL):
        return _OPERATION
    return _COSTS.get(type(node), _OTHER)

"""A template's syntax tree → Python code whose pieces can be joined as they come: bytes, several at a time.

What Jinja yields one by one, as text, is yielded here as one tuple for all that is printed between two
commands. Fixed texts are taken from the context, where they are in UTF-8 already (`Context.texts`).
"""

from __future__ import annotations

from typing import Any

from jinja2 import compiler, nodes

from sokhet_docs.template.tags import MARK

DICT_ATTRIBUTES = frozenset(dir(dict))


class CodeGenerator(compiler.CodeGenerator):
    """Jinja's generator, for an environment that prints by `printing`: its functions take the line too.

    Within macros and the like, and where docxtpl renders, texts are yielded as Jinja does it.
    """

    def write_commons(self) -> None:
        """Write what each function begins with: Jinja's names, and those that `visit_Output` uses."""
        super().write_commons()
        self.writeline("texts, known, printed = context.texts, context.known, environment.printed")

    def visit_Output(self, node: nodes.Output, frame: Any) -> None:  # noqa: N802
        """Write one yield of all that ``node`` prints."""
        if frame.buffer is not None or self.environment.within_docxtpl:  # type: ignore[attr-defined]
            super().visit_Output(node, frame)
            return
        self.writeline("yield (")
        self.indent()
        for child in node.nodes:
            if isinstance(child, nodes.TemplateData):
                self.writeline(_fixed(child.data))
            else:
                self.writeline("((_kind := type(_value := ", child)
                self.visit(child, frame)
                known = f"known[{child.lineno}].get(_value)"
                self.write(
                    f")) is str or _kind is int) and {known} or printed(context, _value, {child.lineno}),"
                )
        self.outdent()
        self.writeline(")")

    def start_write(self, frame: Any, node: nodes.Node | None = None) -> None:
        """Begin to write a call that gives a text."""
        super().start_write(frame, node)
        self.write("(" * self._is_tuple(frame))

    def end_write(self, frame: Any) -> None:
        """End what `start_write` began."""
        self.write(".encode(),)" * self._is_tuple(frame))
        super().end_write(frame)

    def _is_tuple(self, frame: Any) -> bool:
        return frame.buffer is None and not self.environment.within_docxtpl  # type: ignore[attr-defined]

    def visit_Getattr(self, node: nodes.Getattr, frame: Any) -> None:  # noqa: N802
        """Write how a field is looked up: in a dict, as most are, without a call."""
        if node.attr in DICT_ATTRIBUTES:
            super().visit_Getattr(node, frame)
            return
        name = repr(node.attr)
        self.write(f"(_of[{name}] if type(_of := ")
        self.visit(node.node, frame)
        self.write(f") is dict and {name} in _of else environment.getattr(_of, {name}))")

    def _output_child_pre(self, node: Any, frame: Any, finalize: Any) -> None:  # noqa: ARG002
        self.write(finalize.src)

    def _output_child_post(self, node: Any, frame: Any, finalize: Any) -> None:  # noqa: ARG002
        self.write(f", {node.lineno})")


def _fixed(data: str) -> str:
    """Return the code of the fixed text ``data``: the marks of texts, or the text itself."""
    if marks := MARK.findall(data):
        return "".join(f"texts[{index}], " for index in marks)
    return f"{data.encode()!r},"

"""One or more .docx templates, compiled once → a .docx for each set of fields, as often as wanted.

The tag language is docxtpl's. Several templates make one document, each with its own sections. What has no
tags goes into every output as the bytes that it was compressed to once. (`checking` and `compiler` bring
Jinja, which is slow to import: they are imported where templates are read.)
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import escape

from sokhet_docs.office.package import Package, entries_of, parse_package, read_package, write_package
from sokhet_docs.office.zip_writer import ArchiveStart, pack_pieces
from sokhet_docs.problems import Problem, TemplateError
from sokhet_docs.template.limits import Budget
from sokhet_docs.template.options import TemplateFile, TemplateOptions
from sokhet_docs.template.prepared import prepared, read_template
from sokhet_docs.template.tags import PlainTag
from sokhet_docs.template.wrong_values import NeedsDocxtplError

if TYPE_CHECKING:
    from sokhet_docs.template.compiler import Compiled, Loaded
    from sokhet_docs.template.form_scope import FormScope

Source = TemplateFile | Path | str
Sources = Source | Sequence[Source]


class RemovedCharactersWarning(UserWarning):
    """A value held characters that no Word file can hold; they were left out."""


class Template:
    """A packet's templates, ready to be filled in. It may be shared by threads and sent to processes."""

    def __init__(self, compiled: Compiled) -> None:
        """Take what a `Compiler` made; `compile` is the way in."""
        self._loaded, self._options, self._parts = compiled.documents, compiled.options, compiled.parts
        self._documents = [package for package, _ in compiled.documents]
        names = {part.name for part in compiled.parts}
        entries = entries_of(compiled.whole)
        self._start = ArchiveStart(entry for entry in entries if entry.name.decode() not in names)

    @classmethod
    def compile(cls, paths: Sources, options: TemplateOptions | None = None) -> Template:
        """Read and compile one template, or several into one packet in their order.

        ``options`` None: any field may be used, dates print as docxtpl prints them (2022-04-20).
        Raises TemplateError with every problem of every file.
        """
        return compile_templates([paths], options)[0]

    @property
    def form_scope(self) -> FormScope:
        """Where in the document the form is, and the fields on which its questions depend."""
        from sokhet_docs.template.form_scope import scope_of

        return scope_of(self._parts)

    def render(self, fields: Mapping[str, object], *, must_name: Sequence[str] = ()) -> bytes:
        """Return the .docx for ``fields``: text, numbers, dates, lists and dicts by name.

        ``must_name`` are names of which one at least must stand in the text, in small letters or capitals;
        empty asks for none. Values are escaped. Characters that no Word file can hold are left out, with a
        RemovedCharactersWarning. Raises TemplateError, with the place, for an undefined or empty (None) value
        and for anything else that a tag cannot do; for a text that does not name whom it must.
        """
        budget = Budget(fields)
        try:
            filled = list(self._filled(fields, budget))
        except NeedsDocxtplError as err:
            return self._render_by_docxtpl(err.template, fields)
        if budget.removed:
            names = ", ".join(f"U+{ord(character):04X}" for character in sorted(budget.removed))
            warnings.warn(f"Đã bỏ ký tự không ghi được vào Word: {names}.", RemovedCharactersWarning, 2)
        if must_name:
            self._refuse_nameless(filled, must_name)
        return self._start.archive(pack_pieces(name, pieces) for name, pieces in filled)

    def _refuse_nameless(self, filled: Sequence[tuple[bytes, list[bytes]]], names: Sequence[str]) -> None:
        wanted = [str(escape(form)).encode() for name in names for form in (name, name.upper()) if name]
        bodies = [b"".join(pieces) for part, pieces in filled if part.startswith(b"word/")]
        if not any(name in content for content in bodies for name in wanted):
            files = ", ".join(document.file for document in self._documents)
            raise TemplateError.at(
                files,
                f"Văn bản làm ra không ghi tên “{names[0]}”, đơn vị mà nó được gửi đến.",
                "Hãy ghi nơi nhận vào mẫu bằng trường, ví dụ {{ don_vi.kinh_gui }}.",
            )

    def _filled(self, fields: Mapping[str, object], budget: Budget) -> Iterator[tuple[bytes, list[bytes]]]:
        for part in self._parts:
            try:
                yield part.entry_name, part.pieces(fields, budget)
            except NeedsDocxtplError:
                raise
            except Exception as err:  # whatever Jinja or Python knows
                from sokhet_docs.template.checking import render_problem

                known = {**fields, **{key: value for _, own in self._loaded for key, value in own.items()}}
                problem = render_problem(err, part, self._parts, self._documents, known)
                raise TemplateError([problem]) from err

    def __reduce__(self) -> tuple[Any, ...]:
        """Send the templates themselves to another process, which compiles them again."""
        return _compile_again, (self._loaded, self._options)

    def _render_by_docxtpl(self, template: Any, fields: Mapping[str, object]) -> bytes:
        """Return what ``template``, the DocxTemplate that a value belongs to, makes of ``fields``."""
        from sokhet_docs.template.checking import RENDER_ERRORS, reword

        file = self._documents[0].file
        if len(self._documents) > 1:
            raise TemplateError.at(
                file, "Ảnh hoặc tài liệu con không dùng được trong bộ nhiều mẫu.", "Hãy điền riêng mẫu này."
            )
        stream = io.BytesIO()
        env = self._options.environment()
        env.within_docxtpl = True
        try:
            template.render({**fields, **self._loaded[0][1]}, env, autoescape=True)
            template.save(stream)
        except RENDER_ERRORS as err:
            message, hint = reword(err, None, fields)
            raise TemplateError.at(file, message, hint) from err
        return write_package(parse_package(stream.getvalue(), file))


def _compile_again(loaded: tuple[Loaded, ...], options: TemplateOptions) -> Template:
    from sokhet_docs.template.compiler import Compiler

    return Template(Compiler(options).packet(loaded))


def compile_templates(packets: Sequence[Sources], options: TemplateOptions | None = None) -> list[Template]:
    """Compile several packets that may share templates; each file is read, patched and compiled once.

    Takes what `Template.compile` takes. Raises TemplateError with every problem of every file.
    """
    from sokhet_docs.template.compiler import Compiler

    if not all(map(_files_of, packets)):
        raise ValueError("a template needs at least one file")
    compiler = Compiler(options or TemplateOptions())
    packages = _read_all([file.path for sources in packets for file in _files_of(sources)])
    templates: list[Template] = []
    problems: dict[Problem, None] = {}
    for sources in packets:
        try:
            loaded = [(packages[str(file.path)], file.constants) for file in _files_of(sources)]
            templates.append(Template(compiler.packet(loaded)))
        except TemplateError as err:
            problems |= dict.fromkeys(err.problems)
    if problems:
        raise TemplateError(problems)
    return templates


def find_problems(paths: Sources, options: TemplateOptions | None = None) -> tuple[Problem, ...]:
    """Return every problem of the templates, warnings too, each with its place; nothing is rendered."""
    from sokhet_docs.template.checking import find_active_content, find_left_over, find_template_problems

    problems: list[Problem] = []
    for file in _files_of(paths):
        try:
            package = read_package(file.path)
            ready = prepared(package)
            problems += [*find_active_content(ready), *find_left_over(package)]
            problems += find_template_problems(ready, options or TemplateOptions())
        except TemplateError as err:
            problems += err.problems
    return tuple(problems)


def find_plain_tags(package: Package, options: TemplateOptions) -> list[PlainTag]:
    """Return the tags of ``package`` that print one field as it stands, whatever the data."""
    from sokhet_docs.template import checking

    return checking.find_plain_tags(package, options)


_NO_CONSTANTS: dict[str, Any] = {}  # one object, so that templates without any are compiled once


def _files_of(sources: Sources) -> list[TemplateFile]:
    each = [sources] if isinstance(sources, (str, Path, TemplateFile)) else sources
    return [file if isinstance(file, TemplateFile) else TemplateFile(file, _NO_CONSTANTS) for file in each]


def _read_all(paths: Sequence[Path | str]) -> dict[str, Package]:
    from sokhet_docs.template.checking import find_active_content

    packages: dict[str, Package] = {}
    problems: list[Problem] = []
    for path in dict.fromkeys(map(str, paths)):
        try:
            packages[path] = read_template(path)
            problems += find_active_content(packages[path])
        except TemplateError as err:
            problems += err.problems
    if problems:
        raise TemplateError(problems)
    return packages

"""Templates as they were read → compiled packets; what several packets share is done once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import jinja2

from sokhet_docs.office.package import Package
from sokhet_docs.problems import Place, Problem, TemplateError, errors_in
from sokhet_docs.template.checking import find_field_faults, find_template_problems, is_doubtful
from sokhet_docs.template.composing import LoadedTemplate, compose
from sokhet_docs.template.filled_part import FilledPart
from sokhet_docs.template.options import TemplateOptions
from sokhet_docs.template.rendered_parts import PartSource, WholePart, iter_sources
from sokhet_docs.template.structure import WellFormedness, examine
from sokhet_docs.template.tags import split

_ASK = "Hãy thử bỏ bớt từng thẻ mới thêm, hoặc lấy lại mẫu từ bản gốc."


class _DoubtError(Exception):
    """Something is wrong, or may be: the templates need a closer look, one by one."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """A packet: the templates it is made of, their composition, the parts that each rendering fills in."""

    documents: tuple[Package, ...]
    options: TemplateOptions
    whole: Package
    parts: tuple[FilledPart, ...]


class Compiler:
    """Compiles packets for one set of options."""

    def __init__(self, options: TemplateOptions) -> None:
        self._options = options
        self._env = options.environment()
        self._aliases = options.alias_reader()
        self._documents: dict[int, LoadedTemplate] = {}
        self._examined: dict[int, WellFormedness] = {}
        self._code: dict[str, jinja2.Template] = {}

    def packet(self, packages: Sequence[Package]) -> Compiled:
        """Return the packet of ``packages`` (at least one), compiled.

        Raises TemplateError with every problem of every package.
        """
        try:
            documents = [self._document(package) for package in packages]
            whole, whole_parts = compose(documents)
            parts = self._filled(whole_parts)
        except (_DoubtError, jinja2.TemplateError) as err:
            raise self._problems(packages) from err
        for part in parts:
            if part.is_fixed:
                part.finish_in(whole)
        filled = tuple(part for part in parts if not part.is_fixed)
        return Compiled(tuple(packages), self._options, whole, filled)

    def _filled(self, whole_parts: Sequence[WholePart]) -> list[FilledPart]:
        parts = [FilledPart(part, self._compile_source, self._aliases, self._examine) for part in whole_parts]
        if any(part.is_broken for part in parts):
            raise _DoubtError
        return parts

    def _document(self, package: Package) -> LoadedTemplate:
        key = id(package)
        if key not in self._documents:
            sources = list(iter_sources(package))
            if is_doubtful(package, sources) and errors_in(find_template_problems(package, self._options)):
                raise _DoubtError
            self._documents[key] = LoadedTemplate(package, sources)
        return self._documents[key]

    def _examine(self, source: PartSource) -> WellFormedness:
        key = id(source)  # kept alive by its document
        if key not in self._examined:
            self._examined[key] = examine(split(source.text))
        return self._examined[key]

    def _compile_source(self, source: str) -> jinja2.Template:
        if source not in self._code:
            tree = self._env.parse(source)
            if next(find_field_faults(tree, self._options.shape, self._env), None):
                raise _DoubtError
            self._code[source] = self._env.from_string(tree)
        return self._code[source]

    def _problems(self, packages: Sequence[Package]) -> TemplateError:
        found = (find_template_problems(package, self._options) for package in packages)
        problems = errors_in(dict.fromkeys(chain.from_iterable(found)))
        return TemplateError(
            problems or [Problem(Place(packages[0].file), "Không đọc được các lệnh của mẫu.", _ASK)]
        )

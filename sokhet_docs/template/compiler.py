"""Templates as they were read → compiled packets; what several packets share is done once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

import jinja2

from sokhet_docs.office.package import Package
from sokhet_docs.problems import Place, Problem, TemplateError, errors_in
from sokhet_docs.template.checking import find_field_faults, find_template_problems, is_doubtful
from sokhet_docs.template.composing import LoadedTemplate, compose, set_mirrored
from sokhet_docs.template.constant_folding import Folder
from sokhet_docs.template.filled_part import FilledPart
from sokhet_docs.template.fitted_tables import with_fitted_tables
from sokhet_docs.template.options import TemplateOptions
from sokhet_docs.template.placeholders import with_placeholders
from sokhet_docs.template.rendered_parts import BODY, CORE, PartSource, WholePart, iter_sources
from sokhet_docs.template.repeated_ids import with_own_ids
from sokhet_docs.template.structure import WellFormedness, examine
from sokhet_docs.template.tags import split

Loaded = tuple[Package, Mapping[str, Any]]  # a template as it was read, and its constants
_NO_IDENTIFIER = re.compile(r"<dc:identifier(?:/>|></dc:identifier>)")
_ASK = "Hãy thử bỏ bớt từng thẻ mới thêm, hoặc lấy lại mẫu từ bản gốc."


class _DoubtError(Exception):
    """Something is wrong, or may be, in the parts ``names``: the templates need a closer look, one by one."""

    def __init__(self, names: Sequence[str] = ()) -> None:
        super().__init__(*names)
        self.names = tuple(names)


@contextmanager
def _blamed_on(*names: str) -> Iterator[None]:
    """Have whatever is raised within called a doubt about the parts ``names``."""
    try:
        yield
    except (_DoubtError, TemplateError):
        raise
    except Exception as err:  # whatever Jinja or Python knows
        raise _DoubtError(names) from err


@dataclass(frozen=True, slots=True)
class Compiled:
    """A packet: the templates it is made of, their composition, the parts that each rendering fills in."""

    documents: tuple[Loaded, ...]
    options: TemplateOptions
    whole: Package
    parts: tuple[FilledPart, ...]


class Compiler:
    """Compiles packets for one set of options."""

    def __init__(self, options: TemplateOptions) -> None:
        self._options = options
        self._env = options.environment()
        self._aliases = options.alias_reader()
        self._documents: dict[tuple[int, int], LoadedTemplate] = {}
        self._examined: dict[int, WellFormedness] = {}
        self._code: dict[str, jinja2.Template] = {}

    def packet(self, loaded: Sequence[Loaded]) -> Compiled:
        """Return the packet of the templates ``loaded`` (at least one), compiled.

        Raises TemplateError with every problem of every package.
        """
        try:
            documents = [self._document(package, constants) for package, constants in loaded]
            whole, whole_parts = compose(documents, duplex=self._options.duplex is True)
            if self._options.duplex is not None:
                set_mirrored(whole, on=self._options.duplex)
            parts = self._filled(whole_parts, [constants for _, constants in loaded])
        except (_DoubtError, jinja2.TemplateError) as err:
            raise self._problems([package for package, _ in loaded], getattr(err, "names", ())) from err
        for part in parts:
            if part.is_fixed:
                part.finish_in(whole)
        filled = tuple(part for part in parts if not part.is_fixed)
        return Compiled(tuple(loaded), self._options, whole, filled)

    def _filled(
        self, whole_parts: Sequence[WholePart], constants: Sequence[Mapping[str, Any]]
    ) -> list[FilledPart]:
        parts = []
        for part in whole_parts:
            with _blamed_on(*(segment.source.name for segment in part.segments)):
                parts.append(FilledPart(part, self._compile_source, self._aliases, self._examine, constants))
        if any(part.is_broken for part in parts):
            raise _DoubtError
        return parts

    def _document(self, package: Package, constants: Mapping[str, Any]) -> LoadedTemplate:
        key = id(package), id(constants)
        if key not in self._documents:
            sources = [self._identified(source) for source in iter_sources(package)]
            if is_doubtful(package, sources) and errors_in(find_template_problems(package, self._options)):
                raise _DoubtError
            if constants:
                self._find_field_faults(sources)
            self._documents[key] = self._folded(LoadedTemplate(package, sources), constants)
        return self._documents[key]

    def _identified(self, source: PartSource) -> PartSource:
        if source.kind != CORE or not self._options.identifier:
            return source
        named = f"<dc:identifier>{self._options.identifier}</dc:identifier>"
        return replace(source, text=_NO_IDENTIFIER.sub(lambda _: named, source.text))

    def _find_field_faults(self, sources: Sequence[PartSource]) -> None:
        """Look for unknown fields before folding, which may leave out the branch that they stand in."""
        for source in sources:
            with _blamed_on(source.name):
                tree = self._env.parse(split(source.text, self._aliases).source())
                if next(find_field_faults(tree, self._options.shape, self._env), None):
                    raise _DoubtError

    def _folded(self, document: LoadedTemplate, constants: Mapping[str, Any]) -> LoadedTemplate:
        """Return ``document`` with what depends on ``constants`` alone written out, in its package too."""
        folder = Folder(self._env, self._aliases, constants)
        package = replace(document.package, parts=dict(document.package.parts))
        sources = []
        for source in document.sources:
            text = folder.fold(source.text)
            if text != source.text:
                text = with_fitted_tables(with_own_ids(text), source.before)
            if text != source.text and source.kind == BODY:
                package = with_placeholders(package, text)
            if text != source.text:
                blob = f"{source.before}{text}{source.after}".encode()
                package.put(package.parts[source.name].with_blob(blob))
            sources.append(replace(source, text=text))
        return LoadedTemplate(package, sources)

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

    def _problems(self, packages: Sequence[Package], names: Sequence[str]) -> TemplateError:
        """Return every problem of ``packages``; where none is found, one of the parts ``names``."""
        found = (find_template_problems(package, self._options) for package in packages)
        problems = errors_in(dict.fromkeys(chain.from_iterable(found)))
        if not problems:
            places = [
                _place_of(package, name) for package in packages for name in names if name in package.parts
            ]
            unread = "Không đọc được các lệnh của mẫu."
            problems = [Problem(place, unread, _ASK) for place in places or [Place(packages[0].file)]]
        return TemplateError(dict.fromkeys(problems))


def _place_of(package: Package, name: str) -> Place:
    """Return the place of the part ``name`` as a whole."""
    label = "thuộc tính của tệp" if name == package.core_name() else f"phần {name}"
    return Place(package.file, package.labels().get(name) or (label if name != package.main else ""))

"""One or more .docx templates, compiled once → a .docx for each set of fields, as often as wanted.

The tag language is docxtpl's. Several templates make one document, each with its own sections. What has no
tags goes into every output as the bytes that it was compressed to once.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sokhet_docs.zip_writer import Packed, archive_of, pack_entry
from sokhet_docs.package import Package, entries_of, parse_package, read_package, write_package
from sokhet_docs.problems import Place, Problem, TemplateError, errors_in
from sokhet_docs.vocabulary import Shape

if TYPE_CHECKING:
    from types import TracebackType

    from sokhet_docs.filled_part import FilledPart
    from sokhet_docs.sandbox import TemplateEnvironment
    from sokhet_docs.tags import Aliases

Filters = Mapping[str, Callable[..., object]]
Paths = Path | str | Sequence[Path | str]


class RemovedCharactersWarning(UserWarning):
    """A value held characters that no Word file can hold; they were left out."""


@dataclass(frozen=True, slots=True)
class Options:
    """How templates are read: the known fields, the column headers, the filters, a bare date's form.

    ``shape`` None: no field is checked. ``date_text`` None: a date without a filter prints as docxtpl
    prints it (2022-04-20).
    """

    shape: Mapping[str, Shape] | None = None
    aliases: Mapping[str, str] | None = None
    filters: Filters | None = None
    date_text: Callable[[date], str] | None = None

    def environment(self) -> TemplateEnvironment:
        """Return a new Jinja environment for these options."""
        from sokhet_docs.sandbox import TemplateEnvironment  # Jinja: slow to import, needed only here

        return TemplateEnvironment(self.filters or {}, self.date_text)

    def alias_reader(self) -> Aliases | None:
        """Return what rewrites column headers; None when there are none."""
        from sokhet_docs.tags import Aliases

        return Aliases(self.aliases, tuple(self.shape or ())) if self.aliases else None


class Template:
    """A packet's templates, ready to be filled in. It may be shared by threads and sent to processes."""

    def __init__(self, packages: Sequence[Package], options: Options) -> None:
        """Compile ``packages`` (at least one) into one document; `compile` is the usual way in.

        Raises TemplateError with every problem of every package.
        """
        self._packages, self._options = tuple(packages), options
        self._whole = _composed(self._packages)
        self._parts = _compiled(self._packages, self._whole, options)
        names = {part.name for part in self._parts}
        self._entries = [entry for entry in entries_of(self._whole) if entry.name.decode() not in names]

    @classmethod
    def compile(
        cls,
        paths: Paths,
        *,
        shape: Mapping[str, Shape] | None = None,
        aliases: Mapping[str, str] | None = None,
        filters: Filters | None = None,
        date_text: Callable[[date], str] | None = None,
    ) -> Template:
        """Read and compile one template, or several into one packet in their order.

        ``shape`` (see `vocabulary`) names the fields that may be used, None allows any; ``aliases`` are the
        clerk's column headers and the fields they stand for; ``filters`` come on top of Jinja's own;
        ``date_text`` prints dates that have no filter, None as docxtpl does (2022-04-20).
        Raises TemplateError with every problem of every file.
        """
        return cls(_read_all(paths), Options(shape, aliases, filters, date_text))

    def render(self, fields: Mapping[str, object]) -> bytes:
        """Return the .docx for ``fields``: text, numbers, dates, lists and dicts by name.

        Values are escaped. Characters that no Word file can hold are left out, with a
        RemovedCharactersWarning. Raises TemplateError, with the place, for an undefined or empty (None) value
        and for anything else that a tag cannot do.
        """
        from sokhet_docs.sandbox import NeedsDocxtplError

        removed: set[str] = set()
        entries = list(self._entries)
        for part in self._parts:
            try:
                text = part.render(fields, removed)
            except NeedsDocxtplError as err:
                return self._render_by_docxtpl(err.template, fields)
            except _render_faults() as err:
                raise self._fault(err, part, fields) from err
            entries.append(pack_entry(part.entry_name, text.encode()))
        if removed:
            names = ", ".join(f"U+{ord(character):04X}" for character in sorted(removed))
            warnings.warn(f"Đã bỏ ký tự không ghi được vào Word: {names}.", RemovedCharactersWarning, 2)
        return archive_of(entries)

    def __reduce__(self) -> tuple[type[Template], tuple[tuple[Package, ...], Options]]:
        """Send the templates themselves to another process, which compiles them again."""
        return type(self), (self._packages, self._options)

    def _render_by_docxtpl(self, template: Any, fields: Mapping[str, object]) -> bytes:
        """Return what ``template``, the DocxTemplate that a value belongs to, makes of ``fields``."""
        file = self._packages[0].file
        if len(self._packages) > 1:
            raise TemplateError.at(
                file, "Ảnh hoặc tài liệu con không dùng được trong bộ nhiều mẫu.", "Hãy điền riêng mẫu này."
            )
        stream = io.BytesIO()
        try:
            template.render(dict(fields), self._options.environment(), autoescape=True)
            template.save(stream)
        except _render_faults() as err:
            raise TemplateError.at(file, f"Không điền được: {err}") from err
        return write_package(parse_package(stream.getvalue(), file))

    def _fault(self, err: Exception, part: FilledPart, fields: Mapping[str, object]) -> TemplateError:
        from sokhet_docs.faults import reword
        from sokhet_docs.places import place_tags

        index = _tag_of(err.__traceback__, part)
        alike = [one for one in self._parts if one.kind == part.kind]
        before = sum(len(one.tagged.tags) for one in alike[: alike.index(part)])
        tags = [tag for one in alike for tag in one.tagged.tags]
        places = place_tags(self._packages, part.kind, tags) if index is not None else []
        place = (places[before + index] if index is not None else None) or Place(self._packages[0].file)
        message, hint = reword(err, part.tagged.tags[index] if index is not None else None, fields)
        return TemplateError([Problem(place, message, hint)])


def find_problems(
    paths: Paths,
    *,
    shape: Mapping[str, Shape] | None = None,
    aliases: Mapping[str, str] | None = None,
    filters: Filters | None = None,
) -> tuple[Problem, ...]:
    """Return every problem of the templates, warnings too, each with its place; nothing is rendered."""
    from sokhet_docs.template_check import problems_of

    options = Options(shape, aliases, filters)
    problems: list[Problem] = []
    for path in _paths_of(paths):
        try:
            problems += problems_of(read_package(path), options)
        except TemplateError as err:
            problems += err.problems
    return tuple(problems)


def _paths_of(paths: Paths) -> list[Path | str]:
    return [paths] if isinstance(paths, (str, Path)) else list(paths)


def _read_all(paths: Paths) -> list[Package]:
    packages: list[Package] = []
    problems: dict[Problem, None] = {}
    read: dict[str, Package] = {}
    for path in _paths_of(paths):
        try:
            packages.append(read.setdefault(str(path), read_package(path)))
        except TemplateError as err:
            problems |= dict.fromkeys(err.problems)
    if problems:
        raise TemplateError(problems)
    if not packages:
        raise ValueError("a template needs at least one file")
    return packages


def _composed(packages: tuple[Package, ...]) -> Package:
    if len(packages) == 1:
        one = packages[0]
        return Package(dict(one.parts), one.relationships, one.main, one.file)
    from sokhet_docs.compose import compose

    return compose(packages)


def _compiled(packages: Sequence[Package], whole: Package, options: Options) -> list[FilledPart]:
    """Return the tagged parts of ``whole``, compiled; parts without tags are finished in ``whole`` itself."""
    import jinja2

    from sokhet_docs.filled_part import FilledPart
    from sokhet_docs.rendered_parts import iter_sources
    from sokhet_docs.template_check import is_doubtful, problems_of

    env, aliases = options.environment(), options.alias_reader()
    try:
        parts = [FilledPart(source, env, aliases) for source in iter_sources(whole)]
        doubtful = is_doubtful(whole, parts, options, env)
        if not doubtful:
            for part in parts:
                part.compile()
    except jinja2.TemplateError as err:
        doubtful, cause = True, err
    else:
        cause = None
    if doubtful:
        problems = errors_in(problem for one in packages for problem in problems_of(one, options))
        if problems or cause:
            raise TemplateError(
                problems or [Problem(Place(whole.file), f"Mẫu có lệnh không đọc được ({cause}).")]
            ) from cause
        for part in parts:
            part.compile()
    for part in parts:
        if part.is_fixed:
            part.finish_in(whole)
    return [part for part in parts if not part.is_fixed]


def _tag_of(traceback: TracebackType | None, part: FilledPart) -> int | None:
    """Return the index of the tag whose code raised; None when it cannot be told."""
    index = None
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == "<template>":
            index = part.tag_at(traceback.tb_lineno)
        traceback = traceback.tb_next
    return index


def _render_faults() -> tuple[type[Exception], ...]:
    import jinja2
    from lxml import etree

    from sokhet_docs.limits import LimitError
    from sokhet_docs.sandbox import EmptyValueError

    return (
        jinja2.TemplateError, etree.XMLSyntaxError, LimitError, EmptyValueError, ArithmeticError, AssertionError,
        AttributeError, LookupError, MemoryError, RecursionError, TypeError, ValueError,
    )  # fmt: skip

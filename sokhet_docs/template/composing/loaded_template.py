"""A template as it was read, one of the documents of a packet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from sokhet_docs.office.package import Package
from sokhet_docs.template.rendered_parts import CORE, PartSource


@dataclass(slots=True)
class LoadedTemplate:
    """A template as it was read: its package, and its parts that may hold tags."""

    package: Package
    sources: list[PartSource]

    def source(self, kind: str) -> PartSource | None:
        """Return the only part of ``kind``; None when there is none."""
        return next((source for source in self.sources if source.kind == kind), None)

    def texts(self) -> list[str]:
        """Return the text of every part that may name styles."""
        notes = [self.package.parts[name].blob.decode() for name in self.package.related("endnotes")]
        return [source.text for source in self.sources if source.kind != CORE] + notes

    def blob(self, kind: str) -> bytes | None:
        """Return the content of the main part's related part of ``kind``; None when there is none."""
        name = self.package.first(kind)
        return self.package.parts[name].blob if name else None

    def changed(self, change: Callable[[PartSource], str]) -> LoadedTemplate:
        """Return the template with the texts that ``change`` returns for its parts; itself for the same."""
        texts = [change(source) for source in self.sources]
        if texts == [source.text for source in self.sources]:
            return self
        package = replace(self.package, parts=dict(self.package.parts))
        sources = [replace(source, text=text) for source, text in zip(self.sources, texts, strict=True)]
        for source in sources:
            blob = f"{source.before}{source.text}{source.after}".encode()
            package.put(package.parts[source.name].with_blob(blob))
        return LoadedTemplate(package, sources)

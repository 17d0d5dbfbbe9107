"""A document whose theme is not its packet's → the same without one: its fonts and colours are named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sokhet_docs.office.opc import OFFICE_REL_PREFIX, Relationship
from sokhet_docs.office.package import Package
from sokhet_docs.template.composing.copied_parts import PartCopier
from sokhet_docs.template.composing.loaded_template import LoadedTemplate
from sokhet_docs.template.composing.theme_colours import colours_of, with_own_colours
from sokhet_docs.template.composing.theme_fonts import fonts_of, without_theme

_STYLED = ("styles", "numbering")  # parts beside the texts that name fonts


def take_theme(package: Package, documents: Sequence[LoadedTemplate]) -> bytes | None:
    """Give the packet ``package`` the theme of the first document that has one, and return it."""
    themed = (document for document in documents if document.blob("theme") is not None)
    document = next(themed, None)
    if document is not None and package.first("theme") is None:
        name = PartCopier(document.package, package).copy(document.package.related("theme")[0])
        package.relate(package.main, Relationship("rIdTheme", f"{OFFICE_REL_PREFIX}theme", name))
    return None if document is None else document.blob("theme")


def with_own_theme(document: LoadedTemplate) -> LoadedTemplate:
    """Return ``document`` with what its theme says written out, in every part."""
    theme = document.blob("theme")
    fonts, colours = fonts_of(theme), colours_of(theme)
    changed = document.changed(lambda source: with_own_colours(without_theme(source.text, fonts), colours))
    package = replace(changed.package, parts=dict(changed.package.parts))
    for name in (found for kind in _STYLED for found in package.related(kind)):
        part = package.parts[name]
        package.put(part.with_blob(without_theme(part.blob.decode(), fonts).encode()))
    for part in list(package.parts.values()):
        if part.content_type.endswith("xml") and b"schemeClr" in part.blob:
            package.put(part.with_blob(with_own_colours(part.blob.decode(), colours).encode()))
    return LoadedTemplate(package, changed.sources)
